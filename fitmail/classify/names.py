"""Proper names in a text, by their capitals.

Takes: a text and a stretch of it.
Gives: `proper_names(text, start, end)`: offsets of runs of words with capitals, small joining words in between
    ("Federación de Cooperativas de Vivienda del Sur").
Promises: greetings and small words that only open a sentence are cut off at the front; a comma, bracket or line that
    was ended by the writer ends a name. Linear in the text.
"""

from __future__ import annotations

import re

from fitmail.classify.phrases import SHORT_LINE

_WORD = re.compile(r"[^\s,;:()\[\]\"“”«»!?<>|*•·…]+")
_JOINERS = frozenset(
    {"of", "for", "the", "and", "&", "de", "del", "da", "do", "das", "dos", "la", "las", "los", "el", "y", "e"}
    | {"o", "a", "des", "du", "von", "van", "der", "und", "für", "et", "con", "com", "+"}
)
_OPENERS = frozenset(
    {
        "we",
        "we're",
        "we’re",
        "we'd",
        "we’d",
        "we've",
        "we’ve",
        "i",
        "i'm",
        "i’m",
        "i'd",
        "i’d",
        "i've",
        "i’ve",
        "our",
        "my",
    }
    | {
        "the",
        "a",
        "an",
        "this",
        "that",
        "these",
        "it",
        "it's",
        "it’s",
        "they",
        "he",
        "she",
        "you",
        "your",
        "if",
        "is",
        "are",
    }
    | {
        "hi",
        "hello",
        "hey",
        "dear",
        "good",
        "morning",
        "afternoon",
        "evening",
        "thanks",
        "thank",
        "kind",
        "best",
        "regards",
    }
    | {
        "hola",
        "buenas",
        "buenos",
        "días",
        "dias",
        "tardes",
        "estimados",
        "estimadas",
        "estimado",
        "estimada",
        "somos",
        "soy",
    }
    | {
        "el",
        "la",
        "los",
        "las",
        "un",
        "una",
        "nuestra",
        "nuestro",
        "mi",
        "en",
        "de",
        "desde",
        "por",
        "para",
        "con",
        "como",
    }
    | {
        "olá",
        "ola",
        "oi",
        "bom",
        "boa",
        "dia",
        "tarde",
        "prezados",
        "prezadas",
        "prezado",
        "prezada",
        "sou",
        "o",
        "a",
        "os",
    }
    | {
        "as",
        "um",
        "uma",
        "nossa",
        "nosso",
        "meu",
        "minha",
        "em",
        "no",
        "na",
        "do",
        "da",
        "at",
        "in",
        "on",
        "for",
        "from",
        "to",
    }
    | {
        "please",
        "could",
        "can",
        "would",
        "do",
        "does",
        "what",
        "who",
        "how",
        "when",
        "where",
        "why",
        "there",
        "here",
        "so",
    }
    | {
        "and",
        "but",
        "or",
        "also",
        "then",
        "now",
        "yes",
        "no",
        "not",
        "all",
        "any",
        "some",
        "ours",
        "both",
        "with",
        "by",
        "as",
    }
    | {
        "me",
        "se",
        "te",
        "les",
        "le",
        "nos",
        "ya",
        "si",
        "qué",
        "que",
        "quién",
        "cómo",
        "pero",
        "y",
        "e",
        "mas",
        "se",
        "já",
    }
    | {
        "re",
        "fwd",
        "fw",
        "rv",
        "enc",
        "subject",
        "asunto",
        "assunto",
        "team",
        "equipo",
        "equipe",
        "friends",
        "folks",
        "people",
    }
    | {
        "everyone",
        "colleagues",
        "amigos",
        "amigas",
        "compas",
        "pessoal",
        "sirs",
        "madam",
        "sir",
        "gracias",
        "obrigada",
    }
    | {"obrigado", "saludos", "abraço", "abrazo", "cheers", "sincerely", "faithfully", "atentamente", "cordialmente"}
    | {
        "after",
        "before",
        "since",
        "until",
        "last",
        "next",
        "currently",
        "because",
        "although",
        "while",
        "once",
        "every",
    }
    | {"aunque", "cuando", "quando", "este", "esta", "esse", "essa", "también", "também", "necesitamos", "precisamos"}
    | {
        "queremos",
        "buscamos",
        "procuramos",
        "tenemos",
        "temos",
        "trabajamos",
        "trabalhamos",
        "looking",
        "need",
        "help",
    }
    | {"sobre", "sin", "sem", "hasta", "até", "hace", "há", "hay", "new", "nuevo", "nueva", "novo", "nova", "about"}
)
_ARTICLES = frozenset({"la", "el", "los", "las", "os", "as"})
_MONTHS_DAYS = frozenset(
    {"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november"}
    | {
        "december",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "christmas",
        "easter",
    }
)


def proper_names(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Offsets of the names in a stretch of a text."""
    names: list[tuple[int, int]] = []
    run: list[tuple[int, int, bool]] = []  # start, end, capital
    last_end = start
    for match in _WORD.finditer(text, start, end):
        word = match.group()
        gap = text[last_end : match.start()]
        if run and (gap.strip() or _broken(text, gap, last_end)):
            _close(text, run, names)
        stop = word.endswith(".") and not (len(word) <= 3 or word.count(".") > 1)
        bare = word.rstrip(".'’")
        begin = match.start()
        if _capital(bare):
            run.append((begin, begin + len(bare), True))
        elif run and bare.lower() in _JOINERS:
            run.append((begin, begin + len(bare), False))
        else:
            _close(text, run, names)
        if stop:
            _close(text, run, names)
        last_end = match.end()
    _close(text, run, names)
    return names


def _broken(text: str, gap: str, at: int) -> bool:
    """Did the writer end the line there, and not the mail program?"""
    breaks = gap.count("\n")
    if not breaks:
        return False
    return breaks > 1 or at - text.rfind("\n", max(0, at - 200), at) < SHORT_LINE


def _capital(word: str) -> bool:
    return bool(word) and (word[0].isupper() or (word[0].isdigit() and any(letter.isupper() for letter in word)))


def _opener(text: str, start: int, end: int) -> bool:
    """A small word that has its capital only from the sentence; "Somos La Huerta" keeps its article."""
    word = text[start:end].lower()
    if word in _ARTICLES and text[max(0, start - 24) : start].rstrip(" ")[-1:].isalpha():
        return False
    return word in _OPENERS


def _close(text: str, run: list[tuple[int, int, bool]], names: list[tuple[int, int]]) -> None:
    """Ends a run: openers are cut off in front, joining words behind."""
    while run and not run[-1][2]:
        run.pop()
    while run and (not run[0][2] or _opener(text, *run[0][:2])):
        run.pop(0)
    if run:
        whole = text[run[0][0] : run[-1][1]]
        if whole.lower() not in _MONTHS_DAYS and len(whole) > 1:
            names.append((run[0][0], run[-1][1]))
    run.clear()

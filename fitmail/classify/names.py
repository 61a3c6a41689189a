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
# Small words that may stand inside a name.
_JOINERS_WORDS = """
& + a and com con da das de del der des do dos du e el et for für la para pela pelo las los o of the und van von y
"""
_JOINERS = frozenset(_JOINERS_WORDS.split())
# Words with a capital only because a sentence, a greeting or a subject begins with them.
_OPENERS_WORDS = """
a about abrazo abraço after afternoon all also although amigas amigos an and any are as assunto asunto at
atentamente até aunque because before best boa bom both buenas buenos buscamos but by can cheers colleagues
como compas con cordialmente could cuando currently cómo da de dear desde dia dias do does días e el em en enc
equipe equipo essa esse esta este estimada estimadas estimado estimados evening every everyone faithfully folks
for friends from fw fwd good gracias hace hasta hay he hello help here hey hi hola how há i i'd i'm i've if in
is it it's it’s i’d i’m i’ve já kind la las last le les looking los madam mas me meu mi minha morning my na
necesitamos need new next no nos nossa nosso not nova novo now nuestra nuestro nueva nuevo o obrigada obrigado
oi ola olá on once or os our ours para people pero pessoal please por precisamos prezada prezadas prezado
prezados procuramos quando que queremos quién qué re regards rv saludos se sem she si sin since sincerely sir
sirs so sobre some somos sou soy subject también também tarde tardes te team temos tenemos thank thanks that
the then there these they this to trabajamos trabalhamos um uma un una until we we'd we're we've we’d we’re
we’ve what when where while who why with would y ya yes you your
"""
_LABELLED = re.compile(r"[^\s:.!?]{2,30}(?: [^\s:.!?]{2,30}){0,2}:")
_OPENERS = frozenset(_OPENERS_WORDS.split())
_ARTICLES = frozenset({"la", "el", "los", "las", "os", "as"})
_MONTHS_DAYS_WORDS = """
april august christmas december easter february friday january july june march may monday november october
saturday september sunday thursday tuesday wednesday
"""
_MONTHS_DAYS = frozenset(_MONTHS_DAYS_WORDS.split())


def proper_names(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Offsets of the names in a stretch of a text."""
    names: list[tuple[int, int]] = []
    run: list[tuple[int, int, bool]] = []  # start, end, capital
    last_end = start
    for match in _WORD.finditer(text, start, end):
        word = match.group()
        if not run and not (word[0].isupper() or word[0].isdigit()):
            last_end = match.end()  # most words: no name begins here
            continue
        gap = text[last_end : match.start()]
        if run and (gap.strip() or _broken(text, gap, last_end)):
            _close(text, run, names)
        stop = word.endswith(".") and not (len(word) <= 3 or word.count(".") > 1)
        bare = word.rstrip(".'’")
        begin = match.start()
        if bare == "I":
            _close(text, run, names)  # "Leeds and I"
        elif _capital(bare):
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
    if breaks and _LABELLED.match(text, at + len(gap)):
        return True
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

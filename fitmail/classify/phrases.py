"""Finding phrases of a wordbook in a text, and reading the text in sentences.

Takes: a text as a person wrote it, and a `Phrasebook` made from phrases that members keep in `rules/`.
Gives: `read_text(text, book) -> Reading`: the text, its folded twin of the same length, its sentences and every hit.
Promises: capitals, accents and hyphens do not matter (co-op = coop); a hit's offsets are those of the original, so
    that what is shown is the writer's own words; one pass over the words, linear in the text; web and mail addresses
    are not read as words; of two phrases of one kind the longer one wins where they overlap.
Known faults: a sentence that ends with an abbreviation before a capital ("approx. Monday") is cut there.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

_MANY = 150  # letters: above, changing one after the other is the slower way
LIMIT = 16_000  # characters looked at (rules.md, "Text looked at")

# A token is a word; "co-op" and "e-commerce" count as one, "node.js" and ".net" keep their dot, "c#" its sign.
_TOKEN = re.compile(
    r"(?:\b(?:co|e|re|on|off|pre|multi|semi)-[^\W\d_][\w]*|[^\W_]+(?:\.(?:js|io|net)\b)?(?:\+\+|\#)?|(?<!\w)\.net\b)"
)
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>\"]{1,500}|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
_GAP = frozenset(" \t\r\n'’´`/-–‑ .")  # what may stand between the words of one phrase
_STOP = re.compile(r"[.!?…](?=[\"')\]]{0,3}\s)|\n[ \t>]*\n|\n")
_ABBREVIATIONS = frozenset(
    {"approx", "aprox", "ca", "sr", "sra", "srta", "dr", "dra", "mr", "mrs", "ms", "ltd", "inc", "nr", "num", "núm"}
    | {"art", "av", "prof", "vs", "eg", "ie", "pag", "pág", "st", "excl", "incl", "max", "min", "tel", "cel", "exp"}
    | {"hs", "hrs", "dto", "ref", "avda", "apdo", "máx", "mín"}
)
_BULLET = re.compile(r"[ \t>]*(?:[-*•·–—]|\d{1,2}[.)]|[a-z][)])[ \t]")
_LABEL = re.compile(r"[ \t>*]*[A-ZÁÉÍÓÚÂÊÔÃÕÑ][^\n:.!?]{1,45}:")
REACH = 400  # letters to each side that count as the same sentence, however long it is
LINE = 140  # characters of the client's own words that the card shows beside a value
_NO_NAME = frozenset("$&'’")  # "R$" is money and "R&D" is not R
SHORT_LINE = 48  # a line shorter than this was ended by the writer, not by the mail program


class Hit(NamedTuple):
    """A phrase found: what kind of thing it is, its name there, and where it stands."""

    kind: str
    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Phrase:
    """One phrase of a wordbook. `spelled`: the exact spelling that is demanded, "" for any."""

    kind: str
    name: str
    words: tuple[str, ...]  # folded; a last "*" on a word is any ending
    spelled: str


@dataclass(frozen=True, slots=True)
class Opening:
    """The phrases that one first word opens, by what must follow it."""

    alone: tuple[Phrase, ...]
    by_next: Mapping[str, tuple[Phrase, ...]]
    starred: tuple[Phrase, ...]  # whose second word has an open ending


@dataclass(frozen=True, slots=True)
class Phrasebook:
    """Phrases by their first word; those whose first word has an open ending by what stands before its star."""

    by_word: Mapping[str, Opening]
    by_stem: Mapping[str, Opening]
    stems: tuple[int, ...]  # the lengths that stems have

    def openings(self, word: str) -> tuple[Opening, ...]:
        """What this word opens."""
        found = [self.by_word[word]] if word in self.by_word else []
        stems = (word[:length] for length in self.stems if length <= len(word))
        return (*found, *(self.by_stem[stem] for stem in stems if stem in self.by_stem))


@dataclass(frozen=True, slots=True)
class Reading:
    """A text, read once."""

    text: str
    folded: str  # same length; addresses blanked
    sentences: tuple[tuple[int, int], ...]
    hits: Mapping[str, tuple[Hit, ...]]  # by kind, in the order of the text

    def of(self, kind: str) -> tuple[Hit, ...]:
        return self.hits.get(kind, ())

    def sentence(self, at: int) -> tuple[int, int]:
        """The sentence in which an offset stands; of a monstrous one the part around it."""
        index = bisect_right(self.sentences, (at, len(self.text) + 1)) - 1
        first, last = self.sentences[max(index, 0)] if self.sentences else (0, len(self.text))
        return max(first, at - REACH), min(last, at + REACH)

    def before(self, at: int) -> tuple[int, int]:
        """The sentence before that of an offset; empty for the first."""
        index = bisect_right(self.sentences, (at, len(self.text) + 1)) - 2
        return self.sentences[index] if index >= 0 else (0, 0)

    def within(self, kind: str, start: int, end: int) -> tuple[Hit, ...]:
        """The hits of a kind that stand in a stretch of the text."""
        hits = self.of(kind)
        first = bisect_left(hits, start, key=_begin)
        last = bisect_left(hits, end, key=_begin)
        return tuple(hit for hit in hits[first:last] if hit.end <= end)

    def words(self, start: int, end: int) -> str:
        """The writer's own words, on one line."""
        return " ".join(self.text[start:end].split())

    def clause(self, start: int, end: int) -> str:
        """The writer's own words around a find: its sentence, or as much of it as fits on a line of the card."""
        first, last = self.sentence(start)
        last = max(last, end)
        if last - first > LINE:
            first = max(first, start - (LINE - (end - start)) * 2 // 3)
            last = min(last, max(end, first + LINE))
            first = first if first == 0 or self.text[first - 1].isspace() else self._gap(first, 1)
            last = last if last == len(self.text) or self.text[last].isspace() else self._gap(last, -1)
            first, last = min(first, start), max(last, end)
        return self.words(first, last).strip(" -*•·>:;,")

    def _gap(self, at: int, step: int) -> int:
        """The next white space in a direction, so that no word is cut."""
        while 0 < at < len(self.text) and not self.text[at].isspace():
            at += step
        return at


def fold(text: str) -> str:
    """Small letters without accents, of the very same length, so that offsets stay true."""
    if text.isascii():
        return text.translate(_ascii())
    letters = {letter: _bare(letter) for letter in set(text)}
    if len(letters) > _MANY:
        return text.translate({ord(letter): bare for letter, bare in letters.items()})
    # What a letter becomes stays as it is, so one may be changed after the other; translate is slow beyond ASCII.
    for letter, bare in letters.items():
        if letter != bare:
            text = text.replace(letter, bare)
    return text


@lru_cache(maxsize=1)
def _ascii() -> dict[int, str]:
    """What the plain letters become: most texts have no others."""
    return {number: _bare(chr(number)) for number in range(128)}


@lru_cache(maxsize=4096)
def _bare(letter: str) -> str:
    if letter.isspace():
        return letter if letter in "\n\t" else " "
    for part in unicodedata.normalize("NFKD", letter).casefold():
        if not unicodedata.combining(part):
            return part
    return letter


def phrase_words(phrase: str) -> tuple[str, ...]:
    """A phrase as the words that tokens are compared with."""
    words: list[str] = []
    for piece in fold(unicodedata.normalize("NFC", phrase)).split():
        star = "*" if piece.endswith("*") else ""
        found = [_plain(match.group()) for match in _TOKEN.finditer(piece.rstrip("*"))]
        if found:
            found[-1] += star
        words.extend(found)
    return tuple(words)


def _plain(token: str) -> str:
    return token.replace("-", "")


def make_phrasebook(phrases: Iterable[Phrase]) -> Phrasebook:
    """An index over phrases."""
    by_word: dict[str, list[Phrase]] = {}
    by_stem: dict[str, list[Phrase]] = {}
    for phrase in phrases:
        first = phrase.words[0]
        (by_stem if first.endswith("*") else by_word).setdefault(first.removesuffix("*"), []).append(phrase)
    return Phrasebook(
        by_word={word: _opening(rows) for word, rows in by_word.items()},
        by_stem={stem: _opening(rows) for stem, rows in by_stem.items()},
        stems=tuple(sorted(set(map(len, by_stem)))),
    )


def _opening(phrases: Sequence[Phrase]) -> Opening:
    by_next: dict[str, list[Phrase]] = {}
    for phrase in phrases:
        if len(phrase.words) > 1 and not phrase.words[1].endswith("*"):
            by_next.setdefault(phrase.words[1], []).append(phrase)
    return Opening(
        alone=tuple(phrase for phrase in phrases if len(phrase.words) == 1),
        by_next={word: tuple(rows) for word, rows in by_next.items()},
        starred=tuple(phrase for phrase in phrases if len(phrase.words) > 1 and phrase.words[1].endswith("*")),
    )


def read_text(text: str, book: Phrasebook) -> Reading:
    """The text with its sentences and every phrase of the book that stands in it."""
    whole = unicodedata.normalize("NFC", text[:LIMIT])
    folded = _ADDRESS.sub(_blank, fold(whole))
    tokens = list(_TOKEN.finditer(folded))
    words = [_plain(match.group()) for match in tokens] if "-" in folded else [match.group() for match in tokens]
    # Words come again and again: what each of them opens is looked up once for a text.
    openings = {word: book.openings(word) for word in set(words)}
    words.append("")  # so that every word has a next one
    hits: list[Hit] = []
    for index, match in enumerate(tokens):
        for opening in openings[words[index]]:
            for phrase in opening.alone:
                if not phrase.spelled or _spelled(phrase, whole, match.start(), match.end()):
                    hits.append(Hit(phrase.kind, phrase.name, match.start(), match.end()))
            for phrase in opening.by_next.get(words[index + 1], ()):
                _try(phrase, words, tokens, index, whole, hits)
            for phrase in opening.starred:
                _try(phrase, words, tokens, index, whole, hits)
    return Reading(text=whole, folded=folded, sentences=_sentences(whole), hits=_longest(hits))


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())


def _try(
    phrase: Phrase, words: Sequence[str], tokens: Sequence[re.Match[str]], index: int, text: str, hits: list[Hit]
) -> None:
    """Adds a hit if the phrase, whose first word is that of the token, goes on as the text does."""
    start, end = tokens[index].span()
    for offset, wanted in enumerate(phrase.words[1:], start=index + 1):
        word = words[offset] if offset < len(words) else ""
        if not (word.startswith(wanted[:-1]) if wanted.endswith("*") else word == wanted) or not word:
            return
        gap = text[end : tokens[offset].start()]
        if gap != " " and (len(gap) > 6 or not _GAP.issuperset(gap) or ("." in gap and len(gap) > 1)):
            return
        end = tokens[offset].end()
    if not phrase.spelled or _spelled(phrase, text, start, end):
        hits.append(Hit(phrase.kind, phrase.name, start, end))


def _spelled(phrase: Phrase, text: str, start: int, end: int) -> bool:
    """Does it stand there in the very letters that the phrase demands?"""
    return " ".join(text[start:end].split()) == phrase.spelled and text[end : end + 1] not in _NO_NAME


def _begin(hit: Hit) -> int:
    return hit.start


def _longest(hits: list[Hit]) -> dict[str, tuple[Hit, ...]]:
    """Of two hits of one kind that overlap the longer one stays: "react native" is not "react".

    Two names for the very same words both stay: Córdoba is a town of Spain and one of Argentina.
    """
    kept: dict[str, list[Hit]] = {}
    last: dict[str, tuple[int, int]] = {}
    for hit in sorted(set(hits), key=lambda one: (one.start, -one.end, one.kind, one.name)):
        start, end = last.get(hit.kind, (-1, 0))
        if hit.start >= end or (hit.start, hit.end) == (start, end):
            kept.setdefault(hit.kind, []).append(hit)
            last[hit.kind] = (hit.start, hit.end)
    return {kind: tuple(rows) for kind, rows in kept.items()}


def _sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Sentences, lines of lists and labelled lines, as pairs of offsets that cover the text."""
    spans: list[tuple[int, int]] = []
    start = 0
    for match in _STOP.finditer(text):
        if _ends(text, match):
            spans.append((start, match.end()))
            start = match.end()
    spans.append((start, len(text)))
    return tuple(span for span in spans if span[1] > span[0])


def _ends(text: str, match: re.Match[str]) -> bool:
    mark = match.group()
    if mark[0] in "!?…":
        return True
    if mark == ".":
        word = text[max(0, match.start() - 12) : match.start()].split()
        return not word or word[-1].lower().lstrip("(") not in _ABBREVIATIONS
    if mark != "\n":
        return True
    # A single line break is the mail program's unless the line was short, or the next one opens an item or a label.
    line = text.rfind("\n", max(0, match.start() - 200), match.start()) + 1
    line = line or max(0, match.start() - 200)
    if match.start() - line < SHORT_LINE:
        return True
    return bool(_BULLET.match(text, match.end()) or _LABEL.match(text, match.end()))

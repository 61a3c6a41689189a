"""Where phrases stand in a text: folding, phrases as patterns, one RE2 set. The only file that imports `re2`.

Takes: a text, and the needles of a table (all phrases and word lists of its rules).
Gives: `fold(text) -> Folded`, `phrase_pattern(phrase)`, `words_pattern(phrases)`, and `Finder.find(folded)`: which
    needles stand where, with offsets that lead back to the text as written.
Promises: time linear in the text, whatever a member or a stranger writes: one pass of the set says which needles
    can hit, and only those are asked where. Phrases with a gap ("...") make a set slow, so their parts stand in the
    set and the whole is asked only when all parts were seen. Folded text is ASCII: in RE2 `\\b` and `\\w` know no
    other letters.
Known faults: letters of other scripts are all one letter ("_"), so a rule can say nothing about them.
"""

from __future__ import annotations

import itertools
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import re2

LOOKED_AT = 16_000  # characters of a text that rules look at
GAP = r"(?:[^\w.!?;]{1,4}\w+(?:['./@]\w+)*){0,4}[^\w.!?;]{1,4}"  # "...": up to four words of the same sentence
SPACE = r"\s{0,4}"  # "web shop" is "webshop" too, and so is "web-shop"
SPANS = 200  # places of one needle that are looked at
APART = 45  # letters between the two of a `before`: some six words
LONG = 320  # a sentence longer than this is cut: without full stops everything would be near everything
_HYPHENS = frozenset("-\u2010\u2011")
_NOTHING = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")
_MONEY = frozenset("€£")

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Folded:
    """A text as phrases see it, and the text as written; `offsets[i]` is where letter i came from."""

    text: str
    original: str
    offsets: Sequence[int]
    sentences: tuple[int, ...]  # where each sentence but the first starts

    def words(self, span: Span) -> str:
        """What stands there in the mail, white space collapsed."""
        start, end = span
        first = self.offsets[start]
        last = self.offsets[end - 1] + 1
        return " ".join(self.original[first:last].split())

    def sentence(self, span: Span) -> int:
        """The number of the sentence in which the span starts."""
        return bisect_right(self.sentences, span[0])


@lru_cache(maxsize=4096)
def _letter(letter: str) -> str:
    """One letter folded: NFKD, accents dropped, casefold, ASCII only. "\\n" and hyphens are the caller's."""
    if letter in _NOTHING:
        return ""
    if letter in _MONEY:
        return "$"
    folded = []
    for piece in unicodedata.normalize("NFKD", letter).casefold():
        if piece.isascii():
            folded.append(piece if piece.isprintable() or piece == "\n" else " ")
        elif unicodedata.combining(piece) == 0:
            folded.append(_beyond_ascii(piece))
    return "".join(folded)


def _beyond_ascii(piece: str) -> str:
    if piece in "\u2018\u2019\u02bc\u2032\u00b4":
        return "'"
    if piece in "\u2010\u2011\u2012\u2013\u2014\u2212":
        return "-"
    if piece == "\u2026":
        return "."
    return "_" if piece.isalnum() else " "


def fold(text: str) -> Folded:
    """The first LOOKED_AT letters of a text, folded."""
    text = text[:LOOKED_AT].replace("\r", "")
    if text.isascii() and "-" not in text and "\n" not in text and "\t" not in text:
        folded = text.lower()
        return Folded(folded, text, range(len(text)), _sentences(folded))
    folded, offsets = _fold_slowly(text)
    return Folded(folded, text, offsets, _sentences(folded))


def _fold_slowly(text: str) -> tuple[str, list[int]]:
    letters: list[str] = []
    offsets: list[int] = []
    last = len(text) - 1
    for place, letter in enumerate(text):
        if letter == "\n":
            # An empty line ends a sentence, also where people write no full stop.
            piece = "." if place < last and text[place + 1] == "\n" else "\n"
        elif letter in _HYPHENS and 0 < place < last and text[place - 1].isalpha() and text[place + 1].isalpha():
            continue  # co-op = coop
        else:
            piece = _letter(letter)
        letters.append(piece)
        offsets.extend((place,) * len(piece))
    return "".join(letters), offsets


_END = re2.compile(r"[.!?]+(?:\s|$)|\n[ \t]*[-*>]")  # type: ignore[no-untyped-call]


def _sentences(folded: str) -> tuple[int, ...]:
    starts: list[int] = []
    last = 0
    for end in [match.end() for match in _END.finditer(folded)] + [len(folded)]:
        while end - last > LONG:
            last += LONG
            starts.append(last)
        last = end
        starts.append(end)
    return tuple(starts)


def phrase_mistake(phrase: str) -> str:
    """What is wrong with a phrase, "" when it may be used."""
    words = fold(phrase).text.split()
    if not words or not any(letter.isalnum() for letter in phrase):
        return "no word in it"
    if words[0] == "..." or words[-1] == "..." or any(a == b == "..." for a, b in itertools.pairwise(words)):
        return 'a "..." that does not stand between two words'
    for word in words:
        stem = word[:-1] if word.endswith("*") else word
        if "*" in stem:
            return f'"{word}", with a "*" that is not at the end of the word'
    # "d*" alone would be every second word; in "caderno d*" it does no harm.
    letters = sum(letter.isalnum() for letter in phrase)
    if letters < 3 and any(word.endswith("*") for word in words):
        return 'fewer than three letters and a "*"'
    return ""


def _part(words: Sequence[str]) -> str:
    """Words that stand side by side, as a pattern."""
    pieces = []
    for word in words:
        stem = word[:-1] if word.endswith("*") else word
        pieces.append(re2.escape(stem) + (r"\w*" if word.endswith("*") else ""))  # type: ignore[no-untyped-call]
    before = r"\b" if words[0][0].isalnum() else ""
    after = r"\b" if words[-1][-1].isalnum() or words[-1].endswith("*") else ""
    return before + SPACE.join(pieces) + after


def _parts(phrase: str) -> tuple[str, ...]:
    parts: list[list[str]] = [[]]
    for word in fold(phrase).text.split():
        if word == "...":
            parts.append([])
        else:
            parts[-1].append(word)
    return tuple(_part(part) for part in parts)


def phrase_needle(phrase: str) -> Needle:
    """A phrase of a rule: where it stands first is enough."""
    parts = _parts(phrase)
    return Needle(pattern=GAP.join(parts), parts=parts if len(parts) > 1 else (), every=False)


def words_needle(phrases: Iterable[str]) -> Needle:
    """A word list in one language: all its places. Phrases with a gap are part of it."""
    whole = [GAP.join(_parts(phrase)) for phrase in phrases]
    # With a gap inside the list each first part goes into the set in its stead: cheaper, and never misses.
    seen = [_parts(phrase)[0] for phrase in phrases]
    gaps = any("..." in phrase for phrase in phrases)
    return Needle(pattern="|".join(whole), parts=("|".join(seen),) if gaps else (), every=True)


def pattern_mistake(pattern: str) -> str:
    """What RE2 says about a `pattern:`, "" when it may be used."""
    try:
        re2.compile(pattern, _options())  # type: ignore[no-untyped-call]
    except re2.error as error:
        reason = error.args[0] if error.args else "unknown"
        return reason.decode() if isinstance(reason, bytes) else str(reason)
    return ""


def pattern_needle(pattern: str) -> Needle:
    """A member's own RE2 pattern; it is asked by itself, so that it cannot slow the set down."""
    return Needle(pattern=pattern, parts=("",), every=False)


def _options() -> re2.Options:
    options = re2.Options()
    options.max_mem = 256 << 20
    options.log_errors = False
    options.longest_match = False
    return options


@dataclass(frozen=True, slots=True, kw_only=True)
class Needle:
    """Something to look for. `parts`: what must all be seen by the set before the pattern itself is asked."""

    pattern: str
    parts: tuple[str, ...]
    every: bool  # all places, or only the first


class Finder:
    """All needles of a table, compiled. Stays as it is made."""

    def __init__(self, needles: Sequence[Needle]) -> None:
        self._set = re2.Set.SearchSet(_options())  # type: ignore[no-untyped-call]
        self._wanted: list[tuple[int, ...]] = []  # needle -> entries of the set
        self._by_entry: list[list[int]] = []  # entry of the set -> needles
        self._always: list[int] = []
        self._patterns = [re2.compile(needle.pattern, _options()) for needle in needles]  # type: ignore[no-untyped-call]
        self._every = [needle.every for needle in needles]
        entries: dict[str, int] = {}
        for number, needle in enumerate(needles):
            wanted = []
            for part in needle.parts or (needle.pattern,):
                if not part:
                    self._always.append(number)
                    continue
                if part not in entries:
                    entries[part] = self._set.Add(part)
                    self._by_entry.append([])
                self._by_entry[entries[part]].append(number)
                wanted.append(entries[part])
            self._wanted.append(tuple(wanted))
        if entries:
            self._set.Compile()
        self._empty = not entries

    def find(self, folded: Folded) -> Mapping[int, tuple[Span, ...]]:
        """Needle number -> its places, for those that stand in the text."""
        seen = set() if self._empty else set(self._set.Match(folded.text) or ())
        asked = dict.fromkeys(self._always)
        for entry in sorted(seen):
            asked.update(dict.fromkeys(self._by_entry[entry]))
        found: dict[int, tuple[Span, ...]] = {}
        for number in asked:
            if all(entry in seen for entry in self._wanted[number]):
                spans = self._places(number, folded.text)
                if spans:
                    found[number] = spans
        return found

    def _places(self, number: int, text: str) -> tuple[Span, ...]:
        if not self._every[number]:
            match = self._patterns[number].search(text)
            return ((match.start(), match.end()),) if match is not None and match.end() > match.start() else ()
        spans: list[Span] = []
        for match in self._patterns[number].finditer(text):
            if match.end() > match.start():
                spans.append((match.start(), match.end()))
            if len(spans) >= SPANS:
                break
        return tuple(spans)


def near(one: Sequence[Span], other: Sequence[Span], folded: Folded) -> tuple[Span, Span] | None:
    """The two spans that stand closest, in the same or the next sentence, without overlapping."""
    best: tuple[Span, Span] | None = None
    least = 2 * LONG + 1
    first = 0
    for a in one:
        # Both are in order, so what ends far before this one is never needed again.
        while first < len(other) and other[first][1] + least < a[0]:
            first += 1
        for b in itertools.islice(other, first, None):
            if b[0] > a[1] + least:
                break
            gap = max(b[0] - a[1], a[0] - b[1])
            if 0 <= gap < least and abs(folded.sentence(a) - folded.sentence(b)) <= 1:
                best, least = (a, b), gap
    return best


def before(one: Sequence[Span], other: Sequence[Span], folded: Folded) -> tuple[Span, Span] | None:
    """A span of the one and the next of the other, in one sentence and at most some six words (APART) later."""
    starts = [b[0] for b in other]
    best: tuple[Span, Span] | None = None
    for a in one:
        place = bisect_left(starts, a[1])
        if place < len(other):
            b = other[place]
            gap = b[0] - a[1]
            closer = best is None or gap < best[1][0] - best[0][1]
            if gap <= APART and closer and folded.sentence(a) == folded.sentence(b):
                best = (a, b)
    return best

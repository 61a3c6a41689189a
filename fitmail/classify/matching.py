"""Where phrases stand in a text: folding, phrases as patterns, one RE2 set. The only file that imports `re2`.

Takes: a text, and the needles of a table (all phrases and word lists of its rules).
Gives: `fold(text) -> Folded`, `phrase_needle(phrase)`, `pattern_needle(pattern)`, and `Finder.find(folded)`: which
    needles stand where, with offsets that lead back to the text as written.
Promises: time linear in the text, whatever a member or a stranger writes: one pass of the set says which needles
    can hit, and only those are asked where. Phrases with a gap ("...") make a set slow, so their parts stand in the
    set and the whole is asked only when all parts were seen. Folded text is ASCII: in RE2 `\\b` and `\\w` know no
    other letters.
Known faults: letters of other scripts are all one letter ("_"), so a rule can say nothing about them.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import re2

LOOKED_AT = 16_000  # characters of a text that rules look at
GAP = r"(?:[^\w.!?;]{1,4}\w+(?:['./@]\w+)*){0,4}[^\w.!?;]{1,4}"  # "...": up to four words of the same sentence
SPACE = r"\s{0,4}"  # "web shop" is "webshop" too, and so is "web-shop"
SPANS = 200  # places of one needle that are looked at
FEW = 4  # places of one side of a "together" that are tried
APART = 45  # letters between the two of a `before`: some six words
LONG = 320  # a sentence longer than this is cut: without full stops everything would be near everything
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
    """One letter folded: NFKD, accents dropped, casefold, ASCII only."""
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


class _Letters(dict[int, str]):
    """One folded letter for each letter; NUL for those that fold to none or to several."""

    def __missing__(self, code: int) -> str:
        folded = _letter(chr(code)) if chr(code) not in "\n-" else chr(code)
        self[code] = folded if len(folded) == 1 else "\0"
        return self[code]


_LETTERS = _Letters()
_INNER_HYPHEN = re.compile(r"(?<=[a-z_])-(?=[a-z_])")  # linear: one letter, and a look to each side


def fold(text: str) -> Folded:
    """The first LOOKED_AT letters of a text, folded."""
    text = text[:LOOKED_AT].replace("\r", "")
    folded, offsets = _fold(text)
    return Folded(folded, text, offsets, _sentences(folded))


def _fold(text: str) -> tuple[str, Sequence[int]]:
    folded = text.translate(_LETTERS)
    offsets: Sequence[int] = range(len(folded))
    if "\0" in folded:
        folded, offsets = _fold_slowly(text)
    # An empty line ends a sentence, also where people write no full stop.
    folded = folded.replace("\n\n", ".\n")
    return _without_inner_hyphens(folded, offsets) if "-" in folded else (folded, offsets)


@lru_cache(maxsize=16_384)
def _phrase_words(phrase: str) -> tuple[str, ...]:
    """The folded words of a phrase; both tables use most of the lists."""
    return tuple(_fold(phrase)[0].split())


def _fold_slowly(text: str) -> tuple[str, Sequence[int]]:
    letters: list[str] = []
    offsets: list[int] = []
    for place, letter in enumerate(text):
        piece = letter if letter in "\n-" else _letter(letter)
        letters.append(piece)
        offsets.extend((place,) * len(piece))
    return "".join(letters), offsets


def _without_inner_hyphens(folded: str, offsets: Sequence[int]) -> tuple[str, Sequence[int]]:
    """co-op = coop; a dash between words or figures stays."""
    pieces: list[str] = []
    kept: list[int] = []
    start = 0
    for match in _INNER_HYPHEN.finditer(folded):
        pieces.append(folded[start : match.start()])
        kept.extend(offsets[start : match.start()])
        start = match.end()
    pieces.append(folded[start:])
    kept.extend(offsets[start:])
    return "".join(pieces), kept


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
    words = _phrase_words(phrase)
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
        pieces.append(re.escape(stem) + (r"\w*" if word.endswith("*") else ""))
    before = r"\b" if words[0][0].isalnum() else ""
    after = r"\b" if words[-1][-1].isalnum() or words[-1].endswith("*") else ""
    return before + SPACE.join(pieces) + after


@lru_cache(maxsize=16_384)
def phrase_needle(phrase: str) -> Needle:
    """A phrase of a rule or of a word list."""
    words = _phrase_words(phrase)
    parts: list[list[str]] = [[]]
    for word in words:
        if word == "...":
            parts.append([])
        else:
            parts[-1].append(word)
    patterns = tuple(_part(part) for part in parts)
    gaps = len(parts) > 1
    # Words with "*" inside cannot be looked up as plain letters, only one at the end can.
    plain = not gaps and not any(word.endswith("*") for word in words[:-1])
    return Needle(pattern=GAP.join(patterns), parts=patterns if gaps else (), plain=" ".join(words) if plain else "")


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
    return Needle(pattern=pattern, parts=("",), plain="")


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
    plain: str  # the phrase as letters, "*" only at its end; "" when only the pattern can tell


class Finder:
    """All needles of a table, compiled. Stays as it is made."""

    def __init__(self, needles: Sequence[Needle]) -> None:
        self._set = re2.Set.SearchSet(_options())  # type: ignore[no-untyped-call]
        self._wanted: list[tuple[int, ...]] = []  # needle -> entries of the set
        self._by_entry: list[list[int]] = []  # entry of the set -> needles
        self._always: list[int] = []
        self._needles = tuple(needles)
        self._compiled: dict[int, re2._Regexp] = {}
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
        flat = folded.text.replace("\n", " ")
        for number in asked:
            if all(entry in seen for entry in self._wanted[number]):
                spans = self._places(number, flat)
                if spans:
                    found[number] = spans
        return found

    def _places(self, number: int, text: str) -> tuple[Span, ...]:
        plain = self._needles[number].plain
        spans = _plain_places(plain, text) if plain else ()
        # The set has seen it; when the letters alone do not show it, it is spelled with other spaces.
        return spans or self._pattern_places(number, text)

    def _pattern_places(self, number: int, text: str) -> tuple[Span, ...]:
        pattern = self._compiled.get(number)
        if pattern is None:
            pattern = re2.compile(self._needles[number].pattern, _options())  # type: ignore[no-untyped-call]
            self._compiled[number] = pattern
        spans: list[Span] = []
        for match in pattern.finditer(text):
            if match.end() > match.start():
                spans.append((match.start(), match.end()))
            if len(spans) >= SPANS:
                break
        return tuple(spans)


def _plain_places(plain: str, text: str) -> tuple[Span, ...]:
    """Where letters stand as whole words; much faster than asking a pattern."""
    open_end = plain.endswith("*")
    stem = plain[:-1] if open_end else plain
    spans: list[Span] = []
    start = text.find(stem)
    while start >= 0 and len(spans) < SPANS:
        end = start + len(stem)
        if open_end:
            while end < len(text) and _of_word(text[end]):
                end += 1
        whole = not (_of_word(stem[0]) and start and _of_word(text[start - 1]))
        if whole and not (_of_word(stem[-1]) and end < len(text) and _of_word(text[end])):
            spans.append((start, end))
        start = text.find(stem, start + len(stem))
    return tuple(spans)


def _of_word(letter: str) -> bool:
    return letter.isalnum() or letter == "_"


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


def together(places: Sequence[Sequence[Span]]) -> tuple[Span, ...] | None:
    """One span of each side, anywhere in the text, no two of them the same words. Only the first few places of each
    side are tried, so that the work does not grow with what a stranger repeats."""
    for chosen in itertools.product(*(spans[:FEW] for spans in places)):
        apart = sorted(chosen)
        if all(one[1] <= other[0] for one, other in itertools.pairwise(apart)):
            return chosen
    return None

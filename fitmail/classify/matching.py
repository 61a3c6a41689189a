"""Where phrases stand in a folded text: phrases as patterns, one RE2 set. The only file that imports `re2`.

Takes: a text, and the needles of a table (all phrases and word lists of its rules).
Gives: `phrase_needle(phrase)`, `pattern_needle(pattern)`, and `Finder.find(folded)`: which needles stand where.
Promises: time linear in the text, whatever a member or a stranger writes: one pass of the set says which needles
    can hit in which stretch, and only there it is asked where. Phrases with a gap ("...") make a set slow, so their
    parts stand in the set, and what stands between them is looked at when all parts were seen. Folded text is ASCII:
    in RE2 `\\b` and `\\w` know no other letters.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import re2

from fitmail.classify.folding import LONG, Folded, Span, fold_letters

GAP = r"(?:[^\w.!?;]{1,4}\w+(?:['./@]\w+)*){0,4}[^\w.!?;]{1,4}"  # "...": up to four words of the same sentence
SPACE = r"\s{0,4}"  # "web shop" is "webshop" too, and so is "web-shop"
SPANS = 200  # places of one needle that are looked at
STRETCH = 2_000  # letters that the set looks at in one go
OVER = 200  # letters beyond, so that a phrase that begins in one stretch may end in the next
WIDE = 200  # letters that four words may have between two parts of a phrase
FEW = 4  # places of one side of a "together" that are tried
APART = 45  # letters between the two of a `before`: some six words


@lru_cache(maxsize=16_384)
def _phrase_words(phrase: str) -> tuple[str, ...]:
    """The folded words of a phrase; both tables use most of the lists."""
    return tuple(fold_letters(phrase)[0].split())


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
    # Words with "*" inside cannot be looked up as plain letters, only one at the end can.
    return Needle(
        pattern="",
        parts=tuple(
            (_part(part), "" if any(word.endswith("*") for word in part[:-1]) else " ".join(part)) for part in parts
        ),
    )


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
    return Needle(pattern=pattern, parts=())


def _options() -> re2.Options:
    options = re2.Options()
    options.max_mem = 256 << 20
    options.log_errors = False
    options.longest_match = False
    return options


_WORDS = bytes(code if chr(code).isalnum() or code == ord("_") else ord(" ") for code in range(128)) + bytes(128)
_GAP = re2.compile(GAP, _options())  # type: ignore[no-untyped-call]


@dataclass(frozen=True, slots=True, kw_only=True)
class Needle:
    """Something to look for: a member's own pattern, or words with gaps between the parts."""

    pattern: str  # "" when it is made of parts
    parts: tuple[tuple[str, str], ...]  # pattern, and its letters; "" when those do not tell

    @property
    def alone(self) -> bool:
        """A pattern that is asked by itself."""
        return not self.parts


class Finder:
    """All needles of a table, compiled. Stays as it is made."""

    def __init__(self, needles: Sequence[Needle]) -> None:
        self.needles = tuple(needles)
        self._set = re2.Set.SearchSet(_options())  # type: ignore[no-untyped-call]
        self._entries: list[_Entry] = []
        self._parts: list[tuple[int, ...]] = []  # needle -> its entries of the set, () when it is asked by itself
        self._by_entry: list[list[int]] = []  # entry -> needles
        self._always = {number: _Entry(needle.pattern, "") for number, needle in enumerate(needles) if needle.alone}
        numbers: dict[str, int] = {}
        for number, needle in enumerate(needles):
            parts = []
            for pattern, plain in () if needle.alone else needle.parts:
                if pattern not in numbers:
                    numbers[pattern] = self._set.Add(pattern)
                    self._entries.append(_Entry(pattern, plain))
                    self._by_entry.append([])
                self._by_entry[numbers[pattern]].append(number)
                parts.append(numbers[pattern])
            self._parts.append(tuple(parts))
        self._ready = not numbers

    def find(self, folded: Folded) -> Mapping[int, tuple[Span, ...]]:
        """Needle number -> its places, for those that stand in the text."""
        if not self._ready:
            self._set.Compile()  # when first wanted: a desk that hears nothing from its list never pays for it
            self._ready = True
        text = _Text(folded)
        stretches = self._seen(text)
        entries = {entry: self._entries[entry].places(text, stretches[entry]) for entry in sorted(stretches)}
        found: dict[int, tuple[Span, ...]] = {}
        for entry in entries:
            for number in self._by_entry[entry]:
                parts = [entries.get(part, ()) for part in self._parts[number]]
                spans = parts[0] if len(parts) == 1 else _over_gaps(parts, text) if all(parts) else ()
                if spans:
                    found[number] = tuple(spans)
        for number, alone in self._always.items():
            spans = alone.pattern_places(text, ((0, len(text.flat)),))
            if spans:
                found[number] = tuple(spans)
        return found

    def _seen(self, text: _Text) -> Mapping[int, list[Span]]:
        """Entries of the set, each with the stretches of the text in which it stands: what stands in one of them
        need not be looked for in all the others."""
        seen: dict[int, list[Span]] = {}
        for start in range(0, len(text.raw) if self._entries else 0, STRETCH):
            for entry in self._set.Match(text.raw[max(start - 1, 0) : start + STRETCH + OVER]) or ():
                seen.setdefault(entry, []).append((start, start + STRETCH))
        return seen


class _Text:
    """A folded text in the forms that searching wants."""

    def __init__(self, folded: Folded) -> None:
        self.raw = folded.raw
        self.flat = folded.flat
        # Every sign a space, and one more at each end: letter i of the text is letter i + 1 here.
        self.spaced = f" {folded.raw.translate(_WORDS).decode('ascii')} "


class _Entry:
    """One entry of the set: words that stand side by side."""

    def __init__(self, pattern: str, plain: str) -> None:
        self._pattern = pattern
        self._compiled: re2._Regexp | None = None
        self._stem, self._open_end = plain.removesuffix("*"), plain.endswith("*")
        words = self._stem.split(" ")
        # Of signs nothing is left where signs are spaces; such words are looked for as they are.
        self._lettered = bool(plain) and all(map(_of_words, words))
        self._several = len(words) > 1
        self._joined = "".join(words) if self._lettered and len(words) == 2 else ""

    def places(self, text: _Text, stretches: Sequence[Span]) -> list[Span]:
        """Where it stands: as it is spelled, else with two words as one, else with any spaces."""
        spans: list[Span] = []
        if self._lettered:
            spans = self._lettered_places(self._stem, text, stretches, whole=self._several)
            if not spans and self._joined:
                spans = self._lettered_places(self._joined, text, stretches, whole=False)
        elif self._stem:
            spans = _plain_places(self._stem, self._open_end, text.flat)
        return spans or self.pattern_places(text, stretches)

    def _lettered_places(self, stem: str, text: _Text, stretches: Sequence[Span], *, whole: bool) -> list[Span]:
        """`whole`: between the words nothing but a space may stand."""
        wanted = f" {stem}" if self._open_end else f" {stem} "
        spaced, spans = text.spaced, []
        for start, end in stretches:
            limit = end + len(wanted) - 1
            at = spaced.find(wanted, start, limit)
            while at >= 0:
                last = spaced.find(" ", at + len(stem) + 1) - 1
                if not whole or text.flat.startswith(stem, at):
                    spans.append((at, last))
                    if len(spans) >= SPANS:
                        return spans
                at = spaced.find(wanted, last, limit)
        return spans

    def pattern_places(self, text: _Text, stretches: Sequence[Span]) -> list[Span]:
        if self._compiled is None:
            self._compiled = re2.compile(self._pattern, _options())  # type: ignore[no-untyped-call]
        flat = text.flat.encode("ascii")
        spans: list[Span] = []
        for first, end in stretches:
            for match in self._compiled.finditer(flat, max(first, spans[-1][1] if spans else 0), end + OVER):
                if match.end() > match.start() and match.start() < end:
                    spans.append(match.span())
                if len(spans) >= SPANS:
                    return spans
        return spans


def _plain_places(stem: str, open_end: bool, text: str) -> list[Span]:
    """Where letters with signs among them stand as whole words."""
    spans: list[Span] = []
    start = text.find(stem)
    while start >= 0 and len(spans) < SPANS:
        end = start + len(stem)
        if open_end:
            while end < len(text) and _of_words(text[end]):
                end += 1
        whole = not (_of_words(stem[0]) and start and _of_words(text[start - 1]))
        if whole and not (_of_words(stem[-1]) and end < len(text) and _of_words(text[end])):
            spans.append((start, end))
        start = text.find(stem, start + len(stem))
    return spans


def _of_words(letters: str) -> bool:
    return letters.replace("_", "a").isalnum()


def _over_gaps(parts: Sequence[Sequence[Span]], text: _Text) -> Sequence[Span]:
    """Where the parts of a phrase follow each other over gaps; as many words as the gaps allow."""
    spans = parts[0]
    for following in parts[1:]:
        joined: list[Span] = []
        starts = [start for start, _ in following]
        for start, end in spans:
            first = bisect_left(starts, end)
            last = bisect_left(starts, end + WIDE)
            reached = (following[at] for at in range(last - 1, first - 1, -1) if _is_gap(text, end, starts[at]))
            furthest = next(reached, None)
            if furthest is not None and (not joined or joined[-1][1] <= start):
                joined.append((start, furthest[1]))
        spans = joined
    return spans


def _is_gap(text: _Text, start: int, end: int) -> bool:
    return _GAP.fullmatch(text.flat[start:end]) is not None


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

"""Folding: a text as phrases see it, with the way back to the text as written.

Takes: a text of any language. Gives: `fold(text) -> Folded`: NFKD, accents dropped, casefold, ASCII only, hyphens
inside words dropped (co-op = coop), the sentences, and for each letter its place in the text as written.
Promises: linear; looks at the first LOOKED_AT letters; never raises. Most letters of our languages become one letter,
so a whole text is folded by one table; only what folds to none or to several letters is looked at singly.
Known faults: letters of other scripts are all one letter ("_"), so a rule can say nothing about them.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

LOOKED_AT = 16_000  # characters of a text that rules look at
LONG = 320  # a sentence longer than this is cut: without full stops everything would be near everything
_NOTHING = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")
_MONEY = frozenset("€£")
_ODD = "\0"  # stands for a letter that folds to none or to several, until it is looked at

Span = tuple[int, int]


class Places:
    """Where each letter stood before some were dropped or doubled: from `starts[i]` on, `shifts[i]` further."""

    __slots__ = ("_below", "_shifts", "_starts")

    def __init__(self, starts: Sequence[int], shifts: Sequence[int], below: Places | None) -> None:
        self._starts, self._shifts, self._below = starts, shifts, below

    def __getitem__(self, at: int) -> int:
        before = at + self._shifts[bisect_right(self._starts, at) - 1]
        return before if self._below is None else self._below[before]


_SAME = Places((0,), (0,), None)


@dataclass(frozen=True, kw_only=True)
class Folded:
    """A text as phrases see it, and the text as written; `places[i]` is where letter i came from."""

    text: str
    original: str
    places: Places

    @cached_property
    def raw(self) -> bytes:
        """The folded text as RE2 wants it."""
        return self.text.encode("ascii")

    @cached_property
    def flat(self) -> str:
        """On one line."""
        return self.text.replace("\n", " ")

    @cached_property
    def sentences(self) -> tuple[int, ...]:
        """Where each sentence but the first starts."""
        return _sentences(self.text)

    def words(self, span: Span) -> str:
        """What stands there in the mail, white space collapsed."""
        start, end = span
        return " ".join(self.original[self.places[start] : self.places[end - 1] + 1].split())

    def sentence(self, span: Span) -> int:
        """The number of the sentence in which the span starts."""
        return bisect_right(self.sentences, span[0])

    def said(self, span: Span) -> str:
        """The sentence in which the span starts, as the mail has it."""
        number = self.sentence(span)
        start = self.sentences[number - 1] if number else 0
        end = self.sentences[number] if number < len(self.sentences) else len(self.text)
        return self.words((start, max(end, start + 1))) if start < len(self.text) else ""


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


def _one(letter: str) -> str:
    folded = letter if letter in "\n-" else _letter(letter)
    return folded if len(folded) == 1 else _ODD


# The 256 letters that mails in our languages are written with, each with its folded letter.
_COMMON = "".join(bytes((code,)).decode("cp1252", "ignore") or chr(code) for code in range(256))
_ENCODE = codecs.charmap_build(_COMMON)
_FOLD = "".join(map(_one, _COMMON)).encode("ascii")


class _Letters(dict[int, str]):
    """One folded letter for each letter, looked up once."""

    def __missing__(self, code: int) -> str:
        self[code] = _one(chr(code))
        return self[code]


_LETTERS = _Letters()
_OF_WORD = frozenset("abcdefghijklmnopqrstuvwxyz_")


def fold(text: str) -> Folded:
    """The first LOOKED_AT letters of a text, folded."""
    text = text[:LOOKED_AT].replace("\r", "")
    folded, places = fold_letters(text)
    return Folded(text=folded, original=text, places=places)


def fold_letters(text: str) -> tuple[str, Places]:
    """The folded letters and where they came from."""
    folded, places = _table_fold(text), _SAME
    if _ODD in folded:
        folded, places = _look_singly(text, folded)
    # An empty line ends a sentence, also where people write no full stop.
    folded = folded.replace("\n\n", ".\n")
    return _without_inner_hyphens(folded, places) if "-" in folded else (folded, places)


def _table_fold(text: str) -> str:
    """One letter for each letter; _ODD for those that need a look."""
    raw, _ = codecs.charmap_encode(text, _RARE, _ENCODE)
    return raw.translate(_FOLD).decode("ascii")


def _rare(error: UnicodeError) -> tuple[str, int]:
    """What the table does not hold is folded first; an odd letter becomes one of the table that is odd itself."""
    assert isinstance(error, UnicodeEncodeError)
    return error.object[error.start : error.end].translate(_LETTERS).replace(_ODD, "\u00ad"), error.end


_RARE = "fitmail.rare"
codecs.register_error(_RARE, _rare)


def _look_singly(text: str, folded: str) -> tuple[str, Places]:
    """Puts the letters in that fold to none or to several."""
    pieces = folded.split(_ODD)
    starts, shifts, put = [0], [0], [pieces[0]]
    length = at = len(pieces[0])
    for piece in pieces[1:]:
        letters = _letter(text[at])
        put += (letters, piece)
        for _ in letters[1:]:  # each letter of it came from the same place
            length += 1
            starts.append(length)
            shifts.append(at - length)
        length += len(letters) > 0
        starts.append(length)
        shifts.append(at + 1 - length)
        length += len(piece)
        at += 1 + len(piece)
    return "".join(put), Places(starts, shifts, None)


def _without_inner_hyphens(folded: str, places: Places) -> tuple[str, Places]:
    """co-op = coop; a dash between words or figures stays."""
    pieces: list[str] = []
    starts = [0]
    last, at = 0, folded.find("-", 1)
    while 0 < at < len(folded) - 1:
        if folded[at - 1] in _OF_WORD and folded[at + 1] in _OF_WORD:
            pieces.append(folded[last:at])
            starts.append(at - len(pieces) + 1)
            last = at + 1
        at = folded.find("-", at + 1)
    if not pieces:
        return folded, places
    return "".join((*pieces, folded[last:])), Places(starts, range(len(starts)), places)


# The last mark of a run and what follows it are enough. Each branch opens with a letter of its own: that is what the
# engine looks for, three times faster.
_END = re.compile(r"\.(?:[ \n]|\Z)|!(?:[ \n]|\Z)|\?(?:[ \n]|\Z)|\n *[-*>]")


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

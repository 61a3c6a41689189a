"""A text as numbers: its words, neighbouring words and pieces of words, each as a place in a long row.

Takes: a folded text (ASCII, as `fold` gives it). Gives: `marks(folded) -> Marks`: for every word, pair of words and
    piece of three to five letters the place it has in the row, and the word in which it starts.
Promises: pure and the same on every machine: a place is computed from the letters alone, never from the order in
    which texts came. Linear in the text, and all of it in numpy: no loop over letters or words. Figures are all one
    figure ("8000" and "9500" say the same), and what is neither letter nor figure only separates words.
Known faults: two different words may share a place, about one in five does; with a thousand letters to learn from
    it costs nothing that can be measured.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

PLACES = 1 << 17  # twice: words and pairs, then pieces
READ = 6_000  # letters of a text that are looked at: the first ones say what it is about
PIECES = (3, 4, 5)  # letters of a piece, the space before or after a word counts as one
SPACE = 32

Places = npt.NDArray[np.int64]
_Row = npt.NDArray[np.uint64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """What a text consists of; `words_of[i]` is the number of the word in which mark i starts."""

    places: Places
    words_of: Places
    whole: int  # so many marks at the beginning are words and pairs, the others are pieces
    starts: Places  # where each word starts in the folded text, and where it ends
    ends: Places


def _letters() -> npt.NDArray[np.uint8]:
    """What each byte counts as."""
    table = np.full(256, SPACE, dtype=np.uint8)
    for code in (*range(ord("a"), ord("z") + 1), ord("_"), ord("$")):
        table[code] = code
    table[ord("0") : ord("9") + 1] = ord("0")
    return table


_LETTERS = _letters()
_BASE = 0x9E3779B97F4A7C15 | 1
_LONG = READ + 3
# Powers of an odd number and of its inverse: sums of letters times powers give the number of any stretch at once.
_POWERS: _Row = np.cumprod(np.full(_LONG, _BASE, dtype=np.uint64), dtype=np.uint64)
_INVERSE: _Row = np.cumprod(np.full(_LONG, pow(_BASE, -1, 1 << 64), dtype=np.uint64), dtype=np.uint64)
_STIR = np.uint64(0xFF51AFD7ED558CCD)
_PAIR = np.uint64(0xC4CEB9FE1A85EC53)
_SALT: dict[int, np.uint64] = {number: np.uint64(0xA24BAED4963EE407 * (number + 1) % (1 << 64)) for number in range(8)}


def marks(folded: str) -> Marks:
    """The marks of the first READ letters."""
    raw = _LETTERS[np.frombuffer(folded[:READ].encode("ascii", "replace"), dtype=np.uint8)]
    # One space before, after and between the words, however they were set apart.
    padded = np.concatenate(([SPACE], raw, [SPACE])).astype(np.uint8)
    kept = np.flatnonzero((padded != SPACE) | (np.concatenate(([0], padded[:-1])) != SPACE))
    row = padded[kept]
    gaps = row == SPACE
    first = np.flatnonzero(gaps[:-1] & ~gaps[1:]) + 1
    last = np.flatnonzero(~gaps[:-1] & gaps[1:]) + 1
    sums: _Row = np.concatenate(
        (np.zeros(1, dtype=np.uint64), np.cumsum((row.astype(np.uint64) + np.uint64(1)) * _POWERS[: len(row)]))
    )
    word_of = np.cumsum(gaps) - 1  # a space belongs to the word that follows it
    words = _number(sums, first, last)
    found = [_place(words, 0, 0), _place(words[:-1] * _PAIR + words[1:], 1, 0)]
    owners = [np.arange(len(words)), np.arange(max(0, len(words) - 1))]
    inner = np.concatenate(([0], np.cumsum(gaps)))
    for length in PIECES:
        start = np.arange(max(0, len(row) - length + 1))
        within = inner[start + length - 1] == inner[start + 1]  # no space but at its ends
        start = start[within]
        found.append(_place(_number(sums, start, start + length), length, PLACES))
        owners.append(word_of[start + 1])
    at = kept - 1
    return Marks(
        places=np.concatenate(found),
        words_of=np.concatenate(owners),
        whole=len(found[0]) + len(found[1]),
        starts=at[first],
        ends=at[last - 1] + 1,
    )


def _number(sums: _Row, start: Places, end: Places) -> _Row:
    """One number for the letters of each stretch, wherever it stands."""
    told: _Row = (sums[end] - sums[start]) * _INVERSE[start]
    return told


def _place(numbers: _Row, kind: int, offset: int) -> Places:
    """The number stirred, and cut to a place in the row."""
    stirred = (numbers ^ _SALT[kind]) * _STIR
    stirred = (stirred ^ (stirred >> np.uint64(33))) * _PAIR
    told: Places = (stirred >> np.uint64(64 - 17)).astype(np.int64) + offset
    return told

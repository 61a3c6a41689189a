"""The text model: what a letter is like, judged by the letters whose category people told.

Takes: letters (category, folded text): rules/examples/, the examples of the rules, corrections.
Gives: a `Learner`: `read(folded) -> Reading`: each known category with its probability, likeliest first, and where the
    words stand that speak most for a category; `held_out()`: what is said of each letter by a model that has not seen
    it.
Promises: pure; same letters in, same answers out. Ridge regression on tf-idf over words, pairs of words and pieces of
    words (decisions/0008 has the figures of the others), each category counting the same however many letters it has.
    Probabilities are fitted to the answers for letters held out, so that of ten letters said to be 90 % `join` nine
    are. Of a category with fewer than LEAST letters the model says nothing at all: neither for it nor against it.
    The fitting is done at the first question, once for the same letters.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256

import numpy as np
import numpy.typing as npt

from fitmail.classify.wordmarks import PLACES, marks

LEAST = 8  # letters of a category, below which nothing can be learned
SEEN = 2  # letters that a word must stand in to count
RIDGE = 1.0  # how much a letter may pull; chosen by cross-validation
COMMON = 24  # letters, from which on a word's column is multiplied as a whole
STEEP = tuple(quarter / 4 for quarter in range(4, 61))  # tried when probabilities are fitted
SHORTEST = 4  # letters of a word that is worth naming,
RARE = 3.0  # and that stands in few enough letters: about one in eight

Likely = tuple[tuple[str, float], ...]
Letters = tuple[tuple[str, str], ...]  # category, folded text
_Reals = npt.NDArray[np.float64]
_Floats = npt.NDArray[np.float32]
_Whole = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Model:
    """The fitted numbers. `column[place]` is the row of `weights` for a place, -1 where no letter has it."""

    categories: tuple[str, ...]
    column: npt.NDArray[np.int32]
    rarity: _Floats
    weights: _Floats
    bias: _Reals
    steep: float
    pieces: int  # the first column that is no word or pair


class Reading:
    """What the model makes of one text."""

    __slots__ = ("_columns", "_folded", "_marks", "_model", "_shares", "_values")

    def __init__(self, model: Model, folded: str, *, held: _Reals | None) -> None:
        """`held`: what a model says that has not seen this text, where it is one of the letters."""
        self._model, self._folded = model, folded
        self._marks = marks(folded)
        self._columns, self._values = _weighed(self._marks.places, model.column, model.rarity, model.pieces)
        own = self._values @ model.weights[self._columns] + model.bias
        self._shares = _shares(own, model.steep) if held is None else held

    @property
    def likely(self) -> Likely:
        """Likeliest first; nothing when there are too few letters to tell two categories apart."""
        return _ranked(self._model.categories, self._shares)

    @property
    def words(self) -> int:
        """How many words of the text were looked at."""
        return len(self._marks.starts)

    def telling(self, category: str, *, most: int) -> tuple[tuple[int, int], ...]:
        """Where the words stand that make this category likelier than the others, the strongest first."""
        model = self._model
        if category not in model.categories:
            return ()
        weights = model.weights[self._columns]
        pull = self._values * (weights[:, model.categories.index(category)] - weights @ self._shares)
        found = self._marks
        known = model.column[found.places]
        kept = known >= 0
        at = np.searchsorted(self._columns, known[kept])
        # Every mark's pull goes to the word in which it starts.
        share = pull[at] / np.bincount(at, minlength=len(pull))[at]
        words = np.bincount(found.words_of[kept], weights=share, minlength=len(found.starts))
        own = known[: len(found.starts)]
        words = np.where((own >= 0) & (model.rarity[own] >= RARE), words, 0.0)
        told: dict[str, tuple[int, int]] = {}
        for number in np.argsort(-words, kind="stable"):
            start, end = int(found.starts[number]), int(found.ends[number])
            if words[number] <= 0 or len(told) == most:
                break
            if end - start >= SHORTEST:
                told.setdefault(self._folded[start:end], (start, end))
        return tuple(told.values())


class Learner:
    """Letters, and the model fitted to them when it is first asked."""

    __slots__ = ("_model", "letters")

    def __init__(self, letters: Letters, model: Model | None) -> None:
        self.letters = letters
        self._model = model

    @property
    def model(self) -> Model:
        if self._model is None:
            self._model = _fitted(self.letters)[0]
        return self._model

    @property
    def is_fitted(self) -> bool:
        return self._model is not None

    @property
    def digest(self) -> str:
        """Names these letters: a model kept under it is the one that would be fitted."""
        told = sha256()
        for category, text in self.letters:
            told.update(f"{category}\0{text}\0".encode())
        return told.hexdigest()

    def take(self, model: Model) -> None:
        """The model that was fitted to these very letters before."""
        self._model = model

    @property
    def categories(self) -> tuple[str, ...]:
        """Those that the model knows."""
        return _known(self.letters)

    def read(self, folded: str) -> Reading:
        return Reading(self.model, folded, held=None)

    def held_out(self) -> Mapping[str, Likely]:
        """Folded letter -> what a model says of it that was fitted to all the others."""
        model, shares, texts = _fitted(self.letters)
        return {text: _ranked(model.categories, row) for text, row in zip(texts, shares, strict=True)}


class Blind(Learner):
    """The same letters; but asked about one of them, it answers as though it had not seen it."""

    __slots__ = ("_held",)

    def __init__(self, letters: Letters) -> None:
        super().__init__(letters, None)
        _, shares, texts = _fitted(letters)
        self._held = {_bare(text): row for text, row in zip(texts, shares, strict=True)}

    def read(self, folded: str) -> Reading:
        return Reading(self.model, folded, held=self._held.get(_bare(folded)))


def _bare(folded: str) -> str:
    """A text by its letters alone: a rule file sets lines and spaces in its own way."""
    return "".join(filter(str.isalnum, folded))


def to_bytes(model: Model) -> bytes:
    """The numbers of a model, to be kept."""
    stream = io.BytesIO()
    np.savez(
        stream,
        categories=np.array(model.categories, dtype=np.str_),
        column=model.column,
        rarity=model.rarity,
        weights=model.weights,
        bias=model.bias,
        steep=np.array([model.steep]),
        pieces=np.array([model.pieces]),
    )
    return stream.getvalue()


def from_bytes(octets: bytes) -> Model:
    """The model of `to_bytes`."""
    with np.load(io.BytesIO(octets), allow_pickle=False) as told:
        return Model(
            categories=tuple(str(name) for name in told["categories"]),
            column=told["column"],
            rarity=told["rarity"],
            weights=told["weights"],
            bias=told["bias"],
            steep=float(told["steep"][0]),
            pieces=int(told["pieces"][0]),
        )


@lru_cache(maxsize=4)
def _fitted(letters: Letters) -> tuple[Model, _Reals, tuple[str, ...]]:
    """The model, and for each letter used the probabilities without it."""
    categories = _known(letters)
    used = tuple(dict.fromkeys(letter for letter in letters if letter[0] in categories and letter[1].strip()))
    if len(categories) < 2:
        return _silent(), np.zeros((0, 0)), ()
    column, rarity, pieces, sheets = _columns([text for _, text in used])
    wanted = np.array([categories.index(category) for category, _ in used])
    # A category with many letters must not swallow the others: each letter pulls by its category's share.
    pull = 1 / np.bincount(wanted)[wanted]
    pull /= pull.mean()
    signs = np.where(wanted[:, None] == np.arange(len(categories)), 1.0, -1.0)
    inverse = np.linalg.inv(_alike(sheets, len(rarity)) + 1.0 + np.diag(RIDGE / pull))
    dual = np.asarray(inverse @ signs, dtype=np.float64)
    without = signs - dual / np.diag(inverse)[:, None]  # each letter as the others alone would judge it
    steep = _steepness(without, wanted)
    model = Model(
        categories=categories,
        column=column,
        rarity=rarity,
        weights=_weights(sheets, dual, len(rarity)),
        bias=dual.sum(axis=0),
        steep=steep,
        pieces=pieces,
    )
    return model, _shares(without, steep), tuple(text for _, text in used)


def _known(letters: Letters) -> tuple[str, ...]:
    counts: dict[str, int] = {}
    for category, _ in letters:
        counts[category] = counts.get(category, 0) + 1
    return tuple(sorted(category for category, count in counts.items() if count >= LEAST))


def _silent() -> Model:
    nothing = np.zeros((0, 0), dtype=np.float32)
    column = np.full(2 * PLACES, -1, dtype=np.int32)
    rarity = np.zeros(0, dtype=np.float32)
    return Model(categories=(), column=column, rarity=rarity, weights=nothing, bias=np.zeros(0), steep=1.0, pieces=0)


def _columns(texts: Sequence[str]) -> tuple[npt.NDArray[np.int32], _Floats, int, list[tuple[_Whole, _Floats]]]:
    """Place -> column, the rarity of each column, the first column of pieces, each text as its columns and values."""
    found = [marks(text).places for text in texts]
    stands_in = np.zeros(2 * PLACES, dtype=np.int64)
    for places in found:
        stands_in[np.unique(places)] += 1
    used = np.flatnonzero(stands_in >= SEEN)
    column = np.full(2 * PLACES, -1, dtype=np.int32)
    column[used] = np.arange(len(used), dtype=np.int32)
    rarity = (np.log((1 + len(texts)) / (1 + stands_in[used])) + 1).astype(np.float32)
    pieces = int(np.searchsorted(used, PLACES))
    return column, rarity, pieces, [_weighed(places, column, rarity, pieces) for places in found]


def _weighed(places: _Whole, column: npt.NDArray[np.int32], rarity: _Floats, pieces: int) -> tuple[_Whole, _Floats]:
    """The columns of a text and their values: how often, how rare; words and pieces weigh the same together."""
    known = column[places]
    columns, counts = np.unique(known[known >= 0], return_counts=True)
    values = ((1 + np.log(counts)) * rarity[columns]).astype(np.float32)
    words = int(np.searchsorted(columns, pieces))
    for part in (slice(0, words), slice(words, len(values))):
        length = float(np.sqrt(np.sum(values[part] ** 2)))
        if length:
            values[part] /= length
    return columns.astype(np.int64), values


def _alike(sheets: Sequence[tuple[_Whole, _Floats]], width: int) -> _Reals:
    """How alike any two letters are: the products of their values, summed over all columns."""
    size = len(sheets)
    letter = np.concatenate([np.full(len(columns), number) for number, (columns, _) in enumerate(sheets)])
    column = np.concatenate([columns for columns, _ in sheets])
    value = np.concatenate([values for _, values in sheets])
    order = np.argsort(column, kind="stable")
    letter, column, value = letter[order], column[order], value[order]
    counts = np.bincount(column, minlength=width)
    starts = np.concatenate(([0], np.cumsum(counts)[:-1]))
    total = np.zeros(size * size)
    # Most columns stand in few letters: their pairs are counted one by one, and only the others as a whole.
    for count in range(1, COMMON):
        at = starts[counts == count][:, None] + np.arange(count)
        if at.size:
            pairs = letter[at][:, :, None] * size + letter[at][:, None, :]
            products = value[at][:, :, None] * value[at][:, None, :]
            total += np.bincount(pairs.ravel(), weights=products.ravel(), minlength=size * size)
    common = np.flatnonzero(counts >= COMMON)
    number = np.full(width, -1)
    number[common] = np.arange(len(common))
    dense = np.zeros((size, len(common)), dtype=np.float32)
    kept = number[column] >= 0
    dense[letter[kept], number[column[kept]]] = value[kept]
    told: _Reals = total.reshape(size, size) + (dense @ dense.T)
    return told


def _weights(sheets: Sequence[tuple[_Whole, _Floats]], dual: _Reals, width: int) -> _Floats:
    weights = np.zeros((width, dual.shape[1]))
    for (columns, values), pull in zip(sheets, dual, strict=True):
        weights[columns] += values[:, None] * pull
    return weights.astype(np.float32)


def _steepness(without: _Reals, wanted: _Whole) -> float:
    """How sure a distance makes: where the letters held out are told best."""
    rows = np.arange(len(wanted))
    return min(STEEP, key=lambda steep: -float(np.sum(np.log(_shares(without, steep)[rows, wanted] + 1e-9))))


def _shares(distances: _Reals, steep: float) -> _Reals:
    """Probabilities that sum to one."""
    raised = steep * (distances - distances.max(axis=-1, keepdims=True, initial=-np.inf))
    told: _Reals = np.exp(raised)
    told /= told.sum(axis=-1, keepdims=True)
    return told


def _ranked(categories: Sequence[str], shares: _Reals) -> Likely:
    told = ((category, round(float(share), 4)) for category, share in zip(categories, shares, strict=True))
    return tuple(sorted(told, key=lambda each: (-each[1], each[0])))

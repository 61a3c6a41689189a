"""A small word-count model over the examples: it suggests, it never files.

Takes: examples (category, folded text) of the rule files, corrections among them.
Gives: `learn(examples) -> Model` and `Model.likely(folded_text)`: categories, the likeliest first.
Promises: multinomial naive Bayes with add-one smoothing over words and pairs of words, every category equally likely
    beforehand (how often the network wrote an example says nothing about how often people write). Same in, same out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from math import log

WORDS = 1_500  # of a text; the first ones say what it is about
SHORTEST = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """Word counts per category."""

    counts: Mapping[str, Mapping[str, int]]
    totals: Mapping[str, int]
    vocabulary: int

    def likely(self, folded: str) -> tuple[str, ...]:
        """The categories, likeliest first; none when the text has no word that an example has."""
        known = [word for word in _words(folded) if any(word in counts for counts in self.counts.values())]
        if not known:
            return ()
        marks = {
            category: sum(log((counts.get(word, 0) + 1) / (self.totals[category] + self.vocabulary)) for word in known)
            for category, counts in self.counts.items()
        }
        return tuple(sorted(marks, key=lambda category: (-marks[category], category)))


def learn(examples: Iterable[tuple[str, str]]) -> Model:
    """Counts the words of each category's examples (category, folded text)."""
    counts: dict[str, Counter[str]] = {}
    for category, folded in examples:
        # Once per example: a word said five times in one mail is one person's habit.
        counts.setdefault(category, Counter()).update(_words(folded))
    vocabulary = len(set().union(*counts.values())) if counts else 0
    totals = {category: sum(counter.values()) for category, counter in counts.items()}
    return Model(
        counts={category: dict(counter) for category, counter in counts.items()},
        totals=totals,
        vocabulary=vocabulary,
    )


def _words(folded: str) -> list[str]:
    """The different words and neighbouring pairs of a folded text, in order of appearance."""
    cleaned = "".join(letter if letter.isalnum() else " " for letter in folded)
    words = [word for word in cleaned.split() if len(word) >= SHORTEST][:WORDS]
    return list(dict.fromkeys(words + [f"{one} {other}" for one, other in pairwise(words)]))

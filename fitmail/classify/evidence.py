"""What the text model adds to the points of the rules, and what it must not do.

Takes: the scores of the rules, the model's probabilities and the folded text.
Gives: `weighed(...)`: the scores with the model's points in them, each as a hit with the words it rests on;
    `may_file(...)`: whether the category that leads may be filed; `guesses(...)`: the two for an unsure mail.
Promises: the model never files alone: a category is filed only with points that its own rules give for words, so
    that it can tip the scales between what the rules find and never throw in what they do not. (Talk, the category
    for the rest, is what stays when the rules find nothing; there both must agree.) Where the model is all but sure of
    something else than what leads, a person looks. A mail that may be from somebody who has work to give is not filed
    where a no lies prepared. Of a category that it does not know (too few letters) the model says nothing. How the
    weights were chosen, and on which mails: decisions/0008.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import log

from fitmail.classify.folding import Folded
from fitmail.classify.learner import Likely, Reading
from fitmail.classify.points import STRONG, Hit, Rule, Score


@dataclass(frozen=True, slots=True, kw_only=True)
class Weight:
    """How much the model says at one address."""

    steps: tuple[float, ...]  # a point for each of these that the probability reaches
    below: tuple[float, ...]  # a point less for each of these that it stays below
    doubtful: float  # a category that is less likely than this is not filed
    sure: float  # when the model is as sure as this of another


_STEPS = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
_BELOW = (0.2, 0.1, 0.05, 0.02)
WEIGHTS: Mapping[str, Weight] = {
    "enquiries": Weight(steps=_STEPS, below=_BELOW, doubtful=0.3, sure=0.5),
    "list": Weight(steps=_STEPS, below=_BELOW, doubtful=0.2, sure=0.5),
}
FEW = 15  # words; of less than these the model only guesses: hardly a letter that it learned from is as short
NAMED = 3  # words that a hit names
HINTED = 0.25  # this likely to be something that must not be missed, and it is not filed as talk
WORK = 0.25  # this likely to be a client, and no prepared no is filed
ASKING_FOR_WORK = ("opportunity", "tender")
PREPARED_NO = ("promotion", "spam", "jobs")
POINT = 0.7  # what a point of the rules is worth beside the logarithm of a probability
FLOOR, CEILING = -4, 5  # points beyond these say no more
LEAST = 0.01
GUESSES = 2


def weighed(scores: Sequence[Score], reading: Reading, folded: Folded, *, weight: Weight) -> tuple[Score, ...]:
    """The scores with the points of the model, best first; equal ones by the model, then as they stood."""
    likely = dict(heard(reading))
    added = [
        _with_model(score, _points(likely[score.category], weight), reading, folded)
        for score in scores
        if score.category in likely
    ]
    others = [score for score in scores if score.category not in likely]
    return tuple(sorted((*added, *others), key=lambda each: (-each.points, -likely.get(each.category, 0.0))))


def heard(reading: Reading) -> Likely:
    """What the model says where it may add points or object; nothing of a text of few words."""
    return reading.likely if reading.words >= FEW else ()


def may_file(score: Score, by_rules: Score | None, likely: Likely, *, weight: Weight, rest: Rule | None) -> bool:
    """Whether the category that leads may be filed. `by_rules`: what the rules alone would file; `rest`: of the
    category for what they leave unfiled."""
    # That somebody answers something, or sends a form, is no word for it, unless that is enough for the rules.
    words = score.own > 0 and any(hit.points > 0 and hit.spans and not hit.learned for hit in score.hits)
    left_over = rest is not None and score.category == rest.category
    if rest is not None and left_over and _missed(rest, likely) > HINTED:
        return False
    own = words or (left_over and by_rules is None) or (by_rules is not None and by_rules.category == score.category)
    # What memory knows of the thread is surer than how a short answer sounds.
    known = any(hit.points >= STRONG and not hit.spans and not hit.learned for hit in score.hits)
    agreed = known or _agrees(score.category, likely, weight=weight)
    return own and agreed and not _turns_work_away(score.category, likely)


def may_take_the_rest(category: str, likely: Likely, *, weight: Weight) -> bool:
    """Whether what no rule knows is the rest for the model, too."""
    return _agrees(category, likely, weight=weight)


def _missed(rest: Rule, likely: Likely) -> float:
    """How likely it is that a mail which would be filed as talk is one that must not be missed."""
    return sum(share for category, share in likely if category in rest.rest_without)


def _agrees(category: str, likely: Likely, *, weight: Weight) -> bool:
    """The model is not all but sure of something else."""
    share = dict(likely).get(category)
    return share is None or share >= weight.doubtful or likely[0][1] < weight.sure


def guesses(scores: Sequence[Score], likely: Likely) -> tuple[str, ...]:
    """The two that rules and model together find likeliest."""
    shares = dict(likely)
    even = 1 / max(1, len(shares))  # what the model says of a category that it does not know

    def rank(score: Score) -> float:
        share = shares.get(score.category, even if score.own > 0 else 0.0)
        return log(max(LEAST, share)) + POINT * max(FLOOR, min(CEILING, score.own))

    known = [score for score in scores if score.own > 0 or score.category in shares]
    return tuple(score.category for score in sorted(known, key=lambda score: -rank(score)))[:GUESSES]


def _turns_work_away(category: str, likely: Likely) -> bool:
    shares = dict(likely)
    return category in PREPARED_NO and sum(shares.get(name, 0.0) for name in ASKING_FOR_WORK) > WORK


def _points(share: float, weight: Weight) -> int:
    return sum(share >= step for step in weight.steps) - sum(share < step for step in weight.below)


def _with_model(score: Score, points: int, reading: Reading, folded: Folded) -> Score:
    if points == 0:
        return score
    spans = reading.telling(score.category, most=NAMED) if points > 0 else ()
    hit = Hit(
        words=tuple(folded.words(span) for span in spans),
        points=points,
        language="",
        kind="",
        spans=spans,
        rule_phrase="",
        source="text model",
    )
    return replace(score, points=score.points + points, hits=(*score.hits, hit))

"""Which cue speaks of a find: the nearest one of its sentence, across as few commas as possible.

Takes: a reading, a find's place, and kinds of cues.
Gives: `distance(...)`: how far away the nearest cue of the kinds is, `FAR` when there is none.
Promises: a cue before a find counts for more than one after it; another find of the same sort in between, a "but" or
    a stop puts a cue further away; a short line that is a heading ("Budget:") speaks of the line below.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from fitmail.classify.phrases import Reading

FAR = 10_000
HEADED = 30  # a heading is nearer than a far word of the line itself, and farther than a near one
HEADING = 60  # a line up to this length, without a full stop, is a heading of the next one
_BUT = re.compile(r"\b(?:but|although|however|whereas|pero|aunque|mas|porem|embora|mientras)\b|;")
_STOP = re.compile(r"[,:()–—]|\s-\s|\b(?:and|y|e)\b")


def distance(
    reading: Reading,
    kinds: Sequence[str],
    *,
    start: int,
    end: int,
    others: Sequence[tuple[int, int]],
    against: str,
) -> int:
    """Distance of the nearest cue of these kinds to the find at start..end; `others` are finds of the same sort.

    A cue right after one of the kind `against` is not counted: in "nos pasaron un presupuesto" the budget is theirs.
    """
    first, last = reading.sentence(start)
    best = FAR
    for kind in kinds:
        for hit in reading.within(kind, first, last):
            if against and reading.within(against, max(first, hit.start - 16), hit.start):
                continue
            if hit.end <= start:
                best = min(best, _away(reading, hit.end, start, others))
            elif hit.start >= end:
                best = min(best, 12 + 2 * _away(reading, end, hit.start, others))
            else:
                best = min(best, 1)
    if best < FAR:
        return best
    above, below = reading.before(start)
    heading = reading.text[above:below].strip(" \t\n:-*")
    short = heading and len(heading) <= HEADING and heading[-1] not in ".!?" and ":" not in heading
    short = short and _opens(first, start)  # "Quando: antes da colheita" is a line of its own, not a heading
    return HEADED if short and any(reading.within(kind, above, below) for kind in kinds) else FAR


def _opens(first: int, start: int) -> bool:
    """Does the find stand near the beginning of its line, as a value does below its heading?"""
    return start - first <= 30


def _away(reading: Reading, left: int, right: int, others: Sequence[tuple[int, int]]) -> int:
    """Letters between a cue and a find, with a surcharge for what separates them."""
    between = reading.folded[left:right]
    crossed = sum(1 for start, end in others if left <= start and end <= right)
    return len(between) + 40 * len(_BUT.findall(between)) + 6 * len(_STOP.findall(between)) + 30 * crossed

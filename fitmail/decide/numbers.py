"""The numbers of a turn: what came, how soon people answered, what was lost because nobody decided.

Takes the pile of a turn; gives numbers for invitations, handovers and reports. Promises: pure; nothing is
stored, all is computed from instants; times are counted while the desk is open.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from statistics import median

from fitmail.decide.clocks import hours_of
from fitmail.decide.inaction import lost_by_inaction
from fitmail.decide.worktime import open_hours
from fitmail.model import Case, Enquiry, Pile, Policy

CHAIRING = "chairing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    received: int
    answered: int  # by a person
    median: float | None  # open hours until a person's first answer
    closed: tuple[tuple[str, int], ...]  # outcome -> how many, the most first
    lost: int
    waiting: int  # open cases that wait for us
    hours: float  # told by those who were on duty


def waits_for_us(case: Case) -> bool:
    return isinstance(case, Enquiry) and case.state in ("received", "acknowledged", "owned") and not case.low


def numbers_of(pile: Pile, policy: Policy) -> Numbers:
    """Of the turn until now; spam counts for nothing."""
    came = [c for c in pile.came if isinstance(c, Enquiry) and c.state not in ("spam", "quarantined")]
    hours = hours_of(policy)
    taken = [open_hours(c.opened_at, c.first_reply_at, hours) for c in came if c.first_reply_at is not None]
    outcomes = Counter(c.outcome for c in came if c.outcome)
    return Numbers(
        received=len(came),
        answered=len(taken),
        median=round(median(taken), 1) if taken else None,
        closed=tuple(sorted(outcomes.items(), key=lambda pair: (-pair[1], pair[0]))),
        lost=sum(lost_by_inaction(c, policy, pile.upto) != "" for c in came),
        waiting=sum(waits_for_us(c) for c in pile.open),
        hours=round(sum(one.hours for one in pile.spent if one.what == CHAIRING), 2),
    )

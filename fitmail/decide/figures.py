"""The enquiries in figures: what came, how soon people answered, how it ended, what nobody decided.

Takes cases and a stretch of time; gives `Figures`. Promises: pure; times are open hours of the desk's calendar; junk
and what nobody need answer count nowhere; a first answer counts in the stretch in which it was given.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from statistics import median

from fitmail.decide.clocks import UNOWNED, hours_of
from fitmail.decide.inaction import lost_by_inaction
from fitmail.decide.worktime import open_hours
from fitmail.model import Case, Enquiry, Figures, Interest, Lost, Opportunity, Policy, Span

_JUNK = ("spam", "quarantined")
STAGES = ("acknowledged", "owned", "awaiting_info", "answered", "shared")
_ROUNDS = (("day", 1), ("two", 2), ("five", 5))  # working days within which an answer came


def figures(
    cases: Iterable[Case], interests: Sequence[Interest], *, policy: Policy, since: datetime, upto: datetime
) -> Figures:
    """Of that time, as it stands at its end."""
    known = [as_of(case, upto) for case in cases if case.opened_at <= upto]
    enquiries = [case for case in known if isinstance(case, Enquiry) and case.state not in _JUNK]
    came = [case for case in enquiries if case.opened_at > since]
    waiting = [case for case in enquiries if awaits_us(case)]
    taken = sorted(_taken(enquiries, policy, since))
    ended = [case for case in enquiries if case.closed_at is not None and case.closed_at > since]
    return Figures(
        came=len(came),
        by_category=_counted(case.category for case in came),
        by_source=_counted(source(case) for case in came),
        answered=len(taken),
        median=_span(median(taken), policy) if taken else None,
        worst=_span(taken[-1], policy) if taken else None,
        spread=_spread(taken, policy),
        stages=tuple((state, n) for state in STAGES if (n := sum(case.state == state for case in known))),
        waiting=len(waiting),
        oldest=max(((upto - case.opened_at).days for case in waiting), default=0),
        outcomes=_counted(case.outcome or "closed" for case in ended),
        lost=lost_between(known, interests, policy=policy, since=since, upto=upto),
    )


def as_of(case: Case, at: datetime) -> Case:
    """The case without the instants that lay ahead of it."""
    if not isinstance(case, Enquiry):
        return case
    return replace(
        case,
        first_reply_at=_not_after(case.first_reply_at, at),
        settled_at=_not_after(case.settled_at, at),
        closed_at=_not_after(case.closed_at, at),
    )


def _not_after(value: datetime | None, at: datetime) -> datetime | None:
    return value if value is not None and value <= at else None


def awaits_us(case: Case) -> bool:
    """Nobody of us has answered yet, and somebody should."""
    if not isinstance(case, Enquiry) or case.low or case.first_reply_at is not None or case.closed_at is not None:
        return False
    return case.state in (*UNOWNED, "owned")


def lost_between(
    cases: Iterable[Case], interests: Sequence[Interest], *, policy: Policy, since: datetime, upto: datetime
) -> tuple[Lost, ...]:
    """The leads that became lost by nobody deciding in that time (lifecycles.md R7)."""
    wanted = {one.opportunity for one in interests if one.answer == "interested"}
    found = []
    for case in cases:
        if isinstance(case, Opportunity) and case.id not in wanted:
            continue  # a call that nobody answered is unplaced, not lost
        why = lost_by_inaction(as_of(case, upto), policy, upto)
        before = case.opened_at <= since and lost_by_inaction(as_of(case, since), policy, since)
        if why and not before:
            found.append(Lost(id=case.id, why=why))
    return tuple(found)


def source(case: Enquiry) -> str:
    """How it reached us."""
    if case.referrer:
        return "member"
    return "referred" if any(fact.name == "referred_by" for fact in case.facts) else "direct"


def _taken(enquiries: Iterable[Enquiry], policy: Policy, since: datetime) -> list[int]:
    """Open minutes until each first answer that was given in that time."""
    hours = hours_of(policy)
    return [
        round(60 * open_hours(case.opened_at, case.first_reply_at, hours))
        for case in enquiries
        if case.first_reply_at is not None and case.first_reply_at > since
    ]


def _span(minutes: float, policy: Policy) -> Span:
    """Minutes up to an hour, hours up to a working day, then days."""
    day = policy.closes - policy.opens
    if minutes < 60:
        return Span(n=round(minutes), unit="minutes")
    if minutes < day:
        return Span(n=round(minutes / 60, 1), unit="hours")
    return Span(n=round(minutes / day, 1), unit="days")


def _spread(taken: Sequence[int], policy: Policy) -> tuple[tuple[str, int], ...]:
    day = policy.closes - policy.opens
    found, seen = [], 0
    for name, days in _ROUNDS:
        within = sum(minutes <= days * day for minutes in taken)
        found.append((name, within - seen))
        seen = within
    return (*found, ("later", len(taken) - seen))


def _counted(words: Iterable[str]) -> tuple[tuple[str, int], ...]:
    counted = Counter(words)
    return tuple(sorted(counted.items(), key=lambda one: (-one[1], one[0])))


__all__ = ["as_of", "awaits_us", "figures", "lost_between", "source"]

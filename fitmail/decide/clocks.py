"""The clocks of an enquiry (lifecycles.md 3.1): which ladder runs in which state, and when its next step is due.

Takes a case and the policy; gives instants. Promises: pure; overdue is computed from instants and never stored
(G4): `wake_at` in a case is only the alarm set for the next step. When two steps of a ladder fall on one day of
the desk only the wider one is taken; a server that slept takes only the widest of what it missed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from itertools import zip_longest
from typing import Literal

from fitmail.decide.worktime import Hours, add_days, add_working_days, add_working_hours, desk_date
from fitmail.model import Case, Enquiry, Policy

What = Literal[
    "unclaimed-1",
    "unclaimed-2",
    "unclaimed-3",
    "first_reply",
    "next_step",
    "ask-again",
    "ask-last",
    "silence",
    "hold",
]

UNOWNED = ("received", "acknowledged")
SETTLED = ("answered", "signposted", "declined")
SILENCE = 14  # days until a silent case closes
REMINDERS = 3  # at most, then the case is listed as stuck (G7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    """One step of a ladder."""

    at: datetime
    what: What
    number: int  # from 1; Case.steps counts those done


def hours_of(policy: Policy) -> Hours:
    """The desk's working hours, as the clock arithmetic wants them."""
    return Hours(zone=policy.zone, opens=policy.opens, closes=policy.closes, closed_days=policy.closed_days)


def _unclaimed(case: Enquiry, hours: Hours) -> list[tuple[datetime, What]]:
    start = case.changed_at
    return [
        (add_working_hours(start, 4, hours), "unclaimed-1"),
        (add_working_days(start, 1, hours), "unclaimed-2"),
        (add_working_days(start, 2, hours), "unclaimed-3"),
    ]


def _owned(case: Enquiry, hours: Hours) -> list[tuple[datetime, What]]:
    rungs: list[tuple[datetime, What]] = []
    first = add_working_days(case.opened_at, 1, hours)
    if case.first_reply_at is None and first > case.changed_at:
        rungs.append((first, "first_reply"))
    rungs += [(add_working_days(case.changed_at, n, hours), "next_step") for n in (3, 6, 9)]
    return sorted(rungs)[:REMINDERS]


def ladder(case: Case, *, policy: Policy) -> tuple[Rung, ...]:
    """All rungs of the ladder that runs now, in order; () when no clock runs."""
    hours = hours_of(policy)
    if case.held_until is not None:
        return (Rung(at=case.held_until, what="hold", number=1),)
    if not isinstance(case, Enquiry):
        return ()
    rungs: list[tuple[datetime, What]] = []
    if case.state in UNOWNED and not case.low:
        rungs = _unclaimed(case, hours)
    elif case.state == "owned" and not case.low:
        rungs = _owned(case, hours)
    elif case.state == "awaiting_info":
        start = case.changed_at
        rungs = [
            (add_days(start, 5, hours), "ask-again"),
            (add_days(start, 10, hours), "ask-last"),
            (add_days(start, SILENCE, hours), "silence"),
        ]
    elif case.state in SETTLED:
        rungs = [(add_days(case.changed_at, SILENCE, hours), "silence")]
    numbered = [Rung(at=at, what=what, number=i) for i, (at, what) in enumerate(rungs, start=1)]
    return tuple(
        rung
        for rung, wider in zip_longest(numbered, numbered[1:])
        if wider is None or desk_date(rung.at, hours) != desk_date(wider.at, hours)
    )


def wake(case: Case, *, policy: Policy) -> datetime | None:
    """When the case wants its next Tick; None when no clock runs."""
    return next((r.at for r in ladder(case, policy=policy) if r.number > case.steps), None)


def due(case: Case, *, policy: Policy, at: datetime) -> Rung | None:
    """The widest rung that is due at `at` and not yet done."""
    rungs = [r for r in ladder(case, policy=policy) if r.number > case.steps and r.at <= at]
    return rungs[-1] if rungs else None

"""What nobody did: stuck cases, and leads that were lost by inaction. Computed, never stored (G4).

Takes a case, the policy and an instant. Gives a sentence's worth of reason, or nothing.
Promises: pure; days are working days of the desk's calendar; a case that was closed is judged by the day it was closed.
Source: lifecycles.md 3.2 R7 (lost by inaction), product.md G7 (three reminders, then stuck).
"""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from fitmail.decide.clocks import REMINDERS, SETTLED, UNOWNED, hours_of
from fitmail.decide.worktime import add_working_days
from fitmail.model import Case, Enquiry, Opportunity, Policy

LEADS = ("opportunity", "tender")
REPLY_DAYS = 10  # R7 (a)
ACT_DAYS = 5  # R7 (b)
PROPOSE_DAYS = 10  # R7 (c)

Lost = Literal["", "no reply", "nobody acted", "no proposal"]


def lost_by_inaction(case: Case, policy: Policy, now: datetime) -> Lost:
    """Why this lead counts as lost by nobody deciding, "" when it does not.

    (a) no person replied within ten working days; (b) it was neither shared, recorded, answered, signposted nor
    declined within five. What comes too late still counts: the client had waited.
    """
    if isinstance(case, Opportunity):
        return _without_proposal(case, policy, now)
    if not isinstance(case, Enquiry) or case.category not in LEADS or case.state in ("spam", "quarantined"):
        return ""
    hours = hours_of(policy)
    until = min(now, case.closed_at) if case.closed_at is not None else now
    replied = case.first_reply_at if case.first_reply_at is not None else until
    if replied > add_working_days(case.opened_at, REPLY_DAYS, hours):
        return "no reply"
    acted = case.settled_at if case.settled_at is not None else until
    return "nobody acted" if acted > add_working_days(case.opened_at, ACT_DAYS, hours) else ""


def _without_proposal(case: Opportunity, policy: Policy, now: datetime) -> Lost:
    """(c) The day to decide has passed with interest, and nobody proposed a team for ten working days.

    Whether there was interest is the caller's to know: a call that nobody answered is unplaced, not lost.
    """
    if case.state not in ("shared", "selecting") or case.decide_by is None:
        return ""
    hours = hours_of(policy)
    decided = datetime.combine(case.decide_by, datetime.max.time(), tzinfo=now.tzinfo)
    return "no proposal" if now > add_working_days(decided, PROPOSE_DAYS, hours) else ""


def is_stuck(case: Case) -> bool:
    """Reminded three times and still waiting for one of us: listed instead of reminded again."""
    ours = case.state in (*UNOWNED, "owned")
    return ours and case.state not in SETTLED and case.held_until is None and case.reminders >= REMINDERS

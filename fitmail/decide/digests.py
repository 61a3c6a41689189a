"""The weekly digest of one reader: whether there is something to tell, and what waits for them alone.

Takes a Tick; gives one mail or none. Promises: it begins with what needs the reader's own answer; a week without news
is not mailed, and is said once in four weeks, so that silence never means that fitmail has stopped.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from fitmail.decide.clocks import hours_of
from fitmail.decide.figures import figures
from fitmail.decide.inaction import is_stuck
from fitmail.decide.minutes import Minutes
from fitmail.decide.orders import offers
from fitmail.decide.worktime import add_working_days, desk_date
from fitmail.model import (
    Case,
    Context,
    Decision,
    Enquiry,
    Matter,
    Opportunity,
    Person,
    Policy,
    Purpose,
    Tick,
    Turn,
    Week,
)

_QUIET = timedelta(days=28)  # how long a reader may hear nothing
_SOON = timedelta(days=8)  # a meeting this near is news
_REPLY_DAYS, _STEP_DAYS = 1, 3  # working days (lifecycles.md 3.1)


def digest(ctx: Context) -> Decision:
    """One reader's digest."""
    assert isinstance(ctx.event, Tick)
    minutes, week = Minutes(ctx), ctx.week
    person = minutes.person(ctx.event.about)
    if person is None or week is None:
        return minutes.finish("The reader of this digest has left.", end="filed", case="")
    matters = waiting_for(person, week, ctx)
    quiet = not matters and not _news(person, week, ctx.policy)
    if quiet and week.upto - (week.told_at or week.upto) < _QUIET:
        return minutes.finish("Nothing to tell this week.", end="filed", case="")
    counted = figures(week.cases, week.interests, policy=ctx.policy, since=week.since, upto=week.upto)
    facts: dict[str, object] = {"week": week, "matters": matters, "figures": counted, "quiet": quiet}
    tell = minutes.tell_person(
        person.address, key="digest", template="digest", case="", facts=facts, purpose=Purpose.DIGEST
    )
    verbs = ("interested", "pass", "unsubscribe") if _calls(person, week) else ("unsubscribe",)
    minutes.tell(replace(tell, offers=offers(*verbs)))
    return minutes.finish(f"The weekly digest of {person.name}.", end="filed", case="")


def _calls(person: Person, week: Week) -> list[Opportunity]:
    """Shared with their co-op, and not answered by it."""
    answered = {one.opportunity for one in week.answered if person.coop and one.coop == person.coop}
    shared = [o for o in week.opportunities if not o.shared_with or person.coop in o.shared_with]
    return [o for o in shared if o.id not in answered]


def _news(person: Person, week: Week, policy: Policy) -> bool:
    """Whether anything happened that concerns this reader."""
    ended = [c for c in week.cases if c.closed_at is not None and week.since < c.closed_at <= week.upto]
    today = desk_date(week.upto, hours_of(policy))
    soon = week.meeting is not None and week.meeting.day - today <= _SOON
    return bool(week.waiting or _calls(person, week) or week.came or week.posts or week.went or ended or soon)


# ---------------------------------------------------------------- what waits for one person


def waiting_for(person: Person, week: Week, ctx: Context) -> tuple[Matter, ...]:
    """What only they can answer: held mails, cases of theirs that are late, turns and handovers."""
    mine = (person.address, *person.aliases)
    held = [_matter("held", mail.case, since=mail.at) for mail in week.held if mail.outward and mail.by in mine]
    late = [m for case in week.cases if case.owner in mine and (m := _late(case, ctx.policy, week.upto))]
    turns = [m for turn in ctx.directory.turns if (m := _turn(turn, person, week.upto, ctx.policy))]
    return (*dict.fromkeys(held), *late, *turns)


def _matter(kind: str, case: str, *, since: datetime | None) -> Matter:
    return Matter(kind=kind, id=case, category="", since=since, first=None, last=None)  # type: ignore[arg-type]


def _late(case: Case, policy: Policy, at: datetime) -> Matter | None:
    """A case of theirs that nobody moves."""
    until = late_since(case, policy)
    if until is None or until > at:
        return None
    found = _matter("stuck" if is_stuck(case) else "overdue", case.id, since=until)
    return replace(found, category=case.category)


def late_since(case: Case, policy: Policy) -> datetime | None:
    """Since when an owned enquiry wants its first answer or its next step; computed, never stored (G4)."""
    if not isinstance(case, Enquiry) or case.state != "owned" or case.held_until is not None or case.low:
        return None
    hours = hours_of(policy)
    step = add_working_days(case.changed_at, _STEP_DAYS, hours)
    if case.first_reply_at is not None:
        return step
    return min(step, max(add_working_days(case.opened_at, _REPLY_DAYS, hours), case.changed_at))


def _turn(turn: Turn, person: Person, at: datetime, policy: Policy) -> Matter | None:
    """An invitation that is open for them, or a handover that waits for their word."""
    today = desk_date(at, hours_of(policy))
    if turn.last < today:
        return None
    mine = (person.address, *person.aliases)
    rep = "rep" in person.roles and person.coop != ""
    asked = [a for a in turn.asked if a.answer == "" and (a.person in mine or (rep and a.coop == person.coop))]
    if asked:
        found = _matter("turn", "", since=asked[-1].at)
        return replace(found, first=turn.first, last=turn.last)
    if turn.handover and turn.taken_over is None and turn.chair in mine and turn.first <= today:
        return replace(_matter("handover", turn.handover, since=None), first=turn.first, last=turn.last)
    return None

"""What falls due in the rota, and when (lifecycles.md 3.3).

Takes the directory and the policy; gives slots: an instant, a name, the turn it is about. Promises: pure; everything
is mailed when the desk opens on a working day; whether a slot is still wanted follows from the turns alone, so that an
answer, a swap or a turn that somebody took makes the rest fall away; a slot has one key, and a key is used once.

Each turn has these, in their order: plan (four weeks before, where nobody has it: the first co-op is asked) · silent
(five working days after an invitation: the next one is asked) · gap (a week before: every co-op hears of it) · soon (a
week before) · handover (three working days before the turn before it ends) · start (its first day) · late (a working
day later, where the handover was not accepted). The watch looks every working day whether anybody is answered at all,
and once a month the treasurer hears of the hours.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from fitmail.decide.clocks import hours_of
from fitmail.decide.rhythms import Rhythm, monthly, workdaily
from fitmail.decide.turns import turn_before, uncovered
from fitmail.decide.worktime import Hours, add_working_days, desk_date, open_of, working_day_after
from fitmail.model import Directory, Policy, Tick, Turn

ASK_BEFORE = timedelta(days=28)
REMIND_BEFORE = timedelta(days=7)
ANSWER_WITHIN = 5  # working days
HAND_OVER_BEFORE = 3  # working days before the end of the turn that is handed over
STARTS_UNTIL = timedelta(days=28)  # a desk that slept longer has heard of its turn by other ways


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    at: datetime
    until: datetime | None  # from then on it is no longer wanted
    name: str
    first: date  # of the turn
    more: str  # a co-op or a chair, "" for none

    @property
    def about(self) -> str:
        return ":".join(part for part in (self.name, self.first.isoformat(), self.more) if part)


def slots(directory: Directory, policy: Policy, now: datetime) -> Iterator[Slot]:
    """All that the turns ask for, past and to come."""
    hours = hours_of(policy)
    gap = uncovered(directory.turns, desk_date(now, hours), policy.turn)
    if gap is not None:
        yield Slot(at=_opening(gap[0] - ASK_BEFORE, hours), until=None, name="plan", first=gap[0], more="")
    for turn in directory.turns:
        end = _midnight(turn.last + timedelta(days=1), policy)
        if turn.state == "confirmed" and turn.chair:
            yield from _of_taken(directory, turn, hours, policy)
        elif turn.state == "planned":
            yield Slot(at=_opening(turn.first - ASK_BEFORE, hours), until=end, name="plan", first=turn.first, more="")
        else:
            yield from _of_asked(turn, end, hours)


def _of_asked(turn: Turn, end: datetime, hours: Hours) -> Iterator[Slot]:
    for one in turn.asked:
        if one.answer == "":
            at = add_working_days(one.at, ANSWER_WITHIN, hours)
            yield Slot(at=at, until=end, name="silent", first=turn.first, more=one.coop)
    yield Slot(at=_opening(turn.first - REMIND_BEFORE, hours), until=end, name="gap", first=turn.first, more="")


def _of_taken(directory: Directory, turn: Turn, hours: Hours, policy: Policy) -> Iterator[Slot]:
    first, chair = turn.first, turn.chair
    start = _opening(first, hours)
    begins = _midnight(first, policy)
    yield Slot(at=_opening(first - REMIND_BEFORE, hours), until=begins, name="soon", first=first, more=chair)
    before = turn_before(directory.turns, turn)
    if before is not None and before.chair != chair and not turn.handover:
        day = working_day_after(min(before.last, first - timedelta(days=1)), -HAND_OVER_BEFORE, hours)
        # A turn taken late, when it runs already, is handed over at once; one that was imported has been.
        until = None if turn.asked else add_working_days(start, 1, hours)
        yield Slot(at=open_of(day, hours), until=until, name="handover", first=first, more="")
    end = min(begins + STARTS_UNTIL, _midnight(turn.last + timedelta(days=1), policy))
    yield Slot(at=start, until=end, name="start", first=first, more=chair)
    if turn.handover and turn.taken_over is None:
        late = add_working_days(max(start, turn.begun or start), 1, hours)
        yield Slot(at=late, until=None, name="late", first=first, more=chair)


def _opening(day: date, hours: Hours) -> datetime:
    return open_of(working_day_after(day, 0, hours), hours)


def _midnight(day: date, policy: Policy) -> datetime:
    return datetime.combine(day, time(0), ZoneInfo(policy.zone))


# ---------------------------------------------------------------- as rows of the periodic table


def watch(policy: Policy) -> Rhythm:
    """Each working day, when the desk opens."""
    return workdaily(policy.opens, hours_of(policy))


def month(policy: Policy) -> Rhythm:
    return monthly(policy.opens, hours_of(policy))


def rota_due(directory: Directory, policy: Policy, now: datetime) -> Iterator[Tick]:
    """One Tick for each slot that has come; what a sleeping server missed is due now."""
    for slot in slots(directory, policy, now):
        if slot.at <= now and (slot.until is None or now < slot.until):
            # What only the state of the turns asks for is due now, however long ago its day was: a desk that was set
            # up in the middle of a turn asks for the next one too.
            at = now if slot.name in ("plan", "silent", "gap") else slot.at
            yield Tick(key=f"rota:{slot.about}", duty="rota", about=slot.about, at=at)
    if directory.turns:
        yield from _rhythmic(watch(policy), "watch", now)
        if any("treasurer" in person.roles for person in directory.people):
            yield from _rhythmic(month(policy), "hours", now)


def _rhythmic(rhythm: Rhythm, name: str, now: datetime) -> Iterator[Tick]:
    at = rhythm.previous(now)
    if at is not None:
        yield Tick(key=f"rota:{name}:{rhythm.label(at)}", duty="rota", about=f"{name}:{rhythm.label(at)}", at=at)


def rota_following(directory: Directory, policy: Policy, now: datetime) -> datetime | None:
    """When something of the rota falls due next."""
    found = [slot.at for slot in slots(directory, policy, now) if slot.at > now]
    if directory.turns:
        rhythms = (watch(policy).following(now), month(policy).following(now))
        found += [at for at in rhythms if at is not None]
    return min(found, default=None)

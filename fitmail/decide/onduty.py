"""Who is on duty at one instant: the one place where turns, handovers and absences are read together.

Takes the directory, the policy and an instant; gives a `Duty`. Promises: pure; the days are those of the desk's
calendar; where turns overlap the one that began last is meant; a turn that nobody has taken, or whose handover was
begun and is not accepted, is still worked by the turn before (lifecycles.md 3.3: a turn is never empty); whoever is
away is replaced by their cover, then the backup, then somebody else of the co-op on duty, its reps first. Where the
rota names nobody who is there, `chair` is "": the mail of the desk then falls to the coordinator and the operator.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from fitmail.model import Absence, Directory, Duty, Person, Policy, Turn

NOBODY = Duty(chair="", backup="", coop="", shadow="", turn=None)


def on_duty(directory: Directory, policy: Policy, at: datetime) -> Duty:
    """The people of the turn that is worked at this instant, less those who are away."""
    day = at.astimezone(ZoneInfo(policy.zone)).date()
    turn = turn_worked(directory.turns, day)
    if turn is None:
        return NOBODY
    chair, backup = turn.chair, turn.backup
    coop = turn.coop or next((p.coop for p in directory.people if chair in (p.address, *p.aliases)), "")
    present = tuple(dict.fromkeys(_present(directory, turn, coop, day)))
    acting = present[0] if present else ""
    second = backup if backup in present else next((p for p in present if p not in (acting, chair)), "")
    if not backup and chair == acting:
        second = ""  # the turn has no backup and needs none today
    return Duty(chair=acting, backup=second if second != acting else "", coop=coop, shadow=turn.shadow, turn=turn)


def turn_of_day(turns: Sequence[Turn], day: date) -> Turn | None:
    """The turn that the calendar names, whoever has accepted what."""
    return max((t for t in turns if t.first <= day <= t.last), key=lambda t: t.first, default=None)


def turn_worked(turns: Sequence[Turn], day: date) -> Turn | None:
    """The turn of the day, or the last one before it that was taken over."""
    turn = turn_of_day(turns, day)
    found = turn
    while found is not None and _waits(found):
        found = max((t for t in turns if t.first < found.first), key=lambda t: t.first, default=None)
    return found if found is not None else turn


def _waits(turn: Turn) -> bool:
    """Nobody has taken it, or nobody has taken it over yet."""
    return turn.state != "confirmed" or not turn.chair or (turn.handover != "" and turn.taken_over is None)


def is_away(absences: Sequence[Absence], person: str, day: date) -> bool:
    return any(a.person == person and a.first <= day <= a.last for a in absences)


def _present(directory: Directory, turn: Turn, coop: str, day: date) -> Iterator[str]:
    """Whoever may act as the chair that day, in the order in which they are asked."""
    absences = directory.absences

    def here(person: str) -> bool:
        return person != "" and not is_away(absences, person, day)

    if here(turn.chair):
        yield turn.chair
    for absence in absences:
        if absence.person == turn.chair and absence.first <= day <= absence.last and here(absence.cover):
            yield absence.cover
    if here(turn.backup):
        yield turn.backup
    if not here(turn.chair):
        colleagues = [p for p in directory.people if coop and p.coop == coop]
        yield from (p.address for p in sorted(colleagues, key=_rep_first) if here(p.address))


def _rep_first(person: Person) -> bool:
    return "rep" not in person.roles

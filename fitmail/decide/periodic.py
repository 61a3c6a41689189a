"""Periodic duties: what falls due because time passes and not because a case wants it.

Takes the directory, the policy and an instant; gives the Ticks that are due and the instant of the next one. One row
a duty: its name, which is that of its switch in the settings (`Policy.periodic`), what is due and when the next is.
Promises: pure; each duty is one event whose key names duty, period and reader, so that a double knock is refused like
any second copy; after a pause only the last slot of a duty is due; nothing of the time before the desk began.
What a duty does stands in its desk: duties.py reads this table too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from zoneinfo import available_timezones

from fitmail.decide.clocks import hours_of
from fitmail.decide.rhythms import Rhythm, quarterly, weekly, workdaily
from fitmail.decide.rota_slots import rota_due, rota_following
from fitmail.decide.wishes import DUTY as LESSONS
from fitmail.model import Directory, Person, Policy, Tick

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

Due = Callable[[Directory, Policy, datetime], Iterable[Tick]]
Next = Callable[[Directory, Policy, datetime], datetime | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    name: str
    due: Due  # the last slot of each reader that is not after the instant
    following: Next


def wish(person: Person, name: str, otherwise: str) -> str:
    """What a person asked for under this name."""
    return dict(person.preferences).get(name, otherwise)


def zone_of(person: Person, policy: Policy) -> str:
    """The person's own time zone, where they told one that there is."""
    named = wish(person, "zone", "")
    return named if named and named in _zones() else policy.zone


@lru_cache(maxsize=1)
def _zones() -> frozenset[str]:
    """Looked up once: the standard library reads its folders anew for each question, and we knock every second."""
    return frozenset(available_timezones())


# ---------------------------------------------------------------- the weekly digest


def digest_rhythm(person: Person, policy: Policy) -> Rhythm:
    """On the reader's own day and in the reader's zone, at the hour of the settings."""
    named = wish(person, "digest day", "").lower()
    day = WEEKDAYS.index(named) if named in WEEKDAYS else policy.digest_day
    return weekly(day, policy.digest_hour * 60, zone_of(person, policy))


def _digest_readers(directory: Directory) -> Iterable[Person]:
    return (person for person in directory.people if wish(person, "digest", "") != "off")


def _digests(directory: Directory, policy: Policy, now: datetime) -> Iterable[Tick]:
    for person in _digest_readers(directory):
        rhythm = digest_rhythm(person, policy)
        slot = rhythm.previous(now)
        if slot is not None:
            key = f"digest:{rhythm.label(slot)}:{person.address}"
            yield Tick(key=key, duty="digest", about=person.address, at=slot)


def _next_digest(directory: Directory, policy: Policy, now: datetime) -> datetime | None:
    slots = (digest_rhythm(person, policy).following(now) for person in _digest_readers(directory))
    return min((slot for slot in slots if slot is not None), default=None)


# ---------------------------------------------------------------- corrections that wait for a word


def _rules_rhythm(policy: Policy) -> Rhythm:
    return weekly(policy.digest_day, policy.digest_hour * 60, policy.zone)


def _keepers(directory: Directory, policy: Policy) -> tuple[str, ...]:
    """The maintainers; without one the coordinator, then the operator."""
    known = {address: person for person in directory.people for address in (person.address, *person.aliases)}
    named = [known[address].address for address in policy.maintainers if address in known]
    named += [person.address for person in directory.people if "maintainer" in person.roles]
    others = [known[address].address for address in (policy.coordinator, policy.operator) if address in known]
    return tuple(dict.fromkeys(named)) or tuple(others[:1])


def _lessons(directory: Directory, policy: Policy, now: datetime) -> Iterable[Tick]:
    rhythm = _rules_rhythm(policy)
    slot = rhythm.previous(now)
    for address in _keepers(directory, policy) if slot is not None else ():
        assert slot is not None
        yield Tick(key=f"{LESSONS}:{rhythm.label(slot)}:{address}", duty=LESSONS, about=address, at=slot)


def _next_lessons(directory: Directory, policy: Policy, now: datetime) -> datetime | None:
    return _rules_rhythm(policy).following(now) if _keepers(directory, policy) else None


# ---------------------------------------------------------------- the desk's own mornings and seasons


def _daily_rhythm(policy: Policy) -> Rhythm:
    return workdaily(policy.daily_at, hours_of(policy))


def _report_rhythms(policy: Policy) -> dict[str, Rhythm]:
    """The coordinator's mails, at the time of the daily line."""
    return {
        "report-week": weekly(policy.digest_day, policy.daily_at, policy.zone),
        "report-quarter": quarterly(policy.daily_at, hours_of(policy)),
    }


def _ticks(rhythms: dict[str, Rhythm], now: datetime) -> Iterable[Tick]:
    for name, rhythm in rhythms.items():
        slot = rhythm.previous(now)
        if slot is not None:
            yield Tick(key=f"{name}:{rhythm.label(slot)}", duty=name, about="", at=slot)


def _next(rhythms: dict[str, Rhythm], now: datetime) -> datetime | None:
    found = (rhythm.following(now) for rhythm in rhythms.values())
    return min((slot for slot in found if slot is not None), default=None)


def _daily(_: Directory, policy: Policy, now: datetime) -> Iterable[Tick]:
    return _ticks({"daily": _daily_rhythm(policy)}, now)


def _next_daily(_: Directory, policy: Policy, now: datetime) -> datetime | None:
    return _next({"daily": _daily_rhythm(policy)}, now)


def _reports(_: Directory, policy: Policy, now: datetime) -> Iterable[Tick]:
    return _ticks(_report_rhythms(policy), now)


def _next_reports(_: Directory, policy: Policy, now: datetime) -> datetime | None:
    return _next(_report_rhythms(policy), now)


# ---------------------------------------------------------------- the table

ROWS: tuple[Row, ...] = (
    Row(name="digest", due=_digests, following=_next_digest),
    Row(name="daily", due=_daily, following=_next_daily),
    Row(name="reports", due=_reports, following=_next_reports),
    Row(name="rules", due=_lessons, following=_next_lessons),
    Row(name="rota", due=rota_due, following=rota_following),
)


def duties_due(directory: Directory, policy: Policy, *, now: datetime, since: datetime) -> tuple[Tick, ...]:
    """One Tick for each periodic duty whose slot lies after `since` (when the desk began) and not after `now`."""
    rows = (row for row in ROWS if row.name in policy.periodic)
    return tuple(tick for row in rows for tick in row.due(directory, policy, now) if tick.at > since)


def next_duty(directory: Directory, policy: Policy, *, now: datetime) -> datetime | None:
    """When the next periodic duty falls due; None when all are off."""
    rows = (row for row in ROWS if row.name in policy.periodic)
    found = (row.following(directory, policy, now) for row in rows)
    return min((at for at in found if at is not None), default=None)

"""Turns as calendars know them: invitations for one person, and the feed of the whole rota. Here icalendar is known.

Takes turns and invitations; gives iCalendar text. Promises: whole days that take nobody's time; the same turn has the
same name (UID) for everybody and for ever, and a number that grows; a cancelled entry says so instead of vanishing;
times are UTC.
Standards: RFC 5545 (iCalendar), RFC 5546 (REQUEST, CANCEL), RFC 6047 (by mail).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Literal

from icalendar import Calendar, Event, vCalAddress, vText

from fitmail.compose.texts import MARKER_PREFIX
from fitmail.model import Duty, Invitation, Policy, Turn

_PRODUCT = "-//fitmail//rota//EN"
_DAY = timedelta(days=1)
_SHOWN = 2000  # letters of a mail that stand in a calendar, too


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A calendar part of a mail."""

    text: str
    method: Literal["REQUEST", "CANCEL"]


def invitation(
    asked: Invitation, *, policy: Policy, reader: tuple[str, str], words: tuple[str, str], now: datetime
) -> Entry:
    """One turn for one reader. `words`: the subject and the text of the mail that carries it."""
    calendar = _calendar(asked.method)
    event = _event(asked.uid, asked.first, asked.last, asked.sequence, now)
    event.add("summary", words[0])
    shown = "\n".join(line for line in words[1].splitlines() if not line.startswith(MARKER_PREFIX))
    event.add("description", shown[:_SHOWN])
    event.add("status", "CANCELLED" if asked.method == "CANCEL" else "TENTATIVE" if asked.asks else "CONFIRMED")
    event["organizer"] = _box(policy.desk, policy.desk_name, {})
    answer = {"PARTSTAT": "NEEDS-ACTION" if asked.asks else "ACCEPTED", "RSVP": "TRUE" if asked.asks else "FALSE"}
    event["attendee"] = _box(reader[1], reader[0] or reader[1], {"ROLE": "REQ-PARTICIPANT", **answer})
    calendar.add_component(event)
    return Entry(text=_written(calendar), method=asked.method)


def feed(turns: Sequence[Turn], *, names: Mapping[str, str], policy: Policy, duty: Duty, now: datetime) -> str:
    """The rota as a file that calendars may fetch: taken turns, and those that wait for somebody."""
    calendar = _calendar("PUBLISH")
    calendar.add("x-wr-calname", f"{policy.network}: rota")
    for turn in turns:
        uid = f"turn-{turn.first.isoformat()}.{policy.instance}@{policy.domain}"
        event = _event(uid, turn.first, turn.last, turn.sequence, now)
        people = [names.get(address, address) for address in (turn.chair, turn.backup) if address]
        taken = turn.state == "confirmed" and bool(people)
        event.add("summary", f"{policy.network}: {' / '.join(people)}" if taken else f"{policy.network}: ?")
        event.add("status", "CONFIRMED" if taken else "TENTATIVE")
        if duty.turn == turn and duty.chair:
            event.add("description", names.get(duty.chair, duty.chair))
        calendar.add_component(event)
    return _written(calendar)


def _calendar(method: str) -> Any:
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", method)
    return calendar


def _event(uid: str, first: date, last: date, sequence: int, now: datetime) -> Any:
    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", now.replace(microsecond=0))
    event.add("dtstart", first)
    event.add("dtend", last + _DAY)  # RFC 5545 s.3.6.1: the first day after it
    event.add("sequence", sequence)
    event.add("transp", "TRANSPARENT")  # a quarter on duty is no quarter without meetings
    return event


def _box(address: str, name: str, parameters: Mapping[str, str]) -> Any:
    box = vCalAddress(f"mailto:{address}")
    box.params["CN"] = vText(name.replace('"', "'"))
    for key, value in parameters.items():
        box.params[key] = vText(value)
    return box


def _written(calendar: Any) -> str:
    return str(calendar.to_ical().decode("utf-8"))

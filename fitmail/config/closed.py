"""Closed days from an iCalendar file.

Takes the text of a calendar. Gives the dates of its all-day events, yearly repetitions included, and the mistakes.
Standards: RFC 5545, of RRULE only FREQ=YEARLY with INTERVAL, COUNT, UNTIL, BYMONTH, BYMONTHDAY and BYDAY ("-1MO").
Repetitions are laid out to the end of LAST_YEAR. Events with a time of day and cancelled ones close nothing.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from icalendar import Calendar

from fitmail.model import Mistake

LAST_YEAR = 2045
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_LONGEST = 60  # days of one event: a longer one is a slip of the year
_KNOWN = frozenset(("FREQ", "INTERVAL", "COUNT", "UNTIL", "BYMONTH", "BYMONTHDAY", "BYDAY", "WKST"))


class _Unreadable(Exception):
    """Completes the sentence "expected ..."."""


def closed_days(text: str, *, file: str) -> tuple[frozenset[date], tuple[Mistake, ...]]:
    """The closed days of a calendar, with a mistake for each event that cannot be understood."""
    try:
        calendar: Any = Calendar.from_ical(text)
    except (ValueError, IndexError, KeyError) as error:
        found = f"this is no calendar: {str(error)[:80]}"
        return frozenset(), (Mistake(file=file, line=1, found=found, expected="an iCalendar file (RFC 5545)", hint=""),)
    days: set[date] = set()
    mistakes: list[Mistake] = []
    for number, event in enumerate(calendar.walk("VEVENT")):
        name = str(event.get("SUMMARY", "an event"))[:60]
        try:
            days |= _days_of(event)
        except (_Unreadable, ValueError, TypeError, AttributeError) as error:
            expected = str(error) if isinstance(error, _Unreadable) else "an all-day event with a DTSTART"
            line = _line_of(text, number)
            mistakes.append(Mistake(file=file, line=line, found=f'"{name}"', expected=expected, hint=""))
    return frozenset(days), tuple(mistakes)


def _line_of(text: str, number: int) -> int:
    """The line on which the n-th event begins."""
    begins = [line for line, words in enumerate(text.splitlines(), 1) if words.strip().upper() == "BEGIN:VEVENT"]
    return begins[number] if number < len(begins) else 1


def _days_of(event: Any) -> set[date]:
    if str(event.get("STATUS", "")).upper() == "CANCELLED":
        return set()
    if "DTSTART" not in event:
        raise _Unreadable("a DTSTART")
    start = event["DTSTART"].dt
    if isinstance(start, datetime):
        return set()  # a meeting at some hour closes nothing
    length = _length(event, start)
    skipped = _dates(event.get("EXDATE"))
    first_days = set(_repetitions(start, event.get("RRULE"))) | _dates(event.get("RDATE"))
    return {first + timedelta(days=n) for first in first_days - skipped for n in range(length)}


def _length(event: Any, start: date) -> int:
    """Days that the event takes; DTEND is the first day after it (RFC 5545 s.3.6.1)."""
    if "DTEND" in event:
        end = event["DTEND"].dt
        length = ((end.date() if isinstance(end, datetime) else end) - start).days
    else:
        length = event["DURATION"].dt.days if "DURATION" in event else 1
    if length > _LONGEST:
        raise _Unreadable(f"an event of {_LONGEST} days at most")
    return max(1, length)


def _dates(value: Any) -> set[date]:
    lists = value if isinstance(value, list) else [value] if value is not None else []
    found = [each.dt for some in lists for each in some.dts]
    return {day.date() if isinstance(day, datetime) else day for day in found}


def _repetitions(start: date, rule: Any) -> Iterator[date]:
    if rule is None:
        yield start
        return
    if set(rule) - _KNOWN or [str(word).upper() for word in rule.get("FREQ", [])] != ["YEARLY"]:
        raise _Unreadable("a yearly repetition (FREQ=YEARLY with BYMONTH, BYMONTHDAY, BYDAY)")
    step = max(1, int(rule.get("INTERVAL", [1])[0]))
    count = int(rule["COUNT"][0]) if "COUNT" in rule else LAST_YEAR
    until = rule["UNTIL"][0] if "UNTIL" in rule else date(LAST_YEAR, 12, 31)
    until = until.date() if isinstance(until, datetime) else until
    for year in range(start.year, LAST_YEAR + 1, step):
        for day in _of_year(year, start, rule):
            if day < start:
                continue
            if day > until or count == 0:
                return
            count -= 1
            yield day


def _of_year(year: int, start: date, rule: Any) -> list[date]:
    """The rule's days in one year, sorted."""
    days: list[date] = []
    for month in [int(str(number)) for number in rule.get("BYMONTH", [start.month])]:
        last = monthrange(year, month)[1]
        if "BYDAY" in rule:
            if "BYMONTHDAY" in rule:
                raise _Unreadable("BYDAY or BYMONTHDAY, not both")
            days += [day for word in rule["BYDAY"] for day in _weekdays(year, month, str(word))]
        else:
            numbers = [int(number) for number in rule.get("BYMONTHDAY", [start.day])]
            days += [date(year, month, n if n > 0 else last + 1 + n) for n in numbers if 1 <= abs(n) <= last]
    return sorted(days)


def _weekdays(year: int, month: int, word: str) -> list[date]:
    """ "1MO": the month's first Monday; "-1MO": its last; "MO": each of them."""
    word = word.strip().upper()
    if word[-2:] not in _DAYS:
        raise _Unreadable('a weekday such as "1MO" or "-1MO"')
    weekday = _DAYS.index(word[-2:])
    all_days = (date(year, month, number) for number in range(1, monthrange(year, month)[1] + 1))
    fitting = [day for day in all_days if day.weekday() == weekday]
    place = int(word[:-2] or 0)
    if place == 0:
        return fitting
    if abs(place) > len(fitting):
        return []
    return [fitting[place - 1 if place > 0 else place]]

"""Rhythms: when something periodic was last due and when it is next, on somebody's wall clock.

Takes an instant; gives instants in UTC and a label that names the period ("2026-W48", "2026-03-02", "2026-Q2").
Promises: pure; wall times are right across changes of summer time; two slots never share a label, so that the label
can be part of a key that is used once; after any pause `previous` is one slot, not all those that were missed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from fitmail.decide.worktime import Hours, is_working_day, working_day_after

_DAY = timedelta(days=1)
LONGEST = 400  # days between two slots of any rhythm here


@dataclass(frozen=True, slots=True, kw_only=True)
class Rhythm:
    """Days that are chosen, at one wall time of one zone."""

    zone: str
    minute: int  # after midnight
    falls_on: Callable[[date], bool]
    named: Callable[[date], str]

    def previous(self, now: datetime) -> datetime | None:
        """The last slot that is not after `now`."""
        today = now.astimezone(ZoneInfo(self.zone)).date()
        slots = (self._slot(day) for day in self._days(today, -_DAY))
        return next((slot for slot in slots if slot <= now), None)

    def following(self, now: datetime) -> datetime | None:
        """The first slot after `now`."""
        today = now.astimezone(ZoneInfo(self.zone)).date()
        slots = (self._slot(day) for day in self._days(today, _DAY))
        return next((slot for slot in slots if slot > now), None)

    def label(self, slot: datetime) -> str:
        return self.named(slot.astimezone(ZoneInfo(self.zone)).date())

    def _days(self, day: date, step: timedelta) -> Iterator[date]:
        for _ in range(LONGEST):
            if self.falls_on(day):
                yield day
            day += step

    def _slot(self, day: date) -> datetime:
        wall = datetime.combine(day, time(self.minute // 60, self.minute % 60), tzinfo=ZoneInfo(self.zone))
        return wall.astimezone(UTC)


def weekly(weekday: int, minute: int, zone: str) -> Rhythm:
    """Each week on that day (Monday = 0)."""

    def named(day: date) -> str:
        year, week, _ = day.isocalendar()
        return f"{year}-W{week:02}"

    return Rhythm(zone=zone, minute=minute, falls_on=lambda day: day.weekday() == weekday, named=named)


def workdaily(minute: int, hours: Hours) -> Rhythm:
    """Each working day of the desk."""
    return Rhythm(
        zone=hours.zone, minute=minute, falls_on=lambda day: is_working_day(day, hours), named=lambda day: str(day)
    )


def monthly(minute: int, hours: Hours) -> Rhythm:
    """The first working day of each month."""
    return Rhythm(
        zone=hours.zone,
        minute=minute,
        falls_on=lambda day: day == working_day_after(day.replace(day=1), 0, hours),
        named=lambda day: f"{day.year}-{day.month:02}",
    )


def quarterly(minute: int, hours: Hours) -> Rhythm:
    """The first working day of each quarter of the year."""
    return Rhythm(
        zone=hours.zone,
        minute=minute,
        falls_on=lambda day: day.month in (1, 4, 7, 10) and day == working_day_after(day.replace(day=1), 0, hours),
        named=lambda day: f"{day.year}-Q{(day.month + 2) // 3}",
    )

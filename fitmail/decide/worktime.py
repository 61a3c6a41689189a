"""Working time: the desk's hours and days, as pure arithmetic.

Takes: aware UTC instants and `Hours`. Gives: aware UTC instants and dates of the desk's calendar.
Promises: wall times are the desk's, right across changes of summer time; the closing instant still belongs to its
day, for what is due at closing time may be done at closing time. Monday to Friday are working days, less the closed
ones (the working week is not a setting). The words for a day that people write ("Friday", "15/3") are in daywords.py.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from fitmail.decide.daywords import parse_day

__all__ = [
    "Hours",
    "add_days",
    "add_working_days",
    "add_working_hours",
    "close_of",
    "desk_date",
    "is_open",
    "is_working_day",
    "next_opening",
    "open_hours",
    "open_of",
    "parse_day",
    "working_day_after",
]

_DAY = timedelta(days=1)
_FRIDAY = 4  # date.weekday()


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """When the desk is open. `opens` and `closes` are minutes after midnight on the desk's wall clock."""

    zone: str
    opens: int
    closes: int
    closed_days: frozenset[date]

    def __post_init__(self) -> None:
        # A desk that never opens would let every search for open time run for ever.
        if not 0 <= self.opens < self.closes <= 24 * 60:
            raise ValueError(f"A desk must open before it closes, not {self.opens} to {self.closes} minutes")


def is_working_day(day: date, hours: Hours) -> bool:
    """Monday to Friday, unless the calendar says closed."""
    return day.weekday() <= _FRIDAY and day not in hours.closed_days


def open_of(day: date, hours: Hours) -> datetime:
    """The instant at which the desk opens on that day, were it a working day."""
    return _instant(day, hours.opens, hours)


def close_of(day: date, hours: Hours) -> datetime:
    """The instant at which the desk closes on that day: promises and decide-by dates are due then."""
    return _instant(day, hours.closes, hours)


def desk_date(at: datetime, hours: Hours) -> date:
    """The date on the desk's wall calendar at that instant."""
    return at.astimezone(ZoneInfo(hours.zone)).date()


def is_open(at: datetime, hours: Hours) -> bool:
    """Whether the desk is open at that instant, the first and the last one of the day included."""
    day = _day_of(at, hours)
    return is_working_day(day, hours) and open_of(day, hours) <= at <= close_of(day, hours)


def next_opening(at: datetime, hours: Hours) -> datetime:
    """The same instant when the desk is open, else the next one at which it opens."""
    if is_open(at, hours):
        return at.astimezone(UTC)
    day = desk_date(at, hours)
    if is_working_day(day, hours) and at < open_of(day, hours):
        return open_of(day, hours)
    return open_of(working_day_after(day, 1, hours), hours)


def working_day_after(day: date, n: int, hours: Hours) -> date:
    """The n-th working day after that day; with n = 0 the day itself, or the next working day when it is none."""
    if n == 0:
        while not is_working_day(day, hours):
            day += _DAY
        return day
    step = _DAY if n > 0 else -_DAY
    for _ in range(abs(n)):
        day += step
        while not is_working_day(day, hours):
            day += step
    return day


def add_working_hours(at: datetime, n: float, hours: Hours) -> datetime:
    """The instant at which n hours of open time have passed; before it opens, the desk's clock stands still."""
    now = next_opening(at, hours)
    left = timedelta(hours=n)
    while True:
        closing = close_of(_day_of(now, hours), hours)
        # Both are UTC: an hour that the clocks skip or repeat while the desk is open counts as it passes.
        if now + left <= closing:
            return now + left
        left -= closing - now
        now = open_of(working_day_after(_day_of(now, hours), 1, hours), hours)


def add_working_days(at: datetime, n: int, hours: Hours) -> datetime:
    """The same wall time n working days later, counted from the next opening when the desk is closed."""
    start = next_opening(at, hours)
    day = _day_of(start, hours)
    return _same_wall_time(start, day, working_day_after(day, n, hours), hours)


def add_days(at: datetime, n: int, hours: Hours) -> datetime:
    """The same wall time n calendar days later, moved to the next working day and into its hours.

    For mails that go out after so many days: a Saturday's becomes Monday's, one of late evening the next morning's.
    """
    local = at.astimezone(ZoneInfo(hours.zone))
    day = local.date() + n * _DAY
    moved = _same_wall_time(at, local.date(), working_day_after(day, 0, hours), hours)
    if is_open(moved, hours):
        return moved
    # Outside hours, what fell on a closed day waits for the first opening after it, not for one day more.
    if not is_working_day(day, hours):
        return open_of(working_day_after(day, 0, hours), hours)
    return next_opening(moved, hours)


def open_hours(start: datetime, end: datetime, hours: Hours) -> float:
    """How many hours the desk was open between two instants."""
    day, last, total = desk_date(start, hours), desk_date(end, hours), 0.0
    while day <= last:
        if is_working_day(day, hours):
            span = min(end, close_of(day, hours)) - max(start, open_of(day, hours))
            total += max(0.0, span.total_seconds())
        day += _DAY
    return total / 3600


def _day_of(at: datetime, hours: Hours) -> date:
    """The day whose hours an instant belongs to: a desk that closes at 24:00 closes on the day that ends."""
    day = desk_date(at, hours)
    if at == close_of(day - _DAY, hours) and is_working_day(day - _DAY, hours):
        return day - _DAY
    return day


def _instant(day: date, minutes: int, hours: Hours) -> datetime:
    """A wall time of the desk as an instant. A time that the clocks skip counts as the same span after midnight."""
    if minutes == 24 * 60:
        day, minutes = day + _DAY, 0
    wall = datetime.combine(day, time(minutes // 60, minutes % 60), tzinfo=ZoneInfo(hours.zone))
    return wall.astimezone(UTC)


def _same_wall_time(at: datetime, day: date, new_day: date, hours: Hours) -> datetime:
    """What the desk's clock shows at `at`, which belongs to `day`, on another day."""
    wall = at.astimezone(ZoneInfo(hours.zone)).replace(fold=0)
    moved = wall.replace(tzinfo=None) + (new_day - day)
    return moved.replace(tzinfo=ZoneInfo(hours.zone)).astimezone(UTC)

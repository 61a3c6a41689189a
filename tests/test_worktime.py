"""Working time: hours and days of the desk, right across changes of summer time, and the words for a day."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fitmail.decide.worktime import (
    Hours,
    add_days,
    add_working_days,
    add_working_hours,
    close_of,
    desk_date,
    is_open,
    is_working_day,
    next_opening,
    parse_day,
    working_day_after,
)

LONDON = "Europe/London"
BUENOS_AIRES = "America/Argentina/Buenos_Aires"
SANTIAGO = "America/Santiago"  # southern, with summer time
LORD_HOWE = "Australia/Lord_Howe"  # its summer time is half an hour


def hours(zone: str = LONDON, *closed: date, opens: int = 9 * 60, closes: int = 17 * 60) -> Hours:
    return Hours(zone=zone, opens=opens, closes=closes, closed_days=frozenset(closed))


def wall(text: str, zone: str = LONDON) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def test_the_desk_is_open_from_its_first_to_its_last_minute() -> None:
    assert not is_open(wall("2026-03-03 08:59:59"), hours())
    assert is_open(wall("2026-03-03 09:00"), hours())
    assert is_open(wall("2026-03-03 17:00"), hours())
    assert not is_open(wall("2026-03-03 17:00:01"), hours())


def test_the_desk_is_closed_on_weekends_and_on_days_of_the_calendar() -> None:
    assert not is_open(wall("2026-03-07 11:00"), hours())
    assert not is_open(wall("2026-12-25 11:00"), hours(LONDON, date(2026, 12, 25)))
    assert is_open(wall("2026-12-25 11:00"), hours())


def test_the_next_opening_skips_night_weekend_and_holiday() -> None:
    assert next_opening(wall("2026-03-03 07:00"), hours()) == wall("2026-03-03 09:00")
    assert next_opening(wall("2026-03-03 12:00"), hours()) == wall("2026-03-03 12:00")
    assert next_opening(wall("2026-03-06 18:00"), hours()) == wall("2026-03-09 09:00")
    assert next_opening(wall("2026-03-06 18:00"), hours(LONDON, date(2026, 3, 9))) == wall("2026-03-10 09:00")


def test_four_working_hours_count_only_open_time() -> None:
    assert add_working_hours(wall("2026-03-03 10:00"), 4, hours()) == wall("2026-03-03 14:00")
    assert add_working_hours(wall("2026-03-03 15:00"), 4, hours()) == wall("2026-03-04 11:00")
    assert add_working_hours(wall("2026-03-06 15:30"), 4, hours()) == wall("2026-03-09 11:30")
    assert add_working_hours(wall("2026-03-07 23:00"), 4, hours()) == wall("2026-03-09 13:00")
    assert add_working_hours(wall("2026-03-03 13:00"), 4, hours()) == wall("2026-03-03 17:00")
    assert add_working_hours(wall("2026-03-03 10:00"), 20, hours()) == wall("2026-03-05 14:00")


def test_half_a_working_hour_counts_too() -> None:
    assert add_working_hours(wall("2026-03-03 16:45"), 0.5, hours()) == wall("2026-03-04 09:15")


def test_working_days_keep_the_wall_time() -> None:
    assert add_working_days(wall("2026-03-03 10:05"), 1, hours()) == wall("2026-03-04 10:05")
    assert add_working_days(wall("2026-03-06 10:05"), 1, hours()) == wall("2026-03-09 10:05")
    assert add_working_days(wall("2026-03-05 16:59"), 2, hours()) == wall("2026-03-09 16:59")


def test_working_days_count_from_the_next_opening_when_the_desk_is_closed() -> None:
    assert add_working_days(wall("2026-03-06 18:00"), 1, hours()) == wall("2026-03-10 09:00")
    assert add_working_days(wall("2026-03-07 11:00"), 2, hours()) == wall("2026-03-11 09:00")
    assert add_working_days(wall("2026-03-03 03:00"), 0, hours()) == wall("2026-03-03 09:00")


def test_calendar_days_move_to_the_next_working_day_and_into_its_hours() -> None:
    assert add_days(wall("2026-03-03 11:00"), 5, hours()) == wall("2026-03-09 11:00")  # a Sunday -> Monday
    assert add_days(wall("2026-03-03 11:00"), 10, hours()) == wall("2026-03-13 11:00")
    assert add_days(wall("2026-03-03 22:00"), 1, hours()) == wall("2026-03-05 09:00")
    assert add_days(wall("2026-03-03 06:00"), 1, hours()) == wall("2026-03-04 09:00")
    assert add_days(wall("2026-03-03 22:00"), 4, hours()) == wall("2026-03-09 09:00")  # Saturday night -> Monday


def test_a_wall_time_stays_the_same_when_london_changes_its_clocks() -> None:
    spring, autumn = wall("2026-03-27 10:00"), wall("2026-10-23 10:00")
    assert add_working_days(spring, 1, hours()) == wall("2026-03-30 10:00")
    assert add_working_days(spring, 1, hours()) - spring == timedelta(days=3, hours=-1)
    assert add_working_days(autumn, 1, hours()) - autumn == timedelta(days=3, hours=1)


def test_closing_time_is_the_wall_clocks_in_summer_and_winter() -> None:
    assert close_of(date(2026, 3, 27), hours()) == datetime(2026, 3, 27, 17, tzinfo=UTC)
    assert close_of(date(2026, 3, 30), hours()) == datetime(2026, 3, 30, 16, tzinfo=UTC)


def test_southern_summer_time_is_counted_right() -> None:
    # Chile sets its clocks back on the night to Sunday, 5 April 2026, and forward on the night to 6 September.
    back, forth = wall("2026-04-03 12:00", SANTIAGO), wall("2026-09-04 12:00", SANTIAGO)
    assert add_working_days(back, 1, hours(SANTIAGO)) - back == timedelta(days=3, hours=1)
    assert add_working_days(forth, 1, hours(SANTIAGO)) - forth == timedelta(days=3, hours=-1)
    half = wall("2026-04-03 12:00", LORD_HOWE)
    assert add_working_days(half, 1, hours(LORD_HOWE)) - half == timedelta(days=3, minutes=30)


def test_a_zone_without_summer_time_stays_three_hours_behind() -> None:
    start = datetime(2026, 3, 3, 13, 0, tzinfo=UTC)  # 10:00 in Buenos Aires
    assert add_working_hours(start, 4, hours(BUENOS_AIRES)) == start + timedelta(hours=4)
    assert add_working_days(start, 2, hours(BUENOS_AIRES)) == start + timedelta(days=2)


def test_the_hour_that_the_clocks_skip_or_repeat_counts_as_it_passes() -> None:
    # A desk that is open at night: in 2026 Chile's hour 23:00-24:00 of Saturday repeats; take Cairo, which jumps
    # from 00:00 to 01:00 on Friday, 24 April 2026, a working day.
    night = hours("Africa/Cairo", opens=0, closes=6 * 60)
    assert add_working_hours(wall("2026-04-24 01:00", "Africa/Cairo"), 5, night) == wall(
        "2026-04-24 06:00", "Africa/Cairo"
    )
    # Only five of its six open hours exist, so the sixth is Monday's first.
    assert add_working_hours(wall("2026-04-23 06:00", "Africa/Cairo"), 6, night) == wall(
        "2026-04-27 01:00", "Africa/Cairo"
    )


def test_a_desk_that_closes_at_midnight_closes_on_the_day_that_ends() -> None:
    late = hours(opens=12 * 60, closes=24 * 60)
    friday_midnight = wall("2026-03-07 00:00")
    assert close_of(date(2026, 3, 6), late) == friday_midnight
    assert is_open(friday_midnight, late)
    assert add_working_hours(wall("2026-03-06 22:00"), 2, late) == friday_midnight
    assert add_working_hours(wall("2026-03-06 22:00"), 3, late) == wall("2026-03-09 13:00")
    assert add_working_days(friday_midnight, 1, late) == wall("2026-03-10 00:00")


def test_the_desks_date_is_that_of_its_wall_calendar() -> None:
    assert desk_date(datetime(2026, 3, 4, 1, 0, tzinfo=UTC), hours(BUENOS_AIRES)) == date(2026, 3, 3)
    assert desk_date(datetime(2026, 6, 30, 23, 30, tzinfo=UTC), hours()) == date(2026, 7, 1)


def test_working_days_are_counted_forwards_and_backwards() -> None:
    assert working_day_after(date(2026, 3, 6), 1, hours()) == date(2026, 3, 9)
    assert working_day_after(date(2026, 3, 9), -1, hours()) == date(2026, 3, 6)
    assert working_day_after(date(2026, 3, 7), 0, hours()) == date(2026, 3, 9)
    assert working_day_after(date(2026, 3, 6), 0, hours()) == date(2026, 3, 6)


def test_a_desk_that_never_opens_is_refused() -> None:
    with pytest.raises(ValueError, match="open before it closes"):
        hours(opens=17 * 60, closes=9 * 60)


instants = st.datetimes(min_value=datetime(2024, 1, 1), max_value=datetime(2030, 12, 31)).map(
    lambda naive: naive.replace(tzinfo=UTC)
)
zones = st.sampled_from([LONDON, BUENOS_AIRES, SANTIAGO, LORD_HOWE, "America/Sao_Paulo", "Pacific/Auckland"])


@settings(max_examples=150, deadline=None)
@given(at=instants, zone=zones, n=st.integers(0, 30))
def test_whatever_is_added_falls_into_open_hours_and_never_before(at: datetime, zone: str, n: int) -> None:
    desk = hours(zone, date(2026, 12, 25))
    for later in (
        next_opening(at, desk),
        add_working_hours(at, n, desk),
        add_working_days(at, n, desk),
        add_days(at, n, desk),
    ):
        assert later >= at
        assert is_open(later, desk)
        assert later.tzinfo is UTC


@settings(max_examples=60, deadline=None)
@given(at=instants, zone=zones, n=st.integers(1, 20), m=st.integers(1, 20))
def test_hours_added_twice_are_hours_added_once(at: datetime, zone: str, n: int, m: int) -> None:
    desk = hours(zone)
    assert add_working_hours(add_working_hours(at, n, desk), m, desk) == add_working_hours(at, n + m, desk)


@settings(max_examples=60, deadline=None)
@given(day=st.dates(date(2024, 1, 1), date(2030, 1, 1)), n=st.integers(1, 15))
def test_between_a_day_and_its_nth_working_day_lie_just_n_of_them(day: date, n: int) -> None:
    desk = hours()
    end = working_day_after(day, n, desk)
    days = [day + timedelta(days=i) for i in range((end - day).days + 1)]
    assert sum(is_working_day(after, desk) for _, after in pairwise(days)) == n


TUESDAY = date(2026, 3, 3)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("today", "2026-03-03"),
        ("hoy", "2026-03-03"),
        ("hoje", "2026-03-03"),
        ("tomorrow", "2026-03-04"),
        ("mañana", "2026-03-04"),
        ("Manana", "2026-03-04"),
        ("amanhã", "2026-03-04"),
        ("pasado mañana", "2026-03-05"),
        ("depois de amanhã", "2026-03-05"),
        ("the day after tomorrow", "2026-03-05"),
        ("Friday", "2026-03-06"),
        ("on friday.", "2026-03-06"),
        ("next Friday", "2026-03-06"),
        ("viernes", "2026-03-06"),
        ("el próximo viernes", "2026-03-06"),
        ("el viernes que viene", "2026-03-06"),
        ("sexta", "2026-03-06"),
        ("sexta-feira", "2026-03-06"),
        ("na próxima terça", "2026-03-10"),
        ("Tuesday", "2026-03-10"),
        ("miércoles", "2026-03-04"),
        ("mar", "2026-03-10"),
        ("15 March", "2026-03-15"),
        ("March 15th", "2026-03-15"),
        ("15 mar", "2026-03-15"),
        ("Sunday 15 March 2026", "2026-03-15"),
        ("domingo 15 de marzo", "2026-03-15"),
        ("15 de março de 2027", "2027-03-15"),
        ("1º de abril", "2026-04-01"),
        ("el día 15", "2026-03-15"),
        ("the 2nd", "2026-04-02"),
        ("15/3", "2026-03-15"),
        ("15/03/26", "2026-03-15"),
        ("15.3.2026", "2026-03-15"),
        ("3/15", "2026-03-15"),
        ("2/3", "2027-03-02"),
        ("2026-03-15", "2026-03-15"),
        ("3d", "2026-03-06"),
        ("3 days", "2026-03-06"),
        ("in 3 days", "2026-03-06"),
        ("en tres días", "2026-03-06"),
        ("em 2 semanas", "2026-03-17"),
        ("a month", "2026-04-03"),
        ("next week", "2026-03-09"),
        ("la semana que viene", "2026-03-09"),
        ("end of the month", "2026-03-31"),
        ("29 feb", "2028-02-29"),
    ],
)
def test_the_words_for_a_day_are_understood_in_three_languages(words: str, expected: str) -> None:
    assert parse_day(words, today=TUESDAY) == date.fromisoformat(expected)


@pytest.mark.parametrize(
    "words",
    ["", "the", "soon", "budget", "31/2", "31 February", "0", "45", "March", "Friday at noon"],
)
def test_words_that_name_no_day_give_none_rather_than_a_guess(words: str) -> None:
    assert parse_day(words, today=TUESDAY) is None


@pytest.mark.parametrize(
    "words", ["1/2/3/4", "99999999 days", "9999-99-99", "3 4 5", "9999 months", "friday" * 100, "٣/٤/٥/٦", "week"]
)
def test_numbers_that_no_calendar_has_give_none(words: str) -> None:
    assert parse_day(words, today=TUESDAY) is None


@settings(max_examples=300, deadline=None)
@given(words=st.text(max_size=40), today=st.dates(date(2020, 1, 1), date(2040, 1, 1)))
def test_no_words_whatever_break_the_reading_of_a_day(words: str, today: date) -> None:
    day = parse_day(words, today=today)
    assert day is None or isinstance(day, date)


@given(day=st.dates(date(2020, 1, 1), date(2040, 1, 1)))
def test_a_day_written_as_iso_is_read_back(day: date) -> None:
    assert parse_day(day.isoformat(), today=TUESDAY) == day

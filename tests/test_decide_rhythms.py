"""Rhythms: never twice, never skipped, right across changes of summer time."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitmail.decide.rhythms import Rhythm, monthly, quarterly, weekly, workdaily
from fitmail.decide.worktime import Hours

LONDON = Hours(zone="Europe/London", opens=540, closes=1020, closed_days=frozenset({date(2026, 4, 1)}))
RHYTHMS = (
    weekly(0, 480, "Europe/London"),
    weekly(6, 90, "Europe/London"),  # the hour that the clocks skip and repeat
    workdaily(510, LONDON),
    monthly(480, LONDON),
    quarterly(480, LONDON),
)


@given(
    rhythm=st.sampled_from(RHYTHMS),
    at=st.datetimes(min_value=datetime(2026, 1, 1), max_value=datetime(2027, 12, 31)).map(
        lambda t: t.replace(tzinfo=UTC)
    ),
)
def test_the_slot_before_and_the_slot_after_leave_none_between(rhythm: Rhythm, at: datetime) -> None:
    before, after = rhythm.previous(at), rhythm.following(at)
    assert before is not None
    assert after is not None
    assert before <= at < after
    assert rhythm.following(before) == after
    assert rhythm.previous(after - timedelta(seconds=1)) == before
    assert rhythm.label(before) != rhythm.label(after)


@pytest.mark.parametrize(
    ("rhythm", "label", "slot"),
    [
        (weekly(0, 480, "Europe/London"), "2026-W14", datetime(2026, 3, 30, 7, 0, tzinfo=UTC)),
        (workdaily(510, LONDON), "2026-04-02", datetime(2026, 4, 2, 7, 30, tzinfo=UTC)),
        (quarterly(480, LONDON), "2026-Q2", datetime(2026, 4, 2, 7, 0, tzinfo=UTC)),
    ],
)
def test_wall_times_follow_summer_time_and_closed_days_are_passed_over(
    rhythm: Rhythm, label: str, slot: datetime
) -> None:
    found = rhythm.previous(datetime(2026, 4, 3, 0, 0, tzinfo=UTC))
    assert found == slot
    assert rhythm.label(found) == label

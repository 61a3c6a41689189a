"""Leads lost by nobody deciding, and cases that are stuck."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from fitmail.compose.samples import opportunity
from fitmail.decide.inaction import Lost, is_stuck, lost_by_inaction
from fitmail.decide.minutes import Minutes
from tests.decide_desk import NOW, POLICY, context, enquiry

OPENED = datetime(2026, 3, 2, 13, 0, tzinfo=UTC)  # a Monday, 10:00 of the desk


def day(number: int) -> datetime:
    """So many days after it was opened."""
    return OPENED + timedelta(days=number)


@pytest.mark.parametrize(
    ("replied", "acted", "now", "lost"),
    [
        (None, None, day(7), ""),  # five working days have passed, to the minute
        (None, None, day(8), "nobody acted"),
        (day(1), None, day(8), "nobody acted"),  # asked, and never decided
        (day(1), day(3), day(90), ""),
        (day(1), day(9), day(9), "nobody acted"),  # too late still counts
        (None, None, day(15), "no reply"),
        (day(20), day(20), day(30), "no reply"),
    ],
)
def test_a_lead_is_lost_when_nobody_decides(
    replied: datetime | None, acted: datetime | None, now: datetime, lost: Lost
) -> None:
    case = replace(enquiry(), opened_at=OPENED, first_reply_at=replied, settled_at=acted)
    assert lost_by_inaction(case, POLICY, now) == lost


def test_holidays_and_weekends_do_not_count() -> None:
    closed = replace(POLICY, closed_days=frozenset({date(2026, 3, 4), date(2026, 3, 5)}))
    case = replace(enquiry(), opened_at=OPENED, first_reply_at=None, settled_at=None)
    assert lost_by_inaction(case, closed, day(8)) == ""
    assert lost_by_inaction(case, closed, day(10)) == "nobody acted"


def test_only_leads_can_be_lost_and_a_closed_one_is_judged_by_its_last_day() -> None:
    case = replace(enquiry(), opened_at=OPENED, first_reply_at=None, settled_at=None)
    assert lost_by_inaction(replace(case, category="jobs"), POLICY, day(60)) == ""
    withdrawn = replace(case, state="closed", outcome="withdrawn", closed_at=day(2))
    assert lost_by_inaction(withdrawn, POLICY, day(60)) == ""


def test_a_call_without_a_proposal_is_lost_ten_working_days_after_its_day() -> None:
    call = replace(opportunity("en"), state="shared", decide_by=date(2026, 3, 6))
    assert lost_by_inaction(call, POLICY, day(20)) == ""
    assert lost_by_inaction(call, POLICY, day(22)) == "no proposal"
    assert lost_by_inaction(replace(call, state="closed"), POLICY, day(60)) == ""


def test_three_reminders_and_it_is_stuck() -> None:
    case = replace(enquiry(), state="owned", owner="ana@camba.example", reminders=3)
    assert is_stuck(case)
    assert not is_stuck(replace(case, reminders=2))
    assert not is_stuck(replace(case, held_until=NOW))
    assert not is_stuck(replace(case, state="answered"))


def test_the_first_decision_about_an_enquiry_is_remembered() -> None:
    minutes = Minutes(context(case=enquiry()))
    answered = minutes.move(enquiry(), "answered", undo="")
    assert answered.settled_at == NOW
    assert minutes.move(answered, "owned", undo="").settled_at == NOW

"""Which day a post about a meeting speaks of."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from fitmail.classify.dates import find_days
from fitmail.classify.meetingday import find_meeting_day
from fitmail.classify.phrases import read_text
from tests.test_rules import rulebook

WEDNESDAY = datetime(2026, 3, 4, 12, 0, tzinfo=UTC).date()


def day_of(text: str) -> date | None:
    reading = read_text(text, rulebook().wordbook.phrases)
    days = find_days(reading.folded.replace("\n", " "), written=WEDNESDAY, month_first=False)
    found = find_meeting_day(reading, days, written=WEDNESDAY)
    return found.day if found is not None else None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Agenda for Tuesday 10 March, 2pm. Reply by 6 March if you want an item.", date(2026, 3, 10)),
        ("Reply by 6 March if you want an item. The meeting is on 10 March.", date(2026, 3, 10)),
        ("Minutes of 3 March. Present: nine co-ops.\n\nNext: 7 April.", date(2026, 3, 3)),
        ("Acta de la reunión del 3 de marzo. Próxima reunión: 7 de abril.", date(2026, 3, 3)),
        ("Ata de 3 de março. Próxima: 7 de abril.", date(2026, 3, 3)),
        ("Can't make the meeting tomorrow, apologies.", date(2026, 3, 5)),
        ("No llego a la reunión de hoy.", date(2026, 3, 4)),
        ("Amanhã temos reunião às 14h.", date(2026, 3, 5)),
        ("Network call on Thursday, same link.", date(2026, 3, 5)),
        ("Notes of the call on Tuesday are on the wiki. Present: six.", date(2026, 3, 3)),
        ("A reunião é na terça-feira.", date(2026, 3, 10)),
        ("La reunión es por la mañana.", None),
        ("Please fill in the Doodle: 10 March, 12 March or 17 March.", None),
        ("We meet on the second Tuesday of the month.", None),
        ("Who takes the minutes?", None),
    ],
)
def test_the_day_of_the_meeting_is_found_or_left_out(text: str, day: date | None) -> None:
    assert day_of(text) == day


def test_a_post_about_a_meeting_tells_its_day() -> None:
    from tests.test_rules_list import posted

    found = posted("Agenda for Tuesday 10 March 2026", "Draft agenda: rota, budget. Same room, 2pm. Apologies to me.")
    assert [(fact.name, fact.value) for fact in found.facts if fact.name == "date"] == [("date", date(2026, 3, 10))]


def test_a_hostile_post_of_days_and_weekdays_is_read_to_its_end() -> None:
    assert day_of("every tuesday " * 1000) is None
    assert day_of("la manana " * 1500) is None

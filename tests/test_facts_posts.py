"""What posts on the list say of time: by when to answer, and when people are free."""

from __future__ import annotations

import pytest
from facts_desk import facts


@pytest.mark.parametrize(
    ("body", "day"),
    [
        ("A Drupal job. Answers to me by Friday please.", "2026-05-08"),
        ("A Drupal job. Shout by Wednesday if you want it.", "2026-05-13"),
        ("A Drupal job. Hands up by the 14th.", "2026-05-14"),
        ("Un trabajo en Drupal. Avísenme antes del lunes 18 si les interesa.", "2026-05-18"),
        ("Um trabalho em Drupal. Respondam até sexta.", "2026-05-08"),
        ("Um trabalho em Drupal. Respondam até terça, 12 de maio.", "2026-05-12"),
        ("A Drupal job. Shout by Fri 15th.", "2026-05-15"),
        ("A Drupal job. They decide on Friday.", None),
        ("A Drupal job, bid due by 29 May. Let me know by 12 May.", "2026-05-12"),
    ],
)
def test_the_day_by_which_the_list_should_answer(body: str, day: str | None) -> None:
    found = facts(body, category="share").get("reply_by")
    assert (str(found) if found is not None else None) == day


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("Two of us are free between 22 June and 17 July.", "between 22 June and 17 July"),
        ("We have a designer for 3 days a week until Christmas.", "until Christmas"),
        ("Tenemos gente libre en julio y agosto.", "en julio y agosto"),
        ("Temos horas em setembro e outubro.", "em setembro e outubro"),
        ("Ofrecemos horas hasta fin de noviembre.", "hasta fin de noviembre"),
        ("We can lend you a server.", None),
    ],
)
def test_when_those_who_offer_are_free(body: str, words: str | None) -> None:
    assert facts(body, category="offer").get("timeframe") == words

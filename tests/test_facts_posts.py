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


@pytest.mark.parametrize(
    ("body", "day"),
    [
        ("A lead for dashboards. If you fancy it, put your name down by 12 May. They need it live by 30 June.", "30"),
        ("Oportunidade: app. Entrega em 30 de junho. Quem quiser entrar responde até sexta, 15/5.", "30"),
        ("Un sitio web para el 30 de junio. Quien se sume, que me escriba hasta el 12 de mayo.", "30"),
    ],
)
def test_a_call_to_the_list_is_no_deadline_of_the_work(body: str, day: str) -> None:
    known = facts(body, category="share")
    assert str(known["deadline"]).endswith(f"-06-{day}")
    assert str(known["reply_by"]).startswith("2026-05-")


@pytest.mark.parametrize(
    ("body", "sender", "coop"),
    [
        ("We have two days a week free.\n\nJo\nRope Yard Works", "Jo Hale <jo@gmail.example>", "Rope Yard Works"),
        ("Rope Yard can take the front end.\n\nJo", "Jo Hale <jo@ropeyard.example>", "Rope Yard"),
        ("Count us in.", '"Jo Hale (Rope Yard Works)" <jo@gmail.example>', "Rope Yard Works"),
        ("Nos sumamos. Nube Azul tiene hueco en junio.\n\nAna", "Ana Paz <ana@gmail.example>", "Nube Azul"),
        ("We have two days a week free.\n\nJo", "Jo Hale <jo@gmail.example>", None),
    ],
)
def test_whose_offer_it_is_stands_in_the_mail(body: str, sender: str, coop: str | None) -> None:
    assert facts(body, category="offer", sender=sender).get("coop") == coop


def test_a_members_own_need_is_that_of_its_coop() -> None:
    known = facts("Can anybody move our mail?\n\nJo\nRope Yard", category="need", sender="Jo <jo@ropeyard.example>")
    assert (known["organisation"], known["client_is_coop"]) == ("Rope Yard", True)

"""Days, money, bands, labels and sentences, in three languages; and what a digest says to whom."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from compose_desk import templates

from fitmail.compose.audience import Reader
from fitmail.compose.digest import digest_view
from fitmail.compose.sample_facts import FACTS
from fitmail.compose.samples import NOW, directory, enquiry, opportunity
from fitmail.compose.wording import Voice, fill, places
from fitmail.model import Interest, Language, Mailbox, Post, Week

ISLA = Reader(
    name="Isla Trenholme", first="Isla", address="isla@bramble.example", holder="isla@bramble.example",
    language="en", inside=True, coop="Bramble Code", known=frozenset(),
)  # fmt: skip


def voice(language: Language, zone: str = "America/Argentina/Buenos_Aires") -> Voice:
    return templates().voice(language, zone, 17 * 60)


def test_days_carry_their_weekday() -> None:
    day = date(2026, 3, 6)
    assert voice("en").day(day) == "Friday 6 March 2026"
    assert voice("es").day(day) == "viernes 6 de marzo de 2026"
    assert voice("pt").day(day) == "sexta-feira, 6 de março de 2026"


def test_an_instant_is_a_day_of_the_desk_and_says_both_times() -> None:
    late = datetime(2026, 3, 7, 1, 30, tzinfo=UTC)  # still Friday in Buenos Aires
    assert voice("en").moment(late) == "Friday 6 March 2026, 22:30 (01:30 UTC)"
    assert voice("en").closing(date(2026, 3, 6)) == "Friday 6 March 2026, 17:00 (20:00 UTC)"


def test_closing_time_follows_summer_time() -> None:
    london = voice("en", "Europe/London")
    assert london.closing(date(2026, 3, 27)).endswith("17:00 (17:00 UTC)")
    assert london.closing(date(2026, 3, 30)).endswith("17:00 (16:00 UTC)")


@pytest.mark.parametrize(
    ("low", "high", "shown"),
    [
        (20000, 20000, "20,000 GBP"), (10000, 20000, "10,000 to 20,000 GBP"), (None, 5000, "up to 5,000 GBP"),
        (5000, None, "from 5,000 GBP"), (None, None, ""),
    ],
)  # fmt: skip
def test_money_has_its_code(low: int | None, high: int | None, shown: str) -> None:
    assert voice("en").money(low, high, "GBP") == shown


def test_money_without_a_currency_says_so() -> None:
    assert voice("es").money(None, 1500, None) == "hasta 1.500 (moneda sin indicar)"


@pytest.mark.parametrize(
    ("band", "shown"),
    [
        ((20000, 20000, "GBP"), "10,000 to 25,000 GBP"),
        ((10000, 25000, "GBP"), "10,000 to 25,000 GBP"),
        ((10000, 10000, "GBP"), "10,000 to 25,000 GBP"),
        ((3400000, 4100000, "ARS"), "2,500,000 to 5,000,000 ARS"),
        ((None, 4999, "EUR"), "up to 5,000 EUR"),
        ((7300, None, "EUR"), "from 5,000 EUR"),
        ((0, 0, "EUR"), "0 to 1 EUR"),
        ((None, None, None), ""),
        (None, ""),
    ],
)
def test_a_band_never_shows_the_figure_itself(
    band: tuple[int | None, int | None, str | None] | None, shown: str
) -> None:
    assert voice("en").band(band) == shown


def test_a_key_without_a_word_is_shown_as_it_is() -> None:
    assert voice("es").label("awaiting_info", "state") == "espera respuestas de quien consultó"
    assert voice("es").label("brand_new", "state") == "brand new"
    assert voice("pt").label("web shop", "work") == "loja virtual"
    assert voice("en").labels("budget, when", "check") == "budget, timescale"


def test_a_result_is_worded_with_its_arguments() -> None:
    english = voice("en")
    assert english.result("assigned", True, {"to": "Lu"}) == "Lu is in charge now and has been told."
    assert english.result("on-hold", True, {"until": "2026-03-06"}).startswith("On hold until Friday 6 March 2026")
    assert english.result("shared", True, {"opportunity": "O-7", "until": ""}) == "Opportunity O-7 goes to the co-ops."
    assert english.result("declined", True, {"reason": "budget"}) == "A kind no leaves; reason: budget."
    assert english.result("unknown", False, {"did_you_mean": ""}) == "This word is not known."


def test_a_result_that_nobody_worded_is_shown_with_its_arguments() -> None:
    assert voice("en").result("moved-on", True, {"to": "E-9"}) == "Done: moved on (E-9)"
    assert voice("es").result("moved-on", False, {}) == "Esto no funcionó: moved on"


def test_a_date_that_is_none_stays_as_written() -> None:
    assert "2026-99-99" in voice("en").result("on-hold", True, {"until": "2026-99-99"})


def test_sentences_are_filled_once_and_plainly() -> None:
    assert fill("{a} and {b}", {"a": "{b}", "b": "x"}) == "{b} and x"
    assert fill("{a.__class__} {", {"a": "x"}) == "{a.__class__} {"
    assert places("{a} {b c} {d}") == ("a", "d")


def test_names_of_countries_and_languages_are_the_readers() -> None:
    assert voice("es").territory("GB") == "Reino Unido"
    assert voice("en").territory("Patagonia") == "Patagonia"
    assert voice("pt").tongue("fr") == "francês"
    assert voice("en").spoken({"es": "hola"}) == "hola"
    assert voice("en").spoken("as it is") == "as it is"


# --- the digest


def week() -> Week:
    found = FACTS["digest"]("en", directory("en"), opportunity("en"))["week"]
    assert isinstance(found, Week)
    return found


def post(key: str, thread: str, kind: str, minutes: int) -> Post:
    author = Mailbox(name="", address="lu@lock.example")
    return Post(
        key=key, message_id=f"<{key}@x.example>", thread=thread, author=author, coop="Third Lock", subject=f"s{key}",
        kind=kind, line="line", at=NOW + timedelta(minutes=minutes), language="en",
    )  # fmt: skip


def test_a_call_that_the_co_op_answered_is_not_asked_again() -> None:
    assert [call.id for call in digest_view(week(), ISLA, directory=directory("en"), now=NOW).calls] == ["O-7"]
    answer = Interest(
        opportunity="O-7", coop="Bramble Code", person="dev@bramble.example", answer="pass", note="", at=NOW
    )
    answered = replace(week(), answered=(answer,))
    assert digest_view(answered, ISLA, directory=directory("en"), now=NOW).calls == ()


def test_a_call_to_other_co_ops_or_a_closed_one_is_not_shown() -> None:
    for changed in (
        replace(opportunity("en"), shared_with=("Third Lock",)),
        replace(opportunity("en"), state="closed"),
    ):
        assert (
            digest_view(replace(week(), opportunities=(changed,)), ISLA, directory=directory("en"), now=NOW).calls == ()
        )


def test_what_waits_is_shown_oldest_first_without_names_or_subjects() -> None:
    cases = tuple(replace(enquiry("en"), id=f"E-{n}", opened_at=NOW - timedelta(days=n)) for n in range(1, 14))
    view = digest_view(replace(week(), waiting=cases), ISLA, directory=directory("en"), now=NOW)
    assert [entry.id for entry in view.waiting][:2] == ["E-13", "E-12"]
    assert (view.more_waiting, view.oldest) == (3, 13)
    assert "Ruiz" not in repr(view.waiting)
    assert "Web shop" not in repr(view.waiting)


def test_the_lists_threads_stand_by_kind_with_their_answers() -> None:
    posts = (
        post("1", "1", "discussion", 0), post("2", "1", "discussion", 5), post("3", "3", "share", 1),
        post("4", "older", "share", 2), post("5", "", "quarrel", 3),
    )  # fmt: skip
    view = digest_view(replace(week(), posts=posts), ISLA, directory=directory("en"), now=NOW)
    assert [kind for kind, _, _ in view.talks] == ["share", "discussion", "quarrel"]
    counted = {talk.subject: talk.answers for _, talks, _ in view.talks for talk in talks}
    assert counted == {"s1": 1, "s3": 0, "s4": 1, "s5": 0}
    assert view.talks[0][1][0].poster == "Lu Garibay"


def test_many_threads_of_one_kind_are_cut_and_counted() -> None:
    posts = tuple(post(str(n), str(n), "discussion", n) for n in range(12))
    ((_, talks, more),) = digest_view(replace(week(), posts=posts), ISLA, directory=directory("en"), now=NOW).talks
    assert (len(talks), more) == (8, 4)

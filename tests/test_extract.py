"""What an enquiry says about itself: money, days, technologies, names, places and the card's checklist."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from fitmail.classify.extract import Extraction, extract
from fitmail.classify.wordbook import Wordbook, at_home, parse_wordbook
from fitmail.model import Message, Ours
from fitmail.read import read

RULES = Path(__file__).parent.parent / "rules"
OURS = Ours(
    instance="fit",
    domain="fit.example",
    addresses=("enquiries@fit.example",),
    separator="+",
    servers=(),
    zone="Europe/London",
)


@cache
def wordbook() -> Wordbook:
    files = ("technologies.yaml", "criteria.yaml", "places.yaml")
    return parse_wordbook({file: (RULES / file).read_text(encoding="utf-8") for file in files})[0]


def mail(body: str, *, subject: str = "Enquiry", sender: str = "Jo Ruiz <jo@shop.example>") -> Message:
    raw = (
        f"From: {sender}\nTo: enquiries@fit.example\nSubject: {subject}\nDate: Tue, 03 Mar 2026 10:00:00 +0000\n"
        f"Message-ID: <1@shop.example>\nContent-Type: text/plain; charset=utf-8\n\n{body}\n"
    )
    return read(raw.encode(), ours=OURS, rcpt="enquiries@fit.example")


def found(
    body: str, *, subject: str = "Enquiry", sender: str = "Jo Ruiz <jo@shop.example>", category: str = "opportunity",
    language: str = "en",
) -> Extraction:  # fmt: skip
    message = replace(mail(body, subject=subject, sender=sender), language=language)
    return extract(message, text=f"{subject}\n{body}", wordbook=wordbook(), category=category)


def facts(extraction: Extraction) -> dict[str, object]:
    return {fact.name: fact.value for fact in extraction.facts}


def money(body: str, language: str = "en") -> tuple[object, ...]:
    known = facts(found(body, language=language))
    return tuple(known.get(name) for name in ("budget_min", "budget_max", "currency", "budget_per"))


@pytest.mark.parametrize(
    ("body", "language", "expected"),
    [
        ("We want a web shop. Budget about 20k.", "en", (20000, 20000, None, None)),
        ("Our budget is £4,000 to £6,000.", "en", (4000, 6000, "GBP", None)),
        ("We can spend between 12 and 15k on it.", "en", (12000, 15000, None, None)),
        ("We have £4-6k for this.", "en", (4000, 6000, "GBP", None)),
        ("The committee has set aside up to £25,000.", "en", (None, 25000, "GBP", None)),
        ("We would not like to go above £300 a month.", "en", (None, 300, "GBP", "month")),
        ("They pay £450 a day plus VAT.", "en", (450, 450, "GBP", "day")),
        ("Our budget is at least £5,000.", "en", (5000, None, "GBP", None)),
        ("We have between ten and fifteen thousand pounds.", "en", (10000, 15000, "GBP", None)),
        ("Maximum price: 40 000 EUR excl. VAT", "en", (None, 40000, "EUR", None)),
        ("Money: 2.5k all in, could stretch to 3 if posters are included.", "en", (2500, 3000, None, None)),
        ("Our budget is £1.500.", "en", (1500, 1500, "GBP", None)),
        ("An uncle says it costs £50,000 but I only have £2,000.", "en", (2000, 2000, "GBP", None)),
        ("We've ring-fenced £60k-£80k for it.", "en", (60000, 80000, "GBP", None)),
        ("The budget is 3,500.", "en", (3500, 3500, None, None)),
        ("Contamos con USD 15.000 a 18.000.", "es", (15000, 18000, "USD", None)),
        ("Tenemos entre 3 y 4 millones de pesos.", "es", (3000000, 4000000, "ARS", None)),
        ("El presupuesto es de 1,5 millones de pesos.", "es", (1500000, 1500000, "ARS", None)),
        ("Somos de Rosario. Tenemos $ 2.500.000 como máximo.", "es", (None, 2500000, "ARS", None)),
        ("El presupuesto es de U$S 5.000.", "es", (5000, 5000, "USD", None)),
        ("Disponemos de unos 9.000 €.", "es", (9000, 9000, "EUR", None)),
        ("Podemos pagar diez mil euros.", "es", (10000, 10000, "EUR", None)),
        ("El edital permite gastar hasta R$ 60 mil.", "pt", (None, 60000, "BRL", None)),
        ("Temos cerca de 7,5 mil euros.", "pt", (7500, 7500, "EUR", None)),
        ("Podemos pagar R$ 4.500 por mês.", "pt", (4500, 4500, "BRL", "month")),
        ("Valor global: R$ 80.000,00, pagos em 4 parcelas", "pt", (80000, 80000, "BRL", None)),
    ],
)
def test_a_budget_is_found_as_people_write_it(body: str, language: str, expected: tuple[object, ...]) -> None:
    assert money(body, language) == expected


@pytest.mark.parametrize(
    ("body", "language"),
    [
        ("What is your day rate? Another firm quoted us £650 a day.", "en"),
        ("We pay about £260 a month at present and that is too much.", "en"),
        ("Our turnover is £2m and we have 45 staff.", "en"),
        ("Bidders need insurance: PI £2m, PL £5m.", "en"),
        ("We sell bikes, £500-£900 each.", "en"),
        ("We spend £90 a month on hosting at the moment. Could you beat that?", "en"),
        ("Last year we sold 4,000 tickets at £12 and paid £2,300 in fees.", "en"),
        ("Call me on 020 7946 0123 or +44 7700 900123.", "en"),
        ("We have 1,840 members and 12,000 visitors since 2019.", "en"),
        ("Hoy pagamos 40 mil pesos por mes de hosting. ¿Cuánto cobran ustedes?", "es"),
        ("Nos pasaron un presupuesto de 9.000 euros y nos pareció mucho.", "es"),
        ("Uma agência nos pediu R$ 30 mil.", "pt"),
    ],
)
def test_other_money_is_no_budget(body: str, language: str) -> None:
    assert money(body, language) == (None, None, None, None)


def test_what_they_pay_now_does_not_hide_what_they_can_pay() -> None:
    body = "We pay about £260 a month at present and would like not to go above £300 a month."
    assert money(body) == (None, 300, "GBP", "month")


def test_a_dollar_sign_without_a_country_has_no_currency() -> None:
    assert money("Our budget is $5,000.") == (5000, 5000, None, None)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("We have to have spent it by 30 June 2026.", date(2026, 6, 30)),
        ("It has to be live before 15 September.", date(2026, 9, 15)),
        ("It must be finished by 15 January.", date(2027, 1, 15)),
        ("We need the report by the 24th.", date(2026, 3, 24)),
        ("We need it by 3/4.", date(2026, 4, 3)),
        ("We are in Chicago. We need it by 3/4/2026.", date(2026, 3, 4)),
        ("La fecha límite para rendir el subsidio es el 30/11/2026.", date(2026, 11, 30)),
        ("Hay que gastarlo antes del 31 de octubre.", date(2026, 10, 31)),
        ("O prazo para prestação de contas é 31 de agosto de 2026.", date(2026, 8, 31)),
        ("O lançamento é dia 5 de outubro.", date(2026, 10, 5)),
    ],
)
def test_the_day_that_binds_is_found(body: str, expected: date) -> None:
    assert facts(found(body)).get("deadline") == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            (
                "Clarification questions must be received by 27 March 2026.\nClosing date: 17 April 2026.\n"
                "Interviews: 30 April 2026.\nWork to be finished before 31 December 2026."
            ),
            date(2026, 4, 17),
        ),
        ("The deadline has been extended from 3 April to 17 April 2026.", date(2026, 4, 17)),
        ("Consultas hasta el 10 de abril. Apertura de sobres: 24 de abril de 2026.", date(2026, 4, 24)),
        ("Esclarecimentos até 05/05/2026. As propostas devem ser enviadas até 20/05/2026.", date(2026, 5, 20)),
    ],
)
def test_the_closing_date_of_a_tender_goes_before_its_other_days(body: str, expected: date) -> None:
    assert facts(found(body, category="tender")).get("deadline") == expected


@pytest.mark.parametrize(
    "body",
    ["We met on 12 February.", "Our AGM was on 3 April 2025.", "We are open 24/7.", "Two out of 3 shops closed."],
)
def test_other_days_are_no_deadline(body: str) -> None:
    assert "deadline" not in facts(found(body))


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("We want a web shop, start in May.", "start in May"),
        ("We would need it before the autumn, when it gets cold.", "before the autumn"),
        ("Lo necesitamos para fin de año.", "para fin de año"),
        ("Tendría que hacerse en tres meses a partir de la firma.", "en tres meses a partir de la firma"),
        ("Precisamos de um site até ao final de maio.", "até ao final de maio"),
    ],
)
def test_a_time_without_a_day_is_kept_verbatim(body: str, expected: str) -> None:
    known = facts(found(body))
    assert known.get("timeframe") == expected
    assert "deadline" not in known


def test_a_mail_has_a_deadline_or_a_timeframe_but_never_both() -> None:
    known = facts(found("We need it by 30 June 2026, ideally before the summer."))
    assert known["deadline"] == date(2026, 6, 30)
    assert "timeframe" not in known


def test_the_past_is_no_timeframe() -> None:
    assert "timeframe" not in facts(found("We started in 2019 and moved three years ago. We need a site."))


def test_technologies_get_their_canonical_names_in_the_order_of_the_mail() -> None:
    body = "It is a Word Press site with WooCommerce, the API is NodeJS and the data lie in Postgres."
    assert facts(found(body))["technologies"] == ("wordpress", "woocommerce", "node.js", "postgresql")


@pytest.mark.parametrize(
    "body",
    [
        "We want to go fast and react to members. Spring is coming.",
        "Anything but WordPress, please.",
        "See https://wordpress.example/drupal or write to django@moodle.example",
        "Tenemos R$ 60 mil.",
    ],
)
def test_everyday_words_and_refused_names_are_no_technologies(body: str) -> None:
    assert "technologies" not in facts(found(body))


def test_a_doubtful_name_counts_beside_a_sure_one() -> None:
    assert facts(found("We need R and Python for a dashboard."))["technologies"] == ("r", "python")


@pytest.mark.parametrize(
    ("body", "sender", "expected"),
    [
        ("We are Low Moor Food & Kitchen and need a site.", "Hannah <h@mail.example>", "Low Moor Food & Kitchen"),
        ("Soy Amparo, de Casa Latina. Queremos una app.", "Amparo <a@gmail.example>", "Casa Latina"),
        ("Sou a Joana, da Associação Mar Aberto, em Aveiro.", "Joana <j@uol.example>", "Associação Mar Aberto"),
        ("So: Yarrow & Pixel would like a hand.", "Tam <tam@yarrowandpixel.example>", "Yarrow & Pixel"),
        (
            "Please quote.\n\nCallum\nEstates Officer\nSevern Bank Homes Co-operative Ltd",
            "C <c@severnbank-homes.example>",
            "Severn Bank Homes Co-operative",
        ),
    ],
)  # fmt: skip
def test_the_organisation_is_what_they_call_themselves(body: str, sender: str, expected: str) -> None:
    assert facts(found(body, sender=sender)).get("organisation") == expected


def test_a_person_and_a_town_are_no_organisation() -> None:
    assert "organisation" not in facts(found("Hi, I'm Jo from Leeds and I need a site."))


@pytest.mark.parametrize(
    ("body", "coop"),
    [
        ("We're a workers' co-op and need e-mail.", True),
        ("Somos una cooperativa de consumo.", True),
        ("We would prefer to work with another co-operative.", True),
        ("We are looking for a co-op to build our site.", None),
        ("¿Conocen alguna cooperativa?", None),
    ],
)
def test_looking_for_a_coop_does_not_make_the_client_one(body: str, coop: bool | None) -> None:
    assert facts(found(body)).get("client_is_coop") is coop


@pytest.mark.parametrize(
    ("body", "region", "place"),
    [
        ("We run a food bank in Low Moor, Bradford.", "inside", "Bradford"),
        ("Somos una federación de Rosario, Argentina.", "outside", "Rosario, Argentina"),
        ("We are just outside Aberystwyth.", "inside", "Aberystwyth"),
        ("Do you work with groups outside the UK?", None, None),
        ("Our site was made by somebody who has gone to New Zealand.", None, None),
        ("We met at the Leeds meetup.", None, None),
        ("Reading is fun.", None, None),
        ("We are a small library in Reading.", "inside", "Reading"),
    ],
)
def test_a_place_is_theirs_or_none(body: str, region: str | None, place: str | None) -> None:
    known = facts(found(body))
    assert (known.get("region"), known.get("place")) == (region, place)


def test_inside_depends_on_where_the_network_is() -> None:
    text = "Somos una cooperativa de Rosario."
    there = at_home(wordbook(), "AR")
    known = facts(extract(mail(text), text=text, wordbook=there, category="join"))
    assert known["region"] == "inside"
    assert at_home(wordbook(), "nowhere") == wordbook()


def test_telephone_and_time_to_call_are_shown() -> None:
    known = facts(found("You can call me on 0117 496 0112 most mornings."))
    assert known["phone"] == "0117 496 0112"
    assert "mornings" in str(known["call_when"])


def test_who_told_them_is_named() -> None:
    assert facts(found("My colleague Ana Torres told me to write to you."))["referred_by"] == "Ana Torres"
    assert "referred_by" not in facts(found("He told me the server broke."))


def test_other_fields_of_a_form_are_read() -> None:
    body = (
        "Name: Jo Ruiz\nEmail: jo@shop.example\nBudget: £10k - £20k\nTimescale: 3-6 months\nMessage:\nWe want an app."
    )
    message = mail(body, subject="New message from the contact form")
    text = message.form.text if message.form is not None else body
    known = facts(extract(message, text=text, wordbook=wordbook(), category="opportunity"))
    assert (known["budget_min"], known["budget_max"]) == (10000, 20000)


def test_every_fact_is_shown_with_words_that_stand_in_the_mail() -> None:
    body = (
        "We're Green Lanes Repair Cafe in Haringey. We were awarded £12,500 for a WordPress booking site. It has to "
        "be live before 15 September. Our trustees have agreed. Call me on 020 7946 0123 any weekday morning."
    )
    extraction = found(body)
    whole = " ".join(("Enquiry " + body).split())
    assert len(extraction.facts) >= 9
    for fact in extraction.facts:
        assert fact.words
        assert fact.words in whole


def test_the_checklist_says_yes_maybe_or_no_with_their_words() -> None:
    full = found("We want a web shop in Shopify. Budget about 20k, by 1 June. Our board has agreed.")
    marks = {check.key: check.mark for check in full.checks}
    assert (marks["budget"], marks["when"], marks["tech"], marks["who"]) == ("yes", "yes", "yes", "yes")
    vague = {check.key: check for check in found("Small budget, we need a website soon.").checks}
    assert (vague["budget"].mark, vague["when"].mark, vague["tech"].mark) == ("maybe", "maybe", "maybe")
    assert "Small budget" in vague["budget"].words
    empty = {check.key: check for check in found("Hello there").checks}
    assert [empty[key].mark for key in ("budget", "when", "tech", "brief", "who")] == ["no"] * 5
    assert all(check.words == "" for check in empty.values())


def test_only_mails_that_may_be_leads_get_a_checklist() -> None:
    assert found("We want a site.", category="join").checks == ()
    assert found("We want a site.", category="unsure").checks != ()
    assert found("Budget 20k", category="spam") == Extraction(facts=(), checks=(), work=())


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("We want an online shop.", "web shop"),
        ("Necesitamos una tienda en línea.", "web shop"),
        ("Queremos um aplicativo.", "app"),
        ("Buscamos una base de datos para los socios.", "database"),
        ("We need hosting for our mail.", "hosting"),
    ],
)
def test_kinds_of_work_are_named_in_words_that_everybody_may_see(body: str, expected: str) -> None:
    assert expected in found(body).work


@pytest.mark.parametrize(
    "piece",
    ["a", "A ", "£1-", "1 ", "by 3 May ", "London, ", "\n", "a@", "+44 ", "R ", "Budget: £5,000 by 3 May in London. ",
     "We are ", "five hundred ", "http://", "in time for the ", "\u0301"],
)  # fmt: skip
@pytest.mark.usefixtures("patience")
def test_a_hostile_megabyte_is_searched_to_its_end(piece: str) -> None:
    text = piece * (1_000_000 // len(piece))
    message = replace(mail("short"), signature=text, said=text, subject=text[:900])
    facts = extract(message, text=text, wordbook=wordbook(), category="opportunity").facts
    assert all(len(fact.words) < 1_000 for fact in facts)

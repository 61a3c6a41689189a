"""The network's guidance: what the file may say, and what card and prepared answer make of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from decide_desk import DIRECTORY, context, enquiry

from fitmail.app import load_rules
from fitmail.classify.handbook import parse_guidance, parse_towns
from fitmail.decide import cards
from fitmail.model import LANGUAGES, Enquiry, Fact, Guide, Handbook, Mailbox, Mistake

RULES = Path(__file__).parent.parent / "rules"
KINDS = ("join", "join outside", "start", "jobs", "research", "talk", "promotion")
PLAIN = "  en: Call them.\n  es: Llamalas.\n  pt: Telefone.\n"


def handbook() -> Handbook:
    return load_rules(RULES, region="GB").handbook


def read(text: str) -> tuple[Guide | None, tuple[Mistake, ...]]:
    shipped = handbook()
    guides, mistakes = parse_guidance(
        text,
        file="guidance.yaml",
        categories=("talk", "join"),
        criteria=shipped.criteria,
        signposts=tuple(one.key for one in shipped.signposts),
    )
    return next(iter(guides.values()), None), mistakes


def case(category: str, *facts: Fact) -> Enquiry:
    return replace(enquiry(), category=category, facts=facts, checks=())


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_says_what_to_think_of_and_what_to_ask_in_three_languages(kind: str) -> None:
    guide = handbook().guidance[kind]
    assert guide.answer
    assert guide.asks
    for language in LANGUAGES:
        assert len(guide.texts[language].splitlines()) >= 3
        assert all(question.questions[language].rstrip(" .").endswith("?") for question in guide.asks)


def test_the_prepared_answer_follows_the_region() -> None:
    outside = (Fact(name="region", value="outside", words="in Denmark"),)
    assert cards.prepared("join", outside, handbook()) == "prepared-join-outside"
    assert cards.prepared("join", (), handbook()) == "prepared-join-inside"
    assert cards.prepared("other", (), handbook()) == ""


def test_what_the_mail_tells_is_not_asked_again() -> None:
    ctx = replace(context(), handbook=handbook())
    told = case("start", Fact(name="place", value="Leeds", words="in Leeds"))
    assert cards.missing(told, ctx) == ("what", "people", "begun", "found")
    assert "where" in cards.missing(case("start"), ctx)


def test_the_nearest_co_ops_come_first() -> None:
    towns = ("York", "London", "Manchester")
    coops = tuple(replace(coop, city=town) for coop, town in zip(DIRECTORY.coops, towns, strict=True))
    ctx = replace(context(), handbook=handbook(), directory=replace(DIRECTORY, coops=coops))
    near = cards.fits(case("start", Fact(name="place", value="Leeds, England", words="in Leeds")), ctx)
    assert [(coop.city, why) for coop, why in near] == [
        ("York", ("40 km",)),
        ("Manchester", ("60 km",)),
        ("London", ("270 km",)),
    ]
    assert cards.fits(case("start"), ctx) == ()  # nobody is near to nowhere


def test_job_seekers_see_the_co_ops_that_do_what_they_can() -> None:
    ctx = replace(context(), handbook=handbook())
    found = cards.fits(case("jobs", Fact(name="skills", value=("elixir",), words="I write Elixir")), ctx)
    assert [coop.name for coop, _ in found] == ["Fiqus"]


def test_a_text_of_several_lines_keeps_its_lines() -> None:
    guide, mistakes = read("talk:\n  en: |\n    Ask.\n    Tell.\n  es: Uno.\n  pt: Um.\n")
    assert not mistakes
    assert guide is not None
    assert guide.texts["en"] == "Ask.\nTell."


@pytest.mark.parametrize(
    ("text", "line", "found"),
    [
        ("tlak:\n" + PLAIN, 1, '"tlak" is not a word'),
        ("join abroad:\n" + PLAIN, 1, '"join abroad" is not a word'),
        (f"talk:\n{PLAIN}  anser: talk\n", 5, '"anser" is not a word'),
        (f"talk:\n{PLAIN}  then: gone\n", 5, 'then "gone"'),
        (f"talk:\n{PLAIN}  coops: far\n", 5, 'coops "far"'),
        (f"talk:\n{PLAIN}  answer: Talk Back\n", 5, 'answer "Talk Back"'),
        (f"talk:\n{PLAIN}  ask: [budgte]\n", 5, 'the question "budgte"'),
        (f"talk:\n{PLAIN}  ask:\n    - key: event\n      name: {{en: a, es: b, pt: c}}\n", 6, "half a question"),
        (f"talk:\n{PLAIN}  signposts: [ika]\n", 5, '"ika" is not known here'),
        (f"talk:\n{PLAIN}  post:\n    to: [forum]\n    title: {{en: a, es: b, pt: c}}\n", 6, 'post without "text"'),
        ("talk:\n  en: Yes.\n  es: Si.\n", 2, "no pt"),
    ],
)
def test_a_mistake_in_the_guidance_is_named_with_its_line(text: str, line: int, found: str) -> None:
    _, mistakes = read(text)
    assert [(mistake.line, mistake.found.startswith(found)) for mistake in mistakes] == [(line, True)]


def test_a_town_wants_two_figures() -> None:
    towns, mistakes = parse_towns("Leeds: [53.8, -1.55]\nYork: [north]\nHull: [530, 1]\n", file="towns.yaml")
    assert dict(towns) == {"Leeds": (53.8, -1.55)}
    assert [mistake.line for mistake in mistakes] == [2, 3]


def past(number: int, category: str, address: str, *facts: Fact) -> Enquiry:
    box = Mailbox(name="", address=address)
    return replace(case(category, *facts), id=f"E-{number}", state="closed", outcome="won_work", enquirer=box, work=())


def test_past_cases_of_the_same_people_come_first_and_then_those_with_technologies_in_common() -> None:
    django = Fact(name="technologies", value=("django",), words="Django")
    now = replace(
        case("opportunity", django), id="E-9", enquirer=Mailbox(name="Jo", address="jo@shop.example"), work=()
    )
    history = (
        past(8, "opportunity", "a@else.example"),
        past(7, "opportunity", "b@else.example", django),
        past(6, "jobs", "sam@shop.example"),
        past(5, "jobs", "c@else.example", django),
    )
    found = cards.similar(now, replace(context(), handbook=handbook(), similar=history))
    assert [one.id for one in found] == ["E-6", "E-7"]


def test_a_mailbox_at_the_same_provider_makes_no_two_people_alike() -> None:
    now = replace(case("opportunity"), id="E-9", enquirer=Mailbox(name="Jo", address="jo@gmail.example"), work=())
    history = (past(8, "opportunity", "sam@gmail.example"),)
    assert cards.similar(now, replace(context(), handbook=handbook(), similar=history)) == ()

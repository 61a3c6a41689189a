"""Why a mail is filed as it is: the same facts in every language, in full for whoever asks, and in the journal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from fitmail.app import load_rules
from fitmail.classify import Rulebook, classify, explain
from fitmail.classify.facts import FACTS
from fitmail.classify.reasons import in_english
from fitmail.compose import open_templates
from fitmail.compose.reasons import evidence, sentence
from fitmail.compose.wording import Voice
from fitmail.config import read_template_texts, shipped
from fitmail.decide.filing import corrected, why_filed
from fitmail.model import LANGUAGES, Classification, Enquiry, Guess, How, Language, Message, Ours, Reason
from fitmail.proposing import stranger
from fitmail.read import read
from fitmail.receive.mbox import mails
from fitmail.store.codec import from_json, to_json

FIXTURES = Path(__file__).parent / "fixtures" / "mbox"
OURS = Ours(
    instance="weft",
    domain="weft.example",
    addresses=("enquiries@weft.example", "members@weft.example"),
    separator="+",
    servers=(),
    zone="Europe/London",
)
MAIL = (
    b"From: Jo <jo@shop.example>\nTo: enquiries@weft.example\nSubject: Tienda\nMessage-ID: <1@shop.example>\n"
    b"Content-Type: text/plain; charset=utf-8\n\n"
    b"Hola, necesitamos una tienda online para nuestra cooperativa. Tenemos un presupuesto de 8.000 euros.\n"
)


@cache
def rulebook() -> Rulebook:
    return load_rules(shipped("rules"), region="GB")


def filed(raw: bytes, mailbox: str) -> tuple[Message, Classification]:
    message = read(raw, ours=OURS, rcpt="enquiries@weft.example")
    return message, classify(message, stranger(mailbox), rulebook())


@cache
def some() -> tuple[tuple[Message, Classification], ...]:
    """Every fifth mail of the corpus."""
    return tuple(_some())


def _some() -> Iterator[tuple[Message, Classification]]:
    for folder, mailbox in (("enquiries", "desk"), ("list", "list")):
        raws = [source.raw for path in sorted((FIXTURES / folder).glob("*.mbox")) for source in mails(str(path))]
        yield from (filed(raw, mailbox) for raw in raws[::5])


def reason_of(found: Classification) -> Reason:
    assert found.reason is not None
    return found.reason


@cache
def voice(language: Language) -> Voice:
    return open_templates(read_template_texts(shipped("templates"))).voice(language, "Europe/London", 1020)


def made(how: How) -> Reason:
    """A reason of this sort, on the evidence of a real mail."""
    why = reason_of(filed(MAIL, "desk")[1])
    return replace(why, how=how, facts=("is marked spam",), guesses=("opportunity", "tender"), by="Ana Paz")


def test_the_english_of_cards_is_the_sentence_of_the_journal() -> None:
    told = {found.because: sentence(reason_of(found), voice("en")) for _, found in some() if len(found.because) < 550}
    assert len(told) > 30
    assert {said: card for said, card in told.items() if said != card} == {}


@pytest.mark.parametrize("how", ["fact", "points", "rest", "unknown", "close", "few", "person"])
def test_every_sort_of_reason_has_its_sentence_in_each_language(how: How) -> None:
    said = {language: sentence(made(how), voice(language)) for language in LANGUAGES}
    assert len(set(said.values())) == len(LANGUAGES)
    assert said["en"] == in_english(made(how))
    for language in LANGUAGES:
        assert said[language].endswith(".")
        assert "because." not in said[language]
    assert " because " not in said["es"] + said["pt"]


def test_the_client_s_words_stand_in_the_sentence_of_every_language() -> None:
    for language in LANGUAGES:
        assert '"tienda online"' in sentence(made("points"), voice(language))


def test_every_built_in_fact_has_words_in_each_language() -> None:
    assert [
        (language, name)
        for language in LANGUAGES
        for name in FACTS
        if f"fact.{name.replace(' ', '-')}" not in voice(language).words
    ] == []


def test_what_is_quoted_stands_in_the_mail_and_in_its_sentence() -> None:
    checked = 0
    for message, found in some():
        text = " ".join(f"{message.subject} {message.text} {message.said}".split())
        for one in (one for standing in reason_of(found).standings for one in standing.evidence):
            if one.source not in ("phrase", "pair") or message.form is not None or message.forward is not None:
                continue
            for said in one.sentences:
                checked += 1
                assert said.strip("…") in text
            assert one.rule
            assert any(one.words[0] in said for said in one.sentences) or len(one.words[0]) > 80
    assert checked > 100


def test_a_long_sentence_is_cut_around_the_words() -> None:
    raw = MAIL.replace(b"Hola, ", b"Hola, " + b"muchas cosas nos pasan " * 9) + b"y nada mas que decir " * 20
    _, found = filed(raw, "desk")
    cut = [said for each in reason_of(found).standings for one in each.evidence for said in one.sentences]
    assert max(map(len, cut)) <= 162
    assert any("tienda online" in said and said.startswith("…") for said in cut)


def test_a_text_made_of_phrases_keeps_a_bounded_explanation() -> None:
    rules = rulebook()
    phrases = "\n\n".join(sorted({p.text.strip("*") for rule in rules.enquiries.rules for p in rule.phrases}))
    _, found = filed(MAIL + phrases.encode(), "desk")
    assert len(str(to_json(Reason, reason_of(found)))) < 100_000


def test_the_explanation_in_full_names_phrase_language_points_and_sentence() -> None:
    told = evidence(reason_of(filed(MAIL, "desk")[1]), voice("es"))
    assert told[0].heading.startswith("oportunidad, ")
    lines = "\n".join(told[0].lines)
    assert 'en "Tenemos un presupuesto de 8.000 euros."' in lines
    assert "español" in lines
    assert "puntos" in lines


def test_rules_explain_says_who_came_second_where_it_stands_and_the_version() -> None:
    """Asked of the first enquiry of the corpus that has a runner-up: which one it is, is the rules' affair."""
    message, found = next(each for each in some() if each[1].table == "enquiries" and each[1].runner_up is not None)
    told = explain(message, stranger("desk"), rulebook())
    assert told["rules_version"] == found.rules_version == reason_of(found).rules_version
    assert found.runner_up is not None
    assert told["runner_up"] == {"category": found.runner_up.category, "points": found.runner_up.points}
    categories = told["categories"]
    assert isinstance(categories, list)
    standing = next(each for each in categories if each["category"] == found.runner_up.category)
    assert standing["points"] == found.runner_up.points
    hits = [hit for each in categories for hit in each["hits"]]
    assert all(set(hit) == {"words", "rule", "source", "language", "points", "kind", "sentences"} for hit in hits)
    assert all(hit["sentences"] and hit["rule"] for hit in hits if hit["source"] in ("phrase", "pair"))


def test_the_case_keeps_its_reason_in_the_books() -> None:
    why = reason_of(filed(MAIL, "desk")[1])
    assert from_json(Reason, to_json(Reason, why)) == why


def test_the_journal_holds_sentence_version_and_every_piece_of_evidence() -> None:
    _, found = filed(MAIL, "desk")
    first, *lines = why_filed(found).splitlines()
    assert first == f"{found.because} Rules {rulebook().version}."
    assert len(lines) == sum(len(each.evidence) for each in reason_of(found).standings)
    assert any(line.startswith("opportunity +") and 'in "Hola, necesitamos una tienda' in line for line in lines)


def test_a_correction_says_who_decided_and_leaves_what_the_rules_found(case: Enquiry) -> None:
    why = reason_of(filed(MAIL, "desk")[1])
    said, now = corrected(replace(case, reason=why), "join", "Ana Paz")
    assert said == "join, because Ana Paz filed it so." == sentence(now, voice("en"))
    assert now.standings == why.standings
    assert now.runner_up is None
    alone = corrected(replace(case, reason=None), "join", "Ana Paz")[1]
    assert sentence(alone, voice("pt")) == "ingresso na rede, porque Ana Paz decidiu assim."


@pytest.fixture
def case() -> Enquiry:
    from decide_desk import enquiry

    return enquiry()


def test_a_network_s_own_category_is_called_by_its_name() -> None:
    named = replace(voice("es"), words={**voice("es").words, "filed.press": "una consulta de prensa"})
    why = replace(made("points"), category="press", runner_up=Guess(category="press", points=2))
    assert sentence(why, named).startswith("una consulta de prensa, porque dice ")

"""What other rules understood is understood again; what the house raises itself is said once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from fitmail.app import House, rules_of
from fitmail.config import Mistakes, parse, read_rules_texts, sample_text, shipped
from fitmail.model import Arrival
from fitmail.receive import arrival
from fitmail.walk import enter, renewed, understand

NOW = datetime(2026, 3, 3, 13, 0, tzinfo=UTC)
MAIL = """From: Rosa Quill <rosa{n}@paper.example>
To: enquiries@weft.example
Subject: Greetings
Message-ID: <{n}@paper.example>
Date: Tue, 3 Mar 2026 12:00:00 +0000

Hello, the zorbing evening was mentioned by a neighbour. Rosa
"""


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    (tmp_path / "fitmail.secret").write_text("s" * 64)
    given = {"FITMAIL_DESK__ADDRESS": "enquiries@weft.example", "FITMAIL_LIMITS__ANSWERS_PER_HOUR": "2"}
    house = House.open(parse(sample_text(), file=str(tmp_path / "fitmail.toml"), environment=given))
    yield house
    house.close()


def mail(house: House, n: int) -> Arrival:
    raw = MAIL.replace("{n}", str(n)).encode()
    kept = arrival(
        via="smtp", mail_from=f"rosa{n}@paper.example", rcpt="enquiries@weft.example", raw=raw, at=NOW,
        doors=house.doors, filing=False,
    )  # fmt: skip
    house.receive([kept])
    return kept


def new_rules(house: House) -> None:
    texts = read_rules_texts(shipped("rules"))
    talk = texts["enquiries/talk.yaml"]
    first = talk.index("strong:\n  en: [") + len("strong:\n  en: [")
    texts["enquiries/talk.yaml"] = f"{talk[:first]}zorbing evening, {talk[first:]}"
    rules = rules_of(texts, region="")
    house.furnish(rules=rules, templates=house.furniture.stationery.templates)


def test_what_older_rules_found_is_found_again_by_those_in_force(house: House) -> None:
    event = mail(house, 1)
    before = house.furniture
    known = understand(event, before, now=NOW)
    assert known.classification is not None
    assert known.classification.category != "talk"
    assert renewed(known, before, now=NOW) is known
    new_rules(house)
    enter([known], house.furniture, now=NOW)
    (case,) = house.books.cases(open_only=True)
    assert case.category == "talk"
    assert "zorbing evening" in case.because.casefold()
    version = house.furniture.rules.version
    assert version != before.rules.version
    assert case.reason is not None
    assert case.reason.rules_version == version
    assert any(f"Rules {version}." in line.why for line in house.books.journal(case.id))
    assert any(f"Rules {version}." in line.sentence for line in house.books.trace(case.id))


def test_the_coordinator_hears_once_a_day_that_receipts_wait(house: House) -> None:
    for n in range(5):
        mail(house, n)
    house.work(NOW)
    for n in range(5, 7):
        mail(house, n)
    house.work(NOW + timedelta(minutes=5))
    assert house.books.parked() == ()
    told = [one for one in house.books.outbox(states=("queued",)) if one.template == "alarm"]
    assert len(told) == 1
    assert [one.template for one in house.books.outbox(states=("held",))] == ["receipt"] * 5
    mail(house, 7)
    mail(house, 8)
    mail(house, 9)
    house.work(NOW + timedelta(days=1))
    told = [one for one in house.books.outbox(states=("queued",)) if one.template == "alarm"]
    assert len(told) == 2


def test_rules_that_prepare_an_answer_nobody_wrote_change_nothing(house: House) -> None:
    before = house.furniture
    handbook = before.rules.handbook
    first = replace(handbook.categories[0], prepared="prepared-nowhere")
    rules = replace(before.rules, handbook=replace(handbook, categories=(first, *handbook.categories[1:])))
    with pytest.raises(Mistakes):
        house.furnish(rules=rules, templates=before.stationery.templates)
    assert house.furniture is before

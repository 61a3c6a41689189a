"""A seventh kind of enquiry is data: a rule file, guidance, a template in three languages, and no Python."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from fitmail.app import House
from fitmail.config import Mistakes, parse, sample_text, shipped
from fitmail.model import Enquiry, Person, Turn
from fitmail.receive import arrival
from fitmail.rehearse.claims import check, read_claim
from fitmail.rehearse.network import Network

NOW = datetime(2026, 3, 3, 13, 0, tzinfo=UTC)
RULE = """\
rule: press
about: A newspaper, a station or a blog asks the network something for publication.
names: {en: a question of the press, es: una consulta de prensa, pt: uma pergunta da imprensa}
strong:
  en: [writing a piece about, for our newspaper, a quote for publication]
  es: [para nuestro diario, una nota periodistica]
  pt: [para nosso jornal, uma reportagem]
do: [reply with press]
examples:
  should match:
    - I am writing a piece about technology co-ops, for our newspaper. May I have a quote for publication?
    - Preparo una nota periodística para nuestro diario.
    - Faço uma reportagem para nosso jornal.
  should not match:
    - The press we print with needs a new website.
"""
GUIDANCE = """
press:
  en: "Ask what for and by when; the coordinator speaks for the network."
  es: "Pregunte para qué y para cuándo; habla la coordinación."
  pt: "Pergunte para quê e para quando; fala a coordenação."
"""
ANSWER = "Subject: Your question\n\nThank you. Somebody who may speak for {{ network }} will write to you soon.\n"
MAIL = b"""From: Rosa Quill <rosa@paper.example>
To: enquiries@weft.example
Subject: An article
Message-ID: <1@paper.example>
Date: Tue, 3 Mar 2026 12:00:00 +0000

Hello, I am writing a piece about co-ops that share work, for our newspaper.
Could I have a quote for publication?
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An installation whose rules and templates are its own."""
    (tmp_path / "fitmail.secret").write_text("s" * 64)
    for name in ("rules", "templates"):
        shutil.copytree(shipped(name), tmp_path / name)
    return tmp_path


def opened(folder: Path) -> House:
    settings = parse(
        sample_text(),
        file=str(folder / "fitmail.toml"),
        environment={
            "FITMAIL_DESK__ADDRESS": "enquiries@weft.example",
            "FITMAIL_PATHS__RULES": "rules",
            "FITMAIL_PATHS__TEMPLATES": "templates",
        },
    )
    return House.open(settings)


def add_press(folder: Path, *, answers: tuple[str, ...]) -> None:
    (folder / "rules" / "enquiries" / "press.yaml").write_text(RULE)
    guidance = folder / "rules" / "guidance.yaml"
    guidance.write_text(guidance.read_text() + GUIDANCE)
    for language in answers:
        (folder / "templates" / "emails" / f"prepared-press.{language}.txt").write_text(ANSWER)


@pytest.fixture
def house(folder: Path) -> Iterator[House]:
    add_press(folder, answers=("en", "es", "pt"))
    house = opened(folder)
    isla = Person(address="isla@loom.example", name="Isla", coop="Loom", language="en", roles=("rep", "chair"))
    house.books.set_people((), (isla,))
    house.books.set_turns([Turn(chair=isla.address, backup="", first=date(2026, 1, 1), last=date(2026, 12, 31))])
    yield house
    house.close()


NETWORK = Network(
    name="Weft", domain="weft.example", languages=("en",), desk="enquiries@weft.example", list_address="",
    zone="Europe/London", hours="", people=(), coops=(), turns=(), operator="", roles=(), now=NOW,
)  # fmt: skip


def said_of(house: House, claim: str) -> str:
    """What a story hears of a claim."""
    own = {category.key for category in house.furniture.rules.handbook.categories}
    return check(read_claim(claim, line=1), books=house.books, network=NETWORK, on_duty="", own=own)


def test_a_mail_is_filed_under_the_new_category_and_its_card_says_so(house: House) -> None:
    mail = arrival(
        via="smtp",
        mail_from="rosa@paper.example",
        rcpt="enquiries@weft.example",
        raw=MAIL,
        at=NOW,
        doors=house.doors,
        filing=False,
    )
    house.receive([mail])
    house.work(NOW)
    assert house.books.parked() == ()
    (case,) = house.books.cases(open_only=True)
    assert isinstance(case, Enquiry)
    assert (case.category, case.prepared) == ("press", "prepared-press")
    assert '"a quote for publication"' in case.because
    assert said_of(house, "E-1 is press") == ""
    assert "cannot be understood" in said_of(house, "E-1 is pres")
    (card,) = [mail for mail in house.books.outbox(states=("queued",)) if mail.template == "card"]
    assert "the coordinator speaks for the network" in card.text
    assert 'Reason: a question of the press, because it says "' in card.text
    assert "Somebody who may speak for" in card.text
    house.order(by="isla@loom.example", text="E-1 !is research", now=NOW)
    house.order(by="isla@loom.example", text="E-1 !is una consulta de prensa", now=NOW)
    house.work(NOW)
    (case,) = house.books.cases(open_only=True)
    assert case.category == "press"


def test_an_answer_that_is_not_there_in_each_language_is_a_mistake_with_its_file(folder: Path) -> None:
    add_press(folder, answers=("en",))
    with pytest.raises(Mistakes) as caught:
        opened(folder)
    assert sorted(mistake.file for mistake in caught.value.mistakes) == [
        "templates/emails/prepared-press.es.txt",
        "templates/emails/prepared-press.pt.txt",
    ]
    assert all("rules/enquiries/press.yaml" in mistake.expected for mistake in caught.value.mistakes)


@pytest.mark.parametrize("name", ["Press", "unsure", "share", "p", "press_kit"])
def test_a_file_that_cannot_name_a_category_is_refused(folder: Path, name: str) -> None:
    (folder / "rules" / "enquiries" / f"{name}.yaml").write_text(RULE.replace("rule: press", f"rule: {name}"))
    with pytest.raises(Mistakes) as caught:
        opened(folder)
    assert any(mistake.found == "a rule for no category" for mistake in caught.value.mistakes)


def test_an_unknown_preparation_is_refused_with_the_nearest_one(folder: Path) -> None:
    (folder / "rules" / "enquiries" / "press.yaml").write_text(
        RULE.replace("[reply with press]", "[replay with press]")
    )
    with pytest.raises(Mistakes) as caught:
        opened(folder)
    (mistake,) = caught.value.mistakes
    assert mistake.hint == 'Did you mean "reply with press"?'

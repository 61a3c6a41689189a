"""The whole corpus through the whole house: nothing parked, the ledger's sum right, nobody answered who must not be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from fitmail.app import House
from fitmail.config import parse
from fitmail.receive import arrival
from fitmail.receive.mbox import mails
from fitmail.tables import Book, read_directory, read_rota

FIXTURES = Path(__file__).parent / "fixtures"
NOW = datetime(2026, 3, 3, 10, 0, tzinfo=UTC)
SETTINGS = """
[network]
name = "Weft"
region = "GB"
[desk]
address = "enquiries@weft.example"
zone = "Europe/London"
[list]
address = "members@lists.weft.example"
mode = "watched"
[deliver]
transport = "folder"
delay = 0
[roles]
operator = "isla@bramblecode.example"
[limits]
answers_per_hour = 10000
"""


def book(name: str) -> Book:
    path = FIXTURES / "network" / name
    return Book(file=str(path), text=path.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """All 276 mails of clients, members and machines, walked and delivered."""
    folder = tmp_path_factory.mktemp("corpus")
    (folder / "fitmail.secret").write_text("s" * 64)
    opened = House.open(parse(SETTINGS, file=str(folder / "fitmail.toml"), environment={}))
    coops, people, wrong = read_directory(book("members.csv"), book("people.csv"))
    turns, worse = read_rota(book("rota.csv"), people, turn="quarter")
    assert (wrong, worse) == ((), ())
    opened.books.set_people(coops, people)
    opened.books.set_turns(turns)
    for kind, rcpt in (
        ("enquiries", "enquiries@weft.example"),
        ("list", "members@lists.weft.example"),
        ("automatic", "enquiries@weft.example"),
    ):
        opened.receive(
            [
                arrival(
                    via="smtp",
                    mail_from="" if source.mail_from is None else source.mail_from,
                    rcpt=rcpt,
                    raw=source.raw,
                    at=NOW,
                    doors=opened.doors,
                    filing=False,
                )
                for path in sorted((FIXTURES / "mbox" / kind).glob("*.mbox"))
                for source in mails(str(path))
            ]
        )
    opened.work(NOW)
    opened.deliver(NOW)
    yield opened
    opened.close()


def test_all_mails_walk_without_a_parked_event_and_the_sum_is_right(house: House) -> None:
    ledger = house.books.ledger()
    assert house.books.parked() == ()
    assert (ledger.received, ledger.waiting, ledger.ok) == (162 + 71 + 43, 0, True)
    assert ledger.machine == 43


def test_machines_opened_no_case_and_got_no_answer(house: House) -> None:
    assert len(house.books.cases(open_only=False)) == 162
    rows = house.books.outbox(states=("sent", "held", "queued", "failed"))
    authors = {str(r.to) for r in rows if r.template == "receipt"}
    assert not [a for a in authors if a.startswith(("mailer-daemon@", "postmaster@", "noreply@"))]


def test_every_post_is_archived_and_none_was_answered(house: House) -> None:
    assert len(house.books.posts()) == 71
    templates = Counter(r.template for r in house.books.outbox(states=("sent", "held", "queued", "failed")))
    assert set(templates) == {"receipt", "enquirer-mail", "card", "post-card", "thanks"}
    assert templates["enquirer-mail"] == templates["card"]


def test_each_client_had_at_most_one_receipt_for_a_case(house: House) -> None:
    rows = [r for r in house.books.outbox(states=("sent",)) if r.template == "receipt"]
    assert max(Counter(r.case for r in rows).values()) == 1
    assert max(Counter(r.to for r in rows).values()) <= 3

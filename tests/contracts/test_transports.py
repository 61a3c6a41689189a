"""What every transport promises: the folder, SMTP and LMTP pass the same tests.

The servers behind SMTP and LMTP are the house's own doors with a real store.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest

from fitmail.deliver import Transport
from fitmail.deliver.folder import FolderTransport
from fitmail.deliver.smtp import SmtpTransport
from fitmail.model import Arrival, Deferred, Failed, Sent
from fitmail.receive import Doors, Keeper
from fitmail.receive.smtp import LmtpDoor, SmtpDoor
from fitmail.store import Claimed
from fitmail.store.books import open_books
from fitmail.store.emergency import emergency

NOW = datetime(2026, 3, 3, 13, 0, tzinfo=UTC)
HEAD = b"From: FIT desk <enquiries@fit.example>\r\nSubject: [E-1] Web shop\r\n\r\n"


def mail(key: str, *, address: str = "jo@shop.example", body: bytes = b"Hello.\r\n", **changes: object) -> Claimed:
    given: dict[str, object] = {
        "key": key,
        "address": address,
        "return_path": "enquiries+b.abc@fit.example",
        "head": HEAD,
        "body": body,
        "tries": 0,
        "first_at": NOW,
    }
    return Claimed(**(given | changes))  # type: ignore[arg-type]


@dataclass
class Far:
    """A transport, and what arrived at the other end: (return path, recipient, octets) in order."""

    transport: Transport
    arrived: Callable[[], list[tuple[str, str, bytes]]]
    stop: Callable[[], None]


def folder(tmp_path: Path) -> Far:
    place = tmp_path / "out"

    def arrived() -> list[tuple[str, str, bytes]]:
        found = []
        for file in sorted((place / "new").iterdir()):
            envelope = json.loads((place / "envelopes" / f"{file.name}.json").read_text("utf-8"))
            found.append((envelope["mail_from"], envelope["rcpt_to"], file.read_bytes()))
        return found

    return Far(transport=FolderTransport(place), arrived=arrived, stop=lambda: None)


def server(tmp_path: Path, *, lmtp: bool) -> Far:
    books = open_books(f"sqlite:///{tmp_path}/far.db", secret=b"s", lock_wait=5.0)
    keeper = Keeper(books.keep, partial(emergency, tmp_path / "box"), lambda: None)
    doors = Doors(addresses=("jo@shop.example", "josé@shop.example"), separator="+", size_limit=100_000, hop_limit=25)
    kind = LmtpDoor if lmtp else SmtpDoor
    door = kind(keeper=keeper, doors=doors, host="127.0.0.1", port=0, hostname="far", now=lambda: NOW, tls=None)
    door.start()

    def arrived() -> list[tuple[str, str, bytes]]:
        kept = [event for event in books.waiting(100) if isinstance(event, Arrival)]
        return [(one.mail_from, one.rcpt, one.raw) for one in kept]

    def stop() -> None:
        door.stop()
        keeper.close()
        books.close()

    transport = SmtpTransport(
        host="127.0.0.1", port=door.port, starttls="no", user="", password="", hostname="fit.example",
        timeout=10, lmtp=lmtp, trusted=None,
    )  # fmt: skip
    return Far(transport=transport, arrived=arrived, stop=stop)


@pytest.fixture(params=["folder", "smtp", "lmtp"])
def far(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Far]:
    kind = request.param
    found = folder(tmp_path) if kind == "folder" else server(tmp_path, lmtp=kind == "lmtp")
    assert found.transport.name == kind
    yield found
    found.transport.close()
    found.stop()


def test_each_mail_arrives_whole_with_its_envelope_and_in_order(far: Far) -> None:
    batch = [mail("a", body=b"one\r\n"), mail("b", address="jo+x@shop.example", body=b".\r\n..two\r\n.\r\n")]
    assert all(isinstance(outcome, Sent) for outcome in far.transport.send(batch))
    sender = "enquiries+b.abc@fit.example"
    assert far.arrived() == [
        (sender, "jo@shop.example", HEAD + b"one\r\n"),
        (sender, "jo+x@shop.example", HEAD + b".\r\n..two\r\n.\r\n"),
    ]


def test_no_mails_no_answers(far: Far) -> None:
    assert far.transport.send([]) == ()


def test_the_same_mail_sent_again_is_the_same_mail(far: Far) -> None:
    for _ in range(2):
        (outcome,) = far.transport.send([mail("a")])
        assert isinstance(outcome, Sent)
        assert outcome.answer
    assert len(far.arrived()) == 1


def test_an_automatic_reply_leaves_with_the_null_sender(far: Far) -> None:
    assert isinstance(far.transport.send([mail("a", return_path="")])[0], Sent)
    assert far.arrived()[0][0] == ""


def test_eight_bit_bodies_and_long_lines_are_not_changed(far: Far) -> None:
    body = "¿Cuánto? ".encode() * 500 + b"\r\n\xff\xfe\r\n"
    assert isinstance(far.transport.send([mail("a", body=body)])[0], Sent)
    assert far.arrived()[0][2] == HEAD + body


def test_an_international_address_is_spoken_as_it_is_written(far: Far) -> None:
    assert isinstance(far.transport.send([mail("a", address="josé@shop.example")])[0], Sent)
    assert far.arrived()[0][1] == "josé@shop.example"


def test_a_transport_goes_on_after_it_was_closed(far: Far) -> None:
    far.transport.send([mail("a", body=b"1\r\n")])
    far.transport.close()
    far.transport.close()
    assert isinstance(far.transport.send([mail("b", body=b"2\r\n")])[0], Sent)
    assert len(far.arrived()) == 2


def test_one_refused_recipient_does_not_touch_its_neighbours(tmp_path: Path) -> None:
    far = server(tmp_path, lmtp=False)
    batch = [mail("a"), mail("b", address="nobody@shop.example"), mail("c", body=b"other\r\n")]
    first, second, third = far.transport.send(batch)
    assert isinstance(first, Sent)
    assert isinstance(third, Sent)
    assert isinstance(second, Failed)
    assert second.reason.startswith("550 5.1.1")
    far.transport.close()
    far.stop()


def test_a_mail_that_is_too_large_fails_before_it_is_sent(tmp_path: Path) -> None:
    far = server(tmp_path, lmtp=False)
    large, small = far.transport.send([mail("a", body=b"x" * 200_000), mail("b")])
    assert isinstance(large, Failed)
    assert large.reason.startswith("552 5.3.4")
    assert isinstance(small, Sent)
    far.transport.close()
    far.stop()


def test_a_server_that_is_away_defers_the_batch(tmp_path: Path) -> None:
    far = server(tmp_path, lmtp=False)
    far.transport.send([mail("a")])
    far.stop()
    outcomes = far.transport.send([mail("b"), mail("c")])
    assert [type(outcome) for outcome in outcomes] == [Deferred, Deferred]
    far.transport.close()

"""The retry rule, and the walk from the outbox to the settled mail with a real store."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from fitmail.deliver import deliver, next_try
from fitmail.deliver.folder import FolderTransport
from fitmail.model import (
    Arrival,
    Decision,
    Deferred,
    Failed,
    OutboxMessage,
    Outcome,
    Returned,
    Sent,
)
from fitmail.store import Claimed
from fitmail.store.books import SqlBooks, open_books

NOW = datetime(2026, 3, 3, 13, 0, tzinfo=UTC)


def minutes(*numbers: int) -> list[timedelta]:
    return [timedelta(minutes=number) for number in numbers]


def test_the_waits_are_those_of_the_house() -> None:
    at, waits = NOW, []
    for tries in range(6):
        again = next_try(tries=tries, first_at=NOW, now=at)
        assert again is not None
        waits.append(again - at)
        at = again
    assert waits == minutes(5, 15, 60, 240, 240, 240)


def test_after_three_days_there_is_one_last_try_and_then_none() -> None:
    at, tries, tried = NOW, 0, []
    while (again := next_try(tries=tries, first_at=NOW, now=at)) is not None:
        at, tries = again, tries + 1
        tried.append(again)
    assert tried[-1] == NOW + timedelta(days=3)
    assert len(tried) == 21
    assert next_try(tries=0, first_at=NOW, now=NOW + timedelta(days=3)) is None
    assert next_try(tries=0, first_at=NOW, now=NOW + timedelta(days=3) - timedelta(seconds=1)) is not None


class Scripted:
    """A transport that answers as told, and remembers what it was given."""

    name = "scripted"

    def __init__(self, *answers: Outcome | Exception) -> None:
        self.answers = list(answers)
        self.batches: list[list[str]] = []

    def send(self, batch: Sequence[Claimed]) -> tuple[Outcome, ...]:
        self.batches.append([mail.key for mail in batch])
        taken, self.answers = self.answers[: len(batch)], self.answers[len(batch) :]
        for answer in taken:
            if isinstance(answer, Exception):
                raise answer
        return tuple(answer for answer in taken if not isinstance(answer, Exception))

    def close(self) -> None:
        pass


@pytest.fixture()
def books(tmp_path: Path) -> Iterator[SqlBooks]:
    found = open_books(f"sqlite:///{tmp_path}/fitmail.db", secret=b"s", lock_wait=5.0)
    yield found
    found.close()


def queue(books: SqlBooks, *keys: str) -> None:
    """Mails in the outbox, as a walked event leaves them there."""
    arrival = Arrival(key="f" * 64, via="smtp", mail_from="", rcpt="enquiries@fit.example", raw=b"", at=NOW)
    books.keep([arrival])
    mails = [
        OutboxMessage(
            key=key, event=arrival.key, case="", message_id=f"<{key}@fit.example>", address=f"{key}@shop.example",
            return_path="", verp="", head=b"Subject: x\r\n\r\n", body=b"words\r\n", template="receipt", subject="x",
            by="", text="words", outward=True, automatic=True, held="", not_before=NOW, token=None, at=NOW,
        )
        for key in keys
    ]  # fmt: skip
    decision = Decision(because="a test", end="filed", case="", effects=())
    with books.page() as page:
        page.write(arrival, message=None, recognition=None, decision=decision, mails=mails, trace=(), now=NOW)


def states(books: SqlBooks) -> dict[str, str]:
    return {mail.key: mail.state for mail in books.outbox(states=())}


def test_mails_leave_and_are_settled(books: SqlBooks, tmp_path: Path) -> None:
    queue(books, "a", "b", "c")
    out = FolderTransport(tmp_path / "out")
    assert deliver(books, out, now=NOW, limit=2) == 2
    assert deliver(books, out, now=NOW, limit=2) == 1
    assert deliver(books, out, now=NOW, limit=2) == 0
    assert set(states(books).values()) == {"sent"}
    assert len(list((tmp_path / "out" / "new").iterdir())) == 3


def test_each_recipient_has_an_outcome_of_its_own(books: SqlBooks) -> None:
    queue(books, "a", "b", "c")
    out = Scripted(Sent(answer="250"), Deferred(reason="451"), Failed(reason="550 no such user"))
    assert deliver(books, out, now=NOW, limit=10) == 3
    assert states(books) == {"a": "sent", "b": "queued", "c": "failed"}
    (returned,) = [event for event in books.waiting(10) if isinstance(event, Returned)]
    assert (returned.outbox_key, returned.reason) == ("c", "550 no such user")


def test_a_deferred_mail_is_tried_again_when_its_time_has_come_and_given_up_in_the_end(books: SqlBooks) -> None:
    queue(books, "a")
    out = Scripted(*[Deferred(reason="451 later")] * 50)
    at = NOW
    while (departure := books.next_departure()) is not None:
        assert deliver(books, out, now=departure - timedelta(seconds=1), limit=10) == 0 or departure == NOW
        assert deliver(books, out, now=departure, limit=10) == 1
        at = departure
    assert at == NOW + timedelta(days=3)
    assert len(out.batches) == 22
    assert states(books) == {"a": "failed"}
    assert any(isinstance(event, Returned) for event in books.waiting(10))


def test_a_fault_in_a_transport_defers_its_batch_and_the_line_goes_on(books: SqlBooks) -> None:
    queue(books, "a", "b")
    assert deliver(books, Scripted(RuntimeError("a bug")), now=NOW, limit=10) == 2
    assert states(books) == {"a": "queued", "b": "queued"}
    later = NOW + timedelta(minutes=5)
    assert deliver(books, Scripted(Sent(answer="250"), Sent(answer="250")), now=later, limit=10) == 2
    assert set(states(books).values()) == {"sent"}


def test_a_mail_that_the_transport_forgot_is_in_doubt(books: SqlBooks) -> None:
    queue(books, "a", "b")
    deliver(books, Scripted(Sent(answer="250")), now=NOW, limit=10)
    assert states(books) == {"a": "sent", "b": "queued"}


def test_what_was_in_flight_when_the_lights_went_out_leaves_on_waking(books: SqlBooks, tmp_path: Path) -> None:
    queue(books, "a")
    (claimed,) = books.claim(now=NOW, limit=10)
    out = FolderTransport(tmp_path / "out")
    out.send([claimed])
    # Dark. On waking it leaves once more: the same bytes under the same key, so the folder has it once.
    assert deliver(books, out, now=NOW, limit=10) == 0
    assert books.requeue_in_flight() == 1
    assert deliver(books, out, now=NOW, limit=10) == 1
    assert states(books) == {"a": "sent"}
    assert len(list((tmp_path / "out" / "new").iterdir())) == 1

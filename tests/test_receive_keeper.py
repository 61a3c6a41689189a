"""The keeper: one commit for all that waits, a yes only for what is durable, and the emergency box."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest

from fitmail.model import Arrival
from fitmail.receive import BATCH, BATCH_OCTETS, Closed, Keeper
from fitmail.receive.mbox import mails
from fitmail.store.books import SqlBooks, open_books
from fitmail.store.emergency import emergency

NOW = datetime(2026, 3, 3, 13, 0, tzinfo=UTC)


def mail(number: int, raw: bytes = b"Subject: x\r\n\r\nwords\r\n") -> Arrival:
    return Arrival(
        key=f"{number:064x}", via="smtp", mail_from="jo@shop.example", rcpt="enquiries@fit.example", raw=raw, at=NOW
    )


@pytest.fixture()
def books(tmp_path: Path) -> Iterator[SqlBooks]:
    found = open_books(f"sqlite:///{tmp_path}/fitmail.db", secret=b"secret", lock_wait=5.0)
    yield found
    found.close()


class Slow:
    """The real store behind a gate, so that a test decides when a commit may begin."""

    def __init__(self, books: SqlBooks) -> None:
        self.books, self.sizes, self.begun, self.gate = books, [], threading.Event(), threading.Event()
        self.sizes: list[int] = []

    def keep(self, arrivals: Sequence[Arrival]) -> tuple[bool, ...]:
        self.begun.set()
        assert self.gate.wait(10)
        self.sizes.append(len(arrivals))
        return self.books.keep(arrivals)


def never(arrival: Arrival) -> None:
    raise AssertionError("no emergency here")


def test_a_new_mail_is_true_and_its_twin_is_false(books: SqlBooks) -> None:
    keeper = Keeper(books.keep, never, lambda: None)
    assert keeper.keep(mail(1)) is True
    assert keeper.keep(mail(1)) is False
    keeper.close()
    assert len(books.waiting(10)) == 1


def test_what_waits_at_one_instant_shares_one_commit(books: SqlBooks) -> None:
    store = Slow(books)
    keeper = Keeper(store.keep, never, lambda: None)
    futures = [keeper.submit(mail(0))]
    store.begun.wait(10)
    futures += [keeper.submit(mail(number)) for number in range(1, 51)]
    store.gate.set()
    assert all(future.result(10) for future in futures)
    keeper.close()
    assert store.sizes == [1, 50]


def test_one_commit_has_a_cap_of_mails_and_of_octets(books: SqlBooks) -> None:
    store = Slow(books)
    keeper = Keeper(store.keep, never, lambda: None)
    keeper.submit(mail(0))
    store.begun.wait(10)
    futures = [keeper.submit(mail(number)) for number in range(1, BATCH + 11)]
    futures += [keeper.submit(mail(1000 + number, raw=bytes(BATCH_OCTETS // 2))) for number in range(3)]
    store.gate.set()
    assert all(future.result(30) for future in futures)
    keeper.close()
    assert store.sizes == [1, BATCH, 10 + 2, 1]


def test_closing_commits_what_waits_and_refuses_what_comes_later(books: SqlBooks) -> None:
    store = Slow(books)
    keeper = Keeper(store.keep, never, lambda: None)
    futures = [keeper.submit(mail(number)) for number in range(5)]
    threading.Timer(0.05, store.gate.set).start()
    keeper.close()
    assert all(future.done() and future.result() for future in futures)
    with pytest.raises(Closed):
        keeper.keep(mail(9))
    keeper.close()
    assert len(books.waiting(10)) == 5


def test_a_client_that_hangs_up_cannot_stop_the_commit(books: SqlBooks) -> None:
    store = Slow(books)
    keeper = Keeper(store.keep, never, lambda: None)
    future = keeper.submit(mail(1))
    assert future.cancel() is False
    store.gate.set()
    assert future.result(10) is True
    keeper.close()


def test_the_worker_is_woken_after_the_commit_even_when_waking_failed_before(books: SqlBooks) -> None:
    seen: list[int] = []

    def woken() -> None:
        seen.append(len(books.waiting(10)))
        raise RuntimeError("nobody sleeps here")

    keeper = Keeper(books.keep, never, woken)
    keeper.keep(mail(1))
    keeper.keep(mail(2))
    keeper.close()
    assert seen == [1, 2]


def test_a_broken_store_puts_every_mail_into_the_emergency_box(books: SqlBooks, tmp_path: Path) -> None:
    calls: list[int] = []

    def broken(arrivals: Sequence[Arrival]) -> tuple[bool, ...]:
        calls.append(len(arrivals))
        if len(calls) == 1:
            assert gate.wait(10)
        raise OSError("disk full")

    gate = threading.Event()
    keeper = Keeper(broken, partial(emergency, tmp_path / "box"), lambda: None)
    futures = [keeper.submit(mail(0))]
    while not calls:
        pass
    futures += [keeper.submit(mail(number)) for number in range(1, 31)]
    gate.set()
    assert all(isinstance(future.exception(10), OSError) for future in futures)
    keeper.close()
    assert len(list((tmp_path / "box").glob("*.eml"))) == 31
    # One for the first mail, one for the thirty, two alone: then the store is known to be broken.
    assert calls == [1, 30, 1, 1]


def test_a_mail_that_the_store_cannot_take_does_not_refuse_its_neighbours(books: SqlBooks, tmp_path: Path) -> None:
    store = Slow(books)
    poison = mail(2)

    def picky(arrivals: Sequence[Arrival]) -> tuple[bool, ...]:
        if poison in arrivals:
            raise ValueError("this one cannot be written down")
        return store.keep(arrivals)

    keeper = Keeper(picky, partial(emergency, tmp_path / "box"), lambda: None)
    keeper.submit(mail(0))
    store.begun.wait(10)
    futures = [keeper.submit(one) for one in (mail(1), poison, mail(3))]
    store.gate.set()
    assert (futures[0].result(10), futures[2].result(10)) == (True, True)
    assert isinstance(futures[1].exception(10), ValueError)
    keeper.close()
    assert len(books.waiting(10)) == 3
    assert len(list((tmp_path / "box").glob("*.eml"))) == 1


def test_the_line_goes_on_when_not_even_the_emergency_box_can_be_written(books: SqlBooks) -> None:
    broken = [True]

    def keep(arrivals: Sequence[Arrival]) -> tuple[bool, ...]:
        if broken[0]:
            raise OSError("disk full")
        return books.keep(arrivals)

    keeper = Keeper(keep, never, lambda: None)
    assert isinstance(keeper.submit(mail(1)).exception(10), OSError)
    broken[0] = False
    assert keeper.keep(mail(1)) is True
    keeper.close()


def test_an_emergency_copy_is_read_back_as_the_mail_that_came(tmp_path: Path) -> None:
    original = mail(1, raw=b"Return-Path: <forged@x.example>\r\nSubject: x\r\n\r\nwords\r\n")
    emergency(tmp_path / "box", original)
    (found,) = mails(tmp_path / "box")
    assert (found.raw, found.mail_from, found.rcpts[0]) == (original.raw, original.mail_from, original.rcpt)

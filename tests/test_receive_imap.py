"""The IMAP door against pymap, an IMAP server in this process (tests/servers has the same against Dovecot)."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import socket
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import imapclient
import pytest
from proxyprotocol.reader import ProxyProtocolReader
from pymap.backend.dict import DictBackend
from pymap.imap import IMAPServer, IMAPService
from pysasl.hashing import Cleartext

from fitmail.model import Arrival
from fitmail.receive import Doors, Keeper
from fitmail.receive.imap import ImapDoor
from fitmail.store import Bookmark
from fitmail.store.books import SqlBooks, open_books
from fitmail.store.emergency import emergency

NOW = datetime(2026, 3, 3, 13, 0, tzinfo=UTC)
FIRST_UID = 101  # pymap begins there
DESK, LIST = "enquiries@fit.example", "list@fit.example"
DOORS = Doors(addresses=(DESK, LIST), separator="+", size_limit=1_000_000, hop_limit=25)


class Pymap:
    """An IMAP server in memory, in a thread of its own; user demouser, password demopass."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._ready = threading.Event()
        self._thread.start()
        assert self._ready.wait(20)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_until_complete(self._start())
        self._ready.set()
        self._loop.run_forever()

    async def _start(self) -> None:
        parser = argparse.ArgumentParser()
        parser.add_argument("--debug", action="store_true")
        DictBackend.add_subparser("dict", parser.add_subparsers())
        IMAPService.add_arguments(parser)
        parser.set_defaults(passlib_cfg=None)
        backend, config = await DictBackend.init(parser.parse_args(["--no-tls", "dict"]), hash_context=Cleartext())
        config.apply_context()
        talk = ProxyProtocolReader(config.proxy_protocol).get_callback(IMAPServer(backend.login, config))
        server = await asyncio.start_server(talk, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]

    def stop(self) -> None:
        asyncio.run_coroutine_threadsafe(self._end(), self._loop).result(10)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)

    async def _end(self) -> None:
        rest = asyncio.all_tasks() - {asyncio.current_task()}
        for task in rest:
            task.cancel()
        await asyncio.gather(*rest, return_exceptions=True)


class Relay:
    """A line to the server that a test can cut."""

    def __init__(self, port: int) -> None:
        self._far = port
        self._ends: list[socket.socket] = []
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = self._listening.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                near, _ = self._listening.accept()
                far = socket.create_connection(("127.0.0.1", self._far))
                self._ends += [near, far]
                for one, other in ((near, far), (far, near)):
                    threading.Thread(target=self._pump, args=(one, other), daemon=True).start()

    def _pump(self, one: socket.socket, other: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while octets := one.recv(65536):
                other.sendall(octets)

    def cut(self) -> None:
        for end in self._ends:
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()
        self._ends.clear()

    def close(self) -> None:
        self._listening.close()
        self.cut()


@pytest.fixture(scope="module")
def server() -> Iterator[Pymap]:
    found = Pymap()
    yield found
    found.stop()


class Mailbox:
    """A fresh folder on the server, and the house that empties it."""

    def __init__(self, server: Pymap, tmp_path: Path, name: str) -> None:
        self.port, self.name = server.port, name
        self.books: SqlBooks = open_books(f"sqlite:///{tmp_path}/fitmail.db", secret=b"s", lock_wait=5.0)
        self.keep: Callable[[Sequence[Arrival]], tuple[bool, ...]] = self.books.keep
        self.keeper = Keeper(lambda mails: self.keep(mails), partial(emergency, tmp_path / "box"), lambda: None)
        self.client = imapclient.IMAPClient("127.0.0.1", server.port, ssl=False, timeout=10)
        self.client.socket().setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.client.login("demouser", "demopass")
        self.client.create_folder(name)

    def door(self, *, kept_folder: str | None = None, port: int = 0, poll_seconds: float = 0.05) -> ImapDoor:
        return ImapDoor(
            name="office",
            host="127.0.0.1",
            port=port or self.port,
            user="demouser",
            password="demopass",
            ssl=False,
            folder=self.name,
            kept_folder=f"{self.name}-kept" if kept_folder is None else kept_folder,
            keeper=self.keeper,
            doors=DOORS,
            bookmark=self.books.bookmark,
            set_bookmark=self.books.set_bookmark,
            rcpt_default=DESK,
            author=lambda raw: "author@shop.example",
            poll_seconds=poll_seconds,
            now=lambda: NOW,
        )

    def add(self, *mails: bytes) -> None:
        self.client.multiappend(self.name, mails)

    def lying_in(self, folder: str) -> list[bytes]:
        self.client.select_folder(folder, readonly=True)
        found = self.client.fetch(self.client.search(["ALL"]), ["BODY.PEEK[]"])
        return [found[uid][b"BODY[]"] for uid in sorted(found)]

    def kept(self) -> list[Arrival]:
        return [event for event in self.books.waiting(1000) if isinstance(event, Arrival)]

    def close(self) -> None:
        self.keeper.close()
        self.client.logout()
        self.books.close()


@pytest.fixture()
def box(server: Pymap, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Mailbox]:
    found = Mailbox(server, tmp_path, f"Box{abs(hash(request.node.name)) % 10**9}")
    yield found
    found.close()


def mail(number: int, head: bytes = b"") -> bytes:
    return b"%sSubject: mail %d\r\nMessage-ID: <%d@shop.example>\r\n\r\nwords\r\n" % (head, number, number)


def test_mails_are_kept_and_then_moved(box: Mailbox) -> None:
    box.add(*(mail(number) for number in range(5)))
    door = box.door()
    assert door.poll_once() == 5
    assert [one.raw for one in box.kept()] == [mail(number) for number in range(5)]
    assert box.lying_in(box.name) == []
    assert box.lying_in(f"{box.name}-kept") == [mail(number) for number in range(5)]
    assert door.poll_once() == 0
    box.add(mail(5))
    assert door.poll_once() == 1
    assert box.kept()[-1].via == "imap:office"
    door.stop()


def test_the_envelope_is_what_the_delivering_server_wrote(box: Mailbox) -> None:
    box.add(
        mail(1, b"Return-Path: <jo@shop.example>\r\nDelivered-To: list+x@fit.example\r\n"),
        mail(
            2,
            b"Return-Path: <>\r\nDelivered-To: box@provider.example\r\nX-Original-To: Enquiries+e4.t@fit.example\r\n",
        ),
        mail(3),
    )
    door = box.door()
    door.poll_once()
    assert [(one.mail_from, one.rcpt) for one in box.kept()] == [
        ("jo@shop.example", "list+x@fit.example"),
        ("", "Enquiries+e4.t@fit.example"),
        ("author@shop.example", DESK),
    ]
    door.stop()


def test_without_a_kept_folder_mails_stay_unseen_and_are_read_once(box: Mailbox) -> None:
    box.add(mail(1), mail(2))
    door = box.door(kept_folder="")
    assert door.poll_once() == 2
    assert door.poll_once() == 0
    box.client.select_folder(box.name, readonly=True)
    assert len(box.client.search(["UNSEEN"])) == 2
    door.stop()


def test_a_mail_that_a_person_has_read_already_is_kept_all_the_same(box: Mailbox) -> None:
    box.client.append(box.name, mail(1), flags=[imapclient.SEEN])
    door = box.door()
    assert door.poll_once() == 1
    door.stop()


def test_what_was_kept_when_the_lights_went_out_is_only_moved(box: Mailbox) -> None:
    box.add(mail(1), mail(2))
    first = box.door(kept_folder="")
    first.poll_once()
    first.stop()
    box.add(mail(3))
    second = box.door()
    assert second.poll_once() == 1
    assert box.lying_in(box.name) == []
    assert len(box.lying_in(f"{box.name}-kept")) == 3
    assert len(box.kept()) == 3
    second.stop()


def test_a_new_uidvalidity_starts_over_and_recognises_twins(box: Mailbox) -> None:
    box.add(mail(1), mail(2))
    door = box.door(kept_folder="")
    door.poll_once()
    box.client.delete_folder(box.name)
    box.client.create_folder(box.name)
    box.add(mail(2), mail(3))
    assert door.poll_once() == 2
    assert [one.raw for one in box.kept()] == [mail(1), mail(2), mail(3)]
    assert door.poll_once() == 0
    door.stop()


def test_nothing_is_moved_and_no_bookmark_set_while_the_store_is_broken(box: Mailbox) -> None:
    def broken(mails: Sequence[Arrival]) -> tuple[bool, ...]:
        raise OSError("disk full")

    box.add(mail(1), mail(2))
    box.keep = broken
    door = box.door()
    with pytest.raises(OSError, match="disk full"):
        door.poll_once()
    assert len(box.lying_in(box.name)) == 2
    assert box.books.bookmark("office") is None
    box.keep = box.books.keep
    assert door.poll_once() == 2
    assert box.lying_in(box.name) == []
    door.stop()


def test_one_mail_that_cannot_be_kept_holds_up_the_bookmark_and_not_the_others(box: Mailbox) -> None:
    def picky(mails: Sequence[Arrival]) -> tuple[bool, ...]:
        if any(b"mail 2" in one.raw for one in mails):
            raise ValueError("this one cannot be written down")
        return box.books.keep(mails)

    box.add(*(mail(number) for number in range(1, 5)))
    box.keep = picky
    door = box.door()
    assert door.poll_once() == 3
    assert box.lying_in(box.name) == [mail(2)]
    mark = box.books.bookmark("office")
    assert mark is not None
    assert mark.uid == FIRST_UID
    box.add(mail(5))
    assert door.poll_once() == 1
    box.keep = box.books.keep
    assert door.poll_once() == 1
    assert box.lying_in(box.name) == []
    assert len(box.kept()) == 5
    door.stop()


def test_a_line_that_dies_between_two_polls_is_opened_again(box: Mailbox) -> None:
    relay = Relay(box.port)
    door = box.door(port=relay.port)
    box.add(mail(1))
    assert door.poll_once() == 1
    relay.cut()
    box.add(mail(2))
    assert door.poll_once() == 1
    door.stop()
    relay.close()


def test_a_server_that_is_away_raises_and_is_asked_again_later(box: Mailbox) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        nobody = taken.getsockname()[1]
    door = box.door(port=nobody)
    with pytest.raises(ConnectionRefusedError):
        door.poll_once()
    door.stop()


def test_the_thread_goes_on_after_trouble(box: Mailbox) -> None:
    failing = [True]

    def troubled(mailbox: str) -> Bookmark | None:
        if failing[0]:
            failing[0] = False
            raise TimeoutError("the store is busy")
        return box.books.bookmark(mailbox)

    box.add(mail(1))
    door = box.door()
    door._bookmark = troubled  # the store's trouble, at the one place where it can be seen from outside
    door.start()
    until = time.monotonic() + 10
    while not box.kept() and time.monotonic() < until:
        time.sleep(0.02)
    door.stop()
    assert len(box.kept()) == 1
    assert failing == [False]


def test_many_mails_come_in_several_commits_of_bounded_size(box: Mailbox) -> None:
    sizes: list[int] = []

    def counted(mails: Sequence[Arrival]) -> tuple[bool, ...]:
        sizes.append(len(mails))
        return box.books.keep(mails)

    box.keep = counted
    box.add(*(mail(number) for number in range(120)))
    door = box.door()
    assert door.poll_once() == 120
    assert sum(sizes) == 120
    assert max(sizes) <= 50
    assert box.lying_in(box.name) == []
    door.stop()


def test_a_line_end_in_the_settings_is_refused_before_it_becomes_a_command(box: Mailbox) -> None:
    with pytest.raises(ValueError, match="control character"):
        box.door(kept_folder="Kept\r\nA1 LOGOUT")

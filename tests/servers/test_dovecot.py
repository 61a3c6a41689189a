"""The IMAP door against a real Dovecot, which this test starts itself in a folder of its own.

Without Dovecot on the machine the tests are skipped; with FITMAIL_REQUIRE_SERVERS=1 they fail instead.
"""

from __future__ import annotations

import getpass
import grp
import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import imapclient
import pytest

from fitmail.model import Arrival
from fitmail.receive import Doors, Keeper
from fitmail.receive.imap import ImapDoor
from fitmail.store.books import SqlBooks, open_books
from fitmail.store.emergency import emergency

pytestmark = pytest.mark.servers

NOW = datetime(2026, 3, 3, 13, 0, tzinfo=UTC)
DESK = "enquiries@fit.example"
DOORS = Doors(addresses=(DESK,), separator="+", size_limit=1_000_000, hop_limit=25)
NOBODY = 65534

SETTINGS = """
protocols = imap
listen = 127.0.0.1
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/log
ssl = no
disable_plaintext_auth = no
mail_location = maildir:{folder}/mail/%u
mail_fsync = never
passdb {{
  driver = static
  args = password=word
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={folder}/home/%u
}}
service imap-login {{
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = 0
  }}
  {jail}
}}
service anvil {{
  {jail}
}}
{users}
{more}
"""


def found(program: str) -> str:
    place = shutil.which(program, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/lib/dovecot")
    if place is None:
        if os.environ.get("FITMAIL_REQUIRE_SERVERS") == "1":
            pytest.fail(f"{program} is not installed, and FITMAIL_REQUIRE_SERVERS=1 demands it")
        pytest.skip(f"{program} is not installed")
    return place


class Dovecot:
    """A Dovecot on a free port of this machine, with one user: desk, password word."""

    def __init__(self, folder: Path, more: str) -> None:
        self.program = found("dovecot")
        self.folder, self.more = folder, more
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        root = os.geteuid() == 0
        mine = getpass.getuser()
        users = f"default_internal_user = {mine}\ndefault_login_user = {mine}\n"
        users += f"default_internal_group = {grp.getgrgid(os.getegid()).gr_name}"
        self.settings = folder / "dovecot.conf"
        self.settings.write_text(
            SETTINGS.format(
                folder=folder,
                port=self.port,
                uid=NOBODY if root else os.geteuid(),
                gid=NOBODY if root else os.getegid(),
                jail="" if root else "chroot =",
                users="" if root else users,
                more=more,
            )
        )
        for sub in ("mail", "home"):
            (folder / sub).mkdir()
            if root:
                os.chown(folder / sub, NOBODY, NOBODY)
        self.start()

    def start(self) -> None:
        self._process = subprocess.Popen([self.program, "-F", "-c", str(self.settings)])
        until = time.monotonic() + 15
        while time.monotonic() < until:
            try:
                self.client().logout()
            except OSError:
                time.sleep(0.05)
            else:
                return
        self.stop()
        log = self.folder / "log"
        pytest.fail(f"Dovecot did not start: {log.read_text() if log.exists() else 'no log'}")

    def stop(self) -> None:
        self._process.terminate()
        self._process.wait(10)

    def client(self) -> imapclient.IMAPClient:
        client = imapclient.IMAPClient("127.0.0.1", self.port, ssl=False, timeout=10)
        client.login("desk", "word")
        return client


@pytest.fixture()
def dovecot() -> Iterator[Callable[[str], Dovecot]]:
    # Not pytest's own folder: Dovecot's user must be able to enter it.
    folder = Path(tempfile.mkdtemp(prefix="dovecot-"))
    folder.chmod(0o755)
    servers: list[Dovecot] = []

    def start(more: str) -> Dovecot:
        servers.append(Dovecot(folder, more))
        return servers[-1]

    yield start
    for server in servers:
        server.stop()
    shutil.rmtree(folder, ignore_errors=True)


class House:
    def __init__(self, tmp_path: Path) -> None:
        self.books: SqlBooks = open_books(f"sqlite:///{tmp_path}/fitmail.db", secret=b"s", lock_wait=5.0)
        self.keeper = Keeper(self.books.keep, partial(emergency, tmp_path / "box"), lambda: None)

    def door(self, server: Dovecot) -> ImapDoor:
        return ImapDoor(
            name="desk", host="127.0.0.1", port=server.port, user="desk", password="word", ssl=False, folder="INBOX",
            kept_folder="Kept", keeper=self.keeper, doors=DOORS, bookmark=self.books.bookmark,
            set_bookmark=self.books.set_bookmark, rcpt_default=DESK, author=lambda raw: "", poll_seconds=0.1,
            now=lambda: NOW,
        )  # fmt: skip

    def kept(self) -> list[bytes]:
        return [event.raw for event in self.books.waiting(1000) if isinstance(event, Arrival)]

    def close(self) -> None:
        self.keeper.close()
        self.books.close()


@pytest.fixture()
def house(tmp_path: Path) -> Iterator[House]:
    found = House(tmp_path)
    yield found
    found.close()


def mail(number: int) -> bytes:
    return b"Return-Path: <jo@shop.example>\r\nSubject: %d\r\n\r\nwords\r\n" % number


def add(server: Dovecot, *mails: bytes) -> None:
    client = server.client()
    for one in mails:
        client.append("INBOX", one)
    client.logout()


def lying_in(server: Dovecot, folder: str, *, deleted: bool = False) -> int:
    client = server.client()
    client.select_folder(folder, readonly=True)
    count = len(client.search(["DELETED" if deleted else "UNDELETED"]))
    client.logout()
    return count


@pytest.mark.parametrize(
    ("more", "folder", "left"),
    [
        ("", "Kept", 0),
        ("imap_capability = IMAP4rev1 UIDPLUS", "Kept", 0),
        ("imap_capability = IMAP4rev1", "Kept", 6),
        ("namespace inbox {\n inbox = yes\n prefix = INBOX.\n separator = .\n}", "INBOX.Kept", 0),
    ],
    ids=["with MOVE", "without MOVE", "without MOVE and UIDPLUS", "with a prefix"],
)
def test_mails_are_kept_once_and_lie_in_the_kept_folder_once(
    dovecot: Callable[[str], Dovecot], house: House, more: str, folder: str, left: int
) -> None:
    server = dovecot(more)
    door = house.door(server)
    add(server, *(mail(number) for number in range(5)))
    assert door.poll_once() == 5
    assert door.poll_once() == 0
    add(server, mail(5))
    assert door.poll_once() == 1
    assert door.poll_once() == 0
    door.stop()
    assert house.kept() == [mail(number) for number in range(6)]
    assert lying_in(server, folder) == 6
    assert lying_in(server, "INBOX") == 0
    assert lying_in(server, "INBOX", deleted=True) == left


def test_a_restart_of_the_server_is_not_noticed_by_the_house(dovecot: Callable[[str], Dovecot], house: House) -> None:
    server = dovecot("")
    door = house.door(server)
    add(server, mail(1))
    door.start()
    until = time.monotonic() + 20
    while len(house.kept()) < 1 and time.monotonic() < until:
        time.sleep(0.02)
    server.stop()
    server.start()
    add(server, mail(2))
    while len(house.kept()) < 2 and time.monotonic() < until:
        time.sleep(0.02)
    door.stop()
    assert house.kept() == [mail(1), mail(2)]


def test_a_folder_made_anew_starts_over(dovecot: Callable[[str], Dovecot], house: House) -> None:
    server = dovecot("")
    door = house.door(server)
    add(server, mail(1), mail(2))
    assert door.poll_once() == 2
    before = house.books.bookmark("desk")
    door.stop()
    server.stop()
    shutil.rmtree(server.folder / "mail" / "desk")
    time.sleep(1.1)  # Dovecot takes the UIDVALIDITY from the time
    server.start()
    add(server, mail(2), mail(3))
    again = house.door(server)
    assert again.poll_once() == 2
    again.stop()
    after = house.books.bookmark("desk")
    assert before is not None
    assert after is not None
    assert before.uidvalidity != after.uidvalidity
    assert house.kept() == [mail(1), mail(2), mail(3)]

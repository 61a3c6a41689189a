"""A real Postfix before and behind the house: it hands mail to our LMTP door, and takes ours as a smarthost.

Postfix runs in a folder of its own, on free ports, and needs root. Without Postfix or root the tests are skipped;
with FITMAIL_REQUIRE_SERVERS=1 they fail instead.
"""

from __future__ import annotations

import os
import shutil
import smtplib
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest

from fitmail.deliver.smtp import SmtpTransport
from fitmail.model import Arrival, Sent
from fitmail.receive import Doors, Keeper
from fitmail.receive.smtp import LmtpDoor
from fitmail.store import Claimed
from fitmail.store.books import open_books
from fitmail.store.emergency import emergency

pytestmark = pytest.mark.servers

NOW = datetime(2026, 3, 3, 13, 0, tzinfo=UTC)
DATE = "Tue, 03 Mar 2026 13:00:00 +0000"
DESK, LIST = "enquiries@fit.example", "list@fit.example"

MAIN = """
compatibility_level = 3.6
queue_directory = {folder}/spool
data_directory = {folder}/data
command_directory = {commands}
daemon_directory = {daemons}
mail_owner = postfix
setgid_group = postdrop
maillog_file = {folder}/log
maillog_file_prefixes = {folder}
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = mx.fit.example
mydestination =
mynetworks = 127.0.0.0/8
smtputf8_enable = yes
relay_domains = fit.example
relay_transport = lmtp:inet:127.0.0.1:{port}
default_transport = discard:
minimal_backoff_time = 1s
maximal_backoff_time = 1s
queue_run_delay = 1s
"""
MASTER = """
127.0.0.1:{smtp} inet n - n - - smtpd
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 1 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
smtp unix - - n - - smtp
relay unix - - n - - smtp
error unix - - n - - error
retry unix - - n - - error
discard unix - - n - - discard
local unix - n n - - local
virtual unix - n n - - virtual
lmtp unix - - n - - lmtp
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
"""


def missing() -> str:
    if os.geteuid() != 0:
        return "Postfix needs root"
    if shutil.which("postfix", path="/usr/sbin:/usr/local/sbin") is None:
        return "Postfix is not installed"
    return ""


class Postfix:
    """A Postfix of its own: takes mail on `port`, hands fit.example to the LMTP door on `lmtp`."""

    def __init__(self, folder: Path, lmtp: int) -> None:
        self.folder, self.config = folder, folder / "config"
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        self.config.mkdir()
        (folder / "data").mkdir()
        shutil.chown(folder / "data", "postfix")
        (folder / "spool").mkdir()
        daemons = next(place for place in ("/usr/lib/postfix/sbin", "/usr/libexec/postfix") if Path(place).exists())
        (self.config / "main.cf").write_text(
            MAIN.format(folder=folder, port=lmtp, commands="/usr/sbin", daemons=daemons)
        )
        (self.config / "master.cf").write_text(MASTER.format(smtp=self.port))
        self.command("start")
        until = time.monotonic() + 15
        while time.monotonic() < until:
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=5).close()
            except OSError:
                time.sleep(0.05)
            else:
                return
        pytest.fail(f"Postfix did not start: {self.log()}")

    def command(self, word: str) -> None:
        subprocess.run(["/usr/sbin/postfix", "-c", str(self.config), word], check=True, capture_output=True, timeout=60)

    def says(self, words: str) -> None:
        """Waits until the log has these words."""
        until = time.monotonic() + 20
        while words not in self.log() and time.monotonic() < until:
            time.sleep(0.05)
        assert words in self.log()

    def log(self) -> str:
        log = self.folder / "log"
        return log.read_text() if log.exists() else ""


class Fault(Exception):
    """The store of the test, when it is told to be broken."""


class House:
    def __init__(self, tmp_path: Path) -> None:
        self.broken = False
        self.box = tmp_path / "box"
        self.books = open_books(f"sqlite:///{tmp_path}/fitmail.db", secret=b"s", lock_wait=5.0)
        self.keeper = Keeper(self._keep, partial(emergency, self.box), lambda: None)
        doors = Doors(addresses=(DESK, LIST), separator="+", size_limit=5_000_000, hop_limit=25)
        self.door = LmtpDoor(
            keeper=self.keeper, doors=doors, host="127.0.0.1", port=0, hostname="house", now=lambda: NOW, tls=None
        )
        self.door.start()

    def _keep(self, mails: Sequence[Arrival]) -> tuple[bool, ...]:
        if self.broken:
            raise Fault
        return self.books.keep(mails)

    def kept(self, count: int, subject: str) -> list[Arrival]:
        """What is kept of a subject, as soon as there are so many; or after a while whatever there is."""
        words = f"Subject: {subject}".encode()
        until = time.monotonic() + 20
        while True:
            found = [event for event in self.books.waiting(1000) if isinstance(event, Arrival)]
            found = [mail for mail in found if words in mail.raw]
            if len(found) >= count or time.monotonic() > until:
                return found
            time.sleep(0.05)

    def close(self) -> None:
        self.door.stop()
        self.keeper.close()
        self.books.close()


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    found = House(tmp_path_factory.mktemp("house"))
    yield found
    found.close()


@pytest.fixture(scope="module")
def postfix(house: House) -> Iterator[Postfix]:
    if reason := missing():
        if os.environ.get("FITMAIL_REQUIRE_SERVERS") == "1":
            pytest.fail(f"{reason}, and FITMAIL_REQUIRE_SERVERS=1 demands it")
        pytest.skip(reason)
    # Not pytest's own folder: Postfix' user must be able to enter it.
    folder = Path(tempfile.mkdtemp(prefix="postfix-"))
    folder.chmod(0o755)
    found = Postfix(folder, house.door.port)
    yield found
    found.command("stop")
    shutil.rmtree(folder, ignore_errors=True)


def send(postfix: Postfix, sender: str, rcpts: Sequence[str], raw: bytes) -> None:
    with smtplib.SMTP("127.0.0.1", postfix.port, local_hostname="client.example", timeout=20) as line:
        line.sendmail(sender, list(rcpts), raw)


def written(subject: str, words: bytes) -> bytes:
    """A whole mail, so that Postfix has no header to add."""
    head = f"From: jo@shop.example\r\nDate: {DATE}\r\nMessage-ID: <{subject.replace(' ', '.')}@shop.example>\r\n"
    return f"{head}Subject: {subject}\r\n\r\n".encode() + words


def below(raw: bytes) -> bytes:
    """What the client wrote, without the lines that Postfix puts on top."""
    return raw[raw.index(b"From: ") :]


def test_postfix_hands_mail_to_our_lmtp_door(house: House, postfix: Postfix) -> None:
    raw = written("Web shop", b".We want one.\r\n" + b"x" * 900 + b"\r\n.\r\n")
    send(postfix, "jo@shop.example", [DESK, "list+t.1@fit.example"], raw)
    kept = house.kept(2, "Web shop")
    assert sorted((mail.mail_from, mail.rcpt) for mail in kept) == [
        ("jo@shop.example", DESK),
        ("jo@shop.example", "list+t.1@fit.example"),
    ]
    assert all(below(mail.raw) == raw for mail in kept)


def test_an_unknown_recipient_bounces_and_the_others_do_not(house: House, postfix: Postfix) -> None:
    send(postfix, "jo@shop.example", ["nobody@fit.example", DESK], written("Half known", b"words\r\n"))
    assert [mail.rcpt for mail in house.kept(1, "Half known")] == [DESK]
    postfix.says("550 5.1.1 Nobody has this address here")
    assert postfix.log().count("status=bounced") == 1


def test_many_mails_on_kept_connections_lose_no_step(house: House, postfix: Postfix) -> None:
    with smtplib.SMTP("127.0.0.1", postfix.port, local_hostname="client.example", timeout=20) as line:
        for number in range(60):
            raw = written(f"Many {number}", b"words\r\n")
            line.sendmail("" if number % 7 == 0 else "jo@shop.example", [DESK, LIST], raw)
    kept = house.kept(120, "Many")
    assert len(kept) == 120
    assert len({below(mail.raw) for mail in kept}) == 60


def test_postfix_keeps_what_we_cannot_and_comes_again(house: House, postfix: Postfix) -> None:
    house.broken = True
    raw = written("Patience", b"words\r\n")
    send(postfix, "jo@shop.example", [DESK], raw)
    postfix.says("451 4.3.0 This mail could not be stored")
    house.broken = False
    assert len(list(house.box.glob("*.eml"))) >= 1
    postfix.command("flush")
    assert [below(mail.raw) for mail in house.kept(1, "Patience")] == [raw]


def test_postfix_takes_our_mail_as_a_smarthost(house: House, postfix: Postfix) -> None:
    out = SmtpTransport(
        host="127.0.0.1", port=postfix.port, starttls="if offered", user="", password="", hostname="fit.example",
        timeout=20, lmtp=False, trusted=None,
    )  # fmt: skip
    batch = [
        Claimed(
            key=str(number),
            address=DESK,
            return_path="" if number == 0 else f"enquiries+b.{number}@fit.example",
            head=written(f"Smart {number}", b""),
            body="¡Hola!\r\n.\r\n".encode(),
            tries=0,
            first_at=NOW,
        )
        for number in range(5)
    ]
    outcomes = out.send(batch)
    out.close()
    assert all(isinstance(outcome, Sent) and "queued as" in outcome.answer for outcome in outcomes), outcomes
    kept = house.kept(5, "Smart")
    assert sorted(below(mail.raw) for mail in kept) == [mail.head + mail.body for mail in batch]
    assert {mail.mail_from for mail in kept} == {mail.return_path for mail in batch}

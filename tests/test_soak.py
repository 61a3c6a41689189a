"""kill -9 of `fitmail serve` at random moments while mail comes in by SMTP from several connections.

Every mail that got a 250 is there once, no case twice, no mail to a person lost. `make test` kills a few times;
`make soak` (FITMAIL_SOAK=50) kills fifty times while 2,000 mails come in from 20 connections. The moments are drawn
from a seed that is printed, so that a failure can be played again with FITMAIL_SEED.
"""

from __future__ import annotations

import os
import random
import signal
import smtplib
import subprocess
import sys
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest

from fitmail.config import init, load
from fitmail.model import Person, Turn
from fitmail.store.books import open_books

KILLS = int(os.environ.get("FITMAIL_SOAK", "4"))
LONG = KILLS > 10
MAILS = 2000 if LONG else 160
CONNECTIONS = 20 if LONG else 8
SEED = int(os.environ.get("FITMAIL_SEED", "0")) or int(time.time())
PATIENCE = 900 if LONG else 90  # seconds for everything to come to rest
STATES = ("queued", "in_flight", "sent", "failed", "held", "withdrawn")


@dataclass
class Desk:
    folder: Path
    port: int = 0
    process: subprocess.Popen[str] | None = None

    @property
    def config(self) -> Path:
        return self.folder / "fitmail.toml"

    def start(self) -> None:
        """A new process on the port of the first; returns when all roles are at work."""
        command = [sys.executable, "-m", "fitmail.cli", "--config", str(self.config), "serve"]
        environment = {**os.environ, "FITMAIL_RECEIVE__SMTP__PORT": str(self.port)}
        log = (self.folder / "serve.log").open("a")
        self.process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=log, text=True)
        assert self.process.stdout is not None
        for line in self.process.stdout:
            if line.startswith("smtp "):
                self.port = int(line.rpartition(":")[2])
            if line.strip() == "ready":
                return
        raise AssertionError("serve ended: " + (self.folder / "serve.log").read_text()[-2000:])

    def kill(self) -> None:
        assert self.process is not None
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()
            self.process.wait(timeout=30)


@dataclass
class Senders:
    """Connections that send until each mail has its 250, as mail servers do."""

    desk: Desk
    accepted: Counter[int] = field(default_factory=Counter)
    lock: threading.Lock = field(default_factory=threading.Lock)
    waiting: list[int] = field(default_factory=lambda: list(range(MAILS, 0, -1)))
    stop: threading.Event = field(default_factory=threading.Event)

    def run(self) -> None:
        line: smtplib.SMTP | None = None
        while not self.stop.is_set():
            with self.lock:
                if not self.waiting:
                    return
                number = self.waiting.pop()
            try:
                if line is None:
                    line = smtplib.SMTP("127.0.0.1", self.desk.port, timeout=20)
                line.sendmail(f"kim{number}@shop.example", ["enquiries@weft.example"], mail(number))
                with self.lock:
                    self.accepted[number] += 1
            except (OSError, smtplib.SMTPException):
                line = None
                with self.lock:
                    self.waiting.insert(0, number)
                time.sleep(0.05)


def mail(number: int) -> bytes:
    return (
        f"From: Kim {number} <kim{number}@shop.example>\r\nTo: enquiries@weft.example\r\n"
        f"Subject: Web shop {number}\r\nMessage-ID: <{number}@shop.example>\r\n"
        "Date: Tue, 3 Mar 2026 10:00:00 +0000\r\n\r\n"
        f"We are looking for somebody to build our web shop. Our budget is about {number} pounds.\r\n"
    ).encode()


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    init(tmp_path, like="cotech", today=date(2026, 3, 3), secret="s" * 64, copy_files=False)
    text = (
        '[network]\nname = "Weft"\n[desk]\naddress = "enquiries@weft.example"\nzone = "Europe/London"\n'
        '[list]\nmode = "off"\n[receive.smtp]\nhost = "127.0.0.1"\nport = 0\n'
        '[deliver]\ntransport = "folder"\nfolder = "out"\n[roles]\noperator = "isla@bramble.example"\n'
        "[digest]\non = false\n[limits]\nanswers_per_hour = 10000\n"
    )
    (tmp_path / "fitmail.toml").write_text(text)
    settings = load(tmp_path / "fitmail.toml", environment={})
    books = open_books(settings.store_url, secret=b"s" * 64, lock_wait=30.0)
    isla = Person(
        address="isla@bramble.example", name="Isla", coop="Bramble", language="en", roles=("member", "rep", "chair")
    )
    books.set_people((), (isla,))
    books.set_turns([Turn(chair=isla.address, backup="", first=date(2020, 1, 1), last=date(2090, 1, 1))])
    books.close()
    return Desk(folder=tmp_path)


def at_rest(desk: Desk) -> bool:
    settings = load(desk.config, environment={})
    books = open_books(settings.store_url, secret=b"s" * 64, lock_wait=30.0)
    try:
        waiting = books.ledger().waiting
        return waiting == 0 and not books.outbox(states=("queued", "in_flight"))
    finally:
        books.close()


def test_every_mail_that_got_its_250_is_there_once_whenever_the_house_is_killed(desk: Desk) -> None:
    print(f"\n{KILLS} kills, {MAILS} mails, {CONNECTIONS} connections, FITMAIL_SEED={SEED}")
    dice = random.Random(SEED)
    desk.start()
    senders = Senders(desk=desk)
    threads = [threading.Thread(target=senders.run) for _ in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    try:
        for _ in range(KILLS):
            time.sleep(dice.uniform(0.05, 1.5))
            desk.kill()
            desk.start()
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until and (any(t.is_alive() for t in threads) or not at_rest(desk)):
            time.sleep(0.5)
    finally:
        senders.stop.set()
        for thread in threads:
            thread.join()
        desk.stop()
    check(desk, senders)


def check(desk: Desk, senders: Senders) -> None:
    """What must be true after every kill."""
    settings = load(desk.config, environment={})
    books = open_books(settings.store_url, secret=b"s" * 64, lock_wait=30.0)
    try:
        ledger, cases = books.ledger(), books.cases(open_only=False)
        rows = books.outbox(states=STATES)
        parked = books.parked()
    finally:
        books.close()
    assert ledger.ok
    assert parked == ()
    assert (ledger.received - ledger.duplicate, ledger.waiting) == (MAILS, 0)
    assert set(senders.accepted) == set(range(1, MAILS + 1))
    enquirers = Counter(case.enquirer.address for case in cases if hasattr(case, "enquirer"))
    assert len(cases) == MAILS
    assert set(enquirers.values()) == {1}
    # One receipt, one routed mail and one card for each, all sent, none lost.
    assert Counter(row.template for row in rows) == {"receipt": MAILS, "enquirer-mail": MAILS, "card": MAILS}
    assert {row.state for row in rows} == {"sent"}
    left = list((desk.folder / "out" / "new").iterdir())
    # The folder writes the same key to the same file, so that even the one window of the crash table shows once.
    assert len(left) == 3 * MAILS
    again = sum(count - 1 for count in senders.accepted.values())
    print(f"{ledger.received} received, {len(cases)} cases, {len(rows)} mails, {again} accepted twice")


def test_while_the_books_are_shut_mail_is_put_aside_and_its_sender_tries_again(desk: Desk) -> None:
    """The file of the store is no database: the doors open all the same and say 451."""
    good = desk.folder / "fitmail.db"
    aside = desk.folder / "aside.db"
    for name in ("fitmail.db", "fitmail.db-wal", "fitmail.db-shm"):
        if (desk.folder / name).exists():
            (desk.folder / name).rename(desk.folder / name.replace("fitmail", "aside"))
    assert aside.exists()
    good.write_bytes(b"this is no database, whatever its name says\n" * 50)
    command = [sys.executable, "-m", "fitmail.cli", "--config", str(desk.config), "serve"]
    log = (desk.folder / "serve.log").open("a")
    desk.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=log, text=True)
    try:
        assert desk.process.stdout is not None
        desk.port = int(desk.process.stdout.readline().rpartition(":")[2])
        with smtplib.SMTP("127.0.0.1", desk.port, timeout=20) as line:
            line.ehlo()
            line.mail("kim@shop.example")
            line.rcpt("enquiries@weft.example")
            code, _ = line.data(mail(1))
        assert code == 451
        (copy,) = (desk.folder / "emergency").glob("*.eml")
        assert b"Web shop 1" in copy.read_bytes()
        good.unlink()
        aside.rename(good)
        for line_ in desk.process.stdout:
            if line_.strip() == "ready":
                break
        with smtplib.SMTP("127.0.0.1", desk.port, timeout=20) as line:
            assert line.sendmail("kim@shop.example", ["enquiries@weft.example"], mail(1)) == {}
    finally:
        desk.stop()

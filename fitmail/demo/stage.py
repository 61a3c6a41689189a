"""The stage of the demonstration: a real `fitmail serve` under a clock of ours, and the world around it.

Takes an installed folder. Gives the doors of the running desk (SMTP, a mailbox by IMAP, old mail), the clock, and the
mails that have left since one last looked. Promises: the process that was started is ended by its number, whatever
happens; `rest()` returns when nothing waits and nothing may leave, or says what still does. The books are only read
here, but for old mail, which is kept as `fitmail import` keeps it.
"""

from __future__ import annotations

import json
import os
import queue
import smtplib
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from datetime import datetime
from email.utils import parseaddr
from pathlib import Path

from fitmail.config import Settings
from fitmail.demo.installation import BEGINS, SERVER, furnish, install, set_clock, settle
from fitmail.demo.mailbox import Mailbox
from fitmail.model import Directory, SentMail
from fitmail.receive import Doors, arrival
from fitmail.rehearse.departed import Departed, open_mail

PATIENCE = 90.0  # seconds until a desk that does not come to rest is given up
GLANCE = 0.05
STATES = ("queued", "in_flight", "sent", "failed", "held", "withdrawn")
FILED = 50  # old mails of one commit


class Stuck(Exception):
    """The desk does not do what it should; a sentence that says what."""


class Stage:
    """One installation, running."""

    def __init__(self, folder: Path, source: Path) -> None:
        self.folder, self.source = folder, source
        self.now = BEGINS
        self.mailbox = Mailbox()
        self._serve: subprocess.Popen[str] | None = None
        self._seen: set[str] = set()
        try:
            self.settings: Settings = install(folder, source, imap_port=self.mailbox.port)
            self.books = furnish(self.settings)
        except BaseException:
            self.mailbox.close()
            raise
        self.port = 0

    @property
    def directory(self) -> Directory:
        return self.books.directory()

    # -- the running desk

    def start(self) -> None:
        """Returns when the desk says that it is ready."""
        command = [sys.executable, "-m", "fitmail.cli", "--config", str(self.folder / "fitmail.toml"), "serve"]
        clock = {"FITMAIL_CLOCK": str(self.folder / "clock"), "PYTHONUNBUFFERED": "1"}
        with (self.folder / "serve.log").open("w", encoding="utf-8") as log:
            self._serve = subprocess.Popen(
                command, env={**os.environ, **clock}, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                stderr=log, text=True, start_new_session=True,
            )  # fmt: skip
        for line in self._said():
            word, _, place = line.strip().partition(" ")
            if word == "smtp":
                self.port = int(place.rpartition(":")[2])
            if word == "ready":
                return
        raise Stuck(f"`fitmail serve` ended before it was ready: {self._last_words()}")

    def _said(self) -> Sequence[str]:
        """Its lines up to `ready`; a thread reads them, so that a silent process does not hold us up for ever."""
        assert self._serve is not None and self._serve.stdout is not None
        stream, lines = self._serve.stdout, queue.SimpleQueue[str]()

        def read_on() -> None:
            for line in stream:
                lines.put(line)
            lines.put("")

        threading.Thread(target=read_on, name="serve's output", daemon=True).start()
        said: list[str] = []
        try:
            while not said or said[-1].strip() not in ("", "ready"):
                said.append(lines.get(timeout=PATIENCE))
        except queue.Empty:
            raise Stuck("`fitmail serve` does not say that it is ready") from None
        return said

    def _last_words(self) -> str:
        lines = (self.folder / "serve.log").read_text("utf-8", "replace").strip().splitlines()
        return lines[-1] if lines else "it said nothing"

    def close(self) -> None:
        """Ends what was started here, and leaves settings that work without it."""
        try:
            if self._serve is not None and self._serve.poll() is None:
                self._serve.terminate()
                try:
                    self._serve.wait(20)
                except subprocess.TimeoutExpired:
                    self._serve.kill()
                    self._serve.wait(20)
        finally:
            if self._serve is not None and self._serve.stdout is not None:
                self._serve.stdout.close()
            self.books.close()
            self.mailbox.close()
            settle(self.folder, imap_port=None)

    # -- what the world does

    def at(self, moment: datetime) -> None:
        """Sets the clock of the desk."""
        self.now = moment
        set_clock(self.folder, moment)

    def by_smtp(self, raw: bytes, *, rcpt: str) -> None:
        """A mail comes by SMTP; it is ours when the server has said 250."""
        sender = parseaddr(_header(raw, "from"))[1]
        with smtplib.SMTP("127.0.0.1", self.port, timeout=30) as peer:
            peer.sendmail(sender, [rcpt], raw, ["BODY=8BITMIME"])

    def by_imap(self, mails: Sequence[bytes]) -> None:
        """Mails lie in a mailbox elsewhere; returns when the desk has fetched them all."""
        goal = self.books.ledger().received + len(mails)
        self.mailbox.put(mails)
        self._wait(lambda: self.books.ledger().received >= goal, "the mailbox is not emptied")

    def file_old(self, mails: Sequence[tuple[str, bytes]], *, told: Callable[[int, int], None]) -> None:
        """(address of ours, mail): filed, and nobody is answered. `told` hears how many of how many are done."""
        doors = Doors(
            addresses=self.settings.ours.addresses,
            separator=self.settings.policy.separator,
            size_limit=self.settings.limits.size,
            hop_limit=self.settings.limits.hops,
        )
        events = [
            arrival(
                via="mbox", mail_from=parseaddr(_header(raw, "from"))[1], rcpt=rcpt, raw=raw, at=self.now,
                doors=doors, filing=True,
            )
            for rcpt, raw in mails
        ]  # fmt: skip
        for first in range(0, len(events), FILED):
            self.books.keep(events[first : first + FILED])

        def filed() -> bool:
            waiting = self.books.ledger().waiting
            told(len(events) - waiting, len(events))
            return waiting == 0

        self._wait(filed, "old mail is not filed")

    # -- what the desk has done

    def rest(self, until: Callable[[], bool] = lambda: True) -> None:
        """Until nothing waits, nothing may leave, and what was hoped for is so."""
        self._wait(lambda: self._quiet() and until() and self._quiet(), "the desk does not come to rest")

    def _quiet(self) -> bool:
        # In this order: a duty becomes an event, an event writes mails, so nothing slips behind our back.
        return not (
            self.books.wakes(self.now, 1) or self.books.waiting(1) or self.books.outbox(states=("queued", "in_flight"))
        )

    def _wait(self, done: Callable[[], bool], trouble: str) -> None:
        until = time.monotonic() + PATIENCE
        while not done():
            if self._serve is not None and self._serve.poll() is not None:
                raise Stuck(f"`fitmail serve` has ended: {self._last_words()}")
            if time.monotonic() > until:
                waiting = [type(event).__name__ for event in self.books.waiting(3)]
                raise Stuck(f"{trouble} (waiting: {', '.join(waiting) or 'nothing'}; {self._last_words()})")
            time.sleep(GLANCE)

    def fresh(self) -> tuple[Departed, ...]:
        """The mails that left since the last look, in the order in which they left."""
        rows = {row.key: row for row in self.books.outbox(states=STATES)}
        new = self.folder / "mail" / "new"
        names = sorted(path.name for path in new.iterdir()) if new.is_dir() else []
        fresh = [name for name in names if name not in self._seen]
        self._seen.update(fresh)
        return tuple(self._departed(name, rows) for name in fresh)

    def _departed(self, name: str, rows: dict[str, SentMail]) -> Departed:
        mail = self.folder / "mail"
        envelope = json.loads((mail / "envelopes" / f"{name}.json").read_text("utf-8"))
        raw = (mail / "new" / name).read_bytes()
        headers, text, markup, attachments = open_mail(raw)
        row = rows.get(envelope["key"])
        return Departed(
            key=envelope["key"],
            address=envelope["rcpt_to"].lower(),
            return_path=envelope["mail_from"],
            raw=raw,
            case=row.case if row else "",
            template=row.template if row else "",
            by=row.by if row else "",
            outward=row.outward if row else False,
            at=self.now,
            step=0,
            text=text,
            markup=markup,
            headers=headers,
            attachments=attachments,
        )


def vouched(raw: bytes, author: str) -> bytes:
    """RFC 8601: what the network's own mail server found out about a registered author, on top."""
    domain = author.rpartition("@")[2]
    line = (
        f"Authentication-Results: {SERVER};\n\tdkim=pass header.d={domain};\n"
        f"\tspf=pass smtp.mailfrom={author};\n\tdmarc=pass header.from={domain}\n"
    )
    return line.encode() + raw


def _header(raw: bytes, name: str) -> str:
    headers, _, _, _ = open_mail(raw)
    return next((value for key, value in headers if key.lower() == name), "")

"""One temporary installation under a story's clock, played in one of four ways.

Takes settings, people and events. Gives the mails that left.
Promises: the real store in a file of its own, the real walk, the real outbox; only the last step is ours: a transport
that keeps what it is given. The way decides how events come in and what goes wrong meanwhile:
straight · twice (each event is handed in again, and once more with another Received line) · crash (the house dies
before and after each commit and delivery, and is opened again on the same file) · lmtp (through a real socket).
"""

from __future__ import annotations

import re
import smtplib
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from fitmail.app import House
from fitmail.config import Settings
from fitmail.decide import next_duty
from fitmail.model import Arrival, Outcome, Sent
from fitmail.receive.envelope import arrival
from fitmail.receive.smtp import LmtpDoor
from fitmail.rehearse.departed import Departed, open_mail
from fitmail.rehearse.network import Network
from fitmail.rehearse.posting import Posted
from fitmail.store import Claimed

WAYS = ("straight", "twice", "crash", "lmtp")
POINTS = (("walk:before-commit", "deliver:claimed"), ("walk:after-commit", "deliver:sent"))
BLANK: list[bytes] = []  # the file of a house in which nothing has happened
RESTLESS = 5000  # rounds after which a house that still finds something to do is taken for a loop
STATES = ("queued", "in_flight", "sent", "failed", "held", "withdrawn")


class Crash(BaseException):
    """The lights go out. No `except Exception` of the house may catch it."""


class Restless(Exception):
    """The house does not come to rest."""


class Kept:
    """The transport of a rehearsal: every mail arrives, here."""

    name = "rehearsal"

    def __init__(self, now: Callable[[], datetime]) -> None:
        self.now = now
        self.mails: list[tuple[datetime, Claimed]] = []

    def send(self, batch: Sequence[Claimed]) -> tuple[Outcome, ...]:
        self.mails += [(self.now(), claimed) for claimed in batch]
        return tuple(Sent(answer="250 taken by the rehearsal") for _ in batch)

    def close(self) -> None:
        """Nothing is open."""


class Stage:
    def __init__(self, *, settings: Settings, network: Network, folder: Path, way: str) -> None:
        self.settings, self.network, self.folder, self.way = settings, network, folder, way
        self.now = network.now.astimezone(UTC)
        self.transport = Kept(lambda: self.now)
        self.left: list[Departed] = []
        self.seen: dict[str, Claimed] = {}
        self.doubled: list[str] = []  # keys that left twice where that must not be
        self.spared: set[str] = set()
        self.steps: list[int] = []  # collected so far
        self.door: LmtpDoor | None = None
        self.house = self.on_a_blank_file()
        books = self.house.books
        books.set_people(network.coops, network.people)
        books.set_turns(network.turns)

    def open(self) -> House:
        return House.open(self.settings, transport=self.transport, fault=self.fault)

    def on_a_blank_file(self) -> House:
        """A fresh house. Its empty tables are made once per process and copied: that is a third of a short story."""
        file = Path(self.settings.store_url.removeprefix("sqlite:///"))
        if not BLANK and self.settings.store_url.startswith("sqlite:///"):
            self.open().close()
            if not file.with_name(file.name + "-wal").exists():
                BLANK.append(file.read_bytes())
        elif BLANK and self.settings.store_url.startswith("sqlite:///"):
            file.write_bytes(BLANK[0])
        return self.open()

    def close(self) -> None:
        if self.door is not None:
            self.door.stop()
        self.house.close()

    def fault(self, point: str) -> None:
        """Dies at a point the first time an event comes there, and lets it pass the second time.

        Of the four points two are looked at in one step of a story and the other two in the next: opening the house
        again takes longer than everything else.
        """
        if self.way != "crash" or point not in POINTS[len(self.steps) % 2]:
            return
        if point in self.spared:
            self.spared.discard(point)
            return
        self.spared.add(point)
        raise Crash(point)

    def restart(self) -> None:
        self.house.close()
        self.house = self.open()

    def hand_in(self, posted: Posted) -> None:
        """One mail, to each of our addresses that it names."""
        if self.way == "lmtp":
            self.by_lmtp(posted)
            return
        copies = [posted.raw]
        if self.way == "twice":
            hop = b"Received: from elsewhere.example by mx.elsewhere.example; Tue, 3 Mar 2026 10:00:00 +0000\n"
            copies = [posted.raw, posted.raw, hop + posted.raw]
        for raw in copies:
            self.house.receive(self.arrivals(posted, raw))

    def arrivals(self, posted: Posted, raw: bytes) -> tuple[Arrival, ...]:
        return tuple(
            arrival(
                via="rehearsal",
                mail_from=posted.mail_from,
                rcpt=rcpt,
                raw=raw,
                at=self.now,
                doors=self.house.doors,
                filing=False,
            )
            for rcpt in posted.rcpts
        )

    def by_lmtp(self, posted: Posted) -> None:
        if self.door is None:
            self.door = self.house.lmtp_door(host="127.0.0.1", port=0, now=lambda: self.now)
            self.door.start()
        with smtplib.LMTP("127.0.0.1", self.door.port) as peer:
            peer.ehlo_or_helo_if_needed()
            replies = [peer.mail(posted.mail_from, ["BODY=8BITMIME"]), *(peer.rcpt(rcpt) for rcpt in posted.rcpts)]
            replies.append(peer.docmd("DATA"))
            body = re.sub(rb"(?m)^\.", b"..", re.sub(rb"\r?\n", b"\r\n", posted.raw.rstrip(b"\r\n") + b"\n"))
            peer.send(body + b".\r\n")
            # RFC 2033 s.4.2: one reply for each recipient. smtplib's own sendmail reads a single one.
            replies += [peer.getreply() for _ in posted.rcpts]
        refused = [reply for code, reply in replies if code >= 400]
        if refused:
            raise Restless(f"the LMTP door refused a mail: {refused[0]!r}")

    def order(self, *, by: str, text: str) -> None:
        for _ in range(2 if self.way == "twice" else 1):
            self.house.order(by=by, text=text, now=self.now)

    def rest(self) -> None:
        """Works at this instant until nothing waits and nothing may leave."""
        for _ in range(RESTLESS):
            try:
                done = sum(int(self.house.knock(self.now)) for _ in range(2 if self.way == "twice" else 1))
                done += self.house.work(self.now)
                done += self.house.deliver(self.now)
            except Crash:
                self.restart()
                continue
            if not done:
                return
        raise Restless(f"at {self.now.isoformat()} the house still finds something to do")

    def go_to(self, goal: datetime) -> None:
        """Every duty and every departure that falls due until then, each at its own time."""
        self.rest()
        while (at := self.next_instant()) is not None and at < goal:
            self.now = at
            self.rest()
        self.now = max(self.now, goal.astimezone(UTC))
        self.rest()

    def sleep_to(self, goal: datetime) -> None:
        self.now = max(self.now, goal.astimezone(UTC))
        self.rest()

    def next_instant(self) -> datetime | None:
        """When something falls due next. A clock that stands still would hide the others: it is looked at hourly."""
        books = self.house.books
        found = [
            next_duty(books.directory(), self.settings.policy, now=self.now),
            books.next_departure(),
            books.next_wake(),
        ]
        due = [at for at in found if at is not None]
        late = [self.now + timedelta(hours=1) for at in due if at <= self.now]
        return min([at for at in due if at > self.now] + late, default=None)

    def collect(self, step: int) -> tuple[Departed, ...]:
        """The mails that left since the last time, each once; a mail that left twice is noted."""
        self.steps.append(step)
        rows = {row.key: row for row in self.house.books.outbox(states=STATES)}
        fresh: list[Departed] = []
        for at, claimed in self.transport.mails:
            twin = self.seen.setdefault(claimed.key, claimed)
            if twin is not claimed:
                # house.md, crash table: between transport and settle a mail may leave twice, with the same bytes.
                if self.way != "crash" or (twin.head, twin.body) != (claimed.head, claimed.body):
                    self.doubled.append(claimed.key)
                continue
            row = rows.get(claimed.key)
            raw = claimed.head + claimed.body
            headers, text, markup, names = open_mail(raw)
            fresh.append(
                Departed(
                    key=claimed.key,
                    address=claimed.address.lower(),
                    return_path=claimed.return_path,
                    raw=raw,
                    case=row.case if row else "",
                    template=row.template if row else "",
                    by=row.by if row else "",
                    outward=row.outward if row else False,
                    at=at,
                    step=step,
                    text=text,
                    markup=markup,
                    headers=headers,
                    attachments=names,
                )
            )
        self.transport.mails.clear()
        self.left += fresh
        return tuple(fresh)

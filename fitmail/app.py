"""app: the only place that builds things and joins them; the running process and its roles.

Takes settings; gives a House: doors that keep, a walk, an outbox that is delivered, a clock that knocks.
Promises: every part can be used alone (the command line receives, works or delivers without the rest); a house that
is closed has written everything it said yes to.
"""

from __future__ import annotations

import hashlib
import logging
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from fitmail.classify.rulebook import Rulebook, parse_rules
from fitmail.compose import Stationery, Templates, load_templates
from fitmail.config import Mistakes, Settings, read_rules_texts, read_secret, read_template_texts
from fitmail.decide import digests_due
from fitmail.deliver import Transport, deliver
from fitmail.deliver.folder import FolderTransport
from fitmail.deliver.smtp import SmtpTransport
from fitmail.model import Arrival, Order, Tick
from fitmail.read import read
from fitmail.receive import Doors, Keeper
from fitmail.receive.clock import Clock
from fitmail.receive.imap import ImapDoor
from fitmail.receive.smtp import LmtpDoor, SmtpDoor
from fitmail.store import Books
from fitmail.store.books import open_books
from fitmail.store.emergency import emergency
from fitmail.walk import Furniture, understand, walk
from fitmail.walk import conclude as conclude_walk

LOCK_WAIT = 30.0  # seconds for other processes' writers
WALK_SECONDS = 0.05  # a walk reads no more mails after this; its transaction takes about as long again
WALK_EVENTS = 50
DELIVER_BATCH = 100
KNOCK_SECONDS = 1.0
IDLE_SECONDS = 1.0

log = logging.getLogger(__name__)


def no_fault(point: str) -> None:
    """In a real house the lights stay on."""


@lru_cache(maxsize=8)
def _rules(texts: tuple[tuple[str, str], ...]) -> Rulebook:
    rules, mistakes = parse_rules(dict(texts))
    if rules is None:
        raise Mistakes(mistakes)
    return rules


@lru_cache(maxsize=8)
def _templates(texts: tuple[tuple[str, str], ...]) -> Templates:
    templates, mistakes = load_templates(dict(texts))
    if templates is None:
        raise Mistakes(mistakes)
    return templates


def load_rules(folder: Path) -> Rulebook:
    """The rules of a folder; parsed once per process for the same texts. Raises Mistakes."""
    return _rules(tuple(sorted(read_rules_texts(folder).items())))


def load_templates_of(folder: Path) -> Templates:
    """The templates of a folder, rendered once with sample facts. Raises Mistakes."""
    return _templates(tuple(sorted(read_template_texts(folder).items())))


def transport_of(settings: Settings) -> Transport:
    """The way out that the settings name."""
    way = settings.delivery
    if way.transport == "folder":
        return FolderTransport(way.folder)
    return SmtpTransport(
        host=way.host,
        port=way.port,
        starttls=way.starttls,
        user=way.user,
        password=way.password,
        hostname=way.hostname,
        timeout=way.timeout,
        lmtp=False,
        trusted=None,
    )


class _Undone(Exception):
    """What was only tried out is rolled back."""


class House:
    """One installation, opened."""

    def __init__(
        self,
        settings: Settings,
        *,
        books: Books,
        furniture: Furniture,
        transport: Transport,
        fault: Callable[[str], None],
    ) -> None:
        self.settings = settings
        self.books = books
        self.furniture = furniture
        self.transport = transport
        self.fault = fault
        policy = settings.policy
        self.doors = Doors(
            addresses=tuple(a for a in (policy.desk, policy.list_address) if a),
            separator=policy.separator,
            size_limit=settings.limits.size,
            hop_limit=settings.limits.hops,
        )
        self.woken = threading.Event()
        self._keeper: Keeper | None = None

    @classmethod
    def open(
        cls,
        settings: Settings,
        *,
        transport: Transport | None = None,
        fault: Callable[[str], None] = no_fault,
    ) -> House:
        """Rules, templates and books, or `Mistakes` with everything that is wrong with the files."""
        secret = read_secret(settings.secret_file).current
        rules = load_rules(settings.rules)
        stationery = Stationery(
            policy=settings.policy, templates=load_templates_of(settings.templates), secret=secret
        )
        books = open_books(settings.store_url, secret=secret, lock_wait=LOCK_WAIT)
        furniture = Furniture(
            books=books,
            rules=rules,
            stationery=stationery,
            ours=settings.ours,
            tries=settings.limits.tries,
            fault=fault,
        )
        house = cls(
            settings,
            books=books,
            furniture=furniture,
            transport=transport if transport is not None else transport_of(settings),
            fault=fault,
        )
        books.requeue_in_flight()
        return house

    # -- doors

    @property
    def keeper(self) -> Keeper:
        """The one writer of all doors of this process."""
        if self._keeper is None:
            folder = self.settings.emergency
            self._keeper = Keeper(self.books.keep, lambda mail: emergency(folder, mail), self.woken.set)
        return self._keeper

    def receive(self, arrivals: Sequence[Arrival]) -> tuple[bool, ...]:
        """Durable on return. True: new, False: a twin."""
        kept = self.books.keep(arrivals)
        self.woken.set()
        return kept

    def order(self, *, by: str, text: str, now: datetime) -> str:
        """An order given outside mail; its key."""
        name = hashlib.sha256(f"{by}\0{text}\0{now.isoformat()}".encode()).hexdigest()
        event = Order(key=f"order:{name[:32]}", by=by.lower(), text=text, at=now)
        self.books.keep_events([event])
        self.woken.set()
        return event.key

    # -- work

    def work(self, now: datetime) -> int:
        """Walks everything that waits; how many events were walked."""
        total = 0
        while True:
            until = time.monotonic() + WALK_SECONDS
            done = walk(
                self.furniture,
                now=now,
                limit=min(WALK_EVENTS, self.settings.limits.batch),
                enough=lambda until=until: time.monotonic() > until,  # type: ignore[misc]
            )
            if not done:
                return total
            total += done

    def knock(self, now: datetime) -> int:
        """Keeps one Tick for each duty that is due; how many were new."""
        since = self._opened(now)
        ticks = [
            Tick(key=f"wake:{case}:{at.isoformat()}", duty="wake", about=case, at=at)
            for case, at in self.books.wakes(now, 500)
        ]
        ticks += digests_due(self.books.directory(), self.settings.policy, now=now, since=since)
        new = sum(self.books.keep_events(ticks)) if ticks else 0
        if new:
            self.woken.set()
        return new

    def _opened(self, now: datetime) -> datetime:
        """When this desk began: duties of the time before are not caught up."""
        noted = self.books.note("opened")
        if not noted:
            self.books.set_note("opened", now.isoformat())
            return now
        return datetime.fromisoformat(noted).astimezone(UTC)

    def deliver(self, now: datetime) -> int:
        """Sends everything that may leave now; how many mails were tried."""
        total = 0
        while True:
            done = deliver(self.books, _Faulty(self.transport, self.fault), now=now, limit=DELIVER_BATCH)
            total += done
            if done < DELIVER_BATCH:
                return total

    # -- what would happen

    def explain(self, arrival: Arrival, *, now: datetime) -> dict[str, object]:
        """The walk of a mail without its traces: message, recognition, classification, decision, what would leave."""
        from fitmail.explain import explained  # only the command line needs its wording

        found: dict[str, object] = {}
        known = understand(arrival, self.furniture, now=now)
        if known.broken:
            return {"broken": known.broken}
        try:
            with self.books.page() as page:
                walked = conclude_walk(page, known, self.furniture, now=now)
                found = explained(known, walked)
                raise _Undone
        except _Undone:
            return found

    # -- the running process

    def smtp_door(self, *, host: str, port: int, now: Callable[[], datetime]) -> SmtpDoor:
        return SmtpDoor(**self._door(host, port, now))

    def lmtp_door(self, *, host: str, port: int, now: Callable[[], datetime]) -> LmtpDoor:
        return LmtpDoor(**self._door(host, port, now))

    def _door(self, host: str, port: int, now: Callable[[], datetime]) -> Mapping[str, Any]:
        return {
            "keeper": self.keeper,
            "doors": self.doors,
            "host": host,
            "port": port,
            "hostname": self.settings.delivery.hostname,
            "now": now,
            "tls": None,
        }

    def serve(self, *, now: Callable[[], datetime], stop: threading.Event, ready: Callable[[str], None]) -> None:
        """All roles in one process until `stop`: doors, clock, walk, delivery."""
        with ExitStack() as stack:
            for name, listener, make in (
                ("smtp", self.settings.smtp, self.smtp_door),
                ("lmtp", self.settings.lmtp, self.lmtp_door),
            ):
                if listener is not None:
                    door = make(host=listener.host, port=listener.port, now=now)
                    door.start()
                    stack.callback(door.stop)
                    ready(f"{name} {listener.host}:{door.port}")
            for mailbox in self.settings.imap:
                imap = self._imap(mailbox, now)
                imap.start()
                stack.callback(imap.stop)
                ready(f"imap {mailbox.name}")
            clock = Clock(lambda: self._knocked(now), KNOCK_SECONDS)
            clock.start()
            stack.callback(clock.stop)
            sender = threading.Thread(target=self._keep_delivering, args=(now, stop), name="deliver")
            sender.start()
            stack.callback(sender.join)
            ready("ready")
            self._keep_working(now, stop)

    def _imap(self, mailbox: Any, now: Callable[[], datetime]) -> ImapDoor:
        return ImapDoor(
            name=mailbox.name,
            host=mailbox.host,
            port=mailbox.port,
            user=mailbox.user,
            password=mailbox.password,
            ssl=mailbox.ssl,
            folder=mailbox.folder,
            kept_folder=mailbox.kept,
            keeper=self.keeper,
            doors=self.doors,
            bookmark=self.books.bookmark,
            set_bookmark=self.books.set_bookmark,
            rcpt_default=mailbox.address,
            author=self._author,
            poll_seconds=mailbox.poll,
            now=now,
        )

    def _author(self, raw: bytes) -> str:
        """Who stands in for the envelope sender of a mailbox's mail where no Return-Path tells it."""
        return read(raw, ours=self.settings.ours, rcpt="").author.address

    def _keep_working(self, now: Callable[[], datetime], stop: threading.Event) -> None:
        while not stop.is_set():
            self.woken.clear()
            if not self._safely(lambda: self.work(now())):
                self.woken.wait(IDLE_SECONDS)

    def _keep_delivering(self, now: Callable[[], datetime], stop: threading.Event) -> None:
        while not stop.is_set():
            if not self._safely(lambda: self.deliver(now())):
                stop.wait(IDLE_SECONDS / 4)

    def _knocked(self, now: Callable[[], datetime]) -> None:
        self._safely(lambda: self.knock(now()))

    def _safely(self, duty: Callable[[], int]) -> int:
        """A trouble of the store (a full disk, a lock) does not end the process; it is tried again."""
        try:
            return duty()
        except Exception:
            log.exception("a duty failed and is tried again")
            time.sleep(IDLE_SECONDS)
            return 0

    def close(self) -> None:
        """Writes what was said yes to, and closes."""
        if self._keeper is not None:
            self._keeper.close()
        self.transport.close()
        self.books.close()


class _Faulty:
    """The transport between the two points at which a rehearsal may put out the lights."""

    def __init__(self, transport: Transport, fault: Callable[[str], None]) -> None:
        self._transport = transport
        self._fault = fault

    @property
    def name(self) -> str:
        return self._transport.name

    def send(self, batch: Any) -> Any:
        self._fault("deliver:claimed")
        outcomes = self._transport.send(batch)
        self._fault("deliver:sent")
        return outcomes

    def close(self) -> None:
        self._transport.close()

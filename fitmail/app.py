"""app: the only place that builds things and joins them.

Takes settings; gives a House: mail that is kept, a walk, an outbox that is delivered, duties that fall due. The
running process with its doors and threads stands in serving.py.
Promises: every part can be used alone (the command line receives, works or delivers without the rest); a house that
is closed has written everything it said yes to.
"""

from __future__ import annotations

import fcntl
import hashlib
import logging
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, BinaryIO

from fitmail.cache import Cache, key_of
from fitmail.classify.learner import Learner, from_bytes, to_bytes
from fitmail.classify.rulebook import Rulebook, read_rules
from fitmail.classify.wordbook import at_home
from fitmail.compose import Stationery, Templates, load_templates, open_templates, unanswered
from fitmail.config import Mistakes, Settings, read_rules_texts, read_secret, read_template_texts
from fitmail.decide import duties_due
from fitmail.deliver import Transport, deliver
from fitmail.deliver.folder import FolderTransport
from fitmail.deliver.smtp import SmtpTransport
from fitmail.feed import write_feed
from fitmail.model import Alarm, Arrival, Order, Tick
from fitmail.receive import Doors, Keeper
from fitmail.receive.smtp import LmtpDoor
from fitmail.ruleswriting import write_down
from fitmail.store import Books
from fitmail.store.books import open_books
from fitmail.store.emergency import emergency
from fitmail.store.pile import RULES
from fitmail.walk import Furniture, understand, walk
from fitmail.walk import conclude as conclude_walk

LOCK_WAIT = 30.0  # seconds for other processes' writers
WALK_SECONDS = 0.05  # a walk reads no more mails after this; its transaction takes about as long again
WALK_EVENTS = 50
DELIVER_BATCH = 100
RULES_CHECKED, TEMPLATES_CHECKED = "rules-checked", "templates-checked"  # files of the cache
TEXT_MODEL = "text-model"  # and one for each address: the fitted text model
RULES_KEPT = 50  # lines of the note on changed rules
DELIVERING = "fitmail.delivering"  # lock file beside the settings


# The parser warns of every attachment it does not unpack; those are no faults, and they are read by the part.
logging.getLogger("mailparser").setLevel(logging.CRITICAL)


log = logging.getLogger(__name__)


def no_fault(point: str) -> None:
    """In a real house the lights stay on."""


@lru_cache(maxsize=8)
def _rules(texts: tuple[tuple[str, str], ...], proven: bool) -> Rulebook:
    rules, mistakes = read_rules(dict(texts), proven=proven)
    if rules is None:
        raise Mistakes(mistakes)
    return rules


@lru_cache(maxsize=8)
def _templates(texts: tuple[tuple[str, str], ...]) -> Templates:
    templates, mistakes = load_templates(dict(texts))
    if templates is None:
        raise Mistakes(mistakes)
    return templates


def load_rules(folder: Path, *, region: str) -> Rulebook:
    """The rules of a folder, parsed once per process for the same texts; `region` is what "inside" means.

    Raises Mistakes.
    """
    return rules_of(read_rules_texts(folder), region=region)


def rules_of(texts: Mapping[str, str], *, region: str) -> Rulebook:
    """The same of texts. Raises Mistakes."""
    return _at_home(_rules(tuple(sorted(texts.items())), False), region)


def _at_home(rules: Rulebook, region: str) -> Rulebook:
    return replace(rules, wordbook=at_home(rules.wordbook, region)) if region else rules


def load_templates_of(folder: Path) -> Templates:
    """The templates of a folder, rendered once with sample facts. Raises Mistakes."""
    return _templates(tuple(sorted(read_template_texts(folder).items())))


def cache_of(settings: Settings) -> Cache:
    """What this installation worked out before."""
    return Cache(settings.cache)


def rules_from(texts: Mapping[str, str], settings: Settings) -> Rulebook:
    """The rules; their examples run unless these very texts passed here before. Raises Mistakes."""
    cache, key = cache_of(settings), key_of(texts)
    proven = cache.get(RULES_CHECKED, key) is not None
    rules = _rules(tuple(sorted(texts.items())), proven)
    if not proven:
        cache.put(RULES_CHECKED, key, rules.version.encode())
    for table in (rules.enquiries, rules.posts):
        _fit(table.learner, cache, name=f"{TEXT_MODEL}-{table.name}")
    return _at_home(rules, settings.policy.region)


def _fit(learner: Learner, cache: Cache, *, name: str) -> None:
    """The text model as it was fitted to these very letters before, or fitted now: it takes a second or two."""
    if learner.is_fitted:
        return
    key = key_of({"letters": learner.digest})
    kept = cache.get(name, key)
    if kept is None:
        cache.put(name, key, to_bytes(learner.model))
    else:
        learner.take(from_bytes(kept))


def templates_from(texts: Mapping[str, str], settings: Settings) -> Templates:
    """The templates; rendered with sample facts unless these very texts passed here before. Raises Mistakes."""
    cache, key = cache_of(settings), key_of(texts)
    if cache.get(TEMPLATES_CHECKED, key) is not None:
        return open_templates(texts)
    templates = _templates(tuple(sorted(texts.items())))
    cache.put(TEMPLATES_CHECKED, key, b"")
    return templates


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


def doors_of(settings: Settings) -> Doors:
    """What every door must know of the installation."""
    policy = settings.policy
    return Doors(
        addresses=tuple(a for a in (policy.desk, policy.list_address, policy.rules_address) if a),
        separator=policy.separator,
        size_limit=settings.limits.size,
        hop_limit=settings.limits.hops,
    )


log = logging.getLogger(__name__)


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
        self.doors = doors_of(settings)
        self.woken = threading.Event()
        self._keeper: Keeper | None = None
        self._delivering: BinaryIO | None = None
        self._rules_looked_at = False  # a house that died after its commit may have left rules to be written
        self._published = -1  # version of the directory that the calendar file shows
        self._rules_noted = ""

    @classmethod
    def open(
        cls,
        settings: Settings,
        *,
        transport: Transport | None = None,
        fault: Callable[[str], None] = no_fault,
    ) -> House:
        """Rules, templates and books, or `Mistakes` with everything that is wrong with the files."""
        rules = rules_from(read_rules_texts(settings.rules), settings)
        templates = templates_from(read_template_texts(settings.templates), settings)
        missing = unanswered(templates, rules.handbook)
        if missing:
            raise Mistakes(missing)
        return cls.built(settings, rules=rules, templates=templates, transport=transport, fault=fault)

    @classmethod
    def built(
        cls,
        settings: Settings,
        *,
        rules: Rulebook,
        templates: Templates,
        transport: Transport | None = None,
        fault: Callable[[str], None] = no_fault,
    ) -> House:
        """The same with rules and templates that were read before."""
        secret = read_secret(settings.secret_file).current
        stationery = Stationery(policy=settings.policy, templates=templates, secret=secret)
        books = open_books(settings.store_url, secret=secret, lock_wait=LOCK_WAIT)
        furniture = Furniture(
            books=books,
            rules=rules,
            stationery=stationery,
            ours=settings.ours,
            tries=settings.limits.tries,
            fault=fault,
        )
        return cls(
            settings,
            books=books,
            furniture=furniture,
            transport=transport if transport is not None else transport_of(settings),
            fault=fault,
        )

    def furnish(self, *, rules: Rulebook, templates: Templates) -> None:
        """Other rules and templates from the next batch of events on: a batch is walked with what it began with.

        Raises Mistakes, and changes nothing, when a rule prepares an answer that the templates lack.
        """
        missing = unanswered(templates, rules.handbook)
        if missing:
            raise Mistakes(missing)
        stationery = replace(self.furniture.stationery, templates=templates)
        self.furniture = replace(self.furniture, rules=rules, stationery=stationery)

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

    def alarm(self, alarm: Alarm) -> None:
        """Something that those who look after the house must know; the same key is said once."""
        self.books.keep_events([alarm])
        self.woken.set()

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
                if total or not self._rules_looked_at:
                    self._write_rules(now)
                self._publish(now)
                return total
            total += done

    def _write_rules(self, now: datetime) -> None:
        """Rules that people changed by mail reach the folder, and count from the next event on."""
        try:
            if write_down(self.settings, self.books, now=now):
                rules = rules_from(read_rules_texts(self.settings.rules), self.settings)
                self.furnish(rules=rules, templates=self.furniture.stationery.templates)
        except (OSError, Mistakes) as trouble:
            log.error("changed rules wait to be written: %s", trouble)
        self._rules_looked_at = True

    def _publish(self, now: datetime) -> None:
        """The rota as a calendar beside the settings, when people or turns have changed since it was written."""
        directory = self.books.directory()
        if directory.version == self._published or not directory.turns:
            return
        try:
            write_feed(self.settings.folder, directory, self.settings.policy, now=now)
        except OSError:
            log.exception("the rota's calendar file could not be written")
        self._published = directory.version

    def _note_rules(self, now: datetime) -> None:
        """Since when which rules are in force: a handover tells what changed in a turn."""
        version = self.furniture.rules.version
        if version == self._rules_noted:
            return
        known = self.books.note(RULES).splitlines()
        if not known or known[-1].split()[-1] != version:
            self.books.set_note(RULES, "\n".join([*known[-RULES_KEPT:], f"{now.isoformat()} {version}"]))
        self._rules_noted = version

    def knock(self, now: datetime) -> int:
        """Keeps one Tick for each duty that is due; how many were new."""
        since = self._opened(now)
        self._note_rules(now)
        ticks = [
            Tick(key=f"wake:{case}:{at.isoformat()}", duty="wake", about=case, at=at)
            for case, at in self.books.wakes(now, 500)
        ]
        ticks += duties_due(self.books.directory(), self.settings.policy, now=now, since=since)
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
        """Sends everything that may leave now; how many mails were tried. 0 while another process delivers."""
        if not self._delivers_alone():
            return 0
        total = 0
        while True:
            done = deliver(self.books, _Faulty(self.transport, self.fault), now=now, limit=DELIVER_BATCH)
            total += done
            if done < DELIVER_BATCH:
                return total

    def _delivers_alone(self) -> bool:
        """One process at a time delivers, so that what is in flight when it begins was left by one that died."""
        if self._delivering is None:
            lock = (self.settings.folder / DELIVERING).open("ab")
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                lock.close()
                return False
            self._delivering = lock
            self.books.requeue_in_flight()
        return True

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

    def lmtp_door(self, *, host: str, port: int, now: Callable[[], datetime]) -> LmtpDoor:
        """An LMTP door of this house, not yet open."""
        return LmtpDoor(
            keeper=self.keeper,
            doors=self.doors,
            host=host,
            port=port,
            hostname=self.settings.delivery.hostname,
            now=now,
            tls=None,
        )

    def close(self) -> None:
        """Writes what was said yes to, and closes."""
        if self._keeper is not None:
            self._keeper.close()
        self.transport.close()
        if self._delivering is not None:
            self._delivering.close()
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

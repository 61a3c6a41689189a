"""`SqlBooks`: the promise of `fitmail.store.Books` kept by a SQL database.

Takes a URL: `sqlite:///fitmail.db` (the embedded default) or `postgresql://...`. Gives books whose tables are those
of this version. Promises: what `Books` promises; a full disk or a held lock raises a plain exception (`Busy` is a
TimeoutError) and the next transaction starts fresh.
Known faults: on PostgreSQL one node only; several come with claims of their own.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Literal

from sqlalchemy import Connection, func, select

from fitmail.model import (
    Alarm,
    Arrival,
    Case,
    Coop,
    Directory,
    Event,
    JournalLine,
    Meeting,
    Message,
    Opportunity,
    Order,
    Outcome,
    Person,
    Policy,
    Post,
    Proposal,
    Recognition,
    Returned,
    SentMail,
    Spent,
    Tick,
    TraceLine,
    Turn,
)
from fitmail.store import (
    Bookmark,
    Claimed,
    Correction,
    KeptMail,
    Ledger,
    Page,
    Parked,
    archive,
    cases,
    inbox,
    lessons,
    outbox,
    people,
)
from fitmail.store import schema as s
from fitmail.store.dialect import Disk, disk
from fitmail.store.migrate import migrate
from fitmail.store.page import SqlPage
from fitmail.store.people import Register, set_people
from fitmail.store.recognise import Asked, recognise


def open_books(url: str, *, secret: bytes, lock_wait: float) -> SqlBooks:
    """Books at that address, with the tables of this version.

    `secret` keys the fingerprints of mails; `lock_wait` is how many seconds to wait for other writers.
    """
    place = disk(url, lock_wait=lock_wait)
    try:
        with place.write() as connection:
            migrate(connection)
    except BaseException:
        place.close()
        raise
    return SqlBooks(place, secret=secret)


class SqlBooks:
    """Books in a SQL database. May be used from several threads."""

    def __init__(self, place: Disk, *, secret: bytes) -> None:
        self._disk = place
        self._secret = secret
        self._known: Register | None = None
        self._closing = threading.Lock()
        self._closed = False

    # -- doors

    def keep(self, arrivals: Sequence[Arrival]) -> tuple[bool, ...]:
        """One commit for all. True: new; False: a twin that is kept already. Durable on return."""
        if not arrivals:
            return ()
        with self._disk.write() as connection:
            return inbox.keep(connection, arrivals)

    def keep_events(self, events: Sequence[Tick | Order | Returned | Alarm]) -> tuple[bool, ...]:
        if not events:
            return ()
        with self._disk.write() as connection:
            return inbox.keep_events(connection, events)

    def bookmark(self, mailbox: str) -> Bookmark | None:
        with self._disk.read() as connection:
            return inbox.bookmark(connection, mailbox)

    def set_bookmark(self, bookmark: Bookmark) -> None:
        with self._disk.write() as connection:
            inbox.set_bookmark(connection, bookmark)

    # -- the walk

    def waiting(self, limit: int) -> tuple[Event, ...]:
        """Oldest first."""
        with self._disk.read() as connection:
            return inbox.waiting(connection, limit)

    def recognise(self, arrival: Arrival, message: Message, policy: Policy, now: datetime) -> Recognition:
        """The read-only question between read and classify."""
        with self._disk.read() as connection:
            return recognise(
                Asked(
                    connection=connection, arrival=arrival, message=message, policy=policy,
                    register=self._register(connection), secret=self._secret, now=now,
                )
            )  # fmt: skip

    @contextmanager
    def page(self) -> Iterator[Page]:
        """One write transaction."""
        with self._disk.write() as connection:
            yield SqlPage(connection, secret=self._secret, registered=self._register)

    def directory(self) -> Directory:
        """Cached by version."""
        with self._disk.read() as connection:
            return self._register(connection).directory

    def _register(self, connection: Connection) -> Register:
        known = self._known
        if known is None or known.directory.version != people.version(connection):
            known = self._known = people.register(connection)
        return known

    # -- the outbox

    def claim(self, *, now: datetime, limit: int) -> tuple[Claimed, ...]:
        """Marks them in flight, durably, before anybody speaks to a server."""
        if not self._may_leave(now):
            return ()  # an idle look must not wait for a writer, nor cost a commit
        with self._disk.write() as connection:
            return outbox.claim(connection, now=now, limit=limit)

    def _may_leave(self, now: datetime) -> bool:
        first = self.next_departure()
        return first is not None and first <= now

    def settle(self, outcomes: Sequence[tuple[Claimed, Outcome, datetime | None]], *, now: datetime) -> None:
        """One commit; what was given up becomes a Returned event in the same transaction."""
        if outcomes:
            with self._disk.write() as connection:
                outbox.settle(connection, outcomes, now=now)

    def requeue_in_flight(self) -> int:
        """On waking: what was in flight may leave again."""
        with self._disk.write() as connection:
            return outbox.requeue(connection)

    # -- the clock

    def wakes(self, upto: datetime, limit: int) -> tuple[tuple[str, datetime], ...]:
        """Cases whose clock has come, oldest first."""
        question = (
            select(s.cases.c.id, s.cases.c.wake_at)
            .where(s.cases.c.wake_at <= upto)
            .order_by(s.cases.c.wake_at, s.cases.c.number)
            .limit(limit)
        )
        with self._disk.read() as connection:
            return tuple((row.id, row.wake_at) for row in connection.execute(question))

    def next_wake(self) -> datetime | None:
        with self._disk.read() as connection:
            found: datetime | None = connection.scalar(select(func.min(s.cases.c.wake_at)))
            return found

    def next_departure(self) -> datetime | None:
        """The earliest `not_before` of a queued mail."""
        with self._disk.read() as connection:
            return outbox.next_departure(connection)

    def note(self, name: str) -> str:
        with self._disk.read() as connection:
            return archive.note(connection, name)

    def set_note(self, name: str, value: str) -> None:
        with self._disk.write() as connection:
            archive.set_note(connection, name, value)

    # -- people, in and out

    def set_people(self, coops: Sequence[Coop], people: Sequence[Person]) -> None:
        with self._disk.write() as connection:
            set_people(connection, coops, people)

    def set_turns(self, turns: Sequence[Turn]) -> None:
        with self._disk.write() as connection:
            people.set_turns(connection, turns)

    def set_meetings(self, meetings: Sequence[Meeting]) -> None:
        with self._disk.write() as connection:
            people.set_meetings(connection, meetings)

    def meetings(self) -> tuple[Meeting, ...]:
        with self._disk.read() as connection:
            return people.meetings(connection)

    def spent(self, *, since: datetime, upto: datetime) -> tuple[Spent, ...]:
        with self._disk.read() as connection:
            return people.accounts(connection, since=since, upto=upto)

    def replies(self) -> Mapping[str, int]:
        with self._disk.read() as connection:
            return outbox.replies(connection)

    # -- questions of people and of the command line

    def cases(self, *, open_only: bool) -> tuple[Case, ...]:
        with self._disk.read() as connection:
            return cases.everything(connection, open_only=open_only)

    def case(self, case_id: str) -> Case | None:
        with self._disk.read() as connection:
            return cases.by_id(connection, (case_id,)).get(case_id)

    def opportunities(self) -> tuple[Opportunity, ...]:
        return tuple(case for case in self.cases(open_only=False) if isinstance(case, Opportunity))

    def journal(self, case_id: str) -> tuple[JournalLine, ...]:
        with self._disk.read() as connection:
            return cases.journal(connection, case_id)

    def trace(self, case_id: str) -> tuple[TraceLine, ...]:
        with self._disk.read() as connection:
            return archive.trace(connection, case_id)

    def outbox(self, *, states: Sequence[str]) -> tuple[SentMail, ...]:
        with self._disk.read() as connection:
            return outbox.by_states(connection, states)

    def posts(self) -> tuple[Post, ...]:
        with self._disk.read() as connection:
            return archive.posts(connection, since=None, upto=None)

    def corrections(self, *, state: Literal["pending", "accepted"]) -> tuple[Correction, ...]:
        """Oldest first; what was said last about a case or post stands, and only that."""
        with self._disk.read() as connection:
            return lessons.corrections(connection, state=state)

    def settle_correction(
        self,
        number: int,
        *,
        state: Literal["pending", "accepted", "rejected", "taught"],
        category: str,
        by: str,
        now: datetime,
    ) -> bool:
        """What became of it. False when there is none of that number."""
        with self._disk.write() as connection:
            return lessons.settle(connection, number, state=state, category=category, by=by, now=now)

    def activated(self) -> Sequence[tuple[Proposal, str]]:
        """Rule files whose word was given and that are not written yet, each with who gave it."""
        with self._disk.read() as connection:
            return lessons.activated(connection)

    def settle_proposal(self, key: str, *, state: Literal["written", "stale"]) -> None:
        with self._disk.write() as connection:
            lessons.written(connection, key, state=state)

    def rules_wait(self) -> bool:
        """Whether anything waits to be written into the rules folder."""
        with self._disk.read() as connection:
            return lessons.work_left(connection)

    def filed_mails(self, limit: int | None) -> Iterator[KeptMail]:
        """What rules filed and is still kept, newest first; each is read when its turn comes."""
        with self._disk.read() as connection:
            found = inbox.filed(connection, limit)
        for key, case in found:
            with self._disk.read() as connection:
                arrival = inbox.arrival(connection, key)
            if arrival is not None and arrival.raw:
                yield KeptMail(arrival=arrival, case=case)

    def filed_count(self) -> int:
        """How many mails there are of that kind."""
        with self._disk.read() as connection:
            return inbox.filed_count(connection)

    def ledger(self) -> Ledger:
        with self._disk.read() as connection:
            return inbox.ledger(connection)

    def parked(self) -> tuple[Parked, ...]:
        with self._disk.read() as connection:
            return inbox.parked(connection)

    def retry(self, key: str) -> bool:
        """A parked event waits again. False when there is none of that key."""
        with self._disk.write() as connection:
            return inbox.retry(connection, key)

    def counts(self) -> Mapping[str, int]:
        """Rows per table, for doctor and benchmarks."""
        with self._disk.read() as connection:
            return {
                table.name: connection.scalar(select(func.count()).select_from(table)) or 0
                for table in s.metadata.sorted_tables
            }

    def close(self) -> None:
        """Twice is once."""
        with self._closing:
            if not self._closed:
                self._closed = True
                self._disk.close()

"""Books: the promise a store makes.

Takes events from the doors, answers questions about what is known, and writes a decision with its mails in one
transaction. Promises: `keep` returns only when the bytes are durable; a key is written once, however often it is
handed in; a page is all or nothing. Never decides anything. (docs/STATES.md has the crash table.)
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

from fitmail.model import (
    Alarm,
    Arrival,
    Case,
    Classification,
    Context,
    Coop,
    Decision,
    Directory,
    Event,
    Handbook,
    JournalLine,
    Meeting,
    Message,
    Opportunity,
    Order,
    OutboxMessage,
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Bookmark:
    """How far an IMAP folder has been read (RFC 3501 s.2.3.1.1)."""

    mailbox: str
    uidvalidity: int
    uid: int  # the last one kept


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """An outbox message in flight."""

    key: str
    address: str
    return_path: str
    head: bytes
    body: bytes
    tries: int  # earlier ones
    first_at: datetime  # when it was first allowed to leave


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """G15: received = waiting + filed + held + machine + spam + duplicate + parked. Mails only, no ticks."""

    received: int
    waiting: int
    filed: int
    held: int
    machine: int
    spam: int
    duplicate: int
    parked: int
    erased: int  # counted as filed too
    ok: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Parked:
    key: str
    at: datetime
    tries: int
    sentence: str  # subject and author, or the duty
    traceback: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A person said what a mail is: it may become an example of that rule."""

    number: int  # by which people accept or reject it
    table: str  # enquiries, list
    category: str
    case: str  # "E-42", or the archive key of a list post
    by: str  # address
    at: datetime
    arrival: Arrival | None  # the first mail of the case, or the post; None when it is not kept


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptMail:
    """A mail that rules filed, for looking at it again."""

    arrival: Arrival
    case: str  # the case that it opened, "" for a list post


class Trouble(Exception):
    """The store itself is in trouble (a full disk, a lost connection): no fault of the event that is walked."""


class Page(Protocol):
    """One write transaction in which events are walked."""

    def savepoint(self) -> AbstractContextManager[None]:
        """What happens inside is all or nothing; an exception undoes it and goes on upwards.

        Raises Trouble when the store is in trouble: then the whole page is undone and no try is counted.
        """
        ...

    def recognise(self, arrival: Arrival, message: Message, policy: Policy, now: datetime) -> Recognition: ...

    def context(
        self,
        event: Event,
        *,
        now: datetime,
        message: Message | None,
        recognition: Recognition | None,
        classification: Classification | None,
        named: Sequence[str],
        policy: Policy,
        handbook: Handbook,
    ) -> Context:
        """Everything decide may know. `named`: case ids that the mail's or order's lines name.

        The case is the recognition's, the tick's (duty "wake": about), the returned mail's, or, for an order,
        the first named one. Linked cases (enquiry of an opportunity and back) are in `cases`.
        """
        ...

    def raw(self, arrival: str) -> Arrival | None:
        """A kept mail by its key, for attachments handed on later."""
        ...

    def write(
        self,
        event: Event,
        *,
        message: Message | None,
        recognition: Recognition | None,
        decision: Decision,
        mails: Sequence[OutboxMessage],
        trace: Sequence[TraceLine],
        now: datetime,
    ) -> None:
        """The decision's effects, its mails, the letters of the case and the event's end."""
        ...

    def put_back(self, event: Event, *, traceback: str, now: datetime, limit: int) -> bool:
        """One more try is counted; at `limit` tries the event is parked and True is returned."""
        ...


class Books(Protocol):
    # -- doors
    def keep(self, arrivals: Sequence[Arrival]) -> tuple[bool, ...]:
        """One commit for all. True: new; False: a twin that is kept already. Durable on return."""
        ...

    def keep_events(self, events: Sequence[Tick | Order | Returned | Alarm]) -> tuple[bool, ...]: ...

    def bookmark(self, mailbox: str) -> Bookmark | None: ...

    def set_bookmark(self, bookmark: Bookmark) -> None: ...

    # -- the walk
    def waiting(self, limit: int) -> tuple[Event, ...]:
        """Oldest first."""
        ...

    def recognise(self, arrival: Arrival, message: Message, policy: Policy, now: datetime) -> Recognition:
        """The read-only question between read and classify."""
        ...

    def page(self) -> AbstractContextManager[Page]: ...

    def directory(self) -> Directory:
        """Cached by version."""
        ...

    # -- the outbox
    def claim(self, *, now: datetime, limit: int) -> tuple[Claimed, ...]:
        """Marks them in flight, durably, before anybody speaks to a server."""
        ...

    def settle(self, outcomes: Sequence[tuple[Claimed, Outcome, datetime | None]], *, now: datetime) -> None:
        """One commit. The third value is when to try again (Deferred); None with Deferred: given up. A failed or
        given-up one becomes a Returned event in the same transaction."""
        ...

    def requeue_in_flight(self) -> int:
        """On waking: what was in flight may leave again."""
        ...

    # -- the clock
    def wakes(self, upto: datetime, limit: int) -> tuple[tuple[str, datetime], ...]:
        """Cases whose `wake_at` has come: (case id, wake_at), oldest first."""
        ...

    def next_wake(self) -> datetime | None: ...

    def next_departure(self) -> datetime | None:
        """The earliest `not_before` of a queued mail."""
        ...

    def note(self, name: str) -> str:
        """A small durable remark of the house itself, e.g. "installed"; "" when there is none."""
        ...

    def set_note(self, name: str, value: str) -> None: ...

    # -- people, in and out
    def set_people(self, coops: Sequence[Coop], people: Sequence[Person]) -> None: ...

    def set_turns(self, turns: Sequence[Turn]) -> None: ...

    def set_meetings(self, meetings: Sequence[Meeting]) -> None: ...

    def meetings(self) -> tuple[Meeting, ...]: ...

    def spent(self, *, since: datetime, upto: datetime) -> tuple[Spent, ...]:
        """Hours and costs that people told from `since` on and before `upto`, oldest first."""
        ...

    def replies(self) -> Mapping[str, int]:
        """How many mails each person has written to outsiders; one mail to several of them is one."""
        ...

    # -- questions of people and of the command line
    def cases(self, *, open_only: bool) -> tuple[Case, ...]: ...

    def case(self, case_id: str) -> Case | None: ...

    def opportunities(self) -> tuple[Opportunity, ...]: ...

    def journal(self, case_id: str) -> tuple[JournalLine, ...]: ...

    def trace(self, case_id: str) -> tuple[TraceLine, ...]: ...

    def outbox(self, *, states: Sequence[str]) -> tuple[SentMail, ...]: ...

    def posts(self) -> tuple[Post, ...]: ...

    def corrections(self, *, state: Literal["pending", "accepted"]) -> tuple[Correction, ...]:
        """Oldest first; what was said last about a case or post stands, and only that."""
        ...

    def settle_correction(
        self,
        number: int,
        *,
        state: Literal["pending", "accepted", "rejected", "taught"],
        category: str,
        by: str,
        now: datetime,
    ) -> bool:
        """What became of it; `category` where a person chose another one. False when there is none of that number."""
        ...

    def activated(self) -> Sequence[tuple[Proposal, str]]:
        """Rule files whose word was given and that are not written yet, each with who gave it."""
        ...

    def settle_proposal(self, key: str, *, state: Literal["written", "stale"]) -> None: ...

    def rules_wait(self) -> bool:
        """Whether anything waits to be written into the rules folder."""
        ...

    def filed_mails(self, limit: int | None) -> Iterator[KeptMail]:
        """What rules filed and is still kept, newest first: mails that opened a case, and list posts."""
        ...

    def filed_count(self) -> int:
        """How many mails there are of that kind."""
        ...

    def ledger(self) -> Ledger: ...

    def parked(self) -> tuple[Parked, ...]: ...

    def retry(self, key: str) -> bool:
        """A parked event waits again. False when there is none of that key."""
        ...

    def counts(self) -> Mapping[str, int]:
        """Rows per table, for doctor and benchmarks."""
        ...

    def close(self) -> None: ...

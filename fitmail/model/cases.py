"""Cases, opportunities, interest, list posts, and the journal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from fitmail.model.events import Language
from fitmail.model.mail import Mailbox
from fitmail.model.rules import Check, Fact, Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One matter with a short public id. Overdue is computed from its instants, never stored (G4)."""

    id: str
    state: str
    category: str
    kind: str
    language: Language
    written_in: str  # what was detected, when it is none of ours: "fr"
    subject: str  # the client's, without Re: and tags
    owner: str  # address, "" when nobody owns it
    opened_at: datetime
    changed_at: datetime
    because: str
    facts: tuple[Fact, ...]
    checks: tuple[Check, ...]
    work: tuple[str, ...]
    wake_at: datetime | None  # when the next of its clocks wants a Tick
    steps: int  # steps of the present ladder already done
    reminders: int  # reminders sent since it last moved
    reminded_on: date | None  # desk date of the last one
    held_until: datetime | None
    outcome: str
    closed_at: datetime | None
    reason: Reason | None = None  # what `because` says, as facts; None where no rule was asked


@dataclass(frozen=True, slots=True, kw_only=True)
class Enquiry(Case):
    """States: received, quarantined, acknowledged, owned, awaiting_info, answered, signposted, declined,
    converted, closed, spam (lifecycles.md 3.1)."""

    enquirer: Mailbox
    others: tuple[Mailbox, ...]  # whom the client copied, outsiders only
    referrer: str  # address of the member who passed it on
    maybe: str  # a case that it may continue
    arrival: str  # key of its first mail
    last_arrival: str  # key of the enquirer's last mail: what C0 shows
    promised: date | None  # the receipt's date
    acknowledged_at: datetime | None
    claimed_at: datetime | None
    first_reply_at: datetime | None
    last_in_at: datetime
    last_out_at: datetime | None
    asked: tuple[str, ...]  # keys of the questions sent
    prepared: str  # template of the prepared answer, "" when there is none
    opportunity: str  # "O-7" once recorded
    low: bool  # low priority: no reminders
    settled_at: datetime | None = None  # when it was first answered, signposted, declined, recorded or shared
    handed_from: str = ""  # address of whoever looked after it in the turn before
    handed_at: datetime | None = None
    handed_told: bool = True  # False: the client knew that person and has not heard of the change yet


@dataclass(frozen=True, slots=True, kw_only=True)
class Opportunity(Case):
    """States of this step: draft, shared, closed (lifecycles.md 3.2)."""

    enquiry: str  # "E-1", "" when it came from the list
    bringer: str  # co-op's name
    title: str  # T1
    summary: str  # T1
    decide_by: date | None
    shared_at: datetime | None
    shared_with: tuple[str, ...]  # co-ops; () = all


@dataclass(frozen=True, slots=True, kw_only=True)
class Handover(Case):
    """The taking over of a turn (lifecycles.md 3.3). States: open, accepted. Its owner is the incoming chair."""

    outgoing: str  # address
    incoming: str  # address
    turn: date  # first day of the turn that is taken over
    kept: tuple[str, ...]  # cases that stay with the outgoing chair


@dataclass(frozen=True, slots=True, kw_only=True)
class Interest:
    opportunity: str
    coop: str
    person: str
    answer: Literal["interested", "pass"]
    note: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """A list post in the archive."""

    key: str  # arrival key
    message_id: str
    thread: str  # key of the thread's first post
    author: Mailbox
    coop: str
    subject: str
    kind: str  # category of the list's table
    line: str  # first sentence, for digests
    at: datetime
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalLine:
    """G5: who, what, from, to, why."""

    case: str
    at: datetime
    who: str
    what: str  # "claim", "mail in", "receipt" ...
    was: str
    now: str
    why: str
    message_id: str

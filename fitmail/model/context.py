"""Everything decide may know, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from fitmail.model.cases import Case, Interest, JournalLine, Opportunity, Post
from fitmail.model.events import Event, Language
from fitmail.model.learning import PendingLesson, Proposal, Taught
from fitmail.model.mail import Message
from fitmail.model.people import Directory, Letter, Meeting, Recognition
from fitmail.model.rota import Spent
from fitmail.model.rules import Classification, Handbook


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """What the settings say to decide and compose."""

    network: str
    region: str  # ISO country code or name, "" for none
    desk_name: str  # "FIT enquiries"
    desk: str  # address
    list_name: str
    list_address: str  # "" when the list is off
    list_mode: Literal["hosted", "watched", "off"]
    languages: tuple[Language, ...]
    language: Language  # the desk's default
    zone: str
    opens: int  # minutes after midnight
    closes: int
    closed_days: frozenset[date]
    promise: int  # working days
    consent: Literal["notice", "ask"]
    separator: str
    domain: str
    instance: str
    delay: int  # seconds before an answer leaves
    confirm_first: int  # how many of a person's first answers are confirmed to them
    operator: str
    coordinator: str
    answers_per_day: int  # automatic answers to one address
    answers_per_hour: int  # in all
    hop_limit: int
    periodic: frozenset[str]  # names of the periodic mails that are sent: digest, daily, reports, rota ...
    digest_day: int  # Monday = 0
    digest_hour: int
    daily_at: int  # minutes after midnight
    turn: Literal["quarter", "month", "week"]
    share_days: int  # working days until decide-by
    currency: str
    channels: tuple[tuple[str, str], ...] = ()  # name, address
    rules_address: str = ""  # where maintainers send rule files, "" where nobody may
    rules_own: bool = True  # the rules folder is the network's own, and may be written to
    maintainers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Counters:
    """Automatic answers already given, counted from the outbox."""

    for_case: int  # to this address in this case
    today: int  # to this address in 24 hours
    hour: int  # to anybody in the last hour
    confirmed: int  # answers of this person that left for enquirers


@dataclass(frozen=True, slots=True, kw_only=True)
class SentMail:
    """A row of the outbox as decide may see it."""

    key: str
    event: str
    case: str
    to: str
    by: str  # the person who wrote it, "" for machine mail
    subject: str
    template: str
    state: str  # queued, in_flight, sent, failed, held, withdrawn
    text: str  # what the person wrote
    at: datetime
    outward: bool
    tries: int  # deliveries tried so far


@dataclass(frozen=True, slots=True, kw_only=True)
class Undoable:
    """The last event of orders in a case that its author may take back."""

    event: str
    by: str
    before: Case
    irreversible: bool  # a mail of it has left for an outsider


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """Facts for one digest or report; `since` is when its reader heard last, however long that is."""

    since: datetime
    upto: datetime
    waiting: tuple[Case, ...]
    opportunities: tuple[Opportunity, ...]
    answered: tuple[Interest, ...]
    came: tuple[Case, ...]
    went: tuple[JournalLine, ...]
    posts: tuple[Post, ...]
    told_at: datetime | None = None  # the last one of this kind to this reader; before the first: the desk's first day
    cases: tuple[Case, ...] = ()  # open, or touched in that time: what figures are made of
    held: tuple[SentMail, ...] = ()  # answers that wait for a word
    interests: tuple[Interest, ...] = ()  # of anybody, in those cases
    meeting: Meeting | None = None  # the next one
    spent: tuple[Spent, ...] = ()  # hours and costs that people told of in that time


@dataclass(frozen=True, slots=True, kw_only=True)
class Pile:
    """What lies on the desk, and what the turn that is worked until now has seen: facts for rota and handover."""

    since: datetime  # when that turn began
    upto: datetime
    open: tuple[Case, ...]
    came: tuple[Case, ...]  # opened in the turn, open or not
    held: tuple[SentMail, ...]
    last_reply: datetime | None  # when a person last wrote to an outsider
    spent: tuple[Spent, ...]
    rules: tuple[tuple[str, str], ...]  # what changed in rules and texts meanwhile: kind, and name or instant
    notes: tuple[JournalLine, ...]  # what the outgoing chair added to the handover


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """Everything decide may know, and nothing else."""

    event: Event
    now: datetime
    message: Message | None
    recognition: Recognition | None
    classification: Classification | None
    case: Case | None
    cases: Mapping[str, Case]  # by id: those that the orders name, and the linked opportunity or enquiry
    next_numbers: Mapping[str, int]  # kind letter -> the number its next case gets
    directory: Directory
    handbook: Handbook
    policy: Policy
    counters: Counters
    sent: tuple[SentMail, ...]  # of the case, newest last
    held: tuple[SentMail, ...]  # what a HELD token speaks of
    undoable: Undoable | None
    journal: tuple[JournalLine, ...]
    interests: tuple[Interest, ...]
    letters: tuple[Letter, ...]
    post: Post | None
    week: Week | None
    similar: tuple[Case, ...] = ()  # closed enquiries of the same kind, or of the same sender's house, newest first
    meeting: Meeting | None = None  # the next one
    proposal: Proposal | None = None  # what this mail proposes for the rules
    standing: Proposal | None = None  # what a RULES token speaks of
    lessons: tuple[PendingLesson, ...] = ()  # corrections that wait, where this mail is about them
    taught: tuple[Taught, ...] = ()  # where those go that this mail accepts
    pile: Pile | None = None

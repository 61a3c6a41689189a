"""What decide answers: a sentence and effects (a closed union)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from fitmail.model.cases import Case, Interest, JournalLine, Post
from fitmail.model.events import Alarm
from fitmail.model.learning import Proposal
from fitmail.model.mail import Mailbox
from fitmail.model.people import Purpose
from fitmail.model.rota import Absence, Spent, Turn


@dataclass(frozen=True, slots=True, kw_only=True)
class Audience:
    """Whom, in the words of the desk; compose/audience finds the addresses."""

    kind: Literal[
        "outsider", "person", "chair", "backup", "duty", "reps", "members", "coordinator", "operator", "channel"
    ]
    who: str = ""  # outsider, person, channel: the address; reps: a co-op's name or "" for all
    name: str = ""  # outsider, channel: display name
    language: str = ""  # outsider


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A row of the order table as mails offer it (decide/orders.py makes it)."""

    verb: str
    words: Mapping[str, str]  # language -> the word people write, without its mark
    takes: Mapping[str, str]  # language -> "[budget when tech brief who]", "" when it takes nothing
    does: Mapping[str, str]  # language -> half a sentence
    bare: bool = False  # may stand without the mark in answer to this mail


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What became of one line of orders; the wording is the transcript template's."""

    line: str  # as the person wrote it
    ok: bool
    key: str  # "claimed", "unknown" ...: templates/emails/README.md lists them
    args: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Open:
    case: Case


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """The case as it is from now on. `undo`: by whom it may be taken back, "" when nobody may."""

    case: Case
    undo: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A line of the journal."""

    line: JournalLine


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """What the mail says to its reader's calendar: whole days, no time of theirs is taken (RFC 5546)."""

    uid: str
    method: Literal["REQUEST", "CANCEL"]
    sequence: int
    first: date
    last: date
    asks: bool  # an answer is wanted; else it only tells


@dataclass(frozen=True, slots=True, kw_only=True)
class Tell:
    """A mail to be composed. One outbox message per address that the audience names."""

    key: str  # unique within the event
    audience: tuple[Audience, ...]  # one person in several gets one mail
    template: str
    case: str
    facts: Mapping[str, object]  # what the template may use: templates/emails/README.md
    offers: tuple[Offer, ...] = ()
    purpose: Purpose | None = None  # of the Reply-To token; None: Reply-To is the plain desk address
    about: str = ""  # Token.about
    author: str = ""  # address of the person who speaks: "Ana, FIT enquiries"; "" = the desk
    via: Mailbox | None = None  # C0: "Jo Ruiz via FIT enquiries"
    cc: tuple[Mailbox, ...] = ()
    subject: str = ""  # the case's subject; compose adds Re: and tag by the side it goes to
    automatic: Literal["", "auto-replied", "auto-generated"] = "auto-generated"
    outward: bool = False
    after: str = ""  # key of the Tell of this event that it answers (the card after C0)
    answers: str = ""  # Message-ID that it answers; "" = the last of the thread with that address
    source: str = ""  # arrival key of the mail whose attachments are handed on
    whole: bool = False  # with `source`: its text and HTML are handed on as written (C0)
    held: str = ""  # why it waits for a person's word; "" = it may leave
    delay: int = 0  # seconds
    calendar: Invitation | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """A held mail may leave; or a prepared one."""

    outbox_key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdraw:
    """A held or queued mail will not leave."""

    outbox_key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Refile:
    """A held mail is walked once more, now vouched for by `proof`; its first end becomes filed."""

    arrival: str
    proof: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Settle:
    """A held mail has found its end after all: filed."""

    arrival: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Learn:
    """A correction: the mail becomes a pending example of the rule."""

    table: Literal["enquiries", "list"]
    category: str
    case: str
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SettleLesson:
    """A correction is accepted or rejected. `category` where a person chose another one, else ""."""

    number: int
    state: Literal["accepted", "rejected"]
    category: str
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Propose:
    """Rule files wait for the word that puts them in force."""

    proposal: Proposal


@dataclass(frozen=True, slots=True, kw_only=True)
class Activate:
    """A proposal's word was given: after the commit its files are written into the rules folder."""

    proposal: str  # its key
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Archive:
    post: Post


@dataclass(frozen=True, slots=True, kw_only=True)
class Interested:
    interest: Interest


@dataclass(frozen=True, slots=True, kw_only=True)
class Prefer:
    """A person's wish about what fitmail sends them: ("digest", "off")."""

    person: str
    name: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Spend:
    """A one-time token is used up."""

    token: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rota:
    """Turns and absences from now on: all of them."""

    turns: tuple[Turn, ...]
    absences: tuple[Absence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Hours or money for the ledger of the network."""

    spent: Spent


@dataclass(frozen=True, slots=True, kw_only=True)
class Raise:
    """The house says it to those who look after it: an event of its own, refused when its key is there already."""

    alarm: Alarm


Effect = (
    Open
    | Change
    | Record
    | Tell
    | Release
    | Withdraw
    | Refile
    | Settle
    | Learn
    | Archive
    | Interested
    | Prefer
    | Rota
    | Account
    | Spend
    | SettleLesson
    | Propose
    | Activate
    | Raise
)

End = Literal["filed", "held", "machine", "spam", "duplicate"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What the network does, with one sentence that a member can read."""

    because: str
    end: End  # where the mail ends (G15); "filed" for ticks and orders
    case: str  # the case that the mail belongs to from now on, "" for none
    effects: tuple[Effect, ...]

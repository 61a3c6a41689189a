"""Events: what can happen to the house."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Language = Literal["en", "es", "pt"]
LANGUAGES: tuple[Language, ...] = ("en", "es", "pt")


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """A mail at one of our doors, for one of our addresses. A mail to two of ours is two arrivals."""

    key: str  # sha256 over null sender or sender, our plain address and raw: the same mail has the same key
    via: str  # smtp, lmtp, imap:NAME, mbox, stdin, http, again (walked once more after a person's word)
    mail_from: str  # envelope sender, "" for the null sender
    rcpt: str  # envelope recipient as given, with its tag (RFC 5321 RCPT TO)
    raw: bytes
    at: datetime
    filing: bool = False  # import: file and link, answer nobody, start no clock
    proof: str = ""  # the address whose one-time token vouched for it (product/orders.md, Levels)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """One duty that fell due; its key is its name, so that a double knock is refused like any second copy."""

    key: str  # "wake:E-1:2026-03-03T17:00:00+00:00", "digest:2026-W48:ana@camba.example"
    duty: str  # "wake" or "digest"
    about: str  # a case id, or a person's address
    at: datetime  # when it was due (not when the house woke up)


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """An order given outside mail: at the command line, by the operator or in a person's name."""

    key: str
    by: str  # address of a registered person
    text: str  # lines as they would stand at the top of an answer to the card: "E-1 !decline budget"
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """A delivery of ours was given up, by a report that came back or by the retry rule."""

    key: str
    outbox_key: str
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """The house itself has something to say to those who look after it. Its key is its name: each is said once."""

    key: str  # "alarm:rules:3f2a…"
    kind: str  # "rules", "rules-mended": what the template says about it
    lines: tuple[str, ...]  # what was found, one thing a line
    to: tuple[str, ...]  # addresses; none: the coordinator, else the operator
    at: datetime


Event = Arrival | Tick | Order | Returned | Alarm

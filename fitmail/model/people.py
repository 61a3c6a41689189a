"""People, co-ops and rota; tokens, threads and what our memory knows about a mail."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from fitmail.model.events import Language
from fitmail.model.rota import Absence, Turn


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    address: str
    name: str
    coop: str  # the co-op's name
    language: Language
    roles: tuple[str, ...]  # member, rep, chair, backup, coordinator, operator, maintainer, conduct, moderator
    aliases: tuple[str, ...] = ()  # further registered addresses
    preferences: tuple[tuple[str, str], ...] = ()  # ("digest", "off")


@dataclass(frozen=True, slots=True, kw_only=True)
class Coop:
    name: str
    domain: str
    city: str
    country: str
    skills: tuple[str, ...]  # canonical technology names, lower case
    languages: tuple[str, ...]
    size: int  # people, 0 unknown
    free_days: int  # days a month that are free, 0 unknown
    minimum: int  # smallest project, in the network's currency, 0 unknown
    mailbox: str = ""  # shared mailbox that counts as its rep


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    day: date
    place: str
    present: tuple[str, ...]  # co-ops
    apologies: tuple[str, ...]
    absent: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Directory:
    """People, co-ops and rota as one frozen value, cached by version."""

    version: int
    people: tuple[Person, ...]
    coops: tuple[Coop, ...]
    turns: tuple[Turn, ...]
    absences: tuple[Absence, ...] = ()


class Purpose(StrEnum):
    """What an answer to a token's address is for."""

    CLIENT = "client"  # insider's answer to C0: goes to the enquirer
    DESK = "desk"  # insider's answer to a card or notice: note or orders
    ENQUIRER = "enquirer"  # the enquirer's answer to the desk
    REP = "rep"  # a rep's answer to an opportunity
    HELD = "held"  # answer to C5: send or drop
    CONFIRM = "confirm"  # one-time proof
    DIGEST = "digest"
    POST = "post"  # answer to the card of a list post
    CHANNEL = "channel"  # answer from a forum or list to which a case was put; `about`: its name
    RULES = "rules"  # answer to proposed rules, or to the list of corrections
    ROTA = "rota"  # answer to an invitation, a swap or a handover


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A row: who may say what about which case, until when. HMAC-SHA256, 80 bits, base32 lower case."""

    text: str
    case: str  # "E-42", "" when it concerns none
    person: str  # address of the holder
    purpose: Purpose
    # HELD: outbox keys joined by spaces; CONFIRM: arrival key; POST: archive key; RULES: a proposal's key; ROTA: the
    # question about which turn (decide/turns.py); else ""
    about: str
    expires: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One mail of a case, in or out: what threads are made of."""

    message_id: str
    case: str
    address: str  # the other side: author of a mail in, recipient of a mail out
    inbound: bool
    at: datetime
    template: str  # of a mail out, e.g. "receipt"; "" for a mail in


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognition:
    """What our memory knows about a mail, before rules are asked."""

    role: str  # us, member, client (known participant of the case), stranger
    person: Person | None
    coop: Coop | None
    mailbox: str  # desk, list, rules, return (a VERP return path)
    token: Token | None  # the row behind the token in the recipient address, expired or not
    token_valid: bool  # not expired
    case: str  # "" when it is new
    linked_by: str  # token, thread, subject, "" when it is new
    maybe: str  # a case that it may belong to, shown to people only
    seen_before: str  # key of the arrival of which it is a second copy, "" if none
    returned: str  # outbox key of the mail that a report or return path is about, "" if none
    post: str  # archive key when it answers the card of a list post or follows a thread on the list
    thread_kind: str  # kind of the first post of the list thread that it follows, "" if none

"""Whom a mail goes to: from the words of the desk to addresses.

Takes the audience of a Tell, the directory, the policy and the instant. Gives readers in order, each once: one
person in several audiences gets one mail. Promises: a role that nobody holds falls to the coordinator, then to
the operator, so that a mail of the desk always reaches somebody.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import assert_never
from zoneinfo import available_timezones

from fitmail.compose.texts import first_name
from fitmail.model import LANGUAGES, Audience, Case, Coop, Directory, Duty, Language, Person, Policy


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """One recipient, as templates may speak to them."""

    name: str
    first: str
    address: str
    holder: str  # the address that tokens are made for: a registered person's main one
    language: Language
    inside: bool
    coop: str
    known: frozenset[str]  # every address of theirs, for threads
    zone: str = ""  # their own time zone, "" for the desk's


@dataclass(frozen=True, slots=True, kw_only=True)
class Circle:
    """The network at one instant."""

    directory: Directory
    policy: Policy
    duty: Duty
    now: datetime


def readers(audience: Iterable[Audience], *, circle: Circle, case: Case | None) -> tuple[Reader, ...]:
    """Everybody in the audience, each once, in the order in which they are named."""
    found: dict[str, Reader] = {}
    for part in audience:
        for reader in _resolve(part, circle, case):
            if usable(reader.address):
                found.setdefault(reader.holder, reader)
    return tuple(found.values())


def usable(address: str) -> bool:
    """Whether an envelope can carry it at all."""
    local, at, domain = address.rpartition("@")
    blank = any(c.isspace() or not c.isprintable() or c in "<>," for c in address)
    return bool(local and at and domain) and not blank and len(local.encode("utf-8", "replace")) <= 64


def person_at(directory: Directory, address: str) -> Person | None:
    low = address.lower()
    return next((p for p in directory.people if low == p.address or low in p.aliases), None)


def _resolve(part: Audience, circle: Circle, case: Case | None) -> Iterator[Reader]:
    match part.kind:
        case "outsider":
            yield _outsider(part, circle, case)
        case "person":
            yield _insider(part.who, circle)
        case "members":
            yield from (_insider(p.address, circle) for p in circle.directory.people if "member" in p.roles)
        case "reps" if part.who:
            yield from _or_coordinator(_reps(part.who, circle), circle)
        case "reps":
            for coop in _coops(circle):
                yield from _reps(coop, circle)
        case "chair" | "backup" | "duty" | "coordinator" | "operator":
            yield from _role(part.kind, circle)
        case "channel":
            yield _channel(part, circle)
        case _:
            assert_never(part.kind)


def _role(kind: str, circle: Circle) -> Iterator[Reader]:
    duty = circle.duty
    found: list[Reader] = []
    if kind == "chair" and duty.chair:
        found = [_insider(duty.chair, circle)]
    elif kind == "backup" and duty.backup:
        found = [_insider(duty.backup, circle)]
    elif kind == "duty" and duty.coop:
        found = list(_reps(duty.coop, circle))
    elif kind == "operator" and circle.policy.operator:
        found = [_insider(circle.policy.operator, circle)]
    yield from _or_coordinator(found, circle)


def _or_coordinator(found: Iterable[Reader], circle: Circle) -> Iterator[Reader]:
    """Whoever was found; else the coordinator; else the operator, whom the settings require."""
    some = list(found)
    if not some:
        named = [circle.policy.coordinator] if circle.policy.coordinator else []
        holders = named or _holding("coordinator", circle)
        holders = holders or ([circle.policy.operator] if circle.policy.operator else _holding("operator", circle))
        some = [_insider(address, circle) for address in holders]
    yield from some


def _holding(role: str, circle: Circle) -> list[str]:
    return [p.address for p in circle.directory.people if role in p.roles]


def _coops(circle: Circle) -> Iterator[str]:
    named = (c.name for c in circle.directory.coops)
    yield from dict.fromkeys((*named, *(p.coop for p in circle.directory.people if p.coop)))


def _reps(name: str, circle: Circle) -> Iterator[Reader]:
    """The co-op's shared mailbox; else its reps; else all of its people; less those who unsubscribed from calls."""
    coop = next((c for c in circle.directory.coops if c.name == name), None)
    if coop and coop.mailbox:
        yield _mailbox(coop, circle)
        return
    people = [p for p in circle.directory.people if p.coop == name]
    reps = [p for p in people if "rep" in p.roles] or people
    yield from (_insider(p.address, circle) for p in reps if ("calls", "off") not in p.preferences)


def _insider(address: str, circle: Circle) -> Reader:
    person = person_at(circle.directory, address)
    if person is None:
        coop = next((c for c in circle.directory.coops if c.mailbox == address.lower()), None)
        return _mailbox(coop, circle) if coop else _unregistered(address, circle)
    wishes = dict(person.preferences)
    zone = wishes.get("zone", "")
    return Reader(
        name=person.name,
        first=first_name(person.name),
        address=address,
        holder=person.address,
        language=tongue(wishes.get("language", "")) or person.language,
        inside=True,
        coop=person.coop,
        known=frozenset((person.address, *person.aliases)),
        zone=zone if zone and zone in _zones() else "",
    )


@lru_cache(maxsize=1)
def _zones() -> frozenset[str]:
    """Looked up once: the standard library reads its folders anew for each question."""
    return frozenset(available_timezones())


def _unregistered(address: str, circle: Circle) -> Reader:
    # An operator or a chair of the rota need not stand in the list of people.
    return Reader(
        name="",
        first="",
        address=address,
        holder=address.lower(),
        language=circle.policy.language,
        inside=True,
        coop="",
        known=frozenset((address.lower(),)),
    )


def _mailbox(coop: Coop, circle: Circle) -> Reader:
    spoken = (tongue(word) for word in coop.languages)
    return Reader(
        name=coop.name,
        first="",
        address=coop.mailbox,
        holder=coop.mailbox,
        language=next((word for word in spoken if word), circle.policy.language),
        inside=True,
        coop=coop.name,
        known=frozenset((coop.mailbox,)),
    )


def _outsider(part: Audience, circle: Circle, case: Case | None) -> Reader:
    fallback = case.language if case else circle.policy.language
    return Reader(
        name=part.name,
        first=first_name(part.name),
        address=part.who,
        holder=part.who,
        language=tongue(part.language) or fallback,
        inside=False,
        coop="",
        known=frozenset((part.who.lower(),)),
    )


def _channel(part: Audience, circle: Circle) -> Reader:
    """A forum or a list. It is spoken to as the desk speaks, and has seen no letter but those that went to it."""
    return Reader(
        name=part.name,
        first="",
        address=part.who,
        holder=part.who.lower(),
        language=circle.policy.language,
        inside=True,
        coop="",
        known=frozenset((part.who.lower(),)),
    )


def tongue(word: str) -> Language | None:
    """One of our languages, or none."""
    return next((language for language in LANGUAGES if language == word), None)

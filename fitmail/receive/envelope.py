"""The envelope: which addresses are ours, and the name under which a mail is kept.

Takes addresses as servers and files give them. Gives `plain()` (our address without its tag, or None), `arrival()`
(a mail and its envelope under a key) and `delivery()` (the envelope that a delivering server wrote into the mail's
trace). Promises: never raises on a stranger's address or mail; the same mail for the same address of ours has the
same key whichever tag it was sent to; linear in the length of the mail.
Never looks further into a mail than size, hop count and delivery headers (house.md, receive).
Standards: RFC 5321 s.4.1.2, s.4.4, s.4.5.1, s.6.3; RFC 2142; RFC 5233; RFC 6531.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from fitmail.model import Arrival

# A header block beyond this is no longer searched for delivery headers: servers write theirs at the top.
TRACE_LIMIT = 256 * 1024
# RFC 2142 s.5 and RFC 5321 s.4.5.1: names that every domain which takes mail must answer to.
STANDING_NAMES = ("postmaster", "abuse")
RCPT_HEADERS = (b"x-original-to", b"envelope-to", b"delivered-to")


@dataclass(frozen=True, slots=True, kw_only=True)
class Doors:
    """What every door must know of the house."""

    addresses: tuple[str, ...]  # ours, plain; the desk's first
    separator: str  # between address and tag, "+"; "" where the host has no tagged addresses
    size_limit: int  # octets
    hop_limit: int  # Received lines at which a mail is refused as a loop


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """The envelope as the delivering server wrote it into the mail."""

    mail_from: str | None  # "" for the null sender, None when nothing tells
    rcpts: tuple[str, ...]  # most telling first


def plain(address: str, doors: Doors) -> str | None:
    """Our address without its tag; None when the address is not ours."""
    local, domain = parts(address)
    ours = _ours(doors.addresses)
    if not domain:
        # RFC 5321 s.4.1.1.3: "RCPT TO:<Postmaster>" is accepted without a domain.
        return doors.addresses[0] if local == "postmaster" and doors.addresses else None
    here = [(own, address_) for own, own_domain, address_ in ours if own_domain == domain]
    found = ""
    for own, address_ in here:
        if local == own:
            return address_
        tagged = bool(doors.separator) and local.startswith(own + doors.separator)
        # "fit-list-x" belongs to "fit-list" before it belongs to "fit".
        if tagged and len(own) > len(parts(found)[0]):
            found = address_
    if found:
        return found
    return here[0][1] if here and local in STANDING_NAMES else None


def tag(address: str, doors: Doors) -> str:
    """What stands behind our plain address, "" when nothing does or the address is not ours."""
    ours = plain(address, doors)
    local, _ = parts(address)
    own = parts(ours)[0] if ours else local
    return local[len(own) + len(doors.separator) :] if local.startswith(own) else ""


def one_per_address(rcpts: Sequence[str], doors: Doors) -> dict[str, str]:
    """Our plain addresses among the recipients, each with the recipient to keep: a tagged form says more."""
    chosen: dict[str, str] = {}
    for rcpt in rcpts:
        ours = plain(rcpt, doors)
        if ours is not None and (ours not in chosen or (tag(rcpt, doors) and not tag(chosen[ours], doors))):
            chosen[ours] = rcpt
    return chosen


def arrival(*, via: str, mail_from: str, rcpt: str, raw: bytes, at: datetime, doors: Doors, filing: bool) -> Arrival:
    """A mail for one of our addresses, under the key by which a second copy is recognised."""
    sender = bare(mail_from).lower()
    ours = plain(rcpt, doors) or bare(rcpt).lower()
    digest = hashlib.sha256()
    for part in (sender, ours):
        # The zero octet cannot stand in an address, so no two envelopes look the same.
        digest.update(part.encode("utf-8", "surrogateescape") + b"\0")
    digest.update(raw)
    return Arrival(key=digest.hexdigest(), via=via, mail_from=sender, rcpt=bare(rcpt), raw=raw, at=at, filing=filing)


def bare(address: str) -> str:
    """The address without angle brackets; the null sender "<>" becomes ""."""
    text = address.strip()
    return text[1:-1].strip() if text.startswith("<") and text.endswith(">") else text


def parts(address: str) -> tuple[str, str]:
    """Local part and domain, in lower case, without quotes; an international domain in its ASCII form."""
    local, at, domain = bare(address).rpartition("@")
    if not at:
        local, domain = domain, ""
    local = local.strip().lower()
    if len(local) >= 2 and local.startswith('"') and local.endswith('"'):
        local = local[1:-1].replace("\\", "")
    return local, _ascii(domain.strip().lower().removesuffix("."))


def hops(raw: bytes) -> int:
    """How many servers the mail has passed (RFC 5321 s.6.3: count the Received lines)."""
    return (b"\n" + _head(raw)).lower().count(b"\nreceived:")


def delivery(raw: bytes) -> Delivery:
    """The envelope that the last server wrote on top of the mail (RFC 5321 s.4.4: Return-Path)."""
    mail_from: str | None = None
    found: dict[bytes, list[str]] = {name: [] for name in RCPT_HEADERS}
    for name, value in _headers(raw):
        if name == b"return-path" and mail_from is None:
            # Only the topmost counts: those below were written by servers before ours, or by anybody.
            mail_from = bare(value) if "@" in value or value.strip() == "<>" else None
        elif name in found and "@" in value:
            found[name].append(bare(value))
    return Delivery(mail_from=mail_from, rcpts=tuple(rcpt for name in RCPT_HEADERS for rcpt in found[name]))


def chosen_rcpt(rcpts: Sequence[str], doors: Doors) -> str | None:
    """The recipient of ours among those that delivery headers name, a tagged one before a plain one."""
    ours = [rcpt for rcpt in rcpts if plain(rcpt, doors) is not None]
    tagged = [rcpt for rcpt in ours if tag(rcpt, doors)]
    return next(iter(tagged or ours), None)


@lru_cache(maxsize=16)
def _ours(addresses: tuple[str, ...]) -> tuple[tuple[str, str, str], ...]:
    return tuple((*parts(address), address) for address in addresses)


def _ascii(domain: str) -> str:
    if domain.isascii():
        return domain
    try:
        return domain.encode("idna").decode("ascii")
    except UnicodeError:
        return domain  # not a domain; it will simply not be ours


def _head(raw: bytes) -> bytes:
    end = raw.find(b"\n\r\n")
    # The second search stops where the first succeeded: a large body is not read for nothing.
    bare_end = raw.find(b"\n\n", 0, end if end >= 0 else len(raw))
    end = bare_end if bare_end >= 0 else end
    return raw[:end] if end >= 0 else raw


def _headers(raw: bytes) -> Iterator[tuple[bytes, str]]:
    """Header names in lower case and unfolded values, from the top."""
    name, value = b"", b""
    for line in _head(raw[:TRACE_LIMIT]).splitlines():
        if line[:1] in (b" ", b"\t"):
            value += line
            continue
        yield name, value.decode("utf-8", "replace").strip()
        name, _, value = line.partition(b":")
        name = name.strip().lower()
    yield name, value.decode("utf-8", "replace").strip()

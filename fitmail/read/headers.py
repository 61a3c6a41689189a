"""The head of a mail as people mean it: decoded, on one line, with the true author behind lists that rewrite From.

Takes     the root of the tree.
Gives     Head: every header by lower-case name, decoded on asking; mailboxes, ids, subject, date; the author.
Promises  never raises. Raw 8-bit letters are kept (UTF-8, then windows-1252). Values are one line. Where a header
          stands twice the first counts, and a defect says so.
Standards RFC 5322 s.3.6, RFC 2047, RFC 6532; From rewriting as Mailman ("X via List"), Google Groups
          (X-Original-From) and Groups.io (user=domain@) do it.
"""

from __future__ import annotations

import email.utils
import hashlib
import re
from dataclasses import dataclass
from datetime import UTC, datetime

from mailparser.dates import parse_mail_date

from fitmail.model import Mailbox, Ours
from fitmail.read.addresses import first, mailboxes, one_line
from fitmail.read.charsets import header_letters
from fitmail.read.encoded import unquoted_words
from fitmail.read.tree import Node

MOST_HEADERS = 2000
LONGEST = 64_000
_ID = re.compile(r"<([^<>\s]{1,500})>")
_VIA = re.compile(r"\s+(?:via|por medio de|a trav[eé]s de|por meio de|atrav[eé]s de)\s+", re.IGNORECASE)
_ONCE = ("from", "subject", "date", "message-id", "to", "cc", "reply-to", "in-reply-to", "references")


@dataclass(frozen=True, slots=True)
class Head:
    """The headers by lower-case name, raw, in the order of the mail."""

    raw: dict[str, list[str]]

    def all(self, name: str) -> list[str]:
        """Every value of a header, decoded and on one line."""
        return [plain(value) for value in self.raw.get(name, ())]

    def get(self, name: str) -> str:
        """The first value of a header, "" when it is missing."""
        values = self.raw.get(name)
        return plain(values[0]) if values else ""

    def has(self, name: str) -> bool:
        return name in self.raw

    def everybody(self, name: str) -> tuple[Mailbox, ...]:
        """Every mailbox of a header, also those that are only a name ("undisclosed recipients")."""
        return tuple(box for value in self.raw.get(name, ())[:20] for box in mailboxes(value))

    def boxes(self, name: str) -> tuple[Mailbox, ...]:
        """Every mailbox of a header that has an address, also of its repetitions."""
        return tuple(box for value in self.raw.get(name, ())[:20] for box in mailboxes(value) if box.address)


def head(root: Node) -> Head:
    """The head of a mail."""
    found: dict[str, list[str]] = {}
    for count, (name, value) in enumerate(root.raw_items()):
        if count >= MOST_HEADERS:
            break
        found.setdefault(name.strip().lower(), []).append(str(value)[:LONGEST])
    return Head(found)


def plain(raw: str) -> str:
    """A header value as people read it: unfolded, decoded, one line."""
    if raw.isascii() and raw.isprintable() and "=?" not in raw:
        return raw.strip()
    unfolded = raw.replace("\r\n", "").replace("\n", "").replace("\r", " ")  # RFC 5322 s.2.2.3
    return one_line(unquoted_words(header_letters(unfolded)))


def repeated(given: Head) -> tuple[str, ...]:
    """RFC 5322 s.3.6: these may stand once."""
    return tuple(f"{name} stands {len(given.raw[name])} times" for name in _ONCE if len(given.raw.get(name, ())) > 1)


def identity(given: Head, raw: bytes) -> tuple[str, str]:
    """The Message-ID, computed from the bytes where the mail has none; and the defect."""
    for value in given.raw.get("message-id", ()):
        found = ids(value)
        if found:
            return found[0], ""
    digest = hashlib.sha256(raw).hexdigest()[:32]
    return f"<{digest}@computed.invalid>", "no Message-ID: one is computed from the bytes"


def ids(raw: str) -> tuple[str, ...]:
    """Message-IDs of In-Reply-To or References in their order: with or without brackets, folded, joined."""
    text = raw[:LONGEST]
    if text.isascii() is False or "=?" in text:
        text = plain(text)
    found = [f"<{match}>" for match in _ID.findall(text)]
    if not found:
        # RFC 5322 s.3.6.4 wants brackets; some phones and trackers leave them out.
        words = text.replace("<", " ").replace(">", " ").replace(",", " ").split()
        found = [f"<{word}>" for word in words if "@" in word.strip("@") and len(word) <= 500 and '"' not in word]
    if not found and text.strip(" <>\r\n\t") and len(text.split()) == 1:
        found = [f"<{text.strip(' <>')}>"]  # a Message-ID without "@" is still the name of a mail
    return tuple(dict.fromkeys(found))[-200:]


def date(given: Head) -> tuple[datetime | None, str]:
    """The Date in UTC, and the defect. Absurd dates are no dates."""
    values = given.raw.get("date", ())
    if not values:
        return None, "no Date"
    value = plain(values[0])
    found: datetime | None = parse_mail_date(value).value  # type: ignore[no-untyped-call]
    if found is None:
        try:
            loose = email.utils.parsedate_to_datetime(value[:200])
            found = loose.astimezone(UTC) if loose.tzinfo else loose.replace(tzinfo=UTC)
        except Exception:
            return None, f"Date cannot be read: {value[:60]}"
    if not 1980 <= found.year <= 2200:
        return None, f"absurd Date: {value[:60]}"
    return found, ""


def list_id(given: Head) -> str:
    """RFC 2919: the id between the brackets, lower case."""
    value = given.get("list-id")
    inner = value.rpartition("<")[2].partition(">")[0].strip().lower() if "<" in value else ""
    if inner:
        return inner
    words = value.lower().split()
    return next((word.strip("<>") for word in words if "." in word), "")


def list_addresses(given: Head, ours: Ours) -> frozenset[str]:
    """Addresses that stand for a list and not for a person: List-Post, the list's id, our own."""
    found = set(ours.addresses)
    post = given.get("list-post")
    if "mailto:" in post:
        found.add(post.partition("mailto:")[2].partition(">")[0].partition("?")[0].strip().lower())
    identifier = list_id(given)
    if identifier:
        local, _, domain = identifier.partition(".")
        found.add(f"{local}@{domain}")
    return frozenset(found)


def true_author(given: Head, ours: Ours) -> Mailbox:
    """Who wrote it, behind a list that put its own address into From (DMARC made lists do that).

    X-Original-From says so outright. Else the original stands in Reply-To, or in Cc where Reply-To is the list's;
    Groups.io writes it into the local part. A name without any address is still better than the list's.
    """
    sender = first(given.raw.get("from", [""])[0])
    lists = list_addresses(given, ours)
    via = _VIA.search(sender.name)
    name = sender.name[: via.start()].strip("\"' ") if via else sender.name
    listed = given.has("list-id") or given.has("list-post")
    if sender.address not in lists and not (via and listed):
        return sender
    for header in ("x-original-from", "x-google-original-from", "original-from", "x-mailman-original-from"):
        for box in given.boxes(header):
            if box.address not in lists:
                return Mailbox(name=box.name or name, address=box.address)
    local, _, domain = sender.address.partition("@")
    person, _, home = local.rpartition("=")
    if via and person and "." in home and domain:
        return Mailbox(name=name, address=f"{person}@{home}")
    others = [box for header in ("reply-to", "cc") for box in given.boxes(header) if box.address not in lists]
    named = [box for box in others if name and box.name.lower() == name.lower()]
    replies = [box for box in given.boxes("reply-to") if box.address not in lists]
    for box in named or replies[:1]:
        return Mailbox(name=box.name or name, address=box.address)
    return Mailbox(name=name, address=sender.address)

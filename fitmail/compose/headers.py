"""The head of every mail we send, in one place.

Nobody else mentions Auto-Submitted. Takes finished values; gives the bytes of the head. Promises: a header
holds one line, nothing that a stranger wrote can add a header (each field is checked for it); automatic mail says
that it is automatic; ids and addresses are written plain, so that threads and one-click survive.
Standards: RFC 5322, 3834 (automatic mail), 2919 (List-Id), 2369 (List-Unsubscribe), 6532 (only where an address
needs it).
Known faults: an address with a non-ASCII local part makes the whole head UTF-8, and needs a smarthost that
speaks SMTPUTF8.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from typing import Literal

from fitmail.compose.mime import boxes_field, plain_field, text_field
from fitmail.compose.texts import one_line
from fitmail.compose.threads import Thread

INSTANCE = "X-Fitmail-Instance"
_NAME_LIMIT = 80
SUBJECT_LIMIT = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Bulk:
    """What a mail to many carries besides."""

    list_id: str  # "opportunities.fit.example"
    list_name: str
    unsubscribe: str  # address


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """Everything a head says; values as people would write them."""

    sender: tuple[str, str]  # name, address
    to: tuple[str, str]
    cc: Sequence[tuple[str, str]]
    reply_to: str
    subject: str
    message_id: str
    thread: Thread
    date: datetime
    automatic: Literal["", "auto-replied", "auto-generated"]
    instance: str
    bulk: Bulk | None


def head_bytes(head: Head, *, content: bytes, language: str) -> bytes:
    """The whole head with its empty line. `content`: the fields of the body, which stand among the others."""
    addresses = (head.to[1], head.sender[1], head.reply_to, *(address for _, address in head.cc))
    utf8 = not all(address.rpartition("@")[0].isascii() for address in addresses)  # RFC 6532 only where one needs it
    block = b"".join(
        [
            boxes_field("From", [_box(*head.sender)], utf8=utf8),
            boxes_field("To", [_box(*head.to)], utf8=utf8),
            boxes_field("Cc", [_box(*box) for box in head.cc], utf8=utf8) if head.cc else b"",
            boxes_field("Reply-To", [_box("", head.reply_to)], utf8=utf8),
            text_field("Subject", one_line(head.subject, SUBJECT_LIMIT), utf8=utf8),
            plain_field("Date", format_datetime(head.date)),
            plain_field("Message-ID", head.message_id),
            _threaded(head.thread),
            _marked(head, utf8=utf8),
            content,
            plain_field("MIME-Version", "1.0"),
            plain_field("Content-Language", language),  # RFC 3282
        ]
    )
    return block + b"\r\n"


def _threaded(thread: Thread) -> bytes:
    if not thread.in_reply_to:
        return b""
    return plain_field("In-Reply-To", thread.in_reply_to) + plain_field("References", " ".join(thread.references))


def _marked(head: Head, *, utf8: bool) -> bytes:
    """What programs at the other end must know."""
    fields: list[bytes] = []
    if head.automatic:
        fields.append(plain_field("Auto-Submitted", head.automatic))  # RFC 3834 s.5
        fields.append(plain_field("X-Auto-Response-Suppress", "All"))  # Exchange looks at nothing else
    fields.append(text_field(INSTANCE, one_line(head.instance, _NAME_LIMIT), utf8=utf8))
    if head.bulk:
        name = one_line(head.bulk.list_name, _NAME_LIMIT)
        fields.append(text_field("List-Id", f'"{name}" <{head.bulk.list_id}>', utf8=utf8))  # RFC 2919
        unsubscribe = f"<mailto:{head.bulk.unsubscribe}?subject=unsubscribe&body=unsubscribe>"
        fields.append(plain_field("List-Unsubscribe", unsubscribe))  # RFC 2369
        fields.append(plain_field("Precedence", "bulk"))
    return b"".join(fields)


def _box(name: str, address: str) -> tuple[str, str]:
    local, _, domain = address.rpartition("@")
    return one_line(name, _NAME_LIMIT), f"{local}@{ascii_domain(domain)}"


def ascii_domain(domain: str) -> str:
    """IDNA, because the standard library writes a non-ASCII domain as an encoded word inside the address."""
    if domain.isascii():
        return domain
    try:
        return domain.encode("idna").decode("ascii")
    except UnicodeError:
        return domain.encode("ascii", "ignore").decode("ascii") or "invalid"

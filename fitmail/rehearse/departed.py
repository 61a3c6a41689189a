"""A mail that left, as its reader sees it.

Takes the bytes that a transport was given. Gives headers decoded and the text of its text parts.
Promises: the bytes are kept as they left; reading them never raises.
"""

from __future__ import annotations

import email
import email.header
import email.message
import email.policy
import html
import re
from dataclasses import dataclass
from datetime import datetime

TAGS = re.compile(r"<[^<>]*>")


@dataclass(frozen=True, slots=True, kw_only=True)
class Departed:
    """One mail for one envelope recipient."""

    key: str
    address: str
    return_path: str
    raw: bytes
    case: str
    template: str
    by: str  # who wrote it, "" for machine mail
    outward: bool
    at: datetime
    step: int
    text: str  # its text parts
    markup: str  # its HTML parts
    headers: tuple[tuple[str, str], ...]  # decoded
    attachments: tuple[str, ...]

    def header(self, name: str) -> tuple[str, ...]:
        return tuple(value for key, value in self.headers if key.lower() == name.lower())

    def first(self, name: str) -> str:
        return next(iter(self.header(name)), "")


def open_mail(raw: bytes) -> tuple[tuple[tuple[str, str], ...], str, str, tuple[str, ...]]:
    """(headers, text, HTML, names of attachments) of a mail; compat32, so that nothing raises."""
    message = email.message_from_bytes(raw, policy=email.policy.compat32)
    headers = tuple((key, decoded(str(value))) for key, value in message.items())
    texts, markups, names = [], [], []
    for part in message.walk():
        if part.is_multipart():
            continue
        name = part.get_filename()
        if name or part.get_content_disposition() == "attachment":
            names.append(decoded(name or ""))
        elif part.get_content_type() == "text/plain":
            texts.append(words_of(part))
        elif part.get_content_type() == "text/html":
            markups.append(words_of(part))
    text = "\n".join(texts) if texts else html.unescape(TAGS.sub("", "\n".join(markups)))
    return headers, text, "\n".join(markups), tuple(names)


def words_of(part: email.message.Message) -> str:
    payload = part.get_payload(decode=True)
    content = payload if isinstance(payload, bytes) else b""
    try:
        return content.decode(part.get_content_charset("utf-8"), "replace")
    except LookupError:
        return content.decode("utf-8", "replace")


def decoded(value: str) -> str:
    """RFC 2047 words as people read them, on one line."""
    value = " ".join(value.split())
    try:
        return str(email.header.make_header(email.header.decode_header(value)))
    except (ValueError, LookupError):
        return value

"""What the demonstration shows: acts, and in each the mails that came and went, as their readers see them.

Takes mails that left and bytes that came in. Gives `Scene` and `Letter` values for the terminal and for the page.
Promises: reading a stranger's mail never raises; nothing is drawn, so a page can be made again.
"""

from __future__ import annotations

import html
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from fitmail.rehearse.departed import Departed, open_mail

NAMES = {
    "receipt": "the receipt",
    "enquirer-mail": "the enquirer's mail, to the person on duty",
    "card": "the card",
    "followup": "the card of a further mail",
    "answer": "a person's answer",
    "ask": "questions",
    "opportunity": "the call to the co-ops",
    "transcript": "what became of the orders",
    "post-card": "the card of a list post",
    "unclaimed": "a reminder: nobody is in charge",
    "overdue": "a reminder: the next step",
    "digest": "the weekly digest",
    "signpost": "a signpost",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One mail, as its reader sees it."""

    came: bool  # to the desk; else it left
    what: str  # one or two words: "receipt", "an enquiry"
    case: str
    sender: str
    to: str
    subject: str
    at: datetime
    language: str
    text: str
    markup: str
    attachments: tuple[str, ...]
    open: bool = False  # shown unfolded


@dataclass(slots=True, kw_only=True)
class Scene:
    """One act: what happens, and its mails."""

    number: int
    title: str
    at: datetime
    lines: list[str] = field(default_factory=list)
    letters: list[Letter] = field(default_factory=list)


def of_departed(mail: Departed, *, unfolded: bool) -> Letter:
    """A mail that left."""
    what = "thanks but no thanks" if mail.template.startswith("decline-") else NAMES.get(mail.template, mail.template)
    return Letter(
        came=False,
        what=what,
        case=mail.case,
        sender=mail.first("From"),
        to=mail.first("To") or mail.address,
        subject=mail.first("Subject"),
        at=_dated(mail.first("Date"), mail.at),
        language=mail.first("Content-Language"),
        text=mail.text,
        markup=mail.markup,
        attachments=mail.attachments,
        open=unfolded,
    )


def of_bytes(raw: bytes, *, what: str, case: str, language: str, at: datetime) -> Letter:
    """A mail that came."""
    headers, text, markup, names = open_mail(raw)
    found = {name.lower(): value for name, value in reversed(headers)}
    return Letter(
        came=True,
        what=what,
        case=case,
        sender=found.get("from", ""),
        to=found.get("to", ""),
        subject=found.get("subject", ""),
        at=_dated(found.get("date", ""), at),
        language=language,
        text=html.unescape(text) if not markup else text,
        markup=markup,
        attachments=names,
    )


def _dated(words: str, otherwise: datetime) -> datetime:
    try:
        at = parsedate_to_datetime(words)
    except ValueError:
        return otherwise
    return at if at.tzinfo else at.replace(tzinfo=UTC)

"""Finished mails, what became of them, and the lines of the trace."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from fitmail.model.people import Token


@dataclass(frozen=True, slots=True, kw_only=True)
class OutboxMessage:
    """A finished mail for one address."""

    key: str  # event key / tell key / address
    event: str
    case: str
    message_id: str
    address: str  # envelope recipient
    return_path: str  # VERP address, "" for the null sender
    verp: str  # the token in return_path, "" for the null sender
    head: bytes  # header block with its empty line
    body: bytes
    template: str
    subject: str
    by: str
    text: str  # what the person wrote, or the plain text of the mail
    outward: bool
    automatic: bool
    held: str
    not_before: datetime
    token: Token | None
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Deferred:
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    reason: str


Outcome = Sent | Deferred | Failed


class Step(StrEnum):
    """What the log and `fitmail trace` may say happened."""

    RECEIVED = "received"
    READ = "read"
    RECOGNISED = "recognised"
    CLASSIFIED = "classified"
    DECIDED = "decided"
    HELD = "held"
    SENT = "sent"
    PUT_BACK = "put back"
    GIVEN_UP = "given up"
    PARKED = "parked"


@dataclass(frozen=True, slots=True, kw_only=True)
class TraceLine:
    event: str
    at: datetime
    step: Step
    sentence: str
    case: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """A mistake in a file that people edit. All are collected and shown at once."""

    file: str
    line: int
    found: str
    expected: str
    hint: str = field(default="")

    def __str__(self) -> str:
        tail = f" {self.hint}" if self.hint else ""
        return f"{self.file} line {self.line}: {self.found}. Expected: {self.expected}.{tail}"

"""deliver: claim what may leave, hand it to a transport, settle what became of it.

Takes the store's outbox and a transport. Gives the number of mails that were handed over. Promises: a mail is marked
in flight, durably, before anybody speaks to a server, and settled in one commit per batch; each outcome is per
recipient; doubt is Deferred, never Failed; a fault in a transport defers its batch and the line goes on; nobody here
changes a byte of a mail. Never decides who hears what.
Known faults: when the lights go out between the server's yes and the settling, the batch leaves twice, with the same
Message-ID (house.md, "What is on disk when the lights go out").
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from fitmail.deliver.retry import next_try
from fitmail.model import Deferred, Failed, Outcome, Sent
from fitmail.store import Books, Claimed

__all__ = ["Transport", "deliver", "next_try"]

log = logging.getLogger(__name__)


class Transport(Protocol):
    """One way to deliver, and an answer in three words: Sent, Deferred, Failed."""

    @property
    def name(self) -> str: ...

    def send(self, batch: Sequence[Claimed]) -> tuple[Outcome, ...]:
        """One outcome for each mail, in order. Never raises for what the world does, only for our bugs."""
        ...

    def close(self) -> None: ...


def deliver(books: Books, transport: Transport, *, now: datetime, limit: int) -> int:
    """Sends up to `limit` mails that may leave now; how many were tried."""
    batch = books.claim(now=now, limit=limit)
    if not batch:
        return 0
    outcomes = _sent(transport, batch)
    books.settle(
        [(mail, outcome, _again(mail, outcome, now)) for mail, outcome in zip(batch, outcomes, strict=True)], now=now
    )
    for mail, outcome in zip(batch, outcomes, strict=True):
        _note(mail, outcome)
    return len(batch)


def _note(mail: Claimed, outcome: Outcome) -> None:
    """One line of the log for each mail: its name without the address, and a server's words without any."""
    event, _, rest = mail.key.partition("/")
    name = f"{event[:12]} {rest.partition('/')[0]}"
    match outcome:
        case Sent():
            log.info("%s sent", name)
        case Deferred():
            log.warning("%s put back: %s", name, _nameless(outcome.reason))
        case Failed():
            log.error("%s given up: %s", name, _nameless(outcome.reason))


def _nameless(words: str) -> str:
    return " ".join(word for word in words.split()[:40] if "@" not in word)


def _again(mail: Claimed, outcome: Outcome, now: datetime) -> datetime | None:
    deferred = isinstance(outcome, Deferred)
    return next_try(tries=mail.tries, first_at=mail.first_at, now=now) if deferred else None


def _sent(transport: Transport, batch: Sequence[Claimed]) -> tuple[Outcome, ...]:
    try:
        outcomes = transport.send(batch)
    except Exception as fault:
        # Ours, not the world's. Some of the batch may have left: doubt is Deferred.
        log.exception("the transport %s failed", transport.name)
        return tuple(Deferred(reason=f"a fault in fitmail: {type(fault).__name__}") for _ in batch)
    # A transport that forgets one leaves us in doubt about it.
    forgotten = len(batch) - len(outcomes)
    return (*outcomes[: len(batch)], *(Deferred(reason="the transport gave no answer") for _ in range(forgotten)))

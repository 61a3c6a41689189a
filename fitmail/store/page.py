"""A page of the books: one write transaction in which events are walked.

Promises: a page is all or nothing; an event that was done before writes nothing again; each effect of a decision is
matched, and a new kind of effect does not pass the type check before it is written here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import assert_never

from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError

from fitmail.model import (
    Account,
    Activate,
    Archive,
    Arrival,
    Case,
    Change,
    Classification,
    Context,
    Decision,
    Effect,
    Event,
    Handbook,
    Interested,
    Learn,
    Letter,
    Message,
    Open,
    OutboxMessage,
    Policy,
    Prefer,
    Propose,
    Raise,
    Recognition,
    Record,
    Refile,
    Release,
    Rota,
    Settle,
    SettleLesson,
    Spend,
    Tell,
    TraceLine,
    Withdraw,
)
from fitmail.store import Trouble, archive, cases, inbox, lessons, outbox, people
from fitmail.store.context import Question, context
from fitmail.store.people import Register
from fitmail.store.recognise import Asked, recognise

_TOKEN_LIFE = timedelta(days=180)  # after the last mail of its case


class SqlPage:
    """One write transaction. `registered` gives the people as this transaction sees them."""

    def __init__(self, connection: Connection, *, secret: bytes, registered: Callable[[Connection], Register]) -> None:
        self._connection = connection
        self._secret = secret
        self._registered = registered
        self._people: Register | None = None  # nobody else writes while this page is open

    @contextmanager
    def savepoint(self) -> Iterator[None]:
        """What happens inside is all or nothing; an exception undoes it and goes on upwards."""
        # Two plain statements: the package's own savepoints cost four times as much, for each event.
        connection = self._connection
        connection.exec_driver_sql("SAVEPOINT walk")
        try:
            yield
        except OperationalError as trouble:
            # On a full disk SQLite may have ended the whole transaction; there is no savepoint to go back to.
            raise Trouble(str(trouble.orig)) from trouble
        except BaseException:
            connection.exec_driver_sql("ROLLBACK TO SAVEPOINT walk")
            connection.exec_driver_sql("RELEASE SAVEPOINT walk")
            raise
        connection.exec_driver_sql("RELEASE SAVEPOINT walk")

    def recognise(self, arrival: Arrival, message: Message, policy: Policy, now: datetime) -> Recognition:
        """What our memory knows about the mail, earlier events of this page included."""
        return recognise(
            Asked(
                connection=self._connection, arrival=arrival, message=message, policy=policy,
                register=self._register(), secret=self._secret, now=now,
            )
        )  # fmt: skip

    def context(
        self,
        event: Event,
        *,
        now: datetime,
        message: Message | None,
        recognition: Recognition | None,
        classification: Classification | None,
        named: Sequence[str],
        policy: Policy,
        handbook: Handbook,
    ) -> Context:
        """Everything decide may know."""
        return context(
            Question(
                connection=self._connection, event=event, now=now, message=message, recognition=recognition,
                classification=classification, named=tuple(dict.fromkeys(named)), policy=policy, handbook=handbook,
                register=self._register(),
            )
        )  # fmt: skip

    def _register(self) -> Register:
        if self._people is None:
            self._people = self._registered(self._connection)
        return self._people

    def raw(self, arrival: str) -> Arrival | None:
        """A kept mail by its key."""
        return inbox.arrival(self._connection, arrival)

    def write(
        self,
        event: Event,
        *,
        message: Message | None,
        recognition: Recognition | None,
        decision: Decision,
        mails: Sequence[OutboxMessage],
        trace: Sequence[TraceLine],
        now: datetime,
    ) -> None:
        """The decision's effects, its mails, the letters of the case and the event's end."""
        connection = self._connection
        if not inbox.finish(connection, event, decision):
            # Another process walked it between our look at the line and this page.
            return
        if isinstance(event, Arrival) and message is not None:
            inbox.fingerprint_mail(connection, event, message, self._secret)
        for effect in decision.effects:
            _apply(connection, effect, event=event.key, now=now)
        if any(isinstance(effect, Prefer | Rota) for effect in decision.effects):
            self._people = None  # the next event of this page asks again
        outbox.add(connection, mails)
        cases.grant(connection, [mail.token for mail in mails if mail.token is not None])
        cases.add_letters(connection, _letters(event, message, decision, mails))
        touched = {mail.case for mail in mails} | ({decision.case} if isinstance(event, Arrival) else set())
        cases.prolong(connection, sorted(touched - {""}), now + _TOKEN_LIFE)
        archive.add_trace(connection, trace)

    def put_back(self, event: Event, *, traceback: str, now: datetime, limit: int) -> bool:
        """One more try is counted; at `limit` tries the event is parked and True is returned."""
        return inbox.put_back(self._connection, event.key, traceback=traceback, limit=limit)


def _letters(
    event: Event, message: Message | None, decision: Decision, mails: Sequence[OutboxMessage]
) -> list[tuple[Letter, str]]:
    """What a later answer may refer to."""
    written: list[tuple[Letter, str]] = []
    # A second copy is no second letter: its author may be no part of the conversation (an answer to a post).
    first = decision.end != "duplicate"
    if isinstance(event, Arrival) and message is not None and decision.case and first:
        written.append((cases.inbound(message, decision.case, event.at), ""))
    written += [(cases.outbound(mail), mail.key) for mail in mails if mail.case]
    return written


def _apply(connection: Connection, effect: Effect, *, event: str, now: datetime) -> None:
    """One effect becomes rows."""
    match effect:
        case Open():
            cases.add(connection, effect.case)
        case Change():
            _change(connection, effect, event=event, now=now)
        case Record():
            cases.record(connection, effect.line, event=event)
        case Tell():
            pass  # handed in as finished mails
        case Release():
            outbox.release(connection, effect.outbox_key, now)
        case Withdraw():
            outbox.withdraw(connection, effect.outbox_key)
        case Refile():
            inbox.keep_again(connection, effect.arrival, proof=effect.proof, now=now)
        case Settle():
            inbox.settle_held(connection, effect.arrival)
        case Learn():
            lessons.learn(connection, effect, event=event, now=now)
        case Archive():
            archive.add_post(connection, effect.post)
        case Interested():
            cases.set_interest(connection, effect.interest)
        case Prefer():
            people.prefer(connection, effect)
        case Rota():
            people.set_rota(connection, effect.turns, effect.absences)
        case Account():
            people.account(connection, effect.spent, event=event)
        case Spend():
            cases.spend(connection, effect.token, now)
        case SettleLesson():
            number, state = effect.number, effect.state
            lessons.settle(connection, number, state=state, category=effect.category, by=effect.by, now=now)
        case Propose():
            lessons.propose(connection, effect.proposal)
        case Activate():
            lessons.activate(connection, effect.proposal, by=effect.by, now=now)
        case Raise():
            inbox.keep_events(connection, [effect.alarm])
        case _ as unknown:
            assert_never(unknown)


def _change(connection: Connection, effect: Change, *, event: str, now: datetime) -> None:
    if effect.undo:
        before: Case | None = cases.by_id(connection, (effect.case.id,)).get(effect.case.id)
        if before is not None:
            cases.remember(connection, before, event=event, by=effect.undo, now=now)
    else:
        cases.restored(connection, effect.case)
    cases.change(connection, effect.case)

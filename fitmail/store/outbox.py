"""The outbox: written with the state, claimed, settled, held, released.

Promises: a key is written once, a mail walked twice is one; bodies of many are one row; what is claimed is marked
before anybody speaks to a server; a delivery given up becomes an event in the same transaction.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, Select, bindparam, distinct, func, or_, select, update

from fitmail.model import Deferred, Failed, OutboxMessage, Outcome, Returned, Sent, SentMail, Step, TraceLine
from fitmail.store import Claimed, archive, dialect, inbox
from fitmail.store import schema as s

_sent: Select[Any] = select(
    s.outbox.c.key, s.outbox.c.event, s.outbox.c.case_id, s.outbox.c.address, s.outbox.c.author, s.outbox.c.subject,
    s.outbox.c.template, s.outbox.c.state, s.outbox.c.text, s.outbox.c.at, s.outbox.c.outward, s.outbox.c.tries,
)  # fmt: skip

_of_case = _sent.where(s.outbox.c.case_id == bindparam("case_id")).order_by(s.outbox.c.seq)
_by_keys = _sent.where(s.outbox.c.key.in_(bindparam("keys", expanding=True))).order_by(s.outbox.c.seq)
_by_message_id = (
    select(s.outbox.c.key, s.outbox.c.message_id, s.outbox.c.case_id, s.outbox.c.address, s.outbox.c.event)
    .where(s.outbox.c.message_id.in_(bindparam("ids", expanding=True)))
    .order_by(s.outbox.c.seq)
)
_first = select(func.min(s.outbox.c.not_before)).where(s.outbox.c.state == "queued")
_may_leave = (
    select(s.outbox, s.body.c.octets)
    .join_from(s.outbox, s.body)
    .where(s.outbox.c.state == "queued", s.outbox.c.not_before <= bindparam("now"))
    .order_by(s.outbox.c.not_before, s.outbox.c.seq)
    .limit(bindparam("limit"))
    .with_for_update(skip_locked=True, of=s.outbox)
)
_marked = update(s.outbox).where(s.outbox.c.seq == bindparam("b_seq")).values(state="in_flight")

_settled = (
    update(s.outbox)
    # A mail that was queued again while its server was still talking is settled all the same.
    .where(s.outbox.c.key == bindparam("b_key"))
    .where(or_(s.outbox.c.state == "in_flight", s.outbox.c.state == "queued"))
    .values(
        state=bindparam("b_state"),
        answer=bindparam("b_answer"),
        tries=bindparam("b_tries"),
        not_before=bindparam("b_not_before"),
    )
)


def add(connection: Connection, mails: Sequence[OutboxMessage]) -> None:
    """New ones are queued or held; one whose key is there is left as it is."""
    if not mails:
        return
    name = connection.dialect.name
    sums = {mail.body: sha256(mail.body).hexdigest() for mail in mails}
    bodies = [{"sha256": digest, "octets": octets} for octets, digest in sums.items()]
    connection.execute(dialect.unless_there(name, s.body), bodies)
    connection.execute(dialect.unless_there(name, s.outbox), [_row(mail, sums[mail.body]) for mail in mails])


def _row(mail: OutboxMessage, body: str) -> dict[str, Any]:
    return {
        "key": mail.key, "event": mail.event, "case_id": mail.case, "message_id": mail.message_id,
        "address": mail.address, "return_path": mail.return_path, "verp": mail.verp, "template": mail.template,
        "subject": mail.subject, "author": mail.by, "text": mail.text, "outward": mail.outward,
        "automatic": mail.automatic, "held": mail.held, "state": "held" if mail.held else "queued",
        "not_before": mail.not_before, "first_at": mail.not_before, "at": mail.at, "tries": 0, "answer": "",
        "body": body, "head": mail.head,
    }  # fmt: skip


# -- a person's word


def release(connection: Connection, key: str, now: datetime) -> None:
    """A held mail may leave at once."""
    connection.execute(
        update(s.outbox)
        .where(s.outbox.c.key == key, s.outbox.c.state == "held")
        .values(state="queued", not_before=now, first_at=now)
    )


def withdraw(connection: Connection, key: str) -> None:
    """A mail that has not left will not leave."""
    connection.execute(
        update(s.outbox)
        .where(s.outbox.c.key == key, s.outbox.c.state.in_(("held", "queued")))
        .values(state="withdrawn")
    )


# -- delivery


def claim(connection: Connection, *, now: datetime, limit: int) -> tuple[Claimed, ...]:
    """Those that may leave now, oldest first, marked as in flight."""
    rows = connection.execute(_may_leave, {"now": now, "limit": limit}).all()
    if rows:
        connection.execute(_marked, [{"b_seq": row.seq} for row in rows])
    return tuple(
        Claimed(key=row.key, address=row.address, return_path=row.return_path, head=row.head, body=row.octets,
                tries=row.tries, first_at=row.first_at)
        for row in rows
    )  # fmt: skip


def settle(
    connection: Connection, outcomes: Sequence[tuple[Claimed, Outcome, datetime | None]], *, now: datetime
) -> None:
    """What became of them; what was given up is told as an event."""
    rows, given_up = [], []
    steps: dict[str, tuple[Step, str]] = {}
    for mail, outcome, again_at in outcomes:
        row = {"b_key": mail.key, "b_tries": mail.tries + 1, "b_not_before": again_at or now}
        match outcome:
            case Sent():
                rows.append(row | {"b_state": "sent", "b_answer": outcome.answer})
                steps[mail.key] = Step.SENT, outcome.answer
            case Deferred() if again_at is not None:
                rows.append(row | {"b_state": "queued", "b_answer": outcome.reason})
                steps[mail.key] = Step.PUT_BACK, outcome.reason
            case Deferred() | Failed():
                rows.append(row | {"b_state": "failed", "b_answer": outcome.reason})
                steps[mail.key] = Step.GIVEN_UP, outcome.reason
                given_up.append(
                    Returned(key=f"returned:{mail.key}", outbox_key=mail.key, reason=outcome.reason, at=now)
                )
    if rows:
        connection.execute(_settled, rows)
        archive.add_trace(connection, _told(by_keys(connection, list(steps)), steps, now))
    inbox.keep_events(connection, given_up)


def _told(mails: Sequence[SentMail], steps: Mapping[str, tuple[Step, str]], now: datetime) -> tuple[TraceLine, ...]:
    """What `fitmail trace` says of each; a server's words without the addresses in them."""
    lines = []
    for mail in mails:
        step, words = steps[mail.key]
        plain = " ".join(word for word in words.split()[:40] if "@" not in word)
        sentence = f"{mail.template}: {plain}" if plain else mail.template
        lines.append(TraceLine(event=mail.event, at=now, step=step, sentence=sentence, case=mail.case))
    return tuple(lines)


def requeue(connection: Connection) -> int:
    """What was in flight may leave again."""
    found = connection.execute(update(s.outbox).where(s.outbox.c.state == "in_flight").values(state="queued"))
    return found.rowcount


def next_departure(connection: Connection) -> datetime | None:
    """When the first queued mail may leave."""
    found: datetime | None = connection.scalar(_first)
    return found


# -- questions


def of_case(connection: Connection, case_id: str) -> tuple[SentMail, ...]:
    """Newest last."""
    return tuple(map(_mail, connection.execute(_of_case, {"case_id": case_id})))


def by_keys(connection: Connection, keys: Sequence[str]) -> tuple[SentMail, ...]:
    return tuple(map(_mail, connection.execute(_by_keys, {"keys": list(keys)}))) if keys else ()


def by_states(connection: Connection, states: Sequence[str]) -> tuple[SentMail, ...]:
    """In these states; without any, all of them."""
    question = _sent.where(s.outbox.c.state.in_(states)) if states else _sent
    return tuple(map(_mail, connection.execute(question.order_by(s.outbox.c.seq))))


def replies(connection: Connection) -> dict[str, int]:
    """Mails of people to outsiders, by who wrote them."""
    box = s.outbox.c
    rows = connection.execute(
        select(box.author, func.count(distinct(box.message_id)).label("mails"))
        .where(box.outward, ~box.automatic, box.author != "", box.state.in_(("sent", "queued", "in_flight")))
        .group_by(box.author)
    )
    return {row.author: row.mails for row in rows}


def _mail(row: s.Found) -> SentMail:
    return SentMail(
        key=row.key, event=row.event, case=row.case_id, to=row.address, by=row.author, subject=row.subject,
        template=row.template, state=row.state, text=row.text, at=row.at, outward=row.outward, tries=row.tries,
    )  # fmt: skip


def by_message_id(connection: Connection, ids: Sequence[str]) -> Mapping[str, tuple[s.Found, ...]]:
    """Our own mails of these Message-IDs: one mail to several people has one id and several rows."""
    found: dict[str, tuple[s.Found, ...]] = {}
    if ids:
        for row in connection.execute(_by_message_id, {"ids": list(ids)}):
            found[row.message_id] = (*found.get(row.message_id, ()), row)
    return found

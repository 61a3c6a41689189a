"""Cases and what belongs to them: journal, letters, tokens, interest, what may be taken back. Row <-> value.

Promises: a case is one row whose value is read back equal; the columns beside it are only for asking. Numbers are
given once, even when a case should ever be deleted.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, cast

from sqlalchemy import Connection, and_, bindparam, delete, insert, or_, select, update

from fitmail.model import (
    Case,
    Enquiry,
    Handover,
    Interest,
    JournalLine,
    Letter,
    Message,
    Opportunity,
    OutboxMessage,
    Purpose,
    Token,
    Undoable,
)
from fitmail.store import dialect
from fitmail.store import schema as s
from fitmail.store.codec import from_json, to_json
from fitmail.store.words import split_id, subject_key

LETTERS = "EOMTNJPH"
_CASES: Any = Case | Enquiry | Opportunity | Handover
_OVER = ("closed", "spam")
# Their time is their own: a proof is fresh or it is none, and what was held is not held for half a year.
_SHORT_LIVED = (Purpose.CONFIRM.value, Purpose.HELD.value)


_add = insert(s.cases)
_change = update(s.cases).where(s.cases.c.id == bindparam("b_id"))
_by_id = select(s.cases.c.id, s.cases.c.value).where(s.cases.c.id.in_(bindparam("ids", expanding=True)))
_youngest = select(s.cases.c.id).order_by(s.cases.c.opened_at.desc()).limit(300).scalar_subquery()
_closed_like = (
    select(s.cases.c.value)
    .where(s.cases.c.id.in_(_youngest), s.cases.c.letter == "E", s.cases.c.closed_at.is_not(None))
    .where(s.cases.c.state != "spam", s.cases.c.id != bindparam("but"))
    .where(or_(s.cases.c.category == bindparam("category"), s.cases.c.enquirer.like(bindparam("house"))))
    .order_by(s.cases.c.opened_at.desc())
    .limit(12)
)
_numbers = select(s.counter).where(s.counter.c.name.in_(tuple(LETTERS)))
_record = insert(s.journal)
_journal = select(s.journal).where(s.journal.c.case_id == bindparam("case_id")).order_by(s.journal.c.seq)
_case_ids: Any = bindparam("ids", expanding=True)
_letters = (
    select(s.letter, s.outbox.c.state)
    .select_from(s.letter)
    .outerjoin(s.outbox, s.outbox.c.key == s.letter.c.outbox)
    .where(s.letter.c.case_id.in_(_case_ids))
    .order_by(s.letter.c.seq)
)
_fresh = and_(~s.token.c.spent, s.token.c.expires < bindparam("b_until"))
_prolong = (
    update(s.token)
    .where(s.token.c.case_id.in_(_case_ids), s.token.c.purpose.not_in(_SHORT_LIVED), _fresh)
    .values(expires=bindparam("b_until"))
)
_extend = update(s.token).where(s.token.c.text == bindparam("b_text"), _fresh).values(expires=bindparam("b_until"))
_undoable = select(s.undo).where(s.undo.c.case_id == bindparam("case_id")).order_by(s.undo.c.seq.desc()).limit(1)


# -- the case


def add(connection: Connection, case: Case) -> None:
    """A new case. Its number is used up from now on."""
    connection.execute(_add, [_row(case)])
    letter, number = split_id(case.id)
    statement = dialect.or_replace(connection.dialect.name, s.counter, ("name",), "last")
    connection.execute(statement, [{"name": letter, "last": number}])


def change(connection: Connection, case: Case) -> None:
    """The case is like this from now on."""
    found = connection.execute(_change, {"b_id": case.id, **_row(case)})
    if found.rowcount != 1:
        raise LookupError(f"no case {case.id} to change")


def by_id(connection: Connection, ids: Iterable[str]) -> dict[str, Case]:
    """Those that exist, in the order asked for."""
    wanted = list(dict.fromkeys(ids))
    if not wanted:
        return {}
    rows = connection.execute(_by_id, {"ids": wanted})
    found = {row.id: value(row) for row in rows}
    return {case_id: found[case_id] for case_id in wanted if case_id in found}


def everything(connection: Connection, *, open_only: bool) -> tuple[Case, ...]:
    """Oldest first."""
    question = select(s.cases.c.value).order_by(s.cases.c.opened_at, s.cases.c.letter, s.cases.c.number)
    if open_only:
        question = question.where(s.cases.c.closed_at.is_(None), s.cases.c.state.not_in(_OVER))
    return tuple(map(value, connection.execute(question)))


def closed_like(connection: Connection, *, category: str, domain: str, but: str) -> tuple[Case, ...]:
    """Closed enquiries of this kind, or from this domain, newest first: a dozen at most, of the last few hundred."""
    rows = connection.execute(_closed_like, {"category": category, "house": f"%@{domain}", "but": but})
    return tuple(map(value, rows))


def value(row: s.Found) -> Case:
    """The case behind a row that has a column `value`."""
    return cast(Case, from_json(_CASES, row.value))


def next_numbers(connection: Connection) -> dict[str, int]:
    """For each letter the number that its next case gets."""
    last = {row.name: row.last for row in connection.execute(_numbers)}
    return {letter: last.get(letter, 0) + 1 for letter in LETTERS}


def _row(case: Case) -> dict[str, Any]:
    letter, number = split_id(case.id)
    enquiry = case if isinstance(case, Enquiry) else None
    opportunity = case if isinstance(case, Opportunity) else None
    return {
        "id": case.id, "letter": letter, "number": number, "state": case.state, "category": case.category,
        "owner": case.owner, "enquirer": enquiry.enquirer.address.lower() if enquiry else "",
        "subject_key": subject_key(case.subject), "enquiry": opportunity.enquiry if opportunity else "",
        "opportunity": enquiry.opportunity if enquiry else "", "wake_at": case.wake_at,
        "opened_at": case.opened_at, "changed_at": case.changed_at, "closed_at": case.closed_at,
        "value": to_json(_CASES, case),
    }  # fmt: skip


# -- the journal


def record(connection: Connection, line: JournalLine, *, event: str) -> None:
    """Appends; nothing of the journal is ever changed."""
    row = {
        "case_id": line.case, "at": line.at, "event": event, "who": line.who, "what": line.what, "was": line.was,
        "now": line.now, "why": line.why, "message_id": line.message_id,
    }  # fmt: skip
    connection.execute(_record, [row])


def journal(connection: Connection, case_id: str) -> tuple[JournalLine, ...]:
    """Oldest first."""
    return tuple(map(journal_line, connection.execute(_journal, {"case_id": case_id})))


def journal_line(row: s.Found) -> JournalLine:
    return JournalLine(
        case=row.case_id, at=row.at, who=row.who, what=row.what, was=row.was, now=row.now, why=row.why,
        message_id=row.message_id,
    )  # fmt: skip


# -- letters: what threads are made of


def add_letters(connection: Connection, letters: Sequence[tuple[Letter, str]]) -> None:
    """Each with the outbox key of a mail out, "" for a mail in. A letter that is there stays as it is."""
    rows = [
        {"message_id": one.message_id, "case_id": one.case, "address": one.address, "inbound": one.inbound,
         "at": one.at, "template": one.template, "outbox": key}
        for one, key in letters
    ]  # fmt: skip
    if rows:
        connection.execute(dialect.unless_there(connection.dialect.name, s.letter), rows)


def inbound(message: Message, case_id: str, at: datetime) -> Letter:
    """The letter that an incoming mail is."""
    return Letter(message_id=message.id, case=case_id, address=message.author.address, inbound=True, at=at, template="")


def outbound(mail: OutboxMessage) -> Letter:
    """The letter that a mail of ours is."""
    return Letter(
        message_id=mail.message_id, case=mail.case, address=mail.address, inbound=False, at=mail.at,
        template=mail.template,
    )  # fmt: skip


def letters(connection: Connection, ids: Sequence[str]) -> tuple[Letter, ...]:
    """Of these cases, oldest first, without those that never left: nobody's mail program has them."""
    if not ids:
        return ()
    rows = connection.execute(_letters, {"ids": list(ids)})
    return tuple(
        Letter(message_id=row.message_id, case=row.case_id, address=row.address, inbound=row.inbound, at=row.at,
               template=row.template)
        for row in rows
        if row.state not in ("held", "withdrawn")
    )  # fmt: skip


# -- tokens


def token_of(row: s.Found) -> Token:
    return Token(
        text=row.text, case=row.case_id, person=row.person, purpose=Purpose(row.purpose), about=row.about,
        expires=row.expires,
    )  # fmt: skip


def grant(connection: Connection, tokens: Iterable[Token]) -> None:
    """Written, or extended when the same token is given out again; a spent one stays spent."""
    given = {token.text: token for token in tokens}
    if not given:
        return
    rows = [
        {"text": one.text, "case_id": one.case, "person": one.person, "purpose": one.purpose.value,
         "about": one.about, "expires": one.expires, "spent": False}
        for one in given.values()
    ]  # fmt: skip
    added = set(connection.scalars(dialect.unless_there(connection.dialect.name, s.token, "text"), rows))
    again = [{"b_text": one.text, "b_until": one.expires} for one in given.values() if one.text not in added]
    if again:
        connection.execute(_extend, again)


def prolong(connection: Connection, ids: Sequence[str], until: datetime) -> None:
    """The tokens of a case live as long after its last mail."""
    if ids:
        connection.execute(_prolong, {"ids": list(ids), "b_until": until})


def spend(connection: Connection, text: str, now: datetime) -> None:
    """A one-time token is used up."""
    connection.execute(update(s.token).where(s.token.c.text == text).values(expires=now, spent=True))


# -- what may be taken back, and who is interested


def remember(connection: Connection, before: Case, *, event: str, by: str, now: datetime) -> None:
    """The case as it was before the event; the first of several changes in one event counts."""
    row = {"event": event, "case_id": before.id, "author": by, "at": now, "before": to_json(_CASES, before)}
    connection.execute(dialect.unless_there(connection.dialect.name, s.undo), [row])


def restored(connection: Connection, case: Case) -> None:
    """When a change brings back what stood before an order, that order was taken back and cannot be once more."""
    last = undoable(connection, case.id)
    if last is None or _standing(last.before) != _standing(case):
        return
    present = by_id(connection, (case.id,)).get(case.id)
    moved_back = present is not None and _standing(present) != _standing(case)
    before = last.before
    if moved_back or replace(case, changed_at=before.changed_at, because="", reason=None, wake_at=None) == replace(
        before, because="", reason=None, wake_at=None
    ):
        connection.execute(delete(s.undo).where(s.undo.c.case_id == case.id))


def _standing(case: Case) -> tuple[object, ...]:
    return case.state, case.owner, case.category, case.outcome, case.held_until


def undoable(connection: Connection, case_id: str) -> Undoable | None:
    """The last event in the case that its author may take back."""
    row = connection.execute(_undoable, {"case_id": case_id}).one_or_none()
    if row is None:
        return None
    left = connection.scalar(
        select(s.outbox.c.seq)
        .where(s.outbox.c.event == row.event, s.outbox.c.outward, s.outbox.c.state.in_(("sent", "in_flight")))
        .limit(1)
    )
    before = cast(Case, from_json(_CASES, row.before))
    return Undoable(event=row.event, by=row.author, before=before, irreversible=left is not None)


def set_interest(connection: Connection, one: Interest) -> None:
    """One row for each co-op: the latest answer counts, whoever of them gave it."""
    row = {
        "opportunity": one.opportunity, "side": one.coop or one.person, "coop": one.coop, "at": one.at,
        "value": to_json(Interest, one),
    }  # fmt: skip
    connection.execute(dialect.or_replace(connection.dialect.name, s.interest, ("opportunity", "side"), "at"), [row])


def interests(connection: Connection, ids: Sequence[str], *, coop: str) -> tuple[Interest, ...]:
    """In these opportunities, and of this co-op anywhere ("" for none)."""
    if not ids and not coop:
        return ()
    of_coop = and_(s.interest.c.coop == coop, s.interest.c.coop != "")
    rows = connection.execute(
        select(s.interest.c.value)
        .where(or_(s.interest.c.opportunity.in_(ids), of_coop))
        .order_by(s.interest.c.at, s.interest.c.opportunity, s.interest.c.side)
    )
    return tuple(from_json(Interest, row.value) for row in rows)

"""What changes the rules: corrections, from pending to taught, and proposals, from sent to written.

    correction: pending -> accepted (waits to be written into the rules folder) -> taught, or pending -> rejected
    proposal:   proposed -> activated (waits to be written into the rules folder) -> written, or -> stale

Promises: of several corrections of one case or post the last stands; one that was taken back, because the case is
something else by now, is none.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, bindparam, select, update

from fitmail.model import Arrival, Learn, Proposal
from fitmail.store import Correction, dialect, inbox
from fitmail.store import schema as s
from fitmail.store.codec import from_json, to_json

PENDING, ACCEPTED = "pending", "accepted"
PROPOSED, ACTIVATED = "proposed", "activated"

_first_mail = (
    select(s.event.c.key)
    .where(s.event.c.case_id == bindparam("case"), s.event.c.kind == "mail")
    .order_by(s.event.c.seq)
    .limit(1)
)
_standing = (
    select(s.correction, s.cases.c.category.label("case_category"), s.cases.c.state.label("case_state"), s.post.c.kind)
    .outerjoin(s.cases, s.cases.c.id == s.correction.c.case_id)
    .outerjoin(s.post, s.post.c.key == s.correction.c.case_id)
    .order_by(s.correction.c.seq)
)


# -- corrections


def learn(connection: Connection, lesson: Learn, *, event: str, now: datetime) -> None:
    """A correction waits to become an example of its rule."""
    row = {
        "event": event, "rules": lesson.table, "category": lesson.category, "case_id": lesson.case,
        "author": lesson.by, "at": now, "state": PENDING, "settled_by": "", "settled_at": None,
    }  # fmt: skip
    connection.execute(dialect.unless_there(connection.dialect.name, s.correction), [row])


def corrections(connection: Connection, *, state: str) -> tuple[Correction, ...]:
    """Those in that state, oldest first."""
    last = {(row.rules, row.case_id): row for row in connection.execute(_standing)}
    return tuple(
        Correction(
            number=row.seq, table=row.rules, category=row.category, case=row.case_id, by=row.author, at=row.at,
            arrival=_meant(connection, row.rules, row.case_id),
        )
        for row in sorted(last.values(), key=lambda row: int(row.seq))
        if row.state == state and (state != PENDING or _stands(row))
    )  # fmt: skip


def settle(connection: Connection, number: int, *, state: str, category: str, by: str, now: datetime) -> bool:
    """What became of a correction. `category` where a person chose another one, else ""."""
    values = {"state": state, "settled_by": by, "settled_at": now} | ({"category": category} if category else {})
    found = connection.execute(update(s.correction).where(s.correction.c.seq == number).values(values))
    return found.rowcount == 1


def _stands(row: s.Found) -> bool:
    """The case, or the post, still is what the person said."""
    if row.rules == "list":
        return bool(row.kind is None or row.kind == row.category)
    if row.category in ("spam", "notspam"):
        return bool(row.case_state is None or (row.case_state == "spam") == (row.category == "spam"))
    return bool(row.case_category is None or row.case_category == row.category)


def _meant(connection: Connection, rules: str, case: str) -> Arrival | None:
    """The mail that was corrected: a list post stands there by its own key, an enquiry by its case's first mail."""
    key = case if rules == "list" else connection.scalar(_first_mail, {"case": case})
    return inbox.arrival(connection, key) if key else None


# -- proposals


def propose(connection: Connection, proposal: Proposal) -> None:
    """Rule files wait for the word that puts them in force."""
    row = {
        "key": proposal.key, "author": proposal.by, "at": proposal.at, "state": PROPOSED, "activated_by": "",
        "activated_at": None, "value": to_json(Proposal, proposal),
    }  # fmt: skip
    connection.execute(dialect.unless_there(connection.dialect.name, s.proposal), [row])


def proposal(connection: Connection, key: str) -> Proposal | None:
    """One that still waits for its word."""
    found = connection.scalar(select(s.proposal.c.value).where(s.proposal.c.key == key, s.proposal.c.state == PROPOSED))
    return None if found is None else from_json(Proposal, found)


def activate(connection: Connection, key: str, *, by: str, now: datetime) -> None:
    """The word was given; the files wait to be written."""
    connection.execute(
        update(s.proposal)
        .where(s.proposal.c.key == key, s.proposal.c.state == PROPOSED)
        .values(state=ACTIVATED, activated_by=by, activated_at=now)
    )


def activated(connection: Connection) -> Sequence[tuple[Proposal, str]]:
    """Proposals that wait to be written, with who gave the word; oldest word first."""
    rows = connection.execute(
        select(s.proposal).where(s.proposal.c.state == ACTIVATED).order_by(s.proposal.c.activated_at, s.proposal.c.key)
    )
    return [(from_json(Proposal, row.value), row.activated_by) for row in rows]


def written(connection: Connection, key: str, *, state: str) -> None:
    """The files lie in the rules folder, or ("stale") did not fit the rules any more."""
    connection.execute(update(s.proposal).where(s.proposal.c.key == key).values(state=state))


def work_left(connection: Connection) -> bool:
    """Whether anything waits to be written into the rules folder."""
    one = select(s.proposal.c.key).where(s.proposal.c.state == ACTIVATED)
    other = select(s.correction.c.seq).where(s.correction.c.state == ACCEPTED)
    return connection.scalar(one.limit(1)) is not None or connection.scalar(other.limit(1)) is not None

"""What happened since somebody heard last: the facts of digests and reports.

Takes a Tick; gives a Week. Promises: reads only, by index, what is open or was touched in that time, never the mails
of all years; the time begins where the last mail of this kind to this reader ended, so that nothing is told twice and
nothing is left out, whether the house slept, the reader's day changed or a week was too empty to be mailed.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, or_, select

from fitmail.model import (
    Case,
    Enquiry,
    JournalLine,
    Opportunity,
    Person,
    SentMail,
    Tick,
    Week,
)
from fitmail.store import archive, cases, inbox, outbox, people
from fitmail.store import schema as s
from fitmail.store.codec import from_json

TOLD = ("digest", "daily", "report-week", "report-quarter")
_SPAN = {"daily": timedelta(days=1), "report-quarter": timedelta(days=92)}
_CALLS = timedelta(days=180)  # opportunities by which silence is told
_FIRST = timedelta(days=7)  # what a first digest tells of
_YOUNG = timedelta(days=35)  # a desk that began later than this tells of all its days
_OPEN = (
    "received",
    "quarantined",
    "acknowledged",
    "owned",
    "awaiting_info",
    "answered",
    "draft",
    "shared",
    "selecting",
)
_LEFT = ("sent", "queued", "in_flight")
_DAY = timedelta(days=1)
_MOST = 2000  # cases in one report


def week(connection: Connection, tick: Tick, *, zone: str, reader: Person | None) -> Week:
    """For a reader, or for whoever is on duty."""
    told = _told(connection, tick, reader) if tick.duty == "digest" else _before(connection, tick)
    opened = _opened(connection)
    upto = tick.at
    first = upto - _SPAN.get(tick.duty, _FIRST)
    if opened is not None and opened > upto - _YOUNG:
        first = min(first, opened - _DAY)  # mail that waited while it was set up is news too
    since = told or first
    day = upto.astimezone(ZoneInfo(zone)).date()
    found = _cases(connection, since, upto)
    enquiries = [case for case in found if isinstance(case, Enquiry)]
    if tick.duty == "report-week":
        return _for_coordinator(connection, tick, since=since, found=tuple(found))
    opportunities = [case for case in found if isinstance(case, Opportunity)]
    return Week(
        since=since,
        upto=upto,
        waiting=tuple(case for case in enquiries if case.state in ("acknowledged", "owned") and not case.low),
        opportunities=tuple(
            case
            for case in opportunities
            if case.state == "shared" and (case.decide_by is None or case.decide_by >= day)
        ),
        answered=cases.interests(connection, (), coop=reader.coop) if reader else (),
        came=tuple(case for case in enquiries if since < case.opened_at <= upto and case.state != "spam"),
        went=_went(connection, since, upto),
        posts=archive.posts(connection, since=since, upto=upto),
        told_at=told or opened,
        cases=tuple(found),
        held=_held(connection),
        interests=cases.interests(connection, [case.id for case in opportunities], coop=""),
        meeting=people.next_meeting(connection, day),
        spent=people.accounts(connection, since=since, upto=upto) if tick.duty == "report-quarter" else (),
    )


def _for_coordinator(connection: Connection, tick: Tick, *, since: datetime, found: tuple[Case, ...]) -> Week:
    """With the calls of half a year, because silence is told by several of them."""
    rows = connection.execute(
        select(s.cases.c.value).where(s.cases.c.opened_at > tick.at - _CALLS, s.cases.c.letter == "O").limit(_MOST)
    )
    calls = tuple(case for case in map(cases.value, rows) if isinstance(case, Opportunity))
    ids = dict.fromkeys((*(case.id for case in calls), *(case.id for case in found if isinstance(case, Opportunity))))
    return Week(
        since=since,
        upto=tick.at,
        waiting=(),
        opportunities=calls,
        answered=(),
        came=(),
        went=(),
        posts=archive.posts(connection, since=since, upto=tick.at),
        cases=found,
        interests=cases.interests(connection, list(ids), coop=""),
    )


def _before(connection: Connection, tick: Tick) -> datetime | None:
    """When this duty was due the last time, whether it had something to tell or not: its keys sort by their days."""
    name = tick.key.partition(":")[0]
    key = s.event.c.key
    row = connection.execute(
        select(s.event.c.value)
        .where(key >= f"{name}:", key < tick.key, s.event.c.state == "done")
        .order_by(key.desc())
        .limit(1)
    ).first()
    event = from_json(inbox.OTHER, row.value) if row is not None and row.value else None
    return event.at if isinstance(event, Tick) else None


def _told(connection: Connection, tick: Tick, reader: Person | None) -> datetime | None:
    """Up to when the last mail of this duty that left for this reader told."""
    mine = (reader.address, *reader.aliases) if reader is not None else (tick.about,)
    row = connection.execute(
        select(s.outbox.c.at, s.event.c.value)
        .join_from(s.outbox, s.event, s.event.c.key == s.outbox.c.event, isouter=True)
        .where(s.outbox.c.address.in_(mine), s.outbox.c.template == tick.duty, s.outbox.c.state.in_(_LEFT))
        .where(s.outbox.c.event != tick.key)
        .order_by(s.outbox.c.at.desc())
        .limit(1)
    ).first()
    if row is None:
        return None
    event = from_json(inbox.OTHER, row.value) if row.value else None  # it may have been forgotten since
    return event.at if isinstance(event, Tick) else row.at


def _opened(connection: Connection) -> datetime | None:
    noted = archive.note(connection, "opened")
    return datetime.fromisoformat(noted) if noted else None


def _cases(connection: Connection, since: datetime, upto: datetime) -> list[Case]:
    """Those that are open, and those that were opened or moved in that time, oldest first."""
    moved = select(s.journal.c.case_id).where(s.journal.c.at > since, s.journal.c.at <= upto)
    rows = connection.execute(
        select(s.cases.c.value)
        .where(or_(s.cases.c.state.in_(_OPEN), s.cases.c.opened_at > since, s.cases.c.id.in_(moved)))
        .order_by(s.cases.c.opened_at, s.cases.c.number)
        .limit(_MOST)
    )
    return [cases.value(row) for row in rows]


def _went(connection: Connection, since: datetime, upto: datetime) -> tuple[JournalLine, ...]:
    """What people answered to outsiders: of each event that did so, the last line of each case."""
    box = s.outbox.c
    answered = select(box.event).where(
        box.outward, ~box.automatic, box.state.not_in(("held", "withdrawn")), box.at > since, box.at <= upto
    )
    rows = connection.execute(
        select(s.journal)
        .where(s.journal.c.event.in_(answered), s.journal.c.at > since, s.journal.c.at <= upto)
        .order_by(s.journal.c.seq)
    )
    last = {(row.event, row.case_id): cases.journal_line(row) for row in rows}
    return tuple(last.values())


def _held(connection: Connection) -> tuple[SentMail, ...]:
    """Answers of people that wait for a word."""
    return tuple(mail for mail in outbox.by_states(connection, ("held",)) if mail.case)

"""What lies on the desk when a turn is offered, begins or is handed over, and what its people have done.

Takes the question of a walk; gives a `Pile`, None for events that have nothing to do with the rota. Promises: reads
only; what is loaded is bounded by the open cases and by one turn, never by the years before it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, func, select

from fitmail.model import Arrival, Case, Event, JournalLine, Message, Order, Pile, Purpose, Recognition, Tick, Turn
from fitmail.store import archive, cases, outbox, people
from fitmail.store import schema as s

LONGEST = timedelta(days=100)  # a rota with a hole in it does not bring back the mails of years
RULES = "rules history"  # note: "INSTANT VERSION" a line, oldest first


def turn_named(tick: Tick, turns: Sequence[Turn]) -> Turn | None:
    """The turn that a Tick of the rota is about ("start:2026-07-01:ana@camba.example")."""
    words = tick.about.split(":")
    return next((t for t in turns if len(words) > 1 and t.first.isoformat() == words[1]), None)


def is_wanted(event: Event, message: Message | None, recognition: Recognition | None, named: Sequence[str]) -> bool:
    """Duties of the rota, answers to its mails, and words about a handover."""
    if isinstance(event, Tick):
        return event.duty == "rota"
    if isinstance(event, Order):
        return any(one.startswith("H-") for one in named)
    if not isinstance(event, Arrival) or recognition is None:
        return False
    token = recognition.token
    asked = token is not None and token.purpose == Purpose.ROTA
    ids = (recognition.case, *named)
    return asked or any(one.startswith("H-") for one in ids) or (message is not None and message.rsvp is not None)


def pile(connection: Connection, *, until: Turn | None, turns: Sequence[Turn], now: datetime, zone: str) -> Pile:
    """Of the turn before `until`; without one, of the turn that runs. `notes` are those of the handover of `until`."""
    today = now.astimezone(ZoneInfo(zone)).date()
    limit = until.first if until is not None else today + timedelta(days=1)
    began = max((t.first for t in turns if t.first < limit and t.state == "confirmed"), default=today)
    since = max(_midnight(min(began, today), zone), now - LONGEST)
    # The treasurer's month may begin before the turn.
    told = min(since, _midnight((today.replace(day=1) - timedelta(days=1)).replace(day=1), zone))
    return Pile(
        since=since,
        upto=now,
        open=tuple(c for c in cases.everything(connection, open_only=True) if c.state not in ("spam", "quarantined")),
        came=_came(connection, since),
        held=outbox.by_states(connection, ("held",)),
        last_reply=_last_reply(connection),
        spent=people.accounts(connection, since=told, upto=now + timedelta(seconds=1)),
        rules=_rules(connection, since),
        notes=_notes(connection, until.handover if until is not None else ""),
    )


def _midnight(day: date, zone: str) -> datetime:
    return datetime.combine(day, time(0), ZoneInfo(zone))


def _came(connection: Connection, since: datetime) -> tuple[Case, ...]:
    question = select(s.cases.c.value).where(s.cases.c.opened_at >= since, s.cases.c.letter == "E")
    return tuple(map(cases.value, connection.execute(question.order_by(s.cases.c.opened_at, s.cases.c.number))))


def _last_reply(connection: Connection) -> datetime | None:
    """When a person last wrote to an outsider."""
    box = s.outbox.c
    wrote = box.outward & ~box.automatic & (box.author != "") & box.state.in_(("sent", "queued", "in_flight"))
    found: datetime | None = connection.scalar(select(func.max(box.at)).where(wrote))
    return found


def _rules(connection: Connection, since: datetime) -> tuple[tuple[str, str], ...]:
    """(kind, name): corrections that taught, proposals that were activated, days on which files changed."""
    taught = connection.execute(
        select(s.correction.c.category)
        .where(s.correction.c.settled_at >= since, s.correction.c.state.in_(("accepted", "taught")))
        .order_by(s.correction.c.seq)
    )
    activated = connection.execute(
        select(s.proposal.c.activated_at).where(s.proposal.c.activated_at >= since).order_by(s.proposal.c.activated_at)
    )
    lines = [line.split() for line in archive.note(connection, RULES).splitlines() if " " in line]
    changed = [at for at, _ in lines[1:] if datetime.fromisoformat(at) >= since]
    return (
        *dict.fromkeys(("correction", row.category) for row in taught),
        *(("proposal", row.activated_at.isoformat()) for row in activated),
        *(("files", at) for at in changed),
    )


def _notes(connection: Connection, handover: str) -> tuple[JournalLine, ...]:
    """What people wrote to a handover."""
    if not handover:
        return ()
    return tuple(line for line in cases.journal(connection, handover) if line.what == "note")

"""Events: kept, waiting, done, parked; the ledger that proves that no mail was lost; bookmarks.

Promises: a key is written once, however often it is handed in, also twice in one batch; a hundred arrivals are as
many statements as one; nothing is taken from the bytes of a mail here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, cast

from sqlalchemy import Connection, Select, and_, bindparam, func, insert, or_, select, update

from fitmail.model import Alarm, Arrival, Decision, Event, Message, Order, Returned, Tick
from fitmail.store import Bookmark, Ledger, Parked, dialect
from fitmail.store import schema as s
from fitmail.store.codec import from_json, to_json
from fitmail.store.words import form_hash, words_hash

OTHER: Any = Tick | Order | Returned | Alarm
_KINDS: dict[type, str] = {Tick: "tick", Order: "order", Returned: "returned", Alarm: "alarm"}
_ENDS = ("filed", "held", "machine", "spam", "duplicate")
_AGAIN = "/again/"
_HEAD = 16 * 1024

_source = s.mail.alias("source")
_events: Select[Any] = (
    select(
        s.event,
        *(column for column in s.mail.c if column.name not in ("seq", "raw")),
        # The bytes of a mail that is walked once more are those of its original.
        func.coalesce(s.mail.c.raw, _source.c.raw).label("octets"),
    )
    .select_from(s.event)
    .outerjoin(s.mail, s.mail.c.seq == s.event.c.seq)
    .outerjoin(_source, _source.c.seq == s.mail.c.original)
)

_waiting = _events.where(s.event.c.state == "waiting").order_by(s.event.c.seq).limit(bindparam("limit"))
_mail_of = _events.where(s.event.c.key == bindparam("key"), s.event.c.kind == "mail")
_state = select(s.event.c.state).where(s.event.c.key == bindparam("key"))
_add_mail = insert(s.mail)
_finish = (
    update(s.event)
    .where(s.event.c.key == bindparam("b_key"), s.event.c.state != "done")
    .values(
        state="done",
        traceback="",
        end=bindparam("b_end"),
        because=bindparam("b_because"),
        case_id=bindparam("b_case"),
    )
)
_fingerprint = (
    update(s.mail)
    .where(s.mail.c.seq == select(s.event.c.seq).where(s.event.c.key == bindparam("b_key")).scalar_subquery())
    .values(
        message_id=bindparam("b_id"),
        author=bindparam("b_author"),
        words_hash=bindparam("b_words"),
        form_hash=bindparam("b_form"),
    )
)


# -- keeping


def keep(connection: Connection, arrivals: Sequence[Arrival]) -> tuple[bool, ...]:
    """True for what is new, False for twins."""
    first: dict[str, Arrival] = {}
    for one in arrivals:
        first.setdefault(one.key, one)
    written = _add_events(connection, [_event_row(one, kind="mail", value=None) for one in first.values()])
    rows = [_mail_row(first[key], seq) for key, seq in written.items()]
    if rows:
        connection.execute(_add_mail, rows)
    return _news(arrivals, written)


def keep_events(connection: Connection, events: Sequence[Tick | Order | Returned | Alarm]) -> tuple[bool, ...]:
    """True for what is new, False for a second knock."""
    first: dict[str, Tick | Order | Returned | Alarm] = {}
    for event in events:
        first.setdefault(event.key, event)
    rows = [_event_row(one, kind=_KINDS[type(one)], value=to_json(OTHER, one)) for one in first.values()]
    return _news(events, _add_events(connection, rows))


def keep_again(connection: Connection, key: str, *, proof: str, now: datetime) -> str:
    """The mail of that key waits once more, vouched for by `proof`; its original has found its end."""
    original = key.split(_AGAIN)[0]
    found = connection.execute(
        select(s.mail, s.event.c.at).join_from(s.mail, s.event).where(s.event.c.key == original)
    ).one_or_none()
    if found is None:
        raise LookupError(f"no mail with the key {original} to walk again")
    # All keys that begin so; the character after the slash ends the range.
    first, last = f"{original}{_AGAIN}", f"{original}{_AGAIN[:-1]}0"
    times = connection.scalar(select(func.count()).where(s.event.c.key > first, s.event.c.key < last))
    again = Arrival(
        key=f"{original}{_AGAIN}{(times or 0) + 1}", via="again", mail_from=found.mail_from, rcpt=found.rcpt,
        raw=b"", at=now, filing=found.filing, proof=proof,
    )  # fmt: skip
    for new, seq in _add_events(connection, [_event_row(again, kind="mail", value=None)]).items():
        row = _mail_row(again, seq) | {"again": True, "original": found.seq, "raw": None}
        connection.execute(_add_mail, [row])
        settle_held(connection, original)
        return new
    return again.key


def _add_events(connection: Connection, rows: list[dict[str, Any]]) -> dict[str, int]:
    """Key and number of those that were new, in the order in which they were handed in."""
    if not rows:
        return {}
    statement = dialect.unless_there(connection.dialect.name, s.event, "key", "seq")
    found = connection.execute(statement, rows)
    return {row.key: row.seq for row in found}


def _news(handed: Sequence[Event], written: dict[str, int]) -> tuple[bool, ...]:
    fresh = set(written)
    answer = []
    for event in handed:
        answer.append(event.key in fresh)
        fresh.discard(event.key)  # a twin within the batch
    return tuple(answer)


def _event_row(event: Event, *, kind: str, value: Any) -> dict[str, Any]:
    return {
        "key": event.key, "kind": kind, "at": event.at, "state": "waiting", "tries": 0, "traceback": "", "end": "",
        "because": "", "case_id": "", "value": value,
    }  # fmt: skip


def _mail_row(arrival: Arrival, seq: int) -> dict[str, Any]:
    return {
        "seq": seq, "via": arrival.via, "mail_from": arrival.mail_from, "rcpt": arrival.rcpt,
        "filing": arrival.filing, "proof": arrival.proof, "again": False, "original": None, "message_id": "",
        "author": "", "words_hash": "", "form_hash": "", "raw": arrival.raw,
    }  # fmt: skip


# -- the walk


def waiting(connection: Connection, limit: int) -> tuple[Event, ...]:
    """Oldest first."""
    return tuple(map(_event, connection.execute(_waiting, {"limit": limit})))


def arrival(connection: Connection, key: str) -> Arrival | None:
    """A kept mail by its key."""
    row = connection.execute(_mail_of, {"key": key}).one_or_none()
    return None if row is None else cast(Arrival, _event(row))


def finish(connection: Connection, event: Event, decision: Decision) -> bool:
    """The event is done, with its end and its sentence. False when it was done before."""
    row = {"b_key": event.key, "b_end": decision.end, "b_because": decision.because, "b_case": decision.case}
    if connection.execute(_finish, row).rowcount == 0:
        if connection.scalar(_state, {"key": event.key}) is None:
            raise LookupError(f"no event with the key {event.key} was ever kept")
        return False
    if isinstance(event, Arrival) and event.via == "again" and decision.end == "held":
        # G15: one end per mail. It waits for a person once more, so its original does.
        original = event.key.split(_AGAIN)[0]
        connection.execute(update(s.event).where(s.event.c.key == original).values(end="held"))
    return True


def fingerprint_mail(connection: Connection, event: Arrival, message: Message, secret: bytes) -> None:
    """What later copies of this mail are recognised by."""
    row = {
        "b_key": event.key, "b_id": message.id, "b_author": message.author.address,
        "b_words": words_hash(message, secret), "b_form": form_hash(message, secret),
    }  # fmt: skip
    connection.execute(_fingerprint, row)


def settle_held(connection: Connection, key: str) -> None:
    """A held mail has found its end: filed."""
    keys = {key, key.split(_AGAIN)[0]}
    connection.execute(
        update(s.event).where(s.event.c.key.in_(tuple(keys)), s.event.c.end == "held").values(end="filed")
    )


def put_back(connection: Connection, key: str, *, traceback: str, limit: int) -> bool:
    """Counts a try; True when it was the last one and the event is parked."""
    tries = connection.scalar(select(s.event.c.tries).where(s.event.c.key == key, s.event.c.state == "waiting"))
    if tries is None:
        return False
    parked: bool = tries + 1 >= limit
    state = "parked" if parked else "waiting"
    connection.execute(
        update(s.event).where(s.event.c.key == key).values(tries=tries + 1, traceback=traceback, state=state)
    )
    return parked


def retry(connection: Connection, key: str) -> bool:
    """A parked event waits again."""
    found = connection.execute(
        update(s.event).where(s.event.c.key == key, s.event.c.state == "parked").values(state="waiting", tries=0)
    )
    return found.rowcount == 1


def _event(row: s.Found) -> Event:
    if row.kind != "mail":
        return cast(Event, from_json(OTHER, row.value))
    return Arrival(
        key=row.key, via=row.via, mail_from=row.mail_from, rcpt=row.rcpt, raw=row.octets, at=row.at,
        filing=row.filing, proof=row.proof,
    )  # fmt: skip


# -- questions

_other = s.event.alias("other")
_earlier = select(_other.c.seq).where(
    _other.c.case_id == s.event.c.case_id, _other.c.kind == "mail", _other.c.seq < s.event.c.seq
)
_posted = select(s.post.c.key).where(s.post.c.key == s.event.c.key)
_filed = (
    select(s.event.c.key, s.event.c.case_id)
    .join_from(s.event, s.mail)
    .where(s.event.c.state == "done", s.event.c.end.in_(("filed", "held", "spam")), ~s.mail.c.again)
    .where(s.mail.c.raw.is_not(None))
    .where(or_(_posted.exists(), and_(s.event.c.case_id != "", ~_earlier.exists())))
)


def filed(connection: Connection, limit: int | None) -> tuple[tuple[str, str], ...]:
    """Key and case of the mails that opened a case and of list posts, newest first."""
    rows = connection.execute(_filed.order_by(s.event.c.seq.desc()).limit(limit))
    return tuple((row.key, row.case_id) for row in rows)


def filed_count(connection: Connection) -> int:
    return connection.scalar(select(func.count()).select_from(_filed.subquery())) or 0


def ledger(connection: Connection) -> Ledger:
    """Counted twice: mails that were kept, and places where they are."""
    received = connection.scalar(select(func.count()).select_from(s.mail).where(~s.mail.c.again)) or 0
    places = dict.fromkeys((*_ENDS, "waiting", "parked"), 0)
    known = 0
    counted = (
        select(s.event.c.state, s.event.c.end, func.count())
        .join_from(s.event, s.mail)
        .where(~s.mail.c.again)
        .group_by(s.event.c.state, s.event.c.end)
    )
    for state, end, count in connection.execute(counted):
        place = end if state == "done" else state
        if place in places:
            places[place] += count
            known += count
    return Ledger(received=received, erased=0, ok=known == received, **places)


def parked(connection: Connection) -> tuple[Parked, ...]:
    """What was put aside, oldest first."""
    found = connection.execute(_events.where(s.event.c.state == "parked").order_by(s.event.c.seq))
    return tuple(
        Parked(key=row.key, at=row.at, tries=row.tries, sentence=_sentence(row), traceback=row.traceback)
        for row in found
    )


def _sentence(row: s.Found) -> str:
    """Enough for an operator to know which one is meant. The mail broke the reader, so nothing is parsed here."""
    if row.kind != "mail":
        event = _event(row)
        match event:
            case Tick():
                return f"{event.duty} {event.about}"
            case Order():
                return f"order of {event.by}: {event.text.strip().splitlines()[0][:80] if event.text.strip() else ''}"
            case _:
                return f"{row.kind} {row.key}"
    lines = row.octets[:_HEAD].split(b"\n\n")[0].split(b"\r\n\r\n")[0].splitlines()
    subject, author = (_header(lines, name) for name in (b"subject:", b"from:"))
    return f"{subject or '(no subject)'} from {author or row.mail_from or '<>'}"


def _header(lines: Iterable[bytes], name: bytes) -> str:
    for line in lines:
        if line[: len(name)].lower() == name:
            return " ".join(line[len(name) :].decode("utf-8", "replace").split())[:120]
    return ""


# -- bookmarks


def bookmark(connection: Connection, mailbox: str) -> Bookmark | None:
    row = connection.execute(select(s.bookmark).where(s.bookmark.c.mailbox == mailbox)).one_or_none()
    return None if row is None else Bookmark(mailbox=row.mailbox, uidvalidity=row.uidvalidity, uid=row.uid)


def set_bookmark(connection: Connection, mark: Bookmark) -> None:
    statement = dialect.or_replace(connection.dialect.name, s.bookmark, ("mailbox",), "")
    row = {"mailbox": mark.mailbox, "uidvalidity": mark.uidvalidity, "uid": mark.uid}
    connection.execute(statement, [row])

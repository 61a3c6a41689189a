"""List posts, the trace, and the house's own notes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, bindparam, insert, or_, select

from fitmail.model import Post, Step, TraceLine
from fitmail.store import dialect
from fitmail.store import schema as s
from fitmail.store.codec import from_json, to_json

_post = select(s.post.c.value).where(s.post.c.key == bindparam("key"))
_post_keys = select(s.post.c.message_id, s.post.c.key).where(s.post.c.message_id.in_(bindparam("ids", expanding=True)))
_add_trace = insert(s.trace)


def add_post(connection: Connection, post: Post) -> None:
    """A post that is there is filed anew: a person may have said what it is."""
    row = {
        "key": post.key, "message_id": post.message_id, "thread": post.thread, "author": post.author.address,
        "kind": post.kind, "at": post.at, "value": to_json(Post, post),
    }  # fmt: skip
    connection.execute(dialect.or_replace(connection.dialect.name, s.post, ("key",)), [row])


def post(connection: Connection, key: str) -> Post | None:
    value = connection.scalar(_post, {"key": key})
    return None if value is None else from_json(Post, value)


def thread_kind(connection: Connection, key: str) -> str:
    """The kind of the first post of the thread that a post belongs to; its own when the first one is not kept."""
    known = post(connection, key)
    if known is None:
        return ""
    first = post(connection, known.thread) if known.thread not in ("", key) else None
    return (first or known).kind


def posts(connection: Connection, *, since: datetime | None, upto: datetime | None) -> tuple[Post, ...]:
    """Oldest first, after `since` and up to `upto`."""
    question = select(s.post.c.value).order_by(s.post.c.at, s.post.c.key)
    if since is not None:
        question = question.where(s.post.c.at > since)
    if upto is not None:
        question = question.where(s.post.c.at <= upto)
    return tuple(from_json(Post, row.value) for row in connection.execute(question))


def post_keys(connection: Connection, ids: Sequence[str]) -> dict[str, str]:
    """Message-ID to archive key, for those that are list posts."""
    if not ids:
        return {}
    return {row.message_id: row.key for row in connection.execute(_post_keys, {"ids": list(ids)})}


# -- the trace


def add_trace(connection: Connection, lines: Sequence[TraceLine]) -> None:
    rows = [
        {"event": one.event, "at": one.at, "step": one.step.value, "sentence": one.sentence, "case_id": one.case}
        for one in lines
    ]
    if rows:
        connection.execute(_add_trace, rows)


def trace(connection: Connection, case_id: str) -> tuple[TraceLine, ...]:
    """What happened to the case, and to each event that belongs to it."""
    events = select(s.event.c.key).where(s.event.c.case_id == case_id)
    rows = connection.execute(
        select(s.trace).where(or_(s.trace.c.case_id == case_id, s.trace.c.event.in_(events))).order_by(s.trace.c.seq)
    )
    return tuple(map(_line, rows))


def _line(row: s.Found) -> TraceLine:
    return TraceLine(event=row.event, at=row.at, step=Step(row.step), sentence=row.sentence, case=row.case_id)


# -- notes of the house


def note(connection: Connection, name: str) -> str:
    return connection.scalar(select(s.note.c.value).where(s.note.c.name == name)) or ""


def set_note(connection: Connection, name: str, value: str) -> None:
    statement = dialect.or_replace(connection.dialect.name, s.note, ("name",), "")
    connection.execute(statement, [{"name": name, "value": value}])

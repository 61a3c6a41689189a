"""The tables of the books.

What is on disk when the lights go out:

    the lights go out               on disk                        on waking
    before keep commits             nothing                        the sender saw no yes and tries again
    after keep, before the yes      event waiting                  the sender tries again; recognised as the same
    anywhere inside the walk        event waiting, no trace        walked again, same names, same mails
    after the walk's commit         all                            delivery goes on
    after claim, before transport   outbox in_flight               queued again, sent
    transport done, before settle   outbox in_flight               sent twice, same Message-ID, same bytes
    after settle                    outbox sent                    nothing

    event:   waiting -> done, or waiting (tries) -> parked -> (a person says retry) -> waiting
    outbox:  queued -> in_flight -> sent | queued again | failed;  held -> queued | withdrawn

Promises: column types that mean the same on SQLite and PostgreSQL; instants come back aware and in UTC; whatever
characters a stranger writes can be stored. Changes go into a new file under migrations/versions and into REVISION.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, TypeAlias

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Row,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)

REVISION = "0003"  # the newest file under migrations/versions; a test compares them

Found: TypeAlias = Row[*tuple[Any, ...]]  # what a question gives back

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Instant(TypeDecorator[datetime]):
    """An aware instant, kept as UTC. SQLite has no zones, so they are taken off and put on again."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"an instant without a zone cannot be kept: {value}")
        there = value.astimezone(UTC)
        return there.replace(tzinfo=None) if dialect.name == "sqlite" else there

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Words(TypeDecorator[str]):
    """Text of anybody. Lone surrogates and NUL, which databases refuse, become the replacement character."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        if value is None:
            return None
        if "\0" in value:
            value = value.replace("\0", "\ufffd")
        if value.isascii():
            return value
        try:
            value.encode()
        except UnicodeEncodeError:
            return "".join("\ufffd" if "\ud800" <= letter <= "\udfff" else letter for letter in value)
        return value


# SQLite numbers rows by itself only where the key's type is spelled INTEGER.
Number = BigInteger().with_variant(Integer, "sqlite")
Value = JSON(none_as_null=True)


def _seq() -> Column[int]:
    return Column("seq", Number, primary_key=True, autoincrement=True)


def _words(name: str, *, key: bool = False, index: bool = False) -> Column[str]:
    return Column(name, Words, primary_key=key, nullable=False, index=index)


def _at(name: str, *, nullable: bool = False, index: bool = False) -> Column[datetime]:
    return Column(name, Instant, nullable=nullable, index=index)


# -- what happened to the house

event = Table(
    "event",
    metadata,
    _seq(),
    Column("key", Words, nullable=False, unique=True),
    _words("kind"),  # mail, tick, order, returned
    _at("at"),
    _words("state"),  # waiting, done, parked
    Column("tries", Integer, nullable=False),
    _words("traceback"),
    _words("end"),  # of a done one: filed, held, machine, spam, duplicate
    _words("because"),
    _words("case_id", index=True),
    Column("value", Value),  # Tick, Order, Returned; nothing for a mail
    Index(None, "state", "seq"),
    sqlite_autoincrement=True,
)

mail = Table(
    "mail",
    metadata,
    Column("seq", Number, ForeignKey("event.seq"), primary_key=True, autoincrement=False),
    _words("via"),
    _words("mail_from"),
    _words("rcpt"),
    Column("filing", Boolean, nullable=False),
    _words("proof"),
    Column("again", Boolean, nullable=False),  # walked once more: the ledger counts its original
    Column("original", Number, ForeignKey("mail.seq")),  # whose bytes are meant; empty: its own
    _words("message_id", index=True),  # this and the next three are known when it was walked
    _words("author"),
    _words("words_hash"),
    _words("form_hash", index=True),
    Column("raw", LargeBinary),
)

trace = Table(
    "trace", metadata, _seq(), _words("event", index=True), _at("at"), _words("step"), _words("sentence"),
    _words("case_id", index=True),
)  # fmt: skip

# -- cases

cases = Table(
    "cases",
    metadata,
    _words("id", key=True),
    _words("letter"),
    Column("number", Integer, nullable=False),
    _words("state", index=True),
    _words("category"),
    _words("owner"),
    _words("enquirer", index=True),
    _words("subject_key", index=True),  # folded, to find what may belong together
    _words("enquiry"),
    _words("opportunity"),
    _at("wake_at", nullable=True, index=True),
    _at("opened_at", index=True),
    _at("changed_at"),
    _at("closed_at", nullable=True),
    Column("value", Value, nullable=False),
    UniqueConstraint("letter", "number"),
)

counter = Table("counter", metadata, _words("name", key=True), Column("last", Integer, nullable=False))

journal = Table(
    "journal", metadata, _seq(), _words("case_id", index=True), _at("at", index=True), _words("event"),
    _words("who"), _words("what"), _words("was"), _words("now"), _words("why"), _words("message_id"),
)  # fmt: skip

letter = Table(
    "letter",
    metadata,
    _seq(),
    _words("message_id", index=True),
    _words("case_id", index=True),
    _words("address"),
    Column("inbound", Boolean, nullable=False),
    _at("at"),
    _words("template"),
    _words("outbox"),  # key of a mail out
    UniqueConstraint("message_id", "case_id", "address", "inbound"),
)

token = Table(
    "token", metadata, _words("text", key=True), _words("case_id", index=True), _words("person"), _words("purpose"),
    _words("about"), _at("expires"), Column("spent", Boolean, nullable=False),
)  # fmt: skip

undo = Table(
    "undo", metadata, _seq(), _words("event"), _words("case_id", index=True), _words("author"), _at("at"),
    Column("before", Value, nullable=False), UniqueConstraint("event", "case_id"),
)  # fmt: skip

interest = Table(
    "interest", metadata, _words("opportunity", key=True), _words("side", key=True), _words("coop", index=True),
    _at("at"), Column("value", Value, nullable=False),
)  # fmt: skip

correction = Table(
    "correction", metadata, _seq(), _words("event"), _words("rules"), _words("category"), _words("case_id"),
    _words("author"), _at("at"), _words("state"),  # pending, accepted, rejected
    _words("settled_by"), _at("settled_at", nullable=True), UniqueConstraint("event", "case_id", "category"),
)  # fmt: skip

proposal = Table(
    "proposal", metadata, _words("key", key=True), _words("author"), _at("at"),
    _words("state", index=True),  # proposed, activated (waits to be written into the rules folder), written
    _words("activated_by"), _at("activated_at", nullable=True), Column("value", Value, nullable=False),
)  # fmt: skip

# -- the outbox

body = Table("body", metadata, _words("sha256", key=True), Column("octets", LargeBinary, nullable=False))

outbox = Table(
    "outbox",
    metadata,
    _seq(),
    Column("key", Words, nullable=False, unique=True),
    _words("event", index=True),
    _words("case_id", index=True),
    _words("message_id", index=True),
    _words("address"),
    _words("return_path"),
    _words("verp", index=True),
    _words("template"),
    _words("subject"),
    _words("author"),
    _words("text"),
    Column("outward", Boolean, nullable=False),
    Column("automatic", Boolean, nullable=False),
    _words("held"),  # why it waits for a person's word
    _words("state"),  # queued, in_flight, sent, failed, held, withdrawn
    _at("not_before"),
    _at("first_at"),  # when it was first allowed to leave
    _at("at"),
    Column("tries", Integer, nullable=False),
    _words("answer"),  # what the server said last
    Column("body", Words, ForeignKey("body.sha256"), nullable=False),
    Column("head", LargeBinary, nullable=False),
    Index(None, "state", "not_before"),
    Index(None, "at"),
    Index(None, "address", "at"),
    Index(None, "author", "outward"),
)

# -- the list, people and the house itself

post = Table(
    "post", metadata, _words("key", key=True), _words("message_id", index=True), _words("thread", index=True),
    _words("author"), _words("kind"), _at("at", index=True), Column("value", Value, nullable=False),
)  # fmt: skip

person = Table(
    "person", metadata, _words("address", key=True), Column("place", Integer, nullable=False), _words("coop"),
    Column("value", Value, nullable=False),
)  # fmt: skip

coop = Table(
    "coop", metadata, _words("name", key=True), Column("place", Integer, nullable=False), _words("domain"),
    Column("value", Value, nullable=False),
)  # fmt: skip

turn = Table("turn", metadata, _seq(), Column("value", Value, nullable=False))

absence = Table("absence", metadata, _seq(), Column("value", Value, nullable=False))

spent = Table(
    "spent", metadata, _seq(), _words("event", index=True), _words("case_id", index=True), _words("coop"),
    _words("person"), _at("at", index=True), Column("value", Value, nullable=False),
)  # fmt: skip

meeting = Table("meeting", metadata, _seq(), Column("value", Value, nullable=False))

note = Table("note", metadata, _words("name", key=True), _words("value"))

bookmark = Table(
    "bookmark", metadata, _words("mailbox", key=True), Column("uidvalidity", BigInteger, nullable=False),
    Column("uid", BigInteger, nullable=False),
)  # fmt: skip

"""What differs between databases: the disk under the books, and how a second row of one key is refused.

Gives `disk(url)`: a `Disk` with one way to write and one way to read. Everything that only SQLite has (pragmas, WAL,
the lock file, read-only handles) stands in this file and nowhere else.

SQLite up to 3.51.2 can corrupt a WAL when two connections checkpoint or reset it at the same moment
(sqlite.org/wal.html, "the WAL-reset bug"). Therefore each process has one writing connection, and holds an exclusive
lock on `<database>.lock` around each write transaction, each checkpoint (the automatic one runs inside COMMIT), the
opening and the closing of that connection. Readers are read-only handles, which never checkpoint; they are closed
first.
"""

from __future__ import annotations

import fcntl
import os
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from functools import cache
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import quote

from sqlalchemy import Connection, Table, create_engine, event, make_url
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.pool import NullPool, QueuePool

from fitmail.store import Trouble

# Pages of 4 kB after which COMMIT moves the log into the file.
_LOG_PAGES = 1000
_LOG_OCTETS = 64 * 1024 * 1024


class Busy(TimeoutError):
    """Somebody else held the books for longer than we wait."""


class Disk(Protocol):
    """Where the books are kept."""

    def write(self) -> AbstractContextManager[Connection]:
        """One transaction; nothing else writes meanwhile. An exception undoes it, and the next one starts fresh."""
        ...

    def read(self) -> AbstractContextManager[Connection]:
        """A connection that sees one unchanging state of the books."""
        ...

    def close(self) -> None: ...


def disk(url: str, *, lock_wait: float) -> Disk:
    """The disk that an address of the form `sqlite:///path` or `postgresql://...` names."""
    place = make_url(url)
    if place.get_backend_name() != "sqlite":
        return ServerDisk(url)
    if not place.database or place.database == ":memory:":
        raise ValueError(f"{url}: the books need a file, such as sqlite:///fitmail.db")
    return FileDisk(Path(place.database), lock_wait=lock_wait)


class ServerDisk:
    """A database server, which keeps writers apart by itself."""

    def __init__(self, url: str) -> None:
        self._engine = create_engine(url, pool_size=8, pool_pre_ping=True)
        self._readers = self._engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)

    def write(self) -> AbstractContextManager[Connection]:
        return self._engine.begin()

    def read(self) -> AbstractContextManager[Connection]:
        return self._readers.connect()

    def close(self) -> None:
        self._engine.dispose()


class FileDisk:
    """One SQLite file: one writer per process under the lock file, readers that cannot write."""

    def __init__(self, path: Path, *, lock_wait: float) -> None:
        self._path = path
        self._lock_wait = lock_wait
        self._turn = threading.Lock()
        self._lock = os.open(f"{path}.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        self._writer: Connection | None = None
        self._writers = create_engine("sqlite://", creator=self._open_to_write, poolclass=NullPool)
        event.listen(self._writers, "begin", _begin_immediate)
        self._readers = create_engine(
            "sqlite://", creator=self._open_to_read, poolclass=QueuePool, pool_size=4, max_overflow=12
        )
        event.listen(self._readers, "begin", _begin_deferred)
        try:
            with self._alone():
                self._writer = self._writers.connect()
        except BaseException:
            os.close(self._lock)
            raise

    @contextmanager
    def write(self) -> Iterator[Connection]:
        with self._alone():
            if self._writer is None:
                self._writer = self._writers.connect()
            writer = self._writer
            try:
                with writer.begin():
                    yield writer
            except BaseException as trouble:
                if isinstance(trouble, Trouble) or _doubtful(trouble) or writer.in_transaction() or writer.invalidated:
                    self._let_go()
                raise

    @contextmanager
    def read(self) -> Iterator[Connection]:
        with self._readers.connect() as reader:
            yield reader

    def close(self) -> None:
        self._readers.dispose()
        with self._alone():
            # The last one out moves the log into the file: a checkpoint, hence under the lock.
            self._let_go()
        os.close(self._lock)

    def _let_go(self) -> None:
        """Closes the writing connection, whatever state it is in; the next transaction opens a new one."""
        writer, self._writer = self._writer, None
        if writer is not None:
            try:
                writer.invalidate()
            finally:
                writer.close()

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """No other thread and no other process writes meanwhile."""
        until = time.monotonic() + self._lock_wait
        if not self._turn.acquire(timeout=max(self._lock_wait, 0)):
            raise Busy(f"another thread has been writing for {self._lock_wait:g} seconds")
        try:
            self._wait_for_lock(until)
            try:
                yield
            finally:
                fcntl.flock(self._lock, fcntl.LOCK_UN)
        finally:
            self._turn.release()

    def _wait_for_lock(self, until: float) -> None:
        pause = 0.0002
        while True:
            try:
                fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                return
            except BlockingIOError:
                if time.monotonic() >= until:
                    raise Busy(f"another process has held {self._path}.lock for {self._lock_wait:g} seconds") from None
            time.sleep(pause)
            pause = min(pause * 1.5, 0.005)

    def _open_to_write(self) -> sqlite3.Connection:
        # People's letters: for our own eyes. SQLite gives its log the rights of the file.
        os.close(os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600))
        handle = self._open("rw")
        for pragma in (
            "journal_mode = WAL",
            "synchronous = FULL",  # NORMAL would lose accepted mail in a power cut
            "foreign_keys = ON",
            f"wal_autocheckpoint = {_LOG_PAGES}",
            f"journal_size_limit = {_LOG_OCTETS}",
            "temp_store = MEMORY",
        ):
            handle.execute(f"PRAGMA {pragma}")
        return handle

    def _open_to_read(self) -> sqlite3.Connection:
        handle = self._open("ro")
        handle.execute("PRAGMA query_only = ON")
        handle.execute("PRAGMA wal_autocheckpoint = 0")
        return handle

    def _open(self, mode: str) -> sqlite3.Connection:
        return sqlite3.connect(
            f"file:{quote(str(self._path.absolute()))}?mode={mode}",
            uri=True,
            timeout=5.0,
            isolation_level=None,
            check_same_thread=False,
            cached_statements=256,
        )


def _begin_immediate(connection: Connection) -> None:
    # A deferred transaction that writes after reading lost three of four concurrent updates without an error.
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _begin_deferred(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")


def _doubtful(trouble: BaseException) -> bool:
    """True where the connection itself may be broken: full disk, read error, lost file."""
    return isinstance(trouble, DBAPIError) and not isinstance(trouble, IntegrityError)


# -- a second row of one key


@cache
def _insert_for(dialect: str) -> Callable[[Table], Any]:
    return {"sqlite": sqlite.insert, "postgresql": postgresql.insert}[dialect]


@cache
def unless_there(dialect: str, table: Table, *returning: str) -> Any:
    """INSERT that passes over rows whose key exists; gives back columns of those that were written."""
    statement = _insert_for(dialect)(table).on_conflict_do_nothing()
    return statement.returning(*(table.c[name] for name in returning)) if returning else statement


@cache
def or_replace(dialect: str, table: Table, keys: Sequence[str], newer: str = "") -> Any:
    """INSERT that overwrites the row of the same key; with `newer` only where that column is not older."""
    statement = _insert_for(dialect)(table)
    fresh = {column.name: statement.excluded[column.name] for column in table.c if column.name not in keys}
    where = statement.excluded[newer] >= table.c[newer] if newer else None
    return statement.on_conflict_do_update(index_elements=list(keys), set_=fresh, where=where)

"""The SQLite file under the books: one writer at a time in all processes, and fresh after trouble."""

from __future__ import annotations

import fcntl
import os
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from fitmail.model import Change, Order, Refile, Spend
from fitmail.store import Trouble
from fitmail.store.books import SqlBooks, open_books
from fitmail.store.dialect import Busy, FileDisk, disk
from tests.contracts.books_samples import (
    ANA,
    HANDBOOK,
    JO,
    NOW,
    POLICY,
    SECRET,
    arrival,
    decision,
    enquiry,
    form,
    message,
    open_case,
    receipt,
    walk,
)

ROUNDS = 15
PROCESSES = 4

# Each process adds one to the same case, ROUNDS times, as a walk does: load, decide, write.
ADD_ONE = """
import sys
from dataclasses import replace
from datetime import UTC, datetime
from fitmail.model import Change, Decision, Order
from fitmail.store.books import open_books
from tests.contracts.books_samples import HANDBOOK, NOW, POLICY, SECRET
books = open_books(sys.argv[1], secret=SECRET, lock_wait=60.0)
print("open", flush=True)
sys.stdin.readline()
for number in range(int(sys.argv[3])):
    order = Order(key=f"{sys.argv[2]}:{number}", by="x", text="", at=NOW)
    books.keep_events([order])
    with books.page() as page, page.savepoint():
        found = page.context(order, now=NOW, message=None, recognition=None, classification=None, named=("E-1",),
                             policy=POLICY, handbook=HANDBOOK)
        more = replace(found.case, steps=found.case.steps + 1)
        decided = Decision(because="One more.", end="filed", case="", effects=(Change(case=more, undo=""),))
        page.write(order, message=None, recognition=None, decision=decided, mails=(), trace=(), now=NOW)
books.close()
"""

DIE_INSIDE = """
import os, sys
from fitmail.store.books import open_books
from tests.contracts.books_samples import *
books = open_books(sys.argv[1], secret=SECRET, lock_wait=60.0)
first = arrival("one")
books.keep([first])
with books.page() as page, page.savepoint():
    page.write(first, message=message("one"), recognition=None, decision=decision(Open(case=enquiry()), case="E-1"),
               mails=(receipt(first.key, JO.address),), trace=(), now=NOW)
    os._exit(9)
"""


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/books.db"


@pytest.fixture
def books(url: str) -> Iterator[SqlBooks]:
    there = open_books(url, secret=SECRET, lock_wait=5.0)
    yield there
    there.close()


def started(script: str, *words: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", script, *words], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}, cwd=Path.cwd(),
    )  # fmt: skip


def test_four_processes_change_one_case_and_lose_no_change(url: str, books: SqlBooks) -> None:
    open_case(books, case=enquiry(), name="one")
    running = [started(ADD_ONE, url, str(number), str(ROUNDS)) for number in range(PROCESSES)]
    for process in running:
        assert process.stdout is not None
        assert process.stdout.readline() == "open\n"
    for process in running:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.close()
    assert [process.wait(60) for process in running] == [0] * PROCESSES
    case = books.case("E-1")
    assert case is not None
    assert case.steps == ROUNDS * PROCESSES
    assert books.waiting(9) == ()


def test_a_process_that_dies_inside_a_walk_leaves_the_mail_waiting(url: str, tmp_path: Path) -> None:
    died = started(DIE_INSIDE, url)
    assert died.wait(30) == 9
    books = open_books(url, secret=SECRET, lock_wait=1.0)  # the lock died with its process
    assert books.waiting(9) == (arrival("one"),)
    assert books.case("E-1") is None
    assert books.outbox(states=()) == ()
    books.close()
    with sqlite3.connect(tmp_path / "books.db") as raw:
        assert raw.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_threads_take_turns(books: SqlBooks) -> None:
    def keep(part: int) -> None:
        for number in range(20):
            books.keep([arrival(f"{part}.{number}")])

    threads = [threading.Thread(target=keep, args=(part,)) for part in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert books.ledger().received == 80


def test_a_lock_that_is_held_for_too_long_is_told_and_forgotten(url: str, tmp_path: Path) -> None:
    books = open_books(url, secret=SECRET, lock_wait=0.05)
    handle = os.open(tmp_path / "books.db.lock", os.O_RDWR)
    fcntl.flock(handle, fcntl.LOCK_EX)
    with pytest.raises(Busy, match="another process has held"):
        books.keep([arrival("one")])
    assert books.waiting(9) == ()  # readers need no lock
    os.close(handle)
    assert books.keep([arrival("one")]) == (True,)
    with books.page(), pytest.raises(Busy, match="another thread"):
        books.keep([arrival("two")])
    books.close()


def test_a_full_disk_loses_no_mail_and_the_next_one_is_kept(tmp_path: Path) -> None:
    place = FileDisk(tmp_path / "small.db", lock_wait=1.0)
    with place.write() as connection:
        connection.exec_driver_sql("CREATE TABLE t (x)")
    with pytest.raises(OperationalError, match="full"), place.write() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 10")
        connection.exec_driver_sql("INSERT INTO t VALUES (zeroblob(1000000))")
    with place.write() as connection:  # a fresh connection, without the limit
        connection.exec_driver_sql("INSERT INTO t VALUES (zeroblob(1000000))")
    with place.read() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM t").scalar() == 1
    place.close()


def test_books_on_a_full_disk_raise_and_then_go_on(books: SqlBooks) -> None:
    first = arrival("one")
    books.keep([first])
    place = books._disk
    with place.write() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(OperationalError, match="full"):
        books.keep([arrival("big", raw=bytes(5_000_000))])
    assert books.keep([first, arrival("two")]) == (False, True)
    assert [event.key for event in books.waiting(9)] == [first.key, arrival("two").key]


def test_a_disk_that_fills_inside_a_savepoint_spoils_the_page_and_nothing_else(books: SqlBooks) -> None:
    first = arrival("one")
    books.keep([first])
    big = replace(receipt(first.key, JO.address), body=bytes(5_000_000))
    with pytest.raises(Trouble), books.page() as page:
        connection = page._connection  # type: ignore[attr-defined]
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
        with page.savepoint():
            page.write(
                first, message=message("one"), recognition=None, decision=decision(), mails=(big,), trace=(), now=NOW
            )
    assert books.waiting(9) == (first,)
    walk(books, first, mail_read=message("one"), decided=decision(), mails=(big,), now=NOW)
    assert books.waiting(9) == ()


class LightsOut(BaseException):
    """What a killed process looks like from inside."""


def test_lights_out_inside_a_page_undoes_it(books: SqlBooks) -> None:
    open_case(books, case=enquiry(), name="one")
    order = Order(key="o", by=ANA.address, text="", at=NOW)
    books.keep_events([order])
    owned = decision(Change(case=replace(enquiry(), owner=ANA.address), undo=""))
    with pytest.raises(LightsOut), books.page() as page, page.savepoint():
        page.write(order, message=None, recognition=None, decision=owned, mails=(), trace=(), now=NOW)
        raise LightsOut
    assert books.case("E-1") == enquiry()
    walk(books, order, mail_read=None, decided=owned, mails=(), now=NOW)
    assert books.case("E-1") == replace(enquiry(), owner=ANA.address)


def test_a_broken_connection_is_replaced(books: SqlBooks) -> None:
    place = books._disk
    with place.write() as connection:
        handle = connection.connection.dbapi_connection
    assert isinstance(handle, sqlite3.Connection)
    handle.close()
    with pytest.raises(Exception, match="closed"):
        books.keep([arrival("one")])
    assert books.keep([arrival("one")]) == (True,)


def test_the_file_is_kept_as_accepted_mail_needs_it(books: SqlBooks) -> None:
    with books._disk.write() as connection:
        found = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "wal_autocheckpoint")
        }
    assert found == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "wal_autocheckpoint": 1000}
    with books._disk.read() as connection:
        assert connection.exec_driver_sql("PRAGMA query_only").scalar() == 1
        with pytest.raises(OperationalError, match="readonly"):
            connection.exec_driver_sql("DELETE FROM event")


def test_readers_see_the_books_while_a_page_is_open(books: SqlBooks) -> None:
    first = arrival("one")
    books.keep([first])
    with books.page() as page:
        page.write(first, message=message("one"), recognition=None, decision=decision(), mails=(), trace=(), now=NOW)
        assert books.waiting(9) == (first,)
    assert books.waiting(9) == ()


def test_the_log_stays_small_however_many_mails_come(books: SqlBooks, tmp_path: Path) -> None:
    for number in range(30):
        books.keep([arrival(str(number), raw=bytes(500_000))])
    assert (tmp_path / "books.db-wal").stat().st_size < 8_000_000


def test_a_hundred_arrivals_are_one_commit(books: SqlBooks) -> None:
    many = [arrival(str(number), raw=bytes(3_000)) for number in range(100)]
    commits: list[object] = []
    disk = books._disk
    assert isinstance(disk, FileDisk)
    event.listen(disk._writers, "commit", commits.append)
    assert books.keep(many) == (True,) * 100
    assert len(commits) == 1


# What a plan may not begin with once the books are old: a whole table, or all rows of one state or letter.
SLOW = ("SCAN event", "SCAN mail", "SCAN cases", "SCAN outbox", "SCAN letter", "SCAN journal", "SCAN token",
        "SCAN post", "SCAN trace", "ix_event_state",
        "ix_outbox_state_not_before (state=?)", "(letter=?)")  # fmt: skip


def test_no_question_of_the_walk_reads_a_whole_table(books: SqlBooks) -> None:
    first = open_case(books, receipt("k", JO.address), case=enquiry(), name="one")
    answer = arrival("two")
    books.keep([answer])
    read = replace(
        message("two", tokens=("a", "b"), answers=("<one@shop.example>", "<x@y>"), tags=("E-1", "E-2")),
        form=form(JO.address, "text"), report=None,
    )  # fmt: skip
    asked: list[tuple[str, Any]] = []
    with books.page() as page:
        connection = page._connection  # type: ignore[attr-defined]

        @event.listens_for(connection, "before_cursor_execute")
        def listen(_c: object, _cursor: object, statement: str, values: Any, _x: object, many: bool) -> None:
            asked.append((statement, values[0] if many else values))

        recognition = page.recognise(answer, read, POLICY, NOW)
        stranger = replace(read, clues=replace(read.clues, tokens=(), message_ids=(), case_ids=()))
        page.recognise(answer, stranger, POLICY, NOW)
        page.context(
            answer, now=NOW, message=read, recognition=recognition, classification=None, named=("E-1",),
            policy=POLICY, handbook=HANDBOOK,
        )  # fmt: skip
        effects = (Change(case=enquiry(), undo=ANA.address), Refile(arrival=first.key, proof=""), Spend(token="a"))
        page.write(
            answer, message=read, recognition=recognition, decision=decision(*effects, case="E-1"),
            mails=(receipt(answer.key, JO.address),), trace=(), now=NOW,
        )  # fmt: skip
        event.remove(connection, "before_cursor_execute", listen)
        plans = {
            f"{line[3]}  {statement}"
            for statement, values in asked
            if statement.split()[0] in ("SELECT", "UPDATE")
            for line in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
        }
    assert len(plans) > 25
    assert [plan for plan in plans if any(slow in plan.split("  ")[0] for slow in SLOW)] == []


def test_books_may_be_closed_twice(url: str) -> None:
    books = open_books(url, secret=SECRET, lock_wait=1.0)
    books.close()
    books.close()


def test_a_server_is_reached_by_its_address(monkeypatch: pytest.MonkeyPatch) -> None:
    psycopg = pytest.importorskip("psycopg", reason="the postgresql extra is not installed")
    assert psycopg is not None
    server = disk("postgresql://nobody@127.0.0.1:1/none", lock_wait=1.0)
    with pytest.raises(OperationalError), server.write():
        pass
    server.close()

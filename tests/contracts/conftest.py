"""The stores under contract: SQLite always, PostgreSQL where FITMAIL_TEST_PG names an empty database."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from fitmail.store.books import SqlBooks, open_books
from tests.contracts.books_samples import COOPS, PEOPLE, SECRET, TURNS


def _stores() -> list[str]:
    return ["sqlite", "postgresql"] if os.environ.get("FITMAIL_TEST_PG") else ["sqlite"]


@pytest.fixture(params=_stores())
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Where nothing is kept yet."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/books.db"
        return
    from sqlalchemy import create_engine, text

    place = os.environ["FITMAIL_TEST_PG"]
    engine = create_engine(place)
    with engine.begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    engine.dispose()
    yield place


@pytest.fixture
def opened(url: str) -> Iterator[Callable[[], SqlBooks]]:
    """Opens the books of this test, as often as a process starts."""
    there: list[SqlBooks] = []

    def again() -> SqlBooks:
        there.append(open_books(url, secret=SECRET, lock_wait=5.0))
        return there[-1]

    yield again
    for one in there:
        one.close()


@pytest.fixture(scope="session")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of books of a network of three co-ops, made once: tests copy it."""
    path = tmp_path_factory.mktemp("begun") / "books.db"
    _begin(open_books(f"sqlite:///{path}", secret=SECRET, lock_wait=5.0)).close()
    return path


def _begin(books: SqlBooks) -> SqlBooks:
    books.set_people(COOPS, PEOPLE)
    books.set_turns(TURNS)
    return books


@pytest.fixture
def books(url: str, opened: Callable[[], SqlBooks], begun: Path) -> SqlBooks:
    """Books of a network of three co-ops."""
    if url.startswith("sqlite:///"):
        shutil.copy(begun, url.removeprefix("sqlite:///"))
        return opened()
    return _begin(opened())

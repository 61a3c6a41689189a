"""The tables are made and changed when the books are opened."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateIndex, CreateTable

from fitmail.store import migrate as migrations
from fitmail.store.books import open_books
from fitmail.store.migrate import NewerBooks, migrate
from fitmail.store.schema import REVISION, metadata

SCRIPTS = Path(migrations.__file__).with_name("migrations")


def opened_and_closed(path: Path) -> None:
    open_books(f"sqlite:///{path}", secret=b"s", lock_wait=5.0).close()


def tables(path: Path) -> set[str]:
    with sqlite3.connect(path) as raw:
        return {name for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}


def test_an_empty_place_becomes_books_and_stays_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "odd name #%.db"
    opened_and_closed(path)
    assert tables(path) >= set(metadata.tables)
    before = path.read_bytes()
    opened_and_closed(path)
    assert path.read_bytes() == before
    assert path.stat().st_mode & 0o077 == 0


def test_the_migrations_make_the_very_tables_that_the_program_uses(tmp_path: Path) -> None:
    opened_and_closed(tmp_path / "books.db")
    engine = create_engine(f"sqlite:///{tmp_path}/books.db")
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    engine.dispose()


def test_the_newest_migration_is_the_one_the_program_expects() -> None:
    settings = Config()
    settings.set_main_option("script_location", str(SCRIPTS))
    assert ScriptDirectory.from_config(settings).get_current_head() == REVISION


def test_books_of_a_newer_fitmail_are_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "books.db"
    opened_and_closed(path)
    with sqlite3.connect(path) as raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
    raw.close()
    with pytest.raises(NewerBooks, match=r"revision 9999.*newer fitmail"):
        opened_and_closed(path)


def test_a_migration_that_is_stopped_in_the_middle_leaves_no_half_tables(tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path}/books.db", isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        migrate(connection)
        connection.exec_driver_sql("ROLLBACK")
    engine.dispose()
    assert tables(tmp_path / "books.db") == set()
    opened_and_closed(tmp_path / "books.db")
    assert "mail" in tables(tmp_path / "books.db")


def test_the_tables_can_be_made_on_postgresql() -> None:
    dialect = postgresql.dialect()
    for table in metadata.sorted_tables:
        ddl = str(CreateTable(table).compile(dialect=dialect))
        assert "DATETIME" not in ddl
        assert "TIMESTAMP WITH TIME ZONE" in ddl or "TIMESTAMP" not in ddl
        for index in table.indexes:
            assert "CREATE INDEX" in str(CreateIndex(index).compile(dialect=dialect))


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:"])
def test_books_that_would_be_forgotten_are_refused(url: str) -> None:
    with pytest.raises(ValueError, match="need a file"):
        open_books(url, secret=b"s", lock_wait=1.0)

"""The books brought up to this version's tables, when they are opened.

Promises: runs inside one transaction under the lock, so that two processes that start together do it once, and a
stop in the middle leaves the old tables. A file that a newer fitmail wrote is refused with a sentence.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from fitmail.store.schema import REVISION

_TABLE = "alembic_version"


class NewerBooks(RuntimeError):
    """The file belongs to a newer fitmail."""


def migrate(connection: Connection) -> None:
    """Makes or changes the tables where they are not those of this version."""
    found = revision(connection)
    if found == REVISION:
        return
    # Imported here because a start with books of the right version should not wait for it.
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    settings = Config()
    settings.set_main_option("script_location", str(Path(__file__).with_name("migrations")).replace("%", "%%"))
    settings.attributes["connection"] = connection
    known = {script.revision for script in ScriptDirectory.from_config(settings).walk_revisions()}
    if found and found not in known:
        raise NewerBooks(
            f"The books have revision {found}, which this fitmail does not know: a newer fitmail wrote them. "
            f"Install that version again, or go back to a backup of revision {REVISION}."
        )
    command.upgrade(settings, "head")


def revision(connection: Connection) -> str:
    """The revision of the tables, "" for an empty file."""
    if not inspect(connection).has_table(_TABLE):
        return ""
    return connection.scalar(text(f"SELECT version_num FROM {_TABLE}")) or ""

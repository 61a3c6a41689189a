"""The installation of the demonstration: a folder with settings, members and rota of the sample network.

Takes a folder and the corpus. Gives `Settings` and filled books. Promises: a folder is made anew only when it is a
former demonstration or empty, so that nobody's files are lost; the settings that stay behind are good for trying
things afterwards.
"""

from __future__ import annotations

import os
import secrets
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from fitmail.config import Settings, load, read_secret, settings_text
from fitmail.demo.mailbox import FOLDER, PASSWORD, USER
from fitmail.store.books import SqlBooks, open_books
from fitmail.tables import Book, read_directory, read_meetings, read_rota

MARKER = ".fitmail-demo"
BEGINS = datetime(2026, 3, 3, 10, 0, tzinfo=UTC)
DESK, LIST = "enquiries@weft.example", "members@lists.weft.example"
SERVER = "mx1.weft.example"  # whose Authentication-Results are believed
LOCK_WAIT = 30.0  # seconds for the writers of the running desk
TABLES = ("members", "people", "rota", "meetings")


class Unfit(Exception):
    """The demonstration cannot begin; a sentence for whoever started it."""


def corpus() -> Path:
    """The sample network and its mails; they lie in the source tree, not in the installed package."""
    place = Path(__file__).resolve().parent.parent.parent / "tests" / "fixtures"
    if not (place / "network" / "people.csv").is_file():
        raise Unfit(
            "The demonstration needs the sample mails of the source tree (tests/fixtures), and they are not here."
            " Clone the repository and say `make demo` there."
        )
    return place


def install(folder: Path, source: Path, *, imap_port: int) -> Settings:
    """The files of the desk in a fresh folder, and its settings."""
    _sweep(folder)
    (folder / MARKER).write_text("Made by `fitmail demo`, which removes this folder when it plays again.\n", "utf-8")
    (folder / "fitmail.secret").touch(mode=0o600)
    (folder / "fitmail.secret").write_text(secrets.token_hex(32) + "\n", "ascii")
    for name in TABLES:
        shutil.copyfile(source / "network" / f"{name}.csv", folder / f"{name}.csv")
    set_clock(folder, BEGINS)
    return settle(folder, imap_port=imap_port)


def _sweep(folder: Path) -> None:
    if folder.is_dir() and any(folder.iterdir()):
        if not (folder / MARKER).is_file():
            raise Unfit(f"{folder} is there already and is no former demonstration. Name another: --folder NAME")
        shutil.rmtree(folder)
    folder.mkdir(parents=True, exist_ok=True)


def settle(folder: Path, *, imap_port: int | None) -> Settings:
    """Writes fitmail.toml, with the mailbox elsewhere while it is there, and reads it."""
    path = folder / "fitmail.toml"
    path.write_text(settings_text(_document(imap_port)), "utf-8")
    return load(path, environment={})


def _document(imap_port: int | None) -> dict[str, dict[str, Any]]:
    """Nothing waits before it leaves, and nobody's first answers are confirmed, so that each act shows its end."""
    laid: dict[str, dict[str, Any]] = {
        "network": {"name": "Weft", "region": "GB", "languages": ["en", "es", "pt"], "currency": "GBP"},
        "desk": {"address": DESK, "zone": "Europe/London", "confirm": 0, "rehearsal": True},
        "list": {"address": LIST, "mode": "watched", "name": "Weft members"},
        "receive.smtp": {"host": "127.0.0.1", "port": 0},
        "deliver": {"transport": "folder", "folder": "mail", "delay": 0},
        "trust": {"servers": [SERVER]},
        "roles": {"operator": "graham@thirdlock.example", "coordinator": "catriona@firthdata.example"},
        "digest": {"on": True, "day": "Monday", "hour": 8},
        "limits": {"answers_per_hour": 1000},
    }
    if imap_port is not None:
        # settings_text names the one mailbox that it shows "office".
        laid["receive.imap.office"] = {
            "host": "127.0.0.1", "port": imap_port, "ssl": False, "user": USER, "password": PASSWORD,
            "folder": FOLDER, "kept": "Kept", "poll": 1,
        }  # fmt: skip
    return laid


def furnish(settings: Settings) -> SqlBooks:
    """The books, with co-ops, people, rota and meetings taken in from the CSV files."""
    books = open_books(settings.store_url, secret=read_secret(settings.secret_file).current, lock_wait=LOCK_WAIT)
    members, persons, rota, meetings = (
        Book(file=f"{name}.csv", text=(settings.folder / f"{name}.csv").read_text("utf-8")) for name in
        ("members", "people", "rota", "meetings")
    )  # fmt: skip
    coops, people, wrong = read_directory(members, persons)
    turns, wrong_turns = read_rota(rota, people, turn=settings.turn)
    held, wrong_meetings = read_meetings(meetings, coops)
    if mistakes := (*wrong, *wrong_turns, *wrong_meetings):
        books.close()
        raise Unfit("\n".join(str(mistake) for mistake in mistakes))
    books.set_people(coops, people)
    books.set_turns(turns)
    books.set_meetings(held)
    return books


def set_clock(folder: Path, at: datetime) -> None:
    """What time it is for this desk. Renamed into place, so that nobody reads half a line."""
    draft = folder / "clock.new"
    draft.write_text(at.astimezone(UTC).isoformat() + "\n", "ascii")
    os.replace(draft, folder / "clock")

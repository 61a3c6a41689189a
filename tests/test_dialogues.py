"""Plays tests/dialogues/*.dialogue against a real door with a real store (the README there has the format)."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from fnmatch import fnmatchcase
from functools import partial
from pathlib import Path

import pytest

from fitmail.model import Arrival
from fitmail.receive import Doors, Keeper
from fitmail.receive.smtp import LmtpDoor, SmtpDoor
from fitmail.store.books import open_books
from fitmail.store.emergency import emergency

FOLDER = Path(__file__).with_name("dialogues")
PATIENCE = 10.0
NOW = datetime(2026, 3, 3, 13, 0, tzinfo=UTC)
HEADINGS = re.compile(r"(door|size|store): (\S+)")
REPEATED = re.compile(r"\{(\d+)\*(.)\}")
ESCAPED = re.compile(rb"\\(r|n|x[0-9a-f]{2})")


def octets(words: str) -> bytes:
    """The words of a client line with `{5000*x}`, `\\n` and the like written out."""
    full = REPEATED.sub(lambda found: found[2] * int(found[1]), words).encode("utf-8")
    single = {b"r": b"\r", b"n": b"\n"}
    return ESCAPED.sub(lambda found: single.get(found[1]) or bytes.fromhex(found[1][1:].decode()), full)


@dataclass
class Script:
    """A dialogue as read: its settings and its lines with their numbers."""

    door: str = "smtp"
    size: int = 40_000
    broken: bool = False
    lines: list[tuple[int, str]] = field(default_factory=list)


def script(path: Path) -> Script:
    found = Script()
    begun = False
    repeats: tuple[int, int] | None = None
    for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
        begun = begun or line[:2] in ("C:", "S:")
        if not begun:
            if heading := HEADINGS.fullmatch(line):
                name, value = heading.groups()
                found.door = value if name == "door" else found.door
                found.size = int(value) if name == "size" else found.size
                found.broken = found.broken or name == "store"
        elif line.startswith("repeat "):
            repeats = (len(found.lines), int(line.split()[1]))
        elif line == "end":
            assert repeats is not None, f"{path.name} line {number}: an end without a repeat"
            body = found.lines[repeats[0] :]
            found.lines += body * (repeats[1] - 1)
        elif line and not line.startswith("#"):
            found.lines.append((number, line))
    return found


class Stage:
    """One door, one store, and the client that plays a script."""

    def __init__(self, play: Script, folder: Path) -> None:
        self.play, self.folder = play, folder
        self.kept: list[Arrival] = []
        self.books = open_books(f"sqlite:///{folder}/fitmail.db", secret=b"secret", lock_wait=5.0)
        if play.broken:
            self.books.close()
            (folder / "fitmail.db").unlink()
            (folder / "fitmail.db").mkdir()
        self.keeper = Keeper(self.books.keep, partial(emergency, folder / "emergency"), lambda: None)
        doors = Doors(
            addresses=("enquiries@fit.example", "list@fit.example"),
            separator="+",
            size_limit=play.size,
            hop_limit=25,
        )
        kind = LmtpDoor if play.door == "lmtp" else SmtpDoor
        self.door = kind(
            keeper=self.keeper,
            doors=doors,
            host="127.0.0.1",
            port=0,
            hostname="mx.fit.example",
            now=lambda: NOW,
            tls=None,
        )
        self.door.start()
        self.connect()

    def connect(self) -> None:
        self.line = socket.create_connection(("127.0.0.1", self.door.port), timeout=PATIENCE)
        self.answers = self.line.makefile("rb")

    def close(self) -> None:
        self.answers.close()
        self.line.close()
        self.door.stop()
        self.keeper.close()
        if not self.play.broken:
            self.books.close()

    # -- what the script says

    def act(self) -> None:
        waiting = b""
        skipping = False
        for number, line in self.play.lines:
            where = f"line {number}: {line[:80]}"
            if line.startswith(("C:", "C-")):
                waiting += octets(line[2:].removeprefix(" ")) + (b"\r\n" if line[1] == ":" else b"")
                continue
            if waiting:
                self.line.sendall(waiting)
                waiting = b""
            if line == "S: ...":
                skipping = True
            elif line.startswith("S:"):
                self.hear(line[3:], where, skipping)
                skipping = False
            elif line == "hang up":
                self.answers.close()
                self.line.close()
            elif line == "connect":
                self.connect()
            else:
                assert line.startswith("then "), where
                self.look(line.removeprefix("then "), where)

    def hear(self, pattern: str, where: str, skipping: bool) -> None:
        while True:
            got = self.answers.readline()
            if pattern == "(closes)":
                assert got == b"", f"{where}: the server said {got!r} instead"
                return
            assert got.endswith(b"\r\n"), f"{where}: the server said {got!r}"
            text = got.decode("utf-8").rstrip("\r\n")
            if fnmatchcase(text, pattern):
                return
            assert skipping, f"{where}: the server said {text!r}"

    def look(self, claim: str, where: str) -> None:
        kept = [event for event in self.books.waiting(1000) if isinstance(event, Arrival)] if self.alive else []
        if claim.startswith("kept for "):
            _, _, rcpt, _, sender = claim.split()
            envelopes = [(one.rcpt, one.mail_from) for one in kept]
            assert (rcpt, sender.removeprefix("<").removesuffix(">")) in envelopes, f"{where}: {envelopes}"
        elif claim.startswith("kept says "):
            words = octets(claim.removeprefix("kept says "))
            assert any(words in one.raw for one in kept), f"{where}: {[one.raw for one in kept]}"
        elif claim.startswith("kept "):
            assert len(kept) == int(claim.split()[1]), where
        else:
            box = self.folder / "emergency"
            files = [file for file in box.iterdir() if file.suffix == ".eml"] if box.exists() else []
            assert claim.split()[0] == "emergency", where
            assert len(files) == int(claim.split()[1]), where

    @property
    def alive(self) -> bool:
        return not self.play.broken


@pytest.fixture()
def stage(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Stage]:
    found = Stage(script(FOLDER / f"{request.param}.dialogue"), tmp_path)
    yield found
    found.close()


@pytest.mark.parametrize("stage", sorted(path.stem for path in FOLDER.glob("*.dialogue")), indirect=True)
def test_the_dialogue_goes_as_written(stage: Stage) -> None:
    stage.act()


def test_a_dialogue_that_goes_otherwise_fails(tmp_path: Path) -> None:
    play = Script(lines=[(1, "S: 220 *"), (2, "C: NOOP"), (3, "S: 550 *")])
    stage = Stage(play, tmp_path)
    with pytest.raises(AssertionError, match="line 3"):
        stage.act()
    stage.close()

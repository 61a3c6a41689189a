"""The folder transport: mails are written into a Maildir, for tests, rehearsals and shadow mode.

Takes claimed mails. Gives Sent with the file's name. Promises: the file holds the mail's bytes and nothing else; it
appears complete or not at all (tmp, fsync, rename: Maildir as qmail has it); names sort in the order of leaving; the
same key twice is the same file; the envelope stands beside it in `envelopes/NAME.json`, written first.
Known faults: two processes that write the same new key at the same instant make two files; the store's claim
prevents it.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Sequence
from pathlib import Path

from fitmail.model import Deferred, Outcome, Sent
from fitmail.store import Claimed

# Letters that every file system and mail program takes in a name; ":" opens the flags in a Maildir.
SAFE = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789@._-")


class FolderTransport:
    """A Maildir that mutt opens, with the envelopes beside it."""

    name = "folder"

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._names: dict[str, str] = {}  # safe form of the key -> file name without flags
        self._seen: tuple[int, int] = (0, 0)  # when new/ and cur/ were last listed
        self._count = 0

    def send(self, batch: Sequence[Claimed]) -> tuple[Outcome, ...]:
        try:
            for sub in ("tmp", "new", "cur", "envelopes"):
                (self._folder / sub).mkdir(mode=0o700, parents=True, exist_ok=True)
            self._look()
        except OSError as error:
            return tuple(_trouble(error) for _ in batch)
        outcomes = tuple(self._write(mail) for mail in batch)
        try:
            # The names become durable together: the disk is asked once per batch.
            for sub in ("envelopes", "new"):
                _sync(self._folder / sub)
        except OSError as error:
            return tuple(_trouble(error) for _ in batch)
        return outcomes

    def close(self) -> None:
        """Nothing is held open."""

    def _write(self, mail: Claimed) -> Outcome:
        safe = _safe(mail.key)
        name = self._names.get(safe) or f"{self._count + 1:08d}.{safe}"
        try:
            if not self._opened_by_a_reader(name):
                envelope = {"key": mail.key, "mail_from": mail.return_path, "rcpt_to": mail.address}
                text = json.dumps(envelope, ensure_ascii=False, sort_keys=True) + "\n"
                self._place("envelopes", f"{name}.json", text.encode("utf-8", "surrogateescape"))
                self._place("new", name, mail.head + mail.body)
        except OSError as error:
            return _trouble(error)
        if safe not in self._names:
            self._names[safe] = name
            self._count += 1
        return Sent(answer=name)

    def _opened_by_a_reader(self, name: str) -> bool:
        """A mail program moves what it has shown from new to cur, and adds flags to the name."""
        cur = self._folder / "cur"
        return (cur / name).exists() or any(cur.glob(f"{name}:2,*"))

    def _place(self, sub: str, name: str, content: bytes) -> None:
        draft = self._folder / "tmp" / name
        with draft.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(self._folder / sub / name)

    def _look(self) -> None:
        """Which keys lie there already; asked again only when somebody changed the folders."""
        boxes = [self._folder / sub for sub in ("new", "cur")]
        now = (boxes[0].stat().st_mtime_ns, boxes[1].stat().st_mtime_ns)
        if now == self._seen:
            return
        for box in boxes:
            for file in box.iterdir():
                name = file.name.partition(":")[0]
                number, _, safe = name.partition(".")
                if number.isdigit() and safe:
                    self._names[safe] = name
                    self._count = max(self._count, int(number))
        self._seen = now


def _safe(key: str) -> str:
    """The key in letters that may stand in a file name, and a mark that keeps shortened keys apart."""
    mark = hashlib.sha256(key.encode("utf-8", "surrogateescape")).hexdigest()[:12]
    letters = "".join(letter if letter in SAFE else "_" for letter in key)
    return f"{letters[-100:]}.{mark}"


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _trouble(error: OSError) -> Deferred:
    return Deferred(reason=f"the folder cannot be written: {error.strerror or type(error).__name__}")

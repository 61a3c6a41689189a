"""The box for mail that the books cannot take: raw, on disk, before the sender hears "try later".

Promises: needs nothing but a folder; the file is whole and durable on return, or an exception says it is not; nothing
there is ever overwritten. Each file is the mail as it came below three lines of its envelope, so that
`fitmail receive` can read it and the person who carries it over sees for whom it was.
"""

from __future__ import annotations

import os
from itertools import count
from pathlib import Path

from fitmail.model import Arrival


def emergency(folder: Path, arrival: Arrival) -> Path:
    """Writes one mail and gives the file's name. The same mail handed in again is a second file."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    octets = _envelope(arrival) + arrival.raw
    name = f"{arrival.at.strftime('%Y%m%dT%H%M%S.%fZ')}-{_safe(arrival.key)}"
    draft = folder / f".{name}.{os.getpid()}.{os.urandom(4).hex()}"
    try:
        _write(draft, octets)
        path = _linked(draft, folder, name)
    finally:
        draft.unlink(missing_ok=True)
    _sync(folder)
    return path


def _envelope(arrival: Arrival) -> bytes:
    """RFC 5321 s.4.4: Return-Path stands on top of a delivered mail."""
    lines = (
        f"Return-Path: <{arrival.mail_from}>",
        f"Delivered-To: {arrival.rcpt}",
        f"X-Fitmail-Emergency: {arrival.via} {arrival.at.isoformat()}",
    )
    return "".join(f"{' '.join(line.split())}\r\n" for line in lines).encode("utf-8", "replace")


def _safe(key: str) -> str:
    return "".join(letter for letter in key if letter.isascii() and letter.isalnum())[:24] or "mail"


def _write(path: Path, octets: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(octets)
        file.flush()
        os.fsync(file.fileno())


def _linked(draft: Path, folder: Path, name: str) -> Path:
    """A link cannot overwrite, and shows the file only when it is whole."""
    for number in count():
        path = folder / (f"{name}.eml" if number == 0 else f"{name}-{number}.eml")
        try:
            os.link(draft, path)
        except FileExistsError:
            continue
        return path
    raise AssertionError("numbers do not end")


def _sync(folder: Path) -> None:
    """The name must be durable too."""
    handle = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

"""Mail from files: mbox, Maildir, .eml, folders of these, and standard input.

Takes a path, or "-" for standard input. Gives one `Source` per mail, in order, with the envelope that its delivery
headers, its "From " line or the note of the emergency box tell. Promises: never raises for what lies in a file: what
cannot be read is a Source with its `problem`; an mbox of any size is read mail by mail; bytes are given as they
stand, except the ">" that mboxrd puts before "From " lines.
Standards: RFC 4155 (mbox) with mboxrd quoting; Maildir as qmail has it; RFC 5321 s.4.4 (Return-Path).
Known faults: "Content-Length" mboxes (mboxcl) are cut at their "From " lines like all others.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from fitmail.receive.envelope import delivery

LARGEST = 256 * 1024 * 1024  # octets; a "mail" beyond this is a file of another kind
LINE = 1024 * 1024  # a longer line is read in pieces
FROM, QUOTE, NEWLINE = b"From ", b">", b"\n"
EMERGENCY = b"X-Fitmail-Emergency:"  # the store's box for mail that it could not take
MAIL_FILES = (".eml", ".msg", ".mail")

# The end of a "From " line as asctime writes it, with or without seconds and zone. Looked for in 200 octets only.
_DATED = re.compile(rb"\d{1,2}:\d\d(?::\d\d)?\s.{0,20}(?:19|20)\d\d|(?:19|20)\d\d.{0,20}\d{1,2}:\d\d")
_ASCTIME = re.compile(
    rb"From \S{1,150} {1,4}(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) "
)
_QUOTED = re.compile(rb">+From ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One mail of a file."""

    name: str  # the file, or "-"
    index: int  # its place in the file, from 0
    raw: bytes
    mail_from: str | None  # "" for the null sender, None when nothing tells
    rcpts: tuple[str, ...]  # what the delivery headers tell, most telling first
    problem: str  # why it could not be read, "" when it could


def mails(path: str | Path) -> Iterator[Source]:
    """All mails of a file, a Maildir, a folder, or ("-") of standard input."""
    if str(path) == "-":
        yield from _stream("-", sys.stdin.buffer)
        return
    place = Path(path)
    try:
        if place.is_dir():
            yield from _folder(place)
        else:
            yield from _file(place)
    except OSError as error:
        problem = error.strerror or type(error).__name__
        yield Source(name=str(place), index=0, raw=b"", mail_from=None, rcpts=(), problem=problem)


def _folder(place: Path) -> Iterator[Source]:
    """A Maildir (its new and cur mails by name, which begins with the time), or any folder with mail in it."""
    inside = sorted(place.iterdir())
    boxes = [one for one in inside if one.name in ("new", "cur") and one.is_dir()]
    if boxes:
        for file in sorted((file for box in boxes for file in box.iterdir()), key=lambda file: file.name):
            yield from mails(file) if file.is_file() else ()
        # Maildir++ folders lie beside cur and new, named ".Sent" and the like.
        inside = [one for one in inside if (one / "cur").is_dir()]
    for one in inside:
        if one.is_dir() or one.suffix.lower() in MAIL_FILES or _opens_as_mbox(one):
            yield from mails(one)


def _opens_as_mbox(file: Path) -> bool:
    try:
        with file.open("rb") as stream:
            return stream.read(5) == FROM
    except OSError:
        return False


def _file(file: Path) -> Iterator[Source]:
    with file.open("rb") as stream:
        if not stream.peek(1) and file.suffix.lower() not in MAIL_FILES:
            return  # an empty mbox holds no mail; an empty .eml is an empty mail
        yield from _stream(str(file), stream)


def _stream(name: str, stream: BinaryIO) -> Iterator[Source]:
    """An mbox, which its leading "From " line tells (RFC 4155); else the whole is one mail, even an empty one."""
    first = stream.readline(LINE)
    if first.startswith(FROM):
        yield from _mbox(name, stream, first)
        return
    raw = first + stream.read(LARGEST + 1)
    if len(raw) > LARGEST:
        yield _too_large(name, 0)
        return
    told = delivery(raw)
    raw = _without_note(raw)
    yield Source(name=name, index=0, raw=raw, mail_from=told.mail_from, rcpts=told.rcpts, problem="")


def _mbox(name: str, stream: BinaryIO, opening: bytes) -> Iterator[Source]:
    """The mails of an mbox whose first line has been read, one in memory at a time."""
    kept: list[bytes] = []
    octets, index, blank, fresh = 0, 0, False, True
    while line := stream.readline(LINE):
        if fresh and line[0] == FROM[0] and line.startswith(FROM) and _separates(line, blank):
            yield _finished(name, index, opening, kept, octets)
            opening, kept, octets, index, blank = line, [], 0, index + 1, False
            continue
        octets += len(line)
        if octets > LARGEST:
            kept.clear()
        elif fresh and line[0] == QUOTE[0] and _QUOTED.match(line):
            # mboxrd: each "From " line of a mail, quoted or not, got one ">" more when it was written.
            kept.append(line[1:])
        else:
            kept.append(line)
        blank = fresh and len(line) < 3 and line in (b"\n", b"\r\n")
        fresh = line[-1] == NEWLINE[0]
    yield _finished(name, index, opening, kept, octets)


def _separates(line: bytes, blank: bool) -> bool:
    """A "From " line with a date behind a blank line; without the blank line only in the exact form.

    People write "From now on ..." at the beginning of a paragraph, and not every writer of mboxes quotes it.
    """
    return bool(_DATED.search(line[:200])) if blank else bool(_ASCTIME.match(line[:200]) and _DATED.search(line[:200]))


def _finished(name: str, index: int, opening: bytes, kept: list[bytes], octets: int) -> Source:
    if octets > LARGEST:
        return _too_large(name, index)
    # The blank line before the next "From " belongs to the file, not to the mail.
    if len(kept) > 1 and kept[-1] in (b"\n", b"\r\n") and kept[-2].endswith(b"\n"):
        kept = kept[:-1]
    raw = b"".join(kept)
    told = delivery(raw)
    sender = told.mail_from if told.mail_from is not None else _postmark(opening)
    return Source(name=name, index=index, raw=raw, mail_from=sender, rcpts=told.rcpts, problem="")


def _postmark(line: bytes) -> str | None:
    """The sender in a "From " line: "From ana@camba.example Tue Mar 3 ..."; also with " at ", as archives write."""
    words = line[:1000].decode("utf-8", "replace").split()[1:]
    if len(words) > 2 and words[1] == "at":
        words = [f"{words[0]}@{words[2]}"]
    sender = words[0].strip("<>") if words else ""
    if sender.upper() == "MAILER-DAEMON" or words[:1] == ["<>"]:
        return ""
    # "-" (Thunderbird) and "1234@xxx" (a webmail's export) name nobody.
    local, _, domain = sender.rpartition("@")
    return sender if local and "." in domain.strip(".") else None


def _without_note(raw: bytes) -> bytes:
    """An emergency copy without the three lines of envelope above it: the mail as it came, so under its own key."""
    note = raw.split(b"\r\n", 3)
    emergency = len(note) == 4 and note[0].startswith(b"Return-Path:") and note[2].startswith(EMERGENCY)
    return note[3] if emergency else raw


def _too_large(name: str, index: int) -> Source:
    problem = f"larger than {LARGEST // 1024 // 1024} MB, which no mail is"
    return Source(name=name, index=index, raw=b"", mail_from=None, rcpts=(), problem=problem)

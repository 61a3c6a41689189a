"""For the tests of the read room: the corpus as bytes, and mails written in a few lines."""

from __future__ import annotations

import json
import mailbox
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from fitmail.model import Message, Ours
from fitmail.read import read

FIXTURES = Path(__file__).parent / "fixtures"
WEFT = Ours(
    instance="weft-desk",
    domain="weft.example",
    addresses=("enquiries@weft.example", "members@lists.weft.example"),
    separator="+",
    servers=("mx1.weft.example",),
    zone="Europe/London",
)


def raw_mails(path: Path) -> Iterator[bytes]:
    """The mails of an mbox as they were sent: an mboxrd escapes lines that begin with "From "."""
    for kept in mailbox.mbox(path, create=False):
        lines = bytes(kept).split(b"\n")
        yield b"\n".join(
            line[1:] if line.lstrip(b">").startswith(b"From ") and line[:1] == b">" else line for line in lines
        )


@lru_cache(maxsize=1)
def labels() -> dict[str, dict[str, Any]]:
    """What a careful person says about each mail of the corpus, by Message-ID."""
    lines = (FIXTURES / "labels.jsonl").read_text("utf-8").splitlines()
    return {label["message_id"]: label for label in map(json.loads, lines)}


@lru_cache(maxsize=1)
def corpus() -> tuple[tuple[str, Message, dict[str, Any]], ...]:
    """Every mail of the corpus: (mbox, what read makes of it, label)."""
    found = []
    for path in sorted((FIXTURES / "mbox").glob("*/*.mbox")):
        for raw in raw_mails(path):
            message = read(raw, ours=WEFT, rcpt="enquiries@weft.example")
            found.append((f"{path.parent.name}/{path.name}", message, labels()[message.id]))
    return tuple(found)


def read_text(text: str, *, head: str = "") -> Message:
    """A plain text mail from Ana Paz. `head`: further header lines."""
    lines = [
        "From: Ana Paz <ana@camba.example>",
        "To: enquiries@weft.example",
        "Message-ID: <1@camba.example>",
        "Date: Tue, 3 Mar 2026 10:00:00 -0300",
        "Content-Type: text/plain; charset=utf-8",
        "Content-Transfer-Encoding: 8bit",
    ]
    if "subject:" not in head.lower():
        lines.append("Subject: Re: web shop")
    given = {line.partition(":")[0].lower() for line in head.splitlines() if line[:1].strip()}
    kept = [line for line in lines if line.partition(":")[0].lower() not in given]
    raw = "\n".join([*kept, *head.splitlines()]) + "\n\n" + text
    return read(raw.encode("utf-8"), ours=WEFT, rcpt="enquiries@weft.example")


def read_html(page: str) -> Message:
    """The same with HTML only."""
    return read_text(page, head="Content-Type: text/html; charset=utf-8")


def squeezed(text: str) -> str:
    """White space collapsed: mail programs wrap lines."""
    return " ".join(text.split())

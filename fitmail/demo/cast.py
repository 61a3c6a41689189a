"""Who plays, and with which mails: the choice from the sample network's corpus.

Takes the corpus. Gives the mails that come today, one by one, and all the others as old mail. Promises: a mail is
either new or old, never both; old mail lies before the day of the demonstration (the corpus runs through a whole
year: what would lie in the future is moved back by 52 weeks, so that it keeps its weekday).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime, parsedate_to_datetime
from pathlib import Path

from fitmail.demo.installation import BEGINS, DESK, LIST
from fitmail.rehearse.departed import open_mail
from fitmail.rehearse.posting import mails_of, replace_header

YEAR = timedelta(weeks=52)
# (file of the corpus, place in it): about two of each category, in three languages.
BY_SMTP = (
    ("opportunity", 0), ("opportunity", 2), ("opportunity", 4), ("opportunity", 6), ("opportunity", 8),
    ("opportunity", 9), ("opportunity", 11), ("opportunity", 17), ("tender", 1), ("join", 0), ("start", 0),
    ("start", 15), ("jobs", 4), ("research", 0), ("promotion", 0), ("spam", 4), ("spam", 10), ("other", 0),
)  # fmt: skip
BY_IMAP = (("join", 1), ("jobs", 1), ("talk", 7), ("research", 11), ("promotion", 3), ("tender", 7))
POSTS = (
    ("share", 3), ("share", 7), ("share", 9), ("need", 0), ("need", 1), ("offer", 2), ("offer", 6), ("interest", 3),
    ("meeting", 3), ("trouble", 0), ("discussion", 0), ("discussion", 4),
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """A mail of the corpus that comes today."""

    rcpt: str
    raw: bytes
    author: str  # display name and address, as its reader sees them
    subject: str
    language: str  # what a careful person says
    message_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who answers, and the mail program they use."""

    name: str
    address: str
    client: str


CHAIR = Person(name="Isla Trenholme", address="isla@bramblecode.example", client="gmail-en")
KEEN = Person(name="Yasmin Okafor-Lunn", address="yasmin@thirdlock.example", client="thunderbird-en")
BUSY = Person(name="Thaís Brandonel", address="thais@maredigital.example", client="iphone-pt")
WILLING = Person(name="Mateo Iriberri", address="mateo@nodonorte.example", client="gmail-es")
READER = "meredith@saltmarsh.example"  # a rep who has answered nothing yet on Monday

# The clients whose mails the acts follow.
PUBLISHER = "ottoline@pamphleteers.example"
CANDLES = "dee.marlpit@icloud.example"
SCHOOL = "vanesa.cufre@hotmail.example"
ENERGY = "temperance@caldervalleyenergy.example"
CAFE = "neusa@cafedaponte.example"
HOMES = "c.brightwater@severnbank-homes.example"


class Corpus:
    """The sample mails, each once."""

    def __init__(self, source: Path) -> None:
        self._boxes = source / "mbox"
        lines = (source / "labels.jsonl").read_text("utf-8").splitlines()
        self._languages = {label["message_id"]: str(label["language"]) for label in map(json.loads, lines)}

    def today(self, places: tuple[tuple[str, int], ...], address: str, now: datetime) -> list[Incoming]:
        """The mails at these places, dated now."""
        room = "enquiries" if address == DESK else "list"
        return [self._incoming(mails_of(self._boxes / room / f"{name}.mbox")[place], address, now)
                for name, place in places]  # fmt: skip

    def old(self) -> Iterator[tuple[str, bytes]]:
        """(address of ours, mail) of all the rest, dated before today."""
        for room, address, new in (("enquiries", DESK, BY_SMTP + BY_IMAP), ("list", LIST, POSTS)):
            for box in sorted((self._boxes / room).glob("*.mbox")):
                for place, raw in enumerate(mails_of(box)):
                    if (box.stem, place) not in new:
                        yield address, past(raw)

    def _incoming(self, raw: bytes, address: str, now: datetime) -> Incoming:
        raw = replace_header(raw, "Date", format_datetime(now))
        headers, _, _, _ = open_mail(raw)
        found = {name.lower(): value for name, value in reversed(headers)}
        return Incoming(
            rcpt=address,
            raw=raw,
            author=found.get("from", ""),
            subject=found.get("subject", ""),
            language=self._languages.get(found.get("message-id", ""), ""),
            message_id=found.get("message-id", ""),
        )


def past(raw: bytes) -> bytes:
    """The mail with a date before the demonstration."""
    headers, _, _, _ = open_mail(raw)
    words = next((value for name, value in headers if name.lower() == "date"), "")
    try:
        at = parsedate_to_datetime(words)
    except ValueError:
        return raw
    aware = at if at.tzinfo else at.replace(tzinfo=UTC)
    return replace_header(raw, "Date", format_datetime(aware - YEAR)) if aware >= BEGINS else raw

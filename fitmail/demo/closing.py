"""The last screen of the demonstration: the cases, who waits for whom, the outbox, the ledger, and what to do next.

Takes a play that has ended. Gives rows and sentences for the terminal and for the page. Promises: fits 80 columns and
40 lines; the figures are the books' own.
"""

from __future__ import annotations

import os
import sys
from collections import Counter
from pathlib import Path

from fitmail.demo.play import Play
from fitmail.demo.screen import clean, clipped
from fitmail.model import Case, Directory
from fitmail.store import Ledger

ENDS = ("waiting", "filed", "held", "machine", "spam", "duplicate", "parked")
CLIENT = ("awaiting_info", "answered", "signposted", "declined")
OVER = ("closed", "converted", "spam")
ROWS = 20  # of the table of cases on the last screen


def waits_for(case: Case, directory: Directory) -> str:
    """Who has the ball."""
    if case.state in OVER:
        return "nobody"
    if case.held_until is not None:
        return f"{case.held_until:%d %b}".lstrip("0")
    if case.state in CLIENT:
        return "the client"
    if case.state == "shared":
        return "the co-ops"
    return name_of(case.owner, directory) or "the chair"


def name_of(address: str, directory: Directory) -> str:
    return next((person.name for person in directory.people if person.address == address), address)


def cases(play: Play) -> list[tuple[str, ...]]:
    """The cases of the play, the headings first."""
    directory = play.stage.directory
    order = {state: place for place, state in enumerate(("received", "acknowledged", "draft", "shared", "owned"))}
    ranked = sorted(play.today(), key=lambda case: (case.state in OVER, order.get(case.state, 9)))
    rows = [
        (case.id, case.category, case.state, name_of(case.owner, directory).partition(" ")[0] or "–",
         waits_for(case, directory), clean(case.subject or getattr(case, "title", "")))
        for case in ranked
    ]  # fmt: skip
    return [("case", "filed as", "state", "owner", "waits for", "about"), *rows]


def proof(ledger: Ledger) -> str:
    """G15 in one line."""
    ends = " + ".join(f"{getattr(ledger, end)} {end}" for end in ENDS if getattr(ledger, end))
    return f"received {ledger.received} = {ends}: " + ("the sum is right" if ledger.ok else "THE SUM IS WRONG")


def next_steps(folder: Path) -> str:
    """Commands that work when the demonstration has ended."""
    there = near(folder)
    return "\n".join(
        (
            f"export PATH={near(Path(sys.executable).parent)}:$PATH",
            f"export FITMAIL_CONFIG={there}/fitmail.toml FITMAIL_CLOCK={there}/clock",
            f"fitmail receive < {there}/my.eml && fitmail work && fitmail deliver",
            "fitmail cases    # and: show E-…, trace E-…, outbox --all, ledger",
            "fitmail serve    # the desk itself; it says on which port it takes SMTP",
        )
    )


def near(path: Path) -> str:
    """As one would type it here."""
    absolute = path.absolute()
    return os.path.relpath(absolute) if absolute.is_relative_to(Path.cwd()) else str(absolute)


MY_MAIL = """\
From: You <you@cafe.example>
To: Weft <enquiries@weft.example>
Subject: New website for our cafe
Message-ID: <my-first@cafe.example>
Date: Mon, 09 Mar 2026 09:00:00 +0000
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8

Hello,

we run a co-operative cafe in Leeds and need a new website where people can book a table.
Our budget is about 3,000 pounds, and it should be up in May. Could one of your co-ops quote for it?

Change this text, and send it again with another Message-ID.
"""


def show(play: Play) -> None:
    """The last screen."""
    screen, books = play.screen, play.stage.books
    headings, *rows = cases(play)
    width = 80
    screen.line("")
    screen.line("═" * width, "32")
    screen.table(
        headings, [tuple(clipped(cell, 16) for cell in row[:-1]) + row[-1:] for row in rows[:ROWS]], width=width
    )
    if len(rows) > ROWS:
        rest = Counter(row[2] for row in rows[ROWS:])
        screen.line(f"and {len(rows) - ROWS} more: " + ", ".join(f"{n} {state}" for state, n in rest.items()), "2")
    screen.line("")
    states = Counter(mail.state for mail in books.outbox(states=("queued", "in_flight", "sent", "held", "failed")))
    screen.line("Outbox: " + ", ".join(f"{count} {state}" for state, count in states.items()))
    screen.line("Ledger: " + proof(books.ledger()), "1")
    shown = near(play.stage.folder)
    screen.line("")
    screen.line(f"Every mail as its reader sees it:  {shown}/index.html")
    screen.line(f"The mails themselves:              mutt -R -f {shown}/mail")
    screen.line("Write the next one (its text is in my.eml, to be changed):")
    for line in next_steps(play.stage.folder).split("\n"):
        screen.line(f"  {line}")

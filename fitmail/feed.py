"""The rota for people who look from outside the mail: a calendar file, and who has done how much.

Takes the directory or the books. Gives iCalendar text, or shares per co-op. Promises: reads only; the file is written
whole or not at all, and only when people or rota have changed.
"""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from fitmail.compose.calendar import feed
from fitmail.decide import on_duty
from fitmail.decide.numbers import CHAIRING
from fitmail.decide.turns import coop_of, coops
from fitmail.model import Directory, Enquiry, Policy
from fitmail.store import Books

FILE = "rota.ics"  # beside the settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """What one co-op has done for the desk."""

    coop: str
    turns: int  # that have begun
    cases: int  # enquiries that its people own or owned last
    replies: int  # mails of its people to outsiders
    hours: float  # that its people noted for their time on duty
    last_turn: date | None


def rota_feed(directory: Directory, policy: Policy, *, now: datetime) -> str:
    """All turns that the books know."""
    names = {address: p.name for p in directory.people for address in (p.address, *p.aliases)}
    return feed(directory.turns, names=names, policy=policy, duty=on_duty(directory, policy, now), now=now)


def write_feed(folder: Path, directory: Directory, policy: Policy, *, now: datetime) -> None:
    """The file beside the settings, for a web server to hand out."""
    fresh = folder / f".{FILE}.new"
    fresh.write_text(rota_feed(directory, policy, now=now), encoding="utf-8", newline="")
    os.replace(fresh, folder / FILE)


def shares(books: Books, policy: Policy, *, now: datetime) -> tuple[Share, ...]:
    """The ledger of fairness, the least burdened first."""
    directory = books.directory()
    today = now.astimezone(ZoneInfo(policy.zone)).date()
    of = {address: p.coop for p in directory.people for address in (p.address, *p.aliases)}
    begun = [t for t in directory.turns if t.state == "confirmed" and t.chair and t.first <= today]
    cases = Counter(of.get(c.owner, "") for c in books.cases(open_only=False) if isinstance(c, Enquiry) and c.owner)
    replies: Counter[str] = Counter()
    for address, count in books.replies().items():
        replies[of.get(address, "")] += count
    hours: dict[str, float] = {}
    for one in books.spent(since=datetime(1970, 1, 1, tzinfo=UTC), upto=now + timedelta(seconds=1)):
        if one.what == CHAIRING:
            hours[one.coop] = hours.get(one.coop, 0.0) + one.hours
    found = []
    for coop in coops(directory):
        own = [t.first for t in begun if coop_of(directory, t) == coop]
        found.append(
            Share(
                coop=coop, turns=len(own), cases=cases[coop], replies=replies[coop], hours=round(hours.get(coop, 0), 2),
                last_turn=max(own, default=None),
            )
        )  # fmt: skip
    return tuple(sorted(found, key=lambda s: (s.turns, s.hours, s.coop)))

"""What reports and digests say in figures, and what waits for one person: worked out by decide, worded by templates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A length of the desk's open time."""

    n: float
    unit: Literal["minutes", "hours", "days"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lost:
    """A lead that nobody decided (lifecycles.md R7)."""

    id: str
    why: str  # "no reply", "nobody acted", "no proposal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """The enquiries of a stretch of time."""

    came: int
    by_category: tuple[tuple[str, int], ...]  # most first
    by_source: tuple[tuple[str, int], ...]  # member, referred, direct
    answered: int  # first answers of a person that fell into it
    median: Span | None  # from arrival to that answer
    worst: Span | None
    spread: tuple[tuple[str, int], ...]  # how many of them within a day, two, five, later
    stages: tuple[tuple[str, int], ...]  # those that are open, by state, in the order of their life
    waiting: int  # nobody has answered yet
    oldest: int  # days
    outcomes: tuple[tuple[str, int], ...]  # of those that were closed
    lost: tuple[Lost, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """One thing that waits for one person. Their own, so no tier hides it from them."""

    kind: Literal["held", "overdue", "stuck", "turn", "handover"]
    id: str  # of the case, "" where there is none
    category: str
    since: datetime | None
    first: date | None  # of a turn
    last: date | None

"""Rules that change: mails that would be filed differently, corrections that wait, and what somebody proposes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from fitmail.model.outgoing import Mistake


@dataclass(frozen=True, slots=True, kw_only=True)
class Refiled:
    """A kept mail that other rules file under another category."""

    key: str  # of its arrival
    case: str  # "E-4", "" for a list post
    at: datetime
    subject: str
    was: str
    now: str
    because: str  # by the other rules


@dataclass(frozen=True, slots=True, kw_only=True)
class PendingLesson:
    """A correction that waits to become an example, with nobody in it."""

    number: int  # by which people accept or reject it
    table: str  # enquiries, list
    category: str
    case: str
    by: str  # address of who corrected it
    at: datetime
    subject: str
    body: str  # "" when the mail is not kept any more
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Taught:
    """An example that was put into the rules, and where."""

    number: int
    file: str  # "enquiries/join.yaml", or "learned.yaml" where its rule does not win it
    category: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Crossed:
    """How right rules and text model are on letters that the model has not seen, in whole percent."""

    table: str  # enquiries, list
    letters: int
    right: int
    wrong: int
    in_two: int  # filed rightly, or the right one among the two guesses


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """Rule files that somebody would like to be in force, and what came of trying them."""

    key: str  # of the mail they came in
    by: str
    at: datetime
    files: tuple[tuple[str, str], ...]  # (name below rules/, text), without those that stay as they are
    mistakes: tuple[Mistake, ...]
    changes: tuple[Refiled, ...]
    counted: int  # kept mails that were looked at
    examples: int  # examples that ran
    based_on: str  # version of the rules it was held against
    version: str  # of the rules as they would be, "" with mistakes
    taught: tuple[Taught, ...] = ()
    crossed: tuple[Crossed, ...] = ()

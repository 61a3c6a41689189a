"""The rota: turns, whom we asked to take them, who is away, and who is on duty at one instant (lifecycles.md 3.3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

TurnState = Literal["planned", "asked", "confirmed"]
AskAnswer = Literal["", "accepted", "declined", "silent", "passed over"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One invitation to take a turn."""

    coop: str  # name
    person: str  # address of whom the invitation went to first
    at: datetime
    answer: AskAnswer  # "" while it is open; passed over: somebody else took the turn meanwhile


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """A turn of the rota: from the first day to the last, both included. Its first day names it.

    Whether it runs is computed from its days. Nobody works a turn that is not confirmed. `handover`: the case of its
    taking over ("H-9"), once there is one; until that is accepted the person of the turn before stays on duty.
    """

    chair: str  # address, "" while nobody has taken it
    backup: str  # address, "" when there is none
    first: date
    last: date
    coop: str = ""  # name of the co-op on duty; "" is the chair's
    shadow: str = ""  # address of a person who learns: gets copies, is never reminded
    state: TurnState = "confirmed"
    asked: tuple[Asked, ...] = ()
    handover: str = ""
    begun: datetime | None = None  # when its handover was begun
    taken_over: datetime | None = None
    sequence: int = 0  # grows with each change that calendars must hear of (RFC 5545 s.3.8.7.4)
    missed: date | None = None  # when backup and coordinator were told that nothing is answered


@dataclass(frozen=True, slots=True, kw_only=True)
class Absence:
    """Days on which a person cannot act, both included. `cover`: who stands in, "" leaves it to the backup."""

    person: str
    first: date
    last: date
    cover: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spent:
    """Hours or money that somebody put into winning, collaborating or chairing. What is not meant is 0 and ""."""

    case: str  # "" when it belongs to none
    coop: str
    person: str
    hours: float
    amount: int  # in hundredths of the currency
    currency: str  # ISO code
    what: str  # as the person wrote it: "selling", "train"
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """Who is on duty at one instant; addresses. `chair` is "" only where the rota names nobody for that day."""

    chair: str
    backup: str  # "" when there is none
    coop: str  # name, "" when it is not known
    shadow: str
    turn: Turn | None  # the turn that is worked: the one before, until the handover is accepted

"""Turns as values: which days nobody has taken, which co-op is asked next, what a changed turn looks like.

Takes directory and days; gives turns, co-ops and the words by which a mail's token remembers what it asked. Promises:
pure; the fair order is fewest turns served, then longest ago, then by name; a co-op is asked once for one turn.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from fitmail.decide.order_lines import fold
from fitmail.model import Asked, Directory, Invitation, Person, Policy, Turn
from fitmail.model.rota import AskAnswer

_DAY = timedelta(days=1)


def period_end(first: date, length: str) -> date:
    """The last day of a turn of that length: week, month or quarter."""
    if length == "week":
        return first + timedelta(days=6)
    months = first.month - 1 + (3 if length == "quarter" else 1)
    year, month = first.year + months // 12, months % 12 + 1
    return date(year, month, min(first.day, monthrange(year, month)[1])) - _DAY


def uncovered(turns: Sequence[Turn], today: date, length: str) -> tuple[date, date] | None:
    """The next turn that stands in no rota yet: its first and last day. None where no rota was ever begun."""
    if not turns:
        return None
    day = max(today, min(turn.first for turn in turns))
    while covering := [turn.last for turn in turns if turn.first <= day <= turn.last]:
        day = max(covering) + _DAY
    following = min((turn.first for turn in turns if turn.first > day), default=None)
    last = period_end(day, length)
    return day, last if following is None else min(last, following - _DAY)


def turn_at(turns: Sequence[Turn], first: date) -> Turn | None:
    """The turn that this first day names."""
    return next((turn for turn in turns if turn.first == first), None)


def turn_before(turns: Sequence[Turn], turn: Turn) -> Turn | None:
    """The last turn before it that somebody took."""
    taken = (t for t in turns if t.first < turn.first and t.state == "confirmed" and t.chair)
    return max(taken, key=lambda t: t.first, default=None)


def with_turn(turns: Sequence[Turn], turn: Turn) -> tuple[Turn, ...]:
    """The rota with this turn in the place of the one that begins on the same day."""
    return tuple(sorted((*(t for t in turns if t.first != turn.first), turn), key=lambda t: t.first))


def changed(turn: Turn, **values: object) -> Turn:
    """A change that calendars must hear of."""
    return replace(turn, sequence=turn.sequence + 1, **values)  # type: ignore[arg-type]


# ---------------------------------------------------------------- co-ops


def coop_of(directory: Directory, turn: Turn) -> str:
    """The co-op on duty: the one that was named, else the chair's."""
    return turn.coop or next((p.coop for p in directory.people if turn.chair in (p.address, *p.aliases)), "")


def coops(directory: Directory) -> tuple[str, ...]:
    """Those with somebody who can be asked."""
    named = dict.fromkeys((*(c.name for c in directory.coops), *(p.coop for p in directory.people if p.coop)))
    boxes = {c.name for c in directory.coops if c.mailbox}
    return tuple(name for name in named if name in boxes or people_of(directory, name))


def people_of(directory: Directory, coop: str) -> tuple[Person, ...]:
    """A co-op's people, its reps first."""
    people = [p for p in directory.people if coop and p.coop == coop]
    return tuple(sorted(people, key=lambda p: "rep" not in p.roles))


def fair_order(directory: Directory, first: date) -> tuple[str, ...]:
    """All co-ops in the order in which they are asked for the turn that begins then."""
    served = [t for t in directory.turns if t.state == "confirmed" and t.chair and t.first < first]
    days: dict[str, list[date]] = {}
    for turn in served:
        days.setdefault(coop_of(directory, turn), []).append(turn.first)

    def burden(coop: str) -> tuple[int, date, str]:
        own = days.get(coop, [])
        return len(own), max(own, default=date.min), fold(coop)

    return tuple(sorted(coops(directory), key=burden))


def next_coop(directory: Directory, turn: Turn) -> str:
    """Whom to ask next; "" when all have been asked. A co-op that the rota names for the turn comes first."""
    asked = {one.coop for one in turn.asked}
    named = (turn.coop,) if turn.coop in coops(directory) else ()
    return next((c for c in (*named, *fair_order(directory, turn.first)) if c not in asked), "")


def first_asked(directory: Directory, coop: str) -> str:
    """The address that an invitation of this co-op goes to first."""
    box = next((c.mailbox for c in directory.coops if c.name == coop and c.mailbox), "")
    return box or next((p.address for p in people_of(directory, coop)), "")


def open_invitation(turn: Turn, coop: str) -> Asked | None:
    """The invitation of this co-op, unless it has said no or was passed over; silence may still be broken."""
    return next((a for a in turn.asked if a.coop == coop and a.answer in ("", "silent")), None)


def answered(turn: Turn, coop: str, answer: AskAnswer) -> Turn:
    """The turn with this co-op's answer; what it had answered before no longer counts."""
    return replace(turn, asked=tuple(replace(a, answer=answer) if a.coop == coop else a for a in turn.asked))


# ---------------------------------------------------------------- what a token or a calendar remembers


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What a mail about the rota asked: kind is turn, swap, cover or handover."""

    kind: str
    first: date
    second: date | None  # swap: first day of the other's turn, None when they have none; cover: the last day
    by: str  # swap, cover: who asked
    to: str  # swap, cover: who was asked


def about_turn(first: date) -> str:
    return f"turn {first.isoformat()}"


def about_handover(first: date) -> str:
    return f"handover {first.isoformat()}"


def about_pair(kind: str, first: date, second: date | None, *, by: str, to: str) -> str:
    return f"{kind} {first.isoformat()} {second.isoformat() if second else '-'} {by} {to}"


def question_of(about: str) -> Question | None:
    """The question behind a token's `about`; None when it holds none."""
    words = about.split()
    if len(words) not in (2, 5) or words[0] not in ("turn", "handover", "swap", "cover"):
        return None
    try:
        first = date.fromisoformat(words[1])
        second = date.fromisoformat(words[2]) if len(words) == 5 and words[2] != "-" else None
    except ValueError:
        return None
    by, to = (words[3], words[4]) if len(words) == 5 else ("", "")
    return Question(kind=words[0], first=first, second=second, by=by, to=to)


def uid_of(turn: Turn, policy: Policy) -> str:
    """RFC 5545 s.3.8.4.7: the same for everybody who hears of the turn, for as long as it stands in calendars."""
    return f"turn-{turn.first.isoformat()}.{policy.instance}@{policy.domain}"


def first_of_uid(uid: str, policy: Policy) -> date | None:
    """The first day of the turn that a calendar speaks of; None when the entry is none of ours."""
    tail = f".{policy.instance}@{policy.domain}"
    if not uid.startswith("turn-") or not uid.endswith(tail):
        return None
    try:
        return date.fromisoformat(uid.removeprefix("turn-").removesuffix(tail))
    except ValueError:
        return None


def invitation(turn: Turn, policy: Policy, *, cancels: bool, asks: bool) -> Invitation:
    return Invitation(
        uid=uid_of(turn, policy),
        method="CANCEL" if cancels else "REQUEST",
        sequence=turn.sequence,
        first=turn.first,
        last=turn.last,
        asks=asks,
    )


def asked_at(turn: Turn, coop: str, person: str, at: datetime) -> Turn:
    """The turn with one invitation more."""
    one = Asked(coop=coop, person=person, at=at, answer="")
    return replace(turn, state="asked", asked=(*turn.asked, one))

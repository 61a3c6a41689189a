"""The mails of the rota: will you take it, it is yours, it is gone, it begins, nobody has it.

Takes the minutes and a turn; writes Tells. Promises: every mail stands alone and says by when and what happens if
nobody answers (G6, G10); what calendars hear carries the turn's own name and a number that grows (RFC 5546).
"""

from __future__ import annotations

from dataclasses import replace

from fitmail.decide.minutes import Minutes
from fitmail.decide.numbers import Numbers, numbers_of
from fitmail.decide.orders import offer, offers
from fitmail.decide.rota_slots import ANSWER_WITHIN
from fitmail.decide.turns import about_turn, first_asked, invitation, people_of, turn_before
from fitmail.decide.worktime import add_working_days, desk_date
from fitmail.model import Audience, Enquiry, Offer, Opportunity, Purpose, Tell, Turn

COORDINATOR = (Audience(kind="coordinator"),)


def no() -> Offer:
    """The bare "no" to an invitation: a row `object` says the same with a reason."""
    return replace(
        offer("object"), words={"en": "no", "es": "no", "pt": "não"}, takes=dict.fromkeys(["en", "es", "pt"], "")
    )


def accept_turn() -> Offer:
    """`accept`, or with the names of who chairs and who backs up."""
    takes = {"en": "[CHAIR, BACKUP]", "es": "[RESPONSABLE, SUPLENTE]", "pt": "[RESPONSÁVEL, SUPLENTE]"}
    does = {
        "en": "your co-op takes the turn; without names it is you",
        "es": "tu coope toma el turno; sin nombres sos vos",
        "pt": "a sua cooperativa assume o turno; sem nomes é você",
    }
    return replace(offer("accept"), takes=takes, does=does)


def numbers(minutes: Minutes) -> Numbers | None:
    """Of the turn before; None where nobody asked for them."""
    pile = minutes.ctx.pile
    return numbers_of(pile, minutes.policy) if pile is not None else None


def backup_for(minutes: Minutes, turn: Turn, coop: str, chair: str) -> str:
    """Who backs up when nobody is named: a colleague, else the chair of the turn before, who knows the desk."""
    mates = (p.address for p in people_of(minutes.directory, coop) if p.address != chair)
    before = turn_before(minutes.directory.turns, turn)
    former = before.chair if before is not None and before.chair != chair else ""
    return next(mates, former)


def _tell(key: str, to: tuple[Audience, ...], template: str, turn: Turn, facts: dict[str, object]) -> Tell:
    return Tell(
        key=key,
        audience=to,
        template=template,
        case="",
        facts={"turn": turn, **facts},
        purpose=Purpose.ROTA,
        about=about_turn(turn.first),
    )


def ask(minutes: Minutes, turn: Turn, coop: str) -> None:
    """R1, to the reps of a co-op, with an entry for their calendars."""
    before = turn_before(minutes.directory.turns, turn)
    facts: dict[str, object] = {
        "coop": coop,
        "until": desk_date(add_working_days(minutes.now, ANSWER_WITHIN, minutes.hours), minutes.hours),
        "numbers": numbers(minutes),
        "former": before.chair if before is not None else "",
        "backup": backup_for(minutes, turn, coop, first_asked(minutes.directory, coop)),
    }
    key = f"ask-{coop}-{turn.first.isoformat()}"
    tell = _tell(key, (Audience(kind="reps", who=coop),), "turn-ask", turn, facts)
    entry = invitation(turn, minutes.policy, cancels=False, asks=True)
    minutes.tell(replace(tell, offers=(accept_turn(), no(), *offers("shadow")), calendar=entry))


def gap(minutes: Minutes, turn: Turn, *, why: str, coop: str, text: str) -> None:
    """R3: nobody has it yet. Why: declined, silent, none-left, or close when every co-op hears of it."""
    to = (*COORDINATOR, Audience(kind="reps")) if why == "close" else COORDINATOR
    asked = tuple((one.coop, one.answer) for one in turn.asked)
    days = (turn.first - desk_date(minutes.now, minutes.hours)).days
    facts: dict[str, object] = {"why": why, "coop": coop, "asked": asked, "days": days, "text": text}
    facts["acting"] = minutes.duty().chair
    tell = _tell(f"gap-{why}-{coop}-{turn.first.isoformat()}", to, "rota-gap", turn, facts)
    minutes.tell(replace(tell, offers=(accept_turn(),)))


def taken(minutes: Minutes, turn: Turn, *, why: str, text: str) -> None:
    """To chair, backup and shadow, whose calendars hear of it, and the coordinator. Why: accepted, swapped, shadow."""
    people = tuple(dict.fromkeys(a for a in (turn.chair, turn.backup, turn.shadow) if a))
    audience = tuple(Audience(kind="person", who=a) for a in people)
    tell = _tell(f"taken-{turn.first.isoformat()}", audience, "turn-taken", turn, {"why": why, "text": text})
    entry = invitation(turn, minutes.policy, cancels=False, asks=False)
    minutes.tell(replace(tell, offers=offers("swap", "away", "help"), calendar=entry))
    told = _tell(f"told-{turn.first.isoformat()}", COORDINATOR, "turn-taken", turn, {"why": why, "text": text})
    coordinator = minutes.policy.coordinator or minutes.policy.operator
    if coordinator not in people:
        minutes.tell(replace(told, offers=offers("help")))


def gone(minutes: Minutes, turn: Turn, people: tuple[str, ...], *, why: str) -> None:
    """To those in whose calendars it stands and who do not have it any more. Why: taken, swapped."""
    audience = tuple(Audience(kind="person", who=a) for a in dict.fromkeys(people) if a)
    if audience:
        tell = _tell(f"gone-{turn.first.isoformat()}", audience, "turn-gone", turn, {"why": why})
        entry = invitation(turn, minutes.policy, cancels=True, asks=False)
        minutes.tell(replace(tell, offers=offers("help"), calendar=entry))


def begins(minutes: Minutes, turn: Turn, *, today: bool, but: str) -> None:
    """R2: a week before, and on its first day; `but` is who gets the handover instead."""
    people = tuple(dict.fromkeys(a for a in (turn.chair, turn.backup, turn.shadow) if a not in ("", but)))
    audience = tuple(Audience(kind="person", who=a) for a in people)
    pile = minutes.ctx.pile
    facts: dict[str, object] = {
        "today": today,
        "numbers": numbers(minutes),
        "open": sum(isinstance(c, Enquiry | Opportunity) for c in pile.open) if pile is not None else 0,
        "held": len(pile.held) if pile is not None else 0,
    }
    tell = _tell(f"begins-{turn.first.isoformat()}", audience, "turn-begins", turn, facts)
    minutes.tell(replace(tell, offers=offers("swap", "away", "help")))

"""Handover: the case H-n by which a turn passes from one chair to the next (lifecycles.md 3.3).

Promises: until the incoming chair accepts, the outgoing one stays on duty and keeps every case; on acceptance the
outgoing chair's cases move in one go, those that were kept or excepted stay; each side gets one mail, not one a case;
the client hears of it once, in the new owner's next answer, and only if a person had answered before.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from fitmail.decide import rota_mails
from fitmail.decide.clocks import REMINDERS, ladder
from fitmail.decide.hand import Hand, Refused, bad, good
from fitmail.decide.minutes import Minutes
from fitmail.decide.numbers import numbers_of
from fitmail.decide.order_lines import OrderLine, case_id
from fitmail.decide.orders import offers
from fitmail.decide.reading_along import COPIED
from fitmail.decide.turns import Question, about_handover, turn_at, turn_before, with_turn
from fitmail.decide.worktime import add_working_days, desk_date
from fitmail.model import Audience, Case, Enquiry, Handover, Opportunity, Policy, Purpose, Result, Tell, Turn

SOON = timedelta(days=14)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lying:
    """One open case, as a handover shows it."""

    id: str
    name: str  # of the enquirer, "" where there is none
    category: str
    state: str
    owner: str
    step: str  # what its clock wants next, "" for nothing
    due: datetime | None
    promised: date | None
    waiting: str  # client, owner, chair, members, nobody
    stuck: bool
    kept: bool


def lying(case: Case, policy: Policy, kept: tuple[str, ...]) -> Lying:
    enquiry = case if isinstance(case, Enquiry) else None
    rung = next((r for r in ladder(case, policy=policy) if r.number > case.steps), None)
    late = enquiry is not None and enquiry.first_reply_at is None
    return Lying(
        id=case.id,
        name=(enquiry.enquirer.name or enquiry.enquirer.address) if enquiry is not None else "",
        category=case.category,
        state=case.state,
        owner=case.owner,
        step=rung.what.rstrip("123").rstrip("-") if rung is not None else "",
        due=rung.at if rung is not None else None,
        promised=enquiry.promised if enquiry is not None and late else getattr(case, "decide_by", None),
        waiting=_waiting(case),
        stuck=case.reminders >= REMINDERS,
        kept=case.id in kept,
    )


def _waiting(case: Case) -> str:
    if isinstance(case, Opportunity):
        return "members" if case.state == "shared" else "owner"
    if case.state in ("awaiting_info", "answered", "signposted", "declined"):
        return "client"
    if case.state == "converted":
        return "nobody"
    return "owner" if case.owner else "chair"


def _facts(minutes: Minutes, case: Handover) -> dict[str, object]:
    """What both sides read."""
    pile, policy = minutes.ctx.pile, minutes.policy
    open_ = tuple(c for c in pile.open if isinstance(c, Enquiry | Opportunity)) if pile is not None else ()
    shown = tuple(lying(c, policy, case.kept) for c in open_)
    until = desk_date(minutes.now + SOON, minutes.hours)
    dated = [c for c in open_ if isinstance(c, Opportunity) and c.decide_by is not None and c.decide_by <= until]
    return {
        "outgoing": case.outgoing,
        "incoming": case.incoming,
        "first": case.turn,
        "cases": tuple(c for c in shown if c.waiting not in ("client", "nobody")),
        "resting": tuple(c for c in shown if c.waiting in ("client", "nobody")),
        "dated": tuple(dated),
        "held": pile.held if pile is not None else (),
        "rules": pile.rules if pile is not None else (),
        "notes": pile.notes if pile is not None else (),
        "numbers": numbers_of(pile, policy) if pile is not None else None,
    }


def _tell(minutes: Minutes, case: Handover, template: str, to: tuple[Audience, ...], facts: dict[str, object]) -> Tell:
    return Tell(
        key=f"{template}-{case.id}",
        audience=to,
        template=template,
        case=case.id,
        facts=facts,
        purpose=Purpose.ROTA,
        about=about_handover(case.turn),
    )


# ---------------------------------------------------------------- what falls due


def begin(minutes: Minutes, turn: Turn) -> str:
    """Three working days before the end: H1 to the outgoing chair."""
    directory = minutes.directory
    # Whoever really is on duty hands over: the chair of the turn before may never have taken over.
    worked = minutes.duty().turn
    before = worked if worked is not None and worked.first < turn.first else turn_before(directory.turns, turn)
    if before is None or turn.handover or before.chair == turn.chair:
        return ""
    case = Handover(
        id=minutes.next_id("H"), state="open", category="handover", kind="", language=minutes.policy.language,
        written_in="", subject="", owner=turn.chair, opened_at=minutes.now, changed_at=minutes.now,
        because=f"The turn of {turn.first} begins", facts=(), checks=(), work=(), wake_at=None, steps=0, reminders=0,
        reminded_on=None, held_until=None, outcome="", closed_at=None, outgoing=before.chair, incoming=turn.chair,
        turn=turn.first, kept=(),
    )  # fmt: skip
    minutes.open(case)
    turn = replace(turn, handover=case.id, begun=minutes.now)
    minutes.roster(with_turn(directory.turns, turn), directory.absences)
    why = f"{minutes.name(before.chair)} hands over to {minutes.name(turn.chair)}."
    minutes.record(case.id, who="fitmail", what="handover", was="", now="open", why=why)
    to = (Audience(kind="person", who=before.chair),)
    minutes.tell(
        replace(_tell(minutes, case, "handover-out", to, _facts(minutes, case)), offers=offers("keep", "note", "hours"))
    )
    return f"{case.id}: {why}"


def _open_case(minutes: Minutes, turn: Turn) -> Handover | None:
    case = minutes.known(turn.handover) if turn.handover else None
    return case if isinstance(case, Handover) and turn.taken_over is None else None


def to_incoming(minutes: Minutes, turn: Turn) -> str:
    """H2, on the first day; backup and shadow hear that the turn begins."""
    case = _open_case(minutes, turn)
    if case is None:
        return ""
    case = _addressed(minutes, case, turn)
    to = (Audience(kind="person", who=turn.chair),)
    tell = _tell(minutes, case, "handover-in", to, _facts(minutes, case))
    minutes.tell(replace(tell, offers=offers("accept", "swap", "away", "help")))
    rota_mails.begins(minutes, turn, today=True, but=turn.chair)
    return f"{case.id}: the incoming chair was asked to take over."


def _addressed(minutes: Minutes, case: Handover, turn: Turn) -> Handover:
    """The chair of the turn may have changed since the handover was begun."""
    if case.incoming == turn.chair:
        return case
    return minutes.change(replace(case, incoming=turn.chair, owner=turn.chair), undo="")


def late(minutes: Minutes, turn: Turn) -> str:
    """A working day later: the outgoing chair stays; backup and coordinator know."""
    case = _open_case(minutes, turn)
    if case is None:
        return ""
    case = _addressed(minutes, case, turn)
    people = tuple(Audience(kind="person", who=a) for a in dict.fromkeys((turn.backup, case.outgoing)) if a)
    facts: dict[str, object] = {"outgoing": case.outgoing, "incoming": case.incoming, "first": case.turn}
    tell = _tell(minutes, case, "handover-late", (*people, *rota_mails.COORDINATOR), facts)
    minutes.tell(replace(tell, purpose=Purpose.DESK, about="", offers=offers("note", "help")))
    why = f"{minutes.name(case.incoming)} has not answered; {minutes.name(case.outgoing)} stays on duty."
    minutes.record(case.id, who="fitmail", what="handover", was="open", now="open", why=why)
    return f"{case.id}: {why}"


# ---------------------------------------------------------------- the words


def _named(order: OrderLine) -> tuple[str, ...]:
    """Case ids of the line, in order."""
    found = (case_id(word) for word in order.line.replace(",", " ").replace(";", " ").split())
    return tuple(dict.fromkeys(one for one in found if one))


def is_meant(hand: Hand, order: OrderLine, question: Question | None) -> bool:
    """The word answers a handover, and no invitation."""
    if question is not None:
        return question.kind == "handover"
    return hand.case.startswith("H-") or any(one.startswith("H-") for one in _named(order))


def _meant(hand: Hand, order: OrderLine) -> tuple[Turn, Handover]:
    """The turn and its handover, as they stand."""
    named = next((one for one in _named(order) if one.startswith("H-")), hand.case)
    case = hand.minutes.known(named)
    if not isinstance(case, Handover):
        raise Refused(bad(order, "nothing-asked"))
    turn = turn_at(hand.minutes.directory.turns, case.turn)
    if turn is None or turn.handover != case.id or turn.last < desk_date(hand.minutes.now, hand.minutes.hours):
        raise Refused(bad(order, "nothing-asked"))
    return turn, case


def _cases_named(hand: Hand, order: OrderLine) -> tuple[str, ...]:
    """Ids of cases that exist."""
    ids = tuple(one for one in _named(order) if not one.startswith("H-"))
    for one in ids:
        if hand.minutes.known(one) is None:
            raise Refused(bad(order, "no-such-case", case=one))
    return ids


def accept(hand: Hand, order: OrderLine) -> Result:
    """`accept`, `accept except E-12, E-15`: the turn is the incoming chair's from now on."""
    turn, case = _meant(hand, order)
    minutes = hand.minutes
    if turn.chair not in (hand.person.address, *hand.person.aliases):
        raise Refused(bad(order, "not-yours", owner=minutes.name(turn.chair)))
    if turn.taken_over is not None:
        return good(order, "handed-over", moved="", kept="")
    kept = tuple(dict.fromkeys((*case.kept, *_cases_named(hand, order))))
    moved = _move(minutes, case, kept)
    now, directory = minutes.now, minutes.directory
    minutes.roster(with_turn(directory.turns, replace(turn, taken_over=now)), directory.absences)
    case = replace(case, kept=kept, incoming=turn.chair, closed_at=now, outcome="")
    case = minutes.move(case, "accepted", undo="")
    if hand.text().strip():
        minutes.record(case.id, who=hand.person.address, what="note", was="open", now="open", why=hand.text().strip())
    why = f"{hand.person.name} took over {len(moved)} cases."
    minutes.record(case.id, who=hand.person.address, what="accept", was="open", now="accepted", why=why)
    facts: dict[str, object] = {
        "outgoing": case.outgoing, "incoming": case.incoming, "moved": moved, "kept": kept, "days": COPIED,
    }  # fmt: skip
    late_for = (
        add_working_days(turn.begun or now, 1, minutes.hours) < now and desk_date(now, minutes.hours) > turn.first
    )
    to = (Audience(kind="person", who=case.outgoing), *(rota_mails.COORDINATOR if late_for else ()))
    done = _tell(minutes, case, "handover-done", to, facts)
    minutes.tell(replace(done, purpose=Purpose.DESK, about="", offers=offers("hours", "help")))
    return good(order, "handed-over" if moved else "handed-over-plain", moved=", ".join(moved), kept=", ".join(kept))


def _move(minutes: Minutes, handover: Handover, kept: tuple[str, ...]) -> tuple[str, ...]:
    """The outgoing chair's open cases change hands; ids of those that moved."""
    pile = minutes.ctx.pile
    moved = []
    for one in pile.open if pile is not None else ():
        case = minutes.known(one.id) or one
        if case.owner != handover.outgoing or case.id in kept or isinstance(case, Handover):
            continue
        case = replace(case, owner=handover.incoming)
        if isinstance(case, Enquiry):
            case = replace(
                case, handed_from=handover.outgoing, handed_at=minutes.now, handed_told=case.first_reply_at is None
            )
        minutes.change(case, undo="")
        why = f"{minutes.name(handover.outgoing)} handed over to {minutes.name(handover.incoming)}."
        minutes.record(case.id, who=handover.incoming, what="handover", was=case.state, now=case.state, why=why)
        moved.append(case.id)
    return tuple(moved)


def keep(hand: Hand, order: OrderLine) -> Result:
    """`keep E-12`: it stays with the outgoing chair."""
    turn, case = _meant(hand, order)
    me = (hand.person.address, *hand.person.aliases)
    if case.outgoing not in me:
        raise Refused(bad(order, "not-yours", owner=hand.minutes.name(case.outgoing)))
    if turn.taken_over is not None:
        raise Refused(bad(order, "handover-over"))
    ids = _cases_named(hand, order)
    if not ids:
        raise Refused(bad(order, "which-case"))
    for one in ids:
        owner = hand.minutes.case(one).owner
        if owner not in me:
            raise Refused(bad(order, "not-yours", owner=hand.minutes.name(owner) if owner else ""))
    kept = tuple(dict.fromkeys((*case.kept, *ids)))
    hand.minutes.change(replace(case, kept=kept), undo="")
    why = f"{hand.person.name} keeps {', '.join(ids)}."
    hand.minutes.record(case.id, who=hand.person.address, what="keep", was=case.state, now=case.state, why=why)
    return good(order, "kept", cases=", ".join(ids))

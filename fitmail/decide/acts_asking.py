"""Orders that only ask, answered to the person alone (why, show, status, help), and a question that is passed on."""

from __future__ import annotations

from dataclasses import replace

from fitmail.decide.acts import write_note
from fitmail.decide.hand import (
    Hand,
    Refused,
    bad,
    good,
    the_case,
)
from fitmail.decide.order_lines import OrderLine
from fitmail.decide.orders import TABLE, offer, offers
from fitmail.model import (
    Prefer,
    Purpose,
    Result,
)


def _to_me(hand: Hand, order: OrderLine, template: str, facts: dict[str, object]) -> Result:
    case_id = order.case or hand.case
    tell = hand.minutes.tell_person(
        hand.person.address,
        key=hand.key(template),
        template=template,
        case=case_id,
        facts=facts,
        purpose=Purpose.DESK,
    )
    every = tuple(offer(row.verb) for row in TABLE) if template == "help" else offers("help")
    hand.minutes.tell(replace(tell, offers=every))
    return good(order, template)


def why(hand: Hand, order: OrderLine) -> Result:
    case = the_case(hand, order)
    journal = tuple(line for line in hand.minutes.ctx.journal if line.case == case.id)
    facts: dict[str, object] = {"because": case.reason or case.because, "reason": case.reason, "journal": journal}
    return _to_me(hand, order, "why", facts)


def show(hand: Hand, order: OrderLine) -> Result:
    case = the_case(hand, order)
    journal = tuple(line for line in hand.minutes.ctx.journal if line.case == case.id)
    letters = tuple(x for x in hand.minutes.ctx.letters if x.case == case.id)
    return _to_me(hand, order, "show", {"journal": journal, "letters": letters, "text": ""})


def status(hand: Hand, order: OrderLine) -> Result:
    return _to_me(hand, order, "status", {"cases": (the_case(hand, order),)})


def help_(hand: Hand, order: OrderLine) -> Result:
    return _to_me(hand, order, "help", {})


def question(hand: Hand, order: OrderLine) -> Result:
    """Relayed to the owner of the enquiry behind, or to the chair on duty."""
    case = the_case(hand, order)
    text = "\n".join(part for part in (order.args, hand.text()) if part.strip())
    if not text.strip():
        raise Refused(bad(order, "no-text"))
    write_note(hand, case.id, text)
    to = case.owner or hand.minutes.chair_address()
    tell = hand.minutes.tell_person(
        to,
        key=hand.key("offered"),
        template="offered",
        case=case.id,
        facts={"by": hand.person.name, "text": text},
        purpose=Purpose.DESK,
    )
    hand.minutes.tell(tell)
    return good(order, "noted")


def _prefer(hand: Hand, order: OrderLine, wishes: dict[str, str]) -> Result:
    for name, value in wishes.items():
        hand.minutes.note(Prefer(person=hand.person.address, name=name, value=value))
    return good(order, order.verb + "d")


def unsubscribe(hand: Hand, order: OrderLine) -> Result:
    """No more of the mail that was answered: calls, or else the digest (RFC 2369 List-Unsubscribe leads here)."""
    return _prefer(hand, order, {"calls": "off"} if hand.on is Purpose.REP else {"digest": "off"})


def subscribe(hand: Hand, order: OrderLine) -> Result:
    return _prefer(hand, order, {"calls": "on", "digest": "on"})

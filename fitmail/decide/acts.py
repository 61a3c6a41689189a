"""What the orders about ownership do (level 1): claim, release, assign, note, new.

Each act has the name of its row in orders.py. Takes the hand and the line; writes into the minutes and gives a
result; raises Refused when the line is wrong.
"""

from __future__ import annotations

from dataclasses import replace

from fitmail.decide import cards
from fitmail.decide.answers import send
from fitmail.decide.clocks import UNOWNED
from fitmail.decide.enquiries import tell_owner
from fitmail.decide.etiquette import guard
from fitmail.decide.hand import (
    Hand,
    Refused,
    alive,
    bad,
    good,
    is_owner,
    may_claim,
    person_named,
    the_case,
    the_enquiry,
)
from fitmail.decide.order_lines import OrderLine
from fitmail.decide.orders import offers
from fitmail.model import (
    Enquiry,
    Mailbox,
    Person,
    Purpose,
    Result,
)


def said(hand: Hand, order: OrderLine, case: Enquiry) -> Enquiry:
    """Text below an internal order in answer to the enquirer's mail is an answer to them (orders.md)."""
    if not hand.text().strip():
        return case
    if guard(hand.text(), hand.minutes.policy):
        raise Refused(bad(order, "guarded"))
    return send(hand.minutes, case, hand.words(only=False), key=hand.key("answer"))


def claim(hand: Hand, order: OrderLine) -> Result:
    case = the_enquiry(hand, order)
    me = hand.person
    if case.owner and not is_owner(hand, case):
        raise Refused(bad(order, "not-yours", owner=hand.minutes.name(case.owner)))
    if not may_claim(hand, case):
        raise Refused(bad(order, "not-yours", owner=""))
    alive(order, case)
    if not case.owner:
        was = case.state
        case = replace(case, owner=me.address, claimed_at=hand.minutes.now)
        state = "owned" if was in UNOWNED else was
        case = hand.minutes.move(case, state, undo=me.address)
        hand.minutes.record(case.id, who=me.address, what="claim", was=was, now=state, why=f"{me.name} claimed it.")
        hand_over(hand, case, me)
    said(hand, order, case)
    return good(order, "claimed")


def _card(hand: Hand, case: Enquiry) -> dict[str, object]:
    ctx = hand.minutes.ctx
    return cards.card_facts(case, ctx, text="", flags=(), receipt_sent=case.acknowledged_at is not None, held_back="")


def hand_over(hand: Hand, case: Enquiry, to: Person) -> bool:
    """C0 and card for an owner who has not had them yet; False when they had, or when there was no mail."""
    letters = hand.minutes.ctx.letters
    has = any(x.address == to.address and x.template == "enquirer-mail" and x.case == case.id for x in letters)
    if has or not case.last_arrival:
        return False
    key, source = f"-{hand.index}", case.last_arrival
    tell_owner(hand.minutes, case, to=to.address, key=key, source=source, card="card", facts=_card(hand, case))
    return True


def release(hand: Hand, order: OrderLine) -> Result:
    case = the_enquiry(hand, order)
    alive(order, case)
    if not is_owner(hand, case):
        raise Refused(bad(order, "not-yours", owner=hand.minutes.name(case.owner) if case.owner else ""))
    was = case.state
    state = "acknowledged" if case.acknowledged_at is not None else "received"
    case = hand.minutes.move(replace(case, owner="", claimed_at=None), state, undo=hand.person.address)
    hand.minutes.record(case.id, who=hand.person.address, what="release", was=was, now=state, why="Given back.")
    chair = hand.minutes.person(hand.minutes.chair_address())
    if chair is not None and chair.address != hand.person.address and not hand_over(hand, case, chair):
        tell_owner(
            hand.minutes,
            case,
            to=chair.address,
            key=f"-{hand.index}",
            source="",
            card="card",
            facts=_card(hand, case),
        )
    return good(order, "released")


def assign(hand: Hand, order: OrderLine) -> Result:
    case = the_enquiry(hand, order)
    alive(order, case)
    me, minutes = hand.person, hand.minutes
    entitled = is_owner(hand, case) or minutes.holds_duty(me) or me.address == minutes.policy.coordinator
    if not entitled:
        raise Refused(bad(order, "not-yours", owner=minutes.name(case.owner) if case.owner else ""))
    to = person_named(hand, order, order.args)
    was, former = case.state, case.owner
    case = replace(case, owner=to.address, claimed_at=minutes.now)
    case = minutes.move(case, "owned" if was in UNOWNED else was, undo=me.address)
    minutes.record(case.id, who=me.address, what="assign", was=was, now=case.state, why=f"To {to.name}.")
    for person in dict.fromkeys((to.address, former)):
        if person and person != me.address:
            facts = {"by": me.name, "text": hand.text(), "to": to.name}
            told = minutes.tell_person(
                person, key=hand.key("assigned"), template="assigned", case=case.id, facts=facts, purpose=Purpose.DESK
            )
            minutes.tell(replace(told, offers=offers("release", "help")))
    hand_over(hand, case, to)
    return good(order, "assigned", to=to.name)


def note(hand: Hand, order: OrderLine) -> Result:
    case = the_case(hand, order)
    text = order.args or hand.text()
    if not text.strip():
        raise Refused(bad(order, "no-text"))
    write_note(hand, case.id, text)
    return good(order, "noted")


def write_note(hand: Hand, case_id: str, text: str) -> None:
    """A note in the journal; a note on one's own case is movement."""
    minutes = hand.minutes
    case = minutes.case(case_id)
    if isinstance(case, Enquiry) and case.state == "owned" and is_owner(hand, case):
        minutes.move(case, "owned", undo="")
    minutes.record(case_id, who=hand.person.address, what="note", was=case.state, now=case.state, why=text.strip())


def new(hand: Hand, order: OrderLine) -> Result:
    """A case for somebody who rang or was met: `new NAME ADDRESS`."""
    words = order.args.translate(dict.fromkeys(map(ord, '<>()"“”«»'), " ")).split()
    at = next((i for i, w in enumerate(words) if "@" in w.strip(",;") and "." in w.rpartition("@")[2]), -1)
    if at < 0:
        raise Refused(bad(order, "no-address"))
    address = words[at].strip(",;").lower()
    name = " ".join(words[:at]) or " ".join(words[at + 1 :])
    case = _blank(hand, Mailbox(name=name.strip(",; "), address=address))
    hand.minutes.open(case)
    hand.minutes.record(
        case.id, who=hand.person.address, what="new", was="", now="owned", why=f"{hand.person.name} opened it."
    )
    if hand.text().strip():
        write_note(hand, case.id, hand.text())
    return good(order, "new", case=case.id)


def _blank(hand: Hand, enquirer: Mailbox) -> Enquiry:
    minutes = hand.minutes
    found = minutes.ctx.classification
    category = found.category if found is not None and found.category not in ("spam", "promotion") else "unsure"
    language = next((code for code in ("en", "es", "pt") if code == _language(hand)), minutes.policy.language)
    return Enquiry(
        id=minutes.next_id("E"),
        state="owned",
        category=category,
        kind="",
        language=language,
        written_in="",
        subject="",
        owner=hand.person.address,
        opened_at=minutes.now,
        changed_at=minutes.now,
        because=f"{hand.person.name} opened it",
        facts=found.facts if found is not None else (),
        checks=found.checks if found is not None else (),
        work=found.work if found is not None else (),
        wake_at=None,
        steps=0,
        reminders=0,
        reminded_on=None,
        held_until=None,
        outcome="",
        closed_at=None,
        enquirer=enquirer,
        others=(),
        referrer="",
        maybe="",
        arrival="",
        last_arrival="",
        promised=None,
        acknowledged_at=None,
        claimed_at=minutes.now,
        first_reply_at=None,
        last_in_at=minutes.now,
        last_out_at=None,
        asked=(),
        prepared="",
        opportunity="",
        low=False,
    )


def _language(hand: Hand) -> str:
    message = hand.minutes.ctx.message
    return message.language if message is not None else ""

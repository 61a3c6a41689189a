"""The hand that gives an order: who, how far the word reaches, on which case, with which text below.

Shared by acts.py and acts_outward.py. Gives results whose wording is the transcript template's.
"""

from __future__ import annotations

from dataclasses import dataclass

from fitmail.decide.answers import NOT_ALIVE, Words, owned
from fitmail.decide.minutes import Minutes
from fitmail.decide.order_lines import OrderLine, fold
from fitmail.model import Case, Enquiry, Person, Purpose, Result


@dataclass(frozen=True, slots=True, kw_only=True)
class Hand:
    minutes: Minutes
    person: Person
    case: str  # the case the answered mail is about, "" for none
    below: str  # the text under the orders
    taker: int  # index of the order that the text belongs to, -1 for none
    source: str  # arrival key of the mail, for attachments
    on: Purpose | None  # which mail was answered
    index: int  # of the order being carried out

    def text(self) -> str:
        """The text below, when it belongs to this order."""
        return self.below if self.taker == self.index else ""

    def words(self, *, only: bool) -> Words:
        text = self.text()
        return Words(person=self.person, text=text, source=self.source if text else "", only=only)

    def key(self, name: str) -> str:
        """A Tell key that no other line of the same mail uses."""
        return f"{name}-{self.index}"


def plain_hand(minutes: Minutes, person: Person, case: str) -> Hand:
    """The hand of somebody who gave no order: their words alone."""
    return Hand(
        minutes=minutes,
        person=person,
        case=case,
        below="",
        taker=-1,
        source="",
        on=Purpose.CLIENT,
        index=0,
    )


def good(order: OrderLine, key: str, **args: str) -> Result:
    return Result(line=order.line, ok=True, key=key, args=args)


def bad(order: OrderLine, key: str, **args: str) -> Result:
    return Result(line=order.line, ok=False, key=key, args=args)


class Refused(Exception):
    """An order that cannot be carried out; carries its result. Never leaves the decide room."""

    def __init__(self, result: Result) -> None:
        super().__init__(result.key)
        self.result = result


def the_case(hand: Hand, order: OrderLine) -> Case:
    """The case the order is about, as it stands now."""
    wanted = order.case or hand.case
    if not wanted:
        raise Refused(bad(order, "which-case"))
    case = hand.minutes.known(wanted)
    if case is None:
        raise Refused(bad(order, "no-such-case", case=wanted))
    return case


def the_enquiry(hand: Hand, order: OrderLine) -> Enquiry:
    case = the_case(hand, order)
    if not isinstance(case, Enquiry):
        raise Refused(bad(order, "not-now", state=case.state))
    return case


def may_claim(hand: Hand, case: Enquiry) -> bool:
    """Who was asked: the chair, the backup, the co-op on duty, and reps once the desk list has heard."""
    if hand.minutes.holds_duty(hand.person):
        return True
    if hand.person.address in (hand.minutes.policy.coordinator, hand.minutes.policy.operator):
        return True
    # A desk token is itself an invitation: cards and reminders go only to those who may take the case.
    return hand.on is not None and hand.case == case.id


def is_owner(hand: Hand, case: Enquiry) -> bool:
    """The owner, or whoever acts for them while they are away."""
    me = (hand.person.address, *hand.person.aliases)
    return case.owner != "" and (case.owner in me or hand.minutes.acting_for(case.owner) in me)


def own(hand: Hand, order: OrderLine, case: Enquiry) -> Enquiry:
    """The case in the hand of its owner; what nobody owns is claimed by acting on it (G3)."""
    if is_owner(hand, case):
        return case
    if case.owner or not may_claim(hand, case):
        raise Refused(bad(order, "not-yours", owner=hand.minutes.name(case.owner) if case.owner else ""))
    return owned(hand.minutes, case, hand.person, undo=hand.person.address)


def alive(order: OrderLine, case: Enquiry) -> None:
    if case.state in NOT_ALIVE:
        raise Refused(bad(order, "not-now", state=case.state))


def person_named(hand: Hand, order: OrderLine, words: str) -> Person:
    """A person by address, name, the beginning of a name, or a co-op's name (then its rep)."""
    wanted = fold(words.strip().strip("<>.,;:"))
    people = hand.minutes.ctx.directory.people
    if not wanted:
        raise Refused(bad(order, "no-such-person", found="", did_you_mean=""))
    tests = (
        lambda p: wanted in (p.address, *p.aliases),
        lambda p: fold(p.name) == wanted,
        lambda p: fold(p.name).startswith(wanted) or p.address.startswith(wanted + "@"),
        lambda p: "rep" in p.roles and fold(p.coop) == wanted,
        lambda p: "rep" in p.roles and fold(p.coop).startswith(wanted),
    )
    for test in tests:
        found = [p for p in people if test(p)]
        if len(found) == 1:
            return found[0]
        if found:
            known = ", ".join(p.name for p in found[:5])
            raise Refused(bad(order, "ambiguous", found=words, known=known))
    near = next((p.name for p in people if fold(p.name)[:3] == wanted[:3]), "")
    raise Refused(bad(order, "no-such-person", found=words, did_you_mean=near))

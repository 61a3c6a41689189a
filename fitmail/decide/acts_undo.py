"""What `undo` does: a person's last order in a case is taken back while nothing of it has left.

Promises: what was queued stays here, the co-ops' call too; what has left is said to have left, and nothing moves.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from fitmail.decide.hand import Hand, Refused, bad, good, the_case
from fitmail.decide.minutes import outbox_key
from fitmail.decide.opportunities import call_key
from fitmail.decide.order_lines import OrderLine
from fitmail.model import Case, Enquiry, Opportunity, Result, Undoable, Withdraw


def undo(hand: Hand, order: OrderLine) -> Result:
    case = the_case(hand, order)
    minutes = hand.minutes
    last = minutes.ctx.undoable
    if last is None or last.before.id != case.id:
        raise Refused(bad(order, "nothing-to-undo"))
    if last.by not in (hand.person.address, *hand.person.aliases):
        raise Refused(bad(order, "not-yours", owner=minutes.name(last.by)))
    opened = _opened(hand, case, last)
    if last.irreversible or (opened is not None and _called(hand, opened)):
        raise Refused(bad(order, "irreversible"))
    for mail in minutes.ctx.sent:
        if mail.event == last.event and mail.state in ("queued", "held"):
            minutes.note(Withdraw(outbox_key=mail.key))
    if opened is not None:
        _take_back(hand, opened, last)
    minutes.change(last.before, undo="")
    minutes.record(
        case.id, who=hand.person.address, what="undo", was=case.state, now=last.before.state, why="Taken back."
    )
    return good(order, "undone")


def _opened(hand: Hand, case: Case, last: Undoable) -> Opportunity | None:
    """The opportunity that the order opened."""
    if not isinstance(case, Enquiry) or not isinstance(last.before, Enquiry):
        return None
    found = hand.minutes.known(case.opportunity) if case.opportunity != last.before.opportunity else None
    return found if isinstance(found, Opportunity) else None


def _called(hand: Hand, opened: Opportunity) -> bool:
    """The call to the co-ops waited as long as an answer does, and then it left; one of a later mail is not ours."""
    delay = timedelta(seconds=hand.minutes.policy.delay)
    at = opened.shared_at
    return at is not None and (at != opened.opened_at or at + delay <= hand.minutes.now)


def _take_back(hand: Hand, opened: Opportunity, last: Undoable) -> None:
    """Its call stays here, and it is closed."""
    minutes = hand.minutes
    for letter in minutes.ctx.letters:
        if letter.case == opened.id and not letter.inbound and letter.template == "opportunity":
            minutes.note(Withdraw(outbox_key=outbox_key(last.event, call_key(opened), letter.address)))
    minutes.move(replace(opened, outcome="withdrawn", closed_at=minutes.now), "closed", undo="")
    minutes.record(opened.id, who=hand.person.address, what="undo", was=opened.state, now="closed", why="Taken back.")

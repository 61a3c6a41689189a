"""decide(context) -> Decision: what the network does about one event.

Takes everything it may know as one frozen Context. Gives a Decision: one sentence that a member can read, where
the mail ends, and effects. Promises: pure; the first line of the table below that is true names the desk; the last
line takes whatever is left to a person. Never words a mail, never asks the time, never draws a number.
"""

from __future__ import annotations

from collections.abc import Callable

from fitmail.decide import (
    alarms,
    channels,
    duties,
    enquiries,
    listposts,
    postcards,
    proof,
    replies,
    returns,
    rota,
    rulekeeping,
)
from fitmail.decide.authority import INSIDER_PURPOSES, is_holder
from fitmail.decide.enquiries import author_of
from fitmail.decide.onduty import on_duty
from fitmail.decide.order_lines import named_cases, parse
from fitmail.decide.orders import TABLE
from fitmail.decide.periodic import duties_due, next_duty
from fitmail.decide.wishes import wished
from fitmail.model import Alarm, Arrival, Context, Decision, Enquiry, Opportunity, Order, Purpose, Returned, Tick

__all__ = ["DESKS", "TABLE", "decide", "duties_due", "named_cases", "next_duty", "on_duty", "wished"]

Question = Callable[[Context], bool]
Desk = Callable[[Context], Decision]


def _tick(c: Context) -> bool:
    return isinstance(c.event, Tick)


def _alarm(c: Context) -> bool:
    return isinstance(c.event, Alarm)


def _given_up(c: Context) -> bool:
    return isinstance(c.event, Returned)


def _order(c: Context) -> bool:
    return isinstance(c.event, Order)


def _seen_before(c: Context) -> bool:
    return c.recognition is not None and c.recognition.seen_before != ""


def _report(c: Context) -> bool:
    """A report by its structure, or what comes to a return path, where RFC 3834 s.4 also sends holiday notices."""
    machine = c.message.marks.machine if c.message is not None else ""
    to_return_path = c.recognition is not None and c.recognition.mailbox == "return"
    return machine in ("bounce", "delay", "complaint") or (to_return_path and machine != "auto-reply")


def _machine(c: Context) -> bool:
    """By its marks, or a notice of a tool in use (G9)."""
    tool = c.classification.tool if c.classification is not None else ""
    return c.message is not None and (c.message.marks.machine != "" or tool != "")


def _channel_answer(c: Context) -> bool:
    """Members answer where a case was put to them. A forum's notices count, a program's own answer does not."""
    by_program = c.message is not None and c.message.marks.machine not in ("", "notice")
    return not by_program and not _list_post(c) and channels.answers(c)


def _list_post(c: Context) -> bool:
    return c.recognition is not None and c.recognition.mailbox == "list"


def _filing(c: Context) -> bool:
    return isinstance(c.event, Arrival) and c.event.filing


def _purpose(c: Context) -> Purpose | None:
    token = c.recognition.token if c.recognition is not None else None
    return token.purpose if token is not None else None


def _confirmation(c: Context) -> bool:
    return _purpose(c) is Purpose.CONFIRM


def _other_hand(c: Context) -> bool:
    """An insider's token, but not its holder."""
    if _purpose(c) is Purpose.ROTA and _person(c):
        return False  # a co-op is asked, and any of its people may answer; who has no token proves who they are
    return _purpose(c) in INSIDER_PURPOSES and not is_holder(c)


def _post_card(c: Context) -> bool:
    return _purpose(c) is Purpose.POST


def _person(c: Context) -> bool:
    return c.recognition is not None and c.recognition.person is not None


def _insider_answers(c: Context) -> bool:
    """A registered person in a known case, unless they are the enquirer of it."""
    if not _person(c) or c.recognition is None or c.recognition.person is None:
        return False
    person = c.recognition.person
    if isinstance(c.case, Enquiry) and c.case.enquirer.address in (person.address, *person.aliases):
        return _purpose(c) in INSIDER_PURPOSES
    return c.case is not None or _purpose(c) in INSIDER_PURPOSES


def _insider_orders(c: Context) -> bool:
    """A registered person writes to the desk, and begins with an order."""
    if not _person(c) or c.message is None or author_of(c)[1]:
        return False
    return bool(parse(c.message.said, bare=0).lines)


def _known_case(c: Context) -> bool:
    return isinstance(c.case, Enquiry)


def _known_opportunity(c: Context) -> bool:
    return isinstance(c.case, Opportunity)


def _anything(c: Context) -> bool:
    return True


# The table of desks, read from top to bottom.
DESKS: tuple[tuple[Question, Desk], ...] = (
    (_tick, duties.tick),
    (_given_up, returns.given_up),
    (_alarm, alarms.told),
    (_order, replies.by_order),
    (_seen_before, returns.duplicate),
    (_report, returns.report),
    (_channel_answer, channels.answered),
    (rota.calendar_speaks, rota.calendar),
    (_machine, returns.machine),
    (_list_post, listposts.post),
    (_filing, enquiries.file_old),
    (_confirmation, proof.confirmed),
    (_other_hand, proof.not_the_holder),
    (rulekeeping.concerned, rulekeeping.asked),
    (_post_card, postcards.answered),
    (_insider_answers, replies.insider),
    (_insider_orders, replies.insider),
    (_known_case, enquiries.followup),
    (_known_opportunity, proof.stranger_in_thread),
    (_anything, enquiries.new),
)


def decide(context: Context) -> Decision:
    """The decision of the first desk whose question is true."""
    return next(desk for question, desk in DESKS if question(context))(context)

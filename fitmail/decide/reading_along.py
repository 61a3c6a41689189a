"""After a handover: who still reads along, and what the client has yet to hear.

Takes a case and the minutes. Promises: the outgoing chair reads the client's answers for ten working days and answers
them no more; the client is told of the change once, and only where a person had answered before.
"""

from __future__ import annotations

from fitmail.decide.minutes import Minutes
from fitmail.decide.worktime import add_working_days
from fitmail.model import Enquiry

COPIED = 10  # working days


def reads_along(case: Enquiry, minutes: Minutes) -> str:
    """The outgoing chair's address; "" for nobody."""
    if not case.handed_from or case.handed_at is None or case.handed_from == case.owner:
        return ""
    until = add_working_days(case.handed_at, COPIED, minutes.hours)
    return case.handed_from if minutes.now <= until else ""


def predecessor(case: Enquiry, author: str) -> str:
    """Whom the client knows and has not been told of: the new owner's next answer says who takes over."""
    if case.handed_told or not case.handed_from or author in (case.handed_from, "") or author != case.owner:
        return ""
    return case.handed_from

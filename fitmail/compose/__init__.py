"""compose(): what the network decided to tell becomes finished bytes, one mail per recipient.

Takes the Tells of one decision and everything they may show. Gives outbox messages: head, body, envelope, token.
Promises: the same event composed twice gives the same names, tokens and bytes; a mail to the enquirer holds
nothing internal and references no id that only insiders saw; every mail stands alone (G10); every automatic mail
says that it is automatic. Must never: ask the time, draw a number, touch a disk, send.

The furniture: office (one event), audience (who), names (computed ids and tokens), threads, sheet (subject, text and
HTML from templates), digest, body (MIME), headers (the only place that marks our mail), catalogue, samples.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from fitmail.compose.audience import Circle
from fitmail.compose.loading import load_templates, open_templates, sample_mail, unanswered
from fitmail.compose.names import message_id, outbox_key
from fitmail.compose.office import Office
from fitmail.compose.sheet import Desk, names
from fitmail.compose.stationery import Source, Stationery
from fitmail.compose.templates import Templates
from fitmail.compose.texts import MARKER_PREFIX
from fitmail.model import Case, Directory, Duty, Handbook, Letter, OutboxMessage, Tell

__all__ = [
    "MARKER_PREFIX",
    "Source",
    "Stationery",
    "Templates",
    "compose",
    "load_templates",
    "message_id",
    "open_templates",
    "outbox_key",
    "sample_mail",
    "unanswered",
]


def compose(
    tells: Sequence[Tell],
    *,
    event_key: str,
    now: datetime,
    stationery: Stationery,
    directory: Directory,
    duty: Duty,
    handbook: Handbook,
    cases: Mapping[str, Case],
    letters: tuple[Letter, ...],
    sources: Mapping[str, Source],
) -> tuple[OutboxMessage, ...]:
    """The mails of one event, in the order of its Tells."""
    circle = Circle(directory=directory, policy=stationery.policy, duty=duty, now=now)
    known = names(directory, cases)
    desk = Desk(stationery=stationery, circle=circle, handbook=handbook, cases=cases, names=known)
    return Office(desk, event_key, letters, sources, tuple(tells)).mails()

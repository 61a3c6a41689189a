"""Who speaks, and how far their word reaches (product/orders.md, Levels; G14).

A token alone only opens the door: a forwarded mail leaks it. So level 1 (internal, reversible) wants a valid
token and its holder as the author; level 2 (outward, money) wants in addition an aligned DKIM or SPF pass from a
server that we trust, or the one-time proof that was mailed to the registered address; level 3 (what changes the house
for everybody) wants both, and is given at the command line. A person who writes
without a token is known by address only: everything but a plain note is confirmed first.
"""

from __future__ import annotations

from dataclasses import dataclass

from fitmail.model import Arrival, Context, Order, Person, Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class Authority:
    """Level 0 (known by address) to 3; `person` is who speaks."""

    person: Person
    level: int
    why: str  # what is missing, for people; "" from level 2 on


def holder(ctx: Context) -> str:
    """The address that the token in the recipient belongs to, "" without a token."""
    token = ctx.recognition.token if ctx.recognition is not None else None
    return token.person if token is not None else ""


def is_holder(ctx: Context) -> bool:
    """The author is the token's person, by any registered address, or the co-op's shared mailbox."""
    recognition = ctx.recognition
    if recognition is None or recognition.token is None or recognition.person is None:
        return False
    person = recognition.person
    if recognition.token.person in (person.address, *person.aliases):
        return True
    coop = recognition.coop
    return coop is not None and coop.mailbox != "" and recognition.token.person == coop.mailbox


def authority(ctx: Context) -> Authority | None:
    """None for a person we do not know."""
    event = ctx.event
    if isinstance(event, Order):
        person = next((p for p in ctx.directory.people if event.by in (p.address, *p.aliases)), None)
        return None if person is None else Authority(person=person, level=3, why="")
    recognition, message = ctx.recognition, ctx.message
    if recognition is None or message is None or recognition.person is None:
        return None
    person = recognition.person
    if isinstance(event, Arrival) and event.proof in (person.address, *person.aliases):
        both = message.trust.aligned and is_holder(ctx) and recognition.token_valid
        return Authority(person=person, level=3 if both else 2, why="")
    if not (is_holder(ctx) and recognition.token_valid):
        return Authority(person=person, level=0, why="the mail carries no valid token of yours")
    if not message.trust.aligned:
        return Authority(person=person, level=1, why="nothing proves that the mail is really yours")
    return Authority(person=person, level=2, why="")


INSIDER_PURPOSES = (
    Purpose.CLIENT,
    Purpose.DESK,
    Purpose.HELD,
    Purpose.REP,
    Purpose.POST,
    Purpose.DIGEST,
    Purpose.RULES,
    Purpose.ROTA,
)

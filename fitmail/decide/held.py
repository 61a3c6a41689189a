"""What an answer to a held mail, or to a note that was kept, is about.

Takes the hand that answers; reads the HELD token's `about`: the arrival's key and the outbox keys of what waits, or the
Message-ID of a note. Promises: "send" in answer to such a mail lets leave what that mail showed and nothing
else; an order said right the second time settles the mail that said it wrong.
"""

from __future__ import annotations

from dataclasses import replace

from fitmail.decide.answers import WAITS
from fitmail.decide.hand import Hand
from fitmail.decide.minutes import Minutes
from fitmail.decide.order_lines import OrderLine, Parsed
from fitmail.decide.orders import offers
from fitmail.model import Case, Enquiry, Person, Purpose, Result, Settle, Token, Withdraw

_NOTE = "note "  # then the Message-ID of the mail that is the note
_SAYS_NOTHING = ("send", "drop", "why", "show", "status", "help", "undo", "subscribe", "unsubscribe")


def about_note(message_id: str) -> str:
    """Token.about of the transcript that offers to send a note."""
    return _NOTE + message_id


def offered(minutes: Minutes, case: Case, to: str, *, by: Person, text: str, key: str) -> None:
    """A colleague's words, kept as a note, are offered to whoever is in charge: one word sends them."""
    tell = minutes.tell_person(
        to, key=key, template="offered", case=case.id, facts={"by": by.name, "text": text}, purpose=Purpose.DESK
    )
    if isinstance(case, Enquiry) and minutes.message_id:
        about = about_note(minutes.message_id)
        minutes.tell(replace(tell, offers=offers("send", "reply", "help"), purpose=Purpose.HELD, about=about))
    else:
        minutes.tell(replace(tell, offers=offers("help")))


def token_of(hand: Hand) -> Token | None:
    """The HELD token that was answered."""
    recognition = hand.minutes.ctx.recognition
    token = recognition.token if recognition is not None else None
    return token if token is not None and token.purpose is Purpose.HELD else None


def noted_text(hand: Hand) -> str:
    """The note that the answered transcript offered to send, "" when it offered none."""
    token = token_of(hand)
    if token is None or not token.about.startswith(_NOTE):
        return ""
    wanted = token.about[len(_NOTE) :]
    notes = (x for x in hand.minutes.ctx.journal if x.case == token.case and x.what == "note")
    return next((x.why for x in notes if x.message_id == wanted), "")


def held_arrivals(hand: Hand) -> tuple[str, ...]:
    """Keys of the held mails that a HELD token speaks of: the arrival's key stands first."""
    token = token_of(hand)
    if token is None or token.about.startswith(_NOTE):
        return ()
    return tuple(token.about.split()[:1])


def held_mails(hand: Hand, order: OrderLine) -> tuple[str, ...]:
    """Outbox keys that `send` and `drop` mean: those of the HELD token; else the person's own in this case."""
    token = token_of(hand)
    waiting = [m for m in hand.minutes.ctx.held if m.state == "held"]
    if token is not None:
        about = token.about.split()
        return tuple(m.key for m in waiting if m.key in about)
    wanted = order.case or hand.case
    case = hand.minutes.known(wanted)
    if isinstance(case, Enquiry) and case.prepared:
        return ()
    mine = (hand.person.address, *hand.person.aliases)
    return tuple(m.key for m in waiting if m.case == wanted and m.outward and m.by in mine)


def still_waiting(hand: Hand) -> str:
    """The words for the client that the answered mail showed and that wait for "send" or "drop"; "" for none."""
    token = token_of(hand)
    about = token.about.split() if token is not None else []
    if about[-1:] != [WAITS]:
        return ""
    return next((m.text for m in hand.minutes.ctx.held if m.state == "held" and m.key in about), "")


def settle_held(hand: Hand) -> None:
    """What the answered mail showed waits for nothing more."""
    about = held_arrivals(hand)
    for arrival in about:
        hand.minutes.note(Settle(arrival=arrival))
    token = token_of(hand)
    keys = token.about.split() if token is not None and about else []
    for mail in hand.minutes.ctx.held:
        if mail.state == "held" and mail.key in keys:
            hand.minutes.note(Withdraw(outbox_key=mail.key))


def settle_corrected(hand: Hand, parsed: Parsed, results: list[Result]) -> None:
    """The held mail was shown back, and its author has now said what was meant; words for the client go on waiting."""
    verbs = {line.verb for line in parsed.lines}
    meant = verbs - set(_SAYS_NOTHING) and not verbs & {"send", "drop"} and all(result.ok for result in results)
    if meant and not still_waiting(hand):
        settle_held(hand)

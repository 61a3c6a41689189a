"""What the orders about a turn do (level 1): accept, object, shadow, hours; and the same words of a calendar.

Each act has the name of its row in orders.py. Promises: the first co-op that accepts has the turn; who comes later is
told who; an order given twice changes nothing the second time.
"""

from __future__ import annotations

from fitmail.decide import handover, rota_mails, swaps
from fitmail.decide.hand import Hand, Refused, bad, good, person_named
from fitmail.decide.numbers import CHAIRING
from fitmail.decide.order_lines import OrderLine, case_id, fold
from fitmail.decide.taking import decline, take
from fitmail.decide.turns import (
    Question,
    changed,
    open_invitation,
    question_of,
    turn_at,
    with_turn,
)
from fitmail.decide.worktime import desk_date
from fitmail.model import Account, Person, Purpose, Result, Spent, Turn

MOST_HOURS = 1000.0


def asked(hand: Hand) -> Question | None:
    """What the answered mail asked."""
    recognition = hand.minutes.ctx.recognition
    token = recognition.token if recognition is not None else None
    return question_of(token.about) if token is not None and token.purpose is Purpose.ROTA else None


def _turn_meant(hand: Hand, order: OrderLine) -> Turn:
    """The turn of the answered mail; else the one that the person's co-op was asked to take."""
    question, turns = asked(hand), hand.minutes.directory.turns
    turn = turn_at(turns, question.first) if question is not None else None
    if turn is None:
        waiting = [t for t in turns if t.state != "confirmed" and open_invitation(t, hand.person.coop) is not None]
        turn = min(waiting, key=lambda t: t.first, default=None)
    if turn is None:
        raise Refused(bad(order, "nothing-asked"))
    return turn


def accept(hand: Hand, order: OrderLine) -> Result:
    """A handover, a swap or cover that somebody asked for, or a turn."""
    question = asked(hand)
    if handover.is_meant(hand, order, question):
        return handover.accept(hand, order)
    if question is not None and question.kind in ("swap", "cover"):
        return swaps.agreed(hand, order, question)
    turn = _turn_meant(hand, order)
    if turn.state == "confirmed":
        return _taken_already(hand, order, turn)
    if not hand.person.coop or turn.last < desk_date(hand.minutes.now, hand.minutes.hours):
        raise Refused(bad(order, "nothing-asked"))
    turn = take(hand.minutes, turn, hand.person, names=_names(hand, order), text=hand.text())
    minutes = hand.minutes
    return good(
        order, "turn-accepted" if turn.backup else "turn-accepted-plain",
        chair=minutes.name(turn.chair), backup=minutes.name(turn.backup) if turn.backup else "",
        first=turn.first.isoformat(), last=turn.last.isoformat(),
    )  # fmt: skip


def _taken_already(hand: Hand, order: OrderLine, turn: Turn) -> Result:
    if hand.person.address in (turn.chair, turn.backup):
        return good(order, "turn-yours", first=turn.first.isoformat())
    raise Refused(bad(order, "turn-taken", owner=hand.minutes.name(turn.chair)))


def _names(hand: Hand, order: OrderLine) -> tuple[Person, ...]:
    """`accept Ana, Lu`: who chairs, and who backs up. A kind word behind "accept" names nobody."""
    words = order.args.strip(" .")
    for glue in (" and ", " y ", " e ", ";", "+", "&"):
        words = words.replace(glue, ",")
    pieces = [piece.strip() for piece in words.split(",") if piece.strip()][:2]
    if not pieces or not all("@" in p or (len(p.split()) <= 3 and p[:1].isupper()) for p in pieces):
        return ()
    return tuple(person_named(hand, order, piece) for piece in pieces)


def object_(hand: Hand, order: OrderLine) -> Result:
    """No to a turn, a swap or a cover; of a handover people speak to each other."""
    question = asked(hand)
    if question is not None and question.kind in ("swap", "cover"):
        return swaps.refused(hand, order, question)
    if question is not None and question.kind == "handover":
        raise Refused(bad(order, "say-except"))
    turn = _turn_meant(hand, order)
    coop = hand.person.coop
    if turn.state == "confirmed" or open_invitation(turn, coop) is None:
        if any(one.coop == coop and one.answer == "declined" for one in turn.asked):
            return good(order, "turn-declined", first=turn.first.isoformat())
        raise Refused(bad(order, "nothing-asked"))
    text = "\n".join(part for part in (order.args, hand.text()) if part.strip())
    decline(hand.minutes, turn, coop, text=text)
    return good(order, "turn-declined", first=turn.first.isoformat())


def shadow(hand: Hand, order: OrderLine) -> Result:
    """Somebody learns: copies of the turn's cards, and no reminders."""
    minutes, question = hand.minutes, asked(hand)
    directory, today = minutes.directory, desk_date(minutes.now, minutes.hours)
    turn = turn_at(directory.turns, question.first) if question is not None else None
    turn = turn or min((t for t in directory.turns if t.last >= today), key=lambda t: t.first, default=None)
    if turn is None:
        raise Refused(bad(order, "no-turn"))
    me = person_named(hand, order, order.args) if order.args else hand.person
    if turn.shadow and turn.shadow != me.address:
        raise Refused(bad(order, "shadow-taken", owner=minutes.name(turn.shadow)))
    if turn.shadow != me.address:
        turn = changed(turn, shadow=me.address)
        minutes.roster(with_turn(directory.turns, turn), directory.absences)
        if turn.chair:
            rota_mails.taken(minutes, turn, why="shadow", text="")
    return good(order, "shadow", to=me.name, first=turn.first.isoformat())


def keep(hand: Hand, order: OrderLine) -> Result:
    return handover.keep(hand, order)


def hours(hand: Hand, order: OrderLine) -> Result:
    """Hours on duty, for the ledger: `hours 2.5`."""
    words = fold(order.args).replace(",", ".").removesuffix("hours").removesuffix("horas").strip(" h.")
    figure = words.replace(".", "", 1)
    count = float(words) if figure.isdecimal() and figure.isascii() and len(words) < 8 else 0.0
    if not 0 < count <= MOST_HOURS:
        raise Refused(bad(order, "bad-hours", found=order.args))
    minutes = hand.minutes
    case = order.case or (hand.case if case_id(hand.case) else "")
    spent = Spent(
        case=case, coop=hand.person.coop, person=hand.person.address, hours=count, amount=0, currency="",
        what=CHAIRING, at=minutes.now,
    )  # fmt: skip
    minutes.note(Account(spent=spent))
    return good(order, "hours", count=f"{count:g}")

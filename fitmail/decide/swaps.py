"""What the orders of people on the rota among themselves do (level 1): swap, cover, away; and the other side's word.

Promises: a swap and a cover count when both sides have said so, and the mail that asks holds all there is to know;
what was asked of a turn that changed meanwhile does nothing; being away needs nobody's leave: the backup acts, the
coordinator hears where chair and backup are both away, and it ends by itself.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from fitmail.decide import rota_mails
from fitmail.decide.daywords import parse_days
from fitmail.decide.hand import Hand, Refused, bad, good, person_named
from fitmail.decide.minutes import Minutes
from fitmail.decide.onduty import on_duty, turn_of_day, turn_worked
from fitmail.decide.order_lines import OrderLine, fold
from fitmail.decide.orders import offers
from fitmail.decide.turns import Question, about_pair, changed, question_of, turn_at, with_turn
from fitmail.decide.worktime import close_of, desk_date
from fitmail.model import Absence, Audience, Person, Purpose, Result, Tell, Turn

_ENDS = frozenset(("off", "over", "none", "cancel", "back", "no", "nada", "cancelar", "volvi", "voltei", "fin", "fim"))


def _today(minutes: Minutes) -> date:
    return desk_date(minutes.now, minutes.hours)


def _coop(minutes: Minutes, address: str) -> str:
    person = minutes.person(address)
    return person.coop if person is not None else ""


# ---------------------------------------------------------------- swap


def _coming(minutes: Minutes, person: Person) -> list[Turn]:
    """Turns that have not begun and whose handover has not begun."""
    today, own = _today(minutes), (person.address, *person.aliases)
    return [
        t
        for t in sorted(minutes.directory.turns, key=lambda t: t.first)
        if t.first > today and t.state == "confirmed" and not t.handover and (t.chair in own or t.backup in own)
    ]


def swap(hand: Hand, order: OrderLine) -> Result:
    """`swap X`: X takes my turn and I take theirs, where they have one."""
    minutes = hand.minutes
    to = person_named(hand, order, order.args)
    mine = _coming(minutes, hand.person)
    recognition = minutes.ctx.recognition
    token = recognition.token if recognition is not None else None
    named = question_of(token.about) if token is not None and token.purpose is Purpose.ROTA else None
    turn = next((t for t in mine if named is not None and t.first == named.first), mine[0] if mine else None)
    if turn is None:
        raise Refused(bad(order, "no-turn"))
    if to.address == hand.person.address:
        raise Refused(bad(order, "yourself"))
    chairs = hand.person.address == turn.chair
    theirs = [t for t in _coming(minutes, to) if t.first != turn.first and (t.chair == to.address) == chairs]
    second = theirs[0] if theirs and to.address not in (turn.chair, turn.backup) else None
    about = about_pair("swap", turn.first, second.first if second else None, by=hand.person.address, to=to.address)
    _ask_other(hand, to, about, "swap", {"turn": turn, "other": second, "first": turn.first, "last": turn.last})
    return good(order, "swap-asked", to=to.name)


def _ask_other(hand: Hand, to: Person, about: str, kind: str, facts: dict[str, object]) -> None:
    tell = Tell(
        key=hand.key(kind),
        audience=(Audience(kind="person", who=to.address),),
        template="swap-ask",
        case="",
        facts={"by": hand.person.address, "kind": kind, "text": hand.text(), **facts},
        purpose=Purpose.ROTA,
        about=about,
    )
    hand.minutes.tell(replace(tell, offers=(*offers("accept"), rota_mails.no())))


def _is(hand: Hand, address: str) -> bool:
    return address in (hand.person.address, *hand.person.aliases)


def agreed(hand: Hand, order: OrderLine, question: Question) -> Result:
    """The other side's yes."""
    if not _is(hand, question.to):
        raise Refused(bad(order, "nothing-asked"))
    if question.kind == "cover":
        return _covered(hand, order, question)
    turns = hand.minutes.directory.turns
    turn = turn_at(turns, question.first)
    other = turn_at(turns, question.second) if question.second is not None else None
    if turn is None or turn.handover or (question.second is not None and (other is None or other.handover)):
        raise Refused(bad(order, "nothing-asked"))
    if question.to in (turn.chair, turn.backup) and question.by not in (turn.chair, turn.backup):
        return good(order, "turn-yours", first=turn.first.isoformat())
    there = question.by in (turn.chair, turn.backup)
    if not there or (other is not None and question.to not in (other.chair, other.backup)):
        raise Refused(bad(order, "nothing-asked"))
    _exchange(hand.minutes, turn, question.by, question.to)
    if other is not None:
        _exchange(hand.minutes, other, question.to, question.by)
    return good(order, "swapped", to=hand.minutes.name(question.by), first=turn.first.isoformat())


def _exchange(minutes: Minutes, turn: Turn, out: str, into: str) -> None:
    """One person in the place of another; where both are in it, they change places."""
    places = {out: into, into: out}
    chair, backup = places.get(turn.chair, turn.chair), places.get(turn.backup, turn.backup)
    coop = turn.coop if chair == turn.chair else _coop(minutes, chair)
    was, turn = turn, changed(turn, chair=chair, backup=backup, coop=coop)
    directory = minutes.directory
    minutes.roster(with_turn(directory.turns, turn), directory.absences)
    rota_mails.taken(minutes, turn, why="swapped", text="")
    left = tuple(a for a in (was.chair, was.backup) if a not in (turn.chair, turn.backup, turn.shadow))
    rota_mails.gone(minutes, turn, left, why="swapped")


def refused(hand: Hand, order: OrderLine, question: Question) -> Result:
    """The other side's no: whoever asked is told."""
    if not _is(hand, question.to):
        raise Refused(bad(order, "nothing-asked"))
    facts: dict[str, object] = {"by": question.to, "kind": question.kind, "first": question.first, "text": hand.text()}
    tell = Tell(
        key=hand.key("refused"),
        audience=(Audience(kind="person", who=question.by),),
        template="swap-refused",
        case="",
        facts=facts,
        purpose=Purpose.DESK,
    )
    hand.minutes.tell(replace(tell, offers=offers("swap", "cover", "help")))
    return good(order, "told-no", to=hand.minutes.name(question.by))


# ---------------------------------------------------------------- cover


def cover(hand: Hand, order: OrderLine) -> Result:
    """`cover D1..D2`: I stand in for the chair; `cover NAME D1..D2`: NAME is asked to stand in for me."""
    minutes, words = hand.minutes, order.args.split()
    days = parse_days(order.args, today=_today(minutes))
    named: Person | None = None
    for count in range(1, min(5, len(words))) if days is None else ():
        days = parse_days(" ".join(words[count:]), today=_today(minutes))
        if days is not None:
            named = person_named(hand, order, " ".join(words[:count]))
            break
    if days is None or days[1] < _today(minutes):
        raise Refused(bad(order, "bad-days", found=order.args))
    first, last = days
    if named is not None:
        return _wanted(hand, order, named, first, last)
    turn = turn_worked(minutes.directory.turns, max(first, _today(minutes)))
    if turn is None or not turn.chair:
        raise Refused(bad(order, "no-turn"))
    if turn.chair == hand.person.address:
        raise Refused(bad(order, "who-covers"))
    away = [a for a in minutes.directory.absences if a.person == turn.chair and a.first <= first and last <= a.last]
    if away and not any(a.cover for a in away):
        _stands_in(minutes, turn.chair, hand.person.address, (first, last), text=hand.text())
        return good(order, "covers", to=minutes.name(turn.chair), first=first.isoformat(), last=last.isoformat())
    chair = minutes.person(turn.chair)
    if chair is None:
        raise Refused(bad(order, "no-turn"))
    about = about_pair("cover", first, last, by=hand.person.address, to=turn.chair)
    _ask_other(hand, chair, about, "cover", {"turn": turn, "other": None, "first": first, "last": last})
    return good(order, "swap-asked", to=chair.name)


def _wanted(hand: Hand, order: OrderLine, to: Person, first: date, last: date) -> Result:
    """The chair asks somebody to stand in."""
    turn = turn_worked(hand.minutes.directory.turns, max(first, _today(hand.minutes)))
    if turn is None or hand.person.address != turn.chair:
        raise Refused(bad(order, "no-turn"))
    if to.address == hand.person.address:
        raise Refused(bad(order, "yourself"))
    about = about_pair("cover", first, last, by=hand.person.address, to=to.address)
    _ask_other(hand, to, about, "covered", {"turn": turn, "other": None, "first": first, "last": last})
    return good(order, "swap-asked", to=to.name)


def _covered(hand: Hand, order: OrderLine, question: Question) -> Result:
    """One of the two is the chair of those days; the other stands in."""
    minutes, last = hand.minutes, question.second
    turn = turn_worked(minutes.directory.turns, max(question.first, _today(minutes)))
    if last is None or turn is None or turn.chair not in (question.by, question.to) or last < _today(minutes):
        raise Refused(bad(order, "nothing-asked"))
    by = question.by if turn.chair == question.to else question.to
    _stands_in(minutes, turn.chair, by, (question.first, last), text=hand.text())
    return good(order, "covers", to=minutes.name(turn.chair), first=question.first.isoformat(), last=last.isoformat())


def _stands_in(minutes: Minutes, chair: str, by: str, days: tuple[date, date], *, text: str) -> None:
    directory = minutes.directory
    first, last = days
    new = Absence(person=chair, first=first, last=last, cover=by)
    if new in directory.absences:
        return
    minutes.roster(directory.turns, (*_still(minutes), new))
    _told(minutes, (chair, by), new, acting=by, text=text)


# ---------------------------------------------------------------- away


def away(hand: Hand, order: OrderLine) -> Result:
    """`away D1..D2`; `away off` when one is back earlier."""
    minutes, me = hand.minutes, hand.person.address
    today = _today(minutes)
    if fold(order.args).strip(" .") in _ENDS:
        return _back(hand, order)
    days = parse_days(order.args, today=today)
    if days is None or days[1] < today:
        raise Refused(bad(order, "bad-days", found=order.args))
    first, last = days
    new = Absence(person=me, first=first, last=last)
    if not any(a.person == me and (a.first, a.last) == days for a in minutes.directory.absences):
        minutes.roster(minutes.directory.turns, (*_still(minutes), new))
        _tell_of_absence(minutes, new, hand.text())
    return good(order, "away", first=first.isoformat(), last=last.isoformat())


def _still(minutes: Minutes) -> tuple[Absence, ...]:
    """Those that are not long over."""
    limit = _today(minutes) - timedelta(days=60)
    return tuple(a for a in minutes.directory.absences if a.last >= limit)


def _back(hand: Hand, order: OrderLine) -> Result:
    minutes, me, today = hand.minutes, hand.person.address, _today(hand.minutes)
    kept: list[Absence] = []
    for one in _still(minutes):
        if one.person != me or one.last < today:
            kept.append(one)
        elif one.first < today:
            kept.append(replace(one, last=today - timedelta(days=1)))
    minutes.roster(minutes.directory.turns, tuple(kept))
    return good(order, "back")


def _tell_of_absence(minutes: Minutes, new: Absence, text: str) -> None:
    """Who acts meanwhile is told; the coordinator too where chair and backup are both away, or nobody is left."""
    directory, seen = minutes.directory, set[tuple[str, str]]()
    day = max(new.first, _today(minutes))
    uncovered = False
    told: dict[str, None] = {}
    while day <= new.last:
        turn = turn_worked(directory.turns, day) if turn_of_day(directory.turns, day) is not None else None
        if turn is not None and new.person in (turn.chair, turn.backup):
            acting = on_duty(directory, minutes.policy, close_of(day, minutes.hours)).chair
            if (acting, turn.chair) not in seen:
                seen.add((acting, turn.chair))
                told |= dict.fromkeys(a for a in (acting, turn.backup) if a and a != new.person)
                uncovered |= acting not in (turn.chair, turn.backup)
        day += timedelta(days=1)
    acting = next((who for who, _ in seen if who), "")
    _told(minutes, tuple(told), new, acting=acting, text=text)
    if uncovered:
        facts = {"who": new.person, "first": new.first, "last": new.last, "acting": acting, "both": True, "text": text}
        both = Tell(
            key=f"both-{new.person}-{new.first.isoformat()}", audience=rota_mails.COORDINATOR, template="away", case="",
            facts=facts, purpose=Purpose.DESK, offers=offers("cover", "help"),
        )  # fmt: skip
        minutes.tell(both)


def _told(minutes: Minutes, people: tuple[str, ...], new: Absence, *, acting: str, text: str) -> None:
    if people:
        facts = {
            "who": new.person, "first": new.first, "last": new.last, "acting": acting, "both": False, "text": text,
        }  # fmt: skip
        tell = Tell(
            key=f"away-{new.person}-{new.first.isoformat()}", template="away", case="", facts=facts,
            audience=tuple(Audience(kind="person", who=a) for a in dict.fromkeys(people)),
            purpose=Purpose.DESK, offers=offers("cover", "help"),
        )  # fmt: skip
        minutes.tell(tell)

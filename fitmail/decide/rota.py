"""The desk of the rota: what it does when a slot of rota_slots.py has come, and what a calendar answers.

Promises: a turn is offered to one co-op after the other and the first yes counts; whoever is silent or says no is not
asked again for it; where nobody takes it the one on duty stays and the coordinator knows; a calendar's answer counts
only when the mail is proven to come from a person of the co-op that was asked (RFC 5546, RFC 6047).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from fitmail.decide import handover, rota_mails
from fitmail.decide.minutes import Minutes
from fitmail.decide.numbers import CHAIRING, waits_for_us
from fitmail.decide.orders import offers
from fitmail.decide.taking import ask_next, decline, take
from fitmail.decide.turns import (
    answered,
    first_of_uid,
    open_invitation,
    period_end,
    turn_at,
    uncovered,
    with_turn,
)
from fitmail.decide.worktime import add_working_days, desk_date
from fitmail.model import Audience, Context, Decision, Person, Purpose, Tell, Tick, Turn

UNANSWERED = 3  # working days without a word of a person to anybody, while cases wait


def fell_due(ctx: Context) -> Decision:
    """One duty of the rota."""
    assert isinstance(ctx.event, Tick)
    minutes = Minutes(ctx)
    name, _, rest = ctx.event.about.partition(":")
    label, _, more = rest.partition(":")
    if name == "hours":
        return _hours(minutes)
    if name == "watch":
        return _watch(minutes)
    turn = turn_at(minutes.directory.turns, date.fromisoformat(label))
    if name == "plan":
        turn = turn or _new_turn(minutes, date.fromisoformat(label))
    done = _of_turn(minutes, name, turn, more) if turn is not None else ""
    return minutes.finish(done or "Nothing was due any more.", end="filed", case=turn.handover if turn else "")


def _of_turn(minutes: Minutes, name: str, turn: Turn, more: str) -> str:
    """What was done, "" when the turn no longer wants it."""
    taken = turn.state == "confirmed" and turn.chair != ""
    if name in ("soon", "start", "late", "handover"):
        if not taken or (more and more != turn.chair):
            return ""
        if name == "handover":
            return handover.begin(minutes, turn)
        if name == "late":
            return handover.late(minutes, turn)
        if name == "start" and turn.handover and turn.taken_over is None:
            return handover.to_incoming(minutes, turn)
        rota_mails.begins(minutes, turn, today=name == "start", but="")
        return f"The turn of {turn.first} begins; its people were told."
    if taken:
        return ""
    if name == "gap":
        rota_mails.gap(minutes, turn, why="close", coop="", text="")
        return f"Nobody has the turn of {turn.first}; every co-op was told."
    if name == "silent":
        return _silent(minutes, turn, more)
    if name == "plan" and not turn.asked:
        ask_next(minutes, turn)
        return f"The turn of {turn.first} was offered."
    return ""


def _new_turn(minutes: Minutes, first: date) -> Turn | None:
    """The turn that nobody has put into the rota, as long as that is so."""
    today = desk_date(minutes.now, minutes.hours)
    span = uncovered(minutes.directory.turns, min(today, first), minutes.policy.turn)
    if span is None or any(t.first <= first <= t.last for t in minutes.directory.turns):
        return None
    last = span[1] if span[0] == first else period_end(first, minutes.policy.turn)
    return Turn(chair="", backup="", first=first, last=last, state="planned")


def _silent(minutes: Minutes, turn: Turn, coop: str) -> str:
    """Five working days without an answer: the next one is asked. A late yes still counts while nobody has it."""
    if not any(one.coop == coop and one.answer == "" for one in turn.asked):
        return ""
    turn = ask_next(minutes, answered(turn, coop, "silent"))
    if next((one for one in turn.asked if one.answer == ""), None) is not None:
        rota_mails.gap(minutes, turn, why="silent", coop=coop, text="")
    return f"{coop} did not answer about the turn of {turn.first}."


# ---------------------------------------------------------------- calendars


def calendar_speaks(ctx: Context) -> bool:
    """A person's calendar answers about a turn of ours, and the mail is proven to be theirs."""
    message, recognition = ctx.message, ctx.recognition
    if message is None or message.rsvp is None or recognition is None or recognition.person is None:
        return False
    if first_of_uid(message.rsvp.uid, ctx.policy) is None or not message.trust.aligned:
        return False
    person, coop = recognition.person, recognition.coop
    own = {person.address, *person.aliases, *((coop.mailbox,) if coop is not None and coop.mailbox else ())}
    return message.rsvp.attendee in own


def calendar(ctx: Context) -> Decision:
    """Accepted and declined count as the words would; tentative leaves the question open."""
    minutes = Minutes(ctx)
    message, recognition = minutes.message, ctx.recognition
    assert message.rsvp is not None and recognition is not None and recognition.person is not None
    first = first_of_uid(message.rsvp.uid, ctx.policy)
    turn = turn_at(minutes.directory.turns, first) if first is not None else None
    person, said = recognition.person, message.rsvp.partstat
    done = f"The calendar of {person.name} says {said or 'nothing'} to a turn."
    if turn is None:
        return minutes.finish(done, end="machine", case="")
    if turn.state != "confirmed" and open_invitation(turn, person.coop) is not None:
        if said == "accepted":
            take(minutes, turn, person, names=(), text="")
        elif said == "declined":
            decline(minutes, turn, person.coop, text="")
    elif said == "declined" and person.address in (turn.chair, turn.backup):
        _second_thoughts(minutes, turn, person)
    return minutes.finish(done, end="machine", case="")


def _second_thoughts(minutes: Minutes, turn: Turn, person: Person) -> None:
    """Who has a turn says no to it in the calendar: people sort that out, and nothing is taken away unasked."""
    facts: dict[str, object] = {"why": "refused", "coop": person.name, "asked": (), "text": ""}
    facts["days"] = (turn.first - desk_date(minutes.now, minutes.hours)).days
    facts["acting"] = ""
    audience = (*rota_mails.COORDINATOR, Audience(kind="person", who=person.address))
    minutes.tell(Tell(key="refused", audience=audience, template="rota-gap", case="", facts={"turn": turn, **facts}))


# ---------------------------------------------------------------- the watch, and the treasurer


def _watch(minutes: Minutes) -> Decision:
    """Three working days without a word to anybody, while cases wait: backup and coordinator are told, once a turn."""
    duty, pile, hours = minutes.duty(), minutes.ctx.pile, minutes.hours
    turn = duty.turn
    silent = "Somebody answers."
    if turn is None or pile is None or turn.missed is not None:
        return minutes.finish(silent, end="filed", case="")
    since = max(turn.taken_over or pile.since, pile.last_reply or pile.since)
    old = [c for c in pile.open if waits_for_us(c) and add_working_days(c.changed_at, UNANSWERED, hours) <= minutes.now]
    if not old or add_working_days(since, UNANSWERED, hours) > minutes.now:
        return minutes.finish(silent, end="filed", case="")
    directory = minutes.directory
    today = desk_date(minutes.now, hours)
    minutes.roster(with_turn(directory.turns, replace(turn, missed=today)), directory.absences)
    facts: dict[str, object] = {"turn": turn, "cases": tuple(old), "days": UNANSWERED}
    audience = (*((Audience(kind="person", who=duty.backup),) if duty.backup else ()), *rota_mails.COORDINATOR)
    tell = Tell(key="missed", audience=audience, template="turn-missed", case="", facts=facts, purpose=Purpose.DESK)
    minutes.tell(replace(tell, offers=offers("claim", "assign", "cover")))
    return minutes.finish("Nobody has been answered for three working days.", end="filed", case="")


def _hours(minutes: Minutes) -> Decision:
    """The hours of the month before, for the treasurer."""
    pile = minutes.ctx.pile
    told: dict[str, float] = {}
    this = desk_date(minutes.now, minutes.hours).replace(day=1)
    month = (this - timedelta(days=1)).replace(day=1)
    for one in pile.spent if pile is not None else ():
        if one.what == CHAIRING and one.hours and month <= desk_date(one.at, minutes.hours) < this:
            told[one.coop] = told.get(one.coop, 0.0) + one.hours
    to = tuple(Audience(kind="person", who=p.address) for p in minutes.directory.people if "treasurer" in p.roles)
    if told and to:
        facts: dict[str, object] = {"month": month, "hours": tuple(sorted(told.items()))}
        minutes.tell(Tell(key="hours", audience=to, template="rota-hours", case="", facts=facts, offers=offers("help")))
    return minutes.finish("The hours on duty of a month.", end="filed", case="")

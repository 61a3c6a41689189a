"""Everything decide may know about one event, gathered in the transaction that will write the answer.

Promises: reads only; each field of `Context` is filled for every kind of event; what cannot matter is not asked.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, bindparam, distinct, func, select

from fitmail.model import (
    Alarm,
    Arrival,
    Case,
    Classification,
    Context,
    Counters,
    Enquiry,
    Event,
    Handbook,
    Handover,
    Message,
    Opportunity,
    Order,
    Pile,
    Policy,
    Proposal,
    Purpose,
    Recognition,
    Returned,
    SentMail,
    Tick,
    Week,
)
from fitmail.store import archive, cases, lessons, outbox, people, week
from fitmail.store import schema as s
from fitmail.store.people import Register
from fitmail.store.pile import is_wanted, pile, turn_named

_RECEIPT = "receipt%"  # templates of automatic answers
_DAY = timedelta(hours=24)
_HOUR = timedelta(hours=1)


_box = s.outbox.c
_answers = select(func.count()).where(
    _box.template.like(_RECEIPT), _box.automatic, _box.outward, _box.state != "withdrawn"
)
_to_them = _answers.where(_box.address.in_(bindparam("people", expanding=True)))
_counts = select(
    _to_them.where(_box.case_id == bindparam("case_id")).scalar_subquery().label("for_case"),
    _to_them.where(_box.at > bindparam("yesterday")).scalar_subquery().label("today"),
    _answers.where(_box.at > bindparam("an_hour_ago")).scalar_subquery().label("hour"),
)
_confirmed_to = select(func.count(distinct(_box.message_id))).where(
    _box.author.in_(bindparam("people", expanding=True)),
    _box.outward,
    ~_box.automatic,
    _box.template != "post",
    _box.state.in_(("sent", "queued", "in_flight")),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What `Page.context` was asked."""

    connection: Connection
    event: Event
    now: datetime
    message: Message | None
    recognition: Recognition | None
    classification: Classification | None
    named: tuple[str, ...]
    policy: Policy
    handbook: Handbook
    register: Register


def context(asked: Question) -> Context:
    """Everything decide may know, and nothing else."""
    connection, recognition = asked.connection, asked.recognition
    returned = outbox.by_keys(connection, _returned(asked))
    case_id = _case_id(asked, returned)
    known = _with_linked(connection, cases.by_id(connection, [case_id, *asked.named] if case_id else asked.named))
    case = known.get(case_id)
    opportunities = [one for one in known if one.startswith("O-")]
    return Context(
        event=asked.event,
        now=asked.now,
        message=asked.message,
        recognition=recognition,
        classification=asked.classification,
        case=case,
        cases=known,
        next_numbers=cases.next_numbers(connection),
        directory=asked.register.directory,
        handbook=asked.handbook,
        policy=asked.policy,
        counters=_counters(asked, case),
        sent=_sent(connection, case, returned),
        held=_held(asked, case),
        undoable=cases.undoable(connection, case.id) if case else None,
        journal=cases.journal(connection, case.id) if case else (),
        interests=cases.interests(connection, opportunities, coop=""),
        letters=cases.letters(connection, list(known)),
        post=archive.post(connection, recognition.post) if recognition and recognition.post else None,
        week=_week(asked),
        similar=_similar(asked, case),
        meeting=people.next_meeting(connection, _today(asked)) if asked.message is not None else None,
        standing=_standing(asked),
        pile=_pile(asked, case),
    )


def _today(asked: Question) -> date:
    """The desk's."""
    return asked.now.astimezone(ZoneInfo(asked.policy.zone)).date()


# -- the case


def _case_id(asked: Question, returned: tuple[SentMail, ...]) -> str:
    if asked.recognition is not None and asked.recognition.case:
        return asked.recognition.case
    match asked.event:
        case Tick() as tick:
            turn = turn_named(tick, asked.register.directory.turns) if tick.duty == "rota" else None
            return tick.about if tick.duty == "wake" else turn.handover if turn is not None else ""
        case Order():
            return asked.named[0] if asked.named else ""
        case Arrival() | Returned() | Alarm():
            return next((mail.case for mail in returned), "")


def _returned(asked: Question) -> tuple[str, ...]:
    """Key of the mail that came back."""
    if isinstance(asked.event, Returned):
        return (asked.event.outbox_key,)
    if asked.recognition is not None and asked.recognition.returned:
        return (asked.recognition.returned,)
    return ()


def _with_linked(connection: Connection, known: Mapping[str, Case]) -> dict[str, Case]:
    """With the enquiry of each opportunity and the opportunity of each enquiry."""
    linked = []
    for case in known.values():
        if isinstance(case, Opportunity):
            linked.append(case.enquiry)
        elif isinstance(case, Enquiry):
            linked.append(case.opportunity)
    missing = [one for one in linked if one and one not in known]
    return {**known, **cases.by_id(connection, missing)}


def _similar(asked: Question, case: Case | None) -> tuple[Case, ...]:
    """Closed enquiries that a chair may want to look at; only a mail that may make a card asks for them."""
    found, message = asked.classification, asked.message
    if message is None or found is None or found.table != "enquiries" or (case is not None and case.id[:1] != "E"):
        return ()
    enquirer = case.enquirer.address if isinstance(case, Enquiry) else message.author.address
    return cases.closed_like(
        asked.connection,
        category=case.category if case is not None else found.category,
        domain=enquirer.rpartition("@")[2],
        but=case.id if case is not None else "",
    )


def _pile(asked: Question, case: Case | None) -> Pile | None:
    """For the rota alone."""
    if not is_wanted(asked.event, asked.message, asked.recognition, asked.named):
        return None
    turns = asked.register.directory.turns
    until = turn_named(asked.event, turns) if isinstance(asked.event, Tick) else None
    if isinstance(case, Handover):
        until = next((turn for turn in turns if turn.handover == case.id), until)
    return pile(asked.connection, until=until, turns=turns, now=asked.now, zone=asked.policy.zone)


# -- mails


def _sent(connection: Connection, case: Case | None, returned: tuple[SentMail, ...]) -> tuple[SentMail, ...]:
    """Of the case, newest last; the one that came back belongs to it, whatever its case."""
    rows = outbox.of_case(connection, case.id) if case else ()
    keys = {row.key for row in rows}
    return (*(row for row in returned if row.key not in keys), *rows)


def _held(asked: Question, case: Case | None) -> tuple[SentMail, ...]:
    """What a HELD token speaks of; for a mail or an order in a case also what else is held there; for an answer to a
    digest what is held in the cases it names."""
    token = asked.recognition.token if asked.recognition else None
    keys: list[str] = token.about.split() if token and token.purpose == Purpose.HELD else []
    spoken = outbox.by_keys(asked.connection, keys)
    if token and token.purpose == Purpose.DIGEST:  # a digest concerns many cases, and its answer names them
        return tuple(row for one in asked.named for row in outbox.of_case(asked.connection, one) if row.state == "held")
    if case is None or not isinstance(asked.event, Arrival | Order):
        return spoken
    there = {row.key for row in spoken}
    waiting = (row for row in outbox.of_case(asked.connection, case.id) if row.state == "held")
    return (*spoken, *(row for row in waiting if row.key not in there))


def _counters(asked: Question, case: Case | None) -> Counters:
    """Automatic answers already given, so that no two machines can talk to each other for long."""
    row = asked.connection.execute(
        _counts,
        {
            "people": list(_answered(asked, case)),
            "case_id": case.id if case else "",
            "yesterday": asked.now - _DAY,
            "an_hour_ago": asked.now - _HOUR,
        },
    ).one()
    return Counters(for_case=row.for_case if case else 0, today=row.today, hour=row.hour, confirmed=_confirmed(asked))


def _answered(asked: Question, case: Case | None) -> tuple[str, ...]:
    """The addresses that an automatic answer to this event could go to."""
    message = asked.message
    if message is None:
        return (case.enquirer.address,) if isinstance(case, Enquiry) else ()
    boxes = [message.author.address, *(box.address for box in message.reply_to)]
    if message.form is not None:
        boxes.append(message.form.email.lower())
    if message.forward is not None and message.forward.author is not None:
        boxes.append(message.forward.author.address)
    return tuple({address for address in boxes if address})


def _confirmed(asked: Question) -> int:
    """How many answers of this person left for enquirers: one mail to several people is one answer."""
    person = asked.recognition.person if asked.recognition else None
    if isinstance(asked.event, Order):
        person = asked.register.person(asked.event.by)
    if person is None:
        return 0
    found: int = asked.connection.scalar(_confirmed_to, {"people": [person.address, *person.aliases]}) or 0
    return found


def _standing(asked: Question) -> Proposal | None:
    """The proposal that the answered mail showed, while its word has not been given."""
    token = asked.recognition.token if asked.recognition else None
    if token is None or token.purpose != Purpose.RULES or not token.about:
        return None
    return lessons.proposal(asked.connection, token.about)


def _week(asked: Question) -> Week | None:
    """What a digest or report tells of; nothing for any other event."""
    tick = asked.event
    if not isinstance(tick, Tick) or tick.duty not in week.TOLD:
        return None
    return week.week(asked.connection, tick, zone=asked.policy.zone, reader=asked.register.person(tick.about))

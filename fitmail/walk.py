"""THE walk: one event from waiting to done.

Takes the waiting events of the books; gives how many were walked. This file alone calls the verbs of the rooms, in
order: read, recognise, classify outside any lock; then, in one transaction, what is known, decide, compose and
write. Promises: an event is all or nothing; one that breaks the machine is put back and, after some tries, parked
with its traceback, and the line goes on; the same event walked twice writes the same names and nothing new.
Must never contain a business rule.
"""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from fitmail.classify import classify
from fitmail.classify.rulebook import Rulebook
from fitmail.compose import Source, Stationery, compose
from fitmail.decide import decide, named_cases, on_duty, wished
from fitmail.model import (
    Arrival,
    Case,
    Change,
    Classification,
    Context,
    Decision,
    Event,
    Message,
    Open,
    Order,
    Ours,
    OutboxMessage,
    Recognition,
    Step,
    Tell,
    TraceLine,
)
from fitmail.proposing import NOTHING, Study, study
from fitmail.read import part, read
from fitmail.store import Books, Page, Trouble

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Furniture:
    """What every walk needs; made by app."""

    books: Books
    rules: Rulebook
    stationery: Stationery
    ours: Ours
    tries: int  # before an event is parked
    fault: Callable[[str], None]  # rehearsals let the lights go out at named points


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """An event with what could be said of it before anybody asks the books for more."""

    event: Event
    message: Message | None
    classification: Classification | None
    named: tuple[str, ...]  # case ids that its first lines name
    broken: str  # traceback, when reading or classifying broke
    study: Study = NOTHING  # of a mail about the rules: what takes too long to be looked up under the lock


@dataclass(frozen=True, slots=True, kw_only=True)
class Walked:
    """One event after decide and compose, before it is written."""

    context: Context
    decision: Decision
    mails: tuple[OutboxMessage, ...]


def understand(event: Event, furniture: Furniture, *, now: datetime) -> Understood:
    """read and classify: outside any lock, and never a reason to stop the line."""
    try:
        if isinstance(event, Order):
            return Understood(event=event, message=None, classification=None, named=named_cases(event.text), broken="")
        if not isinstance(event, Arrival):
            looked_up = _study(event, None, None, furniture)
            return Understood(event=event, message=None, classification=None, named=(), broken="", study=looked_up)
        message = read(event.raw, ours=furniture.ours, rcpt=event.rcpt)
        recognition = furniture.books.recognise(event, message, furniture.stationery.policy, now)
        found = classify(message, recognition, furniture.rules)
        named = named_cases(message.said)
        looked_up = _study(event, message, recognition, furniture)
        return Understood(event=event, message=message, classification=found, named=named, broken="", study=looked_up)
    except Exception:
        return Understood(event=event, message=None, classification=None, named=(), broken=traceback.format_exc())


def _study(event: Event, message: Message | None, recognition: Recognition | None, furniture: Furniture) -> Study:
    policy = furniture.stationery.policy
    wish = wished(event, message, recognition, policy)
    if wish is None:
        return NOTHING
    by = recognition.person.address if recognition is not None and recognition.person is not None else ""
    return study(wish, event, by=by, books=furniture.books, rules=furniture.rules, ours=furniture.ours, policy=policy)


def renewed(known: Understood, furniture: Furniture, *, now: datetime) -> Understood:
    """What was understood by other rules than those in force is understood again."""
    found = known.classification
    if found is None or found.rules_version == furniture.rules.version:
        return known
    return understand(known.event, furniture, now=now)


def conclude(page: Page, known: Understood, furniture: Furniture, *, now: datetime) -> Walked:
    """What is known, what is decided, and the mails: everything but the writing."""
    event, message, policy = known.event, known.message, furniture.stationery.policy
    recognition = None
    if isinstance(event, Arrival) and message is not None:
        # Asked again, inside: the event before this one may have opened the case.
        recognition = page.recognise(event, message, policy, now)
    context = page.context(
        event,
        now=now,
        message=message,
        recognition=recognition,
        classification=known.classification,
        named=known.named,
        policy=policy,
        handbook=furniture.rules.handbook,
    )
    context = replace(context, proposal=known.study.proposal, lessons=known.study.lessons, taught=known.study.taught)
    decision = decide(context)
    tells = [effect for effect in decision.effects if isinstance(effect, Tell)]
    mails = compose(
        tells,
        event_key=event.key,
        now=now,
        stationery=furniture.stationery,
        directory=context.directory,
        duty=on_duty(context.directory, policy, now),
        handbook=context.handbook,
        cases=_cases_after(context, decision),
        letters=context.letters,
        sources=_sources(page, tells, known, furniture),
    )
    return Walked(context=context, decision=decision, mails=mails)


def _cases_after(context: Context, decision: Decision) -> Mapping[str, Case]:
    cases = dict(context.cases)
    if context.case is not None:
        cases[context.case.id] = context.case
    cases.update({e.case.id: e.case for e in decision.effects if isinstance(e, (Open, Change))})
    return cases


def _sources(page: Page, tells: list[Tell], known: Understood, furniture: Furniture) -> Mapping[str, Source]:
    """The mails whose text or attachments are handed on, read again from their bytes."""
    sources: dict[str, Source] = {}
    for key in {tell.source for tell in tells if tell.source}:
        arrival = known.event if key == known.event.key else page.raw(key)
        if not isinstance(arrival, Arrival):
            continue
        own = key == known.event.key and known.message is not None
        message = known.message if own else read(arrival.raw, ours=furniture.ours, rcpt=arrival.rcpt)
        assert message is not None
        parts = {a.path: part(arrival.raw, a.path) for a in message.attachments}
        sources[key] = Source(message=message, parts=parts)
    return sources


def trace_of(known: Understood, walked: Walked, *, now: datetime) -> tuple[TraceLine, ...]:
    """The steps of this event in words; subjects and addresses stay out of it: they are people's."""
    decision = walked.decision
    lines: list[tuple[Step, str]] = []
    event, recognition, found = known.event, walked.context.recognition, known.classification
    if isinstance(event, Arrival):
        lines.append((Step.RECEIVED, f"by {event.via}, {len(event.raw)} octets"))
    if known.message is not None:
        sure = "the new text is certain" if known.message.sure else "where the new text ends is not certain"
        lines.append((Step.READ, f"{sure}; {len(known.message.defects)} defects"))
    if recognition is not None:
        link = f"{recognition.case} by {recognition.linked_by}" if recognition.case else "nothing we know"
        lines.append((Step.RECOGNISED, f"from a {recognition.role}; belongs to {link}"))
    if found is not None:
        lines.append((Step.CLASSIFIED, f"{found.because} Rules {found.rules_version}."))
    lines.append((Step.DECIDED, decision.because))
    lines += [(Step.HELD, f"{mail.template}: {mail.held}") for mail in walked.mails if mail.held]
    return tuple(
        TraceLine(event=event.key, at=now, step=step, sentence=sentence, case=decision.case) for step, sentence in lines
    )


def walk(furniture: Furniture, *, now: datetime, limit: int, enough: Callable[[], bool]) -> int:
    """Walks up to `limit` waiting events in one transaction; takes no more of them when `enough` says so.

    What was understood is also written: reading a mail twice would cost more than a slightly longer transaction.
    """
    known: list[Understood] = []
    for event in furniture.books.waiting(limit):
        known.append(understand(event, furniture, now=now))
        if enough():
            break
    if known:
        enter(known, furniture, now=now)
    return len(known)


def enter(known: Sequence[Understood], furniture: Furniture, *, now: datetime) -> None:
    """Concludes and writes, in one transaction; nothing is written that other rules than those in force found."""
    with furniture.books.page() as page:
        for one in known:
            _one(page, renewed(one, furniture, now=now), furniture, now=now)
        furniture.fault("walk:before-commit")
    furniture.fault("walk:after-commit")


def _note(lines: tuple[TraceLine, ...]) -> None:
    """The log is a second journal of the same steps; what was made of people's words stays in the first."""
    for line in lines:
        sentence = line.sentence if line.step not in (Step.CLASSIFIED, Step.DECIDED) else line.case or "no case"
        log.info("%s %s: %s", line.event[:12], line.step.value, sentence)


def _put_back(page: Page, event: Event, broken: str, furniture: Furniture, *, now: datetime) -> None:
    log.error("%s put back: it broke the machine; `fitmail parked` shows why when it was tried enough", event.key[:12])
    page.put_back(event, traceback=broken, now=now, limit=furniture.tries)


def _one(page: Page, known: Understood, furniture: Furniture, *, now: datetime) -> None:
    if known.broken:
        _put_back(page, known.event, known.broken, furniture, now=now)
        return
    try:
        with page.savepoint():
            walked = conclude(page, known, furniture, now=now)
            trace = trace_of(known, walked, now=now)
            page.write(
                known.event,
                message=known.message,
                recognition=walked.context.recognition,
                decision=walked.decision,
                mails=walked.mails,
                trace=trace,
                now=now,
            )
        _note(trace)
    except Trouble:
        raise  # nobody's fault but the disk's: the page is undone, and the mails wait for better times
    except Exception:
        _put_back(page, known.event, traceback.format_exc(), furniture, now=now)

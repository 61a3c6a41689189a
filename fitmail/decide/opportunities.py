"""Opportunities as far as this house has them: draft and shared, and the co-ops' one-word answers.

Promises: what the network reads is T1 (G11): vocabulary words, a band, dates, or a person's own summary that names
no client; a co-op counts once; no answer is guessed from a sentence.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from fitmail.decide import cards
from fitmail.decide.acts import said
from fitmail.decide.acts_state import day_named
from fitmail.decide.discretion import gives_away, names_sum
from fitmail.decide.etiquette import guard
from fitmail.decide.hand import Hand, Refused, alive, bad, good, own, the_case, the_enquiry
from fitmail.decide.order_lines import OrderLine, fold
from fitmail.decide.orders import offers
from fitmail.decide.worktime import desk_date, working_day_after
from fitmail.model import Audience, Coop, Enquiry, Interest, Interested, Learn, Opportunity, Purpose, Result, Tell

_UNTIL = ("until", "hasta", "ate", "by")
_WITH = ("with", "con", "com")
TENDER_SHARE = 0.4  # of the time to a tender's deadline (lifecycles.md 3.2)


def coop_named(hand: Hand, order: OrderLine, words: str) -> Coop:
    """A co-op by name or the unique beginning of its name."""
    wanted = fold(words).strip(" .")
    coops = hand.minutes.ctx.directory.coops
    exact = [c for c in coops if fold(c.name) == wanted]
    found = exact or [c for c in coops if wanted and fold(c.name).startswith(wanted)]
    if len(found) == 1:
        return found[0]
    known = ", ".join(c.name for c in (found or coops)[:12])
    raise Refused(bad(order, "ambiguous", found=words, known=known))


def _opened(hand: Hand, case: Enquiry, bringer: str) -> Opportunity:
    minutes = hand.minutes
    return Opportunity(
        id=minutes.next_id("O"),
        state="draft",
        category=case.category if case.category in cards.SALES else "opportunity",
        kind="",
        language=case.language,
        written_in="",
        subject="",
        owner=hand.person.address,
        opened_at=minutes.now,
        changed_at=minutes.now,
        because=f"{hand.person.name} recorded {case.id}",
        facts=case.facts,
        checks=case.checks,
        work=case.work,
        wake_at=None,
        steps=0,
        reminders=0,
        reminded_on=None,
        held_until=None,
        outcome="",
        closed_at=None,
        enquiry=case.id,
        bringer=bringer,
        title="",
        summary="",
        decide_by=None,
        shared_at=None,
        shared_with=(),
    )


def _recorded(hand: Hand, order: OrderLine, case: Enquiry, bringer: str) -> tuple[Enquiry, Opportunity]:
    """The enquiry, converted, and its opportunity, opened when there is none yet."""
    minutes = hand.minutes
    known = minutes.known(case.opportunity) if case.opportunity else None
    if isinstance(known, Opportunity):
        return case, known
    opportunity = _opened(hand, case, bringer)
    minutes.open(opportunity)
    was, me = case.state, hand.person.address
    category = _filed_by_deed(hand, case)
    case = replace(case, opportunity=opportunity.id, prepared="", category=category)
    case = minutes.move(case, "converted", undo=me)
    minutes.record(case.id, who=me, what="record", was=was, now="converted", why=f"Became {opportunity.id}.")
    minutes.record(opportunity.id, who=me, what="record", was="", now="draft", why=f"From {case.id}.")
    return case, opportunity


def _filed_by_deed(hand: Hand, case: Enquiry) -> str:
    """Whoever takes a mail for work says that it is work: a correction like `is opportunity`."""
    if case.category in cards.SALES:
        return case.category
    me = hand.person.address
    if case.arrival:
        hand.minutes.note(Learn(table="enquiries", category="opportunity", case=case.id, by=me))
    hand.minutes.record(case.id, who=me, what="is", was=case.category, now="opportunity", why="Taken for work.")
    return "opportunity"


def record(hand: Hand, order: OrderLine) -> Result:
    """A feasible lead: the opportunity is opened, nobody is called."""
    case = the_enquiry(hand, order)
    alive(order, case)
    bringer = coop_named(hand, order, order.args).name if order.args else hand.person.coop
    case = own(hand, order, case)
    if case.opportunity:
        raise Refused(bad(order, "not-now", state=case.state))
    case, opportunity = _recorded(hand, order, case, bringer)
    said(hand, order, case)
    return good(order, "recorded", opportunity=opportunity.id)


def _arguments(hand: Hand, order: OrderLine) -> tuple[date | None, tuple[Coop, ...]]:
    """`until DATE with COOPS`, in either order and three languages."""
    until: list[str] = []
    with_: list[str] = []
    into: list[str] | None = None
    for word in order.args.split():
        folded = fold(word)
        if folded in _UNTIL:
            into = until
        elif folded in _WITH and into is not with_:
            into = with_
        elif into is None:
            raise Refused(bad(order, "bad-date", found=order.args))
        else:
            into.append(word)
    day = day_named(hand, order, " ".join(until)) if until else None
    names = " ".join(with_).replace(" and ", ",").replace(" y ", ",").replace(" e ", ",").split(",")
    return day, tuple(coop_named(hand, order, name) for name in names if name.strip())


def _decide_by(hand: Hand, case: Enquiry) -> date:
    """Three working days; for a tender 40 % of the time to its deadline (lifecycles.md 3.2)."""
    hours = hand.minutes.hours
    today = desk_date(hand.minutes.now, hours)
    deadline = cards.day(case.facts, "deadline")
    if case.category == "tender" and deadline is not None and deadline > today:
        return today + timedelta(days=max(1, int((deadline - today).days * TENDER_SHARE)))
    return working_day_after(today, hand.minutes.policy.share_days, hours)


def _own_words(hand: Hand, order: OrderLine, case: Enquiry) -> str:
    """The chair's own summary; refused where it would give the client away to the network."""
    text = hand.text().strip()
    found = gives_away(text, case, hand.minutes.ctx)
    if found:
        raise Refused(bad(order, "names-client", found=found))
    if found := names_sum(text, case.facts):
        raise Refused(bad(order, "names-sum", found=found))
    if guard(text, hand.minutes.policy):
        raise Refused(bad(order, "guarded"))
    return text


def share(hand: Hand, order: OrderLine) -> Result:
    """The enquiry becomes an opportunity and its T1 summary goes to the co-ops (O2)."""
    case = the_enquiry(hand, order)
    alive(order, case)
    minutes = hand.minutes
    day, coops = _arguments(hand, order)
    summary = _own_words(hand, order, case)
    case = own(hand, order, case)
    case, opportunity = _recorded(hand, order, case, hand.person.coop)
    if opportunity.state != "draft":
        raise Refused(bad(order, "not-now", state=opportunity.state))
    opportunity = replace(
        opportunity,
        summary=summary,
        decide_by=day or _decide_by(hand, case),
        shared_at=minutes.now,
        shared_with=tuple(c.name for c in coops),
    )
    opportunity = minutes.move(opportunity, "shared", undo=hand.person.address)
    minutes.record(
        opportunity.id,
        who=hand.person.address,
        what="share",
        was="draft",
        now="shared",
        why="Shared with the co-ops.",
    )
    _call(hand, case, opportunity)
    until = opportunity.decide_by.isoformat() if opportunity.decide_by is not None else ""
    return good(order, "shared", opportunity=opportunity.id, until=until)


def call_key(opportunity: Opportunity) -> str:
    """The Tell of the call to the co-ops, by which `undo` finds it again."""
    return f"call-{opportunity.id}"


def _call(hand: Hand, case: Enquiry, opportunity: Opportunity) -> None:
    named = opportunity.shared_with
    audience = tuple(Audience(kind="reps", who=name) for name in named) or (Audience(kind="reps"),)
    facts = {"opportunity": opportunity, "t1": cards.t1(case, case.language), "text": opportunity.summary}
    hand.minutes.tell(
        Tell(
            key=call_key(opportunity),
            audience=audience,
            template="opportunity",
            case=opportunity.id,
            facts=facts,
            offers=offers("interested", "pass", "question"),
            purpose=Purpose.REP,
            delay=hand.minutes.policy.delay,
        )
    )


def _answer(hand: Hand, order: OrderLine, answer: str) -> Result:
    minutes = hand.minutes
    case = the_case(hand, order)
    if not isinstance(case, Opportunity):
        raise Refused(bad(order, "not-now", state=case.state))
    if case.state != "shared":
        raise Refused(bad(order, "not-now", state=case.state))
    coop = hand.person.coop
    reps = "rep" in hand.person.roles or hand.on is Purpose.REP
    if not coop or not reps or (case.shared_with and coop not in case.shared_with):
        raise Refused(bad(order, "not-yours", owner=""))
    text = "\n".join(part for part in (order.args, hand.text()) if part.strip())
    interest = Interest(
        opportunity=case.id,
        coop=coop,
        person=hand.person.address,
        answer="interested" if answer == "interested" else "pass",
        note=text,
        at=minutes.now,
    )
    minutes.note(Interested(interest=interest))
    minutes.record(
        case.id, who=hand.person.address, what=answer, was=case.state, now=case.state, why=f"{coop}: {answer}."
    )
    return good(order, "interested" if answer == "interested" else "passed", opportunity=case.id)


def interested(hand: Hand, order: OrderLine) -> Result:
    return _answer(hand, order, "interested")


def pass_(hand: Hand, order: OrderLine) -> Result:
    return _answer(hand, order, "pass")

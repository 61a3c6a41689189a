"""What the orders about the state of a case do (level 1): is, close, reopen, hold, spam, notspam, drop, undo.

Each act has the name of its row in orders.py.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from fitmail.decide import cards
from fitmail.decide.acts import hand_over, said, write_note
from fitmail.decide.categories import own_categories, own_category
from fitmail.decide.filing import corrected
from fitmail.decide.hand import (
    Hand,
    Refused,
    alive,
    bad,
    good,
    is_owner,
    own,
    the_case,
    the_enquiry,
)
from fitmail.decide.held import held_arrivals, held_mails, token_of
from fitmail.decide.order_lines import OrderLine, fold
from fitmail.decide.worktime import desk_date, next_opening, open_of, parse_day
from fitmail.model import (
    Enquiry,
    Learn,
    Result,
    Settle,
    Withdraw,
)

CATEGORIES = (
    "opportunity", "tender", "join", "start", "jobs", "research", "talk", "promotion", "spam", "other",
)  # fmt: skip
_CATEGORY_WORDS = {
    **{c: c for c in CATEGORIES},
    "oportunidad": "opportunity",
    "oportunidade": "opportunity",
    "licitacion": "tender",
    "licitacao": "tender",
    "edital": "tender",
    "ingreso": "join",
    "adesao": "join",
    "job": "jobs",
    "empleo": "jobs",
    "trabajo": "jobs",
    "emprego": "jobs",
    "trabalho": "jobs",
    "investigacion": "research",
    "pesquisa": "research",
    "charla": "talk",
    "palestra": "talk",
    "publicidad": "promotion",
    "promocion": "promotion",
    "divulgacao": "promotion",
    "otro": "other",
    "otra": "other",
    "outro": "other",
    "basura": "spam",
    "lixo": "spam",
    "crear": "start",
}
NOT_SPAM = "notspam"  # of a correction that says what the mail is not
OUTCOMES = (
    "won_work", "shared", "answered", "signposted", "declined_budget", "declined_fit", "declined_values",
    "declined_capacity", "no_reply", "duplicate", "spam", "withdrawn",
)  # fmt: skip


def is_(hand: Hand, order: OrderLine) -> Result:
    """Corrects the category; the mail becomes a pending example of the rule."""
    case = the_enquiry(hand, order)
    word = fold(order.args).strip(" .")
    handbook = hand.minutes.ctx.handbook
    category = _CATEGORY_WORDS.get(word, "") or own_category(handbook, "enquiries", word)
    if not category:
        own = own_categories(handbook, "enquiries")
        words = {**_CATEGORY_WORDS, **{key: key for key in own}}
        near = next((c for w, c in words.items() if word[:3] and w.startswith(word[:3])), "")
        known = ", ".join((*CATEGORIES, *own))
        raise Refused(bad(order, "no-such-category", found=order.args, did_you_mean=near, known=known))
    if category == "spam":
        return spam(hand, order)
    if case.state in ("quarantined", "spam"):
        notspam(hand, order)
        case = hand.minutes.enquiry(case.id)
    was, answer = case.category, cards.prepared(category, case.facts, handbook)
    because, reason = corrected(case, category, hand.person.name)
    case = replace(
        case, category=category, prepared=answer, low=category == "promotion", because=because, reason=reason
    )
    hand.minutes.change(case, undo=hand.person.address)
    hand.minutes.note(Learn(table="enquiries", category=category, case=case.id, by=hand.person.address))
    hand.minutes.record(case.id, who=hand.person.address, what="is", was=was, now=category, why="Corrected.")
    said(hand, order, case)
    return good(order, "corrected", category=category)


def close(hand: Hand, order: OrderLine) -> Result:
    case = the_case(hand, order)
    if not isinstance(case, Enquiry) or case.state == "closed":
        raise Refused(bad(order, "not-now", state=case.state))
    if hand.text().strip():
        case = said(hand, order, own(hand, order, case))
    elif case.owner and not is_owner(hand, case):
        raise Refused(bad(order, "not-yours", owner=hand.minutes.name(case.owner)))
    given = fold(order.args).replace(" ", "_").strip("._")
    if given and given not in OUTCOMES:
        raise Refused(bad(order, "no-such-reason", found=order.args, known=", ".join(OUTCOMES)))
    outcome = given or case.outcome or ("answered" if case.first_reply_at is not None else "withdrawn")
    was = case.state
    case = hand.minutes.move(
        replace(case, outcome=outcome, closed_at=hand.minutes.now, held_until=None, prepared=""),
        "closed",
        undo=hand.person.address,
    )
    hand.minutes.record(case.id, who=hand.person.address, what="close", was=was, now="closed", why=outcome)
    return good(order, "closed", outcome=outcome)


def reopen(hand: Hand, order: OrderLine) -> Result:
    case = the_enquiry(hand, order)
    if case.state not in ("closed", "answered", "signposted", "declined"):
        raise Refused(bad(order, "not-now", state=case.state))
    owner = case.owner if case.owner and not is_owner(hand, case) else hand.person.address
    was = case.state
    case = replace(case, owner=owner, claimed_at=hand.minutes.now, outcome="", closed_at=None)
    hand.minutes.move(case, "owned", undo=hand.person.address)
    hand.minutes.record(case.id, who=hand.person.address, what="reopen", was=was, now="owned", why="Taken up again.")
    return good(order, "reopened")


def day_named(hand: Hand, order: OrderLine, words: str) -> date:
    """A day from today on, of the desk's calendar."""
    today = desk_date(hand.minutes.now, hand.minutes.hours)
    day = parse_day(words, today=today)
    if day is None or day < today:
        raise Refused(bad(order, "bad-date", found=words))
    return day


def hold(hand: Hand, order: OrderLine) -> Result:
    case = the_enquiry(hand, order)
    alive(order, case)
    day = day_named(hand, order, order.args)
    case = own(hand, order, case)
    case = said(hand, order, case)
    hours = hand.minutes.hours
    until = max(next_opening(open_of(day, hours), hours), hand.minutes.now)
    hand.minutes.change(replace(case, held_until=until), undo=hand.person.address)
    hand.minutes.record(
        case.id, who=hand.person.address, what="hold", was=case.state, now=case.state, why=f"Until {day.isoformat()}."
    )
    return good(order, "on-hold", until=day.isoformat())


def spam(hand: Hand, order: OrderLine) -> Result:
    case = the_enquiry(hand, order)
    was = case.state
    if was == "spam":
        raise Refused(bad(order, "not-now", state=was))
    hand.minutes.move(
        replace(case, outcome="spam", prepared="", closed_at=hand.minutes.now), "spam", undo=hand.person.address
    )
    hand.minutes.note(Learn(table="enquiries", category="spam", case=case.id, by=hand.person.address))
    hand.minutes.record(case.id, who=hand.person.address, what="spam", was=was, now="spam", why="Marked as spam.")
    if hand.text().strip():
        write_note(hand, case.id, hand.text())
    return good(order, "spam")


def notspam(hand: Hand, order: OrderLine) -> Result:
    case = the_enquiry(hand, order)
    if case.state not in ("spam", "quarantined"):
        raise Refused(bad(order, "not-now", state=case.state))
    was, taken_for_spam = case.state, case.category == "spam"
    category = "unsure" if taken_for_spam else case.category
    case = replace(
        case,
        category=category,
        owner="",
        outcome="",
        closed_at=None,
        prepared=cards.prepared(category, case.facts, hand.minutes.handbook),
        low=category == "promotion",
    )
    state = "acknowledged" if case.acknowledged_at is not None else "received"
    case = hand.minutes.move(case, state, undo=hand.person.address)
    if taken_for_spam and case.arrival:  # the rules took it for spam: what it is, a person says on accepting
        hand.minutes.note(Learn(table="enquiries", category=NOT_SPAM, case=case.id, by=hand.person.address))
    hand.minutes.record(case.id, who=hand.person.address, what="notspam", was=was, now=state, why="No spam after all.")
    chair = hand.minutes.person(hand.minutes.chair_address())
    if chair is not None:
        hand_over(hand, case, chair)
    return good(order, "notspam")


def drop(hand: Hand, order: OrderLine) -> Result:
    """A held mail will not leave, or the prepared answer goes away."""
    minutes = hand.minutes
    held = held_mails(hand, order)
    arrivals = held_arrivals(hand)
    if held or arrivals:
        for key in held:
            minutes.note(Withdraw(outbox_key=key))
        for arrival in arrivals:
            minutes.note(Settle(arrival=arrival))
        return good(order, "dropped")
    case = the_case(hand, order)
    if token_of(hand) is not None or not isinstance(case, Enquiry) or not case.prepared:
        raise Refused(bad(order, "nothing-held"))
    minutes.change(replace(case, prepared=""), undo=hand.person.address)
    return good(order, "dropped")

"""What the internal orders do (level 1). Each act has the name of its row in orders.py.

Takes the hand and the line; writes into the minutes and gives a result; raises Refused when the line is wrong.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from fitmail.decide import cards
from fitmail.decide.answers import send
from fitmail.decide.clocks import UNOWNED
from fitmail.decide.enquiries import tell_owner
from fitmail.decide.hand import (
    Hand,
    Refused,
    alive,
    bad,
    good,
    is_owner,
    may_claim,
    own,
    person_named,
    the_case,
    the_enquiry,
)
from fitmail.decide.order_lines import OrderLine, fold
from fitmail.decide.orders import TABLE, offer, offers
from fitmail.decide.worktime import desk_date, next_opening, open_of, parse_day
from fitmail.model import (
    Enquiry,
    Learn,
    Mailbox,
    Person,
    Purpose,
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
OUTCOMES = (
    "won_work", "shared", "answered", "signposted", "declined_budget", "declined_fit", "declined_values",
    "declined_capacity", "no_reply", "duplicate", "spam", "withdrawn",
)  # fmt: skip


def _said(hand: Hand, order: OrderLine, case: Enquiry) -> Enquiry:
    """Text below an internal order in answer to the enquirer's mail is an answer to them (orders.md)."""
    if not hand.text().strip():
        return case
    return send(hand.minutes, case, hand.words(only=False), key=hand.key("answer"))


def claim(hand: Hand, order: OrderLine) -> Result:
    case = the_enquiry(hand, order)
    me = hand.person
    if case.owner and not is_owner(hand, case):
        raise Refused(bad(order, "not-yours", owner=hand.minutes.name(case.owner)))
    if not may_claim(hand, case):
        raise Refused(bad(order, "not-yours", owner=""))
    alive(order, case)
    if not case.owner:
        was = case.state
        case = replace(case, owner=me.address, claimed_at=hand.minutes.now)
        state = "owned" if was in UNOWNED else was
        case = hand.minutes.move(case, state, undo=me.address)
        hand.minutes.record(case.id, who=me.address, what="claim", was=was, now=state, why=f"{me.name} claimed it.")
        _hand_over(hand, case, me)
    _said(hand, order, case)
    return good(order, "claimed")


def _hand_over(hand: Hand, case: Enquiry, to: Person) -> None:
    """C0 and card for an owner who has not had them yet."""
    ctx = hand.minutes.ctx
    has = any(x.address == to.address and x.template == "enquirer-mail" and x.case == case.id for x in ctx.letters)
    if has or not case.last_arrival:
        return
    facts = cards.card_facts(
        case, ctx, text="", flags=(), receipt_sent=case.acknowledged_at is not None, held_back=""
    )
    tell_owner(
        hand.minutes, case, to=to.address, key=f"-{hand.index}", source=case.last_arrival, card="card", facts=facts
    )


def release(hand: Hand, order: OrderLine) -> Result:
    case = the_enquiry(hand, order)
    alive(order, case)
    if not is_owner(hand, case):
        raise Refused(bad(order, "not-yours", owner=hand.minutes.name(case.owner) if case.owner else ""))
    was = case.state
    state = "acknowledged" if case.acknowledged_at is not None else "received"
    case = hand.minutes.move(replace(case, owner="", claimed_at=None), state, undo=hand.person.address)
    hand.minutes.record(case.id, who=hand.person.address, what="release", was=was, now=state, why="Given back.")
    chair = hand.minutes.person(hand.minutes.chair_address())
    if chair is not None and chair.address != hand.person.address:
        _hand_over(hand, case, chair)
    return good(order, "released")


def assign(hand: Hand, order: OrderLine) -> Result:
    case = the_enquiry(hand, order)
    alive(order, case)
    me, minutes = hand.person, hand.minutes
    entitled = is_owner(hand, case) or minutes.duty().holds(me) or me.address == minutes.policy.coordinator
    if not entitled:
        raise Refused(bad(order, "not-yours", owner=minutes.name(case.owner) if case.owner else ""))
    to = person_named(hand, order, order.args)
    was, former = case.state, case.owner
    case = replace(case, owner=to.address, claimed_at=minutes.now)
    case = minutes.move(case, "owned" if was in UNOWNED else was, undo=me.address)
    minutes.record(case.id, who=me.address, what="assign", was=was, now=case.state, why=f"To {to.name}.")
    for person in dict.fromkeys((to.address, former)):
        if person and person != me.address:
            facts = {"by": me.name, "text": hand.text(), "to": to.name}
            told = minutes.tell_person(
                person, key=hand.key("assigned"), template="assigned", case=case.id, facts=facts, purpose=Purpose.DESK
            )
            minutes.tell(replace(told, offers=offers("release", "help")))
    _hand_over(hand, case, to)
    return good(order, "assigned", to=to.name)


def note(hand: Hand, order: OrderLine) -> Result:
    case = the_case(hand, order)
    text = order.args or hand.text()
    if not text.strip():
        raise Refused(bad(order, "no-text"))
    write_note(hand, case.id, text)
    return good(order, "noted")


def write_note(hand: Hand, case_id: str, text: str) -> None:
    """A note in the journal; a note on one's own case is movement."""
    minutes = hand.minutes
    case = minutes.case(case_id)
    if isinstance(case, Enquiry) and case.state == "owned" and is_owner(hand, case):
        minutes.move(case, "owned", undo="")
    minutes.record(case_id, who=hand.person.address, what="note", was=case.state, now=case.state, why=text.strip())


def new(hand: Hand, order: OrderLine) -> Result:
    """A case for somebody who rang or was met: `new NAME ADDRESS`."""
    words = order.args.replace("<", " ").replace(">", " ").split()
    at = next((i for i, w in enumerate(words) if "@" in w.strip(",;") and "." in w.rpartition("@")[2]), -1)
    if at < 0:
        raise Refused(bad(order, "no-address"))
    address = words[at].strip(",;").lower()
    name = " ".join(words[:at]) or " ".join(words[at + 1 :])
    case = _blank(hand, Mailbox(name=name.strip(",; "), address=address))
    hand.minutes.open(case)
    hand.minutes.record(
        case.id, who=hand.person.address, what="new", was="", now="owned", why=f"{hand.person.name} opened it."
    )
    if hand.text().strip():
        write_note(hand, case.id, hand.text())
    return good(order, "new", case=case.id)


def _blank(hand: Hand, enquirer: Mailbox) -> Enquiry:
    minutes = hand.minutes
    found = minutes.ctx.classification
    category = found.category if found is not None and found.category not in ("spam", "promotion") else "unsure"
    language = next((code for code in ("en", "es", "pt") if code == _language(hand)), minutes.policy.language)
    return Enquiry(
        id=minutes.next_id("E"),
        state="owned",
        category=category,
        kind="",
        language=language,
        written_in="",
        subject="",
        owner=hand.person.address,
        opened_at=minutes.now,
        changed_at=minutes.now,
        because=f"{hand.person.name} opened it",
        facts=found.facts if found is not None else (),
        checks=found.checks if found is not None else (),
        work=found.work if found is not None else (),
        wake_at=None,
        steps=0,
        reminders=0,
        reminded_on=None,
        held_until=None,
        outcome="",
        closed_at=None,
        enquirer=enquirer,
        others=(),
        referrer="",
        maybe="",
        arrival="",
        last_arrival="",
        promised=None,
        acknowledged_at=None,
        claimed_at=minutes.now,
        first_reply_at=None,
        last_in_at=minutes.now,
        last_out_at=None,
        asked=(),
        prepared="",
        prepared_for="",
        opportunity="",
        low=False,
    )


def _language(hand: Hand) -> str:
    message = hand.minutes.ctx.message
    return message.language if message is not None else ""


def is_(hand: Hand, order: OrderLine) -> Result:
    """Corrects the category; the mail becomes a pending example of the rule."""
    case = the_enquiry(hand, order)
    word = fold(order.args).strip(" .")
    category = _CATEGORY_WORDS.get(word, "")
    if not category:
        near = next((c for w, c in _CATEGORY_WORDS.items() if word[:3] and w.startswith(word[:3])), "")
        raise Refused(bad(order, "no-such-category", found=order.args, did_you_mean=near))
    if category == "spam":
        return spam(hand, order)
    if case.state in ("quarantined", "spam"):
        notspam(hand, order)
        case = hand.minutes.enquiry(case.id)
    was = case.category
    case = replace(
        case, category=category, prepared=cards.prepared(category, case.facts), low=category == "promotion"
    )
    hand.minutes.change(case, undo=hand.person.address)
    hand.minutes.note(Learn(table="enquiries", category=category, case=case.id, by=hand.person.address))
    hand.minutes.record(case.id, who=hand.person.address, what="is", was=was, now=category, why="Corrected.")
    _said(hand, order, case)
    return good(order, "corrected", category=category)


def close(hand: Hand, order: OrderLine) -> Result:
    case = the_case(hand, order)
    if not isinstance(case, Enquiry) or case.state == "closed":
        raise Refused(bad(order, "not-now", state=case.state))
    if hand.text().strip():
        case = _said(hand, order, own(hand, order, case))
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
    case = _said(hand, order, case)
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
    was = case.state
    category = "unsure" if case.category == "spam" else case.category
    case = replace(
        case,
        category=category,
        owner="",
        outcome="",
        closed_at=None,
        prepared=cards.prepared(category, case.facts),
        low=category == "promotion",
    )
    state = "acknowledged" if case.acknowledged_at is not None else "received"
    case = hand.minutes.move(case, state, undo=hand.person.address)
    hand.minutes.record(
        case.id, who=hand.person.address, what="notspam", was=was, now=state, why="No spam after all."
    )
    chair = hand.minutes.person(hand.minutes.chair_address())
    if chair is not None:
        _hand_over(hand, case, chair)
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
    if not isinstance(case, Enquiry) or not case.prepared:
        raise Refused(bad(order, "nothing-held"))
    minutes.change(replace(case, prepared=""), undo=hand.person.address)
    return good(order, "dropped")


def held_arrivals(hand: Hand) -> tuple[str, ...]:
    """Keys of the held mails that a HELD token speaks of."""
    recognition = hand.minutes.ctx.recognition
    token = recognition.token if recognition is not None else None
    if token is None or token.purpose is not Purpose.HELD:
        return ()
    return tuple(k for k in token.about.split() if "/" not in k)


def held_mails(hand: Hand, order: OrderLine) -> tuple[str, ...]:
    """Outbox keys that `send` and `drop` mean: those of the HELD token; else the person's own in this case."""
    recognition = hand.minutes.ctx.recognition
    token = recognition.token if recognition is not None else None
    waiting = [m for m in hand.minutes.ctx.held if m.state == "held"]
    if token is not None and token.purpose is Purpose.HELD:
        about = token.about.split()
        return tuple(m.key for m in waiting if m.key in about)
    wanted = order.case or hand.case
    case = hand.minutes.known(wanted)
    if isinstance(case, Enquiry) and case.prepared:
        return ()
    mine = (hand.person.address, *hand.person.aliases)
    return tuple(m.key for m in waiting if m.case == wanted and m.outward and m.by in mine)


def undo(hand: Hand, order: OrderLine) -> Result:
    case = the_case(hand, order)
    last = hand.minutes.ctx.undoable
    if last is None or last.before.id != case.id:
        raise Refused(bad(order, "nothing-to-undo"))
    if last.by not in (hand.person.address, *hand.person.aliases):
        raise Refused(bad(order, "not-yours", owner=hand.minutes.name(last.by)))
    if last.irreversible:
        raise Refused(bad(order, "irreversible"))
    for mail in hand.minutes.ctx.sent:
        if mail.event == last.event and mail.state in ("queued", "held"):
            hand.minutes.note(Withdraw(outbox_key=mail.key))
    hand.minutes.change(last.before, undo="")
    hand.minutes.record(
        case.id, who=hand.person.address, what="undo", was=case.state, now=last.before.state, why="Taken back."
    )
    return good(order, "undone")


def _to_me(hand: Hand, order: OrderLine, template: str, facts: dict[str, object]) -> Result:
    case_id = order.case or hand.case
    tell = hand.minutes.tell_person(
        hand.person.address,
        key=hand.key(template),
        template=template,
        case=case_id,
        facts=facts,
        purpose=Purpose.DESK,
    )
    every = tuple(offer(row.verb) for row in TABLE) if template == "help" else offers("help")
    hand.minutes.tell(replace(tell, offers=every))
    return good(order, template)


def why(hand: Hand, order: OrderLine) -> Result:
    case = the_case(hand, order)
    journal = tuple(line for line in hand.minutes.ctx.journal if line.case == case.id)
    return _to_me(hand, order, "why", {"because": case.because, "journal": journal})


def show(hand: Hand, order: OrderLine) -> Result:
    case = the_case(hand, order)
    journal = tuple(line for line in hand.minutes.ctx.journal if line.case == case.id)
    letters = tuple(x for x in hand.minutes.ctx.letters if x.case == case.id)
    return _to_me(hand, order, "show", {"journal": journal, "letters": letters, "text": ""})


def status(hand: Hand, order: OrderLine) -> Result:
    return _to_me(hand, order, "status", {"cases": (the_case(hand, order),)})


def help_(hand: Hand, order: OrderLine) -> Result:
    return _to_me(hand, order, "help", {})


def question(hand: Hand, order: OrderLine) -> Result:
    """Relayed to the owner of the enquiry behind, or to the chair on duty."""
    case = the_case(hand, order)
    text = "\n".join(part for part in (order.args, hand.text()) if part.strip())
    if not text.strip():
        raise Refused(bad(order, "no-text"))
    write_note(hand, case.id, text)
    to = case.owner or hand.minutes.chair_address()
    tell = hand.minutes.tell_person(
        to,
        key=hand.key("offered"),
        template="offered",
        case=case.id,
        facts={"by": hand.person.name, "text": text},
        purpose=Purpose.DESK,
    )
    hand.minutes.tell(tell)
    return good(order, "noted")

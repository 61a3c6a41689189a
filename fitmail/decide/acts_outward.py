"""What the outward orders do (level 2): something leaves for an outsider, or for the co-ops.

Each act has the name of its row in orders.py. While another line of the same mail is wrong, none of these runs:
the runner in replies.py answers `withheld` instead.
"""

from __future__ import annotations

from dataclasses import replace

from fitmail.decide import cards
from fitmail.decide.acts import write_note
from fitmail.decide.answers import Words, left, outward, owned
from fitmail.decide.answers import send as send_words
from fitmail.decide.etiquette import guard
from fitmail.decide.hand import Hand, Refused, alive, bad, good, is_owner, own, the_enquiry
from fitmail.decide.held import held_arrivals, held_mails, noted_text, offered, token_of
from fitmail.decide.order_lines import OrderLine, fold
from fitmail.model import Enquiry, Release, Result, Settle

REASONS = {
    "fit": "fit",
    "perfil": "fit",
    "encaje": "fit",
    "budget": "budget",
    "presupuesto": "budget",
    "orcamento": "budget",
    "capacity": "capacity",
    "capacidad": "capacity",
    "capacidade": "capacity",
    "values": "values",
    "valores": "values",
}
QUESTIONS = {
    "budget": "budget",
    "presupuesto": "budget",
    "orcamento": "budget",
    "when": "when",
    "timescale": "when",
    "plazo": "when",
    "prazo": "when",
    "cuando": "when",
    "quando": "when",
    "tech": "tech",
    "technology": "tech",
    "tecnologia": "tech",
    "tecnologias": "tech",
    "brief": "brief",
    "idea": "brief",
    "ideia": "brief",
    "who": "who",
    "quien": "who",
    "quem": "who",
    "found": "found",
    "place": "place",
    "lugar": "place",
    "size": "size",
    "values": "values",
}


def _guarded(hand: Hand, order: OrderLine, text: str) -> None:
    """What must not leave is refused, not trimmed: a person rewrites it."""
    if guard(text, hand.minutes.policy):
        raise Refused(bad(order, "guarded"))


def _reachable(order: OrderLine, case: Enquiry) -> None:
    if "@" not in case.enquirer.address:
        raise Refused(bad(order, "no-address"))


def reply(hand: Hand, order: OrderLine) -> Result:
    """The text below; without one, the note that the answered transcript offered to send (scenario 29a)."""
    only = fold(order.args).strip(" .") in ("only", "solo", "so")
    words = hand.words(only=only)
    if not words.text.strip():
        words = Words(person=hand.person, text=noted_text(hand), source="", only=only)
    return _say(hand, order, words)


def _say(hand: Hand, order: OrderLine, words: Words) -> Result:
    """A person's own words leave for the enquirer."""
    case = the_enquiry(hand, order)
    if not words.text.strip():
        raise Refused(bad(order, "no-text"))
    _reachable(order, case)
    _guarded(hand, order, words.text)
    if case.owner and not is_owner(hand, case):  # orders.md: of others it is offered to the owner
        write_note(hand, case.id, words.text)
        offered(hand.minutes, case, case.owner, by=hand.person, text=words.text, key=hand.key("offered"))
        return good(order, "offered", to=hand.minutes.name(case.owner))
    case = own(hand, order, case)
    send_words(hand.minutes, case, words, key=hand.key("answer"))
    return good(order, "sent", to=case.enquirer.name or case.enquirer.address)


def _questions(hand: Hand, order: OrderLine, case: Enquiry) -> tuple[str, ...]:
    """Keys named, or all that are missing; how they found us is always asked once."""
    askable = cards.askable(case, hand.minutes.ctx)
    known = [c.key for c in askable]
    named = {fold(name): c.key for c in reversed(askable) for name in (*c.names.values(), c.key)}
    keys: list[str] = []
    for word in fold(order.args).replace(",", " ").split():
        if word in ("and", "y", "e"):
            continue
        key = word if word in known else named.get(word, QUESTIONS.get(word, word))
        if key not in known:
            raise Refused(bad(order, "no-such-question", found=word, known=", ".join(known)))
        keys.append(key)
    keys = keys or list(cards.missing(case, hand.minutes.ctx))
    if "found" in known and "found" not in case.asked and cards.fact(case.facts, "referred_by") is None:
        keys.append("found")
    return tuple(dict.fromkeys(keys))


def ask(hand: Hand, order: OrderLine) -> Result:
    case = the_enquiry(hand, order)
    alive(order, case)
    _reachable(order, case)
    keys = _questions(hand, order, case)
    _guarded(hand, order, hand.text())
    case = own(hand, order, case)
    facts = {"keys": keys}
    hand.minutes.tell(
        outward(hand.minutes, case, hand.words(only=False), key=hand.key("ask"), template="ask", facts=facts)
    )
    case = replace(case, asked=tuple(dict.fromkeys((*case.asked, *keys))))
    left(hand.minutes, case, "awaiting_info", by=hand.person, what="ask")
    return good(order, "asked", keys=", ".join(keys))


def decline(hand: Hand, order: OrderLine) -> Result:
    case = the_enquiry(hand, order)
    alive(order, case)
    if case.state == "converted":
        raise Refused(bad(order, "not-now", state=case.state))
    _reachable(order, case)
    word = fold(order.args).strip(" .")
    reason = REASONS.get(word, "" if word else "fit")
    if not reason:
        raise Refused(bad(order, "no-such-reason", found=order.args, known="fit, budget, capacity, values"))
    _guarded(hand, order, hand.text())
    case = own(hand, order, case)
    tell = outward(
        hand.minutes, case, hand.words(only=False), key=hand.key("decline"), template=f"decline-{reason}", facts={}
    )
    hand.minutes.tell(tell)
    case = replace(case, prepared="")
    case = left(hand.minutes, case, "declined", by=hand.person, what="decline")
    hand.minutes.change(replace(case, outcome=f"declined_{reason}"), undo=hand.person.address)
    return good(order, "declined", reason=reason)


def signpost(hand: Hand, order: OrderLine) -> Result:
    case = the_enquiry(hand, order)
    alive(order, case)
    _reachable(order, case)
    posts = hand.minutes.handbook.signposts
    wanted = fold(order.args).strip(" .")
    found = next((s for s in posts if fold(s.key) == wanted), None)
    if found is None:
        known = ", ".join(s.key for s in posts)
        raise Refused(bad(order, "no-such-signpost", found=order.args, known=known))
    _guarded(hand, order, hand.text())
    case = own(hand, order, case)
    tell = outward(
        hand.minutes,
        case,
        hand.words(only=False),
        key=hand.key("signpost"),
        template="signpost",
        facts={"signpost": found},
    )
    hand.minutes.tell(tell)
    case = left(hand.minutes, replace(case, prepared=""), "signposted", by=hand.person, what="signpost")
    hand.minutes.change(replace(case, outcome="signposted"), undo=hand.person.address)
    return good(order, "signposted", signpost=found.key)


def send(hand: Hand, order: OrderLine) -> Result:
    """The held mail leaves after all, or the prepared answer does."""
    minutes = hand.minutes
    keys = held_mails(hand, order)
    if keys:
        return _release(hand, order, keys)
    if note := noted_text(hand):
        return _say(hand, order, Words(person=hand.person, text=note, source="", only=False))
    case = the_enquiry(hand, order)
    alive(order, case)
    if token_of(hand) is not None or not case.prepared:
        raise Refused(bad(order, "nothing-held"))
    _reachable(order, case)
    case = own(hand, order, case)
    words = Words(person=hand.person, text="", source="", only=False)
    facts = cards.prepared_facts(case, minutes.ctx)
    minutes.tell(outward(minutes, case, words, key=hand.key("prepared"), template=case.prepared, facts=facts))
    guide = cards.guide_of(case.category, case.facts, minutes.handbook)
    state = guide.then if guide is not None else "answered"
    asked = (
        case.asked
        if state != "awaiting_info"
        else tuple(dict.fromkeys((*case.asked, *cards.missing(case, minutes.ctx))))
    )
    left(minutes, replace(case, prepared="", asked=asked), state, by=hand.person, what="send")
    return good(order, "let-go")


def _release(hand: Hand, order: OrderLine, keys: tuple[str, ...]) -> Result:
    """A held text leaves as it was written; whoever owns the case keeps it."""
    minutes = hand.minutes
    mail = next(m for m in minutes.ctx.held if m.key in keys)
    for key in keys:
        minutes.note(Release(outbox_key=key))
    for arrival in held_arrivals(hand):
        minutes.note(Settle(arrival=arrival))
    case = minutes.known(mail.case)
    if isinstance(case, Enquiry) and mail.by:
        case = owned(minutes, case, hand.person, undo=hand.person.address)
        left(minutes, case, "answered", by=hand.person, what="send")
    return good(order, "let-go")

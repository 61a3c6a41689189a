"""Matters are put to the members where they are: forum, Loomio group, list (product decision 12).

The people involved: the owner of a case who wants the members' eyes on it; members who read a forum and answer there
or by mail; the forum itself, whose programs hand answers on. Promises: what a channel reads is T1 (G11), for it may be
read by everybody: the network's own words or the owner's, without client, contact or exact sum; what comes back is a
note and is told to the owner; it executes nothing and its author becomes no part of the client's conversation.
Known faults: an answer that a forum shows only on its web page never comes back.
"""

from __future__ import annotations

from dataclasses import replace

from fitmail.decide import cards
from fitmail.decide.discretion import gives_away, names_sum
from fitmail.decide.etiquette import guard
from fitmail.decide.hand import Hand, Refused, alive, bad, good, own, the_case
from fitmail.decide.minutes import Minutes
from fitmail.decide.order_lines import OrderLine, fold
from fitmail.decide.orders import offers
from fitmail.model import Audience, Case, Context, Decision, Enquiry, Opportunity, Purpose, Result, Tell

POST = "post"  # the template, by which an answer to it is known


def post(hand: Hand, order: OrderLine) -> Result:
    """The case goes to a channel: the owner's lines, else the text prepared for its kind, else its T1 summary."""
    minutes = hand.minutes
    case = the_case(hand, order)
    if isinstance(case, Enquiry):
        alive(order, case)
    name, rest = _channel(hand, order, case)
    address = dict(cards.channels(minutes.policy))[name]
    text = "\n\n".join(part for part in (rest, hand.text().strip()) if part)
    _harmless(hand, order, case, text)
    case = _mine(hand, order, case)
    minutes.change(case, undo=hand.person.address)
    minutes.record(case.id, who=hand.person.address, what="post", was=case.state, now=case.state, why=f"Put to {name}.")
    minutes.tell(
        Tell(
            key=hand.key("post"),
            audience=(Audience(kind="channel", who=address, name=name),),
            template=POST,
            case=case.id,
            facts=_facts(hand, order, case, text),
            purpose=Purpose.CHANNEL,
            about=name,
            author=hand.person.address,
            automatic="",
            outward=True,
            delay=minutes.policy.delay,
        )
    )
    return good(order, "posted", channel=name)


def _channel(hand: Hand, order: OrderLine, case: Case) -> tuple[str, str]:
    """(the channel named, the rest of the line); the one that the guidance names when the line names none."""
    known = dict(cards.channels(hand.minutes.policy))
    first, _, rest = order.args.strip().partition(" ")
    wanted = fold(first).strip(" .,:;")
    name = next((one for one in known if fold(one) == wanted), "")
    if not wanted:
        name = cards.channel_of(case, hand.minutes.ctx) or (next(iter(known)) if len(known) == 1 else "")
    if not name:
        raise Refused(bad(order, "no-such-channel", found=first, known=", ".join(known)))
    return name, rest.strip()


def _harmless(hand: Hand, order: OrderLine, case: Case, text: str) -> None:
    """The owner's own lines, refused where they tell the members what only the desk may know."""
    minutes = hand.minutes
    client = case if isinstance(case, Enquiry) else minutes.known(case.enquiry if isinstance(case, Opportunity) else "")
    if isinstance(client, Enquiry) and (found := gives_away(text, client, minutes.ctx)):
        raise Refused(bad(order, "names-client", found=found))
    if found := names_sum(text, case.facts):
        raise Refused(bad(order, "names-sum", found=found))
    if guard(text, minutes.policy):
        raise Refused(bad(order, "guarded"))


def _mine(hand: Hand, order: OrderLine, case: Case) -> Case:
    if isinstance(case, Enquiry):
        return own(hand, order, case)
    if case.owner not in (hand.person.address, *hand.person.aliases):
        raise Refused(bad(order, "not-yours", owner=hand.minutes.name(case.owner)))
    return case


def _facts(hand: Hand, order: OrderLine, case: Case, text: str) -> dict[str, object]:
    ctx = hand.minutes.ctx
    call = cards.call_of(case, ctx)
    language = ctx.policy.language
    sales = isinstance(case, Opportunity) or case.category in cards.SALES
    if not text and call is None and not sales:
        raise Refused(bad(order, "no-text"))
    summary = case.summary if isinstance(case, Opportunity) else ""
    return {
        "heading": call.titles[language] if call is not None else "",
        "text": text or (call.texts[language] if call is not None else summary),
        "sales": sales,
        "t1": cards.t1(case, case.language),
    }


def answers(ctx: Context) -> bool:
    """Whether a mail comes from a channel: to the token of a post, or in answer to the post itself."""
    token = ctx.recognition.token if ctx.recognition is not None else None
    if ctx.case is None or ctx.message is None:
        return False
    if token is not None:
        return token.purpose is Purpose.CHANNEL
    ours = {x.message_id: x.template for x in ctx.letters if not x.inbound}
    answered = next((one for one in ctx.message.clues.message_ids if one in ours), "")
    return ours.get(answered) == POST


def answered(ctx: Context) -> Decision:
    """What the channel says: a note, told to the owner. The mail is no letter of the case, for its author is no
    part of the client's conversation."""
    minutes = Minutes(ctx)
    assert ctx.case is not None
    name = keep_note(minutes, ctx.case)
    return minutes.finish(f"An answer from {name} to {ctx.case.id}, kept as a note.", end="filed", case="")


def keep_note(minutes: Minutes, case: Case) -> str:
    """The name of the channel whose answer was kept; the same mail by two ways is kept once."""
    ctx, message = minutes.ctx, minutes.message
    token = ctx.recognition.token if ctx.recognition is not None else None
    name = token.about if token is not None and token.purpose is Purpose.CHANNEL else _posted_to(ctx)
    if any(x.what == "note" and x.message_id == message.id and x.case == case.id for x in ctx.journal):
        return name
    text = message.said.strip() or message.subject
    who = message.author
    minutes.record(case.id, who=who.address or name, what="note", was=case.state, now=case.state, why=text or name)
    tell = minutes.tell_person(
        case.owner or minutes.chair_address(),
        key="channel-answer",
        template="channel-answer",
        case=case.id,
        facts={"channel": name, "who": who, "text": cards.shortened(text)},
        purpose=Purpose.DESK,
    )
    minutes.tell(replace(tell, offers=offers("reply", "help")))
    return name


def _posted_to(ctx: Context) -> str:
    """The channel by the address that the answered post went to."""
    ours = {x.message_id: x.address for x in ctx.letters if x.template == POST}
    assert ctx.message is not None
    address = next((ours[one] for one in ctx.message.clues.message_ids if one in ours), "")
    return next((name for name, one in cards.channels(ctx.policy) if one == address), address)


__all__ = ["answered", "answers", "keep_note", "post"]

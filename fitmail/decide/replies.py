"""The desk for insiders' answers: who you answer is who hears it (G13).

An answer to the enquirer's mail (C0) is for the enquirer; an answer to the card stays inside as a note or is
orders. Promises: nothing leaves from a text whose cut is uncertain unless it answered C0, whose quotes hold
nothing internal; nothing leaves without token and an authenticated, registered sender (G14); one wrong line and
nothing outward leaves.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from fitmail.decide import acts, acts_asking, acts_outward, acts_state, opportunities
from fitmail.decide.answers import Words, hold, send
from fitmail.decide.authority import Authority, authority, holder, is_holder
from fitmail.decide.etiquette import guard, internal_line, meant_for_desk, without_markers
from fitmail.decide.hand import Hand, Refused, bad, is_owner
from fitmail.decide.minutes import Minutes
from fitmail.decide.order_lines import MOST, OrderLine, Parsed, parse, whole_bare_word
from fitmail.decide.orders import ROWS, offers
from fitmail.model import Arrival, Context, Decision, Enquiry, Order, Person, Purpose, Refile, Result, Settle, Spend

ACTS: Mapping[str, Callable[[Hand, OrderLine], Result]] = {
    "claim": acts.claim,
    "release": acts.release,
    "assign": acts.assign,
    "note": acts.note,
    "reply": acts_outward.reply,
    "new": acts.new,
    "record": opportunities.record,
    "ask": acts_outward.ask,
    "decline": acts_outward.decline,
    "signpost": acts_outward.signpost,
    "share": opportunities.share,
    "is": acts_state.is_,
    "close": acts_state.close,
    "reopen": acts_state.reopen,
    "hold": acts_state.hold,
    "spam": acts_state.spam,
    "notspam": acts_state.notspam,
    "send": acts_outward.send,
    "drop": acts_state.drop,
    "interested": opportunities.interested,
    "pass": opportunities.pass_,
    "question": acts_asking.question,
    "why": acts_asking.why,
    "show": acts_asking.show,
    "status": acts_asking.status,
    "help": acts_asking.help_,
    "unsubscribe": acts_asking.unsubscribe,
    "subscribe": acts_asking.subscribe,
    "undo": acts_state.undo,
}

# In answer to a mail that asks, the first line may be a bare word; in answer to a digest each leading line.
BARE_LINES: Mapping[Purpose, int] = {Purpose.HELD: 1, Purpose.REP: 1, Purpose.DIGEST: MOST}

# Which orders take the text below them (orders.md, "Text below an order").
_IN_THAT_MAIL = ("ask", "decline", "signpost", "share", "reply")
_AN_ANSWER = ("claim", "is", "close", "hold", "record")
_A_NOTE = ("assign", "note", "spam", "new", "interested", "pass", "question")


def _taker(parsed: Parsed, on: Purpose | None) -> int:
    """Index of the order that the text belongs to; -1: a note of its own; -2: nobody takes it, so C5 asks."""
    verbs = [line.verb for line in parsed.lines]
    for group in (_IN_THAT_MAIL, _A_NOTE, _AN_ANSWER if on is Purpose.CLIENT else ()):
        places = [i for i, verb in enumerate(verbs) if verb in group]
        if places:
            return places[-1]
    return -2 if on is Purpose.CLIENT else -1


def _carry_out(ctx: Context, hand: Hand, parsed: Parsed, tried: list[Result]) -> tuple[Minutes, list[Result]]:
    """The lines in order. `tried`: the results of a first go in which some were wrong; those stay as they were."""
    minutes = Minutes(ctx)
    results: list[Result] = []
    case = hand.case
    for index, order in enumerate(parsed.lines):
        mine = replace(hand, minutes=minutes, index=index, case=case)
        if tried and not tried[index].ok:
            results.append(tried[index])
        elif not order.verb:
            results.append(bad(order, "unknown", did_you_mean=order.meant))
        elif order.verb == "reply" and index != len(parsed.lines) - 1:
            results.append(bad(order, "later-step", word=order.line))
        elif tried and (ROWS[order.verb].level == 2 or (mine.text().strip() and hand.on is Purpose.CLIENT)):
            results.append(bad(order, "withheld"))
        else:
            try:
                results.append(ACTS[order.verb](mine, order))
            except Refused as refused:
                results.append(refused.result)
        if order.verb == "new" and results[-1].ok:
            case = results[-1].args["case"]  # what follows is about the new case
    if parsed.too_many:
        results.append(Result(line="", ok=False, key="too-many", args={}))
    return minutes, results


def orders(ctx: Context, who: Authority, parsed: Parsed, *, on: Purpose | None, case: str) -> Decision:
    """Carries out the lines; if one is wrong, does it again with everything outward withheld."""
    source = ctx.event.key if isinstance(ctx.event, Arrival) and parsed.below.strip() else ""
    hand = Hand(
        minutes=Minutes(ctx),
        person=who.person,
        case=case,
        below=parsed.below,
        taker=_taker(parsed, on) if parsed.below.strip() else -1,
        source=source,
        on=on,
        index=0,
    )
    minutes, results = _carry_out(ctx, hand, parsed, [])
    extra = [Result(line="", ok=False, key="text-unexpected", args={})] if hand.taker == -2 else []
    if extra or any(not r.ok for r in results):
        minutes, results = _carry_out(ctx, hand, parsed, results)
    results += extra
    return _transcript(ctx, minutes, replace(hand, minutes=minutes), parsed, results)


def _transcript(ctx: Context, minutes: Minutes, hand: Hand, parsed: Parsed, results: list[Result]) -> Decision:
    """What became of each line, to its author; a failed answer to C0 is held and shown back."""
    problems = sum(not r.ok and r.key != "withheld" for r in results)
    opened = next((r.args["case"] for r in results if r.key == "new" and r.ok), "")
    about = next((line.case for line in parsed.lines if line.case), hand.case) or opened
    about = about if minutes.known(about) is not None else hand.case
    if hand.taker == -1 and parsed.below.strip() and hand.case and hand.on is not Purpose.CLIENT:
        acts.write_note(hand, hand.case, parsed.below)
    held = problems > 0 and hand.on is Purpose.CLIENT
    facts: dict[str, object] = {
        "results": tuple(results),
        "done": sum(r.ok for r in results),
        "problems": problems,
        "offer_send": False,
        "text": parsed.below if problems else "",
    }
    tell = minutes.tell_person(
        hand.person.address,
        key="transcript",
        template="transcript",
        case=about,
        facts=facts,
        purpose=Purpose.HELD if held else Purpose.DESK,
    )
    words = offers("drop", "help") if held else offers("undo", "help") if not problems else offers("help")
    minutes.tell(replace(tell, offers=words, about=ctx.event.key if held else ""))
    done = ", ".join(line.verb or "?" for line in parsed.lines)
    because = f"{hand.person.name} ordered {done}" + (
        f"; {problems} went wrong, nothing was sent." if problems else "."
    )
    return minutes.finish(because, end="held" if held else "filed", case=hand.case or about)


def _needs_proof(parsed: Parsed, on: Purpose | None) -> bool:
    if any(line.verb and ROWS[line.verb].level == 2 for line in parsed.lines):
        return True
    return on is Purpose.CLIENT and bool(parsed.below.strip())


def _fresh(ctx: Context, parsed: Parsed) -> bool:
    """A mail to the plain desk address that opens a case or asks for help: there is no token it could carry.

    Only an authenticated member gets so far; `reply` counts where `new` came before it (decisions/0005).
    """
    assert ctx.message is not None
    verbs = [line.verb for line in parsed.lines]
    allowed = ("new", "reply", "note", "help", "") if "new" in verbs else ("note", "help", "")
    fresh = all(verb in allowed for verb in verbs) and verbs[:1] != ["reply"]
    return fresh and ctx.case is None and ctx.message.trust.aligned


def _ask_for_proof(ctx: Context, who: Authority, text: str) -> Decision:
    """The mail waits whole; the registered address is asked with a one-time token (orders.md, Levels)."""
    minutes = Minutes(ctx)
    case = ctx.case.id if ctx.case is not None else ""
    facts = {"text": text, "what": minutes.message.subject}
    tell = minutes.tell_person(
        who.person.address, key="confirm", template="confirm", case=case, facts=facts, purpose=Purpose.CONFIRM
    )
    minutes.tell(replace(tell, about=ctx.event.key, offers=offers("drop")))
    if case:
        minutes.record(case, who=who.person.address, what="held", was="", now="", why=f"Held: {who.why}.")
    return minutes.finish(f"Held until {who.person.name} confirms it: {who.why}.", end="held", case=case)


def answered_purpose(ctx: Context) -> Purpose:
    """What an insider answered: by the token, else by the mail of ours that it names."""
    recognition, message = ctx.recognition, ctx.message
    assert recognition is not None and message is not None
    if is_holder(ctx) and recognition.token is not None:
        return recognition.token.purpose
    for message_id in message.clues.message_ids:
        letter = next((x for x in ctx.letters if x.message_id == message_id and not x.inbound), None)
        if letter is not None:
            return Purpose.CLIENT if letter.template == "enquirer-mail" else Purpose.DESK
    return Purpose.DESK


def insider(ctx: Context) -> Decision:
    """A registered person answers a mail of ours."""
    who = authority(ctx)
    assert who is not None and ctx.message is not None
    on = answered_purpose(ctx)
    if on is Purpose.ENQUIRER:
        on = Purpose.DESK
    message = ctx.message
    parsed = parse(message.said, bare=BARE_LINES.get(on, 0))
    case = ctx.case.id if ctx.case is not None else ""
    if parsed.lines:
        if not message.sure:
            return _unsure(ctx, who, parsed)
        if not _fresh(ctx, parsed) and (who.level < 1 or (who.level < 2 and _needs_proof(parsed, on))):
            return _ask_for_proof(ctx, who, message.said)
        return orders(ctx, who, parsed, on=on, case=case)
    if on is Purpose.CLIENT and isinstance(ctx.case, Enquiry):
        return _to_client(ctx, who, ctx.case)
    return _note(ctx, who, on)


def _unsure(ctx: Context, who: Authority, parsed: Parsed) -> Decision:
    """Orders run only from text whose cut is certain."""
    minutes = Minutes(ctx)
    results = tuple(bad(line, "unsure-cut") for line in parsed.lines)
    case = ctx.case.id if ctx.case is not None else ""
    facts = {"reason": "unsure-cut", "text": minutes.message.said, "results": results}
    tell = minutes.tell_person(
        who.person.address, key="held", template="held", case=case, facts=facts, purpose=Purpose.HELD
    )
    minutes.tell(replace(tell, about=ctx.event.key, offers=offers("drop")))
    return minutes.finish("Held: where the new text ends is not certain.", end="held", case=case)


def _text_for_client(ctx: Context) -> str:
    """The new text; the whole where it stands between the lines or the cut is uncertain (C0 is all the client's)."""
    message = ctx.message
    assert message is not None
    if message.sure and not message.interleaved:
        return message.said
    text = without_markers(message.text)
    signature = message.signature.strip()
    if signature and text.rstrip().endswith(signature):
        text = text.rstrip()[: -len(signature)].rstrip().removesuffix("--").rstrip()
    return text


def _to_client(ctx: Context, who: Authority, case: Enquiry) -> Decision:
    """Plain text answered to C0."""
    minutes = Minutes(ctx)
    text = _text_for_client(ctx)
    source = ctx.event.key if minutes.message.attachments else ""
    words = Words(person=who.person, text=text, source=source, only=False)
    if not text.strip() and not source:
        nothing = Result(line="", ok=False, key="no-text", args={})
        hand = _hand(minutes, who.person, case.id)
        return _transcript(ctx, minutes, hand, Parsed(lines=(), below="", too_many=False), [nothing])
    reason = _reason_to_hold(minutes, case, who.person, text)
    if reason:
        hold(minutes, case, words, reason=reason, results=(), shown=text)
        return minutes.finish(f"Held and shown back: {reason}.", end="held", case=case.id)
    if who.level < 2:
        return _ask_for_proof(ctx, who, text)
    send(minutes, case, words, key="answer")
    return minutes.finish(f"{who.person.name} answered the enquirer.", end="filed", case=case.id)


def _hand(minutes: Minutes, person: Person, case: str) -> Hand:
    return Hand(
        minutes=minutes,
        person=person,
        case=case,
        below="",
        taker=-1,
        source="",
        on=Purpose.CLIENT,
        index=0,
    )


def _reason_to_hold(minutes: Minutes, case: Enquiry, person: Person, text: str) -> str:
    """Why this answer waits for one more word of its author; "" when it may leave."""
    if "@" not in case.enquirer.address:
        return "no-recipient"
    if whole_bare_word(text):
        return "bare-word"
    if meant_for_desk(text, case.enquirer):
        return "for-desk"
    if guard(text, minutes.policy) or internal_line(minutes.message.text):
        return "guard"
    if case.owner and not is_owner(_hand(minutes, person, case.id), case):
        return "not-owner"
    return ""


def _note(ctx: Context, who: Authority, on: Purpose) -> Decision:
    """Words answered to the card stay inside; the transcript offers to send them (scenario 29a)."""
    minutes = Minutes(ctx)
    case = ctx.case.id if ctx.case is not None else ""
    text = minutes.message.said.strip()
    if not case or not text:
        key = "which-case" if text else "no-text"
        result = Result(line=text.splitlines()[0] if text else "", ok=False, key=key, args={})
    elif on is Purpose.REP:
        acts.write_note(replace(_hand(minutes, who.person, case), on=on), case, text)
        result = Result(line=text.splitlines()[0], ok=False, key="unknown", args={"did_you_mean": ""})
    else:
        acts.write_note(replace(_hand(minutes, who.person, case), on=on), case, text)
        result = Result(line=text.splitlines()[0], ok=True, key="noted", args={})
    facts: dict[str, object] = {
        "results": (result,),
        "done": int(result.ok),
        "problems": int(not result.ok),
        "offer_send": result.ok and isinstance(ctx.case, Enquiry),
        "text": text,
    }
    tell = minutes.tell_person(
        who.person.address, key="transcript", template="transcript", case=case, facts=facts, purpose=Purpose.DESK
    )
    verbs = ("interested", "pass", "question") if on is Purpose.REP else ("reply", "help")
    about_rep = Purpose.REP if on is Purpose.REP else Purpose.DESK
    minutes.tell(replace(tell, offers=offers(*verbs), purpose=about_rep))
    return minutes.finish(f"A note of {who.person.name}.", end="filed", case=case)


def by_order(ctx: Context) -> Decision:
    """Orders given at the command line, in a registered person's name."""
    assert isinstance(ctx.event, Order)
    who = authority(ctx)
    if who is None:
        minutes = Minutes(ctx)
        return minutes.finish(f"Refused: {ctx.event.by} is not registered.", end="filed", case="")
    parsed = parse(ctx.event.text, bare=1)
    case = ctx.case.id if ctx.case is not None else ""
    return orders(ctx, who, parsed, on=None, case=case)


def confirmed(ctx: Context) -> Decision:
    """An answer to the one-time token, mailed to the registered address: proof, and nothing more is asked."""
    minutes = Minutes(ctx)
    recognition = ctx.recognition
    assert recognition is not None and recognition.token is not None and ctx.message is not None
    token = recognition.token
    if not recognition.token_valid:
        facts: dict[str, object] = {"reason": "unauthorised", "text": minutes.message.said, "results": ()}
        tell = minutes.tell_person(
            token.person, key="held", template="held", case=token.case, facts=facts, purpose=Purpose.DESK
        )
        minutes.tell(tell)
        return minutes.finish("The confirmation came too late or was used already.", end="filed", case=token.case)
    minutes.note(Spend(token=token.text))
    parsed = parse(ctx.message.said, bare=1)
    if any(line.verb == "drop" for line in parsed.lines):
        minutes.note(Settle(arrival=token.about))
        return minutes.finish("The held mail was dropped by its author.", end="filed", case=token.case)
    minutes.note(Refile(arrival=token.about, proof=token.person))
    return minutes.finish("The held mail was confirmed and is walked again.", end="filed", case=token.case)


def not_the_holder(ctx: Context) -> Decision:
    """Mail to an insider's token from somebody else: a colleague's note, or a stranger's that is held (G13)."""
    minutes = Minutes(ctx)
    recognition, message = ctx.recognition, minutes.message
    assert recognition is not None
    case = ctx.case.id if ctx.case is not None else ""
    person = recognition.person
    if person is not None and case:
        acts.write_note(replace(_hand(minutes, person, case), on=Purpose.DESK), case, message.said)
        owner = ctx.case.owner if ctx.case is not None else ""
        facts: dict[str, object] = {"by": person.name, "text": message.said}
        tell = minutes.tell_person(
            owner or holder(ctx), key="offered", template="offered", case=case, facts=facts, purpose=Purpose.DESK
        )
        minutes.tell(replace(tell, offers=offers("reply", "help")))
        return minutes.finish(f"{person.name} wrote with a colleague's token: a note.", end="filed", case=case)
    facts = {"who": message.author, "text": message.said}
    told = minutes.tell_person(
        holder(ctx), key="leaked", template="leaked", case=case, facts=facts, purpose=Purpose.DESK
    )
    minutes.tell(replace(told, offers=offers("help")))
    if case:
        minutes.record(case, who=message.author.address, what="held", was="", now="", why="Not the token's holder.")
    return minutes.finish("Held: the token belongs to somebody else; its holder was told.", end="held", case=case)


def stranger_in_thread(ctx: Context) -> Decision:
    """Somebody we do not know answers a call to the co-ops: held, and its owner is told."""
    minutes = Minutes(ctx)
    assert ctx.case is not None
    to = ctx.case.owner or minutes.chair_address()
    facts: dict[str, object] = {"who": minutes.message.author, "text": minutes.message.said}
    tell = minutes.tell_person(to, key="leaked", template="leaked", case=ctx.case.id, facts=facts, purpose=Purpose.DESK)
    minutes.tell(replace(tell, offers=offers("help")))
    return minutes.finish("Held: a stranger answers a call to the co-ops.", end="held", case=ctx.case.id)

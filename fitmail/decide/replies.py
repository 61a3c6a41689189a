"""The desk for insiders' answers: who you answer is who hears it (G13).

An answer to the enquirer's mail (C0) is for the enquirer; an answer to the card stays inside as a note or is
orders. Promises: nothing leaves from a text whose cut is uncertain unless it answered C0, whose quotes hold
nothing internal; nothing leaves without token and an authenticated, registered sender (G14); one wrong line and
nothing outward leaves.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from fitmail.decide import (
    acts,
    acts_asking,
    acts_outward,
    acts_rota,
    acts_state,
    acts_undo,
    channels,
    opportunities,
    rulekeeping,
    swaps,
)
from fitmail.decide.answers import WAITS, Words, hold, keep_waiting, send
from fitmail.decide.authority import Authority, authority, is_holder
from fitmail.decide.etiquette import guard, internal_line, meant_for_desk, without_markers
from fitmail.decide.hand import Hand, Refused, bad, is_owner, plain_hand
from fitmail.decide.held import about_note, settle_corrected, still_waiting, token_of
from fitmail.decide.minutes import Minutes
from fitmail.decide.order_lines import (
    LATER,
    MOST,
    OrderLine,
    Parsed,
    fold,
    parse,
    parse_line,
    parse_listed,
    to_an_invitation,
    whole_bare_word,
)
from fitmail.decide.orders import ROWS, offers
from fitmail.decide.proof import ask_for_proof
from fitmail.decide.rota_mails import accept_turn, no
from fitmail.model import Arrival, Context, Decision, Enquiry, Order, Person, Purpose, Result

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
    "post": channels.post,
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
    "undo": acts_undo.undo,
    "activate": rulekeeping.activate,
    "accept": acts_rota.accept,
    "object": acts_rota.object_,
    "keep": acts_rota.keep,
    "swap": swaps.swap,
    "cover": swaps.cover,
    "away": swaps.away,
    "shadow": acts_rota.shadow,
    "hours": acts_rota.hours,
}

# In answer to a mail that asks, the first line may be a bare word; in answer to a digest each leading line. Only the
# words that answer that question count: "No." to a call is no answer to "may it leave?".
_CALLED = frozenset(("interested", "pass", "question", "subscribe", "unsubscribe"))
_ROTA = ("accept", "object", "keep", "swap", "cover", "away", "shadow", "hours")
_ROTA_NOTES = ("accept", "object", "swap", "cover", "away")
BARE_LINES: Mapping[Purpose, tuple[int, frozenset[str]]] = {
    Purpose.HELD: (1, frozenset(("send", "drop"))),
    Purpose.REP: (1, _CALLED),
    Purpose.DIGEST: (MOST, _CALLED),
    Purpose.ROTA: (MOST, frozenset((*_ROTA, "send", "drop", "pass"))),
}

# Which orders take the text below them (orders.md, "Text below an order").
_IN_THAT_MAIL = ("ask", "decline", "signpost", "share", "post", "reply")
_AN_ANSWER = ("claim", "is", "close", "hold", "record")
_ASKING = ("why", "show", "status", "help")
_A_NOTE = ("assign", "note", "spam", "new", "interested", "pass", "question", *_ROTA_NOTES)


# What moves a case, so that it can be taken back.
_MOVES = frozenset(ACTS) - {"note", "new", "question", "undo", "subscribe", "unsubscribe", *_ASKING, *_CALLED, *_ROTA}


def _understood(text: str, on: Purpose) -> Parsed:
    """The orders of an answer to such a mail."""
    lines, words = BARE_LINES.get(on, (0, frozenset()))
    listed = on is Purpose.DIGEST
    parsed = parse_listed(text, bare=lines) if listed else parse(text, bare=lines)
    strange = any(
        line.verb not in words and not (listed and line.case) and parse_line(line.line) is None for line in parsed.lines
    )
    parsed = parse(text, bare=0) if strange else parsed
    return to_an_invitation(parsed) if on is Purpose.ROTA else parsed


def _taker(parsed: Parsed, on: Purpose | None) -> int:
    """Index of the order that the text belongs to; -1: a note of its own; -2: nobody takes it, so C5 asks."""
    verbs = [line.verb for line in parsed.lines]
    for group in (_IN_THAT_MAIL, _A_NOTE, _AN_ANSWER if on is Purpose.CLIENT else ()):
        places = [i for i, verb in enumerate(verbs) if verb in group]
        if places:
            return places[-1]
    return -2 if on is Purpose.CLIENT else -1


def _not_known(order: OrderLine) -> Result:
    words = fold(order.args).split()
    if words and words[0].strip(":") in LATER:
        return bad(order, "later-step", word=words[0].strip(":"))
    return bad(order, "unknown", did_you_mean=order.meant)


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
            results.append(_not_known(order))
        elif tried and (ROWS[order.verb].level >= 2 or (mine.text().strip() and hand.on is Purpose.CLIENT)):
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
    wrong = any(not r.ok for r in results)
    # One problem is told at a time: what becomes of the text depends on the word that was not understood.
    extra = [Result(line="", ok=False, key="text-unexpected", args={})] if hand.taker == -2 and not wrong else []
    if extra or wrong:
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
    purpose, waits = Purpose.REP if hand.on is Purpose.REP else Purpose.DESK, ""
    if hand.on is Purpose.ROTA and problems:
        purpose, waits = Purpose.ROTA, _question_again(ctx)
    words: tuple[str, ...] = ("undo", "help") if not problems and _MOVES & {x.verb for x in parsed.lines} else ("help",)
    if hand.on is Purpose.REP:
        words = ("interested", "pass", "question")
    if held:
        purpose, keys = Purpose.HELD, _shown_back(minutes, hand, parsed)
        words = ("send", "drop", "help") if len(keys) > 1 else ("drop", "help")
        waits = " ".join(keys)
    elif (token := token_of(hand)) is not None:
        settle_corrected(hand, parsed, results)
        text = "" if {line.verb for line in parsed.lines} & {"send", "drop"} else still_waiting(hand)
        if problems or text:  # the third try may still settle it
            purpose, waits = Purpose.HELD, token.about
        if text:
            words, facts["text"] = ("send", "drop", *words), text
    tell = minutes.tell_person(
        hand.person.address, key="transcript", template="transcript", case=about, facts=facts, purpose=purpose
    )
    minutes.tell(replace(tell, offers=offers(*words), about=waits))
    done = ", ".join(line.verb or "?" for line in parsed.lines)
    because = f"{hand.person.name} ordered {done}" + (
        f"; {problems} went wrong, nothing was sent." if problems else "."
    )
    return minutes.finish(because, end="held" if held else "filed", case=hand.case or about)


def _question_again(ctx: Context) -> str:
    """What the answered mail asked, for a second try at the answer."""
    token = ctx.recognition.token if ctx.recognition is not None else None
    return token.about if token is not None else ""


def _shown_back(minutes: Minutes, hand: Hand, parsed: Parsed) -> list[str]:
    """Keys of what waits after a failed answer to C0: its text too, where it was nothing but words for the client."""
    case = minutes.known(hand.case)
    lines = parsed.lines
    plain = hand.taker == -2 or (hand.taker >= 0 and lines[hand.taker].verb in _AN_ANSWER)
    if not plain or not isinstance(case, Enquiry) or guard(parsed.below, minutes.policy):
        return [minutes.arrival.key]
    words = Words(person=hand.person, text=parsed.below, source=hand.source, only=False)
    keys = keep_waiting(minutes, case, words, reason="order-unknown")
    return [*keys, WAITS] if len(keys) > 1 else keys


def _concerns_everybody(ctx: Context, who: Authority, parsed: Parsed) -> bool:
    """A line of level 3 that could be carried out once it is confirmed."""
    verbs = [line.verb for line in parsed.lines if line.verb and ROWS[line.verb].level == 3]
    return any(verb != "activate" or rulekeeping.ready(ctx, who.person) for verb in verbs)


def _proven(ctx: Context) -> bool:
    """The mail is here again, confirmed: whatever is still missing, another confirmation would not give it."""
    return isinstance(ctx.event, Arrival) and ctx.event.proof != ""


def _needs_proof(parsed: Parsed, on: Purpose | None) -> bool:
    if any(line.verb and ROWS[line.verb].level >= 2 for line in parsed.lines):
        return True
    return on is Purpose.CLIENT and bool(parsed.below.strip())


def _fresh(ctx: Context, parsed: Parsed) -> bool:
    """A mail to the plain desk address that opens a case or only asks: there is no token it could carry.

    Only an authenticated member gets so far; `reply` counts where `new` came before it (decisions/0005). What only
    asks is answered to the registered address alone.
    """
    assert ctx.message is not None
    verbs = [line.verb for line in parsed.lines]
    if not ctx.message.trust.aligned:
        return False
    if all(verb in _ASKING for verb in verbs):
        return True
    if any(line.verb == "reply" and line.case for line in parsed.lines):
        return False  # the first mail to a new person, and not a word to the client of another case
    allowed = ("new", "reply", "note", "") if "new" in verbs else ("note", "")
    return ctx.case is None and all(verb in (*allowed, *_ASKING) for verb in verbs) and verbs[:1] != ["reply"]


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
    parsed = _understood(message.said, on)
    case = ctx.case.id if ctx.case is not None else ""
    if parsed.lines:
        if not message.sure:
            return _unsure(ctx, who, parsed)
        if not _fresh(ctx, parsed) and (who.level < 1 or (who.level < 2 and _needs_proof(parsed, on))):
            return ask_for_proof(ctx, who, message.said)
        if who.level == 2 and not _proven(ctx) and _concerns_everybody(ctx, who, parsed):
            why = "it concerns everybody, so it wants a fresh confirmation"
            return ask_for_proof(ctx, replace(who, why=why), message.said)
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
        hand = plain_hand(minutes, who.person, case.id)
        return _transcript(ctx, minutes, hand, Parsed(lines=(), below="", too_many=False), [nothing])
    reason = _reason_to_hold(minutes, case, who.person, text)
    if reason:
        hold(minutes, case, words, reason=reason, results=(), shown=text)
        return minutes.finish(f"Held and shown back: {reason}.", end="held", case=case.id)
    if who.level < 2:
        return ask_for_proof(ctx, who, text)
    send(minutes, case, words, key="answer")
    return minutes.finish(f"{who.person.name} answered the enquirer.", end="filed", case=case.id)


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
    if case.owner and not is_owner(plain_hand(minutes, person, case.id), case):
        return "not-owner"
    return ""


def _note(ctx: Context, who: Authority, on: Purpose) -> Decision:
    """Words answered to the card stay inside; the transcript offers to send them (scenario 29a)."""
    minutes = Minutes(ctx)
    case = ctx.case.id if ctx.case is not None else ""
    text = minutes.message.said.strip()
    if not case or not text:
        key = "no-text" if not text else "turn-unclear" if on is Purpose.ROTA else "which-case"
        result = Result(line=text.splitlines()[0] if text else "", ok=False, key=key, args={})
    elif on is Purpose.REP:
        acts.write_note(replace(plain_hand(minutes, who.person, case), on=on), case, text)
        result = Result(line=text.splitlines()[0], ok=False, key="unknown", args={"did_you_mean": ""})
    else:
        acts.write_note(replace(plain_hand(minutes, who.person, case), on=on), case, text)
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
    if on is Purpose.REP:
        tell = replace(tell, offers=offers("interested", "pass", "question"), purpose=Purpose.REP)
    elif on is Purpose.ROTA:
        words = (*offers("accept", "keep"),) if case else (accept_turn(), no())
        tell = replace(tell, offers=words, purpose=Purpose.ROTA, about=_question_again(ctx))
    elif facts["offer_send"]:
        tell = replace(tell, offers=offers("send", "help"), purpose=Purpose.HELD, about=about_note(minutes.message_id))
    else:
        tell = replace(tell, offers=offers("help"))
    minutes.tell(tell)
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

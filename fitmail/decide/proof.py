"""The desk for mails whose author is in doubt: held until somebody vouches for them.

Promises: what is in doubt does nothing and is shown to the person in whose name it came, or whose token it used; a
one-time token, mailed to the registered address, is proof enough (orders.md, Levels; G13, G14).
"""

from __future__ import annotations

from dataclasses import replace

from fitmail.decide import acts
from fitmail.decide.authority import Authority, holder
from fitmail.decide.hand import plain_hand
from fitmail.decide.held import offered
from fitmail.decide.minutes import Minutes
from fitmail.decide.order_lines import parse
from fitmail.decide.orders import offers
from fitmail.model import Context, Decision, Purpose, Refile, Settle, Spend


def ask_for_proof(ctx: Context, who: Authority, text: str) -> Decision:
    """The mail waits whole; the registered address is asked with a one-time token (orders.md, Levels)."""
    minutes = Minutes(ctx)
    case = ctx.case.id if ctx.case is not None else ""
    facts = {"text": text, "what": minutes.message.subject, "fresh": who.level >= 2}
    tell = minutes.tell_person(
        who.person.address, key="confirm", template="confirm", case=case, facts=facts, purpose=Purpose.CONFIRM
    )
    minutes.tell(replace(tell, about=ctx.event.key, offers=offers("drop")))
    if case:
        minutes.record(case, who=who.person.address, what="held", was="", now="", why=f"Held: {who.why}.")
    return minutes.finish(f"Held until {who.person.name} confirms it: {who.why}.", end="held", case=case)


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
        acts.write_note(replace(plain_hand(minutes, person, case), on=Purpose.DESK), case, message.said)
        about = minutes.case(case)
        offered(minutes, about, about.owner or holder(ctx), by=person, text=message.said, key="offered")
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

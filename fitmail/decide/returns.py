"""The desk for machine mail and for deliveries that failed.

Promises: machine mail opens no case, gets no answer, executes nothing (G9); a person whose words did not arrive is
told within the same walk; a card that its chair cannot read goes to the backup at once.
"""

from __future__ import annotations

from dataclasses import replace

from fitmail.decide import cards
from fitmail.decide.enquiries import tell_owner
from fitmail.decide.minutes import Minutes
from fitmail.decide.orders import offers
from fitmail.model import Context, Decision, Enquiry, Purpose, Returned, SentMail

FORGED = "It speaks of no mail that we sent."


def duplicate(ctx: Context) -> Decision:
    """The same mail by another way: kept, counted, and nothing more."""
    assert ctx.recognition is not None
    case = ctx.case.id if ctx.case is not None else ""
    first = ctx.recognition.seen_before[:12]
    return Minutes(ctx).finish(f"A second copy of mail {first}.", end="duplicate", case=case)


def machine(ctx: Context) -> Decision:
    """Auto-replies, receipts, list notices, our own mail come back."""
    minutes = Minutes(ctx)
    message, recognition = minutes.message, ctx.recognition
    assert recognition is not None
    tool = ctx.classification.tool if ctx.classification is not None else ""
    kind = message.marks.machine or ("notice" if tool else "machine")
    why = message.marks.because[0] if message.marks.because else "It came from a machine."
    if not message.marks.machine and tool:
        why = f"A notice of {tool} (rules/tools.yaml)."
    case = ctx.case
    if case is not None and kind != "own":
        minutes.record(
            case.id, who=message.author.address, what=kind, was=case.state, now=case.state, why=message.subject[:200]
        )
        if kind == "auto-reply" and isinstance(case, Enquiry) and recognition.person is not None:
            _to_the_backup(minutes, case, recognition.person.address)
    return minutes.finish(f"Machine mail ({kind}): {why}", end="machine", case=case.id if case is not None else "")


def _to_the_backup(minutes: Minutes, case: Enquiry, silent: str) -> None:
    """The chair is away or cannot be reached: the backup gets mail and card at once (lifecycles.md 3.1)."""
    duty, ctx = minutes.duty(), minutes.ctx
    waits = case.state in ("received", "acknowledged", "owned")
    if not waits or silent not in (duty.chair, case.owner) or (case.owner and case.owner != silent):
        return
    backup = duty.backup or minutes.policy.coordinator or minutes.policy.operator
    has = any(x.address == backup and x.case == case.id and not x.inbound for x in ctx.letters)
    if backup == silent or has or not case.last_arrival:
        return
    facts = cards.card_facts(
        case, ctx, text="", flags=("chair-away",), receipt_sent=case.acknowledged_at is not None, held_back=""
    )
    tell_owner(minutes, case, to=backup, key="-backup", source=case.last_arrival, card="card", facts=facts)
    minutes.record(
        case.id, who="fitmail", what="to the backup", was=case.state, now=case.state, why=f"{silent} is away."
    )


def report(ctx: Context) -> Decision:
    """A bounce, a delay, a complaint: about a mail of ours, or about nothing we know."""
    minutes = Minutes(ctx)
    message, recognition = minutes.message, ctx.recognition
    assert recognition is not None
    kind = message.report.kind if message.report is not None else message.marks.machine or "report"
    case = ctx.case.id if ctx.case is not None else ""
    mail = next((m for m in ctx.sent if m.key == recognition.returned), None)
    if mail is None:
        return minutes.finish(f"Machine mail ({kind}). {FORGED}", end="machine", case=case)
    failed = message.report is not None and any(r.action in ("failed", "") for r in message.report.recipients)
    if kind == "bounce" and (failed or not message.report or not message.report.recipients):
        reason = next((r.reason for r in message.report.recipients if r.reason), "") if message.report else ""
        _undelivered(minutes, mail, reason or message.subject)
        return minutes.finish(f"The mail to {mail.to} came back.", end="machine", case=mail.case)
    return minutes.finish(f"Machine mail ({kind}) about the mail to {mail.to}.", end="machine", case=mail.case)


def given_up(ctx: Context) -> Decision:
    """Our own delivery gave up."""
    assert isinstance(ctx.event, Returned)
    minutes = Minutes(ctx)
    mail = next((m for m in ctx.sent if m.key == ctx.event.outbox_key), None)
    if mail is None:
        return minutes.finish("A delivery failed; the mail is no longer known.", end="filed", case="")
    _undelivered(minutes, mail, ctx.event.reason)
    return minutes.finish(f"The mail to {mail.to} could not be delivered.", end="filed", case=mail.case)


def _undelivered(minutes: Minutes, mail: SentMail, reason: str) -> None:
    """Who must know: the author of the words, else the owner, else the chair. Never a notice about a notice."""
    case = minutes.known(mail.case) if mail.case else None
    if case is None:
        return
    minutes.record(case.id, who="fitmail", what="undelivered", was=case.state, now=case.state, why=reason[:300])
    if not mail.outward:
        if isinstance(case, Enquiry):
            _to_the_backup(minutes, case, mail.to)
        return
    if any(m.template == "undelivered" and m.at >= mail.at and mail.to in m.text for m in minutes.ctx.sent):
        return  # told already: anybody can send the same report five times
    to = mail.by or case.owner or minutes.chair_address()
    facts: dict[str, object] = {"to": mail.to, "reason": reason[:300], "subject": mail.subject, "text": mail.text}
    tell = minutes.tell_person(
        to, key="undelivered", template="undelivered", case=case.id, facts=facts, purpose=Purpose.DESK
    )
    minutes.tell(replace(tell, offers=offers("reply", "close", "help")))

"""The desk for outsiders' mails: a new enquiry, and the enquirer's next mail.

Promises: an answer that leaves by itself is a receipt and nothing else (G8); every mail of an enquirer reaches the
owner, or the chair on duty, as C0 and card (G13); a mail of ours is never the reason for another.
"""

from __future__ import annotations

from dataclasses import replace

from fitmail.decide import cards
from fitmail.decide.clocks import SETTLED, UNOWNED
from fitmail.decide.etiquette import breaker, may_answer, no_receipt
from fitmail.decide.filing import why_filed
from fitmail.decide.minutes import Minutes, outsiders
from fitmail.decide.order_lines import fold
from fitmail.decide.orders import offers
from fitmail.decide.reading_along import reads_along
from fitmail.decide.worktime import add_working_days, desk_date
from fitmail.model import (
    LANGUAGES,
    Alarm,
    Audience,
    Classification,
    Context,
    Decision,
    Enquiry,
    Language,
    Mailbox,
    Purpose,
    Raise,
    Tell,
)

REOPENS_WITHIN = 60  # days after closing
LONG_AGO = 24 * 3600 * REOPENS_WITHIN
_PREFIXES = ("re:", "aw:", "sv:", "rv:", "res:", "fwd:", "fw:", "enc:", "wg:", "tr:", "reenv:", "rif:", "antw:")


def bare_subject(subject: str) -> str:
    """The subject without Re:, Fwd: and our own tag, so that a thread keeps one name."""
    text = " ".join(subject.split())
    while True:
        lower = text.lower()
        prefix = next((p for p in _PREFIXES if lower.startswith(p)), "")
        if prefix:
            text = text[len(prefix) :].strip()
        elif text.startswith("[") and _tag(text[1:].partition("]")[0]):
            text = text.partition("]")[2].strip()
        elif text.endswith("]") and _tag(text[:-1].rpartition("[")[2]):  # ours stands at the end of a client's subject
            text = text.rpartition("[")[0].strip()
        else:
            return text


def _tag(inside: str) -> bool:
    """What stands between the brackets: E-42, and nothing more."""
    letter, dash, number = inside.strip().partition("-")
    return bool(dash) and letter.upper() in tuple("EOMTNJPH") and number.isdecimal()


def language_of(detected: str, ctx: Context) -> Language:
    """The case's language: the enquirer's, where we speak it (G12)."""
    return next((code for code in LANGUAGES if code == detected), ctx.policy.language)


def author_of(ctx: Context) -> tuple[Mailbox, str]:
    """(the enquirer, the address of the member who passed the mail on): behind forms and members' forwards."""
    message, recognition = ctx.message, ctx.recognition
    assert message is not None
    if message.form is not None and "@" in message.form.email:
        return Mailbox(name=message.form.name, address=message.form.email), ""
    person = recognition.person if recognition is not None else None
    forward = message.forward
    if person is not None and forward is not None and forward.author is not None and len(forward.candidates) < 2:
        return forward.author, person.address
    return message.author, ""


def substance(ctx: Context) -> tuple[str, str]:
    """(subject, text) of what the enquirer wrote, behind forms and members' forwards."""
    message = ctx.message
    assert message is not None
    _, referrer = author_of(ctx)
    if referrer and message.forward is not None:
        return message.forward.subject or message.subject, message.forward.text or message.said
    if message.form is not None and message.form.text:
        return message.subject, message.form.text
    return message.subject, message.said


def flags_of(ctx: Context, case: Enquiry) -> tuple[str, ...]:
    """What the owner should see first. An outsider's order words are text, never orders."""
    message = ctx.message
    assert message is not None
    first = fold(next((line for line in message.said.splitlines() if line.strip()), "")).strip(" !¡.,;:")
    flags = ["low"] if case.low else []
    if first in ("withdraw", "retirar", "retiro mi consulta", "retirar pedido"):
        flags.append("withdraw")
    if first in ("erase me", "borren mis datos", "apaguem meus dados") or case.kind == "data protection":
        flags.append("erase")
    if case.written_in or (first.startswith(("language ", "idioma ", "lingua ")) and len(first.split()) < 4):
        flags.append("language")
    if case.maybe:
        flags.append("maybe")
    if case.kind == "complaint":
        flags.append("conduct")
    forward = message.forward
    if forward is not None and len(forward.candidates) > 1:
        flags.append("two-authors")
    return tuple(flags)


def _enquiry(minutes: Minutes, classified: Classification) -> Enquiry:
    """The new case, before anybody was told."""
    ctx, message = minutes.ctx, minutes.message
    enquirer, referrer = author_of(ctx)
    subject, _ = substance(ctx)
    others = () if referrer else outsiders((*message.to, *message.cc), ctx)
    assert ctx.recognition is not None
    return Enquiry(
        id=minutes.next_id("E"),
        state="received",
        category=classified.category,
        kind=classified.kind,
        language=language_of(message.language, ctx),
        written_in=message.language if message.language not in ("", *LANGUAGES) else "",
        subject=bare_subject(subject),
        owner="",
        opened_at=minutes.now,
        changed_at=minutes.now,
        because=classified.because,
        facts=classified.facts,
        checks=classified.checks,
        work=classified.work,
        wake_at=None,
        steps=0,
        reminders=0,
        reminded_on=None,
        held_until=None,
        outcome="",
        closed_at=None,
        enquirer=enquirer,
        others=tuple(o for o in others if o.address != enquirer.address),
        referrer=referrer,
        maybe=ctx.recognition.maybe,
        arrival=minutes.arrival.key,
        last_arrival=minutes.arrival.key,
        promised=None,
        acknowledged_at=None,
        claimed_at=None,
        first_reply_at=None,
        last_in_at=minutes.now,
        last_out_at=None,
        asked=(),
        prepared=cards.prepared(classified.category, classified.facts, ctx.handbook),
        opportunity="",
        low=classified.priority == "low",
        reason=classified.reason,
    )


def _breaker_opened(minutes: Minutes) -> Alarm:
    """Said once a day, however many receipts wait."""
    day = desk_date(minutes.now, minutes.hours)
    return Alarm(key=f"alarm:breaker:{day.isoformat()}", kind="breaker", lines=(), to=(), at=minutes.now)


def tell_enquirer(case: Enquiry, *, key: str, template: str, facts: dict[str, object]) -> Tell:
    """A mail to the enquirer under the desk's name; the caller makes it somebody's with `replace`."""
    box = case.enquirer
    return Tell(
        key=key,
        audience=(Audience(kind="outsider", who=box.address, name=box.name, language=case.language),),
        template=template,
        case=case.id,
        facts=facts,
        purpose=Purpose.ENQUIRER,
        subject="",
        outward=True,
    )


def _receipt(minutes: Minutes, case: Enquiry) -> tuple[Enquiry, str]:
    """(the case, why no receipt left). E1 at once, once per case (mails.md)."""
    ctx = minutes.ctx
    refused = may_answer(ctx, case.enquirer.address)
    if refused:
        return case, refused
    closed = breaker(ctx)
    if closed:
        minutes.note(Raise(alarm=_breaker_opened(minutes)))
    promised = desk_date(add_working_days(minutes.now, ctx.policy.promise, minutes.hours), minutes.hours)
    sales = case.category in cards.SALES
    facts: dict[str, object] = {
        "promised": promised,
        "sales": sales,
        "keys": cards.missing(case, ctx) if sales else (),
        "notice": ctx.policy.consent == "notice",
        "form_copy": minutes.message.form.text if minutes.message.form is not None else "",
    }
    receipt = tell_enquirer(case, key="receipt", template="receipt", facts=facts)
    answers = "" if case.referrer else minutes.message.id
    minutes.tell(replace(receipt, automatic="auto-replied", answers=answers, held=closed))
    case = replace(case, state="acknowledged", promised=promised, acknowledged_at=minutes.now)
    return case, closed


def tell_owner(
    minutes: Minutes, case: Enquiry, *, to: str, key: str, source: str, card: str, facts: dict[str, object]
) -> None:
    """C0, then the card in the same thread, to one insider (G13)."""
    audience = (Audience(kind="person", who=to) if to else Audience(kind="chair"),)
    c0 = f"c0{key}"
    via = case.enquirer
    if minutes.ctx.message is not None and source == getattr(minutes.ctx.event, "key", "") and not case.referrer:
        message = minutes.ctx.message
        same = message.author.address == case.enquirer.address
        via = case.enquirer if message.form is not None or (same and not message.author.name) else message.author
    if source:
        minutes.tell(
            Tell(
                key=c0,
                audience=audience,
                template="enquirer-mail",
                case=case.id,
                facts={},
                purpose=Purpose.CLIENT,
                via=via,
                source=source,
                whole=True,
            )
        )
    minutes.tell(
        Tell(
            key=f"card{key}",
            audience=audience,
            template=card,
            case=case.id,
            facts=facts,
            offers=cards.card_offers(case, minutes.ctx),
            purpose=Purpose.DESK,
            after=c0 if source else "",
        )
    )


def new(ctx: Context) -> Decision:
    """A mail that belongs to no case opens one."""
    minutes = Minutes(ctx)
    classified = ctx.classification
    assert classified is not None, "a mail is classified before it is decided"
    case = _enquiry(minutes, classified)
    who = case.enquirer.address
    if classified.category == "spam" or minutes.message.marks.spam:
        case = replace(case, state="quarantined", prepared="", low=True)
        minutes.open(case)
        minutes.record(case.id, who=who, what="mail in", was="", now="quarantined", why=why_filed(classified))
        return minutes.finish(f"Kept apart as spam: {classified.because}", end="spam", case=case.id)
    case, unanswered = _receipt(minutes, case)
    minutes.open(case)
    minutes.record(case.id, who=who, what="mail in", was="", now=case.state, why=why_filed(classified))
    if case.referrer:
        minutes.record(
            case.id, who=case.referrer, what="referred", was="", now=case.state, why="A member passed the mail on."
        )
        if case.referrer != minutes.chair_address():  # the chair gets the card
            _thank(minutes, case)
    _, text = substance(ctx)
    facts = cards.card_facts(
        case,
        ctx,
        text=text,
        flags=flags_of(ctx, case),
        receipt_sent=case.acknowledged_at is not None and not unanswered,
        held_back=no_receipt(unanswered),
    )
    said = minutes.message.said.strip()
    if case.referrer and said and said != text.strip():
        facts["referred"] = cards.shortened(said)  # what the member wrote above the mail that they passed on
    tell_owner(minutes, case, to="", key="", source=minutes.arrival.key, card="card", facts=facts)
    duty = minutes.duty()
    if duty.shadow and duty.shadow != duty.chair:
        _copy(minutes, case, duty.shadow, "card", {**facts, "flags": (*flags_of(ctx, case), "shadow")})
    tail = f"; no receipt: {unanswered}" if unanswered else ""
    return minutes.finish(f"A new enquiry: {classified.because}{tail}", end="filed", case=case.id)


def _thank(minutes: Minutes, case: Enquiry) -> None:
    """Once, and at once: whoever passes work on hears that it is in good hands."""
    tell = minutes.tell_person(
        case.referrer, key="thanks", template="thanks", case=case.id, facts={}, purpose=Purpose.DESK
    )
    minutes.tell(replace(tell, offers=offers("note", "status")))


def _copy(minutes: Minutes, case: Enquiry, to: str, template: str, facts: dict[str, object]) -> None:
    """The card alone, for somebody who reads along: a shadow, or the chair of the turn before."""
    minutes.tell(
        Tell(
            key="copy",
            audience=(Audience(kind="person", who=to),),
            template=template,
            case=case.id,
            facts=facts,
            offers=offers("note", "show", "help"),
            purpose=Purpose.DESK,
        )
    )


def still_on(minutes: Minutes, case: Enquiry) -> bool:
    """The last owner still has a hand in the running turn."""
    owner = minutes.person(case.owner)
    if owner is None:
        return False
    turn = minutes.duty().turn
    if turn is None or minutes.holds_duty(owner):
        return True
    return case.claimed_at is not None and case.claimed_at.date() >= turn.first


def _taken_up(minutes: Minutes, case: Enquiry) -> Enquiry:
    """The ball is with us again: owned by the last owner if still on the rota, else by the chair on duty."""
    owner = case.owner if still_on(minutes, case) else minutes.chair_address()
    state = "owned" if owner else "acknowledged"
    case = replace(case, owner=owner, outcome="", closed_at=None)
    return minutes.move(case, state, undo="")


def reopens(ctx: Context, case: Enquiry) -> bool:
    """A mail to a closed case takes it up again within 60 days; later it is a new matter."""
    if case.state != "closed" or case.closed_at is None:
        return True
    return (ctx.now - case.closed_at).total_seconds() <= LONG_AGO


def followup(ctx: Context) -> Decision:
    """The enquirer, or somebody of the thread, writes again."""
    case = ctx.case
    assert isinstance(case, Enquiry)
    if not reopens(ctx, case):
        assert ctx.recognition is not None
        recognition = replace(ctx.recognition, case="", maybe=case.id)
        counters = replace(ctx.counters, for_case=0)  # the receipts of the old case are none of the new one
        return new(replace(ctx, case=None, recognition=recognition, counters=counters))
    minutes = Minutes(ctx)
    message, was = minutes.message, case.state
    fresh = outsiders((*message.to, *message.cc, message.author), ctx)
    known = {case.enquirer.address, *(o.address for o in case.others)}
    case = replace(
        case,
        last_in_at=minutes.now,
        last_arrival=minutes.arrival.key,
        held_until=None,
        others=(*case.others, *(b for b in fresh if b.address not in known)),
    )
    if was in ("quarantined", "spam"):
        minutes.change(case, undo="")
        return minutes.finish("More mail to a case that is kept apart as spam.", end="spam", case=case.id)
    if was in (*SETTLED, "closed", "awaiting_info", "owned"):
        case = _taken_up(minutes, case)
    else:
        minutes.change(case, undo="")
    linked = ctx.recognition.linked_by if ctx.recognition is not None else ""
    why = f"Found by {linked or 'memory'}."
    minutes.record(case.id, who=message.author.address, what="mail in", was=was, now=case.state, why=why)
    facts = cards.card_facts(case, ctx, text=message.said, flags=flags_of(ctx, case), receipt_sent=True, held_back="")
    facts["since"] = "answer" if was in (*SETTLED, "awaiting_info") else "reopened" if was == "closed" else "more"
    to = minutes.acting_for(case.owner) if case.state not in UNOWNED else ""
    tell_owner(minutes, case, to=to, key="", source=minutes.arrival.key, card="followup", facts=facts)
    former = reads_along(case, minutes)
    if former and former != to:
        _copy(minutes, case, former, "followup", {**facts, "flags": ("handed-over",)})
    return minutes.finish(f"More to {case.id}, found by {linked}.", end="filed", case=case.id)


def file_old(ctx: Context) -> Decision:
    """An imported enquiry: kept and linked; nobody is answered and no clock starts."""
    minutes = Minutes(ctx)
    if ctx.case is not None:
        case_id = ctx.case.id
        minutes.record(case_id, who=minutes.message.author.address, what="imported", was="", now="", why="Imported.")
        return minutes.finish(f"Imported into {case_id}.", end="filed", case=case_id)
    classified = ctx.classification
    assert classified is not None
    when = minutes.message.date or minutes.now
    case = replace(
        _enquiry(minutes, classified),
        state="closed",
        opened_at=when,
        changed_at=when,
        last_in_at=when,
        closed_at=when,
    )
    minutes.open(case)
    minutes.record(case.id, who=case.enquirer.address, what="imported", was="", now="closed", why=why_filed(classified))
    return minutes.finish(f"Imported: {case.because}", end="filed", case=case.id)

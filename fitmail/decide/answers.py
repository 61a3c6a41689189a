"""What a person's words to an enquirer do: they leave under the desk's name, or are held and shown back.

Promises: a text leaves only composed afresh, with the client's Cc, and moves the case in the same breath; a held
text is one word away from leaving ("send") and its mail is counted as held until then (G13, G15).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from fitmail.decide.clocks import UNOWNED
from fitmail.decide.enquiries import tell_enquirer
from fitmail.decide.minutes import Minutes, outbox_key
from fitmail.decide.order_lines import whole_bare_word
from fitmail.decide.orders import offers
from fitmail.decide.reading_along import predecessor
from fitmail.model import Enquiry, Person, Purpose, Result, SentMail, Tell

WAITS = "waits"  # last in a HELD token's `about`: the text is meant for the client, whatever word stood above it
NOT_ALIVE = ("closed", "spam", "quarantined")


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What a person wants to say: the text, where its attachments lie, and whether the client's Cc hears it."""

    person: Person
    text: str
    source: str  # arrival key, "" when there are no attachments
    only: bool  # to the enquirer alone


def owned(minutes: Minutes, case: Enquiry, person: Person, *, undo: str) -> Enquiry:
    """An answer claims what nobody owns."""
    if case.owner:
        return case
    case = replace(case, owner=person.address, claimed_at=minutes.now)
    minutes.record(case.id, who=person.address, what="claim", was=case.state, now="owned", why="By acting on it.")
    if case.state in UNOWNED:
        return minutes.move(case, "owned", undo=undo)
    return minutes.change(case, undo=undo)


def last_from_client(minutes: Minutes, case: Enquiry) -> str:
    """Message-ID of the enquirer's last mail: what our answer answers."""
    theirs = {case.enquirer.address, *(o.address for o in case.others)}
    inbound = [x for x in minutes.ctx.letters if x.case == case.id and x.inbound and x.address in theirs]
    return inbound[-1].message_id if inbound else ""


def outward(
    minutes: Minutes, case: Enquiry, words: Words, *, key: str, template: str, facts: Mapping[str, object]
) -> Tell:
    """A mail to the enquirer that a person wrote or released."""
    before = predecessor(case, words.person.address)
    taking_over = {"predecessor": before} if before else {}
    tell = tell_enquirer(case, key=key, template=template, facts={"text": words.text, **facts, **taking_over})
    return replace(
        tell,
        author=words.person.address,
        automatic="",
        cc=() if words.only else case.others,
        answers=last_from_client(minutes, case),
        source=words.source,
        delay=minutes.policy.delay,
    )


def left(minutes: Minutes, case: Enquiry, state: str, *, by: Person, what: str) -> Enquiry:
    """The case after a person's mail went to the enquirer."""
    was = case.state
    case = owned(minutes, case, by, undo=by.address)
    case = replace(
        case,
        first_reply_at=case.first_reply_at or minutes.now,
        last_out_at=minutes.now,
        held_until=None,
        outcome="" if was in NOT_ALIVE else case.outcome,
        closed_at=None,
        handed_told=case.handed_told or predecessor(case, by.address) != "",
    )
    # An opportunity's enquiry stays converted, whatever is said to the client meanwhile.
    case = minutes.move(case, "converted" if was == "converted" else state, undo=by.address)
    minutes.record(case.id, who=by.address, what=what, was=was, now=case.state, why=f"{by.name} wrote.")
    return case


def send(minutes: Minutes, case: Enquiry, words: Words, *, key: str) -> Enquiry:
    """The person's own text leaves for the enquirer."""
    tell = outward(minutes, case, words, key=key, template="answer", facts={})
    minutes.tell(tell)
    if minutes.ctx.counters.confirmed < minutes.policy.confirm_first:
        facts = {"text": words.text, "to": case.enquirer, "cc": tell.cc}
        copy = minutes.tell_person(
            words.person.address,
            key=f"copy-{key}",
            template="sent-copy",
            case=case.id,
            facts=facts,
            purpose=Purpose.DESK,
        )
        minutes.tell(replace(copy, offers=offers("undo")))
    return left(minutes, case, "answered", by=words.person, what="answer")


def keep_waiting(minutes: Minutes, case: Enquiry, words: Words, *, reason: str) -> list[str]:
    """The held arrival's key, and the outbox keys of its text, which one word lets leave."""
    keys = [minutes.arrival.key]
    if words.text.strip() and case.enquirer.address:
        tell = outward(minutes, case, words, key="held-answer", template="answer", facts={})
        minutes.tell(replace(tell, held=reason, delay=0))
        recipients = (case.enquirer, *(() if words.only else case.others))
        keys += [outbox_key(minutes.arrival.key, "held-answer", box.address) for box in recipients]
    return keys


def hold(
    minutes: Minutes, case: Enquiry, words: Words, *, reason: str, results: tuple[Result, ...], shown: str
) -> None:
    """The text waits; its author sees why and can send or drop it with one word (C4, C5)."""
    keys = keep_waiting(minutes, case, words, reason=reason)
    facts: dict[str, object] = {"reason": reason, "text": shown, "results": results}
    template = "held"
    if reason == "not-owner" and len(keys) > 1:
        template = "collision"
        facts = {"owner": minutes.name(case.owner), "sent": _last_sent(minutes, case), "text": shown}
    notice = minutes.tell_person(
        words.person.address, key="held", template=template, case=case.id, facts=facts, purpose=Purpose.HELD
    )
    verbs: tuple[str, ...] = ("send", "drop") if len(keys) > 1 else ("drop",)
    # A word that lost its mark is offered with it: the answer to this mail may simply say it right.
    meant = (whole_bare_word(shown),) if reason == "bare-word" else ()
    verbs += tuple(verb for verb in meant if verb and verb not in verbs)
    if reason == "not-owner" and len(keys) > 1:
        keys.append(WAITS)
    minutes.tell(replace(notice, offers=offers(*verbs), about=" ".join(keys)))
    minutes.record(case.id, who=words.person.address, what="held", was=case.state, now=case.state, why=reason)


def _last_sent(minutes: Minutes, case: Enquiry) -> SentMail | None:
    written = [
        m
        for m in minutes.ctx.sent
        if m.outward and m.by and m.template != "post" and m.state != "withdrawn" and m.state != "held"
    ]
    return written[-1] if written else None

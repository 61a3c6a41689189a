"""The desk for list posts: archived, filed by kind, and carded to the chair where somebody should act.

Promises: a machine never answers to the list (G9); the card is T1; a post about lunch is only a line of the digest.
"""

from __future__ import annotations

from dataclasses import replace

from fitmail.decide.authority import authority
from fitmail.decide.enquiries import bare_subject, language_of
from fitmail.decide.minutes import Minutes
from fitmail.decide.order_lines import Parsed, parse
from fitmail.decide.orders import offers
from fitmail.model import (
    Archive,
    Audience,
    Context,
    Decision,
    Learn,
    Opportunity,
    Post,
    Purpose,
    Result,
    Tell,
)

CARDED = ("share", "need", "trouble", "unsure")
LINE = 160  # characters of a post in a digest


def first_sentence(text: str) -> str:
    """The beginning of the first paragraph that says something, cut for a digest. Greetings say nothing."""
    paragraphs = [" ".join(part.split()) for part in text[:8000].replace("\r\n", "\n").split("\n\n")]
    said = [p for p in paragraphs if len(p) > 12 and not (p.endswith((",", ":")) and len(p) < 40)]
    words = (said or [" ".join(text[:8000].split())])[0]
    return words if len(words) <= LINE else words[: LINE - 1].rsplit(" ", 1)[0] + "…"


def post(ctx: Context) -> Decision:
    """A person's post on a hosted or watched list."""
    minutes = Minutes(ctx)
    message, classified, recognition = minutes.message, ctx.classification, ctx.recognition
    assert classified is not None and recognition is not None
    coop = recognition.coop.name if recognition.coop is not None else ""
    if recognition.person is not None:
        coop = recognition.person.coop
    key = minutes.arrival.key
    archived = Post(
        key=key,
        message_id=message.id,
        thread=ctx.post.thread if ctx.post is not None else key,
        author=message.author,
        coop=coop,
        subject=_subject(message.subject),
        kind=classified.category,
        line=first_sentence(message.said),
        at=message.date or minutes.now if minutes.arrival.filing else minutes.now,
        language=language_of(message.language, ctx),
    )
    minutes.note(Archive(post=archived))
    if classified.category in CARDED and not minutes.arrival.filing:
        _card(minutes, archived)
    return minutes.finish(f"A post on the list: {classified.because}", end="filed", case="")


def _subject(subject: str) -> str:
    """Without Re: and the list's tag."""
    text = bare_subject(subject)
    while text.startswith("[") and "]" in text:
        text = bare_subject(text[text.index("]") + 1 :].strip())
    return text or subject


def _card(minutes: Minutes, archived: Post) -> None:
    classified = minutes.ctx.classification
    assert classified is not None
    facts = {
        "post": archived,
        "because": classified.because,
        "kind": classified.kind,
        "guesses": classified.suggestions,
        "t1": {},  # a post has no facts beyond its own words
    }
    minutes.tell(
        Tell(
            key="post-card",
            audience=(Audience(kind="chair"),),
            template="post-card",
            case="",
            facts=facts,
            offers=offers("record", "is", "note") if archived.kind in ("share", "unsure") else offers("is", "note"),
            purpose=Purpose.POST,
            about=archived.key,
            subject=f"[{minutes.policy.list_name}] {archived.subject}",
        )
    )


def answered(ctx: Context) -> Decision:
    """The chair answers the card of a post: record it, correct its kind, or write a note."""
    minutes = Minutes(ctx)
    who = authority(ctx)
    assert who is not None
    parsed = parse(minutes.message.said if minutes.message.sure else "", bare=0)
    results = [_one(ctx, minutes, parsed, i) for i in range(len(parsed.lines))]
    if not parsed.lines:
        results = [Result(line="", ok=ctx.post is not None, key="noted", args={})]
    problems = sum(not r.ok for r in results)
    facts: dict[str, object] = {
        "results": tuple(results),
        "done": len(results) - problems,
        "problems": problems,
        "offer_send": False,
        "text": "",
    }
    tell = minutes.tell_person(
        who.person.address, key="transcript", template="transcript", case="", facts=facts, purpose=Purpose.POST
    )
    token = ctx.recognition.token if ctx.recognition is not None else None
    subject = f"[{minutes.policy.list_name}] {ctx.post.subject}" if ctx.post is not None else ""
    minutes.tell(replace(tell, about=token.about if token is not None else "", subject=subject))
    return minutes.finish(f"{who.person.name} answered the card of a post.", end="filed", case="")


def _one(ctx: Context, minutes: Minutes, parsed: Parsed, index: int) -> Result:
    order = parsed.lines[index]
    who = authority(ctx)
    assert who is not None
    known = ctx.post
    if known is None:
        return Result(line=order.line, ok=False, key="which-case", args={})
    if who.level < 1:
        return Result(line=order.line, ok=False, key="needs-proof", args={})
    if order.verb == "record":
        opportunity = _opportunity(minutes, known, who.person.address)
        minutes.open(opportunity)
        return Result(line=order.line, ok=True, key="recorded", args={"opportunity": opportunity.id})
    if order.verb == "is":
        kind = order.args.strip().lower()
        if kind not in KINDS:
            return Result(
                line=order.line, ok=False, key="no-such-category", args={"found": order.args, "did_you_mean": ""}
            )
        minutes.note(Archive(post=replace(known, kind=kind)))
        minutes.note(Learn(table="list", category=kind, case=known.key, by=who.person.address))
        return Result(line=order.line, ok=True, key="corrected", args={"category": kind})
    if order.verb in ("note", "drop", "help"):
        return Result(line=order.line, ok=True, key="noted", args={})
    return Result(line=order.line, ok=False, key="unknown", args={"did_you_mean": order.meant})


KINDS = ("share", "need", "offer", "interest", "trouble", "meeting", "discussion")


def _opportunity(minutes: Minutes, known: Post, by: str) -> Opportunity:
    """A draft whose bringer is the poster's co-op (lifecycles.md: share on the list)."""
    return Opportunity(
        id=minutes.next_id("O"),
        state="draft",
        category="opportunity",
        kind="",
        language=language_of(known.language, minutes.ctx),
        written_in="",
        subject="",
        owner=by,
        opened_at=minutes.now,
        changed_at=minutes.now,
        because=f"{known.author.name or known.author.address} shared it on the list",
        facts=(),
        checks=(),
        work=(),
        wake_at=None,
        steps=0,
        reminders=0,
        reminded_on=None,
        held_until=None,
        outcome="",
        closed_at=None,
        enquiry="",
        bringer=known.coop,
        title=known.subject,
        summary=known.line,
        decide_by=None,
        shared_at=None,
        shared_with=(),
    )

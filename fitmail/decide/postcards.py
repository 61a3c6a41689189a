"""The desk for answers to the card of a list post: the chair's, and the poster's when the chair asked.

The chair records the post as an opportunity, asks the poster whether the desk may, corrects its kind, or writes a
note. Promises: nothing of this reaches the list; a draft is opened by a person's word, the chair's or the poster's.
"""

from __future__ import annotations

from dataclasses import replace

from fitmail.decide.authority import authority
from fitmail.decide.categories import own_categories, own_category
from fitmail.decide.enquiries import language_of
from fitmail.decide.hand import bad, good
from fitmail.decide.listposts import KINDS
from fitmail.decide.minutes import Minutes
from fitmail.decide.order_lines import OrderLine, Parsed, fold, parse
from fitmail.decide.orders import TABLE, offer, offers
from fitmail.model import Archive, Context, Decision, Learn, Opportunity, Person, Post, Purpose, Result, Tell

_KIND_WORDS = {
    **{kind: kind for kind in KINDS},
    "oportunidad": "share",
    "oportunidade": "share",
    "compartida": "share",
    "compartilhada": "share",
    "necesidad": "need",
    "necessidade": "need",
    "ofrecimiento": "offer",
    "oferta": "offer",
    "interes": "interest",
    "interesse": "interest",
    "problema": "trouble",
    "dificultad": "trouble",
    "dificuldade": "trouble",
    "reunion": "meeting",
    "reuniao": "meeting",
    "conversacion": "discussion",
    "conversa": "discussion",
    "discusion": "discussion",
    "discussao": "discussion",
    "charla": "discussion",
}


def answered(ctx: Context) -> Decision:
    """The lines of the answer, one after the other, and one transcript."""
    minutes = Minutes(ctx)
    who = authority(ctx)
    assert who is not None
    person = who.person
    poster = ctx.post is not None and ctx.post.author.address in (person.address, *person.aliases)
    parsed = parse(minutes.message.said if minutes.message.sure else "", bare=1 if poster else 0)
    if ctx.post is None:
        results = [bad(line, "which-case") for line in parsed.lines] or [_plain("which-case", ok=False)]
    elif who.level < 1:
        results = [bad(line, "needs-proof") for line in parsed.lines] or [_plain("needs-proof", ok=False)]
    else:
        results = [_one(minutes, ctx.post, person, parsed, line) for line in parsed.lines]
        if not results or (parsed.below.strip() and not any(line.verb in ("ask", "note") for line in parsed.lines)):
            results += _noted(minutes, ctx.post, person, minutes.message.said if not results else parsed.below)
    return _transcript(minutes, person, results)


def _plain(key: str, *, ok: bool) -> Result:
    return Result(line="", ok=ok, key=key, args={})


def _transcript(minutes: Minutes, person: Person, results: list[Result]) -> Decision:
    ctx = minutes.ctx
    problems = sum(not r.ok for r in results)
    facts: dict[str, object] = {
        "results": tuple(results),
        "done": len(results) - problems,
        "problems": problems,
        "offer_send": False,
        "text": "",
    }
    opened = next((r.args["opportunity"] for r in results if r.ok and "opportunity" in r.args), "")
    told = minutes.tell_person(
        person.address, key="transcript", template="transcript", case=opened, facts=facts, purpose=Purpose.POST
    )
    minutes.tell(replace(told, about=_about(ctx)))
    return minutes.finish(f"{person.name} answered the card of a post.", end="filed", case=opened)


def _about(ctx: Context) -> str:
    token = ctx.recognition.token if ctx.recognition is not None else None
    return token.about if token is not None else ""


def _thread(ctx: Context) -> str:
    return f"[{ctx.policy.list_name}] {ctx.post.subject}" if ctx.post is not None else ""


def _one(minutes: Minutes, known: Post, person: Person, parsed: Parsed, order: OrderLine) -> Result:
    match order.verb:
        case "record":
            return good(order, "recorded", opportunity=_record(minutes, known, person.address))
        case "send" if minutes.ctx.post is not None and known.author.address in (person.address, *person.aliases):
            return _agreed(minutes, known, person, order)  # the poster's yes
        case "ask":
            return _ask(minutes, known, person, parsed.below, order)
        case "is":
            return _is(minutes, known, person, order)
        case "note":
            text = order.args or parsed.below
            return _noted(minutes, known, person, text)[0] if text.strip() else bad(order, "no-text")
        case "help":
            _help(minutes, person)
            return good(order, "help")
        case "drop":
            return good(order, "noted")  # leave it: it is a line of the digest, as every other post
        case "":
            return bad(order, "unknown", did_you_mean=order.meant)
        case _:
            return bad(order, "later-step", word=order.verb)


def _noted(minutes: Minutes, known: Post, person: Person, text: str) -> list[Result]:
    """A note in the journal, under the post's key."""
    if not text.strip():
        return [_plain("no-text", ok=False)]
    minutes.record(known.key, who=person.address, what="note", was="", now="", why=text.strip())
    return [Result(line=text.strip().splitlines()[0], ok=True, key="noted", args={})]


def _is(minutes: Minutes, known: Post, person: Person, order: OrderLine) -> Result:
    handbook, word = minutes.ctx.handbook, fold(order.args).strip(" .")
    kind = _KIND_WORDS.get(word, "") or own_category(handbook, "list", word)
    if not kind:
        kinds = ", ".join((*KINDS, *own_categories(handbook, "list")))
        return bad(order, "no-such-category", found=order.args, did_you_mean="", known=kinds)
    minutes.note(Archive(post=replace(known, kind=kind)))
    minutes.note(Learn(table="list", category=kind, case=known.key, by=person.address))
    return good(order, "corrected", category=kind)


def _help(minutes: Minutes, person: Person) -> None:
    told = minutes.tell_person(person.address, key="help", template="help", case="", facts={}, purpose=Purpose.POST)
    minutes.tell(replace(told, offers=tuple(offer(row.verb) for row in TABLE), about=_about(minutes.ctx)))


def _ask(minutes: Minutes, known: Post, person: Person, text: str, order: OrderLine) -> Result:
    """The poster is asked in private whether the desk may record it; their yes opens the draft (scenario 31)."""
    poster = minutes.person(known.author.address)
    if poster is None:
        return bad(order, "no-such-person", found=known.author.address, did_you_mean="")
    facts: dict[str, object] = {
        "post": known,
        "because": "",
        "kind": "",
        "guesses": (),
        "t1": {},
        "asker": person.name,
        "wish": text.strip(),
    }
    told = minutes.tell_person(
        poster.address, key="post-ask", template="post-card", case="", facts=facts, purpose=Purpose.POST
    )
    minutes.tell(replace(told, about=known.key, subject=_thread(minutes.ctx)))
    return good(order, "sent", to=poster.name)


def _agreed(minutes: Minutes, known: Post, person: Person, order: OrderLine) -> Result:
    """The draft is the desk's; whoever is on duty hears that it is there."""
    chair = minutes.chair_address()
    opened = _record(minutes, known, chair)
    told: Tell = minutes.tell_person(
        chair,
        key="agreed",
        template="offered",
        case=opened,
        facts={"by": person.name, "text": order.line},
        purpose=Purpose.DESK,
    )
    minutes.tell(replace(told, offers=offers("help")))
    return good(order, "recorded", opportunity=opened)


def _record(minutes: Minutes, known: Post, owner: str) -> str:
    opportunity = _opportunity(minutes, known, owner)
    minutes.open(opportunity)
    minutes.record(opportunity.id, who=owner, what="record", was="", now="draft", why=opportunity.because + ".")
    return opportunity.id


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

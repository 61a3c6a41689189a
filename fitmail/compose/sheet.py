"""One mail as its reader sees it: subject, text and HTML, before there are any headers.

Takes a Tell, its reader and what is known; gives a Sheet. Promises: every internal mail has the frame of G10 (why
you get it, case, owner, decide-by, the words to answer with) and the marker line by which a leak is recognised;
no line of an internal mail can be an order, whatever stood in the facts; the words are offered so that a quoted
copy cannot run.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import quote

from fitmail.compose.audience import Circle, Reader
from fitmail.compose.body import Original, footed, page
from fitmail.compose.catalogue import entry, lacking
from fitmail.compose.digest import digest_view
from fitmail.compose.stationery import Stationery
from fitmail.compose.templates import Templates, find_html, render, render_file
from fitmail.compose.texts import (
    BAR,
    MARKER_PREFIX,
    blocks,
    body_text,
    first_name,
    one_line,
    simple_html,
    tidy,
    wrapped,
)
from fitmail.compose.wording import Voice
from fitmail.model import (
    Case,
    Criterion,
    Directory,
    Enquiry,
    Handbook,
    Language,
    Offer,
    Opportunity,
    Purpose,
    Tell,
    Week,
)  # fmt: skip

# In answer to these a word may stand without its mark (product/orders.md, Bare words).
_ASKS = (Purpose.REP, Purpose.HELD, Purpose.CONFIRM, Purpose.DIGEST, Purpose.ROTA)


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """An order as one reader may answer with it."""

    verb: str
    word: str
    takes: str
    does: str
    bare: bool
    mailto: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    subject: str
    text: str
    html: str  # "" when the mail has no HTML alternative
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What a sheet may know beside its Tell."""

    stationery: Stationery
    circle: Circle
    handbook: Handbook
    cases: Mapping[str, Case]
    names: Mapping[str, str]


def sheet(tell: Tell, reader: Reader, *, desk: Desk, reply_to: str, source: Original | None) -> Sheet:
    """The Tell, written for this reader."""
    missing = lacking(tell.template, tell.facts)
    if missing:
        raise LookupError(f"the Tell {tell.key} for {tell.template} lacks {', '.join(missing)}")
    templates, kind = desk.stationery.templates, entry(tell.template).kind
    known = variables(tell, reader, desk=desk)
    if source is not None:
        known["text"] = source.text
    rendered = render(templates, tell.template, reader.language, known)
    case = desk.cases.get(tell.case)
    subject = _subject(tell, case, one_line(rendered.subject, 200), str(known["thread"]))
    language = reader.language
    if kind == "whole":
        text = rendered.text
        html = footed(source.html, text, language) if source and source.html else ""
        return Sheet(subject=subject, text=_ended(text), html=html, language=language)
    if tell.outward:
        rendered = replace(rendered, text=_taking_over(tell, desk, known) + rendered.text)
        text = _ended(rendered.text) if kind == "person" else tidy(body_text(rendered.text))
        return Sheet(subject=subject, text=text, html=page(simple_html(text), language), language=language)
    link = f"mailto:{quote(reply_to, safe='@')}?subject={quote(f'Re: {subject}', safe='')}&body="
    known.update(offers=_offers(tell, language, link), link=link)
    return _inside(tell, rendered.text, subject, known, templates)


def _voice(desk: Desk, language: Language, zone: str) -> Voice:
    """The reader's words, those for the network's own categories among them, and days as the reader's wall has them."""
    policy = desk.stationery.policy
    voice = desk.stationery.templates.voice(language, zone or policy.zone, policy.closes)
    voice = replace(voice, desk_zone=policy.zone) if zone else voice
    named = [one for one in desk.handbook.categories if language in one.names]
    own = {f"{kind}.{one.key}": one.names[language] for one in named for kind in ("category", "filed")}
    return replace(voice, words={**voice.words, **own}) if own else voice


def _taking_over(tell: Tell, desk: Desk, known: Mapping[str, object]) -> str:
    """The one line by which a client hears that another person answers from now on (lifecycles.md 3.3)."""
    former, voice = tell.facts.get("predecessor"), known["voice"]
    if not isinstance(former, str) or not former or not isinstance(voice, Voice):
        return ""
    names = {"new": first_name(desk.names.get(tell.author, "")), "old": first_name(desk.names.get(former, former))}
    return voice.say("handover.line", names) + "\n\n"


def variables(tell: Tell, reader: Reader, *, desk: Desk) -> dict[str, object]:
    """Every template's variables, and the facts of this one by their names."""
    policy, case = desk.stationery.policy, desk.cases.get(tell.case)
    voice = _voice(desk, reader.language, reader.zone)
    duty = desk.circle.duty
    known: dict[str, object] = {
        "network": policy.network,
        "region": voice.territory(policy.region),
        "desk": policy.desk_name,
        "desk_address": policy.desk,
        "currency": policy.currency,
        "reader": reader,
        "case": case,
        "owner": desk.names.get(case.owner, case.owner) if case else "",
        "duty": desk.names.get(duty.chair, duty.chair),
        "author": desk.names.get(tell.author, ""),
        "via": (tell.via.name or desk.names.get(tell.via.address.lower()) or tell.via.address) if tell.via else "",
        "now": desk.circle.now,
        "due": _due(case, voice),
        "offers": (),
        "voice": voice,
        "names": desk.names,
        "criteria": _questions(desk.handbook, case),
        "title": _title(case, tell.facts, voice),
    }
    known["thread"] = _thread_subject(tell, case, str(known["title"]), voice)
    known.update(tell.facts)
    known.update(_views(tell, reader, known, desk=desk))
    return known


def _views(tell: Tell, reader: Reader, known: Mapping[str, object], *, desk: Desk) -> Mapping[str, object]:
    """What templates show of facts, worked out here because it is more than wording."""
    week, prepared = tell.facts.get("week"), tell.facts.get("prepared")
    if isinstance(week, Week):
        circle = desk.circle
        view = digest_view(week, reader, directory=circle.directory, now=circle.now)
        return {"view": replace(view, list_address=circle.policy.list_address)}
    if isinstance(prepared, str) and prepared:
        return {"prepared_text": _prepared(prepared, tell, known, desk)}
    if tell.template == "card":
        return {"prepared_text": ""}
    return {}


def _prepared(template: str, tell: Tell, known: Mapping[str, object], desk: Desk) -> str:
    """The answer that fitmail proposes, in the language of the case (G12), as it would leave."""
    case = desk.cases.get(tell.case)
    policy = desk.stationery.policy
    language = case.language if case else policy.language
    enquirer = case.enquirer if isinstance(case, Enquiry) else None
    facts = {
        **known,
        "voice": _voice(desk, language, ""),
        "reader": {"first": first_name(enquirer.name) if enquirer else "", "inside": False, "language": language},
        "author": known["owner"],
        "text": "",
    }
    return tidy(body_text(render(desk.stationery.templates, template, language, facts).text))


def _questions(handbook: Handbook, case: Case | None) -> Mapping[str, Criterion]:
    """Question by key: those of the case's own kind first, then the criteria, then those of any other kind."""
    own = [guide for name, guide in handbook.guidance.items() if case and name.partition(" ")[0] == case.category]
    rest = [guide for guide in handbook.guidance.values() if guide not in own]
    found: dict[str, Criterion] = {}
    for asks in (*(guide.asks for guide in own), handbook.criteria, *(guide.asks for guide in rest)):
        for criterion in asks:
            found.setdefault(criterion.key, criterion)
    return found


def _inside(tell: Tell, body: str, subject: str, known: dict[str, object], templates: Templates) -> Sheet:
    """Why-line, marker, body, frame; and the same as HTML."""
    voice = known["voice"]
    assert isinstance(voice, Voice)
    why, _, rest = tidy(body_text(body)).partition("\n\n")
    scope = "many" if entry(tell.template).kind == "many" else "case" if tell.case else "desk"
    words = {"network": str(known["network"]), "case": tell.case}
    marker = f"{MARKER_PREFIX}{voice.say(f'marker.{scope}', words)} ==="
    frame = render_file(templates, "_frame.txt", known)
    fold = wrapped if entry(tell.template).wrapped else str
    parts = (why, marker, fold(rest), fold(frame))
    text = "\n\n".join(part.strip("\n") for part in parts if part.strip())
    known.update(why=why.strip(), marker=marker, blocks=blocks(rest), subject=subject)
    html = render_file(templates, find_html(templates, tell.template, voice.language) or "_page.html", known)
    return Sheet(subject=subject, text=_harmless(text) + "\n", html=html, language=voice.language)


def _harmless(text: str) -> str:
    """The last guard of "never print an order that runs": templates are written so that it has nothing to do."""
    return "\n".join(BAR + line if _ordering(line) else line for line in text.split("\n"))


def _ordering(line: str) -> bool:
    """Whether it begins with a marked word, or with a case and a marked word."""
    return any(word[:1] in ("!", "¡") for word in line[:40].split()[:2]) and line[:1] != "|"


def _subject(tell: Tell, case: Case | None, catalogue: str, thread: str) -> str:
    """Outward `Re: their subject [E-42]`, or the catalogue's words where they wrote none; inside the template's."""
    if entry(tell.template).kind == "post":
        return catalogue  # the client's own words are not for everybody (G11)
    if not tell.outward:
        return one_line(tell.subject, 190) if tell.subject and case is None else catalogue or thread
    base = tell.subject or (case.subject if case else "")
    tag = f" [{case.id}]" if case else ""
    return one_line(f"Re: {base}" if base.strip() else catalogue, 190) + tag


def _thread_subject(tell: Tell, case: Case | None, title: str, voice: Voice) -> str:
    """[E-42] and the subject, unchanged through the case's life; of an opportunity its T1 title (G11)."""
    base = title if isinstance(case, Opportunity) else tell.subject or (case.subject if case else "")
    base = one_line(base, 190) or voice.say("subject.none", {})
    return f"[{case.id}] {base}" if case else base


def _title(case: Case | None, facts: Mapping[str, object], voice: Voice) -> str:
    """An opportunity's title; without one, its kinds of work and technologies, which are T1."""
    opportunity = facts.get("opportunity")
    found = opportunity if isinstance(opportunity, Opportunity) else case
    if not isinstance(found, Opportunity):
        return ""
    t1 = facts.get("t1")
    tools = _tuple(t1, "technologies") if isinstance(t1, Mapping) else ()
    made = ", ".join(voice.label(str(word), "work") for word in (*found.work[:3], *tools[:3]))
    return found.title or made or voice.say("subject.opportunity", {})


def _due(case: Case | None, voice: Voice) -> str:
    """G6: until when somebody should decide."""
    if isinstance(case, Opportunity) and case.decide_by:
        return voice.closing(case.decide_by)
    if isinstance(case, Enquiry) and case.promised and case.first_reply_at is None:
        return voice.closing(case.promised)
    return voice.moment(case.wake_at) if case and case.wake_at and case.state in ("owned", "acknowledged") else ""


def _offers(tell: Tell, language: str, link: str) -> tuple[Offered, ...]:
    return tuple(_offered(offer, tell, language, link) for offer in tell.offers)


def _offered(offer: Offer, tell: Tell, language: str, link: str) -> Offered:
    word = offer.words.get(language) or offer.words["en"]
    bare = offer.bare and tell.purpose in _ASKS
    return Offered(
        verb=offer.verb,
        word=word,
        takes=offer.takes.get(language) or offer.takes.get("en", ""),
        does=offer.does.get(language) or offer.does.get("en", ""),
        bare=bare,
        mailto=link + quote(word if bare else f"!{word}", safe=""),
    )


def _ended(text: str) -> str:
    return body_text(text).rstrip("\n") + "\n"


def _tuple(facts: Mapping[str, object], name: str) -> tuple[object, ...]:
    value = facts.get(name)
    return value if isinstance(value, tuple) else ()


def names(directory: Directory, cases: Mapping[str, Case]) -> Mapping[str, str]:
    """Addresses to names: what people are called in mails."""
    enquirers = [case.enquirer for case in cases.values() if isinstance(case, Enquiry)]
    names = {box.address.lower(): box.name for box in enquirers if box.name}
    for person in directory.people:
        names.update(dict.fromkeys((person.address, *person.aliases), person.name))
    return names

"""Sample facts for every template: what `fitmail render`, the golden mails and the loading test show.

Gives a whole small network, its cases and one Tell per template. Promises: pure values, the same every time;
strangers' texts among them hold lines that look like orders, so that a template which prints them bare is seen.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta

from fitmail.compose.catalogue import entry
from fitmail.compose.sample_facts import FACTS, LAST, OFFERS, PURPOSES, SUBJECT, T1, written
from fitmail.compose.sample_reason import REASON
from fitmail.compose.sample_turns import TURN_FACTS
from fitmail.compose.stationery import Source
from fitmail.model import (
    Audience,
    Case,
    Check,
    Clues,
    Coop,
    Criterion,
    Directory,
    Duty,
    Enquiry,
    Fact,
    Handbook,
    Handover,
    Language,
    Letter,
    Mailbox,
    Marks,
    Message,
    Opportunity,
    Person,
    Policy,
    Purpose,
    Tell,
    Trust,
    Turn,
)

NOW = datetime(2026, 3, 3, 13, 0, tzinfo=UTC)
JO = Mailbox(name="Jo Ruiz", address="jo@shop.example")
TURN_CASES = {name: "H-1" if name.startswith("handover") else "" for name in TURN_FACTS}
ISLA, LU = "isla@bramble.example", "lu@lock.example"
TURN = Turn(chair=ISLA, backup=LU, first=date(2026, 1, 1), last=date(2026, 3, 31))
DUTY = Duty(chair=ISLA, backup=LU, coop="Bramble Code", shadow="", turn=TURN)


def policy(language: Language) -> Policy:
    """A network as its settings describe it; `language` is the desk's own."""
    return Policy(
        network="Weft",
        region="GB",
        desk_name="Weft enquiries",
        desk="enquiries@weft.example",
        list_name="Weft members",
        list_address="members@weft.example",
        list_mode="hosted",
        languages=("en", "es", "pt"),
        language=language,
        zone="Europe/London",
        opens=9 * 60,
        closes=17 * 60,
        closed_days=frozenset(),
        promise=2,
        consent="notice",
        separator="+",
        domain="weft.example",
        instance="weft-sample",
        delay=0,
        confirm_first=0,
        operator=ISLA,
        coordinator="",
        answers_per_day=3,
        answers_per_hour=20,
        hop_limit=25,
        periodic=frozenset({"digest"}),
        digest_day=0,
        digest_hour=8,
        daily_at=510,
        turn="quarter",
        share_days=3,
        currency="GBP",
    )


def directory(language: Language) -> Directory:
    isla = Person(
        address=ISLA, name="Isla Trenholme", coop="Bramble Code", language=language, roles=("member", "rep", "chair")
    )
    lu = Person(address=LU, name="Lu Garibay", coop="Third Lock", language=language, roles=("member", "rep"))
    coops = (
        coop("Bramble Code", "bramble.example", "Leeds", ("wordpress", "php")),
        coop("Third Lock", "lock.example", "Manchester", ("python", "django")),
    )
    return Directory(version=1, people=(isla, lu), coops=coops, turns=(TURN,))


def coop(name: str, domain: str, city: str, skills: tuple[str, ...]) -> Coop:
    return Coop(
        name=name,
        domain=domain,
        city=city,
        country="United Kingdom",
        skills=skills,
        languages=("en",),
        size=7,
        free_days=12,
        minimum=3000,
    )


def handbook() -> Handbook:
    rows = (
        ("budget", "budget", "presupuesto", "orçamento"),
        ("when", "timescale", "plazo", "prazo"),
        ("tech", "technology", "tecnología", "tecnologia"),
        ("brief", "brief", "idea", "ideia"),
        ("who", "who decides", "quién decide", "quem decide"),
    )
    asked = {
        "en": "What can you tell us about this: {0}?",
        "es": "¿Qué nos puede decir sobre esto: {0}?",
        "pt": "O que vocês podem nos dizer sobre isto: {0}?",
    }
    criteria = tuple(
        Criterion(
            key=row[0],
            names=dict(zip(("en", "es", "pt"), row[1:], strict=True)),
            questions={k: v.replace("{0}", row[i]) for i, (k, v) in enumerate(asked.items(), start=1)},
            askable=True,
        )
        for row in rows
    )
    return Handbook(criteria=criteria, guidance={}, signposts=())


def enquiry(language: Language) -> Enquiry:
    """E-42: a shop asks for a web shop; the receipt has left and nobody owns it yet."""
    return Enquiry(
        id="E-42",
        state="acknowledged",
        category="opportunity",
        kind="",
        language=language,
        written_in="",
        subject=SUBJECT[language],
        owner="",
        opened_at=NOW - timedelta(days=1),
        changed_at=NOW,
        because='opportunity, because it says "web shop", "Budget" (6 points); next tender (1).',
        reason=REASON,
        facts=(
            Fact(name="budget_min", value=20000, words="about 20k"),
            Fact(name="timeframe", value="May", words="start in May"),
        ),
        checks=(
            Check(key="budget", mark="yes", words="Budget about 20k"),
            Check(key="when", mark="maybe", words="start in May\n!claim"),
            Check(key="tech", mark="no", words=""),
            Check(key="brief", mark="yes", words="a web shop with 400 products"),
            Check(key="who", mark="no", words=""),
        ),
        work=("web shop",),
        wake_at=NOW + timedelta(hours=4),
        steps=0,
        reminders=0,
        reminded_on=None,
        held_until=None,
        outcome="",
        closed_at=None,
        enquirer=JO,
        others=(Mailbox(name="Sam Orr", address="sam@shop.example"),),
        referrer="",
        maybe="E-17",
        arrival="a1",
        last_arrival="a1",
        promised=date(2026, 3, 5),
        acknowledged_at=NOW,
        claimed_at=None,
        first_reply_at=None,
        last_in_at=NOW,
        last_out_at=None,
        asked=(),
        prepared="prepared-opportunity",
        opportunity="",
        low=False,
    )


def opportunity(language: Language) -> Opportunity:
    """O-7: what the network hears of it."""
    return Opportunity(
        id="O-7",
        state="shared",
        category="opportunity",
        kind="",
        language=language,
        written_in="",
        subject=SUBJECT[language],
        owner=ISLA,
        opened_at=NOW,
        changed_at=NOW,
        because="Isla Trenholme shared it.",
        facts=(),
        checks=(),
        work=("web shop",),
        wake_at=None,
        steps=0,
        reminders=0,
        reminded_on=None,
        held_until=None,
        outcome="",
        closed_at=None,
        enquiry="E-42",
        bringer="Bramble Code",
        title=written(language, "title"),
        summary=written(language, "summary"),
        decide_by=date(2026, 3, 6),
        shared_at=NOW,
        shared_with=(),
    )


def sample_cases(language: Language) -> Mapping[str, Case]:
    return {"E-42": enquiry(language), "O-7": opportunity(language), "H-1": handover(language)}


def handover(language: Language) -> Handover:
    """H-1: the desk passes from Lu to Isla."""
    return Handover(
        id="H-1",
        state="open",
        category="handover",
        kind="",
        language=language,
        written_in="",
        subject="",
        owner=ISLA,
        opened_at=NOW,
        changed_at=NOW,
        because="The turn begins",
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
        outgoing=LU,
        incoming=ISLA,
        turn=date(2026, 4, 1),
        kept=("E-40",),
    )


def letters() -> tuple[Letter, ...]:
    return (Letter(message_id="<1@shop.example>", case="E-42", address=JO.address, inbound=True, at=NOW, template=""),)


def message(language: Language) -> Message:
    """The enquirer's mail that C0 hands on."""
    text = written(language, "mail")
    nothing = Marks(machine="", kind="", bulk=False, list_post=False, spam=False, may_answer=True, because=())
    return Message(
        id="<1@shop.example>",
        in_reply_to="",
        references=(),
        from_=JO,
        author=JO,
        reply_to=(),
        to=(Mailbox(name="", address="enquiries@weft.example"),),
        cc=(),
        subject=SUBJECT[language],
        date=NOW,
        language=language,
        said=text,
        sure=True,
        interleaved=False,
        quoted="",
        signature="",
        text=text,
        texts=(text,),
        html=(),
        attachments=(),
        list_id="",
        marks=nothing,
        clues=Clues(tokens=(), message_ids=(), case_ids=()),
        trust=Trust(aligned=False, server="", spf="", dkim="", dmarc="", because=""),
        report=None,
        rsvp=None,
        forward=None,
        form=None,
        hops=1,
        defects=(),
    )


def sources() -> Mapping[str, Source]:
    return {language: Source(message=message(language), parts={}) for language in ("en", "es", "pt")}


def sample_tell(name: str, language: Language) -> Tell:
    """A Tell for the template, with facts that fill every place of it."""
    line = entry(name)
    facts = FACTS[name if name in FACTS else _relative(name)](language, directory(language), opportunity(language))
    outsider = Audience(kind="outsider", who=JO.address, name=JO.name, language=language)
    forum = Audience(kind="channel", who="work@forum.example", name="forum")
    caseless = (
        "digest",
        "daily",
        "report-week",
        "report-quarter",
        "post-card",
        "status",
        "rules-proposed",
        "lessons",
        "alarm",
    )
    case = {"opportunity": "O-7", **dict.fromkeys(caseless, ""), **TURN_CASES}.get(name, "E-42")
    return Tell(
        key=name,
        audience=(forum if line.kind == "post" else outsider if line.outward else Audience(kind="person", who=ISLA),),
        template=name,
        case=case,
        facts=facts,
        offers=OFFERS.get(name, ()),
        purpose=Purpose.CHANNEL
        if line.kind == "post"
        else Purpose.ENQUIRER
        if line.outward
        else PURPOSES.get(name, Purpose.DESK),
        author=ISLA if line.kind in ("person", "post") or name in LAST else "",
        via=JO if line.kind == "whole" else None,
        automatic="" if line.kind in ("person", "post") else "auto-replied" if name == "receipt" else "auto-generated",
        outward=line.outward,
        source=language if line.kind == "whole" else "",
        whole=line.kind == "whole",
    )


def _relative(name: str) -> str:
    return next((known for known in FACTS if known.split("-")[0] == name.split("-")[0]), "decline-fit")


__all__ = ["NOW", "T1", "directory", "handbook", "letters", "policy", "sample_cases", "sample_tell", "sources"]

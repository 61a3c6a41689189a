"""A small desk for decision tests: people, a rota, a policy, and contexts made of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from fitmail.model import (
    Arrival,
    Classification,
    Clues,
    Context,
    Coop,
    Counters,
    Criterion,
    Decision,
    Directory,
    Effect,
    Enquiry,
    Event,
    Fact,
    Guess,
    Guide,
    Handbook,
    Letter,
    Mailbox,
    Marks,
    Message,
    Order,
    Person,
    Policy,
    Purpose,
    Recognition,
    Signpost,
    Tell,
    Tick,
    Token,
    Trust,
    Turn,
)

NOW = datetime(2026, 3, 3, 13, 0, tzinfo=UTC)  # a Tuesday, 10:00 in Buenos Aires
LATER = datetime(2026, 9, 1, tzinfo=UTC)
JO = Mailbox(name="Jo Ruiz", address="jo@shop.example")

ANA = Person(address="ana@camba.example", name="Ana Paz", coop="Camba", language="es", roles=("member", "rep", "chair"))
LU = Person(address="lu@fiqus.example", name="Lu Gil", coop="Fiqus", language="en", roles=("member", "rep"))
BO = Person(
    address="bo@tera.example", name="Bo Lima", coop="Tera", language="pt", roles=("member", "rep"),
    aliases=("bo.lima@mail.example",),
)  # fmt: skip
ENA = Person(address="ena@camba.example", name="Ena Sol", coop="Camba", language="es", roles=("member",))

POLICY = Policy(
    network="FIT", region="AR", desk_name="FIT enquiries", desk="enquiries@fit.example", list_name="FIT",
    list_address="list@fit.example", list_mode="watched", languages=("en", "es", "pt"), language="en",
    zone="America/Argentina/Buenos_Aires", opens=540, closes=1020, closed_days=frozenset(), promise=2,
    consent="notice", separator="+", domain="fit.example", instance="fit-test", delay=0, confirm_first=0,
    operator="ana@camba.example", coordinator="", answers_per_day=3, answers_per_hour=20, hop_limit=25,
    periodic=frozenset({"digest"}), digest_day=0, digest_hour=8,
    daily_at=510, turn="quarter", share_days=3, currency="ARS",
)  # fmt: skip


def coop(name: str, domain: str, *skills: str) -> Coop:
    return Coop(
        name=name,
        domain=domain,
        city="",
        country="",
        skills=skills,
        languages=("es",),
        size=5,
        free_days=4,
        minimum=0,
    )


COOPS = (
    coop("Camba", "camba.example", "python"),
    coop("Fiqus", "fiqus.example", "elixir", "react"),
    coop("Tera", "tera.example", "django", "react"),
)
DIRECTORY = Directory(
    version=1, people=(ANA, LU, BO, ENA), coops=COOPS,
    turns=(Turn(chair=ANA.address, backup=LU.address, first=date(2026, 3, 1), last=date(2026, 5, 31)),),
)  # fmt: skip


def criterion(key: str) -> Criterion:
    three = {"en": key, "es": key, "pt": key}
    return Criterion(key=key, names=three, questions=three, askable=True)


HANDBOOK = Handbook(
    criteria=tuple(criterion(k) for k in ("budget", "when", "tech", "brief", "who", "found")),
    guidance={
        **{kind: Guide(texts={}, answer=kind) for kind in ("start", "jobs", "research", "talk")},
        **{kind: Guide(texts={}, answer=kind, coops="fit", then="awaiting_info") for kind in ("opportunity", "tender")},
        "promotion": Guide(texts={}, answer="promotion", then="declined"),
        "join": Guide(texts={}, answer="join-inside"),
        "join outside": Guide(texts={}, answer="join-outside", then="signposted"),
    },
    signposts=(
        Signpost(key="ica", names={"en": "ICA"}, texts={"en": "Go there."}, categories=("join",), regions=("outside",)),
    ),
)
PERSON_MARKS = Marks(machine="", kind="", bulk=False, list_post=False, spam=False, may_answer=True, because=())
PASS = Trust(aligned=True, server="mx.fit.example", spf="pass", dkim="pass", dmarc="", because="")
NONE = Trust(aligned=False, server="", spf="", dkim="", dmarc="", because="")


def message(said: str, *, author: Mailbox = JO, trust: Trust = PASS, **changes: object) -> Message:
    plain = Message(
        id="<1@shop.example>", in_reply_to="", references=(), from_=author, author=author, reply_to=(), to=(), cc=(),
        subject="Web shop", date=NOW, language="en", said=said, sure=True, interleaved=False, quoted="", signature="",
        text=said, texts=(said,), html=(), attachments=(), list_id="", marks=PERSON_MARKS,
        clues=Clues(tokens=(), message_ids=(), case_ids=()), trust=trust, report=None, rsvp=None, forward=None,
        form=None, hops=1, defects=(),
    )  # fmt: skip
    return replace(plain, **changes)  # type: ignore[arg-type]


def recognition(**changes: object) -> Recognition:
    plain = Recognition(
        role="stranger", person=None, coop=None, mailbox="desk", token=None, token_valid=False, case="", linked_by="",
        maybe="", seen_before="", returned="", post="", thread_kind="",
    )  # fmt: skip
    return replace(plain, **changes)  # type: ignore[arg-type]


def classification(category: str = "opportunity", **changes: object) -> Classification:
    plain = Classification(
        table="enquiries", category=category, points=7, because=f'{category}, because it says "budget" (7 points).',
        hits=((category, "budget", 3),), runner_up=Guess(category="tender", points=1), suggestions=(), kind="",
        facts=(Fact(name="budget_max", value=20000, words="about 20k"),), checks=(), work=("web shop",), priority="",
        rules_version="test",
    )  # fmt: skip
    return replace(plain, **changes)  # type: ignore[arg-type]


def enquiry(state: str = "acknowledged", owner: str = "", **changes: object) -> Enquiry:
    plain = Enquiry(
        id="E-1", state=state, category="opportunity", kind="", language="en", written_in="", subject="Web shop",
        owner=owner, opened_at=NOW, changed_at=NOW, because="opportunity", facts=classification().facts, checks=(),
        work=("web shop",), wake_at=None, steps=0, reminders=0, reminded_on=None, held_until=None, outcome="",
        closed_at=None, enquirer=JO, others=(), referrer="", maybe="", arrival="a0", last_arrival="a0",
        promised=date(2026, 3, 5), acknowledged_at=NOW, claimed_at=NOW if owner else None, first_reply_at=None,
        last_in_at=NOW, last_out_at=None, asked=(), prepared="", opportunity="", low=False,
    )  # fmt: skip
    return replace(plain, **changes)  # type: ignore[arg-type]


def arrival(**changes: object) -> Arrival:
    plain = Arrival(key="k1", via="smtp", mail_from="jo@shop.example", rcpt="enquiries@fit.example", raw=b"", at=NOW)
    return replace(plain, **changes)  # type: ignore[arg-type]


def context(event: Event | None = None, **changes: object) -> Context:
    plain = Context(
        event=event or arrival(), now=NOW, message=None, recognition=None, classification=None, case=None, cases={},
        next_numbers=dict.fromkeys("EOMTNJPH", 1), directory=DIRECTORY, handbook=HANDBOOK, policy=POLICY,
        counters=Counters(for_case=0, today=0, hour=0, confirmed=9), sent=(), held=(), undoable=None, journal=(),
        interests=(), letters=(), post=None, week=None,
    )  # fmt: skip
    return replace(plain, **changes)  # type: ignore[arg-type]


def token(person: Person, purpose: Purpose, *, case: str = "E-1", about: str = "") -> Token:
    return Token(text="t" * 16, case=case, person=person.address, purpose=purpose, about=about, expires=LATER)


def answer(
    said: str, *, by: Person = ANA, on: Purpose = Purpose.CLIENT, case: Enquiry | None = None,
    trust: Trust = PASS, holder: Person | None = None, about: str = "", **changes: object
) -> Context:  # fmt: skip
    """An insider answers a mail of ours in E-1."""
    known = case or enquiry()
    found = recognition(
        role="member", person=by, token=token(holder or by, on, about=about), token_valid=True, case=known.id,
        linked_by="token",
    )  # fmt: skip
    mail = message(said, author=Mailbox(name=by.name, address=by.address), trust=trust)
    letters = (
        Letter(message_id="<1@shop.example>", case="E-1", address=JO.address, inbound=True, at=NOW, template=""),
        Letter(
            message_id="<c0@fit.example>", case="E-1", address=ANA.address, inbound=False, at=NOW,
            template="enquirer-mail",
        ),
    )  # fmt: skip
    plain = context(
        message=mail, recognition=found, classification=classification(), case=known, cases={known.id: known},
        letters=letters,
    )  # fmt: skip
    return replace(plain, **changes)  # type: ignore[arg-type]


def order(text: str, *, by: Person = ANA, case: Enquiry | None = None) -> Context:
    known = case or enquiry()
    return context(Order(key="o1", by=by.address, text=text, at=NOW), case=known, cases={known.id: known})


def tick(case: Enquiry, at: datetime) -> Context:
    return context(
        Tick(key=f"wake:{case.id}", duty="wake", about=case.id, at=at), now=at, case=case, cases={case.id: case}
    )


def tells(decision: Decision, template: str = "") -> list[Tell]:
    return [e for e in decision.effects if isinstance(e, Tell) and template in ("", e.template)]


def only(decision: Decision, kind: type[Effect]) -> list[Effect]:  # type: ignore[valid-type]
    return [e for e in decision.effects if isinstance(e, kind)]


def after(decision: Decision, case_id: str = "E-1") -> Enquiry:
    """The case as the decision leaves it."""
    found = [e.case for e in decision.effects if hasattr(e, "case") and not isinstance(e, Tell)]
    case = next(c for c in reversed(found) if getattr(c, "id", "") == case_id)
    assert isinstance(case, Enquiry)
    return case

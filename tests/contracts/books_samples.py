"""Values for the tests of the books: a network of three co-ops, and mails as `read` makes them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256

from fitmail.model import (
    Arrival,
    Clues,
    Context,
    Coop,
    Decision,
    Effect,
    Enquiry,
    Event,
    Handbook,
    JournalLine,
    Mailbox,
    Marks,
    Message,
    Open,
    Opportunity,
    OutboxMessage,
    Person,
    Policy,
    Post,
    Purpose,
    Recognition,
    Record,
    Token,
    Trust,
    Turn,
    WebForm,
)
from fitmail.store import Books

NOW = datetime(2026, 3, 3, 13, 0, tzinfo=UTC)
SECRET = b"a secret of the tests"
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
DESK = "enquiries@fit.example"
LIST = "members@fit.example"
ANA = Person(
    address="ana@camba.example", name="Ana Paz", coop="Camba", language="es", roles=("member", "rep", "chair"),
    aliases=("ana@home.example",),
)  # fmt: skip
LU = Person(address="lu@fiqus.example", name="Lu Gil", coop="Fiqus", language="es", roles=("member", "rep"))
EVA = Person(address="eva@fiqus.example", name="Eva Sol", coop="Fiqus", language="en", roles=("member",))
PEOPLE = (ANA, LU, EVA)
COOPS = (
    Coop(name="Camba", domain="camba.example", city="Quilmes", country="AR", skills=("python",), languages=("es",),
         size=9, free_days=5, minimum=0),
    Coop(name="Fiqus", domain="fiqus.example", city="Rosario", country="AR", skills=("elixir",),
         languages=("es", "en"), size=7, free_days=0, minimum=5000),
    Coop(name="Maré", domain="mare.example", city="Recife", country="BR", skills=(), languages=("pt",),
         size=4, free_days=9, minimum=0, mailbox="hola@mare.example"),
)  # fmt: skip
TURNS = (
    Turn(chair=ANA.address, backup=LU.address, first=date(2026, 1, 1), last=date(2026, 3, 31)),
    Turn(chair=LU.address, backup="", first=date(2026, 4, 1), last=date(2026, 6, 30)),
)
HANDBOOK = Handbook(criteria=(), guidance={}, signposts=())
POLICY = Policy(
    network="FIT", region="AR", desk_name="FIT enquiries", desk=DESK, list_name="members", list_address=LIST,
    list_mode="watched", languages=("es", "en"), language="es", zone="America/Argentina/Buenos_Aires", opens=540,
    closes=1020, closed_days=frozenset(), promise=2, consent="notice", separator="+", domain="fit.example",
    instance="fit", delay=0, confirm_first=0, operator=ANA.address, coordinator="", answers_per_day=3,
    answers_per_hour=20, hop_limit=25, periodic=frozenset(), digest_day=0,
    digest_hour=8, daily_at=510, turn="quarter", share_days=3, currency="USD",
)  # fmt: skip
JO = Mailbox(name="Jo Ruiz", address="jo@shop.example")
HUMAN = Marks(machine="", kind="", bulk=False, list_post=False, spam=False, may_answer=True, because=())


def arrival(name: str, *, rcpt: str = DESK, via: str = "smtp", at: datetime = NOW, raw: bytes = b"") -> Arrival:
    """A mail at the door; its key is made of its name."""
    octets = raw or f"Subject: {name}\r\nFrom: jo@shop.example\r\n\r\nHello\r\n".encode()
    key = sha256(name.encode()).hexdigest()
    return Arrival(key=key, via=via, mail_from=JO.address, rcpt=rcpt, raw=octets, at=at)


def message(
    name: str,
    *,
    author: Mailbox = JO,
    subject: str = "Web shop",
    said: str = "We want a web shop.",
    tokens: tuple[str, ...] = (),
    answers: tuple[str, ...] = (),
    tags: tuple[str, ...] = (),
) -> Message:
    """A mail as `read` makes it."""
    return Message(
        id=f"<{name}@shop.example>", in_reply_to="", references=(), from_=author, author=author, reply_to=(),
        to=(Mailbox(name="", address=DESK),), cc=(), subject=subject, date=NOW, language="en", said=said, sure=True,
        interleaved=False, quoted="", signature="", text=said, texts=(said,), html=(), attachments=(), list_id="",
        marks=HUMAN, clues=Clues(tokens=tokens, message_ids=answers, case_ids=tags),
        trust=Trust(aligned=False, server="", spf="", dkim="", dmarc="", because=""), report=None, rsvp=None,
        forward=None, form=None, hops=1, defects=(),
    )  # fmt: skip


def form(email: str, text: str) -> WebForm:
    return WebForm(name="Jo", email=email, company="", reason="", text=text, fields=(("email", email),))


def enquiry(number: int = 1, **changes: object) -> Enquiry:
    """An acknowledged enquiry of Jo."""
    made = Enquiry(
        id=f"E-{number}", state="acknowledged", category="opportunity", kind="", language="en", written_in="",
        subject="Web shop", owner="", opened_at=NOW, changed_at=NOW, because="It says \"web shop\".", facts=(),
        checks=(), work=("web shop",), wake_at=NOW + 4 * HOUR, steps=0, reminders=0, reminded_on=None,
        held_until=None, outcome="", closed_at=None, enquirer=JO, others=(), referrer="", maybe="", arrival="a",
        last_arrival="a", promised=date(2026, 3, 5), acknowledged_at=NOW, claimed_at=None, first_reply_at=None,
        last_in_at=NOW, last_out_at=None, asked=(), prepared="", opportunity="", low=False,
    )  # fmt: skip
    return replace(made, **changes)  # type: ignore[arg-type]


def opportunity(number: int = 1, **changes: object) -> Opportunity:
    """A shared opportunity that came from E-1."""
    made = Opportunity(
        id=f"O-{number}", state="shared", category="opportunity", kind="", language="en", written_in="",
        subject="Web shop", owner=ANA.address, opened_at=NOW, changed_at=NOW, because="", facts=(), checks=(),
        work=(), wake_at=None, steps=0, reminders=0, reminded_on=None, held_until=None, outcome="", closed_at=None,
        enquiry="E-1", bringer="Camba", title="A web shop", summary="", decide_by=date(2026, 3, 6), shared_at=NOW,
        shared_with=(),
    )  # fmt: skip
    return replace(made, **changes)  # type: ignore[arg-type]


def decision(*effects: Effect, end: str = "filed", case: str = "") -> Decision:
    return Decision(because="Because of the test.", end=end, case=case, effects=effects)  # type: ignore[arg-type]


def line(case: str, what: str, *, at: datetime = NOW, now: str = "owned") -> JournalLine:
    return JournalLine(
        case=case, at=at, who=ANA.address, what=what, was="acknowledged", now=now, why="Said so.", message_id=""
    )


def mail(event: str, address: str, *, case: str = "E-1", template: str = "answer", **changes: object) -> OutboxMessage:
    """A finished mail of a person for an outsider."""
    made = OutboxMessage(
        key=f"{event}/{template}/{address}", event=event, case=case,
        message_id=f"<{event[:12]}.{template}@fit.example>", address=address,
        return_path=f"enquiries+b.{template}{address[:3]}@fit.example", verp="", head=b"Subject: x\r\n\r\n",
        body=b"Dear Jo\r\n", template=template, subject="Re: Web shop [E-1]", by=ANA.address, text="Dear Jo",
        outward=True, automatic=False, held="", not_before=NOW, token=None, at=NOW,
    )  # fmt: skip
    return replace(made, **changes)  # type: ignore[arg-type]


def receipt(event: str, address: str, *, case: str = "E-1", **changes: object) -> OutboxMessage:
    return mail(event, address, case=case, template="receipt", by="", automatic=True, **changes)


def token(text: str, purpose: Purpose, *, case: str = "E-1", person: str = JO.address, about: str = "") -> Token:
    return Token(text=text, case=case, person=person, purpose=purpose, about=about, expires=NOW + 180 * DAY)


def post(key: str, message_id: str, *, thread: str = "", at: datetime = NOW) -> Post:
    return Post(
        key=key, message_id=message_id, thread=thread or key, author=Mailbox(name="Lu", address=LU.address),
        coop="Fiqus", subject="A lead", kind="share", line="We got a lead.", at=at, language="es",
    )  # fmt: skip


def walk(
    books: Books,
    event: Event,
    *,
    mail_read: Message | None,
    decided: Decision,
    mails: tuple[OutboxMessage, ...],
    now: datetime,
) -> Recognition | None:
    """One event from waiting to done, with a given decision."""
    with books.page() as page, page.savepoint():
        recognition = None
        if isinstance(event, Arrival) and mail_read is not None:
            recognition = page.recognise(event, mail_read, POLICY, now)
        page.write(event, message=mail_read, recognition=recognition, decision=decided, mails=mails, trace=(), now=now)
    return recognition


def open_case(books: Books, *mails: OutboxMessage, case: Enquiry, name: str) -> Arrival:
    """A mail of Jo opens an enquiry; these mails leave for it."""
    first = arrival(name)
    books.keep([first])
    decided = decision(Open(case=case), Record(line=line(case.id, "mail in")), case=case.id)
    walk(books, first, mail_read=message(name), decided=decided, mails=mails, now=NOW)
    return first


def recognised(
    books: Books, read: Message, *, now: datetime = NOW, rcpt: str = DESK, name: str = "asked"
) -> Recognition:
    """What the books say about a mail that is only just being read."""
    return books.recognise(arrival(name, rcpt=rcpt), read, POLICY, now)


def ask(
    books: Books,
    event: Event,
    *,
    read: Message | None,
    named: tuple[str, ...],
    now: datetime,
) -> Context:
    """The context that decide would get."""
    with books.page() as page:
        recognition = (
            page.recognise(event, read, POLICY, now) if isinstance(event, Arrival) and read is not None else None
        )
        return page.context(
            event, now=now, message=read, recognition=recognition, classification=None, named=named, policy=POLICY,
            handbook=HANDBOOK,
        )  # fmt: skip

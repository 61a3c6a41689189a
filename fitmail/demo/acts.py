"""The acts, in order: from the first old mail to Monday's digest.

Takes a play. Promises: what the desk filed and why is shown as the books have it; expectations stand beside the act
that they are about. The persons are those of cast.py; all times are of March 2026.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from fitmail.demo import cast
from fitmail.demo.cast import BUSY, CHAIR, KEEN, WILLING, Person
from fitmail.demo.installation import BEGINS, DESK, LIST
from fitmail.demo.play import Play, clock
from fitmail.demo.screen import clipped
from fitmail.model import Enquiry
from fitmail.rehearse.departed import Departed


def old_mail(play: Play) -> None:
    mails = tuple(play.corpus.old())
    play.act(
        f"Old mail is taken in: {len(mails)} enquiries and list posts",
        BEGINS,
        "Each is read, filed under a category and linked with its thread. Nobody is answered and no clock starts.",
    )
    play.stage.file_old(mails, told=play.screen.bar)
    fresh = play.settle()
    ledger = play.stage.books.ledger()
    kinds = Counter(case.category for case in play.stage.books.cases(open_only=False))
    play.tell("Enquiries: " + ", ".join(f"{kind} {count}" for kind, count in kinds.most_common()) + ".")
    posts = Counter(post.kind for post in play.stage.books.posts())
    play.tell("List posts: " + ", ".join(f"{kind} {count}" for kind, count in posts.most_common()) + ".")
    play.expect(ledger.received == len(mails), f"{ledger.received} of {len(mails)} old mails were kept")
    play.expect(not fresh, f"{len(fresh)} mails left for old mail")


def clients_write(play: Play) -> None:
    play.act(
        "Clients write: 18 mails by SMTP, 6 by IMAP, and 12 posts on the members' list",
        clock(3, 10, 5),
        "Each client gets a receipt in their language. The chair on duty, Isla, gets the mail itself and a card.",
    )
    now = play.stage.now
    smtp, imap = play.corpus.today(cast.BY_SMTP, DESK, now), play.corpus.today(cast.BY_IMAP, DESK, now)
    posts = play.corpus.today(cast.POSTS, LIST, now)
    for mail in (*smtp, *posts):
        play.stage.by_smtp(mail.raw, rcpt=mail.rcpt)
    play.stage.by_imap([mail.raw for mail in imap])
    fresh = play.settle()
    play.arrived([*smtp, *imap], "an enquiry")
    play.arrived(posts, "a list post")
    _table_of_cases(play)
    _table_of_posts(play, {post.message_id for post in posts})
    receipts = [mail for mail in fresh if mail.template == "receipt"]
    tongues = {mail.first("Content-Language") for mail in receipts}
    play.expect(len(receipts) >= 18, f"only {len(receipts)} receipts have left")
    play.expect(tongues == {"en", "es", "pt"}, f"receipts were written in {', '.join(sorted(tongues))}")
    play.show(play.new("receipt", cast.SCHOOL, fresh), lines=14)
    case = play.enquiry(cast.PUBLISHER)
    for template, lines in (("enquirer-mail", 12), ("card", 34)):
        found = play.mail(case.id, template, CHAIR.address)
        play.show(found, lines=lines)
        play.unfold(found)


def _table_of_cases(play: Play) -> None:
    play.screen.line("")
    rows = []
    for case in play.today():
        if isinstance(case, Enquiry):
            name = clipped(case.enquirer.name or case.enquirer.address, 24)
            kind = f"{case.category}: {case.kind}" if case.kind else case.category
            # "opportunity, because it says …": the category stands beside it already.
            why = case.because.partition(", because ")[2] or case.because
            rows.append((case.id, name, case.written_in or case.language, kind, why))
    play.screen.table(("case", "from", "in", "filed as", "because"), rows)


def _table_of_posts(play: Play, ids: set[str]) -> None:
    play.screen.line("")
    rows = [
        (post.author.name or post.author.address, post.coop, post.language, post.kind, post.subject)
        for post in play.stage.books.posts() if post.message_id in ids
    ]  # fmt: skip
    play.screen.table(("on the list", "of", "in", "read as", "subject"), rows)
    play.expect(len(rows) == len(ids), f"{len(rows)} of {len(ids)} list posts are in the archive")


def chair_answers(play: Play) -> None:
    play.act(
        "The chair answers the client's mail, from Gmail",
        clock(3, 10, 30),
        "Isla answers the mail, not the card: who you answer is who hears it. The client gets a mail of the desk,",
        "composed afresh: nothing internal is in it, and Isla's answer made her the owner of the case.",
    )
    case = play.enquiry(cast.PUBLISHER)
    mail = play.mail(case.id, "enquirer-mail", CHAIR.address)
    play.answer(
        CHAIR,
        mail,
        "Hello Ottoline,",
        "",
        "thank you, this is just what two of our co-ops do every day. Could we talk on Thursday at 11,",
        "for half an hour? It would help to know how much mail you keep, and since when.",
        "",
        "Isla",
    )
    fresh = play.settle("answer")
    play.show(play.new("answer", cast.PUBLISHER, fresh), lines=20)
    after = play.enquiry(cast.PUBLISHER)
    play.expect(after.owner == CHAIR.address, f"{after.id} is not owned by the chair")
    play.expect(after.state == "answered", f"{after.id} is {after.state}, not answered")


def _order(play: Play, address: str, *lines: str, unfolded: tuple[str, ...]) -> tuple[Enquiry, tuple[Departed, ...]]:
    """The chair answers the card of a client's case."""
    case = play.enquiry(address)
    letter = play.answer(CHAIR, play.mail(case.id, "card", CHAIR.address), *lines)
    play.screen.line(f"  {CHAIR.name} answers the card of {case.id}: {letter.subject}", "2")
    for line in lines:
        play.screen.typed(line)
    fresh = play.settle(*unfolded)
    return play.enquiry(address), fresh


def chair_asks(play: Play) -> None:
    play.act(
        "Too little is known: `!ask budget when`",
        clock(3, 10, 40),
        "An order stands at the top of an answer to the card. The questions go out; a transcript comes back.",
    )
    case, fresh = _order(play, cast.CANDLES, "!ask budget when", unfolded=("ask",))
    play.show(play.new("ask", cast.CANDLES, fresh), lines=22)
    play.new("transcript", CHAIR.address, fresh)
    play.expect(case.state == "awaiting_info", f"{case.id} is {case.state}, not awaiting_info")


def chair_declines(play: Play) -> None:
    play.act(
        "Thanks but no thanks, in Spanish: `!decline budget` with two lines of one's own",
        clock(3, 10, 50),
        "No refusal ever leaves without a person's word. Isla's lines stand in the mail as she wrote them.",
    )
    case, fresh = _order(
        play,
        cast.SCHOOL,
        "!decline budget",
        "El arreglo llevaría varios días y no llegamos a un precio que les sirva.",
        "En el foro de Moodle en español hay quien ayuda gratis a escuelas: cuenten ahí lo del servidor.",
        unfolded=("decline-budget",),
    )
    play.show(play.new("decline-budget", cast.SCHOOL, fresh), lines=24)
    play.expect(case.state == "declined", f"{case.id} is {case.state}, not declined")


def chair_records(play: Play) -> None:
    play.act(
        "A feasible lead: `!record`",
        clock(3, 11, 0),
        "The enquiry is converted into an opportunity. Nobody is called yet, and the client hears nothing.",
    )
    case, fresh = _order(play, cast.ENERGY, "!record", unfolded=("transcript",))
    play.show(play.new("transcript", CHAIR.address, fresh), lines=12)
    play.expect(case.state == "converted" and bool(case.opportunity), f"{case.id} was not recorded")
    play.expect(not any(mail.outward for mail in fresh), "a mail left for the client")


def chair_shares(play: Play) -> None:
    play.act(
        "Work for the co-ops: `!share until Friday 13 March`",
        clock(3, 11, 10),
        "Every co-op's rep gets the call in their language: no client's name, no contact, money as a band only.",
        "The lines below the order are the summary that they read.",
    )
    case, fresh = _order(
        play,
        cast.HOMES,
        "!share until Friday 13 March",
        "A housing co-operative with some 200 homes wants its members to report repairs with a photograph, and to"
        " see where they have got to. A first phase, in use before the autumn.",
        unfolded=(),
    )
    calls = [mail for mail in fresh if mail.template == "opportunity"]
    call = play.new("opportunity", KEEN.address, calls)
    play.unfold(call)
    play.show(call, lines=30)
    tongues = sorted({mail.first("Content-Language") for mail in calls})
    play.tell(f"{len(calls)} calls have left, in {', '.join(tongues)}.")
    play.expect(len(calls) >= 10, f"only {len(calls)} calls have left")
    secret = case.enquirer.name.split("(")[0].strip()
    play.expect(not any(secret in mail.text for mail in calls), "a call names the client")
    if not calls:
        return
    play.later(clock(3, 12, 0))
    for who, lines in (
        (KEEN, ("interested", "We built a repairs portal last year and have twelve days free from April.")),
        (BUSY, ("passamos", "Este mês não temos braços. Boa sorte a todos!")),
    ):
        letter = play.answer(who, play.mail(case.opportunity, "opportunity", who.address), *lines)
        play.screen.line(f"  {letter.sender} answers: {lines[0]}", "1")
    play.settle()
    answers = [line for line in play.stage.books.journal(case.opportunity) if line.what in ("interested", "pass")]
    for line in answers:
        play.screen.line(f"  {case.opportunity}: {line.why}")
    play.expect({line.what for line in answers} == {"interested", "pass"}, "the two answers are not in the journal")


def client_answers(play: Play) -> None:
    play.act(
        "The client of act 4 answers, from Outlook",
        clock(3, 13, 0),
        "Its address carries a token, so it finds its case, and the owner gets the mail and what is new in it.",
    )
    case = play.enquiry(cast.CANDLES)
    dee = Person(name="dee", address=cast.CANDLES, client="outlook-en")
    play.answer(
        dee,
        play.mail(case.id, "ask", cast.CANDLES),
        "hi! about 2500 pounds all in, and it should be up before the christmas fair on 28 november.",
        "",
        "dee",
    )
    fresh = play.settle("followup")
    play.show(play.new("followup", CHAIR.address, fresh), lines=26)
    after = play.enquiry(cast.CANDLES)
    play.expect(after.id == case.id and after.state == "owned", f"{after.id} is {after.state}, not owned")


# What Isla does with the rest of the morning's mail: client, then the lines of her answer to the card.
MORNING = (
    ("hannah.orme@lowmoorfood.example", ("!is opportunity", "!claim")),
    ("branch.sec@portworkers-wash.example", ("!claim",)),
    ("procurement@wendovervale.example", ("!claim",)),
    ("compras@arroyotostado.example", ("!close",)),
    ("marigold@ninefold.example", ("!hold until 13 March",)),
    ("hola@nubesur.example", ("!signpost ica",)),
    ("felix.underbank@fastpost.example", ("!signpost start-guides",)),
    ("edivania@freemail.example", ("!signpost start-guides",)),
    ("thayna.brejauba@correio.example", ("!send",)),
    ("maxi.ferreccio@correo.example", ("!decline capacity",)),
    ("c.farrowdale@pgr.mossgate-univ.example", ("!claim",)),
    ("barnaby@common-wavelength.example", ("!hold until 13 March",)),
    ("araminta@talliwise.example", ("!close",)),
    ("news@ebconf.example", ("!close",)),
    ("perpetua.longstaffe@thenorthernledger.example", ("!assign Yasmin",)),
)


def reminders(play: Play) -> None:
    play.act(
        "One word for each of the rest, and a reminder for what nobody took",
        clock(3, 13, 30),
        "Isla answers the cards. `!send` lets a prepared answer leave as the card showed it. Two cases she leaves",
        "alone: a case that nobody owns has a clock, and reminds first the chair, then the backup, then every co-op.",
    )
    said: list[tuple[str, str, str]] = []
    for address, lines in MORNING:
        case = play.enquiry(address)
        play.answer(CHAIR, play.mail(case.id, "card", CHAIR.address), *lines)
        said.append((case.id, case.category, " ".join(lines)))
    play.settle()
    after = {case.id: case for case in play.today()}
    rows = [(case, category, words, after[case].state) for case, category, words in said]
    play.screen.line("")
    play.screen.table(("case", "filed as", "Isla answers its card", "now"), rows)
    untouched = [case for case, _, _, state in rows if state in ("received", "acknowledged")]
    play.expect(not untouched, f"no order was obeyed in {', '.join(untouched)}")
    play.later(clock(3, 14, 10))
    fresh = play.settle("unclaimed")
    reminders = [mail for mail in fresh if mail.template == "unclaimed"]
    play.expect(bool(reminders), "no reminder has left")
    play.expect({mail.address for mail in reminders} <= {CHAIR.address}, "the first reminder went beyond the chair")
    play.tell(f"{len(reminders)} reminders leave, about " + " and ".join(mail.case for mail in reminders) + ".")
    play.show(reminders[0] if reminders else None, lines=14)


def digest(play: Play) -> None:
    play.act(
        "Monday, eight o'clock: the weekly digest, each member's in their language",
        clock(9, 8, 5),
        "The desk slept over the weekend's clocks and catches up once: of missed reminders only the widest leaves.",
    )
    readers = len(play.stage.directory.people)

    def sent() -> bool:
        return sum(mail.template == "digest" for mail in play.stage.books.outbox(states=("sent",))) == readers

    fresh = play.settle(until=sent)
    digests = [mail for mail in fresh if mail.template == "digest"]
    play.unfold(play.new("digest", cast.READER, digests))
    others = Counter(mail.template for mail in fresh if mail.template != "digest")
    for reader in (cast.READER, WILLING.address):
        play.show(play.new("digest", reader, digests), lines=30)
    tongues = Counter(mail.first("Content-Language") for mail in digests)
    play.screen.line("")
    play.tell(
        f"{len(digests)} digests: " + ", ".join(f"{count} in {tongue}" for tongue, count in sorted(tongues.items()))
        + ". Besides: " + (", ".join(f"{count} {name}" for name, count in others.items()) or "nothing") + "."
    )  # fmt: skip
    play.expect({"en", "es", "pt"} <= set(tongues), "a language of the members has no digest")


def monday(play: Play) -> None:
    play.act(
        "Two members answer what Monday brought",
        clock(9, 8, 20),
        "Thaís takes the case that all co-ops were reminded of; Mateo answers his digest with a word and a number.",
    )
    case, lead = play.enquiry(cast.CAFE), play.enquiry(cast.HOMES).opportunity
    play.answer(BUSY, play.mail(case.id, "unclaimed", BUSY.address), "!claim")
    play.answer(WILLING, play.mail("", "digest", WILLING.address), f"nos interesa {lead}")
    fresh = play.settle("transcript")
    for who in (BUSY, WILLING):
        play.show(play.new("transcript", who.address, fresh), lines=9)
    after = play.enquiry(cast.CAFE)
    play.expect(after.owner == BUSY.address, f"{after.id} is not owned by {BUSY.name}")
    answers = [line.who for line in play.stage.books.journal(lead) if line.what == "interested"]
    play.expect(WILLING.address in answers, f"{WILLING.name}'s answer is not in the journal of {lead}")


ACTS: tuple[Callable[[Play], None], ...] = (
    old_mail,
    clients_write,
    chair_answers,
    chair_asks,
    chair_declines,
    chair_records,
    chair_shares,
    client_answers,
    reminders,
    digest,
    monday,
)

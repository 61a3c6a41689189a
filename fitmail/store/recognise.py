"""What our memory knows about a mail, asked before any rule is.

The people involved: an enquirer who answers from the phone of a colleague; a chair who answers a card; a rep who
answers a call; somebody to whom a mail was forwarded; a server that returns a mail; a list that hands every post on.

The order is that of G2, from what cannot be guessed to what anybody can write:

1. The token in the recipient address. It threads for ever and speaks only until it expires. A token of a list's copy
   of a mail does not count: it stands in the To of a mail that everybody got, and the mail itself came here too.
2. The Message-IDs that the mail answers, newest first. Where one mail is a letter of an enquiry and of its
   opportunity, the side that its author took part in wins, then the younger letter.
3. `[E-42]` in the subject, and only for somebody who is known in that case.

Else it is new. In doubt it is new too, with a hint for people (`maybe`): a wrongly joined mail reaches strangers, a
wrongly opened case costs the chair one word.

Promises: reads only. Never links by sender alone or by subject text alone (G2).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, and_, bindparam, or_, select

from fitmail.model import Arrival, Case, Enquiry, Message, Person, Policy, Recognition, Token
from fitmail.store import archive, cases, outbox
from fitmail.store import schema as s
from fitmail.store.people import Register
from fitmail.store.words import form_hash, is_list_id, plain, subject_key, words_hash

# How many clues of one mail are looked up; strangers may write thousands.
_TOKENS = 20
_IDS = 60
_TAGS = 10
_MAYBE = timedelta(days=60)
_FORM_TWIN = timedelta(days=7)


_given = select(s.token).where(s.token.c.text.in_(bindparam("texts", expanding=True)))
_paths = select(s.outbox.c.verp, s.outbox.c.key, s.outbox.c.case_id).where(
    s.outbox.c.verp.in_(bindparam("texts", expanding=True))
)
_exchanged = (
    select(s.letter.c.message_id, s.letter.c.case_id, s.letter.c.address)
    .where(s.letter.c.message_id.in_(bindparam("ids", expanding=True)))
    .order_by(s.letter.c.seq)
)
_knows = (
    select(s.letter.c.seq)
    .where(s.letter.c.case_id == bindparam("case_id"), s.letter.c.address == bindparam("address"))
    .limit(1)
)
_like_named = and_(s.cases.c.subject_key == bindparam("subject"), s.cases.c.subject_key != "")
_recent = (
    select(s.cases.c.id, s.cases.c.enquirer, s.cases.c.value)
    .where(s.cases.c.changed_at >= bindparam("since"))
    .where(or_(s.cases.c.enquirer.in_(bindparam("authors", expanding=True)), _like_named))
    .order_by(s.cases.c.opened_at.desc(), s.cases.c.number.desc())
    .limit(50)
)
_copy = and_(
    s.mail.c.message_id == bindparam("id"),
    s.mail.c.author == bindparam("author"),
    s.mail.c.words_hash == bindparam("words"),
)
_walked = (
    # The state is looked at below and not asked for here: SQLite would begin with all that is done.
    select(s.event.c.key, s.event.c.at, s.event.c.state, s.event.c.end, s.mail.c.rcpt, _copy.label("is_copy"))
    .join_from(s.mail, s.event)
    .where(~s.mail.c.again)
    .order_by(s.mail.c.seq)
    .limit(200)
)
_copies = _walked.where(_copy)
_copies_of_form = _walked.where(or_(_copy, s.mail.c.form_hash == bindparam("form")))


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One question: the mail and where it is asked."""

    connection: Connection
    arrival: Arrival
    message: Message
    policy: Policy
    register: Register
    secret: bytes
    now: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """What a mail is connected with."""

    case: str = ""
    linked_by: str = ""
    token: Token | None = None
    returned: str = ""
    post: str = ""
    verp: bool = False


def recognise(asked: Asked) -> Recognition:
    """Everything our memory knows about the mail."""
    author = asked.message.author.address
    person = asked.register.person(author)
    mailbox = _mailbox(asked)
    link = _link(asked, mailbox, person)
    return Recognition(
        role=_role(asked, person, link.case),
        person=person,
        coop=asked.register.coop(author),
        mailbox="return" if link.verp else mailbox,
        token=link.token,
        token_valid=link.token is not None and asked.now < link.token.expires,
        case=link.case,
        linked_by=link.linked_by,
        maybe="" if link.case or mailbox == "list" else _maybe(asked),
        seen_before=_seen_before(asked),
        returned=link.returned,
        post=link.post,
        thread_kind=archive.thread_kind(asked.connection, link.post) if mailbox == "list" and link.post else "",
    )


# -- which of our addresses


def _mailbox(asked: Asked) -> str:
    """desk, list or rules."""
    policy, message = asked.policy, asked.message
    if policy.rules_address and plain(asked.arrival.rcpt, policy) == policy.rules_address.lower():
        return "rules"
    ours = policy.list_address.lower()
    if policy.list_mode == "off" or not ours:
        return "desk"
    if plain(asked.arrival.rcpt, policy) == ours or is_list_id(message.list_id, ours):
        return "list"
    named = (box.address for box in (*message.to, *message.cc))
    return "list" if message.marks.list_post and ours in named else "desk"


# -- the link


def _link(asked: Asked, mailbox: str, person: Person | None) -> Link:
    """In the order of G2."""
    ours = outbox.by_message_id(asked.connection, _answered(asked))
    by_token = _by_token(asked, mailbox)
    by_thread = _by_thread(asked, mailbox, ours)
    token, case, linked_by = by_token.token, by_token.case, by_token.linked_by
    if not case:
        case, linked_by = by_thread.case, by_thread.linked_by
    if not case and not by_token.post:
        case, linked_by = _by_subject(asked, person)
    return Link(
        case=case,
        linked_by=linked_by,
        token=token,
        returned=by_token.returned or _returned(asked, ours),
        post=by_token.post or by_thread.post,
        verp=by_token.verp,
    )


def _by_token(asked: Asked, mailbox: str) -> Link:
    """The first token that we ever gave out: of a person, or of a return path (VERP)."""
    local = asked.arrival.rcpt.lower().rpartition("@")[0]
    offered = asked.message.clues.tokens[:_TOKENS]
    if mailbox == "list":
        offered = tuple(text for text in offered if text in local)
    if not offered:
        return Link()
    texts = {"texts": list(offered)}
    tokens = {row.text: cases.token_of(row) for row in asked.connection.execute(_given, texts)}
    returns = {row.verp: row for row in asked.connection.execute(_paths, texts)}
    for text in offered:
        if token := tokens.get(text):
            post = token.about if token.purpose == "post" else ""
            return Link(case=token.case, linked_by="token" if token.case else "", token=token, post=post)
        if row := returns.get(text):
            linked_by = "token" if row.case_id else ""
            return Link(case=row.case_id, linked_by=linked_by, returned=row.key, verp=True)
    return Link()


def _answered(asked: Asked) -> tuple[str, ...]:
    """The Message-IDs that the mail answers or reports on."""
    report = asked.message.report
    reported = (report.original_message_id,) if report and report.original_message_id else ()
    return (*reported, *asked.message.clues.message_ids[:_IDS])


def _by_thread(asked: Asked, mailbox: str, ours: Any) -> Link:
    """The newest answered mail that is a letter of a case; on the list, the newest that is a post."""
    ids = _answered(asked)
    if not ids:
        return Link()
    letters: dict[str, list[s.Found]] = {}
    for row in asked.connection.execute(_exchanged, {"ids": list(ids)}):
        letters.setdefault(row.message_id, []).append(row)
    keys = archive.post_keys(asked.connection, ids)
    # The card of a post is no letter of a case; it was written by the event that archived the post.
    carded = {row.event for message_id in ids for row in ours.get(message_id, ()) if not row.case_id}
    posts = [keys[message_id] for message_id in ids if message_id in keys]
    posts += asked.connection.scalars(select(s.post.c.key).where(s.post.c.key.in_(tuple(carded)))) if carded else ()
    case = next((_nearest(letters[one], asked.message) for one in ids if one in letters), "")
    return Link(case=case, linked_by="thread" if case else "", post=posts[0] if posts else "")


def _nearest(rows: Sequence[s.Found], message: Message) -> str:
    """Of the cases that share a mail, the one that its author took part in, else the youngest."""
    own = [row for row in rows if row.address == message.author.address]
    return str((own or rows)[-1].case_id)


def _returned(asked: Asked, ours: Any) -> str:
    """The mail of ours that a machine answers: a report's original, or what an auto-reply answers."""
    message = asked.message
    if not message.marks.machine or message.marks.machine == "own":
        return ""
    reported = {one.address for one in message.report.recipients} if message.report else {message.author.address}
    for message_id in _answered(asked):
        if rows := ours.get(message_id):
            exact = [row for row in rows if row.address in reported]
            return str((exact or rows)[0].key)
    return ""


def _by_subject(asked: Asked, person: Person | None) -> tuple[str, str]:
    """Our tag in the subject, from somebody who is known in that case."""
    found = cases.by_id(asked.connection, asked.message.clues.case_ids[:_TAGS])
    for case_id, case in found.items():
        if person is not None or _takes_part(asked, case_id, case):
            return case_id, "subject"
    return "", ""


def _takes_part(asked: Asked, case_id: str, case: Case | None) -> bool:
    """True for the enquirer, for those whom the enquirer copied, and for whoever exchanged a letter in the case."""
    author = asked.message.author.address
    if not author:
        return False
    if isinstance(case, Enquiry):
        known = {box.address.lower() for box in (case.enquirer, *case.others)}
        if author in known:
            return True
    return asked.connection.scalar(_knows, {"case_id": case_id, "address": author}) is not None


# -- who


def _role(asked: Asked, person: Person | None, case_id: str) -> str:
    """us, member, client or stranger."""
    author, policy = asked.message.author.address, asked.policy
    if author and plain(author, policy) in (
        policy.desk.lower(),
        policy.list_address.lower(),
        policy.rules_address.lower(),
    ):
        return "us"
    if person is not None:
        return "member"
    if case_id:
        case = cases.by_id(asked.connection, (case_id,)).get(case_id)
        if _takes_part(asked, case_id, case):
            return "client"
    return "stranger"


# -- hints and copies


def _maybe(asked: Asked) -> str:
    """A case that people should look at: the one named in the subject, the author's last one, a like-named one."""
    message, connection = asked.message, asked.connection
    named = cases.by_id(connection, message.clues.case_ids[:_TAGS])
    if named:
        return next(iter(named))
    authors = {message.author.address, message.form.email.lower() if message.form else ""} - {""}
    subject = subject_key(message.subject)
    if not authors and not subject:
        return ""
    rows = connection.execute(_recent, {"since": asked.now - _MAYBE, "authors": sorted(authors), "subject": subject})
    for row in rows:
        if not row.id.startswith("E-"):
            continue
        if row.enquirer in authors or _like(message, cases.value(row)):
            return str(row.id)
    return ""


def _like(message: Message, case: Case) -> bool:
    """The subject is the same: is it also the same house, or the same name at another address?"""
    if not isinstance(case, Enquiry):
        return False
    domain = message.author.address.rpartition("@")[2]
    same_house = domain != "" and domain == case.enquirer.address.lower().rpartition("@")[2]
    name = message.author.name.casefold().strip()
    return same_house or (name != "" and name == case.enquirer.name.casefold().strip())


def _seen_before(asked: Asked) -> str:
    """Key of the mail that this one copies: same id, author, words and address of ours; or the same form."""
    arrival, message = asked.arrival, asked.message
    if arrival.via == "again":  # a person's word brought it back; its first walk is no copy
        return ""
    what = {
        "id": message.id, "author": message.author.address, "words": words_hash(message, asked.secret),
    }  # fmt: skip
    if form := form_hash(message, asked.secret):
        rows = asked.connection.execute(_copies_of_form, {**what, "form": form})
    else:
        rows = asked.connection.execute(_copies, what)
    base = plain(arrival.rcpt, asked.policy)
    for row in rows:
        if row.key == arrival.key or row.state != "done" or row.end == "duplicate":
            continue
        # A form sent again after a week is a new question; a copy of a mail is a copy for ever.
        same = row.is_copy or abs(row.at - arrival.at) <= _FORM_TWIN
        if same and plain(row.rcpt, asked.policy) == base:
            return str(row.key)
    return ""

"""The reading itself: every reader asked once, in order, each behind a guard.

Takes     raw bytes, what is ours, the envelope recipient.
Gives     Message.
Promises  never raises: `_Guard` turns an exception of one reader into a defect and its fallback value.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from fitmail.model import Clues, Forward, Mailbox, Marks, Message, Ours, Report, Rsvp, WebForm
from fitmail.read import body, clues, forms, forwards, headers, language, marks, reports, rsvp, trust
from fitmail.read.addresses import first
from fitmail.read.headers import Head
from fitmail.read.texts import Texts, texts
from fitmail.read.tree import Node, grow, leaves, octets

T = TypeVar("T")
_NO_ONE = Mailbox(name="", address="")
_NO_TEXTS = Texts(
    plain=(), html=(), body="", body_html="", attachments=(), mails=(), calendars=(), leaves=(), defects=()
)
_NO_CLUES = Clues(tokens=(), message_ids=(), case_ids=())
_SILENT = Marks(machine="", kind="", bulk=False, list_post=False, spam=False, may_answer=False, because=())
_NO_DATE: tuple[datetime | None, str] = (None, "")
_NO_CHAIN: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
_DEEPEST = 3  # mails inside mails inside mails are opened for forwards


class _Guard:
    """Asks a reader, and keeps what went wrong."""

    def __init__(self, defects: tuple[str, ...]) -> None:
        self.defects = list(defects)

    def ask(self, what: str, reader: Callable[[], T], fallback: T) -> T:
        try:
            return reader()
        except Exception as error:  # strangers' mail raises nothing: house.md, errors
            self.defects.append(f"{what}: {type(error).__name__}")
            return fallback

    def note(self, wrong: str) -> None:
        if wrong:
            self.defects.append(wrong)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Top:
    """What the head says."""

    head: Head
    id: str
    date: datetime | None
    sender: Mailbox
    author: Mailbox
    subject: str
    replies: tuple[str, ...]
    references: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Content:
    """What the text turned out to be."""

    said: body.Said
    report: Report | None
    rsvp: Rsvp | None
    form: WebForm | None
    forward: Forward | None
    author: Mailbox  # of a web form: its visitor


def read(raw: bytes, *, ours: Ours, rcpt: str) -> Message:
    """A mail as people understand it."""
    tree = grow(raw)
    guard = _Guard(tree.defects)
    given = guard.ask("headers", lambda: headers.head(tree.root), Head({}))
    found = guard.ask("parts", lambda: texts(tree.root), _NO_TEXTS)
    guard.defects += [*found.defects, *headers.repeated(given)]
    top = _top(raw, given, guard, ours)
    content = _content(top, found, guard, ours)
    return _message(top, content, found, guard, ours=ours, rcpt=rcpt)


def part(raw: bytes, path: str) -> bytes:
    """The decoded bytes of the attachment at a path, b"" when there is none."""
    if not path:
        return b""
    try:
        return next((octets(leaf.node) for leaf in leaves(grow(raw).root) if leaf.path == path), b"")
    except Exception:
        return b""


def _top(raw: bytes, given: Head, guard: _Guard, ours: Ours) -> _Top:
    identity, wrong = guard.ask("Message-ID", lambda: headers.identity(given, raw), ("", ""))
    guard.note(wrong)
    sent, wrong = guard.ask("Date", lambda: headers.date(given), _NO_DATE)
    guard.note(wrong)
    sender = guard.ask("From", lambda: first(given.raw.get("from", [""])[0]), _NO_ONE)
    if not sender.address:
        guard.note("From names no address")
    replies, references = guard.ask("References", lambda: clues.chain(given), _NO_CHAIN)
    return _Top(
        head=given,
        id=identity,
        date=sent,
        sender=sender,
        author=guard.ask("author", lambda: headers.true_author(given, ours), sender),
        subject=guard.ask("Subject", lambda: given.get("subject"), ""),
        replies=replies,
        references=references,
    )


def _content(top: _Top, found: Texts, guard: _Guard, ours: Ours) -> _Content:
    """What the text is: a report, an answer to an invitation, a form, a forward, or simply what somebody wrote."""
    whole = body.Said(said=found.body, sure=False, interleaved=False, quoted="", signature="", text=found.body)
    name = top.sender.name or top.author.name
    said = guard.ask("body", lambda: body.newly_said(plain=found.body, html=found.body_html, name=name), whole)
    report = guard.ask("report", lambda: reports.report(found.leaves, top.head, said.text), None)
    if report is not None:
        return _Content(said=said, report=report, rsvp=None, form=None, forward=None, author=top.author)
    answer = guard.ask("calendar", lambda: _answer(found, top.author), None)
    if answer is not None:
        return _Content(said=said, report=None, rsvp=answer, form=None, forward=None, author=top.author)
    form = guard.ask("form", lambda: forms.form(said.text, top.head, sender=top.sender, quotes=bool(said.quoted)), None)
    if form is not None:
        said = body.Said(said=said.text, sure=True, interleaved=False, quoted="", signature="", text=said.text)
        author = _visitor(form, top.author, top.head, ours)
        return _Content(said=said, report=None, rsvp=None, form=form, forward=None, author=author)
    behind = guard.ask("forward", lambda: _forward(top.subject, said, found, top.author, ours), None)
    return _Content(said=said, report=None, rsvp=None, form=None, forward=behind, author=top.author)


def _marks(top: _Top, content: _Content, found: Texts, ours: Ours) -> Marks:
    return marks.marks(
        marks.Evidence(
            head=top.head,
            ours=ours,
            author=content.author,
            sender=top.sender,
            message_id=top.id,
            said=content.said.said,
            text=content.said.text,
            report=content.report,
            rsvp=content.rsvp,
            form=content.form is not None,
            forwarded=content.forward is not None,
            attachments=len(found.attachments),
        )
    )


def _message(top: _Top, content: _Content, found: Texts, guard: _Guard, *, ours: Ours, rcpt: str) -> Message:
    given, said = top.head, content.said
    marked = guard.ask("marks", lambda: _marks(top, content, found, ours), _SILENT)
    believed = guard.ask("trust", lambda: trust.trust(given, author=content.author, ours=ours), trust.NOBODY)
    joined = guard.ask(
        "clues",
        lambda: clues.clues(given, rcpt=rcpt, ours=ours, in_reply_to=top.replies, references=top.references),
        _NO_CLUES,
    )
    return Message(
        id=top.id,
        in_reply_to=top.replies[0] if top.replies else "",
        references=top.references,
        from_=top.sender,
        author=content.author,
        reply_to=guard.ask("Reply-To", lambda: given.boxes("reply-to"), ()),
        to=guard.ask("To", lambda: given.everybody("to"), ()),
        cc=guard.ask("Cc", lambda: given.boxes("cc"), ()),
        subject=top.subject,
        date=top.date,
        language=guard.ask("language", lambda: _spoken(said, content.form, content.forward, top.subject), ""),
        said=said.said,
        sure=said.sure,
        interleaved=said.interleaved,
        quoted=said.quoted,
        signature=said.signature,
        text=said.text,
        texts=found.plain,
        html=found.html,
        attachments=found.attachments,
        list_id=guard.ask("List-Id", lambda: headers.list_id(given), ""),
        marks=marked,
        clues=joined,
        trust=believed,
        report=content.report,
        rsvp=content.rsvp,
        forward=content.forward,
        form=content.form,
        hops=len(given.raw.get("received", ())),
        defects=tuple(dict.fromkeys(guard.defects)),
        extensions=tuple(name for name in top.head.raw if name.startswith("x-")),
    )


def _answer(found: Texts, author: Mailbox) -> Rsvp | None:
    """The answer to an invitation, of whichever calendar part has one."""
    return next((one for text in found.calendars if (one := rsvp.rsvp(text, author=author.address)) is not None), None)


def _visitor(form: WebForm, author: Mailbox, given: Head, ours: Ours) -> Mailbox:
    """The author of a form's mail is its visitor, when the site sent it: the site says so by Reply-To, or is ours."""
    if not form.email or form.email == author.address:
        return Mailbox(name=author.name or form.name, address=author.address)
    replies = {box.address for box in given.boxes("reply-to")}
    site = author.address.rpartition("@")[2]
    homes = {ours.domain.lower(), *(address.rpartition("@")[2].lower() for address in ours.addresses)}
    if form.email in replies or site in homes or forms.is_site(author):
        return Mailbox(name=form.name, address=form.email)
    return author


def _forward(subject: str, said: body.Said, found: Texts, author: Mailbox, ours: Ours) -> Forward | None:
    """The mail behind a forward, in the text or as a mail inside the mail."""
    inner = _inside(found.mails[0], ours, depth=1) if found.mails else None
    behind = forwards.forward(subject=subject, quoted=said.quoted, text=said.text, inner=inner, author=author)
    if behind is not None:
        return behind
    # A mail attached to a new mail is passed on, whatever its subject says; attached to an answer it is an attachment.
    return inner if forwards.prefix(subject) != "reply" else None


def _inside(root: Node, ours: Ours, *, depth: int) -> Forward | None:
    """What a mail inside the mail says of itself. A forward inside a forward leads on to the person behind both."""
    given = headers.head(root)
    author = headers.true_author(given, ours)
    found = texts(root)
    said = body.newly_said(plain=found.body, html=found.body_html, name=author.name)
    subject = given.get("subject")
    deeper = _inside(found.mails[0], ours, depth=depth + 1) if found.mails and depth < _DEEPEST else None
    behind = forwards.forward(subject=subject, quoted=said.quoted, text=said.text, inner=deeper, author=author)
    if behind is not None and behind.author is not None:
        return behind
    if not author.address and not said.text:
        return None
    return Forward(
        author=author if author.address else None,
        subject=subject,
        text=said.text,
        candidates=(author,) if author.address else (),
    )


_PROGRAMS = (
    ("es", ("escribió", "enviado desde", "mensaje original")),
    ("pt", ("escreveu", "enviado do ", "enviado pelo ")),
)


def _spoken(said: body.Said, form: WebForm | None, behind: Forward | None, subject: str) -> str:
    """The language of the words that count; of "ok" that of the program that wrote "... escribió:" below it."""
    found = language.language_of(_substance(said, form, behind, subject))
    if found or form is not None or len(said.said) > 60:
        return found
    below = f"{said.signature[:200]}\n{said.quoted[:300]}".lower()
    named = [code for code, words in _PROGRAMS if any(word in below for word in words)]
    return named[0] if len(named) == 1 else ""


def _substance(said: body.Said, form: WebForm | None, behind: Forward | None, subject: str) -> str:
    """The words whose language counts: the visitor's message, the forwarded text, what was newly written."""
    if form is not None:
        return form.text or said.said
    if behind is not None and behind.text.strip():
        return behind.text
    text = said.said if said.said.strip() else subject
    return f"{subject}\n{text}" if len(text) < 40 and not forwards.prefix(subject) else text

"""What `read` makes of a mail."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Mailbox:
    """RFC 5322 mailbox: a name ("" when there is none) and an address."""

    name: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A part that is not the text. Its bytes stay in the raw mail, at `path`."""

    name: str
    type: str  # "application/pdf"
    size: int  # octets, decoded
    sha256: str
    path: str  # "2" or "1.2": the part's place in the MIME tree, for read.part()
    content_id: str = ""  # without brackets; not empty for pictures shown inside the HTML


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """What kind of mail this is, from headers and structure, never from rules."""

    machine: str  # "", auto-reply, bounce, delay, complaint, receipt, rsvp, own, list-admin, notice
    kind: str  # of an auto-reply: vacation, acknowledgement, subscription; else ""
    bulk: bool  # Precedence bulk/list/junk, List-Unsubscribe: people wrote it for many
    list_post: bool  # List-Id / List-Post present
    spam: bool  # our own server's X-Spam-Flag
    may_answer: bool  # RFC 3834: an automatic answer is allowed as far as this mail tells
    because: tuple[str, ...]  # one sentence per mark, naming the header


@dataclass(frozen=True, slots=True, kw_only=True)
class Clues:
    """Everything that may connect this mail with something we know. The only door for internal names."""

    tokens: tuple[str, ...]  # bare tokens cut from our addresses: RCPT first, then To, Cc
    message_ids: tuple[str, ...]  # In-Reply-To, then References from the newest to the oldest
    case_ids: tuple[str, ...]  # "E-42" from "[E-42]" in the subject


@dataclass(frozen=True, slots=True, kw_only=True)
class Trust:
    """What a server named in [trust] says in the topmost Authentication-Results (RFC 8601)."""

    aligned: bool  # a DKIM or SPF pass whose domain is the author's (RFC 7489 s.3.1, relaxed)
    server: str  # the authserv-id believed, "" when none was
    spf: str  # result words, "" when not stated
    dkim: str
    dmarc: str
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRecipient:
    address: str
    action: str  # RFC 3464 s.2.3.3: failed, delayed, delivered, relayed, expanded
    status: str  # "5.1.1", "" when no code is given
    permanent: bool
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A bounce, delay (RFC 3464), complaint (RFC 5965) or receipt (RFC 8098)."""

    kind: str  # bounce, delay, complaint, receipt
    recipients: tuple[ReportRecipient, ...]
    original_message_id: str
    feedback_type: str  # complaint: "abuse" ...
    disposition: str  # receipt: "displayed" ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Rsvp:
    uid: str
    partstat: str  # "accepted", "declined", "tentative" (lower case, RFC 5545 s.3.2.12)
    attendee: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Forward:
    """The original mail behind somebody's forward."""

    author: Mailbox | None  # None when no single author stands in the forwarded block
    subject: str
    text: str
    candidates: tuple[Mailbox, ...]  # all authors found in blocks; two or more: ask back


@dataclass(frozen=True, slots=True, kw_only=True)
class WebForm:
    """Labelled body of a web form."""

    name: str
    email: str
    company: str
    reason: str
    text: str
    fields: tuple[tuple[str, str], ...]  # every label and value as found


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A mail as people understand it. `read` never raises: what was wrong stands in `defects`."""

    id: str  # Message-ID; computed from the bytes when the mail has none
    in_reply_to: str
    references: tuple[str, ...]  # oldest first
    from_: Mailbox  # address "" when there is none
    author: Mailbox  # the true author, behind lists that rewrite From
    reply_to: tuple[Mailbox, ...]
    to: tuple[Mailbox, ...]
    cc: tuple[Mailbox, ...]
    subject: str  # one line, decoded, with its Re: and tags as written
    date: datetime | None
    language: str  # en, es, pt, or "" when not sure
    said: str  # newly written; in doubt the whole text: for people to read
    sure: bool  # the cut between new and quoted is certain: only then orders run and words leave
    interleaved: bool  # written between quoted lines; then `said` keeps the new pieces in order
    quoted: str
    signature: str
    text: str  # the whole text as a person sees it, quotes and signature included
    texts: tuple[str, ...]  # every text/plain part, decoded
    html: tuple[str, ...]  # every text/html part, decoded
    attachments: tuple[Attachment, ...]
    list_id: str  # "members.weft.example", lower case, "" when none
    marks: Marks
    clues: Clues
    trust: Trust
    report: Report | None
    rsvp: Rsvp | None
    forward: Forward | None
    form: WebForm | None
    hops: int  # Received headers
    defects: tuple[str, ...]
    extensions: tuple[str, ...] = ()  # names of its X- header fields, lower case


@dataclass(frozen=True, slots=True, kw_only=True)
class Ours:
    """What read must know of this installation to tell our own mail and addresses from others'."""

    instance: str  # the value of our X-Fitmail-Instance header
    domain: str  # right hand side of our Message-IDs
    addresses: tuple[str, ...]  # plain addresses of desk and list
    separator: str  # "+": enquiries+e42.TOKEN@
    servers: tuple[str, ...]  # authserv-ids believed
    zone: str

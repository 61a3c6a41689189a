"""The head of every mail we send, in one place.

Nobody else mentions Auto-Submitted. Takes finished values; gives them to an EmailMessage. Promises: a header
holds one line, nothing that a stranger wrote can add a header, and the bytes are checked for it; automatic mail
says that it is automatic; ids and addresses are written plain, so that threads and one-click survive.
Standards: RFC 5322, 3834 (automatic mail), 2919 (List-Id), 2369 (List-Unsubscribe), 6532 (only where an address
needs it).
Known faults: an address with a non-ASCII local part makes the whole head UTF-8, and needs a smarthost that
speaks SMTPUTF8.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email import policy as policies
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from typing import Literal

from fitmail.compose.texts import one_line
from fitmail.compose.threads import Thread

INSTANCE = "X-Fitmail-Instance"
_NAME_LIMIT = 80
SUBJECT_LIMIT = 200

# policy.SMTP folds at 78, with encoded words of 75 as RFC 2047 s.2 wants them; but it also writes long ids and
# addresses as encoded words, which breaks threading and one-click. Those fields are folded at spaces only, which
# RFC 5322 s.2.1.1 allows up to 998.
_UNBROKEN = frozenset(("message-id", "in-reply-to", "references", "reply-to", "list-id", "list-unsubscribe"))
_LONG_ADDRESS = 60
# RFC 2045 s.6.7: 76 octets a line; the library counts its soft line break besides.
BODIES = policies.SMTP.clone(max_line_length=76)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bulk:
    """What a mail to many carries besides."""

    list_id: str  # "opportunities.fit.example"
    list_name: str
    unsubscribe: str  # address


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """Everything a head says; values as people would write them."""

    sender: tuple[str, str]  # name, address
    to: tuple[str, str]
    cc: Sequence[tuple[str, str]]
    reply_to: str
    subject: str
    message_id: str
    thread: Thread
    date: datetime
    automatic: Literal["", "auto-replied", "auto-generated"]
    instance: str
    bulk: Bulk | None


def blank(head: Head) -> EmailMessage:
    """An empty mail with this head."""
    mail = EmailMessage(policy=BODIES)
    mail["From"] = _box(*head.sender)
    mail["To"] = _box(*head.to)
    if head.cc:
        mail["Cc"] = tuple(_box(*box) for box in head.cc)
    mail["Reply-To"] = _box("", head.reply_to)
    mail["Subject"] = one_line(head.subject, SUBJECT_LIMIT)
    mail["Date"] = format_datetime(head.date)
    mail["Message-ID"] = head.message_id
    if head.thread.in_reply_to:
        mail["In-Reply-To"] = head.thread.in_reply_to
        mail["References"] = " ".join(head.thread.references)
    _mark(mail, head)
    return mail


def _mark(mail: EmailMessage, head: Head) -> None:
    """What programs at the other end must know."""
    if head.automatic:
        mail["Auto-Submitted"] = head.automatic  # RFC 3834 s.5
        mail["X-Auto-Response-Suppress"] = "All"  # Exchange looks at nothing else
    mail[INSTANCE] = one_line(head.instance, _NAME_LIMIT)
    if head.bulk:
        mail["List-Id"] = f'"{one_line(head.bulk.list_name, _NAME_LIMIT)}" <{head.bulk.list_id}>'  # RFC 2919
        mail["List-Unsubscribe"] = f"<mailto:{head.bulk.unsubscribe}?subject=unsubscribe&body=unsubscribe>"  # RFC 2369
        mail["Precedence"] = "bulk"


def _box(name: str, address: str) -> Address:
    local, _, domain = address.rpartition("@")
    return Address(display_name=one_line(name, _NAME_LIMIT), username=local, domain=ascii_domain(domain))


def ascii_domain(domain: str) -> str:
    """IDNA, because the standard library writes a non-ASCII domain as an encoded word inside the address."""
    if domain.isascii():
        return domain
    try:
        return domain.encode("idna").decode("ascii")
    except UnicodeError:
        return domain.encode("ascii", "ignore").decode("ascii") or "invalid"


def split(mail: EmailMessage, head: Head, language: str) -> tuple[bytes, bytes]:
    """Head with its empty line, and body; refused when the head has a name that nobody set."""
    mail["Content-Language"] = language  # RFC 3282; last, because setting a body takes away Content-* headers
    addresses = (head.to[1], head.sender[1], head.reply_to, *(address for _, address in head.cc))
    plain = all(address.rpartition("@")[0].isascii() for address in addresses)
    short = policies.SMTP if plain else policies.SMTPUTF8  # RFC 6532 only where a local part needs it
    long = short.clone(max_line_length=998)
    long_box = max(map(len, (head.to[1], head.sender[1], *(address for _, address in head.cc)))) > _LONG_ADDRESS
    whole = _UNBROKEN | {"from", "to", "cc"} if long_box else _UNBROKEN
    block = b"".join(
        (long if name.lower() in whole else short).fold_binary(name, value) for name, value in mail.items()
    )
    lines = block.removesuffix(b"\r\n").split(b"\r\n")
    wrong = [line for line in lines if len(line) > 998 or b"\r" in line or b"\n" in line or b"\0" in line]
    written = [line.partition(b":")[0].decode("ascii", "replace").lower() for line in lines if line[:1] not in b" \t"]
    if wrong or sorted(written) != sorted(name.lower() for name in mail):
        raise ValueError(f"the head that was written is not the head that was set: {sorted(written)}")
    for name in {name for name in mail if not name.lower().startswith("content-")}:
        del mail[name]  # written above; folding them once more would be for nothing
    return block + b"\r\n", mail.as_bytes(policy=BODIES).partition(b"\r\n\r\n")[2]

"""Mails of a story as they come in from the world: bytes and envelope.

Takes what the story says of a mail and what its network is. Gives a `Posted`: raw bytes, envelope sender and the
envelope recipients that are ours.
Promises: what the story does not say is filled in the same way every time: Message-ID, Date, MIME headers, and for
registered people the pass of the trusted server (`Trust: none` and `Trust: fail` take it away).
"""

from __future__ import annotations

import email
import email.policy
import mailbox
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.header import Header
from email.message import EmailMessage
from email.utils import format_datetime, getaddresses, parseaddr
from pathlib import Path

from fitmail.rehearse.acts import FileArrives, MailArrives
from fitmail.rehearse.departed import decoded
from fitmail.rehearse.enclosures import enclose
from fitmail.rehearse.network import Network


@dataclass(frozen=True, slots=True, kw_only=True)
class Posted:
    raw: bytes
    mail_from: str  # "" for the null sender
    rcpts: tuple[str, ...]  # ours, as written, with their tags


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What the world knows of this installation."""

    network: Network
    ours: tuple[str, ...]  # plain addresses of desk and list
    separator: str
    server: str  # the authserv-id that is believed, "" when none is


def post_mail(act: MailArrives, *, ground: Ground, now: datetime, message_id: str) -> Posted:
    """A mail written in the story."""
    headers = [(name, value) for name, value in act.headers if name.lower() not in ("return-path", "envelope-to")]
    named = {name.lower() for name, _ in headers}
    body = "\n".join(act.body) + "\n"
    if "date" not in named:
        headers.append(("Date", format_datetime(now)))
    if "message-id" not in named:
        headers.append(("Message-ID", message_id))
    if "content-type" not in named and not act.attachments:
        headers += [("MIME-Version", "1.0"), ("Content-Type", "text/plain; charset=utf-8")]
        if "content-transfer-encoding" not in named:
            headers.append(("Content-Transfer-Encoding", "8bit"))
    elif "mime-version" not in named and not act.attachments:
        headers.append(("MIME-Version", "1.0"))
    raw = b"".join(header_line(name, value) for name, value in headers)
    raw += with_attachments(body, act.attachments) if act.attachments else b"\n" + body.encode()
    author = value_of(act.headers, "From")
    raw = vouch(raw, author=author, trust=act.trust, ground=ground)
    return Posted(
        raw=raw,
        mail_from=sender_of(act.headers, author),
        rcpts=recipients(act.headers, ground=ground),
    )


def value_of(headers: Sequence[tuple[str, str]], name: str) -> str:
    return next((value for key, value in headers if key.lower() == name.lower()), "")


def header_line(name: str, value: str) -> bytes:
    """What a mail program writes: RFC 2047 words where letters are not ASCII."""
    if value.isascii():
        return f"{name}: {value}\n".encode()
    if name.lower() in ("from", "to", "cc", "reply-to", "sender"):
        pairs = getaddresses([value])
        boxes = [f"{Header(person, 'utf-8').encode()} <{address}>" if person else address for person, address in pairs]
        return f"{name}: {', '.join(boxes)}\n".encode()
    return f"{name}: {Header(value, 'utf-8', maxlinelen=70, header_name=name).encode()}\n".encode()


def with_attachments(body: str, names: Sequence[str]) -> bytes:
    """The rest of a mail that carries files: its MIME headers, an empty line, its parts."""
    message = EmailMessage(policy=email.policy.SMTP.clone(max_line_length=998, linesep="\n"))
    message.set_content(body, cte="8bit" if not body.isascii() else None)
    for name in names:
        enclose(message, name)
    message.set_boundary("=-story-" + "-".join(str(len(name)) for name in names) + "-=")
    return message.as_bytes()


def vouch(raw: bytes, *, author: str, trust: str, ground: Ground) -> bytes:
    """RFC 8601: what our own server found out about the author, on top. Strangers get none."""
    address = parseaddr(author)[1].lower()
    if not ground.server or trust == "none":
        return raw
    if not trust and ground.network.person(address) is None:
        return raw
    if not trust and raw.lower().startswith(b"authentication-results:"):
        return raw
    domain = address.rpartition("@")[2]
    result = "fail" if trust == "fail" else "pass"
    line = (
        f"Authentication-Results: {ground.server};\n\tdkim={result} header.d={domain};\n"
        f"\tspf={result} smtp.mailfrom={address};\n\tdmarc={result} header.from={domain}\n"
    )
    return line.encode("utf-8", "replace") + raw


def sender_of(headers: Sequence[tuple[str, str]], author: str) -> str:
    """The envelope sender: Return-Path where the story has one, else the author."""
    path = [value for name, value in headers if name.lower() == "return-path"]
    return (path[0] if path else parseaddr(author)[1]).strip("<> ").lower()


def plain(address: str, *, ground: Ground) -> str:
    """Our plain address of a tagged one, "" when it is none of ours."""
    address = address.strip("<> ").lower()
    local, _, domain = address.rpartition("@")
    for ours in ground.ours:
        name, _, home = ours.rpartition("@")
        if domain == home and (local == name or local.startswith(name + ground.separator)):
            return ours
    return ""


def recipients(headers: Sequence[tuple[str, str]], *, ground: Ground) -> tuple[str, ...]:
    """Those of To and Cc that are ours; the desk when none is, for a Bcc."""
    values = [value for name, value in headers if name.lower() in ("to", "cc", "envelope-to", "x-original-to")]
    found = [address for _, address in getaddresses(values) if plain(address, ground=ground)]
    unique = {plain(address, ground=ground): address for address in reversed(found)}
    return tuple(reversed(unique.values())) or (ground.network.desk,)


def post_reply(raw: bytes, *, author: str, trust: str, ground: Ground) -> Posted:
    """A reply that a mail program has written."""
    message = email.message_from_bytes(raw, policy=email.policy.compat32)
    headers = tuple((name, decoded(str(value))) for name, value in message.items())
    return Posted(
        raw=vouch(raw, author=author, trust=trust, ground=ground),
        mail_from=parseaddr(author)[1].lower(),
        rcpts=recipients(headers, ground=ground),
    )


def post_file(act: FileArrives, *, ground: Ground) -> tuple[Posted, ...]:
    """Every mail of an .eml or mbox file; headers named in the part take the place of the file's."""
    raws = mails_of(act.path)
    answer = []
    for raw in raws:
        for name, value in act.headers:
            raw = replace_header(raw, name, value)
        message = email.message_from_bytes(raw, policy=email.policy.compat32)
        headers = tuple((name, decoded(str(value))) for name, value in message.items())
        author = value_of(headers, "From")
        answer.append(
            Posted(
                raw=vouch(raw, author=author, trust=act.trust, ground=ground),
                mail_from=sender_of(headers, author),
                rcpts=recipients(headers, ground=ground),
            )
        )
    return tuple(answer)


def mails_of(path: Path) -> list[bytes]:
    """mboxrd writes `>From ` for a line `From `; Python's reader leaves that mark standing."""
    raw = path.read_bytes()
    if not raw.startswith(b"From "):
        return [raw]
    box = mailbox.mbox(path, create=False)
    try:
        mails = [box.get_bytes(key) for key in box.keys()]  # noqa: SIM118  (a mailbox is no dict)
    finally:
        box.close()
    return [b"\n".join(unmark(line) for line in mail.split(b"\n")) for mail in mails]


def unmark(line: bytes) -> bytes:
    return line[1:] if line.lstrip(b">").startswith(b"From ") and line.startswith(b">") else line


def replace_header(raw: bytes, name: str, value: str) -> bytes:
    """The header block with this header once, as written here."""
    head, gap, body = raw.partition(b"\r\n\r\n" if b"\r\n\r\n" in raw else b"\n\n")
    kept: list[bytes] = []
    skipping = False
    for line in head.split(b"\n"):
        if line[:1] not in (b" ", b"\t"):
            skipping = line.lower().startswith(name.lower().encode() + b":")
        if not skipping:
            kept.append(line)
    kept.append(header_line(name, value).rstrip(b"\n"))
    return b"\n".join(kept) + gap + body

"""Reports about mails of ours: bounces, delays, complaints, receipts; the standard ones and those that servers write.

Takes     the tree of a mail, its head and its text.
Gives     Report, None when the mail reports nothing.
Promises  never raises. RFC 3464 first; where a server wrote only prose, `prose` reads it. A status of class 4 is not
          permanent even when the server gave up, class 5 is; a bounce without any code is permanent only when the text
          says so.
Standards RFC 3461-3464, 6533 (addresses in UTF-8), 5965 (complaints), 8098 (receipts).
"""

from __future__ import annotations

import email
import re
from collections.abc import Iterator

from fitmail.model import Report, ReportRecipient
from fitmail.read.charsets import decode
from fitmail.read.headers import Head, ids, plain
from fitmail.read.prose import prose_report
from fitmail.read.tree import Leaf, mail_inside, octets

_STATUS = re.compile(r"(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.])")
_REPLY = re.compile(r"(?<![\d.])([45])\d\d(?=[\s-])")
_FAILED = ("failed", "failure", "fail", "undeliverable")
_STATUS_TYPES = ("message/delivery-status", "message/global-delivery-status")
_RECEIPT_TYPES = ("message/disposition-notification", "message/global-disposition-notification")
_REPORTS = frozenset(("message/feedback-report", *_STATUS_TYPES, *_RECEIPT_TYPES))


def report(found: tuple[Leaf, ...], given: Head, text: str) -> Report | None:
    """What a mail reports about one of ours."""
    named = {kind: [one for one in found if one.type == kind] for kind in {one.type for one in found}}
    if not _REPORTS.isdisjoint(named) or "feedback-report" in given.get("content-type"):
        made = _structured(named, found, given, text)
        if made is not None:
            return made
    return prose_report(given, text, lambda: _original_id(found, text), status_of=status_in)


def _structured(named: dict[str, list[Leaf]], found: tuple[Leaf, ...], given: Head, text: str) -> Report | None:
    """RFC 3464, 5965 and 8098."""
    original = _original_id(found, text)
    feedback = named.get("message/feedback-report", [])
    if feedback or "feedback-report" in given.get("content-type"):
        return _complaint(feedback, found, original)
    for kind in _RECEIPT_TYPES:
        if kind in named:
            return _receipt(named[kind][0], original)
    for kind in _STATUS_TYPES:
        if kind in named:
            recipients = [one for leaf in named[kind] for one in _recipients(leaf)]
            made = _delivery(recipients, original)
            if made is not None:
                return made
    return None


def fields(leaf: Leaf) -> Iterator[dict[str, str]]:
    """The groups of fields of a report part, by lower-case name. The parser splits them into messages, or does not."""
    payload = leaf.node.get_payload() if leaf.node.is_multipart() else None
    if isinstance(payload, list):
        blocks = [one for one in payload if isinstance(one, email.message.Message)]
        pending: dict[str, str] = {}
        for block in blocks[:500]:
            pending = {name.lower(): plain(str(value)) for name, value in block.raw_items()}
            if pending:
                yield pending
            rest = decode(octets(block), "")[0] if not block.is_multipart() else ""
            if ":" in rest:
                yield from _groups(rest)
        return
    yield from _groups(decode(octets(leaf.node), "")[0])


def _groups(text: str) -> Iterator[dict[str, str]]:
    """Fields written as text: an empty line ends a group."""
    group: dict[str, str] = {}
    name = ""
    for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")[:5000]:
        if not line.strip():
            if group:
                yield group
            group, name = {}, ""
        elif line[0] in " \t" and name:
            group[name] += " " + line.strip()
        elif ":" in line:
            name, _, value = line.partition(":")
            name = name.strip().lower()
            group.setdefault(name, value.strip())
    if group:
        yield group


def _typed(value: str) -> str:
    """ "rfc822; jo@shop.example" -> the address (RFC 3464 s.2.3.2), also "utf-8;" (RFC 6533) and bare ones."""
    kind, semicolon, rest = value.partition(";")
    value = rest if semicolon and "@" not in kind else value
    value = value.strip().strip("\"'") if not value.strip().startswith('"') else value.strip()
    if "<" in value and ">" in value:
        value = value.partition("<")[2].rpartition(">")[0]
    value = value.strip().strip("<>")
    value = value.partition(" ")[0] if '"' not in value else value
    return value.removeprefix("mailto:").lower()


def _recipients(leaf: Leaf) -> list[ReportRecipient]:
    found: list[ReportRecipient] = []
    for group in fields(leaf):
        final, first = _typed(group.get("final-recipient", "")), _typed(group.get("original-recipient", ""))
        address = final if "@" in final else first if "@" in first else final or first
        if not address and "action" not in group:
            continue
        action = group.get("action", "").split(" ")[0].split(";")[0].strip().lower()
        reason = group.get("diagnostic-code", "")
        reason = (reason.partition(";")[2] if ";" in reason[:20] else reason).strip()
        status = status_in(group.get("status", "")) or ""
        better = status_in(reason)
        if better and (not status or status.endswith(".0.0")):
            status = better if not status or better[0] == status[0] else status
        if not address:
            continue
        found.append(_recipient(address, action, status, reason or group.get("status", "")))
    return found


def _recipient(address: str, action: str, status: str, reason: str) -> ReportRecipient:
    if action in _FAILED or (not action and not status.startswith("2")):
        action = "failed"
    elif action.startswith("delay") or action == "transient":
        action = "delayed"
    code = _REPLY.search(reason)
    permanent = status.startswith("5") if status else bool(action == "failed" and not (code and code[1] == "4"))
    return ReportRecipient(address=address, action=action, status=status, permanent=permanent, reason=reason[:500])


def status_in(text: str) -> str:
    """The first enhanced status code in a text (RFC 3463), "" when there is none."""
    match = _STATUS.search(text[:4000])
    return match[1] if match else ""


def _delivery(recipients: list[ReportRecipient], original: str) -> Report | None:
    merged: dict[tuple[str, str], ReportRecipient] = {}
    for one in recipients:
        merged.setdefault((one.address, one.action), one)
    kept = tuple(merged.values())
    actions = {one.action for one in kept}
    if not kept:
        return None
    kind = "bounce" if "failed" in actions else "delay" if "delayed" in actions else "receipt"
    disposition = "" if kind != "receipt" else next(iter(sorted(actions)), "")
    return Report(kind=kind, recipients=kept, original_message_id=original, feedback_type="", disposition=disposition)


def _receipt(leaf: Leaf, original: str) -> Report:
    """RFC 8098: who displayed or deleted which mail."""
    merged: dict[str, str] = {}
    for group in fields(leaf):
        for name, value in group.items():
            merged.setdefault(name, value)
    address = _typed(merged.get("final-recipient", "")) or _typed(merged.get("original-recipient", ""))
    kind = merged.get("disposition", "").partition(";")[2].partition("/")[0].strip().lower()
    named = ids(merged.get("original-message-id", ""))
    one = ReportRecipient(
        address=address, action=kind, status="", permanent=False, reason=merged.get("disposition", "")[:500]
    )
    return Report(
        kind="receipt",
        recipients=(one,) if address else (),
        original_message_id=named[0] if named else original,
        feedback_type="",
        disposition=kind,
    )


def _complaint(feedback: list[Leaf], found: tuple[Leaf, ...], original: str) -> Report:
    """RFC 5965: who pressed "spam"."""
    merged: dict[str, list[str]] = {}
    for leaf in feedback:
        for group in fields(leaf):
            for name, value in group.items():
                merged.setdefault(name, []).append(value)
    addresses = [_typed(value) for name in ("original-rcpt-to", "removal-recipient") for value in merged.get(name, ())]
    if not any("@" in address for address in addresses):
        addresses = [
            box.partition("<")[2].partition(">")[0].lower() or box.strip().lower() for box in _returned_to(found)
        ]
    kind = (merged.get("feedback-type") or ["abuse"])[0].strip().lower()
    people = tuple(
        ReportRecipient(address=address, action="complained", status="", permanent=False, reason=kind)
        for address in dict.fromkeys(addresses)
        if "@" in address
    )
    return Report(kind="complaint", recipients=people, original_message_id=original, feedback_type=kind, disposition="")


def _returned_to(found: tuple[Leaf, ...]) -> list[str]:
    """The To of the mail that came back."""
    return [plain(value) for head in _returned_heads(found) for name, value in head if name == "to"]


def _returned_heads(found: tuple[Leaf, ...]) -> Iterator[list[tuple[str, str]]]:
    """Heads of the mails that a report brings back, whole or only as headers."""
    for leaf in found:
        if leaf.type in ("message/rfc822", "message/global"):
            inner = mail_inside(leaf.node)
            if inner is not None:
                yield [(name.lower(), str(value)) for name, value in inner.raw_items()][:500]
        elif leaf.type in ("text/rfc822-headers", "message/rfc822-headers", "message/global-headers"):
            parsed = email.message_from_bytes(octets(leaf.node)[:100_000].lstrip())
            yield [(name.lower(), str(value)) for name, value in parsed.raw_items()][:500]


def _original_id(found: tuple[Leaf, ...], text: str) -> str:
    """The Message-ID of the mail that the report is about: of the mail that came back, else as the text has it."""
    for head in _returned_heads(found):
        for name, value in head:
            if name == "message-id":
                named = ids(value)
                if named:
                    return named[0]
    for line in text[:64_000].split("\n"):
        if line[:40].lstrip("> \t").lower().startswith("message-id:"):
            named = ids(line.partition(":")[2])
            if named:
                return named[0]
    return ""

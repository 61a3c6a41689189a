"""A Message as the object that `fitmail read --json` prints (docs: "Interfaces that others rely on").

Promises  exactly these keys, whatever the mail; dates as RFC 3339; tuples as lists.
"""

from __future__ import annotations

from dataclasses import asdict

from fitmail.model import Forward, Mailbox, Message, Report, ReportRecipient, Rsvp, WebForm
from fitmail.read.reasons import reason


def read_json(message: Message, *, source: str, index: int) -> dict[str, object]:
    """The object of one mail."""
    return {
        "source": source,
        "index": index,
        "message_id": message.id,
        "in_reply_to": message.in_reply_to,
        "references": list(message.references),
        "from": _box(message.from_),
        "author": _box(message.author),
        "reply_to": [_box(box) for box in message.reply_to],
        "to": [_box(box) for box in message.to],
        "cc": [_box(box) for box in message.cc],
        "subject": message.subject,
        "date": message.date.isoformat() if message.date else None,
        "language": message.language,
        "said": message.said,
        "sure": message.sure,
        "quoted": message.quoted,
        "signature": message.signature,
        "texts": list(message.texts),
        "html": list(message.html),
        "attachments": [
            {"name": one.name, "type": one.type, "size": one.size, "sha256": one.sha256} for one in message.attachments
        ],
        "marks": _marks(message),
        "may_answer": message.marks.may_answer,
        "report": _report(message.report),
        "rsvp": _rsvp(message.rsvp),
        "list": {"id": message.list_id, "author": _box(message.author)} if message.list_id else None,
        "forward": _forward(message.forward),
        "form": _form(message.form),
        "trust": asdict(message.trust),
        "defects": list(message.defects),
    }


def _box(box: Mailbox) -> dict[str, str]:
    return {"name": box.name, "address": box.address}


def _marks(message: Message) -> dict[str, object]:
    marks = message.marks
    return {
        "machine": marks.machine,
        "kind": marks.kind,
        "bulk": marks.bulk,
        "list_post": marks.list_post,
        "spam": marks.spam,
        "because": list(marks.because),
    }


def _report(report: Report | None) -> dict[str, object] | None:
    if report is None:
        return None
    return {
        "kind": report.kind,
        "recipients": [_recipient(one, report.kind) for one in report.recipients],
        "original_message_id": report.original_message_id,
        "feedback_type": report.feedback_type,
        "disposition": report.disposition,
    }


def _recipient(one: ReportRecipient, kind: str) -> dict[str, object]:
    """`reason` is one of a few words, `diagnostic` what the server wrote; no code is no code."""
    undelivered = kind in ("bounce", "delay")
    return {
        "address": one.address,
        "action": one.action,
        "status": one.status or None,
        "permanent": one.permanent,
        "reason": reason(one.status, one.reason) if undelivered else one.reason,
        "diagnostic": one.reason,
    }


def _rsvp(rsvp: Rsvp | None) -> dict[str, object] | None:
    if rsvp is None:
        return None
    # RFC 5545 s.3.2.12 writes the answers in capitals.
    return {"uid": rsvp.uid, "partstat": rsvp.partstat.upper(), "attendee": rsvp.attendee}


def _forward(forward: Forward | None) -> dict[str, object] | None:
    if forward is None:
        return None
    return {
        "author": _box(forward.author) if forward.author is not None else None,
        "subject": forward.subject,
        "text": forward.text,
        "candidates": [_box(box) for box in forward.candidates],
    }


def _form(form: WebForm | None) -> dict[str, object] | None:
    if form is None:
        return None
    return {
        "name": form.name,
        "email": form.email,
        "company": form.company,
        "reason": form.reason,
        "text": form.text,
        "fields": [list(pair) for pair in form.fields],
    }

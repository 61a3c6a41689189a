"""Machines that answer in stories: a mail server that returns a mail, a vacation program.

Takes the mail that is answered. Gives the report or notice as such programs write it, for the return path of that
mail, from the null sender (RFC 3461 s.6, RFC 3834 s.3.3). A mail with a null return path gets no such answer: None.
"""

from __future__ import annotations

from datetime import datetime
from email.utils import format_datetime

from fitmail.rehearse.clients import Typed
from fitmail.rehearse.departed import Departed
from fitmail.rehearse.posting import Posted


def post_machine(typed: Typed, to: Departed) -> Posted | None:
    if not to.return_path:
        return None
    raw = bounce(typed, to) if typed.client == "bounce" else vacation(typed, to)
    return Posted(raw=raw.encode(), mail_from="", rcpts=(to.return_path,))


def head(typed: Typed, to: Departed, subject: str) -> str:
    named = dict(typed.headers)
    return (
        f"From: {typed.name or 'Mail Delivery System'} <{typed.address}>\n"
        f"To: {to.return_path}\nSubject: {named.get('Subject', subject)}\n"
        f"Date: {format_datetime(typed.at)}\nMessage-ID: {typed.message_id}\nMIME-Version: 1.0\n"
        "Auto-Submitted: auto-replied\n"
    )


def bounce(typed: Typed, to: Departed) -> str:
    """RFC 3464: the words for people, the report for machines, the headers of what came back."""
    words = "\n".join(typed.lines) or "The recipient does not exist."
    mark = "=-report-of-a-story-="
    moment: datetime = typed.at
    original = to.raw.partition(b"\n\n")[0] if b"\r\n\r\n" not in to.raw else to.raw.partition(b"\r\n\r\n")[0]
    headers = original.decode("ascii", "replace").replace("\r\n", "\n")
    return (
        head(typed, to, "Undelivered Mail Returned to Sender")
        + f'Content-Type: multipart/report; report-type=delivery-status;\n boundary="{mark}"\n\n'
        + f"--{mark}\nContent-Type: text/plain; charset=us-ascii\n\n"
        + f"This is the mail system.\n\nYour message could not be delivered.\n\n<{to.address}>: {words}\n\n"
        + f"--{mark}\nContent-Type: message/delivery-status\n\n"
        + f"Reporting-MTA: dns; {typed.address.rpartition('@')[2]}\nArrival-Date: {format_datetime(moment)}\n\n"
        + f"Final-Recipient: rfc822; {to.address}\nAction: failed\nStatus: 5.1.1\n"
        + f"Diagnostic-Code: smtp; 550 5.1.1 {words.splitlines()[0]}\n\n"
        + f"--{mark}\nContent-Type: text/rfc822-headers\n\n{headers}\n\n--{mark}--\n"
    )


def vacation(typed: Typed, to: Departed) -> str:
    words = "\n".join(typed.lines)
    return (
        head(typed, to, f"Automatic reply: {to.first('Subject')}").replace(
            "Mail Delivery System", typed.address.partition("@")[0]
        )
        + f"In-Reply-To: {to.first('Message-ID')}\nX-Auto-Response-Suppress: All\nPrecedence: bulk\n"
        + "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n"
        + words
        + "\n"
    )

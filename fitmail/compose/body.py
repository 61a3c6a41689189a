"""Bodies: text, its HTML alternative, attachments; and the enquirer's mail handed on as it was written.

Takes finished texts and the bytes of attachments; gives a whole EmailMessage. Promises: seven bits, no line
over 998 octets whatever a stranger wrote; boundaries are computed from the content, so that the same mail has
the same bytes; a type or a file name that a stranger chose cannot break the structure.
Known faults: an attached mail (message/rfc822) is handed on as a file, because its own encoding may be broken.
Standards: RFC 2045-2049, 2231 (file names), 2387 (pictures inside HTML).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from hashlib import sha256
from html import escape
from string import ascii_letters, digits
from typing import Literal

from fitmail.compose.calendar import Entry
from fitmail.compose.sanitise import harmless
from fitmail.compose.stationery import Source
from fitmail.compose.texts import MARKER_PREFIX, body_text, one_line
from fitmail.model import Attachment, Mailbox, Message

_TYPE = frozenset(ascii_letters + digits + "!#$&-^_.+")  # RFC 6838 s.4.2
_HEAVY = 30_000  # quoted-printable of the standard library is slow; base64 is not


@dataclass(frozen=True, slots=True, kw_only=True)
class Enclosure:
    """An attachment with its bytes."""

    attachment: Attachment
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """The enquirer's own words, to be handed on."""

    text: str
    html: str


def fill_body(
    mail: EmailMessage, *, text: str, html: str, enclosures: Sequence[Enclosure], calendar: Entry | None
) -> None:
    """Text first, HTML and calendar as its alternatives, pictures of the HTML beside it, files at the end."""
    inner = [e for e in enclosures if html and e.attachment.content_id and f"cid:{e.attachment.content_id}" in html]
    mail.set_content(text, charset="utf-8", cte=_encoding(text))
    if html:
        mail.add_alternative(html, subtype="html", charset="utf-8", cte=_encoding(html))
        _pictures(mail, inner)
    if calendar is not None:  # RFC 6047 s.2.4: the method stands in the type too
        mail.add_alternative(
            calendar.text, subtype="calendar", charset="utf-8", cte="base64", params={"method": calendar.method}
        )
    for enclosure in enclosures:
        if enclosure not in inner:
            _attach(mail, enclosure)
    _bound(mail, sha256(f"{text}\0{html}".encode()).hexdigest()[:24])


def page(inner: str, language: str) -> str:
    """A whole HTML document around a fragment."""
    return (
        f'<!DOCTYPE html>\n<html lang="{language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1"></head>\n'
        '<body style="font-family:Helvetica,Arial,sans-serif;font-size:15px;line-height:1.5;color:#222222">\n'
        f"{inner}\n</body></html>\n"
    )


def original(message: Message, via: Mailbox | None) -> Original:
    """What the enquirer wrote, whole. Of a member's forward only the forwarded mail: the member's words to the
    desk are internal, and whatever stands in this mail may be quoted to the enquirer (G13)."""
    forward = message.forward
    behind = forward.author.address if forward and forward.author else ""
    if forward and via and behind == via.address and behind != message.author.address:
        return Original(text=body_text(forward.text), html="")
    return Original(text=body_text(message.text), html=harmless(message.html))


def footed(html: str, text: str, language: str) -> str:
    """The original's HTML with the footer line of the text below it."""
    footer = next((line for line in reversed(text.splitlines()) if line.startswith(MARKER_PREFIX)), "")
    style = "margin-top:2em;border-top:1px solid #cccccc;padding-top:6px;font-size:12px;color:#777777"
    return page(f'{html}\n<div style="{style}">{escape(footer)}</div>', language)


def enclosures(source: Source | None) -> tuple[Enclosure, ...]:
    """The attachments of a mail whose bytes were handed in."""
    if source is None:
        return ()
    found = source.message.attachments
    return tuple(Enclosure(attachment=a, content=source.parts[a.path]) for a in found if a.path in source.parts)


def _encoding(text: str) -> Literal["7bit", "quoted-printable", "base64"]:
    if len(text) > _HEAVY:
        return "base64"
    plain = text.isascii() and all(len(line) < 900 for line in text.split("\n"))
    return "7bit" if plain else "quoted-printable"


def _pictures(mail: EmailMessage, inner: Sequence[Enclosure]) -> None:
    html = mail.get_body(preferencelist=("html",))
    if not isinstance(html, EmailMessage):
        return
    for enclosure in inner:
        main, sub, _ = _type(enclosure)
        cid = f"<{one_line(enclosure.attachment.content_id, 200)}>"
        html.add_related(enclosure.content, maintype=main, subtype=sub, cid=cid)


def _attach(mail: EmailMessage, enclosure: Enclosure) -> None:
    main, sub, params = _type(enclosure)
    name = one_line(enclosure.attachment.name, 120).replace("/", "_").replace("\\", "_")
    mail.add_attachment(
        enclosure.content, maintype=main, subtype=sub, filename=name or f"attachment.{sub[:8]}", params=params
    )


def _type(enclosure: Enclosure) -> tuple[str, str, dict[str, str]]:
    """The type a stranger declared, when it is one; a file otherwise."""
    main, _, sub = enclosure.attachment.type.lower().partition("/")
    sound = bool(main and sub) and set(main + sub) <= _TYPE and len(main + sub) < 100
    if not sound or main in ("multipart", "message"):
        return "application", "octet-stream", {}
    if main == "text" and _utf8(enclosure.content):
        return main, sub, {"charset": "utf-8"}
    return main, sub, {}


def _utf8(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _bound(mail: EmailMessage, seed: str) -> None:
    """RFC 2045 s.6.7: "=_" stands in no quoted-printable or base64 body. Drawn by nobody, so that bytes repeat."""
    for number, part in enumerate(part for part in mail.walk() if part.is_multipart()):
        part.set_boundary(f"=_{seed}{number}")

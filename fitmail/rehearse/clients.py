"""The players' mail programs: what a reply from Gmail, Outlook, Apple Mail, Thunderbird or a phone looks like.

Takes what a person types and the mail they answer. Gives the bytes of the reply: quoted copy, attribution,
HTML and headers as that program makes them.
Promises: the answer goes to the Reply-To where there is one; In-Reply-To and References follow RFC 5322 s.3.6.4;
the same reply gives the same bytes. Nothing internal is known here: only what a mail program can see.
"""

from __future__ import annotations

import email.policy
import hashlib
import html
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime, formataddr, getaddresses

from fitmail.rehearse import phrases
from fitmail.rehearse.departed import Departed
from fitmail.rehearse.enclosures import enclose

CLIENTS = ("gmail", "outlook", "apple", "thunderbird", "thunderbird-interleaved", "iphone")
MACHINES = ("bounce", "vacation")  # no person: see machines.py
POLICY = email.policy.SMTP.clone(max_line_length=998)
MAILERS = {
    "outlook": ("X-Mailer", "Microsoft Outlook 16.0"),
    "apple": ("X-Mailer", "Apple Mail (2.3826.500)"),
    "thunderbird": ("User-Agent", "Mozilla Thunderbird"),
    "iphone": ("X-Mailer", "iPhone Mail (23B85)"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What a person does: the words, and from where."""

    name: str
    address: str
    lines: tuple[str, ...]
    client: str  # gmail-en, thunderbird-interleaved-pt
    message_id: str
    at: datetime  # in the person's zone
    headers: tuple[tuple[str, str], ...]  # that replace what the program would write
    attachments: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """The mail that is answered, as its reader's program shows it."""

    name: str
    address: str  # From
    reply_to: str  # as a header
    to: str
    subject: str
    message_id: str
    references: str
    at: datetime
    lines: tuple[str, ...]
    markup: str


def answered(mail: Departed, *, local: Callable[[datetime], datetime]) -> Answered:
    """What the program knows about the mail that is answered."""
    name, address = next(iter(getaddresses([mail.first("From")])), ("", ""))
    text = mail.text.rstrip("\n").replace("\r\n", "\n")
    return Answered(
        name=name,
        address=address,
        reply_to=mail.first("Reply-To") or mail.first("From"),
        to=mail.first("To") or mail.address,
        subject=mail.first("Subject"),
        message_id=mail.first("Message-ID"),
        references=" ".join(mail.first("References").split()),
        at=local(mail.at),
        lines=tuple(text.split("\n")),
        markup=mail.markup,
    )


def write_reply(typed: Typed, to: Answered) -> bytes:
    """The finished bytes of the reply."""
    client, _, language = typed.client.rpartition("-")
    plain, markup = SHAPES[client](typed, to, language)
    message = EmailMessage(policy=POLICY)
    program = client.removesuffix("-interleaved")
    chain = f"{to.references} {to.message_id}".strip()
    own = {name.lower(): value for name, value in typed.headers}
    written = {
        "From": formataddr((typed.name, typed.address)),
        "To": to.reply_to,
        "Subject": phrases.reply_subject(program, language, to.subject),
        "Date": format_datetime(typed.at),
        "Message-ID": typed.message_id,
        "In-Reply-To": to.message_id,
        "References": chain,
        **dict([MAILERS[program]] if program in MAILERS else []),
    }
    for name, value in written.items():
        if (value := own.pop(name.lower(), value)).strip():
            message[name] = value
    for name, value in typed.headers:
        if name.lower() in own:
            message[name] = value
    # A phone and Thunderbird write plain text when nothing is formatted; the others send both.
    message.set_content(plain, cte="quoted-printable" if not plain.isascii() else None)
    if markup:
        message.add_alternative(markup, subtype="html", cte="quoted-printable")
    for attachment in typed.attachments:
        enclose(message, attachment)
    settle_boundaries(message, typed.message_id)
    return message.as_bytes()


def settle_boundaries(message: EmailMessage, message_id: str) -> None:
    """Computed, not drawn, so that the same reply gives the same bytes."""
    mark = hashlib.sha256(message_id.encode()).hexdigest()[:20]
    for place, part in enumerate(message.walk()):
        if part.is_multipart():
            part.set_boundary(f"----=_part_{place}_{mark}")


def quoted(lines: Sequence[str]) -> list[str]:
    return [f"> {line}" if line else ">" for line in lines]


def as_markup(lines: Sequence[str], tag: str) -> str:
    return "".join(f"<{tag}>{html.escape(line, quote=False) or '<br>'}</{tag}>\n" for line in lines)


def original_markup(to: Answered) -> str:
    """The answered mail's own HTML without its frame, or its text as a program shows it."""
    if not to.markup:
        return "<br>\n".join(html.escape(line, quote=False) for line in to.lines)
    lower = to.markup.lower()
    start = lower.find("<body")
    start = lower.find(">", start) + 1 if start >= 0 else 0
    end = lower.rfind("</body")
    return to.markup[start : end if end >= 0 else len(to.markup)]


def gmail(typed: Typed, to: Answered, language: str) -> tuple[str, str]:
    line = phrases.gmail_line(language, name=to.name, address=to.address, at=to.at)
    # Gmail breaks its attribution before the address when it is longer than 78 characters.
    broken = line if len(line) <= 78 else line.replace(" <", "\n<", 1).replace(" (<", "\n(<", 1)
    plain = "\n".join([*typed.lines, "", broken, "", *quoted(to.lines), ""])
    head = html.escape(line, quote=False)
    markup = (
        f'<div dir="ltr">{as_markup(typed.lines, "div")}</div><br>'
        '<div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">'
        f"{head}<br></div>"
        '<blockquote class="gmail_quote" style="margin:0px 0px 0px 0.8ex;border-left:1px solid rgb(204,204,204);'
        f'padding-left:1ex">{original_markup(to)}</blockquote></div>\n'
    )
    return plain, markup


def outlook(typed: Typed, to: Answered, language: str) -> tuple[str, str]:
    """No marks at all: a labelled block, and the answered mail below it as it was."""
    block = phrases.outlook_block(language, name=to.name, address=to.address, at=to.at, to=to.to, subject=to.subject)
    head = [f"{label}: {value}" for label, value in block]
    plain = "\n".join([*typed.lines, "", *head, "", *to.lines, ""])
    rows = "<br>\n".join(f"<b>{label}:</b> {html.escape(value, quote=False)}" for label, value in block)
    mine = "".join(f'<p class="MsoNormal">{html.escape(line) or "<o:p>&nbsp;</o:p>"}</p>\n' for line in typed.lines)
    markup = (
        '<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta http-equiv="Content-Type" '
        'content="text/html; charset=utf-8"></head><body lang="EN-GB"><div class="WordSection1">\n'
        f'{mine}<p class="MsoNormal"><o:p>&nbsp;</o:p></p>\n'
        '<div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm">'
        f'<p class="MsoNormal">{rows}</p></div>\n{original_markup(to)}\n</div></body></html>\n'
    )
    return plain, markup


def apple(typed: Typed, to: Answered, language: str) -> tuple[str, str]:
    line = phrases.apple_line(language, name=to.name, address=to.address, at=to.at)
    plain = "\n".join([*typed.lines, "", *quoted([line, "", *to.lines]), ""])
    markup = (
        '<html><head><meta http-equiv="content-type" content="text/html; charset=utf-8"></head>'
        '<body style="overflow-wrap: break-word;">'
        f'{as_markup(typed.lines, "div")}<div><br><blockquote type="cite"><div>{html.escape(line, quote=False)}</div>'
        f'<br class="Apple-interchange-newline"><div>{original_markup(to)}</div></blockquote></div><br>'
        "</body></html>\n"
    )
    return plain, markup


def iphone(typed: Typed, to: Answered, language: str) -> tuple[str, str]:
    line = phrases.apple_line(language, name=to.name, address=to.address, at=to.at)
    signature = phrases.PHONE[language]
    plain = "\n".join([*typed.lines, "", signature, "", *quoted([line, "", *to.lines]), ""])
    markup = (
        '<html><head><meta http-equiv="content-type" content="text/html; charset=utf-8"></head><body dir="auto">'
        f'{as_markup(typed.lines, "div")}<br id="lineBreakAtBeginningOfSignature"><div dir="ltr">{signature}</div>'
        f'<div dir="ltr"><br><blockquote type="cite">{html.escape(line, quote=False)}<br><br></blockquote></div>'
        f'<blockquote type="cite"><div dir="ltr">\ufeff{original_markup(to)}</div></blockquote></body></html>\n'
    )
    return plain, markup


def thunderbird(typed: Typed, to: Answered, language: str) -> tuple[str, str]:
    """Plain text, the answer below the quote, as the program comes."""
    line = phrases.thunderbird_line(language, name=to.name, address=to.address, at=to.at)
    return "\n".join([line, *quoted(to.lines), "", *typed.lines, ""]), ""


def interleaved(typed: Typed, to: Answered, language: str) -> tuple[str, str]:
    """Each paragraph that is typed stands below a paragraph of the quote."""
    line = phrases.thunderbird_line(language, name=to.name, address=to.address, at=to.at)
    theirs, mine = paragraphs(to.lines), paragraphs(typed.lines)
    lines = [line]
    for place in range(max(len(theirs), len(mine))):
        if place < len(theirs):
            lines += [*([">"] if place and place >= len(mine) else []), *quoted(theirs[place])]
        if place < len(mine):
            lines += ["", *mine[place], ""]
    return "\n".join([*lines, ""]), ""


def paragraphs(lines: Sequence[str]) -> list[list[str]]:
    answer: list[list[str]] = [[]]
    for line in lines:
        if line.strip():
            answer[-1].append(line)
        elif answer[-1]:
            answer.append([])
    return [paragraph for paragraph in answer if paragraph]


SHAPES: dict[str, Callable[[Typed, Answered, str], tuple[str, str]]] = {
    "gmail": gmail,
    "outlook": outlook,
    "apple": apple,
    "thunderbird": thunderbird,
    "thunderbird-interleaved": interleaved,
    "iphone": iphone,
}

"""Which parts of a mail are its text, and which are attachments.

Takes     the tree of a mail.
Gives     Texts: every text/plain and text/html part decoded, the two faces of the body, the attachments.
Promises  never raises. Of alternatives one is the body; texts of nested mails and digests are attachments, not body;
          7-bit Japanese is decoded; format=flowed is put together again for people, not in `plain`.
Standards RFC 2046 s.5.1.4 (alternative), 2183 (disposition), 3676 (flowed), 5322.
Known faults  TNEF (winmail.dat) stays an attachment.
"""

from __future__ import annotations

import hashlib
import html
from dataclasses import dataclass

from fitmail.model import Attachment
from fitmail.read.tree import Leaf, Node, children, kind, leaf, leaves, mail_inside, octets, parameter, words

MOST_TEXT = 1_000_000
_NOT_FILES = frozenset(
    ("message/delivery-status", "message/global-delivery-status", "message/disposition-notification")
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    plain: tuple[str, ...]
    html: tuple[str, ...]
    body: str  # the text/plain face of the body
    body_html: str  # the text/html face
    attachments: tuple[Attachment, ...]
    mails: tuple[Node, ...]  # mails inside the mail
    calendars: tuple[str, ...]
    leaves: tuple[Leaf, ...]
    defects: tuple[str, ...]


def texts(root: Node) -> Texts:
    """The texts and attachments of a mail."""
    plain: dict[str, str] = {}
    pages: dict[str, str] = {}
    attachments: list[Attachment] = []
    mails: list[Node] = []
    calendars: list[str] = []
    defects: list[str] = []
    every = tuple(leaves(root))
    for found in every:
        if _is_text(found, first=not plain and not pages):
            text, wrong = words(found.node)
            if wrong:
                defects.append(f"part {found.path}: {wrong}")
            (plain if found.type == "text/plain" else pages)[found.path] = text[:MOST_TEXT]
            continue
        if found.type == "text/calendar" or found.name.lower().endswith(".ics"):
            calendars.append(words(found.node)[0][:200_000])
        if found.type in ("message/rfc822", "message/global"):
            inner = mail_inside(found.node)
            if inner is not None:
                mails.append(inner)
        if found.node is not root or found.type not in _NOT_FILES:
            attachments.append(_attachment(found))
    body, page = _body(root, plain, pages)
    defects += [f"{type(defect).__name__}" for defect in getattr(root, "defects", ())][:5]
    return Texts(
        plain=tuple(filter(None, plain.values())),
        html=tuple(filter(None, pages.values())),
        body=body,
        body_html=page,
        attachments=tuple(attachments),
        mails=tuple(mails),
        calendars=tuple(calendars),
        leaves=every,
        defects=tuple(dict.fromkeys(defects)),
    )


def _is_text(found: Leaf, *, first: bool) -> bool:
    """Text to be read, not a file. "text/plain; name=x" without disposition is the body when it is first."""
    if found.type not in ("text/plain", "text/html") or found.disposition == "attachment":
        return False
    return first or not found.name


def _attachment(found: Leaf) -> Attachment:
    decoded = octets(found.node)
    return Attachment(
        name=found.name,
        type=found.type,
        size=len(decoded),
        sha256=hashlib.sha256(decoded).hexdigest(),
        path=found.path,
        content_id=str(found.node.get("content-id", "")).strip().strip("<>")[:200],
    )


def _body(root: Node, plain: dict[str, str], pages: dict[str, str]) -> tuple[str, str]:
    """Both faces of the body. A piece that has only one face lends it to the other when other pieces have both."""
    pieces = _pieces(root, plain, pages)
    if any(text.strip() for text, _ in pieces):
        faces = [text if text.strip() or not page else _as_text(page) for text, page in pieces]
    else:
        faces = []
    shown = [page or f"<pre>{html.escape(text)}</pre>" for text, page in pieces if page or text.strip()]
    has_page = any(page for _, page in pieces)
    return "\n".join(face.rstrip("\r\n") for face in faces if face), "\n".join(shown) if has_page else ""


def _as_text(page: str) -> str:
    from fitmail.read.htmltext import lines_of

    return "\n".join(line.text for line in lines_of(page))


def _pieces(root: Node, plain: dict[str, str], pages: dict[str, str]) -> list[tuple[str, str]]:
    """The body in order: (text/plain face, text/html face) of each piece. Walked with a list: nesting has no end."""
    found: list[tuple[str, str]] = []
    stack: list[tuple[str, Node]] = [("", root)]
    while stack and len(found) < 200:
        path, node = stack.pop()
        below = [(f"{path}.{number}" if path else str(number), child) for number, child in enumerate(children(node), 1)]
        if not below:
            piece = _face(path or "1", node, plain, pages)
            if piece != ("", ""):
                found.append(piece)
        elif kind(node) == "multipart/alternative":
            # RFC 2046 s.5.1.4: the same text in several forms. Each form may be a tree of its own.
            first_plain = [_all_plain(place, child, plain) for place, child in below]
            first_page = [_all_pages(place, child, pages) for place, child in below]
            found.append((next(filter(str.strip, first_plain), ""), next(filter(str.strip, first_page), "")))
        elif kind(node) != "multipart/digest":
            stack += below[::-1]
    return [piece for piece in found if piece != ("", "")]


def _face(path: str, node: Node, plain: dict[str, str], pages: dict[str, str]) -> tuple[str, str]:
    if path in plain:
        return _flowed(node, plain[path]), ""
    return "", pages.get(path, "")


def _all_plain(path: str, node: Node, plain: dict[str, str]) -> str:
    return "\n".join(_flowed(found.node, plain[found.path]) for found in _below(path, node) if found.path in plain)


def _all_pages(path: str, node: Node, pages: dict[str, str]) -> str:
    return "\n".join(pages[found.path] for found in _below(path, node) if found.path in pages)


def _below(path: str, node: Node) -> list[Leaf]:
    """The leaves below a node that has a path of its own."""
    if not children(node):
        return [leaf(path, node)]
    return [leaf(f"{path}.{found.path}", found.node) for found in leaves(node)]


def _flowed(node: Node, text: str) -> str:
    """RFC 3676: lines that end in a blank go on in the next one of the same depth."""
    if parameter(node, "content-type", "format").strip().lower() != "flowed":
        return text
    joined = parameter(node, "content-type", "delsp").strip().lower() == "yes"
    lines: list[list[str]] = []
    open_depth = -1  # depth of the line that goes on, -1 when none does
    for line in text.replace("\r\n", "\n").split("\n"):
        bare = line.lstrip(">")
        depth = len(line) - len(bare)
        bare = bare.removeprefix(" ")  # s.4.4: space-stuffing
        flows = bare.endswith(" ") and bare != "-- "
        if flows and joined:
            bare = bare[:-1]
        if open_depth == depth and bare != "-- " and len(lines[-1]) < 500:
            lines[-1].append(bare)
        else:
            lines.append([">" * depth + " " if depth else "", bare])
        open_depth = depth if flows else -1
    return "\n".join(map("".join, lines))

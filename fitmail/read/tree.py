"""The MIME tree of a mail: mail-parser behind a guarded, typed wall.

Takes     raw bytes, whatever they are.
Gives     a Tree: the root as the standard library's compat32 message, and what was wrong.
Promises  never raises. mail-parser builds the tree with the standard library's parser and turns endless nesting into
          an error of its own; when it gives up, the bytes are one text part below their head.
Standards RFC 2045, 2046, 2183, 2231.
Known faults  mail-parser's own walk is not used: it merges the texts of nested mails, does not decode 7-bit
          Japanese and writes to the log. Only its parsing and its guards are.
"""

from __future__ import annotations

import email
import email.message
from collections.abc import Iterator
from dataclasses import dataclass
from email.generator import BytesGenerator
from io import BytesIO

import mailparser
from mailparser.exceptions import MailParserRecursionError

from fitmail.read.charsets import decode, header_letters
from fitmail.read.encoded import unquoted_words

Node = email.message.Message
MOST_PARTS = 500
MOST_BOUNDARIES = 20_000
_BASE64 = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/= \t\r\n"


class _Grown(mailparser.MailParser):
    """mail-parser's guarded building of the tree, without its walk over the parts: fitmail walks once, by itself."""

    def parse(self) -> _Grown:
        return self


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    root: Node
    defects: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """A part that holds no multipart: text, file, or a whole mail."""

    path: str
    type: str
    disposition: str
    name: str
    node: Node


def grow(raw: bytes) -> Tree:
    """The tree of a mail."""
    if _too_deep(raw):
        return Tree(root=_only_text(raw), defects=("nested without end: read as text",))
    end = _readable(raw)
    cut = () if end == len(raw) else (f"more parts than a mail has: read up to octet {end}",)
    try:
        found = _Grown.from_bytes(raw[:end]).message  # type: ignore[no-untyped-call]
        if isinstance(found, email.message.Message):
            return Tree(root=found, defects=cut)
        wrong = "mail-parser gave no tree"
    except MailParserRecursionError:
        wrong = "nested without end"
    except Exception as error:  # the wall: errors that escape mail-parser
        wrong = f"mail-parser gave up, {type(error).__name__}"
    return Tree(root=_only_text(raw), defects=(f"{wrong}: read as text",))


def _too_deep(raw: bytes) -> bool:
    """Whether parsing would take minutes: each line is held against the boundary of every multipart around it.

    A few hundred multiparts in each other make a megabyte of short lines cost a minute. Letters, however large, stay
    far below the limit, for they have few multiparts or few lines.
    """
    multiparts = raw.lower().count(b"multipart/")
    return multiparts > 10 and multiparts * (raw.count(b"\n") + raw.count(b"\r")) > max(3_000_000, 4 * len(raw))


def _readable(raw: bytes) -> int:
    """How far a mail is parsed: nearly always to its end, but a part costs as much as a hundred lines."""
    most = MOST_BOUNDARIES if raw.count(b"\n--") > MOST_BOUNDARIES and b"multipart/" in raw.lower() else 0
    low, high = 0 if most else len(raw), len(raw)
    while low < high:  # the last place with no more boundaries before it
        middle = (low + high + 1) // 2
        if raw.count(b"\n--", 0, middle) > most:
            high = middle - 1
        else:
            low = middle
    return low


def _only_text(raw: bytes) -> Node:
    """The head read line by line, and everything below it as text."""
    head, gap, rest = raw.partition(b"\n\n")
    if not gap:
        head, gap, rest = raw.partition(b"\r\n\r\n")
    node = email.message.Message()
    for line in head[:65536].splitlines()[:200]:
        name, colon, value = line.decode("latin-1").partition(":")
        if colon and name.isascii() and name.replace("-", "").isalnum() and not name.lower().startswith("content-"):
            node[name] = value.strip()
    node.set_payload(decode(rest if gap else raw, "")[0].encode("utf-8"))
    node["Content-Type"] = "text/plain; charset=utf-8"
    return node


def kind(node: Node) -> str:
    try:
        named = node.get_content_type()
        if named.startswith("multipart/") and not node.is_multipart():
            return "text/plain"  # a multipart that lost its boundary is text to people
    except Exception:
        return "text/plain"
    return named


def charset(node: Node) -> str:
    """The declared charset, "" when none is."""
    return parameter(node, "content-type", "charset").strip()


def parameter(node: Node, header: str, name: str) -> str:
    """A MIME parameter, RFC 2231 pieces and encoded words decoded, "" when it is missing or beyond reading."""
    try:
        found = node.get_param(name, header=header)
    except Exception:
        return ""
    if isinstance(found, tuple):  # RFC 2231: (charset, language, value)
        octets = found[2].encode("latin-1", "replace") if found[2].isascii() is False else found[2].encode("ascii")
        try:
            return decode(octets, found[0] or "utf-8")[0]
        except Exception:
            return found[2]
    if not isinstance(found, str):
        return ""
    return unquoted_words(header_letters(found))


def filename(node: Node) -> str:
    """The name that the sender gave to a part, one line and without folders."""
    found = parameter(node, "content-disposition", "filename") or parameter(node, "content-type", "name")
    flat = " ".join(found.split())
    return "".join(letter for letter in flat if letter.isprintable())[:255]


def disposition(node: Node) -> str:
    try:
        return node.get_content_disposition() or ""
    except Exception:
        return ""


def children(node: Node) -> list[Node]:
    """The parts of a multipart, [] of anything else."""
    payload = node.get_payload() if node.is_multipart() else None
    if not isinstance(payload, list) or not kind(node).startswith("multipart/"):
        return []
    return [child for child in payload if isinstance(child, email.message.Message)]


def leaves(root: Node) -> Iterator[Leaf]:
    """Every part that is not a multipart, in the order of the mail. Mails inside the mail are leaves."""
    stack: list[tuple[str, Node]] = [("", root)]
    seen = 0
    while stack and seen < MOST_PARTS:
        path, node = stack.pop()
        below = children(node)
        if below:
            stack += [(f"{path}.{number}" if path else str(number), child) for number, child in enumerate(below, 1)][
                ::-1
            ]
            continue
        seen += 1
        yield leaf(path or "1", node)


def leaf(path: str, node: Node) -> Leaf:
    return Leaf(path=path, type=kind(node), disposition=disposition(node), name=filename(node), node=node)


def octets(node: Node) -> bytes:
    """The decoded bytes of a leaf. A mail inside the mail is written out as it came, as far as the tree remembers."""
    try:
        if node.is_multipart():
            inner = mail_inside(node)
            return flat(inner) if inner is not None else b""
        payload = node.get_payload(decode=True)
        if isinstance(payload, bytes) and _declares_base64(node):
            written = _as_written(node)
            return written if _is_no_base64(written) else payload
    except Exception:
        return b""
    return payload if isinstance(payload, bytes) else b""


def _declares_base64(node: Node) -> bool:
    return str(node.get("content-transfer-encoding", "")).strip().lower() == "base64"


def _as_written(node: Node) -> bytes:
    """The encoded body. The standard library gives it only to those who claim that it is not encoded."""
    shell = email.message.Message()
    shell.set_payload(node.get_payload())
    found = shell.get_payload(decode=True)
    return found if isinstance(found, bytes) else b""


def _is_no_base64(written: bytes) -> bool:
    """Whether a part that declares base64 is plain text: one in ten letters is none of the alphabet's."""
    start = written[:2000]
    strange = len(start.translate(None, _BASE64))
    return strange * 10 > len(start)


def mail_inside(node: Node) -> Node | None:
    """The mail that a message/rfc822 part holds. Some senders put it in base64, against RFC 2046 s.5.2.1."""
    payload = node.get_payload() if node.is_multipart() else None
    if not isinstance(payload, list) or not payload:
        return None
    inner = payload[0]
    if not isinstance(inner, email.message.Message):
        return None
    if (
        str(node.get("content-transfer-encoding", "")).strip().lower() in ("base64", "quoted-printable")
        and not inner.keys()
    ):
        shell = email.message.Message()
        shell["Content-Transfer-Encoding"] = str(node["content-transfer-encoding"])
        shell.set_payload(inner.get_payload())
        decoded = octets(shell)
        if decoded:
            return grow(decoded).root
    return inner


def flat(node: Node) -> bytes:
    """A tree as bytes again."""
    written = BytesIO()
    try:
        BytesGenerator(written, mangle_from_=False, maxheaderlen=0).flatten(node)
    except Exception:
        return written.getvalue()
    return written.getvalue()


def words(node: Node) -> tuple[str, str]:
    """The decoded text of a part, and what was wrong with it."""
    return decode(octets(node), charset(node))

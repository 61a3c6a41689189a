"""The bytes of header fields and MIME parts.

Takes values whose controls are taken out (texts.one_line, texts.body_text), names of fields that only we choose, and
the bytes of attachments; gives bytes. Written here and not by the standard library, whose parser of header values
costs more than everything else that a mail needs, decodes encoded words that stand in a value, and writes lines of
quoted-printable and encoded words longer than the standards allow.
Promises: seven bits, unless a head is asked for in UTF-8; ids and addresses are never encoded, so that threads and
one-click survive; no encoded word over 75 octets, no encoded line of a body over 76.
Standards: RFC 5322 s.2.1.1, s.2.2.3, s.3.2.4; RFC 2045 s.6.7, s.6.8; RFC 2046 s.5.1.1; RFC 2047 s.2, s.5; RFC 2231.
"""

from __future__ import annotations

from binascii import b2a_base64, b2a_qp
from collections.abc import Sequence
from dataclasses import dataclass
from string import ascii_letters, digits
from typing import AnyStr
from urllib.parse import quote

_ATOM = frozenset(ascii_letters + digits + "!#$%&'*+-/=?^_`{|}~ ")  # RFC 5322 s.3.2.3, and the blank between
_DOT_ATOM = _ATOM - {" "} | {"."}
_WORD_SAFE = frozenset((ascii_letters + digits + "!*+-/").encode("ascii"))  # RFC 2047 s.5 (3): sound in a phrase too
_WORD_ROOM = 60 - len("=?utf-8?q??=")  # RFC 2047 s.2 allows 75; so the first fits behind the name of its field
_ENCODED_LINE = 76  # a line of base64 (RFC 2045 s.6.8), or of a header with an encoded word (RFC 2047 s.2)
_LONGEST_LINE = 998  # RFC 5322 s.2.1.1
_PLAIN_LINE = 900  # a line of a body that may stand as it is
_LINE_END = frozenset("\r\n\0")
_NAME_ROOM = 900  # octets of an encoded file name on one line


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A finished part: its header fields in order, each with its line end, and its content."""

    fields: bytes
    content: bytes


# --- header fields


def plain_field(name: str, value: str) -> bytes:
    """A value that is written as it stands: ids, dates, marks. Folded at blanks where a line would be too long."""
    return _folded(name, value.split(" "), _LONGEST_LINE)


def text_field(name: str, value: str, *, utf8: bool) -> bytes:
    """Words for people: plain where they are plain."""
    words = value.split(" ")
    tokens = words if utf8 or value.isascii() else _run(words, [not word.isascii() for word in words])
    return _folded(name, tokens, _LONGEST_LINE if tokens is words else _ENCODED_LINE)


def _run(words: Sequence[str], odd: Sequence[bool]) -> list[str]:
    """The words with those from the first odd one to the last odd one as encoded words."""
    first, last = odd.index(True), len(odd) - odd[::-1].index(True)
    return [*words[:first], *_encoded(" ".join(words[first:last])), *words[last:]]


def boxes_field(name: str, boxes: Sequence[tuple[str, str]], *, utf8: bool) -> bytes:
    """Names and addresses, as one field."""
    tokens: list[str] = []
    for phrase, address in boxes:
        spot = _spot(address)
        tokens += [*_phrase(phrase, utf8=utf8), f"<{spot}>"] if phrase else [spot]
        tokens[-1] += ","
    tokens[-1] = tokens[-1].removesuffix(",")
    return _folded(name, tokens, _LONGEST_LINE if utf8 or all(p.isascii() for p, _ in boxes) else _ENCODED_LINE)


def _spot(address: str) -> str:
    """RFC 5322 s.3.4.1: a local part that is no dot-atom is quoted."""
    local, _, domain = address.rpartition("@")
    sound = all(letter in _DOT_ATOM or not letter.isascii() for letter in local)
    return f"{local if sound else _quoted(local)}@{domain}"


def _phrase(name: str, *, utf8: bool) -> list[str]:
    """RFC 5322 s.3.2.5: atoms, or a quoted string, or encoded words among atoms."""
    if utf8 or name.isascii():
        return name.split(" ") if _ATOM.issuperset(name) else [_quoted(name)]
    words = name.split(" ")
    return _run(words, [not _ATOM.issuperset(word) for word in words])


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _encoded(text: str) -> list[str]:
    """Encoded words in whichever of the two encodings is shorter."""
    octets = text.encode("utf-8")
    spelled = sum(1 if octet in _WORD_SAFE or octet == 0x20 else 3 for octet in octets)
    if spelled - (len(octets) + 2) // 3 * 4 < 5:
        return [f"=?utf-8?q?{''.join(part)}?=" for part in _packed([_spelled(letter) for letter in text], _WORD_ROOM)]
    pieces = _packed([letter.encode("utf-8") for letter in text], _WORD_ROOM // 4 * 3)
    return [f"=?utf-8?b?{b2a_base64(b''.join(part), newline=False).decode('ascii')}?=" for part in pieces]


def _spelled(letter: str) -> str:
    """RFC 2047 s.4.2."""
    if letter == " ":
        return "_"
    return "".join(chr(octet) if octet in _WORD_SAFE else f"={octet:02X}" for octet in letter.encode("utf-8"))


def _packed(pieces: Sequence[AnyStr], room: int) -> list[list[AnyStr]]:
    """As many pieces together as have room; no letter is cut (RFC 2047 s.5)."""
    packed: list[list[AnyStr]] = [[]]
    used = 0
    for piece in pieces:
        if used + len(piece) > room:
            packed.append([])
            used = 0
        packed[-1].append(piece)
        used += len(piece)
    return packed


def _folded(name: str, tokens: Sequence[str], limit: int) -> bytes:
    """RFC 5322 s.2.2.3: lines broken at the blanks between tokens. ValueError for what no header can hold."""
    lines = [f"{name}:"]
    for token in tokens:
        if len(lines[-1]) + 1 + len(token) > limit and lines[-1] != f"{name}:":
            lines.append("")
        lines[-1] += " " + token
    if _LINE_END.intersection(" ".join(tokens)) or max(map(len, lines)) > _LONGEST_LINE:
        # The last guard against a value that adds a field; one_line has taken its line ends long before.
        raise ValueError(f"no header can hold this {name}: {lines[0][:60]!r}")
    return "\r\n".join([*lines, ""]).encode("utf-8")


# --- parts


def text_part(text: str, subtype: str, *, heavy: int) -> Part:
    """A text in seven bits; base64 from so many letters on, because it is the cheaper encoding to write and read."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n").split("\n")
    octets = "\r\n".join([*lines, ""]).encode("utf-8")
    if len(text) > heavy:
        encoding, content = "base64", _base64(octets)
    elif octets.isascii() and b"\0" not in octets and max(map(len, lines)) < _PLAIN_LINE:
        encoding, content = "7bit", octets
    else:
        encoding, content = "quoted-printable", b2a_qp(octets, istext=True)
    head = f'Content-Type: text/{subtype}; charset="utf-8"\r\nContent-Transfer-Encoding: {encoding}\r\n'
    return Part(fields=head.encode("ascii"), content=content)


def file_part(content: bytes, *, type_: str, charset: str, disposition: str, name: str, cid: str) -> Part:
    """An attachment, or a picture inside the HTML. `type_` is sound: the caller looked at it."""
    fields = [
        f"Content-Type: {type_}" + (f'; charset="{charset}"' if charset else ""),
        "Content-Transfer-Encoding: base64",
        f"Content-Disposition: {disposition}" + _file_name(name),
    ]
    head = "".join(f"{line}\r\n" for line in fields).encode("ascii")
    if cid:
        head += text_field("Content-ID", f"<{cid}>", utf8=False)
    return Part(fields=head, content=_base64(content))


def multipart(subtype: str, parts: Sequence[Part], boundary: str) -> Part:
    """RFC 2046 s.5.1.1. The caller's boundary stands in no part: "=_" is in no base64 or quoted-printable."""
    mark = b"--" + boundary.encode("ascii")
    pieces = [piece for part in parts for piece in (mark, b"\r\n", part.fields, b"\r\n", part.content, b"\r\n")]
    head = f'Content-Type: multipart/{subtype}; boundary="{boundary}"\r\n'
    return Part(fields=head.encode("ascii"), content=b"".join([*pieces, mark, b"--\r\n"]))


def _file_name(name: str) -> str:
    """RFC 2231 where the name is not ASCII; in pieces where one line could not hold it."""
    if not name:
        return ""
    if name.isascii():
        return f"; filename={_quoted(name)}"
    pieces = ["".join(part) for part in _packed([quote(letter, safe="") for letter in name], _NAME_ROOM)]
    if len(pieces) == 1:
        return f"; filename*=utf-8''{pieces[0]}"
    pieces[0] = f"utf-8''{pieces[0]}"
    return "".join(f";\r\n filename*{number}*={piece}" for number, piece in enumerate(pieces))


def _base64(content: bytes) -> bytes:
    """RFC 2045 s.6.8, in lines of 76."""
    whole = b2a_base64(content, newline=False)
    return b"".join([whole[at : at + _ENCODED_LINE] + b"\r\n" for at in range(0, len(whole), _ENCODED_LINE)])

"""Plain text in and out: one-line values for headers, bars before strangers' words, text as simple HTML.

Takes whatever a stranger wrote. Gives text that can stand in a mail of ours. Promises: linear in the text; no
line of a stranger's text can begin a line of ours once it carries its bar, so that none of it can be an order.
"""

from __future__ import annotations

import re
from html import escape

MARKER_PREFIX = "=== "  # begins the line that marks our own mails, so that leaks and unmarked copies are seen
BAR = "| "
WIDTH = 76  # letters of a line in the mails that are read like a page
SHOWN = 20_000  # characters of a stranger's text that we show inside our own mails

# Bidirectional overrides and isolates let a subject read as something that it is not (Unicode TR 36 s.2.2).
_TURNS = dict.fromkeys([0xFEFF, 0x200B, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])
_CONTROLS = dict.fromkeys([*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029], " ")
_BODY_CONTROLS = {n: None for n in (*range(0x20), *range(0x7F, 0xA0)) if n not in (0x09, 0x0A, 0x85)}
# What body_text changes: most texts have none of it, and looking is cheaper than translating.
_ODD = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")


def one_line(text: str, limit: int) -> str:
    """A value for a header: no controls, no encoded word, not longer than `limit`.

    `=?` is taken apart because the standard library up to 3.12 decodes encoded words that stand in a value and
    writes what they hold, line breaks included: `=?utf-8?q?x=0D=0ABcc:…?=` became a Bcc header.
    """
    cut = text[: limit * 8]
    if not cut.isprintable():  # of printable letters none is taken out, and UTF-8 writes them all
        cut = _encodable(cut.translate(_TURNS).translate(_CONTROLS))
    clean = " ".join(cut.replace("=?", "= ?").replace("?=", "? =").split())
    return clean if len(clean) <= limit else clean[: limit - 1].rstrip() + "…"


def body_text(text: str) -> str:
    """Text for a body: line ends as one, no controls, nothing that UTF-8 cannot write."""
    if not _ODD.search(text):
        return text
    one = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0b", "\n").replace("\x0c", "\n")
    return _encodable(one.translate(_BODY_CONTROLS))


def _encodable(text: str) -> str:
    # Lone surrogates are raw 8-bit octets that a reader could not decode.
    return text.encode("utf-8", "replace").decode("utf-8")


def bars(text: str) -> str:
    """A stranger's text inside a mail of ours: each line behind a bar (product/mails.md)."""
    shown = body_text(text.strip("\r\n")[:SHOWN])
    if len(text) > SHOWN:
        shown += " …"
    # splitlines knows every line end of Unicode; a reader's program may know them too.
    return "\n".join((BAR + line).rstrip() for line in shown.splitlines())


def tidy(text: str) -> str:
    """A rendered text: no blanks at line ends, never more than one empty line."""
    lines: list[str] = []
    for line in text.splitlines():
        bare = line.rstrip()
        if bare or (lines and lines[-1]):
            lines.append(bare)
    return "\n".join(lines).strip("\n") + "\n"


def wrapped(text: str) -> str:
    """Lines of at most 76 letters, as a terminal shows them well; lists hang, quotes keep their bar.

    A word longer than a line (an address) keeps a line of its own and is not broken.
    """
    return "\n".join(part for line in text.split("\n") for part in _folded(line))


def _folded(line: str) -> list[str]:
    if len(line) <= WIDTH:
        return [line]
    bare = line.lstrip(" ")
    lead = line[: len(line) - len(bare)]
    mark = next((m for m in (BAR, "* ") if bare.startswith(m)), "")
    rest = lead + (mark if mark == BAR else " " * len(mark))
    out, now = [], lead + mark
    for word in bare[len(mark) :].split(" "):
        if now.strip(" |*") and len(now) + len(word) > WIDTH:
            out.append(now.rstrip())
            now = rest
        now += word + " "
    return [*out, now.rstrip()]


def first_name(name: str) -> str:
    """How a mail greets: "Jo Ruiz" and "Ruiz, Jo" are Jo; a title or an organisation is greeted in full."""
    clean = one_line(name, 80).strip("\"' ")
    if "@" in clean:
        return ""
    if clean.count(",") == 1:
        last, first = (part.strip() for part in clean.split(","))
        clean = f"{first} {last}" if first else last
    words = clean.split()
    plain = words and len(words) <= 3 and words[0].isalpha() and not words[0].isupper()
    return words[0] if plain else clean


def simple_html(text: str) -> str:
    """Paragraphs and line breaks, nothing else: how a person's own mail looks in HTML."""
    blocks = [block.strip("\n") for block in body_text(text).split("\n\n")]
    return "\n".join(f'<p style="margin:0 0 1em 0">{_breaks(block)}</p>' for block in blocks if block.strip())


def _breaks(block: str) -> str:
    lines = []
    for line in block.split("\n"):
        indent = len(line) - len(line.lstrip(" "))
        lines.append("&nbsp;" * min(indent, 12) + escape(line.lstrip(" ")))
    return "<br>\n".join(lines)


def blocks(text: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The text of one of our mails as (kind, lines): quote, list, head or text. For the HTML of plain templates."""
    found: list[tuple[str, list[str]]] = []
    for line in text.split("\n"):
        kind, shown = _kind(line)
        if kind == "gap":
            found.append(("gap", []))
        elif found and found[-1][0] == kind and kind != "head":
            found[-1][1].append(shown)
        else:
            found.append((kind, [shown]))
    return tuple((kind, tuple(lines)) for kind, lines in found if kind != "gap")


def _kind(line: str) -> tuple[str, str]:
    if not line.strip():
        return "gap", ""
    if line.startswith("|"):
        return "quote", line[2:]
    if line.startswith(" * "):
        return "list", line[3:]
    if line.endswith(":") and len(line) < 60:
        return "head", line[:-1]
    return "text", line

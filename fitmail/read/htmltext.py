"""HTML mail to lines of text as a reader sees them, each line knowing whether its client marked it as a quote.

Takes     the HTML of a text part.
Gives     Lines: text, and whether a client's own mark says quoted or signature, and whether it stands in colour.
Promises  never raises; at most 256,000 letters are looked at; nesting is walked with a list, not with calls; what a
          reader cannot see (display:none, size 0, scripts) is not there.
Standards none: the marks are those that Gmail, Apple Mail, Thunderbird, Outlook, Yahoo, Proton, Zimbra, Roundcube,
          K-9, Samsung, GMX, Zoho, Tuta and AOL leave in their HTML.
"""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from fitmail.read.quotes import MOST_LINES, Line, introduction_at
from fitmail.read.words import ORIGINAL, WROTE

LONGEST = 256_000
MOST_NODES = 60_000

_QUOTED_CLASSES = re.compile(
    r"yahoo_quoted|protonmail_quote|moz-cite-prefix|gmail_attr|tutanota_quote|zmail_extra|"
    r"ms-outlook-mobile-reference-message|"
    r"aolreplacedbody|hoteldiv_quote|cm_quote|front-reply-quote|moz-forward-container(?!.)|qt-body"
)
_QUOTED_IDS = frozenset(
    (
        "reply-intro",
        "olk_src_body_section",
        "isreplycontent",
        "isforwardcontent",
        "mail-editor-reference-message-container",
    )
)
_BELOW_IDS = frozenset(("divrplyfwdmsg", "appendonsend", "x_divrplyfwdmsg", "zwchr", "replyforwardhdr"))
_MARKS = (
    "<blockquote",
    "divrplyfwdmsg",
    "appendonsend",
    "yahoo_quoted",
    "protonmail_quote",
    "gmail_quote",
    "moz-cite-prefix",
    "zwchr",
    "originalmessage",
    "border-top:solid",
    "olk_src_body_section",
    "mail-editor-reference",
    'name="quote"',
    "zmail_extra",
    "tutanota_quote",
)
DEEPEST = 3000
# Elements that HTML closes by itself or that hold nothing do not pile up.
_TAG = re.compile(r"<(/?)(?!(?:p|li|td|th|tr|dt|dd|br|hr|img|input|meta|link|wbr|col|option)\b)[a-z]", re.IGNORECASE)
_BLOCKS = frozenset(
    [
        "p",
        "div",
        "li",
        "tr",
        "table",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "ul",
        "ol",
        "blockquote",
        "pre",
        "section",
        "article",
        "header",
        "footer",
        "hr",
        "dl",
        "dt",
        "dd",
        "address",
        "center",
        "form",
        "fieldset",
        "figure",
        "main",
        "nav",
        "aside",
        "tbody",
        "thead",
        "tfoot",
        "body",
        "caption",
    ]
)
_APART = frozenset(["p", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "ul", "ol", "dl"])
_UNSEEN = frozenset(
    [
        "script",
        "style",
        "head",
        "title",
        "template",
        "object",
        "svg",
        "math",
        "noscript",
        "iframe",
        "select",
        "textarea",
    ]
)
_HIDES = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|font-size\s*:\s*0(?:px|pt|em|%)?\s*(?:;|$|!)|"
    r"max-height\s*:\s*0(?:px)?\s*(?:;|$)|"
    r"opacity\s*:\s*0\s*(?:;|$)"
)
_COLOUR = re.compile(r"(?:^|[;\s\"'])color\s*:\s*([^;]{1,40})")
_SPACES = re.compile(r"[ \t\r\n\f]+")
_NAMED = {
    "red": (255, 0, 0),
    "blue": (0, 0, 255),
    "green": (0, 128, 0),
    "darkred": (139, 0, 0),
    "darkblue": (0, 0, 139),
    "navy": (0, 0, 128),
    "purple": (128, 0, 128),
    "maroon": (128, 0, 0),
    "orange": (255, 165, 0),
    "magenta": (255, 0, 255),
    "fuchsia": (255, 0, 255),
    "crimson": (220, 20, 60),
    "teal": (0, 128, 128),
}
_OUTLOOK_BLUE = (31, 73, 125)  # what Outlook writes every answer in, unasked


def has_quote_marks(html: str) -> bool:
    """Whether any client's mark of a quote stands in the HTML. Cheap: asked of every mail with two faces."""
    low = html[:LONGEST].lower()
    return any(mark in low for mark in _MARKS)


class _Page:
    """The lines written so far, and the state of the walk."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.pieces: list[str] = []
        self.flags = [0, 0, 0, 0]  # letters of this line: all, quoted, signature, coloured
        self.below = False
        self.asked = False  # an empty line is wanted before the next text

    def write(self, text: str, *, quoted: bool, signature: bool, coloured: bool) -> None:
        if self.asked and self.lines and self.lines[-1].text:
            self.lines.append(Line("", quoted=self.lines[-1].quoted and quoted))
        self.asked = False
        size = len(text.strip()) or 1
        self.pieces.append(text)
        self.flags[0] += size
        self.flags[1] += size * (quoted or self.below)
        self.flags[2] += size * signature
        self.flags[3] += size * coloured

    def end_line(self, *, always: bool) -> None:
        """End the line if something is on it, or even if not."""
        if not self.pieces and not always:
            return
        text = "".join(self.pieces).replace("\u00a0", " ").replace("\u200b", "")
        text = text.rstrip() if text.strip() else ""
        size, quoted, signature, coloured = self.flags
        last = self.lines[-1].quoted if self.lines else False
        self.lines.append(
            Line(
                text.lstrip() if not text.startswith("-- ") else text,
                quoted=(quoted * 2 > size) if size else (last or self.below),
                signature=signature * 2 > size,
                coloured=coloured * 5 > size * 3,
            )
        )
        self.pieces = []
        self.flags = [0, 0, 0, 0]

    def introduced(self) -> bool:
        """Whether the last line with letters introduces a quote."""
        text = next((line.text for line in reversed(self.lines[-6:]) if line.text), "")
        return bool(text.endswith((":", "：")) and WROTE.search(text[:600])) or bool(ORIGINAL.search(text[:120]))


def lines_of(html: str) -> list[Line]:
    """The lines of an HTML text."""
    page = _Page()
    try:
        if _endless(html):
            raise RecursionError
        tree = LexborHTMLParser(html[:LONGEST])
        root = tree.body or tree.root
        if root is not None:
            _walk(root, page)
    except Exception:
        page.lines.append(Line(_without_tags(html[:LONGEST])))
    page.end_line(always=False)
    lines = page.lines
    if any(line.quoted for line in lines) and "gmail_quote" in html and "gmail_attr" not in html:
        # Gmail's quote without its introduction is somebody's indenting.
        known = any(introduction_at(lines, at)[0] for at, line in enumerate(lines) if line.text.endswith((":", "：")))
        if not known and 'type="cite"' not in html:
            lines = [Line(line.text, signature=line.signature, coloured=line.coloured) for line in lines]
    return lines


def _endless(html: str) -> bool:
    """Whether elements are nested so deep that the parser, which looks up the whole pile, takes seconds."""
    if html.count("<", 0, LONGEST) < DEEPEST:
        return False
    depth = 0
    for match in _TAG.finditer(html[:LONGEST]):
        depth += -1 if match[1] else 1
        if depth > DEEPEST:
            return True
    return False


def _without_tags(html: str) -> str:
    """When the parser itself fails: the text between the tags, in one pass."""
    return " ".join(piece.partition(">")[2] for piece in ("<>" + html).split("<"))


def _walk(root: LexborNode, page: _Page) -> None:
    """In document order. A stack entry is (node, state) to enter or (node, None) to leave."""
    start = (False, False, False, False)  # quoted, signature, coloured, preformatted
    stack: list[tuple[LexborNode, tuple[bool, bool, bool, bool] | None]] = [(root, start)]
    counters: list[int] = []
    for _ in range(MOST_NODES):
        if not stack or len(page.lines) > MOST_LINES:
            return
        node, state = stack.pop()
        tag = node.tag or ""
        if state is None:
            _leave(tag, node, page, counters)
            continue
        if tag == "-text":
            _text(node, page, state)
            continue
        if tag.startswith(("-", "_", "!")) or tag in _UNSEEN:
            continue
        if tag == "br":
            page.end_line(always=True)
            continue
        entered = _enter(tag, node, page, state, counters)
        if entered is None:
            continue
        stack.append((node, None))
        below = []
        child = node.child
        while child is not None:
            below.append((child, entered))
            child = child.next
        stack += below[::-1]


def _text(node: LexborNode, page: _Page, state: tuple[bool, bool, bool, bool]) -> None:
    quoted, signature, coloured, preformatted = state
    text = node.text_content or ""
    if preformatted:
        for number, piece in enumerate(text.replace("\r\n", "\n").split("\n")):
            if number:
                page.end_line(always=True)
            if piece:
                page.write(piece, quoted=quoted, signature=signature, coloured=coloured)
        return
    flat = _SPACES.sub(" ", text)
    if flat == " " and not page.pieces:
        return
    if not page.pieces:
        flat = flat.lstrip(" ")
    if flat:
        page.write(flat, quoted=quoted, signature=signature, coloured=coloured)


def _enter(
    tag: str, node: LexborNode, page: _Page, state: tuple[bool, bool, bool, bool], counters: list[int]
) -> tuple[bool, bool, bool, bool] | None:
    """The state inside an element, None when nobody sees it."""
    quoted, signature, coloured, preformatted = state
    given = node.attributes if tag not in ("b", "i", "u", "strong", "em", "tbody") else {}
    style = (given.get("style") or "").lower()
    if (style and _HIDES.search(style)) or "hidden" in given:
        return None
    name = (given.get("id") or "").lower()
    classes = (given.get("class") or "").lower()
    if tag in _BLOCKS:
        page.end_line(always=False)
        page.asked = page.asked or (
            tag in _APART and not _tight(classes, style) and not (tag in ("ul", "ol") and counters)
        )
    if name in _BELOW_IDS:
        page.below = True
    quoted = quoted or _is_quote(tag, name, classes, given, page)
    signature = signature or "signature" in name or "signature" in classes
    if tag in ("ul", "ol"):
        counters.append(0 if tag == "ol" else -1)
    if tag == "li":
        page.write(_bullet(counters), quoted=quoted, signature=signature, coloured=coloured)
    if tag in ("td", "th") and page.pieces:
        page.pieces.append(" ")
    if tag == "hr":
        page.write("_" * 20, quoted=quoted, signature=signature, coloured=False)
        page.end_line(always=False)
    shade = _shade(style, given.get("color") or "" if tag == "font" else "")
    return quoted, signature, coloured if shade is None else shade, preformatted or tag == "pre"


def _bullet(counters: list[int]) -> str:
    if not counters or counters[-1] < 0:
        return "- "
    counters[-1] += 1
    return f"{counters[-1]}. "


def _leave(tag: str, node: LexborNode, page: _Page, counters: list[int]) -> None:
    if tag in _BLOCKS:
        page.end_line(always=False)
        if tag in _APART:
            given = node.attributes
            classes, style = (given.get("class") or "").lower(), (given.get("style") or "").lower()
            page.asked = page.asked or not (_tight(classes, style) or (tag in ("ul", "ol") and len(counters) > 1))
    if tag in ("ul", "ol") and counters:
        counters.pop()


def _tight(classes: str, style: str) -> bool:
    """Word's paragraphs are lines: their empty lines are paragraphs of their own."""
    return "mso" in classes or "margin:0" in style.replace(" ", "") or "margin-bottom:0" in style.replace(" ", "")


def _is_quote(tag: str, name: str, classes: str, given: dict[str, str | None], page: _Page) -> bool:
    """Whether an element is what a client wraps a quote in."""
    if name in _QUOTED_IDS or _QUOTED_CLASSES.search(classes) or (given.get("name") == "quote" and tag == "div"):
        return True
    if tag != "blockquote":
        return False
    if given.get("type") == "cite" or given.get("cite") or "quote" in classes:
        return True
    # A blockquote without a client's mark is indentation, unless a quote was just announced or a bar drawn beside it.
    return "border-left" in (given.get("style") or "").lower() or page.introduced() or page.below


def _shade(style: str, colour: str) -> bool | None:
    """True for a vivid colour, False for black or grey, None when the element says nothing."""
    match = _COLOUR.search(style) if "color" in style else None
    value = (match[1] if match else colour).strip().lower().removesuffix("!important").strip()
    if not value:
        return None
    rgb = _NAMED.get(value)
    if rgb is None and value.startswith("#"):
        code = value[1:] if len(value) == 7 else "".join(letter * 2 for letter in value[1:4])
        rgb = _hexadecimal(code)
    if rgb is None and value.startswith("rgb"):
        parts = [part.strip() for part in value.partition("(")[2].rstrip(")").split(",")]
        numbers = [int(part) for part in parts[:3] if part.isascii() and part.isdigit()]
        rgb = (numbers[0], numbers[1], numbers[2]) if len(numbers) == 3 else None
    if rgb is None or rgb == _OUTLOOK_BLUE:
        return False
    return max(rgb) - min(rgb) >= 90


def _hexadecimal(code: str) -> tuple[int, int, int] | None:
    try:
        return int(code[0:2], 16), int(code[2:4], 16), int(code[4:6], 16)
    except ValueError:
        return None

"""Quotes in a text, line by line: which lines are new, which are somebody else's.

Takes     the lines of a text; each may already be marked as quoted, signature or coloured by the HTML it came from.
Gives     a Cut: the kind of each line, and whether the cut is certain.

Who writes. People in offices write above everything (Outlook: a block From/Sent/To/Subject, nothing marked below it;
Gmail, Yahoo and phones: "On Tuesday X wrote:" in the language of the program, then marks or none). People on
lists write below or between lines that begin with ">". Some quote themselves or a motion with ">" though nothing is a
quote; some write "From: Madrid, To: Lisbon" and mean a train; some write "he wrote:" and go on typing.

The order. (1) A line that says "write above this line", or one of our own marker lines, ends the new text. (2) A block
of at least three header labels with an author ends it, unless the lines below carry marks of their own. (3) A line
that introduces a quote, in any language, together with what follows it: marked lines are quoted and what stands between
them is new; with no marked line it must name a time or an address, and everything below is quoted. (4) Marked lines
that nobody introduced are quoted, unless a real quote is introduced further down: then the writer typed them.

In doubt no line is lost: the whole text counts as new and the cut is not certain.
Promises  linear; of more than 8,000 lines the last holds the rest, and the cut is not certain.
Standards RFC 3676 (marks, "-- "); none for the rest: these are the habits of mail programs.
"""

from __future__ import annotations

from dataclasses import dataclass

from fitmail.read.words import (
    ABOVE_HINT,
    ABOVE_THIS_LINE,
    DATE,
    FORWARDED,
    LABEL,
    LONGEST_LABEL,
    ORIGINAL,
    QUOTING,
    REPORTED,
    SPOKE,
    TIME,
    WROTE,
)

MOST_LINES = 8_000
LONGEST_INTRODUCTION = 500
OUR_MARK = "=== "  # every mail of ours has one line that begins so; nobody else's does


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text. `quoted`, `signature` and `coloured` are what its HTML says; plain text has only its letters."""

    text: str
    quoted: bool = False
    signature: bool = False
    coloured: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """The kind of each line: new, intro (says that a quote follows), quoted. `sure`: nothing is in doubt."""

    kinds: tuple[str, ...]
    sure: bool
    found: str  # what made the cut: "", marks, introduction, block, marker
    block: int  # the line at which an unmarked quote begins, -1 when there is none


def is_marked(line: Line) -> bool:
    """Whether the line carries the mark of a quote."""
    if line.quoted:
        return True
    text = line.text
    if not text.startswith(">"):
        return False
    # ">From" is a line of an mbox, "<<<" closes an ornament: neither is a quote.
    return not (text.startswith(">From ") and not text.rstrip().endswith(":")) and "<<<" not in text


def label(text: str) -> str:
    """The kind of header label that a line begins with ("from", "date" ...), "" when none."""
    head, colon, rest = text.lstrip("*_ \t>").replace("：", ":", 1)[: LONGEST_LABEL + 60].partition(":")
    if not colon or len(head) > LONGEST_LABEL + 4:
        return ""
    kind = LABEL.get(head.strip("*_ \t\u00a0").lower(), "")
    return kind if kind and (rest == "" or rest[0] in " \t*\u00a0" or len(rest) > 1) else ""


def is_rule(text: str) -> bool:
    """A line of dashes or underscores, as programs draw above a quote."""
    bare = text.strip(" \t\u00a0*")
    return len(bare) >= 5 and not bare.strip("-_—–=")


def block_at(lines: list[Line], at: int) -> int:
    """The number of lines of a header block that begins here, 0 when none does.

    It needs an author and a subject or date, three labels in all; where no subject stands the author must have an
    address: "From: Madrid / To: Lisbon / Date: May" is a journey.
    """
    kinds: list[str] = []
    author = ""
    end = at
    loose = 0
    while end < len(lines) and end - at < 16:
        text = lines[end].text
        kind = label(text)
        if kind:
            if kind in kinds and kind not in ("other", "cc"):
                break
            kinds.append(kind)
            loose = 0
            if kind == "from":
                author = text.partition(":")[2] or (lines[end + 1].text if end + 1 < len(lines) else "")
        elif not kinds or not text.strip(" \u00a0>*"):
            if kinds and (len(kinds) >= 3 or loose):
                break
            loose += 1  # one empty line between labels happens in converted HTML
        elif (
            kinds[-1] in ("to", "cc", "from", "subject")
            and loose == 0
            and len(text) < 400
            and len(kinds) < 5
            and _continues(lines, end)
        ):
            pass  # a long list of recipients goes on
        else:
            break
        end += 1
    while end > at and not label(lines[end - 1].text):
        end -= 1
    have = set(kinds) - {"other", "cc"}
    if "from" not in have or len(have) < 2:
        return 0
    addressed = "@" in author
    if len(have) >= 3 and (addressed or "subject" in have):
        return end - at
    return end - at if addressed and "date" in have else 0


def _continues(lines: list[Line], at: int) -> bool:
    """A line without label inside a block goes on with the value above when a label follows it."""
    return any(label(line.text) for line in lines[at + 1 : at + 3])


def introduction_at(lines: list[Line], at: int) -> tuple[int, bool]:
    """(Lines of an introduction that begins here, whether it is strong: names a time or an address). 0 when none.

    Programs wrap it: up to four lines, of which the last ends in a colon.
    """
    first = lines[at].text.strip(" \t\u00a0>*")
    if not first or len(first) > LONGEST_INTRODUCTION:
        return 0, False
    if len(first) < 400 and QUOTING.match(first):
        return 1, "@" in first
    joined = ""
    for count in range(1, 7):
        if at + count > len(lines):
            break
        piece = lines[at + count - 1].text.strip(" \t\u00a0>*\u200b")
        if not piece and count > 4:
            break
        joined = f"{joined} {piece}".strip()
        if len(joined) > LONGEST_INTRODUCTION:
            break
        if not joined.endswith((":", "：", ":*")):
            if count > 1 and not piece and "<" not in joined:
                break
            continue
        said = WROTE.search(joined)
        strong = "@" in joined or bool(TIME.search(joined))
        if (
            said
            and (strong or any(letter.isdigit() for letter in joined))
            and (count == 1 or SPOKE.match(joined) or "@" in first)
        ):
            # A wrapped one must begin like one, or the sentence before a quote would be swallowed.
            return count, strong
        if (
            not said
            and count <= 2
            and DATE.search(joined)
            and "@" in joined
            and joined.rstrip(":： ").endswith((">", ")"))
        ):
            return count, False  # "2014-10-17 11:28 GMT+03:00 Ana <ana@…>:"
        break
    bare = lines[at].text.rstrip()
    if DATE.match(first) and bare.endswith((">", ">:")) and "@" in first and len(first) < 200:
        return 1, False  # "2011/4/7 Ana <ana@…>"
    return 0, False


def cut(lines: list[Line]) -> Cut:
    """Which lines are new."""
    kinds = ["quoted" if is_marked(line) else "new" for line in lines]
    colons = [_ends_in_colon(line.text) for line in lines]
    at = 0
    found = ""
    weak = len(lines) > MOST_LINES
    while at < len(lines):
        text = lines[at].text
        if kinds[at] == "quoted":
            found = found or "marks"
            at += 1
            continue
        if text.startswith(OUR_MARK) or _says_above(text):
            return _from_here(kinds, at, "marker", sure=_has_new(lines, kinds, at) and not weak)
        block = block_at(lines, at) if label(text) else 0
        if block:
            if _marked_below(lines, at + block):
                kinds[at : at + block] = ["intro"] * block
                found = "introduction"
                at += block
                continue
            start = _above(lines, at)
            return _from_here(kinds, start, "block", sure=_has_new(lines, kinds, start))
        if _dressed(text) and (ORIGINAL.search(text[:120]) or FORWARDED.search(text[:120])):
            start = _above(lines, at)
            if not _marked_below(lines, at + 1):
                return _from_here(kinds, start, "block", sure=_has_new(lines, kinds, start))
            kinds[at] = "intro"
            at += 1
            continue
        count, strong = introduction_at(lines, at) if _may_introduce(text, colons, at) else (0, False)
        if count:
            if _marked_below(lines, at + count):
                kinds[at : at + count] = ["intro"] * count
                found = "introduction"
                at += count
                continue
            if strong and not REPORTED.search(" ".join(line.text for line in lines[at : at + count])):
                sure = _has_new(lines, kinds, at) and "quoted" not in kinds[at:]
                return _from_here(kinds, at, "introduction", sure=sure)
            weak = weak or strong
        at += 1
    return _concluded(lines, kinds, found, sure=not weak)


def _concluded(lines: list[Line], kinds: list[str], found: str, *, sure: bool) -> Cut:
    """No unmarked quote was found: the marks decide, and what the writer typed with marks is given back."""
    marked = "quoted" in kinds
    if found == "introduction" or (marked and _introduced_inside(lines, kinds)):
        _typed_marks(lines, kinds)
        return Cut(kinds=tuple(kinds), sure=sure, found="introduction", block=-1)
    if marked and _quotes_a_motion(lines, kinds):
        return Cut(kinds=("new",) * len(lines), sure=False, found="", block=-1)
    return Cut(kinds=tuple(kinds), sure=sure, found="marks" if marked else "", block=-1)


def _says_above(text: str) -> bool:
    """ "Please type your reply above this line": what ticket systems put on top of a quote."""
    return len(text) < 200 and bool(ABOVE_HINT.search(text)) and bool(ABOVE_THIS_LINE.search(text))


def _ends_in_colon(text: str) -> bool:
    return text.rstrip(" \t\u00a0*>\u200b").endswith((":", "："))


def _may_introduce(text: str, colons: list[bool], at: int) -> bool:
    """Whether it is worth looking for an introduction here: a colon ends one of the next lines, or a date leads."""
    if not text.strip():
        return False
    return any(colons[at : at + 6]) or ("@" in text and (text[:1].isdigit() or text.rstrip().endswith("--")))


def _from_here(kinds: list[str], at: int, found: str, *, sure: bool) -> Cut:
    """Everything from a line on is quoted."""
    return Cut(kinds=tuple(kinds[:at] + ["quoted"] * (len(kinds) - at)), sure=sure, found=found, block=at)


def _has_new(lines: list[Line], kinds: list[str], before: int) -> bool:
    return any(kinds[at] == "new" and lines[at].text.strip() for at in range(before))


def _above(lines: list[Line], at: int) -> int:
    """Where a quote begins: the rule or the "Original Message" above its block belongs to it."""
    start = at
    for back in range(at - 1, max(-1, at - 5), -1):
        text = lines[back].text
        if not text.strip(" \t\u00a0>"):
            continue
        if is_rule(text) or ((ORIGINAL.search(text[:120]) or FORWARDED.search(text[:120])) and _dressed(text)):
            start = back
            continue
        break
    return start


def _dressed(text: str) -> bool:
    """ "-----Original Message-----" is a line of a program; "see the original message" is a sentence."""
    bare = text.strip(" \t\u00a0>*")
    return len(bare) < 90 and (bare.startswith(("-", "_", "—", "=")) or bare.endswith((":", "-", "：")))


def _marked_below(lines: list[Line], at: int) -> bool:
    """Whether the next line with letters is marked."""
    below = next((line for line in lines[at : at + 8] if line.text.strip() or line.quoted), None)
    return below is not None and is_marked(below)


def _introduced_inside(lines: list[Line], kinds: list[str]) -> bool:
    """Apple's phones put the introduction into the quote: "> On 7 Jul 2026, at 21:00, X wrote:"."""
    for at, kind in enumerate(kinds):
        if kind == "quoted" and (at == 0 or kinds[at - 1] != "quoted"):
            for begin in range(at, min(at + 3, len(lines))):
                if introduction_at(lines, begin)[0] or FORWARDED.search(lines[begin].text[:120]):
                    return True
    return False


def _typed_marks(lines: list[Line], kinds: list[str]) -> None:
    """Marked lines above the first introduced quote were typed by the writer: they are new.

    Only when the writer led up to them: the line above ends in a colon. Lines that HTML marks were never typed.
    """
    first = next((at for at, kind in enumerate(kinds) if kind == "intro"), None)
    if first is None:
        first = next((at for at in range(len(lines)) if kinds[at] == "quoted" and introduction_at(lines, at)[0]), 0)
    led = False
    for at in range(first):
        if kinds[at] == "new":
            if lines[at].text.strip():
                led = lines[at].text.rstrip().endswith(":")
        elif led and not lines[at].quoted:
            kinds[at] = "new"


def _quotes_a_motion(lines: list[Line], kinds: list[str]) -> bool:
    """Nobody introduced the marked lines, the writer led up to them with a colon and goes on below: in doubt."""
    first = kinds.index("quoted")
    above = [
        line.text
        for line, kind in zip(lines[:first], kinds[:first], strict=True)
        if kind == "new" and line.text.strip()
    ]
    below = any(kind == "new" and line.text.strip() for line, kind in zip(lines[first:], kinds[first:], strict=True))
    return bool(above) and above[-1].rstrip().endswith(":") and below and not lines[first].quoted

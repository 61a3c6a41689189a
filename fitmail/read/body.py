"""What was newly written in a mail: the new text, the quoted text, the automatic signature.

Takes     the chosen text parts (plain and HTML) of a mail and its author.
Gives     Said: said, sure, interleaved, quoted, signature and the whole text.

The people involved. A client answers from whatever program she has; a chair answers the desk from a phone. What the
chair wrote leaves for the client: a quote taken for new text leaks, new text taken for a quote is lost.
Therefore the whole text is always kept, and `sure` says whether the cut is certain: only then orders run and words
leave for outsiders.

The order. The plain part is cut by `quotes`, unless only the HTML knows: it has a client's own marks that the plain
part lost, or there is no plain part, or the answers stand in colour inside the quote. Then, from the bottom of the
new text,
what programs add is taken off: the footer of a list, "Sent from my ...", disclaimers, the "-- " block, and a block of
name and contacts that follows a closing. A closing that a person typed stays.

In doubt: the whole text, and not sure. An empty result shows all.
Standards RFC 3676 s.4.3 ("-- "). Known faults: a signature without any mark that follows no closing is taken as said.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from fitmail.read.htmltext import has_quote_marks, lines_of
from fitmail.read.quotes import MOST_LINES, Cut, Line, cut
from fitmail.read.signatures import take_off

MOST_LETTERS = 400_000
_ANSWERS_INSIDE = re.compile(
    r"in ?line|below|in (?:red|blue|green|colou?r|bold)|between the lines|abajo|debajo|en (?:rojo|azul|verde|color|"
    r"negrita)|"
    r"entre l[ií]neas|abaixo|em (?:vermelho|azul|verde|cor)|a (?:vermelho|azul|verde|cor)|entre linhas|comentarios|"
    r"comentários|comments",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    said: str
    sure: bool
    interleaved: bool
    quoted: str
    signature: str
    text: str


def newly_said(*, plain: str, html: str, name: str) -> Said:
    """What the author wrote. `plain` and `html` are the two faces of the same text, either may be ""."""
    plain, html = plain[:MOST_LETTERS], html
    if plain.strip():
        lines = plain_lines(plain)
        first = cut(lines)
        if not html or not _html_knows_better(lines, first, html):
            return judge(lines, first, name)
        return _better(judge(lines, first, name), html, name)
    if html:
        lines = lines_of(html)
        return judge(lines, cut(lines), name)
    return Said(said="", sure=True, interleaved=False, quoted="", signature="", text="")


def plain_lines(text: str) -> list[Line]:
    """The lines of a plain text, at most so many; the last one then holds the rest."""
    return [Line(piece) for piece in text.replace("\r\n", "\n").replace("\r", "\n").split("\n", MOST_LINES)]


def _html_knows_better(lines: list[Line], first: Cut, html: str) -> bool:
    """Whether it is worth reading the HTML: the plain part shows no quote and the HTML does, or colours answer."""
    if not first.found:
        return has_quote_marks(html)
    if first.sure:
        new = "\n".join(line.text for line, kind in zip(lines, first.kinds, strict=True) if kind == "new")
        return first.block >= 0 and "color" in html and bool(_ANSWERS_INSIDE.search(new[:4000]))
    return True


def _better(plain: Said, html: str, name: str) -> Said:
    """The reading of the HTML where it is certain, or finds answers in colour; else that of the plain text."""
    lines = lines_of(html)
    other = judge(lines, cut(lines), name)
    if other.quoted and (other.sure or other.interleaved) and other.said.strip():
        return Said(
            said=other.said,
            sure=other.sure,
            interleaved=other.interleaved,
            quoted=other.quoted,
            signature=other.signature,
            text=plain.text,
        )
    if other.quoted and not plain.quoted:
        return Said(
            said=plain.said, sure=False, interleaved=False, quoted="", signature=plain.signature, text=plain.text
        )
    return plain


def judge(lines: list[Line], first: Cut, name: str) -> Said:
    """The cut lines as texts."""
    text = _joined([line.text for line in lines])
    kinds = list(first.kinds)
    sure = first.sure
    if not any(kind == "new" and line.text.strip() for line, kind in zip(lines, kinds, strict=True)):
        return Said(said=text, sure=not text or not first.found, interleaved=False, quoted="", signature="", text=text)
    coloured = _answers_in_colour(lines, kinds)
    if coloured:
        sure = False
    interleaved = coloured or _interleaved(lines, kinds)
    signature = take_off(lines, kinds, name=name, coloured=coloured)
    pieces = _pieces(lines, kinds)
    said = "\n\n".join(pieces) if interleaved else _joined_pieces(pieces)
    quoted = _joined([line.text for line, kind in zip(lines, kinds, strict=True) if kind in ("quoted", "intro")])
    if not said.strip():
        return Said(said=text, sure=False, interleaved=False, quoted="", signature="", text=text)
    return Said(said=said, sure=sure, interleaved=interleaved, quoted=quoted, signature=signature, text=text)


def _answers_in_colour(lines: list[Line], kinds: list[str]) -> bool:
    """Outlook's people answer in red inside the quote: coloured lines between uncoloured ones become new."""
    below = [at for at, kind in enumerate(kinds) if kind == "quoted" and lines[at].text.strip()]
    inside = [at for at in below if lines[at].coloured]
    if not inside or len(inside) > len(below) * 0.7:
        return False
    new = "\n".join(line.text for line, kind in zip(lines, kinds, strict=True) if kind == "new")
    if not _ANSWERS_INSIDE.search(new[:4000]):
        return False
    for at in inside:
        kinds[at] = "coloured"
    return True


def _interleaved(lines: list[Line], kinds: list[str]) -> bool:
    """New text, a quote, new text, a quote: or a quote between two new texts that the quote's introduction precedes."""
    runs: list[str] = []
    for line, kind in zip(lines, kinds, strict=True):
        if line.text.strip() and kind in ("new", "quoted") and (not runs or runs[-1] != kind):
            runs.append(kind)
    return runs.count("new") >= 2 and runs.count("quoted") >= 2


def _pieces(lines: list[Line], kinds: list[str]) -> list[str]:
    """The new texts between the quotes."""
    pieces: list[list[str]] = [[]]
    for line, kind in zip(lines, kinds, strict=True):
        if kind in ("new", "coloured"):
            if kind == "coloured":
                pieces.append([])
            pieces[-1].append(_unescaped(line.text))
            if kind == "coloured":
                pieces.append([])
        elif kind in ("quoted", "intro") and pieces[-1]:
            pieces.append([])
    return [text for text in map(_joined, pieces) if text]


def _joined_pieces(pieces: list[str]) -> str:
    return "\n\n".join(pieces)


def _joined(texts: list[str]) -> str:
    """Lines as one text, without the empty ones around it and without runs of them inside."""
    kept: list[str] = []
    empty = 0
    for text in texts:
        bare = text.rstrip()
        empty = 0 if bare else empty + 1
        if empty <= 2:
            kept.append(bare)
    while kept and not kept[0]:
        kept.pop(0)
    while kept and not kept[-1]:
        kept.pop()
    return "\n".join(kept)


def _unescaped(text: str) -> str:
    """An mbox escapes "From " at the beginning of a line; mails that passed through one keep the mark."""
    return text[1:] if text.startswith(">From ") else text

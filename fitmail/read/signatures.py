"""What mail programs, phones, firms and lists add below what a person wrote.

Takes     the lines of a mail, the kind of each (new, quoted ...), the name of the author.
Gives     the signature; the kinds of its lines become "signature" (or "footer" for a list's).
Promises  linear; only new lines are touched; a closing that a person typed ("Thanks, Hannah") stays.
Standards RFC 3676 s.4.3: "-- " begins a signature.
"""

from __future__ import annotations

import re

from fitmail.read.quotes import Line, is_rule
from fitmail.read.words import CLOSING, DISCLAIMER, LIST_FOOTER, SENT_FROM, STRONG_DISCLAIMER

MOST_SIGNATURE_LINES = 30
_DASHED_NAME = re.compile(r"--?[^\W\d_a-zà-þ][\w.'’]{1,30}(?: [^\W\d_a-zà-þ][\w.'’-]{0,30}){1,3}")


def take_off(lines: list[Line], kinds: list[str], *, name: str, coloured: bool) -> str:
    """Take everything automatic off the new lines, and give the signature."""
    for at, line in enumerate(lines):
        if line.signature and kinds[at] == "new":
            kinds[at] = "signature"
    top = _top(lines, kinds)
    for begin, end in _runs(kinds):
        end = _footer(lines, kinds, begin, end)
        end = _dashes(lines, kinds, begin, end, top=top)
        end = _trailing(lines, kinds, begin, end, top=top)
        _contacts(lines, kinds, begin, end, name=name, coloured=coloured)
    found = [line.text.rstrip() for line, kind in zip(lines, kinds, strict=True) if kind == "signature"]
    return "\n".join(text for text in found if text not in ("--", "—")).strip()


def _runs(kinds: list[str]) -> list[tuple[int, int]]:
    """Stretches of new lines."""
    found: list[tuple[int, int]] = []
    begin = -1
    for at, kind in enumerate([*kinds, "end"]):
        if kind == "new" and begin < 0:
            begin = at
        elif kind != "new" and begin >= 0:
            found.append((begin, at))
            begin = -1
    return found


def _mark(kinds: list[str], begin: int, end: int, kind: str) -> int:
    for at in range(begin, end):
        kinds[at] = kind
    return begin


def _footer(lines: list[Line], kinds: list[str], begin: int, end: int) -> int:
    """A list's footer: a rule, or "-- ", and below it what lists say."""
    for at in range(end - 1, max(begin - 1, end - 40), -1):
        text = lines[at].text.strip()
        opens = is_rule(text) or text in ("--", "—", "-=-=-=-=-=-=-=-=-=-=-=-") or text.startswith("-=-=-")
        if not opens:
            continue
        below = " ".join(line.text for line in lines[at + 1 : end])[:3000]
        if LIST_FOOTER.search(below) and (len(text) > 9 or text in ("--", "—") or end - at < 9):
            end = _mark(kinds, at, end, "footer")
    return end


def without_footer(text: str) -> str:
    """A text without the footer of the list that it came through."""
    lines = [Line(piece) for piece in text.split("\n")]
    kinds = ["new"] * len(lines)
    end = _footer(lines, kinds, 0, len(lines))
    return "\n".join(line.text for line in lines[:end]).rstrip() if end < len(lines) else text


def _dashes(lines: list[Line], kinds: list[str], begin: int, end: int, *, top: int) -> int:
    """The "-- " block. Programs that strip the blank leave "--"; then it must be short, and near the end."""
    for at in range(max(begin, top), end):
        text = lines[at].text
        exact = text.rstrip("\r\n") in ("-- ", "--  ", "--\u00a0")
        if not exact and text.strip() not in ("--", "—", "- --"):
            continue
        filled = sum(1 for line in lines[at + 1 : min(end, at + 60)] if line.text.strip())
        if filled <= (MOST_SIGNATURE_LINES if exact else 12):
            return _mark(kinds, at, end, "signature")
    return end


def _top(lines: list[Line], kinds: list[str]) -> int:
    """The line below the first one that somebody wrote: nothing above it can be a signature."""
    return next((at + 1 for at, kind in enumerate(kinds) if kind == "new" and lines[at].text.strip()), len(kinds))


def _trailing(lines: list[Line], kinds: list[str], begin: int, end: int, *, top: int) -> int:
    """Lines of phones and disclaimers, from the bottom up, as long as something stays."""
    while True:
        last = end - 1
        while last >= begin and not lines[last].text.strip(" \t\u00a0*_"):
            last -= 1
        first = last
        while first > begin and lines[first - 1].text.strip(" \t\u00a0"):
            first -= 1
        if last < begin or first < top:
            return _last_line(lines, kinds, begin, end, top=top)
        paragraph = " ".join(line.text.strip() for line in lines[first : last + 1])
        if not (_from_a_phone(paragraph) or _disclaims(paragraph)):
            return _last_line(lines, kinds, begin, end, top=top)
        end = _mark(kinds, first, end, "signature")


def _last_line(lines: list[Line], kinds: list[str], begin: int, end: int, *, top: int) -> int:
    """A phone's line right below the text, without an empty line between."""
    last = end - 1
    while last >= begin and not lines[last].text.strip(" \t\u00a0"):
        last -= 1
    if last > begin and _from_a_phone(lines[last].text.strip()) and last >= top:
        return _mark(kinds, last, end, "signature")
    return end


def _from_a_phone(text: str) -> bool:
    """ "Sent from my iPhone", not "Sent from my desk, is much easier than my phone."."""
    bare = text.strip(" *_[]<>()\u00a0")
    if _DASHED_NAME.fullmatch(bare):
        return True  # "-Ana Paz": what some programs make of "-- "
    return (
        len(bare) <= 120
        and bool(SENT_FROM.match(bare))
        and ("," not in bare or "http" in bare)
        and len(bare.split()) <= 14
    )


def _disclaims(paragraph: str) -> bool:
    """A firm's paragraph about who may read this, or about trees."""
    bare = paragraph.strip(" *_-\u00a0")
    if not DISCLAIMER.search(bare[:2000]) or "?" in bare[:-1]:
        return False
    return bool(STRONG_DISCLAIMER.search(bare[:2000])) and (
        len(bare) > 50 or "environment" in bare or "imprimir" in bare
    )


def _contacts(lines: list[Line], kinds: list[str], begin: int, end: int, *, name: str, coloured: bool) -> None:
    """Name, office, firm and numbers below a closing were set by a program; the closing above them was typed.

    The block begins with the author's own full name after an empty line, and goes on. A formula of four words or more
    ("Com os melhores cumprimentos") belongs to the block: people who have one had it set up. So does the closing above
    answers that stand inside the quote: nobody types one in the middle of a mail.
    """
    wanted = [word for word in name.lower().replace(",", " ").split() if len(word) > 1]
    if len(wanted) < 2:
        return
    for at in range(max(begin + 1, end - 14), end):
        text = lines[at].text.strip(" *_\u00a0")
        if not text or len(text) > 70 or not _is_name(text, wanted):
            continue
        filled = [line.text.strip() for line in lines[at + 1 : end] if line.text.strip()]
        above = at - 1
        while above >= begin and not lines[above].text.strip(" \u00a0"):
            above -= 1
        if above < begin or above == at - 1 or not filled or any(len(text) > 110 for text in filled):
            continue
        closing = lines[above].text.strip(" \u00a0")
        if not CLOSING.fullmatch(closing):
            continue
        start = above if coloured or len(closing.split()) >= 4 else above + 1
        _mark(kinds, start, end, "signature")
        return


def _is_name(text: str, wanted: list[str]) -> bool:
    words = [word.strip(".,()") for word in text.lower().split()]
    return sum(word in wanted for word in words) >= 2 and len(words) <= len(wanted) + 3

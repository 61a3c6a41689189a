"""Mailboxes out of address headers, in one linear pass.

Takes     a raw header value (To, From ...), as long and as broken as strangers make it.
Gives     Mailboxes: names decoded and on one line, addresses lower case.
Promises  never raises; at most 32,000 letters and 500 mailboxes of one header are looked at.
Standards RFC 5322 s.3.4 with its obsolete forms: groups, comments as names, routes; RFC 2047 s.5.
"""

from __future__ import annotations

import re

from fitmail.model import Mailbox
from fitmail.read.charsets import header_letters
from fitmail.read.encoded import unquoted_words

LONGEST = 32_000
MOST = 500

# The two shapes of nearly every header: Name <a@b> and a@b. No class contains what ends it.
_PLAIN = re.compile(r'\s*([^<>@,;:"()\\]*)<([^<>@\s,;:"()]{1,200}@[^<>@\s,;:"()]{1,253})>\s*')
_BARE = re.compile(r'\s*([^<>@\s,;:"()\\]{1,200}@[^<>@\s,;:"()\\]{1,253})\s*')


def one_line(text: str) -> str:
    """Without line breaks and controls: a decoded header can hold a line break, and a line break can hold a header."""
    if text.isprintable():
        return text.strip()
    return "".join(letter if letter.isprintable() or letter == "\u00ad" else " " for letter in text).strip()


def mailboxes(raw: str) -> tuple[Mailbox, ...]:
    """Every mailbox of an address header, in order."""
    raw = raw[:LONGEST]
    for shape in (_PLAIN, _BARE):
        match = shape.fullmatch(raw)
        if match:
            name = match[1] if shape is _PLAIN else ""
            return (_mailbox(name, match[match.re.groups]),)
    return tuple(found for found in map(_one, _entries(raw)) if found is not None)[:MOST]


def first(raw: str) -> Mailbox:
    """The first mailbox of a header; name and address are "" when there is none."""
    found = mailboxes(raw)
    return next((one for one in found if one.address), found[0] if found else Mailbox(name="", address=""))


def _entries(raw: str) -> list[list[tuple[str, str]]]:
    """The header cut at its commas: lists of (kind, text), kind being word, quoted, comment or angle."""
    entries: list[list[tuple[str, str]]] = [[]]
    at, size = 0, len(raw)
    while at < size and len(entries) <= MOST:
        letter = raw[at]
        if letter == '"':
            text, at = _until(raw, at + 1, '"')
            entries[-1].append(("quoted", text))
        elif letter == "(":
            text, at = _comment(raw, at + 1)
            entries[-1].append(("comment", text))
        elif letter == "<":
            text, at = _until(raw, at + 1, ">")
            entries[-1].append(("angle", text))
        elif letter in ",;":
            entries.append([])
            at += 1
        elif letter == ":" and entries[-1] and all(kind in ("word", "quoted", "comment") for kind, _ in entries[-1]):
            entries[-1] = []  # RFC 5322 s.3.4: the name of a group is no mailbox
            at += 1
        else:
            end = at + 1
            while end < size and raw[end] not in '"(<,;:':
                end += 1
            entries[-1].append(("word", raw[at:end]))
            at = end
    return entries


def _until(raw: str, at: int, end: str) -> tuple[str, int]:
    """The text up to an unescaped end mark, and where to go on. Without end mark: the rest."""
    letters: list[str] = []
    while at < len(raw):
        letter = raw[at]
        if letter == "\\" and at + 1 < len(raw):
            letters.append(raw[at + 1])
            at += 2
            continue
        at += 1
        if letter == end:
            break
        letters.append(letter)
    return "".join(letters), at


def _comment(raw: str, at: int) -> tuple[str, int]:
    """A comment may hold comments (RFC 5322 s.3.2.2); they are counted, not called."""
    letters: list[str] = []
    depth = 1
    while at < len(raw) and depth:
        letter = raw[at]
        if letter == "\\" and at + 1 < len(raw):
            letters.append(raw[at + 1])
            at += 2
            continue
        depth += (letter == "(") - (letter == ")")
        if depth:
            letters.append(letter)
        at += 1
    return "".join(letters), at


def _one(entry: list[tuple[str, str]]) -> Mailbox | None:
    """A mailbox from the pieces between two commas."""
    angles = [text for kind, text in entry if kind == "angle"]
    loose = "".join(f'"{text}"' if kind == "quoted" else text for kind, text in entry if kind in ("word", "quoted"))
    comment = " ".join(text for kind, text in entry if kind == "comment")
    if angles:
        names = " ".join(text for kind, text in entry if kind in ("word", "quoted"))
        route = angles[-1].rpartition(":")[2]  # RFC 5322 s.4.4: a route before the address says nothing today
        return _mailbox(names or comment, route)
    loose = loose.strip()
    if not loose:
        return None
    if "@" in loose:
        *before, last = loose.split()
        if "@" in last:
            return _mailbox(comment or " ".join(before), last)
        return _mailbox(comment, "".join(loose.split()))
    return _mailbox(loose.replace('"', ""), "")


def _mailbox(name: str, address: str) -> Mailbox:
    if address.isascii() is False:
        address = header_letters(address)
    if "=?" in address:
        address = unquoted_words(address)
    address = "".join(one_line(address).split()).strip("<>\"'").lower()
    if address.startswith("mailto:"):
        address = address[7:]
    name = " ".join(one_line(unquoted_words(header_letters(name))).split()).strip("\"' ")
    return Mailbox(name="" if name.lower() == address else name, address=address)

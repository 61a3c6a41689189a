"""Referrals: the person and the words behind somebody's forward.

Takes     the subject, the lines that were not newly written, mails inside the mail, the author.
Gives     Forward, None when nothing was forwarded.
Promises  never raises. The original author comes only from the block above the forwarded text (or the head of a mail
          inside the mail), never from an address that merely stands in it. Two different authors are two candidates.

A forward is a forward when its subject says so (Fwd, FW, RV, Reenv, ENC, WG, TR, I) or its text does ("Begin forwarded
message"); an answer (Re:) that quotes with a block is an answer. People forward forwards: then the innermost author is
the person who asks. People also forward answers to them: then the blocks further in are only quotes, and the outermost
author counts, unless the innermost is the one who forwards: she asks again in her own name.
Standards none; RFC 2046 s.5.2.1 for mails inside the mail.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from fitmail.model import Forward, Mailbox
from fitmail.read.addresses import first, mailboxes
from fitmail.read.quotes import Line, block_at, introduction_at, is_rule, label
from fitmail.read.signatures import without_footer
from fitmail.read.words import FORWARD_PREFIX, FORWARDED, ORIGINAL, REPLY_PREFIX

_PREFIX = re.compile(
    r"\s*(?:\[[^\]]{0,60}\]\s*)*([^\W\d_]{1,12})\s?(?:\[\d{1,2}\]|\(\d{1,2}\))?\s?[:：]\s*", re.UNICODE
)
_MAILTO = re.compile(r"\[?mailto:([^\]\s>]{3,200})[\]>]?", re.IGNORECASE)
_IN_TEXT = re.compile(r"<?([^\s<>\[\]()\"',;:]{1,100}@[^\s<>\[\]()\"',;:]{3,200})>?")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Block:
    author: Mailbox
    subject: str
    below: int  # first line of its text
    at: int


def prefix(subject: str) -> str:
    """ "forward", "reply" or "" from the first prefix of a subject."""
    match = _PREFIX.match(subject[:200])
    word = match[1].lower() if match else ""
    return "forward" if word in FORWARD_PREFIX else "reply" if word in REPLY_PREFIX else ""


def announced(text: str) -> bool:
    """Whether the text itself says that a mail is forwarded: dashes around the words, or Apple's line."""
    for line in text[:20_000].split("\n"):
        bare = line.strip(" \t>\u00a0*")
        if len(bare) < 90 and FORWARDED.search(bare) and (bare.startswith(("-", "_", "=")) or bare.endswith(":")):
            return True
    return False


def forward(*, subject: str, quoted: str, text: str, inner: Forward | None, author: Mailbox) -> Forward | None:
    """The mail behind a forward. `inner` is what a mail inside the mail says of itself."""
    kind = prefix(subject)
    told = announced(quoted or text)
    if kind == "reply" and not told:
        return None
    if kind != "forward" and not told:
        return None
    lines = [Line(_bare(line)) for line in (quoted or text).replace("\r\n", "\n").split("\n")]
    blocks = _blocks(lines)
    if not blocks:
        return inner or _introduced(lines, author, quoted)
    chosen = _chosen(blocks, author)
    who = _named(chosen.author, author)
    inside = "\n".join(line.text for line in lines[blocks[0].below :]).strip()
    own = "\n".join(line.text for line in lines[chosen.below :]).strip()
    return Forward(
        author=who if who.address or who.name else None,
        subject=chosen.subject or _stripped(subject),
        text=without_footer(own or inside),
        candidates=_candidates(blocks, chosen, author),
    )


def _candidates(blocks: list[_Block], chosen: _Block, author: Mailbox) -> tuple[Mailbox, ...]:
    """Who may be meant: the chosen author and those quoted further in. Who only passed it on is none of them."""
    who = _named(chosen.author, author)
    if who.address and who.address == author.address:
        return (who,)
    found = [_named(block.author, author) for block in blocks if block.at >= chosen.at]
    by_address = {box.address: box for box in reversed(found) if box.address and box.address != author.address}
    return tuple(dict.fromkeys(by_address[box.address] for box in found if box.address in by_address))


def _bare(line: str) -> str:
    """A line without the marks of Apple's and Thunderbird's quoting."""
    bare = line
    while bare.startswith(">"):
        bare = bare[1:].removeprefix(" ")
    return bare.rstrip("\r")


def _blocks(lines: list[Line]) -> list[_Block]:
    found: list[_Block] = []
    at = 0
    while at < len(lines) and len(found) < 12:
        size = block_at(lines, at) if label(lines[at].text) else 0
        if not size:
            size = _short_block(lines, at, found)
        if not size:
            at += 1
            continue
        found.append(_block(lines, at, size))
        at += size
    return found


def _short_block(lines: list[Line], at: int, found: list[_Block]) -> int:
    """Right below "Forwarded message" two labels are enough, and so is an author alone with an address."""
    if label(lines[at].text) != "from":
        return 0
    above = next((line.text for line in reversed(lines[max(0, at - 3) : at]) if line.text.strip()), "")
    if not (FORWARDED.search(above[:120]) or ORIGINAL.search(above[:120]) or is_rule(above)):
        return 0
    size = 1
    while at + size < len(lines) and label(lines[at + size].text):
        size += 1
    return size if size > 1 or "@" in lines[at].text else 0


def _block(lines: list[Line], at: int, size: int) -> _Block:
    author, subject = Mailbox(name="", address=""), ""
    kind = ""
    values: dict[str, str] = {}
    for line in lines[at : at + size]:
        named = label(line.text)
        if named:
            kind = named
            values.setdefault(kind, line.text.replace("：", ":", 1).partition(":")[2].strip(" *_\t\u00a0"))
        elif kind and line.text.strip():
            values[kind] += " " + line.text.strip()
    if values.get("from"):
        author = mailbox_in(values["from"])
    subject = values.get("subject", "")
    below = at + size
    while below < len(lines) and not lines[below].text.strip():
        below += 1
    return _Block(author=author, subject=subject, below=below, at=at)


def mailbox_in(value: str) -> Mailbox:
    """The author of a block, as programs write it: Jo <jo@x>, Jo [mailto:jo@x], "jo@x (Jo)", Jo [jo@x], Jo."""
    value = value[:500].replace("*", "")
    named = _MAILTO.search(value)
    if named:
        name = value[: named.start()].strip(" <[(\"'")
        address = named[1].strip("<>").lower()
        inside = _IN_TEXT.search(name)
        return Mailbox(name="" if inside else name, address=address)
    found = _IN_TEXT.search(value)
    if not found:
        return Mailbox(name=" ".join(value.strip(" \"'<>;,").split()), address="")
    parsed = [box for box in mailboxes(value) if box.address]
    if len(parsed) == 1 and parsed[0].address == found[1].strip(".").lower():
        return parsed[0]
    name = value[: found.start()].strip(" <[(\"'")
    return Mailbox(name=name, address=found[1].strip(".").lower())


def _named(box: Mailbox, author: Mailbox) -> Mailbox:
    """Outlook leaves addresses out: a block in the forwarder's own name is the forwarder's."""
    if box.address == author.address and not box.name:
        return author
    if box.address or not box.name:
        return box
    mine = set(author.name.lower().replace(",", " ").split())
    theirs = set(box.name.lower().replace(",", " ").split())
    if theirs and mine and (theirs <= mine or mine <= theirs) and len(theirs & mine) >= min(2, len(mine)):
        return Mailbox(name=box.name, address=author.address)
    return box


def _chosen(blocks: list[_Block], author: Mailbox) -> _Block:
    """Which block's author is the person who asks: see the essay above."""
    chosen = blocks[0]
    for outer, inner in pairwise(blocks):
        if prefix(outer.subject) == "forward" and prefix(outer.subject) != "reply":
            chosen = inner
        else:
            break
    last = _named(blocks[-1].author, author)
    if chosen is not blocks[-1] and last.address and last.address == author.address:
        return blocks[-1]
    return chosen


def _introduced(lines: list[Line], author: Mailbox, quoted: str) -> Forward | None:
    """A forward whose quote is introduced like an answer's: "On Tuesday Jo <jo@shop.example> wrote:"."""
    if not quoted:
        return None
    for at in range(min(len(lines), 12)):
        count, _ = introduction_at(lines, at)
        if count:
            said = " ".join(line.text for line in lines[at : at + count])
            found = _IN_TEXT.search(said)
            text = "\n".join(line.text for line in lines[at + count :]).strip()
            who = first(said[said.rfind("<") :]) if found and "<" in said else Mailbox(name="", address="")
            if found:
                who = Mailbox(name=who.name, address=found[1].strip(".").lower())
            known = (who,) if who.address and who.address != author.address else ()
            return Forward(author=who if who.address else None, subject="", text=text, candidates=known)
    return Forward(author=None, subject="", text=quoted.strip(), candidates=())


def _stripped(subject: str) -> str:
    """A subject without its prefixes."""
    for _ in range(6):
        match = _PREFIX.match(subject)
        if not match or prefix(subject) == "":
            return subject
        subject = subject[match.end() :]
    return subject

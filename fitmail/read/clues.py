"""Everything that may connect a mail with something we know. The only door for internal names.

Takes     the head, the envelope recipient, what is ours.
Gives     Clues: tokens cut from our own addresses, message-ids, case ids of the subject.
Promises  read only cuts tokens out; whether one is real is looked up by the store (product.md G2, G14).
Standards RFC 5233 (the detail after the separator), RFC 5322 s.3.6.4.
"""

from __future__ import annotations

import re

from fitmail.model import Clues, Ours
from fitmail.read.addresses import mailboxes
from fitmail.read.headers import Head, ids

_CASE = re.compile(r"(?<![A-Za-z0-9])([EOMTNJPH])-([1-9][0-9]{0,8})(?![0-9A-Za-z-])", re.IGNORECASE)
_TOKEN = re.compile(r"[a-z2-7]{8,64}")
_WHERE = ("to", "cc", "delivered-to", "x-original-to", "envelope-to", "x-envelope-to")


def clues(given: Head, *, rcpt: str, ours: Ours, in_reply_to: tuple[str, ...], references: tuple[str, ...]) -> Clues:
    """The clues of a mail: the recipient of the envelope first, since it alone cannot be a copy of something else."""
    places = [rcpt]
    for name in _WHERE:
        places += [box.address for box in given.boxes(name)]
    found = [token for place in places for token in tokens(place, ours=ours)]
    chain = (*in_reply_to, *reversed(references))
    return Clues(
        tokens=tuple(dict.fromkeys(found))[:20],
        message_ids=tuple(dict.fromkeys(chain))[:100],
        case_ids=case_ids(given.get("subject")),
    )


def tokens(address: str, *, ours: Ours) -> tuple[str, ...]:
    """The token in a tagged form of one of our addresses: enquiries+e42.TOKEN@, enquiries+xTOKEN@."""
    found = mailboxes(address)
    local, _, domain = (found[0].address if found else "").rpartition("@")
    for plain in ours.addresses:
        home, _, host = plain.lower().rpartition("@")
        if host != domain or not local.startswith(home + ours.separator):
            continue
        detail = local[len(home) + len(ours.separator) :]
        token = detail.rpartition(".")[2] if "." in detail else detail.removeprefix("x")
        if _TOKEN.fullmatch(token):
            return (token,)
    return ()


def case_ids(subject: str) -> tuple[str, ...]:
    """ "E-42" out of "[E-42]". Brackets are wanted: a subject may well speak of an E-42 engine."""
    found: list[str] = []
    for piece in subject.split("[")[1:20]:
        inside = piece.partition("]")
        if inside[1]:
            found += [f"{match[1].upper()}-{match[2]}" for match in _CASE.finditer(inside[0])]
    return tuple(dict.fromkeys(found))


def chain(given: Head) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(In-Reply-To, References), also of repeated headers."""
    replies = tuple(found for value in given.raw.get("in-reply-to", ())[:5] for found in ids(value))
    references = tuple(found for value in given.raw.get("references", ())[:5] for found in ids(value))
    return replies, references

"""Threads: what a mail answers, on its reader's side.

An enquirer and the chair are two sides of one case, and each side has its own thread: an insider's mails must
never reference an id that this insider never saw, and an outsider's mails never one that only insiders saw.
Takes the letters of the case; gives In-Reply-To and References. Standards: RFC 5322 s.3.6.4.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fitmail.compose.audience import Reader, person_at
from fitmail.model import Case, Directory, Enquiry, Letter, Tell

_KEPT = 10  # the first letter and so many of the last: References stays under one line of 998 octets for usual ids
_LONGEST = 250


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    in_reply_to: str  # "" where a mail begins its thread
    references: tuple[str, ...]  # oldest first, ends with in_reply_to


def thread(
    tell: Tell,
    reader: Reader,
    *,
    sibling: str,
    letters: Sequence[Letter],
    case: Case | None,
    directory: Directory,
) -> Thread:
    """In-Reply-To: what the Tell answers, else its sibling of this event, else the last letter of this side."""
    side = [x.message_id for x in letters if x.case == tell.case and tell.case and _seen(x, reader, case, directory)]
    known = [x for x in dict.fromkeys(side) if sound(x)]
    answered = next((x for x in (tell.answers, sibling, *reversed(known)) if sound(x)), "")
    if not answered:
        return Thread(in_reply_to="", references=())
    earlier = [x for x in (*known, sibling) if sound(x) and x != answered]
    if len(earlier) > _KEPT:
        earlier = [earlier[0], *earlier[-(_KEPT - 1) :]]
    return Thread(in_reply_to=answered, references=(*earlier, answered))


def _seen(letter: Letter, reader: Reader, case: Case | None, directory: Directory) -> bool:
    """Whether this reader has the letter in their mailbox, or may have."""
    address = letter.address.lower()
    if reader.inside or address in reader.known:
        return address in reader.known
    if letter.inbound:  # whatever an outsider wrote in this case, also from another address
        return person_at(directory, address) is None
    return isinstance(case, Enquiry) and address in (case.enquirer.address, *(box.address for box in case.others))


def sound(message_id: str) -> bool:
    """An id that can stand in a header as it is: RFC 5322 s.3.6.4 in the loose shape that programs really write."""
    inner = message_id[1:-1]
    return (
        message_id[:1] == "<"
        and message_id[-1:] == ">"
        and 0 < len(inner) <= _LONGEST
        and "=?" not in inner
        and all("!" <= c <= "~" and c not in "<>" for c in inner)
    )

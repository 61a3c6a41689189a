"""Answers to invitations: a calendar part that says REPLY.

Takes     the text of a text/calendar part.
Gives     Rsvp, None when the part is no answer.
Promises  never raises; read line by line, since a calendar library refuses a truncated part as a whole and answers
          arrive truncated; at most 2,000 lines.
Standards RFC 5545 s.3.1 (folding), 3.2.12 (PARTSTAT), RFC 5546 s.3.2.3, RFC 6047.
"""

from __future__ import annotations

from fitmail.model import Rsvp


def rsvp(calendar: str, *, author: str) -> Rsvp | None:
    """The answer in a calendar part."""
    uid = method = partstat = attendee = ""
    for line in _unfolded(calendar):
        name, parameters, value = _content(line)
        if name == "METHOD":
            method = value.upper()
        elif name == "UID" and not uid:
            uid = value
        elif name == "ATTENDEE":
            address = value.lower().removeprefix("mailto:").strip()
            if not partstat or address == author:  # a reply names one attendee; forwarded ones name more
                partstat = parameters.get("PARTSTAT", "").lower() or partstat
                attendee = address or attendee
    if method not in ("REPLY", "COUNTER") or not uid:
        return None
    return Rsvp(uid=uid, partstat=partstat or "needs-action", attendee=attendee or author)


def _unfolded(calendar: str) -> list[str]:
    """RFC 5545 s.3.1: a line that begins with a blank goes on with the one above, with nothing between."""
    lines: list[list[str]] = []
    for line in calendar.replace("\r\n", "\n").replace("\r", "\n").split("\n")[:2000]:
        if line[:1] in (" ", "\t") and lines:
            lines[-1].append(line[1:])
        else:
            lines.append([line])
    return ["".join(pieces) for pieces in lines]


def _content(line: str) -> tuple[str, dict[str, str], str]:
    """(Name, parameters, value) of a content line; a colon or semicolon inside quotation marks ends nothing."""
    pieces: list[str] = [""]
    quoted = False
    for at, letter in enumerate(line[:4000]):
        if letter == '"':
            quoted = not quoted
        elif letter == ";" and not quoted:
            pieces.append("")
        elif letter == ":" and not quoted:
            parameters = dict(_parameter(piece) for piece in pieces[1:])
            return pieces[0].strip().upper(), parameters, line[at + 1 :].strip()
        else:
            pieces[-1] += letter
    return "", {}, ""


def _parameter(piece: str) -> tuple[str, str]:
    name, _, value = piece.partition("=")
    return name.strip().upper(), value.strip()

"""What our own border server says about who sent a mail. No look-up is made here.

Takes     the head, the author, the names of the servers that the operator believes.
Gives     Trust.
Promises  only the topmost Authentication-Results counts, and only when it bears a believed name: everything below may
          have been written by the sender. Two authors, or two From headers, are never aligned. Never raises.
Standards RFC 8601 s.5 (which header to believe), RFC 7489 s.3.1 (relaxed alignment).
Known faults  the organisational domain is guessed from well-known second levels; there is no public suffix list.
"""

from __future__ import annotations

import authres

from fitmail.model import Mailbox, Ours, Trust
from fitmail.read.addresses import mailboxes
from fitmail.read.headers import Head

LONGEST = 8192
_SECOND_LEVEL = frozenset(
    [
        "co",
        "com",
        "org",
        "net",
        "gob",
        "gov",
        "gub",
        "edu",
        "ac",
        "coop",
        "ltd",
        "plc",
        "me",
        "mil",
        "nom",
        "ind",
        "art",
        "adv",
        "eco",
        "ong",
        "social",
        "tur",
        "int",
        "web",
    ]
)
NOBODY = Trust(aligned=False, server="", spf="", dkim="", dmarc="", because="no believed server said anything")


def trust(given: Head, *, author: Mailbox, ours: Ours) -> Trust:
    """Whether a believed server says that the mail comes from its author's domain."""
    values = given.raw.get("authentication-results", ())
    if not values:
        return NOBODY
    value = " ".join(values[0][:LONGEST].split())
    server = value.partition(";")[0].split(" ")[0].strip('"').lower()
    if not server or server not in {name.lower() for name in ours.servers}:
        return Trust(
            aligned=False, server="", spf="", dkim="", dmarc="", because=f"{server[:80]} is not a believed server"
        )
    try:
        line = f"Authentication-Results: {_in_short(_without_comments(value))}"
        found = list(authres.AuthenticationResultsHeader.parse(line).results)  # type: ignore[no-untyped-call, call-arg]
    except Exception as error:
        because = f"{server} wrote what cannot be read: {type(error).__name__}"
        return Trust(aligned=False, server=server, spf="", dkim="", dmarc="", because=because)
    return _judge(found, server=server, author=author, sole=_one_author(given))


def _without_comments(value: str) -> str:
    """RFC 5322 s.3.2.2: comments may nest. authres reads them by calls of itself, and slowly."""
    if "(" not in value:
        return value
    kept: list[str] = []
    depth = 0
    quoted = False
    for letter in value:
        if letter == '"' and not depth:
            quoted = not quoted
        if not quoted and letter in "()":
            depth = max(0, depth + (1 if letter == "(" else -1))
        elif not depth:
            kept.append(letter)
    return "".join(kept)


def _in_short(value: str) -> str:
    """Only the methods and properties that are looked at: authres takes a millisecond for all that servers write."""
    server, *results = value.split(";")
    kept = [" ".join(_telling(result)) for result in results]
    return "; ".join([server.strip(), *[result for result in kept if result]])


def _telling(result: str) -> list[str]:
    words = result.split()
    if not words or words[0].partition("=")[0].partition("/")[0].lower() not in ("spf", "dkim", "dmarc"):
        return []
    wanted = ("header.d=", "header.i=", "header.from=", "smtp.mailfrom=")
    return [words[0], *[word for word in words[1:] if word.lower().startswith(wanted)]]


def _one_author(given: Head) -> bool:
    """RFC 7489 s.6.6.1: a mail with several From addresses proves nothing about any of them."""
    values = given.raw.get("from", ())
    return len(values) == 1 and len([box for box in mailboxes(values[0]) if box.address]) == 1


def _judge(found: list[object], *, server: str, author: Mailbox, sole: bool) -> Trust:
    words = {"spf": "", "dkim": "", "dmarc": ""}
    passed: list[tuple[str, str]] = []
    for result in found:
        method = str(getattr(result, "method", "")).lower()
        word = str(getattr(result, "result", "")).lower()
        if method not in words:
            continue
        if not words[method] or word == "pass":
            words[method] = word
        if word == "pass":
            passed += [(method, domain) for domain in _domains(result, method)]
    home = author.address.rpartition("@")[2]
    by = next((method for method, domain in passed if home and related(domain, home)), "")
    aligned = bool(by) and sole
    if aligned:
        because = f"{server} says {by} pass for {home}"
    elif by:
        because = f"{server} says {by} pass, but the mail names more than one author"
    else:
        stated = " ".join(f"{method}={word}" for method, word in words.items() if word) or "nothing"
        because = f"{server} says {stated}, no pass for {home or 'an author'}"
    return Trust(aligned=aligned, server=server, because=because, **words)


def _domains(result: object, method: str) -> list[str]:
    """The domains that a result speaks for."""
    wanted = {"dkim": ("header.d", "header.i"), "spf": ("smtp.mailfrom",), "dmarc": ("header.from",)}[method]
    found: list[str] = []
    for stated in getattr(result, "properties", ()):
        if f"{getattr(stated, 'type', '')}.{getattr(stated, 'name', '')}".lower() in wanted:
            found.append(str(getattr(stated, "value", "")))
    return [value.rpartition("@")[2].strip("<>\"' ").lower() for value in found if value]


def related(one: str, other: str) -> bool:
    """RFC 7489 s.3.1.1, relaxed: the same organisational domain."""
    one, other = one.rstrip("."), other.rstrip(".")
    return bool(one) and organisation(one) == organisation(other) and "." in organisation(one)


def organisation(domain: str) -> str:
    """The registered domain: two labels, three where the second level is a registry's ("shop.co.uk")."""
    labels = domain.split(".")
    if len(labels) >= 3 and len(labels[-1]) == 2 and labels[-2] in _SECOND_LEVEL:
        return ".".join(labels[-3:])
    if len(labels) == 2 and len(labels[-1]) == 2 and labels[-2] in _SECOND_LEVEL:
        return ""  # "co.uk" itself belongs to nobody
    return ".".join(labels[-2:])

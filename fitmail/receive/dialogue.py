"""What a client may say in an SMTP session: addresses, parameters, and the words of our answers.

Takes the arguments of MAIL and RCPT. Gives the address, or the refusal to send. Promises: linear, never
raises, never echoes what the client wrote. No socket here; `smtp.py` does the talking.
Standards: RFC 5321 s.3.3, s.4.1.2, s.4.1.3, RFC 1870, RFC 6152, RFC 6531, RFC 2034 and 3463 (enhanced codes).
"""

from __future__ import annotations

from dataclasses import dataclass

# RFC 5321 s.4.5.3.1.3 allows 256 octets for a path; VERP and SRS addresses of others are longer.
PATH_LIMIT = 1000
NULL_SENDER = "<>"

# RFC 2034 s.4: every answer of the classes 2, 4 and 5 opens with such a code, once the extension is offered.
ENHANCED = {
    "220": "2.0.0",
    "221": "2.0.0",
    "250": "2.0.0",
    "252": "2.5.0",
    "421": "4.3.2",
    "451": "4.3.0",
    "452": "4.3.1",
    "454": "4.7.0",
    "500": "5.5.2",
    "501": "5.5.4",
    "502": "5.5.1",
    "503": "5.5.1",
    "504": "5.5.4",
    "530": "5.7.0",
    "538": "5.7.11",
    "550": "5.1.1",
    "552": "5.3.4",
    "553": "5.1.3",
    "554": "5.3.0",
    "555": "5.5.4",
}

NOT_KEPT = "451 4.3.0 This mail could not be stored. Nothing is lost: please try again later."
TOO_LARGE = "552 5.3.4 This mail is larger than this server accepts"
LOOP = "554 5.4.6 This mail has passed too many servers; it seems to go in circles"
UNKNOWN = "550 5.1.1 Nobody has this address here"
TOO_MANY = "452 4.5.3 Too many recipients for one mail; please send it to the others separately"
MALFORMED = "553 5.1.3 This is not an address"


@dataclass(frozen=True, slots=True)
class Refusal:
    """What the client hears instead of yes."""

    reply: str


def sender(argument: str, size_limit: int) -> str | Refusal:
    """The sender in the argument of MAIL, "<>" for the null sender."""
    found = _path(argument, "FROM:")
    if found is None:
        known = argument[:5].upper() == "FROM:" and argument[5:].strip()
        return Refusal(MALFORMED if known else "501 5.5.4 Syntax: MAIL FROM:<address>")
    address, rest = found
    return _refused_parameters(rest, size_limit) or address


def recipient(argument: str) -> str | Refusal:
    """The address in the argument of RCPT."""
    found = _path(argument, "TO:")
    if found is None or found[0] == NULL_SENDER:
        known = argument[:3].upper() == "TO:" and argument[3:].strip()
        return Refusal(MALFORMED if known else "501 5.5.4 Syntax: RCPT TO:<address>")
    address, rest = found
    return Refusal("555 5.5.4 Parameter not recognised") if rest else address


def with_code(reply: str, hostname: str) -> str:
    """The answer with its enhanced code, unless it has one, or is a greeting (RFC 2034 s.4)."""
    code, rest = reply[:3], reply[4:]
    if reply[3:4] != " " or code not in ENHANCED or rest.partition(" ")[0] == hostname:
        return reply
    first = rest.partition(" ")[0]
    if first.count(".") == 2 and first.replace(".", "").isdigit():
        return reply
    return f"{code} {ENHANCED[code]} {rest}"


def _path(argument: str, keyword: str) -> tuple[str, str] | None:
    """The address behind "FROM:" or "TO:" and what follows; None when there is none that can be written down."""
    if argument[: len(keyword)].upper() != keyword:
        return None
    text = argument[len(keyword) :].strip()
    if text.startswith("<"):
        end = _closing(text)
        if end < 0:
            return None
        inside, rest = text[1:end].strip(), text[end + 1 :].strip()
    else:
        # Some clients leave the brackets out; RFC 5321 s.3.3 wants them, Postel does not.
        inside, _, rest = text.partition(" ")
        if not inside:
            return None
    if inside.startswith("@") and ":" in inside:
        # RFC 5321 s.4.1.1.3 and appendix C: source routes are accepted and ignored.
        inside = inside.partition(":")[2]
    if not inside:
        return NULL_SENDER, rest
    return (inside, rest) if _writable(inside) else None


def _refused_parameters(rest: str, size_limit: int) -> Refusal | None:
    """What MAIL says of the mail to come, where it cannot be met."""
    for word in rest.split():
        name, equals, value = word.partition("=")
        match name.upper():
            case "SIZE":
                # RFC 1870 s.3: at most twenty digits; s.6.1: refuse before the mail is sent, not after.
                if not (value.isascii() and value.isdigit() and len(value) <= 20):
                    return Refusal("501 5.5.4 SIZE takes a number")
                if int(value) > size_limit:
                    return Refusal(TOO_LARGE)
            case "BODY":
                if value.upper() not in ("7BIT", "8BITMIME"):
                    return Refusal("501 5.5.4 BODY can only be 7BIT or 8BITMIME")
            case "SMTPUTF8":
                if equals:
                    return Refusal("501 5.5.4 SMTPUTF8 takes no argument")
            case _:
                return Refusal("555 5.5.4 Parameter not recognised")
    return None


def _closing(text: str) -> int:
    """Where the path ends: the first ">" that no quoted local part holds (RFC 5321 s.4.1.2)."""
    quoted = escaped = False
    for place, letter in enumerate(text[: PATH_LIMIT + 2]):
        if escaped:
            escaped = False
        elif quoted and letter == "\\":
            escaped = True
        elif letter == '"':
            quoted = not quoted
        elif letter == ">" and not quoted:
            return place
    return -1


def _writable(address: str) -> bool:
    """An address that a database and a mail can hold: no control, no broken UTF-8, blanks only in quotes."""
    if len(address) > PATH_LIMIT or any(ord(letter) < 32 or ord(letter) == 127 for letter in address):
        return False
    if any("\ud800" <= letter <= "\udfff" for letter in address):
        return False
    local, at, domain = address.rpartition("@")
    if not at:
        return address.isalnum()  # RFC 5321 s.4.1.1.3: <Postmaster>; whether it is ours is asked later
    quoted = len(local) >= 2 and local.startswith('"') and local.endswith('"')
    blank = " " in domain or "<" in domain or ">" in domain or (not quoted and (" " in local or "<" in local))
    return bool(local and domain) and not blank

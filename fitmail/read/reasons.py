"""Why a mail did not arrive, in one of a few words that stay the same whoever's server says it.

Takes     the status code and the words of a report.
Gives     one of: user unknown, no such domain, mailbox full, too large, greylisting, rejected as spam, relaying denied,
          not allowed, timeout; the server's own words where none of these fits.
Promises  never raises. The words count before the code: 5.7.1 is anything that somebody's policy forbids.
Standards RFC 3463 (status codes) and its registry.
"""

from __future__ import annotations

# In order: a filter that names an unknown user in passing is still a filter.
_WORDS = (
    ("greylisting", ("greylist", "graylist", "grey-list", "gray-list")),
    (
        "relaying denied",
        ("relay denied", "relaying denied", "relay access denied", "not permitted to relay", "relaying"),
    ),
    ("mailbox full", ("mailbox full", "mailbox is full", "quota", "out of storage", "over its limit", "buzón lleno")),
    ("too large", ("too large", "too big", "size limit", "exceeds the maximum")),
    ("rejected as spam", ("spam", "blacklist", "blocklist", "blocked using", "content filter", "junk", "bulk mail")),
    ("no such domain", ("host not found", "domain not found", "name not found", "no such domain", "unknown host")),
    ("no such domain", ("host or domain name not", "nxdomain", "no mx", "unrouteable", "couldn't find any host")),
    (
        "user unknown",
        ("user unknown", "unknown user", "does not exist", "no such user", "no mailbox here", "not found"),
    ),
    ("user unknown", ("no such recipient", "recipient unknown", "invalid recipient", "unknown recipient", "disabled")),
    ("timeout", ("timed out", "timeout", "time out", "connection refused", "too old", "expired", "unreachable")),
    ("not allowed", ("not allowed", "not authorized", "not authenticated", "authentication required", "prohibited")),
    ("not allowed", ("permission", "access denied", "policy")),
)
_CODES = (
    ("user unknown", ("1.0", "1.1", "1.3", "1.6", "1.10", "2.1")),
    ("no such domain", ("1.2", "4.4", "4.310")),
    ("mailbox full", ("2.2",)),
    ("too large", ("2.3", "3.4")),
    ("timeout", ("4.1", "4.2", "4.7")),
    ("not allowed", ("7.0", "7.1", "7.2")),
)


def reason(status: str, words: str) -> str:
    """The reason of a report about one recipient."""
    said = " ".join(words[:1000].lower().split())
    named = next((name for name, signs in _WORDS if any(sign in said for sign in signs)), "")
    detail = status.partition(".")[2]
    coded = next((name for name, codes in _CODES if detail in codes), "")
    # A code that says which of all things is sure; 7.x and 4.x only say that something was forbidden or slow.
    if coded and coded not in ("not allowed", "timeout"):
        return coded
    return named or coded or ("not allowed" if detail.startswith("7.") else words)

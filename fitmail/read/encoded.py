"""Encoded words: =?utf-8?q?caf=C3=A9?= to letters, in one linear pass.

Promises  never raises; what cannot be decoded stays as it stands. Bytes of neighbouring words of one charset are
          joined before they are decoded, since mailers cut letters in two.
Standards RFC 2047; RFC 2231 s.5 (a language after the charset).
"""

from __future__ import annotations

import binascii
import re

from fitmail.read.charsets import decode

# Every class excludes the "?" that ends it, so that there is only one way to match.
_WORD = re.compile(r"=\?([^?\s]{1,60})\?([bBqQ])\?([^?]{0,4000})\?=")
_HEX = re.compile(rb"=([0-9A-Fa-f]{2})")


def unquoted_words(text: str) -> str:
    """The text with its encoded words decoded; white space between two of them belongs to neither (s.6.2)."""
    if "=?" not in text:
        return text
    found: list[str] = []
    pending: list[tuple[str, bytes]] = []  # neighbouring words, not yet decoded
    at = 0
    for match in _WORD.finditer(text):
        between = text[at : match.start()]
        if between.strip() or not pending:
            found += [_letters(pending), between]
            pending = []
        charset = match[1].partition("*")[0]  # RFC 2231 s.5
        pending.append((charset, _octets(match[2], match[3])))
        at = match.end()
    found += [_letters(pending), text[at:]]
    return "".join(found)


def _octets(encoding: str, body: str) -> bytes:
    raw = body.encode("utf-8", "surrogateescape")
    if encoding in "qQ":
        return _HEX.sub(lambda code: bytes([int(code[1], 16)]), raw.replace(b"_", b" "))
    raw = b"".join(raw.split())
    raw = raw.rstrip(b"=")
    for cut in (raw, raw[: len(raw) - len(raw) % 4]):
        try:
            return binascii.a2b_base64(cut + b"=" * (-len(cut) % 4))
        except binascii.Error:
            continue
    return body.encode("utf-8", "replace")


def _letters(words: list[tuple[str, bytes]]) -> str:
    """Words of one charset in a row are decoded together."""
    if not words:
        return ""
    runs: list[tuple[str, bytes]] = []
    for charset, octets in words:
        if runs and runs[-1][0].lower() == charset.lower():
            runs[-1] = (charset, runs[-1][1] + octets)
        else:
            runs.append((charset, octets))
    return "".join(decode(octets, charset)[0] for charset, octets in runs)

"""Bytes of strangers to letters: never raises, never leaves a NUL or a lone surrogate.

Takes     bytes and the charset that the mail declares for them.
Gives     text. Declared charset first, then UTF-8, then windows-1252, then latin-1 (which cannot fail).
Promises  linear time; a charset that is no charset ("undefined", "idna", "rot13") is treated as undeclared.
Standards RFC 2045, RFC 2046 s.4.1.2; the names that real mailers get wrong as the WHATWG encoding table maps them.
"""

from __future__ import annotations

import codecs
from functools import lru_cache

# Names for which Python has no codec or a narrower one than mailers mean: a declared latin-1 is windows-1252 in
# practice (curly quotes), the Asian names are supersets that decode everything the declared one does.
_MEANT = {
    "iso-8859-1": "cp1252",
    "iso8859-1": "cp1252",
    "latin1": "cp1252",
    "latin-1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "ansi_x3.4-1968": "cp1252",
    "windows-1252": "cp1252",
    "ks_c_5601-1987": "cp949",
    "ks_c_5601": "cp949",
    "euc-kr": "cp949",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "x-sjis": "cp932",
    "iso-8859-8-i": "iso-8859-8",
    "iso-8859-9": "cp1254",
    "utf8": "utf-8",
    "utf-8mb4": "utf-8",
    "unicode-1-1-utf-7": "utf-7",
    "cp-850": "cp850",
    "macintosh": "mac-roman",
    "x-mac-roman": "mac-roman",
}

# Codecs that exist in Python and turn text into something that is not text, or raise on sight.
_NO_CHARSETS = frozenset({"undefined", "idna", "punycode", "unicode_escape", "raw_unicode_escape", "mbcs", "oem"})


@lru_cache(maxsize=256)
def codec_of(declared: str) -> str:
    """The codec for a declared charset, "" when it names none."""
    name = declared.strip().strip("\"'").lower()[:60]
    if not name.isascii() or "\0" in name:
        return ""
    name = _MEANT.get(name, name)
    try:
        found = codecs.lookup(name)
    except (LookupError, ValueError):
        return ""
    if not getattr(found, "_is_text_encoding", True) or found.name.replace("-", "_") in _NO_CHARSETS:
        return ""
    return found.name


def decode(octets: bytes, declared: str) -> tuple[str, str]:
    """The text, and what was wrong with its charset ("" when nothing was)."""
    if octets.isascii() and codec_of(declared) in ("cp1252", "utf-8", ""):
        return _clean(octets.decode("ascii")), ""
    codec = codec_of(declared)
    if codec in ("cp1252", ""):
        # Forms and old libraries declare latin-1, or nothing, and send UTF-8. Text that is valid UTF-8 with letters
        # beyond ASCII practically never is anything else.
        text = _strictly(octets, "utf-8")
        if text is not None:
            wrong = "" if not declared or codec else f"unknown charset {declared[:40]!r}"
            return _clean(text), wrong
    if codec:
        text = _strictly(octets, codec)
        if text is not None:
            return _clean(text), ""
    wrong = f"not {declared[:40]}" if codec else f"unknown charset {declared[:40]!r}" if declared else "no charset"
    for fallback in ("utf-8", "cp1252"):
        text = _strictly(octets, fallback)
        if text is not None:
            return _clean(text), wrong
    if codec and codec not in ("cp1252", "utf-8"):
        return _clean(octets.decode(codec, "replace")), wrong
    return _clean(octets.decode("latin-1")), wrong


def _strictly(octets: bytes, codec: str) -> str | None:
    try:
        return octets.decode(codec)
    except (UnicodeError, LookupError, ValueError):
        return None


def _clean(text: str) -> str:
    """Without NUL (PostgreSQL refuses it), byte order mark and lone surrogates (they break JSON)."""
    if text.isascii():
        return text.replace("\0", "") if "\0" in text else text
    text = text.removeprefix("\ufeff").replace("\0", "")
    return text.encode("utf-8", "replace").decode("utf-8")


def header_letters(raw: str) -> str:
    """A raw header with 8-bit octets, which the parser keeps as surrogates, as letters: UTF-8, then windows-1252."""
    if raw.isascii():
        return raw
    return decode(raw.encode("utf-8", "surrogateescape"), "")[0]

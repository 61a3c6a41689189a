"""What a value of the settings may be: one Kind per sort of value, each knowing how to say what it expects.

Takes what tomllib gives, or the text of an environment variable. Gives the value as the house uses it, or raises
`Unfit`, whose text completes the sentence "expected ...".
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from fitmail.model import LANGUAGES

_CLOCK = re.compile(r"(\d{1,2})(?::(\d\d))?")
_AMOUNT = re.compile(r"(\d{1,9})\s*([a-z]*)")
_SIZES = {"": 1, "b": 1, "kb": 1000, "k": 1000, "mb": 1_000_000, "m": 1_000_000, "kib": 1024, "mib": 1024 * 1024}
_SPANS = {
    **dict.fromkeys(("", "s", "sec", "second", "seconds"), 1),
    **dict.fromkeys(("m", "min", "minute", "minutes"), 60),
    **dict.fromkeys(("h", "hour", "hours"), 3600),
}
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_TRUE, _FALSE = ("true", "yes", "on", "1"), ("false", "no", "off", "0")


class Unfit(Exception):
    """The value is not of the kind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """`expected` completes a sentence; `many`: an environment variable holds several, separated by commas."""

    expected: str
    read: Callable[[object], object]
    many: bool = False

    def from_words(self, words: str) -> object:
        """The value of an environment variable."""
        if self.many:
            return self.read([word.strip() for word in words.split(",") if word.strip()])
        return self.read(words)


def _text(value: object) -> str:
    if not isinstance(value, str) or any(ord(letter) < 32 for letter in value):
        raise Unfit
    return value.strip()


def _address(value: object) -> str:
    text = _text(value).lower()
    local, _, domain = text.rpartition("@")
    if not local or not domain or any(letter.isspace() or letter in '<>(),;:"\\@' for letter in local + domain):
        raise Unfit
    if len(local) > 64 or domain.startswith(".") or domain.endswith("."):  # RFC 5321 s.4.5.3.1.1
        raise Unfit
    return text


def _no_or_address(value: object) -> str:
    return _address(value) if value != "" else ""


def _several(one: Callable[[object], str]) -> Callable[[object], object]:
    def read(value: object) -> tuple[str, ...]:
        values = value if isinstance(value, list) else [value] if value != "" else []
        return tuple(dict.fromkeys(one(each) for each in values))

    return read


def _count(lowest: int, highest: int) -> Callable[[object], object]:
    def read(value: object) -> int:
        if isinstance(value, str) and value.strip().isdecimal() and len(value) < 12:
            value = int(value)
        if not isinstance(value, int) or isinstance(value, bool) or not lowest <= value <= highest:
            raise Unfit
        return value

    return read


def _flag(value: object) -> bool:
    if isinstance(value, str) and value.lower() in _TRUE + _FALSE:
        return value.lower() in _TRUE
    if not isinstance(value, bool):
        raise Unfit
    return value


def _minutes(text: str) -> int:
    found = _CLOCK.fullmatch(text.strip())
    minutes = int(found[1]) * 60 + int(found[2] or 0) if found else -1
    if found is None or int(found[2] or 0) > 59 or minutes > 24 * 60:
        raise Unfit
    return minutes


def _hours(value: object) -> tuple[int, int]:
    first, dash, last = _text(value).replace("–", "-").partition("-")
    if not dash:
        raise Unfit
    opens, closes = _minutes(first), _minutes(last)
    if opens >= closes:
        raise Unfit
    return opens, closes


def _hour(value: object) -> int:
    if isinstance(value, str):
        minutes = _minutes(value)
        if minutes % 60 or minutes == 24 * 60:
            raise Unfit
        return minutes // 60
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= 23:
        raise Unfit
    return value


def _minute(value: object) -> int:
    minutes = _minutes(_text(value))
    if minutes == 24 * 60:
        raise Unfit
    return minutes


def _amount(units: dict[str, int], highest: int) -> Callable[[object], object]:
    def read(value: object) -> int:
        if isinstance(value, bool) or not isinstance(value, int | str):
            raise Unfit
        found = _AMOUNT.fullmatch(str(value).strip().lower())
        if found is None or found[2] not in units or int(found[1]) * units[found[2]] > highest:
            raise Unfit
        return int(found[1]) * units[found[2]]

    return read


def _weekday(value: object) -> int:
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 6:
        return value
    text = _text(value).lower()
    fitting = [number for number, name in enumerate(_DAYS) if len(text) >= 2 and name.startswith(text)]
    if len(fitting) != 1:
        raise Unfit
    return fitting[0]


def _language(value: object) -> str:
    text = _text(value).lower()
    if text not in LANGUAGES:
        raise Unfit
    return text


def _languages(value: object) -> tuple[str, ...]:
    found = _several(_language)(value)
    if not isinstance(found, tuple) or not found:
        raise Unfit
    return found


def _zone(value: object) -> str:
    name = _text(value)
    try:
        return ZoneInfo(name).key
    except (KeyError, ValueError, OSError) as error:  # a folder of zones is an OSError, "../x" a ValueError
        raise Unfit from error


def _store(value: object) -> str:
    url = _text(value)
    if url.startswith("sqlite:///") and len(url) > len("sqlite:///"):
        return url
    if url.startswith("postgresql://"):  # the driver that comes with the extra "postgresql"
        return "postgresql+psycopg://" + url.removeprefix("postgresql://")
    if url.startswith("postgresql+psycopg://"):
        return url
    raise Unfit


def choice(*words: str) -> Kind:
    """One of a few words."""

    def read(value: object) -> str:
        text = " ".join(_text(value).lower().split())
        if text not in words:
            raise Unfit
        return text

    return Kind(expected="one of " + ", ".join(f'"{word}"' for word in words), read=read)


def count(lowest: int, highest: int) -> Kind:
    return Kind(expected=f"a whole number from {lowest} to {highest}", read=_count(lowest, highest))


TEXT = Kind(expected='text in quotes, such as "Weft"', read=_text)
ADDRESS = Kind(expected='an e-mail address in quotes, such as "enquiries@weft.example"', read=_address)
NO_OR_ADDRESS = Kind(expected='an e-mail address in quotes, or "" for none', read=_no_or_address)
ADDRESSES = Kind(
    expected='e-mail addresses, such as ["ana@camba.example", "lu@fiqus.example"]', read=_several(_address), many=True
)
NAMES = Kind(expected='names in quotes, such as ["mx.weft.example"]', read=_several(_text), many=True)
PORT = Kind(expected="a port number from 0 to 65535", read=_count(0, 65535))
FLAG = Kind(expected="true or false", read=_flag)
HOURS = Kind(expected='opening and closing time, such as "09:00-17:00"', read=_hours)
HOUR = Kind(expected="a full hour from 0 to 23", read=_hour)
MINUTE = Kind(expected='a time of day, such as "08:30"', read=_minute)
SPAN = Kind(expected='seconds, or a span such as "2 minutes" (a day at most)', read=_amount(_SPANS, 86_400))
SIZE = Kind(expected='octets, or a size such as "25 MB" (1 GB at most)', read=_amount(_SIZES, 1_000_000_000))
WEEKDAY = Kind(expected='a day of the week, such as "Monday"', read=_weekday)
LANGUAGE = Kind(expected='"en", "es" or "pt"', read=_language)
LANGUAGES_LIST = Kind(expected='languages, such as ["es", "en"]; fitmail speaks en, es, pt', read=_languages, many=True)
ZONE = Kind(expected='a time zone of the IANA list, such as "Europe/London"', read=_zone)
STORE = Kind(expected='"sqlite:///fitmail.db" or "postgresql://user:password@host/name"', read=_store)

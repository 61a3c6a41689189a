"""How values read in a language: days, moments, money, names, labels. The only file that knows Babel.

Takes the reader's language, the desk's zone and the words of templates/emails/_words.LANG.txt. Promises: days
carry their weekday, moments the desk's time and UTC, money its ISO code (AR$, US$ and £ confuse); a key without
a word is shown as it is, because an unknown label must never stop a mail.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import lru_cache
from string import ascii_letters, digits
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.numbers import format_decimal

from fitmail.compose.texts import one_line
from fitmail.model import Language, Span

LOCALES: Mapping[str, str] = {"en": "en_GB", "es": "es_AR", "pt": "pt_BR"}
_DAYS = {"en": "EEEE d MMMM y", "es": "EEEE d 'de' MMMM 'de' y", "pt": "EEEE, d 'de' MMMM 'de' y"}
_SHORT_DAYS = {"en": "EEE d MMM", "es": "EEE d 'de' MMM", "pt": "EEE, d 'de' MMM"}
_STEPS = (1.0, 2.5, 5.0, 10.0)
_NAME = frozenset(ascii_letters + digits + "_")
_LABELLED = {
    "category": "category",
    "reason": "reason",
    "keys": "check",
    "outcome": "outcome",
    "state": "state",
}  # arguments of a result that are keys of ours

Band = tuple[float | None, float | None, str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """One language, as one desk speaks it."""

    language: Language
    zone: str
    closes: int  # minutes after midnight
    words: Mapping[str, str]
    desk_zone: str = ""  # where the desk closes; "" where the reader is

    def say(self, key: str, args: Mapping[str, str]) -> str:
        """The sentence of _words.LANG.txt with its places filled; the key itself where there is none."""
        return fill(self.words.get(key, key.partition(".")[2] or key), {k: self._arg(k, v) for k, v in args.items()})

    def result(self, key: str, ok: bool, args: Mapping[str, str]) -> str:
        """What became of an order. A key nobody worded is shown with its arguments rather than hidden."""
        words = self.words.get(f"result.{key}", "")
        if words and all(args.get(name) for name in places(words)):
            return self.say(f"result.{key}", args)
        if f"result.{key}-plain" in self.words:
            return self.say(f"result.{key}-plain", args)
        shown = ", ".join(self._arg(k, v) for k, v in args.items() if v)
        plain = self.say("result.done" if ok else "result.problem", {"what": key.replace("-", " ")})
        return f"{plain} ({shown})" if shown else plain

    def label(self, key: str, kind: str) -> str:
        """Our own key in the reader's word: label("awaiting_info", "state")."""
        return self.words.get(f"{kind}.{key.replace(' ', '-')}", key.replace("_", " ").replace("-", " "))

    def labels(self, keys: str, kind: str) -> str:
        parts = keys.replace(",", " ").split()
        return ", ".join(self.label(part, kind) for part in parts)

    def day(self, value: date | datetime) -> str:
        return _written(self._date(value), _DAYS[self.language], LOCALES[self.language])

    def short_day(self, value: date | datetime) -> str:
        return _written(self._date(value), _SHORT_DAYS[self.language], LOCALES[self.language])

    def moment(self, value: datetime) -> str:
        """Weekday, date and time where the desk is, and in UTC."""
        local = value.astimezone(ZoneInfo(self.zone))
        return f"{self.day(value)}, {local:%H:%M} ({value.astimezone(UTC):%H:%M} UTC)"

    def closing(self, value: date) -> str:
        """A decide-by or promised day: due at the desk's closing time."""
        hour, minute = divmod(min(self.closes, 24 * 60 - 1), 60)
        return self.moment(
            datetime.combine(value, time(hour, minute), ZoneInfo(self.desk_zone or self.zone)).astimezone(UTC)
        )

    def number(self, value: float) -> str:
        return format_decimal(value, locale=LOCALES[self.language])

    def money(self, low: float | None, high: float | None, currency: str | None) -> str:
        """The figures as they were read: "10,000 to 20,000 GBP"."""
        code = currency or self.words.get("money.unnamed", "")
        if low is None and high is None:
            return ""
        if low is None or high is None:
            key, figure = ("money.upto", high) if low is None else ("money.from", low)
            return fill(self.words.get(key, "{sum}"), {"sum": self.number(figure or 0)}) + f" {code}"
        figures = {"low": self.number(low), "high": self.number(high)}
        text = figures["low"] if low == high else fill(self.words.get("money.range", "{low}-{high}"), figures)
        return f"{text} {code}"

    def band(self, band: Band | None) -> str:
        """G11: T1 hears money as a band only, so figures are rounded outwards to the steps 1, 2.5, 5."""
        if not band:
            return ""
        low, high, currency = band
        floor = None if low is None else _below(low)
        roof = None if high is None else _above(high)
        if floor is not None and floor == roof:
            roof = _above(floor * 1.01 or 0.5)
        return self.money(floor, roof, currency)

    def span(self, value: Span | None) -> str:
        """A length of the desk's open time: "3 working hours"."""
        if value is None:
            return self.say("span.none", {})
        one = f"span.{value.unit}-one"
        key = one if value.n == 1 and one in self.words else f"span.{value.unit}"
        return self.say(key, {"n": self.number(value.n)})

    def territory(self, region: str) -> str:
        """The network's country by name, when the settings give its code."""
        try:
            names: Mapping[str, str] = Locale.parse(LOCALES[self.language]).territories
        except UnknownLocaleError:  # a Babel without these locales still writes mails
            return region
        return names.get(region.upper(), region)

    def tongue(self, code: str) -> str:
        """A language by name: "fr" is French."""
        names: Mapping[str, str] = Locale.parse(LOCALES[self.language]).languages
        return names.get(code, code)

    def spoken(self, texts: Mapping[str, str] | str) -> str:
        """Of a text that the handbook has in several languages, the reader's; else English; else any."""
        if isinstance(texts, str):
            return texts
        return texts.get(self.language) or texts.get("en") or next(iter(texts.values()), "")

    def _date(self, value: date | datetime) -> date:
        return value.astimezone(ZoneInfo(self.zone)).date() if isinstance(value, datetime) else value

    def _arg(self, name: str, value: str) -> str:
        if name in _LABELLED:
            return self.labels(value, _LABELLED[name])
        if name in ("until", "first", "last") and value[:4].isdigit():
            try:
                return self.day(date.fromisoformat(value[:10]))
            except ValueError:
                return value
        return one_line(value, 200)


@lru_cache(maxsize=512)
def _written(day: date, pattern: str, locale: str) -> str:
    """The mails of a day speak of the same few days, and Babel takes long over each."""
    return format_date(day, pattern, locale=locale)


def fill(sentence: str, args: Mapping[str, str]) -> str:
    """{name} replaced by its value, once, from left to right; what is no name of ours stays as it stands.

    Not str.format: values of people and sentences of files must not reach attributes or widths.
    """
    pieces = sentence.split("{")
    out = [pieces[0]]
    for piece in pieces[1:]:
        name, closed, rest = piece.partition("}")
        if closed and name and set(name) <= _NAME:
            out.append(args.get(name, "") + rest)
        else:
            out.append("{" + piece)
    return "".join(out).strip()


def places(sentence: str) -> tuple[str, ...]:
    """The names that a sentence wants filled."""
    found = (piece.partition("}")[0] for piece in sentence.split("{")[1:] if "}" in piece)
    return tuple(name for name in found if name and set(name) <= _NAME)


def _below(value: float) -> float:
    return max((step for step in _ladder(value) if step <= value), default=0)


def _above(value: float) -> float:
    return min(step for step in _ladder(value) if step >= value)


def _ladder(value: float) -> tuple[float, ...]:
    """1, 2.5 and 5 of the value's power of ten, and the steps beside them."""
    power = 1.0
    while power * 10 <= value and power < 1e15:
        power *= 10
    return tuple(step * power for step in _STEPS) if value >= 1 else (0.0, 1.0)

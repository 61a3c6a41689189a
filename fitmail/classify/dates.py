"""Calendar days in a text.

Takes: folded text (small letters, no accents), the day the mail was written, and whether the month comes first.
Gives: `find_days(folded, written=..., month_first=...) -> tuple[Day, ...]` in the order of the text.
Promises: a year that is not written is that of the mail, or the next one where the day would be more than a month
    gone; 03/04 is the third of April unless the writer's country puts the month first; a day alone ("antes del 15")
    is the next such day; impossible days are not found; linear in the text. It does not judge what happens then.
Known faults: weekdays ("by Friday") are wordings (times.py), not days.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from fitmail.classify.stretches import around_figures, matches_in

_MONTHS: Mapping[str, int] = {
    "january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8,
    "september": 9, "october": 10, "november": 11, "december": 12,
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9, "oct": 10, "nov": 11,
    "dec": 12,
    "enero": 1, "febrero": 2, "marzo": 3, "abril": 4, "mayo": 5, "junio": 6, "julio": 7, "agosto": 8,
    "septiembre": 9, "setiembre": 9, "octubre": 10, "noviembre": 11, "diciembre": 12,
    "ene": 1, "abr": 4, "ago": 8, "dic": 12,
    "janeiro": 1, "fevereiro": 2, "marco": 3, "maio": 5, "junho": 6, "julho": 7, "setembro": 9, "outubro": 10,
    "novembro": 11, "dezembro": 12, "fev": 2, "mai": 5, "set": 9, "out": 10, "dez": 12,
}  # fmt: skip
# Short forms that are everyday words of another language stand for a month only in "30 de set", "30/out/2026".
_WORDLIKE = frozenset({"set", "out", "ago", "mai", "dez", "dic", "ene", "abr", "fev", "mar", "may"})
_LEADS = frozenset(
    {
        "by",
        "before",
        "on",
        "until",
        "till",
        "from",
        "to",
        "of",
        "the",
        "and",
        "mon",
        "tue",
        "wed",
        "thu",
        "fri",
        "monday",
    }
    | {"tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "hasta", "el", "al"}
)
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|\.?[oaºª])?"
_YEAR = r"(?P<year>(?:19|20)\d\d|'\d\d)(?!\d)"
_REACH = 64  # letters of a day before and behind its figures: "deadline is wednesday the 3" and some to spare
Spans = tuple[tuple[int, int], ...]
_DAY_MONTH = re.compile(
    rf"(?<![\d/.,:£€$]){_DAY}(?P<link>\s(?:of|de)\s|\s|-|/|\.\s?)(?:mes de )?(?P<month>{_MONTH})(?![a-z])\.?"
    rf"(?:(?:\sdel?\s|,?\s|-|/|\s+){_YEAR})?"
)
_MONTH_DAY = re.compile(
    rf"(?<![a-z])(?P<month>{_MONTH})\.?(?:,? the )?\s?{_DAY}(?![\d:%]|\s?(?:h|hs|am|pm)\b)(?:,?\s{_YEAR})?"
)
_FIRST = re.compile(
    rf"(?:\b(?:primero|primeiro|1ro|1ero|el uno)\sde"
    rf"|\bfirst\sof)\s(?P<month>{_MONTH})(?![a-z])(?:(?:\sdel?)?\s{_YEAR})?"
)
_THE_FIRST = re.compile(rf"\b(?P<month>{_MONTH})\sthe\sfirst(?![\w-])(?:,?\s{_YEAR})?")
_FIRSTS = (_FIRST, _THE_FIRST)
_NUMBERS = re.compile(
    r"(?<![\d/.,-])(?P<one>\d{1,2})(?P<link>[/.-])(?P<two>\d{1,2})(?:(?P=link)(?P<year>\d{4}|\d{2}))?(?![\d/])"
)
_ISO = re.compile(r"(?<!\d)(?P<year>20\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)")
_LONE = re.compile(
    r"(?<!\w)(?:(?:by|before|until|till|on|deadline is|closes)(?: (?:the|\w{3,9}day the|mon|tue|wed|thu|fri"
    r"|\w{3,6}day)) (?P<en>\d{1,2})(?:st|nd|rd"
    r"|th)(?!\w)(?P<next> of next month)?"
    r"|(?P<pair>\d{1,2})(?:st|nd|rd|th)(?=\))"
    r"|(?:antes del|hasta el|para el|el|ate o dia|ate dia|antes do dia|o dia|no dia)(?: dia)?(?: (?:lunes|martes"
    r"|miercoles|jueves|viernes|sabado|domingo|segunda|terca|quarta|quinta"
    r"|sexta),?)? (?P<es>\d{1,2})"
    r"(?![\d/:%ºa-z]|[.,]\d|\s(?:horas?|hs|h|por)\b))"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A calendar day as found."""

    day: date
    lone: bool  # only the day of the month was written
    start: int
    end: int


def find_days(folded: str, *, written: date | None, month_first: bool) -> tuple[Day, ...]:
    """Every calendar day in the text, in its order."""
    near = around_figures(folded, before=_REACH, behind=_REACH)
    full = _apart([*_named(folded, written, near), *_numbered(folded, written, month_first, near)])
    # "on the 3rd of July" is one day: the lone reading gives way wherever a full one stands.
    ends = {index for one in full for index in range(one.start, one.end)}
    lone = [one for one in _lone(folded, written, near) if one.end - 1 not in ends and one.end - 3 not in ends]
    return tuple(_apart([*full, *lone]))


def _apart(found: list[Day]) -> list[Day]:
    """Of overlapping readings the first and longest."""
    found.sort(key=lambda one: (one.start, -one.end))
    kept: list[Day] = []
    for one in found:
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


def _named(folded: str, written: date | None, near: Spans) -> Iterator[Day]:
    for pattern in (_DAY_MONTH, _MONTH_DAY, *_FIRSTS):
        # "Primero de mayo" needs no figure.
        for match in pattern.finditer(folded) if pattern in _FIRSTS else matches_in(pattern, folded, near):
            groups = match.groupdict()
            name, link = groups["month"], groups.get("link", "de" if pattern in _FIRSTS else " ").strip()
            before = folded[max(0, match.start() - 8) : match.start()].split()
            led = bool(before) and before[-1].strip(",") in _LEADS
            if name in _WORDLIKE and not groups["year"] and link not in ("de", "/", "of", "-") and not led:
                # "2 out of 3" and "3 set up" name no month; "3 may" and "3 mar" do unless a word runs on.
                tail = folded[match.end() : match.end() + 2]
                if name not in ("may", "mar", "mai") or (len(tail) == 2 and tail[0] == " " and tail[1].isalpha()):
                    continue
            day = _day(groups["year"], _MONTHS[name], int(groups.get("day") or 1), written)
            if day is not None:
                yield Day(day=day, lone=False, start=match.start(), end=match.end())


def _numbered(folded: str, written: date | None, month_first: bool, near: Spans) -> Iterator[Day]:
    for match in matches_in(_ISO, folded, near):
        day = _day(match.group("year"), int(match.group("month")), int(match.group("day")), written)
        if day is not None:
            yield Day(day=day, lone=False, start=match.start(), end=match.end())
    for match in matches_in(_NUMBERS, folded, near):
        one, two, year = int(match.group("one")), int(match.group("two")), match.group("year")
        written_out = match.group("link") == "/" or (
            match.group("link") == "." and len(match.group("two")) == 2 and two <= 12
        )
        if year is None and (not written_out or not _dated(folded, match.start())):
            continue  # "24/7", "1.5" and "3-4" are no days
        swapped = two > 12 or (month_first and one <= 12)
        day = _day(year, one if swapped else two, two if swapped else one, written)
        if day is not None:
            yield Day(day=day, lone=False, start=match.start(), end=match.end())


_BEFORE_NUMBERS = re.compile(
    r"(?:\b(?:by|before|until|till|on|deadline|closes?|el|al|hasta|antes del|para el|dia|ate|antes de|em|no dia|lunes"
    r"|martes|miercoles|jueves|viernes|segunda|terca|quarta|quinta|sexta|mon|tue|wed|thu|fri|monday|tuesday|wednesday"
    r"|thursday|friday)[ :,]{0,3}|: ?)(?:o dia |dia |el )?$"
)


def _dated(folded: str, start: int) -> bool:
    """Does a word before "30/6" say that it is a day?"""
    return bool(_BEFORE_NUMBERS.search(folded, max(0, start - 24), start))


def _lone(folded: str, written: date | None, near: Spans) -> Iterator[Day]:
    if written is None:
        return
    for match in matches_in(_LONE, folded, near):
        number = int(match.group("en") or match.group("pair") or match.group("es"))
        month = written.replace(day=1)
        if number <= written.day or match.group("next"):
            month = (month + timedelta(days=32)).replace(day=1)
        try:
            yield Day(day=month.replace(day=number), lone=True, start=match.start(), end=match.end())
        except ValueError:
            continue


def _day(year: str | None, month: int, day: int, written: date | None) -> date | None:
    try:
        if year is None:
            if written is None:
                return None  # a mail without a date tells no year
            found = date(written.year, month, day)
            # A day that is long gone is the one of next year: nobody asks for work by last January.
            return date(written.year + 1, month, day) if found < written - timedelta(days=31) else found
        number = int(year.lstrip("'"))
        return date(number + 2000 if number < 100 else number, month, day)
    except ValueError:
        return None

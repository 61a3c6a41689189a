"""The words for a day that people write after an order, in English, Spanish and Portuguese.

Takes the words and today's date; gives a date, or None when anything in them is not understood: a wrong day is worse
than a question. A named weekday is the next one after today; a date without its year is the next such date, today
included; 3/4 is the third of April, as the networks write it. Accents and case do not matter.
"""

from __future__ import annotations

import unicodedata
from calendar import monthrange
from collections.abc import Mapping
from datetime import date, timedelta

_LONGEST = 80  # a day takes no more letters than this


def _numbered(names: str, first: int) -> dict[str, int]:
    """Space-separated groups in order; within a group the synonyms are joined by a bar."""
    return {name: number for number, group in enumerate(names.split(), first) for name in group.split("|")}


_MONTHS: Mapping[str, int] = _numbered(
    "january|jan|enero|ene|janeiro february|feb|febrero|fevereiro|fev march|mar|marzo|marco april|apr|abril|abr"
    " may|mayo|maio|mai june|jun|junio|junho july|jul|julio|julho august|aug|agosto|ago"
    " september|sept|sep|septiembre|setiembre|setembro|set october|oct|octubre|outubro|out"
    " november|nov|noviembre|novembro december|dec|diciembre|dic|dezembro|dez",
    1,
)
_WEEKDAYS: Mapping[str, int] = _numbered(
    "monday|mon|lunes|lun|segunda|seg tuesday|tues|tue|martes|mar|terca|ter wednesday|wed|miercoles|mie|quarta|qua"
    " thursday|thurs|thur|thu|jueves|jue|quinta|qui friday|fri|viernes|vie|sexta|sex saturday|sat|sabado|sab"
    " sunday|sun|domingo|dom",
    0,
)
_NUMBERS: Mapping[str, int] = _numbered(
    "a|an|one|un|una|uno|um|uma two|dos|dois|duas three|tres four|cuatro|quatro five|cinco six|seis seven|siete|sete"
    " eight|ocho|oito nine|nueve|nove ten|diez|dez",
    1,
)
_UNITS: Mapping[str, str] = {
    word: unit
    for unit, words in {
        "day": "d day days dia dias",
        "week": "w week weeks semana semanas sem",
        "month": "month months mes meses",
    }.items()
    for word in words.split()
}
_PHRASES: Mapping[str, str] = {  # whole phrases, folded and without filling words
    "today": "0",
    "hoy": "0",
    "hoje": "0",
    "tomorrow": "1",
    "manana": "1",
    "amanha": "1",
    "day after tomorrow": "2",
    "pasado manana": "2",
    "depois amanha": "2",
    "week": "monday",
    "semana": "monday",
    "end month": "end",
    "fin mes": "end",
    "fim mes": "end",
    "month end": "end",
}
# Words that stand around a day and do not change it. "next Friday" is the Friday that comes next: the transcript
# shows the date, so that whoever meant another one sees it.
_FILLING = (
    "on by before until till til the this next coming of in within from now at to for"
    " el la los las del de desde al para por hasta antes proximo proxima este esta que viene en dentro"
    " o os da do na no ate proximos proximas vem em daqui feira"
)
_IS_FILLING = frozenset(_FILLING.split())


def parse_day(words: str, *, today: date) -> date | None:
    """The day that the words name, or None when they are not understood."""
    if len(words) > _LONGEST:
        return None
    found = _words(words)
    plain = [word for word in found if word not in _IS_FILLING]
    if not plain:
        return None
    try:
        return (
            _phrase(plain, len(plain) < len(found), today)
            or _numeric(plain, today)
            or _span(plain, today)
            or _month_day(plain, today)
            or _weekday(plain, today)
        )
    except (ValueError, OverflowError):  # 31 February, or a year that no calendar has
        return None


def _words(text: str) -> list[str]:
    """Lower case, without accents, ordinal endings and punctuation; "3d" becomes "3", "d"."""
    folded = "".join(
        letter for letter in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(letter)
    )
    kept = "".join(letter if letter.isalnum() or letter in "/.-" else " " for letter in folded)
    words: list[str] = []
    for piece in kept.split():
        piece = piece.strip("./-")
        if not piece:
            continue
        if piece[0].isdigit():
            head = piece.rstrip("abcdefghijklmnopqrstuvwxyz")
            tail = piece[len(head) :]
            words.append(head)
            if tail and tail not in ("st", "nd", "rd", "th", "o", "a", "ro", "er", "do", "to"):
                words.append(tail)
        else:
            words += [part for part in piece.replace("/", "-").replace(".", "-").split("-") if part]
    return words


def _phrase(words: list[str], filled: bool, today: date) -> date | None:
    meaning = _PHRASES.get(" ".join(words))
    if meaning == "monday":  # "next week", "la semana que viene": its Monday; the bare word says too little
        return today + timedelta(days=7 - today.weekday()) if filled else None
    if meaning == "end":
        return today.replace(day=monthrange(today.year, today.month)[1])
    return today + timedelta(days=int(meaning)) if meaning is not None else None


def _numeric(words: list[str], today: date) -> date | None:
    """2026-03-15, 15/3, 15.3.26, 15-03-2026, with or without a weekday before it."""
    words = _without_weekday(words)
    if len(words) != 1:
        return None
    separator = next((mark for mark in "/.-" if mark in words[0]), "")
    parts = words[0].split(separator) if separator else []
    if not 2 <= len(parts) <= 3 or not all(_is_number(part) for part in parts):
        return None
    numbers = [int(part) for part in parts]
    if len(parts) == 3 and len(parts[0]) == 4:  # ISO 8601
        return date(numbers[0], numbers[1], numbers[2])
    day, month = numbers[0], numbers[1]
    if month > 12 >= day:  # 3/15 can only be the American order
        day, month = month, day
    return _with_year(day, month, parts[2] if len(parts) == 3 else "", today)


def _span(words: list[str], today: date) -> date | None:
    """3d, 3 days, in two weeks, a month, un mes."""
    if len(words) != 2 or words[1] not in _UNITS:
        return None
    count = int(words[0]) if _is_number(words[0]) else _NUMBERS.get(words[0])
    if count is None or count > 3660:
        return None
    match _UNITS[words[1]]:
        case "day":
            return today + timedelta(days=count)
        case "week":
            return today + timedelta(weeks=count)
        case _:
            months = today.month - 1 + count
            year, month = today.year + months // 12, months % 12 + 1
            return date(year, month, min(today.day, monthrange(year, month)[1]))


def _month_day(words: list[str], today: date) -> date | None:
    """15 March, March 15, 15 de marzo de 2026, Friday 20, the 15th."""
    rest = _without_weekday(words[1:] if words[0] == "dia" else words)  # "el día 15"
    months = [word for word in rest if word in _MONTHS]
    numbers = [word for word in rest if _is_number(word)]
    if len(months) + len(numbers) != len(rest) or len(months) > 1 or not numbers:
        return None
    if not months:
        return _next_of_day(int(numbers[0]), today) if len(numbers) == 1 else None
    if len(numbers) > 2:
        return None
    return _with_year(int(numbers[0]), _MONTHS[months[0]], numbers[1] if len(numbers) == 2 else "", today)


def _weekday(words: list[str], today: date) -> date | None:
    if len(words) != 1 or words[0] not in _WEEKDAYS:
        return None
    ahead = (_WEEKDAYS[words[0]] - today.weekday()) % 7
    return today + timedelta(days=ahead or 7)  # "Friday", said on a Friday, is the next one


def _without_weekday(words: list[str]) -> list[str]:
    """A weekday before or after a date only repeats it. "mar" is March when it stands beside a number."""
    if len(words) < 2:
        return words
    for place in (0, len(words) - 1):
        rest = words[:place] + words[place + 1 :]
        if words[place] in _WEEKDAYS and (words[place] not in _MONTHS or any(word in _MONTHS for word in rest)):
            return rest
    return words


def _next_of_day(day: int, today: date) -> date | None:
    """The next month, this one included, that has such a day still to come."""
    for ahead in range(12):
        months = today.month - 1 + ahead
        year, month = today.year + months // 12, months % 12 + 1
        if 1 <= day <= monthrange(year, month)[1] and date(year, month, day) >= today:
            return date(year, month, day)
    return None


def _with_year(day: int, month: int, year: str, today: date) -> date:
    if year:
        return date(int(year) + (2000 if len(year) <= 2 else 0), month, day)
    this_year = date(today.year, month, day) if (month, day) != (2, 29) else _next_leap_day(today)
    return this_year if this_year >= today else date(today.year + 1, month, day)


def _next_leap_day(today: date) -> date:
    year = today.year
    while monthrange(year, 2)[1] != 29 or date(year, 2, 29) < today:
        year += 1
    return date(year, 2, 29)


def _is_number(word: str) -> bool:
    # isdecimal() lets other scripts' digits in; int() reads them too, and the length keeps it cheap.
    return word.isdecimal() and len(word) <= 4


# ---------------------------------------------------------------- from one day to another

_BETWEEN = (
    "..",
    "…",
    "–",
    "—",
    " to ",
    " until ",
    " till ",
    " through ",
    " al ",
    " hasta ",
    " a ",
    " ate ",
    " - ",
    "-",
)
_LONGEST_ABSENCE = timedelta(days=184)
_FROM_NOW = ("until ", "till ", "hasta ", "ate ")


def parse_days(words: str, *, today: date) -> tuple[date, date] | None:
    """The first and the last day that the words name: "1–15 Aug", "del 1 al 15 de agosto", "until Friday", "1/8".

    One day alone is that day; "next week" all seven of its days; "3 days" begin today. None when anything is not
    understood, or when the last day lies before the first.
    """
    text = _folded(words).strip(" .")
    if not text or len(text) > 2 * _LONGEST:
        return None
    named = next((start for start in _FROM_NOW if text.startswith(start)), "")
    if named:
        last = parse_day(text.removeprefix(named), today=today)
        return (today, last) if last is not None and last >= today else None
    for mark in _BETWEEN:
        at = text.find(mark, 1)
        while at > 0:
            if found := _pair(text[:at], text[at + len(mark) :], today, glued=mark == "-"):
                return found
            at = text.find(mark, at + 1)
    return _alone(text, today)


def _alone(text: str, today: date) -> tuple[date, date] | None:
    """One day, a whole week, or so many days from today on."""
    day, words = parse_day(text, today=today), text.split()
    if day is None or day < today:
        return None
    span = any(word in _UNITS for word in _words(text)) and (words[0] in _NUMBERS or words[0][0].isdigit())
    if span:  # "3 days" are today and two more; "in 3 days" is one day
        return today, day - timedelta(days=1)
    return day, day + timedelta(days=6 if {"week", "semana"} & set(words) else 0)


def _pair(left: str, right: str, today: date, *, glued: bool) -> tuple[date, date] | None:
    """Both days; where the first is only a number it is of the last one's month, or of the month before.

    A hyphen with nothing around it parts two days only where the second is a whole one: 15-3 is one day of March.
    """
    if glued and not any(letter.isalpha() or letter in "/." for letter in right):
        return None
    number = [word for word in _words(left) if word not in _IS_FILLING]
    if len(number) == 1 and _is_number(number[0]) and int(number[0]) <= 31:
        last = parse_day(right, today=today)
        first = _same_month(int(number[0]), last) if last is not None else None
    else:
        first = parse_day(left, today=today)
        last = parse_day(right, today=first) if first is not None else None
    if first is None or last is None or not first <= last <= first + _LONGEST_ABSENCE:
        return None
    return first, last


def _same_month(number: int, last: date) -> date | None:
    before = last.replace(day=1) - timedelta(days=1)
    try:
        return (last if number <= last.day else before).replace(day=number)
    except ValueError:
        return None


def _folded(words: str) -> str:
    plain = (letter for letter in unicodedata.normalize("NFKD", words.casefold()) if not unicodedata.combining(letter))
    return "".join(plain)

"""Which day of a mail binds the work or the bid, or in which words a time is given.

Takes: a reading, its days and the day the mail was written.
Gives: `find_deadline(...) -> Due | None`, `find_timeframe(...)`, `find_answer_by(...)` for posts on the list.
Promises: days that are over are no deadlines; a day for questions, interviews, visits or of an older plan is not
    taken; a closing date for bids goes before the end of the work, the end before the start; a revised day before
    the first; of days that bind alike the earlier one. A mail has a deadline or a timeframe, never both.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from fitmail.classify.dates import Day
from fitmail.classify.nearness import FAR, distance
from fitmail.classify.phrases import Reading
from fitmail.classify.times import MONTH, Span

_MOST = 60  # days, or wordings of time, of a mail that are looked at
_TO = re.compile(
    r"[,\s]{0,2}(?:at \d{1,2}(?::\d\d)?(?:am|pm)? )?(?:to|until|al?|para|hasta|ate|ao?)\s(?:el |o |dia |\w+day )*",
    re.ASCII,
)
_FURTHER = re.compile(
    r" (?:a partir d\w{1,3}|from|after|desde|following|tras|apos|depois d\w"
    r"|despues de) [\w ]{2,40}"
)
_BINDING = re.compile(
    r"(?:by|before|until|till|ready|live|in time|no later|not later|antes|para|hasta|ate|a tempo|a tiempo"
    r"|de cara|a partir d|starts? )\b"
)
_WEEKDAYS = {
    "mon": 0, "tue": 1, "wed": 2, "thu": 3, "fri": 4, "sat": 5, "sun": 6, "lun": 0, "mar": 1, "mie": 2, "jue": 3,
    "vie": 4, "sab": 5, "dom": 6, "seg": 0, "ter": 1, "qua": 2, "qui": 3, "sex": 4,
}  # fmt: skip
_WEEKDAY = re.compile(
    r"(?: (?:to me|me|us|a mi|antes|para mim|before|by|hasta|ate|antes de|please|por favor|de|del|el|a|o|no)){0,3},? "
    r"(?P<day>(?:mon|tues|wednes|thurs|fri|satur|sun)day|lunes|martes|miercoles|jueves|viernes|sabado|domingo"
    r"|segunda|terca|quarta|quinta|sexta)(?!\w)"
)
_AND_TO = re.compile(r"[ ,]{0,2}(?:and|to|until|till|-|–|y|al?|hasta|e|ate|ao)(?: (?:the|el|o|dia))? ")
_FROM = re.compile(r"\b(?:between|from|desde|entre|del?|de)(?: el| o| dia)? $")
_EACH = re.compile(r" (?:a|per|por|al|each|cada) (?:week|month|day|semana|mes|dia)\b")
_LENGTH = re.compile(
    r"(?:about |for |in |over |por |durante )?(?:the )?(?:\d|an? |one|two|three|four|five|six"
    r"|dos|tres|duas|dois)"
)
_AND_MORE = re.compile(rf"(?: (?:and|y|e|to|a) {MONTH}|, (?:\w+ ){1, 3}(?:at least|al menos|pelo menos))")
_DATELINE = re.compile(r"\s{0,8}[^\W\d_a-z][\w'’-]{1,20}(?: [\w'’-]{1,20}){0,2}, (?:a )?")
_BACKGROUND = re.compile(
    r"\b(?:was|were|had|used to|since|began|started in|founded|set up in|fue|era|fuimos|empezamos en|desde|foi|fomos"
    r"|fundad[oa])\b"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A day or a wording of time, with the client's own words around it."""

    day: date | None
    phrase: str
    words: str


def find_deadline(reading: Reading, days: Sequence[Day], *, written: date | None, tender: bool) -> Due | None:
    """The day that binds, if the mail names one."""
    kinds = ("not deadline",) if tender else ("not deadline", "answer by")  # a buyer who wants an answer wants a bid
    best: tuple[int, int] | None = None  # points; of days that bind alike the earlier one
    chosen: Day | None = None
    days = [one for one in days if not _dateline(reading, one)]
    coming = [one for one in days[:_MOST] if written is None or one.day >= written]
    for one in coming:
        points = None if _replaced(reading, one, days) else _points(reading, one, days, kinds)
        if points is None and tender and len(coming) == 1:
            points = 1 if _no(reading, one, days, kinds) == FAR else None
        if points is None:
            continue
        rank = (points, -one.day.toordinal())
        if best is None or rank > best:
            best, chosen = rank, one
    if chosen is None:
        return None
    words = reading.clause(chosen.start, chosen.end)
    return Due(day=chosen.day, phrase=reading.words(chosen.start, chosen.end), words=words)


def _opened_by_no(reading: Reading, one: Day, days: Sequence[Day]) -> bool:
    """ "Clarification questions must be received by …": the sentence speaks of questions from its first word."""
    first, _ = reading.sentence(one.start)
    for hit in reading.within("not deadline", first, min(first + 60, one.start)):
        between = any(hit.end <= day.start < one.start for day in days[:_MOST])
        if hit.start - first <= 25 and not between:
            return True
    return False


def _replaced(reading: Reading, one: Day, days: Sequence[Day]) -> bool:
    """ "Extended from 17 April to 24 April": the first of the two no longer counts."""
    for other in days[:_MOST]:
        if other.start > one.end and _TO.fullmatch(reading.folded, one.end, other.start):
            first, last = reading.sentence(one.start)
            return bool(reading.within("revised", first, last))
    return False


def _dateline(reading: Reading, one: Day) -> bool:
    """ "Montevideo, 6 de julio de 2026" at the head of a letter is the day it was written."""
    start = reading.text.rfind("\n", max(0, one.start - 60), one.start) + 1
    rest = reading.text[one.end : one.end + 3].split("\n")[0].strip(" .")
    if reading.within("deadline", start, one.start) or reading.within("submission", start, one.start):
        return False  # "Live by Friday, 12 June"
    return not rest and bool(_DATELINE.fullmatch(reading.text[start : one.start]))


def _others(days: Sequence[Day], one: Day) -> tuple[tuple[int, int], ...]:
    return tuple((day.start, day.end) for day in days[:_MOST] if day is not one)


def _no(reading: Reading, one: Day, days: Sequence[Day], kinds: tuple[str, ...]) -> int:
    return distance(reading, kinds, start=one.start, end=one.end, others=_others(days, one), against="")


def _points(reading: Reading, one: Day, days: Sequence[Day], kinds: tuple[str, ...]) -> int | None:
    """How strongly a day binds; None when nothing says that it does."""
    others = _others(days, one)
    where: dict[str, int] = {"start": one.start, "end": one.end}
    bid = distance(reading, ("submission",), others=others, against="", **where)
    work = distance(reading, ("deadline",), others=others, against="", **where)
    begin = distance(reading, ("start",), others=others, against="", **where)
    no = _no(reading, one, days, kinds)
    moved = distance(reading, ("revised",), others=others, against="", **where)
    if bid > 120 and moved <= 12:
        bid = moved  # "the deadline of 29 May has moved to 12 June"
    yes = min(bid, work, begin, _event(reading, one, others))
    if yes > 120 or no <= yes:
        # "by" stands in nearly every such sentence: a word for questions or interviews outweighs it.
        return None
    if (bid == FAR and no < FAR and no - yes < 25) or _opened_by_no(reading, one, days):
        return None
    points = 6 if bid <= 120 else 4 if work <= 120 and work <= begin + 10 else 2
    if moved <= 40:
        points += 2
    return points - 3 * one.lone


def _event(reading: Reading, one: Day, others: tuple[tuple[int, int], ...]) -> int:
    """ "We need it for our assembly on 20 June": the day of what it is needed for."""
    first, last = reading.sentence(one.start)
    near = distance(reading, ("event",), start=one.start, end=one.end, others=others, against="")
    return near if near <= (40 if reading.within("wish", first, last) else 20) else FAR


def find_answer_by(reading: Reading, days: Sequence[Day], *, written: date | None) -> Due | None:
    """By when the writer wants an answer from the list."""
    for one in days[:_MOST]:
        if written is not None and one.day < written:
            continue
        near = distance(reading, ("answer by",), start=one.start, end=one.end, others=_others(days, one), against="")
        if near <= 80:
            words = reading.clause(one.start, one.end)
            return Due(day=one.day, phrase=reading.words(one.start, one.end), words=words)
    return _answer_by_weekday(reading, written)


def _answer_by_weekday(reading: Reading, written: date | None) -> Due | None:
    """ "Answers to me by Friday": the next one."""
    if written is None:
        return None
    for hit in reading.of("answer by")[:_MOST]:
        match = _WEEKDAY.match(reading.folded, hit.end)
        if match is not None:
            ahead = (_WEEKDAYS[match.group("day")[:3]] - written.weekday() - 1) % 7 + 1
            words = reading.clause(hit.start, match.end())
            return Due(day=written + timedelta(days=ahead), phrase=reading.words(*match.span()), words=words)
    return None


def find_availability(reading: Reading, flat: str, times: Sequence[Span], days: Sequence[Day]) -> Due | None:
    """When somebody who offers is free, in their words: "between 22 June and 17 July", "julio y agosto"."""
    for one, other in pairwise(days[:_MOST]):
        gap = flat[one.end : other.start]
        if _AND_TO.fullmatch(gap):
            lead = _FROM.search(flat, max(0, one.start - 14), one.start)
            start = lead.start() if lead is not None else one.start
            return Due(
                day=None, phrase=reading.words(start, other.end).rstrip("."), words=reading.clause(one.start, other.end)
            )
    firm = [span for span in times[:_MOST] if span.firm and not _EACH.match(flat, span.end)]
    firm.sort(key=lambda one: bool(_LENGTH.match(flat, one.start)))  # "until Christmas" says more than "two weeks"
    if not firm:
        return None
    start, end = firm[0].start, firm[0].end
    further = _AND_MORE.match(flat, end)
    end = further.end() if further is not None else end
    return Due(day=None, phrase=reading.words(start, end), words=reading.clause(start, end))


def find_timeframe(reading: Reading, flat: str, times: Sequence[Span]) -> Due | None:
    """The wording of time that is about the work, verbatim; "soon" and its kin are no time."""
    best: tuple[int, int] | None = None
    chosen: Span | None = None
    for span in times[:_MOST]:
        points = _time_points(reading, flat, span) if span.firm else None
        if points is not None and (best is None or (points, -span.start) > best):
            best, chosen = (points, -span.start), span
    if chosen is None:
        return None
    end = chosen.end
    further = _FURTHER.match(flat, end)
    if further is not None:
        end = further.end()
    return Due(
        day=None,
        phrase=reading.words(chosen.start, end),
        words=reading.clause(chosen.start, end),
    )


def _time_points(reading: Reading, flat: str, span: Span) -> int | None:
    """How surely a wording is about the work; None when nothing says so."""
    first, last = reading.sentence(span.start)
    where: dict[str, int] = {"start": span.start, "end": span.end}
    if distance(reading, ("not deadline", "answer by"), others=(), against="", **where) <= 30:
        return None
    binding = bool(_BINDING.match(flat, span.start))
    wished = bool(reading.within("wish", first, last)) or bool(reading.within("deadline", first, last))
    wished = wished or bool(reading.within("start", first, last))
    if not wished and not binding:
        return None
    if not wished and _BACKGROUND.search(flat, first, last):
        return None
    return 2 * binding + 2 * wished

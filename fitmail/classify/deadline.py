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
from itertools import islice, pairwise

from fitmail.classify.dates import Day
from fitmail.classify.nearness import FAR, distance
from fitmail.classify.phrases import Reading
from fitmail.classify.times import MONTH, Span

_MOST = 60  # days, or wordings of time, of a mail that are looked at
_TO = re.compile(
    r"[,\s]{0,2}(?:at \d{1,2}(?::\d\d)?(?:am|pm)? )?(?:to|until|al?|para|hasta|ate|ao?|is now|are now|es ahora"
    r"|e agora|ahora es"
    r"|agora e)\s(?:now |noon on |midday on |midnight on |\d{1,2}(?::\d\d)? ?(?:am|pm|noon)? on |el |o |dia |\w+day )*",
    re.ASCII,
)
_FURTHER = re.compile(
    r" (?:a partir d\w{1,3}|from|after|desde|following|tras|apos|depois d\w"
    r"|despues de) [\w ]{2,40}"
)
_BINDING = re.compile(
    r"(?:by|before|until|till|ready|live|in time|no later|not later|antes|para|hasta|ate|a tempo|a tiempo"
    r"|de cara|a partir d|starts? |within|dentro de|en un plazo|num prazo|no prazo)\b"
)
_UNTIL = re.compile(r"(?:until|till|hasta)\b")  # "lent to us until next year" binds nobody
# "Return date (was 15 May): 29 May".
_WAS = re.compile(
    r"\((?:was|were|previously|originally|formerly|not|antes|era|anteriormente|no|nao)[: ]{1,2}(?:the |el |o |dia )?$"
)
_WAS_ENDED = re.compile(r"\)[:,–-]{0,2}\s?(?:now |to |by |noon |on |ahora |agora |el |o |\w+day,? )*", re.ASCII)
_MOVED_TO = re.compile(
    r"\b(?:to|until|till|al?|para|hasta|ate)(?: (?:noon|midday|on|the|el|o|dia|\w+day),?){0,3}\s$", re.ASCII
)
# Envelopes are opened after they were handed in.
_OPENING = re.compile(r"\b(?:abertura|apertura|abrir\w*|opening|opened)\b")
_HANDED_IN = re.compile(
    r"\b(?:ate|hasta|by|before|until|antes d\w{1,2}|no later than)\s(?:(?:o|el|as|dia|noon|on)\s){0,3}$"
)
# "If you want in, tell the list by …": what is asked of the list, not of those who do the work.
_INVITED = re.compile(
    r"\b(?:if you(?:['’]?d|['’]re| are| all)? (?:want|fancy|like|would|up for|keen|interested|think|can)"
    r"|(?:anyone|anybody|whoever|those|co-?ops?|teams?|whoever is|who is|who['’]?s) (?:keen|interested|up for"
    r"|who wants?|wanting|wants?|that wants?)"
    r"|interested co-?ops?|if interested|hands? up|your (?:co-?op['’]?s )?names?|names? (?:to me|down|in)"
    r"|tell (?:me|us|the list)|say so"
    r"|let (?:me|us|the list) know|a (?:line|nod|shout|yes)\b|on the list|reply to (?:me|the list|this)"
    r"|quem (?:quiser|topar|puder|tiver|se interessar|estiver|quer)|se alguem|se algum|algum[a]? coop|interessad[oa]s"
    r"|mand\w{1,3} (?:um|uma|me|alo)|um alo|me (?:avis|diz|dig|fal|escrev|mand)\w*|levant\w+ (?:a|la) ma\w{1,2}|digam"
    r"|quien(?:es)? (?:quier\w+|se sum\w+|pued\w+|est\w+|teng\w+)|si (?:a )?(?:alguien|alguna|alguno|os|les|te) "
    r"|interesad[oa]s"
    r"|avis(?:en|ad|enme|adme|ame)\b|decidme|diganme|que me (?:escrib|dig|avis)\w+|respond(?:e|an|am|ed|er)\b)"
)
_BY = re.compile(
    r"\b(?:by|before|until|till|ate|hasta|antes d\w{1,2}|no later than)\s(?:(?:o|el|the|ao?|dia|end of|noon on)\s){0,2}"
    r"(?:\w{3,12}(?:-feira)?,? ?(?:the |el |dia )?)?$"
)
_BY_WEEKDAY = re.compile(
    r"\b(?:by|before|until|till|ate|hasta|antes d\w{1,2})\s(?:(?:o|el|the|a|next|end of|this|proxim[oa])\s){0,2}"
    r"(?P<day>(?:mon|tues|wednes|thurs|fri|satur|sun)day|lunes|martes|miercoles|jueves|viernes|sabado|domingo"
    r"|segunda|terca|quarta|quinta|sexta)(?!\w)"
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
    if _instead(reading, one, days):
        return 8
    others = _others(days, one)
    where: dict[str, int] = {"start": one.start, "end": one.end}
    bid = distance(reading, ("submission",), others=others, against="", **where)
    work = distance(reading, ("deadline",), others=others, against="", **where)
    begin = distance(reading, ("start",), others=others, against="", **where)
    no = _no(reading, one, days, kinds)
    moved = distance(reading, ("revised",), others=others, against="", **where)
    if bid > 120 and moved <= 12:
        bid = moved  # "the deadline of 29 May has moved to 12 June"
    if moved <= 60 and _MOVED_TO.search(reading.folded, max(0, one.start - 30), one.start):
        bid, no = min(bid, moved), FAR  # "extended the period by two weeks, to 29 May"
    yes = min(bid, work, begin, _event(reading, one, others))
    if yes > 120 or no <= yes:
        # "by" stands in nearly every such sentence: a word for questions or interviews outweighs it.
        return None
    if (bid == FAR and no < FAR and no - yes < 25) or _opened_by_no(reading, one, days):
        return None
    points = 3 if _opened(reading, one) else 6 if bid <= 120 else 4 if work <= 120 and work <= begin + 10 else 2
    if moved <= 40:
        points += 2
    return points - 3 * one.lone


def _instead(reading: Reading, one: Day, days: Sequence[Day]) -> bool:
    """ "(was 15 May): 29 May"."""
    return any(
        0 < one.start - other.end < 24
        and bool(_WAS_ENDED.fullmatch(reading.folded, other.end, one.start))
        and bool(_WAS.search(reading.folded, max(0, other.start - 24), other.start))
        for other in days[:_MOST]
    )


def _opened(reading: Reading, one: Day) -> bool:
    """Is it the day on which bids are opened, and not the one until which they are taken?"""
    first, _ = reading.sentence(one.start)
    if _HANDED_IN.search(reading.folded, max(first, one.start - 24), one.start):
        return False
    return bool(_OPENING.search(reading.folded, max(first, one.start - 48), one.start))


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
        if near <= 80 or _asked_by(reading, one):
            words = reading.clause(one.start, one.end)
            return Due(day=one.day, phrase=reading.words(one.start, one.end), words=words)
    return _answer_by_weekday(reading, written)


def _asked_by(reading: Reading, one: Day) -> bool:
    """ "If you want in, tell the list by 12 May"."""
    first, last = reading.sentence(one.start)
    by = _BY.search(reading.folded, max(first, one.start - 40), one.start) is not None
    return by and _INVITED.search(reading.folded, first, last) is not None


def _answer_by_weekday(reading: Reading, written: date | None) -> Due | None:
    """ "Answers to me by Friday": the next one."""
    if written is None:
        return None
    for hit in reading.of("answer by")[:_MOST]:
        match = _WEEKDAY.match(reading.folded, hit.end)
        if match is not None:
            words = reading.clause(hit.start, match.end())
            return Due(day=_next(match, written), phrase=reading.words(*match.span()), words=words)
    for match in islice(_BY_WEEKDAY.finditer(reading.folded), _MOST):
        if _INVITED.search(reading.folded, *reading.sentence(match.start())):
            words = reading.clause(*match.span())
            return Due(day=_next(match, written), phrase=reading.words(*match.span()), words=words)
    return None


def _next(match: re.Match[str], written: date) -> date:
    """The next such weekday after the day of writing."""
    return written + timedelta(days=(_WEEKDAYS[match.group("day")[:3]] - written.weekday() - 1) % 7 + 1)


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
    if _EACH.match(flat, span.end):
        return None  # "about two days a month" is how much, not when
    if _BY_WEEKDAY.match(flat, span.start) and _INVITED.search(flat, first, last):
        return None
    binding = bool(_BINDING.match(flat, span.start))
    wished = bool(reading.within("wish", first, last)) or bool(reading.within("deadline", first, last))
    wished = wished or bool(reading.within("start", first, last))
    if not wished and not binding:
        return None
    if _UNTIL.match(flat, span.start) and not reading.within("wish", first, last):
        return None
    if not wished and _BACKGROUND.search(flat, first, last):
        return None
    return 2 * binding + 2 * wished

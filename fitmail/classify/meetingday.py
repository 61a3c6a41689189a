"""The day of the meeting that a list post speaks of.

Takes: a reading, its calendar days, and the day the post was written.
Gives: `find_meeting_day(...) -> Meeting | None`.
Promises: the day that stands by a word for a meeting goes before others, the first before the next ("Next: 9 June");
    "today", "tomorrow", "yesterday" and a weekday count where no calendar day does: a weekday is the next such day,
    in minutes the last. A poll of dates has no day yet. In doubt there is none. Linear in the text.
Known faults: "the second Tuesday in May" is no day; a meeting of several days is its first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from fitmail.classify.dates import Day
from fitmail.classify.phrases import Reading

_MOST = 40  # days and words of a post that are looked at
_MEETING = re.compile(
    r"\b(?:meetings?|agm|gatherings?|assembly|minutes|agenda|apologies|present|notes|(?:monthly|network) call|held on"
    r"|reunion(?:es)?|asamblea|plenario|encuentro|acta|orden del dia|convocatoria|jornada|asistieron|asistentes"
    r"|reuniao|reunioes|assembleia|plenaria|encontro|ata|pauta|ordem do dia|presentes|convocam-se)\b"
)
_NEXT = re.compile(
    r"\b(?:next|again|back here|proxim[ao]|volvemos|voltamos|by|before|until|antes|hasta|ate|deadline"
    r"|doodle|reply|respond\w*|confirm\w*|proxies|anything before)\b"
)
_PAST = re.compile(
    r"\b(?:minutes (?:of|from)|minutes,|notes (?:of|from)|yesterday|acta (?:de|del)|minuta|resumen|ayer|asistieron"
    r"|asistentes|ata d[aeo]|ontem|faltaram|present:|presentes:|attended|se hablo)"
)
_POLL = re.compile(
    r"\b(?:doodle|framadate|rallly|which date|pick a date|options are|opciones|opcoes|vote for a date)\b"
)
_RELATIVE: Mapping[str, int] = {
    "yesterday": -1, "ayer": -1, "ontem": -1, "today": 0, "tonight": 0, "hoy": 0, "hoje": 0,
    "tomorrow": 1, "amanha": 1,
}  # fmt: skip
_WEEKDAYS: Mapping[str, int] = {
    name: number
    for number, names in enumerate(
        (
            ("monday", "lunes", "segunda"),
            ("tuesday", "martes", "terca"),
            ("wednesday", "miercoles", "quarta"),
            ("thursday", "jueves", "quinta"),
            ("friday", "viernes", "sexta"),
            ("saturday", "sabado"),
            ("sunday", "domingo"),
        )
    )
    for name in names
}
# "la manana" is the morning, "manana" tomorrow.
_WORDS = re.compile(
    rf"\b(?P<which>(?:first|second|third|fourth|last|every|primer|segundo|tercer|cuarto|ultimo|cada|todos los"
    rf"|primeira|segunda|terceira|ultima|toda) )?"
    rf"(?:(?P<relative>{'|'.join(_RELATIVE)})|(?P<manana>(?<!la )(?<!por )manana)"
    rf"|(?P<weekday>{'|'.join(_WEEKDAYS)})(?:-feira)?)\b"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """The day, and the words it was found in."""

    day: date
    words: str


def find_meeting_day(reading: Reading, days: Sequence[Day], *, written: date | None) -> Meeting | None:
    """When the meeting is, or was."""
    if _POLL.search(reading.folded):
        return None
    full = [one for one in days[:_MOST] if not one.lone]
    lone = [one for one in days[:_MOST] if one.lone]
    by_words = list(_by_words(reading, written)) if written is not None else []
    for group in (full, lone, by_words):
        chosen = _chosen(reading, group)
        if chosen is not None:
            return Meeting(day=chosen.day, words=reading.clause(chosen.start, chosen.end))
    return None


def _chosen(reading: Reading, days: Sequence[Day]) -> Day | None:
    """The first day that stands by a meeting's word; else the only one that is for nothing else."""
    plain = [one for one in days if not _is_another(reading, one)]
    for one in plain:
        first, last = reading.sentence(one.start)
        if _MEETING.search(reading.folded, first, last):
            return one
    return plain[0] if len({one.day for one in plain}) == 1 else None


def _is_another(reading: Reading, one: Day) -> bool:
    """The next meeting of minutes, or a day by which to answer."""
    first, _ = reading.sentence(one.start)
    return _NEXT.search(reading.folded, max(first, one.start - 40), one.start) is not None


def _by_words(reading: Reading, written: date) -> Iterator[Day]:
    """Today, tomorrow, Thursday."""
    past = _PAST.search(reading.folded) is not None
    for number, match in enumerate(_WORDS.finditer(reading.folded)):
        if number >= _MOST:
            return
        if match["which"]:
            continue  # "every Tuesday", "the second Tuesday in May"
        day = written + timedelta(days=_away(match, written, past=past))
        yield Day(day=day, lone=True, start=match.start(), end=match.end())


def _away(match: re.Match[str], written: date, *, past: bool) -> int:
    """Days from the post to what its word names."""
    if match["relative"]:
        return _RELATIVE[match["relative"]]
    if match["manana"]:
        return 1
    ahead = (_WEEKDAYS[match["weekday"]] - written.weekday()) % 7
    return ahead - 7 if past and ahead else ahead

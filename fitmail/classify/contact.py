"""How to reach the writer, and who sent them.

Takes: a reading, and the signature under the mail.
Gives: `find_phones(text)` with their offsets; `find_call_time(reading)`; `find_referrer(reading)`.
Promises: a number is a telephone number when it is written as one (+44 …, 0117 496 0112) or a word for telephone
    stands before it; sums, dates, case numbers and web addresses are none. Linear in the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from fitmail.classify.names import proper_names
from fitmail.classify.phrases import Hit, Reading
from fitmail.classify.stretches import around_figures, matches_in

_PHONE = re.compile(
    r"(?<![\w/.,£€$+#-])(?P<word>(?:tel[ée]?f?(?:ono|one)?|phone|mobile|mob|cell?|cel(?:ular)?|m[oó]vil|whatsapp"
    r"|wpp|wa|fone"
    r"|ph|tlf|t|m|p)\.?\s?[:.]?\s{0,2})?"
    r"(?P<number>(?:\+|00)\d[\d ().\-/]{6,20}\d|\(?0\d{1,5}\)?[ .\-]?\d[\d .\-]{4,12}\d"
    r"|\(\d{2,5}\)\s?\d[\d .\-]{5,12}\d"
    r"|\d[\d .\-]{6,14}\d)(?![\w%/])",
    re.IGNORECASE,
)
_NOT_PHONE = re.compile(
    r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{1,3}(?:[.,]\d{3})+|(?:19|20)\d\d-\d\d-\d\d|(?:19|20)\d\d ?- ?(?:19|20)?\d\d"
)
_MOST = 30  # cues of one kind that are looked at
_YOU = re.compile(
    r"\b(?:you|your|yous|ustedes|vosotr[oa]s|vuestr[oa]s?|su|sus|les|los|voces|voce|voss[oa]s?|contacto|contato"
    r"|contact|address"
    r"|write|escrib\w{0,8}|escrev\w{0,8}|pregunt\w{0,8}|pergunt\w{0,8}|here|aqui|aca|apply|network|red|rede"
    r"|co-?ops?|cooperativas?)\b"
)
_AFTER = re.compile(r"\b(?:by|from|through|por|de|da|do|parte)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A find that is words: the value and the clause around it."""

    value: str
    words: str


def find_phones(text: str) -> tuple[tuple[int, int], ...]:
    """Offsets of every telephone number."""
    found: list[tuple[int, int]] = []
    for match in matches_in(_PHONE, text, around_figures(text, before=40, behind=20)):
        number = match.group("number")
        digits = sum(letter.isdigit() for letter in number)
        written = number.startswith(("+", "00", "0", "(")) or bool((match.group("word") or "").strip())
        if 8 <= digits <= 15 and written and not _NOT_PHONE.fullmatch(number):
            found.append((match.start("number"), match.end("number")))
    return tuple(found)


def find_call_time(reading: Reading) -> Said | None:
    """When they may be called, in their words."""
    for time in reading.of("call time")[:_MOST]:
        first, last = reading.sentence(time.start)
        near = [call for call in reading.within("call", first, last) if abs(call.start - time.start) <= 60]
        if near:
            return Said(value=reading.clause(time.start, time.end), words=reading.clause(time.start, time.end))
    return None


def find_referrer(reading: Reading) -> Said | None:
    """Who told them of the network: a name where there is one, else their words."""
    for hit in reading.of("referred")[:_MOST]:
        first, last = reading.sentence(hit.start)
        if not _YOU.search(reading.folded, first, last):
            continue  # "he told me it broke" tells of nobody who knows us
        words = reading.clause(hit.start, hit.end)
        return Said(value=_name(reading, hit, first, last) or words, words=words)
    return None


def _name(reading: Reading, hit: Hit, first: int, last: int) -> str:
    """The name before "told me", or after "recommended by"."""
    names = proper_names(reading.text, first, last)
    after = [span for span in names if 0 <= span[0] - hit.end <= 12]
    before = [span for span in names if 0 <= hit.start - span[1] <= 40]
    if _AFTER.search(reading.folded[hit.start : hit.end]) and after:
        return reading.words(*after[0])
    if before:
        # "Amaia, de Nodo Norte, me dijo": the person is named first.
        close = [span for span in before if before[-1][0] - span[1] <= 6]
        return reading.words(*(close[0] if close else before[-1]))
    return reading.words(*after[0]) if after else ""

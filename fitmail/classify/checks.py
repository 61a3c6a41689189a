"""The checklist of the card: is there a budget, a timescale, a technology, a brief, somebody who decides?

Takes: the mail, a reading of its text and the facts found.
Gives: `find_checks(...) -> tuple[Check, ...]`: always budget, when, tech, brief, who; then values, place and size as
    far as the mail says something about them.
Promises: "yes" when the mail says it, "maybe" when it only hints ("small budget", "soon"), "no" when it says nothing;
    each yes and maybe with the client's own words. It judges nobody: it lists what is there and what is missing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Literal

from fitmail.classify.phrases import Reading
from fitmail.classify.times import Span
from fitmail.model import Check, Fact, Message

_BRIEF_FILE = re.compile(
    r"brief|spec|requirement|scope|tender|itt|rfp|rfq|pqq|terms|tor|pliego|bases|alcance|requisito|requerimiento"
    r"|edital|termo"
    r"|especifica|escopo|caderno|proposal|propuesta|proposta|wireframe|mockup|project|proyecto|projeto"
)
_DOCUMENT = frozenset({"pdf", "doc", "docx", "odt", "rtf", "md", "pptx", "odp", "xlsx", "ods"})
_LONG = 450  # letters in which a person has usually said what it should do
_SHORT = 160


def find_checks(
    message: Message,
    reading: Reading,
    *,
    facts: Sequence[Fact],
    times: Sequence[Span],
    work: Sequence[str],
    category: str,
) -> tuple[Check, ...]:
    """The lines of the card's checklist."""
    known = {fact.name: fact for fact in facts}
    checks = [
        _budget(reading, known),
        _when(reading, known, times),
        _tech(reading, known, work),
        _brief(message, reading, work, tender=category == "tender"),
        _who(message, reading, known),
    ]
    for check in (_values(reading, known), _place(reading, known), _size(reading)):
        if check is not None:
            checks.append(check)
    return tuple(checks)


def _check(key: str, mark: Literal["yes", "maybe", "no"], words: str) -> Check:
    return Check(key=key, mark=mark, words=words)


def _cue(reading: Reading, kind: str) -> str:
    """The clause of the first cue of a kind, "" when there is none."""
    hits = reading.of(kind)
    return reading.clause(hits[0].start, hits[0].end) if hits else ""


def _budget(reading: Reading, known: Mapping[str, Fact]) -> Check:
    fact = known.get("budget_max") or known.get("budget_min")
    if fact is not None:
        return _check("budget", "yes", fact.words)
    hint = _cue(reading, "hinted budget")
    return _check("budget", "maybe" if hint else "no", hint)


def _when(reading: Reading, known: Mapping[str, Fact], times: Sequence[Span]) -> Check:
    if "deadline" in known:
        return _check("when", "yes", known["deadline"].words)
    if "timeframe" in known:
        return _check("when", "yes", known["timeframe"].words)
    # Any other wording of time is a hint at most: "soon", "we were told in March".
    vague = [span for span in times if not span.firm]
    hint = reading.clause(vague[0].start, vague[0].end) if vague else ""
    return _check("when", "maybe" if hint else "no", hint)


def _tech(reading: Reading, known: Mapping[str, Fact], work: Sequence[str]) -> Check:
    if "technologies" in known:
        return _check("tech", "yes", known["technologies"].words)
    hint = _cue(reading, "tech hint") or (_cue(reading, "work") if work else "")
    return _check("tech", "maybe" if hint else "no", hint)


def _brief(message: Message, reading: Reading, work: Sequence[str], *, tender: bool) -> Check:
    """A document, or enough words about the work."""
    for attachment in message.attachments:
        stem, _, ending = attachment.name.lower().rpartition(".")
        if ending in _DOCUMENT and not attachment.content_id and (tender or _BRIEF_FILE.search(stem)):
            return _check("brief", "yes", attachment.name)
    hint = _cue(reading, "brief")
    length = len(" ".join(reading.text.split()))
    told = _cue(reading, "work")
    if (work and length >= _LONG) or (tender and length >= _SHORT):
        return _check("brief", "yes", told or hint)
    if work or hint or length >= _LONG:
        return _check("brief", "maybe", told or hint)
    return _check("brief", "no", "")


def _who(message: Message, reading: Reading, known: Mapping[str, Fact]) -> Check:
    if "who_decides" in known:
        return _check("who", "yes", known["who_decides"].words)
    role = _cue(reading, "role")
    if not role and message.forward is None:
        role = _signed_role(message.signature, reading)
    return _check("who", "maybe" if role else "no", role)


def _signed_role(signature: str, reading: Reading) -> str:
    """A line of the signature that names a role."""
    for line in signature.split("\n")[:8]:
        if 3 < len(line) < 100 and re.search(
            r"\b(?:director|directora|manager|owner|founder|chair|secretary|treasurer|trustee|head of|co-?ordinator"
            r"|officer|ceo"
            r"|gerente|president[ea]|secretari[ao]|tesorer[ao]|coordinador|coordinadora|diretora?|coordenadora?"
            r"|tesoureir[ao])\b",
            line.lower(),
        ):
            return " ".join(line.split())
    return ""


def _values(reading: Reading, known: Mapping[str, Fact]) -> Check | None:
    if "client_is_coop" in known:
        return _check("values", "yes", known["client_is_coop"].words)
    hint = _cue(reading, "values")
    return _check("values", "yes", hint) if hint else None


def _place(reading: Reading, known: Mapping[str, Fact]) -> Check | None:
    if "place" in known:
        return _check("place", "yes", known["place"].words)
    hint = _cue(reading, "remote")
    return _check("place", "yes", hint) if hint else None


def _size(reading: Reading) -> Check | None:
    hint = _cue(reading, "size")
    return _check("size", "maybe", hint) if hint else None

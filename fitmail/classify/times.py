"""Wordings of time without a calendar day: "before the autumn", "en tres meses", "o quanto antes".

Takes: folded text (small letters, no accents).
Gives: `find_times(folded) -> tuple[Span, ...]` in the order of the text; `firm` is False for "soon" and its kin.
Promises: a wording starts at its preposition, so that it can be shown as it stands; what is plainly past ("in 2019",
    "three years ago", "hace dos meses") is not found; linear in the text.
Known faults: a wording built on an event without a month ("before our assembly") is not found.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december|enero|febrero|marzo"
    r"|abril|mayo|junio|julio|agosto|septiembre|setiembre|octubre|noviembre|diciembre|janeiro|fevereiro|marco|maio"
    r"|junho|julho|setembro|outubro|novembro|dezembro|jan|feb|apr|jun|jul|aug|sept?|oct|nov|dec)(?![a-z])"
)
_SEASON = (
    r"(?:spring|summer|autumn|fall|winter|christmas|xmas|easter|new year|half[- ]term|term|school year"
    r"|academic year|financial year|tax year|year[- ]end|q[1-4]|weekend|holidays|primavera|verano|otono|invierno"
    r"|navidad(?:es)?|pascua"
    r"|semana santa|reyes|verao|outono|inverno|natal|pascoa|carnaval|ano novo|vacaciones(?: de (?:invierno"
    r"|verano|julio|navidad|pascua))?|ferias(?: de (?:julho|verao|inverno))?)(?![a-z])"
)
_WEEKDAY = (
    r"(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|lunes|martes|miercoles|jueves|viernes"
    r"|segunda-feira|terca-feira|quarta-feira|quinta-feira|sexta-feira)(?![a-z])"
)
_PERIOD = r"(?:day|week|month|quarter|year|semana|mes|trimestre|semestre|ano)(?![a-z])"
_NUMBER = (
    r"(?:\d{1,3}|an?|one|two|three|four|five|six|eight|ten|twelve|(?:a )?couple of|(?:a )?few|un|una|dos|tres|cuatro"
    r"|cinco|seis|ocho|diez|doce|(?:un )?par de|uma?|dois|duas|quatro|oito|dez|doze)"
)
_LENGTH = (
    rf"{_NUMBER}(?:(?:\s?-\s?| or | to | a | o | ou | and | y | e ){_NUMBER})?[ -]"
    r"(?:days?|weeks?|months?|years?|dias?|semanas?|mes(?:es)?|anos?)(?![a-z])"
)
_TAIL = r"(?: (?:de |del |of )?(?:this year|next year|este ano|esse ano|(?:19|20)\d\d))?"

_EVENT = (
    r"(?: (?:meeting|board|agm|conference|elections?|festival|intake|season|holidays|break|ends|begins"
    r"|starts)(?!\w))?"
)

_EN = (
    rf"(?:(?:the )?(?:very )?(?:end|start|beginning|middle|turn|close|first half|second half|first week|last week) "
    rf"of (?:the |this |next |our )?(?:{MONTH}|{_SEASON}|{_PERIOD}|(?:[\w-]{{3,12}} )?season)"
    rf"|(?:the )?(?:early|mid|late|end)[- ](?:{MONTH}|{_SEASON}|{_PERIOD})"
    rf"|(?:this|next|the|the coming) (?:{_SEASON}|{MONTH}|{_PERIOD}|{_WEEKDAY})"
    rf"|{MONTH}|{_SEASON}|{_WEEKDAY}"
    rf"|(?:the|our|my|their|its) (?:[\w'’-]{{2,20}} ){{1,4}}(?:in|of|this|next) (?:{MONTH}|{_SEASON}"
    rf"|{_PERIOD}))(?: in {MONTH})?{_TAIL}{_EVENT}"
)
_EDGE = (
    r"(?:fines|fin|fim|final(?:es)?|finais|principios?|comienzos?|inicios?|comeco|mediados|meados|mitad|metade"
    r"|(?:primer[ao]?|primeir[ao]|segund[ao]|ultim[ao]) (?:semana|quincena|quinzena|mitad|metade))"
)
_THIS = r"(?:este |esta |ese |esse |essa |proxim[oa] |pasado |el |la |ao |o |a |los |las |os |as )"
_ES = (
    rf"{_THIS}?(?:{_EDGE} d(?:e|el|o|a|este|esse|esta) {_THIS}?(?:{MONTH}|{_SEASON}|{_PERIOD})"
    rf"|(?:mes de )?(?:{MONTH}|{_SEASON}|{_WEEKDAY})|(?:primer|segundo|primeiro) (?:semestre|trimestre)"
    rf"|(?:proxim[oa] ){_PERIOD}|{_PERIOD} (?:que viene|que vem|que entra|proxim[oa]|entrante)"
    rf"|fin de (?:ano|mes)|final de ano|fim de ano"
    rf"|(?:[\w-]{{3,20}} ){{1,3}}(?:de|do|da|del|en|em) {_THIS}?(?:{MONTH}|{_SEASON})){_TAIL}"
)
_BEFORE_EN = (
    r"(?:by|before|until|till|in time for|ready for|ready by|live for|live by|for|in|from|during|over|within|around"
    r"|sometime (?:this|in|before|around)|no later than|not later than|this side of|after|at)"
)
_STARTING = r"(?:to )?(?:start(?:ing)?|begin(?:ning)?|kick(?:ing)? off|launch(?:ing)?|go(?:ing)? live)"
_LASTING = (
    r"(?:within|in|over|inside|under|about|around|at most|for|en|em|dentro de|durante|en unos|en menos de|em ate"
    r"|em cerca de|em menos de|no maximo em|en un plazo de|num prazo de|prazo de) (?:the |los |las |os |as )?"
    r"(?:next |coming |proxim[oa]s |about |around |roughly |un[oa]s |uns |umas )?"
)
_BEFORE_ES = (
    r"(?:antes de|antes del|antes do|antes da|para|hasta|ate|a tempo d[aoe]|a tiempo para|a tiempo de|desde"
    r"|a partir de|despues de|luego de|tras|depois d[eoa]|apos|pra|pro"
    r"|en|em|no|na|durante|de cara al?|arranc\w{1,4} en|empez\w{1,4} en|comec\w{1,4} em|el|este|esta|neste|nesta|a|al"
    r"|no final d[oe])"
)
# What has no month of its own, and is a time only where something must be before it.
_FEAST = (
    r"(?:(?:grape |apple |hop |olive |potato )?harvest|lambing|shearing|ramadan|eid|diwali|lent|carnival|elections?"
    r"|busy (?:season|period)|bank holiday|monsoon|rains|frosts?|rainy season"
    r"|vindima|vendimia|cosecha|colheita|safra|zafra|siembra|esquila|lluvias|chuvas|elecciones|eleicoes|votacion|votacao"
    r"|fiestas?(?: (?:patrias|mayores|del pueblo|patronales))?|festas?(?: (?:juninas|da vila|do povo))?|feria"
    r"|feira|romeria"
    r"|temporada(?: (?:alta|baja|baixa))?|vuelta al cole|volta as aulas|rentree|(?:inicio|comienzo|comeco) d[eoa]s? "
    r"(?:clases|aulas|curso|ano letivo|temporada)|campana(?: de \w{3,12})?)(?![a-z])"
)
_THE = r"(?:(?:the|our|next|this|la|el|las|los|a|o|as|os|nuestra|nossa|proxim[oa]|esta) ){0,2}"
_CLAUSE = (
    r"(?:(?:the )?(?:schools?|clocks|term|season|courses?|university|college|children|kids|students|shops?|market|lambs"
    r"|tourists|visitors) (?:go(?:es)? back|go forward|changes?|starts?|begins?|ends?|opens?|closes?|breaks? up"
    r"|reopens?"
    r"|returns?|arrives?|comes?(?: back)?)"
    r"|que (?:empie[cz]\w+|comien[cz]\w+|termin\w+|arran\w+|abra\w*|acab\w+|lleg\w+|cierr\w+|comec\w+|cheg\w+|abr\w+)"
    r" (?:el|la|los|las|o|a|os|as) \w{3,15}"
    r"|(?:comecar|acabar|terminar|chegar|abrir)(?:em)? (?:o|a|os|as) \w{3,15})(?![a-z])"
)
_PATTERNS = (
    re.compile(rf"(?<!\w){_BEFORE_EN} (?:about |around |roughly |the latest )?{_EN}"),
    re.compile(rf"(?<!\w){_STARTING} (?:in |by |from |around |on )?{_EN}"),
    re.compile(
        rf"(?<!\w)(?:early|late|mid|later|this|next)[- ](?:in |this |next )?(?:{MONTH}|{_SEASON}|{_PERIOD}){_TAIL}"
    ),
    re.compile(rf"(?<!\w){_LASTING}{_LENGTH}"),
    re.compile(rf"(?<!\w)n[oa]s proxim[oa]s {_LENGTH}"),
    re.compile(rf"(?<!\w){_BEFORE_ES} {_ES}"),
    re.compile(rf"(?<!\w)(?:este|esta|ese|neste|nesta|en este|no) {_PERIOD}"),
    re.compile(rf"(?<!\w)q[1-4]{_TAIL}(?!\w)"),
    re.compile(
        rf"(?<!\w)(?!(?:an?|una?|uma?) (?:week|month|semana|mes)){_NUMBER}"  # "£4 a month" is no length of time
        rf"(?:(?:\s?-\s?| or | to | a | o | ou ){_NUMBER})?[ -](?:weeks?|months?|semanas?"
        rf"|meses)(?![a-z])"
    ),
    re.compile(
        rf"(?<!\w)(?:by|before|ahead of|in time for|until|till|once|antes d(?:el?|[oa]s?)|a tiempo para"
        rf"|a tempo d[oa]s?|hasta"
        rf"|ate)(?: ao?s?)? (?:{_THE}{_FEAST}|{_CLAUSE})"
    ),
    re.compile(r"(?<!\w)(?:para|pra) (?:l?a) (?:zafra|safra|vindima|vendimia)(?![a-z])"),
)
_VAGUE = re.compile(
    r"(?<!\w)(?:as soon as (?:possible|you can|we can)|asap|the sooner the better|sooner rather than later|very soon"
    r"|soon|urgent(?:ly|e|emente)?|no (?:great |particular |real )?(?:rush|hurry)|not urgent|no fixed date"
    r"|no deadline"
    r"|cuanto antes(?: mejor)?|lo antes posible|a la brevedad|lo mas pronto posible|lo mas rapido posible|sin apuro"
    r"|sin prisas?|no hay apuro|no hay prisa|no corre prisa|no es urgente|con urgencia|o quanto antes"
    r"|quanto antes(?: melhor)?|o mais rapido possivel|assim que possivel|sem pressa|nao ha pressa|nao e urgente"
    r"|em breve|com urgencia)(?!\w)"
)
_GRAMMARS = (*_PATTERNS, _VAGUE)
_SOON = len(_PATTERNS)
_FIGURED = (8,)  # "3 weeks"
_STARTED = (5,)  # "arrancamos en marzo"
_STARTING_STEMS = ("arranc", "empez", "comec")
# The words that each grammar may begin with, in their order above: it is tried nowhere else, which saves most of the
# time. A test holds them against the grammars.
_FIRST_WORDS = (
    "by before until till in ready live for from during over within around sometime no not this at after",
    "to start starting begin beginning kick kicking launch launching go going",
    "early late mid later this next",
    "within in over inside under about around at for en em dentro durante no num prazo",
    "nos nas",
    """antes para hasta ate a desde en em no na durante de el este esta neste nesta al despues luego tras depois apos
    pra pro""",
    "este esta ese neste nesta en no",
    "q1 q2 q3 q4",
    """a an one two three four five six eight ten twelve couple few un una dos tres cuatro cinco seis ocho diez doce
    par um uma dois duas quatro oito dez doze""",
    "by before ahead in until till once antes a hasta ate",
    "para pra",
    """as asap the sooner very soon urgent urgently urgente urgentemente no not cuanto lo a sin con o quanto assim sem
    nao em""",
)
_OPENERS: Mapping[str, tuple[int, ...]] = {
    word: tuple(number for number, words in enumerate(_FIRST_WORDS) if word in words.split())
    for word in " ".join(_FIRST_WORDS).split()
}
_WORD = re.compile(r"\w+")
# What stands around a wording of the past, or of something that lasts.
_PAST_BEFORE = re.compile(
    r"(?:since|ago|last|past|previous|founded|hace|ha|faz|desde|el pasado|no passado|ultimos|ultimas|mas de|every"
    r"|each"
    r"|most|cada|todos los|todas as|todos os|within the last|took(?: us| them| me)?|levou(?:-\w{2,3})?"
    r"|levaram(?:-\w{2,3})?"
    r"|llevo|llevaron|tardo|tardaron|demoro|demoraram|demorou|duro)\s$"
)
_PAST_AFTER = re.compile(
    r"\s?(?:ago|now|old|atras|already|of experience|de experiencia|running|warranty|de garantia)\b"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A wording of time without a day."""

    firm: bool  # False for "soon", "as soon as possible", "no rush"
    start: int
    end: int


def find_times(folded: str) -> tuple[Span, ...]:
    """Every wording of time without a calendar day, in the order of the text."""
    found: list[Span] = []
    free = [0] * len(_GRAMMARS)  # where each grammar may match again: behind its last find
    openers = {word: _openers(word) for word in set(_WORD.findall(folded))}
    for word in _WORD.finditer(folded):
        for number in openers[word.group()]:
            start = word.start()
            match = _GRAMMARS[number].match(folded, start) if start >= free[number] else None
            if match is not None:
                free[number] = match.end()
                found += _found(folded, match, firm=number != _SOON)
    found.sort(key=lambda one: (one.start, -one.end, not one.firm))
    kept: list[Span] = []
    for one in found:
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return tuple(kept)


def _openers(word: str) -> tuple[int, ...]:
    """The grammars that this word may begin."""
    if word in _OPENERS:
        return _OPENERS[word]
    if word.startswith(_STARTING_STEMS):
        return _STARTED
    return _FIGURED if len(word) <= 3 and word.isdecimal() else ()


def _found(folded: str, match: re.Match[str], *, firm: bool) -> list[Span]:
    """The wording, unless the words around it put it into the past."""
    start, end = match.span()
    if firm and (_PAST_BEFORE.search(folded, max(0, start - 24), start) or _PAST_AFTER.match(folded, end)):
        return []
    return [Span(firm=firm, start=start, end=end)]

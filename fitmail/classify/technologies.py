"""Which technologies of a mail matter for who could do the work.

Takes: a reading, and that of what a member wrote above a forward.
Gives: `find_technologies(...)`: one fact with the canonical names, in the order in which they stand in the mail.
Promises: a name that is an everyday word too (Go, R, Express) counts only in technical company: another technology
    or a word of `beside` in its sentence, or "we use" right before it. What they say they do not want is left out:
    "anything but WordPress", "no queremos WordPress ni Wix", "we are fed up with Wix". What they move away from stays,
    since whoever moves it must know it. Linear in the text.
Known faults: a technology that is refused in another sentence than the one that names it stays.
"""

from __future__ import annotations

import re

from fitmail.classify.phrases import Hit, Reading
from fitmail.model import Fact

_MOST_DOUBTFUL = 60
# An app made with one of these is made for both kinds of phone: the phones then say nothing about who could make it.
_FOR_ALL_PHONES = frozenset({"flutter", "react native", "ionic", "xamarin", "cordova", "nativescript", "capacitor.js"})
_PHONES = frozenset({"android", "ios"})
_REACH = 64  # letters before a name in which a refusal may stand
_ARTICLE = r"(?: (?:another|any|more|a|an|the|our|otro|otra|outro|outra|un|una|um|uma|el|la|o|mas|mais|de|con|com))*"
_REFUSED = re.compile(
    r"(?:\b(?:not|no|anything but|other than|instead of|rather than|without|except(?: for)?|apart from|avoid(?:ing)?"
    r"|hate|alternatives? to|fed up with|sick of|tired of|enough of|rid of|cualquier cosa menos|todo menos|sin|nada"
    r"|que no sea|en vez de|en lugar de|excepto|salvo|evitar|evitando|alternativas? a|hart[oa]s? de"
    r"|cansad[oa]s? d[eo]"
    r"|sem|nao|em vez d[eo]|ao inves d[eo]|exceto|qualquer coisa menos|tudo menos|alternativas? ao?|fart[oa]s? d[eo])"
    r"|\b(?:don['’]?t|do not|does not|doesn['’]?t|did not|didn['’]?t|won['’]?t|will not|wouldn['’]?t|would not|never"
    r"|not|rather not) (?:really |necessarily |ever )?"
    r"(?:want|like|need|fancy|touch|trust|use|be using|go with|go for|go near)"
    r"(?: (?:to )?(?:use|using|have|keep|stay on|stay with|stick with|see|touch|go with|go for|be on))?"
    r"|\bno (?:queremos|quiero|quieren|quisieramos|nos gusta|nos interesa|nos sirve|necesitamos|usar|usamos|utilizar)"
    r"(?: (?:usar|tener|seguir(?: usando)?|utilizar|depender|estar en|nada))?"
    r"|\bnao (?:queremos|quero|querem|gostamos|gosto|precisamos|usar|usamos|utilizar)"
    r"(?: (?:usar|ter|continuar|seguir|utilizar|depender|nada))?"
    rf"){_ARTICLE}\s$"
)
_HAS_SKILLS = re.compile(r" (?:skills?|knowledge|experience|expertise|people|person|developers?|experts?)\b")
_REFUSED_AFTER = re.compile(
    r" (?:(?:is|are) (?:out\b|ruled out|not (?:an option|for us|suitable|wanted|what we))"
    r"|(?:is|are)n['’]t (?:an option|for us)|no (?:nos sirve|nos gusta|va\b|es una opcion)|queda descartad"
    r"|nao (?:serve|nos serve|e uma opcao)|fora de questao)"
)
_AND = re.compile(
    r"\s?(?:,|/|\bor\b|\bnor\b|\bni\b|\bnem\b|\bo\b|\bou\b)\s?(?:(?:or|nor|ni|nem|o|ou|any|a|an|un|um)\s)?"
)
_LETTERED = re.compile(
    r"\b(?:appendix|annex|part|lot|plan|schedule|section|option|group|block|grade|class|type|authority|vitamin|anexo"
    r"|apendice|lote|parte|grupo|clase|classe|seccion|secao|letra|tipo|sobre|figure|table|form|unit|room|team"
    r"|house)\s$"
)
_USED = re.compile(
    r"\b(?:use|uses|used|using|runs? on|(?:site|sitio|web|website|pagina|blog) (?:in|em|en|with|con|com|on)"
    r"|usamos|usa|usan|usando|utilizamos|utiliza|utilizan"
    r"|utilizando|programar en|hech[oa] (?:en|con)|feit[oa] (?:em|com))\s$"
)


def find_technologies(reading: Reading, beside: Reading | None) -> list[Fact]:
    """The names as one fact; none when the mail names none."""
    found = [(hit, reading) for hit in _wanted(reading)]
    found += [(hit, beside) for hit in _wanted(beside)] if beside is not None else []
    names = tuple(dict.fromkeys(hit.name for hit, _ in found))
    if _FOR_ALL_PHONES.intersection(names):
        names = tuple(name for name in names if name not in _PHONES)
    if not names:
        return []
    hit, where = found[0]
    return [Fact(name="technologies", value=names, words=where.clause(hit.start, hit.end))]


def _wanted(reading: Reading) -> list[Hit]:
    """The sure ones and those in good company, without the refused."""
    wanted: list[Hit] = []
    refused: Hit | None = None
    for hit in _named(reading):
        follows = refused is not None and _AND.fullmatch(reading.folded, refused.end, hit.start)
        if follows or _refused(reading, hit):
            refused = hit
        else:
            wanted.append(hit)
    return wanted


def _named(reading: Reading) -> list[Hit]:
    hits = list(reading.of("tech"))
    for hit in reading.of("doubtful")[:_MOST_DOUBTFUL]:
        first, last = reading.sentence(hit.start)
        company = [*reading.within("tech", first, last), *reading.within("beside", first, last)]
        # "React y Node": two such names side by side vouch for each other.
        company += _neighbours(reading, hit, first, last)
        inside = any(
            one.end >= hit.end
            for one in reading.within("tech", hit.start - 40, hit.start + 40)
            if one.start <= hit.start
        )
        if len(hit.name) == 1 and _LETTERED.search(reading.folded, max(0, hit.start - 16), hit.start):
            continue  # "Appendix C"
        if not inside and (any(one.end <= hit.start or one.start >= hit.end for one in company) or _used(reading, hit)):
            hits.append(hit)
    return sorted(hits, key=lambda one: one.start)


def _neighbours(reading: Reading, hit: Hit, first: int, last: int) -> list[Hit]:
    near = reading.within("doubtful", max(first, hit.start - 18), min(last, hit.end + 18))
    if not reading.text[hit.start].isupper():
        return []
    return [one for one in near if one.name != hit.name and reading.text[one.start].isupper()]


def _used(reading: Reading, hit: Hit) -> bool:
    """ "We use Sage": what is used by name, with its capital, is a product."""
    before = reading.folded[max(0, hit.start - 20) : hit.start]
    return reading.text[hit.start].isupper() and bool(_USED.search(before))


def _refused(reading: Reading, hit: Hit) -> bool:
    """ "Anything but WordPress" asks for no WordPress; "no WordPress skills" does."""
    first, _ = reading.sentence(hit.start)
    if _REFUSED.search(reading.folded, max(first, hit.start - _REACH), hit.start):
        return not _HAS_SKILLS.match(reading.folded, hit.end)
    return bool(_REFUSED_AFTER.match(reading.folded, hit.end))

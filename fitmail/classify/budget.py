"""Which amount of a mail is what the client can spend.

Takes: a reading, its folded text without telephone numbers and days, the currency of the country named and our own.
Gives: `find_budget(...) -> Budget | None`.
Promises: an amount is a budget only where a word of the lists "budget" or "ceiling" stands nearer to it than one of
    "not budget" (what they pay now, what another firm charges, turnover, a question for our rates); a figure without
    currency and scale only right after a word for budget; "up to" gives only a maximum, "at least" only a minimum.
    An amount without any cue counts only when it is the one amount of the mail. In doubt: none.
Known faults: parts of a budget that the client wants added up are not added.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from fitmail.classify.money import Amount, find_amounts, settle_currency
from fitmail.classify.nearness import FAR, distance
from fitmail.classify.phrases import Hit, Reading
from fitmail.classify.spending import (
    A_THING,
    CAP_AFTER,
    DENIED_AFTER,
    FEWER,
    FUNDS,
    HUNDREDS_OF,
    MONEY_WORD,
    NO_NOUN,
    NOUN_OF,
    PUT_BY,
    RUNNING,
    THING,
    THING_OF,
    UNIT_AFTER,
)

_STRONG = re.compile(
    r"\b(?:budget|presupuesto|orcamento|verba|money|plata|dinero|dinheiro|contract value|estimated value"
    r"|valor (?:global|total|estimado))"
)
_ABOUT = re.compile(
    r"\b(?:about|around|roughly|circa|say|unos|unas|cerca de|alrededor de|uns|por volta de|aprox\w*\.?)\s$"
)
_SPENT = re.compile(
    r"\b(?:can|could|will|would|to|usually|normally|podemos|podriamos|puedo|podemos|poderiamos|puede|pode"
    r"|queremos|a) "
    r"(?:pay|spend|afford|invest|put(?: in)?|contribute|pagar|gastar|invertir|investir|destinar|poner|por|aportar)\b"
)
_STRETCH = re.compile(
    r"[^.\n]{0,24}?\b(?:stretch(?:ed)? to|pushed to|at a push|llegar a(?: los)?|estirar(?:nos)? a|chegar aos?"
    r"|ir ate|subir (?:a|ate)|esticar (?:a|ate))"
    r" (?:about |around |unos |uns )?(?:£|€|r?\$)?\s?(?P<number>\d{1,3}(?:[.,]\d)?)(?![\d.,]\d)"
)
_PAYING = re.compile(r"\b(?:(?:we|i)(?: now| all)? (?:spend|pay)|pagamos|gastamos|pago|gasto|abonamos)\b[^.]{0,12}$")
_NOW = re.compile(
    r"[^.\n]{0,30}?\b(?:at the moment|at present|currently|right now|now|today|actualmente|ahora|hoy|atualmente|hoje"
    r"|agora)\b"
)
_HAVE = re.compile(
    r"\b(?:we|i|they)(?:['’]ve| have)?(?: only| just)? (?:have|got|left)(?: (?:about|around|roughly|only|just))?\s$"
    r"|\b(?:tenemos|tengo|temos|tenho|disponemos de|disponho de|contamos con|contamos com|llegamos a|chegamos a)"
    r"(?: (?:solo|so|unos|unas|uns|apenas|cerca de))?\s$"
)
_NEVER = re.compile(
    r"(?:\b(?:not|cannot|never|no|nao|nunca|jamas|sin|sem|without|hardly|nor|ni|nem)\b|n['’]t\b)[^.;\d\n]{0,40}$"
)
# "£30,000 of it is for the website": the part of a larger sum that is for the work.
_PART = re.compile(
    r"[\s,)]{0,2}(?:(?:of|from) (?:it|that|this|which|the total)|de ellos|de ese total|desse total)?\s?"
    r"(?:is|are|has been|have been|being|goes|will go|can go|son|es|sao|e|vai|vao|van|va|esta|estan)?\s?"
    r"(?:earmarked|set aside|ring-?fenced|reserved|allocated|put aside|destinad\w{1,3}|reservad\w{1,3}"
    r"|asignad\w{1,3})?\s?(?:for|to|towards|para|a|ao)\s"
)
_OF_WHICH = re.compile(r"\b(?:of which|of that|of it|de los cuales|de las cuales|dos quais|das quais)\b")
_PAST = re.compile(
    r"\b(?:began|founded|set up in|used to|in (?:19|20)\d\d|en (?:19|20)\d\d|em (?:19|20)\d\d|empezamos|fundad[oa]s?"
    r"|comecamos|nascemos|nacimos)\b"
)
_THE_WORK = re.compile(
    r"(?:the |our |a |all |la |el |lo |o |nuestr[oa] )?(?:new |first )?(?:build|digital|this work|this project|web"
    r"|tech\b|site|redesign|rebuild|construccion|digital|parte digital|construcao)"
)
_FOR = re.compile(r"\b(?:for|under|below|por|con|com)(?: (?:about|around|roughly|unos|unas|uns))?\s$")
_LISTED = re.compile(r"[,;] (?:about|around|roughly|circa|say|unos|unas|cerca de|uns)\s$")
_OPENS = re.compile(r"\W{0,6}(?:between |from |about |around |entre |de |unos |uns |roughly |say |cerca de )?")
_OPENED = re.compile(r"[,;:(.–—] ?(?:between |from |about |around |entre |de |unos |uns )?$")
_ENDED = re.compile(r"\s?[,;.)]|\s?$")
_PESO = re.compile(r"\bpesos?\b")
_MOST = 60  # amounts of a mail that are looked at
_SMALLEST = 100  # a bare figure below this is a number of something else


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """What they can spend. None: the mail does not say."""

    low: int | None
    high: int | None
    currency: str
    per: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Candidate:
    amount: Amount
    points: int
    ceiling: bool
    floor: bool


def find_budget(
    reading: Reading, *, folded: str, language: str, country_currency: str, home_currency: str
) -> Budget | None:
    """The client's budget, if the mail tells it."""
    amounts = find_amounts(folded, language)[:_MOST]
    spots = tuple((amount.start, amount.end) for amount in amounts if not amount.bare)
    cued: list[_Candidate] = []
    uncued: list[_Candidate] = []
    refused = 0
    for amount in amounts:
        others = tuple(spot for spot in spots if spot != (amount.start, amount.end))
        candidate, verdict = _judge(reading, folded, amount, others)
        if verdict == "budget":
            cued.append(candidate)
        elif verdict == "uncued":
            uncued.append(candidate)
        elif not amount.bare:
            refused += 1
    if not cued and len(uncued) == 1 and not refused:
        cued = uncued
    if not cued:
        return None
    best = max(cued, key=lambda one: (one.points, -one.amount.start))
    pesos = "peso" if best.amount.currency == "$" and _PESO.search(folded) else ""
    amount = settle_currency(
        best.amount if not pesos else _as_peso(best.amount),
        country_currency=country_currency,
        home_currency=home_currency,
    )
    return _budget(reading, best, amount, cued)


def _as_peso(amount: Amount) -> Amount:
    return Amount(
        low=amount.low,
        high=amount.high,
        currency="peso",
        per=amount.per,
        bare=False,
        start=amount.start,
        end=amount.end,
    )


def _judge(
    reading: Reading, folded: str, amount: Amount, others: tuple[tuple[int, int], ...]
) -> tuple[_Candidate, str]:
    """Whether an amount is a budget, something else, or said without a word about it."""
    first, last = reading.sentence(amount.start)
    gap = folded[max(first, amount.start - 40) : amount.start]
    ceiling = bool(_just_before(reading, "ceiling", amount, 28)) or _just_after(reading, "ceiling", amount, others)
    least = _just_before(reading, "floor", amount, 12) if amount.low == amount.high else None
    denied = least is not None and (
        _capped(reading, folded, least, first) or bool(DENIED_AFTER.match(folded, amount.end))
    )  # "we can't go for more than £800"
    ceiling, floor = ceiling or denied, least is not None and not denied
    where = (amount.start, amount.end, others)
    capped = _near(reading, "ceiling", where)  # "below £50k I may choose": a cap alone says less than "we have"
    yes = min(_near(reading, "budget", where), capped if amount.bare else capped + 30)
    no = distance(reading, ("not budget",), start=amount.start, end=amount.end, others=others, against="")
    part = _for_the_work(reading, amount) and (no > 30 or bool(_OF_WHICH.search(gap)))
    strong = bool(_STRONG.search(folded, max(first - 30, 0), last))
    points = 10 - min(yes, 100) // 10 + 5 * strong + 10 * part + 2 * bool(amount.currency) + (not amount.per)
    candidate = _Candidate(amount=amount, points=points, ceiling=ceiling and not floor, floor=floor and not ceiling)
    if amount.high < _SMALLEST and not (amount.currency and amount.per):
        return candidate, "no"
    if _a_thing(reading, folded, amount, first):
        return candidate, "no"
    if amount.bare:
        plain = not UNIT_AFTER.match(folded, amount.end) and not 1990 <= amount.high <= 2100
        spent = bool(_SPENT.search(gap)) and amount.high >= 500
        near = (spent or bool(_STRONG.search(gap))) and yes <= 30 and yes < no
        near = near or (
            amount.high >= 500 and _rest(reading, amount, gap, beside=bool(others), capped=ceiling, part=part)
        )
        return candidate, "budget" if plain and near else "no"
    if part and not _paid_now(folded, amount):
        return candidate, "budget"
    counted = not amount.currency and (  # "12k followers", "tres mil partituras"
        UNIT_AFTER.match(folded, amount.end) or not NO_NOUN.match(folded, amount.end)
    )
    if counted or (no < FAR and no <= yes) or _paid_now(folded, amount):
        return candidate, "no"
    if yes < 110:
        return candidate, "budget"
    if no < FAR:
        return candidate, "no"
    # "About 3k." says it all; "2 mil" in the middle of something else does not.
    alone = bool(_ABOUT.search(gap)) and (
        last - first <= 32 or bool(_LISTED.search(gap) and _ENDED.match(folded, amount.end))
    )
    alone = alone or _stands_alone(reading, folded, amount, gap)
    of = NOUN_OF.search(gap)
    if of is not None and not FUNDS.search(of.group("noun")) and not of.group("noun").endswith(("mos", "ndo")):
        return candidate, "no"  # "tecido de 3 mil reais"
    if _PAST.search(folded, first, amount.start):
        return candidate, "no"  # "we began in 1994 with £212 in a biscuit tin"
    bought = bool(_FOR.search(gap)) and not UNIT_AFTER.match(folded, amount.end)  # "a website for 8k"
    if bought and amount.currency and reading.within("wish", first, amount.start):
        return candidate, "budget"  # "we'd like a simple site for £1,500"
    ranged = amount.low < amount.high and amount.high >= 1000 and not amount.per
    if alone and ranged:
        return candidate, "budget"  # "Between 3 and 5k, please."
    if amount.per == "hour":
        return candidate, "no"  # what somebody charges
    return candidate, "uncued" if amount.currency or alone or bought else "no"


def _paid_now(folded: str, amount: Amount) -> bool:
    """ "We spend £90 a month at the moment" tells what they pay today."""
    before = folded[max(0, amount.start - 24) : amount.start]
    running = amount.per in ("week", "month", "year") and RUNNING.match(folded, amount.end)
    return bool(_PAYING.search(before) and (running or _NOW.match(folded, amount.end)))


def _a_thing(reading: Reading, folded: str, amount: Amount, first: int) -> bool:
    """What a thing costs ("a £2,000 loom"), or how many there are of it ("umas três mil e duzentas")."""
    before, after = folded[max(first, amount.start - 40) : amount.start], folded[amount.end : amount.end + 32]
    if not amount.currency:
        many = bool(FEWER.search(before)) and "luca" not in folded[amount.start : amount.end]
        return many or bool(HUNDREDS_OF.match(folded, amount.end))
    if A_THING.search(before) and not amount.per and THING.match(after) and not FUNDS.search(after):
        return not _work_after(reading, amount.end)
    of = THING_OF.search(before)
    return of is not None and not FUNDS.search(of.group("noun"))


def _rest(reading: Reading, amount: Amount, gap: str, *, beside: bool, capped: bool, part: bool) -> bool:
    """A figure without currency that is money all the same: beside others that have one ("they asked for £9,000, we
    have 4,000."), put by ("we have 1,800 set aside"), or the cap of what is paid ("lo pagamos: hasta 1.700.").
    """
    if MONEY_WORD.search(gap) and _ends(reading.folded, amount):
        return True
    had, ended = bool(_HAVE.search(gap)), bool(_ENDED.match(reading.folded, amount.end))
    first = reading.sentence(amount.start)[0]
    paid = capped and ended and bool(reading.within("budget", first, amount.start))
    return (
        (part and beside)
        or (had and ended and beside)
        or (had and bool(PUT_BY.match(reading.folded, amount.end)))
        or paid
    )


def _ends(folded: str, amount: Amount) -> bool:
    return bool(NO_NOUN.match(folded, amount.end))


def _stands_alone(reading: Reading, folded: str, amount: Amount, gap: str) -> bool:
    """A sum that is a sentence or a clause of its own: "5k? October.", "rewritten, 20k, by April"."""
    first, last = reading.sentence(amount.start)
    if UNIT_AFTER.match(folded, amount.end):
        return False
    opens = bool(_OPENS.fullmatch(folded, first, amount.start) or _OPENED.search(gap))
    return last - first <= amount.end - amount.start + 8 or (opens and bool(_ENDED.match(folded, amount.end)))


def _near(reading: Reading, kind: str, where: tuple[int, int, tuple[tuple[int, int], ...]]) -> int:
    start, end, others = where
    return distance(reading, (kind,), start=start, end=end, others=others, against="not budget")


def _for_the_work(reading: Reading, amount: Amount) -> bool:
    """ "£60k is for digital": the amount is said to be for the work itself."""
    match = _PART.match(reading.folded, amount.end)
    if match is None:
        return False
    named = any(reading.folded[match.end() : hit.start].count(" ") <= 3 for hit in _work_after(reading, match.end()))
    return named or bool(_THE_WORK.match(reading.folded, match.end()))


def _work_after(reading: Reading, start: int) -> tuple[Hit, ...]:
    last = reading.sentence(start)[1]
    return (
        *reading.within("work", start, min(last, start + 48)),
        *reading.within("tech", start, min(last, start + 48)),
    )


def _capped(reading: Reading, folded: str, least: Hit, first: int) -> bool:
    """Does "more than" stand in a ceiling ("not more than") or behind a "not" ("no tenemos más de")?"""
    inside = any(cap.end >= least.end for cap in reading.within("ceiling", least.start - 24, least.end + 1))
    return inside or bool(_NEVER.search(folded, max(first, least.start - 60), least.start))


def _just_before(reading: Reading, kind: str, amount: Amount, reach: int) -> Hit | None:
    """The cue right before an amount, with nothing but small words between."""
    for hit in reading.within(kind, max(0, amount.start - 60), amount.start):
        gap = reading.folded[hit.end : amount.start]
        if len(gap) <= reach and not re.search(r"[.;,()\d]|\bover\b", gap):
            return hit
    return None


def _just_after(reading: Reading, kind: str, amount: Amount, others: tuple[tuple[int, int], ...]) -> bool:
    for hit in reading.within(kind, amount.end, amount.end + 60):
        gap = reading.folded[amount.end : hit.start]
        if len(gap) <= 14 and not re.search(r"[.;\d\n]|\b(?:and|y|e|or|o|ou)\b", gap):
            # "5.000 € como máximo" caps it; "2.000 €, máximo 2.500 €" the next; "£5,000, up to three people" neither.
            next_one = any(0 <= start - hit.end <= 3 for start, _ in others)
            return bool(CAP_AFTER.match(reading.folded, hit.start)) and not next_one
    return False


def _stretched(reading: Reading, amount: Amount) -> int:
    """ "2.5k, could stretch to 3": the second figure shares the scale of the first."""
    match = _STRETCH.match(reading.folded, amount.end)
    if match is None:
        return amount.high
    further = float(match.group("number").replace(",", ".")) * 1000
    return int(further) if amount.high < further <= 3 * amount.high else amount.high


def _further(reading: Reading, one: Amount, best: Amount) -> bool:
    """ "£3,000, £4,000 at a push": the second is how far the first may be stretched."""
    return (
        best.high < one.high <= 2 * best.high
        and one.per == best.per
        and (not one.currency or one.currency == best.currency)
        and 0 <= one.start - best.end <= 60
        and reading.sentence(one.start)[0] <= best.start
    )


def _budget(reading: Reading, best: _Candidate, amount: Amount, cued: list[_Candidate]) -> Budget:
    low: int | None = amount.low
    high: int | None = amount.high
    if best.ceiling:
        low = None
        least = [one.amount.low for one in cued if one.floor and one.amount.low < amount.high]
        low = least[0] if least else None
    elif not best.floor:
        high = _stretched(reading, amount)
        most = [
            one.amount.high
            for one in cued
            if one.ceiling and one is not best and _further(reading, one.amount, best.amount)
        ]
        high = most[0] if most and high == amount.high else high
    else:
        most = [one.amount.high for one in cued if one.ceiling and one.amount.high > amount.low]
        high = most[0] if most else None
    return Budget(
        low=low,
        high=high,
        currency=amount.currency,
        per=amount.per,
        words=reading.clause(amount.start, amount.end),
    )

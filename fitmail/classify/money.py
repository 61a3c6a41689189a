"""Amounts of money in a text: figures, ranges, currency, and the unit of time they are for.

Takes: folded text (small letters, no accents) in which phone numbers and dates are already blanked.
Gives: `find_amounts(folded, language) -> tuple[Amount, ...]` in the order of the text, ranges put together.
Promises: knows "£4,000", "4-6k", "12 and 15k" after "between", "R$ 60 mil", "3 a 4 millones de pesos", "£1.500",
    "7,5 mil", "40 000 EUR", "ten grand", "diez mil euros"; a figure without currency and scale is given as `bare`
    and means nothing until somebody says "budget"; linear in the text. It does not judge whose money it is.
Known faults: "a couple of thousand" and sums of parts ("5k now and 5k later") are not figures.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from fitmail.classify.stretches import around_figures, matches_in

_ISO = (
    "gbp|eur|usd|ars|brl|uyu|clp|mxn|cop|pen|pyg|bob|chf|sek|nok|dkk|cad|aud|nzd|pln|czk|zar|inr|jpy|crc|gtq|hnl|dop"
    "|ngn|kes|ghs"
)
_PREFIX = (
    r"us ?\$|u\$[sd]|ar ?\$|r\$|mx ?\$|au?\$|ca?\$|nz\$|cl\$|col\$|\$u|s/\.?|bs\.?(?=\s?\d)|£|€|₹|\$|rs\.?(?=\s?\d)|"
    rf"(?:{_ISO})(?![a-z])"
)
_SUFFIX = (
    rf"£|€|\$|(?:us\$|u\$[sd]|{_ISO}"
    r"|pounds? sterling|pounds?|sterling|quid|libras?(?: esterlinas)?|euros?|us dollars|dollars?|bucks"
    r"|dolares|dolar|pesos? argentinos?|pesos? uruguayos?|pesos? chilenos?|pesos? mexicanos?|pesos? colombianos?"
    r"|pesos? dominicanos?|pesos?|rupees?|rupias?|reais|real|guaranies|soles|bolivianos|colones|quetzales|lempiras"
    r"|francs|kronor|kroner|rand|naira|shillings)(?![a-z])"
)
_SCALES: Mapping[str, int] = {
    "k": 1_000, "mil": 1_000, "thousand": 1_000, "grand": 1_000, "lucas": 1_000, "m": 1_000_000, "mn": 1_000_000,
    "mln": 1_000_000, "million": 1_000_000, "millon": 1_000_000, "millones": 1_000_000, "milhao": 1_000_000,
    "milhoes": 1_000_000, "mi": 1_000_000,
    "lakh": 100_000, "lakhs": 100_000, "lac": 100_000, "lacs": 100_000, "crore": 10_000_000, "crores": 10_000_000,
    "palo": 1_000_000, "palos": 1_000_000,
}  # fmt: skip
_SCALE = (
    r"k|mil(?! m[ei]l)|thousand|grand|lucas|mn|mln|million|millones|millon|milhoes|milhao|mi|palos?|lakhs?|lacs?"
    r"|crores?|m"
)
_DIGITS = (
    r"\d{1,2}(?:,\d\d){1,3},\d{3}(?!\d)"  # 9,00,000: lakhs
    r"|\d{1,3}(?:[., '’]\d{3}){1,4}(?:[.,]\d{1,2})?(?!\d)|\d{1,12}(?:[.,]\d{1,2})?(?!\d)"
)

_UNITS: Mapping[str, int] = {
    "a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
    "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "hundred": 100,
    "un": 1, "una": 1, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6, "siete": 7, "ocho": 8, "nueve": 9,
    "diez": 10, "once": 11, "doce": 12, "trece": 13, "catorce": 14, "quince": 15, "dieciseis": 16, "diecisiete": 17,
    "dieciocho": 18, "veinte": 20, "veinticinco": 25, "treinta": 30, "cuarenta": 40, "cincuenta": 50, "sesenta": 60,
    "setenta": 70, "ochenta": 80, "noventa": 90, "cien": 100, "ciento": 100, "doscientos": 200, "trescientos": 300,
    "cuatrocientos": 400, "quinientos": 500, "seiscientos": 600, "ochocientos": 800,
    "um": 1, "uma": 1, "dois": 2, "duas": 2, "quatro": 4, "sete": 7, "oito": 8, "nove": 9, "dez": 10, "onze": 11,
    "doze": 12, "treze": 13, "quatorze": 14, "quinze": 15, "dezesseis": 16, "dezoito": 18, "vinte": 20, "trinta": 30,
    "quarenta": 40, "cinquenta": 50, "sessenta": 60, "oitenta": 80, "cem": 100, "cento": 100, "duzentos": 200,
    "trezentos": 300, "quatrocentos": 400, "quinhentos": 500, "seiscentos": 600, "oitocentos": 800,
}  # fmt: skip
_WORD = "|".join(sorted(_UNITS, key=len, reverse=True))
_TENS = (
    "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|treinta|cuarenta|cincuenta|sesenta|setenta|ochenta|noventa"
)
_TENS += "|vinte|trinta|quarenta|cinquenta|sessenta|oitenta"
_HUNDREDS = (
    r"(?:(?:one|two|three|four|five|six|seven|eight|nine|a) )?hundred|ciento|\w{2,7}cientos|cento|\w{2,7}[cz]entos"
    r"|quinientos"
)
_SPELLED = (
    rf"(?:(?:{_HUNDREDS})(?: and | y | e | ))?(?:(?:{_TENS})(?:[ -]| y | e )(?:{_WORD})|{_WORD})(?: hundred)?"
    rf"|{_HUNDREDS}"
)
_BIG = r"thousand|grand|mil(?! m[ei]l)|million|millones|millon|milhoes|milhao|palos?|lucas|lakhs?|lacs|crores?"

_BIG_STEMS = ("thousand", "grand", "mil", "palo", "lucas", "lakh", " lacs", "crore")  # one of them is in each of _BIG
_REACH = 64  # letters of an amount before and behind its figures: "pesos colombianos" and some to spare

_AMOUNT = re.compile(
    rf"(?<![\w.,#])(?:(?P<pre>{_PREFIX})\s?)?(?P<number>{_DIGITS})"
    rf"(?:\s?(?P<scale>{_SCALE})(?![a-z])(?:\s(?:y|e|and)\s(?P<tail>(?:a )?half|medio|meio)(?![a-z]))?)?\+?"
    rf"(?:\s?(?:de )?(?P<post>{_SUFFIX}))?"
)
_GLUED = re.compile(rf"(?P<pre>£|€|r\$|us\$|\$)\s?(?P<number>{_DIGITS})(?:\s?(?P<scale>{_SCALE})(?![a-z]))?\+?")
_WORDS = re.compile(
    rf"(?<!\w)(?:(?P<number>half a|medio|meio|(?:one|two|three|four|five|six|seven|eight|nine) and a half"
    rf"|{_SPELLED})\s(?P<scale>{_BIG})"
    rf"|(?P<lone>(?:unos\s|cerca de\s|uns\s)mil|mil(?=\s(?:e\s)?(?:{_WORD}|euros|reais|libras))))(?![a-z])"
    rf"(?:\s(?:and\s|y\s|e\s)?(?P<tail>medio|meio|{_SPELLED})(?![a-z]))?(?:\s(?:de\s)?(?P<post>{_SUFFIX}))?"
)
# "Four hundred pounds", "quinientos euros": no scale, but a currency.
_SPELLED_SUM = re.compile(
    rf"(?<!\w)(?<!few )(?<!several )(?<!couple )(?<!some )(?<!many )(?P<number>{_SPELLED})\s(?:de )?(?P<post>{_SUFFIX})"
)
_HUNDRED_STEMS = ("hundred", "cien", "quinient", "cento", "zentos", "quinhent", "cem ")
_SPELLED_RANGE = re.compile(
    rf"(?<!\w)(?:(?:between|from|entre|de)\s(?P<low>(?:{_SPELLED})(?: and a half)?)\s(?:and|to|y|e|a)"
    rf"|(?P<first>{_SPELLED})\s(?:to|or|a|o|ou))\s(?P<high>{_SPELLED})\s(?P<scale>{_BIG})(?![a-z])"
    rf"(?:\s(?:de\s)?(?P<post>{_SUFFIX}))?"
)
# "From nine, if all goes well, to eleven thousand": words between the two ends.
_WIDE_RANGE = re.compile(
    rf"(?<!\w)(?:between|from|entre|desde|de)\s(?P<low>{_SPELLED}),?\s[^.;:\d\n]{{0,40}}?"
    rf"(?<!\w)(?:and|to|y|e|a|hasta|ate),?\s(?:[^.;:\d\n]{{0,40}}?,\s)?(?P<high>{_SPELLED})\s(?P<scale>{_BIG})(?![a-z])"
    rf"(?:\s(?:de\s)?(?P<post>{_SUFFIX}))?"
)
# "Minimum 25,000 and maximum 30,000": least and most are said of each.
_LEAST = re.compile(
    r"\b(?:minim[oa]|minimum|at least|starts? (?:at|from)|from|arranca en|desde|a partir de|parte d[eo]s?|comeca em"
    r"|pelo menos|al menos|por lo menos|piso(?: es)?|no menos d\w{1,2}|not less than|no less than|nem menos d\w{1,2}"
    r"|north of|upwards of)(?: (?:of|de|los|unos|uns|about))?\s$"
)
_TO_MOST = re.compile(
    r",?\s(?:(?:y|e|and|but|pero|mas|with|con|com|ni|nor|nem)\s)?(?:(?:an?|un|um|el|o|the|como|no|not|at|nuestro|nosso"
    r"|our)\s)?(?:(?:can|could|might|puede|podria"
    r"|pode|poderia) )?(?:maxim[oa]|maximum|max|tope|techo|teto|ceiling|cap|more than|mas d\w{1,2}|mais d\w{1,2}"
    r"|south of|below|most|up to|go (?:up )?to|go as far as|reach|hasta"
    r"|ate|llegar (?:hasta|a)|chegar a[os]{0,2}|ir ate|subir (?:hasta|a))(?: (?:of|de|los|unos|uns|about))?\s"
)
# "25,000 at least, 40,000 at most".
_SAID_LEAST = re.compile(
    r"[\s(]{1,2}(?:como minimo|no minimo|minim[oa]|minimum|min\.?|at least|at worst|de piso|de base|guaranteed"
    r"|seguros)\)?,?"
    r"\s(?:(?:y|e|and|a|to|but|pero|ni)\s)?(?:(?:hasta|up to|ate)\s)?"
)
_JOIN = re.compile(r"\s?(?:/|-|–|—|to|a|ate|hasta|or|o|ou|and|y|e)\s?(?:(?:a|os|as|los|las|the) )?")
_BETWEEN = re.compile(r"(?:between|entre)(?: (?:about|unos|los|as|os|uns))?\s?$")
_PER = re.compile(
    r"[\s,+)]{0,2}(?:(?:plus|ex|excl\.?|\+|mas) ?(?:vat|iva)\s?)?(?:"
    r"(?P<month>(?:a|per|each|every|al|por|ao|/|p/|cada) ?(?:month|mes|mth|mo)\b|pcm\b|pm\b|monthly|mensu?a[li])"
    r"|(?P<day>(?:a|per|each|al|por|ao|/|p/|cada) ?(?:day|dia)\b|pd\b|daily|diari[oa]s?)"
    r"|(?P<hour>(?:an|a|per|each|la|por|a|/|p/|cada) ?(?:hour|hora|hr|h)\b|hourly)"
    r"|(?P<week>(?:a|per|each|la|por|/|cada) ?(?:week|semana)\b|weekly|semanal(?:es)?)"
    r"|(?P<year>(?:a|per|each|al|por|ao|/|cada) ?(?:year|annum|ano|yr)\b|pa\b|p\.a\.|annually|yearly|anua[li]))"
)
_RATE = re.compile(r"(?P<day>day|dail[iy]|diari[oa])[\w ]{0,12}(?:rate|tarifa|valor)|(?P<hour>hourly|por hora) ?rate")

_CODES: Mapping[str, str] = {
    "£": "GBP", "pound": "GBP", "pounds": "GBP", "pounds sterling": "GBP", "pound sterling": "GBP", "quid": "GBP",
    "sterling": "GBP", "libra": "GBP", "libras": "GBP", "libras esterlinas": "GBP", "€": "EUR", "euro": "EUR",
    "euros": "EUR", "us$": "USD", "u$s": "USD", "u$d": "USD", "us dollars": "USD", "bucks": "USD",
    "dolares": "USD", "dolar": "USD", "ar$": "ARS", "r$": "BRL", "reais": "BRL", "real": "BRL", "mx$": "MXN",
    "a$": "AUD", "au$": "AUD", "c$": "CAD", "ca$": "CAD", "nz$": "NZD", "cl$": "CLP", "col$": "COP", "$u": "UYU",
    "s/": "PEN", "s/.": "PEN", "soles": "PEN", "rupees": "INR", "rupee": "INR", "rupia": "INR", "rupias": "INR",
    "rs.": "INR", "rs": "INR", "bs": "BOB", "bs.": "BOB", "bolivianos": "BOB", "colones": "CRC", "quetzales": "GTQ",
    "lempiras": "HNL", "rand": "ZAR", "naira": "NGN", "shillings": "KES",
    "guaranies": "PYG", "francs": "CHF", "kronor": "SEK", "kroner": "", "₹": "INR",
}  # fmt: skip
_PESOS = {"arg": "ARS", "uru": "UYU", "chi": "CLP", "mex": "MXN", "col": "COP", "dom": "DOP"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """One amount, or a range of two. `currency` is an ISO code, "$", "dollar" or "peso" in doubt, or "" for none."""

    low: int
    high: int
    currency: str
    per: str  # day, hour, week, month, year, "" for a total
    bare: bool  # neither currency nor scale is written
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Figure:
    value: Decimal
    scale: int
    currency: str
    start: int
    end: int


def find_amounts(folded: str, language: str) -> tuple[Amount, ...]:
    """Every amount in the text, ranges put together."""
    figures = _figures(folded, language)
    amounts: list[Amount] = []
    index = 0
    while index < len(figures):
        one = figures[index]
        two = figures[index + 1] if index + 1 < len(figures) else None
        if two is not None and _joined(folded, one, two):
            amounts.append(_range(folded, one, two))
            index += 2
        else:
            amounts.append(_range(folded, one, one))
            index += 1
    return tuple(amounts)


def _figures(folded: str, language: str) -> list[_Figure]:
    found: list[_Figure] = []
    for match in _amounts(folded):
        figure = _figure(match, language)
        if figure is not None:
            found.append(figure)
    if _spells(folded):
        for match in _SPELLED_RANGE.finditer(folded):
            found += _spelled_range(match)
        for match in _WIDE_RANGE.finditer(folded):
            low, high = _spelled_range(match)
            if low.value < high.value <= 4 * low.value:
                found += [replace(low, end=high.start), high]  # they touch: all between belongs to the range
    found.sort(key=lambda figure: (figure.start, -figure.end))
    kept: list[_Figure] = []
    for figure in found:
        if not kept or figure.start >= kept[-1].end:
            kept.append(figure)
    return kept


def _amounts(folded: str) -> Iterator[re.Match[str]]:
    near = around_figures(folded, before=_REACH, behind=_REACH)
    yield from matches_in(_AMOUNT, folded, near)
    yield from matches_in(_GLUED, folded, near)
    if _spells(folded):
        yield from _WORDS.finditer(folded)
    if any(word in folded for word in _HUNDRED_STEMS):
        yield from _SPELLED_SUM.finditer(folded)


def _spells(folded: str) -> bool:
    """Has the text a word without which no amount is written in words?"""
    return any(word in folded for word in _BIG_STEMS)


def _spelled_range(match: re.Match[str]) -> list[_Figure]:
    """ "Between ten and fifteen thousand pounds" as its two figures."""
    scale, currency = _SCALES[match.group("scale")], _code(match.group("post") or _home_of(match.group("scale")))
    low = "low" if match.groupdict().get("low") else "first"
    return [
        _Figure(
            value=_spelled(match.group(end)),
            scale=scale,
            currency=currency,
            start=match.start(end),
            end=match.end(last),
        )
        for end, last in ((low, low), ("high", 0))
    ]


def _figure(match: re.Match[str], language: str) -> _Figure | None:
    groups = match.groupdict()
    written = (groups.get("pre") or "").replace(" ", "")
    written = groups.get("post") or written if written in ("", "$") else written  # "$ 4.500.000 CLP"
    scale_word = groups.get("scale") or ("mil" if groups.get("lone") else "")
    if scale_word in ("m", "mi") and not written:
        return None  # metres, minutes, miles
    if scale_word == "mil" and language == "en":
        scale_word = "million"  # "2 mil" is two million to an English writer
    if groups.get("lone") == "mil" and not written:
        return None
    value = Decimal(1) if groups.get("lone") else _value(match.group("number"), bool(scale_word))
    if value is None:
        return None
    scale = _SCALES.get(scale_word, 1)
    written = written or _home_of(scale_word)
    tail = groups.get("tail")  # "two thousand five hundred"
    if tail:
        value, scale = value * scale + _tail(tail, scale), 1
    return _Figure(value=value, scale=scale, currency=_code(written), start=match.start(), end=match.end())


def _home_of(scale: str) -> str:
    """Lakhs and crores are counted in rupees."""
    return "inr" if scale.startswith(("lakh", "lac", "crore")) else ""


def _value(number: str, scaled: bool) -> Decimal | None:
    """The figure as written in any of our languages: one mark and three digits after it are thousands."""
    if number[0].isalpha():
        return _spelled(number)
    parts = re.split(r"[., '’]", number)
    marks = [letter for letter in number if not letter.isdigit()]
    if not marks:
        return Decimal(number)
    last = parts[-1]
    if len(last) == 3 and not (scaled and len(marks) == 1 and marks[0] in ".,"):
        return Decimal("".join(parts))
    if len(last) == 3:
        # "1.500k" is nobody's way to write a million and a half: no figure rather than a wrong one.
        return None
    return Decimal("".join(parts[:-1]) + "." + last)


def _spelled(number: str) -> Decimal:
    if number in ("half a", "medio", "meio"):
        return Decimal("0.5")
    if number.endswith(" and a half"):
        return _spelled(number.removesuffix(" and a half")) + Decimal("0.5")
    total = 0
    for word in re.split(r"[ -]", number):
        value = _UNITS.get(word, 0)
        total = total * 100 if word == "hundred" and total else total + value
    return Decimal(total)


def _tail(tail: str, scale: int) -> Decimal:
    """What stands behind the scale: "two thousand five hundred", "un millón y medio", "dos palos ochocientos"."""
    if tail in ("medio", "meio", "half", "a half"):
        return Decimal(scale // 2)
    value = _spelled(tail)
    return value * 1000 if scale == 1_000_000 and value < 1000 else value


def _code(written: str) -> str:
    """ISO code of a currency as written; "$", "dollar" and "peso" need to know the country."""
    word = " ".join(written.split())
    if word.startswith("peso"):
        return _PESOS.get(word.partition(" ")[2][:3], "peso")
    if word in ("$", "dollar", "dollars"):
        return "$" if word == "$" else "dollar"
    return _CODES.get(word, word.upper() if len(word) == 3 else "")


def _joined(folded: str, one: _Figure, two: _Figure) -> bool:
    """Are two figures the two ends of one range?"""
    gap = folded[one.end : two.start]
    stated = _least_to_most(folded, one, gap)
    if gap and not (len(gap) <= 12 and _JOIN.fullmatch(gap)) and not stated:
        return False
    told = {one.currency, two.currency} - {"", "$"}  # "$180,000 a $220,000 pesos mexicanos"
    if len(told) > 1 and told != {"peso", "ARS"}:
        return False
    low, high = _ends(one, two)
    if not low < high or low * 20 < high:
        return False
    if gap.strip() == "/":
        return bool(one.currency and two.currency)  # "£25,000/£35,000"; "3/4" is something else
    if gap.split() and gap.split()[0] in ("and", "y", "e") and not stated:
        return bool(_BETWEEN.search(folded, max(0, one.start - 24), one.start))
    return True


def _least_to_most(folded: str, one: _Figure, gap: str) -> bool:
    """ "Minimum 25,000 and maximum 30,000", "starts at 25k and can go to 40k"."""
    return bool(len(gap) <= 40 and _SAID_LEAST.fullmatch(gap)) or (
        len(gap) <= 40
        and bool(_TO_MOST.fullmatch(gap))
        and bool(_LEAST.search(folded, max(0, one.start - 24), one.start))
    )


def _ends(one: _Figure, two: _Figure) -> tuple[Decimal, Decimal]:
    """In "12 to 15k" the first figure shares the scale of the second."""
    scale = two.scale if one.scale == 1 and one.value <= two.value and one.value < 1000 else one.scale
    return one.value * scale, two.value * two.scale


def _range(folded: str, one: _Figure, two: _Figure) -> Amount:
    low, high = _ends(one, two) if one is not two else (one.value * one.scale, one.value * one.scale)
    currency = two.currency or one.currency if one.currency in ("", "$") else one.currency
    bare = not currency and one.scale == 1 and two.scale == 1 and high < 1_000_000
    return Amount(
        low=int(low), high=int(high), currency=currency, per=_per(folded, one.start, two.end), bare=bare,
        start=one.start, end=two.end,
    )  # fmt: skip


def _per(folded: str, start: int, end: int) -> str:
    """Whether the amount is for a month, a day … : "a month" after it, or "day rate" just before it."""
    after = _PER.match(folded, end)
    if after is not None and after.lastgroup is not None:
        return after.lastgroup
    before = _RATE.search(folded, max(0, start - 28), start)
    return before.lastgroup or "" if before is not None else ""


def settle_currency(amount: Amount, *, country_currency: str, home_currency: str) -> Amount:
    """An amount whose "$" or "pesos" is settled by the country that the mail names, else by our own.

    Without either a "$" stays without currency: a wrong one is worse than none.
    """
    pesos = ("ARS", "UYU", "CLP", "MXN", "COP")
    dollars = ("USD", "CAD", "AUD", "NZD")
    likely = country_currency or home_currency
    if amount.currency == "peso":
        return replace(amount, currency=likely if likely in pesos else "ARS")
    if amount.currency == "$":
        return replace(amount, currency=likely if likely in pesos + dollars else "")
    if amount.currency == "dollar":
        return replace(amount, currency=likely if likely in dollars else "USD")
    return amount

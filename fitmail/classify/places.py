"""Where the writer is.

Takes: a reading with the hits of `rules/places.yaml`.
Gives: `find_place(reading, wordbook) -> Place | None`; `country_of(address, wordbook)` from a country's mail domain.
Promises: a town that is also a word or a name counts only after a preposition and with a capital; a place that they
    are "outside" of, or where a friend is, is not theirs; "Rosario, Argentina" is one place; of several the one in a
    sentence about themselves. In doubt: none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from fitmail.classify.phrases import Hit, Reading
from fitmail.classify.wordbook import Country, Wordbook

_PREPOSITION = re.compile(
    r"(?:\b(?:in|from|near|at|around|across|outside|based|en|de|desde|em|no|na|do|da|por)|of)"
    r"(?: (?:the|la|el|los|las|o|a|central|downtown|north|south|east|west|northern|southern|ciudad de|cidade de))?\s$"
)
_STAYS = re.compile(r"\b(?:in|near|based|at|en|em|cerca de|perto de)\s$")
_ADJECTIVE = re.compile(r"\b(?:the|la|el|a|an|our|your|this)\s$")
_NOUN_AFTER = re.compile(r" (?!and\b|y\b|e\b|in\b|en\b|em\b|with\b|con\b|com\b|who\b|que\b|area|region)[a-z]{3,}")
_PART_OF_NAME = re.compile(
    r"\b(?:universit\w{1,3}|universidade?|bank|banco|duke|duchess) (?:of|de|do|da) (?:the |la )?$"
)
_ORGANISED = (
    r"(?:charity|charities|co-?ops?|co-?operatives?|council|museum|ngo|company|firm|university|union|federation"
    r"|collective"
    r"|network|association|organi[sz]ation|school|housing|health board|library|theatre|festival|government"
    r"|local authority"
    r"|cooperativas?|ong|asociacion|associacao|fundacion|fundacao|sindicato|red|rede|universidade?|coletivo|colectivo"
    r"|editorial|editora|empresa|federacion|federacao|museo|museu|escuela|escola|organizacion|organizacao)\b"
)
_OF_PEOPLE = re.compile(rf" (?:[\w-]{{3,14}} ){{0,2}}{_ORGANISED}")
_PEOPLE_OF = re.compile(rf"\b{_ORGANISED} (?:de \w{{3,14}} )?$")
_CODED = re.compile(r",? (?P<code>[A-Z]{2,3}|Mass|Ala|Conn|Calif|Penn)\b(?!\d)")
_LONGER = re.compile(r" (?:d[eoa]l? )?[^\W\d_a-z]")
_ONE_OF_US = re.compile(
    r"\b(?:one|two|some|most) of (?:us|our members|our people)\b|\b(?:un[oa] de|algun[oa]s de) (?:nosotr[oa]s"
    r"|las socias)"
    r"|\b(?:um|uma) (?:de nos|das socias|dos socios)\b"
)
# "We are a family firm in Garstang": the firm is theirs.
_OUR_FIRM = re.compile(
    r"\b(?:we['’]?re|we are|i am|i['’]m|i run|we run|i have|somos|soy|sou|tenemos|temos) (?:una?|uma?|an?"
    r"|the) (?:[\w'’-]{2,20} ){0,3}$"
)
_MOST = 60  # places of a mail that are looked at
_BRACKET = re.compile(r"[(,\-–—/|:]\s?$")
_CAPITAL_BEFORE = re.compile(r"([^\W\d_][\w'’.-]*) $")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    country: str
    phrase: str  # as written: "Rosario, Argentina"
    words: str
    points: int
    start: int


def country_of(address: str, wordbook: Wordbook) -> Country | None:
    """The country whose top-level domain an address has."""
    ending = address.rpartition(".")[2].upper()
    code = "GB" if ending == "UK" else ending
    return next((country for country in wordbook.countries.values() if country.code == code), None)


def find_people(reading: Reading, wordbook: Wordbook) -> Place | None:
    """ "A Scottish charity", "una ONG uruguaya": where it is from, without a place."""
    for hit in reading.of("people")[:_MOST]:
        first, _ = reading.sentence(hit.start)
        before = reading.folded[max(first, hit.start - 24) : hit.start]
        if _OF_PEOPLE.match(reading.folded, hit.end) or _PEOPLE_OF.search(before):
            words = reading.clause(hit.start, hit.end)
            return Place(country=hit.name, phrase="", words=words, points=1, start=hit.start)
    return None


def find_place(reading: Reading, wordbook: Wordbook) -> Place | None:
    """The writer's place as far as the text tells it."""
    kinds = ("place", "doubtful place", "country")
    hits = sorted((hit for kind in kinds for hit in reading.of(kind)), key=lambda hit: (hit.start, -hit.end))[:_MOST]
    spots: list[Hit] = []
    for hit in hits:
        if not spots or hit.start >= spots[-1].end or (hit.start, hit.end) == (spots[-1].start, spots[-1].end):
            spots.append(hit)
    best: Place | None = None
    for hit in spots:
        found = _place(reading, wordbook, spots, hit)
        if found is not None and (best is None or found.points > best.points):
            best = found
    return best if best is not None and best.points >= 2 else None


def _place(reading: Reading, wordbook: Wordbook, spots: list[Hit], hit: Hit) -> Place | None:
    folded, text = reading.folded, reading.text
    before = folded[max(0, hit.start - 28) : hit.start]
    capital = (
        text[hit.start].isupper()
        or _shuns_capitals(text)
        or folded[hit.start : hit.end].startswith(("the ", "north of", "norte de"))
    )
    preposition = bool(_PREPOSITION.search(before))
    wider = _wider(reading, spots, hit)
    if not capital and not (preposition and hit.kind != "doubtful place"):
        return None
    if hit.kind == "doubtful place" and not preposition and wider is None:
        return None
    named = _CAPITAL_BEFORE.search(text, max(0, hit.start - 28), hit.start)
    if named is not None and named.group(1)[0].isupper() and not preposition and hit.kind != "country":
        return None  # "Jack London", "Visit Bradford": a name
    if _ADJECTIVE.search(before) and _NOUN_AFTER.match(text, hit.end):
        return None  # "the Leeds meetup"
    if _PART_OF_NAME.search(before):
        return None  # "University of the Fens" is a name
    if _elsewhere(reading, hit):
        return None
    if hit.kind == "country" and hit.name == wordbook.home and not _about_us(reading, hit, 40):
        return None  # "UK suppliers", "outside the UK": our own country is spoken of for many reasons
    last = wider or hit
    coded = _CODED.match(text, hit.end) if wider is None else None
    abroad = wordbook.codes.get(coded.group("code"), "") if coded is not None else ""
    if not abroad and wider is None and hit.kind == "doubtful place" and _LONGER.match(text, hit.end):
        return None  # "Colonia Itatí", "San Juan del Monte": a longer name
    country = abroad or _country(wordbook, spots, hit, wider)
    if not country:
        return None
    points = (
        1
        + preposition
        + bool(_STAYS.search(before))
        + 2 * _about_us(reading, hit, 90)
        + bool(_BRACKET.search(before))
        + (wider is not None)
    )
    points += (hit.kind != "country") - text[hit.start].islower()
    return Place(
        country=country,
        phrase=reading.words(hit.start, coded.end() if coded is not None and abroad else last.end),
        words=reading.clause(hit.start, last.end),
        points=points,
        start=hit.start,
    )


def _shuns_capitals(text: str) -> bool:
    """Does the writer use hardly any capitals, so that small letters say nothing?"""
    sample = text[:1_000]
    return len(sample) >= 60 and sum(map(str.isupper, sample)) * 100 <= len(sample)


def _wider(reading: Reading, spots: list[Hit], hit: Hit) -> Hit | None:
    """The region or country that follows a town after a comma."""
    for other in spots:
        if hit.end < other.start <= hit.end + 3 and reading.text[hit.end : other.start].strip() == ",":
            return other
    return None


def _elsewhere(reading: Reading, hit: Hit) -> bool:
    if _ONE_OF_US.search(reading.folded, max(reading.sentence(hit.start)[0], hit.start - 80), hit.start):
        return True
    return any(
        not _OUR_FIRM.search(reading.folded, max(reading.sentence(hit.start)[0], cue.start - 48), cue.start)
        and (0 <= hit.start - cue.end <= 6 or cue.start <= hit.start < cue.end)
        and reading.folded[max(0, cue.start - 5) : cue.start] != "just "
        for cue in reading.within("elsewhere", max(0, hit.start - 40), hit.end + 1)
    )


def _about_us(reading: Reading, hit: Hit, reach: int) -> bool:
    """Does a word about themselves stand before it, in the same sentence?"""
    first, _ = reading.sentence(hit.start)
    return any(hit.start - cue.end <= reach for cue in reading.within("here", first, hit.start))


def _country(wordbook: Wordbook, spots: list[Hit], hit: Hit, wider: Hit | None) -> str:
    """The country of a place; ours when it has such a town and nothing says which, else the first one that has."""
    if wider is not None:
        return wider.name
    names = {other.name for other in spots if (other.start, other.end) == (hit.start, hit.end)}
    if len(names) == 1:
        return hit.name
    told = {other.name for other in spots if other.name in names and (other.start, other.end) != (hit.start, hit.end)}
    if len(told) == 1:
        return told.pop()
    # All of them lie abroad, or one is at home.
    return wordbook.home if wordbook.home in names else hit.name

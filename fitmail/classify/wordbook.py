"""The words that extraction looks for, as members keep them in `rules/`.

Takes: the texts of technologies.yaml, criteria.yaml and places.yaml (without the last one no place is known).
Gives: `parse_wordbook(texts) -> (Wordbook, criteria, mistakes)`; `at_home(wordbook, region)` for a network elsewhere.
Promises: every mistake is named with file and line, all at once; what is right in a file is used even if a row is
    wrong (whether to go on is the caller's choice); the order of the criteria is that of the file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from fitmail.classify.phrases import Phrase, Phrasebook, make_phrasebook, phrase_words
from fitmail.classify.yaml_text import Items, Node, Table, Word, near_word, parse
from fitmail.model import LANGUAGES, Criterion, Mistake

# The lists of cues that extraction knows. A list that is missing finds nothing; an unknown one is a mistake.
CUES = (
    "budget", "not budget", "ceiling", "floor", "hinted budget", "wish",
    "deadline", "event", "start", "submission", "revised", "not deadline", "answer by",
    "tech hint", "brief", "decides", "role", "values", "coop", "not coop", "remote", "size",
    "call", "call time", "referred", "here", "elsewhere",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    name: str
    code: str  # ISO 3166, two letters
    currency: str  # ISO 4217
    month_first: bool  # 03/04 is March the fourth


@dataclass(frozen=True, slots=True, kw_only=True)
class Wordbook:
    """Everything extraction knows about words, as one frozen value."""

    technologies: Mapping[str, tuple[str, ...]]  # canonical name -> synonyms
    work: Mapping[str, tuple[str, ...]]  # kind of work -> phrases in all languages
    countries: Mapping[str, Country]
    places: Mapping[str, str]  # place, folded words joined by a space -> country
    codes: Mapping[str, str]  # short form of a part of a country, in capitals -> country
    home: str  # a country's name, "" when none is set
    phrases: Phrasebook


def at_home(wordbook: Wordbook, region: str) -> Wordbook:
    """The same words for a network whose home is `region` (ISO code or a name of the country); else unchanged."""
    wanted = " ".join(phrase_words(region))
    for country in wordbook.countries.values():
        if region.upper() == country.code or (wanted and wordbook.places.get(wanted) == country.name):
            return replace(wordbook, home=country.name)
    return wordbook


def parse_wordbook(texts: Mapping[str, str]) -> tuple[Wordbook, tuple[Criterion, ...], tuple[Mistake, ...]]:
    """The wordbook, the criteria of the checklist, and what is wrong in the files."""
    mistakes: list[Mistake] = []
    tables: dict[str, Table | None] = {}
    for file in ("technologies.yaml", "criteria.yaml", "places.yaml"):
        tables[file] = _open(texts, file, mistakes)
    phrases: list[Phrase] = []
    technologies, work = _technologies(tables["technologies.yaml"], phrases, mistakes)
    criteria = _criteria(tables["criteria.yaml"], mistakes)
    _cues(tables["criteria.yaml"], phrases, mistakes)
    countries, places, codes, home = _places(tables["places.yaml"], phrases, mistakes)
    wordbook = Wordbook(
        technologies=technologies,
        work=work,
        countries=countries,
        places=places,
        codes=codes,
        home=home,
        phrases=make_phrasebook(phrases),
    )
    return wordbook, criteria, tuple(sorted(mistakes, key=lambda one: (one.file, one.line)))


def _open(texts: Mapping[str, str], file: str, mistakes: list[Mistake]) -> Table | None:
    if file not in texts:
        if file != "places.yaml":
            mistakes.append(Mistake(file=file, line=1, found="no such file", expected="a file of that name in rules/"))
        return None
    tree, found = parse(texts[file], file=file)
    mistakes.extend(found)
    if tree is not None and not isinstance(tree, Table):
        mistakes.append(Mistake(file=file, line=tree.line, found="a list or a word", expected="keys and values"))
        return None
    return tree


def _rows(table: Table | None, key: str, *, file: str, mistakes: list[Mistake]) -> Iterator[tuple[Word, Node]]:
    """The rows of a table inside a table."""
    inner = table.get(key) if table is not None else None
    if isinstance(inner, Table):
        yield from inner.rows
    elif inner is not None:
        mistakes.append(Mistake(file=file, line=inner.line, found=f'no keys below "{key}"', expected="keys and values"))
    elif table is not None:
        mistakes.append(Mistake(file=file, line=table.line, found=f'no "{key}"', expected=f'a part "{key}:"'))


def _known(table: Table | None, keys: tuple[str, ...], *, file: str, mistakes: list[Mistake]) -> None:
    for word, _ in table.rows if table is not None else ():
        if word.text not in keys:
            mistakes.append(
                Mistake(
                    file=file, line=word.line, found=f'"{word.text}"', expected="one of: " + ", ".join(keys),
                    hint=near_word(word.text, keys),
                )
            )  # fmt: skip


def _texts(node: Node | None, *, file: str, mistakes: list[Mistake]) -> Iterator[Word]:
    """The words of a list, of a list per language, or a single word."""
    if isinstance(node, Word):
        if node.text:
            yield node
    elif isinstance(node, Items):
        for item in node.items:
            if isinstance(item, Word) and item.text:
                yield item
            else:
                mistakes.append(Mistake(file=file, line=item.line, found="no word", expected="a word or phrase"))
    elif isinstance(node, Table):
        _known(node, LANGUAGES, file=file, mistakes=mistakes)
        for _, inner in node.rows:
            if not isinstance(inner, Table):
                yield from _texts(inner, file=file, mistakes=mistakes)


def _phrase(word: Word, *, kind: str, name: str, exact: bool, file: str, mistakes: list[Mistake]) -> Phrase | None:
    """One phrase, or a mistake when nothing of it can be looked for."""
    words = phrase_words(word.text)
    if not words or words[0] == "*" or (words[0].endswith("*") and len(words[0]) < 4):
        mistakes.append(
            Mistake(
                file=file, line=word.line, found=f'the phrase "{word.text}"', expected="a phrase that starts with a"
                " word, or with three letters and a star",
            )
        )  # fmt: skip
        return None
    return Phrase(kind, name, words, word.text if exact else "")


def _technologies(
    table: Table | None, phrases: list[Phrase], mistakes: list[Mistake]
) -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    file = "technologies.yaml"
    _known(table, ("technologies", "doubtful", "beside", "work"), file=file, mistakes=mistakes)
    kinds: dict[str, dict[str, tuple[str, ...]]] = {"technologies": {}, "doubtful": {}, "work": {}}
    unsure = table.get("doubtful") if table is not None else None
    rows = unsure.rows if isinstance(unsure, Table) else ()
    doubtful = {word.text for word, node in rows if word.text in _spellings(node)}
    for part, kind in (("technologies", "tech"), ("doubtful", "doubtful"), ("work", "work")):
        for name, node in _rows(table, part, file=file, mistakes=mistakes):
            given = tuple(_texts(node, file=file, mistakes=mistakes))
            # A name that is an everyday word too is looked for only as `doubtful` spells it.
            sure = part == "technologies" and name.text not in doubtful
            words = (name, *given) if sure else given
            for word in words:
                phrase = _phrase(
                    word, kind=kind, name=name.text, exact=part == "doubtful", file=file, mistakes=mistakes
                )
                phrases.extend([phrase] if phrase else [])
            kinds[part][name.text] = tuple(word.text for word in given)
    for word in _texts(table.get("beside") if table is not None else None, file=file, mistakes=mistakes):
        phrase = _phrase(word, kind="beside", name="beside", exact=False, file=file, mistakes=mistakes)
        phrases.extend([phrase] if phrase else [])
    names = {**kinds["doubtful"], **kinds["technologies"]}
    return names, kinds["work"]


def _spellings(node: Node) -> set[str]:
    """The spellings of a doubtful name, in small letters."""
    items = node.items if isinstance(node, Items) else (node,)
    return {item.text.lower() for item in items if isinstance(item, Word)}


def _criteria(table: Table | None, mistakes: list[Mistake]) -> tuple[Criterion, ...]:
    file = "criteria.yaml"
    _known(table, ("criteria", "words"), file=file, mistakes=mistakes)
    criteria: list[Criterion] = []
    for key, node in _rows(table, "criteria", file=file, mistakes=mistakes):
        if not isinstance(node, Table):
            mistakes.append(Mistake(file=file, line=node.line, found="no keys", expected="name, question, askable"))
            continue
        _known(node, ("name", "question", "askable"), file=file, mistakes=mistakes)
        askable = node.get("askable")
        said = askable.text if isinstance(askable, Word) else ""
        if said not in ("yes", "no"):
            mistakes.append(Mistake(file=file, line=node.line, found=f'askable "{said}"', expected="yes or no"))
        criteria.append(
            Criterion(
                key=key.text,
                names=_languages(node, "name", file=file, mistakes=mistakes),
                questions=_languages(node, "question", file=file, mistakes=mistakes),
                askable=said == "yes",
            )
        )
    return tuple(criteria)


def _languages(node: Table, key: str, *, file: str, mistakes: list[Mistake]) -> dict[str, str]:
    """One text per language; each must be there."""
    table = node.get(key)
    if not isinstance(table, Table):
        mistakes.append(Mistake(file=file, line=node.line, found=f'no "{key}"', expected="a text in en, es and pt"))
        return {}
    _known(table, LANGUAGES, file=file, mistakes=mistakes)
    found: dict[str, str] = {}
    for language in LANGUAGES:
        text = table.get(language)
        if isinstance(text, Word) and text.text.strip():
            found[language] = " ".join(text.text.split())
        else:
            mistakes.append(Mistake(file=file, line=table.line, found=f'no {key} in "{language}"', expected="a text"))
    return found


def _cues(table: Table | None, phrases: list[Phrase], mistakes: list[Mistake]) -> None:
    file = "criteria.yaml"
    for name, node in _rows(table, "words", file=file, mistakes=mistakes):
        if name.text not in CUES:
            mistakes.append(
                Mistake(
                    file=file, line=name.line, found=f'the list "{name.text}"', expected="one of: " + ", ".join(CUES),
                    hint=near_word(name.text, CUES),
                )
            )  # fmt: skip
            continue
        for word in _texts(node, file=file, mistakes=mistakes):
            phrase = _phrase(word, kind=name.text, name=name.text, exact=False, file=file, mistakes=mistakes)
            phrases.extend([phrase] if phrase else [])


def _places(
    table: Table | None, phrases: list[Phrase], mistakes: list[Mistake]
) -> tuple[dict[str, Country], dict[str, str], dict[str, str], str]:
    file = "places.yaml"
    if table is None:
        return {}, {}, {}, ""
    _known(table, ("home", "countries"), file=file, mistakes=mistakes)
    countries: dict[str, Country] = {}
    places: dict[str, str] = {}
    codes: dict[str, str] = {}
    for name, node in _rows(table, "countries", file=file, mistakes=mistakes):
        if not isinstance(node, Table):
            mistakes.append(Mistake(file=file, line=node.line, found="no keys", expected="code, names, towns"))
            continue
        _known(
            node,
            ("code", "currency", "dates", "names", "towns", "doubtful", "people", "codes"),
            file=file,
            mistakes=mistakes,
        )
        settings = {key: _word(node.get(key)) for key in ("code", "currency", "dates")}
        countries[name.text] = Country(
            name=name.text,
            code=settings["code"],
            currency=settings["currency"],
            month_first=settings["dates"] == "month first",
        )
        codes |= {word.text: name.text for word in _texts(node.get("codes"), file=file, mistakes=mistakes)}
        _place_names(name, node, phrases=phrases, places=places, mistakes=mistakes)
    home = _word(table.get("home"))
    if home not in countries:
        hint = near_word(home, countries)
        mistakes.append(
            Mistake(file=file, line=1, found=f'home "{home}"', expected="a country of this file", hint=hint)
        )
        home = ""
    return countries, places, codes, home


def _word(node: Node | None) -> str:
    return node.text if isinstance(node, Word) else ""


def _place_names(
    name: Word, node: Table, *, phrases: list[Phrase], places: dict[str, str], mistakes: list[Mistake]
) -> None:
    """Countries, towns, and towns that are also everyday words or names of people."""
    file = "places.yaml"
    for kind, key in (("country", "names"), ("place", "towns"), ("doubtful place", "doubtful"), ("people", "people")):
        own = (name,) if kind == "country" else ()
        for word in (*own, *_texts(node.get(key), file=file, mistakes=mistakes)):
            phrase = _phrase(word, kind=kind, name=name.text, exact=False, file=file, mistakes=mistakes)
            if phrase is not None:
                phrases.append(phrase)
            if phrase is not None and kind != "people":
                places.setdefault(" ".join(phrase.words), name.text)

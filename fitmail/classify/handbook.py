"""What the network wrote down for its desk: guidance for the chair, signposts for enquirers, and where towns lie.

Takes: the texts of rules/guidance.yaml (what to think of, ask, answer and put to the members, per kind of enquiry),
    rules/signposts.yaml (a list of entries: key, names, texts, categories, regions) and rules/towns.yaml.
Gives: `parse_guidance`, `parse_signposts`, `parse_towns`: values of `Handbook`, and every mistake.
Promises: each text stands in en, es and pt, or the file is refused (G12). A kind of enquiry is data: nothing here
    knows the name of one. "join outside" is for those that are outside the network's region.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from fitmail.classify.sheet import Sheet
from fitmail.classify.yaml_text import Items, Node, Table, Word, near_word, parse
from fitmail.model import LANGUAGES, Call, Criterion, Guide, Handbook, Mistake, Signpost

GUIDANCE = "guidance.yaml"
SIGNPOSTS = "signposts.yaml"
TOWNS = "towns.yaml"

KEYS = ("key", "names", "texts", "categories", "regions")
REGIONS = ("inside", "outside")
GUIDES = (*LANGUAGES, "ask", "answer", "then", "coops", "post", "signposts")
QUESTION = ("key", "name", "question", "unless")
POST = ("to", "title", "text")
STATES = ("answered", "awaiting_info", "signposted", "declined")
COOPS = ("fit", "near")


def parse_handbook(
    texts: Mapping[str, str], *, categories: Sequence[str], criteria: Sequence[Criterion]
) -> tuple[Handbook, tuple[Mistake, ...]]:
    """All of it, from the texts of the rule files by name; `criteria` are those of criteria.yaml."""
    signposts, mistakes = parse_signposts(texts.get(SIGNPOSTS, ""), file=SIGNPOSTS, categories=categories)
    guidance, wrong = parse_guidance(
        texts.get(GUIDANCE, ""),
        file=GUIDANCE,
        categories=categories,
        criteria=criteria,
        signposts=tuple(signpost.key for signpost in signposts),
    )
    towns, strange = parse_towns(texts.get(TOWNS, ""), file=TOWNS)
    handbook = Handbook(criteria=tuple(criteria), guidance=guidance, signposts=signposts, towns=towns)
    return handbook, (*wrong, *mistakes, *strange)


def parse_guidance(
    text: str, *, file: str, categories: Sequence[str], criteria: Sequence[Criterion], signposts: Sequence[str]
) -> tuple[Mapping[str, Guide], tuple[Mistake, ...]]:
    """Kind of enquiry -> what the chair should think of, ask and answer. `criteria`: questions it may share."""
    tree, mistakes = parse(text, file=file)
    sheet = Sheet(file)
    if tree is None:
        return {}, mistakes
    known = {criterion.key: criterion for criterion in criteria}
    guides: dict[str, Guide] = {}
    for word, node in sheet.rows(tree, what="the guidance"):
        category, _, region = word.text.partition(" ")
        if category not in categories or region not in ("", *REGIONS):
            sheet.wrong(
                word.line,
                found=f'"{word.text}" is not a word that the guidance may use',
                expected=f"one of {', '.join(categories)}, each also with inside or outside behind it",
                hint=near_word(category, categories),
            )
            continue
        guides[word.text] = _guide(node, sheet=sheet, known=known, signposts=signposts)
    return guides, (*mistakes, *sheet.mistakes)


def _guide(node: Node, *, sheet: Sheet, known: Mapping[str, Criterion], signposts: Sequence[str]) -> Guide:
    table = sheet.table(node, what="guidance", keys=GUIDES)
    texts = _spoken(node, table, sheet=sheet)
    asks = [_question(item, sheet=sheet, known=known) for item in _items(table.get("ask"), sheet=sheet)]
    chosen = table.get("signposts")
    coops = _word(table.get("coops"), what="coops", known=COOPS, sheet=sheet)
    return Guide(
        texts=texts,
        asks=tuple(criterion for criterion, _ in asks if criterion is not None),
        unless={criterion.key: fact for criterion, fact in asks if criterion is not None and fact},
        answer=_name(table.get("answer"), what="answer", sheet=sheet),
        then=_word(table.get("then"), what="then", known=STATES, sheet=sheet) or "answered",
        coops="fit" if coops == "fit" else "near" if coops == "near" else "",
        call=_call(table["post"], sheet=sheet) if "post" in table else None,
        signposts=sheet.choices(chosen, what="a signpost", known=signposts) if chosen is not None else (),
    )


def _spoken(node: Node, table: Mapping[str, Node], *, sheet: Sheet) -> Mapping[str, str]:
    """The text of each language, line by line as it was written; a missing language is a mistake."""
    for language in LANGUAGES:
        if language not in table and isinstance(node, Table):
            sheet.wrong(node.line, found=f"no {language}", expected=f"guidance in {', '.join(LANGUAGES)}", hint="")
    spoken = {language: sheet.text(table[language], what="guidance") for language in LANGUAGES if language in table}
    return {
        language: "\n".join(" ".join(line.split()) for line in text.splitlines() if line.strip())
        for language, text in spoken.items()
    }


def _items(node: Node | None, *, sheet: Sheet) -> tuple[Node, ...]:
    return sheet.items(node, what="ask") if node is not None else ()


def _question(node: Node, *, sheet: Sheet, known: Mapping[str, Criterion]) -> tuple[Criterion | None, str]:
    """(a question of its own, or one that criteria.yaml has, the fact that answers it)."""
    if isinstance(node, Word):
        node = Table(rows=((Word(text="key", line=node.line), node),), line=node.line)
    table = sheet.table(node, what="a question", keys=QUESTION)
    key = _name(table.get("key"), what="key", sheet=sheet)
    unless = _name(table.get("unless"), what="unless", sheet=sheet)
    if "name" in table or "question" in table:
        names = sheet.languages(table["name"], what="name") if "name" in table else {}
        questions = sheet.languages(table["question"], what="question") if "question" in table else {}
        if not key or not names or not questions:
            sheet.wrong(node.line, found="half a question", expected="key, name and question", hint="")
            return None, ""
        return Criterion(key=key, names=names, questions=questions, askable=True), unless
    if key not in known:
        sheet.wrong(
            node.line,
            found=f'the question "{key}"',
            expected=f"one of criteria.yaml ({', '.join(known)}), or name and question beside the key",
            hint=near_word(key, tuple(known)),
        )
        return None, ""
    return known[key], unless


def _call(node: Node, *, sheet: Sheet) -> Call:
    table = sheet.table(node, what="post", keys=POST)
    for key in POST:
        if key not in table and isinstance(node, Table):
            sheet.wrong(node.line, found=f'post without "{key}"', expected=", ".join(POST), hint="")
    return Call(
        channels=tuple(text for text, _ in sheet.texts(table["to"], what="channels")) if "to" in table else (),
        titles=sheet.languages(table["title"], what="title") if "title" in table else {},
        texts=sheet.languages(table["text"], what="text") if "text" in table else {},
    )


def _name(node: Node | None, *, what: str, sheet: Sheet) -> str:
    """A word of small letters, digits and hyphens, as files and orders can carry it; "" when none is given."""
    if node is None:
        return ""
    text = sheet.text(node, what=what)
    if text and not all(c.islower() or c.isdigit() or c in "-_" for c in text):
        sheet.wrong(node.line, found=f'{what} "{text}"', expected="small letters and hyphens", hint="")
    return text


def _word(node: Node | None, *, what: str, known: Sequence[str], sheet: Sheet) -> str:
    text = _name(node, what=what, sheet=sheet)
    if node is not None and text and text not in known:
        sheet.wrong(
            node.line, found=f'{what} "{text}"', expected=f"one of {', '.join(known)}", hint=near_word(text, known)
        )
        return ""
    return text


def parse_signposts(
    text: str, *, file: str, categories: Sequence[str]
) -> tuple[tuple[Signpost, ...], tuple[Mistake, ...]]:
    """Where to send whom, in the order of the file."""
    tree, mistakes = parse(text, file=file)
    sheet = Sheet(file)
    if tree is None:
        return (), mistakes
    found: dict[str, Signpost] = {}
    for node in sheet.items(tree, what="signposts"):
        signpost = _signpost(node, sheet=sheet, categories=categories)
        if signpost.key in found:
            sheet.wrong(node.line, found=f'"{signpost.key}" a second time', expected="each key once", hint="")
        found[signpost.key] = signpost
    return tuple(found.values()), (*mistakes, *sheet.mistakes)


def _signpost(node: Node, *, sheet: Sheet, categories: Sequence[str]) -> Signpost:
    table = sheet.table(node, what="a signpost", keys=KEYS)
    if isinstance(node, Table):
        for key in ("key", "names", "texts"):
            if key not in table:
                sheet.wrong(node.line, found=f'a signpost without "{key}"', expected="key, names, texts", hint="")
    chosen = table.get("categories")
    regions = table.get("regions")
    return Signpost(
        key=sheet.text(table["key"], what="a signpost's key") if "key" in table else "",
        names=sheet.languages(table["names"], what="names") if "names" in table else {},
        texts=sheet.languages(table["texts"], what="texts") if "texts" in table else {},
        categories=sheet.choices(chosen, what="a category", known=categories) if chosen is not None else (),
        regions=sheet.choices(regions, what="a region", known=REGIONS) if regions is not None else (),
    )


def parse_towns(text: str, *, file: str) -> tuple[Mapping[str, tuple[float, float]], tuple[Mistake, ...]]:
    """Town -> latitude and longitude in degrees, so that "near" can be reckoned."""
    tree, mistakes = parse(text, file=file)
    sheet = Sheet(file)
    if tree is None:
        return {}, mistakes
    towns: dict[str, tuple[float, float]] = {}
    for word, node in sheet.rows(tree, what="towns"):
        figures = [figure for item in (node.items if isinstance(node, Items) else ()) for figure in _degrees(item)]
        if len(figures) == 2 and abs(figures[0]) <= 90 and abs(figures[1]) <= 180:
            towns[word.text] = (figures[0], figures[1])
        else:
            sheet.wrong(word.line, found=f'"{word.text}"', expected="a town as in: Leeds: [53.8, -1.5]", hint="")
    return towns, (*mistakes, *sheet.mistakes)


def _degrees(node: Node) -> tuple[float, ...]:
    text = node.text if isinstance(node, Word) else ""
    bare = text.removeprefix("-").replace(".", "", 1)
    return (float(text),) if bare.isascii() and bare.isdecimal() else ()

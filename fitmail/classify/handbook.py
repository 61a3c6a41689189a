"""What the network wrote down for its desk: guidance for the chair, and signposts for enquirers.

Takes: the texts of rules/guidance.yaml (category -> language -> text) and rules/signposts.yaml (a list of entries:
    key, names, texts, categories, regions).
Gives: `parse_guidance`, `parse_signposts`: values of `Handbook`, and every mistake.
Promises: each text stands in en, es and pt, or the file is refused (G12).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from fitmail.classify.sheet import Sheet
from fitmail.classify.yaml_text import Node, Table, parse
from fitmail.model import Mistake, Signpost

KEYS = ("key", "names", "texts", "categories", "regions")
REGIONS = ("inside", "outside")


def parse_guidance(
    text: str, *, file: str, categories: Sequence[str]
) -> tuple[Mapping[str, Mapping[str, str]], tuple[Mistake, ...]]:
    """Category -> language -> what the chair should think of."""
    tree, mistakes = parse(text, file=file)
    sheet = Sheet(file)
    if tree is None:
        return {}, mistakes
    table = sheet.table(tree, what="the guidance", keys=tuple(categories))
    guidance = {category: sheet.languages(node, what="guidance") for category, node in table.items()}
    return guidance, (*mistakes, *sheet.mistakes)


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

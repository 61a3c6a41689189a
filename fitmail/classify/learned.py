"""Letters that people corrected, as rules/learned.yaml keeps them for the word model.

Takes: the text of learned.yaml. Gives: `parse_learned(...)`: the letters of each table and every mistake;
`with_letter(text, ...)`: the text with one letter more.
A letter stands here, and not under its rule's "should match", while no phrase of that rule wins it.
Promises: pure; the file may be missing; what was written before stays letter by letter as it was.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fitmail.classify.sheet import Sheet
from fitmail.classify.yaml_text import Node, parse
from fitmail.model import Mistake

LEARNED = "learned.yaml"
KEYS = ("table", "category", "subject", "body")
OPENING = """\
# Letters that people corrected, and that no phrase of their rule wins yet. The word model learns from them.
# Names, addresses and figures are replaced. Once a phrase wins a letter, it may move to the examples of its rule.
letters:
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One corrected mail, with nobody in it."""

    table: str  # enquiries, list
    category: str
    subject: str
    body: str


def parse_learned(
    text: str, *, categories: Mapping[str, Sequence[str]]
) -> tuple[tuple[Letter, ...], tuple[Mistake, ...]]:
    """The letters in the order of the file. `categories`: those that each table knows."""
    tree, mistakes = parse(text, file=LEARNED)
    sheet = Sheet(LEARNED)
    if tree is None:
        return (), mistakes
    top = sheet.table(tree, what="the file of learned letters", keys=("letters",))
    nodes = sheet.items(top["letters"], what="letters") if "letters" in top else ()
    read = (_letter(node, sheet=sheet, categories=categories) for node in nodes)
    return tuple(letter for letter in read if letter is not None), (*mistakes, *sheet.mistakes)


def _letter(node: Node, *, sheet: Sheet, categories: Mapping[str, Sequence[str]]) -> Letter | None:
    table = sheet.table(node, what="a letter", keys=KEYS)
    said = {key: sheet.text(table[key], what=key) for key in KEYS if key in table}
    known = categories.get(said.get("table", ""), ())
    if not known:
        expected = f"table: {' or '.join(categories)}"
        sheet.wrong(node.line, found="a letter of no table", expected=expected, hint="")
    elif said.get("category", "") not in known:
        expected = f"category: {', '.join(known)}"
        sheet.wrong(node.line, found="a letter of no category", expected=expected, hint="")
    elif not said.get("body") and not said.get("subject"):
        sheet.wrong(node.line, found="a letter without words", expected="subject, body or both", hint="")
    else:
        return Letter(
            table=said["table"],
            category=said["category"],
            subject=said.get("subject", ""),
            body=said.get("body", ""),
        )
    return None


def with_letter(text: str, letter: Letter) -> str:
    """The file's text with the letter at its end; unchanged when it stands there already."""
    parts = [f"{key}: {quoted(getattr(letter, key))}" for key in KEYS if getattr(letter, key)]
    line = f"  - {{{', '.join(parts)}}}\n"
    whole = text if text.strip() else OPENING
    if line in whole:
        return text
    return f"{whole}{'' if whole.endswith(chr(10)) else chr(10)}{line}"


def quoted(text: str) -> str:
    """A text as a YAML value in double quotes; what YAML does not print is written out."""
    clean = "".join(letter if letter.isprintable() or letter in "\t\n" else " " for letter in text)
    return json.dumps(clean, ensure_ascii=False)

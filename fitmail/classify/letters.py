"""Letters that the text model learns from: rules/examples/TABLE/CATEGORY.yaml, and rules/learned.yaml.

Takes: the texts of the rule files. Gives: `parse_letters(texts, categories=...)`: every letter, and every mistake.
A letter is a whole mail as people write it: `language`, `subject` (may be missing) and `body`. No rule has to win it:
that is what the examples of a rule are for. The more, and the more different, the better the model guesses.
Promises: pure; the folder may be missing; all mistakes at once, with file and line; the same letter twice in one
category is a mistake, for it would count twice.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from fitmail.classify.learned import LEARNED, Letter, parse_learned
from fitmail.classify.sheet import Sheet
from fitmail.classify.yaml_text import Node, parse
from fitmail.model import LANGUAGES, Mistake

EXAMPLES = "examples/"
KEYS = ("language", "subject", "body")


def parse_letters(
    texts: Mapping[str, str], *, categories: Mapping[str, Sequence[str]]
) -> tuple[tuple[Letter, ...], tuple[Mistake, ...]]:
    """The letters in the order of the files' names, then those of learned.yaml. `categories`: those of each table."""
    letters: list[Letter] = []
    mistakes: list[Mistake] = []
    for file in sorted(name for name in texts if name.startswith(EXAMPLES)):
        table, _, category = file.removeprefix(EXAMPLES).removesuffix(".yaml").partition("/")
        if category not in categories.get(table, ()):
            expected = f"{EXAMPLES}TABLE/CATEGORY.yaml, such as {EXAMPLES}enquiries/join.yaml"
            mistakes.append(Mistake(file=file, line=1, found="letters of no category", expected=expected))
            continue
        found, wrong = _file(texts[file], file=file, table=table, category=category)
        letters.extend(found)
        mistakes.extend(wrong)
    learned, wrong = parse_learned(texts.get(LEARNED, ""), categories=categories)
    return (*letters, *learned), (*mistakes, *wrong)


def _file(text: str, *, file: str, table: str, category: str) -> tuple[tuple[Letter, ...], tuple[Mistake, ...]]:
    tree, mistakes = parse(text, file=file)
    sheet = Sheet(file)
    if tree is None:
        return (), mistakes
    top = sheet.table(tree, what="a file of letters", keys=("letters",))
    letters: dict[Letter, None] = {}
    for node in sheet.items(top["letters"], what="letters") if "letters" in top else ():
        letter = _letter(node, sheet=sheet, table=table, category=category)
        if letter in letters:
            sheet.wrong(node.line, found="the same letter a second time", expected="each letter once", hint="")
        elif letter is not None:
            letters[letter] = None
    return tuple(letters), (*mistakes, *sheet.mistakes)


def _letter(node: Node, *, sheet: Sheet, table: str, category: str) -> Letter | None:
    parts = sheet.table(node, what="a letter", keys=KEYS)
    said = {key: sheet.text(parts[key], what=f"a letter's {key}") for key in KEYS if key in parts}
    language = said.get("language", "")
    if language and language not in LANGUAGES:
        sheet.wrong(node.line, found=f'language "{language[:60]}"', expected=", ".join(LANGUAGES), hint="")
    if not said.get("body"):
        sheet.wrong(node.line, found="a letter without a body", expected="body: |, and the text below it", hint="")
        return None
    return Letter(table=table, category=category, subject=said.get("subject", ""), body=said["body"])

"""Reading a file's tree with all mistakes collected: tables of known keys, texts, texts per language.

Takes: a `Node` of yaml_text. Gives: plain values, and `Mistake`s with file, line, found, expected, hint.
Promises: never stops at the first mistake; what is wrong reads as empty.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from fitmail.classify.yaml_text import Items, Node, Table, Word, near_word
from fitmail.model import LANGUAGES, Mistake


class Sheet:
    """One file while it is read."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.mistakes: list[Mistake] = []

    def wrong(self, line: int, *, found: str, expected: str, hint: str) -> None:
        self.mistakes.append(Mistake(file=self.file, line=line, found=found, expected=expected, hint=hint))

    def rows(self, node: Node, *, what: str) -> tuple[tuple[Word, Node], ...]:
        """Keys and values of a table with keys of the author's choice."""
        if isinstance(node, Table):
            return node.rows
        self.wrong(node.line, found=_show(node), expected=f"{what}: keys and values", hint="")
        return ()

    def table(self, node: Node, *, what: str, keys: Sequence[str]) -> Mapping[str, Node]:
        """Keys and values of a table with known keys."""
        known: dict[str, Node] = {}
        for key, value in self.rows(node, what=what):
            if key.text in keys:
                known[key.text] = value
            else:
                self.wrong(
                    key.line,
                    found=f'"{key.text}" is not a word that {what} may use',
                    expected=f"one of {', '.join(keys)}",
                    hint=near_word(key.text, keys),
                )
        return known

    def items(self, node: Node, *, what: str) -> tuple[Node, ...]:
        if isinstance(node, Items):
            return node.items
        self.wrong(node.line, found=_show(node), expected=f"{what}: a list", hint="Write it as [one, other].")
        return ()

    def text(self, node: Node, *, what: str) -> str:
        if isinstance(node, Word) and node.text.strip():
            return node.text.strip()
        self.wrong(node.line, found=_show(node), expected=f"{what}: a text", hint="")
        return ""

    def texts(self, node: Node, *, what: str) -> tuple[tuple[str, int], ...]:
        """A list of texts, each with its line."""
        read = ((self.text(item, what=what), item.line) for item in self.items(node, what=what))
        return tuple((text, line) for text, line in read if text)

    def choices(self, node: Node, *, what: str, known: Sequence[str]) -> tuple[str, ...]:
        """A list of words from a closed list."""
        chosen = []
        for text, line in self.texts(node, what=what):
            if text in known:
                chosen.append(text)
            else:
                self.wrong(
                    line,
                    found=f'"{text}" is not known here',
                    expected=f"{what}: {', '.join(known)}",
                    hint=near_word(text, known),
                )
        return tuple(chosen)

    def languages(self, node: Node, *, what: str) -> Mapping[str, str]:
        """One text for each of our languages; a missing one is a mistake."""
        table = self.table(node, what=what, keys=LANGUAGES)
        for language in LANGUAGES:
            if language not in table and isinstance(node, Table):
                self.wrong(node.line, found=f"no {language}", expected=f"{what} in {', '.join(LANGUAGES)}", hint="")
        return {language: self.text(value, what=what) for language, value in table.items()}


def _show(node: Node) -> str:
    if isinstance(node, Word):
        return f'"{node.text[:60]}"' if node.text else "nothing"
    return "a list" if isinstance(node, Items) else "a table"

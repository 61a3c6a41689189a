"""YAML as a tree of texts with their lines: the only file that imports `yaml`.

Takes: the text of a file that members edit, and its name for messages.
Gives: `parse(text, *, file) -> tuple[Node | None, tuple[Mistake, ...]]`. A `Node` is a `Word` (one scalar), `Items`
    (a list) or a `Table` (keys in order); each has `.line`, counted from 1. The tree is None when the file cannot be
    read at all (or is empty: then there is no mistake). With duplicate keys the tree is given *and* the mistakes.
    `near_word(found, words)` makes the hint "Did you mean ...?" for unknown words.
Promises: everything is text (`no` is not False, `12:30` is not 750, an empty value is ""); tags are ignored and never
    executed; aliases are refused (a bomb of them never unfolds); duplicate keys are refused; never raises.
Known faults: an anchor that nobody refers to is let through; it does nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

import yaml

from fitmail.model import Mistake

SIZE = 1_000_000  # characters in one file
DEPTH = 100  # libyaml dies of deep nesting (a million levels), so depth is counted before it is asked


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """One scalar, always text."""

    text: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Items:
    """A list."""

    items: tuple[Node, ...]
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Keys and values in the order of the file."""

    rows: tuple[tuple[Word, Node], ...]
    line: int

    def get(self, key: str) -> Node | None:
        """The value of a key, None when it is not there."""
        return next((value for word, value in self.rows if word.text == key), None)


Node = Word | Items | Table


def parse(text: str, *, file: str) -> tuple[Node | None, tuple[Mistake, ...]]:
    """The tree of a file, and what is wrong with it."""
    refused = _too_much(text, file=file)
    if refused is not None:
        return None, (refused,)
    loader = yaml.CBaseLoader if yaml.__with_libyaml__ else yaml.BaseLoader
    try:
        root = yaml.compose(text, Loader=loader)
    except (yaml.YAMLError, ValueError) as error:
        return None, (_syntax(error, file=file),)
    if root is None:
        return None, ()
    mistakes: list[Mistake] = []
    tree = _tree(root, file=file, mistakes=mistakes, seen=set())
    return tree, tuple(mistakes)


def near_word(found: str, words: Iterable[str]) -> str:
    """A hint for an unknown word: the nearest one, or nothing."""
    near = get_close_matches(found[:60], sorted(words), n=1, cutoff=0.6)
    return f'Did you mean "{near[0]}"?' if near else ""


def _too_much(text: str, *, file: str) -> Mistake | None:
    """Size and nesting are counted on the text itself, before the parser sees it."""
    if len(text) > SIZE:
        return Mistake(file=file, line=1, found=f"{len(text)} characters", expected=f"at most {SIZE}")
    depth = 0
    for number, line in enumerate(text.split("\n"), start=1):
        # Both ways of nesting: brackets, and what stands before a line's first word ("- - - ? key").
        lead = len(line) - len(line.lstrip(" -?"))
        if "[" in line or "{" in line or "]" in line or "}" in line:
            for letter in line:
                if letter in "[{":
                    depth += 1
                elif letter in "]}":
                    depth = max(0, depth - 1)
                if depth > DEPTH:
                    break
        if depth > DEPTH or lead > 2 * DEPTH:
            return Mistake(file=file, line=number, found="nesting that is too deep", expected=f"at most {DEPTH} levels")
    return None


def _syntax(error: Exception, *, file: str) -> Mistake:
    """The parser's complaint, with its line."""
    mark = getattr(error, "problem_mark", None)
    problem = str(getattr(error, "problem", "") or getattr(error, "reason", "") or error).split("\n")[0]
    return Mistake(
        file=file,
        line=mark.line + 1 if mark is not None else 1,
        found=f"text that is not YAML ({problem})",
        expected="YAML: `key: value`, or `- item`, indented by spaces",
        hint='A text with ": " or " #" in it, or that starts with a bracket or quote, needs "quotes" around it.',
    )


def _tree(node: yaml.Node, *, file: str, mistakes: list[Mistake], seen: set[int]) -> Node:
    line = node.start_mark.line + 1
    if id(node) in seen:
        # compose gives the very same object for an alias; it is not followed a second time.
        mistakes.append(
            Mistake(file=file, line=line, found="an alias (&name and *name)", expected="each text written out")
        )
        return Word(text="", line=line)
    seen.add(id(node))
    if isinstance(node, yaml.SequenceNode):
        items = tuple(_tree(item, file=file, mistakes=mistakes, seen=seen) for item in node.value)
        return Items(items=items, line=line)
    if isinstance(node, yaml.MappingNode):
        return _table(node.value, line=line, file=file, mistakes=mistakes, seen=seen)
    return Word(text=str(node.value), line=line)


def _table(
    pairs: Sequence[tuple[yaml.Node, yaml.Node]], *, line: int, file: str, mistakes: list[Mistake], seen: set[int]
) -> Table:
    rows: list[tuple[Word, Node]] = []
    known: set[str] = set()
    for key_node, value_node in pairs:
        key = _tree(key_node, file=file, mistakes=mistakes, seen=seen)
        value = _tree(value_node, file=file, mistakes=mistakes, seen=seen)
        if not isinstance(key, Word):
            mistakes.append(Mistake(file=file, line=key.line, found="a key that is not a word", expected="a word"))
            continue
        if key.text in known:
            mistakes.append(
                Mistake(file=file, line=key.line, found=f'"{key.text}" a second time', expected="each key once")
            )
            continue
        known.add(key.text)
        rows.append((key, value))
    return Table(rows=tuple(rows), line=line)

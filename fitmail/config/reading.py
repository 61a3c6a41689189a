"""From a TOML document and the environment to checked values; all that is unknown, unfit or missing is said at once.

Takes a document (nested dicts, as tomllib gives) and the environment. Gives `Found`: key path -> value, each of the
kind that the table of keys promises, together with the mistakes. Nothing is guessed: a key with a mistake gets its
default so that the rest can still be checked.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from fitmail.config.keys import TABLES, Key, Path, Table
from fitmail.config.kinds import Unfit
from fitmail.config.lines import key_lines
from fitmail.config.settings import Mistakes
from fitmail.model import Mistake

PREFIX = "FITMAIL_"


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A settings file as text understood by tomllib, with its lines."""

    file: str
    document: Mapping[str, Any]
    lines: Mapping[Path, int]


@dataclass(slots=True, kw_only=True)
class Found:
    """Values by path, filled while reading; `tables`: those that stand in the file, `*` replaced by their names."""

    paper: Paper
    values: dict[Path, object] = field(default_factory=dict)
    tables: list[Path] = field(default_factory=list)
    places: dict[Path, str] = field(default_factory=dict)  # values of the environment: the variable's name
    mistakes: list[Mistake] = field(default_factory=list)

    def wrong(self, path: Path, found: str, expected: str, hint: str) -> None:
        """Notes a mistake at the place where the key stands, or its table when it does not."""
        file, line = self.paper.file, 1
        for length in range(len(path), 0, -1):
            if path[:length] in self.places:
                file, line = f"environment variable {self.places[path[:length]]}", 0
                break
            if path[:length] in self.paper.lines:
                line = self.paper.lines[path[:length]]
                break
        self.mistakes.append(Mistake(file=file, line=line, found=found, expected=expected, hint=hint))

    def names(self, *head: str) -> tuple[str, ...]:
        """The names people chose below a table: those of [receive.imap.NAME]."""
        return tuple(path[-1] for path in self.tables if path[:-1] == head)


def paper(text: str, *, file: str) -> Paper:
    """The text understood as TOML, or `Mistakes` with the line at which it stops being TOML."""
    try:
        return Paper(file=file, document=tomllib.loads(text), lines=key_lines(text))
    except tomllib.TOMLDecodeError as error:
        sentence, _, place = str(error).partition(" (at ")
        # "Cannot overwrite a value (at line 3, column 9)"; "(at end of document)" is its last line.
        digits = place.removeprefix("line ").split(",")[0]
        line = int(digits) if digits.isdecimal() else text.count("\n") + 1
        hint = "Text stands in quotes; a name stands only once in a table."
        raise Mistakes(
            (Mistake(file=file, line=line, found=f"this is not TOML: {sentence}", expected="key = value", hint=hint),)
        ) from error
    except RecursionError as error:
        nested = Mistake(file=file, line=1, found="brackets nested too deep", expected="a settings file", hint="")
        raise Mistakes((nested,)) from error


def laid_over(base: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    """Table by table and key by key; whole values are replaced. Neither argument is changed."""
    merged = dict(base)
    for name, value in over.items():
        below = merged.get(name)
        merged[name] = laid_over(below, value) if isinstance(value, Mapping) and isinstance(below, Mapping) else value
    return merged


def find(source: Paper, *, environment: Mapping[str, str]) -> Found:
    """All values and all mistakes."""
    found = Found(paper=source)
    words = _environment_words(environment, found)
    for table in TABLES:
        for path, content in _standing(table, source.document, words, found):
            _read_table(table, path, content, words, found)
    _refuse_unknown((), source.document, found)
    _refuse_unknown_words(words, found)
    return found


def _environment_words(environment: Mapping[str, str], found: Found) -> dict[Path, str]:
    """FITMAIL_DESK__ADDRESS=... -> ("desk", "address"). One underscore is part of a name, two part two names.

    Names without two, FITMAIL_CONFIG and FITMAIL_CLOCK among them, are no settings.
    """
    words: dict[Path, str] = {}
    for name, text in sorted(environment.items()):
        if name.startswith(PREFIX) and "__" in name:
            path = tuple(part.lower() for part in name.removeprefix(PREFIX).split("__"))
            words[path] = text
            found.places[path] = name
    return words


def _standing(
    table: Table, document: Mapping[str, Any], words: Mapping[Path, str], found: Found
) -> list[tuple[Path, Mapping[str, Any]]]:
    """The tables of a row that stand in the file or the environment, each under its own path."""
    named: dict[Path, Mapping[str, Any]] = {}
    _gather(table.path, (), document, named, found)
    for path in words:
        if len(path) == len(table.path) + 1 and _fits(path[:-1], table.path):
            named.setdefault(path[:-1], {})
    if not named and not table.optional:
        named[table.path] = {}
    if table.optional:
        found.tables += list(named)
    return list(named.items())


def _gather(rest: Path, path: Path, content: object, named: dict[Path, Mapping[str, Any]], found: Found) -> None:
    if not isinstance(content, Mapping):
        found.wrong(path, f'"{".".join(path)}" is not a table', f"a table [{'.'.join(path)}]", "")
        return
    if not rest:
        named[path] = content
        return
    for name in content if rest[0] == "*" else (rest[0],):
        if name in content:
            _gather(rest[1:], (*path, name), content[name], named, found)


def _read_table(table: Table, path: Path, content: Mapping[str, Any], words: Mapping[Path, str], found: Found) -> None:
    for key in table.keys:
        here = (*path, key.name)
        try:
            found.values[here] = _read_key(key, here, content, words)
        except Unfit:
            shown = words.get(here, content.get(key.name))
            found.wrong(here, f"{key.name} = {_shown(shown)}", key.kind.expected, key.says)
        except LookupError:
            found.wrong(path, f"{key.name} is missing in [{'.'.join(path)}]", key.kind.expected, key.says)


def _read_key(key: Key, here: Path, content: Mapping[str, Any], words: Mapping[Path, str]) -> object:
    if here in words:
        return key.kind.from_words(words[here])
    if key.name in content:
        # An empty text means "as if it were not there" wherever the default is one.
        if content[key.name] == "" and key.default == "":
            return ""
        return key.kind.read(content[key.name])
    if key.default is None:
        raise LookupError(key.name)
    return "" if key.default == "" else key.kind.read(key.default)


def _refuse_unknown(path: Path, content: Mapping[str, Any], found: Found) -> None:
    """Names that no row of the table knows, with the nearest that one does."""
    known = _known_below(path)
    for name, value in content.items():
        here = (*path, name)
        if name in known or "*" in known:
            if isinstance(value, Mapping) and _known_below(here):
                _refuse_unknown(here, value, found)
            continue
        what = f"[{'.'.join(here)}]" if isinstance(value, Mapping) else f'"{name}"'
        where = f"of [{'.'.join(path)}]" if path else "of the settings"
        found.wrong(here, f"{what} is no name {where}", "one of " + ", ".join(known), _hint(name, path, known))


def _refuse_unknown_words(words: Mapping[Path, str], found: Found) -> None:
    for path in words:
        known = _known_below(path[:-1])
        if path not in found.values and path[-1] not in known:
            whole = [
                PREFIX + "__".join(row.path).upper() + "__" + key.name.upper() for row in TABLES for key in row.keys
            ]
            near = get_close_matches(found.places[path], whole, n=1, cutoff=0.7)
            hint = f"Did you mean {near[0]}?" if near else ""
            found.wrong(path, "this sets nothing", "FITMAIL_TABLE__KEY with the names of the settings", hint)


def _known_below(path: Path) -> Sequence[str]:
    """What may stand in a table: its keys, and the tables below it."""
    names: list[str] = []
    for table in TABLES:
        if len(table.path) == len(path) and _fits(path, table.path):
            names += [key.name for key in table.keys]
        elif len(table.path) > len(path) and _fits(path, table.path[: len(path)]):
            names.append(table.path[len(path)])
    return tuple(dict.fromkeys(names))


def _hint(name: str, path: Path, known: Sequence[str]) -> str:
    near = get_close_matches(name.lower(), known, n=1, cutoff=0.6)
    if near:
        return f'Did you mean "{near[0]}"?'
    homes = [row.path for row in TABLES if row.path != path and any(key.name == name for key in row.keys)]
    return f'"{name}" stands in [{".".join(homes[0]).replace("*", "NAME")}].' if homes else ""


def _fits(path: Path, pattern: Path) -> bool:
    return len(path) == len(pattern) and all(want in ("*", name) for name, want in zip(path, pattern, strict=True))


def _shown(value: object) -> str:
    text = f'"{value}"' if isinstance(value, str) else str(value).lower() if isinstance(value, bool) else str(value)
    return text if len(text) <= 60 else text[:57] + "..."

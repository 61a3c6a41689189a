"""The sample settings and docs/SETTINGS.md, written from the table of keys.

Gives texts. Promises: the sample is a complete settings file in which every key stands with what it says and its
default, and fitmail reads it without a mistake; a test keeps the shipped copies equal to what is written here.
"""

from __future__ import annotations

from collections.abc import Mapping
from textwrap import wrap
from typing import Any

from fitmail.config.keys import TABLES, Key, Table

_WIDTH = 100
_OPEN = (("receive", "lmtp"),)  # optional tables that the sample has switched on
_PORTS = {"smtp": 2525, "lmtp": 2424, "http": 8025}


def toml_value(value: object) -> str:
    """A value as TOML writes it."""
    match value:
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case list() | tuple():
            return "[" + ", ".join(toml_value(each) for each in value) + "]"
        case _:
            return '"' + str(value).replace("\\", "\\\\").replace('"', '\\"') + '"'


def sample_text() -> str:
    """fitmail.sample.toml."""
    head = (
        "The settings of fitmail: one network, its enquiries desk and its list. A line with # says what may stand"
        " there; what is left out has the value shown. Any value can also be given in the environment, as"
        " FITMAIL_DESK__ADDRESS=enquiries@weft.example. `fitmail check` tells what is wrong with it."
    )
    return "\n".join([*_comment(head), "", *(line for table in TABLES for line in _sample_table(table, {}))])


def settings_text(laid: Mapping[str, Mapping[str, Any]]) -> str:
    """A settings file for somebody: the sample's explanations with the values given, by table and key.

    Keys that are not given stand as comments with their default; optional tables that are not given, too.
    """
    head = "The settings of this desk. `fitmail check` tells what is wrong with them; docs/SETTINGS.md has every key."
    return "\n".join(
        [*_comment(head), "", *(line for table in TABLES for line in _sample_table(table, laid, only=True))]
    )


def _sample_table(table: Table, laid: Mapping[str, Mapping[str, Any]], only: bool = False) -> list[str]:
    name = ".".join(table.path).replace("*", table.example)
    given = laid.get(name, {})
    shut = table.optional and not given and (only or table.path not in _OPEN)
    if shut and only:
        return [
            *_comment(table.says),
            f"# [{name}]",
            *(f"# {_line(key, table, {}, sample=True)[0]}" for key in table.keys),
            "",
        ]
    lines = [*_comment(table.says), f"# [{name}]" if shut else f"[{name}]"]
    for key in table.keys:
        line, chosen = _line(key, table, given, sample=not only)
        lines += _comment(key.says)
        # In the sample every line counts, so that it is a complete example; in a desk's own file only what it chose.
        lines.append(f"# {line}" if shut or (only and not chosen) else line)
    return [*lines, ""]


def _line(key: Key, table: Table, given: Mapping[str, Any], *, sample: bool) -> tuple[str, bool]:
    """The line of a key, with the value given, else the sample's or the default; and whether it was given."""
    if key.name in given:
        return f"{key.name} = {toml_value(given[key.name])}", True
    value = key.sample if key.sample is not None and (sample or key.default is None) else key.default
    if value is None:
        value = _PORTS[table.path[-1]]
    return f"{key.name} = {toml_value(value)}", False


def _comment(text: str) -> list[str]:
    return [f"# {line}" for line in wrap(text, _WIDTH)]


def settings_page() -> str:
    """docs/SETTINGS.md."""
    lines = [
        "# Settings",
        "",
        "Written from the table in `fitmail/config/keys.py`; a test fails when the two differ. The file is",
        "`fitmail.toml`, in TOML. Paths are relative to it. `fitmail check` shows all mistakes at once, each with",
        "its line. Any value can be given in the environment instead: `FITMAIL_DESK__ADDRESS`,",
        "`FITMAIL_DELIVER__PASSWORD`, `FITMAIL_RECEIVE__IMAP__OFFICE__USER`; several values stand between commas.",
        "",
    ]
    for table in TABLES:
        name = ".".join(table.path).replace("*", "NAME")
        lines += [f"## [{name}]", "", table.says, "", "| key | default | takes | what it does |", "|---|---|---|---|"]
        for key in table.keys:
            default = "must be given" if key.default is None else f"`{toml_value(key.default)}`"
            lines.append(f"| `{key.name}` | {default} | {_cell(key.kind.expected)} | {_cell(key.says)} |")
        lines.append("")
    return "\n".join(lines)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")

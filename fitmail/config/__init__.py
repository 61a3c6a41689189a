"""Settings: fitmail.toml to frozen values, with every mistake at once.

    load(path, environment=os.environ) -> Settings          a file
    parse(text, file=..., environment={}) -> Settings       a text
    parse_over(base, text, file=..., line=..., environment={}) -> Settings
                                                            a text laid over a document (stories: over the sample)
    sample_document() -> dict                               the sample, as a document to lay something over
    init(folder, like=..., today=..., secret=..., copy_files=...)    the files of a new desk

Takes TOML and an environment of names and words; of the disk only what the settings name (calendar, passwords).
Promises: whatever is wrong is raised as `Mistakes`, all at once, with file, line, found, expected and a hint; a value
given in the environment outranks the file's. Third-party wall: icalendar stands in closed.py.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from fitmail.config.beginning import LIKES, init
from fitmail.config.building import build
from fitmail.config.files import (
    Secret,
    read_rules_texts,
    read_secret,
    read_template_texts,
    secret_is_open,
    shipped,
)
from fitmail.config.paper import sample_text, settings_page, settings_text
from fitmail.config.reading import Paper, find, laid_over, paper
from fitmail.config.settings import (
    Delivery,
    ImapMailbox,
    Limits,
    Listener,
    Mistakes,
    Roles,
    Settings,
    TurnLength,
)
from fitmail.model import Mistake

__all__ = [
    "LIKES",
    "Delivery",
    "ImapMailbox",
    "Limits",
    "Listener",
    "Mistakes",
    "Roles",
    "Secret",
    "Settings",
    "TurnLength",
    "init",
    "load",
    "overlay",
    "parse",
    "parse_over",
    "read_rules_texts",
    "read_secret",
    "read_template_texts",
    "sample_document",
    "sample_text",
    "secret_is_open",
    "settings_page",
    "settings_text",
    "shipped",
]


def load(path: Path, *, environment: Mapping[str, str]) -> Settings:
    """The settings of a file, or `Mistakes`."""
    try:
        text = path.read_text("utf-8-sig")
    except OSError as error:
        hint = "`fitmail init` writes one; --config PATH or FITMAIL_CONFIG names another."
        wrong = Mistake(
            file=str(path), line=1, found=f"cannot be read: {error.strerror}", expected="the settings", hint=hint
        )
        raise Mistakes((wrong,)) from error
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        wrong = Mistake(
            file=str(path), line=line, found="letters that are not UTF-8", expected="a text saved as UTF-8", hint=""
        )
        raise Mistakes((wrong,)) from error
    return parse(text, file=str(path), environment=environment)


def parse(text: str, *, file: str, environment: Mapping[str, str]) -> Settings:
    """The settings of a text; relative paths count from the folder of `file`."""
    return _settings(paper(text, file=file), environment=environment)


def parse_over(base: Mapping[str, Any], text: str, *, file: str, line: int, environment: Mapping[str, str]) -> Settings:
    """A text laid over a document, for stories; `line` is where the text begins in `file`, so that mistakes name the
    line that people see."""
    try:
        own = paper(text, file=file)
    except Mistakes as wrong:
        moved = tuple(replace(mistake, line=mistake.line + line - 1) for mistake in wrong.mistakes)
        raise Mistakes(moved) from wrong
    lines = {path: number + line - 1 for path, number in own.lines.items()}
    return _settings(Paper(file=file, document=overlay(base, own.document), lines=lines), environment=environment)


def overlay(base: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    """One document laid over another, table by table.

    Whoever names the time of a periodic mail wants it: then a base that has it switched off no longer counts.
    """
    laid = laid_over(base, over)
    for name in ("digest", "daily"):
        own = over.get(name)
        if isinstance(own, Mapping) and own and "on" not in own:
            laid[name] = {key: value for key, value in laid.get(name, {}).items() if key != "on"}
    return laid


def sample_document() -> dict[str, Any]:
    """The sample settings as nested tables; a new one each time."""
    return tomllib.loads(sample_text())


def _settings(source: Paper, *, environment: Mapping[str, str]) -> Settings:
    found = find(source, environment=environment)
    return build(found, folder=Path(source.file).resolve().parent)

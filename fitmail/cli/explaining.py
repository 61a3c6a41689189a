"""How `explain`, `rules explain` and `show` tell why a mail is filed as it is.

Takes the JSON objects of those commands. Promises: what a member reads is made of the same facts as `--json`; each
line of a stranger's text is one line on the terminal.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import click

Told = Mapping[str, Any]


def show_rules(subject: str, told: Told) -> None:
    """What the rules say of one mail."""
    click.secho(_line(subject) or "(no subject)", bold=True)
    click.echo(f"  {told['because']}")
    if told["facts"]:
        click.echo(f"  It {', '.join(told['facts'])}.")
    if told["tool"]:
        click.echo(f"  The program {told['tool']} wrote it, and it opens no case.")
    show_found(told["categories"], depth=1)
    show_rest(told)
    if told["likely"]:
        shares = ", ".join(f"{one['category']} {one['share']:.0%}" for one in told["likely"])
        click.echo(f"  the text model alone: {shares}")
    click.echo()


def show_found(categories: Iterable[Told], *, depth: int) -> None:
    """Each category with its points and what gave them."""
    indent = "  " * depth
    for one in categories:
        click.echo(f"{indent}{one['category']}: {_points(one['points'])}")
        for found in one.get("hits", one.get("evidence", ())):
            click.echo(f"{indent}  {found['points']:+d}  {_found(found)}")
            for sentence in found["sentences"]:
                click.echo(f'{indent}        in "{_line(sentence)}"')


def show_rest(told: Told) -> None:
    """Who came second, the guesses, the version of the rules."""
    runner_up = told.get("runner_up")
    if runner_up:
        click.echo(f"  next: {runner_up['category']} ({_points(runner_up['points'])})")
    if told.get("suggestions"):
        click.echo(f"  best guesses: {', '.join(told['suggestions'])}")
    click.echo(f"  rules: version {told['rules_version']}")


def _found(found: Told) -> str:
    """`"web shop"  phrase web shop* (en)`"""
    words = found["words"]
    each = [words] if isinstance(words, str) else words
    quoted = (", " if found["source"] == "text model" else " near ").join(f'"{_line(one)}"' for one in each if one)
    kind = f", of {found['kind']}" if found["kind"] else ""
    match found["source"]:
        case "fact":
            return f"it {found['rule']}{kind}"
        case "text model":
            like = "like" if found["points"] > 0 else "unlike"
            return f"text model: {like} other letters of this kind{f' ({quoted})' if quoted else ''}"
        case source:
            language = f" ({found['language']})" if found["language"] not in ("", "any") else ""
            return f"{quoted}  {'lists' if source == 'pair' else source} {_line(found['rule'])}{language}{kind}"


def _points(points: int) -> str:
    return f"{points} point{'' if abs(points) == 1 else 's'}"


def _line(text: str) -> str:
    """Nothing that a terminal would obey."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())

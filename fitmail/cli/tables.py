"""Commands for members, people and meetings: import and export as CSV, and a look at the people.

Without a file named, the files beside fitmail.toml are taken, as `fitmail init` wrote them. An import replaces the
whole table, and only when the file has no mistake.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from fitmail.cli.frame import Frame, as_json, pass_frame, say_json, say_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fitmail.config import Settings
    from fitmail.model import Coop, Mistake, Person
    from fitmail.tables import Book

FILE = click.Path(dir_okay=False)


def book_of(path: Path) -> Book:
    """A CSV file, or `Mistakes`."""
    from fitmail.config.files import text_of
    from fitmail.tables import Book

    return Book(file=str(path), text=text_of(path))


def chosen(settings: Settings, given: str | None, name: str) -> Path:
    return Path(given) if given else settings.folder / name


def refuse(mistakes: Sequence[Mistake]) -> None:
    from fitmail.config import Mistakes

    if mistakes:
        raise Mistakes(tuple(mistakes))


def directory_of(members: Path, people: Path) -> tuple[tuple[Coop, ...], tuple[Person, ...]]:
    """Co-ops and people of two files without a mistake."""
    from fitmail.tables import read_directory

    coops, persons, wrong = read_directory(book_of(members), book_of(people))
    refuse(wrong)
    return coops, persons


def out(text: str, file: str | None) -> None:
    """To a file, which must not exist yet, or to the output."""
    if file is None or file == "-":
        click.echo(text, nl=False)
        return
    with Path(file).open("x", encoding="utf-8", newline="") as out:
        out.write(text)


@click.group()
def members() -> None:
    """The co-ops of the network and their people."""


@members.command("import")
@click.argument("members_csv", required=False, type=FILE)
@click.argument("people_csv", required=False, type=FILE)
@as_json
@pass_frame
def members_import(frame: Frame, members_csv: str | None, people_csv: str | None, json_: bool) -> None:
    """Take in members and people (members.csv and people.csv beside the settings, when none are named).

    With MEMBERS_CSV alone, people.csv is looked for beside it.
    """
    settings = frame.settings()
    first = chosen(settings, members_csv, "members.csv")
    second = Path(people_csv) if people_csv else first.parent / "people.csv"
    coops, persons = directory_of(first, second)
    with frame.books() as books:
        # What people wished by mail (no digest, say) outlives a new list of people.
        wishes = {person.address: person.preferences for person in books.directory().people}
        persons = tuple(replace(p, preferences=wishes.get(p.address, p.preferences)) for p in persons)
        books.set_people(coops, persons)
    if json_:
        say_json({"members": len(coops), "people": len(persons)})
    else:
        click.echo(f"{len(coops)} co-ops, {len(persons)} people")


@members.command("export")
@click.argument("file", required=False, type=click.Path(dir_okay=False, allow_dash=True))
@pass_frame
def members_export(frame: Frame, file: str | None) -> None:
    """Write the co-ops as CSV."""
    from fitmail.tables import write_members

    with frame.books() as books:
        directory = books.directory()
        out(write_members(directory.coops, directory.people, currency=frame.settings().policy.currency), file)


@click.group(invoke_without_command=True)
@as_json
@click.pass_context
def people(context: click.Context, json_: bool) -> None:
    """List the people and their roles."""
    if context.invoked_subcommand is not None:
        return
    frame = context.find_object(Frame)
    assert frame is not None
    with frame.books() as books:
        directory = books.directory()
    for person in directory.people if json_ else ():
        say_json(person)
    if not json_:
        rows = [(p.name, p.coop, p.address, p.language, ", ".join(p.roles)) for p in directory.people]
        say_table(("name", "co-op", "address", "speaks", "roles"), rows)
        if not rows:
            click.echo("nobody yet; `fitmail members import` takes them in")


@people.command("export")
@click.argument("file", required=False, type=click.Path(dir_okay=False, allow_dash=True))
@pass_frame
def people_export(frame: Frame, file: str | None) -> None:
    """Write the people as CSV."""
    from fitmail.tables import write_people

    with frame.books() as books:
        out(write_people(books.directory().people), file)


@click.group()
def meetings() -> None:
    """Meetings and who was there."""


@meetings.command("import")
@click.argument("file", required=False, type=FILE)
@as_json
@pass_frame
def meetings_import(frame: Frame, file: str | None, json_: bool) -> None:
    """Take in the meetings (meetings.csv beside the settings, when no FILE is named)."""
    from fitmail.tables import read_meetings

    book = book_of(chosen(frame.settings(), file, "meetings.csv"))
    with frame.books() as books:
        found, wrong = read_meetings(book, books.directory().coops)
        refuse(wrong)
        books.set_meetings(found)
    if json_:
        say_json({"meetings": len(found)})
    else:
        click.echo(f"{len(found)} meetings")


@meetings.command("export")
@click.argument("file", required=False, type=click.Path(dir_okay=False, allow_dash=True))
@pass_frame
def meetings_export(frame: Frame, file: str | None) -> None:
    """Write the meetings as CSV."""
    from fitmail.tables import write_meetings

    with frame.books() as books:
        out(write_meetings(books.meetings()), file)


COMMANDS = (members, people, meetings)

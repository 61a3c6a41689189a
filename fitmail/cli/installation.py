"""Commands for the installation: init, check, completion."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from fitmail.cli.frame import Frame, as_json, pass_frame, plain, say_json, say_mistakes

if TYPE_CHECKING:
    from fitmail.config import Settings
    from fitmail.model import Mistake


@click.command()
@click.argument("folder", type=click.Path(file_okay=False), default=".")
@click.option("--like", type=click.Choice(["cotech", "fit"]), default="cotech", show_default=True, help="Which sample.")
@click.option("--copy-files", is_flag=True, help="Copy rules/ and templates/, too, to change them.")
def init(folder: str, like: str, copy_files: bool) -> None:
    """Write the files of a new desk into FOLDER. Nothing that is there is overwritten."""
    import secrets
    from datetime import date

    from fitmail.config import init as write_files

    place = Path(folder)
    paths = write_files(place, like=like, today=date.today(), secret=secrets.token_hex(32), copy_files=copy_files)
    for path in paths:
        click.echo(f"wrote {path}")
    inside = "" if place == Path() else f"cd {place} && "
    click.echo("Put in your own names and addresses, then:")
    click.echo(f"    {inside}fitmail check && fitmail members import && fitmail rota import && fitmail serve")


@click.command()
@as_json
@pass_frame
def check(frame: Frame, json_: bool) -> None:
    """Show every mistake in settings, rules, templates and tables, at once."""
    from fitmail.config import Mistakes

    found: list[Mistake] = []
    looked: list[str] = []
    try:
        settings = frame.settings()
        looked.append(settings.file)
    except Mistakes as wrong:
        found += wrong.mistakes
        settings = None
    if settings is not None:
        for look in (_check_secret, _check_rules, _check_templates, _check_tables):
            try:
                wrong_there, what = look(settings)
                found += wrong_there
                looked += what
            except Mistakes as wrong:
                found += wrong.mistakes
    if json_:
        for mistake in found:
            say_json(plain(mistake))
    else:
        say_mistakes(found)
    if found:
        raise click.exceptions.Exit(1)
    if not json_:
        click.echo("no mistakes in " + ", ".join(looked))


def _check_secret(settings: Settings) -> tuple[list[Mistake], list[str]]:
    from fitmail.config import read_secret, secret_is_open
    from fitmail.model import Mistake

    read_secret(settings.secret_file)
    if secret_is_open(settings.secret_file):
        hint = f"chmod 600 {settings.secret_file}"
        file = str(settings.secret_file)
        return [Mistake(file=file, line=1, found="others may read it", expected="its owner alone", hint=hint)], []
    return [], ["the secret"]


def _check_rules(settings: Settings) -> tuple[list[Mistake], list[str]]:
    from fitmail.app import load_rules

    return [], [f"the rules ({load_rules(settings.rules, region=settings.policy.region).version})"]


def _check_templates(settings: Settings) -> tuple[list[Mistake], list[str]]:
    from fitmail.app import load_rules, load_templates_of
    from fitmail.compose import unanswered
    from fitmail.config import Mistakes

    templates = load_templates_of(settings.templates)
    try:
        missing = unanswered(templates, load_rules(settings.rules, region="").handbook)
    except Mistakes:
        missing = ()  # what is wrong with the rules is said for them
    return list(missing), [f"{len(templates.files)} templates"]


def _check_tables(settings: Settings) -> tuple[list[Mistake], list[str]]:
    """The CSV files beside the settings, as far as they are there."""
    from fitmail.cli.tables import book_of
    from fitmail.tables import read_directory, read_meetings, read_rota

    paths = {name: settings.folder / f"{name}.csv" for name in ("members", "people", "rota", "meetings")}
    there = {name for name, path in paths.items() if path.is_file()}
    wrong: list[Mistake] = []
    if {"members", "people"} <= there:
        coops, people, mistakes = read_directory(book_of(paths["members"]), book_of(paths["people"]))
        wrong += mistakes
        if "rota" in there:
            wrong += read_rota(book_of(paths["rota"]), people, turn=settings.turn)[1]
        if "meetings" in there:
            wrong += read_meetings(book_of(paths["meetings"]), coops)[1]
    return wrong, sorted(f"{name}.csv" for name in there)


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print the completion script of a SHELL: eval "$(fitmail completion bash)"."""
    from click.shell_completion import get_completion_class

    from fitmail.cli import fitmail

    chosen = get_completion_class(shell)
    if chosen is None:
        click.echo(f"no completion for {shell}", err=True)
        raise click.exceptions.Exit(1)
    sys.stdout.write(chosen(fitmail, {}, "fitmail", "_FITMAIL_COMPLETE").source())
    sys.stdout.write("\n")


COMMANDS = (init, check, completion)

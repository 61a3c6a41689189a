"""Commands to try rules, templates and stories: rules check|explain, render, rehearse. They need no installation."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from fitmail.cli.frame import Frame, as_json, pass_frame, say_json, say_mistakes

if TYPE_CHECKING:
    from fitmail.config import Settings
    from fitmail.model import Recognition

FOLDER = click.Path(file_okay=False, exists=True)


@click.group()
def rules() -> None:
    """The rules that say what a mail is."""


@rules.command("check")
@click.argument("folder", required=False, type=FOLDER)
@click.option("--cv", is_flag=True, help="Also how right rules and text model are on letters that it has not seen.")
@as_json
@pass_frame
def rules_check(frame: Frame, folder: str | None, cv: bool, json_: bool) -> None:
    """Read the rules and run their examples (those of the settings, or of FOLDER).

    With --cv each letter that the text model learns from is filed by the rules and a model without that letter. Rules
    may have been written with some of these letters in mind: `rules score` on other mails says more about them.
    """
    from fitmail.app import load_rules
    from fitmail.classify import cross_validated
    from fitmail.config import Mistakes

    try:
        settings = frame.settings_or_sample()
        rulebook = load_rules(Path(folder) if folder else settings.rules, region=settings.policy.region)
    except Mistakes as wrong:
        for mistake in wrong.mistakes if json_ else ():
            say_json(mistake)
        if not json_:
            say_mistakes(wrong.mistakes)
        raise click.exceptions.Exit(1) from wrong
    if not json_:
        click.echo(f"no mistake, and all examples are filed as they say; version {rulebook.version}")
    told = cross_validated(rulebook, one_in=1) if cv else {}
    if json_ and cv:
        say_json({name: dict(each) for name, each in told.items()})
    for name, each in told.items() if not json_ else ():
        shares = ", ".join(f"{key.replace('_', ' ')} {100 * each[key]:.1f} %" for key in each if key != "letters")
        click.echo(f"{name}: {each['letters']:.0f} letters, cross-validated: {shares}")


@rules.command("explain")
@click.argument("paths", nargs=-1, type=click.Path(allow_dash=True))
@click.option("--rules", "folder", type=FOLDER, help="Other rules than those of the settings.")
@click.option("--rcpt", metavar="ADDRESS", help="Envelope recipient: the desk's or the list's address.")
@click.option("--list", "posted", is_flag=True, help="As posts on the members' list.")
@as_json
@pass_frame
def rules_explain(
    frame: Frame, paths: Sequence[str], folder: str | None, rcpt: str | None, posted: bool, json_: bool
) -> None:
    """Show what each rule says about the mails of PATHS (- or nothing: of the standard input), as from a stranger.

    Each category with its points; under it what was found: the words, the phrase of the rule, its language, and the
    sentence they stand in. Then who came second, and the version of the rules.
    """
    from fitmail.app import load_rules
    from fitmail.classify import explain
    from fitmail.cli.explaining import show_rules
    from fitmail.cli.mail import rcpts_of, readable
    from fitmail.read import read

    settings = frame.settings_or_sample()
    rulebook = load_rules(Path(folder) if folder else settings.rules, region=settings.policy.region)
    for source in readable(paths):
        to = rcpts_of(source, (rcpt,) if rcpt else (), settings)[0]
        message = read(source.raw, ours=settings.ours, rcpt=to)
        told = explain(message, stranger(settings, to, message.list_id, posted=posted), rulebook)
        if json_:
            say_json(told)
        else:
            show_rules(message.subject, told)


def stranger(settings: Settings, to: str, list_id: str, *, posted: bool = False) -> Recognition:
    """What memory would say of a first mail: the rules are asked about the text alone."""
    from fitmail.cli.mail import doors_of
    from fitmail.proposing import stranger as blank
    from fitmail.receive import plain

    address = settings.policy.list_address
    ours = bool(address) and (plain(to, doors_of(settings)) == address or list_id == address.replace("@", "."))
    return blank("list" if posted or ours else "desk")


@click.command()
@click.argument("template", required=False)
@click.option("--language", type=click.Choice(["en", "es", "pt"]), default="en", show_default=True)
@click.option("--html", is_flag=True, help="The HTML part, to look at in a browser.")
@as_json
@pass_frame
def render(frame: Frame, template: str | None, language: str, html: bool, json_: bool) -> None:
    """Show TEMPLATE with sample facts, as the mail that would leave; without one, list the templates."""
    from fitmail.app import load_templates_of
    from fitmail.compose import sample_mail

    templates = load_templates_of(frame.settings_or_sample().templates)
    names = {file.split(".")[0] for file in templates.files if not file.startswith("_")}
    if template is None:
        for name in sorted(names):
            click.echo(name)
        return
    try:
        mail = sample_mail(templates, template, language)  # type: ignore[arg-type]  # click has checked the word
    except LookupError as error:
        from difflib import get_close_matches

        near = get_close_matches(template, names, n=1)
        hint = f" Did you mean {near[0]}?" if near else " `fitmail render` lists them."
        raise click.UsageError(f"there is no template {template}.{hint}") from error
    _show_mail(mail.head, mail.body, html=html, json_=json_)


def _show_mail(head: bytes, body: bytes, *, html: bool, json_: bool) -> None:
    from email import message_from_bytes
    from email.policy import default

    whole = message_from_bytes(head + body, policy=default)
    part = whole.get_body(preferencelist=("html", "plain") if html else ("plain", "html"))
    text = part.get_content() if part is not None else ""
    headers = {name: str(value) for name, value in whole.items()}
    if json_:
        say_json({"headers": headers, "text": text})
        return
    if html:
        click.echo(text)
        return
    for name in ("Subject", "From", "To", "Reply-To"):
        if name in headers:
            click.echo(f"{name}: {headers[name]}")
    click.echo(f"\n{text}")


@click.command()
@click.argument("stories", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--way", "ways", multiple=True, help="straight, twice, crash, lmtp; straight when left out.")
def rehearse(stories: Sequence[Path], ways: Sequence[str]) -> None:
    """Play STORIES without sending anything. Exit 0: all pass; 1: one failed; 2: one cannot be read."""
    from fitmail.rehearse import main

    raise click.exceptions.Exit(main(_spread(stories), ways))


def _spread(stories: Sequence[Path]) -> list[Path]:
    """A folder stands for the stories in it."""
    return [file for story in stories for file in (sorted(story.glob("*.story")) if story.is_dir() else [story])]


COMMANDS = (rules, render, rehearse)

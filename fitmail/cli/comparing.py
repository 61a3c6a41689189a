"""`fitmail rules diff NEW/`: which kept mails other rules would file differently, before they are in force.

Takes a folder of rules (or single files of one), and the installation's archive. Gives each mail whose category
would change, and counts. Promises: writes nothing; exit 0 when nothing differs, 1 when something does, 2 when the
new rules have mistakes.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from fitmail.cli.asking import rules
from fitmail.cli.frame import Frame, as_json, local, pass_frame, say_json, say_mistakes, say_table

if TYPE_CHECKING:
    from fitmail.classify.differing import Kept

WHOLE = "lists.yaml"  # a folder that has it is a whole set of rules


@rules.command("diff")
@click.argument("new", type=click.Path(exists=True, path_type=Path))
@click.option("--limit", type=click.IntRange(min=1), help="Only so many of the newest mails.")
@as_json
@pass_frame
def rules_diff(frame: Frame, new: Path, limit: int | None, json_: bool) -> None:
    """List the kept mails that the rules of NEW would file differently.

    NEW is a folder of rules. One without lists.yaml, or a single file such as enquiries/press.yaml, is laid over the
    rules in force. Exit code 0: nothing differs; 1: something does; 2: NEW has mistakes.
    """
    from fitmail.app import rules_of
    from fitmail.classify.differing import differing, transitions
    from fitmail.config import Mistakes, read_rules_texts
    from fitmail.proposing import kept

    settings = frame.settings()
    texts = read_rules_texts(settings.rules)
    try:
        other = rules_of(_laid_over(texts, new), region=settings.policy.region)
    except Mistakes as wrong:
        for mistake in wrong.mistakes if json_ else ():
            say_json(mistake)
        if not json_:
            say_mistakes(wrong.mistakes)
        raise click.exceptions.Exit(2) from wrong
    ours = rules_of(texts, region=settings.policy.region)
    with frame.books() as books:
        whole = books.filed_count()
        counted = min(whole, limit or whole)
        hidden = not sys.stderr.isatty()
        with click.progressbar(length=counted, label="comparing", file=sys.stderr, hidden=hidden) as bar:

            def told() -> Iterator[Kept]:
                for mail in kept(books, ours=settings.ours, policy=settings.policy, limit=limit):
                    yield mail
                    bar.update(1)

            changes = tuple(differing(told(), old=ours, new=other))
    counts = transitions(changes)
    if json_:
        say_json(
            {"mails": counted, "old": ours.version, "new": other.version, "transitions": counts, "changed": changes}
        )
    else:
        zone = settings.policy.zone
        rows = [(local(c.at, zone)[:10], c.case or "list", c.was, "->", c.now, c.subject or "-") for c in changes]
        say_table(("date", "case", "now filed", "", "would be", "subject"), rows)
        for change in changes:
            click.echo(f"\n{change.case or change.subject}: {change.because}")
        click.echo(
            "".join(f"\n{count:5}  {name}" for name, count in counts.items()) + "\n" if changes else "", nl=False
        )
        click.echo(f"{len(changes)} of {counted} kept mails would be filed differently")
    if changes:
        raise click.exceptions.Exit(1)


def _laid_over(texts: dict[str, str], new: Path) -> dict[str, str]:
    """The whole folder, or what it has in place of the rules in force."""
    from fitmail.config import read_rules_texts
    from fitmail.config.files import text_of

    if new.is_dir():
        found = read_rules_texts(new)
        return found if WHOLE in found else texts | found
    table = new.resolve().parent.name
    name = f"{table}/{new.name}" if table in ("enquiries", "list") else new.name
    return texts | {name: text_of(new)}


COMMANDS = (rules,)

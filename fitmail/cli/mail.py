"""Commands that take mail: receive, import, read, explain.

`receive` takes mail as arriving now and is silent when all went well; `import` files old mail that nobody answers;
`read` shows what a mail says; `explain` shows what the desk would do with it, without doing it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from fitmail.cli.desk import work_through
from fitmail.cli.explaining import show_found, show_rest
from fitmail.cli.frame import Frame, as_json, now_option, pass_frame, say_json

if TYPE_CHECKING:
    from fitmail.config import Settings
    from fitmail.model import Arrival
    from fitmail.receive import Doors
    from fitmail.receive.mbox import Source

PATHS = click.Path(exists=False, allow_dash=True)
BATCH = 100  # mails of one commit


def doors_of(settings: Settings) -> Doors:
    """What the doors must know of the house."""
    from fitmail.receive import Doors

    return Doors(
        addresses=settings.ours.addresses,
        separator=settings.policy.separator,
        size_limit=settings.limits.size,
        hop_limit=settings.limits.hops,
    )


def _refuse_foreign(rcpts: Sequence[str], settings: Settings) -> None:
    from fitmail.receive import plain

    doors = doors_of(settings)
    foreign = [rcpt for rcpt in rcpts if plain(rcpt, doors) is None]
    if foreign:
        raise click.UsageError(f"{', '.join(foreign)}: not an address of this desk ({', '.join(doors.addresses)})")


def rcpts_of(source: Source, given: Sequence[str], settings: Settings) -> tuple[str, ...]:
    """For whom a mail is: as said, else as its delivery headers tell, else the desk."""
    from fitmail.receive import chosen_rcpt

    if given:
        return tuple(given)
    return (chosen_rcpt(source.rcpts, doors_of(settings)) or settings.policy.desk,)


@click.command()
@click.argument("paths", nargs=-1, type=PATHS)
@click.option("--from", "sender", metavar="ADDRESS", help="Envelope sender; an empty one is the null sender.")
@click.option(
    "--rcpt", "rcpts", multiple=True, metavar="ADDRESS", help="Envelope recipient; may be given several times."
)
@now_option
@as_json
@pass_frame
def receive(
    frame: Frame, paths: Sequence[str], sender: str | None, rcpts: Sequence[str], now_: str | None, json_: bool
) -> None:
    """Take mail from standard input, or from mbox, Maildir or .eml PATHS.

    Exit code 75 on any failure: the mail server keeps the mail and tries again.
    """
    from fitmail.receive.mbox import mails

    sources = [source for path in paths or ("-",) for source in mails(path)]
    try:
        arrivals, news = _take_in(frame, sources, sender, rcpts, now_)
    except Exception:
        _put_aside(frame, sources, sender, rcpts)
        raise
    if json_:
        for arrival, new in zip(arrivals, news, strict=True):
            say_json({"key": arrival.key, "rcpt": arrival.rcpt, "new": new})
    problems = [source for source in sources if source.problem]
    for source in problems:
        click.echo(f"{source.name}: {source.problem}", err=True)
    if not sources:
        click.echo("no mail there", err=True)
    if problems or not sources:
        raise click.exceptions.Exit(1)


def _take_in(
    frame: Frame, sources: Sequence[Source], sender: str | None, rcpts: Sequence[str], now_: str | None
) -> tuple[list[Arrival], list[bool]]:
    settings = frame.settings()
    at = frame.now(now_, settings)
    _refuse_foreign(rcpts, settings)
    via = "stdin" if [source.name for source in sources] == ["-"] else "mbox"
    arrivals = _arrivals(sources, sender, rcpts, settings, via=via, at=at, filing=False)
    with frame.books() as books:
        return arrivals, list(books.keep(arrivals))


def _arrivals(
    sources: Iterable[Source],
    sender: str | None,
    rcpts: Sequence[str],
    settings: Settings,
    *,
    via: str,
    at: datetime,
    filing: bool,
) -> list[Arrival]:
    from fitmail.receive import arrival

    doors = doors_of(settings)
    return [
        arrival(
            via=via,
            mail_from=_sender(source) if sender is None else sender,
            rcpt=rcpt,
            raw=source.raw,
            at=at,
            doors=doors,
            filing=filing,
        )
        for source in sources
        if not source.problem
        for rcpt in rcpts_of(source, rcpts, settings)
    ]


def _sender(source: Source) -> str:
    """The envelope sender; where nothing tells it, the author: "" is the null sender (RFC 5321 s.4.5.5)."""
    if source.mail_from is not None:
        return source.mail_from
    from email.parser import BytesHeaderParser
    from email.utils import parseaddr

    return parseaddr(str(BytesHeaderParser().parsebytes(source.raw)["From"] or ""))[1].lower()


def _put_aside(frame: Frame, sources: Sequence[Source], sender: str | None, rcpts: Sequence[str]) -> None:
    """A copy of what could not be kept, for the operator; the sender is told to try again all the same."""
    from fitmail.config import Mistakes
    from fitmail.model import Arrival
    from fitmail.store.emergency import emergency

    try:
        folder = frame.settings().emergency
    except Mistakes:
        folder = frame.config.resolve().parent / "emergency"
    for source in sources:
        envelope = _sender(source) if sender is None else sender
        for rcpt in rcpts or source.rcpts[:1] or ("",):
            # Named by the process, not by the clock: settings that cannot be read cannot say whose clock counts.
            mail = Arrival(
                key=f"{os.getpid()}x{source.index}",
                via="stdin",
                mail_from=envelope,
                rcpt=rcpt,
                raw=source.raw,
                at=datetime.now(UTC),
            )
            try:
                path = emergency(folder, mail)
            except OSError as error:
                click.echo(f"no copy could be put into {folder}: {error.strerror}", err=True)
                return
            click.echo(f"a copy was put into {path}", err=True)


@click.command("import")
@click.argument("paths", nargs=-1, required=True, type=PATHS)
@click.option("--rcpt", "rcpts", multiple=True, metavar="ADDRESS", help="Which of our addresses the mail was for.")
@click.option("--work/--no-work", default=True, show_default=True, help="File it now, or leave it waiting.")
@now_option
@as_json
@pass_frame
def import_(
    frame: Frame, paths: Sequence[str], rcpts: Sequence[str], work: bool, now_: str | None, json_: bool
) -> None:
    """File old mail from mbox, Maildir or .eml PATHS: it is linked and found again, and nobody is answered."""
    settings = frame.settings()
    at = frame.now(now_, settings)
    _refuse_foreign(rcpts, settings)
    new = old = walked = 0
    problems: list[str] = []
    with frame.books() as books:
        for batch in _batches(_counted(paths, "keeping"), BATCH):
            problems += [f"{source.name}: {source.problem}" for source in batch if source.problem]
            arrivals = _arrivals(batch, None, rcpts, settings, via="mbox", at=at, filing=True)
            kept = books.keep(arrivals)
            new += sum(kept)
            old += len(kept) - sum(kept)
    if work:
        with frame.house() as house:
            walked = work_through(house, at)
    for problem in problems:
        click.echo(problem, err=True)
    if json_:
        say_json({"kept": new, "already": old, "worked": walked, "unreadable": len(problems)})
    else:
        click.echo(f"{new} kept, {old} were here already, {walked} filed")
    if problems:
        raise click.exceptions.Exit(1)


def _counted(paths: Sequence[str], label: str) -> Iterator[Source]:
    """The mails of the paths, with a bar on the error output where a person is looking; it counts octets."""
    from fitmail.receive.mbox import mails

    octets = sum(_size(Path(path)) for path in paths if path != "-")
    with click.progressbar(length=octets, label=label, file=sys.stderr, hidden=not sys.stderr.isatty()) as bar:
        for source in (source for path in paths for source in mails(path)):
            yield source
            bar.update(len(source.raw))


def _size(path: Path) -> int:
    if path.is_dir():
        return sum(file.stat().st_size for file in path.rglob("*") if file.is_file())
    return path.stat().st_size if path.exists() else 0


def _batches(sources: Iterable[Source], size: int) -> Iterator[list[Source]]:
    batch: list[Source] = []
    for source in sources:
        batch.append(source)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch


@click.command()
@click.argument("paths", nargs=-1, type=PATHS)
@click.option("--rcpt", "rcpts", multiple=True, metavar="ADDRESS", help="Envelope recipient.")
@as_json
@pass_frame
def read(frame: Frame, paths: Sequence[str], rcpts: Sequence[str], json_: bool) -> None:
    """Show what the mails of PATHS (mbox, Maildir, .eml, or standard input) say."""
    from fitmail.read import read as read_mail
    from fitmail.read import read_json

    settings = frame.settings_or_sample()
    for source in readable(paths):
        rcpt = rcpts_of(source, rcpts, settings)[0]
        message = read_mail(source.raw, ours=settings.ours, rcpt=rcpt)
        seen = read_json(message, source=source.name, index=source.index)
        if json_:
            say_json(seen)
        else:
            _show_message(seen)


def readable(paths: Sequence[str]) -> Iterator[Source]:
    """Mails; those that cannot be read are told, and the exit code is 1 then, or when there was no mail at all."""
    from fitmail.receive.mbox import mails

    good = bad = 0
    for path in paths or ("-",):
        for source in mails(path):
            if source.problem:
                click.echo(f"{source.name}: {source.problem}", err=True)
                bad += 1
                continue
            good += 1
            yield source
    if bad or not good:
        if not bad:
            click.echo("no mail there", err=True)
        raise click.exceptions.Exit(1)


def _show_message(seen: dict[str, Any]) -> None:
    author = seen["author"] or {"name": "", "address": ""}
    click.secho(f"{seen['subject'] or '(no subject)'}", bold=True)
    click.echo(f"from {author['name']} <{author['address']}>, {seen['date'] or 'undated'}, {seen['language'] or '?'}")
    for name in ("marks", "defects"):
        if seen[name]:
            click.echo(f"{name}: {_words(seen[name])}")
    if seen["attachments"]:
        click.echo("attached: " + ", ".join(f"{each['name']} ({each['size']})" for each in seen["attachments"]))
    click.echo(f"newly written{'' if seen['sure'] else ' (perhaps)'}:")
    click.echo("\n".join(f"    {line}" for line in str(seen["said"]).splitlines()) + "\n")


def _words(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key} {_words(each)}" for key, each in value.items() if each)
    return ", ".join(str(each) for each in value) if isinstance(value, list | tuple) else str(value)


@click.command()
@click.argument("paths", nargs=-1, type=PATHS)
@click.option("--rcpt", "rcpts", multiple=True, metavar="ADDRESS", help="Envelope recipient.")
@now_option
@as_json
@pass_frame
def explain(frame: Frame, paths: Sequence[str], rcpts: Sequence[str], now_: str | None, json_: bool) -> None:
    """Show what the desk would do with the mails of PATHS and why, without doing it."""
    with frame.house_or_sample() as house:
        settings = house.settings
        now = frame.now(now_, settings)
        for source in readable(paths):
            for rcpt in rcpts_of(source, rcpts, settings):
                (arrival,) = _arrivals([source], None, (rcpt,), settings, via="mbox", at=now, filing=False)
                told = house.explain(arrival, now=now)
                if json_:
                    say_json(_placed(told, source))
                else:
                    _show_explanation(told)


def _placed(told: dict[str, Any], source: Source) -> dict[str, Any]:
    """The explanation with the mail's place in its file."""
    message = told.get("message")
    return {**told, "message": {**message, "source": source.name, "index": source.index}} if message else told


def _show_explanation(told: dict[str, Any]) -> None:
    if "broken" in told:
        click.echo(f"  would be parked: {str(told['broken']).strip().splitlines()[-1]}")
        return
    message, found, decided = told["message"], told["classification"], told["decision"]
    click.secho(str(message.get("subject") or "(no subject)"), bold=True)
    if found:
        click.echo(f"  filed as {found['category']} ({found['points']} points): {found['because']}")
        show_found(found["categories"], depth=1)
        show_rest(found)
        for name, value in (found.get("facts") or {}).items():
            if value in (None, []):
                continue
            click.echo(f"  {name}: {_words(value)}")
    click.echo(f"  decision: {decided['because']}")
    named = [str(effect["effect"]).lower() for effect in decided.get("effects") or ()]
    if named:
        click.echo(f"  effects: {', '.join(named)}")
    for leaving in told["leaves"]:
        held = f"  [held: {leaving['held']}]" if leaving.get("held") else ""
        click.echo(f"  leaves for {leaving['to']}: {leaving['subject']} ({leaving['template']}){held}")
    click.echo()


COMMANDS = (receive, import_, read, explain)

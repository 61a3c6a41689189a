"""What every command shares: the settings, the opened house, times, and how answers are written.

Takes the path of the settings. Gives settings, opened books or an opened house: the installation's or, for commands
that need none, one of the sample in a folder that goes away. Promises: nothing heavy is imported before it is used;
what only asks or keeps opens the books alone, so that it is quick and a slip in a rule file does not stop the mail;
JSON output is one object a line.
"""

from __future__ import annotations

import dataclasses
import json
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from fitmail.app import House
    from fitmail.config import Settings
    from fitmail.model import Mistake
    from fitmail.store import Books

LOCK_WAIT = 30.0  # seconds for other processes' writers
as_json = click.option("--json", "json_", is_flag=True, help="One JSON object a line.")
now_option = click.option("--now", "now_", metavar="TIME", help='As if it were that time: "2026-03-03 10:00 -0300".')


class Frame:
    """One command line's view of the installation."""

    def __init__(self, config: str) -> None:
        self.config = Path(config)
        self._settings: Settings | None = None

    @property
    def installed(self) -> bool:
        return self.config.exists()

    def settings(self) -> Settings:
        """The installation's settings, or `Mistakes`."""
        from fitmail.config import load

        if self._settings is None:
            self._settings = load(self.config, environment=os.environ)
        return self._settings

    def settings_or_sample(self) -> Settings:
        """The sample's where there is no fitmail.toml: to try things without installing."""
        from fitmail.config import parse, sample_text

        if self.installed:
            return self.settings()
        return parse(sample_text(), file=str(self.config), environment=os.environ)

    @contextmanager
    def books(self) -> Iterator[Books]:
        """The installation's memory alone."""
        from fitmail.config import read_secret
        from fitmail.store.books import open_books

        settings = self.settings()
        secret = read_secret(settings.secret_file).current
        books = open_books(settings.store_url, secret=secret, lock_wait=LOCK_WAIT)
        try:
            yield books
        finally:
            books.close()

    @contextmanager
    def house(self) -> Iterator[House]:
        """The installation, opened."""
        from fitmail.app import House

        house = House.open(self.settings())
        try:
            yield house
        finally:
            house.close()

    @contextmanager
    def house_or_sample(self) -> Iterator[House]:
        """The installation, or an empty one of the sample that lasts as long as the command."""
        if self.installed:
            with self.house() as house:
                yield house
            return
        from fitmail.app import House

        with tempfile.TemporaryDirectory(prefix="fitmail-") as folder:
            house = House.open(_passing(Path(folder)))
            try:
                yield house
            finally:
                house.close()

    def now(self, given: str | None, settings: Settings) -> datetime:
        """The time given, else the wall clock's; FITMAIL_CLOCK counts in rehearsals only."""
        return instant(given, settings.policy.zone) if given else self.clock(settings)()

    def clock(self, settings: Settings) -> Callable[[], datetime]:
        """Tells the time whenever it is asked."""
        from fitmail.receive.clock import wall_clock

        file = os.environ.get("FITMAIL_CLOCK") if settings.rehearsal else None
        return wall_clock(Path(file) if file else None)


def _passing(folder: Path) -> Settings:
    """Settings of a sample installation in a folder that will be gone in a moment."""
    from fitmail.config import parse, sample_text

    (folder / "fitmail.secret").write_text("only for as long as this command runs, then gone\n", "ascii")
    # The environment counts as everywhere, but never leads to where real mail or a real secret lies.
    kept = ("FITMAIL_STORE__", "FITMAIL_PATHS__SECRET", "FITMAIL_PATHS__EMERGENCY")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(kept)}
    return parse(sample_text(), file=str(folder / "fitmail.toml"), environment=environment)


pass_frame = click.make_pass_decorator(Frame)


def instant(words: str, zone: str) -> datetime:
    """An aware UTC instant from ISO 8601, with a space before the offset too; without one, of the desk's zone."""
    from zoneinfo import ZoneInfo

    pieces = words.strip().replace("T", " ").split()
    text = " ".join(pieces[:2]) + "".join(pieces[2:])
    try:
        at = datetime.fromisoformat(text)
    except ValueError as error:
        raise click.BadParameter(
            f'"{words}" is no time; expected one such as "2026-03-03 10:00 -0300" or 2026-03-03T13:00:00Z'
        ) from error
    return (at if at.tzinfo else at.replace(tzinfo=ZoneInfo(zone))).astimezone(UTC)


def plain(value: object) -> Any:
    """A frozen value as JSON knows it: names for fields, text for times."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(each) for each in value]
    return value if isinstance(value, str | int | float | bool) or value is None else str(value)


def say_json(value: object) -> None:
    """One object on one line."""
    # Lone surrogates of broken mails cannot be written as UTF-8; as \\ud800 they can.
    text = json.dumps(plain(value), ensure_ascii=False)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        text = json.dumps(plain(value))
    click.echo(text)


def say_table(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Columns as wide as they must be, the last one as wide as it is."""
    lines = [[str(cell).replace("\n", " ") for cell in row] for row in rows]
    if not lines:
        return
    widths = [max(len(line[place]) for line in (list(headings), *lines)) for place in range(len(headings))]
    for line in (list(headings), *lines):
        cells = [cell.ljust(width) for cell, width in zip(line[:-1], widths[:-1], strict=True)]
        click.echo("  ".join([*cells, line[-1]]).rstrip())


def say_mistakes(mistakes: Sequence[Mistake]) -> None:
    """Each with file, line, found, expected, hint; to the error output."""
    for mistake in mistakes:
        place = f"{mistake.file} line {mistake.line}" if mistake.line else mistake.file
        click.echo(f"{click.style(place, bold=True)}: {mistake.found}", err=True)
        click.echo(f"    expected: {mistake.expected}", err=True)
        if mistake.hint:
            click.echo(f"    {mistake.hint}", err=True)
    if len(mistakes) > 1:
        click.echo(f"{len(mistakes)} mistakes", err=True)


def local(at: datetime, zone: str) -> str:
    """A time as the desk's clock shows it."""
    from zoneinfo import ZoneInfo

    return at.astimezone(ZoneInfo(zone)).strftime("%Y-%m-%d %H:%M")

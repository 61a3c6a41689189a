"""Commands about the rota: who is on duty when, in and out as CSV and as a calendar, and who has done how much.

Without a file named, rota.csv beside the settings is taken. An import replaces the turns, and only when the file has no
mistake; what was asked and handed over of a turn that stays as it was is kept.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

import click

from fitmail.cli.books import person_name
from fitmail.cli.frame import Frame, as_json, now_option, pass_frame, say_json, say_table
from fitmail.cli.tables import FILE, book_of, chosen, out, refuse

if TYPE_CHECKING:
    from fitmail.model import Directory, Turn


@click.group(invoke_without_command=True)
@as_json
@click.pass_context
def rota(context: click.Context, json_: bool) -> None:
    """Show who is on duty when."""
    if context.invoked_subcommand is None:
        frame = context.find_object(Frame)
        assert frame is not None
        _show(frame, json_)


@rota.command("show")
@as_json
@pass_frame
def rota_show(frame: Frame, json_: bool) -> None:
    """Show who is on duty when."""
    _show(frame, json_)


def _show(frame: Frame, json_: bool) -> None:
    with frame.books() as books:
        directory = books.directory()
    for turn in directory.turns if json_ else ():
        say_json(turn)
    if json_:
        return
    rows = [_row(turn, directory) for turn in directory.turns]
    say_table(("from", "to", "chair", "backup", "co-op", "learns along", "state"), rows)
    for absence in directory.absences:
        cover = f", {person_name(directory.people, absence.cover)} stands in" if absence.cover else ""
        click.echo(f"away: {person_name(directory.people, absence.person)} {absence.first} to {absence.last}{cover}")
    if not rows:
        click.echo("no turn yet; `fitmail rota import` takes them in")


def _row(turn: Turn, directory: Directory) -> tuple[object, ...]:
    from fitmail.decide.turns import coop_of

    named = [person_name(directory.people, address) for address in (turn.chair, turn.backup, turn.shadow)]
    waits = turn.handover and turn.taken_over is None
    state = f"{turn.handover} not accepted yet" if waits else turn.state
    if turn.state == "asked":
        state += ": " + ", ".join(f"{one.coop} {one.answer or 'no answer yet'}" for one in turn.asked)
    return (
        turn.first,
        turn.last,
        named[0] or "-",
        named[1] or "-",
        coop_of(directory, turn) or "-",
        named[2] or "-",
        state,
    )


@rota.command("import")
@click.argument("file", required=False, type=FILE)
@as_json
@pass_frame
def rota_import(frame: Frame, file: str | None, json_: bool) -> None:
    """Take in the turns (rota.csv beside the settings, when no FILE is named)."""
    from fitmail.tables import read_rota

    settings = frame.settings()
    book = book_of(chosen(settings, file, "rota.csv"))
    with frame.books() as books:
        directory = books.directory()
        turns, wrong = read_rota(book, directory.people, turn=settings.turn)
        refuse(wrong)
        books.set_turns([_with_history(turn, directory) for turn in turns])
    if json_:
        say_json({"turns": len(turns)})
    else:
        click.echo(f"{len(turns)} turns")


def _with_history(turn: Turn, directory: Directory) -> Turn:
    """What happened to the same turn before; a turn that changed is news for calendars."""
    old = next((t for t in directory.turns if t.first == turn.first), None)
    if old is None:
        return turn
    same = (old.chair, old.backup, old.last, old.state) == (turn.chair, turn.backup, turn.last, turn.state)
    turn = replace(turn, asked=old.asked, sequence=old.sequence + (not same), missed=old.missed)
    if old.chair == turn.chair:
        turn = replace(turn, handover=old.handover, begun=old.begun, taken_over=old.taken_over)
    return turn


@rota.command("export")
@click.argument("file", required=False, type=click.Path(dir_okay=False, allow_dash=True))
@click.option("--ics", is_flag=True, help="As a calendar (iCalendar) instead of CSV.")
@now_option
@pass_frame
def rota_export(frame: Frame, file: str | None, ics: bool, now_: str | None) -> None:
    """Write the turns as CSV, or as a calendar."""
    from fitmail.feed import rota_feed
    from fitmail.tables import write_rota

    settings = frame.settings()
    with frame.books() as books:
        directory = books.directory()
    if ics:
        out(rota_feed(directory, settings.policy, now=frame.now(now_, settings)), file)
    else:
        out(write_rota(directory.turns, directory.people, turn=settings.turn), file)


@rota.command("ledger")
@as_json
@now_option
@pass_frame
def rota_ledger(frame: Frame, json_: bool, now_: str | None) -> None:
    """Show how the work is spread: turns, cases, answers to clients and hours, per co-op."""
    from fitmail.feed import shares

    settings = frame.settings()
    now: datetime = frame.now(now_, settings)
    with frame.books() as books:
        found = shares(books, settings.policy, now=now)
    if json_:
        for one in found:
            say_json(one)
        return
    rows = [(s.coop, s.turns, s.cases, s.replies, f"{s.hours:g}", s.last_turn or "-") for s in found]
    say_table(("co-op", "turns", "cases", "answers", "hours", "last turn"), rows)
    if not rows:
        click.echo("no co-op yet; `fitmail members import` takes them in")


COMMANDS = (rota,)

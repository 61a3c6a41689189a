"""Commands that run the desk: work, deliver, serve, order, demo."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from fitmail.cli.frame import Frame, as_json, now_option, pass_frame, say_json

if TYPE_CHECKING:
    from fitmail.app import House


@click.command()
@now_option
@as_json
@pass_frame
def work(frame: Frame, now_: str | None, json_: bool) -> None:
    """Do once what waits: duties that are due, then every waiting event."""
    with frame.house() as house:
        now = frame.now(now_, house.settings)
        knocked = house.knock(now)
        done = work_through(house, now)
    if json_:
        say_json({"due": knocked, "worked": done})
    else:
        click.echo(f"{knocked} fell due, {done} worked")


def work_through(house: House, now: datetime) -> int:
    """Works all that waits, with a bar on the error output where a person is looking."""
    if not sys.stderr.isatty():
        return house.work(now)
    waiting = house.books.ledger().waiting
    finished = threading.Event()
    with click.progressbar(length=max(waiting, 1), label="working", file=sys.stderr) as bar:

        def watch() -> None:
            # The walk drains in batches of its own; the ledger says how far it has come.
            done = 0
            while not finished.wait(0.5):
                further = waiting - house.books.ledger().waiting - done
                if further > 0:
                    bar.update(further)
                    done += further

        watcher = threading.Thread(target=watch, name="progress", daemon=True)
        watcher.start()
        try:
            walked = house.work(now)
        finally:
            finished.set()
            watcher.join()
        bar.update(max(waiting, 1) - bar.pos)
    return walked


@click.command()
@now_option
@as_json
@pass_frame
def deliver(frame: Frame, now_: str | None, json_: bool) -> None:
    """Hand over once what may leave."""
    with frame.house() as house:
        sent = house.deliver(frame.now(now_, house.settings))
    if json_:
        say_json({"handed_over": sent})
    else:
        click.echo(f"{sent} handed over")


@click.command()
@pass_frame
def serve(frame: Frame) -> None:
    """Run the desk: doors, work, clock and delivery, until told to stop."""
    import logging

    from fitmail.serving import Process

    logging.basicConfig(level=logging.INFO, stream=sys.stderr, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    logging.getLogger("alembic").setLevel(logging.WARNING)  # else it tells the names of its plugins
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    settings = frame.settings()
    Process(settings, now=frame.clock(settings), stop=stop).run(ready=lambda door: click.echo(door))


@click.command()
@click.argument("words", nargs=-1, required=True)
@click.option("--by", metavar="ADDRESS", help="In whose name; the operator's when left out.")
@now_option
@as_json
@pass_frame
def order(frame: Frame, words: Sequence[str], by: str | None, now_: str | None, json_: bool) -> None:
    """Give an order as in an answer to a card: fitmail order E-1 '!close won_work'."""
    with frame.house() as house:
        settings = house.settings
        now = frame.now(now_, settings)
        house.order(by=by or settings.policy.operator, text=" ".join(words), now=now)
        done = house.work(now)
    if json_:
        say_json({"worked": done})
    else:
        click.echo("given; its answer goes to the mailbox of whoever gave it")


@click.command()
@click.option(
    "--folder", type=click.Path(file_okay=False), default="demo", show_default=True, help="Where it is shown."
)
def demo(folder: str) -> None:
    """Play the main job on the sample network, and show every mail as its reader sees it."""
    from fitmail.demo import run

    code = run(Path(folder))
    raise click.exceptions.Exit(code)


COMMANDS = (work, deliver, serve, order, demo)

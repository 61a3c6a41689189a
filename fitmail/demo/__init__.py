"""demo: the main job, played on the sample network.

    run(folder) -> int

Takes a folder, which is made anew when it is a former demonstration. Gives 0 only when the ledger's sum is right,
nothing is parked, and every act found its mail; else it says what went wrong and gives 1. Leaves there: index.html,
the mails in a Maildir, and an installation that takes the next mail. Promises: no root, no network but loopback, no
server but its own, and the desk that was started is ended, also when somebody presses Ctrl-C.
"""

from __future__ import annotations

import contextlib
import signal
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from fitmail.demo import closing
from fitmail.demo.acts import ACTS
from fitmail.demo.installation import Unfit, corpus
from fitmail.demo.page import page
from fitmail.demo.play import Missing, Play
from fitmail.demo.screen import Screen
from fitmail.demo.stage import Stage, Stuck

__all__ = ["run"]


def run(folder: Path) -> int:
    """Plays all acts in the folder; 0 when everything was as it should be."""
    screen = Screen(sys.stdout)
    began = time.monotonic()
    try:
        source = corpus()
        screen.line("fitmail: a desk for enquiries, by e-mail. The sample network is Weft, twelve co-operatives.", "1")
        stage = Stage(folder, source)
    except Unfit as wrong:
        print(wrong, file=sys.stderr)
        return 1
    with _ended(), contextlib.closing(stage):
        play = Play(stage, screen)
        try:
            stage.start()
            for act in ACTS:
                act(play)
        except (Missing, Stuck) as wrong:
            play.faults.append(str(wrong))
        _check(play)
        _leave(play)
        closing.show(play)
        screen.line("")
        for fault in play.faults:
            screen.line(f"wrong: {fault}", "31", "1")
        screen.line(f"{len(play.left)} mails left, in {time.monotonic() - began:.0f} seconds.", "2")
    return 1 if play.faults else 0


@contextlib.contextmanager
def _ended() -> Iterator[None]:
    """Being told to stop is like Ctrl-C: what was started is ended before we go."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _check(play: Play) -> None:
    """The proofs of the whole: the ledger, nothing parked, nothing lost between outbox and Maildir."""
    ledger, parked = play.stage.books.ledger(), play.stage.books.parked()
    if not ledger.ok or ledger.waiting:
        play.faults.append(closing.proof(ledger))
    play.faults += [f"parked: {one.sentence}" for one in parked]
    sent = len(play.stage.books.outbox(states=("sent",)))
    if sent != len(play.left):
        play.faults.append(f"{sent} mails were sent, but {len(play.left)} lie in the Maildir")


def _leave(play: Play) -> None:
    """What stays behind to be looked at."""
    folder = play.stage.folder
    (folder / "my.eml").write_text(closing.MY_MAIL, "ascii")
    text = page(
        play.scenes,
        cases=closing.cases(play),
        proof=closing.proof(play.stage.books.ledger()),
        faults=play.faults,
        next_steps=closing.next_steps(folder),
    )
    (folder / "index.html").write_text(text, "utf-8")

"""The running process: doors, clock, walk and delivery, until told to stop.

Takes settings and a clock. Promises: the doors open first and close last but one; while the books cannot be opened
(a full disk, a broken file, another's lock) every mail goes to the emergency folder and its sender hears "try
again later" (451), and the books are tried anew; a trouble of one role does not end the others; what was said yes
to is written before the process ends.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from datetime import datetime

from fitmail.app import House, doors_of
from fitmail.config import ImapMailbox, Listener, Mistakes, Settings
from fitmail.model import Arrival
from fitmail.read import read
from fitmail.receive import Keeper
from fitmail.receive.clock import Clock
from fitmail.receive.imap import ImapDoor
from fitmail.receive.smtp import LmtpDoor, SmtpDoor
from fitmail.reloading import Reloading, open_house
from fitmail.store.emergency import emergency

KNOCK_SECONDS = 1.0
IDLE_SECONDS = 1.0
FILES_SECONDS = 1.0  # between two looks at the files of rules and templates
LOOK_SECONDS = 0.25  # between two looks into the outbox
AGAIN_SECONDS = 2.0  # between two tries to open the books

log = logging.getLogger(__name__)


class Shut(Exception):
    """The books cannot be opened at present."""


class Process:
    """All roles in one process."""

    def __init__(self, settings: Settings, *, now: Callable[[], datetime], stop: threading.Event) -> None:
        self.settings, self.now, self.stop = settings, now, stop
        self.house: House | None = None
        self.doors = doors_of(settings)
        folder = settings.emergency
        self.keeper = Keeper(self.keep, lambda mail: emergency(folder, mail), self.wake)

    def keep(self, arrivals: Sequence[Arrival]) -> tuple[bool, ...]:
        """Durable on return; raises while the books are shut, so that the doors say 451."""
        if self.house is None:
            raise Shut("the books are shut")
        return self.house.books.keep(arrivals)

    def wake(self) -> None:
        if self.house is not None:
            self.house.woken.set()

    def run(self, ready: Callable[[str], None]) -> None:
        """Serves until `stop`; `ready` hears of each door, and "ready" when all roles are at work."""
        with ExitStack() as stack:
            stack.callback(self._close)
            self._open_doors(stack, ready)
            house = self._open_books()
            if house is None:
                return
            for mailbox in self.settings.imap:
                imap = self._imap(mailbox, house)
                imap.start()
                stack.callback(imap.stop)
                ready(f"imap {mailbox.name}")
            clock = Clock(lambda: self._knock(house), KNOCK_SECONDS)
            clock.start()
            stack.callback(clock.stop)
            reader = threading.Thread(target=self._keep_reading, args=(house,), name="reload")
            reader.start()
            stack.callback(reader.join)
            sender = threading.Thread(target=self._keep_delivering, args=(house,), name="deliver")
            sender.start()
            stack.callback(sender.join)
            ready("ready")
            self._keep_working(house)

    def _open_doors(self, stack: ExitStack, ready: Callable[[str], None]) -> None:
        listeners: tuple[tuple[str, Listener | None, type[SmtpDoor]], ...] = (
            ("smtp", self.settings.smtp, SmtpDoor),
            ("lmtp", self.settings.lmtp, LmtpDoor),
        )
        for name, listener, kind in listeners:
            if listener is not None:
                door = kind(
                    keeper=self.keeper,
                    doors=self.doors,
                    host=listener.host,
                    port=listener.port,
                    hostname=self.settings.delivery.hostname,
                    now=self.now,
                    tls=None,
                )
                door.start()
                stack.callback(door.stop)
                ready(f"{name} {listener.host}:{door.port}")

    def _open_books(self) -> House | None:
        """The house, however long it takes; None when told to stop meanwhile. Mistakes in files end the process."""
        while not self.stop.is_set():
            try:
                self.house = open_house(self.settings, self.now())
            except (Mistakes, ImportError):
                raise  # time will not mend these
            except Exception:
                log.exception("the books cannot be opened; mail is put aside and its senders try again")
                self.stop.wait(AGAIN_SECONDS)
            else:
                return self.house
        return None

    def _imap(self, mailbox: ImapMailbox, house: House) -> ImapDoor:
        return ImapDoor(
            name=mailbox.name,
            host=mailbox.host,
            port=mailbox.port,
            user=mailbox.user,
            password=mailbox.password,
            ssl=mailbox.ssl,
            folder=mailbox.folder,
            kept_folder=mailbox.kept,
            keeper=self.keeper,
            doors=self.doors,
            bookmark=house.books.bookmark,
            set_bookmark=house.books.set_bookmark,
            rcpt_default=mailbox.address,
            author=self._author,
            poll_seconds=mailbox.poll,
            now=self.now,
        )

    def _author(self, raw: bytes) -> str:
        """Who stands in for the envelope sender of a mailbox's mail where no Return-Path tells it."""
        return read(raw, ours=self.settings.ours, rcpt="").author.address

    def _knock(self, house: House) -> None:
        self._safely(lambda: house.knock(self.now()))

    def _keep_working(self, house: House) -> None:
        while not self.stop.is_set():
            house.woken.clear()
            if not self._safely(lambda: house.work(self.now())):
                house.woken.wait(IDLE_SECONDS)

    def _keep_reading(self, house: House) -> None:
        """Changed rules and templates come into force."""
        files = Reloading(house)
        while not self.stop.wait(FILES_SECONDS):
            self._safely(lambda: files.look(self.now()))

    def _keep_delivering(self, house: House) -> None:
        while not self.stop.is_set():
            if not self._safely(lambda: house.deliver(self.now())):
                self.stop.wait(LOOK_SECONDS)

    def _safely(self, duty: Callable[[], int]) -> int:
        """A trouble of the store (a full disk, a lock) does not end the process; it is tried again."""
        try:
            return duty()
        except Exception:
            log.exception("a duty failed and is tried again")
            time.sleep(IDLE_SECONDS)
            return 0

    def _close(self) -> None:
        self.keeper.close()
        if self.house is not None:
            self.house.close()

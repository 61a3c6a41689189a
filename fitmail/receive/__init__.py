"""receive: keep(arrival): the bytes are safe, then and only then we say yes.

Takes arrivals from every door (smtp, lmtp, imap, mbox, http). Gives True for a new mail and False for a twin that is
kept already. Promises: what is answered with True or False is durable; what waits at one instant shares one commit,
without any wait timer; when the store fails, the raw mail is put into the emergency folder and the door hears the
exception, so that the sender is told to try again. Nothing is parsed before it is kept.
Never looks inside a mail (except size, hop count and delivery headers), never decides anything.
Known faults: an emergency copy is written for every failed commit, also for a short one, and one more when the sender
tries again meanwhile; `receive.mbox` reads the copies back under the key of the mail, so that twins are recognised.
"""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future

from fitmail.model import Arrival
from fitmail.receive.envelope import Delivery, Doors, arrival, chosen_rcpt, delivery, hops, one_per_address, plain

__all__ = [
    "Closed",
    "Delivery",
    "Doors",
    "Keeper",
    "arrival",
    "chosen_rcpt",
    "delivery",
    "hops",
    "one_per_address",
    "plain",
]

BATCH = 200  # arrivals in one commit
BATCH_OCTETS = 32 * 1024 * 1024  # and their size, so that one commit does not hold up the disk for seconds

log = logging.getLogger(__name__)


class Closed(Exception):
    """The house is closing; the sender is asked to come again."""


_Waiting = tuple[Arrival, "Future[bool]"]


class Keeper:
    """One writer for all doors: whatever waits at one instant is committed together (house.md, decision 7)."""

    def __init__(
        self,
        books_keep: Callable[[Sequence[Arrival]], tuple[bool, ...]],
        emergency: Callable[[Arrival], object],
        woken: Callable[[], None],
    ) -> None:
        self._books_keep = books_keep
        self._emergency = emergency
        self._woken = woken
        self._waiting: queue.SimpleQueue[_Waiting | None] = queue.SimpleQueue()
        self._gate = threading.Lock()
        self._closed = False
        self._writer = threading.Thread(target=self._write, name="keeper", daemon=True)
        self._writer.start()

    def submit(self, arrival: Arrival) -> Future[bool]:
        """The future is done when the bytes are durable: True new, False a twin; or it holds the exception."""
        future: Future[bool] = Future()
        # From here on it cannot be cancelled: a client that hangs up does not stop the commit.
        future.set_running_or_notify_cancel()
        with self._gate:
            if not self._closed:
                self._waiting.put((arrival, future))
                return future
        future.set_exception(Closed("the house is closing"))
        return future

    def keep(self, arrival: Arrival) -> bool:
        """Keeps one mail and waits for it: True new, False a twin. Raises what the store raised."""
        return self.submit(arrival).result()

    def close(self) -> None:
        """Commits what waits, then returns. Later arrivals are answered with `Closed`."""
        with self._gate:
            if not self._closed:
                self._closed = True
                self._waiting.put(None)
        self._writer.join()

    def _write(self) -> None:
        first = self._waiting.get()
        while first is not None:
            batch, last = self._drain(first)
            self._commit(batch)
            first = None if last else self._waiting.get()

    def _drain(self, first: _Waiting) -> tuple[list[_Waiting], bool]:
        """Everything that waits now, up to the cap; True when the house closes behind it."""
        batch = [first]
        octets = len(first[0].raw)
        while len(batch) < BATCH and octets < BATCH_OCTETS:
            try:
                more = self._waiting.get_nowait()
            except queue.Empty:
                break
            if more is None:
                return batch, True
            batch.append(more)
            octets += len(more[0].raw)
        return batch, False

    def _commit(self, batch: Sequence[_Waiting]) -> None:
        try:
            answers = self._books_keep([mail for mail, _ in batch])
        except Exception as error:
            if len(batch) == 1:
                self._put_aside(batch[0], error)
            else:
                self._commit_apart(batch, error)
            return
        for (_, future), new in zip(batch, answers, strict=True):
            future.set_result(new)
        self._wake()

    def _commit_apart(self, batch: Sequence[_Waiting], error: Exception) -> None:
        """One mail that the store cannot take must not refuse its neighbours, so each is tried alone.

        Two failures one after the other mean that the store itself is broken: the rest is put aside at once, instead
        of waiting for the store's time-out two hundred times.
        """
        in_a_row = 0
        for mail, future in batch:
            if in_a_row < 2:
                try:
                    (new,) = self._books_keep([mail])
                except Exception as again:
                    error = again
                else:
                    in_a_row = 0
                    future.set_result(new)
                    self._wake()
                    continue
            in_a_row += 1
            self._put_aside((mail, future), error)

    def _put_aside(self, waiting: _Waiting, error: Exception) -> None:
        mail, future = waiting
        # The exception's text may quote the mail or its addresses: people's, so it stays at debug.
        log.error("a mail could not be kept (%s); its copy goes to the emergency folder", type(error).__name__)
        log.debug("the store said", exc_info=error)
        try:
            self._emergency(mail)
        except Exception as worse:
            log.critical("not even the emergency folder takes mail (%s)", type(worse).__name__)
        future.set_exception(error)

    def _wake(self) -> None:
        try:
            self._woken()
        except Exception:
            # The mail is kept; whoever waits for it will look again at the next knock of the clock.
            log.exception("the worker could not be woken")

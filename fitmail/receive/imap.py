"""The IMAP door: a mailbox is emptied into the house, each mail kept before it is moved.

Takes a mailbox at some provider. Gives arrivals to the `Keeper`. Promises: fetch, then the durable commit, then the
bookmark, then the move; the state is our own bookmark of UIDVALIDITY and UID, never a flag that a person's mail
program may set; nothing is deleted that was not copied; a mail that cannot be fetched holds up the bookmark, not the
others; when UIDVALIDITY changes the folder is read again and twins are recognised by their key.
With an empty `kept_folder` mails stay where they are (a mailbox that people read too).
Standards: RFC 3501 and 9051, s.2.3.1.1 (UIDVALIDITY); RFC 6851 (MOVE); RFC 4315 (UIDPLUS); RFC 2342 (NAMESPACE).
Known faults: polls, does not IDLE; no STARTTLS and no OAuth: `ssl` or a server on the same machine.
"""

from __future__ import annotations

import logging
import socket
import threading
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Any

import imapclient
from imapclient.exceptions import IMAPClientAbortError, IMAPClientError

from fitmail.model import Arrival
from fitmail.receive import Doors, Keeper, arrival, chosen_rcpt, delivery
from fitmail.store import Bookmark

TIMEOUT = 60.0  # seconds; without it a dead server holds the thread for ever
BATCH = 50
BATCH_OCTETS = 16 * 1024 * 1024
WINDOW = 20_000  # mails asked about at once: imaplib gives up on answers beyond a megabyte
LONGEST_WAIT = 900.0  # seconds between tries while the server is in trouble
# After these the connection is of no more use.
GONE = (IMAPClientAbortError, OSError)

log = logging.getLogger(__name__)


class ImapDoor:
    """One mailbox, read by one thread."""

    def __init__(
        self,
        *,
        name: str,
        host: str,
        port: int,
        user: str,
        password: str,
        ssl: bool,
        folder: str,
        kept_folder: str,
        keeper: Keeper,
        doors: Doors,
        bookmark: Callable[[str], Bookmark | None],
        set_bookmark: Callable[[Bookmark], None],
        rcpt_default: str,
        author: Callable[[bytes], str],
        poll_seconds: float,
        now: Callable[[], datetime],
    ) -> None:
        # imapclient puts line ends in arguments on the wire, where they become commands.
        for word in (user, password, folder, kept_folder):
            if any(ord(letter) < 32 or ord(letter) == 127 for letter in word):
                raise ValueError(f"mailbox {name}: a control character in the settings")
        self._name, self._host, self._port, self._ssl = name, host, port, ssl
        self._user, self._password, self._folder, self._kept_folder = user, password, folder, kept_folder
        self._keeper, self._doors, self._now = keeper, doors, now
        self._bookmark, self._set_bookmark = bookmark, set_bookmark
        self._rcpt_default, self._poll_seconds = rcpt_default, poll_seconds
        self._author = author  # who stands in for the envelope sender where no Return-Path tells it
        self._client: Any = None
        self._beyond: set[int] = set()  # kept already, above the bookmark, because a mail below cannot be fetched
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._run, name=f"imap {name}", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Returns when the batch at hand is kept and moved."""
        self._closing.set()
        if self._thread.is_alive():
            self._thread.join()
        self._leave()

    def poll_once(self) -> int:
        """Keeps what is new and moves it; how many mails were kept. Raises what the server or the store raise."""
        fresh = self._client is None
        try:
            return self._poll()
        except GONE:
            # A kept connection may have died while we slept: that deserves one new one.
            self._leave()
            if fresh:
                raise
        except BaseException:
            self._leave()
            raise
        try:
            return self._poll()
        except BaseException:
            self._leave()
            raise

    def _run(self) -> None:
        wait = self._poll_seconds
        while not self._closing.is_set():
            try:
                self.poll_once()
                wait = self._poll_seconds
            except Exception as error:
                wait = min(max(wait * 2, 0.1), LONGEST_WAIT)
                # The text of the server's answer may hold addresses: at debug only.
                log.warning("mailbox %s: %s; next try in %.0f s", self._name, type(error).__name__, wait)
                log.debug("the server said", exc_info=error)
            self._closing.wait(wait)

    # -- one poll

    def _poll(self) -> int:
        client = self._connected()
        opened = client.select_folder(self._folder, readonly=not self._kept_folder)
        validity = int(opened[b"UIDVALIDITY"])
        mark = self._bookmark(self._name)
        if mark is None or mark.uidvalidity != validity:
            # RFC 3501 s.2.3.1.1: the old UIDs mean nothing any more, so start over.
            mark = Bookmark(mailbox=self._name, uidvalidity=validity, uid=0)
            self._beyond.clear()
        if self._kept_folder and mark.uid:
            self._move_leftovers(mark.uid)
        above = self._uids(int(opened[b"EXISTS"]), mark.uid)
        kept = 0
        for batch in self._batches([uid for uid in above if uid not in self._beyond]):
            safe = self._keep(batch)
            kept += len(safe)
            self._beyond.update(safe)
            mark = self._advance(mark, above)
            if self._kept_folder and safe:
                self._move(safe)
            if self._closing.is_set():
                break
        return kept

    def _advance(self, mark: Bookmark, above: Sequence[int]) -> Bookmark:
        """The bookmark moves up to the first mail that is not kept, so that none is ever skipped."""
        reached = mark.uid
        for uid in above:
            if uid not in self._beyond and uid > mark.uid:
                break
            reached = max(reached, uid)
        if reached == mark.uid:
            return mark
        moved = Bookmark(mailbox=self._name, uidvalidity=mark.uidvalidity, uid=reached)
        self._set_bookmark(moved)
        self._beyond = {uid for uid in self._beyond if uid > reached}
        return moved

    def _uids(self, exists: int, after: int) -> list[int]:
        """UIDs above the bookmark; a huge mailbox is asked in windows of its sequence numbers."""
        windows = [[f"{first}:{first + WINDOW - 1}"] for first in range(1, exists + 1, WINDOW)]
        found: set[int] = set()
        # One window needs no numbers, which some small servers mistake for UIDs.
        for window in windows if len(windows) > 1 else [[]] * len(windows):
            # "n:*" always names the last mail, even when its UID is lower (RFC 3501 s.6.4.8).
            found.update(uid for uid in self._client.search([*window, "UID", f"{after + 1}:*"]) if uid > after)
        return sorted(found)

    def _batches(self, uids: Sequence[int]) -> Iterator[list[int]]:
        """As many as fit into memory and one commit."""
        for first in range(0, len(uids), WINDOW // 40):
            part = uids[first : first + WINDOW // 40]
            sizes = self._client.fetch(part, ["RFC822.SIZE"])
            batch: list[int] = []
            octets = 0
            for uid in part:
                size = int(sizes.get(uid, {}).get(b"RFC822.SIZE", 0))
                if batch and (len(batch) >= BATCH or octets + size > BATCH_OCTETS):
                    yield batch
                    batch, octets = [], 0
                batch.append(uid)
                octets += size
            if batch:
                yield batch

    def _keep(self, batch: Sequence[int]) -> list[int]:
        """Fetches and keeps; gives the UIDs that are durable now."""
        fetched = self._fetch(batch)
        waiting = [(uid, self._keeper.submit(self._arrival(raw))) for uid, raw in fetched.items()]
        safe: list[int] = []
        trouble: BaseException | None = None
        for uid, future in waiting:
            error = future.exception()
            trouble = trouble or error
            if error is None:
                safe.append(uid)
        if trouble is not None and not safe:
            raise trouble  # the store is broken; nothing has been moved, the next poll finds all again
        return sorted(safe)

    def _fetch(self, batch: Sequence[int]) -> dict[int, bytes]:
        try:
            return self._bodies(batch)
        except GONE:
            raise
        except IMAPClientError:
            # One of them cannot be given out: ask for each, so that one bad mail does not stop the batch.
            log.warning("mailbox %s: a batch could not be fetched; asking one by one", self._name)
        found: dict[int, bytes] = {}
        for uid in batch:
            try:
                found.update(self._bodies([uid]))
            except GONE:
                raise
            except IMAPClientError as error:
                log.error("mailbox %s: mail %d cannot be fetched (%s)", self._name, uid, type(error).__name__)
        return found

    def _bodies(self, uids: Sequence[int]) -> dict[int, bytes]:
        # PEEK: whether a person has seen a mail is theirs to know, and not our state.
        answers = self._client.fetch(uids, ["BODY.PEEK[]"])
        bodies = {uid: answers[uid].get(b"BODY[]") for uid in uids if uid in answers}
        return {uid: body for uid, body in bodies.items() if isinstance(body, bytes)}

    def _arrival(self, raw: bytes) -> Arrival:
        told = delivery(raw)
        return arrival(
            via=f"imap:{self._name}",
            mail_from=told.mail_from if told.mail_from is not None else self._author(raw),
            rcpt=chosen_rcpt(told.rcpts, self._doors) or self._rcpt_default,
            raw=raw,
            at=self._now(),
            doors=self._doors,
            filing=False,
        )

    # -- the folder of kept mails

    def _move_leftovers(self, upto: int) -> None:
        """Mails that were kept when the lights went out before the move."""
        left = self._client.search(["UID", f"1:{upto}", "UNDELETED"])
        if left:
            self._move([uid for uid in left if uid <= upto])

    def _move(self, uids: Sequence[int]) -> None:
        client = self._client
        try:
            target = self._target()
            if client.has_capability("MOVE"):
                client.move(uids, target)  # RFC 6851
                return
            client.copy(uids, target)
            client.add_flags(uids, [imapclient.DELETED], silent=True)
            if client.has_capability("UIDPLUS"):
                client.uid_expunge(uids)  # RFC 4315: these and no others
            # Without UIDPLUS they stay, marked as deleted: a plain EXPUNGE could take other people's.
        except GONE:
            raise
        except IMAPClientError as error:
            # The mails are kept; the next poll tries the move again.
            log.warning("mailbox %s: kept mails could not be moved (%s)", self._name, type(error).__name__)

    def _target(self) -> str:
        """The kept folder, created when it is missing; below the server's prefix where it insists on one."""
        client, folder = self._client, self._kept_folder
        if client.folder_exists(folder):
            return folder
        try:
            client.create_folder(folder)
            return folder
        except GONE:
            raise
        except IMAPClientError:
            prefix = self._prefix()
            if not prefix or client.folder_exists(prefix + folder):
                return prefix + folder
            client.create_folder(prefix + folder)
            return prefix + folder

    def _prefix(self) -> str:
        """RFC 2342: where a person's folders lie, "INBOX." on some servers."""
        if not self._client.has_capability("NAMESPACE"):
            return ""
        personal = self._client.namespace().personal
        return str(personal[0][0]) if personal else ""

    # -- the connection

    def _connected(self) -> Any:
        if self._client is None:
            client: Any = imapclient.IMAPClient(self._host, port=self._port, ssl=self._ssl, timeout=TIMEOUT)
            try:
                # Without it each command waits 40 ms for the answer to the one before (speed.md).
                client.socket().setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                client.login(self._user, self._password)
            except BaseException:
                client.shutdown()
                raise
            self._client = client
        return self._client

    def _leave(self) -> None:
        client, self._client = self._client, None
        if client is not None:
            try:
                client.logout()
            except Exception:
                # The connection is dead already; nothing is lost with it.
                log.debug("mailbox %s: no good-bye", self._name)

"""A mailbox elsewhere, for the demonstration: an IMAP server in this process, on a loopback port.

Gives `Mailbox`: its port, and `put()`, by which mail comes to lie in its folder. Promises: it lives in memory, in a
thread of its own, and is gone after `close()`; the folder is there before the first mail.
Known faults: the server has one user and one password, which everybody may know.
"""

from __future__ import annotations

import argparse
import asyncio
import imaplib
import socket
import threading
from collections.abc import Sequence
from contextlib import AsyncExitStack

from pymap.backend.dict import DictBackend
from pymap.imap import IMAPService

USER, PASSWORD, FOLDER = "demouser", "demopass", "Enquiries"
PATIENCE = 20.0  # seconds


class Mailbox:
    """An IMAP server with one folder for us."""

    def __init__(self) -> None:
        # The server takes no "any port" that it would tell us, so a free one is looked for beforehand.
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port: int = free.getsockname()[1]
        self._open = AsyncExitStack()
        self._loop = asyncio.new_event_loop()
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._run, name="imap", daemon=True)
        self._thread.start()
        if not self._ready.wait(PATIENCE):
            raise TimeoutError("the IMAP server of the demonstration does not start")
        with self._client() as client:
            client.create(FOLDER)

    def put(self, mails: Sequence[bytes]) -> None:
        """Mail that somebody's server has delivered into the folder."""
        with self._client() as client:
            for raw in mails:
                answer, said = client.append(FOLDER, "", "", raw.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"))
                if answer != "OK":
                    raise OSError(f"the IMAP server refused a mail: {said!r}")

    def close(self) -> None:
        asyncio.run_coroutine_threadsafe(self._end(), self._loop).result(PATIENCE)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(PATIENCE)

    def _client(self) -> imaplib.IMAP4:
        client = imaplib.IMAP4("127.0.0.1", self.port, timeout=PATIENCE)
        client.login(USER, PASSWORD)
        return client

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_until_complete(self._start())
        self._ready.set()
        self._loop.run_forever()

    async def _start(self) -> None:
        parser = argparse.ArgumentParser()
        parser.add_argument("--debug", action="store_true")
        DictBackend.add_subparser("dict", parser.add_subparsers())
        IMAPService.add_arguments(parser)
        parser.set_defaults(passlib_cfg=None)
        place = ["--host", "127.0.0.1", "--port", str(self.port), "--no-tls", "dict"]
        backend, config = await DictBackend.init(parser.parse_args(place))
        config.apply_context()
        await IMAPService(backend, config).start(self._open)

    async def _end(self) -> None:
        rest = asyncio.all_tasks() - {asyncio.current_task()}
        for task in rest:
            task.cancel()
        await asyncio.gather(*rest, return_exceptions=True)
        await self._open.aclose()

"""The SMTP and LMTP doors: the session ends with a yes only when the bytes are durable.

Takes connections; gives arrivals to the `Keeper`. Promises: 250 at the end of DATA only after the commit; whatever
goes wrong on our side is 451 and never says what; a client that hangs up during the commit does not stop it, and its
second try is answered with 250; LMTP answers once per accepted recipient (RFC 2033 s.4.2); no line of a mail is too
long; the mail is kept as it came, except the dots that transparency added (RFC 5321 s.4.5.2).
Never looks into a mail except its size and its hop count.
Standards: RFC 5321, 2033, 1870 (SIZE), 6152 (8BITMIME), 6531 (SMTPUTF8), 2920 (PIPELINING), 2034, 3207 (STARTTLS).
Known faults: no BDAT, no DSN and no AUTH are offered; the server behind (Postfix) has them.
"""

from __future__ import annotations

import asyncio
import collections
import contextlib
import logging
import socket
import ssl
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from datetime import datetime

from aiosmtpd.smtp import SMTP, syntax

from fitmail.model import Arrival
from fitmail.receive import Doors, Keeper, arrival, dialogue, hops, one_per_address, plain

STREAM_LIMIT = 256 * 1024  # octets that one connection may have waiting before it is told to pause
COMMAND_LIMIT = 2048  # RFC 5321 s.4.5.3.1.4 asks for 512; extensions and VERP need more
RCPT_LIMIT = 100  # RFC 5321 s.4.5.3.1.8: at least 100
CONNECTION_LIMIT = 200
REFUSAL_LIMIT = 100  # 5xx answers to one connection, then it is asked to leave
SILENCE = 300.0  # seconds, RFC 5321 s.4.5.3.2.7
CLOSING = 30.0  # seconds that running commits get when the door closes
END = b"\r\n.\r\n"

log = logging.getLogger(__name__)
# aiosmtpd writes addresses at INFO and mails at DEBUG: they are people's.
logging.getLogger("mail.log").setLevel(logging.WARNING)


class _Busy(asyncio.Protocol):
    """One connection too many."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        # RFC 5321 s.3.8: 421 and close; the client comes again.
        transport.write(b"421 4.3.2 Too many connections, please try again later\r\n")
        transport.close()


class SmtpSession(SMTP):
    """aiosmtpd's command loop with our commands. Its traps are named where they are stepped around."""

    line_length_limit = STREAM_LIMIT
    command_size_limit = COMMAND_LIMIT
    hello = "EHLO"

    def __init__(self, door: SmtpDoor, loop: asyncio.AbstractEventLoop) -> None:
        # In aiosmtpd this is one dict for all connections, cleared by each new one: a long MAIL line could fail
        # because somebody else had just connected.
        self.command_size_limits = collections.defaultdict(lambda: COMMAND_LIMIT)
        self._door = door
        self._refusals = 0
        self.committing = False
        super().__init__(
            None,  # no handler with hooks: the commands themselves are ours
            data_size_limit=door.doors.size_limit,
            enable_SMTPUTF8=True,
            hostname=door.hostname,
            ident="fitmail",
            tls_context=door.tls,
            timeout=SILENCE,
            loop=loop,
        )

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._door.sessions.add(self)
        super().connection_made(transport)

    def connection_lost(self, error: Exception | None) -> None:
        self._door.sessions.discard(self)
        super().connection_lost(error)

    def _set_post_data_state(self) -> None:
        # aiosmtpd calls this for RSET, a new greeting, the end of a mail and STARTTLS (RFC 3207 s.4.2).
        super()._set_post_data_state()  # type: ignore[no-untyped-call]
        self._sender = ""
        self._rcpts: list[str] = []

    def farewell(self) -> None:
        """RFC 5321 s.3.8: a server that must go says 421."""
        if self.transport is not None and not self.transport.is_closing():
            self._writer.write(b"421 4.3.2 The desk closes for a moment, please come again\r\n")
            self.transport.close()

    async def push(self, status: str | bytes) -> None:
        text = status if isinstance(status, str) else status.decode("utf-8", "replace")
        await super().push(dialogue.with_code(text, self.hostname))
        self._refusals += text.startswith("5")
        if self._refusals > REFUSAL_LIMIT and self.transport is not None and not self.transport.is_closing():
            await super().push("421 4.7.0 Too many errors on this connection")
            self.transport.close()

    async def handle_exception(self, error: Exception) -> str:
        # aiosmtpd would send the exception's text with a permanent 500: the mail would be lost, our inside shown.
        log.error("an SMTP command failed (%s)", type(error).__name__)
        log.debug("the fault", exc_info=error)
        return dialogue.NOT_KEPT

    # -- greeting

    @syntax("EHLO hostname")
    async def smtp_EHLO(self, hostname: str) -> None:
        if not hostname:
            await self.push(f"501 5.5.4 Syntax: {self.hello} hostname")
            return
        self._set_post_data_state()
        if self.session is not None:
            self.session.extended_smtp = True
            self.session.host_name = hostname
        offers = [f"SIZE {self._door.doors.size_limit}", "8BITMIME", "SMTPUTF8", "PIPELINING", "ENHANCEDSTATUSCODES"]
        if self.tls_context and not self._tls_protocol:
            offers.append("STARTTLS")
        lines = [f"250-{self.hostname}", *(f"250-{offer}" for offer in offers), "250 HELP"]
        await super().push("\r\n".join(lines))

    async def _greeted(self) -> bool:
        if self.session is not None and self.session.host_name:
            return True
        await self.push(f"503 5.5.1 Please say {self.hello} first")
        return False

    # -- the envelope

    @syntax("MAIL FROM: <address>", extended=" [SP <mail-parameters>]")
    async def smtp_MAIL(self, arg: str | None) -> None:
        if await self._greeted():
            await self.push(self._mail(arg or ""))

    def _mail(self, argument: str) -> str:
        if self._sender:
            return "503 5.5.1 One sender for one mail"
        found = dialogue.sender(argument, self._door.doors.size_limit)
        if isinstance(found, dialogue.Refusal):
            return found.reply
        self._sender = found
        return "250 2.1.0 Sender noted"

    @syntax("RCPT TO: <address>", extended=" [SP <mail-parameters>]")
    async def smtp_RCPT(self, arg: str | None) -> None:
        if await self._greeted():
            await self.push(self._rcpt(arg or ""))

    def _rcpt(self, argument: str) -> str:
        if not self._sender:
            return "503 5.5.1 Please name the sender first"
        found = dialogue.recipient(argument)
        if isinstance(found, dialogue.Refusal):
            return found.reply
        if plain(found, self._door.doors) is None:
            return dialogue.UNKNOWN
        if len(self._rcpts) >= RCPT_LIMIT:
            return dialogue.TOO_MANY
        self._rcpts.append(found)
        return "250 2.1.5 Recipient noted"

    # -- the mail

    @syntax("DATA")
    async def smtp_DATA(self, arg: str | None) -> None:
        if not await self._greeted():
            return
        if arg:
            await self.push("501 5.5.4 Syntax: DATA")
            return
        if not self._rcpts:
            # RFC 2033 s.4.2: with no recipient accepted, DATA itself is refused.
            await self.push("503 5.5.1 Please name a recipient first")
            return
        await super().push("354 Go ahead, end with a dot alone on its line")
        raw = await self._content()
        sender, rcpts = self._sender, tuple(self._rcpts)
        self._set_post_data_state()
        self.committing = True
        try:
            replies = await self._yes_or_no(sender, rcpts, raw)
        except Exception as error:
            replies = (await self.handle_exception(error),) * len(rcpts)
        finally:
            self.committing = False
        for reply in self._spoken(replies):
            await self.push(reply)

    async def _content(self) -> bytes | None:
        """The mail up to its dot; None when it is larger than allowed (its bytes are read and dropped).

        aiosmtpd reads line by line and refuses long lines. Here the stream is cut at ".CRLF" only, so that a line may
        have any length and a megabyte costs a few steps. Only CRLF.CRLF ends a mail: a bare LF never does, so that
        nobody smuggles a second mail in (CVE-2024-27305).
        """
        kept = bytearray()
        octets, tail, heard = 0, END[:2], self.loop.time()
        while True:
            try:
                piece = await self._reader.readuntil(END[2:])
                complete = (tail + piece[-5:])[-5:] == END
            except asyncio.LimitOverrunError as full:
                piece = await self._reader.readexactly(full.consumed)
                complete = False
            octets += len(piece)
            if octets - 3 <= self._door.doors.size_limit:
                kept += piece
            else:
                kept.clear()
            if complete:
                break
            tail = (tail + piece[-2:])[-2:]
            if self.loop.time() - heard > SILENCE / 30:
                # The clock of silence runs between pieces, not over the whole mail: a slow line is not a dead one.
                heard = self.loop.time()
                self._reset_timeout()
        if octets - 3 > self._door.doors.size_limit:
            return None
        # RFC 5321 s.4.5.2: the first dot of a line was added by the sender.
        return bytes(kept)[:-3].removeprefix(b".").replace(b"\r\n.", b"\r\n")

    async def _yes_or_no(self, sender: str, rcpts: Sequence[str], raw: bytes | None) -> tuple[str, ...]:
        """One answer per recipient; a yes only when its mail is durable."""
        doors = self._door.doors
        if raw is None:
            return (dialogue.TOO_LARGE,) * len(rcpts)
        if hops(raw) >= doors.hop_limit:
            return (dialogue.LOOP,) * len(rcpts)
        mails = {
            ours: arrival(
                via=self._door.via,
                mail_from=sender,
                rcpt=rcpt,
                raw=raw,
                at=self._door.now(),
                doors=doors,
                filing=False,
            )
            for ours, rcpt in one_per_address(rcpts, doors).items()
        }
        kept = [_here(self._door.keeper.submit(mail), self.loop) for mail in mails.values()]
        results = await asyncio.gather(*kept, return_exceptions=True)
        answers = {ours: _answer(mail, result) for (ours, mail), result in zip(mails.items(), results, strict=True)}
        return tuple(answers[plain(rcpt, doors) or ""] for rcpt in rcpts)

    def _spoken(self, replies: Sequence[str]) -> Sequence[str]:
        """SMTP has one answer for all recipients: yes when all are safe (the others' twins are recognised)."""
        worst = next((reply for reply in replies if not reply.startswith("2")), None)
        if worst is not None:
            return (worst,)
        keys = dict.fromkeys(reply.rpartition(" ")[2] for reply in replies)
        return (f"250 2.0.0 kept {' '.join(keys)}",)

    # -- the rest

    @syntax("VRFY <address>")
    async def smtp_VRFY(self, arg: str | None) -> None:
        # RFC 5321 s.7.3: a server may answer 252 to all, so that addresses cannot be fished.
        await self.push("252 2.5.0 Please just send the mail" if arg else "501 5.5.4 Syntax: VRFY <address>")

    async def smtp_EXPN(self, arg: str | None) -> None:
        await self.push("502 5.5.1 Lists are not expanded here")

    @syntax("HELP")
    async def smtp_HELP(self, arg: str | None) -> None:
        await self.push("214 2.0.0 fitmail takes mail for a network of co-operatives. RFC 5321 has the commands.")

    async def smtp_AUTH(self, arg: str | None) -> None:
        await self.push("502 5.5.1 Nobody logs in here")


class LmtpSession(SmtpSession):
    """RFC 2033: LHLO instead of EHLO, and an answer for each accepted recipient after the dot."""

    hello = "LHLO"

    @syntax("LHLO hostname")
    async def smtp_LHLO(self, hostname: str) -> None:
        await super().smtp_EHLO(hostname)

    async def smtp_HELO(self, hostname: str) -> None:
        await self.push("500 5.5.1 This is LMTP: say LHLO")

    async def smtp_EHLO(self, hostname: str) -> None:
        await self.push("500 5.5.1 This is LMTP: say LHLO")

    def _spoken(self, replies: Sequence[str]) -> Sequence[str]:
        return replies  # RFC 2033 s.4.2


class SmtpDoor:
    """Listens in its own thread; `start()` returns when it does, `stop()` when running commits are answered."""

    via = "smtp"
    session_type: type[SmtpSession] = SmtpSession

    def __init__(
        self,
        *,
        keeper: Keeper,
        doors: Doors,
        host: str,
        port: int,
        hostname: str,
        now: Callable[[], datetime],
        tls: ssl.SSLContext | None,
    ) -> None:
        self.keeper, self.doors, self.now, self.tls, self.host, self.port = keeper, doors, now, tls, host, port
        # Without a name aiosmtpd would ask the DNS for one at each connection.
        self.hostname = hostname or socket.gethostname()
        self.sessions: set[SmtpSession] = set()
        self._loop = asyncio.new_event_loop()
        self._server: asyncio.Server | None = None
        self._thread = threading.Thread(target=self._run, name=f"{self.via} door", daemon=True)
        self._started: Future[None] = Future()

    def start(self) -> None:
        """Raises OSError when the port is taken. Afterwards `port` is the real one, also for port 0."""
        self._thread.start()
        self._started.result()

    def stop(self) -> None:
        """No new connection; commits on their way are waited for; everybody else hears 421."""
        if self._server is not None and self._thread.is_alive():
            asyncio.run_coroutine_threadsafe(self._close(), self._loop).result()
            self._loop.call_soon_threadsafe(self._loop.stop)
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        try:
            self._server = self._loop.run_until_complete(
                self._loop.create_server(self._session, self.host, self.port, backlog=512)
            )
            self.port = self._server.sockets[0].getsockname()[1]
        except Exception as error:
            self._loop.close()
            self._started.set_exception(error)
            return
        self._started.set_result(None)
        self._loop.run_forever()
        self._loop.close()

    def _session(self) -> asyncio.BaseProtocol:
        return _Busy() if len(self.sessions) >= CONNECTION_LIMIT else self.session_type(self, self._loop)

    async def _close(self) -> None:
        assert self._server is not None
        self._server.close()
        until = self._loop.time() + CLOSING
        while self._loop.time() < until and any(one.committing for one in self.sessions):
            await asyncio.sleep(0.01)
        for one in tuple(self.sessions):
            one.farewell()
        rest = asyncio.all_tasks(self._loop) - {asyncio.current_task()}
        if rest:
            await asyncio.wait(rest, timeout=1)


class LmtpDoor(SmtpDoor):
    """The same over LMTP, for a Postfix in front."""

    via = "lmtp"
    session_type = LmtpSession


def _answer(mail: Arrival, result: bool | BaseException) -> str:
    # A twin is ours already: its sender did not hear our first yes, and hears this one.
    return dialogue.NOT_KEPT if isinstance(result, BaseException) else f"250 2.0.0 kept {mail.key[:12]}"


def _here(kept: Future[bool], loop: asyncio.AbstractEventLoop) -> asyncio.Future[bool]:
    """The keeper's answer as a future of this loop. When the session is cancelled, the commit goes on."""
    waiter: asyncio.Future[bool] = loop.create_future()

    def settle() -> None:
        if waiter.done():
            return
        error = kept.exception()
        if error is None:
            waiter.set_result(kept.result())
        else:
            waiter.set_exception(error)

    def done(_: Future[bool]) -> None:
        # RuntimeError: the door has closed meanwhile. The bytes are kept; only nobody is left to hear the yes.
        with contextlib.suppress(RuntimeError):
            loop.call_soon_threadsafe(settle)

    kept.add_done_callback(done)
    return waiter

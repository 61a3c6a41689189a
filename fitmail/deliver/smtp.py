"""The SMTP transport: mails go to the smarthost over one kept connection.

Takes claimed mails. Gives Sent with the server's answer, Deferred or Failed, each for one recipient. Promises: never
raises for what the server or the network does; what is our trouble (greeting, STARTTLS, AUTH, a lost line) defers,
and only an answer about this mail or this recipient can fail it; a password never leaves in the clear unless the
settings say that TLS is off; a lost kept connection is opened once more before the mail is deferred, but never after
its content was begun. Bytes are not changed; bare line ends are written as CRLF on the wire (RFC 5321 s.2.3.8).
Standards: RFC 5321, 3207 (STARTTLS), 4954 (AUTH), 6152 (8BITMIME), 6531 (SMTPUTF8), 1870 (SIZE), 2033 (LMTP), 8314.
Known faults: one command at a time; pipelining and XVERP follow in a later step.
"""

from __future__ import annotations

import contextlib
import re
import smtplib
import ssl
from collections.abc import Sequence
from typing import Literal

from fitmail.model import Deferred, Failed, Outcome, Sent
from fitmail.store import Claimed

Starttls = Literal["no", "if offered", "must"]

IMPLICIT_TLS_PORT = 465  # RFC 8314 s.3.3: submissions
# RFC 4954 s.6 and RFC 3207 s.4: the server wants us to log in or to encrypt. Our settings, not the recipient.
OUR_TROUBLE = frozenset({503, 504, 530, 534, 535, 538})
ANSWER_LIMIT = 300

_BARE = re.compile(rb"\r(?!\n)|(?<!\r)\n")


class _Lost(Exception):
    """The connection is gone, or was never there."""


class SmtpTransport:
    """One connection to one server; used by one thread."""

    def __init__(
        self,
        *,
        host: str,
        port: int,
        starttls: Starttls,
        user: str,
        password: str,
        hostname: str,
        timeout: float,
        lmtp: bool,
        trusted: ssl.SSLContext | None,
    ) -> None:
        self._host, self._port, self._starttls = host, port, starttls
        self._user, self._password, self._hostname, self._timeout = user, password, hostname, timeout
        self._lmtp = lmtp
        self._trusted = trusted  # None: the system's certificates
        self._line: smtplib.SMTP | None = None
        self._clean = True  # no transaction is open on the line

    @property
    def name(self) -> str:
        return "lmtp" if self._lmtp else "smtp"

    def send(self, batch: Sequence[Claimed]) -> tuple[Outcome, ...]:
        outcomes: list[Outcome] = []
        for mail in batch:
            try:
                outcomes.append(self._send(mail))
            except _Lost as lost:
                # Nobody answers there: the rest of the batch need not wait for the same time-out.
                rest = len(batch) - len(outcomes)
                outcomes.extend(Deferred(reason=str(lost)) for _ in range(rest))
                break
        return tuple(outcomes)

    def close(self) -> None:
        line, self._line = self._line, None
        if line is not None:
            with contextlib.suppress(OSError, smtplib.SMTPException):
                line.quit()
            line.close()

    # -- one mail

    def _send(self, mail: Claimed) -> Outcome:
        for address in (mail.address, mail.return_path):
            if not _speakable(address):
                return Failed(reason="this address cannot be written in SMTP")
        if not mail.address:
            return Failed(reason="no recipient")
        kept = self._line is not None
        try:
            return self._transaction(self._connected(), mail)
        except _Lost:
            # A server may hang up on an idle connection at any time: that is worth one new one.
            self._drop()
            if not kept:
                raise
        try:
            return self._transaction(self._connected(), mail)
        except _Lost:
            self._drop()
            raise

    def _transaction(self, line: smtplib.SMTP, mail: Claimed) -> Outcome:
        """RFC 5321 s.3.3: MAIL, RCPT, DATA. `_Lost` only while the mail cannot have been taken."""
        if not self._clean:
            self._said(line, "RSET")
        self._clean = False
        sender, recipient = _wire(mail.return_path), _wire(mail.address)
        content = mail.head + mail.body
        wide = not (sender.isascii() and recipient.isascii() and mail.head.isascii())
        if not recipient.isascii() and not line.has_extn("smtputf8"):
            # RFC 6531 s.3.5: such an address cannot be written for this server.
            return Failed(reason="5.6.7 the server does not take international addresses")
        options = self._options(line, content, wide)
        code, text = self._said(line, f"MAIL FROM:<{sender}>{options}")
        if not _yes(code):
            # Only "too large" speaks of the mail; a refused sender is a matter of our settings.
            return self._refused(code, text, ours=not (code == 552 or text.startswith("5.3.4")))
        code, text = self._said(line, f"RCPT TO:<{recipient}>")
        if not _yes(code):
            return self._refused(code, text, ours=False)
        code, text = self._said(line, "DATA")
        if code != 354:
            return self._refused(code, text, ours=False)
        return self._content(line, content)

    def _content(self, line: smtplib.SMTP, content: bytes) -> Outcome:
        """From here on the mail may have been taken whatever happens: doubt is Deferred."""
        try:
            line.send(_dotted(content))
            code, answer = line.getreply()
        except (OSError, smtplib.SMTPException) as error:
            self._drop()
            return Deferred(reason=f"the connection was lost while the mail was sent: {type(error).__name__}")
        text = _text(answer)
        if _yes(code):
            self._clean = True
            return Sent(answer=f"{code} {text}")
        return self._refused(code, text, ours=False)

    def _refused(self, code: int, text: str, *, ours: bool) -> Outcome:
        if code == 421:
            # RFC 5321 s.3.8: the server closes the line after it.
            self._drop()
        reason = f"{code} {text}"
        if code < 500 or code > 599 or ours or code in OUR_TROUBLE:
            return Deferred(reason=reason)
        return Failed(reason=reason)

    def _options(self, line: smtplib.SMTP, content: bytes, wide: bool) -> str:
        options = ""
        if line.has_extn("size"):
            options += f" SIZE={len(content)}"  # RFC 1870 s.6.1
        if line.has_extn("8bitmime") and not content.isascii():
            options += " BODY=8BITMIME"
        if wide and line.has_extn("smtputf8"):
            options += " SMTPUTF8"
        return options

    # -- the line

    def _said(self, line: smtplib.SMTP, command: str) -> tuple[int, str]:
        try:
            line.send(command.encode("utf-8") + b"\r\n")
            code, answer = line.getreply()
        except (OSError, smtplib.SMTPException) as error:
            raise _Lost(f"the connection to {self._host} was lost: {type(error).__name__}") from error
        if code == 421:
            raise _Lost(f"421 {_text(answer)}")
        return code, _text(answer)

    def _connected(self) -> smtplib.SMTP:
        if self._line is None:
            line: smtplib.SMTP | None = None
            try:
                line = self._open()
                self._greet(line)
            except (OSError, smtplib.SMTPException, ValueError) as error:
                if line is not None:
                    line.close()
                raise _Lost(_why(self._host, error)) from error
            self._line, self._clean = line, True
        return self._line

    def _open(self) -> smtplib.SMTP:
        if self._lmtp:
            return smtplib.LMTP(self._host, self._port, local_hostname=self._hostname, timeout=self._timeout)
        if self._port == IMPLICIT_TLS_PORT and self._starttls != "no":
            return smtplib.SMTP_SSL(
                self._host,
                self._port,
                local_hostname=self._hostname,
                timeout=self._timeout,
                context=self._context(),
            )
        return smtplib.SMTP(self._host, self._port, local_hostname=self._hostname, timeout=self._timeout)

    def _greet(self, line: smtplib.SMTP) -> None:
        """EHLO, TLS and log-in as the settings want them; whatever is refused here is our trouble."""
        line.ehlo_or_helo_if_needed()
        encrypted = isinstance(line, smtplib.SMTP_SSL)
        if not encrypted and self._starttls != "no" and line.has_extn("starttls"):
            line.starttls(context=self._context())
            line.ehlo_or_helo_if_needed()  # RFC 3207 s.4.2: what was said before counts no more
            encrypted = True
        if not encrypted and self._starttls == "must":
            raise ssl.SSLError("the server offers no TLS, and the settings demand it")
        if self._user:
            if not encrypted and self._starttls != "no":
                raise ssl.SSLError("the server offers no TLS, and the password would be sent in the clear")
            line.login(self._user, self._password)

    def _context(self) -> ssl.SSLContext:
        if self._trusted is not None:
            return self._trusted
        context = ssl.create_default_context()
        if self._starttls == "if offered":
            # RFC 7435: some protection is better than none, and "must" is there for who wants to know the server.
            context.check_hostname = False
            context.verify_mode = ssl.CERT_NONE
        return context

    def _drop(self) -> None:
        line, self._line = self._line, None
        if line is not None:
            line.close()


def _yes(code: int) -> bool:
    """smtplib gives -1 for an answer that is none."""
    return 200 <= code < 300


def _speakable(address: str) -> bool:
    """No blank, control, bracket or broken letter: nothing that could end the path or begin a new command."""
    return len(address) <= 1000 and not any(
        letter <= " " or letter in "<>\x7f" or "\ud800" <= letter <= "\udfff" for letter in address
    )


def _wire(address: str) -> str:
    """With the domain in its ASCII form (RFC 5891), which every server understands."""
    local, at, domain = address.rpartition("@")
    if domain.isascii():
        return address
    try:
        return local + at + domain.encode("idna").decode("ascii")
    except UnicodeError:
        return address


def _dotted(content: bytes) -> bytes:
    """The content as DATA wants it: CRLF line ends, a dot before each leading dot, and the end (RFC 5321 s.4.5.2)."""
    if _BARE.search(content):
        content = _BARE.sub(b"\r\n", content)
    if content.startswith(b"."):
        content = b"." + content
    content = content.replace(b"\r\n.", b"\r\n..")
    return content + (b".\r\n" if content.endswith(b"\r\n") else b"\r\n.\r\n")


def _text(answer: bytes) -> str:
    return " ".join(answer.decode("utf-8", "replace").split())[:ANSWER_LIMIT]


def _why(host: str, error: Exception) -> str:
    match error:
        case smtplib.SMTPResponseException():
            answer = error.smtp_error
            said = _text(answer if isinstance(answer, bytes) else str(answer).encode("utf-8", "replace"))
            return f"{host} refuses us: {error.smtp_code} {said}"
        case OSError() if error.strerror:
            return f"{host} cannot be reached: {error.strerror}"
        case _:
            return f"{host} cannot be used: {' '.join(str(error).split())[:ANSWER_LIMIT] or type(error).__name__}"

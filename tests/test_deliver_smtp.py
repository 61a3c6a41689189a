"""The SMTP transport against servers that behave badly: each answer of theirs means sent, again later, or failed."""

from __future__ import annotations

import socket
import ssl
import subprocess
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from fitmail.deliver.smtp import SmtpTransport, Starttls
from fitmail.model import Deferred, Failed, Outcome, Sent
from fitmail.store import Claimed

NOW = datetime(2026, 3, 3, 13, 0, tzinfo=UTC)
# What the server says to each command; "" hangs up. A list is used up answer by answer, its last one stays.
Answers = dict[str, list[str]]
PLAIN: Answers = {
    "HELLO": ["220 far ESMTP"],
    "EHLO": ["250-far\r\n250-SIZE 1000000\r\n250 8BITMIME"],
    "HELO": ["250 far"],
    "MAIL": ["250 ok"],
    "RCPT": ["250 ok"],
    "DATA": ["354 go"],
    ".": ["250 2.0.0 queued as 1"],
    "RSET": ["250 ok"],
    "QUIT": ["221 bye"],
}


class Server:
    """Says what its script says, and remembers what it heard."""

    def __init__(self, answers: Answers, context: ssl.SSLContext | None = None) -> None:
        self.answers = {verb: list(said) for verb, said in (PLAIN | answers).items()}
        self.heard: list[str] = []
        self.mails: list[bytes] = []
        self.connections = 0
        self._context = context
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = self._listening.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        while True:
            try:
                line, _ = self._listening.accept()
            except OSError:
                return
            self.connections += 1
            threading.Thread(target=self._talk, args=(line,), daemon=True).start()

    def _answer(self, verb: str) -> str:
        said = self.answers.get(verb, ["500 what?"])
        return said.pop(0) if len(said) > 1 else said[0]

    def _talk(self, line: socket.socket) -> None:
        try:
            self._converse(line)
        except OSError:
            pass
        finally:
            line.close()

    def _converse(self, line: socket.socket) -> None:
        stream = line.makefile("rwb")
        verb = "HELLO"
        while True:
            said = self._answer(verb)
            if not said:
                return
            stream.write(said.encode() + b"\r\n")
            stream.flush()
            if verb == "DATA" and said.startswith("354"):
                self.mails.append(self._content(stream))
                verb = "."
                continue
            if verb == "STARTTLS" and self._context is not None:
                line = self._context.wrap_socket(line, server_side=True)
                stream = line.makefile("rwb")
            command = stream.readline().decode("utf-8").rstrip("\r\n")
            if not command:
                return
            self.heard.append(command)
            verb = command.split(" ")[0].split(":")[0].upper()

    def _content(self, stream: object) -> bytes:
        found = b""
        while not found.endswith(b"\r\n.\r\n"):
            octets = stream.readline()  # type: ignore[attr-defined]
            if not octets:
                break
            found += octets
        return found

    def close(self) -> None:
        self._listening.close()


@pytest.fixture()
def serve() -> Iterator[Callable[..., Server]]:
    servers: list[Server] = []

    def started(context: ssl.SSLContext | None = None, **answers: str | list[str]) -> Server:
        listed = {verb.rstrip("_"): said if isinstance(said, list) else [said] for verb, said in answers.items()}
        servers.append(Server(listed, context))
        return servers[-1]

    yield started
    for server in servers:
        server.close()


def transport(server: Server, *, starttls: Starttls = "no", user: str = "", **changes: object) -> SmtpTransport:
    given: dict[str, object] = {
        "host": "localhost",
        "port": server.port,
        "starttls": starttls,
        "user": user,
        "password": "word" if user else "",
        "hostname": "fit.example",
        "timeout": 5.0,
        "lmtp": False,
        "trusted": None,
    }
    return SmtpTransport(**(given | changes))  # type: ignore[arg-type]


def mail(key: str = "a", **changes: object) -> Claimed:
    given: dict[str, object] = {
        "key": key,
        "address": "jo@shop.example",
        "return_path": "enquiries+b.abc@fit.example",
        "head": b"Subject: x\r\n\r\n",
        "body": b"words\r\n",
        "tries": 0,
        "first_at": NOW,
    }
    return Claimed(**(given | changes))  # type: ignore[arg-type]


def sent(server: Server, *mails: Claimed, **changes: object) -> tuple[Outcome, ...]:
    out = transport(server, **changes)  # type: ignore[arg-type]
    outcomes = out.send(mails or (mail(),))
    out.close()
    return outcomes


@pytest.mark.parametrize(
    ("verb", "answer", "kind"),
    [
        (".", "250 2.0.0 queued", Sent),
        ("RCPT", "550 5.1.1 no such user", Failed),
        ("RCPT", "553 bad address", Failed),
        ("RCPT", "451 4.7.1 greylisted", Deferred),
        ("RCPT", "452 mailbox full", Deferred),
        ("RCPT", "421 going down", Deferred),
        ("RCPT", "530 5.7.0 log in first", Deferred),
        ("RCPT", "nonsense", Deferred),
        ("RCPT", "", Deferred),
        ("DATA", "554 5.5.1 no valid recipients", Failed),
        ("DATA", "451 later", Deferred),
        ("DATA", "250 what", Deferred),
        (".", "554 5.7.1 looks like spam", Failed),
        (".", "552 too large", Failed),
        (".", "451 4.3.0 later", Deferred),
        (".", "421 going down", Deferred),
        (".", "", Deferred),
        ("MAIL", "550 5.7.1 we do not like this sender", Deferred),
        ("MAIL", "530 log in first", Deferred),
        ("MAIL", "552 5.3.4 too large", Failed),
        ("MAIL", "451 later", Deferred),
        ("MAIL", "503 greet first", Deferred),
        ("HELLO", "554 go away", Deferred),
        ("HELLO", "421 too many", Deferred),
        ("HELLO", "", Deferred),
        ("HELLO", "SSH-2.0-other", Deferred),
    ],
)
def test_an_answer_about_the_mail_can_fail_it_and_all_else_waits(
    serve: Callable[..., Server], verb: str, answer: str, kind: type[Outcome]
) -> None:
    server = serve(**{verb: answer})
    (outcome,) = sent(server)
    assert isinstance(outcome, kind), outcome


def test_a_refused_greeting_of_both_kinds_waits(serve: Callable[..., Server]) -> None:
    assert isinstance(sent(serve(EHLO="550 no", HELO="550 no"))[0], Deferred)


def test_a_server_without_extensions_is_greeted_the_old_way(serve: Callable[..., Server]) -> None:
    server = serve(EHLO="500 what?")
    assert isinstance(sent(server)[0], Sent)
    assert server.heard[:3] == ["ehlo fit.example", "helo fit.example", "MAIL FROM:<enquiries+b.abc@fit.example>"]


def test_the_answer_is_kept_with_the_mail(serve: Callable[..., Server]) -> None:
    assert sent(serve()) == (Sent(answer="250 2.0.0 queued as 1"),)


def test_one_connection_serves_many_mails_and_is_cleared_after_a_refusal(serve: Callable[..., Server]) -> None:
    server = serve(RCPT=["250 ok", "550 no", "250 ok"])
    kinds = [type(outcome) for outcome in sent(server, mail("a"), mail("b"), mail("c"))]
    assert kinds == [Sent, Failed, Sent]
    assert server.connections == 1
    assert server.heard.count("RSET") == 1
    assert len(server.mails) == 2


def test_a_kept_connection_that_died_is_opened_once_more(serve: Callable[..., Server]) -> None:
    server = serve(MAIL=["250 ok", "", "250 ok"])
    out = transport(server)
    assert isinstance(out.send([mail("a")])[0], Sent)
    assert isinstance(out.send([mail("b")])[0], Sent)
    assert server.connections == 2
    out.close()


def test_a_server_that_has_had_enough_of_this_connection_gets_a_new_one(serve: Callable[..., Server]) -> None:
    server = serve(MAIL=["250 ok", "421 too many mails on this connection", "250 ok"])
    out = transport(server)
    assert [type(one) for one in out.send([mail("a"), mail("b")])] == [Sent, Sent]
    assert server.connections == 2
    out.close()


def test_a_line_that_dies_after_the_dot_is_doubt_and_nothing_is_sent_twice(serve: Callable[..., Server]) -> None:
    server = serve(**{".": ["250 ok", "", "250 ok"]})
    kinds = [type(one) for one in sent(server, mail("a"), mail("b"), mail("c"))]
    assert kinds == [Sent, Deferred, Sent]
    assert len(server.mails) == 3


def test_a_dead_server_costs_one_time_out_and_not_one_for_each_mail(serve: Callable[..., Server]) -> None:
    server = serve(HELLO="")
    kinds = [type(one) for one in sent(server, *(mail(str(number)) for number in range(50)))]
    assert kinds == [Deferred] * 50
    assert server.connections == 1


def test_bare_line_ends_and_dots_are_written_as_the_standard_wants(serve: Callable[..., Server]) -> None:
    server = serve()
    sent(server, mail(body=b"one\n.\ntwo\r.three\r\n..four\r\n.\r\nfive"))
    assert server.mails == [b"Subject: x\r\n\r\none\r\n..\r\ntwo\r\n..three\r\n...four\r\n..\r\nfive\r\n.\r\n"]


def test_options_are_used_only_where_they_are_offered(serve: Callable[..., Server]) -> None:
    wide = mail(head="Subject: página\r\n\r\n".encode(), body=b"\xe9\r\n")
    rich = serve(EHLO="250-far\r\n250-SIZE\r\n250-8BITMIME\r\n250 SMTPUTF8")
    assert isinstance(sent(rich, wide)[0], Sent)
    assert "MAIL FROM:<enquiries+b.abc@fit.example> SIZE=23 BODY=8BITMIME SMTPUTF8" in rich.heard
    poor = serve(EHLO="250 far")
    assert isinstance(sent(poor, wide)[0], Sent)
    assert "MAIL FROM:<enquiries+b.abc@fit.example>" in poor.heard


def test_an_international_domain_is_written_in_ascii_and_a_local_part_needs_the_extension(
    serve: Callable[..., Server],
) -> None:
    server = serve()
    first, second = sent(server, mail("a", address="jo@tienda-niño.example"), mail("b", address="josé@shop.example"))
    assert isinstance(first, Sent)
    assert "RCPT TO:<jo@xn--tienda-nio-19a.example>" in server.heard
    assert isinstance(second, Failed)


@pytest.mark.parametrize(
    "address",
    ["", "jo@shop.example\r\nRCPT TO:<x@y.example>", "jo @shop.example", "a>b@x.example", "\udce9@x.example"],
)
def test_what_cannot_be_an_address_never_reaches_the_wire(serve: Callable[..., Server], address: str) -> None:
    server = serve()
    assert isinstance(sent(server, mail(address=address))[0], Failed)
    assert not any("RCPT" in command for command in server.heard)


# -- TLS and log-in

TLS = "250-far\r\n250-STARTTLS\r\n250 AUTH PLAIN"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tls")
    command = (
        "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost "
        f"-addext subjectAltName=DNS:localhost -keyout {folder}/key.pem -out {folder}/cert.pem"
    )
    subprocess.run(command.split(), check=True, capture_output=True, timeout=60)
    return folder / "cert.pem"


@pytest.fixture()
def own(certificate: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, certificate.with_name("key.pem"))
    return context


def test_tls_and_log_in_with_a_server_that_we_know(
    serve: Callable[..., Server], own: ssl.SSLContext, certificate: Path
) -> None:
    server = serve(own, EHLO=TLS, STARTTLS="220 go", AUTH="235 welcome")
    known = ssl.create_default_context(cafile=str(certificate))
    assert isinstance(sent(server, starttls="must", user="ana", trusted=known)[0], Sent)
    assert server.heard[:4] == [
        "ehlo fit.example",
        "STARTTLS",
        "ehlo fit.example",
        "AUTH PLAIN AGFuYQB3b3Jk",
    ]


def test_must_does_not_speak_to_a_server_that_nobody_vouches_for(
    serve: Callable[..., Server], own: ssl.SSLContext
) -> None:
    server = serve(own, EHLO=TLS, STARTTLS="220 go", AUTH="235 welcome")
    assert isinstance(sent(server, starttls="must")[0], Deferred)
    assert server.mails == []


def test_if_offered_takes_what_protection_there_is(serve: Callable[..., Server], own: ssl.SSLContext) -> None:
    server = serve(own, EHLO=TLS, STARTTLS="220 go")
    assert isinstance(sent(server, starttls="if offered")[0], Sent)
    assert "STARTTLS" in server.heard
    plain = serve()
    assert isinstance(sent(plain, starttls="if offered")[0], Sent)


@pytest.mark.parametrize("starttls", ["must", "if offered"])
def test_a_password_never_leaves_in_the_clear(serve: Callable[..., Server], starttls: Starttls) -> None:
    server = serve(EHLO="250-far\r\n250 AUTH PLAIN", AUTH="235 welcome")
    assert isinstance(sent(server, starttls=starttls, user="ana")[0], Deferred)
    assert not any(command.startswith("AUTH") for command in server.heard)


@pytest.mark.parametrize("answer", ["535 5.7.8 wrong password", "454 later", ""])
def test_a_refused_log_in_is_our_trouble(serve: Callable[..., Server], answer: str) -> None:
    server = serve(EHLO="250-far\r\n250 AUTH PLAIN", AUTH=answer)
    assert isinstance(sent(server, user="ana")[0], Deferred)


def test_a_server_without_log_in_is_our_trouble_too(serve: Callable[..., Server]) -> None:
    assert isinstance(sent(serve(), user="ana")[0], Deferred)


def test_a_broken_starttls_is_our_trouble(serve: Callable[..., Server]) -> None:
    server = serve(EHLO=TLS, STARTTLS="454 not now")
    assert isinstance(sent(server, starttls="must")[0], Deferred)
    assert server.mails == []

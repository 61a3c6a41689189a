"""What a dialogue cannot show of the SMTP door: hanging up at the worst moment, closing, crowds, TLS, odd octets."""

from __future__ import annotations

import random
import smtplib
import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest

from fitmail.model import Arrival
from fitmail.receive import Doors, Keeper
from fitmail.receive import smtp as door_file
from fitmail.receive.smtp import LmtpDoor, SmtpDoor
from fitmail.store.books import open_books
from fitmail.store.emergency import emergency

NOW = datetime(2026, 3, 3, 13, 0, tzinfo=UTC)
DESK, LIST = "enquiries@fit.example", "list@fit.example"
DOORS = Doors(addresses=(DESK, LIST), separator="+", size_limit=30_000_000, hop_limit=25)
MAIL = b"Subject: Web shop\r\n\r\nWe want one.\r\n"


class House:
    """A real store behind a gate, a keeper, and doors on ports of their own."""

    def __init__(self, folder: Path) -> None:
        self.books = open_books(f"sqlite:///{folder}/fitmail.db", secret=b"s", lock_wait=5.0)
        self.gate, self.begun = threading.Event(), threading.Event()
        self.gate.set()
        self.sizes: list[int] = []
        self.keeper = Keeper(self._keep, partial(emergency, folder / "box"), lambda: None)
        self.doors: list[SmtpDoor] = []

    def _keep(self, mails: Sequence[Arrival]) -> tuple[bool, ...]:
        self.begun.set()
        assert self.gate.wait(20)
        self.sizes.append(len(mails))
        return self.books.keep(mails)

    def door(self, kind: type[SmtpDoor] = SmtpDoor, tls: ssl.SSLContext | None = None, **changes: object) -> SmtpDoor:
        settings: dict[str, object] = {
            "keeper": self.keeper,
            "doors": DOORS,
            "host": "127.0.0.1",
            "port": 0,
            "hostname": "mx.fit.example",
            "now": lambda: NOW,
            "tls": tls,
        }
        found = kind(**(settings | changes))  # type: ignore[arg-type]
        found.start()
        self.doors.append(found)
        return found

    def kept(self) -> list[Arrival]:
        return [event for event in self.books.waiting(10_000) if isinstance(event, Arrival)]

    def wait_for(self, count: int) -> list[Arrival]:
        until = time.monotonic() + 10
        while len(self.kept()) < count and time.monotonic() < until:
            time.sleep(0.01)
        return self.kept()

    def close(self) -> None:
        self.gate.set()
        for door in self.doors:
            door.stop()
        self.keeper.close()
        self.books.close()


@pytest.fixture()
def house(tmp_path: Path) -> Iterator[House]:
    found = House(tmp_path)
    yield found
    found.close()


def client(door: SmtpDoor) -> smtplib.SMTP:
    return smtplib.SMTP("127.0.0.1", door.port, local_hostname="client.example", timeout=10)


def half_sent(door: SmtpDoor, ending: bytes = b".\r\n") -> socket.socket:
    """A connection that has just sent a whole mail and waits for the yes."""
    line = socket.create_connection(("127.0.0.1", door.port), timeout=10)
    line.sendall(b"EHLO c\r\nMAIL FROM:<jo@shop.example>\r\nRCPT TO:<%s>\r\nDATA\r\n" % DESK.encode())
    heard = b""
    while b"354" not in heard:
        heard += line.recv(4096)
    line.sendall(MAIL + ending)
    return line


def test_a_client_that_hangs_up_during_the_commit_has_sent_its_mail(house: House) -> None:
    door = house.door()
    house.gate.clear()
    line = half_sent(door)
    assert house.begun.wait(10)
    line.close()
    time.sleep(0.05)
    house.gate.set()
    assert [mail.raw for mail in house.wait_for(1)] == [MAIL]
    with client(door) as again:
        again.sendmail("jo@shop.example", [DESK], MAIL)
    assert len(house.kept()) == 1


def test_half_closing_the_line_does_not_stop_the_commit(house: House) -> None:
    door = house.door()
    house.gate.clear()
    line = half_sent(door)
    assert house.begun.wait(10)
    line.shutdown(socket.SHUT_WR)
    time.sleep(0.05)
    house.gate.set()
    assert len(house.wait_for(1)) == 1
    line.close()


def test_a_mail_without_its_dot_is_nobodys(house: House) -> None:
    door = house.door()
    half_sent(door, ending=b"").close()
    with client(door) as other:
        other.sendmail("li@shop.example", [DESK], MAIL)
    assert [mail.mail_from for mail in house.kept()] == ["li@shop.example"]


def test_closing_waits_for_the_commit_and_says_421_to_the_idle(house: House) -> None:
    door = house.door()
    house.gate.clear()
    busy, idle = half_sent(door), socket.create_connection(("127.0.0.1", door.port), timeout=10)
    assert idle.recv(100).startswith(b"220")
    assert house.begun.wait(10)
    threading.Timer(0.2, house.gate.set).start()
    door.stop()
    assert b"250 2.0.0 kept" in busy.recv(1000)
    assert idle.recv(1000).startswith(b"421 4.3.2")
    assert idle.recv(1000) == b""
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", door.port), timeout=2)
    assert len(house.kept()) == 1
    door.stop()


def test_a_closed_keeper_answers_try_again(house: House) -> None:
    door = house.door()
    house.keeper.close()
    with client(door) as line, pytest.raises(smtplib.SMTPDataError) as refused:
        line.sendmail("jo@shop.example", [DESK], MAIL)
    assert refused.value.smtp_code == 451


def test_a_fault_of_ours_is_451_and_says_nothing(house: House) -> None:
    def broken() -> datetime:
        raise RuntimeError("secret path /srv/fitmail")

    for kind in (SmtpDoor, LmtpDoor):
        door = house.door(kind, now=broken)
        line = (smtplib.LMTP if kind is LmtpDoor else smtplib.SMTP)("127.0.0.1", door.port, local_hostname="c")
        line.ehlo_or_helo_if_needed()
        line.mail("jo@shop.example")
        line.rcpt(DESK)
        code, text = line.data(MAIL)
        assert (code, b"secret" in text) == (451, False)
        assert line.noop()[0] == 250
        line.close()


def test_a_taken_port_is_told_to_the_starter(house: House) -> None:
    door = house.door()
    other = SmtpDoor(
        keeper=house.keeper, doors=DOORS, host="127.0.0.1", port=door.port, hostname="x", now=lambda: NOW, tls=None
    )
    with pytest.raises(OSError, match="in use"):
        other.start()
    other.stop()


def test_one_connection_too_many_hears_421(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door_file, "CONNECTION_LIMIT", 3)
    door = house.door()
    lines = [client(door) for _ in range(3)]
    with pytest.raises(smtplib.SMTPConnectError) as refused:
        client(door)
    assert refused.value.smtp_code == 421
    lines.pop().quit()
    time.sleep(0.05)
    with client(door) as again:
        assert again.noop()[0] == 250
    for line in lines:
        line.close()


def test_another_connection_does_not_shorten_our_commands(house: House) -> None:
    door = house.door()
    first = client(door)
    first.ehlo()
    second = client(door)
    sender = "a" * 600 + "@shop.example"
    assert first.docmd(f"MAIL FROM:<{sender}> SIZE=100 BODY=8BITMIME SMTPUTF8")[0] == 250
    first.close()
    second.close()


def test_crowds_share_commits_and_everybody_is_kept_once(house: House) -> None:
    door = house.door()

    def send(number: int) -> None:
        with client(door) as line:
            for turn in range(20):
                raw = b"Subject: %d %d\r\n\r\nwords\r\n" % (number, turn)
                line.sendmail("jo@shop.example", [DESK, LIST], raw)

    crowd = [threading.Thread(target=send, args=(number,)) for number in range(10)]
    for one in crowd:
        one.start()
    for one in crowd:
        one.join(30)
    kept = house.kept()
    assert len(kept) == len({mail.key for mail in kept}) == 10 * 20 * 2
    assert len(house.sizes) < 10 * 20


def test_any_octets_arrive_as_they_were_sent(house: House) -> None:
    door = house.door()
    chance = random.Random(5321)
    alphabet = [b".", b"\r\n", b"\r\n.", b"a", b"\xff", b"\0", b" ", b".\r\n", b"long " * 60_000]
    sent = [b"".join(chance.choices(alphabet, k=chance.randrange(0, 40))) + b"\r\n" for _ in range(25)]
    with client(door) as line:
        line.ehlo()
        for raw in sent:
            line.mail("jo@shop.example")
            line.rcpt(DESK)
            assert line.data(raw)[0] == 250
    kept = [mail.raw for mail in house.kept()]
    assert kept == list(dict.fromkeys(sent))


def test_the_end_is_found_wherever_the_packets_are_cut(house: House) -> None:
    door = house.door()
    line = socket.create_connection(("127.0.0.1", door.port), timeout=10)
    line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    talk = b"EHLO c\r\nMAIL FROM:<jo@shop.example>\r\nRCPT TO:<%s>\r\nDATA\r\n..x\r\n\r\n.\r\nQUIT\r\n" % DESK.encode()
    for octet in talk:
        line.sendall(bytes([octet]))
    heard = b""
    while more := line.recv(4096):
        heard += more
    assert b"250 2.0.0 kept" in heard
    assert heard.endswith(b"221 2.0.0 Bye\r\n")
    assert [mail.raw for mail in house.kept()] == [b".x\r\n\r\n"]
    line.close()


@pytest.mark.usefixtures("patience")
def test_twenty_megabytes_in_one_line_are_one_mail(house: House) -> None:
    door = house.door()
    raw = b"Subject: x\r\n\r\n" + b"x" * 20_000_000 + b"\r\n"
    with client(door) as line:
        line.sendmail("jo@shop.example", [DESK], b"Subject: warm\r\n\r\n")
        line.mail("jo@shop.example")
        line.rcpt(DESK)
        assert line.data(raw)[0] == 250
    assert house.kept()[-1].raw == raw


@pytest.fixture()
def certificate(tmp_path: Path) -> Path:
    made = tmp_path / "both.pem"
    key, cert = tmp_path / "key.pem", tmp_path / "cert.pem"
    command = (
        "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost "
        f"-addext subjectAltName=DNS:localhost,IP:127.0.0.1 -keyout {key} -out {cert}"
    )
    subprocess.run(command.split(), check=True, capture_output=True, timeout=60)
    made.write_text(key.read_text() + cert.read_text())
    return made


def test_starttls_is_offered_and_forgets_what_was_said_before(house: House, certificate: Path) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    door = house.door(tls=context)
    trusting = ssl.create_default_context(cafile=str(certificate))
    with smtplib.SMTP("localhost", door.port, local_hostname="c", timeout=10) as line:
        line.ehlo()
        assert line.has_extn("starttls")
        line.mail("jo@shop.example")
        line.starttls(context=trusting)
        assert line.rcpt(DESK)[0] == 503
        line.ehlo()
        assert not line.has_extn("starttls")
        assert not line.has_extn("auth")
        line.sendmail("jo@shop.example", [DESK], MAIL)
    assert [mail.raw for mail in house.kept()] == [MAIL]


def test_words_slipped_in_before_starttls_are_not_obeyed(house: House, certificate: Path) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    door = house.door(tls=context)
    line = socket.create_connection(("127.0.0.1", door.port), timeout=10)
    line.sendall(b"EHLO c\r\nSTARTTLS\r\nMAIL FROM:<evil@evil.example>\r\n")
    heard = b""
    while b"220 2.0.0" not in heard:
        heard += line.recv(4096)
    trusting = ssl.create_default_context(cafile=str(certificate))
    secure = trusting.wrap_socket(line, server_hostname="localhost")
    secure.sendall(b"EHLO c\r\nRCPT TO:<%s>\r\n" % DESK.encode())
    heard = b""
    while b"503" not in heard:
        more = secure.recv(4096)
        assert more, heard
        heard += more
    assert b"250 2.1.0" not in heard
    secure.close()

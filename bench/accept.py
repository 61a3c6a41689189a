"""How many mails a second the SMTP door accepts durably, beside stock aiosmtpd with a handler that discards.

Both sides run in one go, in turn, each in a process of its own, with the same client and the same mails: 2,000 made
up ones, 60 % plain of 2-6 kB, 25 % alternative of 10-30 kB, 10 % with 100-300 kB attached, 5 % long replies. Only the
ratio within one run counts. Third and fourth side: each commit made 5 ms slower, with all that waits in one commit
and with one commit per mail.

    python bench/accept.py [--mails 2000] [--rounds 3] [--connections 1,20,50]
"""

from __future__ import annotations

import argparse
import asyncio
import base64
import random
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

DESK = "enquiries@fit.example"
SIDES = ("fitmail", "aiosmtpd", "slow disk", "slow disk, one by one")
SENTENCE = (
    "we want a web shop with a small budget and would like to start in May could you tell us who works with "
    "react or django queremos una tienda web con un presupuesto pequeño gostaríamos de uma loja"
)
WORDS = SENTENCE.split()


# -- the mails


def corpus(count: int) -> list[bytes]:
    """Mails as they come in at a desk; the same ones in every run."""
    chance = random.Random(2033)
    return [_mail(chance, number, chance.random()) for number in range(count)]


def _mail(chance: random.Random, number: int, kind: float) -> bytes:
    head = (
        f"Received: from mx{number % 7}.example by relay.example; Tue, 03 Mar 2026 10:00:00 +0000\r\n"
        f"From: Jo {number} <jo{number}@shop.example>\r\nTo: {DESK}\r\nSubject: Web shop {number}\r\n"
        f"Date: Tue, 03 Mar 2026 10:00:00 +0000\r\nMessage-ID: <{number}@shop.example>\r\nMIME-Version: 1.0\r\n"
    )
    if kind < 0.60:
        return f"{head}\r\n{_prose(chance, chance.randrange(2_000, 6_000))}".encode()
    if kind < 0.85:
        text = _prose(chance, chance.randrange(3_000, 9_000))
        html = f"<html><body><p>{text}</p><p>{text}</p></body></html>"
        return _parts(head, "alternative", ("text/plain", text), ("text/html", html))
    if kind < 0.95:
        octets = base64.encodebytes(chance.randbytes(chance.randrange(75_000, 225_000))).decode().replace("\n", "\r\n")
        return _parts(head, "mixed", ("text/plain", _prose(chance, 1_500)), ("application/pdf", octets))
    quoted = _prose(chance, 20_000).replace("\r\n", "\r\n> ")
    return f"{head}\r\n{_prose(chance, 500)}On Tuesday, Ana wrote:\r\n> {quoted}\r\n".encode()


def _prose(chance: random.Random, octets: int) -> str:
    lines = []
    while octets > 0:
        line = " ".join(chance.choices(WORDS, k=12))
        lines.append(line)
        octets -= len(line) + 2
    return "\r\n".join(lines) + "\r\n"


def _parts(head: str, kind: str, *parts: tuple[str, str]) -> bytes:
    inside = "".join(f"--x\r\nContent-Type: {name}; charset=utf-8\r\n\r\n{text}\r\n" for name, text in parts)
    return f'{head}Content-Type: multipart/{kind}; boundary="x"\r\n\r\n{inside}--x--\r\n'.encode()


# -- the servers, each in a process of its own


def serve(side: str) -> None:
    """Prints the port, serves until standard input ends."""
    if side == "aiosmtpd":
        _serve_stock()
    else:
        _serve_fitmail(delay=0.005 if side.startswith("slow") else 0.0, single=side.endswith("one by one"))


def _serve_stock() -> None:
    from aiosmtpd.smtp import SMTP, Envelope, Session

    class Discard:
        async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
            return "250 OK"

    async def run() -> None:
        loop = asyncio.get_running_loop()
        server = await loop.create_server(lambda: SMTP(Discard(), hostname="mx", loop=loop), "127.0.0.1", 0)
        print(server.sockets[0].getsockname()[1], flush=True)
        await loop.run_in_executor(None, sys.stdin.read)

    asyncio.run(run())


def _serve_fitmail(*, delay: float, single: bool) -> None:
    import fitmail.receive
    from fitmail.model import Arrival
    from fitmail.receive import Doors, Keeper
    from fitmail.receive.smtp import SmtpDoor
    from fitmail.store.books import open_books
    from fitmail.store.emergency import emergency

    if single:
        fitmail.receive.BATCH = 1
    with tempfile.TemporaryDirectory(prefix="accept-") as folder:
        books = open_books(f"sqlite:///{folder}/fitmail.db", secret=b"bench", lock_wait=30.0)

        def keep(mails: Sequence[Arrival]) -> tuple[bool, ...]:
            time.sleep(delay)  # what a slower disk adds to the commit
            return books.keep(mails)

        keeper = Keeper(keep if delay else books.keep, partial(emergency, Path(folder) / "box"), lambda: None)
        door = SmtpDoor(
            keeper=keeper,
            doors=Doors(addresses=(DESK,), separator="+", size_limit=30_000_000, hop_limit=25),
            host="127.0.0.1",
            port=0,
            hostname="mx",
            now=lambda: datetime.now(UTC),
            tls=None,
        )
        door.start()
        print(door.port, flush=True)
        sys.stdin.read()
        door.stop()
        keeper.close()
        books.close()


# -- the client


async def push(port: int, mails: list[bytes], connections: int) -> float:
    """Mails accepted per second over so many kept connections."""
    waiting = iter(mails)
    lines = [await asyncio.open_connection("127.0.0.1", port, limit=1 << 20) for _ in range(connections)]
    for reader, writer in lines:
        await reader.readline()
        writer.write(b"EHLO bench\r\n")
        while (await reader.readline())[3:4] == b"-":
            pass
    begun = time.perf_counter()
    await asyncio.gather(*(_client(reader, writer, waiting) for reader, writer in lines))
    spent = time.perf_counter() - begun
    for _, writer in lines:
        writer.close()
    return len(mails) / spent


async def _client(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, waiting: object) -> None:
    envelope = b"MAIL FROM:<jo@shop.example>\r\nRCPT TO:<" + DESK.encode() + b">\r\nDATA\r\n"
    for mail in waiting:  # type: ignore[attr-defined]
        writer.write(envelope)
        for expected in (b"250", b"250", b"354"):
            answer = await reader.readline()
            if not answer.startswith(expected):
                raise RuntimeError(f"the server said {answer!r}")
        writer.write(mail)
        await writer.drain()
        answer = await reader.readline()
        if not answer.startswith(b"250"):
            raise RuntimeError(f"the server said {answer!r}")


def on_the_wire(mail: bytes, turn: str) -> bytes:
    """Made unlike the mails of other turns, since a twin costs less; with dots doubled and the end."""
    return f"X-Turn: {turn}\r\n".encode() + mail.replace(b"\r\n.", b"\r\n..") + b".\r\n"


class Side:
    """One server process."""

    def __init__(self, name: str) -> None:
        self.name = name
        command = [sys.executable, __file__, "--serve", name]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert self._process.stdout is not None
        self.port = int(self._process.stdout.readline())
        self.speeds: dict[int, list[float]] = {}

    def run(self, mails: list[bytes], connections: int, turn: str) -> None:
        wire = [on_the_wire(mail, f"{self.name} {connections} {turn}") for mail in mails]
        self.speeds.setdefault(connections, []).append(asyncio.run(push(self.port, wire, connections)))

    def stop(self) -> None:
        self._process.communicate(timeout=60)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--mails", type=int, default=2000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--connections", default="1,20,50")
    parser.add_argument("--serve", choices=SIDES, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.serve:
        serve(given.serve)
        return
    mails = corpus(given.mails)
    print(f"{len(mails)} mails, mean {sum(map(len, mails)) // len(mails)} octets, {given.rounds} rounds")
    sides = [Side(name) for name in SIDES]
    counts = [int(number) for number in given.connections.split(",")]
    for turn in range(given.rounds):
        for count in counts:
            for side in sides:
                # One by one on a slow disk takes long and is steady: a part of the mails is enough.
                part = mails[: len(mails) // 5] if side.name.startswith("slow") else mails
                side.run(part, count, str(turn))
    for side in sides:
        side.stop()
    report(sides, counts)


def report(sides: list[Side], counts: list[int]) -> None:
    print(f"{'connections':>12}" + "".join(f"{side.name:>24}" for side in sides) + f"{'ratio':>8}{'slow ratio':>12}")
    for count in counts:
        medians = [statistics.median(side.speeds[count]) for side in sides]
        spread = [f"{median:.0f}/s ({min(side.speeds[count]):.0f}-{max(side.speeds[count]):.0f})"
                  for median, side in zip(medians, sides, strict=True)]  # fmt: skip
        row = "".join(f"{words:>24}" for words in spread)
        print(f"{count:>12}{row}{medians[0] / medians[1]:>8.2f}{medians[2] / medians[3]:>12.2f}")
    print("ratio: fitmail / aiosmtpd, at least 1.2 wanted at 50; slow ratio: group commit / one by one, at least 8")


if __name__ == "__main__":
    threading.excepthook = lambda args: sys.stderr.write(f"{args.exc_type.__name__}: {args.exc_value}\n")
    main()

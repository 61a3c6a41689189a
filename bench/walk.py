"""How many mails a second are walked to the end, beside mail-parser parsing the same mails alone.

Walked means: read, recognised, classified, decided, receipt, routed mail and card written, all committed. Both sides
take the same mails in turn in one run (the corpus of bench/accept.py); only the ratio within one run counts.

    python bench/walk.py [--mails 500] [--rounds 3]
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from datetime import UTC, date, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "bench")]

from accept import DESK, corpus  # noqa: E402

NOW = datetime(2026, 3, 3, 10, 0, tzinfo=UTC)
SETTINGS = f"""
[network]
name = "FIT"
[desk]
address = "{DESK}"
zone = "America/Argentina/Buenos_Aires"
[list]
mode = "off"
[deliver]
transport = "folder"
delay = 0
[roles]
operator = "ana@camba.example"
[limits]
answers_per_hour = 10000
[digest]
on = false
"""


def walk(mails: list[bytes]) -> tuple[float, float, dict[str, float]]:
    """(wall seconds, CPU seconds, rows) for all of them, in a fresh installation."""
    from fitmail.app import House
    from fitmail.config import parse
    from fitmail.model import Person, Turn
    from fitmail.receive import arrival

    with tempfile.TemporaryDirectory(prefix="walk-") as folder:
        (Path(folder) / "fitmail.secret").write_text("s" * 64)
        house = House.open(parse(SETTINGS, file=f"{folder}/fitmail.toml", environment={}))
        try:
            ana = Person(address="ana@camba.example", name="Ana", coop="Camba", language="es", roles=("rep", "chair"))
            house.books.set_people((), (ana,))
            house.books.set_turns([Turn(chair=ana.address, backup="", first=date(2026, 1, 1), last=date(2026, 12, 31))])
            house.receive(
                [
                    arrival(
                        via="smtp",
                        mail_from=f"jo{number}@shop.example",
                        rcpt=DESK,
                        raw=raw,
                        at=NOW,
                        doors=house.doors,
                        filing=False,
                    )
                    for number, raw in enumerate(mails)
                ]
            )
            wall, cpu = time.perf_counter(), time.process_time()
            walked = house.work(NOW)
            wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
            assert walked == len(mails), f"{walked} of {len(mails)} walked"
            assert house.books.parked() == ()
            return wall, cpu, dict(house.books.counts())
        finally:
            house.close()


def parse_alone(mails: list[bytes]) -> tuple[float, float]:
    """mail-parser on the same mails: parse, headers, texts, attachments."""
    import mailparser

    wall, cpu = time.perf_counter(), time.process_time()
    for raw in mails:
        mail = mailparser.parse_from_bytes(raw)
        assert (mail.subject, mail.from_, mail.text_plain, mail.text_html, mail.attachments) is not None
    return time.perf_counter() - wall, time.process_time() - cpu


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--mails", type=int, default=500)
    options.add_argument("--rounds", type=int, default=3)
    given = options.parse_args()
    mails = corpus(given.mails)
    size = sum(map(len, mails)) / len(mails) / 1000
    print(f"{len(mails)} mails, {size:.1f} kB each; {given.rounds} rounds in turn after one that is not counted")
    walk(mails[:20])
    parse_alone(mails[:20])
    ratios, walked, parsed, cpus = [], [], [], []
    for number in range(given.rounds):
        wall, cpu, rows = walk(mails)
        alone, alone_cpu = parse_alone(mails)
        walked.append(len(mails) / wall)
        parsed.append(len(mails) / alone)
        cpus.append(alone_cpu / cpu)
        ratios.append(alone / wall)
        print(f"round {number + 1}: walked {walked[-1]:6.0f}/s   parsed {parsed[-1]:6.0f}/s   ratio {ratios[-1]:.3f}")
    print(f"rows of the last round: {rows}")
    print(
        f"median: walked {statistics.median(walked):.0f}/s, parsed alone {statistics.median(parsed):.0f}/s, "
        f"ratio {statistics.median(ratios):.3f} (by CPU time {statistics.median(cpus):.3f}); "
        f"from {min(ratios):.3f} to {max(ratios):.3f}"
    )


if __name__ == "__main__":
    main()

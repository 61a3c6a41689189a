"""What hostile texts cost, at x and at four times x, in one run: growth 4 is linear, 16 would be quadratic.

python bench/hostile.py [--letters 4000]
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "bench")]

from fitmail.classify import classify  # noqa: E402
from fitmail.classify.rulebook import parse_rules  # noqa: E402
from fitmail.config import read_rules_texts  # noqa: E402
from fitmail.read import read  # noqa: E402
from rules import OURS, STRANGER  # noqa: E402

TEXTS = {
    "spaces": " ", "On": "On ", "quote marks": "> ", "full stops": ".",
    "digits": "1 ", "phrases": "we need a web shop ",
    "amounts": "GBP 10k to ", "dates": "by 3 March ", "brackets": "<", "dashes": "a-", "accents": "é½\u200b",
    "capitals": "Ana Paz de ", "headers": "From: a@b.example\n", "addresses": "a@b.", "lines": "\n",
}  # fmt: skip


def cost(run: Callable[[], object]) -> float:
    """Milliseconds of processor time, the best of three."""
    taken = []
    for _ in range(3):
        start = time.thread_time()
        run()
        taken.append((time.thread_time() - start) * 1e3)
    return min(taken)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--letters", type=int, default=4_000)
    letters = parser.parse_args().letters
    rules, mistakes = parse_rules(read_rules_texts(ROOT / "rules"))
    assert rules is not None, mistakes
    head = b"From: x@y.example\r\nTo: enquiries@weft.example\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
    print(f"milliseconds at {letters} letters and growth at {4 * letters}")
    for name, piece in TEXTS.items():
        shown = []
        mails = [head + (piece * (size // len(piece) + 1))[:size].encode() for size in (letters, 4 * letters)]
        messages = [read(raw, ours=OURS, rcpt="enquiries@weft.example") for raw in mails]
        once, more = (cost(lambda raw=raw: read(raw, ours=OURS, rcpt="enquiries@weft.example")) for raw in mails)
        shown.append(f"read {once:.2f} x {more / max(once, 0.01):.1f}")
        once, more = (cost(lambda message=message: classify(message, STRANGER, rules)) for message in messages)
        shown.append(f"classify and extract {once:.2f} x {more / max(once, 0.01):.1f}")
        print(f"  {name:12} {'; '.join(shown)}")


if __name__ == "__main__":
    main()

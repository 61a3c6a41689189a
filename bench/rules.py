"""How long the rules take for a mail of 16,000 letters, beside Python's `re` on the same phrases and texts.

Three ways to the same answer, which of 1,000 phrases in three languages stand in a text: fitmail's one pass (folding
included; it also says where they stand), one alternation of `re`, and one search of `re` after the other. Texts:
invented words (no hits), sentences of the sample mails (many hits), and hostile ones. All ways take the texts in turn
in one run; medians and ratios count, the milliseconds are those of this machine.

    python bench/rules.py [--phrases 1000] [--rounds 9]
"""

from __future__ import annotations

import argparse
import mailbox
import random
import re
import statistics
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from fitmail.classify import Rulebook, classify  # noqa: E402
from fitmail.classify.facts import looked_at  # noqa: E402
from fitmail.classify.folding import LOOKED_AT, fold  # noqa: E402
from fitmail.classify.matching import Finder, Needle  # noqa: E402
from fitmail.classify.points import tally  # noqa: E402
from fitmail.classify.rulebook import parse_rules  # noqa: E402
from fitmail.config import read_rules_texts  # noqa: E402
from fitmail.model import Message, Ours, Recognition  # noqa: E402
from fitmail.read import read  # noqa: E402

OURS = Ours(
    instance="bench",
    domain="weft.example",
    addresses=("enquiries@weft.example",),
    separator="+",
    servers=(),
    zone="Europe/London",
)
STRANGER = Recognition(
    role="stranger",
    person=None,
    coop=None,
    mailbox="desk",
    token=None,
    token_valid=False,
    case="",
    linked_by="",
    maybe="",
    seen_before="",
    returned="",
    post="",
    thread_kind="",
)
SYLLABLES = ("ka", "lo", "mi", "te", "ru", "sha", "ven", "dor", "pli", "gna", "bor", "est", "um", "qua")


def sample_mails() -> list[Message]:
    """The enquiries of the test fixtures."""
    folder = ROOT / "tests" / "fixtures" / "mbox" / "enquiries"
    return [
        read(bytes(mail), ours=OURS, rcpt="enquiries@weft.example")
        for path in sorted(folder.glob("*.mbox"))
        for mail in mailbox.mbox(path)
    ]


def texts(mails: Sequence[Message], draw: random.Random, count: int) -> Mapping[str, list[str]]:
    """Texts of 16,000 letters by their nature; no two of a kind are the same."""
    sentences = [piece for mail in mails for piece in looked_at(mail, STRANGER).split(". ") if piece.strip()]

    def invented() -> str:
        words = ("".join(draw.choice(SYLLABLES) for _ in range(draw.randint(1, 4))) for _ in range(5_000))
        return " ".join(words)[:LOOKED_AT]

    def real() -> str:
        return ". ".join(draw.choice(sentences) for _ in range(400))[:LOOKED_AT]

    def hostile() -> str:
        ways = ("need " * 4_000, "a-" * 8_000, "web " * 4_000, "we need a website. " * 900, "\u200b½é" * 6_000)
        return (draw.choice(("x", "y", "z")) + draw.choice(ways))[:LOOKED_AT]

    ways = {"few hits": invented, "many hits": real, "hostile": hostile}
    return {name: [make() for _ in range(count)] for name, make in ways.items()}


def phrases_of(rules: Rulebook, draw: random.Random, count: int) -> list[Needle]:
    """As many needles of the rules for the enquiries address, without members' own patterns."""
    needles = [needle for needle in rules.enquiries.needles if not needle.alone]
    return draw.sample(needles, min(count, len(needles)))


def in_re(needle: Needle) -> str:
    gap = r"(?:[^\w.!?;]{1,4}\w+(?:['./@]\w+)*){0,4}[^\w.!?;]{1,4}"
    return gap.join(pattern for pattern, _ in needle.parts)


def milliseconds(way: Callable[[str], object], some: Sequence[str]) -> float:
    taken = []
    for text in some:
        start = time.thread_time()
        way(text)
        taken.append((time.thread_time() - start) * 1e3)
    return statistics.median(taken)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--phrases", type=int, default=1_000)
    parser.add_argument("--rounds", type=int, default=9)
    chosen = parser.parse_args()
    draw = random.Random(7)
    rules, mistakes = parse_rules(read_rules_texts(ROOT / "rules"))
    assert rules is not None, mistakes
    mails = sample_mails()
    needles = phrases_of(rules, draw, chosen.phrases)
    finder = Finder(needles)
    each = [re.compile(in_re(needle), re.ASCII) for needle in needles]
    alternation = re.compile("|".join(map(in_re, needles)), re.ASCII)
    print(f"{len(needles)} phrases, texts of {LOOKED_AT} letters; medians of {chosen.rounds}, milliseconds")
    ways: tuple[tuple[str, Callable[[str], object]], ...] = (
        ("one pass", lambda text: finder.find(fold(text))),
        ("alternation", lambda text: list(alternation.finditer(fold(text).flat))),
        ("one by one", lambda text: [one.search(flat) for flat in [fold(text).flat] for one in each]),
    )
    for name, some in texts(mails, draw, chosen.rounds).items():
        finder.find(fold(some[0]))  # the automaton learns its first states
        took = {way: milliseconds(run, some) for way, run in ways}
        hits = statistics.median(len(finder.find(fold(text))) for text in some)
        shown = ", ".join(f"{way} {value:.2f}" for way, value in took.items())
        ratios = ", ".join(f"{took[way] / took['one pass']:.0f} x" for way in ("alternation", "one by one"))
        print(f"  {name:10} {hits:4.0f} phrases hit: {shown}; ratios {ratios}")
    print(f"all {len(rules.enquiries.needles)} needles of the shipped rules, points given, milliseconds")
    for name, some in texts(mails, draw, chosen.rounds).items():
        took_all = milliseconds(lambda text: tally(rules.enquiries, fold(text), frozenset()), some)
        print(f"  {name:10} {took_all:.2f}")
    for _ in range(2):  # the first time the automaton learns
        whole = [_timed(mail, rules) for mail in mails]
    print(
        f"the {len(mails)} sample enquiries, whole classification: median {statistics.median(whole):.2f} milliseconds"
    )


def _timed(mail: Message, rules: Rulebook) -> float:
    start = time.thread_time()
    classify(mail, STRANGER, rules)
    return (time.thread_time() - start) * 1e3


if __name__ == "__main__":
    main()

"""Rules and templates tried in a process of their own, so that what members write can neither stop nor slow the desk.

Takes kind and texts. Gives every mistake. `mistakes_of` starts a fresh interpreter (never a fork of the desk), hands
it the texts and waits; `python -m fitmail.checking KIND` is that interpreter.
Promises: one template has TEMPLATE_SECONDS of processor time, all together have MEMORY; a process that dies or takes
longer than PATIENCE is a mistake in the files, and no trouble of the desk.
"""

from __future__ import annotations

import json
import resource
import signal
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from pathlib import Path
from types import FrameType

from fitmail.model import Mistake

TEMPLATE_SECONDS = 2.0
MEMORY = 256 << 20  # octets, beyond what the interpreter itself has taken
PATIENCE = 120.0  # seconds of wall time for all of them, on a busy machine


class _TooLong(BaseException):
    """Not an Exception, so that no template and no trial can swallow it."""


def mistakes_of(kind: str, texts: Mapping[str, str]) -> tuple[Mistake, ...]:
    """What is wrong with rules or templates; empty when they may be used."""
    package = str(Path(__file__).resolve().parent.parent)
    try:
        done = subprocess.run(
            [sys.executable, "-c", _START, package, kind],
            input=json.dumps(dict(texts)).encode(),
            capture_output=True,
            timeout=PATIENCE,
            check=False,
        )
        return tuple(Mistake(**one) for one in json.loads(done.stdout)) if done.returncode == 0 else (_died(kind),)
    except (subprocess.TimeoutExpired, ValueError):
        return (_died(kind),)


_START = "import sys; sys.path.insert(0, sys.argv[1]); from fitmail.checking import main; main(sys.argv[2])"


def _died(kind: str) -> Mistake:
    return Mistake(
        file=kind,
        line=0,
        found="trying them used up all time or memory",
        expected=f"files that can be tried within {PATIENCE:.0f} s and {MEMORY >> 20} MB",
        hint="Look at what was changed last: a pattern or a loop that never ends.",
    )


def main(kind: str) -> None:
    """Texts on the standard input, mistakes on the standard output, both JSON."""
    texts = json.load(sys.stdin)
    found = _templates(texts) if kind == "templates" else _rules(texts)
    json.dump([asdict(mistake) for mistake in found], sys.stdout)


def _rules(texts: Mapping[str, str]) -> Iterable[Mistake]:
    from fitmail.classify import parse_rules

    return parse_rules(texts)[1]


def _templates(texts: Mapping[str, str]) -> Iterable[Mistake]:
    from fitmail.compose.loading import every, misnamed, trials
    from fitmail.compose.templates import FOLDER, parse

    files = {file: text for file, text in texts.items() if file.endswith((".txt", ".html"))}
    _limit_memory()
    signal.signal(signal.SIGPROF, _stop)
    templates, mistakes = parse(files, True)
    wrong = [*mistakes, *misnamed(files)]
    if templates is None or wrong:
        return wrong
    for name in every(templates):
        signal.setitimer(signal.ITIMER_PROF, TEMPLATE_SECONDS)
        try:
            wrong += trials(templates, (name,))
        except (_TooLong, MemoryError):
            used = f"{TEMPLATE_SECONDS:.0f} s and {MEMORY >> 20} MB"
            wrong.append(
                Mistake(file=f"{FOLDER}/{name}", line=0, found="it does not come to an end", expected=f"at most {used}")
            )
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
    return wrong


def _limit_memory() -> None:
    """What was taken up to now stays free; from here on MEMORY more may be asked for."""
    taken = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize() if _LINUX else 0
    if taken:
        resource.setrlimit(resource.RLIMIT_AS, (taken + MEMORY, resource.getrlimit(resource.RLIMIT_AS)[1]))


_LINUX = Path("/proc/self/statm").exists()


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise _TooLong

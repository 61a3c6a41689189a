"""Cases from other projects' test suites, for measuring only: they are not part of this repository.

They are looked for where FITMAIL_PEERS says; without it these tests are skipped. The floors are what was reached.
"""

from __future__ import annotations

import base64
import gzip
import json
import os
from pathlib import Path
from typing import Any

import pytest
from read_mails import WEFT, squeezed

from fitmail.model import Message
from fitmail.read import read

PEERS = Path(os.environ.get("FITMAIL_PEERS", Path(__file__).parent.parent.parent / "shared" / "corpus" / "peers"))
pytestmark = pytest.mark.skipif(not (PEERS / "replies.jsonl.gz").exists(), reason="FITMAIL_PEERS names no folder")


def cases(name: str) -> list[dict[str, Any]]:
    with gzip.open(PEERS / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def message_of(case: dict[str, Any]) -> Message:
    if "raw_b64" in case:
        return read(base64.b64decode(case["raw_b64"]), ours=WEFT, rcpt="")
    kind = "html" if case["expected"]["form"] == "html" else "plain"
    head = f"From: a@b.example\nContent-Type: text/{kind}; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n"
    return read((head + case["body"]).encode("utf-8"), ours=WEFT, rcpt="")


def is_right(case: dict[str, Any]) -> bool:
    expected, said = case["expected"], message_of(case).said
    if "exact" in expected:
        return "".join(said.split()) == "".join(expected["exact"].split())
    flat = squeezed(said)
    wanted = all(squeezed(text) in flat for text in expected["must"])
    return wanted and not any(squeezed(text) in flat for text in expected["must_not"])


def test_the_new_text_of_others_replies() -> None:
    right = [is_right(case) for case in cases("replies")]
    assert sum(right) / len(right) >= 0.9


def test_others_bounces_are_seen() -> None:
    right = []
    for case in cases("bounces"):
        report = message_of(case).report
        right.append((report is not None and report.kind in ("bounce", "delay")) == case["expected"]["is_bounce"])
    assert sum(right) / len(right) >= 0.97


def test_the_failed_addresses_of_others_bounces() -> None:
    right = []
    for case in cases("bounces"):
        if "failed" in case["expected"]:
            report = message_of(case).report
            found = sorted(one.address for one in report.recipients if one.action == "failed") if report else []
            right.append(found == case["expected"]["failed"])
    assert sum(right) / len(right) >= 0.85


def test_others_automatic_answers() -> None:
    for case in cases("autoreplies"):
        marks = message_of(case).marks
        assert bool(marks.machine) == case["expected"]["automatic"], case["id"]
        assert marks.may_answer == case["expected"]["may_answer"], case["id"]

"""Mails that nobody wrote rules for: tests/fixtures/exam. The floors lie below what was measured; a slip shows."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest

EXAM = Path(__file__).parent / "fixtures" / "exam" / "labels.jsonl"


@cache
def scored() -> dict[str, Any]:
    """What `fitmail rules score` says of them, without an installation."""
    command = [sys.executable, "-m", "fitmail.cli", "rules", "score", str(EXAM), "--json"]
    environment = {name: value for name, value in os.environ.items() if name != "FITMAIL_CONFIG"}
    done = subprocess.run(command, capture_output=True, check=True, timeout=300, env=environment)
    told: dict[str, Any] = json.loads(done.stdout)
    return told


@pytest.mark.parametrize(
    ("address", "right", "wrong", "in_two"), [("enquiries", 0.85, 0.04, 0.96), ("list", 0.73, 0.08, 0.90)]
)
def test_strangers_mail_is_filed_rightly_or_left_to_a_person(
    address: str, right: float, wrong: float, in_two: float
) -> None:
    found = scored()[address]
    assert found["right"] >= right
    assert found["wrong"] <= wrong
    assert found["right_in_two"] >= in_two


def test_no_client_stands_where_a_no_lies_prepared() -> None:
    assert scored()["opportunity_under_prepared_no"] == []


@pytest.mark.parametrize(
    ("fact", "right"), [("language", 0.99), ("technologies", 0.90), ("budget", 0.78), ("deadline", 0.75)]
)
def test_facts_are_found(fact: str, right: float) -> None:
    assert scored()["facts"][fact]["right"] >= right

"""Plays stories in processes of their own, so that they go on beside the other tests."""

from __future__ import annotations

from pathlib import Path

from fitmail.rehearse import rehearse

Verdict = tuple[bool, str, int]


def verdict(path: Path, way: str) -> Verdict:
    """Whether the story passed, what is to be said of it, and how many steps were played."""
    answer = rehearse(path, way=way, settings={})
    return answer.passed, answer.report, len(answer.played)

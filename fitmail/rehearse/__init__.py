"""rehearse: plays a story and says whether it went as written.

Takes a .story file. Gives a `Rehearsal`: passed, unreadable, and the report that a co-op member can read.
Promises: nothing is sent anywhere; the installation that is played lies in a temporary folder and goes away; the same
story gives the same answer. Operators try their own rules, templates and policies this way.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from fitmail.config import Mistakes
from fitmail.rehearse.acts import Story, read_story
from fitmail.rehearse.claims import case_lines
from fitmail.rehearse.play import Played, Player
from fitmail.rehearse.report import failure, unreadable
from fitmail.rehearse.rewrite import rewritten
from fitmail.rehearse.script import Unreadable
from fitmail.rehearse.setting import installation
from fitmail.rehearse.stage import WAYS, Stage

__all__ = ["WAYS", "Rehearsal", "main", "rehearse", "rewrite"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rehearsal:
    passed: bool
    unreadable: bool
    report: str  # "" when it passed
    played: tuple[Played, ...]


def rehearse(path: Path, *, way: str, settings: Mapping[str, object]) -> Rehearsal:
    """Plays one story in one way. `settings`: tables of fitmail.toml laid over the sample before the story's own."""
    file = str(path)
    try:
        text = path.read_bytes().decode("utf-8")
        story = read_story(text, file=file, folder=path.parent)
    except (OSError, UnicodeDecodeError) as error:
        return Rehearsal(passed=False, unreadable=True, report=f"UNREADABLE  {file}\n{error}\n", played=())
    except Unreadable as error:
        return Rehearsal(passed=False, unreadable=True, report=unreadable(file, error.mistakes), played=())
    with tempfile.TemporaryDirectory(prefix="fitmail-story-") as folder:
        try:
            installed = installation(story, folder=Path(folder), settings=settings)
            stage = Stage(settings=installed, network=story.network, folder=Path(folder), way=way)
        except Mistakes as error:  # in the story's config, or in the rules and templates that it names
            return Rehearsal(passed=False, unreadable=True, report=unreadable(file, error.mistakes), played=())
        try:
            return judged(story, stage, way=way)
        finally:
            stage.close()


def judged(story: Story, stage: Stage, *, way: str) -> Rehearsal:
    played = Player(story, stage).play()
    if not played[-1].differences:
        return Rehearsal(passed=True, unreadable=False, report="", played=played)
    cases = case_lines(stage.house.books.cases(open_only=False), story.network)
    report = failure(story, played, way=way, cases=cases)
    return Rehearsal(passed=False, unreadable=False, report=report, played=played)


def rewrite(path: Path, *, settings: Mapping[str, object]) -> bool:
    """Writes what really left into the story, step after step; True when something was written."""
    before = path.read_text(encoding="utf-8")
    while True:
        text = path.read_text(encoding="utf-8")
        answer = rehearse(path, way="straight", settings=settings)
        after = rewritten(text, answer.played)
        if answer.passed or answer.unreadable or after == text:
            return text != before
        path.write_text(after, encoding="utf-8")


def main(paths: Sequence[Path], ways: Sequence[str]) -> int:
    """`fitmail rehearse`: 0 all pass, 1 a story failed, 2 a story cannot be read."""
    worst = 0
    for path in paths:
        for way in ways or ("straight",):
            answer = rehearse(path, way=way, settings={})
            if answer.unreadable:
                worst = 2
                sys.stdout.write(answer.report)
                break
            if not answer.passed:
                worst = max(worst, 1)
                sys.stdout.write(answer.report)
            else:
                sys.stdout.write(f"passed  {path} ({way})\n")
    return worst

"""Every story under tests/stories, played in every way: straight, each event twice, with crashes, through a socket.

With --rewrite a story that differs gets what really left written into it, to be read in the diff. The ways that only
repeat a story are played in processes of their own meanwhile; straight is played here, so that coverage sees it.
"""

from __future__ import annotations

from concurrent.futures import Future
from pathlib import Path

import pytest

from fitmail.rehearse import WAYS
from fitmail.rehearse import rewrite as write_anew
from tests.story_workers import Verdict, verdict

STORIES = sorted((Path(__file__).parent / "stories").glob("*.story"))


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.stem)
def test_the_story_goes_as_it_is_written(
    path: Path, way: str, rewrite: bool, elsewhere: dict[tuple[Path, str], Future[Verdict]]
) -> None:
    if rewrite and way == "straight":
        write_anew(path, settings={})
    waiting = elsewhere.get((path, way))
    passed, report, steps = waiting.result() if waiting is not None else verdict(path, way)
    assert passed, "\n" + report
    assert steps, "a story in which nothing was played proves nothing"


def test_there_are_stories_for_all_that_the_first_step_promises() -> None:
    assert len(STORIES) >= 25

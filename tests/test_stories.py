"""Every story under tests/stories, played in every way: straight, each event twice, with crashes, through a socket.

With --rewrite a story that differs gets what really left written into it, to be read in the diff.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from fitmail.rehearse import WAYS, rehearse
from fitmail.rehearse import rewrite as write_anew

STORIES = sorted((Path(__file__).parent / "stories").glob("*.story"))


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.stem)
def test_the_story_goes_as_it_is_written(path: Path, way: str, rewrite: bool) -> None:
    if rewrite and way == "straight":
        write_anew(path, settings={})
    answer = rehearse(path, way=way, settings={})
    assert answer.passed, "\n" + answer.report
    assert answer.played, "a story in which nothing was played proves nothing"


def test_there_are_stories_for_all_that_the_first_step_promises() -> None:
    assert len(STORIES) >= 25

"""Every story under tests/stories, played in every way: straight, each event twice, with crashes, through a socket.

With --rewrite a story that differs gets what really left written into it, to be read in the diff. The ways that only
repeat a story are played in processes of their own meanwhile; straight is played here, so that coverage sees it.
"""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from pathlib import Path

import pytest

from fitmail.rehearse import WAYS, rehearse
from fitmail.rehearse import rewrite as write_anew

STORIES = sorted((Path(__file__).parent / "stories").glob("*.story"))
Verdict = tuple[bool, str, int]  # passed, report, steps that were played


def verdict(path: Path, way: str) -> Verdict:
    answer = rehearse(path, way=way, settings={})
    return answer.passed, answer.report, len(answer.played)


@pytest.fixture(scope="module")
def elsewhere(request: pytest.FixtureRequest) -> Iterator[dict[tuple[Path, str], Future[Verdict]]]:
    """The chosen tests of the repeating ways, each already on its way to a verdict."""
    items = [getattr(item, "callspec", None) for item in request.session.items if item.path == Path(__file__)]
    chosen = [(spec.params["path"], spec.params["way"]) for spec in items if spec is not None and "way" in spec.params]
    chosen = [(path, way) for path, way in chosen if way != "straight"]
    if len(chosen) < 8 or request.config.getoption("--rewrite"):
        yield {}  # a few are played sooner than a process is started
        return
    workers = min(4, os.cpu_count() or 1)
    with ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn")) as pool:
        yield {(path, way): pool.submit(verdict, path, way) for path, way in chosen}
        pool.shutdown(cancel_futures=True)


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

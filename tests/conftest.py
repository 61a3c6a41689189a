"""What all tests share: the option that writes what really happened into golden files and stories."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from pathlib import Path
from types import FrameType

import pytest

from tests.story_workers import Verdict, verdict

PATIENCE = 120.0  # seconds of processor time; what costs about one must not need more


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--rewrite",
        action="store_true",
        default=False,
        help="write what really came out into golden files and stories, to be read in the diff before the commit",
    )


@pytest.fixture(scope="session", autouse=True)
def _one_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """All commands that the tests start share what one of them worked out: rules and templates are checked once."""
    before = os.environ.get("FITMAIL_PATHS__CACHE")
    os.environ["FITMAIL_PATHS__CACHE"] = before or str(tmp_path_factory.mktemp("cache"))
    yield
    if before is None:
        del os.environ["FITMAIL_PATHS__CACHE"]


@pytest.fixture(scope="session", autouse=True)
def elsewhere(request: pytest.FixtureRequest, _one_cache: None) -> Iterator[dict[tuple[Path, str], Future[Verdict]]]:
    """The chosen stories of the repeating ways, on their way to a verdict in processes of their own from the first
    test on, so that no core of the machine is idle."""
    chosen = [
        (item.callspec.params["path"], item.callspec.params["way"])
        for item in request.session.items
        if item.path.name == "test_stories.py" and hasattr(item, "callspec") and "way" in item.callspec.params
    ]
    chosen = [(path, way) for path, way in chosen if way != "straight"]
    if len(chosen) < 8 or request.config.getoption("--rewrite"):
        yield {}  # a few are played sooner than a process is started
        return
    workers = max(1, min(4, os.cpu_count() or 1) - 1)
    with ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn")) as pool:
        yield {(path, way): pool.submit(verdict, path, way) for path, way in chosen}
        pool.shutdown(cancel_futures=True)


@pytest.fixture
def rewrite(request: pytest.FixtureRequest) -> bool:
    """Whether golden files and stories are to be written anew."""
    return bool(request.config.getoption("--rewrite"))


@pytest.fixture
def patience() -> Iterator[None]:
    """Ends a test that would never end by itself, which is what searching a hostile text again and again looks like.

    It measures nothing: how cost grows with the text is shown by bench/hostile.py, in one run.
    """

    def give_up(_number: int, _frame: FrameType | None) -> None:
        raise AssertionError(f"still at it after {PATIENCE:.0f} seconds of processor time")

    before = signal.signal(signal.SIGPROF, give_up)
    signal.setitimer(signal.ITIMER_PROF, PATIENCE)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)

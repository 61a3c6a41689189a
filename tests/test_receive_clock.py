"""The clock knocks and never piles up; the time can be given by a file in rehearsals."""

from __future__ import annotations

import threading
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from fitmail.receive.clock import Clock, wall_clock


def test_the_clock_knocks_at_once_and_again_although_a_knock_failed() -> None:
    knocks: list[float] = []
    twice = threading.Event()

    def knock() -> None:
        knocks.append(time.monotonic())
        if len(knocks) >= 3:
            twice.set()
        raise RuntimeError("a duty that fails")

    clock = Clock(knock, 0.1)
    clock.start()
    assert twice.wait(5)
    clock.stop()
    stopped = len(knocks)
    time.sleep(0.25)
    assert len(knocks) == stopped


def test_knocks_never_overlap_and_do_not_pile_up() -> None:
    running, worst, count = 0, 0, 0
    gate = threading.Lock()

    def knock() -> None:
        nonlocal running, worst, count
        with gate:
            running += 1
            count += 1
            worst = max(worst, running)
        time.sleep(0.3)
        with gate:
            running -= 1

    clock = Clock(knock, 0.05)
    clock.start()
    time.sleep(0.8)
    clock.stop()
    assert worst == 1
    assert 2 <= count <= 4
    assert running == 0


def test_stopping_twice_or_before_the_start_is_harmless() -> None:
    clock = Clock(lambda: None, 60)
    clock.stop()
    clock.start()
    clock.stop()
    clock.stop()


def test_without_a_file_it_is_now() -> None:
    found = wall_clock(None)()
    assert found.tzinfo is UTC
    assert abs(found - datetime.now(UTC)) < timedelta(seconds=5)


@pytest.mark.parametrize(
    ("line", "hour"),
    [
        ("2026-03-03T10:00:00-03:00\n", 13),
        ("2026-03-03 13:00:00Z", 13),
        ("2026-03-03T13:00\n", 13),
    ],
)
def test_the_file_tells_the_time(tmp_path: Path, line: str, hour: int) -> None:
    file = tmp_path / "clock"
    file.write_text(line)
    assert wall_clock(file)() == datetime(2026, 3, 3, hour, 0, tzinfo=UTC)


def test_a_change_counts_at_once_and_nonsense_keeps_the_last_good_time(tmp_path: Path) -> None:
    file = tmp_path / "clock"
    file.write_text("2026-03-03T13:00:00Z")
    now = wall_clock(file)
    assert now().hour == 13
    file.write_text("2026-03-03T14:00:00Z")
    assert now().hour == 14
    for nonsense in ("", "tomorrow", "2026-99-99", "\0", "0001-01-01T00:00:00+23:59"):
        file.write_text(nonsense)
        assert now().hour == 14
    file.unlink()
    assert now().hour == 14


def test_a_file_that_was_never_good_leaves_the_machine_its_clock(tmp_path: Path) -> None:
    assert abs(wall_clock(tmp_path / "none")() - datetime.now(UTC)) < timedelta(seconds=5)

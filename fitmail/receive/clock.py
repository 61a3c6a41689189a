"""The clock door: it knocks, and it tells the time.

Takes a knock and an interval. Gives `Clock`, which knocks in a thread of its own, and `wall_clock()`, the one place
where the house learns what time it is. Promises: knocks never overlap and never pile up after a sleep; a knock that
fails does not stop the next. What is due is not decided here: that is a pure function of memory and time
(house.md, decision 6). APScheduler keeps its jobs in memory only, so that there is no second memory.
Standards: ISO 8601 / RFC 3339 for the rehearsal file.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from apscheduler.schedulers.background import BackgroundScheduler

# APScheduler forgets a knock that is a second late unless told otherwise; the house wants it however late it is.
LATENESS = 6 * 3600

_Scheduler: Any = BackgroundScheduler  # it has no types

log = logging.getLogger(__name__)
# It writes a line per knock at INFO, and a warning when a knock is skipped because the last one is still at work.
logging.getLogger("apscheduler").setLevel(logging.ERROR)


class Clock:
    """Knocks every so many seconds, the first time at once."""

    def __init__(self, knock: Callable[[], None], every_seconds: float) -> None:
        self._knock = knock
        self._scheduler = _Scheduler(
            jobstores={"default": {"type": "memory"}},
            executors={"default": {"type": "threadpool", "max_workers": 1}},
            timezone=UTC,
        )
        self._scheduler.add_job(
            self._safely,
            "interval",
            seconds=every_seconds,
            id="knock",
            coalesce=True,  # after a sleep: one knock, not five
            max_instances=1,
            misfire_grace_time=LATENESS,
            next_run_time=datetime.now(UTC),
        )

    def start(self) -> None:
        self._scheduler.start()

    def stop(self) -> None:
        """Returns when a running knock has ended."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=True)

    def _safely(self) -> None:
        try:
            self._knock()
        except Exception:
            log.exception("a knock of the clock failed")


def wall_clock(file: Path | None) -> Callable[[], datetime]:
    """What time it is, aware and UTC: the machine's, or the one ISO line in the file (FITMAIL_CLOCK, rehearsals).

    The file is read at each question, so a change counts at once. When it holds nothing readable, the last good
    time counts; before there was a good one, the machine's. A time without zone is UTC.
    """
    if file is None:
        return lambda: datetime.now(UTC)
    last: datetime | None = None

    def now() -> datetime:
        nonlocal last
        last = _written(file) or last
        return last or datetime.now(UTC)

    return now


def _written(file: Path) -> datetime | None:
    try:
        line = file.read_text("utf-8").strip()
        found = datetime.fromisoformat(line)
        return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
    except (OSError, ValueError, OverflowError):
        return None

"""A year of knocks: at random moments, across both changes of summer time, after a sleep, from two nodes at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from random import Random
from threading import Thread

import pytest

from fitmail.app import House
from fitmail.config import parse
from fitmail.decide import duties_due
from fitmail.model import Tick
from tests.decide_desk import DIRECTORY, POLICY

BEGAN = datetime(2026, 1, 5, 12, 0, tzinfo=UTC)
ENDS = BEGAN + timedelta(days=365)
LONDON = replace(POLICY, zone="Europe/London", periodic=frozenset({"digest", "daily", "reports"}))


def knocks(seed: int, asleep: tuple[datetime, datetime] | None) -> Iterator[datetime]:
    """Instants at which a house is awake: every few hours, with restarts and double knocks."""
    random, now = Random(seed), BEGAN
    while now < ENDS:
        if asleep is None or not asleep[0] <= now < asleep[1]:
            yield now
            if random.random() < 0.1:
                yield now
        now += timedelta(minutes=random.randint(1, 600))
    yield ENDS


def played(seed: int, asleep: tuple[datetime, datetime] | None = None) -> dict[str, Tick]:
    """What the store would keep: the first of each key."""
    kept: dict[str, Tick] = {}
    for now in knocks(seed, asleep):
        for tick in duties_due(DIRECTORY, LONDON, now=now, since=BEGAN):
            assert tick.at <= now
            kept.setdefault(tick.key, tick)
    return kept


@pytest.mark.parametrize("seed", range(2))
def test_each_duty_of_a_year_falls_due_exactly_once(seed: int) -> None:
    kept = played(seed)
    slots = Counter((tick.duty, tick.about, tick.at) for tick in kept.values())
    assert set(slots.values()) == {1}
    digests = [tick for tick in kept.values() if tick.duty == "digest"]
    for person in DIRECTORY.people:
        mine = sorted(tick.at for tick in digests if tick.about == person.address)
        assert len(mine) == 52
        # A week of wall time: an hour less or more where the clocks change.
        steps = {later - earlier for earlier, later in pairwise(mine)}
        assert steps == {timedelta(days=7), timedelta(days=7, hours=1), timedelta(days=6, hours=23)}
    assert sum(tick.duty == "report-quarter" for tick in kept.values()) == 4
    assert sum(tick.duty == "daily" for tick in kept.values()) == 261


def test_after_three_weeks_asleep_there_is_one_of_each() -> None:
    asleep = (datetime(2026, 3, 20, 12, 0, tzinfo=UTC), datetime(2026, 4, 10, 12, 0, tzinfo=UTC))
    whole, slept = played(1), played(1, asleep)
    missed = [tick for key, tick in whole.items() if key not in slept]
    lost = Counter((tick.duty, tick.about) for tick in missed)
    assert {lost["digest", person.address] for person in DIRECTORY.people} == {
        2
    }  # of three Mondays the last is caught up
    assert lost["report-week", ""] == 2
    assert lost["report-quarter", ""] == 0


SETTINGS = """
[network]
name = "Weft"
[desk]
address = "enquiries@weft.example"
zone = "Europe/London"
[list]
mode = "off"
[deliver]
transport = "folder"
[roles]
operator = "isla@bramblecode.example"
[rota]
on = false
"""


def test_two_nodes_that_knock_at_once_keep_each_duty_once(tmp_path: Path) -> None:
    (tmp_path / "fitmail.secret").write_text("s" * 64)
    settings = parse(SETTINGS, file=str(tmp_path / "fitmail.toml"), environment={})
    nodes = [House.open(settings), House.open(settings)]
    nodes[0].books.set_people(DIRECTORY.coops, DIRECTORY.people)
    nodes[0].knock(BEGAN)
    counted: list[int] = []
    for week in range(1, 5):
        now = BEGAN + timedelta(weeks=week)
        both = [Thread(target=lambda node=node, now=now: counted.append(node.knock(now))) for node in nodes]
        for thread in both:
            thread.start()
        for thread in both:
            thread.join()
    nodes[1].close()
    nodes[1] = House.open(settings)  # a restart knocks once more
    assert nodes[1].knock(BEGAN + timedelta(weeks=4)) == 0
    nodes[0].work(BEGAN + timedelta(weeks=4))
    parked = nodes[0].books.parked()
    for node in nodes:
        node.close()
    assert parked == ()
    assert len(counted) == 8
    # Each Monday: digests, the daily line, the coordinator's week.
    assert sum(counted) == 4 * (len(DIRECTORY.people) + 2)

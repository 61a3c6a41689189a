"""Who is on duty: turns, handovers that nobody accepted, and people who are away."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitmail.decide import on_duty
from fitmail.model import Absence, Directory, Turn
from tests.decide_desk import ANA, DIRECTORY, LU, POLICY

SPRING = Turn(chair=ANA.address, backup=LU.address, first=date(2026, 3, 1), last=date(2026, 5, 31))
SUMMER = Turn(chair=LU.address, backup="", first=date(2026, 6, 1), last=date(2026, 8, 31))


def at(month: int, day: int, hour: int) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=UTC)


def people(*turns: Turn, away: tuple[Absence, ...]) -> Directory:
    return replace(DIRECTORY, turns=turns, absences=away)


def test_a_turn_changes_at_midnight_of_the_desk_and_not_of_greenwich() -> None:
    known = people(SPRING, SUMMER, away=())
    assert on_duty(known, POLICY, at(6, 1, 2)).chair == ANA.address  # 23:00 of 31 May in Buenos Aires
    assert on_duty(known, POLICY, at(6, 1, 4)).chair == LU.address


def test_whoever_is_away_is_replaced_by_the_backup_and_comes_back() -> None:
    known = people(SPRING, away=(Absence(person=ANA.address, first=date(2026, 3, 9), last=date(2026, 3, 20)),))
    assert on_duty(known, POLICY, at(3, 8, 15)).chair == ANA.address
    duty = on_duty(known, POLICY, at(3, 9, 15))
    assert duty.chair == LU.address
    assert duty.backup != LU.address
    assert on_duty(known, POLICY, at(3, 21, 15)).chair == ANA.address


def test_a_turn_that_nobody_accepted_is_worked_by_the_one_before() -> None:
    waiting = replace(SUMMER, handover="H-1")
    assert on_duty(people(SPRING, waiting, away=()), POLICY, at(6, 9, 12)).chair == ANA.address
    taken = replace(waiting, taken_over=at(6, 9, 11))
    assert on_duty(people(SPRING, taken, away=()), POLICY, at(6, 9, 12)).chair == LU.address


def test_the_first_turn_of_all_is_worked_although_nobody_handed_it_over() -> None:
    assert on_duty(people(replace(SPRING, handover="H-1"), away=()), POLICY, at(3, 9, 12)).chair == ANA.address


def test_a_day_without_a_turn_has_no_chair() -> None:
    assert on_duty(people(SPRING, away=()), POLICY, at(9, 9, 12)).turn is None


@given(
    day=st.integers(min_value=1, max_value=31),
    away=st.lists(st.sampled_from([ANA.address, LU.address]), max_size=2),
)
def test_chair_and_backup_are_two_people_and_a_turn_is_never_empty(day: int, away: list[str]) -> None:
    gone = tuple(Absence(person=one, first=date(2026, 3, 1), last=date(2026, 3, 31)) for one in away)
    duty = on_duty(people(SPRING, away=gone), POLICY, at(3, day, 12))
    assert duty.chair
    assert duty.chair != duty.backup


@pytest.mark.parametrize("cover", ["cam@camba.example", ""])
def test_a_cover_comes_before_the_backup(cover: str) -> None:
    gone = Absence(person=ANA.address, first=date(2026, 3, 9), last=date(2026, 3, 9), cover=cover)
    assert on_duty(people(SPRING, away=(gone,)), POLICY, at(3, 9, 12)).chair == (cover or LU.address)

"""Every frozen value that a row holds is read back equal."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fitmail.model import (
    Case,
    Coop,
    Enquiry,
    Fact,
    Interest,
    Meeting,
    Message,
    Opportunity,
    Order,
    Person,
    Post,
    Purpose,
    Returned,
    Tick,
    Turn,
)
from fitmail.store.codec import Unreadable, from_json, to_json

INSTANTS = st.datetimes(timezones=st.just(UTC), min_value=datetime(1990, 1, 1), max_value=datetime(2090, 1, 1))
KEPT = [Case | Enquiry | Opportunity, Tick | Order | Returned, Person, Coop, Turn, Meeting, Interest, Post, Message]


@pytest.fixture(autouse=True, scope="module")
def _aware() -> None:
    """Instants of the model are aware; hypothesis makes naive ones by itself."""
    st.register_type_strategy(datetime, INSTANTS)


@pytest.mark.parametrize("kind", KEPT, ids=str)
def test_what_is_kept_is_read_back_equal(kind: type) -> None:
    @settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.from_type(kind))
    def there_and_back(value: object) -> None:
        text = json.dumps(to_json(kind, value))
        back = from_json(kind, json.loads(text))
        assert back == value
        assert type(back) is type(value)

    there_and_back()


@pytest.mark.parametrize("value", ["text", 5, True, False, date(2026, 3, 3), ("python", "react"), ()])
def test_a_fact_keeps_the_type_of_its_value(value: str | int | bool | date | tuple[str, ...]) -> None:
    fact = Fact(name="n", value=value, words="w")
    back = from_json(Fact, json.loads(json.dumps(to_json(Fact, fact))))
    assert back == fact
    assert type(back.value) is type(value)


@dataclass(frozen=True)
class Odd:
    pair: tuple[str, int]
    days: frozenset[date]
    names: Mapping[str, tuple[int, ...]]
    octets: bytes
    purpose: Purpose
    at: datetime | None
    extra: str = "as before"


ODD = Odd(("a", 1), frozenset({date(2026, 1, 2), date(2025, 1, 2)}), {"x": (1, 2)}, b"\0\xff", Purpose.HELD, None)


def test_pairs_sets_mappings_and_bytes_are_kept() -> None:
    assert from_json(Odd, json.loads(json.dumps(to_json(Odd, ODD)))) == ODD


def test_equal_sets_are_equal_rows() -> None:
    assert to_json(Odd, ODD)["days"] == ["2025-01-02", "2026-01-02"]


def test_an_older_row_takes_the_default_of_a_new_field_and_a_newer_rows_field_is_passed_over() -> None:
    row = to_json(Odd, ODD)
    del row["extra"]
    assert from_json(Odd, row | {"from the future": 1}) == ODD


def test_a_row_without_a_needed_field_says_which() -> None:
    row = to_json(Odd, ODD)
    del row["pair"]
    with pytest.raises(Unreadable, match="a row of Odd lacks pair"):
        from_json(Odd, row)


def test_a_kind_of_case_from_the_future_is_named() -> None:
    with pytest.raises(Unreadable, match="holds a Handover"):
        from_json(Case | Enquiry, {"Handover": {}})  # type: ignore[arg-type]


def test_a_type_that_json_cannot_show_is_refused_before_anything_is_written() -> None:
    with pytest.raises(TypeError, match="no way to keep"):
        to_json(complex, 1j)
    with pytest.raises(TypeError, match="keys of a JSON object"):
        to_json(Mapping[int, str], {1: "x"})

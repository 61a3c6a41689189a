"""docs/CHAIR.md is made from the table of orders."""

from __future__ import annotations

from pathlib import Path

import pytest

from fitmail.cli.chair_page import chair_page
from fitmail.decide.orders import TABLE

PAGE = Path(__file__).parents[1] / "docs" / "CHAIR.md"


def test_the_page_of_the_person_on_duty_is_made_from_the_table(request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--rewrite", default=False):
        PAGE.write_text(chair_page(), encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == chair_page()


def test_every_order_stands_on_it_in_three_languages() -> None:
    page = chair_page()
    for row in TABLE:
        for words in (row.en, row.es, row.pt):
            assert f"`!{words[0]}" in page

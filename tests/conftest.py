"""What all tests share: the option that writes what really happened into golden files and stories."""

from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--rewrite",
        action="store_true",
        default=False,
        help="write what really came out into golden files and stories, to be read in the diff before the commit",
    )


@pytest.fixture
def rewrite(request: pytest.FixtureRequest) -> bool:
    """Whether golden files and stories are to be written anew."""
    return bool(request.config.getoption("--rewrite"))

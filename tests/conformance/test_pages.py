"""The pages that are made from the code are those in the documentation.

``CPKIT_WRITE_PAGES=1 pytest tests/conformance/test_pages.py`` writes them anew.
"""

import os
from collections.abc import Callable
from pathlib import Path

import pages
import pytest
from mistakes import MISTAKES

REFERENCE = Path(__file__).parents[2] / "docs" / "reference"


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("checks", pages.checks_page),
        ("many-domains", pages.many_domains_page),
        ("mistakes", pages.mistakes_page),
        ("stand-in", pages.stand_in_page),
    ],
)
def test_page_when_made_anew_then_it_is_the_one_that_stands_there(
    name: str, make: Callable[[], str]
) -> None:
    """Nobody writes these pages by hand, and none is out of date."""
    path = REFERENCE / f"{name}.md"
    if os.environ.get("CPKIT_WRITE_PAGES"):
        path.write_text(make(), encoding="utf-8")

    assert make() == path.read_text(encoding="utf-8")


def test_mistakes_when_listed_then_at_least_80_and_each_is_found() -> None:
    """The page has no mistake that cpkit misses."""
    page = pages.mistakes_page()

    assert 80 <= len(MISTAKES)
    assert "NOT FOUND" not in page

"""What is assumed is told on the page that lists it."""

from pathlib import Path

import pytest

from cpkit.schema.checks import CHECKS

PAGE = Path(__file__).parents[2] / "docs" / "explanation" / "undocumented.md"

ASSUMED = [check.code for check in CHECKS if check.basis == "assumption"]


def test_checks_when_they_are_gathered_then_there_are_assumptions() -> None:
    """An empty list would prove nothing."""
    assert "tags-in-update" in ASSUMED


@pytest.mark.parametrize("code", ASSUMED)
def test_check_when_it_is_an_assumption_then_the_page_names_it(code: str) -> None:
    """Whoever reads the page knows all that cpkit warns of without a source."""
    assert f"`{code}`" in PAGE.read_text("utf-8")

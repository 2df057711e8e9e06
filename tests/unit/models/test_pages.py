"""Pages of results, as they are read."""

import pytest

from cpkit import from_wire
from cpkit.models.matches import MatchItem
from cpkit.models.pages import MatchesPage


@pytest.mark.parametrize("more", [{}, {"Colour": "blue"}])
def test_list_when_the_answer_leaves_it_out_then_it_is_empty(more: dict[str, str]) -> None:
    """Read quickly or precisely, a list that is missing has no items."""
    assert () == from_wire(MatchesPage, more).matches
    assert () == from_wire(MatchItem, {"MatchId": "7", "ProfileIds": [], **more}).profile_ids

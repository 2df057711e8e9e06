"""Law: a change is at a place of its own."""

from hypothesis import given

from cpkit.models import DomainSettings
from cpkit.planning import diff
from tests.support.drawn import SETTINGS, slow_to_make


@slow_to_make
@given(SETTINGS, SETTINGS)
def test_changes_when_listed_then_each_is_at_a_place_of_its_own(
    before: DomainSettings, after: DomainSettings
) -> None:
    """One place changes once, unless something goes where something else comes."""
    places = [(change.path, change.kind == "removed") for change in diff(before, after)]

    assert len(places) == len(set(places))

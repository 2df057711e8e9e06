"""Law: nothing differs from itself."""

from hypothesis import given

from cpkit.models import DomainSettings
from cpkit.planning import diff
from tests.support.drawn import SETTINGS, slow_to_make


@slow_to_make
@given(SETTINGS)
def test_diff_when_settings_are_equal_then_there_is_none(value: DomainSettings) -> None:
    """However settings are made, they come out as equal to themselves."""
    assert () == diff(value, value)

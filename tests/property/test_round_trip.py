"""Law: what is read from the wire and written again is the same."""

import copy
from typing import Any

from hypothesis import given

import cpkit
from cpkit import DomainSettings, from_wire, to_wire
from cpkit.schema.checks import LIMITS
from tests.support.drawn import ALLOWED, GUIDED, slow_to_make


@slow_to_make
@given(ALLOWED)
def test_round_trip_when_the_model_allows_it_then_nothing_changes(document: dict[str, Any]) -> None:
    """Unchecked, everything that the service's model allows comes back as it was."""
    with cpkit.ignore_checks(*LIMITS):
        assert document == to_wire(from_wire(DomainSettings, copy.deepcopy(document)))


@slow_to_make
@given(GUIDED)
def test_round_trip_when_the_guide_allows_it_then_nothing_changes(document: dict[str, Any]) -> None:
    """Checked, everything that the model and the guide allow comes back as it was."""
    assert document == to_wire(from_wire(DomainSettings, copy.deepcopy(document)))

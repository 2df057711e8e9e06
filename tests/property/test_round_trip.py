"""Law: what is read from the wire and written again is the same."""

import copy
import pickle
from typing import Any

import pytest
import service_model
from hypothesis import HealthCheck, given, settings

import cpkit
from cpkit import DomainSettings, from_wire, to_wire
from cpkit.models.checks import Findings
from cpkit.models.kinds import RefusedError
from cpkit.models.plain import is_map
from cpkit.wire.readers import reader
from cpkit.wire.reading import inspect

SHAPE = service_model.request("UpdateDomain")

slow_to_make = settings(
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], deadline=None
)


@slow_to_make
@given(service_model.documents(SHAPE))
def test_round_trip_when_the_model_allows_it_then_nothing_changes(document: dict[str, Any]) -> None:
    """Unchecked, everything that the service's model allows comes back as it was."""
    with cpkit.unchecked():
        assert document == to_wire(from_wire(DomainSettings, copy.deepcopy(document)))


@slow_to_make
@given(service_model.documents(SHAPE, service_model.GUIDE))
def test_round_trip_when_the_guide_allows_it_then_nothing_changes(document: dict[str, Any]) -> None:
    """Checked, everything that the model and the guide allow comes back as it was."""
    assert document == to_wire(from_wire(DomainSettings, copy.deepcopy(document)))


@slow_to_make
@given(service_model.documents(SHAPE, service_model.GUIDE))
def test_settings_when_copied_or_pickled_then_they_are_equal(document: dict[str, Any]) -> None:
    """Settings hash, pickle and copy, whatever they hold."""
    value = from_wire(DomainSettings, document)

    restored = pickle.loads(pickle.dumps(value))

    assert value == restored
    assert hash(value) == hash(restored)
    assert value is copy.deepcopy(value)


@slow_to_make
@given(service_model.documents(SHAPE, service_model.GUIDE))
def test_precise_reading_when_the_quick_one_accepts_then_it_gives_the_same(
    document: dict[str, Any],
) -> None:
    """The quick and the precise way agree on what is right; empty blocks are read precisely."""
    findings = Findings.at_the_gate()

    precise = inspect(DomainSettings, document, "", findings)

    assert [] == findings.problems
    if holds_nothing(document):
        with pytest.raises(RefusedError):
            reader(DomainSettings)(document)
    else:
        assert reader(DomainSettings)(document) == precise


def holds_nothing(value: Any) -> bool:
    """Tell whether there is an empty map, at any depth."""
    return is_map(value) and (not value or any(map(holds_nothing, value.values())))

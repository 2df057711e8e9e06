"""Law: the quick and the precise way to read a document agree on what is right."""

from typing import Any

import pytest
from hypothesis import given

from cpkit import DomainSettings
from cpkit.schema.collector import ProblemCollector
from cpkit.schema.json_types import is_map
from cpkit.schema.shapes import RejectedError
from cpkit.wire.inspect import validate
from cpkit.wire.readers import reader
from tests.support.drawn import GUIDED, slow_to_make


@slow_to_make
@given(GUIDED)
def test_precise_reading_when_the_quick_one_accepts_then_it_gives_the_same(
    document: dict[str, Any],
) -> None:
    """What one accepts the other does; only empty blocks are always read precisely."""
    findings = ProblemCollector.for_construction()

    precise = validate(DomainSettings, document, "", findings)

    assert [] == findings.problems
    if holds_nothing(document):
        with pytest.raises(RejectedError):
            reader(DomainSettings)(document)
    else:
        assert reader(DomainSettings)(document) == precise


def holds_nothing(value: Any) -> bool:
    """Tell whether there is an empty map, at any depth."""
    return is_map(value) and (not value or any(map(holds_nothing, value.values())))

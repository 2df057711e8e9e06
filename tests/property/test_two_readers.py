"""Law: the fast and the precise way to read a document agree on what is valid."""

from typing import Any

import pytest
from hypothesis import given

from cpkit import DomainSettings
from cpkit.schema.collector import ProblemCollector
from cpkit.schema.json_types import is_map
from cpkit.schema.shapes import RejectedError
from cpkit.wire.fast import reader
from cpkit.wire.inspect import validate
from tests.support.drawn import GUIDED, slow_to_make


@slow_to_make
@given(GUIDED)
def test_precise_reading_when_the_fast_one_accepts_then_it_gives_the_same(
    document: dict[str, Any],
) -> None:
    """What one accepts the other does; only empty blocks are always read precisely."""
    collector = ProblemCollector.for_construction()

    precise = validate(DomainSettings, document, "", collector)

    assert [] == collector.problems
    if holds_nothing(document):
        with pytest.raises(RejectedError):
            reader(DomainSettings)(document)
    else:
        assert reader(DomainSettings)(document) == precise


def holds_nothing(value: Any) -> bool:
    """Return whether there is an empty object, at any depth."""
    return is_map(value) and (not value or any(map(holds_nothing, value.values())))

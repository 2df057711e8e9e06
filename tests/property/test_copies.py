"""Law: a copy of settings is equal to them, however it was made."""

import copy
import pickle
from typing import Any

from hypothesis import given

from cpkit import DomainSettings, from_wire
from tests.support.drawn import GUIDED, slow_to_make


@slow_to_make
@given(GUIDED)
def test_settings_when_copied_or_pickled_then_they_are_equal(document: dict[str, Any]) -> None:
    """Settings hash, pickle and copy, whatever they hold."""
    value = from_wire(DomainSettings, document)

    restored = pickle.loads(pickle.dumps(value))

    assert value == restored
    assert hash(value) == hash(restored)
    assert value is copy.deepcopy(value)

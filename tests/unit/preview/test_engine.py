"""Tests of the engine's checks."""

import pytest

from cpkit import RuleBasedMatching
from cpkit.errors import ValidationError
from cpkit.preview.complaints import Complaints
from cpkit.preview.engine import run
from cpkit.preview.lookup import ColumnOptions
from cpkit.preview.readings import Origin, Readings
from tests.support.preview_profiles import people


def test_run_when_there_are_no_rules_then_that_is_said_before_profiles_are_read() -> None:
    """AWS does not publish what it takes in place of none."""
    origin = Origin(people({"FirstName": "x"}), ColumnOptions({}, "ProfileId", None, None))

    with pytest.raises(ValidationError, match="must have a rule"):
        run(
            origin,
            RuleBasedMatching(enabled=False),
            Readings("waterfall", "same", 500),
            Complaints(),
        )

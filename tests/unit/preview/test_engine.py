"""Tests of the engine's checks."""

from typing import Any

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


def test_run_when_rules_are_something_else_then_it_says_what_they_must_be() -> None:
    """A path of settings is an easy guess."""
    rules: Any = "shop.yaml"
    origin = Origin(people({"FirstName": "x"}), ColumnOptions({}, "ProfileId", None, None))

    with pytest.raises(TypeError, match=r"rules: must be .*, not str; read a file with documents"):
        run(origin, rules, Readings("waterfall", "same", 500), Complaints())

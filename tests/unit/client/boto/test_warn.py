"""Warnings point to the caller's line."""

from typing import Any

import pytest

from cpkit import SettingsWarning
from cpkit.client.boto.warn import warn


def test_warning_when_given_then_it_points_to_the_nearest_line_outside_of_cpkit() -> None:
    """However many functions of cpkit stand in between."""
    namespace: dict[str, Any] = {"__name__": "cpkit.somewhere", "warn": warn}
    exec(  # noqa: S102 - code that says it is cpkit's
        "def outer():\n    inner()\ndef inner():\n    warn('look here', category)", namespace
    )
    namespace["category"] = SettingsWarning
    with pytest.warns(SettingsWarning, match="look here") as caught:
        namespace["outer"]()

    assert [__file__] == [warning.filename for warning in caught]


def test_warning_when_no_class_is_named_then_it_is_a_users() -> None:
    """It is shown unless somebody filters it."""
    with pytest.warns(UserWarning, match="look here") as caught:
        warn("look here")

    assert UserWarning is caught[0].category

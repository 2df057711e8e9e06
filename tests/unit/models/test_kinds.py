"""Kinds take what they take, at once or not at all."""

import math
from typing import Any

import pytest

from cpkit.models.checks import Findings
from cpkit.models.kinds import Number, RefusedError


@pytest.mark.parametrize("value", [10**400, math.nan, math.inf, "1", True, None], ids=repr)
def test_number_when_without_limits_then_still_a_finite_number(value: Any) -> None:
    """What is no finite number is refused, though there is no limit that it could break."""
    findings = Findings(frozenset())

    with pytest.raises(RefusedError):
        Number().take(value)
    Number().inspect(value, "Score", findings)

    assert ["type"] == [problem.code for problem in findings.problems]


def test_number_when_without_limits_then_any_number_is_taken() -> None:
    """A kind without limits has none."""
    assert -1e300 == Number().take(-1e300)
    assert 5.0 == Number().take(5)

"""Kinds take what they take, at once or not at all."""

import math
from typing import Any

import pytest

from cpkit.models.checks import Findings
from cpkit.models.kinds import Names, Number, RefusedError


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


LONG, TOO_LONG = "n" * 255, "n" * 256


@pytest.mark.parametrize("names", [["a"], [LONG], [LONG, LONG], ["a", LONG]])
def test_names_when_each_is_short_enough_then_taken_together(names: list[str]) -> None:
    """Each name has a limit; all of them together have none."""
    assert tuple(names) == Names(1, 2).take(names)


@pytest.mark.parametrize(
    "names", [[""], [TOO_LONG], [LONG, ""], ["", LONG, "a"], ["a", TOO_LONG], [LONG, 1]]
)
def test_names_when_one_is_wrong_among_long_ones_then_refused(names: list[Any]) -> None:
    """However long the others are, an empty, a longer and a foreign one are found."""
    with pytest.raises(RefusedError):
        Names(1, 3).take(names)

"""Integers and numbers are never converted from anything else, and stay within their limits."""

import math
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from cpkit.schema.shapes import Double, Integer, Shape
from tests.support.shape_checks import accepted, rejected

AS_JSON = "write it as JSON writes numbers, such as 366 or 0.9."


@pytest.mark.parametrize(
    ("shape", "value", "stored"),
    [
        (Integer(2, 4), 2, 2),
        (Integer(2, 4), 4, 4),
        (Integer(2), 10**30, 10**30),
        (Integer(), -1, -1),
        (Double(0.5, 2.0), 0.5, 0.5),
        (Double(0.5, 2.0), 2, 2.0),
        (Double(), -1e300, -1e300),
        (Double(), 5, 5.0),
    ],
)
def test_number_when_within_its_limits_then_accepted(
    shape: Shape, value: float, stored: float
) -> None:
    """Both limits are inclusive; None is no limit, and an integer becomes a float."""
    assert (stored, stored, []) == accepted(shape, value)
    assert type(stored) is type(shape.accept(value))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1, "must be 2 to 4, not 1."),
        (5, "must be 2 to 4, not 5."),
        (2**1000, "must be 2 to 4, not an integer of 1001 bits."),
        (True, "must be an integer, not the boolean true."),
        (2.5, "must be an integer, not the number 2.5."),
        (3.0, "must be an integer, not the number 3.0; write 3."),
        ("-3", "must be an integer, not the string '-3'; write -3 without quotes."),
        ("+3", f"must be an integer, not the string '+3'; {AS_JSON}"),
        ("0366", f"must be an integer, not the string '0366'; {AS_JSON}"),
        ("three", "must be an integer, not the string 'three'."),
        ("1e3", "must be an integer, not the string '1e3'."),
        (
            "\uff13\u0666",
            "must be an integer, not the string '\uff13\u0666'; write 36.",
        ),
        ("\u00b2", "must be an integer, not the string '\u00b2'."),
        (np.array([3]), "must be an integer, not a numpy.ndarray."),
        (int, "must be an integer, not a type."),
        (np.int64(3), "must be an integer, not a numpy.int64; convert it with int()."),
        (Decimal(3), "must be an integer, not a decimal.Decimal; convert it with int()."),
        (Fraction(3), "must be an integer, not a fractions.Fraction; convert it with int()."),
        (None, "must be an integer, not null; set a value."),
    ],
    ids=lambda value: str(value)[:40],
)
def test_integer_when_wrong_then_the_way_to_write_it_is_named(value: Any, text: str) -> None:
    """A number in a string is told how it is written, and none is converted."""
    assert [f"X: {text}"] == rejected(Integer(2, 4), value)


def test_integer_when_it_has_no_upper_limit_then_only_the_lower_is_named() -> None:
    """There is nothing above it."""
    assert ["X: must be 2 or more, not 1."] == rejected(Integer(2), 1)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.25, "must be 0.5 to 2.0, not 0.25."),
        (3, "must be 0.5 to 2.0, not 3."),
        (True, "must be a number, not the boolean true."),
        ("0.5", "must be a number, not the string '0.5'; write 0.5 without quotes."),
        (".5", f"must be a number, not the string '.5'; {AS_JSON}"),
        (Decimal("0.5"), "must be a number, not a decimal.Decimal; convert it with float()."),
    ],
)
def test_double_when_wrong_then_the_way_to_write_it_is_named(value: Any, text: str) -> None:
    """As with integers."""
    assert [f"X: {text}"] == rejected(Double(0.5, 2.0), value)


@pytest.mark.parametrize("value", [10**400, -(10**400), math.nan, math.inf], ids=repr)
def test_double_when_not_finite_then_rejected_without_limits_too(value: float) -> None:
    """JSON has no such number."""
    assert ["X: must be a finite number, not NaN or infinity."] == rejected(Double(), value)

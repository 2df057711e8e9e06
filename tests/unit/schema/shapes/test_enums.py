"""Booleans and enumerations accept their values alone, and say what was probably meant."""

from decimal import Decimal
from typing import Any

import numpy as np
import pytest

from cpkit.models import UnknownValue
from cpkit.models.enums import ConflictResolvingModel
from cpkit.schema.collector import ProblemCollector
from cpkit.schema.shapes import Boolean, Enum
from tests.support.shape_checks import accepted, rejected

MODEL = Enum(ConflictResolvingModel)


@pytest.mark.parametrize("value", [True, False])
def test_boolean_when_it_is_one_then_accepted(value: bool) -> None:  # noqa: FBT001 - a case
    """Both ways return it as it is."""
    assert (value, value, []) == accepted(Boolean(), value)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("yes", "the string 'yes'; write true."),
        ("True", "the string 'True'; write true."),
        ("ON", "the string 'ON'; write true."),
        ("no", "the string 'no'; write false."),
        ("off", "the string 'off'; write false."),
        ("0", "the string '0'; write false."),
        ("", "the string ''."),
        ("perhaps", "the string 'perhaps'."),
        (1, "the integer 1; write true."),
        (0, "the integer 0; write false."),
        (2, "the integer 2."),
        (10**400, "an integer."),
        (0.0, "the number 0.0."),
        (None, "null; set a value."),
        ([], "a list."),
        ({}, "an object."),
        (np.True_, f"a numpy.{np.bool_.__name__}; convert it with bool()."),
        (Decimal(1), "a decimal.Decimal; convert it with bool()."),
        (np.int64(0), "a numpy.int64; convert it with bool()."),
        (np.int64(5), "a numpy.int64."),
        (np.array([1]), "a numpy.ndarray."),
    ],
    ids=str,
)
def test_boolean_when_it_is_not_one_then_the_right_one_is_named(value: Any, text: str) -> None:
    """What is often written for a boolean is understood, and nothing is converted."""
    assert [f"X: must be a boolean, not {text}"] == rejected(Boolean(), value)


def test_enum_when_a_member_or_its_string_then_the_member() -> None:
    """Both mean the same."""
    source = ConflictResolvingModel.SOURCE

    assert (source, source, []) == accepted(MODEL, "SOURCE") == accepted(MODEL, source)


def test_enum_when_unknown_on_purpose_then_accepted_and_reported() -> None:
    """An `UnknownValue` is valid, and `problems()` reports it."""
    value = UnknownValue("NEWEST")
    collector = ProblemCollector(frozenset())

    assert value is MODEL.accept(value)
    assert value == MODEL.validate(value, "X", collector)
    assert ["enum"] == [problem.code for problem in collector.problems]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("NEWEST", "'NEWEST'."),
        ("SOURCES", "'SOURCES'; did you mean 'SOURCE'?"),
        ("source", "'source'; did you mean 'SOURCE'?"),
        ("", "''."),
        (1, "the integer 1."),
        (None, "null; set a value."),
    ],
)
def test_enum_when_it_is_not_one_then_all_are_named(value: Any, text: str) -> None:
    """And the nearest one is suggested."""
    assert [f"X: must be one of RECENCY, SOURCE, not {text}"] == rejected(MODEL, value)

"""Check values against shapes."""

from __future__ import annotations

import math

import pytest
from botocore.model import DenormalizedStructureBuilder, Shape, StringShape

from cpkit.local.protocol.constraints import Violation, compile_check, matcher, summarize


def _problems(shape: Shape, value: object, *, secret: bool = False) -> list[str]:
    found: list[Violation] = []
    compile_check(shape, secret=secret)(value, "Here", found)
    return [str(violation) for violation in found]


@pytest.mark.parametrize("value", [True, 1.0, "1", None, 2**31, -(2**31) - 1, []])
def test_integer_when_it_is_another_type_then_it_is_refused(value: object) -> None:
    """An integer is written as one, and fits."""
    expected = [
        "Value at 'Here' failed to satisfy constraint: Member must be an integer of 32 bits"
    ]

    assert expected == _problems(Shape("I", {"type": "integer"}), value)


@pytest.mark.parametrize("value", [2**31 - 1, -(2**31)])
def test_integer_when_it_fits_32_bits_then_it_is_accepted(value: int) -> None:
    """Both ends of the range belong to it."""
    assert [] == _problems(Shape("I", {"type": "integer"}), value)


@pytest.mark.parametrize("value", [2**63, -(2**63) - 1])
def test_long_when_it_does_not_fit_64_bits_then_it_is_refused(value: int) -> None:
    """A long has 64 bits."""
    assert 1 == len(_problems(Shape("L", {"type": "long"}), value))


@pytest.mark.parametrize("value", [True, math.nan, math.inf, "0.5", None])
def test_double_when_it_is_no_finite_number_then_it_is_refused(value: object) -> None:
    """A boolean is no number, and neither is NaN."""
    expected = ["Value at 'Here' failed to satisfy constraint: Member must be a finite number"]

    assert expected == _problems(Shape("D", {"type": "double"}), value)


@pytest.mark.parametrize("value", [0, 1, 0.5])
def test_double_when_it_is_within_its_range_then_it_is_accepted(value: float) -> None:
    """A number without a fraction is a double too."""
    assert [] == _problems(Shape("D", {"type": "double", "min": 0, "max": 1}), value)


def test_value_when_it_is_out_of_range_then_the_message_says_value_and_limit() -> None:
    """Whoever reads the message needs no documentation."""
    expected = (
        "Value '1.5' at 'Here' failed to satisfy constraint: "
        "Member must have value less than or equal to 1"
    )

    assert [expected] == _problems(Shape("D", {"type": "double", "min": 0, "max": 1}), 1.5)


def test_string_when_it_breaks_several_constraints_then_each_is_told() -> None:
    """Length and pattern are told together."""
    shape = StringShape("S", {"type": "string", "min": 3, "pattern": "[a-z]+"})

    assert 2 == len(_problems(shape, "A"))


def test_string_when_the_shape_is_sensitive_then_it_is_not_repeated() -> None:
    """What the model calls sensitive stays out of messages."""
    shape = StringShape("S", {"type": "string", "max": 3, "sensitive": True})

    assert "secret" not in _problems(shape, "secret")[0]


def test_string_when_it_is_long_then_it_is_not_repeated() -> None:
    """A message stays readable."""
    shape = StringShape("S", {"type": "string", "max": 3})

    assert _problems(shape, "x" * 65)[0].startswith("Value at 'Here'")


def test_string_when_the_caller_calls_it_secret_then_it_is_not_repeated() -> None:
    """Keys, queue addresses and tags stay out of messages."""
    shape = StringShape("S", {"type": "string", "max": 3})

    assert _problems(shape, "secret", secret=True)[0].startswith("Value at 'Here'")


@pytest.mark.parametrize(
    ("definition", "kind"),
    [
        ({"type": "structure", "members": {}}, "structure"),
        ({"type": "list", "member": {"type": "string"}}, "list"),
        ({"type": "map", "key": {"type": "string"}, "value": {"type": "string"}}, "map"),
        ({"type": "string"}, "string"),
        ({"type": "boolean"}, "boolean"),
    ],
)
def test_value_when_it_is_a_number_then_the_expected_type_is_named(
    definition: dict[str, object], kind: str
) -> None:
    """Each type is told by its name."""
    shape = (
        DenormalizedStructureBuilder().with_members({"Member": definition}).build_model().members
    )["Member"]

    expected = [f"Value at 'Here' failed to satisfy constraint: Member must be a {kind}"]
    assert expected == _problems(shape, 1)


@pytest.mark.parametrize(
    ("pattern", "text", "is_allowed"),
    [
        ("^[a-z]+$", "abc", True),
        ("^[a-z]+$", "abc\n", False),
        ("[a-z]+", "abc", True),
        ("[a-z]+", "abc1", False),
        ("^ab", "abc", True),
        ("^ab", "xab", False),
        (r"\d+", "٣", False),  # a digit elsewhere, and none in Java
        (".*", "a\nb", False),
    ],
)
def test_pattern_when_it_is_compiled_then_it_matches_the_whole_string(
    pattern: str, text: str, *, is_allowed: bool
) -> None:
    """Nothing but a pattern that says only how a string begins lets more follow."""
    matches = matcher(pattern)

    assert matches is not None
    assert is_allowed == bool(matches(text))


def test_pattern_when_python_cannot_read_it_then_it_is_not_checked() -> None:
    """A pattern of Java's does not stop the stand-in."""
    shape = StringShape("S", {"type": "string", "pattern": r"\p{L}+"})

    assert [] == _problems(shape, "1")


def test_summary_when_there_is_one_violation_then_it_says_error() -> None:
    """One is one."""
    expected = "1 validation error detected: Value at 'A' failed to satisfy constraint: C"

    assert expected == summarize([Violation("A", "C")])


def test_summary_when_there_are_two_violations_then_both_are_in_it() -> None:
    """All are told at once."""
    expected = (
        "2 validation errors detected: Value at 'A' failed to satisfy constraint: C; "
        "Value 'x' at 'B' failed to satisfy constraint: D"
    )

    assert expected == summarize([Violation("A", "C"), Violation("B", "D", "x")])

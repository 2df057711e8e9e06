"""Strings have a length and a form; secret ones are never shown."""

from decimal import Decimal
from typing import Any

import numpy as np
import pytest

from cpkit.models import CLEAR
from cpkit.schema.shapes import String
from tests.support.shape_checks import accepted, rejected

WORD = String(2, 3, "[a-z]+", form="consist of small letters")
SECRET = String(0, 3, secret=True, clearable=True)
HALF = "contains half of a surrogate pair, which stands for no character; remove it."
CYRILLIC = "U+0430 (CYRILLIC SMALL LETTER A)"
KEY = String(0, 3, "[a-z]*", form="consist of small letters", secret=True)


@pytest.mark.parametrize(
    ("shape", "value"),
    [
        (String(2, 3), "ab"),
        (String(2, 3), "äb1"),
        (WORD, "ab"),
        (WORD, "abc"),
        (String(2, 3, ".*", form="be one line"), "\u00e4\U0001f600"),
        (SECRET, "a"),
        (SECRET, "abc"),
        (KEY, ""),
    ],
)
def test_string_when_valid_then_as_it_is(shape: String, value: str) -> None:
    """Both limits of the length are inclusive."""
    assert (value, value, []) == accepted(shape, value)


@pytest.mark.parametrize("value", ["", CLEAR])
def test_string_when_it_clears_then_clear(value: Any) -> None:
    """The empty string is what the service clears by."""
    assert (CLEAR, CLEAR, []) == accepted(SECRET, value)


@pytest.mark.parametrize(
    ("shape", "value", "texts"),
    [
        (WORD, "a", ["must have 2 to 3 characters, not 1."]),
        (WORD, "abcd", ["must have 2 to 3 characters, not 4."]),
        (WORD, "", ["must have 2 to 3 characters, not 0."]),
        (WORD, "A1", ["must consist of small letters, not 'A1'."]),
        (
            WORD,
            "\u0430b",
            [f"must consist of small letters, not '\u0430b', with {CYRILLIC}."],
        ),
        (WORD, "ab\n", ["must consist of small letters, not 'ab\\n'."]),
        (
            WORD,
            "A",
            ["must have 2 to 3 characters, not 1.", "must consist of small letters, not 'A'."],
        ),
        (WORD, 5, ["must be a string, not the integer 5; put it in quotes."]),
        (WORD, 0.5, ["must be a string, not the number 0.5; put it in quotes."]),
        (WORD, True, ["must be a string, not the boolean true."]),
        (WORD, None, ["must be a string, not null; set a value."]),
        (WORD, CLEAR, ["must be a string, not CLEAR; this member cannot be cleared."]),
        (WORD, np.int64(5), ["must be a string, not a numpy.int64; convert it with str()."]),
        (SECRET, Decimal(5), ["must be a string, not a decimal.Decimal; convert it with str()."]),
        (WORD, b"ab", ["must be a string, not a bytes; decode it."]),
        (
            String(2, 3, example="9:0"),
            900,
            ['must be a string, not the integer 900; write it as "9:0".'],
        ),
        (SECRET, "a\ud800", [HALF]),
        (String(2, 3, ".*", form="be one line"), "a\udcff", [HALF]),
        (SECRET, "abcd", ["must have at most 3 characters, not 4."]),
        (KEY, "ABC", ["must consist of small letters."]),
        (SECRET, 4711, ["must be a string, not an integer; put it in quotes."]),
    ],
)
def test_string_when_wrong_then_reported_without_secrets(
    shape: String, value: Any, texts: list[str]
) -> None:
    """A secret stays out of the text, whatever its type."""
    assert [f"X: {text}" for text in texts] == rejected(shape, value)

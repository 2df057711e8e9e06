"""Tags are a mapping of strings, and their values stay out of all texts."""

from typing import Any

import pytest

from cpkit.models import CLEAR
from cpkit.schema.frozen import Tags
from cpkit.schema.shapes import String, TagMap
from tests.support.shape_checks import accepted, rejected

KEY = String(1, 3, "[a-z]+", form="consist of small letters")
HALF = "contains half of a surrogate pair, which stands for no character; remove it."
SHAPE = TagMap(1, 2, KEY, String(0, 2, secret=True))


@pytest.mark.parametrize(
    "value", [{"a": ""}, {"abc": "12", "b": "1"}, {"a": "\u00e4"}, Tags({"a": "1"})]
)
def test_tags_when_valid_then_immutable(value: Any) -> None:
    """Tags that exist stay as they are."""
    assert (Tags(value), Tags(value), []) == accepted(SHAPE, value)
    assert Tags is type(SHAPE.accept(value))


def test_tags_when_cleared_then_clear() -> None:
    """The third state of tags."""
    assert CLEAR is SHAPE.accept(CLEAR)


@pytest.mark.parametrize(
    ("value", "texts"),
    [
        ({}, ["X: must have 1 to 2 tags, not 0; to remove all tags, use CLEAR."]),
        (dict.fromkeys("abc", ""), ["X: must have 1 to 2 tags, not 3."]),
        ([], ['X: must be an object of tags, not a list; write {"KEY": "VALUE"}.']),
        ("a=secret", ["X: must be an object of tags, not a string."]),
        ({"abcd": ""}, ['X["abcd"]: must have 1 to 3 characters, not 4.']),
        (
            {"A": "", "b": "123"},
            [
                "X[\"A\"]: must consist of small letters, not 'A'.",
                'X["b"]: must have at most 2 characters, not 3.',
            ],
        ),
        ({"a\nb": ""}, ["X[\"a\\nb\"]: must consist of small letters, not 'a\\nb'."]),
        ({"a": "\ud800"}, [f'X["a"]: {HALF}']),
        ({"a": 4711}, ['X["a"]: must be a string, not an integer; put it in quotes.']),
        ({1: "a"}, ['X["1"]: must be a string, not the integer 1; put it in quotes.']),
    ],
    ids=repr,
)
def test_tags_when_wrong_then_reported_without_values(value: Any, texts: list[str]) -> None:
    """Keys are shown, values never."""
    assert texts == rejected(SHAPE, value)

"""The words with which shapes describe values."""

from typing import Any

import pytest

from cpkit.schema.shapes.shape import described, quoted, sized, with_article


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("shop", "'shop'"),
        ("x" * 100, "'" + "x" * 56 + "..."),
        (10**5000, "an integer of 16610 bits"),
        ([1], "[1]"),
    ],
    ids=lambda value: str(value)[:20] if isinstance(value, str) else "",
)
def test_value_when_described_then_short(value: Any, text: str) -> None:
    """However long it is; Python refuses to write integers of thousands of digits."""
    assert text == described(value)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (["größe"], '["größe"]'),
        (["a\nb", 'say "x"'], '["a\\nb", "say \\"x\\""]'),
        (["\ud800"], '["\\ud800"]'),
    ],
    ids=["letters", "quotes", "surrogate"],
)
def test_value_when_quoted_then_as_json_and_printable(value: Any, text: str) -> None:
    """Nothing in it breaks a line or an encoding."""
    assert text == quoted(value)


def test_counts_when_sized_then_a_range_in_words() -> None:
    """A range from nothing has only an end."""
    assert ("1 to 3", "at most 3", "exactly 3") == (sized(1, 3), sized(0, 3), sized(3, 3))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Matching", "a Matching"),
        ("AutoMerging", "an AutoMerging"),
        ("S3Exporting", "an S3Exporting"),
        ("integer", "an integer"),
        ("SHAPE", "a SHAPE"),
    ],
)
def test_name_when_with_its_article_then_as_it_is_spoken(name: str, text: str) -> None:
    """An S is spoken as a letter before the 3 alone."""
    assert text == with_article(name)

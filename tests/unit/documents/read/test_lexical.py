"""Characters and numbers that both formats reject."""

from typing import Any

import pytest

from cpkit.documents.read.lexical import MAX_DIGITS, NUMBER, check_characters, number
from cpkit.documents.syntax import UnreadableError


@pytest.mark.parametrize(
    ("text", "offset", "named"),
    [
        ("\ufeff{}", 0, "byte order mark"),
        ("a: \x00", 3, "U+0000"),
        ("a: b\x1b[31m", 4, "U+001B"),
        ("\ud800", 0, "surrogate pair (U+D800)"),
        ("a: b\n<<<<<<< HEAD\nc: 1\n=======\nc: 2\n>>>>>>> x\n", 5, "a conflict of two versions"),
    ],
)
def test_character_when_no_document_contains_it_then_it_is_named_with_its_place(
    text: str, offset: int, named: str
) -> None:
    """An editor shows none of them."""
    with pytest.raises(UnreadableError) as caught:
        check_characters(text)

    assert offset == caught.value.offset
    assert named in str(caught.value)


def test_character_when_it_is_a_letter_of_any_language_then_it_is_fine() -> None:
    """Line ends, tabs and emoji, too."""
    check_characters("größe:\t'名前' # 😀\r\n\x85\u2028")


@pytest.mark.parametrize(
    ("text", "value"),
    [("0", 0), ("-12", -12), ("9007199254740993", 9007199254740993), ("0.5", 0.5), ("1E2", 100.0)],
)
def test_number_when_it_can_be_held_then_exactly(text: str, value: Any) -> None:
    """An integer stays one, however large."""
    assert NUMBER.fullmatch(text)
    assert (value, type(value)) == (number(text), type(number(text)))


@pytest.mark.parametrize("text", ["1e999", "-1e999", "1e-999", "0.1e-400"])
def test_number_when_a_float_cannot_hold_it_then_an_error(text: str) -> None:
    """Neither infinity nor zero is what was written."""
    with pytest.raises(UnreadableError, match="too large or too small") as caught:
        number(text, 7)

    assert 7 == caught.value.offset


def test_number_when_it_is_too_long_then_it_is_not_read() -> None:
    """Reading it would take the square of its length."""
    assert 10**MAX_DIGITS // 10 == number("1" + "0" * (MAX_DIGITS - 1))
    with pytest.raises(UnreadableError, match=f"has {MAX_DIGITS + 1} characters"):
        number("1" * (MAX_DIGITS + 1))


@pytest.mark.parametrize("text", ["+1", "01", ".5", "5.", "1_000", "0x1F", "NaN", "\u0661"])
def test_number_when_only_some_readers_take_it_for_one_then_it_is_none(text: str) -> None:
    """JSON's grammar counts."""
    assert NUMBER.fullmatch(text) is None

"""Lists of strings are checked as a whole, and a flat list is never read as one of lists."""

from typing import Any

import pytest

from cpkit.schema.collector import ProblemCollector
from cpkit.schema.shapes import StringList, StringLists
from tests.support.shape_checks import accepted, rejected

LIST = StringList(1, 2)
KNOWN = StringList(1, 2, known=frozenset({"a", "b"}), custom="x.")
LISTS = StringLists(1, 2, LIST, "group", "groups")
LONG, TOO_LONG = "n" * 255, "n" * 256


@pytest.mark.parametrize(
    ("shape", "value"),
    [
        (LIST, ["a"]),
        (LIST, ("a", "b")),
        (LIST, [LONG, LONG]),
        (LIST, ["a", LONG]),
        (KNOWN, ["a"]),
        (KNOWN, ("b", "x.c")),
        (LIST, ["\u00e4"]),
        (KNOWN, ["x.\u00e4"]),
    ],
)
def test_list_when_valid_then_a_tuple(shape: StringList, value: Any) -> None:
    """Each string has a limit; all of them together have none."""
    assert (tuple(value), tuple(value), []) == accepted(shape, value)


@pytest.mark.parametrize(("shape", "start"), [(LIST, ""), (KNOWN, "x.")])
def test_list_when_a_string_contains_half_of_a_pair_then_it_is_named(
    shape: StringList, start: str
) -> None:
    """No document could contain it."""
    text = "contains half of a surrogate pair, which stands for no character; remove it."

    assert [f"X[1]: {text}"] == rejected(shape, ["a", f"{start}\udcff"])


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ([], "must have 1 to 2 items, not 0."),
        (["a", "b", "c"], "must have 1 to 2 items, not 3."),
        ("abc", "must be a list of strings, not the string 'abc'; write [\"abc\"]."),
        (
            "a, b",
            'must be a list of strings, not the string \'a, b\'; write ["a", "b"].',
        ),
        ({"a"}, "must be a list of strings, not a set; write a list, as a set has no order."),
        ({"a": 1}, "must be a list of strings, not an object."),
        (5, "must be a list of strings, not the integer 5."),
        (None, "must be a list of strings, not null; set a value."),
    ],
    ids=repr,
)
def test_list_when_it_is_not_one_then_the_way_to_write_it_is_named(value: Any, text: str) -> None:
    """A string is no list of letters, a mapping no list of keys."""
    assert [f"X: {text}"] == rejected(LIST, value)


@pytest.mark.parametrize(
    ("value", "texts"),
    [
        ([""], ["X[0]: must have 1 to 255 characters, not 0."]),
        ([TOO_LONG, "a"], ["X[0]: must have 1 to 255 characters, not 256."]),
        ([LONG, ""], ["X[1]: must have 1 to 255 characters, not 0."]),
        (["", LONG], ["X[0]: must have 1 to 255 characters, not 0."]),
        ([LONG, 1], ["X[1]: must be a string, not the integer 1; put it in quotes."]),
        ([["a"]], ["X[0]: must be a string, not a list."]),
        (["a", None], ["X[1]: must be a string, not null; set a value."]),
    ],
    ids=lambda value: str(value)[:30],
)
def test_list_when_a_string_is_wrong_then_reported_at_its_place(
    value: list[Any], texts: list[str]
) -> None:
    """However long the others are."""
    assert texts == rejected(LIST, value)


@pytest.mark.parametrize(
    ("strings", "is_accepted"),
    [
        (["x."], False),
        (["x.a", "c"], False),
        (["x." + "n" * 253], True),
        (["x." + "n" * 254], False),
    ],
)
def test_list_when_a_string_is_custom_then_it_continues_after_its_beginning(
    strings: list[str], *, is_accepted: bool
) -> None:
    """A beginning alone is no name, and custom names are no longer than others."""
    if is_accepted:
        assert tuple(strings) == KNOWN.accept(strings)
    else:
        assert [] == [text for text in rejected(KNOWN, strings) if "255" not in text]


def test_list_when_strings_are_unknown_then_each_is_validated_at_its_place() -> None:
    """What validates them is told where they are."""
    validated: list[tuple[str, str]] = []

    def validate(name: str, path: str, _: ProblemCollector) -> None:
        validated.append((name, path))

    shape = StringList(1, 3, known=frozenset({"a"}), custom="x.", validate_item=validate)

    assert ("a", "b") == shape.validate(["a", "b"], "X", ProblemCollector(frozenset()))
    assert [("a", "X[0]"), ("b", "X[1]")] == validated


def test_lists_when_valid_then_tuples_of_tuples() -> None:
    """Lists and tuples are the same."""
    assert ((("a",), ("b", "c")),) * 2 == accepted(LISTS, [["a"], ("b", "c")])[:2]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ([], "X: must have 1 to 2 groups, not 0."),
        ([["a"]] * 3, "X: must have 1 to 2 groups, not 3."),
        ("a", "X: must be a list of groups, not the string 'a'; write [[\"a\"]]."),
        (["a"], 'X: must be a list of groups, not a list of strings; write [["a"]].'),
        (
            ["a", "b"],
            (
                'X: must be a list of groups, not a list of strings; write [["a", "b"]] if all '
                'of them must match, or [["a"], ["b"]] if each is enough alone.'
            ),
        ),
        (
            "a,b",
            (
                'X: must be a list of groups, not the string \'a,b\'; write [["a", "b"]] if all '
                'of them must match, or [["a"], ["b"]] if each is enough alone.'
            ),
        ),
        (
            [["a"], "b"],
            (
                "X[1]: must be a list of strings, not the string 'b'; add it to a group, or write "
                '["b"] if it is enough alone.'
            ),
        ),
        (5, "X: must be a list of groups, not the integer 5."),
    ],
    ids=repr,
)
def test_lists_when_they_are_not_then_both_readings_are_shown(value: Any, text: str) -> None:
    """The narrow one, which merges less, comes first."""
    assert [text] == rejected(LISTS, value)


def test_lists_when_the_flat_list_is_long_then_the_readings_are_described() -> None:
    """An error is read, not scrolled."""
    (text,) = rejected(LISTS, ["n" * 50] * 9)

    assert text.endswith(
        "; write one group if all of them must match, or a group for each that is enough alone."
    )


@pytest.mark.parametrize("shape", [LIST, LISTS])
@pytest.mark.parametrize("value", ["n" * 10**6, ["n" * 10**6], ["n" * 10**6, ["a"]]])
def test_advice_when_the_string_is_long_then_it_is_not_quoted(
    shape: StringList | StringLists, value: Any
) -> None:
    """Whatever a document contains, an error stays short."""
    assert 300 > max(map(len, rejected(shape, value)))

"""What is an object and what a list, of plain data."""

from collections import OrderedDict, UserDict, UserList
from types import MappingProxyType

import pytest

from cpkit.schema.json_types import are_leaves, is_map, is_sequence


@pytest.mark.parametrize(
    "value",
    [dict[str, int](), OrderedDict[str, int](), UserDict[str, int](), MappingProxyType({"a": 1})],
)
def test_map_when_it_is_any_mapping_then_it_is_one(value: object) -> None:
    """Other libraries' mappings are mappings, and no lists."""
    assert is_map(value)
    assert not is_sequence(value)


@pytest.mark.parametrize("value", ["text", b"bytes", {"set"}, UserList[int](), range(1), None, 1])
def test_sequence_when_it_is_neither_list_nor_tuple_then_it_is_none(value: object) -> None:
    """A string is no list of characters, and a set has no order."""
    assert not is_sequence(value)
    assert not is_map(value)
    assert is_sequence([])
    assert is_sequence(())


def test_leaves_when_something_could_have_more_below_it_then_they_are_not_all_leaves() -> None:
    """A class that is not known could be anything."""

    class Text(str):
        """Be more than a text."""

        __slots__ = ()

    assert are_leaves(["a", 1, 0.5, True, None])
    assert not are_leaves(["a", []])
    assert not are_leaves([Text("a")])

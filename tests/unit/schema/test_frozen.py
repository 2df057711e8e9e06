"""Mappings that cannot change: they compare, hash and pickle as values, and hide what they have."""

import pickle
from typing import Any

import pytest

from cpkit import UnknownValue
from cpkit.schema.frozen import FrozenMap, Tags, freeze

PLAIN: dict[str, Any] = {"Rules": [{"Rule": ["a", "b"]}], "Tags": {"team": "web"}, "Days": 3}


def test_freeze_when_data_is_deep_then_immutable_at_any_depth() -> None:
    """Nothing below can be changed either."""
    frozen = freeze(PLAIN)

    assert "b" == frozen["Rules"][0]["Rule"][1]
    assert FrozenMap is type(frozen["Tags"])
    assert tuple is type(frozen["Rules"])
    with pytest.raises(TypeError):
        frozen["Rules"][0]["Rule"] = ()


def test_freeze_when_the_source_changes_then_the_copy_does_not() -> None:
    """A response may be somebody else's."""
    source: dict[str, Any] = {"Rules": [{"Rule": ["a"]}]}
    frozen = freeze(source)

    source["Rules"][0]["Rule"].append("b")
    source["Days"] = 3

    assert {"Rules": ({"Rule": ("a",)},)} == frozen


def test_map_when_compared_then_by_its_entries() -> None:
    """With any mapping, in any order."""
    frozen = freeze(PLAIN)

    assert frozen is freeze(frozen)
    assert freeze(PLAIN) == frozen
    assert hash(freeze(PLAIN)) == hash(frozen)
    assert FrozenMap({"b": 2, "a": 1}) == {"a": 1, "b": 2}
    assert FrozenMap({"a": 1}) != 5
    assert list(PLAIN) == list(frozen)
    assert frozen == pickle.loads(pickle.dumps(frozen))


def test_map_when_somebody_changes_it_then_that_is_rejected_by_its_name() -> None:
    """Each way to do it, and maps that differ are not taken for each other in a set."""
    tags: Any = Tags({"a": "1"})

    with pytest.raises(AttributeError, match=r"^Tags cannot be changed: x$"):
        tags.x = 1
    with pytest.raises(AttributeError, match=r"^Tags cannot be changed: _entries$"):
        del tags._entries
    assert 3 == len({hash(Tags({"a": text})) for text in "123"})


@pytest.mark.parametrize("value", [b"x", UnknownValue("x"), 1j], ids=repr)
def test_freeze_when_it_is_neither_mapping_nor_list_then_the_value_itself(value: object) -> None:
    """What has nothing below it stays what it is."""
    assert value is freeze(value)

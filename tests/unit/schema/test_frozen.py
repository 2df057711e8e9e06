"""What an answer is kept in cannot change, whenever it is frozen."""

import pickle
from typing import Any

import pytest

from cpkit import UnknownValue
from cpkit.schema.frozen import FrozenMap, Tags, Unseen, freeze

PLAIN: dict[str, Any] = {"Rules": [{"Rule": ["a", "b"]}], "Tags": {"team": "web"}, "Days": 3}


def test_unseen_when_looked_at_then_frozen_at_any_depth() -> None:
    """Whoever looks sees what an answer that was frozen at once would show."""
    unseen: Any = Unseen(PLAIN)

    assert "b" == unseen["Rules"][0]["Rule"][1]
    assert FrozenMap is type(unseen["Tags"])
    assert tuple is type(unseen["Rules"])
    with pytest.raises(TypeError):
        unseen["Rules"][0]["Rule"] = ()


def test_unseen_when_compared_then_equal_to_what_was_frozen_at_once() -> None:
    """When it was frozen shows nowhere."""
    unseen = Unseen(PLAIN)

    assert freeze(PLAIN) == Unseen(PLAIN)
    assert unseen == freeze(PLAIN)
    assert hash(freeze(PLAIN)) == hash(unseen)
    assert list(PLAIN) == list(Unseen(PLAIN))
    assert unseen is freeze(unseen)


def test_unseen_when_two_threads_look_at_once_then_both_see_the_same() -> None:
    """The second one finds the data half done by the first, and freezes it again."""
    unseen: Any = Unseen(PLAIN)
    first = unseen.to_dict()

    second = unseen.__getattr__("_entries")

    assert first == second


def test_unseen_when_pickled_then_looked_at_first() -> None:
    """What is restored is frozen, and no other's."""
    restored = pickle.loads(pickle.dumps(Unseen(PLAIN)))

    assert FrozenMap is type(restored)
    assert freeze(PLAIN) == restored


def test_map_when_somebody_changes_it_then_that_is_refused_by_its_name() -> None:
    """Each way to do it, and maps that differ are not taken for each other in a set."""
    tags: Any = Tags({"a": "1"})

    with pytest.raises(AttributeError, match=r"^Tags cannot be changed: x$"):
        tags.x = 1
    with pytest.raises(AttributeError, match=r"^Tags cannot be changed: _entries$"):
        del tags._entries
    assert 3 == len({hash(Tags({"a": text})) for text in "123"})


@pytest.mark.parametrize("value", [b"x", UnknownValue("x"), 1j], ids=repr)
def test_freeze_when_it_is_neither_map_nor_list_then_kept(value: object) -> None:
    """What has nothing below it stays what it is."""
    assert value is freeze(value)


def test_unseen_when_something_else_is_missed_then_it_is_missing() -> None:
    """Only its entries are made on demand."""
    unseen: Any = Unseen(PLAIN)

    with pytest.raises(AttributeError, match="entries_"):
        _ = unseen.entries_
    assert unseen != 5

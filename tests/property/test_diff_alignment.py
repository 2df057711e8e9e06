"""Law: what is in both lists never goes or comes, and as little as can be moves."""

from hypothesis import given
from hypothesis import strategies as st

from cpkit.planning.diff import align


@given(st.permutations(range(6)))
def test_align_when_items_only_change_places_then_they_only_move(order: list[int]) -> None:
    """What is in both lists never goes or comes, and not all of it moves."""
    pairs = align(range(6), order)

    assert all(pair.before is not None and pair.after is not None for pair in pairs)
    assert len(pairs) < 6


@given(st.permutations(range(7)), st.integers(0, 7))
def test_align_when_an_item_comes_in_then_it_alone_is_new(order: list[int], index: int) -> None:
    """What was placed before others does not move them."""
    after = [*order[:index], 99, *order[index:]]

    assert [(None, index)] == [(pair.before, pair.after) for pair in align(order, after)]

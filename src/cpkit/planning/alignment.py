"""How two lists of the same kind belong together: what stayed, moved, came and went."""

from collections import defaultdict
from collections.abc import Hashable, Sequence

import attrs

__all__ = ["Pair", "align"]


@attrs.frozen
class Pair:
    """Say where an item stood and where it stands; ``None`` where it did not or does not."""

    before: int | None
    """Its index in the list before."""
    after: int | None
    """Its index in the list after."""


def align(before: Sequence[Hashable], after: Sequence[Hashable]) -> tuple[Pair, ...]:
    """List every item that is not simply where it was, in relation to the others.

    As few items as possible count as moved: an item that others were placed before is not, though
    its index is another.

    Args:
        before: The list before.
        after: The list after.

    Returns:
        What went, came, was replaced at its place (both indices are there, and equal, but the
        items are not), or moved (both are there, and the items are equal).
    """
    same = _equal_items(before, after)
    stayed = set(_longest_rising(same))
    gone = set(range(len(before))) - {pair[0] for pair in same}
    new = set(range(len(after))) - {pair[1] for pair in same}
    replaced = gone & new
    pairs = [
        *(Pair(index, index) for index in replaced),
        *(Pair(index, None) for index in gone - replaced),
        *(Pair(None, index) for index in new - replaced),
        *(Pair(*pair) for pair in same if pair not in stayed),
    ]
    return tuple(sorted(pairs, key=_place))


def _place(pair: Pair) -> int:
    """Order by index; of two with the same, what went stays before what came."""
    return (pair.before or 0) if pair.after is None else pair.after


def _equal_items(before: Sequence[Hashable], after: Sequence[Hashable]) -> list[tuple[int, int]]:
    """Pair the first of equal items with the first, the second with the second, and so on."""
    places: defaultdict[Hashable, list[int]] = defaultdict(list)
    for index in reversed(range(len(before))):
        places[before[index]].append(index)
    return [(places[item].pop(), index) for index, item in enumerate(after) if places.get(item)]


def _longest_rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Find the longest part of the pairs, ordered by their second, whose first rises as well."""
    nothing: list[tuple[int, int]] = []
    best = [nothing]
    for pair in pairs:
        fitting = (run for run in best if not run or run[-1][0] < pair[0])
        best.append([*max(fitting, key=len), pair])
    return max(best, key=len)

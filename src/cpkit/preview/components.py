"""Groups of profiles that are tied to each other, directly or through others."""

from typing import Any

import numpy as np
import numpy.typing as npt

from cpkit.preview.codes import Numbers

__all__ = ["follow", "separate", "unite"]


def separate(count: int) -> Numbers:
    """Return as many profiles, each in a group of its own.

    A group is known by its least profile, its leader. The array has it for each profile, at once or
    through others of the group: `follow` finds it.
    """
    return np.arange(count, dtype=np.uint32)


def unite(leaders: Numbers, one: Numbers, other: Numbers) -> None:
    """Put the two profiles of each tie into one group.

    In each round every group joins the one with the least leader of those that it is tied to, all
    at once. After two rounds a group has joined another, or all that it was tied to have joined it.
    So at most half of those with ties are left after two, and rounds are few.

    Args:
        leaders: Through whom each profile has its leader; changed in place.
        one: One profile of each tie.
        other: The other.
    """
    first, second = follow(leaders, one), follow(leaders, other)
    is_apart = first != second
    while is_apart.any():
        first, second = first[is_apart], second[is_apart]
        np.minimum.at(leaders, np.maximum(first, second), np.minimum(first, second))
        first, second = follow(leaders, first), follow(leaders, second)
        is_apart = first != second


def follow(leaders: Numbers, profiles: npt.NDArray[Any]) -> Numbers:
    """Return the leaders of some profiles, however far off they are, and have them near from now.

    Args:
        leaders: Through whom each profile has its leader; changed in place.
        profiles: The profiles.
    """
    nearer: Numbers = leaders[profiles]
    while not np.array_equal(nearer, further := leaders[nearer]):
        leaders[profiles] = nearer = further
    return nearer

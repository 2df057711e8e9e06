"""Groups of profiles that are tied to each other, directly or through others."""

from typing import Any

import numpy as np
import numpy.typing as npt

from cpkit.preview.codes import Numbers

__all__ = ["follow", "separate", "unite"]


def separate(count: int) -> Numbers:
    """Return as many profiles, each in a group of its own.

    A group is known by its least profile: the array holds it for each profile.
    """
    return np.arange(count, dtype=np.uint32)


def unite(leaders: Numbers, one: Numbers, other: Numbers) -> None:
    """Put the two profiles of each tie into one group.

    In each round every group joins the one with the least leader of those that it is tied to, all
    at once. After two rounds a group has joined another, or all that it was tied to have joined it.
    So at most half of those with ties are left after two, and rounds are few.

    Args:
        leaders: The least profile of each profile's group; changed in place.
        one: One profile of each tie.
        other: The other.
    """
    first, second = leaders[one], leaders[other]
    is_apart = first != second
    while is_apart.any():
        first, second = first[is_apart], second[is_apart]
        lesser, greater = np.minimum(first, second), np.maximum(first, second)
        np.minimum.at(leaders, greater, lesser)
        follow(leaders, greater)
        first, second = leaders[first], leaders[second]
        is_apart = first != second
    follow(leaders, np.arange(len(leaders)))


def follow(leaders: Numbers, profiles: npt.NDArray[Any]) -> None:
    """Point these profiles at the leaders of their groups, however long the chains are."""
    nearer = leaders[profiles]
    while True:
        further = leaders[nearer]
        if np.array_equal(nearer, further):
            return
        leaders[profiles] = further
        nearer = further

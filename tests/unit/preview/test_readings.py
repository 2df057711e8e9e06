"""Tests of readings: how many profiles have another group under another one."""

import numpy as np
import pytest

from cpkit.preview.readings import count_differing, is_grouped


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ([0, 1, 2], [0, 1, 2], 0),
        ([0, 0, 2], [0, 0, 2], 0),
        ([0, 0, 2], [0, 1, 2], 2),
        ([0, 0, 2, 2], [0, 1, 1, 0], 4),
        ([0, 0, 2, 2, 4], [0, 0, 0, 0, 4], 4),
        ([0, 0, 2, 3, 3], [0, 0, 2, 2, 3], 3),
        ([], [], 0),
    ],
)
def test_count_when_groups_have_other_members_then_these_are_counted(
    one: list[int], other: list[int], expected: int
) -> None:
    """A profile counts where not the same others are with it."""
    leaders = [np.array(given, dtype=np.uint32) for given in (one, other)]

    assert expected == count_differing(leaders[0], leaders[1])
    assert expected == count_differing(leaders[1], leaders[0])


def test_is_grouped_when_profiles_share_a_group_then_true() -> None:
    """The leader counts as well."""
    assert [True, False, True] == is_grouped(np.array([0, 1, 0], dtype=np.uint32)).tolist()

"""Tests of groups of tied profiles."""

import numpy as np
import pytest

from cpkit.preview import components
from cpkit.preview.codes import Numbers
from cpkit.preview.components import separate, unite

COUNT = 1 << 12

SHAPES = {
    "a star around the least": [(0, other) for other in range(1, COUNT)],
    "a star around the greatest": [(COUNT - 1, other) for other in range(COUNT - 1)],
    "a chain": [(other, other + 1) for other in range(COUNT - 1)],
    "a chain back and forth": [
        (other // 2, COUNT - 1 - (other + 1) // 2) for other in range(COUNT - 1)
    ],
    "a tree": [((other - 1) // 2, other) for other in range(1, COUNT)],
}


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("turned", [False, True])
def test_unite_when_many_profiles_are_one_group_then_rounds_are_few(
    shape: str, *, turned: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After two rounds at most half of the groups are left, whoever is tied to whom."""
    rounds: list[int] = []
    once = components.follow

    def counted(leaders: Numbers, profiles: Numbers) -> Numbers:
        rounds.append(len(profiles))
        return once(leaders, profiles)

    monkeypatch.setattr(components, "follow", counted)
    one, other = np.array(SHAPES[shape], dtype=np.uint32).T[:: -1 if turned else 1]
    leaders = separate(COUNT)

    unite(leaders, one, other)

    assert 2 * (2 * 12 + 1) >= len(rounds)  # each for both sides of the ties, and once before
    assert [0] * COUNT == once(leaders, np.arange(COUNT)).tolist()

"""Law: a preview is what the guide's sentences say, worked out pair by pair."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.preview_cases import POOLS, cases, expected_of, groups, levels, previewed
from tests.support.preview_oracle import Level, partition
from tests.support.thorough import thorough, times

pytestmark = thorough


@pytest.mark.parametrize("pool", POOLS, ids="+".join)
@settings(max_examples=times(60, 3000))
@given(data=st.data())
def test_evaluate_when_compared_with_all_pairs_then_groups_levels_and_counts_agree(
    pool: Sequence[str], data: st.DataObject
) -> None:
    """Who is with whom, at which level each profile matched, and what is counted, are the same."""
    case = data.draw(cases(pool=pool))
    preview = previewed(case)

    right = expected_of(case)
    assert partition(right.groups) == partition(groups(case, preview))
    assert right.levels == levels(case, preview)
    assert right.rules == tuple(
        Level(
            profiles=row["profiles"],
            groups=row["groups"],
            largest=row["largest"],
            alone=row["alone"],
            adds=row["adds"],
            left_out_as_common=row["left_out_as_common"],
            merges=row["merges"],
        )
        for row in preview.levels.iter_rows(named=True)
    )

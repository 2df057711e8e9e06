"""Law: a waterfall refines what is connected over all levels."""

from dataclasses import replace

from hypothesis import given, settings

from tests.support.preview_cases import CASES, Case, groups, previewed
from tests.support.preview_oracle import partition


@settings(max_examples=50)
@given(CASES)
def test_evaluate_when_grouping_is_transitive_then_groups_of_the_waterfall_stay_together(
    case: Case,
) -> None:
    """Each group of the waterfall is a part of one transitive group."""
    waterfall, transitive = (
        partition(groups(case, previewed(replace(case, grouping=grouping))))
        for grouping in ("waterfall", "transitive")
    )

    assert all(any(fine <= coarse for coarse in transitive) for fine in waterfall)

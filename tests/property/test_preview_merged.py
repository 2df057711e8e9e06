"""Law: as many profiles are left as a preview says, and each record has its members' values."""

import warnings

from hypothesis import given, settings

from cpkit import SettingsWarning
from tests.support.preview_cases import CASES, Case, previewed


@settings(max_examples=50)
@given(CASES)
def test_merged_when_counted_then_one_profile_a_group_is_left(case: Case) -> None:
    """No id occurs twice, and no value that nobody has."""
    found = previewed(case)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SettingsWarning)
        merged = found.merged()

    left = merged.profiles.collect()

    assert left.height == len(merged) == left["ProfileId"].n_unique()
    if case.grouping == "waterfall":
        merging = found.groups.filter("merges")
        assert merging.height == merged.records.height
        assert len(case.rows) - (merging["size"].sum() - merging.height) == len(merged)
    for name in merged.records.columns[1:]:
        texts = {row.get(name) for row in case.rows}
        assert set(merged.records[name]) <= texts | {None}

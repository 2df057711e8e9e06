"""Law: what merges up to a level is what the rules up to this level match."""

from dataclasses import replace

import attrs
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.preview_cases import CASES, Case, found, previewed


@settings(max_examples=50)
@given(CASES, st.data())
def test_evaluate_when_cut_after_the_merging_level_then_exactly_what_merges_is_left(
    case: Case, data: st.DataObject
) -> None:
    """As a waterfall, later rules change nothing of the groups that earlier ones made."""
    rules = case.settings.matching_rules or ()
    last = case.settings.max_allowed_rule_level_for_matching or len(rules)
    level = data.draw(st.integers(1, last))
    whole = replace(
        case,
        grouping="waterfall",
        settings=attrs.evolve(case.settings, max_allowed_rule_level_for_merging=level),
    )
    cut = replace(
        whole, settings=attrs.evolve(whole.settings, max_allowed_rule_level_for_matching=level)
    )

    merging = {member for member in found(previewed(whole)) if member.merges}

    assert found(previewed(cut)) == merging

"""Law: comparing all sub-types loses no match of comparing each with itself."""

from dataclasses import replace

import attrs
from hypothesis import given, settings
from hypothesis import strategies as st

from cpkit import AttributeMatchingModel, AttributeTypesSelector, RuleBasedMatching
from tests.support.preview_cases import Case, cases, groups, previewed, selectors
from tests.support.preview_oracle import partition


def _under(
    case: Case, model: AttributeMatchingModel, selector: AttributeTypesSelector
) -> set[frozenset[int]]:
    """Return the groups under transitive grouping, whatever is common."""
    read: RuleBasedMatching = attrs.evolve(
        case.settings,
        attribute_types_selector=attrs.evolve(selector, attribute_matching_model=model),
    )
    return partition(groups(case, previewed(replace(case, settings=read))))


@settings(max_examples=50)
@given(st.data(), selectors())
def test_evaluate_when_all_sub_types_are_compared_then_no_match_is_lost(
    data: st.DataObject, selector: AttributeTypesSelector
) -> None:
    """Each group under ONE_TO_ONE is a part of one under MANY_TO_MANY."""
    case = data.draw(cases(selector=st.just(selector)))
    case = replace(case, grouping="transitive", common_value_limit=None)

    one_to_one, many_to_many = (_under(case, model, selector) for model in AttributeMatchingModel)

    assert all(any(fine <= coarse for coarse in many_to_many) for fine in one_to_one)

"""Law: a rule that stands there twice matches nothing the second time."""

from dataclasses import replace

import attrs
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.preview_cases import Case, cases, found, previewed


@settings(max_examples=50)
@given(cases(most_rules=3), st.data())
def test_evaluate_when_a_rule_is_repeated_then_its_level_adds_nothing(
    case: Case, data: st.DataObject
) -> None:
    """Repeated right at the end of all levels, a rule changes neither groups nor levels."""
    rules = case.settings.matching_rules or ()
    last = case.settings.max_allowed_rule_level_for_matching or len(rules)
    again = data.draw(st.sampled_from(rules[:last]))
    settings = attrs.evolve(
        case.settings,
        matching_rules=[*rules[:last], again],
        max_allowed_rule_level_for_matching=None,
        max_allowed_rule_level_for_merging=None,
    )
    once = attrs.evolve(case.settings, max_allowed_rule_level_for_merging=None)

    repeated = previewed(replace(case, settings=settings))

    assert found(previewed(replace(case, settings=once))) == found(repeated)
    (added,) = repeated.levels["adds"].tail(1)
    assert 0 == added

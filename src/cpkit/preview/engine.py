"""The engine: check rules and profiles, read, code, compare."""

from collections.abc import Callable
from typing import Any

from cpkit.models import AttributeMatchingModel, DomainSettings, RuleBasedMatching
from cpkit.preview.coding import CodedAttribute, code_attribute
from cpkit.preview.complaints import Complaints
from cpkit.preview.fields import (
    MOST_COMBINATIONS,
    AddressParts,
    FieldPlan,
    count_combinations,
    plan_fields,
)
from cpkit.preview.levels import evaluate_levels
from cpkit.preview.profiles import read_profiles
from cpkit.preview.progress import Progress, Steps, watched
from cpkit.preview.readings import Evaluated, Origin, Readings

__all__ = ["run"]


def run(
    origin: Origin,
    rules: RuleBasedMatching | DomainSettings,
    readings: Readings,
    complaints: Complaints,
    on_progress: Callable[[Progress], object] | None = None,
) -> Evaluated:
    """Return what rules match in profiles.

    Args:
        origin: The profiles.
        rules: The rules, or settings that have some.
        readings: How the guide is read.
        complaints: Takes what is wrong, and what is only suspicious.
        on_progress: Called at least once a second.

    Raises:
        ValidationError: Something is wrong; it says everything that is.
        TypeError: The rules are something else, such as the path of a file.
    """
    readings.check(complaints)
    declared: Any = rules.rule_based_matching if isinstance(rules, DomainSettings) else rules
    declared = RuleBasedMatching(enabled=False) if declared is None else declared
    if not isinstance(declared, RuleBasedMatching):
        raise TypeError(
            f"rules: must be RuleBasedMatching or DomainSettings, not {type(rules).__name__}; "
            "read a file with documents.load"
        )
    plan = _plan(declared, readings.address_parts, complaints)

    def work(steps: Steps) -> Evaluated:
        table = read_profiles(origin.profiles, plan, origin.options, complaints)
        steps.total = 1 + len(plan.attributes) + len(plan.rules)
        coded: dict[str, CodedAttribute] = {}
        for name, attribute in plan.attributes.items():
            steps.begin(f"comparing {name}")
            coded[name] = code_attribute(
                attribute,
                table,
                together=plan.is_many_to_many,
                limit=readings.common_value_limit,
            )
        fields = {name: attribute.columns for name, attribute in coded.items()}
        found = evaluate_levels(
            plan,
            fields,
            table.count,
            grouping=readings.grouping,
            on_level=lambda level: steps.begin(f"level {level}"),
        )
        return Evaluated(origin, readings, plan, table, coded, found)

    return watched(work, on_progress)


def _plan(
    rules: RuleBasedMatching, address_parts: AddressParts, complaints: Complaints
) -> FieldPlan:
    """Return what the rules read; complain of what cannot be evaluated."""
    if not rules.matching_rules:
        complaints.add(
            "no-rules",
            "RuleBasedMatching.MatchingRules",
            "must have a rule: AWS does not publish the rules that it takes where there are none.",
        )
    selector = rules.attribute_types_selector
    if selector and selector.attribute_matching_model not in set(AttributeMatchingModel):
        complaints.add(
            "attribute-matching-model",
            "RuleBasedMatching.AttributeTypesSelector.AttributeMatchingModel",
            "must be ONE_TO_ONE or MANY_TO_MANY: of others it is not known what they compare.",
        )
    for name, value, effect in (
        ("Matching", rules.max_allowed_rule_level_for_matching, "all levels are matched"),
        ("Merging", rules.max_allowed_rule_level_for_merging, "no level is merged"),
    ):
        if value is None:
            complaints.warn(
                "level-not-given",
                f"RuleBasedMatching.MaxAllowedRuleLevelFor{name}",
                f"AWS does not document what is done without it; here, {effect}.",
            )
    for index, rule in enumerate(rules.matching_rules or ()):
        count = count_combinations(rule.rule, selector, address_parts)
        if count > MOST_COMBINATIONS:
            complaints.add(
                "combinations",
                f"RuleBasedMatching.MatchingRules[{index}]",
                f"has {count} combinations of sub-types, and {MOST_COMBINATIONS} are the most that "
                "are compared; name fewer sub-types or parts, or take address_parts='same'.",
            )
            address_parts = "same"
    return plan_fields(rules, address_parts=address_parts)

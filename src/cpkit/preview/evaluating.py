"""What `evaluate` does: check, read, code, compare."""

from collections.abc import Callable, Mapping

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
from cpkit.preview.inputs import Profiles
from cpkit.preview.levels import Grouping, evaluate_levels
from cpkit.preview.lookup import ColumnOptions
from cpkit.preview.profiles import read_profiles
from cpkit.preview.progress import Progress, Steps, watched
from cpkit.preview.readings import Evaluated, Readings
from cpkit.preview.report import Preview

__all__ = ["evaluate"]


def evaluate(
    profiles: Profiles,
    rules: RuleBasedMatching | DomainSettings,
    *,
    grouping: Grouping = "waterfall",
    address_parts: AddressParts = "same",
    common_value_limit: int | None = 500,
    columns: Mapping[str, str | None] | None = None,
    profile_id: str = "ProfileId",
    updated: str | None = None,
    source: str | None = None,
    on_progress: Callable[[Progress], object] | None = None,
) -> Preview:
    """Return what rules match in a set of profiles.

    Texts are compared as they are, code point by code point; what is missing or empty matches
    nothing. Files of Parquet, CSV, JSON lines (plain or compressed with gzip) and ORC are told
    apart by what is in them. All that is wrong with the profiles is reported before anything is
    computed. Nothing is sent, and nothing is written.

    Args:
        profiles: A path (also of a folder, with ``*``, or ``s3://``) or several, a frame of Polars
            or pandas, a table of pyarrow, a relation of DuckDB, anything else that gives a stream
            of Arrow, or a list of dicts as the service responds with.
        rules: The rules, or settings that have some.
        grouping: ``"waterfall"``: a profile that matched is not tried at later levels.
            ``"transitive"``: what is tied at any level is one group.
        address_parts: Whether the parts of an address that one rule names come from the
            ``"same"`` address, or are ``"independent"``.
        common_value_limit: The most profiles that may have a value for it to be matched on; a match
            needs one such value. ``None`` for no limit.
        columns: Your names of columns and the service's for them, such as
            ``{"mail": "EmailAddress"}``; ``{"MiddleName": None}`` accepts that it is missing.
        profile_id: The column of ids.
        updated: The column that tells when a profile was updated.
        source: The column that tells which object type a profile comes from.
        on_progress: Called at least once a second. What it raises ends the evaluation.

    Returns:
        The preview.

    Raises:
        ValidationError: Profiles, rules or options cannot be evaluated; ``.problems`` has each
            reason.
        TypeError: The profiles have no form that is known.

    Example:
        >>> from cpkit import RuleBasedMatching, preview
        >>> rules = RuleBasedMatching(
        ...     enabled=True,
        ...     matching_rules=[["EmailAddress"]],
        ...     max_allowed_rule_level_for_matching=1,
        ...     max_allowed_rule_level_for_merging=1,
        ... )
        >>> people = [
        ...     {"ProfileId": "a", "EmailAddress": "jo@example.com"},
        ...     {"ProfileId": "b", "EmailAddress": "jo@example.com"},
        ...     {"ProfileId": "c", "EmailAddress": "sam@example.com"},
        ... ]
        >>> preview.evaluate(people, rules).members["profile_id"].to_list()
        ['a', 'b']
    """
    complaints = Complaints()
    readings = Readings(grouping, address_parts, common_value_limit)
    readings.check(complaints)
    declared = rules.rule_based_matching if isinstance(rules, DomainSettings) else rules
    declared = declared or RuleBasedMatching(enabled=False)
    plan = _plan(declared, address_parts, complaints)
    options = ColumnOptions(dict(columns or {}), profile_id, updated, source)

    def work(steps: Steps) -> Evaluated:
        table = read_profiles(profiles, plan, options, complaints)
        steps.total = 1 + len(plan.attributes) + len(plan.rules)
        coded: dict[str, CodedAttribute] = {}
        for name, attribute in plan.attributes.items():
            steps.begin(f"comparing {name}")
            coded[name] = code_attribute(
                attribute, table, together=plan.is_many_to_many, limit=common_value_limit
            )
        fields = {name: attribute.columns for name, attribute in coded.items()}
        found = evaluate_levels(
            plan,
            fields,
            table.count,
            grouping=grouping,
            on_level=lambda level: steps.begin(f"level {level}"),
        )
        return Evaluated(readings, plan, table, coded, found)

    evaluated = watched(work, on_progress)
    complaints.show(stacklevel=2)
    return Preview(evaluated)


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

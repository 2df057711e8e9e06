"""What `evaluate` does, step by step."""

from collections.abc import Callable, Mapping
from typing import Any

from cpkit.models import DomainSettings, RuleBasedMatching
from cpkit.preview.coding import code_fields
from cpkit.preview.fields import AddressParts, plan_fields
from cpkit.preview.levels import Grouping, evaluate_levels
from cpkit.preview.report import Preview


def evaluate(
    profiles: Any,
    rules: RuleBasedMatching | DomainSettings,
    *,
    grouping: Grouping = "waterfall",
    address_parts: AddressParts = "same",
    common_value_limit: int | None = 500,
    columns: Mapping[str, str | None] | None = None,
    profile_id: str = "ProfileId",
    updated: str | None = None,
    source: str | None = None,
    on_progress: Callable[[Any], object] | None = None,
) -> Preview:
    """Return what rules match in a set of profiles.

    Args:
        profiles: The profiles.
        rules: The rules.
        grouping: ``"waterfall"`` or ``"transitive"``.
        address_parts: ``"same"`` or ``"independent"``.
        common_value_limit: The most profiles that may share a value; ``None`` for no limit.
        columns: Your names of columns, and the service's for them.
        profile_id: The column of the profiles' ids.
        updated: The column that tells when a profile was updated.
        source: The column that tells where a profile comes from.
        on_progress: Called as the evaluation goes on.

    Returns:
        The preview.
    """
    if isinstance(rules, DomainSettings):
        rules = rules.rule_based_matching
    plan = plan_fields(rules, address_parts=address_parts)
    coded = code_fields(plan, profiles, profile_id, common_value_limit)
    found = evaluate_levels(plan, coded.fields, coded.count, grouping=grouping)
    return Preview(plan, coded, found)

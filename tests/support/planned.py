"""Domains, and plans for them, to begin a test with."""

from collections.abc import Mapping
from typing import Any

from cpkit import rule_attribute
from cpkit.models import (
    AttributeTypesSelector,
    AutoMerging,
    Consolidation,
    Domain,
    DomainSettings,
    Matching,
    RuleBasedMatching,
)
from cpkit.planning import Plan
from cpkit.wire import from_wire

__all__ = [
    "declared_merging",
    "declared_rules",
    "make_domain",
    "make_plan",
    "reported_merging",
    "reported_rules",
]

_BASE = {"DomainName": "shop", "CreatedAt": 1_700_000_000, "LastUpdatedAt": 1_700_000_000}


def make_domain(**members: Any) -> Domain:
    """Make a domain of an answer's members; its name and times need not be given."""
    return from_wire(Domain, {**_BASE, **members})


def make_plan(has: Mapping[str, Any] | None, **declared: Any) -> Plan:
    """Make a plan of what a domain has, or ``None`` for no domain, and what is declared."""
    settings = DomainSettings(domain_name="shop", **declared)
    return Plan(settings=settings, domain=None if has is None else make_domain(**has))


def reported_merging(
    *criteria: list[str], enabled: bool = True, score: float | None = None
) -> dict[str, Any]:
    """Write matching that merges by these criteria, as the service reports it."""
    merging: dict[str, Any] = {"Enabled": True}
    if criteria:
        merging["Consolidation"] = {"MatchingAttributesList": criteria}
    if score is not None:
        merging["MinAllowedConfidenceScoreForMerging"] = score
    return {"Matching": {"Enabled": enabled, "AutoMerging": merging}}


def declared_merging(
    *criteria: list[str], enabled: bool = True, score: float | None = None
) -> Matching:
    """Declare matching that merges by these criteria."""
    merging = AutoMerging(
        enabled=True,
        consolidation=Consolidation(criteria) if criteria else None,
        min_allowed_confidence_score_for_merging=score,
    )
    return Matching(enabled=enabled, auto_merging=merging)


def reported_rules(
    *named: list[str], level: int | None = 1, status: str = "ACTIVE", **more: Any
) -> dict[str, Any]:
    """Write rules, as the service reports them."""
    block: dict[str, Any] = {"Enabled": True, "Status": status, **more}
    if named:
        block["MatchingRules"] = [{"Rule": rule} for rule in named]
    if level is not None:
        block["MaxAllowedRuleLevelForMerging"] = level
    return {"RuleBasedMatching": block}


def declared_rules(
    *named: list[str],
    level: int | None = 1,
    enabled: bool = True,
    selector: AttributeTypesSelector | None = None,
) -> RuleBasedMatching:
    """Declare rules."""
    return RuleBasedMatching(
        enabled=enabled,
        matching_rules=[map(rule_attribute, names) for names in named] or None,
        max_allowed_rule_level_for_merging=level,
        attribute_types_selector=selector,
    )

"""Whether a plan begins to merge profiles, or merges more of them than before."""

from collections.abc import Iterator

import attrs

from cpkit.models import (
    AttributeTypesSelector,
    AutoMerging,
    DomainSettings,
    Matching,
    RuleBasedMatching,
)
from cpkit.models.attribute_types import LOW_CARDINALITY
from cpkit.models.enums import AttributeMatchingModel
from cpkit.planning.risks import PlanWarning, Risk

__all__ = ["merging_warnings"]

_MERGING = "Matching.AutoMerging"
_CRITERIA = f"{_MERGING}.Consolidation.MatchingAttributesList"
_SCORE = f"{_MERGING}.MinAllowedConfidenceScoreForMerging"
_RULES = "RuleBasedMatching.MatchingRules"
_LEVEL = "RuleBasedMatching.MaxAllowedRuleLevelForMerging"
_SELECTOR = "RuleBasedMatching.AttributeTypesSelector"
_FOR_GOOD = "and merged profiles can never be separated"


def merging_warnings(before: DomainSettings, after: DomainSettings) -> Iterator[PlanWarning]:
    """Yield a warning for each thing that makes the service merge, or merge more.

    Args:
        before: What the domain has.
        after: What it would have.

    Yields:
        The warnings, risks among them.
    """
    yield from _by_jobs(_auto_merging(before.matching), _auto_merging(after.matching))
    if before.rule_based_matching != after.rule_based_matching:
        yield from _by_rules(_merging_rules(before.rule_based_matching), after.rule_based_matching)


def _auto_merging(matching: Matching | None) -> AutoMerging | None:
    """Return the block if it takes effect."""
    if matching is None or not matching.enabled:
        return None
    merging = matching.auto_merging
    return merging if merging is not None and merging.enabled else None


def _by_jobs(before: AutoMerging | None, after: AutoMerging | None) -> Iterator[PlanWarning]:
    if after is None:
        return
    if not _criteria(after) and before != after:
        text = "AWS does not document which matches are merged when no criteria are given."
        yield PlanWarning(_CRITERIA, text)
    if before is None:
        text = f"matched profiles begin to be merged, {_FOR_GOOD}."
        yield PlanWarning(_MERGING, text, Risk.ENABLE_MERGING)
        return
    if _uncovered(_criteria(after), _criteria(before)):
        text = f"a criterion is new: more profiles are merged, {_FOR_GOOD}."
        yield PlanWarning(_CRITERIA, text, Risk.WIDEN_MERGING)
    lowest = before.min_allowed_confidence_score_for_merging
    if lowest is not None and lowest > (after.min_allowed_confidence_score_for_merging or 0.0):
        text = f"matches of a lower confidence score are merged as well, {_FOR_GOOD}."
        yield PlanWarning(_SCORE, text, Risk.WIDEN_MERGING)


def _criteria(merging: AutoMerging) -> frozenset[frozenset[str]]:
    consolidation = merging.consolidation
    return frozenset(
        map(frozenset, consolidation.matching_attributes_list if consolidation else ())
    )


def _uncovered(
    after: frozenset[frozenset[str]], before: frozenset[frozenset[str]]
) -> set[frozenset[str]]:
    """Return what does not require all that an earlier one requires: only that can match more."""
    return {names for names in after if not any(earlier <= names for earlier in before)}


@attrs.frozen
class _MergingRules:
    """What decides which profiles rules merge."""

    level: int
    rules: frozenset[frozenset[str]]
    matching: RuleBasedMatching


def _merging_rules(matching: RuleBasedMatching | None) -> _MergingRules | None:
    """Return the rules whose matches are merged, if any are."""
    if matching is None or not matching.enabled:
        return None
    level = matching.max_allowed_rule_level_for_merging
    if level is None:
        return None
    rules = (matching.matching_rules or ())[:level]
    return _MergingRules(level, frozenset(frozenset(rule.rule) for rule in rules), matching)


def _by_rules(
    before: _MergingRules | None, matching: RuleBasedMatching | None
) -> Iterator[PlanWarning]:
    if matching is not None and matching.enabled and not matching.matching_rules:
        text = "AWS does not document what is matched when no rules are given."
        yield PlanWarning(_RULES, text)
    after = _merging_rules(matching)
    if after is None:
        if matching is not None and matching.enabled and matching.matching_rules:
            text = "AWS does not document which matches are merged when this level is not given."
            yield PlanWarning(_LEVEL, text)
        return
    if before is None:
        text = f"matches up to level {after.level} begin to be merged, {_FOR_GOOD}."
        yield PlanWarning(_LEVEL, text, Risk.ENABLE_MERGING)
        return
    if after.level > before.level:
        text = (
            f"matches are merged up to level {after.level} instead of {before.level}, {_FOR_GOOD}."
        )
        yield PlanWarning(_LEVEL, text, Risk.WIDEN_MERGING)
    # Rules of such attributes alone may have matched nothing; one that requires more does then.
    tried = frozenset(rule for rule in before.rules if not LOW_CARDINALITY.issuperset(rule))
    if _uncovered(after.rules - before.rules, tried):
        text = (
            "a rule is new among those whose matches are merged: more profiles are merged, "
            f"{_FOR_GOOD}."
        )
        yield PlanWarning(_RULES, text, Risk.WIDEN_MERGING)
    elif after.rules - before.rules:
        text = (
            "a rule whose matches are merged requires more than an earlier one: it matches fewer "
            "profiles, unless more than 500 share the earlier rule's values, for which no match is "
            "attempted."
        )
        yield PlanWarning(_RULES, text)
    selectors = (before.matching.attribute_types_selector, after.matching.attribute_types_selector)
    if selectors.count(None) == 1:
        text = (
            "AWS does not document whether rules compare more values without a selector than with "
            f"one; matches of these rules are merged, {_FOR_GOOD}."
        )
        yield PlanWarning(_SELECTOR, text)
    elif _selects_more(*selectors):
        text = f"the rules whose matches are merged compare more values, {_FOR_GOOD}."
        yield PlanWarning(_SELECTOR, text, Risk.WIDEN_MERGING)


def _selects_more(old: AttributeTypesSelector | None, new: AttributeTypesSelector | None) -> bool:
    if old is None or new is None:
        return False
    many = AttributeMatchingModel.MANY_TO_MANY
    return (
        old.attribute_matching_model != many == new.attribute_matching_model
        or bool(set(new.address or ()) - set(old.address or ()))
        or bool(set(new.phone_number or ()) - set(old.phone_number or ()))
        or bool(set(new.email_address or ()) - set(old.email_address or ()))
    )

"""Rule-based matching: rules, tried in their order, and up to which level they merge."""

from collections.abc import Iterable
from typing import Any

import attrs

from cpkit.models.attribute_types import (
    ADDRESS,
    CUSTOM,
    EMAIL_ADDRESS,
    LOW_CARDINALITY,
    PHONE_NUMBER,
    RULE_ATTRIBUTES,
    UNIQUE,
    AddressType,
    CustomAttribute,
    EmailAddressType,
    PhoneNumberType,
    RuleAttribute,
    validate_rule_attribute,
)
from cpkit.models.conflict_resolution import ConflictResolution
from cpkit.models.enums import AttributeMatchingModel, attribute_matching_model
from cpkit.models.exporting import ExportingConfig
from cpkit.models.matching import repeated
from cpkit.problems import item, member
from cpkit.schema import checks
from cpkit.schema.collector import ProblemCollector
from cpkit.schema.converters import sequence, strings
from cpkit.schema.shapes import Boolean, Enum, Integer, StringList, Structure, StructureList
from cpkit.schema.shapes.enums import UnknownValue
from cpkit.schema.value import Declared, of
from cpkit.schema.wire_names import wire_name

__all__ = ["AttributeTypesSelector", "MatchingRule", "RuleBasedMatching"]


def attributes(
    given: Iterable[RuleAttribute | CustomAttribute],
) -> tuple[RuleAttribute | CustomAttribute, ...]:
    """Return a tuple of an iterable of attributes."""
    kept: tuple[RuleAttribute | CustomAttribute, ...] = _strings(given)
    return kept


def addresses(given: Iterable[AddressType] | None) -> tuple[AddressType, ...] | None:
    """Return a tuple of an iterable of sub-types."""
    kept: tuple[AddressType, ...] | None = _strings(given)
    return kept


def phone_numbers(given: Iterable[PhoneNumberType] | None) -> tuple[PhoneNumberType, ...] | None:
    """Return a tuple of an iterable of sub-types."""
    kept: tuple[PhoneNumberType, ...] | None = _strings(given)
    return kept


def email_addresses(
    given: Iterable[EmailAddressType] | None,
) -> tuple[EmailAddressType, ...] | None:
    """Return a tuple of an iterable of sub-types."""
    kept: tuple[EmailAddressType, ...] | None = _strings(given)
    return kept


def _strings(given: Any) -> Any:
    return None if given is None else strings(given)


@attrs.frozen(repr=False, weakref_slot=False)
class MatchingRule(Declared):
    """Attributes whose values must all be identical for two profiles to match.

    Example:
        >>> from cpkit import MatchingRule
        >>> MatchingRule(["PhoneNumber", "LastName"])
        MatchingRule(rule=('PhoneNumber', 'LastName'))
    """

    rule: tuple[RuleAttribute | CustomAttribute, ...] = attrs.field(
        converter=attributes,
        metadata=of(
            StringList(
                1, 15, known=RULE_ATTRIBUTES, custom=CUSTOM, validate_item=validate_rule_attribute
            )
        ),
    )
    """1 to 15 attributes: types such as ``EmailAddress``, or custom ones (``Attributes.NAME``)."""

    def lint(self, path: str, collector: ProblemCollector) -> None:
        """Report duplicates, and attributes that too many profiles share."""
        if len(set(self.rule)) < len(self.rule):
            repeated(self.rule, member(path, "Rule"), collector)
        if self.rule and LOW_CARDINALITY.issuperset(self.rule):
            collector.add(
                checks.LOW_CARDINALITY,
                member(path, "Rule"),
                "may never match, as many profiles share these values, and for a value that more "
                "than 500 share no match is attempted; add an attribute that tells people apart.",
            )


@attrs.frozen(kw_only=True, repr=False, weakref_slot=False)
class AttributeTypesSelector(Declared):
    """The sub-types that rules compare, and whether one matches another.

    Example:
        >>> from cpkit import AttributeTypesSelector
        >>> selector = AttributeTypesSelector(
        ...     attribute_matching_model="MANY_TO_MANY",
        ...     phone_number=["PhoneNumber", "MobilePhoneNumber"],
        ... )
        >>> selector.phone_number
        ('PhoneNumber', 'MobilePhoneNumber')
    """

    attribute_matching_model: AttributeMatchingModel | UnknownValue = attrs.field(
        converter=attribute_matching_model, metadata=of(Enum(AttributeMatchingModel))
    )
    """Whether sub-types match only themselves (``ONE_TO_ONE``) or each other."""
    address: tuple[AddressType, ...] | None = attrs.field(
        default=None,
        converter=addresses,
        metadata=of(StringList(1, 4, known=ADDRESS.known, validate_item=ADDRESS.validate)),
    )
    """1 to 4 of ``Address``, ``BusinessAddress``, ``MaillingAddress``, ``ShippingAddress``."""
    phone_number: tuple[PhoneNumberType, ...] | None = attrs.field(
        default=None,
        converter=phone_numbers,
        metadata=of(
            StringList(1, 4, known=PHONE_NUMBER.known, validate_item=PHONE_NUMBER.validate)
        ),
    )
    """1 to 4 of ``PhoneNumber``, ``HomePhoneNumber``, ``MobilePhoneNumber``."""
    email_address: tuple[EmailAddressType, ...] | None = attrs.field(
        default=None,
        converter=email_addresses,
        metadata=of(
            StringList(1, 3, known=EMAIL_ADDRESS.known, validate_item=EMAIL_ADDRESS.validate)
        ),
    )
    """1 to 3 of ``EmailAddress``, ``BusinessEmailAddress``, ``PersonalEmailAddress``."""

    def lint(self, path: str, collector: ProblemCollector) -> None:
        """Report duplicates."""
        for field in ("address", "phone_number", "email_address"):
            names: tuple[str, ...] = getattr(self, field) or ()
            if len(set(names)) < len(names):
                repeated(names, member(path, wire_name(field)), collector)


_LEVELS = 15
"""The most levels that rules can have."""


def matching_rules(
    given: Iterable[MatchingRule | Iterable[RuleAttribute | CustomAttribute]] | None,
) -> tuple[MatchingRule, ...] | None:
    """Return a tuple of an iterable of rules, or of lists of attributes."""
    kept: tuple[MatchingRule, ...] | None = sequence(given)
    return kept


@attrs.frozen(kw_only=True, repr=False, weakref_slot=False)
class RuleBasedMatching(Declared):
    """Rule-based matching. The service replaces this block as a whole.

    Disabling it deletes the rules. A change takes about an hour to begin, and once the rules are
    active they can be changed again a day later.

    Example:
        >>> from cpkit import RuleBasedMatching
        >>> rules = RuleBasedMatching(
        ...     enabled=True, matching_rules=[["EmailAddress"], ["PhoneNumber", "LastName"]]
        ... )
        >>> rules.matching_rules[1]
        MatchingRule(rule=('PhoneNumber', 'LastName'))
    """

    enabled: bool = attrs.field(metadata=of(Boolean()))
    """Whether rules are applied."""
    matching_rules: tuple[MatchingRule, ...] | None = attrs.field(
        default=None,
        converter=matching_rules,
        metadata=of(StructureList(1, 15, MatchingRule, "rule", "rules")),
    )
    """1 to 15 rules; their order is their level: the first is tried first."""
    max_allowed_rule_level_for_merging: int | None = attrs.field(
        default=None, metadata=of(Integer(1, 15))
    )
    """The last level, 1 to 15, whose matches are merged."""
    max_allowed_rule_level_for_matching: int | None = attrs.field(
        default=None, metadata=of(Integer(1, 15))
    )
    """The last level, 1 to 15, that is matched."""
    attribute_types_selector: AttributeTypesSelector | None = attrs.field(
        default=None, metadata=of(Structure(AttributeTypesSelector))
    )
    """The sub-types of addresses, phone numbers and email addresses that are compared."""
    conflict_resolution: ConflictResolution | None = attrs.field(
        default=None, metadata=of(Structure(ConflictResolution))
    )
    """Which value wins when merged profiles disagree."""
    exporting_config: ExportingConfig | None = attrs.field(
        default=None, metadata=of(Structure(ExportingConfig))
    )
    """Where the matches are written."""

    def lint(self, path: str, collector: ProblemCollector) -> None:
        """Report levels and rules that contradict each other, and rules that merge too easily."""
        self._lint_levels(path, collector)
        place = member(path, "MatchingRules")
        rules = [frozenset(rule.rule) for rule in self.matching_rules or ()]
        for index, rule in enumerate(rules):
            earlier = next(
                (level for level, other in enumerate(rules[:index]) if other <= rule), None
            )
            if earlier is None:
                continue
            if rules[earlier] == rule:
                collector.add(
                    checks.DUPLICATE_RULE,
                    item(place, index),
                    f"names the same attributes as level {earlier + 1}; remove one of the two.",
                )
            elif not LOW_CARDINALITY.issuperset(rules[earlier]):  # such a rule may match nothing
                collector.add(
                    checks.UNREACHABLE_RULE,
                    item(place, index),
                    f"never matches first, as level {earlier + 1} names a part of its attributes; "
                    "move it before that level.",
                )
        self._lint_selector(path, collector)

    def _lint_levels(self, path: str, collector: ProblemCollector) -> None:
        merging, matching = (
            self.max_allowed_rule_level_for_merging,
            self.max_allowed_rule_level_for_matching,
        )
        if self.matching_rules:
            count = len(self.matching_rules)
            for name, level in (
                ("MaxAllowedRuleLevelForMerging", merging),
                ("MaxAllowedRuleLevelForMatching", matching),
            ):
                if level is not None and level > count:
                    collector.add(
                        checks.RULE_LEVEL,
                        member(path, name),
                        f"is {level}, but the last rule has level {count}; add rules, or "
                        f"set {count}.",
                    )
        if merging is not None and matching is not None and merging > matching:
            collector.add(
                checks.MERGING_LEVEL,
                member(path, "MaxAllowedRuleLevelForMerging"),
                f"is {merging}, but only levels up to {matching} are matched; set {matching}, or "
                "raise MaxAllowedRuleLevelForMatching.",
            )
        self._lint_merging(min(merging or 0, matching or _LEVELS), path, collector)

    def _lint_merging(self, last: int, path: str, collector: ProblemCollector) -> None:
        """Report rules of one attribute, up to the last level that is merged."""
        for index, rule in enumerate((self.matching_rules or ())[: last if self.enabled else 0]):
            names = {*rule.rule}
            name = names.pop() if len(names) == 1 else CUSTOM
            if name not in UNIQUE and not name.startswith(CUSTOM):
                collector.add(
                    checks.SINGLE_ATTRIBUTE,
                    item(member(path, "MatchingRules"), index),
                    f"all profiles with the same {name} would be merged, which cannot be undone; "
                    "add an attribute, or end merging before this level.",
                )

    def _lint_selector(self, path: str, collector: ProblemCollector) -> None:
        selector = self.attribute_types_selector
        if selector is None:
            return
        missing = {
            wire_name(field)
            for field in ("address", "phone_number", "email_address")
            if not getattr(selector, field)
        }
        for level, rule in enumerate(
            self.matching_rules if missing and self.matching_rules else ()
        ):
            for index, name in enumerate(rule.rule):
                attribute_type = name.partition(".")[0]
                if attribute_type in missing:
                    collector.add(
                        checks.SELECTOR_LACKS_TYPE,
                        item(f"{item(member(path, 'MatchingRules'), level)}.Rule", index),
                        f"compares {name}, but AttributeTypesSelector.{attribute_type} is missing; "
                        "list the sub-types to compare.",
                    )
                    missing.remove(attribute_type)

"""Rule-based matching: rules, tried in their order, and how far their matches are trusted."""

from collections.abc import Iterable

import attrs

from cpkit.models.attribute_types import (
    ADDRESS,
    CUSTOM,
    EMAIL_ADDRESS,
    LOW_CARDINALITY,
    PHONE_NUMBER,
    RULE_ATTRIBUTES,
    validate_rule_attribute,
)
from cpkit.models.conflict_resolution import ConflictResolution
from cpkit.models.enums import AttributeMatchingModel, attribute_matching_model
from cpkit.models.exporting import ExportingConfig
from cpkit.models.matching import repeated
from cpkit.problems import item, member
from cpkit.schema import checks
from cpkit.schema.collector import ProblemCollector
from cpkit.schema.converters import names, names_or_none, sequence
from cpkit.schema.shapes import Boolean, Enum, Integer, StringList, Structure, StructureList
from cpkit.schema.shapes.enums import UnknownValue
from cpkit.schema.value import Declared, of
from cpkit.schema.wire_names import wire_name

__all__ = ["AttributeTypesSelector", "MatchingRule", "RuleBasedMatching"]


@attrs.frozen(repr=False, weakref_slot=False)
class MatchingRule(Declared):
    """List the attributes whose values must all be identical for two profiles to match.

    Example:
        >>> from cpkit import MatchingRule
        >>> MatchingRule(["PhoneNumber", "LastName"])
        MatchingRule(rule=('PhoneNumber', 'LastName'))
    """

    rule: tuple[str, ...] = attrs.field(
        converter=names,
        metadata=of(
            StringList(
                1, 15, known=RULE_ATTRIBUTES, custom=CUSTOM, validate_name=validate_rule_attribute
            )
        ),
    )
    """1 to 15 attributes: types such as ``EmailAddress``, or custom ones (``Attributes.NAME``)."""

    def lint(self, path: str, collector: ProblemCollector) -> None:
        """Report repetitions, and attributes that too many profiles share."""
        if len(set(self.rule)) < len(self.rule):
            repeated(self.rule, member(path, "Rule"), collector)
        if self.rule and LOW_CARDINALITY.issuperset(self.rule):
            collector.add(
                checks.LOW_CARDINALITY,
                member(path, "Rule"),
                "many profiles share these values, and where more than 500 do no match is "
                "attempted; add an attribute that tells people apart.",
            )


@attrs.frozen(kw_only=True, repr=False, weakref_slot=False)
class AttributeTypesSelector(Declared):
    """Pick the sub-types that rules compare, and whether one matches another.

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
    address: tuple[str, ...] | None = attrs.field(
        default=None,
        converter=names_or_none,
        metadata=of(StringList(1, 4, known=ADDRESS.known, validate_name=ADDRESS.validate)),
    )
    """1 to 4 of ``Address``, ``BusinessAddress``, ``MaillingAddress``, ``ShippingAddress``."""
    phone_number: tuple[str, ...] | None = attrs.field(
        default=None,
        converter=names_or_none,
        metadata=of(
            StringList(1, 4, known=PHONE_NUMBER.known, validate_name=PHONE_NUMBER.validate)
        ),
    )
    """1 to 4 of ``PhoneNumber``, ``HomePhoneNumber``, ``MobilePhoneNumber``."""
    email_address: tuple[str, ...] | None = attrs.field(
        default=None,
        converter=names_or_none,
        metadata=of(
            StringList(1, 3, known=EMAIL_ADDRESS.known, validate_name=EMAIL_ADDRESS.validate)
        ),
    )
    """1 to 3 of ``EmailAddress``, ``BusinessEmailAddress``, ``PersonalEmailAddress``."""

    def lint(self, path: str, collector: ProblemCollector) -> None:
        """Report repetitions."""
        for field in ("address", "phone_number", "email_address"):
            names: tuple[str, ...] = getattr(self, field) or ()
            if len(set(names)) < len(names):
                repeated(names, member(path, wire_name(field)), collector)


def matching_rules(
    given: Iterable[MatchingRule | Iterable[str]] | None,
) -> tuple[MatchingRule, ...] | None:
    """Take any iterable of rules, or of lists of attributes."""
    kept: tuple[MatchingRule, ...] | None = sequence(given)
    return kept


@attrs.frozen(kw_only=True, repr=False, weakref_slot=False)
class RuleBasedMatching(Declared):
    """Configure rule-based matching. The service takes this block as a whole.

    Switching it off deletes the rules. A change takes about an hour to begin, and once the rules
    are active they can be changed again a day later.

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
        metadata=of(StructureList(1, 15, MatchingRule, "rules")),
    )
    """1 to 15 rules; their order is their level: the first is tried first."""
    max_allowed_rule_level_for_merging: int | None = attrs.field(
        default=None, metadata=of(Integer(1, 15))
    )
    """The last level, 1 to 15, whose matches are merged."""
    max_allowed_rule_level_for_matching: int | None = attrs.field(
        default=None, metadata=of(Integer(1, 15))
    )
    """The last level, 1 to 15, that is tried."""
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
        """Report levels and rules that do not fit together."""
        self._advise_levels(path, collector)
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
                    f"level {earlier + 1} names the same attributes; remove one of the two.",
                )
            elif not LOW_CARDINALITY.issuperset(rules[earlier]):  # such a rule may match nothing
                collector.add(
                    checks.UNREACHABLE_RULE,
                    item(place, index),
                    f"whatever it matches, level {earlier + 1} has matched before, which names "
                    "a part of its attributes; place it before that one.",
                )
        self._advise_selector(path, collector)

    def _advise_levels(self, path: str, collector: ProblemCollector) -> None:
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
                        f"is level {level}, but the rules end at level {count}.",
                    )
        if merging is not None and matching is not None and merging > matching:
            collector.add(
                checks.MERGING_LEVEL,
                member(path, "MaxAllowedRuleLevelForMerging"),
                f"merges up to level {merging}, but matching ends at level {matching}.",
            )

    def _advise_selector(self, path: str, collector: ProblemCollector) -> None:
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
                        f"compares {name}, but AttributeTypesSelector names no sub-type in "
                        f"{attribute_type}.",
                    )
                    missing.remove(attribute_type)

"""The catalogue of all checks.

Each check is declared once, with its basis: what the service's model or AWS's guide states is an
error, what is assumed is a warning.
"""

import attrs

from cpkit.problems import Basis, Severity

__all__ = ["CHECKS", "IGNORABLE", "LIMITS", "Check"]


@attrs.frozen
class Check:
    """One rule that values are held against."""

    code: str
    """Its name, as `ignore_checks` takes it."""
    basis: Basis
    """Who states it."""
    summary: str
    """What it refuses or warns of, as the page of all checks says it."""
    ignorable: bool = True
    """Whether `ignore_checks` may let values past it."""

    @property
    def severity(self) -> Severity:
        """An assumption only warns."""
        return "warning" if self.basis == "assumption" else "error"


SYNTAX = Check(
    "syntax",
    "document",
    "A document that cannot be read as JSON or YAML, or is not an object.",
    ignorable=False,
)
TYPE = Check("type", "model", "A value of the wrong type; nothing is converted.", ignorable=False)
REQUIRED = Check("required", "model", "A member that must be there is not.", ignorable=False)
UNKNOWN_MEMBER = Check(
    "unknown-member", "model", "A member that the service does not have.", ignorable=False
)
LENGTH = Check("length", "model", "A text, list or map that is too short or too long.")
RANGE = Check("range", "model", "A number that is too small or too large.")
PATTERN = Check("pattern", "model", "A text with characters or a form that are not allowed.")
ENUM = Check("enum", "model", "A text that is none of the values that the service lists.")
RULE_ATTRIBUTE = Check(
    "rule-attribute", "guide", "A name that no matching rule can use, such as a sub-type."
)
SELECTOR_VALUE = Check(
    "selector-value", "guide", "A sub-type that its attribute type does not have."
)
EXPIRATION_REQUIRED = Check(
    "expiration-required",
    "model",
    "CreateDomain without DefaultExpirationDays.",
    ignorable=False,
)
CLEARED_TAGS = Check(
    "cleared-tags",
    "model",
    "Tags that are to be cleared, in a request that cannot say so.",
    ignorable=False,
)
UNSURE_SELECTOR_VALUE = Check(
    "unsure-selector-value",
    "assumption",
    "A sub-type that AWS prints in one place and leaves out in another.",
)
CUSTOM_ATTRIBUTE = Check(
    "custom-attribute",
    "assumption",
    "A custom attribute in a rule that is not written Attributes.NAME.",
)
SOURCE_WITHOUT_NAME = Check(
    "source-without-name", "assumption", "Conflicts resolved by source, and no source named."
)
RECENCY_WITH_SOURCE = Check(
    "recency-with-source", "assumption", "Conflicts resolved by recency, and a source named."
)
RULE_LEVEL = Check("rule-level", "assumption", "A highest rule level above the number of rules.")
MERGING_LEVEL = Check(
    "merging-level", "assumption", "A highest level for merging above that for matching."
)
MERGING_WHILE_DISABLED = Check(
    "merging-while-disabled", "assumption", "Auto-merging enabled inside disabled matching."
)
SELECTOR_LACKS_TYPE = Check(
    "selector-lacks-type",
    "assumption",
    "A rule that uses an attribute type for which the selector names no sub-type.",
)
DUPLICATE_RULE = Check("duplicate-rule", "assumption", "The same rule, or criterion, twice.")
DUPLICATE_ATTRIBUTE = Check("duplicate-attribute", "assumption", "The same name twice in one list.")
UNREACHABLE_RULE = Check(
    "unreachable-rule",
    "assumption",
    "A rule that never matches first: an earlier one asks for a part of the same attributes.",
)
LOW_CARDINALITY = Check(
    "low-cardinality",
    "assumption",
    "A rule of attributes alone that many profiles share: above 500 no match is attempted.",
)
SINGLE_ATTRIBUTE = Check(
    "single-attribute", "assumption", "Profiles merged because they share one attribute."
)
EXPORTS_NOTHING = Check(
    "exports-nothing", "assumption", "An exporting configuration without a destination."
)
TAGS_IN_UPDATE = Check(
    "tags-in-update",
    "assumption",
    "Tags in UpdateDomain, whose effect on a domain's tags is documented nowhere.",
)

CHECKS: tuple[Check, ...] = tuple(
    check for check in list(globals().values()) if isinstance(check, Check)
)
"""Every check, errors first."""

IGNORABLE: frozenset[str] = frozenset(check.code for check in CHECKS if check.ignorable)
"""The codes that `ignore_checks` takes."""

LIMITS: frozenset[str] = frozenset(
    check.code for check in CHECKS if check.ignorable and check.severity == "error"
)
"""The codes that `ignore_checks` lifts where none is named."""

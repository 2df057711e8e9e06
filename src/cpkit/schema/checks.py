"""The catalogue of all checks.

Each check is declared once, with its basis: what the service's model or AWS's guide states is an
error, what is assumed is a warning.
"""

import attrs

from cpkit.problems import Basis, Severity

__all__ = ["CHECKS", "IGNORABLE", "LIMITS", "Check"]


@attrs.frozen
class Check:
    """A check of values."""

    code: str
    """Its name, as `ignore_checks` takes it."""
    basis: Basis
    """Who states it."""
    summary: str
    """What it rejects or warns of, as the page of all checks says it."""
    ignorable: bool = True
    """Whether `ignore_checks` can ignore it."""

    @property
    def severity(self) -> Severity:
        """``"warning"`` for an assumption, else ``"error"``."""
        return "warning" if self.basis == "assumption" else "error"


SYNTAX = Check(
    "syntax",
    "document",
    "A document that cannot be read as JSON or YAML, or is not an object.",
    ignorable=False,
)
TYPE = Check("type", "model", "A value of the wrong type; nothing is converted.", ignorable=False)
REQUIRED = Check("required", "model", "A required member that is missing.", ignorable=False)
UNKNOWN_MEMBER = Check(
    "unknown-member", "model", "A member that the service does not have.", ignorable=False
)
LENGTH = Check("length", "model", "A string, list or object that is too short or too long.")
RANGE = Check("range", "model", "A number that is too small or too large.")
PATTERN = Check("pattern", "model", "A string with characters or a form that are not allowed.")
ENUM = Check("enum", "model", "A string that is not one of the values that the service lists.")
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
    "Tags to be cleared, in a request that cannot express it.",
    ignorable=False,
)
UNSURE_SELECTOR_VALUE = Check(
    "unsure-selector-value",
    "assumption",
    "A sub-type that AWS lists in one place and not in another.",
)
CUSTOM_ATTRIBUTE = Check(
    "custom-attribute",
    "assumption",
    "A custom attribute in a rule that is not written Attributes.NAME.",
)
SOURCE_WITHOUT_NAME = Check(
    "source-without-name", "assumption", "Conflicts resolved by source, without a source name."
)
RECENCY_WITH_SOURCE = Check(
    "recency-with-source", "assumption", "Conflicts resolved by recency, with a source name."
)
RULE_LEVEL = Check("rule-level", "assumption", "A last level above the number of rules.")
MERGING_LEVEL = Check(
    "merging-level", "assumption", "A last level for merging above that for matching."
)
MERGING_WHILE_DISABLED = Check(
    "merging-while-disabled", "assumption", "Auto-merging enabled inside disabled matching."
)
SELECTOR_LACKS_TYPE = Check(
    "selector-lacks-type",
    "assumption",
    "A rule that uses an attribute type for which the selector lists no sub-type.",
)
DUPLICATE_RULE = Check("duplicate-rule", "assumption", "The same rule or criterion twice.")
DUPLICATE_ATTRIBUTE = Check("duplicate-attribute", "assumption", "The same name twice in one list.")
UNREACHABLE_RULE = Check(
    "unreachable-rule",
    "assumption",
    "A rule that never matches first: an earlier one names a part of its attributes.",
)
LOW_CARDINALITY = Check(
    "low-cardinality",
    "assumption",
    "A rule of nothing but attributes that many profiles share: above 500 no match is attempted.",
)
SINGLE_ATTRIBUTE = Check(
    "single-attribute", "assumption", "Profiles that are merged because they share one attribute."
)
EXPORTS_NOTHING = Check(
    "exports-nothing", "assumption", "An exporting configuration without a destination."
)
EXPORT_PREFIX = Check(
    "export-prefix", "assumption", "A key prefix for exports that is a URL or an ARN."
)
KEY_ARN = Check(
    "key-arn",
    "assumption",
    "An encryption key that is not written as a key's ARN, which the service is assumed to report.",
)
QUEUE_URL = Check(
    "queue-url",
    "assumption",
    "A dead letter queue that is not written as the URL that SQS returns for it.",
)
TAGS_IN_UPDATE = Check(
    "tags-in-update",
    "assumption",
    "Tags in UpdateDomain: AWS does not document how it treats them.",
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
"""The codes of errors that `ignore_checks` takes."""

"""What is wrong with settings, one case for each check, and what to do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from cpkit import CLEAR, CustomerProfiles, DomainSettings, Problem, from_wire, to_wire
from cpkit.documents import loads
from cpkit.errors import ValidationError
from cpkit.local import LocalService
from cpkit.models import operation_checks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

__all__ = ["PROBLEM_CASES", "ProblemCase"]


class ProblemCase(NamedTuple):
    """One check: settings that it finds something in, and what to do."""

    code: str
    """The check's code."""
    cure: str
    """What to do."""
    settings: dict[str, Any] | Callable[[], object]
    """Members of settings, by wire name, or what finds or raises the problem."""

    def problem(self) -> Problem:
        """Give the problem that the check finds."""
        return next(found for found in self._found() if found.code == self.code)

    def _found(self) -> Iterable[Problem]:
        try:
            if not callable(self.settings):
                return from_wire(DomainSettings, {"DomainName": "shop", **self.settings}).problems()
            found: Any = self.settings()
        except ValidationError as error:
            return error.problems
        return tuple(found)


def _rules(*rules: list[str], **members: Any) -> dict[str, Any]:
    block = {"Enabled": True, "MatchingRules": [{"Rule": rule} for rule in rules], **members}
    return {"RuleBasedMatching": block}


def _merging(*, enabled: bool = True, **members: Any) -> dict[str, Any]:
    return {"Matching": {"Enabled": enabled, "AutoMerging": {"Enabled": True, **members}}}


def _selector(**sub_types: list[str]) -> dict[str, Any]:
    return {"AttributeTypesSelector": {"AttributeMatchingModel": "ONE_TO_ONE", **sub_types}}


def _conflicts(**members: str) -> dict[str, Any]:
    return _rules(["EmailAddress"], ConflictResolution=members)


def _create_without_days() -> object:
    profiles = CustomerProfiles(LocalService().client())
    return profiles.create_domain(DomainSettings(domain_name="shop"))


_TAGS = DomainSettings(domain_name="shop", tags={"team": "web"})

PROBLEM_CASES: tuple[ProblemCase, ...] = (
    ProblemCase(
        "syntax",
        "Correct the place. The texts stand [below](#documents-that-cannot-be-read).",
        lambda: loads('{"DomainName": "shop",}', format="json"),
    ),
    ProblemCase(
        "type",
        "Give a value of the type that the text names. Nothing is converted: `true` and `366` are "
        "written without quotes, a time such as `18:30` with them.",
        {"DefaultExpirationDays": "366"},
    ),
    ProblemCase(
        "required",
        "Add the member. A block is always sent whole, so what is in force already is given, too: "
        "read the domain and change `domain.settings`.",
        {"Matching": {}},
    ),
    ProblemCase(
        "unknown-member",
        "Correct the name; upper and lower case count. What only answers have, such as `Status` "
        "or `Stats`, is not sent back: use `domain.settings`. What is newer than cpkit is sent "
        "with `boto3_client`.",
        {"Matching": {"Enabled": True, "JobShedule": {}}},
    ),
    ProblemCase(
        "length",
        "Keep within the number of characters or items that the text names.",
        _rules(*[["EmailAddress"]] * 16),
    ),
    ProblemCase("range", "Keep within the two numbers.", {"DefaultExpirationDays": 2000}),
    ProblemCase(
        "pattern",
        "Use only the characters, or the form, that the text names.",
        {"DomainName": "my shop"},
    ),
    ProblemCase(
        "enum",
        "Take one of the values listed; upper and lower case count. A value that AWS added later "
        "is an `UnknownValue`, or is accepted inside `ignore_checks`.",
        {"Matching": {"Enabled": True, "JobSchedule": {"DayOfTheWeek": "Monday", "Time": "9:00"}}},
    ),
    ProblemCase(
        "rule-attribute",
        "Name the type, such as `PhoneNumber`; its sub-types, such as `MobilePhoneNumber`, go into "
        "the `AttributeTypesSelector`. A custom attribute is written `Attributes.NAME`.",
        _rules(["MobilePhoneNumber"]),
    ),
    ProblemCase(
        "selector-value",
        "Take one of the sub-types that the text lists.",
        _rules(["PhoneNumber"], **_selector(PhoneNumber=["OfficePhone"])),
    ),
    ProblemCase(
        "expiration-required",
        "Give `default_expiration_days`, 1 to 1098, in the settings that create the domain.",
        _create_without_days,
    ),
    ProblemCase(
        "cleared-tags",
        "Use `profiles.apply(profiles.plan(settings))`, which removes the tags.",
        lambda: to_wire(DomainSettings(domain_name="shop", tags=CLEAR)),
    ),
    ProblemCase(
        "unsure-selector-value",
        "Prefer one of the sub-types that are sure.",
        _rules(["EmailAddress"], **_selector(EmailAddress=["BusinessEmail"])),
    ),
    ProblemCase("custom-attribute", "Write `Attributes.NAME`.", _rules(["AttributesLoyalty"])),
    ProblemCase(
        "source-without-name",
        "Use `ConflictResolution.source(name)`, or `.recency()`.",
        _conflicts(ConflictResolvingModel="SOURCE"),
    ),
    ProblemCase(
        "recency-with-source",
        "Use `ConflictResolution.recency()`, or `.source(name)`.",
        _conflicts(ConflictResolvingModel="RECENCY", SourceName="OrderTracking"),
    ),
    ProblemCase(
        "rule-level",
        "Lower the level to the number of rules, or add the rules that are missing.",
        _rules(["EmailAddress"], MaxAllowedRuleLevelForMatching=2),
    ),
    ProblemCase(
        "merging-level",
        "Lower the level for merging, or raise that for matching.",
        _rules(
            *(["EmailAddress"], ["PhoneNumber", "LastName"]),
            MaxAllowedRuleLevelForMatching=1,
            MaxAllowedRuleLevelForMerging=2,
        ),
    ),
    ProblemCase(
        "merging-while-disabled",
        "Enable matching, too, or disable auto-merging.",
        _merging(enabled=False),
    ),
    ProblemCase(
        "selector-lacks-type",
        "Name at least one sub-type of that type in the selector, or leave the selector out.",
        _rules(["PhoneNumber", "LastName"], **_selector(EmailAddress=["EmailAddress"])),
    ),
    ProblemCase(
        "duplicate-rule", "Remove one of the two.", _rules(["EmailAddress"], ["EmailAddress"])
    ),
    ProblemCase(
        "duplicate-attribute",
        "Remove the second; perhaps another attribute was meant.",
        _rules(["LastName", "LastName", "EmailAddress"]),
    ),
    ProblemCase(
        "unreachable-rule",
        "Place the rule with more attributes first, or remove it: the first that matches wins.",
        _rules(["EmailAddress"], ["EmailAddress", "LastName"]),
    ),
    ProblemCase(
        "low-cardinality",
        "Add an attribute that tells people apart, such as `EmailAddress`.",
        _rules(["Gender"]),
    ),
    ProblemCase(
        "single-attribute",
        "Add a second attribute: people who share one, such as a phone, would become one profile.",
        _merging(Consolidation={"MatchingAttributesList": [["PhoneNumber"]]}),
    ),
    ProblemCase(
        "exports-nothing",
        "Name a bucket, or leave `ExportingConfig` out.",
        {"Matching": {"Enabled": True, "ExportingConfig": {}}},
    ),
    ProblemCase(
        "export-prefix",
        "Write the bucket's name as `S3BucketName`, and what follows it as `S3KeyName`.",
        {
            "Matching": {
                "Enabled": True,
                "ExportingConfig": {
                    "S3Exporting": {
                        "S3BucketName": "shop-matches",
                        "S3KeyName": "s3://shop-matches/weekly",
                    }
                },
            }
        },
    ),
    ProblemCase(
        "key-arn",
        "Write the ARN that `aws kms describe-key` shows, also for a key that has an alias.",
        {"DefaultEncryptionKey": "alias/shop"},
    ),
    ProblemCase(
        "queue-url",
        "Write the URL that `aws sqs get-queue-url` shows.",
        {"DeadLetterQueueUrl": "arn:aws:sqs:eu-central-1:111122223333:shop-dead-letters"},
    ),
    ProblemCase(
        "tags-in-update",
        "Use `profiles.apply(profiles.plan(settings))`: it changes tags by the operations that are "
        "documented for it.",
        lambda: operation_checks.update_problems(_TAGS),
    ),
)
"""One case for each check, in the order of the table of checks."""

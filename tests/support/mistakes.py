"""Mistakes that people make in an UpdateDomain request, and unusual requests that are right.

Each mistake is one change of the full sample document, with the place and the check that must find
it.
"""

import json
import math
from typing import Any, NamedTuple

from tests.support import samples

Path = tuple[str | int, ...]

ABSENT = object()
"""Stands for a member that is left out."""


class Mistake(NamedTuple):
    """One change that makes a document wrong."""

    name: str
    at: Path
    value: Any
    code: str
    path: str = ""
    """Where it must be found, if not where the change is."""

    def document(self) -> dict[str, Any]:
        """Give the full sample document with the mistake in it."""
        return changed(self.at, self.value)

    @property
    def wire_path(self) -> str:
        """Where it must be found."""
        return self.path or written(self.at)


class Unusual(NamedTuple):
    """One change that makes a document look odd, and leaves it right."""

    name: str
    at: Path
    value: Any

    def document(self) -> dict[str, Any]:
        """Give the full sample document with the change in it."""
        return changed(self.at, self.value)


def changed(at: Path, value: Any) -> dict[str, Any]:
    """Change the full sample document at one place."""
    document = samples.full()
    if not at:
        whole: dict[str, Any] = value
        return whole
    holder: Any = document
    for step in at[:-1]:
        holder = holder[step]
    if value is ABSENT:
        del holder[at[-1]]
    else:
        holder[at[-1]] = value
    return document


def written(at: Path) -> str:
    """Write a place as a wire path."""
    text = ""
    for step in at:
        if isinstance(step, int):
            text += f"[{step}]"
        elif text == "Tags":
            text += f"[{json.dumps(step)}]"
        else:
            text += f".{step}" if text else step
    return text


SCHEDULE: Path = ("Matching", "JobSchedule")
MERGING: Path = ("Matching", "AutoMerging")
CRITERIA: Path = (*MERGING, "Consolidation", "MatchingAttributesList")
S3: Path = ("Matching", "ExportingConfig", "S3Exporting")
RULES: Path = ("RuleBasedMatching", "MatchingRules")
FIRST_RULE: Path = (*RULES, 0, "Rule")
SELECTOR: Path = ("RuleBasedMatching", "AttributeTypesSelector")
RESOLUTION: Path = ("RuleBasedMatching", "ConflictResolution")

MISTAKES = [
    Mistake("no name", ("DomainName",), ABSENT, "required"),
    Mistake("empty name", ("DomainName",), "", "length"),
    Mistake("name of 65 characters", ("DomainName",), "d" * 65, "length"),
    Mistake("name with a blank", ("DomainName",), "my shop", "pattern"),
    Mistake("name with a dot", ("DomainName",), "my.shop", "pattern"),
    Mistake("name with a line end", ("DomainName",), "shop\n", "pattern"),
    Mistake("name that is no text", ("DomainName",), 12, "type"),
    Mistake("name that is nothing", ("DomainName",), None, "type"),
    Mistake("expiration of no days", ("DefaultExpirationDays",), 0, "range"),
    Mistake("expiration below zero", ("DefaultExpirationDays",), -1, "range"),
    Mistake("expiration of 1099 days", ("DefaultExpirationDays",), 1099, "range"),
    Mistake("expiration as a text", ("DefaultExpirationDays",), "366", "type"),
    Mistake("expiration as a truth value", ("DefaultExpirationDays",), True, "type"),
    Mistake("expiration as a fraction", ("DefaultExpirationDays",), 366.0, "type"),
    Mistake("key of 256 characters", ("DefaultEncryptionKey",), "k" * 256, "length"),
    Mistake("key that is no text", ("DefaultEncryptionKey",), 5, "type"),
    Mistake("key that is nothing", ("DefaultEncryptionKey",), None, "type"),
    Mistake("queue of 256 characters", ("DeadLetterQueueUrl",), "q" * 256, "length"),
    Mistake("queue as a list", ("DeadLetterQueueUrl",), ["q"], "type"),
    Mistake("matching as a truth value", ("Matching",), True, "type"),
    Mistake("matching without Enabled", ("Matching", "Enabled"), ABSENT, "required"),
    Mistake("Enabled as a text", ("Matching", "Enabled"), "true", "type"),
    Mistake("Enabled as a number", ("Matching", "Enabled"), 1, "type"),
    Mistake("Enabled as nothing", ("Matching", "Enabled"), None, "type"),
    Mistake("Enabled in lower case", ("Matching", "enabled"), True, "unknown-member"),
    Mistake("schedule as a text", SCHEDULE, "MONDAY 18:30", "type"),
    Mistake("no day", (*SCHEDULE, "DayOfTheWeek"), ABSENT, "required"),
    Mistake("no such day", (*SCHEDULE, "DayOfTheWeek"), "Funday", "enum"),
    Mistake("day in lower case", (*SCHEDULE, "DayOfTheWeek"), "monday", "enum"),
    Mistake("day as a number", (*SCHEDULE, "DayOfTheWeek"), 1, "type"),
    Mistake("no time", (*SCHEDULE, "Time"), ABSENT, "required"),
    Mistake("time after midnight", (*SCHEDULE, "Time"), "24:00", "pattern"),
    Mistake("minutes above 59", (*SCHEDULE, "Time"), "25:99", "pattern"),
    Mistake("time with seconds", (*SCHEDULE, "Time"), "18:30:00", "length"),
    Mistake("time with a line end", (*SCHEDULE, "Time"), "9:30\n", "pattern"),
    Mistake("time as minutes", (*SCHEDULE, "Time"), 1110, "type"),
    Mistake("time in words", (*SCHEDULE, "Time"), "6 PM", "pattern"),
    Mistake("merging without Enabled", (*MERGING, "Enabled"), ABSENT, "required"),
    Mistake("merging that is misspelt", ("Matching", "AutoMerge"), {}, "unknown-member"),
    Mistake("no criteria", CRITERIA, [], "length"),
    Mistake("eleven criteria", CRITERIA, [["LastName", "BirthDate"]] * 11, "length"),
    Mistake("criteria left out", CRITERIA, ABSENT, "required"),
    Mistake("criterion without attributes", CRITERIA, [[]], "length", f"{written(CRITERIA)}[0]"),
    Mistake("criterion of 21", (*CRITERIA, 0), ["Attributes.a"] * 21, "length"),
    Mistake("criterion as a string", (*CRITERIA, 0), "EmailAddress", "type", written(CRITERIA)),
    Mistake("criteria as a flat list", CRITERIA, ["LastName"], "type"),
    Mistake("empty attribute", (*CRITERIA, 0, 0), "", "length"),
    Mistake("attribute of 256 characters", (*CRITERIA, 0, 0), "a" * 256, "length"),
    Mistake("attribute that is no text", (*CRITERIA, 0, 1), 7, "type"),
    Mistake("score above 1", (*MERGING, "MinAllowedConfidenceScoreForMerging"), 1.5, "range"),
    Mistake("score in percent", (*MERGING, "MinAllowedConfidenceScoreForMerging"), 90, "range"),
    Mistake("score below 0", (*MERGING, "MinAllowedConfidenceScoreForMerging"), -0.1, "range"),
    Mistake("score NaN", (*MERGING, "MinAllowedConfidenceScoreForMerging"), math.nan, "type"),
    Mistake("score infinite", (*MERGING, "MinAllowedConfidenceScoreForMerging"), math.inf, "type"),
    Mistake("score as a text", (*MERGING, "MinAllowedConfidenceScoreForMerging"), "0.9", "type"),
    Mistake(
        "score as a truth value", (*MERGING, "MinAllowedConfidenceScoreForMerging"), True, "type"
    ),
    Mistake("no such conflict model", (*RESOLUTION, "ConflictResolvingModel"), "NEWEST", "enum"),
    Mistake("conflict model left out", (*RESOLUTION, "ConflictResolvingModel"), ABSENT, "required"),
    Mistake("empty source", (*RESOLUTION, "SourceName"), "", "length"),
    Mistake("source of 256 characters", (*RESOLUTION, "SourceName"), "s" * 256, "length"),
    Mistake("bucket in capitals", (*S3, "S3BucketName"), "Shop-Matches", "pattern"),
    Mistake("bucket with a slash", (*S3, "S3BucketName"), "bucket/", "pattern"),
    Mistake("bucket with underscores", (*S3, "S3BucketName"), "BAD_Bucket/", "pattern"),
    Mistake("bucket as a URL", (*S3, "S3BucketName"), "s3://bucket", "pattern"),
    Mistake("bucket as an ARN", (*S3, "S3BucketName"), "arn:aws:s3:::bucket", "pattern"),
    Mistake("bucket of 2 characters", (*S3, "S3BucketName"), "ab", "length"),
    Mistake("bucket of 64 characters", (*S3, "S3BucketName"), "b" * 64, "length"),
    Mistake("bucket left out", (*S3, "S3BucketName"), ABSENT, "required"),
    Mistake("empty key prefix", (*S3, "S3KeyName"), "", "length"),
    Mistake("key prefix of 801 characters", (*S3, "S3KeyName"), "k" * 801, "length"),
    Mistake(
        "bucket one level up",
        ("Matching", "ExportingConfig", "S3BucketName"),
        "b",
        "unknown-member",
    ),
    Mistake("no rules", RULES, [], "length"),
    Mistake("16 rules", RULES, [{"Rule": [f"Attributes.{n}"]} for n in range(16)], "length"),
    Mistake("rule without attributes", FIRST_RULE, [], "length"),
    Mistake("rule of 16", FIRST_RULE, [f"Attributes.{n}" for n in range(16)], "length"),
    Mistake("rule as a list", (*RULES, 0), ["EmailAddress"], "type"),
    Mistake("rule as a text", FIRST_RULE, "EmailAddress", "type"),
    Mistake("rules as one rule", RULES, {"Rule": ["EmailAddress"]}, "type"),
    Mistake(
        "rule misspelt",
        (*RULES, 0),
        {"Rules": ["EmailAddress"]},
        "unknown-member",
        f"{written(RULES)}[0].Rules",
    ),
    Mistake("no such attribute", (*FIRST_RULE, 0), "FavouriteColour", "rule-attribute"),
    Mistake("attribute misspelt", (*FIRST_RULE, 0), "Emial", "rule-attribute"),
    Mistake("attribute in lower case", (*FIRST_RULE, 0), "emailaddress", "rule-attribute"),
    Mistake("phone sub-type in a rule", (*FIRST_RULE, 0), "HomePhoneNumber", "rule-attribute"),
    Mistake("email sub-type in a rule", (*FIRST_RULE, 0), "PersonalEmailAddress", "rule-attribute"),
    Mistake(
        "address sub-type in a rule", (*FIRST_RULE, 0), "ShippingAddress.City", "rule-attribute"
    ),
    Mistake("address as a whole", (*FIRST_RULE, 0), "Address", "rule-attribute"),
    Mistake("no such part of an address", (*FIRST_RULE, 0), "Address.Zip", "rule-attribute"),
    Mistake("attribute with a blank", (*FIRST_RULE, 0), "EmailAddress ", "rule-attribute"),
    Mistake("empty attribute in a rule", (*FIRST_RULE, 0), "", "length"),
    Mistake("nothing in a rule", (*FIRST_RULE, 0), None, "type"),
    Mistake("level 0", ("RuleBasedMatching", "MaxAllowedRuleLevelForMatching"), 0, "range"),
    Mistake("level 16", ("RuleBasedMatching", "MaxAllowedRuleLevelForMerging"), 16, "range"),
    Mistake(
        "level as a fraction", ("RuleBasedMatching", "MaxAllowedRuleLevelForMerging"), 1.0, "type"
    ),
    Mistake("no such matching model", (*SELECTOR, "AttributeMatchingModel"), "ONE_TO_MANY", "enum"),
    Mistake("matching model left out", (*SELECTOR, "AttributeMatchingModel"), ABSENT, "required"),
    Mistake("no such address type", (*SELECTOR, "Address", 0), "HomeAddress", "selector-value"),
    Mistake("address type of phones", (*SELECTOR, "Address", 0), "PhoneNumber", "selector-value"),
    Mistake("no such phone type", (*SELECTOR, "PhoneNumber", 1), "FaxNumber", "selector-value"),
    Mistake("no such email type", (*SELECTOR, "EmailAddress", 0), "WorkEmail", "selector-value"),
    Mistake("five address types", (*SELECTOR, "Address"), ["Address"] * 5, "length"),
    Mistake("four email types", (*SELECTOR, "EmailAddress"), ["EmailAddress"] * 4, "length"),
    Mistake("no phone types", (*SELECTOR, "PhoneNumber"), [], "length"),
    Mistake("phone types as a text", (*SELECTOR, "PhoneNumber"), "PhoneNumber", "type"),
    Mistake("status sent back", ("RuleBasedMatching", "Status"), "ACTIVE", "unknown-member"),
    Mistake("readiness sent back", ("DataStore", "Readiness"), {}, "unknown-member"),
    Mistake("statistics sent back", ("Stats",), {}, "unknown-member"),
    Mistake("metadata sent back", ("ResponseMetadata",), {}, "unknown-member"),
    Mistake("data store as a text", ("DataStore", "Enabled"), "yes", "type"),
    Mistake("no tags", ("Tags",), {}, "length"),
    Mistake("51 tags", ("Tags",), {f"k{n}": "v" for n in range(51)}, "length"),
    Mistake("tags as a list", ("Tags",), [{"Key": "k", "Value": "v"}], "type"),
    Mistake("tag with a blank", ("Tags", "Cost Center"), "x", "pattern"),
    Mistake("tag with an at sign", ("Tags", "owner@shop"), "x", "pattern"),
    Mistake("tag that is reserved", ("Tags", "aws:x"), "x", "pattern"),
    Mistake("tag without a key", ("Tags", ""), "x", "length"),
    Mistake("tag with a line end", ("Tags", "a\nb"), "x", "pattern"),
    Mistake("tag key of 129 characters", ("Tags", "k" * 129), "x", "length"),
    Mistake("tag value of 257 characters", ("Tags", "long"), "v" * 257, "length"),
    Mistake("tag value as a number", ("Tags", "stage"), 1, "type"),
    Mistake("tag value as nothing", ("Tags", "stage"), None, "type"),
    Mistake("Tag for Tags", ("Tag",), {"a": "b"}, "unknown-member"),
    Mistake("whole document as a list", (), [], "type", "document"),
]

_KEY = "arn:aws:kms:eu-central-1:111122223333:key/0"

LEGAL = [
    Unusual("name of one character", ("DomainName",), "-"),
    Unusual("name of 64 characters", ("DomainName",), "_" * 64),
    Unusual("name that looks like a number", ("DomainName",), "0366"),
    Unusual("expiration of a day", ("DefaultExpirationDays",), 1),
    Unusual("expiration of three years", ("DefaultExpirationDays",), 1098),
    Unusual("key that is cleared", ("DefaultEncryptionKey",), ""),
    Unusual("queue that is cleared", ("DeadLetterQueueUrl",), ""),
    Unusual("key of 255 characters", ("DefaultEncryptionKey",), _KEY.ljust(255, "0")),
    Unusual("key in the GovCloud", ("DefaultEncryptionKey",), _KEY.replace("aws", "aws-us-gov")),
    Unusual("key in China", ("DefaultEncryptionKey",), _KEY.replace("aws", "aws-cn")),
    Unusual("key in many regions", ("DefaultEncryptionKey",), _KEY.replace("/", "/mrk-")),
    Unusual("time of one digit", (*SCHEDULE, "Time"), "9:00"),
    Unusual("time with a leading zero", (*SCHEDULE, "Time"), "09:00"),
    Unusual("midnight", (*SCHEDULE, "Time"), "0:00"),
    Unusual("last minute", (*SCHEDULE, "Time"), "23:59"),
    Unusual("no schedule", SCHEDULE, ABSENT),
    Unusual("no merging", MERGING, ABSENT),
    Unusual("score 0", (*MERGING, "MinAllowedConfidenceScoreForMerging"), 0),
    Unusual("score 1", (*MERGING, "MinAllowedConfidenceScoreForMerging"), 1),
    Unusual("score tiny", (*MERGING, "MinAllowedConfidenceScoreForMerging"), 5e-324),
    Unusual("ten criteria", CRITERIA, [["LastName", f"Attributes.{n}"] for n in range(10)]),
    Unusual("criterion of 20", (*CRITERIA, 0), [f"Attributes.{n}" for n in range(20)]),
    Unusual("criterion by a custom name", (*CRITERIA, 0), ["LastName", "Änderung von gestern"]),
    Unusual("bucket with dots", (*S3, "S3BucketName"), "my.bucket.of.1"),
    Unusual("bucket of 3 characters", (*S3, "S3BucketName"), "a-1"),
    Unusual("no key prefix", (*S3, "S3KeyName"), ABSENT),
    Unusual("key prefix in words", (*S3, "S3KeyName"), "Ergebnisse für März/€ (1)"),
    Unusual("key prefix of 800 characters", (*S3, "S3KeyName"), "k" * 800),
    Unusual("rule of a custom attribute", FIRST_RULE, ["Attributes.loyalty id"]),
    Unusual("rule of a nested attribute", FIRST_RULE, ["Attributes.a.b.c"]),
    Unusual("rule of 15", FIRST_RULE, [f"Attributes.{n}" for n in range(15)]),
    Unusual("no selector", SELECTOR, ABSENT),
    Unusual("selector's spelling", (*SELECTOR, "Address"), ["MaillingAddress"]),
    Unusual(
        "all address types",
        (*SELECTOR, "Address"),
        ["Address", "BusinessAddress", "MaillingAddress", "ShippingAddress"],
    ),
    Unusual("no levels", ("RuleBasedMatching", "MaxAllowedRuleLevelForMatching"), ABSENT),
    Unusual("level 1 of 2", ("RuleBasedMatching", "MaxAllowedRuleLevelForMatching"), 1),
    Unusual("rules switched on, no more", ("RuleBasedMatching",), {"Enabled": True}),
    Unusual("rules switched off", ("RuleBasedMatching",), {"Enabled": False}),
    Unusual("data store without a word", ("DataStore",), {}),
    Unusual("tag key with digits", ("Tags", "0123456789"), "x"),
    Unusual("tag key with signs", ("Tags", "a,b;c<d=e:f/g.h_i+j-k"), "x"),
    Unusual("tag key in capitals", ("Tags", "AWS:x"), "x"),
    Unusual("tag without a value", ("Tags", "empty"), ""),
    Unusual("tag value of 256 characters", ("Tags", "long"), "v" * 256),
    Unusual("tag value with line ends", ("Tags", "text"), "one\ntwo\tthree \U0001f600"),
    Unusual("one tag", ("Tags",), {"k": "v"}),
    Unusual("name alone", (), {"DomainName": "shop"}),
]

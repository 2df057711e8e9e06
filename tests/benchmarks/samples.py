"""The documents that everything is measured with, as the wire has them."""

import json
from typing import Any

STANDARD = (
    "AccountNumber",
    "Address.Address",
    "Address.City",
    "Address.PostalCode",
    "BirthDate",
    "BusinessName",
    "EmailAddress",
    "FirstName",
    "Gender",
    "LastName",
    "MiddleName",
    "PhoneNumber",
    "Address.State",
    "Address.Country",
    "Address.County",
    "Address.Province",
)
"""The attributes that the guide lists for rules, as many as there are."""


def small() -> dict[str, Any]:
    """Return a domain with one rule: what most callers send."""
    return _as_parsed(
        {
            "DomainName": "shop",
            "RuleBasedMatching": {"Enabled": True, "MatchingRules": [{"Rule": ["EmailAddress"]}]},
        }
    )


def readme() -> dict[str, Any]:
    """Return the domain that README declares."""
    return _as_parsed(
        {
            "DomainName": "shop",
            "RuleBasedMatching": {
                "Enabled": True,
                "MatchingRules": [
                    {"Rule": ["EmailAddress"]},
                    {"Rule": ["PhoneNumber", "LastName"]},
                ],
                "MaxAllowedRuleLevelForMatching": 2,
                "MaxAllowedRuleLevelForMerging": 1,
                "ConflictResolution": {"ConflictResolvingModel": "RECENCY"},
            },
        }
    )


def full() -> dict[str, Any]:
    """Return a domain with every member, and as many of each as the service takes.

    10 criteria of 20 attributes, 15 rules of 15, and 50 tags; nothing in it is worth a warning.
    """
    exporting = {"S3Exporting": {"S3BucketName": "shop-matches", "S3KeyName": "found/weekly"}}
    resolution = {"ConflictResolvingModel": "SOURCE", "SourceName": "OrderTracking"}
    return _as_parsed(
        {
            "DomainName": "shop",
            "DefaultExpirationDays": 366,
            "DefaultEncryptionKey": "arn:aws:kms:eu-central-1:111122223333:key/shop",
            "DeadLetterQueueUrl": "https://sqs.eu-central-1.amazonaws.com/111122223333/shop",
            "Matching": {
                "Enabled": True,
                "JobSchedule": {"DayOfTheWeek": "SUNDAY", "Time": "18:30"},
                "AutoMerging": {
                    "Enabled": True,
                    "Consolidation": {
                        "MatchingAttributesList": [
                            [f"Attributes.Criterion{row}Part{part}" for part in range(20)]
                            for row in range(10)
                        ]
                    },
                    "ConflictResolution": resolution,
                    "MinAllowedConfidenceScoreForMerging": 0.9,
                },
                "ExportingConfig": exporting,
            },
            "RuleBasedMatching": {
                "Enabled": True,
                # Each leaves another attribute out, so that no rule is a part of another.
                "MatchingRules": [
                    {"Rule": [name for name in STANDARD if name != STANDARD[level]]}
                    for level in range(15)
                ],
                "MaxAllowedRuleLevelForMerging": 5,
                "MaxAllowedRuleLevelForMatching": 15,
                "AttributeTypesSelector": {
                    "AttributeMatchingModel": "MANY_TO_MANY",
                    "Address": ["Address", "BusinessAddress", "ShippingAddress"],
                    "PhoneNumber": ["PhoneNumber", "HomePhoneNumber", "MobilePhoneNumber"],
                    "EmailAddress": ["EmailAddress", "BusinessEmailAddress"],
                },
                "ConflictResolution": resolution,
                "ExportingConfig": exporting,
            },
            "DataStore": {"Enabled": True},
            "Tags": {f"team:{number:02}": f"value of tag {number}" for number in range(50)},
        }
    )


def custom() -> dict[str, Any]:
    """Return the full document with a custom attribute in each rule, which no list knows."""
    document = full()
    for level, rule in enumerate(document["RuleBasedMatching"]["MatchingRules"]):
        rule["Rule"][-1] = f"Attributes.Level{level}"
    return document


def answer(document: dict[str, Any]) -> dict[str, Any]:
    """Return what the service answers to an update with this document."""
    answered = {**document, "CreatedAt": 1_700_000_000.0, "LastUpdatedAt": 1_700_003_600.0}
    if "RuleBasedMatching" in document:
        answered["RuleBasedMatching"] = {**document["RuleBasedMatching"], "Status": "PENDING"}
    return answered


def _as_parsed(document: dict[str, Any]) -> dict[str, Any]:
    """Return the document as a parser leaves it: no two values are the same object."""
    parsed: dict[str, Any] = json.loads(json.dumps(document))
    return parsed

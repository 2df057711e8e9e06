"""Documents to begin a test with."""

from typing import Any

SECRETS = {
    "key": "arn:aws:kms:us-east-1:000000000000:key/very-secret-key",
    "queue": "https://sqs.us-east-1.amazonaws.com/000000000000/very-secret-queue",
    "tag": "very-secret-tag-value",
}
"""Values that may stand in no text that cpkit writes by itself."""


def full() -> dict[str, Any]:
    """Give a document with every member."""
    exporting = {"S3Exporting": {"S3BucketName": "shop-matches", "S3KeyName": "weekly/"}}
    return {
        "DomainName": "shop",
        "DefaultExpirationDays": 366,
        "DefaultEncryptionKey": SECRETS["key"],
        "DeadLetterQueueUrl": SECRETS["queue"],
        "Matching": {
            "Enabled": True,
            "JobSchedule": {"DayOfTheWeek": "MONDAY", "Time": "18:30"},
            "AutoMerging": {
                "Enabled": True,
                "Consolidation": {"MatchingAttributesList": [["EmailAddress", "LastName"]]},
                "ConflictResolution": {"ConflictResolvingModel": "RECENCY"},
                "MinAllowedConfidenceScoreForMerging": 0.9,
            },
            "ExportingConfig": exporting,
        },
        "RuleBasedMatching": {
            "Enabled": True,
            "MatchingRules": [
                {"Rule": ["EmailAddress"]},
                {"Rule": ["PhoneNumber", "Address.City", "Attributes.loyalty"]},
            ],
            "MaxAllowedRuleLevelForMerging": 1,
            "MaxAllowedRuleLevelForMatching": 2,
            "AttributeTypesSelector": {
                "AttributeMatchingModel": "MANY_TO_MANY",
                "Address": ["Address", "MaillingAddress"],
                "PhoneNumber": ["PhoneNumber", "MobilePhoneNumber"],
                "EmailAddress": ["EmailAddress"],
            },
            "ConflictResolution": {
                "ConflictResolvingModel": "SOURCE",
                "SourceName": "OrderTracking",
            },
            "ExportingConfig": exporting,
        },
        "DataStore": {"Enabled": True},
        "Tags": {"team": SECRETS["tag"], "stage": "test"},
    }


def answered() -> dict[str, Any]:
    """Give a GetDomain answer with every member."""
    answer = full()
    answer["RuleBasedMatching"]["Status"] = "IN_PROGRESS"
    answer["DataStore"]["Readiness"] = {"ProgressPercentage": 40, "Message": "filling"}
    answer["Stats"] = {
        "ProfileCount": 12,
        "MeteringProfileCount": 10,
        "ObjectCount": 30,
        "TotalSize": 4096,
    }
    return {**answer, "CreatedAt": 1_700_000_000, "LastUpdatedAt": "2026-01-02T03:04:05Z"}

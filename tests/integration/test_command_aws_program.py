"""`cpkit update-domain` beside the real `aws` program: both leave the same domain behind."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from cpkit.local import serve

if TYPE_CHECKING:
    from pathlib import Path

QUEUE = "https://sqs.us-east-1.amazonaws.com/111122223333/letters"
RULES = {
    "Enabled": True,
    "MatchingRules": [{"Rule": ["EmailAddress"]}, {"Rule": ["PhoneNumber", "LastName"]}],
    "MaxAllowedRuleLevelForMatching": 2,
    "MaxAllowedRuleLevelForMerging": 1,
    "ConflictResolution": {"ConflictResolvingModel": "SOURCE", "SourceName": "Orders"},
    "AttributeTypesSelector": {
        "AttributeMatchingModel": "MANY_TO_MANY",
        "EmailAddress": ["EmailAddress", "BusinessEmailAddress"],
        "PhoneNumber": ["PhoneNumber"],
    },
}
MATCHING = {
    "Enabled": True,
    "JobSchedule": {"DayOfTheWeek": "MONDAY", "Time": "09:30"},
    "AutoMerging": {
        "Enabled": True,
        "Consolidation": {"MatchingAttributesList": [["EmailAddress", "LastName"]]},
        "ConflictResolution": {"ConflictResolvingModel": "RECENCY"},
        "MinAllowedConfidenceScoreForMerging": 0.8,
    },
    "ExportingConfig": {"S3Exporting": {"S3BucketName": "shop-matches", "S3KeyName": "a/b"}},
}
CONFIGURATIONS: dict[str, list[str]] = {
    "days": ["--default-expiration-days", "90"],
    "queue and key": [
        *("--dead-letter-queue-url", QUEUE),
        *("--default-encryption-key", "arn:aws:kms:us-east-1:111122223333:key/new"),
    ],
    "cleared": ["--dead-letter-queue-url", "", "--default-encryption-key", ""],
    "rules": ["--rule-based-matching", json.dumps(RULES)],
    "matching": ["--matching", json.dumps(MATCHING)],
    "files": ["--rule-based-matching", "file://rules.json", "--matching", "file://matching.json"],
    "tags": ["--tags", "team=data,env=test"],
    "tags as JSON": ["--tags", '{"team": "data, too"}'],
    "document": ["--cli-input-json", "file://document.json"],
    "document and option": [
        *("--cli-input-json", "file://document.json"),
        *("--default-expiration-days", "7"),
    ],
}


def updated(program: list[str], arguments: list[str], folder: Path) -> dict[str, Any]:
    """Return the domain that a program leaves behind, without its times."""
    with serve() as server:
        client = server.service.client()
        client.create_domain(
            DomainName="shop",
            DefaultExpirationDays=366,
            DefaultEncryptionKey="arn:aws:kms:us-east-1:111122223333:key/old",
            DeadLetterQueueUrl=f"{QUEUE}-old",
        )
        done = subprocess.run(
            [*program, "update-domain", "--domain-name", "shop", *arguments],
            cwd=folder,
            env={
                "PATH": os.environ["PATH"],
                "HOME": str(folder),
                "AWS_CONFIG_FILE": str(folder / "config"),
                "AWS_EC2_METADATA_DISABLED": "true",
                "AWS_ACCESS_KEY_ID": "local",
                "AWS_SECRET_ACCESS_KEY": "local",
                "AWS_DEFAULT_REGION": "us-east-1",
                "AWS_PAGER": "",
                "AWS_ENDPOINT_URL_CUSTOMER_PROFILES": server.endpoint_url,
            },
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert 0 == done.returncode, done.stderr
        domain: Any = client.get_domain(DomainName="shop")
    for member in ("ResponseMetadata", "CreatedAt", "LastUpdatedAt"):
        del domain[member]
    left: dict[str, Any] = domain
    return left


@pytest.mark.parametrize("name", CONFIGURATIONS)
def test_update_when_both_programs_run_then_the_domain_is_the_same(
    tmp_path: Path, name: str
) -> None:
    """A script that called `aws` may call `cpkit` instead."""
    program = shutil.which(os.environ.get("CPKIT_AWS_PROGRAM", ""))
    if program is None:
        pytest.skip("CPKIT_AWS_PROGRAM names no aws program")
    # Without it `aws` would fetch the queue's URL, and take what it gets for the value.
    (tmp_path / "config").write_text("[default]\ncli_follow_urlparam = false\n")
    (tmp_path / "rules.json").write_text(json.dumps(RULES))
    (tmp_path / "matching.json").write_text(json.dumps(MATCHING))
    document = {"DomainName": "shop", "DefaultExpirationDays": 30, "RuleBasedMatching": RULES}
    (tmp_path / "document.json").write_text(json.dumps(document))

    theirs = updated([program, "customer-profiles"], CONFIGURATIONS[name], tmp_path)
    ours = updated([sys.executable, "-m", "cpkit"], CONFIGURATIONS[name], tmp_path)

    assert theirs == ours

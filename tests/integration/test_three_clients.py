"""cpkit, boto3 and the `aws` program tell the same stand-in the same thing."""

import json
import os
import subprocess
from pathlib import Path
from typing import Any, NamedTuple

import boto3
import pytest

from cpkit import CustomerProfiles, DomainSettings, SettingsWarning, from_wire
from cpkit.local import LocalServer, LocalService, serve
from tests.support import samples
from tests.support.mistakes import LEGAL
from tests.support.thorough import thorough, times

PROGRAM = os.environ.get("CPKIT_AWS_PROGRAM")

DOCUMENTS: dict[str, dict[str, Any]] = {
    "every member": samples.full(),
    "name and expiration": {"DomainName": "shop", "DefaultExpirationDays": 120},
    "all switched off": {
        "DomainName": "shop",
        "Matching": {"Enabled": False},
        "RuleBasedMatching": {"Enabled": False},
    },
    "one rule": {
        "DomainName": "shop",
        "RuleBasedMatching": {
            "Enabled": True,
            "MatchingRules": [{"Rule": ["EmailAddress"]}],
            "MaxAllowedRuleLevelForMatching": 1,
            "MaxAllowedRuleLevelForMerging": 1,
            "ConflictResolution": {"ConflictResolvingModel": "RECENCY"},
        },
    },
    "cleared": {"DomainName": "shop", "DefaultEncryptionKey": "", "DeadLetterQueueUrl": ""},
    **{unusual.name: unusual.document() for unusual in LEGAL[:: times(20, 4)]},
}


class Kept(NamedTuple):
    """What a service has after an update, and what it was sent."""

    domain: dict[str, Any]
    body: Any


def observed(service: LocalService, name: str) -> Kept:
    """Read a domain and the request that changed it, without what depends on the time."""
    (body,) = [r.body for r in service.requests if r.operation == "UpdateDomain"]
    domain: Any = service.client().get_domain(DomainName=name)
    for member in ("CreatedAt", "LastUpdatedAt", "ResponseMetadata"):
        del domain[member]
    return Kept(domain, json.loads(body))


def prepared(document: dict[str, Any]) -> LocalService:
    """Make a service that has the domain."""
    service = LocalService()
    service.client().create_domain(
        DomainName=document["DomainName"],
        DefaultExpirationDays=1,
        DefaultEncryptionKey="alias/old",
        DeadLetterQueueUrl="https://sqs.us-east-1.amazonaws.com/000000000000/old",
    )
    service.forget_requests()
    return service


def session() -> boto3.Session:
    """Make a session with credentials that open nothing."""
    anything = "test"
    return boto3.Session(
        aws_access_key_id=anything, aws_secret_access_key=anything, region_name="us-east-1"
    )


def by_boto3(document: dict[str, Any], server: LocalServer) -> None:
    """Update with plain boto3."""
    own: Any = session()
    own.client("customer-profiles", endpoint_url=server.endpoint_url).update_domain(**document)


def by_cpkit(document: dict[str, Any], server: LocalServer) -> None:
    """Update with cpkit."""
    profiles = CustomerProfiles(session=session(), endpoint_url=server.endpoint_url)
    profiles.update_domain(from_wire(DomainSettings, document))


@thorough
@pytest.mark.parametrize("document", DOCUMENTS.values(), ids=DOCUMENTS.keys())
@pytest.mark.filterwarnings("ignore::cpkit.SettingsWarning")
def test_update_when_sent_by_cpkit_and_by_boto3_then_the_service_has_the_same(
    document: dict[str, Any],
) -> None:
    """Over HTTP, cpkit sends what boto3 sends, and reads what boto3 reads."""
    kept: list[Kept] = []
    for update in (by_boto3, by_cpkit):
        service = prepared(document)
        with serve(service) as server:
            update(document, server)
        kept.append(observed(service, document["DomainName"]))

    assert kept[0] == kept[1]


@thorough
@pytest.mark.parametrize("document", DOCUMENTS.values(), ids=DOCUMENTS.keys())
def test_update_when_sent_by_the_aws_program_then_the_service_has_the_same(
    document: dict[str, Any], tmp_path: Path
) -> None:
    """The `aws` program reads the document and sends what boto3 sends."""
    if PROGRAM is None:
        pytest.skip("CPKIT_AWS_PROGRAM names no aws program")
    path = tmp_path / "domain.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    reference, service = prepared(document), prepared(document)
    reference.client().update_domain(**document)

    with serve(service) as server:
        subprocess.run(
            [PROGRAM, "customer-profiles", "update-domain", "--cli-input-json", f"file://{path}"],
            check=True,
            capture_output=True,
            env={
                "PATH": os.environ["PATH"],
                "HOME": str(tmp_path),
                "AWS_ACCESS_KEY_ID": "test",
                "AWS_SECRET_ACCESS_KEY": "test",
                "AWS_DEFAULT_REGION": "us-east-1",
                "AWS_EC2_METADATA_DISABLED": "true",
                "AWS_ENDPOINT_URL_CUSTOMER_PROFILES": server.endpoint_url,
            },
        )

    expected, actual = (observed(each, document["DomainName"]) for each in (reference, service))
    assert expected == actual


def test_update_when_suspicious_then_warned_of_at_the_callers_line() -> None:
    """Warnings point to the line that sends."""
    service = prepared({"DomainName": "shop"})
    settings = from_wire(
        DomainSettings, {"DomainName": "shop", "Matching": {"Enabled": True, "ExportingConfig": {}}}
    )

    with pytest.warns(SettingsWarning, match="nothing is exported") as caught:
        CustomerProfiles(service.client()).update_domain(settings)

    assert [__file__] == [warning.filename for warning in caught]

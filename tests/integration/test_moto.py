"""Inside moto's `mock_aws` the stand-in answers for its service, and moto for all others."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import boto3
import pytest
from moto import mock_aws

from cpkit import CustomerProfiles, DomainSettings, ExportingConfig, Matching, S3Exporting, policies
from cpkit.errors import UnknownServiceError
from cpkit.local import LocalService
from tests.support.documentation_pages import ROOT, blocks

if TYPE_CHECKING:
    from collections.abc import Iterator

REGION = "eu-central-1"
BUCKET, QUEUE = "shop-matches", "shop-dead-letters"
SHOP = DomainSettings(domain_name="shop", default_expiration_days=366, tags={"team": "web"})


@pytest.fixture
def session() -> Iterator[Any]:
    """Give a session whose requests moto answers; boto3's stubs do not know all its services."""
    with mock_aws():
        yield boto3.Session(region_name=REGION)


@pytest.fixture
def account_id(session: Any) -> str:
    """Give the account that moto plays."""
    return str(session.client("sts").get_caller_identity()["Account"])


@pytest.fixture
def service(account_id: str) -> LocalService:
    """Give a stand-in in the account and region of everything else."""
    return LocalService(account_id=account_id, region_name=REGION)


@pytest.fixture
def profiles(session: Any, service: LocalService) -> CustomerProfiles:
    """Give a client as code under test makes it, attached to the stand-in."""
    made = CustomerProfiles(session=session)
    service.attach(made.boto3_client)
    return made


def test_plan_when_moto_has_bucket_queue_and_account_then_applied_by_the_stand_in(
    session: Any, account_id: str, service: LocalService, profiles: CustomerProfiles
) -> None:
    """Bucket and queue are moto's, the domain is the stand-in's, tags go by STS's answer."""
    place: Any = {"account_id": account_id, "region_name": REGION}
    bucket_policy = policies.bucket_policy(BUCKET, **place)
    queue_policy = policies.queue_policy(QUEUE, "shop", **place)
    s3, sqs = session.client("s3"), session.client("sqs")
    s3.create_bucket(Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": REGION})
    s3.put_bucket_policy(Bucket=BUCKET, Policy=json.dumps(bucket_policy))
    attributes = {"Policy": json.dumps(queue_policy)}
    queue_url = sqs.create_queue(QueueName=QUEUE, Attributes=attributes)["QueueUrl"]
    profiles.create_domain(SHOP)

    plan = profiles.plan(
        DomainSettings(
            domain_name="shop",
            dead_letter_queue_url=queue_url,
            matching=Matching(
                enabled=True,
                exporting_config=ExportingConfig(s3_exporting=S3Exporting(s3_bucket_name=BUCKET)),
            ),
            tags={"team": "shop"},
        )
    )
    result = profiles.apply(plan, accept=plan.risks)

    assert () == result.remaining
    assert service.domain_arn("shop") == plan.resource_arn
    settings = profiles.get_domain("shop").settings
    assert (queue_url, {"team": "shop"}) == (settings.dead_letter_queue_url, settings.tags)
    exported = settings.matching and settings.matching.exporting_config
    assert ExportingConfig(s3_exporting=S3Exporting(s3_bucket_name=BUCKET)) == exported
    assert bucket_policy == json.loads(s3.get_bucket_policy(Bucket=BUCKET)["Policy"])
    kept = sqs.get_queue_attributes(QueueUrl=queue_url, AttributeNames=["Policy", "QueueArn"])
    assert queue_policy == json.loads(kept["Attributes"]["Policy"])
    assert queue_policy["Statement"][0]["Resource"] == kept["Attributes"]["QueueArn"]


def test_client_when_made_by_the_stand_in_then_moto_does_not_see_its_requests(
    session: Any, service: LocalService
) -> None:
    """A client of the stand-in works inside as it does outside."""
    del session  # it is there for what surrounds it
    profiles = CustomerProfiles(service.client())

    profiles.create_domain(SHOP)

    assert ["CreateDomain"] == [request.operation for request in service.requests]


def test_client_when_made_before_moto_began_then_the_stand_in_still_answers() -> None:
    """It does not matter which of the two came first."""
    service = LocalService(region_name=REGION)
    profiles = CustomerProfiles(service.client())

    with mock_aws():
        profiles.create_domain(SHOP)

    assert ["shop"] == [item.domain_name for item in profiles.list_domains()]


def test_client_when_not_attached_then_moto_keeps_it_from_the_network(session: Any) -> None:
    """The service is unknown to moto, which says 404: whoever forgets to attach reaches nobody."""
    profiles = CustomerProfiles(session=session)

    with pytest.raises(UnknownServiceError, match="This is moto, which does not have the service"):
        profiles.get_domain("shop")


def test_page_of_permissions_when_its_calls_are_made_then_the_policies_are_in_force(
    session: Any, account_id: str
) -> None:
    """The calls that the page shows and cannot run are those that boto3 takes."""
    page = ROOT / "docs" / "how-to" / "grant-permissions.md"
    (calls,) = [block.text for block in blocks(page) if block.text.startswith("s3.put_bucket")]
    s3, sqs, kms = (session.client(name) for name in ("s3", "sqs", "kms"))
    s3.create_bucket(Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": REGION})
    url = sqs.create_queue(QueueName=QUEUE)["QueueUrl"]
    key_id = kms.create_key()["KeyMetadata"]["KeyId"]
    policy = policies.key_policy("shop", account_id=account_id, region_name=REGION)
    names = {"s3": s3, "sqs": sqs, "kms": kms, "url": url, "key_id": key_id, "policy": policy}

    exec(compile(calls, page.name, "exec"), {"json": json, **names})  # noqa: S102 - the page's own

    kept = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["Policy"])["Attributes"]
    assert policy == json.loads(s3.get_bucket_policy(Bucket=BUCKET)["Policy"])
    assert policy == json.loads(kept["Policy"])
    assert policy == json.loads(kms.get_key_policy(KeyId=key_id, PolicyName="default")["Policy"])

"""The policies follow AWS's grammar, and name what the guide names."""

from __future__ import annotations

import json
import re
from importlib import import_module
from typing import TYPE_CHECKING, Any

import pytest

from cpkit import policies
from cpkit.errors import ValidationError

if TYPE_CHECKING:
    from collections.abc import Callable

ACCOUNT = "111122223333"
REGIONS = {
    "aws": "eu-central-1",
    "aws-cn": "cn-north-1",
    "aws-us-gov": "us-gov-west-1",
    "aws-iso": "us-iso-east-1",
    "aws-eusc": "eusc-de-east-1",
}


def everything(region_name: str, partition: str | None = None) -> dict[str, dict[str, Any]]:
    """Make a template that has each policy where it belongs."""
    where: dict[str, Any] = {
        "account_id": ACCOUNT,
        "region_name": region_name,
        "partition": partition,
    }
    return {
        "Bucket": {
            "Type": "AWS::S3::BucketPolicy",
            "Properties": {
                "Bucket": "shop-matches",
                "PolicyDocument": policies.bucket_policy("shop-matches", **where),
            },
        },
        "Queue": {
            "Type": "AWS::SQS::QueuePolicy",
            "Properties": {
                "Queues": ["shop-dead-letters"],
                "PolicyDocument": policies.queue_policy("shop-dead-letters", "shop", **where),
            },
        },
        "Caller": {
            "Type": "AWS::IAM::ManagedPolicy",
            "Properties": {"PolicyDocument": policies.caller_policy("apply", **where)},
        },
        "Key": {
            "Type": "AWS::KMS::Key",
            "Properties": {
                "EnableKeyRotation": True,
                "KeyPolicy": policies.key_policy("shop", **where),
            },
        },
    }


@pytest.fixture(scope="module")
def complaints() -> Callable[[dict[str, Any]], list[str]]:
    """Give a function that says what the checker finds in a template."""
    checker: Any = import_module("cfnlint.api")

    def check(resources: dict[str, Any]) -> list[str]:
        template = json.dumps({"Resources": resources})
        return [match.message for match in checker.lint(template, regions=["us-east-1"])]

    return check


@pytest.mark.parametrize("partition", ["aws", "aws-cn", "aws-us-gov"])
def test_policies_when_checked_then_they_follow_the_grammar(
    complaints: Callable[[dict[str, Any]], list[str]], partition: str
) -> None:
    """A checker of CloudFormation templates knows the grammar, the actions and the conditions.

    It knows the names of accounts in these three partitions alone.
    """
    assert [] == complaints(everything(REGIONS[partition]))


@pytest.mark.parametrize(("partition", "region_name"), REGIONS.items())
def test_policies_when_made_for_a_region_then_every_resource_is_in_its_partition(
    partition: str, region_name: str
) -> None:
    """No name begins with another partition."""
    names = re.findall(r"arn:([a-z-]+):", json.dumps(everything(region_name)))

    assert {partition} == set(names)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"Effect"', '"Result"'),
        ("ArnEquals", "ArnEqual"),
        ("sqs:Send", "sqs:Sand"),
        ("profile:Get", "profile:Got"),
    ],
)
def test_checker_when_a_policy_is_spoiled_then_it_complains(
    complaints: Callable[[dict[str, Any]], list[str]], old: str, new: str
) -> None:
    """The checker would notice: a wrong key, a wrong condition and a wrong action are told."""
    spoiled = json.loads(json.dumps(everything("eu-central-1")).replace(old, new))

    assert [] != complaints(spoiled)


@pytest.mark.parametrize("name", ["Bucket", "Queue", "Key"])
def test_policy_when_made_then_only_the_accounts_own_domains_are_let_in(name: str) -> None:
    """Whoever else uses the service cannot make it use the caller's resources."""
    properties = everything("eu-central-1")[name]["Properties"]
    policy = properties.get("PolicyDocument") or properties["KeyPolicy"]
    (statement,) = [one for one in policy["Statement"] if "Service" in one["Principal"]]

    assert {"Service": "profile.amazonaws.com"} == statement["Principal"]
    assert {"aws:SourceAccount": ACCOUNT} == statement["Condition"]["StringEquals"]
    source = statement["Condition"]["ArnEquals"]["aws:SourceArn"]
    arn = f"arn:aws:profile:eu-central-1:{ACCOUNT}:domains/"
    expected: dict[str, Any] = {
        "Bucket": f"{arn}*",
        "Queue": f"{arn}shop",
        "Key": [f"{arn}shop", f"{arn}shop/*"],
    }
    assert expected[name] == source


def test_policy_when_made_twice_then_each_is_a_fresh_one() -> None:
    """Whoever adds a statement changes no other policy."""
    first, second = (everything("eu-central-1") for _ in range(2))
    first["Key"]["Properties"]["KeyPolicy"]["Statement"].clear()

    assert 2 == len(second["Key"]["Properties"]["KeyPolicy"]["Statement"])


def test_key_policy_when_made_then_the_account_keeps_the_key() -> None:
    """Without this statement nobody could change the key's policy any more."""
    policy = policies.key_policy("shop", account_id=ACCOUNT, region_name="cn-north-1")

    assert {"AWS": f"arn:aws-cn:iam::{ACCOUNT}:root"} == policy["Statement"][0]["Principal"]


def test_partition_when_given_then_the_region_needs_not_be_known() -> None:
    """A partition that this botocore does not know can be named."""
    resources = everything("mars-north-1", partition="aws-mars")

    assert "arn:aws-mars:sqs:mars-north-1:" in json.dumps(resources)


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        (
            {"account_id": "1111-2222-3333"},
            "^account_id: must be a string of 12 digits, such as '1{4}2{4}3{4}'$",
        ),
        (
            {"account_id": 111122223333},
            "^account_id: must be a string of 12 digits, such as '1{4}2{4}3{4}'$",
        ),
        ({"region_name": "*"}, "^region_name: must be a region, such as 'eu-central-1'$"),
        ({"region_name": "mars-north-1"}, "in no partition that botocore knows"),
        ({"partition": "*"}, "^partition: must be a partition, such as 'aws-cn'$"),
        (
            {"queue_name": "https://queue"},
            "^queue_name: must be the queue's name alone; write the last part",
        ),
    ],
)
def test_policy_when_an_argument_cannot_be_right_then_it_is_rejected(
    wrong: dict[str, Any], says: str
) -> None:
    """A wild card in the wrong place would let everybody in."""
    given: dict[str, Any] = {
        "queue_name": "q",
        "domain_name": "shop",
        "account_id": ACCOUNT,
        "region_name": "eu-central-1",
        **wrong,
    }
    with pytest.raises(ValueError, match=says):
        policies.queue_policy(**given)


def test_policy_when_a_name_breaks_its_limits_then_the_settings_rules_say_so() -> None:
    """Buckets and domains are held to what settings are held to."""
    with pytest.raises(ValidationError, match="S3BucketName"):
        policies.bucket_policy("*", account_id=ACCOUNT, region_name="eu-central-1")
    with pytest.raises(ValidationError, match="DomainName"):
        policies.key_policy("*", account_id=ACCOUNT, region_name="eu-central-1")


def caller_resource(**where: Any) -> str:
    """Make a caller's policy, and return what it is for."""
    resource: str = policies.caller_policy("plan", **where)["Statement"][0]["Resource"]
    return resource


def test_caller_policy_when_a_place_is_given_then_it_allows_no_more() -> None:
    """Of what is not given, anything is meant."""
    account = {"account_id": ACCOUNT}

    assert "arn:*:profile:*:*:domains/*" == caller_resource()
    assert f"arn:*:profile:*:{ACCOUNT}:domains/shop" == caller_resource(
        domain_name="shop", **account
    )
    assert f"arn:aws-cn:profile:cn-north-1:{ACCOUNT}:domains/*" == caller_resource(
        region_name="cn-north-1", **account
    )
    assert "arn:aws-mars:profile:*:*:domains/*" == caller_resource(partition="aws-mars")


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"task": "delete"}, "^task: must be 'plan' or 'apply' or 'preview'$"),
        ({"domain_name": "a b"}, "DomainName"),
        ({"account_id": "1"}, "^account_id: must be"),
        ({"region_name": "mars"}, "^region_name: must be"),
        ({"partition": "mars"}, "^partition: must be"),
    ],
)
def test_caller_policy_when_an_argument_is_wrong_then_it_is_rejected(
    wrong: dict[str, Any], says: str
) -> None:
    """Only the whole wild card stands for anything."""
    given: dict[str, Any] = {"task": "plan", **wrong}
    with pytest.raises(ValueError, match=says):
        policies.caller_policy(given.pop("task"), **given)

"""Build and read the ARNs of domains."""

from __future__ import annotations

import pytest

from cpkit.local.state.arns import Account


@pytest.mark.parametrize(
    ("region", "partition"),
    [
        ("us-east-1", "aws"),
        ("us-gov-west-1", "aws-us-gov"),
        ("cn-north-1", "aws-cn"),
        ("nowhere", "aws"),
    ],
)
def test_partition_when_the_region_is_known_then_it_is_the_regions(
    region: str, partition: str
) -> None:
    """A region lies in the partition that botocore says, and any other in `aws`."""
    expected = f"arn:{partition}:profile:{region}:111122223333:domains/Shop"

    assert expected == Account(region, "111122223333").domain_arn("Shop")


def test_domain_name_when_the_arn_was_built_here_then_it_is_read_back() -> None:
    """Reading undoes building."""
    account = Account("eu-west-2", "111122223333")

    assert "Shop" == account.domain_name(account.domain_arn("Shop"))


def test_domain_name_when_the_arn_is_anothers_then_there_is_none() -> None:
    """Another account's domain is not here."""
    arn = Account("eu-west-2", "444455556666").domain_arn("Shop")

    assert Account("eu-west-2", "111122223333").domain_name(arn) is None

"""Create, read, list, tag and delete domains through a real client."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from mypy_boto3_customer_profiles import CustomerProfilesClient

    from cpkit.local import LocalService

    Ask: TypeAlias = Callable[..., tuple[int, Any]]


def test_create_when_the_name_is_free_then_the_domain_is_answered(
    client: CustomerProfilesClient, now: list[datetime]
) -> None:
    """An answer has what was sent, and the time."""
    answer = client.create_domain(DomainName="Shop", DefaultExpirationDays=366)

    assert {
        "DomainName": "Shop",
        "DefaultExpirationDays": 366,
        "CreatedAt": now[0],
        "LastUpdatedAt": now[0],
    } == {name: value for name, value in answer.items() if name != "ResponseMetadata"}


def test_create_when_the_name_is_taken_then_it_is_refused(shop: CustomerProfilesClient) -> None:
    """A name is given once."""
    with pytest.raises(shop.exceptions.BadRequestException, match="Shop already exists"):
        shop.create_domain(DomainName="Shop", DefaultExpirationDays=1)


def test_create_when_the_key_is_empty_then_there_is_none(client: CustomerProfilesClient) -> None:
    """An empty text is no key."""
    answer = client.create_domain(
        DomainName="Shop", DefaultExpirationDays=1, DefaultEncryptionKey=""
    )

    assert "DefaultEncryptionKey" not in answer


def test_get_when_the_domain_exists_then_statistics_are_shown(shop: CustomerProfilesClient) -> None:
    """No profile exists here."""
    expected = {"ProfileCount": 0, "MeteringProfileCount": 0, "ObjectCount": 0, "TotalSize": 0}

    assert expected == shop.get_domain(DomainName="Shop")["Stats"]


@pytest.mark.parametrize(("method", "body"), [("GET", b""), ("PUT", b"{}"), ("DELETE", b"")])
def test_domain_when_it_does_not_exist_then_it_is_not_found(
    ask: Ask, method: str, body: bytes
) -> None:
    """Whatever is asked of it, a domain that is not there is answered with 404."""
    expected = (404, {"Message": "Domain Shop does not exist"})

    assert expected == ask(method, "/domains/Shop", body)


def test_delete_when_the_domain_exists_then_it_is_gone(shop: CustomerProfilesClient) -> None:
    """Deleting is done at once, and says so."""
    message = shop.delete_domain(DomainName="Shop")["Message"]

    assert ("Domain Shop is deleted", []) == (message, shop.list_domains()["Items"])


def test_list_when_there_are_more_than_a_page_then_a_token_leads_on(
    client: CustomerProfilesClient,
) -> None:
    """Two pages have three domains in their order."""
    for name in ("b", "c", "a"):
        client.create_domain(DomainName=name, DefaultExpirationDays=1)
    first = client.list_domains(MaxResults=2)
    second = client.list_domains(MaxResults=2, NextToken=first.get("NextToken", ""))

    listed = [item["DomainName"] for item in first["Items"] + second["Items"]]
    assert (["a", "b", "c"], False) == (listed, "NextToken" in second)


def test_list_when_a_domain_has_tags_then_its_item_shows_them(shop: CustomerProfilesClient) -> None:
    """An item has tags and times, and no settings."""
    assert {"DomainName", "CreatedAt", "LastUpdatedAt", "Tags"} == set(
        shop.list_domains()["Items"][0]
    )


def test_tags_when_they_are_added_and_removed_by_arn_then_the_domain_shows_it(
    service: LocalService, shop: CustomerProfilesClient
) -> None:
    """An ARN is percent-encoded on its way; a tag that is not there can be removed."""
    arn = service.domain_arn("Shop")
    shop.tag_resource(resourceArn=arn, tags={"Team": "Web", "Stage": "a&b=c"})
    added = shop.list_tags_for_resource(resourceArn=arn)["tags"]
    shop.untag_resource(resourceArn=arn, tagKeys=["Team", "None"])

    assert ({"Team": "Web", "Stage": "a&b=c"}, {"Stage": "a&b=c"}) == (
        added,
        shop.get_domain(DomainName="Shop")["Tags"],
    )


def test_tags_when_none_is_left_then_the_list_is_empty(
    service: LocalService, shop: CustomerProfilesClient
) -> None:
    """The list is there all the same, and a domain shows no tags."""
    arn = service.domain_arn("Shop")
    shop.untag_resource(resourceArn=arn, tagKeys=["Team"])

    listed = shop.list_tags_for_resource(resourceArn=arn)["tags"]
    assert ({}, False) == (listed, "Tags" in shop.get_domain(DomainName="Shop"))


def test_tags_when_there_would_be_more_than_fifty_then_none_is_added(
    service: LocalService, shop: CustomerProfilesClient
) -> None:
    """A domain has no more tags than one request may bring (assumed)."""
    arn = service.domain_arn("Shop")
    with pytest.raises(shop.exceptions.BadRequestException, match="more than 50"):
        shop.tag_resource(resourceArn=arn, tags={f"Tag{number}": "" for number in range(50)})

    assert {"Team": "Data"} == shop.list_tags_for_resource(resourceArn=arn)["tags"]


@pytest.mark.parametrize(
    "arn",
    [
        "arn:aws:profile:us-east-1:000000000000:domains/Other",
        "arn:aws:profile:us-east-1:000000000000:domains/",
        "arn:aws:profile:us-east-1:000000000000:domains/Shop/integrations/x",
        "arn:aws:profile:eu-west-2:000000000000:domains/Shop",
    ],
)
def test_tags_when_the_arn_is_no_domain_of_here_then_it_is_not_found(
    shop: CustomerProfilesClient, arn: str
) -> None:
    """Only this account's domains in this region exist."""
    with pytest.raises(shop.exceptions.ResourceNotFoundException):
        shop.list_tags_for_resource(resourceArn=arn)

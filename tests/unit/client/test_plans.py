"""Plans are made by reading alone, and say what cannot be planned."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs
import pytest

from cpkit.errors import (
    ConfigurationError,
    ValidationError,
)
from cpkit.local import LocalService
from cpkit.models import (
    CLEAR,
    DomainSettings,
    RuleBasedMatching,
    SettingsWarning,
)
from cpkit.planning import Outcome
from tests.support.plan_clients import (
    ACCOUNT,
    SHOP,
    TAGGED,
    connect,
    operations,
    tags,
    writes,
)

if TYPE_CHECKING:
    from cpkit import CustomerProfiles


@pytest.fixture
def service() -> LocalService:
    """Give a service without domains."""
    return LocalService(account_id=ACCOUNT)


@pytest.fixture
def profiles(service: LocalService) -> CustomerProfiles:
    """Give a client of the service."""
    return connect(service)


@pytest.fixture
def shop(profiles: CustomerProfiles, service: LocalService) -> CustomerProfiles:
    """Give a client of a service that has a domain, with tags."""
    profiles.create_domain(attrs.evolve(SHOP, tags={"team": "shop", "old": "tag"}))
    service.forget_requests()
    return profiles


def test_plan_when_made_then_nothing_is_written(
    shop: CustomerProfiles, service: LocalService
) -> None:
    """One read is enough where the answer has tags."""
    plan = shop.plan(TAGGED, account_id=ACCOUNT)

    assert ["GetDomain"] == operations(service)
    assert plan
    assert service.domain_arn("shop") == plan.resource_arn


def test_domain_when_created_and_changed_by_plans_then_it_is_as_declared(
    profiles: CustomerProfiles, service: LocalService
) -> None:
    """Create, update, tag, untag, and then there is nothing to do."""
    created = profiles.apply(profiles.plan(attrs.evolve(SHOP, tags={"team": "a", "old": "b"})))
    changed = profiles.apply(profiles.plan(TAGGED, account_id=ACCOUNT))

    assert [("CreateDomain", Outcome.DONE, 1)] == [
        (done.step.operation, done.outcome, done.attempts) for done in created.steps
    ]
    assert ["UpdateDomain", "TagResource", "UntagResource"] == [
        done.step.operation for done in changed.steps
    ]
    assert () == created.remaining == changed.remaining
    assert changed.domain == profiles.get_domain("shop")
    assert {"team": "web", "stage": "test"} == tags(profiles)
    assert not profiles.plan(TAGGED)
    assert "Tags" not in [*service.requests[4].parameters]


def test_tags_when_cleared_then_all_of_them_go(shop: CustomerProfiles) -> None:
    """`CLEAR` is what no request of UpdateDomain can say."""
    shop.apply(shop.plan(DomainSettings(domain_name="shop", tags=CLEAR), account_id=ACCOUNT))

    assert {} == tags(shop)


def test_tags_when_the_answer_has_none_then_they_are_listed(
    profiles: CustomerProfiles, service: LocalService
) -> None:
    """GetDomain could leave them out."""
    profiles.create_domain(SHOP)
    service.forget_requests()
    settings = attrs.evolve(SHOP, tags={"team": "web"})
    plan = profiles.plan(settings, account_id=ACCOUNT)
    result = profiles.apply(plan)

    assert ["GetDomain", "ListTagsForResource"] == operations(service)[:2]
    assert ["TagResource"] == writes(service)
    assert () == result.remaining


def test_tags_when_only_their_list_has_them_then_a_plan_sees_them(
    profiles: CustomerProfiles, service: LocalService, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the domain's own answer leaves out is known all the same."""
    profiles.create_domain(attrs.evolve(SHOP, tags={"team": "web"}))
    get = profiles.boto3_client.get_domain

    def without_tags(**request: Any) -> Any:
        return {name: value for name, value in get(**request).items() if name != "Tags"}

    monkeypatch.setattr(profiles.boto3_client, "get_domain", without_tags)
    service.forget_requests()

    plan = profiles.plan(attrs.evolve(SHOP, tags={"team": "web"}), account_id=ACCOUNT)

    assert not plan
    assert {"team": "web"} == plan.before.tags
    assert ["GetDomain", "ListTagsForResource"] == operations(service)


def test_plan_when_there_is_no_domain_and_none_can_be_made_then_refused(
    profiles: CustomerProfiles, service: LocalService
) -> None:
    """CreateDomain needs days."""
    with pytest.raises(ValidationError, match="DefaultExpirationDays"):
        profiles.plan(DomainSettings(domain_name="shop"))
    assert ["GetDomain"] == operations(service)


def test_plan_when_settings_are_suspicious_then_it_warns_here(shop: CustomerProfiles) -> None:
    """The warning points at the line of the call."""
    settings = attrs.evolve(
        SHOP, rule_based_matching=RuleBasedMatching(enabled=True, matching_rules=[["Gender"]])
    )
    with pytest.warns(SettingsWarning, match="500") as caught:
        shop.plan(settings)
    assert [__file__] == [warning.filename for warning in caught]


def test_operations_when_given_something_else_then_they_say_what_they_take(
    shop: CustomerProfiles, service: LocalService
) -> None:
    """Settings are planned, and plans are applied."""
    wrong: Any = shop
    with pytest.raises(TypeError, match="plan takes DomainSettings"):
        shop.plan(wrong)
    with pytest.raises(TypeError, match="apply takes a Plan, not CustomerProfiles"):
        shop.apply(wrong)
    assert [] == operations(service)


@pytest.mark.parametrize("account_id", ["", "1", "11112222333x", "1111222233334", "111122223333\n"])
def test_plan_when_the_account_is_none_then_refused(
    shop: CustomerProfiles, service: LocalService, account_id: str
) -> None:
    """A wrong one would only be refused by the service, and late."""
    with pytest.raises(ConfigurationError) as caught:
        shop.plan(SHOP, account_id=account_id)
    assert "account_id" == caught.value.setting
    assert [] == operations(service)


def test_plan_when_tags_change_and_no_account_is_known_then_refused(shop: CustomerProfiles) -> None:
    """A client that was passed in does not tell whose it is."""
    with pytest.raises(ConfigurationError, match="pass account_id="):
        shop.plan(TAGGED)

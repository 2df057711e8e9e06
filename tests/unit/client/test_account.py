"""Whose account a domain is in: asked of STS with the session that a client was made of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import boto3
import botocore.session
import pytest
from botocore.config import Config
from botocore.credentials import Credentials
from botocore.exceptions import DataNotFoundError
from botocore.stub import Stubber

from cpkit import CustomerProfiles
from cpkit.client.account import account_of
from cpkit.client.boto.connection import ClientFactory, Connection
from cpkit.client.calls.caller import Caller
from cpkit.client.calls.retry_policy import RetryPolicy
from cpkit.errors import ConfigurationError, MalformedResponseError, ServiceError
from cpkit.local import LocalService
from cpkit.models import DomainSettings
from cpkit.models.domain import domain_arn

if TYPE_CHECKING:
    from collections.abc import Callable


ACCOUNT = "111122223333"
TAGGED = DomainSettings(domain_name="shop", default_expiration_days=366, tags={"team": "web"})
ONCE = RetryPolicy(max_attempts=1)


class StubbedSession:
    """Stand in for a session whose STS clients never reach the network."""

    def __init__(self, prepare: Callable[[Stubber], object]) -> None:
        """Set what makes their answers."""
        self.prepare = prepare
        self.made: list[tuple[str, str]] = []

    def get_credentials(self) -> Credentials:
        """Return credentials that open nothing."""
        return Credentials("local", "local")

    def client(self, service: str, *, region_name: str, config: Any, verify: Any) -> Any:
        """Make a client, whose answers have been prepared."""
        del verify  # nothing is sent
        self.made.append((service, region_name))
        source: Any = botocore.session.get_session()
        client = source.create_client(
            service,
            region_name=region_name,
            config=config,
            aws_access_key_id="local",
            aws_secret_access_key="local",  # noqa: S106 - a placeholder that opens nothing
        )
        stubber = Stubber(client)
        self.prepare(stubber)
        stubber.activate()
        return client


def made_of(session: Any) -> ClientFactory:
    """Say that a client was made of a session."""
    return ClientFactory(session=session, config=Config(), verify=None)


def answering(**answer: str) -> Any:
    """Make a session whose STS answers so."""
    return StubbedSession(lambda stubber: stubber.add_response("get_caller_identity", answer))


def ask(session: Any) -> str:
    """Return the account of a caller whose client was made of a session."""
    caller = Caller(Connection(LocalService().client(), made_of(session)), ONCE)
    return account_of(caller)


def connect(service: LocalService, session: Any) -> CustomerProfiles:
    """Make a client of a service, as if it had been made of a session."""
    profiles = CustomerProfiles(service.client(), retry=ONCE)
    inside: Any = profiles
    inside._caller.connection.factory = made_of(session)
    return profiles


def test_plan_when_tags_change_then_the_account_is_asked_for_once() -> None:
    """The ARN follows from the answer, the client's region and its partition."""
    service = LocalService(account_id=ACCOUNT, region_name="eu-west-1")
    session = answering(Account=ACCOUNT)
    profiles = connect(service, session)
    profiles.create_domain(TAGGED)
    plan = profiles.plan(
        DomainSettings(domain_name="shop", default_expiration_days=366, tags={"team": "shop"})
    )

    assert [("sts", "eu-west-1")] == session.made
    assert f"arn:aws:profile:eu-west-1:{ACCOUNT}:domains/shop" == plan.resource_arn
    assert () == profiles.apply(plan).remaining


def test_plan_when_no_tags_change_then_nobody_is_asked() -> None:
    """STS is asked only where its answer is needed."""
    session = answering(Account=ACCOUNT)
    profiles = connect(LocalService(), session)
    profiles.create_domain(TAGGED)

    assert not profiles.plan(TAGGED)
    assert profiles.plan(DomainSettings(domain_name="shop", default_expiration_days=1))
    assert [] == session.made


def test_account_when_the_answer_has_none_then_malformed() -> None:
    """An answer without its member is none."""
    with pytest.raises(MalformedResponseError):
        ask(answering(UserId="AIDA"))


def test_account_when_sts_refuses_then_its_error_says_so() -> None:
    """The refusal is a call's error, as everywhere."""
    session: Any = StubbedSession(
        lambda stubber: stubber.add_client_error(
            "get_caller_identity", service_error_code="AccessDenied", http_status_code=403
        )
    )
    with pytest.raises(ServiceError) as caught:
        ask(session)
    assert ("GetCallerIdentity", False) == (caught.value.operation, caught.value.maybe_applied)


def test_account_when_no_client_can_be_made_then_the_setting_is_named() -> None:
    """What boto3 raises for a setting is a configuration error."""

    class Broken:
        """Have no data of any service."""

        def client(self, *_: object, **__: object) -> object:
            """Refuse."""
            raise DataNotFoundError(data_path="sts")

    session: Any = Broken()
    with pytest.raises(ConfigurationError):
        ask(session)


@pytest.mark.parametrize(
    ("region", "partition"),
    [("eu-west-1", "aws"), ("us-gov-west-1", "aws-us-gov"), ("cn-north-1", "aws-cn")],
)
def test_arn_when_written_then_in_the_partition_of_the_region(region: str, partition: str) -> None:
    """Not all of AWS is one."""
    session: Any = boto3.Session(
        aws_access_key_id="local",
        aws_secret_access_key="local",  # noqa: S106 - a placeholder that opens nothing
    )
    client = session.client("customer-profiles", region_name=region)
    meta = client.meta
    arn = domain_arn(
        "shop", account_id=ACCOUNT, region_name=meta.region_name, partition=meta.partition
    )

    assert ["arn", partition, "profile", region, ACCOUNT, "domains/shop"] == arn.split(":")
    client.close()


def test_session_when_cpkit_makes_the_client_then_sts_is_asked_with_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The account is that of the credentials that the domain is changed with."""
    anything = "test"
    session = boto3.Session(
        aws_access_key_id=anything, aws_secret_access_key=anything, region_name="us-east-1"
    )
    asked: list[object] = []

    def answer_for(caller: Caller) -> str:
        assert caller.connection.factory is not None
        asked.append(caller.connection.factory.session)
        return "111122223333"

    monkeypatch.setattr("cpkit.client.account._caller_identity", answer_for)
    service = LocalService(account_id="111122223333")
    profiles = CustomerProfiles(session=session)
    service.attach(profiles.boto3_client)
    profiles.create_domain(DomainSettings(domain_name="shop", default_expiration_days=1))

    result = profiles.apply(profiles.plan(DomainSettings(domain_name="shop", tags={"a": "b"})))

    profiles.plan(DomainSettings(domain_name="shop", tags={"a": "c"}))

    assert [session] == asked  # once, however many plans
    assert () == result.remaining
    assert {"a": "b"} == profiles.get_domain("shop").settings.tags


SHOP = DomainSettings(domain_name="shop", default_expiration_days=1)
RETAGGED = DomainSettings(domain_name="shop", tags={"team": "shop"})


def attached(**settings: Any) -> CustomerProfiles:
    """Make a client of cpkit's own; all that it sends to the network is what it asks STS."""
    profiles = CustomerProfiles(**settings)
    LocalService(account_id=ACCOUNT).attach(profiles.boto3_client)
    profiles.create_domain(SHOP)
    return profiles


def test_account_when_sts_is_asked_then_as_the_client_is_set_but_at_its_own_endpoint() -> None:
    """Timeouts, certificates and no retries count for it as well."""
    answers = answering(Account=ACCOUNT)
    asked: dict[str, Any] = {}

    class Session(boto3.Session):
        """Answer for STS."""

        def client(self, service: str, **settings: Any) -> Any:  # type: ignore[override] # pyright: ignore[reportIncompatibleMethodOverride] - the stubs have one signature for each service
            """Make a client, and remember what one of STS is made of."""
            if service != "sts":
                return super().client(service, **settings)
            asked.update(settings)
            return answers.client(service, **settings)

    profiles = attached(
        session=Session(
            aws_access_key_id="local",
            aws_secret_access_key="local",  # noqa: S106 - a placeholder that opens nothing
        ),
        region_name="us-east-1",
        endpoint_url="http://127.0.0.1:9",
        verify=False,
        config=Config(read_timeout=7),
    )

    profiles.plan(RETAGGED)

    config = asked.pop("config")
    assert {"region_name": "us-east-1", "verify": False} == asked
    assert (5, 7, {"total_max_attempts": 1, "mode": "standard"}) == (
        config.connect_timeout,
        config.read_timeout,
        config.retries,
    )


def test_account_when_a_client_is_passed_in_then_nobody_is_asked() -> None:
    """Whose credentials a ready client has is not known."""
    profiles = CustomerProfiles(LocalService().client())
    profiles.create_domain(SHOP)
    with pytest.raises(ConfigurationError, match="account_id=") as caught:
        profiles.plan(RETAGGED)

    assert "account_id" == caught.value.setting


def test_account_when_given_to_the_client_then_plans_take_it_and_nobody_is_asked() -> None:
    """A client passed in does not tell its account, so whoever passes it in can."""
    service = LocalService(account_id=ACCOUNT)
    profiles = CustomerProfiles(service.client(), account_id=ACCOUNT)
    profiles.create_domain(TAGGED)

    plan = profiles.plan(DomainSettings(domain_name="shop", tags={"team": "shop"}))

    assert service.domain_arn("shop") == plan.resource_arn
    assert () == profiles.apply(plan).remaining


def test_account_when_given_to_plan_as_well_then_that_one_counts() -> None:
    """What stands nearer to the domain is meant."""
    profiles = CustomerProfiles(LocalService().client(), account_id=ACCOUNT)
    profiles.create_domain(TAGGED)
    settings = DomainSettings(domain_name="shop", tags={"team": "shop"})

    plan = profiles.plan(settings, account_id="0" * 12)

    assert LocalService().domain_arn("shop") == plan.resource_arn


def test_account_when_it_is_none_then_no_client_is_made() -> None:
    """Twelve digits, or it is a mistake; a number may have lost its zeros."""
    wrong: Any = 11122223333
    with pytest.raises(ConfigurationError, match="twelve digits") as caught:
        CustomerProfiles(LocalService().client(), account_id=wrong)

    assert "account_id" == caught.value.setting

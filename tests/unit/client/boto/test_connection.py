"""The client that cpkit makes."""

from __future__ import annotations

import copy
import os
from typing import TYPE_CHECKING, Any

import boto3
import pytest
from botocore.config import Config
from botocore.exceptions import ParamValidationError

from cpkit.client.boto.connection import Connection, connect, take
from cpkit.client.boto.events import Progress, send_as
from cpkit.client.customer_profiles import CustomerProfiles
from cpkit.errors import ConfigurationError
from tests.support.made_clients import CONFIG, NOTHING, config_of, make

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def test_client_when_made_then_sends_once_and_does_not_wait_long(session: boto3.Session) -> None:
    """Botocore's retries are off, and its timeouts are short."""
    client = make(session=session)
    made = config_of(client)
    assert ({"total_max_attempts": 1, "mode": "standard"}, 5, 30) == (
        made.retries,
        made.connect_timeout,
        made.read_timeout,
    )


def refuse_to_send(**_: object) -> None:
    """Stand where a request would be sent."""
    raise LookupError("it would have been sent")


def test_client_when_called_directly_then_botocore_checks_as_ever(session: boto3.Session) -> None:
    """Who goes past cpkit has botocore's checks; cpkit's own calls do without."""
    client = make(session=session)
    client.meta.events.register("before-send.customer-profiles", refuse_to_send)
    with pytest.raises(ParamValidationError, match="valid min value: 1"):
        client.update_domain(DomainName="shop", DefaultExpirationDays=0)
    with pytest.raises(LookupError):
        client.update_domain(DomainName="shop", DefaultExpirationDays=1)

    def own_call() -> object:
        return client.update_domain(DomainName="shop", DefaultExpirationDays=0)

    with pytest.raises(LookupError):
        send_as(Progress("UpdateDomain"), own_call)


def test_client_when_the_config_says_so_then_nothing_is_checked(session: boto3.Session) -> None:
    """Botocore's own switch stays one."""
    client = make(session=session, config=Config(parameter_validation=False))
    client.meta.events.register("before-send.customer-profiles", refuse_to_send)
    with pytest.raises(LookupError):
        client.update_domain(DomainName="shop", DefaultExpirationDays=0)


def test_client_when_a_config_is_given_then_it_counts_and_is_not_changed(
    session: boto3.Session,
) -> None:
    """All of botocore's settings stay reachable; the object is only read."""
    config = Config(read_timeout=7, user_agent_extra="shop/1", proxies={"http": "http://p:1"})
    before = copy.deepcopy(vars(config))
    made = config_of(make(session=session, config=config))
    assert (5, 7, "shop/1", {"http": "http://p:1"}) == (
        made.connect_timeout,
        made.read_timeout,
        made.user_agent_extra,
        made.proxies,
    )
    assert before == vars(config)


def test_client_when_the_config_has_retries_then_one_warning(session: boto3.Session) -> None:
    """Two places for one thing need a word."""
    config = Config(retries={"max_attempts": 9, "mode": "legacy"})
    settings: dict[str, Any] = {**NOTHING, "session": session, "config": config}
    with pytest.warns(UserWarning, match="RetryPolicy") as caught:
        made = connect(**settings).client  # right here: the warning names the file of who makes it
    assert [__file__] == [warning.filename for warning in caught]
    assert 1 == config_of(made).retries["total_max_attempts"]
    assert {"max_attempts": 9, "mode": "legacy"} == vars(config)["retries"]


def test_client_when_region_and_endpoint_are_given_then_they_count(session: boto3.Session) -> None:
    """An argument goes before the session."""
    made = make(session=session, region_name="us-west-2", endpoint_url="https://h")
    assert ("us-west-2", "https://h") == (made.meta.region_name, made.meta.endpoint_url)


def test_client_when_a_profile_is_given_then_a_new_session_of_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """It reads what boto3 reads, and leaves the default session out."""
    file = tmp_path / "config"
    file.write_text("[profile shop]\nregion = eu-west-1\n")
    monkeypatch.setenv("AWS_CONFIG_FILE", str(file))
    assert "eu-west-1" == make(profile_name="shop").meta.region_name
    assert boto3.DEFAULT_SESSION is None


def session_of(connection: Connection) -> boto3.Session:
    """Return what a client was made of."""
    assert connection.factory is not None
    return connection.factory.session


def test_client_when_neither_session_nor_profile_is_given_then_of_the_default_session() -> None:
    """What a program has set up for `boto3.client` counts for cpkit too."""
    boto3.setup_default_session(region_name="eu-west-1")
    assert boto3.DEFAULT_SESSION is session_of(connect(**NOTHING))
    assert "eu-west-1" == make().meta.region_name


def test_client_when_there_is_no_default_session_then_it_is_made_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The model of the service is slow to read: all clients share it, boto3's own as well."""
    monkeypatch.setenv("AWS_DEFAULT_REGION", "eu-west-1")
    first, second = session_of(connect(**NOTHING)), session_of(connect(**NOTHING))
    assert first is second
    assert boto3.DEFAULT_SESSION is first


def test_client_when_made_of_the_default_session_then_boto3s_own_are_as_ever() -> None:
    """A session is shared; what cpkit sets is set on its client alone."""
    make(region_name="eu-west-1", config=Config(read_timeout=7))
    source: Any = boto3.client
    plain = source("customer-profiles", region_name="eu-west-1")
    made = config_of(plain)
    assert (60, 60, True) == (made.connect_timeout, made.read_timeout, made.parameter_validation)
    assert "total_max_attempts" not in (made.retries or {})
    found = plain.meta.events.emit(
        "before-parse.customer-profiles.GetDomain",
        operation_model=plain.meta.service_model.operation_model("GetDomain"),
        response_dict={"status_code": 200, "headers": {}, "body": b"{}"},
        customized_response_dict={},
    )
    assert [] == found


def test_client_when_the_configured_endpoint_is_plain_http_then_one_warning(
    monkeypatch: pytest.MonkeyPatch, session: boto3.Session
) -> None:
    """An endpoint of the environment is looked at as one of the code."""
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://example.com")
    with pytest.warns(UserWarning, match="AWS_ENDPOINT_URL: is plain http") as caught:
        make(session=session)
    assert 1 == len(caught)


@pytest.mark.parametrize("where", ["config", "environment"])
def test_client_when_configured_endpoints_are_ignored_then_they_are_not_looked_at(
    monkeypatch: pytest.MonkeyPatch, session: boto3.Session, where: str
) -> None:
    """What botocore ignores is no mistake."""
    monkeypatch.setenv("AWS_ENDPOINT_URL", "nowhere")
    settings: dict[str, Any] = {}
    if where == "config":
        settings["config"] = CONFIG(ignore_configured_endpoint_urls=True)
    else:
        monkeypatch.setenv("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "true")
    assert "amazonaws.com" in make(session=session, **settings).meta.endpoint_url


def test_rate_limit_when_it_is_none_then_a_type_error() -> None:
    """A number of requests is no rate limit."""
    anything: Any = 1

    with pytest.raises(TypeError, match="rate_limit takes a RateLimit, not int"):
        CustomerProfiles(rate_limit=anything)


def test_client_when_a_profile_names_services_that_are_not_there_then_they_are_the_setting(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The profile and its file are what there is to correct."""
    file = tmp_path / "config"
    file.write_text("[profile shop]\nregion = eu-west-1\nservices = gone\n")
    monkeypatch.setenv("AWS_CONFIG_FILE", str(file))
    with pytest.raises(ConfigurationError, match='the "gone" services') as caught:
        make(profile_name="shop")
    assert "services" == caught.value.setting
    assert str(file) in str(caught.value)


def forked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let this process be another one."""
    process = os.getpid()
    monkeypatch.setattr(os, "getpid", lambda: process + 1)


def test_connection_when_the_process_was_forked_then_its_client_is_made_anew_once(
    monkeypatch: pytest.MonkeyPatch, session: boto3.Session
) -> None:
    """Two processes that share a connection would read each other's responses."""
    where = {"region_name": "us-west-2", "endpoint_url": "https://h"}
    settings: dict[str, Any] = {**NOTHING, "session": session, **where}
    connection = connect(**settings)
    before = connection.client
    assert before is connection.client
    forked(monkeypatch)
    after = connection.client

    assert before is not after
    assert after is connection.client
    assert ("us-west-2", "https://h") == (after.meta.region_name, after.meta.endpoint_url)


def test_connection_when_a_client_passed_in_was_forked_then_rejected(
    monkeypatch: pytest.MonkeyPatch, plain_client: Callable[..., Any]
) -> None:
    """What it was made of is not known; who passed it in makes another."""
    connection = take(plain_client(), NOTHING, 1)
    forked(monkeypatch)
    with pytest.raises(ConfigurationError, match="make a client in each process") as caught:
        _ = connection.client
    assert "client" == caught.value.setting

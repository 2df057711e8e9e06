"""The client that cpkit makes, and the one it is given."""

from __future__ import annotations

import copy
import traceback
from typing import TYPE_CHECKING, Any, cast

import pytest
from botocore.config import Config
from botocore.exceptions import ParamValidationError

from cpkit.client.checked_calls import send_as
from cpkit.client.connection import make_client, take_client, warn_of_two_layers
from cpkit.client.facade import CustomerProfiles
from cpkit.errors import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import boto3
    from mypy_boto3_customer_profiles import CustomerProfilesClient

CONFIG: Any = Config
"""The stubs know an older one."""

NOTHING: dict[str, Any] = {
    "session": None,
    "region_name": None,
    "profile_name": None,
    "endpoint_url": None,
    "verify": None,
    "config": None,
}


def make(**settings: Any) -> CustomerProfilesClient:
    """Make a client of a few settings."""
    return make_client(**{**NOTHING, **settings})


def config_of(client: Any) -> Any:
    """Read what a client was made with."""
    return client.meta.config


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
        send_as("UpdateDomain", own_call)


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
    with pytest.warns(UserWarning, match="RetryPolicy") as caught:
        made = make(session=session, config=config)
    assert [__file__] == [warning.filename for warning in caught]
    assert 1 == config_of(made).retries["total_max_attempts"]
    assert {"max_attempts": 9, "mode": "legacy"} == vars(config)["retries"]


def test_client_when_region_and_endpoint_are_given_then_they_count(session: boto3.Session) -> None:
    """An argument goes before the session."""
    made = make(session=session, region_name="us-west-2", endpoint_url="https://h")
    assert ("us-west-2", "https://h") == (made.meta.region_name, made.meta.endpoint_url)


def test_client_when_no_session_is_given_then_the_environment(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A new session reads what boto3 reads."""
    file = tmp_path / "config"
    file.write_text("[profile shop]\nregion = eu-west-1\n")
    monkeypatch.setenv("AWS_CONFIG_FILE", str(file))
    assert "eu-west-1" == make(profile_name="shop").meta.region_name


@pytest.mark.parametrize(
    ("settings", "setting"),
    [
        ({}, "region_name"),
        ({"region_name": "eu central"}, "region_name"),
        ({"profile_name": "nobody"}, "profile_name"),
        ({"endpoint_url": "nowhere"}, "endpoint_url"),
        ({"endpoint_url": ""}, "endpoint_url"),
        ({"verify": "/no/such/file.pem"}, "verify"),
        ({"verify": " "}, "verify"),
        ({"verify": 5}, "verify"),
        ({"verify": b"x"}, "verify"),
        ({"region_name": ""}, "region_name"),
        ({"region_name": "us-east-1\n"}, "region_name"),
        ({"region_name": 1}, "region_name"),
        ({"session": "x"}, "session"),
        ({"profile_name": 5}, "profile_name"),
        ({"config": {}}, "config"),
        ({"endpoint_url": "http://x y"}, "endpoint_url"),
        ({"endpoint_url": "https://h_h"}, "endpoint_url"),
        ({"config": Config(region_name="us-east-1\n")}, "config"),
        ({"config": Config(read_timeout=cast("Any", "x")), "region_name": "eu-west-1"}, "config"),
        ({"config": Config(proxies=cast("Any", ["http://host"]))}, "config"),
        ({"config": Config(proxies={"http": cast("Any", 5)})}, "config"),
        ({"config": Config(proxies={"http": "http://"})}, "config"),
        ({"config": Config(proxies={"http": "http://user:hunter2@[host:1"})}, "config"),
        ({"config": Config(proxies={"https": "socks5://user:hunter2@host:1"})}, "config"),
        ({"config": Config(proxies={"https": "host:port"})}, "config"),
    ],
)
def test_client_when_a_setting_is_wrong_then_it_is_named(
    settings: dict[str, object], setting: str
) -> None:
    """Mistakes are told when the client is made, where that can be known."""
    with pytest.raises(ConfigurationError) as caught:
        make(**settings)
    assert setting == caught.value.setting


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("AWS_ENDPOINT_URL", "nowhere"),
        ("AWS_ENDPOINT_URL_CUSTOMER_PROFILES", "https://user:password@host"),
        ("AWS_ENDPOINT_URL_CUSTOMER_PROFILES", "https://h_h"),
        ("AWS_ENDPOINT_URL", "http://x y"),
        ("AWS_ACCOUNT_ID_ENDPOINT_MODE", "odd"),
        ("AWS_STS_REGIONAL_ENDPOINTS", "odd"),
        ("HTTPS_PROXY", "socks5://user:password@host:1"),
        ("AWS_CA_BUNDLE", "/no/such/file.pem"),
        ("REQUESTS_CA_BUNDLE", ""),
        ("AWS_DEFAULTS_MODE", "odd"),
        ("AWS_REQUEST_CHECKSUM_CALCULATION", "odd"),
    ],
)
def test_client_when_a_variable_is_wrong_then_it_is_named(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    """The environment is a setting like any other."""
    monkeypatch.setenv(name, value)
    with pytest.raises(ConfigurationError) as caught:
        make(region_name="eu-central-1")
    assert name == caught.value.setting


@pytest.mark.parametrize("region", ["", "us-east-1\n"])
def test_client_when_the_region_of_the_environment_is_none_then_it_is_named(
    monkeypatch: pytest.MonkeyPatch, region: str
) -> None:
    """Botocore would write it into each request as it is."""
    monkeypatch.setenv("AWS_DEFAULT_REGION", region)
    with pytest.raises(ConfigurationError) as caught:
        make(endpoint_url="https://host")
    assert "AWS_DEFAULT_REGION" == caught.value.setting


@pytest.mark.parametrize("proxy", ["http://host:1", "https://host", "host:1", "//host", ""])
def test_client_when_proxies_can_be_used_then_it_is_made(
    session: boto3.Session, proxy: str
) -> None:
    """All that botocore makes a proxy of is one; other schemes are none of its business."""
    proxies = {"https": proxy, "ftp": "nowhere at all"}
    made = make(session=session, config=Config(proxies=proxies))
    assert proxies == config_of(made).proxies


def test_client_when_it_cannot_be_made_then_nothing_is_said_of_plain_http() -> None:
    """A warning about what is refused next would only distract."""
    with pytest.raises(ConfigurationError) as caught:
        make(endpoint_url="http://example.com")
    assert "region_name" == caught.value.setting


def test_client_when_a_file_names_an_endpoint_that_is_none_then_it_is_not_repeated(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """It may hold a password, which botocore's text repeats."""
    file = tmp_path / "config"
    file.write_text("[default]\nendpoint_url = https://user:hunter2@h_h\n")
    monkeypatch.setenv("AWS_CONFIG_FILE", str(file))
    with pytest.raises(ConfigurationError) as caught:
        make(region_name="eu-central-1")
    assert "endpoint_url" == caught.value.setting
    assert "hunter2" not in "".join(traceback.format_exception(caught.value))


def test_client_when_the_profile_of_the_environment_is_missing_then_it_is_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """AWS_PROFILE is where the name came from, so that is what is named."""
    monkeypatch.setenv("AWS_PROFILE", "nobody")
    with pytest.raises(ConfigurationError) as caught:
        make(region_name="eu-central-1")
    assert "AWS_PROFILE" == caught.value.setting


def test_client_when_half_of_the_credentials_are_set_then_the_other_is_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The variable that is missing is the one to set."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE")
    with pytest.raises(ConfigurationError) as caught:
        make(region_name="eu-central-1")
    assert "AWS_SECRET_ACCESS_KEY" == caught.value.setting


def test_client_when_the_configured_endpoint_is_plain_http_then_one_warning(
    monkeypatch: pytest.MonkeyPatch, session: boto3.Session
) -> None:
    """An endpoint of the environment is looked at as one of the code."""
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://example.com")
    with pytest.warns(UserWarning, match="AWS_ENDPOINT_URL is plain http") as caught:
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


def test_client_when_session_and_profile_are_given_then_refused(session: boto3.Session) -> None:
    """One of them would have no effect."""
    with pytest.raises(ConfigurationError) as caught:
        make(session=session, profile_name="shop")
    assert "profile_name" == caught.value.setting


@pytest.mark.parametrize("verify", [True, False, __file__])
def test_client_when_certificates_can_be_had_then_it_is_made(
    session: boto3.Session,
    verify: bool | str,  # noqa: FBT001 - boto3's own type
) -> None:
    """Whether to check, and by which file."""
    made = make(session=session, verify=verify)
    assert "eu-central-1" == made.meta.region_name


def test_given_client_when_taken_then_nothing_about_it_changes(
    monkeypatch: pytest.MonkeyPatch, plain_client: Callable[..., Any]
) -> None:
    """It is the same object, with the same config, and nothing listens to its events."""
    client: Any = plain_client()
    before: dict[str, Any] = copy.deepcopy(config_of(client).__dict__)
    events: Any = client.meta.events.__class__
    for name in ("register", "register_first", "register_last", "unregister"):
        monkeypatch.delattr(events, name)
    assert client is take_client(client, NOTHING)
    assert before == config_of(client).__dict__


@pytest.mark.parametrize("name", list(NOTHING))
def test_given_client_when_another_setting_is_given_then_it_is_named(
    plain_client: Callable[..., Any], name: str
) -> None:
    """A setting without effect is a mistake."""
    with pytest.raises(ConfigurationError, match=f"leave {name}= out") as caught:
        take_client(plain_client(), {**NOTHING, name: False})
    assert name == caught.value.setting


def test_given_client_when_it_is_none_of_the_service_then_refused(
    plain_client: Callable[..., Any],
) -> None:
    """Another service's client would fail much later."""
    for client in (plain_client("sts"), "client", object()):
        with pytest.raises(ConfigurationError) as caught:
            take_client(client, NOTHING)
        assert "client" == caught.value.setting


def test_given_client_when_its_endpoint_holds_a_password_then_refused(
    plain_client: Callable[..., Any],
) -> None:
    """Botocore repeats it in error texts."""
    client = plain_client(endpoint_url="https://user:hunter2@host")
    with pytest.raises(ConfigurationError) as caught:
        take_client(client, NOTHING)
    assert "hunter2" not in str(caught.value)


@pytest.mark.parametrize(
    ("retries", "product"),
    [
        ({"mode": "legacy"}, "5 x 6 = 30"),
        ({"mode": "standard"}, "3 x 6 = 18"),
        ({"mode": "adaptive"}, "3 x 6 = 18"),
        ({"mode": "standard", "max_attempts": 1}, "2 x 6 = 12"),
        ({"mode": "legacy", "total_max_attempts": 10}, "10 x 6 = 60"),
    ],
)
def test_layers_when_both_repeat_then_the_product_is_named_once(
    plain_client: Callable[..., Any],
    retries: Any,
    product: str,
) -> None:
    """How many requests one call can come to is said where the facade is made."""
    with pytest.warns(UserWarning, match=product) as caught:
        warn_of_two_layers(plain_client(config=Config(retries=retries)), 6)
    assert [__file__] == [warning.filename for warning in caught]


@pytest.mark.parametrize(
    ("name", "value", "product"),
    [("AWS_MAX_ATTEMPTS", "7", "7 x 2 = 14"), ("AWS_RETRY_MODE", "legacy", "5 x 2 = 10")],
)
def test_layers_when_the_environment_says_how_often_then_it_counts(
    monkeypatch: pytest.MonkeyPatch,
    plain_client: Callable[..., Any],
    name: str,
    value: str,
    product: str,
) -> None:
    """A client passed in follows the environment, and so does the sum."""
    monkeypatch.setenv(name, value)
    with pytest.warns(UserWarning, match=product):
        warn_of_two_layers(plain_client(), 2)


@pytest.mark.parametrize(("total", "attempts"), [(1, 6), (3, 1), (1, 1)])
def test_layers_when_only_one_repeats_then_nothing_is_said(
    plain_client: Callable[..., Any], total: int, attempts: int
) -> None:
    """One layer is what it should be."""
    client = plain_client(config=Config(retries={"total_max_attempts": total}))
    warn_of_two_layers(client, attempts)


def test_rate_limit_when_it_is_none_then_a_type_error() -> None:
    """A number of requests is no rate limit."""
    anything: Any = 1

    with pytest.raises(TypeError, match="rate_limit takes a RateLimit, not int"):
        CustomerProfiles(rate_limit=anything)

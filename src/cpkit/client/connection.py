"""The boto3 client: made with botocore's retries and checks off, or taken as it is."""

import copy
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

import boto3
from botocore.client import BaseClient
from botocore.config import Config
from botocore.exceptions import BotoCoreError

from cpkit.client.answers import refuse_broken_bodies
from cpkit.client.configuration import creation_error
from cpkit.client.endpoints import check_endpoint, check_endpoint_variables
from cpkit.client.notices import warn
from cpkit.errors import ConfigurationError

if TYPE_CHECKING:
    from mypy_boto3_customer_profiles import CustomerProfilesClient

__all__ = ["make_client", "take_client", "warn_of_two_layers"]

SERVICE: Final = "customer-profiles"
CONNECT_TIMEOUT: Final = 5
READ_TIMEOUT: Final = 30

_ATTEMPTS_BY_MODE = {"legacy": 5, "standard": 3, "adaptive": 3}


def make_client(
    *,
    session: boto3.Session | None,
    region_name: str | None,
    profile_name: str | None,
    endpoint_url: str | None,
    verify: bool | str | None,
    config: Config | None,
) -> "CustomerProfilesClient":
    """Make a client that sends each request once and lets cpkit look at every answer.

    Args:
        session: Where credentials and region come from; a new one if left out.
        region_name: The region, where it is not the session's.
        profile_name: The profile of the new session.
        endpoint_url: The endpoint, where it is not AWS's own.
        verify: Whether and with which certificates TLS is checked.
        config: botocore's settings; it is copied.

    Returns:
        The client.

    Raises:
        ConfigurationError: If boto3 cannot make one of these settings.
    """
    if session is not None and profile_name is not None:
        raise ConfigurationError(
            "A session has its profile already: pass session= or profile_name=, not both.",
            setting="profile_name",
        )
    settings = _settings(config)
    if endpoint_url is not None:
        check_endpoint(endpoint_url, "endpoint_url")
    elif not cast("Any", settings).ignore_configured_endpoint_urls:
        check_endpoint_variables()
    _check_certificates(verify)
    try:
        # The stubs type the session's methods for all services that are installed with them.
        source: Any = session or boto3.Session(profile_name=profile_name)
        client: CustomerProfilesClient = source.client(
            SERVICE,
            region_name=region_name,
            endpoint_url=endpoint_url,
            verify=verify,
            config=settings,
        )
    except (BotoCoreError, ValueError) as error:
        raise creation_error(error) from error
    if endpoint_url is None:
        check_endpoint(client.meta.endpoint_url)
    client.meta.events.register(f"before-parse.{SERVICE}", refuse_broken_bodies)
    return client


def _settings(config: Config | None) -> Config:
    given = Config() if config is None else copy.deepcopy(config)
    if cast("Any", given).retries is not None:
        warn(
            "The config's retries are not used: cpkit's client sends each request once, and the "
            "RetryPolicy says how often it is repeated. Pass retry=RetryPolicy(max_attempts=...)."
        )
    defaults = Config(connect_timeout=CONNECT_TIMEOUT, read_timeout=READ_TIMEOUT)
    # The mode is said too, since adaptive mode waits where no timeout of ours reaches it.
    fixed = Config(
        retries={"total_max_attempts": 1, "mode": "standard"}, parameter_validation=False
    )
    return defaults.merge(given).merge(fixed)


def _check_certificates(verify: bool | str | None) -> None:  # noqa: FBT001 - boto3's own name
    sources = {"verify": verify} if verify is not None else dict(_certificate_variables())
    for setting, path in sources.items():
        if isinstance(path, str) and not (path.strip() and Path(path).exists()):
            raise ConfigurationError(
                f"{setting} names no file of certificates: correct the path.", setting=setting
            )


def _certificate_variables() -> list[tuple[str, str]]:
    names = ("AWS_CA_BUNDLE", "REQUESTS_CA_BUNDLE")
    return [(name, os.environ[name]) for name in names if name in os.environ][:1]


def take_client(client: object, others: dict[str, object]) -> "CustomerProfilesClient":
    """Take a client as it is; nothing about it is changed.

    Args:
        client: What was passed in.
        others: The other arguments by name, which would have no effect.

    Returns:
        The client.

    Raises:
        ConfigurationError: If it is no client of the service, or another argument was given.
    """
    for name, value in others.items():
        if value is not None:
            raise ConfigurationError(
                f"A client passed in has its settings already: leave {name}= out, or leave "
                "client= out and let cpkit make one.",
                setting=name,
            )
    if not isinstance(client, BaseClient) or client.meta.service_model.service_name != SERVICE:
        raise ConfigurationError(
            f'client is no boto3 client of the service: make it with session.client("{SERVICE}").',
            setting="client",
        )
    check_endpoint(client.meta.endpoint_url, "client")
    return cast("CustomerProfilesClient", client)


def warn_of_two_layers(client: "CustomerProfilesClient", max_attempts: int) -> None:
    """Say how many requests one call comes to where botocore repeats by itself.

    Args:
        client: The client that was passed in.
        max_attempts: How often cpkit tries.
    """
    retries: dict[str, Any] = cast("Any", client.meta.config).retries or {}
    mode: str = retries.get("mode", "legacy")
    inner: int = retries.get("total_max_attempts", _ATTEMPTS_BY_MODE.get(mode, 1))
    if inner > 1 and max_attempts > 1:
        warn(
            f"The client repeats requests by itself ({mode} mode, {inner} attempts), and cpkit "
            f"repeats the whole: {inner} x {max_attempts} = {inner * max_attempts} requests for "
            "one call at worst. Make the client with "
            'Config(retries={"total_max_attempts": 1}), or pass '
            "retry=RetryPolicy(max_attempts=1)."
        )

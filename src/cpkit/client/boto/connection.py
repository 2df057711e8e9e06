"""The boto3 client: made so that cpkit alone repeats and each thing is checked once, or taken."""

import copy
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast
from urllib.parse import urlsplit

import boto3
from botocore.client import BaseClient
from botocore.config import Config
from botocore.utils import get_environ_proxies

from cpkit.client.boto.configuration import creation_error, holds_a_secret
from cpkit.client.boto.endpoints import check_endpoint, check_endpoint_variables, warn_of_plain_http
from cpkit.client.boto.forks import separate_forks
from cpkit.client.boto.operation import requests_per_attempt
from cpkit.client.boto.responses import refuse_broken_bodies
from cpkit.client.boto.sessions import Source, open_session
from cpkit.client.boto.skip_validation import check_parameters
from cpkit.client.boto.warn import warn
from cpkit.errors import ConfigurationError

if TYPE_CHECKING:
    from mypy_boto3_customer_profiles import CustomerProfilesClient

__all__ = ["make_client", "take_client", "warn_of_two_layers"]

SERVICE: Final = "customer-profiles"
_TIMEOUTS: Final[dict[str, Any]] = {"connect_timeout": 5, "read_timeout": 30}

_TYPES: Final[dict[str, tuple[type, str]]] = {
    "session": (boto3.Session, "a boto3.Session"),
    "region_name": (str, "a text such as eu-central-1"),
    "profile_name": (str, "the name of a profile"),
    "config": (Config, "a botocore.config.Config"),
}
"""Arguments that fail late and oddly where they are of another type."""


def make_client(
    *,
    session: boto3.Session | None,
    region_name: str | None,
    profile_name: str | None,
    endpoint_url: str | None,
    verify: bool | str | None,
    config: Config | None,
) -> "tuple[CustomerProfilesClient, Source]":
    """Make a client that sends each request once and lets cpkit look at every answer.

    Args:
        session: Where credentials and region come from; if left out, a new one of the profile, or
            else the one that `boto3.client` uses.
        region_name: The region, where it is not the session's.
        profile_name: The profile of the new session.
        endpoint_url: The endpoint, where it is not AWS's own.
        verify: Whether and with which certificates TLS is checked.
        config: botocore's settings; it is copied.

    Returns:
        The client, and what it was made of.

    Raises:
        ConfigurationError: If boto3 cannot make one of these settings.
    """
    _check_types(session=session, region_name=region_name, profile_name=profile_name, config=config)
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
        if session is None:
            session = open_session(profile_name)
        _check_region(region_name, settings, session)
        source = Source(session=session, config=settings, verify=verify)
        client: CustomerProfilesClient = source.client(
            SERVICE, region_name=region_name, endpoint_url=endpoint_url
        )
    except ConfigurationError:
        raise
    except Exception as error:  # noqa: BLE001 - sources of credentials raise whatever they like
        raise creation_error(error) from (None if holds_a_secret(error) else error)
    url = client.meta.endpoint_url
    if endpoint_url is None:
        check_endpoint(url)
    if any(name.lower().endswith("_proxy") for name in os.environ):  # to ask botocore takes long
        _check_proxies(get_environ_proxies(url), None)
    warn_of_plain_http(url, None if endpoint_url is None else "endpoint_url")
    events = client.meta.events
    events.register(f"before-parse.{SERVICE}", refuse_broken_bodies)
    if config is None or cast("Any", config).parameter_validation:
        events.register(f"before-parameter-build.{SERVICE}", check_parameters)
    separate_forks(client)
    return client, source


def _check_types(**settings: object) -> None:
    for name, (kind, what) in _TYPES.items():
        value = settings[name]
        if value is not None and not isinstance(value, kind):
            raise ConfigurationError(
                f"{name} takes {what}, not {type(value).__name__}.", setting=name
            )


def _check_region(region_name: str | None, config: Config, session: Any) -> None:
    """Refuse what botocore lets through as a region and then writes into each request."""
    region: str | None
    if region_name is not None:
        setting, region = "region_name", region_name
    elif (configured := cast("Any", config).region_name) is not None:
        setting, region = "config", configured
    else:
        region = session.region_name
        variable = "AWS_DEFAULT_REGION"
        setting = variable if os.environ.get(variable) == region else "region_name"
    if region is not None and not re.fullmatch("[A-Za-z0-9-]+", region):
        raise ConfigurationError(
            f"{setting} is no region: write it as in eu-central-1.", setting=setting
        )


def _check_proxies(proxies: object, setting: str | None) -> None:
    """Refuse proxies that botocore would stumble over at each request, passwords and all."""
    if not isinstance(proxies, dict):
        raise ConfigurationError(
            'The proxies of the config are no dict, such as {"https": "http://host:8080"}.',
            setting="config",
        )
    for scheme, url in cast("dict[str, object]", proxies).items():
        if scheme in {"http", "https"} and url and not _is_proxy(url):
            name = setting or f"{scheme.upper()}_PROXY"
            raise ConfigurationError(
                f"{name} names no proxy for {scheme} that can be used: write it as in "
                "http://host:8080.",
                setting=name,
            )


def _is_proxy(url: object) -> bool:
    if not isinstance(url, str):
        return False
    scheme, separator, rest = url.partition("//")
    try:
        parts = urlsplit(f"//{rest if separator else url}")
        _ = parts.port
    except ValueError:
        return False
    return bool(parts.hostname) and (not separator or scheme in {"", "http:", "https:"})


def _settings(config: Config | None) -> Config:
    # The mode is said too, since adaptive mode waits where no timeout of ours reaches it.
    fixed: dict[str, Any] = {
        "retries": {"total_max_attempts": 1, "mode": "standard"},
        "parameter_validation": False,
    }
    if config is None:
        return Config(**_TIMEOUTS, **fixed)
    given = copy.deepcopy(config)
    if cast("Any", given).retries is not None:
        warn(
            "The config's retries are not used: cpkit's client sends each request once, and the "
            "RetryPolicy says how often it is repeated. Pass retry=RetryPolicy(max_attempts=...)."
        )
    if cast("Any", given).proxies is not None:
        _check_proxies(cast("Any", given).proxies, "config")
    return Config(**_TIMEOUTS).merge(given).merge(Config(**fixed))


def _check_certificates(verify: object) -> None:
    if not isinstance(verify, bool | str | None):
        raise ConfigurationError(
            f"verify takes True, False or the path of a file, not {type(verify).__name__}.",
            setting="verify",
        )
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
    warn_of_plain_http(client.meta.endpoint_url, "client")
    return cast("CustomerProfilesClient", client)


def warn_of_two_layers(client: "CustomerProfilesClient", max_attempts: int) -> None:
    """Say how many requests one call comes to where botocore repeats by itself.

    Args:
        client: The client that was passed in.
        max_attempts: How often cpkit tries.
    """
    retries: dict[str, Any] = cast("Any", client.meta.config).retries or {}
    mode: str = retries.get("mode", "legacy")
    inner = requests_per_attempt(client)
    if inner > 1 and max_attempts > 1:
        warn(
            f"The client repeats requests by itself ({mode} mode, {inner} attempts), and cpkit "
            f"repeats the whole: {inner} x {max_attempts} = {inner * max_attempts} requests for "
            "one call at worst. Make the client with "
            'Config(retries={"total_max_attempts": 1}), or pass '
            "retry=RetryPolicy(max_attempts=1)."
        )

"""The boto3 client: made so that cpkit alone retries and each thing is validated once, or taken."""

import copy
import os
from typing import TYPE_CHECKING, Any, Final, cast
from weakref import WeakKeyDictionary

import attrs
import boto3
from botocore.client import BaseClient
from botocore.config import Config
from botocore.utils import get_environ_proxies

from cpkit.client.boto.configuration import (
    advice_on_client,
    creation_error,
    credentials_error,
    repeats_an_endpoint,
)
from cpkit.client.boto.endpoints import (
    check_certificates,
    check_endpoint,
    check_endpoint_variables,
    check_proxies,
    check_region,
    warn_of_plain_http,
)
from cpkit.client.boto.events import SERVICE, observe, record_bodies
from cpkit.client.boto.operation import requests_per_attempt
from cpkit.client.boto.process_lock import ProcessLock
from cpkit.client.boto.warn import warn
from cpkit.errors import ConfigurationError

if TYPE_CHECKING:
    from mypy_boto3_customer_profiles import CustomerProfilesClient

__all__ = ["ClientFactory", "Connection", "connect", "take"]

_TIMEOUTS: Final[dict[str, Any]] = {"connect_timeout": 5, "read_timeout": 30}

_TYPES: Final[dict[str, tuple[type, str]]] = {
    "session": (boto3.Session, "a boto3.Session"),
    "region_name": (str, "a string such as eu-central-1"),
    "profile_name": (str, "the name of a profile"),
    "config": (Config, "a botocore.config.Config"),
}
"""Arguments that fail late and oddly where they are of another type."""

_TEXTS: Final = ("user_agent", "user_agent_extra", "user_agent_appid")
"""What of a config is written into a header."""


_locks: "WeakKeyDictionary[boto3.Session, ProcessLock]" = WeakKeyDictionary()
"""One for each session: boto3's are not safe between threads."""


@attrs.frozen(kw_only=True)
class ClientFactory:
    """What a client was made of, so that others are made of the same."""

    session: boto3.Session
    """Where the credentials come from."""
    config: Any
    """botocore's settings, timeouts and proxies among them."""
    verify: bool | str | None
    """Whether and with which certificates TLS is verified."""
    validates: bool = True
    """Whether botocore validates what cpkit has not."""

    def make(self, service: str, **settings: str | None) -> Any:
        """Make a client; those of one session are made one after the other.

        Args:
            service: The service's name.
            settings: What is of this client alone: its region and its endpoint.

        Returns:
            The client, whose requests are observed.
        """
        # The stubs type the session's methods for all services that are installed with them.
        session: Any = self.session
        with _locks.setdefault(self.session, ProcessLock()):
            client = session.client(service, config=self.config, verify=self.verify, **settings)
        observe(client, session.get_credentials, validates=self.validates)
        return client


class Connection:
    """A client of this process, made anew where the process is found to be forked.

    Two processes that share a connection would read each other's responses.
    """

    def __init__(
        self,
        client: "CustomerProfilesClient",
        factory: ClientFactory | None = None,
        endpoint_url: str | None = None,
    ) -> None:
        """Create it.

        Args:
            client: The client.
            factory: What it was made of; ``None`` where it was passed in.
            endpoint_url: The endpoint it was made with, if any.
        """
        self.factory = factory
        self._client = client
        self._endpoint_url = endpoint_url
        self._process = os.getpid()

    @property
    def client(self) -> "CustomerProfilesClient":
        """The client.

        Raises:
            ConfigurationError: If it was passed in, and the process was forked since.
        """
        if self._process != os.getpid():
            self._renew()
        return self._client

    def _renew(self) -> None:
        if self.factory is None:
            raise ConfigurationError(
                "client: was passed in before this process was forked off, and its connections are "
                "the parent's; make a client in each process, or let cpkit make one.",
                setting="client",
            )
        region = self._client.meta.region_name
        self._client = self.factory.make(
            SERVICE, region_name=region, endpoint_url=self._endpoint_url
        )
        self._process = os.getpid()


def connect(
    *,
    session: boto3.Session | None,
    region_name: str | None,
    profile_name: str | None,
    endpoint_url: str | None,
    verify: bool | str | None,
    config: Any,
) -> Connection:
    """Make a client that sends each request once and lets cpkit validate every response.

    Args:
        session: Where credentials and region come from; if left out, a new one of the profile, or
            else the one that `boto3.client` uses.
        region_name: The region, where it is not the session's.
        profile_name: The profile of the new session.
        endpoint_url: The endpoint, where it is not AWS's own.
        verify: Whether and with which certificates TLS is verified.
        config: botocore's settings; it is copied.

    Returns:
        The client, with what it was made of.

    Raises:
        ConfigurationError: If one of these settings is wrong.
    """
    _check_types(session=session, region_name=region_name, profile_name=profile_name, config=config)
    if session is not None and profile_name is not None:
        raise ConfigurationError(
            "profile_name: a session has its profile already; pass session= or profile_name=, not "
            "both.",
            setting="profile_name",
        )
    settings: Any = _settings(config)
    check_proxies(settings.proxies, "config")
    if endpoint_url is not None:
        check_endpoint(endpoint_url, "endpoint_url")
    elif not settings.ignore_configured_endpoint_urls:
        check_endpoint_variables()
    try:
        session = session or _open_session(profile_name)
        check_region(region_name, settings, session)
        check_certificates(verify, settings, session.profile_name)
        factory = ClientFactory(
            session=session,
            config=settings,
            verify=verify,
            validates=config is None or config.parameter_validation,
        )
        client = factory.make(SERVICE, region_name=region_name, endpoint_url=endpoint_url)
    except ConfigurationError:
        raise
    except Exception as error:  # noqa: BLE001 - sources of credentials raise whatever they like
        reason = _credentials_failure(session) or error
        told = creation_error(error) if reason is error else credentials_error(reason)
        is_shown = str(reason).isprintable() and not repeats_an_endpoint(error)
        raise told from (reason if is_shown else None)
    url = client.meta.endpoint_url
    if endpoint_url is None:
        check_endpoint(url)
    if settings.proxies is None and any(name.lower().endswith("_proxy") for name in os.environ):
        check_proxies(get_environ_proxies(url), None)
    warn_of_plain_http(url, None if endpoint_url is None else "endpoint_url")
    return Connection(client, factory, endpoint_url)


def _credentials_failure(session: boto3.Session | None) -> Exception | None:
    """Return what keeps a session from its credentials, which making a client looks for, too."""
    try:
        if session is not None:
            session.get_credentials()
    except Exception as error:  # noqa: BLE001 - sources of credentials raise whatever they like
        return error
    return None


def _open_session(profile_name: str | None) -> boto3.Session:
    """Return a new session of a profile, or else the default one, which keeps the model."""
    if profile_name is not None:
        return boto3.Session(profile_name=profile_name)
    if boto3.DEFAULT_SESSION is None:
        boto3.setup_default_session()
    return cast("boto3.Session", boto3.DEFAULT_SESSION)


def _check_types(**settings: object) -> None:
    for name, (kind, what) in _TYPES.items():
        value = settings[name]
        if value is not None and not isinstance(value, kind):
            raise ConfigurationError(
                f"{name}: must be {what}, not {type(value).__name__}.", setting=name
            )


def _settings(config: Config | None) -> Config:
    # The mode is set too, since adaptive mode waits where no timeout of ours reaches it.
    fixed: dict[str, Any] = {
        "retries": {"total_max_attempts": 1, "mode": "standard"},
        "parameter_validation": False,
    }
    if config is None:
        return Config(**_TIMEOUTS, **fixed)
    given: Any = copy.deepcopy(config)
    if given.retries is not None:
        warn(
            "config: its retries are not used, since cpkit's client sends each request once, and "
            "the RetryPolicy says how often it is retried; pass "
            "retry=RetryPolicy(max_attempts=...)."
        )
    for name in _TEXTS:
        if not (getattr(given, name) or "").isprintable():
            raise ConfigurationError(
                f"config: {name} contains what no header can; remove line breaks and control "
                "characters.",
                setting="config",
            )
    return Config(**_TIMEOUTS).merge(given).merge(Config(**fixed))


def take(client: object, others: dict[str, object], max_attempts: int) -> Connection:
    """Take a client as it is; nothing about it is changed.

    Args:
        client: What was passed in.
        others: The other arguments by name, which would have no effect.
        max_attempts: How often cpkit sends a request; a warning says what that multiplies to.

    Returns:
        The client.

    Raises:
        ConfigurationError: If it is not a client of the service, or another argument was given.
    """
    for name, value in others.items():
        if value is not None:
            raise ConfigurationError(
                f"{name}: has no effect on a client passed in; leave {name}= out, or leave client= "
                "out and let cpkit make one.",
                setting=name,
            )
    if not isinstance(client, BaseClient) or client.meta.service_model.service_name != SERVICE:
        raise ConfigurationError(
            f"client: must be a boto3 client of the service; {advice_on_client(client)}.",
            setting="client",
        )
    check_endpoint(client.meta.endpoint_url, "client")
    warn_of_plain_http(client.meta.endpoint_url, "client")
    record_bodies()
    taken = cast("CustomerProfilesClient", client)
    _warn_of_two_layers(taken, max_attempts)
    return Connection(taken)


def _warn_of_two_layers(client: "CustomerProfilesClient", max_attempts: int) -> None:
    """Warn how many requests one call comes to where botocore retries by itself."""
    retries: dict[str, Any] = cast("Any", client.meta.config).retries or {}
    mode: str = retries.get("mode", "legacy")
    inner = requests_per_attempt(client)
    if inner > 1 and max_attempts > 1:
        warn(
            f"client: retries requests by itself ({mode} mode, {inner} attempts), and cpkit "
            f"retries the whole: {inner} x {max_attempts} = {inner * max_attempts} requests for "
            "one call at worst; make the client with "
            'Config(retries={"total_max_attempts": 1}), or pass '
            "retry=RetryPolicy(max_attempts=1)."
        )

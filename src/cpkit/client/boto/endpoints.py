"""Which endpoint URLs a client is given, and which of them cpkit refuses to use."""

import ipaddress
import os
from urllib.parse import SplitResult, urlsplit

from botocore.utils import is_valid_endpoint_url, is_valid_ipv6_endpoint_url

from cpkit.client.boto.warn import warn
from cpkit.errors import ConfigurationError

__all__ = ["check_endpoint", "check_endpoint_variables", "warn_of_plain_http"]

_VARIABLES = ("AWS_ENDPOINT_URL_CUSTOMER_PROFILES", "AWS_ENDPOINT_URL")


def check_endpoint_variables() -> None:
    """Check the endpoint that botocore would take from the environment, before it sees it.

    Raises:
        ConfigurationError: If it cannot be one.
    """
    ignored = os.environ.get("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "").lower() == "true"
    if not ignored and (name := _variable()) is not None:
        _checked(os.environ[name], name)


def check_endpoint(url: object, setting: str | None = None) -> None:
    """Refuse what cannot be an endpoint.

    Args:
        url: The URL, as it was given or as botocore resolved it.
        setting: Where it came from; found out where left out.

    Raises:
        ConfigurationError: If it is no ``http`` or ``https`` URL of a host, or carries more than
            that. The text does not repeat the URL, which may hold a password.
    """
    _checked(url, setting or _source())


def warn_of_plain_http(url: str, setting: str | None = None) -> None:
    """Warn of an endpoint that everyone on the way can read along with.

    Args:
        url: The URL, which has been checked.
        setting: Where it came from; found out where left out.
    """
    setting = setting or _source()
    parts = urlsplit(url)
    if parts.scheme == "http" and not _is_loopback(parts.hostname or ""):
        warn(
            f"{setting} is plain http to {parts.hostname}: settings and signatures cross the "
            "network readable. Use https."
        )


def _source() -> str:
    return _variable() or "endpoint_url"


def _variable() -> str | None:
    return next((name for name in _VARIABLES if os.environ.get(name)), None)


def _checked(url: object, setting: str) -> SplitResult:
    try:
        parts = urlsplit(url) if isinstance(url, str) else SplitResult("", "", "", "", "")
        _ = parts.port
    except ValueError:
        parts = SplitResult("", "", "", "", "")
    if parts.scheme not in {"http", "https"} or not parts.hostname or not _is_usable(str(url)):
        raise ConfigurationError(
            f"{setting} is no URL of an endpoint: write it as in https://host or "
            "http://127.0.0.1:8080.",
            setting=setting,
        )
    if "@" in parts.netloc:
        raise ConfigurationError(
            f"{setting} holds a user name or a password: remove what stands before the @. "
            "Requests are signed with AWS credentials.",
            setting=setting,
        )
    if parts.query or parts.fragment:
        raise ConfigurationError(
            f"{setting} holds a ? or a #: leave out what begins there.", setting=setting
        )
    return parts


def _is_usable(url: str) -> bool:
    """Ask botocore whether it takes the host's name; Python's parser is generous."""
    return bool(is_valid_endpoint_url(url)) or bool(is_valid_ipv6_endpoint_url(url))


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")

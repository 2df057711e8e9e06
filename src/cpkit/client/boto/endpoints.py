"""Where a client connects to: endpoints, proxies and certificates, checked when it is made."""

import ipaddress
import os
import re
import ssl
from collections.abc import Iterator, Mapping
from typing import Any, Final, cast
from urllib.parse import SplitResult, unquote, urlsplit

from botocore.configloader import load_config
from botocore.exceptions import ConfigNotFound, ConfigParseError
from botocore.utils import is_valid_endpoint_url, is_valid_ipv6_endpoint_url

from cpkit.client.boto.warn import warn
from cpkit.errors import ConfigurationError

__all__ = [
    "check_certificates",
    "check_endpoint",
    "check_endpoint_variables",
    "check_proxies",
    "check_region",
    "warn_of_plain_http",
]

_VARIABLES: Final = ("AWS_ENDPOINT_URL_CUSTOMER_PROFILES", "AWS_ENDPOINT_URL")
_BUNDLES: Final = ("AWS_CA_BUNDLE", "REQUESTS_CA_BUNDLE")


def check_endpoint_variables() -> None:
    """Check the endpoint that botocore would take from the environment, before it sees it.

    Raises:
        ConfigurationError: If it cannot be one.
    """
    ignored = os.environ.get("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "").lower() == "true"
    if not ignored and (name := _variable()) is not None:
        _checked(os.environ[name], name)


def check_endpoint(url: object, setting: str | None = None) -> None:
    """Reject what cannot be an endpoint.

    Args:
        url: The URL, as it was given or as botocore resolved it.
        setting: Where it came from; found out where left out.

    Raises:
        ConfigurationError: If it is not an ``http`` or ``https`` URL of a host alone. The text does
            not repeat the URL, which may contain a password.
    """
    _checked(url, setting or _source())


def warn_of_plain_http(url: str, setting: str | None = None) -> None:
    """Warn of an endpoint whose traffic everyone on the way can read.

    Args:
        url: The URL, which has been checked.
        setting: Where it came from; found out where left out.
    """
    setting = setting or _source()
    parts = urlsplit(url)
    if parts.scheme == "http" and not _is_loopback(parts.hostname or ""):
        warn(
            f"{setting}: is plain http to {parts.hostname}, so that settings and signatures cross "
            "the network unencrypted; use https."
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
            f"{setting}: is not the URL of an endpoint; write it as in https://host or "
            "http://127.0.0.1:8080.",
            setting=setting,
        )
    if "@" in parts.netloc:
        raise ConfigurationError(
            f"{setting}: contains a user name or a password; remove what stands before the @, "
            "since requests are signed with AWS credentials.",
            setting=setting,
        )
    if parts.query or parts.fragment:
        raise ConfigurationError(
            f"{setting}: contains a ? or a #; leave out what begins there.", setting=setting
        )
    return parts


def _is_usable(url: str) -> bool:
    """Return whether botocore accepts the host's name; Python's parser is generous."""
    is_host = is_valid_endpoint_url(url) or is_valid_ipv6_endpoint_url(url)
    return bool(is_host) and url.isprintable()


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def check_region(region_name: str | None, config: Any, session: Any) -> None:
    """Reject what botocore accepts as a region and then writes into each request.

    Args:
        region_name: What was passed.
        config: botocore's settings.
        session: The session.

    Raises:
        ConfigurationError: If it cannot be the name of a region.
    """
    region: str | None
    if region_name is not None:
        setting, region = "region_name", region_name
    elif config.region_name is not None:
        setting, region = "config", config.region_name
    else:
        region = session.region_name
        variable = "AWS_DEFAULT_REGION"
        setting = variable if os.environ.get(variable) == region else "region_name"
    if region is not None and not re.fullmatch("[A-Za-z0-9-]+", region):
        raise ConfigurationError(
            f"{setting}: is not the name of a region; write it as in eu-central-1.",
            setting=setting,
        )


def check_proxies(proxies: object, setting: str | None) -> None:
    """Reject proxies that botocore would stumble over at each request, passwords and all.

    Args:
        proxies: The proxies by scheme.
        setting: Where they come from; ``None`` where that is the environment.

    Raises:
        ConfigurationError: If one cannot be a proxy. The text does not repeat it.
    """
    if not isinstance(proxies, dict | None):
        raise ConfigurationError(
            'config: proxies must be a dict, such as {"https": "http://host:8080"}.',
            setting="config",
        )
    for scheme, proxy in cast("dict[str, object]", proxies or {}).items():
        what = scheme in {"http", "https"} and proxy and _wrong_with_proxy(proxy)
        if what:
            name = setting or f"{scheme.upper()}_PROXY"
            raise ConfigurationError(f"{name}: the proxy for {scheme} {what}.", setting=name)


_NO_PROXY: Final = (
    "cannot be used; write it as in http://host:8080, with anything but ASCII letters and digits "
    "percent-encoded"
)
_NOT_ASCII: Final = (
    "has a user name or a password that is not ASCII, which botocore cannot send, percent-encoded "
    "or not; use another one"
)


def _wrong_with_proxy(url: object) -> str:
    """Return what is wrong with a proxy, without repeating it; empty where nothing is."""
    if not isinstance(url, str) or not url.isprintable():
        return _NO_PROXY
    scheme, separator, rest = url.partition("//")
    try:
        parts = urlsplit(f"//{rest if separator else url}")
        _ = parts.port
    except ValueError:
        return _NO_PROXY
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    if user and password and not (user + password).isascii():
        return _NOT_ASCII
    is_proxy = url.isascii() and parts.hostname and (not separator or scheme in _SCHEMES)
    return "" if is_proxy else _NO_PROXY


_SCHEMES: Final = {"", "http:", "https:"}


def check_certificates(verify: object, config: Any, profile_name: str) -> None:
    """Open the files of certificates that a client will use, as botocore does at its first request.

    Args:
        verify: What was passed.
        config: botocore's settings.
        profile_name: The session's profile, whose ``ca_bundle`` counts.

    Raises:
        ConfigurationError: If a file cannot be opened, or does not contain certificates.
    """
    if not isinstance(verify, bool | str | None):
        raise ConfigurationError(
            f"verify: must be True, False or the path of a file as a string, not "
            f"{type(verify).__name__}.",
            setting="verify",
        )
    bundles: dict[str, object] = dict(_bundles(profile_name))
    if verify is not None:
        bundles = {"verify": verify}
    extra: Mapping[str, Any] = config.proxies_config or {}
    bundles["proxy_ca_bundle"] = extra.get("proxy_ca_bundle")
    for setting, path in bundles.items():
        if isinstance(path, str):
            _open(setting, (path,), is_own=False)
    own = {"client_cert": config.client_cert, "proxy_client_cert": extra.get("proxy_client_cert")}
    for setting, files in own.items():
        if files is not None:
            _open(setting, (files,) if isinstance(files, str) else tuple(files), is_own=True)


def _bundles(profile_name: str) -> Iterator[tuple[str, str]]:
    """Yield the file that botocore would use, and which setting names it."""
    for name in _BUNDLES[:1]:
        if name in os.environ:
            yield name, os.environ[name]
            return
    try:
        # A session of boto3 has a way to its configuration, but not a public one.
        loaded: dict[str, Any] = load_config(os.environ.get("AWS_CONFIG_FILE", "~/.aws/config"))
    except (ConfigNotFound, ConfigParseError):
        loaded = {"profiles": {}}  # the session has reported what is broken
    profile: dict[str, str] = loaded["profiles"].get(profile_name, {})
    if (path := profile.get("ca_bundle")) is not None:
        yield "ca_bundle", path
    elif (path := os.environ.get(_BUNDLES[1])) is not None:
        yield _BUNDLES[1], path


class _EncryptedKeyError(Exception):
    """A key for which OpenSSL would ask at the terminal, and wait."""


def _no_pass_phrase() -> str:
    raise _EncryptedKeyError


def _open(setting: str, files: tuple[Any, ...], *, is_own: bool) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    named = " and ".join(repr(file) for file in files if file is not None)
    try:
        if is_own:
            certificate, key = files if len(files) > 1 else (*files, None)
            context.load_cert_chain(certificate, key, _no_pass_phrase)
        else:
            context.load_verify_locations(*files)
    except _EncryptedKeyError:
        raise ConfigurationError(
            f"{setting}: the key in {named} has a pass phrase, for which each connection would ask "
            "and wait at the terminal; use a key without one.",
            setting=setting,
        ) from None
    except (OSError, TypeError, ValueError) as error:
        what = "a certificate and its key" if is_own else "certificates"
        raise ConfigurationError(
            f"{setting}: {named} cannot be read as a file of {what} in PEM format "
            f"({type(error).__name__}); correct the path or the file.",
            setting=setting,
        ) from error

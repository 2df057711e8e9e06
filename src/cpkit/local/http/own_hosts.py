"""Which hosts are this machine: a page that a browser shows must not reach the stand-in.

Browsers let any page send simple requests to loopback, with an ``Origin`` that names the page's
host; and a page whose name was made to mean loopback sends its own name as ``Host``.
"""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

from cpkit.local.protocol.responses import RejectedError

__all__ = ["check_sender", "is_loopback"]


def is_loopback(host: str) -> bool:
    """Return whether a name or an address means this machine alone."""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def check_sender(host: str | None, origin: str | None, *, served: str, any_host: bool) -> None:
    """Reject what a web page of elsewhere has sent.

    Args:
        host: The header ``Host``.
        origin: The header ``Origin``, which browsers send.
        served: The name or address that is listened on.
        any_host: Whether requests may call this machine by any name.

    Raises:
        RejectedError: The host or the origin is not this machine.
    """
    if host is not None and not any_host and not _is_own(host, served):
        raise _rejected("Host", host)
    if origin is not None:
        authority = origin.partition("://")[2]
        if not (authority and (authority == host or _is_own(authority, served))):
            raise _rejected("Origin", origin)


def _is_own(authority: str, served: str) -> bool:
    try:
        name = (urlsplit(f"//{authority}").hostname or "").removesuffix(".")
    except ValueError:  # not an address
        return False
    return name == served.lower() or is_loopback(name)


def _rejected(header: str, value: str) -> RejectedError:
    return RejectedError(
        "AccessDeniedException",
        f"The stand-in serves programs on this machine, not web pages; the {header} is {value!r}",
    )

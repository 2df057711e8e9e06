"""Serve the stand-in over HTTP on loopback, for programs that no hook can reach."""

from __future__ import annotations

import ipaddress
import socket
from contextlib import contextmanager
from threading import Thread
from typing import TYPE_CHECKING

from attrs import frozen

from cpkit.local.http.own_hosts import is_loopback
from cpkit.local.service import LocalService

if TYPE_CHECKING:
    from collections.abc import Generator

_LAST_PORT = 65535
_ALL_ADDRESSES = {"", "0", str(ipaddress.IPv4Address(0))}


@frozen
class LocalServer:
    """Where a stand-in is served.

    Example:
        >>> from cpkit.local import LocalService, serve
        >>> service = LocalService()
        >>> with serve(service) as server:
        ...     server.endpoint_url.startswith("http://127.0.0.1:"), server.service is service
        (True, True)
    """

    endpoint_url: str
    """The address on this machine, for ``endpoint_url`` of a client or for
    ``AWS_ENDPOINT_URL_CUSTOMER_PROFILES``."""
    service: LocalService
    """The service that responds there."""


@contextmanager
def serve(
    service: LocalService | None = None,
    *,
    host: str = "127.0.0.1",
    port: int = 0,
    allow_other_hosts: bool = False,
) -> Generator[LocalServer, None, None]:
    """Serve a stand-in over HTTP while the context lasts.

    It speaks plain HTTP, asks for no credentials and shows what it was sent to everyone who
    asks, so it stays on loopback unless told otherwise. Requests whose ``Host`` or ``Origin`` is
    not this machine are rejected with 403: a page in a browser must not change domains. When the
    context ends, open connections end too, and nothing is applied after that. A connection on
    which nothing arrives for 30 seconds is closed.

    Args:
        service: The service to serve; a new one without it.
        host: The address or name to listen on.
        port: The port to listen on, up to 65535; 0 takes one that is free.
        allow_other_hosts: Whether ``host`` may be an address that others reach. Requests may then
            have any ``Host``.

    Yields:
        Where it is served, once it accepts connections.

    Raises:
        ValueError: There is no such port, or the host is not loopback and other hosts are not
            allowed.
        TypeError: ``service`` is not a `LocalService`, but perhaps the class.
        OSError: The address cannot be listened on, for example because the port is taken.
        ImportError: The extra ``local`` is not installed.

    Example:
        >>> import urllib.request
        >>> from cpkit.local import serve
        >>> with serve() as server:
        ...     with urllib.request.urlopen(f"{server.endpoint_url}/domains") as response:
        ...         response.read()
        b'{"Items": []}'
    """
    service = _checked_service(service)
    check_port(port)
    if not (allow_other_hosts or is_loopback(host)):
        raise ValueError(
            f"{host} is not loopback, and the stand-in asks for no credentials; "
            "use allow_other_hosts=True (--allow-other-hosts) to serve it there all the same"
        )
    try:
        from cpkit.local.http.werkzeug_server import (  # noqa: PLC0415 - werkzeug is an extra
            LocalWSGIServer,
        )
    except ImportError as error:
        raise ImportError("serving needs werkzeug: pip install 'cpkit[local]'") from error
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.create_server((host, port), family=family) as listener:
        server = LocalWSGIServer(service, host, listener, any_host=allow_other_hosts)
    thread = Thread(target=server.serve, name="cpkit.local", daemon=True)
    thread.start()
    try:
        yield LocalServer(f"http://{_reachable(host)}:{server.port}", service)
    finally:
        server.close()
        thread.join()


def check_port(port: object) -> int:
    """Return a port that can be listened on.

    Raises:
        ValueError: It is not a port.
    """
    if type(port) is not int or not 0 <= port <= _LAST_PORT:
        raise ValueError(
            f"port must be an integer from 0, which means a free one, to {_LAST_PORT}, not {port!r}"
        )
    return port


def _checked_service(service: object) -> LocalService:
    if service is None:
        return LocalService()
    if not isinstance(service, LocalService):
        raise TypeError(
            f"service must be a LocalService, for example LocalService(), not {service!r}"
        )
    return service


def _reachable(host: str) -> str:
    """Return how a URL on this machine names the host, also where that means all addresses."""
    if ":" in host:
        return "[::1]" if ipaddress.ip_address(host).is_unspecified else f"[{host}]"
    return "127.0.0.1" if host in _ALL_ADDRESSES else host

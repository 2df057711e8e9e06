"""Divert boto3 clients to a service in the same process, by botocore's event `before-send`.

Everything before the socket and after it is real: validation, serializing, signing, retries and
parsing. Nothing is ever sent.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, Protocol, cast
from urllib.parse import urlsplit
from weakref import WeakKeyDictionary

import boto3
from botocore.awsrequest import AWSResponse
from botocore.compat import HTTPHeaders
from botocore.config import Config
from botocore.exceptions import ConnectionClosedError, ReadTimeoutError
from botocore.session import Session

from cpkit.local.protocol.messages import Delivery, Request
from cpkit.local.protocol.service_model import SERVICE, loader

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from botocore.awsrequest import AWSPreparedRequest
    from botocore.client import BaseClient
    from mypy_boto3_customer_profiles import CustomerProfilesClient

    _Handlers = tuple[tuple[str, Callable[..., Any]], ...]

_FIRST = f"before-send.{SERVICE}"
_LAST = "before-send"
_ONCE = Config(retries={"total_max_attempts": 1})

_NO_FILES = {
    "profile": (None, None, None, None),
    "config_file": (None, None, os.devnull, None),
    "credentials_file": (None, None, os.devnull, None),
}
_attached: WeakKeyDictionary[BaseClient, _Handlers] = WeakKeyDictionary()


class Responding(Protocol):
    """What this adapter needs of a service."""

    sleep: Callable[[float], object]

    @property
    def region_name(self) -> str:
        """The region of clients made here."""
        ...

    def handle(self, request: Request) -> Delivery:
        """Return what to deliver."""
        ...


def make_client(
    service: Responding, *, config: Config | None, endpoint_url: str | None
) -> CustomerProfilesClient:
    """Create a client of its own session and attach it.

    The session shares the loader of botocore's data, so that only the first client is slow, and
    it takes neither a profile nor a file from the machine it runs on.
    """
    core = Session(session_vars=_NO_FILES)
    core.register_component("data_loader", loader())
    session = boto3.Session(
        aws_access_key_id="local",
        aws_secret_access_key="local",  # nosec B106  # noqa: S106 - a placeholder that opens nothing
        region_name=service.region_name,
        botocore_session=core,
    )
    # The stubs of boto3 are typed only as far as those of all its services are installed.
    client: CustomerProfilesClient = cast("Any", session).client(
        SERVICE, config=_ONCE.merge(config) if config else _ONCE, endpoint_url=endpoint_url
    )
    attach(service, client)
    return client


def attach(service: Responding, client: BaseClient) -> None:
    """Divert the requests of a client, from wherever they went.

    Raises:
        ValueError: It is a client of another service.
    """
    meta = client.meta
    if meta.service_model.service_name != SERVICE:
        raise ValueError(
            f"only clients of {SERVICE} can be attached, not of {meta.service_model.service_name}"
        )
    previous = _attached.pop(client, None)
    if previous is not None:
        for event, handler in previous:
            meta.events.unregister(event, handler)
    read_timeout: float | None = cast("Any", meta.config).read_timeout  # set from its options

    promised: WeakKeyDictionary[AWSPreparedRequest, AWSResponse] = WeakKeyDictionary()

    def promise(request: AWSPreparedRequest, **_: object) -> AWSResponse:
        blank: Any = None
        promised[request] = AWSResponse(request.url, 0, HTTPHeaders(), blank)
        return promised[request]

    def respond(request: AWSPreparedRequest, **_: object) -> None:
        vars(promised.pop(request)).update(vars(_hand_over(service, request, read_timeout)))

    # The first response that a handler returns counts, whoever else returns one, such as moto. But
    # whatever else happens before a request is sent still does, such as adaptive mode's pace.
    taken: Callable[..., Any] = promise  # the stubs know of no handler that responds
    meta.events.register_first(_FIRST, taken)
    meta.events.register_last(_LAST, respond)
    _attached[client] = ((_FIRST, taken), (_LAST, respond))


class _Body:
    """A body's bytes as urllib3's response has them."""

    def __init__(self, content: bytes) -> None:
        self._content = content

    def stream(self) -> Iterator[bytes]:
        yield self._content


def _hand_over(
    service: Responding, request: AWSPreparedRequest, read_timeout: float | None
) -> AWSResponse:
    url: str = request.url
    body = request.body if isinstance(request.body, bytes) else b""
    delivery = service.handle(Request(request.method, _target(url), body))
    if read_timeout is not None and delivery.delay >= read_timeout:
        raise ReadTimeoutError(endpoint_url=url)
    if delivery.delay:
        service.sleep(delivery.delay)
    response = delivery.response
    if response is None:
        raise ConnectionClosedError(endpoint_url=url, request=request)
    headers = HTTPHeaders()
    for name, value in response.headers.items():
        headers.add_header(name, value)
    raw: Any = _Body(response.body)
    return AWSResponse(url, response.status, headers, raw)


def _target(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path

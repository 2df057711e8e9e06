"""Serve on loopback, and nowhere else unless told."""

from __future__ import annotations

import gc
import http.client
import os
import socket
import sys
from typing import Any
from urllib.parse import urlsplit

import pytest

from cpkit.local import LocalService, serve


def _status(endpoint_url: str, target: str = "/domains") -> int:
    connection = http.client.HTTPConnection(urlsplit(endpoint_url).netloc, timeout=10)
    try:
        connection.request("GET", target)
        response = connection.getresponse()
        response.read()
        return response.status
    finally:
        connection.close()


def _need(host: str) -> None:
    """Skip where the machine has no such address; CI is to have all of them."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        socket.create_server((host, 0), family=family).close()
    except OSError as error:
        if os.environ.get("CI"):
            raise
        pytest.skip(f"this machine has no {host}: {error}")


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1", "127.0.0.2"])
def test_serve_when_the_host_is_loopback_then_it_answers_there(host: str) -> None:
    """The address can be used as it is."""
    _need(host)
    with serve(host=host) as server:
        assert 200 == _status(server.endpoint_url)


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.1", "example.com", "::", "", "unix://x"])  # noqa: S104 - all are refused
def test_serve_when_the_host_is_not_loopback_then_it_is_refused(host: str) -> None:
    """The stand-in asks nobody for credentials."""
    with pytest.raises(ValueError, match="allow_other_hosts=True"), serve(host=host):
        pytest.fail("it was served")


def test_serve_when_other_hosts_are_allowed_then_it_is_served() -> None:
    """Whoever says so is believed."""
    with serve(host="0.0.0.0", allow_other_hosts=True) as server:  # noqa: S104 - on purpose
        assert "127.0.0.1" == urlsplit(server.endpoint_url).hostname
        assert 200 == _status(server.endpoint_url)


@pytest.mark.parametrize(
    ("host", "shown"), [("", "127.0.0.1"), ("::", "::1"), ("0:0::0", "::1"), ("::1", "::1")]
)
def test_serve_when_it_listens_on_all_addresses_then_one_of_them_is_told(
    host: str, shown: str
) -> None:
    """A client on this machine can use the address as it is."""
    _need(host)
    with serve(host=host, allow_other_hosts=True) as server:
        seen = urlsplit(server.endpoint_url).hostname, _status(server.endpoint_url)

    assert (shown, 200) == seen


@pytest.mark.parametrize("port", [-1, 65536, 99999, "x", "5005", 80.0, None, True])
def test_serve_when_there_is_no_such_port_then_it_is_refused(port: Any) -> None:
    """It is refused before there is a socket that nobody closes."""
    with pytest.raises(ValueError, match=f"to 65535, not {port!r}"), serve(port=port):
        pytest.fail("it was served")
    gc.collect()  # a socket that was left open would warn, and a warning is an error


@pytest.mark.parametrize("service", [LocalService, "service", False])
def test_serve_when_the_service_is_none_then_it_is_refused(service: Any) -> None:
    """A class is easily taken for a service."""
    with pytest.raises(TypeError, match=r"for example LocalService\(\), not "), serve(service):
        pytest.fail("it was served")


def test_serve_when_a_service_is_given_then_it_is_the_one_that_answers() -> None:
    """What is set up in the process is seen from outside."""
    service = LocalService()
    with serve(service) as server:
        _status(server.endpoint_url, "/domains?max-results=5")

    recorded = [(request.path, dict(request.parameters)) for request in service.requests]
    assert (service, [("/domains", {"MaxResults": 5})]) == (server.service, recorded)


def test_serve_when_the_context_ends_then_the_port_is_free() -> None:
    """Nothing listens there any more, at once."""
    with serve() as server:
        port = urlsplit(server.endpoint_url).port
        assert port is not None
    with serve(port=port) as again:
        assert server.endpoint_url == again.endpoint_url


def test_serve_when_the_port_is_taken_then_it_is_an_os_error() -> None:
    """A taken port is the caller's affair, and no end of the program."""
    with (
        serve() as server,
        pytest.raises(OSError, match="in use"),
        serve(port=urlsplit(server.endpoint_url).port or 0),
    ):
        pytest.fail("it was served twice")


def test_serve_when_werkzeug_is_missing_then_the_error_says_how_to_install_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The extra is named."""
    monkeypatch.delitem(sys.modules, "cpkit.local.http.werkzeug_server", raising=False)
    loaded = [name for name in sys.modules if name.split(".")[0] == "werkzeug"]
    for name in {"werkzeug", *loaded}:  # nothing is loaded where this test comes first
        monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(ImportError, match=r"pip install 'cpkit\[local\]'"), serve():
        pytest.fail("it was served")

"""TLS and proxies: a lost response may have been applied, however it was sent."""

from __future__ import annotations

import ssl
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
import trustme
from botocore.config import Config

from cpkit.client import CustomerProfiles
from cpkit.errors import TransportError
from cpkit.local import LocalService, serve
from cpkit.models import DomainSettings
from tests.support.fault_answers import DOMAIN, answer, error
from tests.support.fault_cases import PASSED_IN
from tests.support.fault_server import LOST, FaultServer, garbled
from tests.support.proxies import ForwardProxy, TunnelProxy, running

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.support.connections import Connections
    from tests.support.fault_server import HangUp, Script

PUT = "PUT /domains/shop"
SETTINGS = DomainSettings(domain_name="shop", default_expiration_days=30)
YESTERDAY = datetime.now(UTC) - timedelta(days=1)
WAYS = ("write", PASSED_IN)


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    """Make an authority that nobody but these tests knows."""
    return trustme.CA()


@dataclass
class Secure:
    """A server that speaks TLS, and what its clients are made with."""

    server: FaultServer
    verify: str | None
    proxies: dict[str, str]

    def profiles(self, connections: Connections, way: str, **settings: Any) -> CustomerProfiles:
        """Make a facade of a client of its own, or of one passed in."""
        retry = connections.policy(**{"max_attempts": 1, **settings})
        config = Config(proxies=self.proxies, retries={"total_max_attempts": 1})
        where = {"endpoint_url": self.server.url, "verify": self.verify}
        if way == PASSED_IN:
            return CustomerProfiles(connections.client(config=config, **where), retry=retry)
        own = Config(proxies=self.proxies)
        return connections.profiles(config=own, retry=retry, **where)


def context_of(certificate: Any) -> ssl.SSLContext:
    """Make what a server speaks TLS with."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)
    return context


@pytest.fixture(params=["directly", "through a tunnel"])
def proxies(request: pytest.FixtureRequest) -> Iterator[dict[str, str]]:
    """Give the proxies of a client: none, or one that opens tunnels."""
    if request.param == "directly":
        yield {}
        return
    proxy = TunnelProxy()
    with running(proxy):
        yield {"https": proxy.url}
        assert proxy.opened


@pytest.fixture
def bundle(authority: trustme.CA, tmp_path: Path) -> str:
    """Write the authority's certificate to a file."""
    file = tmp_path / "authority.pem"
    authority.cert_pem.write_to_path(file)
    return str(file)


@pytest.fixture
def secure(authority: trustme.CA, bundle: str, proxies: dict[str, str]) -> Iterator[Secure]:
    """Give a server that is trusted."""
    server = FaultServer(context_of(authority.issue_cert("localhost")))
    with running(server):
        yield Secure(server, bundle, proxies)
        server.released.set()


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("script", [[LOST], [garbled]], ids=["closed", "a garbled record"])
def test_response_when_lost_after_the_request_then_it_may_have_been_applied(
    connections: Connections, secure: Secure, script: Script, way: str
) -> None:
    """The service has taken the update, whatever the way to it."""
    secure.server.script = script
    with pytest.raises(TransportError) as caught:
        secure.profiles(connections, way).update_domain(SETTINGS)

    assert [PUT] == secure.server.requests
    assert (1, True) == (caught.value.attempts, caught.value.maybe_applied)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("hangs_up", ["in the handshake", "after the handshake"])
def test_connection_when_it_breaks_before_the_request_then_it_may_have_been_applied(
    connections: Connections, secure: Secure, hangs_up: HangUp, way: str
) -> None:
    """What is raised is the same as for a response that was lost."""
    secure.server.hangs_up = hangs_up
    with pytest.raises(TransportError) as caught:
        secure.profiles(connections, way).update_domain(SETTINGS)

    assert [] == secure.server.requests
    assert (1, True) == (caught.value.attempts, caught.value.maybe_applied)


UNTRUSTED: dict[str, dict[str, Any]] = {
    "of another authority": {},
    "of another name": {},
    "expired": {"not_after": YESTERDAY, "not_before": YESTERDAY - timedelta(days=1)},
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", UNTRUSTED)
def test_certificate_when_it_is_rejected_then_nothing_was_sent(
    connections: Connections,
    authority: trustme.CA,
    bundle: str,
    proxies: dict[str, str],
    name: str,
    way: str,
) -> None:
    """There is no connection to send anything over.

    That a name does not match is found by urllib3 and not by TLS: only there it is not known.
    """
    issuer = trustme.CA() if name == "of another authority" else authority
    host = "shop.invalid" if name == "of another name" else "localhost"
    server = FaultServer(context_of(issuer.issue_cert(host, **UNTRUSTED[name])))
    with running(server):
        with pytest.raises(TransportError, match="TLS connection failed") as caught:
            Secure(server, bundle, proxies).profiles(connections, way).update_domain(SETTINGS)
        server.released.set()

    assert [] == server.requests
    assert (1, name == "of another name") == (caught.value.attempts, caught.value.maybe_applied)


CREATED = answer(200, {**DOMAIN, "DefaultExpirationDays": 30})
EXISTS = error(400, "BadRequestException", "Domain shop already exists.")
MISSING = error(404, "ResourceNotFoundException")


@pytest.mark.parametrize("way", WAYS)
def test_create_and_delete_when_the_response_was_lost_then_they_look(
    connections: Connections, secure: Secure, way: str
) -> None:
    """What the lost request did is a success."""
    secure.server.script = [LOST, EXISTS, CREATED]
    profiles = secure.profiles(connections, way, max_attempts=2)
    assert 30 == profiles.create_domain(SETTINGS).settings.default_expiration_days

    secure.server.script = [LOST, LOST, LOST, LOST, MISSING]
    profiles.delete_domain("shop")
    assert ["POST", "POST", "GET", "DELETE", "DELETE", "GET"] == [
        request.split()[0] for request in secure.server.requests
    ]


def test_apply_when_a_forward_proxy_dies_with_the_response_then_it_reads_and_is_done(
    connections: Connections,
) -> None:
    """A change that was made is not denied."""
    lost: list[str] = []

    def loses(method: str) -> bool:
        if method == "PUT" and not lost:
            lost.append(method)
            return True
        return False

    proxy = ForwardProxy(loses)
    with running(proxy), serve(LocalService()) as local:
        config = Config(proxies={"http": proxy.url})
        profiles = connections.profiles(endpoint_url=local.endpoint_url, config=config)
        profiles.create_domain(DomainSettings(domain_name="shop", default_expiration_days=366))
        result = profiles.apply(profiles.plan(SETTINGS))
        stored = profiles.get_domain("shop").settings

    assert ["PUT"] == lost
    assert SETTINGS == stored
    assert () == result.remaining
    assert [1] == [step.attempts for step in result.steps]


@pytest.mark.parametrize("way", WAYS)
def test_update_when_a_forward_proxy_dies_with_the_response_then_it_may_have_been_applied(
    connections: Connections, server: FaultServer, way: str
) -> None:
    """The proxy was connected, whatever its end is called."""
    proxy = ForwardProxy(lambda _: True)
    with running(proxy):
        plain = Secure(server, None, {"http": proxy.url})
        with pytest.raises(TransportError) as caught:
            plain.profiles(connections, way).update_domain(SETTINGS)

    assert ["PUT"] == proxy.passed_on
    assert [PUT] == server.requests
    assert (1, True) == (caught.value.attempts, caught.value.maybe_applied)

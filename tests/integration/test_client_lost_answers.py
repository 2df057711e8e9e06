"""What becomes of a call whose answer is lost, or that never arrives, over real sockets."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import pytest
from botocore.config import Config

from cpkit.client import CustomerProfiles
from cpkit.errors import (
    AccessDeniedError,
    BadRequestError,
    ConfigurationError,
    ResourceNotFoundError,
)
from cpkit.models import CLEAR, DomainSettings
from tests.support.connections import no_wait
from tests.support.fault_answers import DOMAIN, answer, error
from tests.support.fault_server import LOST

if TYPE_CHECKING:
    from tests.support.connections import Connections
    from tests.support.fault_server import FaultServer

SETTINGS = DomainSettings(domain_name="shop", default_expiration_days=30)
CREATED = {**DOMAIN, "DefaultExpirationDays": 30}


EXISTS = error(400, "BadRequestException", "Domain shop already exists.")
MISSING = error(404, "ResourceNotFoundException")
THROTTLED = error(429, "ThrottlingException")


@pytest.mark.parametrize("lost", [LOST, answer(503), b"HTTP/1.1 nonsense\r\n\r\n"])
def test_create_when_an_answer_was_lost_and_it_exists_then_success_if_it_is_ours(
    connections: Connections, server: FaultServer, lost: bytes
) -> None:
    """What the lost request created is read back and returned."""
    server.script = [lost, EXISTS, answer(200, {**CREATED, "Tags": {"more": "yes"}})]
    created = connections.profiles().create_domain(SETTINGS)
    assert 30 == created.settings.default_expiration_days
    assert ["POST", "POST", "GET"] == [request.split()[0] for request in server.requests]


def test_create_when_something_was_to_be_cleared_then_its_absence_is_ours(
    connections: Connections, server: FaultServer
) -> None:
    """A value that is cleared is not there to be read back."""
    server.script = [LOST, EXISTS, answer(200, CREATED)]
    settings = attrs.evolve(SETTINGS, default_encryption_key=CLEAR, dead_letter_queue_url=CLEAR)
    assert "shop" == connections.profiles().create_domain(settings).domain_name


@pytest.mark.parametrize(
    "read_back", [answer(200, {**CREATED, "DefaultExpirationDays": 7}), MISSING, answer(200)]
)
def test_create_when_what_exists_is_not_ours_then_the_refusal(
    connections: Connections, server: FaultServer, read_back: bytes
) -> None:
    """Somebody else's domain is no success, nor is one that cannot be read."""
    server.script = [LOST, EXISTS, read_back]
    with pytest.raises(BadRequestError) as caught:
        connections.profiles().create_domain(SETTINGS)
    assert caught.value.maybe_applied


def test_create_when_no_answer_was_lost_then_the_refusal_at_once(
    connections: Connections, server: FaultServer
) -> None:
    """A first refusal is what it says."""
    server.script = [THROTTLED, EXISTS]
    with pytest.raises(BadRequestError) as caught:
        connections.profiles().create_domain(SETTINGS)
    assert not caught.value.maybe_applied
    assert 2 == len(server.requests)


def test_create_when_the_client_repeated_by_itself_then_it_looks_too(
    connections: Connections, server: FaultServer
) -> None:
    """A refusal after botocore's own repetition hides what came before."""
    client = connections.client(config=Config(retries={"mode": "legacy"}))
    server.script = [LOST, EXISTS, answer(200, CREATED)]
    with pytest.warns(UserWarning, match="5 x 6 = 30"):
        profiles = CustomerProfiles(client, retry=connections.policy())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("botocore.endpoint.time.sleep", no_wait)
        assert "shop" == profiles.create_domain(SETTINGS).domain_name


def test_delete_when_an_answer_was_lost_and_it_is_gone_then_success(
    connections: Connections, server: FaultServer
) -> None:
    """What the lost request deleted is deleted."""
    server.script = [LOST, MISSING, MISSING]
    connections.profiles().delete_domain("shop")
    assert ["DELETE", "DELETE", "GET"] == [request.split()[0] for request in server.requests]


@pytest.mark.parametrize("read_back", [answer(200, DOMAIN), answer(200)])
def test_delete_when_it_is_not_known_to_be_gone_then_the_refusal(
    connections: Connections, server: FaultServer, read_back: bytes
) -> None:
    """A domain that is there, or cannot be read, is not gone."""
    server.script = [LOST, MISSING, read_back]
    with pytest.raises(ResourceNotFoundError) as caught:
        connections.profiles().delete_domain("shop")
    assert caught.value.maybe_applied


def test_delete_when_there_was_nothing_then_the_refusal_at_once(
    connections: Connections, server: FaultServer
) -> None:
    """A first 404 is an error."""
    server.script = [MISSING]
    with pytest.raises(ResourceNotFoundError):
        connections.profiles().delete_domain("shop")
    assert 1 == len(server.requests)


def test_lost_answer_when_a_later_attempt_is_refused_then_still_maybe_applied(
    connections: Connections, server: FaultServer
) -> None:
    """What may have happened is not forgotten."""
    server.script = [LOST, THROTTLED, error(403, "AccessDeniedException")]
    with pytest.raises(AccessDeniedError, match="may have been applied") as caught:
        connections.profiles().update_domain(SETTINGS)
    assert caught.value.maybe_applied
    assert 3 == caught.value.attempts


def test_credentials_when_there_are_none_then_the_setting_is_named(
    connections: Connections, server: FaultServer
) -> None:
    """Without credentials nothing is sent."""
    profiles = connections.profiles(session=None, region_name="us-east-1")
    with pytest.raises(ConfigurationError, match=r"^credentials: unable to locate") as caught:
        profiles.get_domain("shop")
    assert "credentials" == caught.value.setting
    assert [] == server.requests

"""How many HTTP requests one call comes to, whatever botocore is told about retries."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Literal

import pytest
from botocore.config import Config

from cpkit import DomainSettings
from cpkit.client import CustomerProfiles, RetryPolicy
from cpkit.errors import InternalServerError, ThrottledError
from tests.support.aws_environment import new_session
from tests.support.connections import no_wait
from tests.support.fault_answers import answer, error

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.connections import Connections
    from tests.support.fault_server import FaultServer

THROTTLED = error(429, "ThrottlingException")
BROKEN = answer(500)


@pytest.mark.parametrize("attempts", [None, "1", "9", "nonsense"])
@pytest.mark.parametrize("mode", [None, "legacy", "standard", "adaptive", "nonsense"])
def test_requests_when_throttled_without_end_then_exactly_max_attempts(
    connections: Connections,
    server: FaultServer,
    monkeypatch: pytest.MonkeyPatch,
    mode: str | None,
    attempts: str | None,
) -> None:
    """The environment's retry settings do not count for a client that cpkit makes."""
    if mode is not None:
        monkeypatch.setenv("AWS_RETRY_MODE", mode)
    if attempts is not None:
        monkeypatch.setenv("AWS_MAX_ATTEMPTS", attempts)
    server.script = [THROTTLED]
    profiles = connections.profiles(retry=connections.policy(max_attempts=4))
    with pytest.raises(ThrottledError) as caught:
        profiles.get_domain("shop")
    assert 4 == len(server.requests)
    assert 4 == caught.value.attempts
    assert 3 == len(connections.waits)


def test_requests_when_config_file_says_otherwise_then_exactly_max_attempts(
    connections: Connections,
    server: FaultServer,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    """Nor do those of a configuration file."""
    file = tmp_path / "config"
    file.write_text("[default]\nretry_mode = legacy\nmax_attempts = 7\n")
    monkeypatch.setenv("AWS_CONFIG_FILE", str(file))
    server.script = [THROTTLED]
    session = new_session("us-east-1")
    with pytest.raises(ThrottledError):
        connections.profiles(session=session).update_domain(
            DomainSettings(domain_name="shop", default_expiration_days=30)
        )
    assert 6 == len(server.requests)
    assert ["default"] == session.available_profiles


def test_requests_when_config_says_otherwise_then_exactly_max_attempts(
    connections: Connections, server: FaultServer
) -> None:
    """Retries in a config are overridden aloud, and the config stays as it was."""
    config = Config(retries={"max_attempts": 8, "mode": "adaptive"})
    with pytest.warns(UserWarning, match="retries are not used"):
        profiles = connections.profiles(config=config)
    server.script = [THROTTLED]
    with pytest.raises(ThrottledError):
        profiles.get_domain("shop")
    assert 6 == len(server.requests)
    assert {"max_attempts": 8, "mode": "adaptive"} == vars(config)["retries"]


@pytest.mark.parametrize(("mode", "inner"), [("legacy", 5), ("standard", 3), ("adaptive", 3)])
def test_requests_when_a_client_repeats_itself_then_the_product_that_was_named(
    connections: Connections,
    server: FaultServer,
    monkeypatch: pytest.MonkeyPatch,
    mode: Literal["legacy", "standard", "adaptive"],
    inner: int,
) -> None:
    """A client passed in keeps its own layer, and the warning gives the product."""
    client = connections.client(config=Config(retries={"mode": mode}))
    with pytest.warns(UserWarning, match=f"{inner} x 2 = {inner * 2} requests"):
        profiles = CustomerProfiles(client, retry=connections.policy(max_attempts=2))
    server.script = [BROKEN] if mode == "adaptive" else [THROTTLED]
    monkeypatch.setattr("botocore.endpoint.time.sleep", no_wait)
    with pytest.raises((ThrottledError, InternalServerError)) as caught:
        profiles.get_domain("shop")
    assert inner * 2 == len(server.requests)
    assert inner * 2 == caught.value.attempts


def test_requests_when_a_client_sends_once_then_nothing_is_said(
    connections: Connections, server: FaultServer
) -> None:
    """A client without a layer of its own needs no warning."""
    client = connections.client(config=Config(retries={"total_max_attempts": 1}))
    server.script = [THROTTLED]
    with pytest.raises(ThrottledError):
        CustomerProfiles(client, retry=connections.policy()).get_domain("shop")
    assert 6 == len(server.requests)


def test_requests_when_the_policy_sends_once_then_nothing_is_said(
    connections: Connections, server: FaultServer
) -> None:
    """With one attempt of ours the client's own layer is the only one."""
    client = connections.client(config=Config(retries={"mode": "standard"}))
    CustomerProfiles(client, retry=RetryPolicy(max_attempts=1)).get_domain("shop")
    assert 1 == len(server.requests)


def test_requests_when_many_threads_share_a_facade_then_each_call_counts_its_own(
    connections: Connections, server: FaultServer
) -> None:
    """Attempts of one thread do not count for another."""
    server.script = [THROTTLED]
    profiles = connections.profiles(retry=connections.policy(max_attempts=3))
    attempts: list[int] = []

    def call() -> None:
        with pytest.raises(ThrottledError) as caught:
            profiles.get_domain("shop")
        attempts.append(caught.value.attempts)

    threads = [threading.Thread(target=call) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [3] * 8 == attempts
    assert 24 == len(server.requests)

"""What a process that is forked off does with the connections and locks it inherits."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING, Any

from botocore.config import Config

from cpkit.client.boto.forks import OwnLock, begin_anew, separate_forks
from cpkit.client.calls.retry_budget import RetryBudget

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

PROXIES = {"https": "http://127.0.0.1:9"}


def managers(client: Any) -> list[Any]:
    """List what holds a client's pools."""
    session = client._endpoint.http_session
    session._get_connection_manager("https://shop.invalid", PROXIES["https"])
    return [session._manager, *session._proxy_managers.values()]


def test_connections_when_a_process_begins_then_its_clients_have_new_ones(
    plain_client: Callable[..., Any],
) -> None:
    """Those through a proxy as well; the old ones are not closed, since that takes their lock."""
    client = plain_client(config=Config(proxies=PROXIES))
    separate_forks(client)
    before = [manager.pools for manager in managers(client)]
    for pools in before:
        pools.lock.acquire()
    begin_anew()
    after = [manager.pools for manager in managers(client)]

    assert 2 == len(before) == len(after)
    assert set() == {id(pools) for pools in before} & {id(pools) for pools in after}
    assert [0, 0] == [len(pools) for pools in after]


def test_connections_when_a_client_is_gone_then_it_is_not_kept(
    plain_client: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Clients are only known for as long as they are used."""
    left: list[str] = []

    def leave(client: Any) -> None:
        left.append(client.meta.region_name)

    monkeypatch.setattr("cpkit.client.boto.forks._leave_connections", leave)
    client = plain_client(region_name="eu-west-1")
    separate_forks(client)
    separate_forks(plain_client(region_name="eu-west-2"))
    gc.collect()
    begin_anew()

    assert ["eu-west-1"] == [region for region in left if region.startswith("eu-west")]
    del client


def test_lock_when_held_in_a_process_that_is_gone_then_free() -> None:
    """Budgets go on."""
    lock, budget = OwnLock(), RetryBudget(1)
    owner: Any = budget
    for held in (lock, owner._lock):
        held.__enter__()
    begin_anew()
    with lock:
        assert budget.draw()
    budget.refill()
    assert 0.5 == budget.left

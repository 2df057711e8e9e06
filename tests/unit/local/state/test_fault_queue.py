"""Keep the faults that wait for requests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

import pytest

from cpkit.local import (
    LocalService,
    ServerError,
    Throttle,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    Ask: TypeAlias = Callable[..., tuple[int, Any]]


def test_faults_when_several_wait_then_each_finds_its_operation(
    service: LocalService, ask: Ask
) -> None:
    """Order holds within an operation, and a fault for another one waits on."""
    service.inject(ServerError(501), operation="GetDomain")
    service.inject(ServerError(502), times=2)
    service.inject(ServerError(503), operation="ListDomains")

    targets = ["/domains", "/domains/Shop", "/nowhere", "/domains", "/domains"]
    assert [502, 501, 502, 503, 200] == [ask("GET", target)[0] for target in targets]


def test_faults_when_they_have_no_end_then_every_request_meets_them(
    service: LocalService, ask: Ask
) -> None:
    """An endless fault is taken away by a reset alone."""
    service.inject(Throttle(), times=None)
    seen = {ask("GET", "/domains")[0] for _ in range(20)}
    service.reset()

    assert ({429}, 200) == (seen, ask("GET", "/domains")[0])


@pytest.mark.parametrize("times", [0, -1, 1.5, "2", True])
def test_inject_when_the_fault_would_never_strike_then_it_is_refused(
    service: LocalService, times: Any
) -> None:
    """A fault that is injected strikes."""
    with pytest.raises(ValueError, match=f"must be at least 1 or None, not {times!r}"):
        service.inject(Throttle(), times=times)


@pytest.mark.parametrize("fault", [Throttle, None, "Throttle"])
def test_inject_when_it_is_no_fault_then_it_is_refused(service: LocalService, fault: Any) -> None:
    """A class is easily taken for a fault, and would fail when a request meets it."""
    with pytest.raises(TypeError, match=r"for example Throttle\(\), not "):
        service.inject(fault)

    assert 200 == service.client().list_domains()["ResponseMetadata"]["HTTPStatusCode"]

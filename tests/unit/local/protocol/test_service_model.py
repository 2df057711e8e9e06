"""Route requests by the service model."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from threading import Barrier
from typing import Any
from urllib.parse import quote

import pytest
from botocore.loaders import Loader

from cpkit.local.protocol import service_model
from cpkit.local.protocol.service_model import Operation, ServiceKnowledge, knowledge


@pytest.mark.parametrize("operation", knowledge().operations.values(), ids=lambda o: o.name)
def test_route_when_its_labels_are_filled_then_its_operation_is_found(operation: Operation) -> None:
    """No operation of the service hides another one."""
    path = "".join(
        f"/{quote('a/b', safe='')}" if segment.startswith("{") else f"/{segment}"
        for segment in operation.segments
    )
    found = knowledge().route(operation.method, path)

    assert found is not None
    assert (operation.name, {"a/b"} if operation.labels else set()) == (
        found[0].name,
        set(found[1].values()),
    )


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/"),
        ("GET", ""),
        ("GET", "/domains/"),
        ("PATCH", "/domains/Shop"),
        ("GET", "/Domains/Shop"),
        ("GET", "/domains/Shop/"),
        ("GET", "/domains/Shop/nothing"),
    ],
)
def test_route_when_no_operation_has_it_then_there_is_none(method: str, path: str) -> None:
    """A path is matched whole, and letter by letter."""
    assert knowledge().route(method, path) is None


def test_knowledge_when_it_is_asked_for_twice_then_it_is_loaded_once() -> None:
    """The model is large."""
    assert knowledge() is knowledge()


def test_statuses_when_they_are_read_then_they_are_the_models() -> None:
    """Errors have the statuses that the model says."""
    assert {
        "AccessDeniedException": 403,
        "BadRequestException": 400,
        "InternalServerException": 500,
        "ResourceNotFoundException": 404,
        "ThrottlingException": 429,
    }.items() <= knowledge().error_statuses.items()


def test_model_when_many_threads_need_it_at_first_then_it_is_loaded_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Loading takes a good part of a second, and as many times that as there are threads."""
    loads: list[str] = []
    load = Loader.load_service_model

    def counted(self: Loader, service_name: str, *arguments: Any) -> Any:
        loads.append(service_name)
        return load(self, service_name, *arguments)

    monkeypatch.setattr(Loader, "load_service_model", counted)
    module: Any = service_model
    monkeypatch.setattr(module, "_loaded", lru_cache(module._loaded.__wrapped__))
    barrier = Barrier(8)

    def need(_: int) -> ServiceKnowledge:
        barrier.wait()
        return knowledge()

    with ThreadPoolExecutor(8) as pool:
        known = list(pool.map(need, range(8)))

    assert ["customer-profiles"] == loads
    assert 1 == len({id(one) for one in known})

"""Route requests by the service model."""

from __future__ import annotations

from urllib.parse import quote

import pytest

from cpkit.local.protocol.service_model import Operation, knowledge


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

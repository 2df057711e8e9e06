"""What a call knows of its operation."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from botocore.model import ServiceModel

from cpkit.client.operations import Operation, operation

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.mark.parametrize(
    ("name", "writes"),
    [
        ("CreateDomain", True),
        ("UpdateDomain", True),
        ("DeleteDomain", True),
        ("GetDomain", False),
        ("ListDomains", False),
    ],
)
def test_operation_when_looked_up_then_its_errors_and_whether_it_writes(
    plain_client: Callable[..., Any], name: str, *, writes: bool
) -> None:
    """The installed model says which errors there are."""
    errors = {
        "AccessDeniedException": None,
        "BadRequestException": None,
        "InternalServerException": None,
        "ResourceNotFoundException": None,
        "ThrottlingException": None,
    }
    assert Operation(name, writes, errors) == operation(plain_client(), name)


def test_operation_when_the_model_says_to_repeat_then_it_is_known() -> None:
    """A newer model may mark errors, or give them another code."""
    document: Any = {
        "metadata": {},
        "operations": {
            "GetDomain": {
                "name": "GetDomain",
                "errors": [{"shape": "A"}, {"shape": "B"}, {"shape": "C"}],
            }
        },
        "shapes": {
            "A": {"type": "structure", "members": {}, "retryable": {"throttling": True}},
            "B": {"type": "structure", "members": {}, "retryable": {"throttling": False}},
            "C": {"type": "structure", "members": {}, "error": {"code": "Sea"}},
        },
    }
    client = SimpleNamespace(meta=SimpleNamespace(service_model=ServiceModel(document)))
    expected = {"A": "throttling", "B": "transient", "Sea": None}
    assert expected == operation(client, "GetDomain").errors

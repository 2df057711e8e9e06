"""What a call knows of its operation."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from botocore.config import Config
from botocore.model import ServiceModel

from cpkit.client.boto.operation import Operation, operation

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
    client = plain_client(config=Config(retries={"total_max_attempts": 1}))
    target = "the region, which is eu-central-1"
    assert Operation(name, writes, errors, target) == operation(client, name)


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:8080",
        "https://vpce-1.profile.eu-central-1.vpce.amazonaws.com",
        "https://profile.eu-west-1.amazonaws.com",
    ],
)
def test_operation_when_the_endpoint_is_not_the_regions_then_it_is_the_target(
    plain_client: Callable[..., Any], url: str
) -> None:
    """What decides where a request goes is what there is to check."""
    known = operation(plain_client(endpoint_url=url), "GetDomain")
    assert f"endpoint_url, which is {url}" == known.target


def test_operation_when_the_endpoint_is_of_another_kind_then_the_region_is_the_target(
    plain_client: Callable[..., Any],
) -> None:
    """Endpoints for FIPS are the region's own."""
    client = plain_client(region_name="us-east-1", config=Config(use_fips_endpoint=True))
    assert "the region, which is us-east-1" == operation(client, "GetDomain").target


@pytest.mark.parametrize(
    ("retries", "requests"),
    [({"mode": "legacy"}, 5), ({"mode": "standard"}, 3), ({"total_max_attempts": 2}, 2)],
)
def test_operation_when_a_client_repeats_itself_then_it_is_known(
    plain_client: Callable[..., Any], retries: Any, requests: int
) -> None:
    """An error must know how much it does not know."""
    client = plain_client(config=Config(retries=retries))
    assert requests == operation(client, "GetDomain").requests_per_attempt


def test_operation_when_the_model_says_to_repeat_then_it_is_known() -> None:
    """A newer model may mark errors, or give them another code."""
    document: Any = {
        "metadata": {"endpointPrefix": "profile"},
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
    meta = SimpleNamespace(
        service_model=ServiceModel(document),
        endpoint_url="https://host",
        region_name="eu-central-1",
        config=Config(),
    )
    client = SimpleNamespace(meta=meta)
    expected = {"A": "throttling", "B": "transient", "Sea": None}
    assert expected == operation(client, "GetDomain").errors

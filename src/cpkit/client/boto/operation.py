"""The service's operations, as far as a call must know them before it is sent."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final, Literal
from urllib.parse import urlsplit

import attrs

if TYPE_CHECKING:
    from botocore.model import OperationModel

__all__ = ["Operation", "RetryKind", "operation", "requests_per_attempt"]

RetryKind = Literal["throttling", "transient"]
"""Why a failure is worth a retry, which decides how long to wait."""

_READING = ("Get", "List")
_ATTEMPTS_BY_MODE: Final = {"legacy": 5, "standard": 3, "adaptive": 3}


@attrs.frozen
class Operation:
    """One operation, as the installed model and its own name describe it."""

    name: str
    """The wire name, such as ``UpdateDomain``."""
    writes: bool
    """Whether it can change anything."""
    errors: Mapping[str, RetryKind | None]
    """The codes of the errors that the model lists, and whether it says to retry them."""
    target: str = "the region"
    """What decides where it is sent, as an error's text names it."""
    requests_per_attempt: int = 1
    """How many requests the client itself makes of one attempt at most."""
    output: Any = attrs.field(default=None, eq=False, repr=False)
    """The shape of what it returns."""


def operation(client: Any, name: str) -> Operation:
    """Return what the model that a client carries says of an operation.

    Args:
        client: The boto3 client that will send it.
        name: The wire name, such as ``UpdateDomain``.

    Returns:
        What is known of it.
    """
    model: OperationModel = client.meta.service_model.operation_model(name)
    errors: dict[str, RetryKind | None] = {}
    for shape in model.error_shapes:
        code: str = shape.metadata.get("error", {}).get("code") or shape.name
        errors[code] = _kind(shape.metadata.get("retryable"))
    return Operation(
        name,
        not name.startswith(_READING),
        errors,
        _target(client),
        requests_per_attempt(client),
        model.output_shape,
    )


def requests_per_attempt(client: Any) -> int:
    """Return how many requests a client makes of one call at most, by its own retries.

    Args:
        client: The boto3 client.

    Returns:
        1 where it retries nothing.
    """
    retries: Mapping[str, Any] = client.meta.config.retries or {}
    mode = retries.get("mode", "legacy")
    total: int = retries.get("total_max_attempts", _ATTEMPTS_BY_MODE.get(mode, 1))
    return total


def _target(client: Any) -> str:
    """Return the region, or the endpoint where the region does not decide it."""
    url: str = client.meta.endpoint_url
    region: str = client.meta.region_name
    host = urlsplit(url).hostname or ""
    prefix = client.meta.service_model.endpoint_prefix
    if host.startswith((f"{prefix}.{region}.", f"{prefix}-fips.{region}.")):
        return f"the region, which is {region}"
    return f"endpoint_url, which is {url}"


def _kind(trait: Mapping[str, object] | None) -> RetryKind | None:
    if trait is None:
        return None
    return "throttling" if trait.get("throttling") else "transient"

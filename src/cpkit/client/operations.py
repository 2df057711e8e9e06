"""The service's operations, as far as a call must know them before it is sent."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal

import attrs

if TYPE_CHECKING:
    from botocore.model import OperationModel

__all__ = ["Operation", "RetryKind", "operation"]

RetryKind = Literal["throttling", "transient"]
"""Why a failure is worth another attempt, which decides how long to wait."""

_READING = ("Get", "List")


@attrs.frozen
class Operation:
    """One operation, as the installed model and its own name describe it."""

    name: str
    """The wire name, such as ``UpdateDomain``."""
    writes: bool
    """Whether it can change anything."""
    errors: Mapping[str, RetryKind | None]
    """The codes of the errors that the model lists, and whether it says to repeat them."""


def operation(client: Any, name: str) -> Operation:
    """Look an operation up in the model that a client carries.

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
    return Operation(name, not name.startswith(_READING), errors)


def _kind(trait: Mapping[str, object] | None) -> RetryKind | None:
    if trait is None:
        return None
    return "throttling" if trait.get("throttling") else "transient"

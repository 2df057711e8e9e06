"""What an error that the service answered says, read from boto3's exception without trusting it."""

from collections.abc import Mapping
from typing import Any

from botocore.exceptions import ClientError

__all__ = ["code", "hint", "message", "repeats", "request_id", "status"]


def code(error: ClientError) -> str:
    """Read the error's code; the status where it has none, nothing where that is not known."""
    return _text(error, "Code") or str(status(error) or "")


def message(error: ClientError) -> str:
    """Read the service's message; empty where the answer had none."""
    return _text(error, "Message")


def status(error: ClientError) -> int:
    """Read the HTTP status; 0 where it is not known."""
    value = _metadata(error).get("HTTPStatusCode")
    return value if isinstance(value, int) else 0


def request_id(error: ClientError) -> str | None:
    """Read the service's id of the request."""
    value = _metadata(error).get("RequestId")
    return value if isinstance(value, str) else None


def repeats(error: Exception) -> int:
    """Read how often botocore itself repeated the request before it gave up."""
    value = _metadata(error).get("RetryAttempts") if isinstance(error, ClientError) else None
    return value if isinstance(value, int) else 0


def hint(error: Exception) -> float | None:
    """Read how many seconds the service asked to wait, from ``x-amz-retry-after``.

    Args:
        error: What boto3 raised.

    Returns:
        The seconds, or ``None`` where the header is missing or no number of milliseconds.
    """
    if not isinstance(error, ClientError):
        return None
    headers: Mapping[str, object] = _metadata(error).get("HTTPHeaders", {})
    try:
        seconds = int(str(headers.get("x-amz-retry-after"))) / 1000
    except (ValueError, OverflowError):
        return None
    return seconds if seconds >= 0 else None


def _metadata(error: ClientError) -> Mapping[str, Any]:
    response: Mapping[str, Any] = error.response
    metadata: Mapping[str, Any] = response.get("ResponseMetadata", {})
    return metadata


def _text(error: ClientError, key: str) -> str:
    response: Mapping[str, Any] = error.response
    value = response.get("Error", {}).get(key)
    return value if isinstance(value, str) else ""

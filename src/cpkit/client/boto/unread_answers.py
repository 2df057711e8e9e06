"""Errors that were answered, and that the libraries below stumbled over before they told them.

botocore's parser ends in exceptions of Python's own where an error's body is JSON but no object or
where its code is no text, and urllib3 does at a 303 whose target it was told not to follow. The
answer's status is known all the same, and decides.
"""

from collections.abc import Mapping
from typing import Any, Final, cast

from botocore.exceptions import ClientError

from cpkit.client.boto.origins import argument, was_raised_in

__all__ = ["refusal"]

_FIRST_REDIRECT = 300
_PARSERS: Final = (
    ("botocore.parsers", "parse", "response"),
    ("botocore.endpoint", "_add_modeled_error_fields", "response_dict"),
)
"""Who holds the answer as a dict, and by which name."""


def refusal(error: Exception, operation: str) -> ClientError | None:
    """Make what botocore would have raised, had it been able to read the answer.

    Args:
        error: What was raised instead.
        operation: The operation's name.

    Returns:
        An error of the answer's status and headers, without a message; ``None`` where ``error``
        tells what it has to, or where the answer claims success.
    """
    if isinstance(error, ClientError) or was_raised_in(error, "botocore.credentials"):
        return None
    status, headers = _answer(error)
    if status < _FIRST_REDIRECT:
        return None
    code = headers.get("x-amzn-errortype", str(status)).partition(":")[0].rpartition("#")[2]
    metadata: Any = {
        "HTTPStatusCode": status,
        "HTTPHeaders": headers,
        "RequestId": headers.get("x-amzn-requestid"),
    }
    return ClientError(
        {"Error": {"Code": code, "Message": ""}, "ResponseMetadata": metadata}, operation
    )


def _answer(error: Exception) -> tuple[int, Mapping[str, str]]:
    for module, function, name in _PARSERS:
        held = cast("dict[str, Any] | None", argument(error, module, function, name))
        if held is not None:
            return held["status_code"], _lower(held["headers"])
    sent: Any = argument(error, "urllib3.connectionpool", "urlopen", "response")
    if sent is None:
        return 0, {}
    sent.close()  # nobody else will: urllib3 has lost it
    return sent.status, _lower(sent.headers)


def _lower(headers: Mapping[str, str]) -> dict[str, str]:
    return {name.lower(): value for name, value in headers.items()}

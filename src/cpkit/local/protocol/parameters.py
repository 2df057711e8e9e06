"""Read the parameters of an operation from a request, where the model places each.

Assumed: a `null` counts as absent, an unknown name in the query string is ignored, and a body that
is not a JSON object is rejected with BadRequestException.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, NoReturn
from urllib.parse import parse_qs

from botocore.model import ListShape

from cpkit.local.protocol.constraints import is_list, is_mapping
from cpkit.local.protocol.responses import bad_request

if TYPE_CHECKING:
    from collections.abc import Mapping

    from botocore.model import Shape

    from cpkit.local.protocol.service_model import Operation

_INTEGER = re.compile(r"-?[0-9]{1,20}", re.ASCII)


def parse(
    operation: Operation, labels: Mapping[str, str], query: str, body: bytes
) -> dict[str, Any]:
    """Collect the members of a request from its path, its query string and its body.

    Args:
        operation: The operation that the request was routed to.
        labels: The members that stood in the path, decoded.
        query: The query string, still percent-encoded.
        body: The body; an empty one means `{}`.

    Returns:
        The members by wire name, not yet checked.

    Raises:
        RejectedError: The body is not a JSON object, or repeats what the path or query contains.
    """
    members = _read_body(body)
    members_elsewhere = labels.keys() | operation.query.keys()
    if repeated := sorted(members_elsewhere & members.keys()):
        raise bad_request(f"{repeated[0]} must not be in the body of {operation.name}")
    members.update(labels)
    if operation.query and query:
        members.update(_read_query(operation, query))
    return members


def _read_query(operation: Operation, query: str) -> dict[str, object]:
    texts = parse_qs(query, keep_blank_values=True)
    return {
        member: _convert(shape, texts[name])
        for member, (name, shape) in operation.query.items()
        if name in texts
    }


def _convert(shape: Shape, texts: list[str]) -> object:
    if isinstance(shape, ListShape):
        return texts
    if shape.type_name == "integer" and _INTEGER.fullmatch(texts[-1]):
        return int(texts[-1])
    return texts[-1]


def _read_body(body: bytes) -> dict[str, Any]:
    if not body:
        return {}
    try:
        value: object = json.loads(body.decode(), parse_constant=_reject_constant)
        if b"null" in body:
            value = _without_nulls(value)
    except (ValueError, RecursionError) as error:
        raise bad_request("The body of the request is not valid JSON") from error
    if not is_mapping(value):
        raise bad_request("The body of the request must be a JSON object")
    return dict(value)


def _reject_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


def _without_nulls(value: object) -> object:
    if is_mapping(value):
        return {name: _without_nulls(item) for name, item in value.items() if item is not None}
    if is_list(value):
        return [_without_nulls(item) for item in value]
    return value

"""Reject malformed responses before botocore turns them into empty successes, and read the rest."""

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final, TypeVar, cast

from botocore.exceptions import ResponseStreamingError

from cpkit.errors import ValidationError

__all__ = [
    "UnreadableResponseError",
    "mistyped",
    "page",
    "read",
    "reject_broken_bodies",
    "text_member",
]

T = TypeVar("T")

_FIRST_REDIRECT = 300
_EMPTY_OBJECT = "2"
_MOST_DIGITS = 20
_CODES = ("__type", "code")
_MOTO = b"Not yet implemented"


class UnreadableResponseError(Exception):
    """A response that claims success cannot be read; used inside cpkit alone."""


def reject_broken_bodies(
    response_dict: dict[str, Any],
    operation_model: Any,
    customized_response_dict: dict[str, Any],
    **_: object,
) -> None:
    """Let botocore parse only what it will not misread; registered on clients that cpkit makes.

    A success must be a JSON object whose members have the types that the model says; nothing at
    all is a success where the model has no members. A list that is missing becomes an empty one,
    so that a page without items differs from half a document. The body of an error that botocore
    cannot parse is emptied, so that its status still counts.

    Args:
        response_dict: What botocore is about to parse.
        operation_model: The operation's model.
        customized_response_dict: What replaces that which botocore parses.

    Raises:
        ResponseStreamingError: If the response claims success and is shorter than announced.
        UnreadableResponseError: If the response claims success and is malformed.
    """
    body: bytes = response_dict["body"]
    if response_dict["status_code"] >= _FIRST_REDIRECT:
        if not _is_error_body(body):
            response_dict["body"] = b""
        return
    _check_length(body, response_dict["headers"])
    shape = operation_model.output_shape
    members: Mapping[str, Any] = {} if shape is None else shape.members
    if members or body.strip():
        document = _document(body)
        if members and (path := mistyped(document, shape)) is not None:
            raise UnreadableResponseError(f"a member has the wrong type: {path}")
        customized_response_dict.update(_left_out(document, members))


def _check_length(body: bytes, headers: Mapping[str, str]) -> None:
    """Check what botocore tells urllib3 not to: whether all that was announced has arrived."""
    announced = headers.get("content-length", "")
    if announced.isdecimal() and len(announced) < _MOST_DIGITS and int(announced) > len(body):
        raise ResponseStreamingError(error=f"{len(body)} bytes of {announced}")


def _document(body: bytes) -> dict[str, Any]:
    if not body.strip():
        raise UnreadableResponseError("its body is empty")
    try:
        document: object = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise UnreadableResponseError("its body is not JSON") from error
    if not isinstance(document, dict):
        raise UnreadableResponseError("its body is not a JSON object")
    return cast("dict[str, Any]", document)


def _is_error_body(body: bytes) -> bool:
    """Return whether botocore's parser can read the body of an error."""
    if body == _MOTO:
        return True  # its text is all that says who has responded
    try:
        document = _document(body)
    except UnreadableResponseError:
        return False
    return all(isinstance(document.get(name), str | None) for name in _CODES)


def _left_out(document: dict[str, Any], members: Mapping[str, Any]) -> dict[str, Any]:
    """Return empty lists for those a document leaves out, or the map where that is all."""
    missing: dict[str, Any] = {}
    for name, member in members.items():
        type_name = member.type_name
        is_only_map = type_name == "map" and len(members) == 1
        if document.get(name) is None and (type_name == "list" or is_only_map):
            missing[name] = [] if type_name == "list" else {}
    return missing


def read(convert: Callable[[Mapping[str, Any]], T], response: object) -> T:
    """Convert a response, or a part of one.

    Args:
        convert: What makes a value of it, rejecting what lacks a required member.
        response: What boto3 returned, without its metadata.

    Returns:
        The value.

    Raises:
        UnreadableResponseError: If a required member is missing or has the wrong type.
    """
    if not isinstance(response, dict):
        raise UnreadableResponseError("an item of it is not an object")
    try:
        return convert(cast("dict[str, Any]", response))
    except ValidationError as error:
        # Paths alone: what the service responded may be a key or a queue.
        paths = ", ".join(dict.fromkeys(problem.path for problem in error.problems))
        raise UnreadableResponseError(
            f"a member is missing or has the wrong type: {paths}"
        ) from error


def text_member(response: Mapping[str, Any], name: str) -> str:
    """Read a required string.

    Args:
        response: What boto3 returned.
        name: The member.

    Returns:
        The string.

    Raises:
        UnreadableResponseError: If it is missing or not a string.
    """
    value = response.get(name)
    if not isinstance(value, str):
        raise UnreadableResponseError(f"a member is missing or has the wrong type: {name}")
    return value


def page(response: Mapping[str, Any], items: str) -> tuple[Iterable[object], str | None]:
    """Read one page of a list.

    Clients that cpkit makes validate the body and always return the items. Of a client passed in,
    a page without items is believed only where the body was ``{}``: an HTML page or half a document
    looks just the same.

    Args:
        response: What boto3 returned.
        items: The member that contains the items.

    Returns:
        The items, and the token of the next page if there is one.

    Raises:
        UnreadableResponseError: If items or token are malformed.
    """
    token = response.get("NextToken")
    found: list[object] | None = response.get(items)
    if found is None and token is None and not _was_empty_object(response):
        raise UnreadableResponseError(f"a member is missing or has the wrong type: {items}")
    if not isinstance(token, str | None) or not _is_encodable(token or ""):
        raise UnreadableResponseError("a member is missing or has the wrong type: NextToken")
    return found or (), token or None


def _is_encodable(text: str) -> bool:
    """Return whether text can be sent back: JSON may contain half of a surrogate pair."""
    return text.encode(errors="replace").decode() == text


def _was_empty_object(response: Mapping[str, Any]) -> bool:
    headers: Mapping[str, str] = response.get("ResponseMetadata", {}).get("HTTPHeaders", {})
    return headers.get("content-length") == _EMPTY_OBJECT


_STRING: Final[set[type]] = {str}
_TYPES: Final[Mapping[str, set[type]]] = {
    "blob": _STRING,
    "boolean": {bool},
    "double": {float, int},
    "float": {float, int},
    "integer": {int},
    "list": {list},
    "long": {int},
    "map": {dict},
    "string": _STRING,
    "structure": {dict},
    "timestamp": {float, int, str},
}
"""What JSON has for each type of the model; what is not here can be anything.

botocore converts what it reads instead: any boolean but ``true`` switches something off, a string
where a list belongs becomes its letters, and 1.5 becomes 1. Read so and sent back, such a response
would destroy settings.
"""


def mistyped(value: object, shape: Any) -> str | None:
    """Find a value of another type than the model says.

    ``null`` stands for a member that is left out, and members that the model does not know can be
    anything: both may come from a service that is newer.

    Args:
        value: What was read from JSON.
        shape: Its shape in the model.

    Returns:
        The path of the first one; ``None`` if there is none.
    """
    path = _find(value, shape)
    return None if path is None else path.removeprefix(".")


def _find(value: object, shape: Any) -> str | None:
    allowed = _TYPES.get(shape.type_name)
    if value is None or allowed is None:
        return None
    if type(value) not in allowed:
        return ""
    inside = _INSIDE.get(shape.type_name)
    return None if inside is None else inside(value, shape)


def _in_structure(value: Any, shape: Any) -> str | None:
    members: Mapping[str, Any] = shape.members
    for name, item in cast("dict[str, object]", value).items():
        member = members.get(name)
        if member is not None and (path := _find(item, member)) is not None:
            return f".{name}{path}"
    return None


def _in_list(value: Any, shape: Any) -> str | None:
    return _in_items(enumerate(cast("list[object]", value)), value, shape.member)


def _in_map(value: Any, shape: Any) -> str | None:
    items = cast("dict[str, object]", value)
    return _in_items(items.items(), items.values(), shape.value)


def _in_items(named: Any, items: Any, shape: Any) -> str | None:
    # Nearly all lists and maps are of strings, which need no look one by one.
    if shape.type_name == "string" and set(map(type, items)) <= _STRING:
        return None
    for name, item in named:
        if (path := _find(item, shape)) is not None:
            return f"[{name}]{path}" if isinstance(name, int) else path
    return None


_INSIDE: Final[Mapping[str, Callable[[Any, Any], str | None]]] = {
    "list": _in_list,
    "map": _in_map,
    "structure": _in_structure,
}

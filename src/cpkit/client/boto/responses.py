"""Answers that are none: found before botocore makes an empty success of them."""

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar, cast

from botocore.exceptions import ResponseStreamingError
from botocore.parsers import ResponseParserError

from cpkit.client.boto.origins import was_raised_in
from cpkit.client.boto.response_types import mistyped
from cpkit.errors import ValidationError

__all__ = [
    "UnreadableAnswerError",
    "is_unreadable",
    "page",
    "read",
    "refuse_broken_bodies",
    "text_member",
]

T = TypeVar("T")

_FIRST_REDIRECT = 300
_EMPTY_OBJECT = "2"
_MOST_DIGITS = 20
_PARSER_LEAKS = (
    ArithmeticError,
    AttributeError,
    LookupError,
    OSError,
    RuntimeError,
    TypeError,
    ValueError,
)


class UnreadableAnswerError(Exception):
    """Say inside cpkit what is wrong with an answer that claims success."""


def refuse_broken_bodies(
    response_dict: dict[str, Any],
    operation_model: Any,
    customized_response_dict: dict[str, Any],
    **_: object,
) -> None:
    """Let botocore parse only what it will not misread; registered on clients that cpkit makes.

    A success must be a JSON object, and its members of the kind that the model says. Nothing at
    all is a success where the model has no members. A list that is missing becomes an empty one,
    so that a page without items can be told from an answer that is none. An error's body that is
    no object is emptied, so that its status still counts: the parser would end in an exception of
    Python's own.

    Args:
        response_dict: What botocore is about to parse.
        operation_model: What was called.
        customized_response_dict: What goes before that which botocore parses.

    Raises:
        ResponseStreamingError: If the answer claims success and is shorter than it says.
        UnreadableAnswerError: If the answer claims success and is none.
    """
    body: bytes = response_dict["body"]
    if response_dict["status_code"] >= _FIRST_REDIRECT:
        if not _is_object(body):
            response_dict["body"] = b""
        return
    _check_length(body, response_dict["headers"])
    shape = operation_model.output_shape
    members: Mapping[str, Any] = {} if shape is None else shape.members
    if members or body.strip():
        document = _document(body)
        if members and (path := mistyped(document, shape)) is not None:
            raise UnreadableAnswerError(f"a member has the wrong type: {path}")
        customized_response_dict.update(_left_out(document, members))


def _check_length(body: bytes, headers: Mapping[str, str]) -> None:
    """Look at what botocore tells urllib3 not to: whether all that was announced has come."""
    announced = headers.get("content-length", "")
    if announced.isdecimal() and len(announced) < _MOST_DIGITS and int(announced) > len(body):
        raise ResponseStreamingError(error=f"{len(body)} bytes of {announced}")


def _document(body: bytes) -> dict[str, Any]:
    if not body.strip():
        raise UnreadableAnswerError("its body is empty")
    try:
        document: object = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise UnreadableAnswerError("its body is no JSON") from error
    if not isinstance(document, dict):
        raise UnreadableAnswerError("its body is no JSON object")
    return cast("dict[str, Any]", document)


def _is_object(body: bytes) -> bool:
    try:
        _document(body)
    except UnreadableAnswerError:
        return False
    return True


def _left_out(document: dict[str, Any], members: Mapping[str, Any]) -> dict[str, Any]:
    """Give what stands for the lists that a document leaves out, or the map where that is all."""
    missing: dict[str, Any] = {}
    for name, member in members.items():
        kind = member.type_name
        if document.get(name) is None and (kind == "list" or (kind == "map" and len(members) == 1)):
            missing[name] = [] if kind == "list" else {}
    return missing


def is_unreadable(error: Exception) -> bool:
    """Say whether an exception means that an answer came which cannot be read.

    Args:
        error: What boto3, or a reader of this module, raised.

    Returns:
        Whether it is one of ours, or one of Python's own out of botocore's parser.
    """
    if isinstance(error, UnreadableAnswerError | ResponseParserError):
        return True
    return isinstance(error, _PARSER_LEAKS) and was_raised_in(error, "botocore.parsers")


def read(convert: Callable[[Mapping[str, Any]], T], answer: object) -> T:
    """Convert an answer, or a part of one.

    Args:
        convert: What makes a value of it, refusing what lacks a required member.
        answer: What boto3 returned, without its metadata.

    Returns:
        The value.

    Raises:
        UnreadableAnswerError: If a required member is missing or has the wrong type.
    """
    if not isinstance(answer, dict):
        raise UnreadableAnswerError("an item of it is no structure")
    try:
        return convert(cast("dict[str, Any]", answer))
    except ValidationError as error:
        # Paths alone: what the service answered may be a key or a queue.
        paths = ", ".join(dict.fromkeys(problem.path for problem in error.problems))
        raise UnreadableAnswerError(
            f"a member is missing or has the wrong type: {paths}"
        ) from error


def text_member(answer: Mapping[str, Any], name: str) -> str:
    """Read a required text.

    Args:
        answer: What boto3 returned.
        name: The member.

    Returns:
        The text.

    Raises:
        UnreadableAnswerError: If it is missing or no text.
    """
    value = answer.get(name)
    if not isinstance(value, str):
        raise UnreadableAnswerError(f"a member is missing or has the wrong type: {name}")
    return value


def page(answer: Mapping[str, Any], items: str) -> tuple[Iterable[object], str | None]:
    """Read one page of a list.

    Clients that cpkit makes look at the body and always give the items. Of one that was passed in,
    a page without items is believed only where the body was ``{}``: an HTML page or half a document
    looks just the same.

    Args:
        answer: What boto3 returned.
        items: The member that holds the items.

    Returns:
        The items, and the token of the next page if there is one.

    Raises:
        UnreadableAnswerError: If items or token are not what they should be.
    """
    token = answer.get("NextToken")
    found: list[object] | None = answer.get(items)
    if found is None and token is None and not _was_empty_object(answer):
        raise UnreadableAnswerError(f"a member is missing or has the wrong type: {items}")
    if not isinstance(token, str | None):
        raise UnreadableAnswerError("a member is missing or has the wrong type: NextToken")
    return found or (), token or None


def _was_empty_object(answer: Mapping[str, Any]) -> bool:
    headers: Mapping[str, str] = answer.get("ResponseMetadata", {}).get("HTTPHeaders", {})
    return headers.get("content-length") == _EMPTY_OBJECT

"""Answers that are none: found before botocore makes an empty success of them."""

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar, cast

from botocore.parsers import ResponseParserError

from cpkit.client.origins import was_raised_in
from cpkit.errors import InvalidSettingsError

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


def refuse_broken_bodies(response_dict: dict[str, Any], **_: object) -> None:
    """Let botocore parse only what is a JSON object; registered on clients that cpkit makes.

    A success whose body is no JSON object is refused. An error's body that is none is emptied, so
    that its status still counts: the parser would end in an exception of Python's own.

    Args:
        response_dict: What botocore is about to parse.

    Raises:
        UnreadableAnswerError: If the answer claims success and is no JSON object.
    """
    refusal = _what_is_wrong(response_dict["body"])
    if refusal is None:
        return
    if response_dict["status_code"] < _FIRST_REDIRECT:
        raise UnreadableAnswerError(refusal)
    response_dict["body"] = b""


def _what_is_wrong(body: bytes) -> str | None:
    if not body.strip():
        return "its body is empty"
    try:
        document = json.loads(body)
    except (ValueError, RecursionError):
        return "its body is no JSON"
    if not isinstance(document, dict):
        return "its body is no JSON object"
    return None


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
    except InvalidSettingsError as error:
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

    A page without items is believed only where the body was ``{}``: without botocore's own
    checks, an HTML page or half a document looks just the same.

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

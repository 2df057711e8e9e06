"""How a YAML text becomes a tree: YAML 1.2, with plain scalars read by few and certain rules.

ruamel.yaml says what the text consists of; what it means is decided here. A plain scalar is a
number only as JSON writes numbers, and true, false or null only in the spellings on which YAML
1.1 and 1.2 agree. Anything else is text: ``no``, ``12:30``, ``0366``, a date. Aliases, anchors,
tags and directives are refused, so a short text cannot mean a long one.

This module needs the extra ``yaml``.
"""

import re
from collections.abc import Iterator
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from cpkit.documents.limits import NUMBER, SURROGATE, UnreadableError, number
from cpkit.documents.trees import Node, TreeBuilder

__all__ = ["read_yaml"]

_DIRECTIVE = re.compile(r"(?:^|\r)(?=%)", re.MULTILINE)
_LONG_WORD = re.compile(r"""[^\s"']{10000,}""")
"""More than the longest text that settings have, with every character written as an escape."""
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_TRUTH = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_NO_NUMBER = re.compile(r"[+-]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")

_NO_TAG = "tags such as !!str are not read; write a text in quotes, and anything else as it is"


def read_yaml(text: str) -> Node:
    """Read a YAML document.

    Args:
        text: The document; `check_text` has passed it.

    Returns:
        The tree's root, which is a map.

    Raises:
        UnreadableError: It is no YAML, uses what is refused, or breaks a limit.
    """
    directive = _DIRECTIVE.search(text)
    if directive is not None:
        raise UnreadableError(
            "directives such as %YAML are not read; remove it, documents are YAML 1.2",
            directive.end(),
        )
    for word in _LONG_WORD.finditer(text):
        if "!" in word[0]:  # ruamel.yaml takes a second for a tag as long as a document
            raise UnreadableError(_NO_TAG, word.start())
    builder = TreeBuilder()
    for event in _events(text):
        _report(event, builder)
    return builder.tree()


def _events(text: str) -> Iterator[Any]:
    """Parse without building anything; the parser keeps its depth on no call stack."""
    parser: Any = YAML(typ="safe", pure=True)
    try:
        yield from parser.parse(text)
    except MarkedYAMLError as error:
        raise UnreadableError(f"no YAML: {_advice(error)}", _offset(error)) from None
    except (YAMLError, ValueError, OverflowError):  # an escape beyond Unicode, a percent-escape
        raise UnreadableError("no YAML: an escape means no character") from None


def _advice(error: Any) -> str:
    """Say what ruamel.yaml found, without what it quotes of the text: that may be a secret."""
    problem = str(error.problem or error.context)
    if "tag handle" in problem:
        return _NO_TAG
    if "mapping values are not allowed" in problem:
        return "a colon and a blank inside a text; put the text in quotes, or begin a new line"
    if "cannot start any token" in problem:
        return f"{problem}; indent with blanks, and put a text that begins with it in quotes"
    return problem


def _offset(error: Any) -> int | None:
    mark = error.problem_mark or error.context_mark
    return None if mark is None else int(mark.index)


def _report(event: Any, builder: TreeBuilder) -> None:
    """Tell the builder what an event says."""
    offset: int = event.start_mark.index
    match event:
        case NodeEvent():
            _refuse_properties(event, offset)
            _report_node(event, builder, offset)
        case MappingEndEvent() | SequenceEndEvent():
            builder.end()
        case DocumentStartEvent() if builder.root is not None:
            raise UnreadableError("a second document begins; a file holds one", offset)
        case _:
            pass


def _refuse_properties(event: Any, offset: int) -> None:
    if event.anchor is not None:  # an alias has one, too
        raise UnreadableError(
            "anchors (&) and aliases (*) are not read; write the value itself, and put a text "
            "that begins with one in quotes",
            offset,
        )
    if event.ctag is not None:
        raise UnreadableError(_NO_TAG, offset)


def _report_node(event: object, builder: TreeBuilder, offset: int) -> None:
    if builder.expects_key:
        if not isinstance(event, ScalarEvent):
            raise UnreadableError("a key is a text, not a map or a list", offset)
        builder.key(_text(event, offset), offset)
    elif isinstance(event, MappingStartEvent):
        builder.begin_map(offset)
    elif isinstance(event, SequenceStartEvent):
        builder.begin_list(offset)
    else:
        _report_scalar(event, builder, offset)


def _report_scalar(event: Any, builder: TreeBuilder, offset: int) -> None:
    text = _text(event, offset)
    is_plain = not event.style
    if is_plain and not text and builder.root is None:
        raise UnreadableError("the document is empty")
    builder.scalar(_meaning(text, offset) if is_plain else text, offset)


def _text(event: Any, offset: int) -> str:
    text: str = event.value
    if SURROGATE.search(text):
        raise UnreadableError("the text holds half of a surrogate pair", offset)
    return text


def _meaning(text: str, offset: int) -> Any:
    """Tell what a plain scalar means."""
    if text in _NULLS:
        return None
    if text in _TRUTH:
        return _TRUTH[text]
    if NUMBER.fullmatch(text):
        return number(text, offset)
    if _NO_NUMBER.fullmatch(text):
        raise UnreadableError(
            f"{text} is no number that settings can hold; put it in quotes if it is a text", offset
        )
    return text

"""How a YAML text becomes a tree: YAML 1.2, with plain scalars read by few and certain rules.

ruamel.yaml reports what the text consists of; what it means is decided here. A plain scalar is a
number only as JSON writes numbers, and true, false or null only in the spellings on which YAML
1.1 and 1.2 agree. Anything else is a string: ``no``, ``12:30``, ``0366``, a date. Aliases, anchors,
tags and directives are rejected, so a short text cannot mean a long one; and so are characters that
only look like a space or like punctuation, outside quotes.

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
from ruamel.yaml.scanner import Scanner

from cpkit.documents.read.lexical import NUMBER, number
from cpkit.documents.read.look_alikes import check_plain_scalar
from cpkit.documents.read.trees import Node, TreeBuilder
from cpkit.documents.syntax import UnreadableError
from cpkit.schema.json_types import SURROGATE
from cpkit.schema.suggestions import named

__all__ = ["read_yaml"]

_DIRECTIVE = re.compile(r"(?:^|\r)(?=%)", re.MULTILINE)
_OTHER_LINE_END = re.compile("[\x85\u2028\u2029]")
"""What ends lines in YAML 1.1 only; ruamel.yaml folds it to a blank, or reads it as a new line."""
_LONGEST_HEADER = 1000
"""How long the rest of a line may be behind the | or > of a block text, in characters."""
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_TRUTH = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_NO_NUMBER = re.compile(r"[+-]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")

_NO_TAG = (
    "YAML tags such as !!str are not allowed; write a string in quotes, and anything else as it is."
)


def read_yaml(text: str) -> Node:
    """Read a YAML document.

    Args:
        text: The document; `check_characters` has passed it.

    Returns:
        The tree's root, which is an object.

    Raises:
        UnreadableError: It is not YAML, uses what is rejected, or breaks a limit.
    """
    directive = _DIRECTIVE.search(text)
    if directive is not None:
        raise UnreadableError(
            "directives such as %YAML are not allowed; remove it, documents are YAML 1.2.",
            directive.end(),
        )
    line_end = _OTHER_LINE_END.search(text)
    if line_end is not None:
        escape = "\\N" if line_end[0] == "\x85" else f"\\u{ord(line_end[0]):X}"
        raise UnreadableError(
            f"the character {named(line_end[0])} ends a line for some readers only; write it as "
            f"{escape} in double quotes, or remove it.",
            line_end.start(),
        )
    builder = TreeBuilder()
    for event in _events(text):
        _report(event, builder)
    return builder.tree()


class _Scanner(Scanner):
    """Reject early what ruamel.yaml would misread, or read in the square of its length."""

    def scan_plain(self) -> Any:
        """Reject characters that only look like a space or like punctuation."""
        inherited: Any = super()
        token = inherited.scan_plain()
        if not token.value.isascii():
            start = token.start_mark.index
            check_plain_scalar(token.start_mark.buffer[start : token.end_mark.index], start)
        return token

    def scan_tag(self) -> Any:
        """Reject any tag; its decoding appends one character after the other."""
        scanner: Any = self
        raise UnreadableError(_NO_TAG, scanner.reader.get_mark().index)

    def scan_block_scalar_ignored_line(self, start_mark: Any) -> Any:
        """Reject a header that goes on and on; its blanks and comment are appended likewise."""
        scanner: Any = self
        inherited: Any = super()
        if not set(scanner.reader.prefix(_LONGEST_HEADER)) & set("\r\n\0"):
            raise UnreadableError(
                f"more than {_LONGEST_HEADER} characters behind the | or > of a block scalar; "
                "begin the string on a new line, and shorten the comment.",
                start_mark.index,
            )
        return inherited.scan_block_scalar_ignored_line(start_mark)


def _events(text: str) -> Iterator[Any]:
    """Parse without building anything; the parser keeps its depth on no call stack."""
    parser: Any = YAML(typ="safe", pure=True)
    parser.Scanner = _Scanner
    try:
        yield from parser.parse(text)
    except MarkedYAMLError as error:
        raise UnreadableError(f"not valid YAML: {_advice(error)}", _offset(error)) from None
    except (YAMLError, ValueError, OverflowError):  # an escape beyond Unicode
        raise UnreadableError("not valid YAML: an escape beyond Unicode; correct it.") from None


def _advice(error: Any) -> str:
    """Return what ruamel.yaml found, without what it quotes of the text: that may be a secret."""
    problem = str(error.problem or error.context)
    if "tag handle" in problem:
        return _NO_TAG
    if "mapping values are not allowed" in problem:
        return "a colon and a space inside a string; put the string in quotes, or begin a new line."
    if "cannot start any token" in problem:
        if r"'\t'" in problem:
            return "a tab where none is allowed; write spaces instead."
        return f"{problem}; put a string that begins with it in quotes."
    return f"{problem}; correct it."


def _offset(error: Any) -> int | None:
    mark = error.problem_mark or error.context_mark
    return None if mark is None else int(mark.index)


def _report(event: Any, builder: TreeBuilder) -> None:
    """Report an event to the builder."""
    offset: int = event.start_mark.index
    match event:
        case NodeEvent():
            _reject_properties(event, offset)
            _report_node(event, builder, offset)
        case MappingEndEvent() | SequenceEndEvent():
            builder.end()
        case DocumentStartEvent() if builder.root is not None:
            raise UnreadableError("a second document begins; write one in each file.", offset)
        case _:
            pass


def _reject_properties(event: Any, offset: int) -> None:
    if event.anchor is not None:  # an alias has one, too
        raise UnreadableError(
            "anchors (&) and aliases (*) are not allowed; write the value itself, and put a string "
            "that begins with one in quotes.",
            offset,
        )
    if event.ctag is not None:
        raise UnreadableError(_NO_TAG, offset)


def _report_node(event: object, builder: TreeBuilder, offset: int) -> None:
    if builder.expects_key:
        if not isinstance(event, ScalarEvent):
            raise UnreadableError("a key must be a string, not an object or a list.", offset)
        builder.key(_string(event, offset), offset)
    elif isinstance(event, MappingStartEvent):
        builder.begin_object(offset)
    elif isinstance(event, SequenceStartEvent):
        builder.begin_list(offset)
    else:
        _report_scalar(event, builder, offset)


def _report_scalar(event: Any, builder: TreeBuilder, offset: int) -> None:
    text = _string(event, offset)
    is_plain = not event.style
    if is_plain and not text:
        if builder.root is None:
            raise UnreadableError("the document is empty; it must be an object.")
        if builder.key_offset is not None:  # null has no place: ruamel.yaml names what follows
            offset = builder.key_offset
    builder.scalar(_meaning(text, offset) if is_plain else text, offset)


def _string(event: Any, offset: int) -> str:
    text: str = event.value
    if SURROGATE.search(text):
        raise UnreadableError("the string contains half of a surrogate pair; remove it.", offset)
    return text


def _meaning(text: str, offset: int) -> Any:
    """Return what a plain scalar means."""
    if text in _NULLS:
        return None
    if text in _TRUTH:
        return _TRUTH[text]
    if NUMBER.fullmatch(text):
        return number(text, offset)
    if _NO_NUMBER.fullmatch(text):
        raise UnreadableError(
            f"{text} is not a number that settings allow; put it in quotes if it is a string.",
            offset,
        )
    return text

"""How a JSON text is read: by the letter of RFC 8259, quickly, or with every place kept.

The standard library's parser is quick and knows no places. Where it, or what reads the values,
finds anything wrong, the text is read again here: by a parser that reports to the `TreeBuilder`,
which bounds depth, and so the recursion, before anything is built.
"""

import json
import re
from collections.abc import Mapping
from typing import Any, NoReturn

import attrs

from cpkit.documents.read.lexical import NUMBER, number
from cpkit.documents.read.look_alikes import replacement
from cpkit.documents.read.trees import MAX_NODES, Node, TreeBuilder
from cpkit.documents.syntax import UnreadableError
from cpkit.schema.json_types import SURROGATE, is_map
from cpkit.schema.suggestions import named

__all__ = ["read_json", "read_json_values"]

_TOKEN = re.compile(
    rf"""[ \t\n\r]*+(?:
        (?P<mark>[\[\]{{}}:,])
        | (?P<string>"[^"\\\x00-\x1f]*+(?:\\[^\x00-\x1f][^"\\\x00-\x1f]*+)*+")
        | (?P<number>{NUMBER.pattern})(?![0-9A-Za-z.+_-])
        | (?P<word>(?:true|false|null)\b)
        | (?P<end>\Z)
    )""",
    re.VERBOSE | re.ASCII,
)
_WORDS = {"true": True, "false": False, "null": None}

_MISTAKES = (
    (r"[+-]?(?:NaN|Infinity|inf|nan)\b", "NaN and infinity are not JSON numbers; write a number."),
    (r"(?:True|False|None|undefined)\b", "an unknown word; write true, false or null."),
    (r"//|/\*|#", "JSON has no comments; remove it, or write YAML."),
    (r"'", "a string in single quotes; use double quotes."),
    (r'"', "a string without a closing quote on its line, or with a tab in it; close it."),
    (r"[0-9.+-]", "not a JSON number; put it in double quotes if it is a string."),
    (r"[A-Za-z_]", "a string without quotes; put it in double quotes."),
)
"""What people write where JSON wants something else, and what to do about it."""

_ESCAPED_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")


def read_json_values(text: str) -> Mapping[str, Any] | None:
    """Read a JSON object with the standard library's parser.

    Args:
        text: The document; `check_characters` has passed it.

    Returns:
        What the text says, or ``None`` where only `read_json` can tell whether it is a document.
    """
    # A value is the document, or stands behind a comma or at the beginning of an object or a list.
    most_values = 1 + text.count(",") + text.count("{") + text.count("[")
    if most_values > MAX_NODES or _ESCAPED_SURROGATE.search(text):
        return None
    try:
        value: object = json.loads(
            text,
            object_pairs_hook=_object,
            parse_int=number,
            parse_float=number,
            parse_constant=_reject,
        )
    except (ValueError, RecursionError, UnreadableError):
        return None
    return value if is_map(value) else None


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) < len(pairs):
        _reject("a key twice")
    return members


def _reject(what: str) -> NoReturn:
    raise ValueError(what)


def read_json(text: str) -> Node:
    """Read a JSON document.

    Args:
        text: The document; `check_characters` has passed it.

    Returns:
        The tree's root, which is an object.

    Raises:
        UnreadableError: It is not JSON, or breaks a limit.
    """
    return _Reader(text).read()


@attrs.frozen
class _Token:
    kind: str
    """``string``, ``number``, ``word``, ``end``, or the character itself."""
    source: str
    offset: int


class _Reader:
    def __init__(self, text: str) -> None:
        self._text = text
        self._position = 0
        self._builder = TreeBuilder()

    def read(self) -> Node:
        token = self._next()
        if token.kind != "end":
            self._value(token)
            rest = self._next()
            if rest.kind != "end":
                raise UnreadableError(
                    "the document continues after its end; remove the rest.", rest.offset
                )
        return self._builder.tree()

    def _next(self) -> _Token:
        found = _TOKEN.match(self._text, self._position)
        if found is None:
            self._mistake()
        self._position = found.end()
        kind = str(found.lastgroup)
        source = found[kind]
        return _Token(source if kind == "mark" else kind, source, found.start(kind))

    def _mistake(self) -> NoReturn:
        rest = self._text[self._position :].lstrip(" \t\n\r")
        offset = len(self._text) - len(rest)
        for pattern, advice in _MISTAKES:
            if re.match(pattern, rest):
                raise UnreadableError(f"not valid JSON: {advice}", offset)
        if rest[0].isascii():
            raise UnreadableError(f"not valid JSON: unexpected {rest[0]!r}; remove it.", offset)
        raise UnreadableError(
            f"not valid JSON: the character {named(rest[0])}; {replacement(rest[0])}.", offset
        )

    def _value(self, token: _Token) -> None:
        builder, offset = self._builder, token.offset
        match token.kind:
            case "{":
                builder.begin_object(offset)
                self._members()
            case "[":
                builder.begin_list(offset)
                self._items()
            case "string":
                builder.scalar(_string(token), offset)
            case "number":
                builder.scalar(number(token.source, offset), offset)
            case "word":
                builder.scalar(_WORDS[token.source], offset)
            case _:
                _unexpected(token, "a value")

    def _members(self) -> None:
        token = self._next()
        while token.kind != "}":
            if token.kind != "string":
                _unexpected(token, "a key in double quotes")
            self._builder.key(_string(token), token.offset)
            colon = self._next()
            if colon.kind != ":":
                _unexpected(colon, "a colon after the key")
            self._value(self._next())
            token = self._after_comma("}")
        self._builder.end()

    def _items(self) -> None:
        token = self._next()
        while token.kind != "]":
            self._value(token)
            token = self._after_comma("]")
        self._builder.end()

    def _after_comma(self, closing: str) -> _Token:
        """Return the token after a comma, or the one that closes."""
        token = self._next()
        if token.kind == closing:
            return token
        if token.kind != ",":
            _unexpected(token, f"a comma or {closing}")
        after = self._next()
        if after.kind == closing:
            raise UnreadableError(
                f"not valid JSON: a comma before {closing}; remove it.", token.offset
            )
        return after


def _unexpected(token: _Token, wanted: str) -> NoReturn:
    if token.kind == "end":
        raise UnreadableError(
            f"not valid JSON: the document ends too early; add {wanted}.", token.offset
        )
    given = {"string": "a string", "number": "a number", "word": token.source}
    found = given.get(token.kind, token.kind)
    raise UnreadableError(f"not valid JSON: expected {wanted}, not {found}.", token.offset)


def _string(token: _Token) -> str:
    if "\\" not in token.source:
        return token.source[1:-1]
    try:
        text: str = json.loads(token.source)
    except json.JSONDecodeError as error:
        raise UnreadableError(
            "not valid JSON: an unknown escape; write \\\\ for a backslash.",
            token.offset + error.pos,
        ) from None
    if SURROGATE.search(text):
        raise UnreadableError(
            "the string contains half of a surrogate pair; remove it.", token.offset
        )
    return text

"""How a JSON text becomes a tree: by the letter of RFC 8259, and with every place kept.

The standard library's parser tells no places, reads ``NaN`` and duplicate keys, and ends in a
RecursionError where brackets are deep. This one reports to the `TreeBuilder`, which bounds depth,
and so the recursion, before anything is built.
"""

import json
import re
from typing import NoReturn

import attrs

from cpkit.documents.read.lexical import NUMBER, SURROGATE, number
from cpkit.documents.read.syntax import UnreadableError
from cpkit.documents.read.trees import Node, TreeBuilder

__all__ = ["read_json"]

_TOKEN = re.compile(
    rf"""[ \t\n\r]*+(?:
        (?P<mark>[\[\]{{}}:,])
        | (?P<text>"[^"\\\x00-\x1f]*+(?:\\[^\x00-\x1f][^"\\\x00-\x1f]*+)*+")
        | (?P<number>{NUMBER.pattern})(?![0-9A-Za-z.+_-])
        | (?P<word>(?:true|false|null)\b)
        | (?P<end>\Z)
    )""",
    re.VERBOSE | re.ASCII,
)
_WORDS = {"true": True, "false": False, "null": None}

_MISTAKES = (
    (r"[+-]?(?:NaN|Infinity|inf|nan)\b", "NaN and infinity are no JSON numbers"),
    (r"(?:True|False|None|undefined)\b", "JSON writes true, false and null"),
    (r"//|/\*|#", "JSON has no comments; YAML has"),
    (r"'", "JSON has texts in double quotes, not in single ones"),
    (r'"', "the text has no closing quote on its line, or holds a tab or a line's end"),
    (r"[0-9.+-]", "this is no JSON number; put it in double quotes if it is a text"),
    (r"[A-Za-z_]", "put texts in double quotes"),
)
"""What people write where JSON wants something else, and what to do about it."""


def read_json(text: str) -> Node:
    """Read a JSON document.

    Args:
        text: The document; `check_text` has passed it.

    Returns:
        The tree's root, which is a map.

    Raises:
        UnreadableError: It is no JSON, or breaks a limit.
    """
    return _Reader(text).read()


@attrs.frozen
class _Token:
    kind: str
    """``text``, ``number``, ``word``, ``end``, or the character itself."""
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
                    "the document goes on after its end; remove the rest", rest.offset
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
                raise UnreadableError(f"no JSON: {advice}", offset)
        raise UnreadableError(f"no JSON: {rest[0]!r} has no meaning here", offset)

    def _value(self, token: _Token) -> None:
        builder, offset = self._builder, token.offset
        match token.kind:
            case "{":
                builder.begin_map(offset)
                self._members()
            case "[":
                builder.begin_list(offset)
                self._items()
            case "text":
                builder.scalar(_text(token), offset)
            case "number":
                builder.scalar(number(token.source, offset), offset)
            case "word":
                builder.scalar(_WORDS[token.source], offset)
            case _:
                _unexpected(token, "a value")

    def _members(self) -> None:
        token = self._next()
        while token.kind != "}":
            if token.kind != "text":
                _unexpected(token, "a key in double quotes")
            self._builder.key(_text(token), token.offset)
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
        """Give the token after a comma, or the one that closes."""
        token = self._next()
        if token.kind == closing:
            return token
        if token.kind != ",":
            _unexpected(token, f"a comma or {closing}")
        after = self._next()
        if after.kind == closing:
            raise UnreadableError(f"no JSON: remove the comma before {closing}", token.offset)
        return after


def _unexpected(token: _Token, wanted: str) -> NoReturn:
    if token.kind == "end":
        raise UnreadableError(f"the document ends where {wanted} should be", token.offset)
    given = {"text": "a text", "number": "a number", "word": token.source}
    found = given.get(token.kind, token.kind)
    raise UnreadableError(f"no JSON: here should be {wanted}, not {found}", token.offset)


def _text(token: _Token) -> str:
    if "\\" not in token.source:
        return token.source[1:-1]
    try:
        text: str = json.loads(token.source)
    except json.JSONDecodeError as error:
        raise UnreadableError(
            "no JSON: a backslash begins an escape, and this is none; write \\\\ for a backslash",
            token.offset + error.pos,
        ) from None
    if SURROGATE.search(text):
        raise UnreadableError("the text holds half of a surrogate pair", token.offset)
    return text

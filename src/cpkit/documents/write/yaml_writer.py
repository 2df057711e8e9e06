"""JSON values as YAML that every reader reads alike, YAML 1.1 or 1.2.

Only what no reader can take for anything but a string stays without quotes; everything else is
written in double quotes and in ASCII, so neither ``no`` and ``12:30`` nor a reader's encoding can
change it.
"""

import json
import re
from collections.abc import Iterable, Mapping

from cpkit.documents.read.trees import JSONValue
from cpkit.problems import item, member

__all__ = ["yaml_lines"]

_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_./-]*")
_WORDS = frozenset({"false", "n", "no", "null", "off", "on", "true", "y", "yes"})
"""Words that some reader takes for something other than a string, in any case."""

_ESCAPED = re.compile(r'[^\x20-\x7e]|["\\]')
_ESCAPES = {"\n": "\\n", "\t": "\\t", '"': '\\"', "\\": "\\\\"}

_NUMBERED = (("x", 2), ("u", 4), ("U", 8))
"""The escapes by code, and how many digits they have."""

_LONGEST_KEY = 120
"""How long a key may be to stand before its colon; YAML readers look 1024 characters ahead."""


def yaml_lines(value: JSONValue, notes: Mapping[str, Iterable[str]], path: str = "") -> list[str]:
    """Return JSON values as lines: objects and lists in block style, anything else as one line.

    Args:
        value: What to write, as `cpkit.to_wire` returns it.
        notes: Lines of comment above members, by path.
        path: Where the value stands.
    """
    lines: list[str] = []
    if isinstance(value, dict):
        for name, below in value.items():
            place = member(path, name)
            lines += [f"# {note}" for note in notes.get(place, ())]
            inner = yaml_lines(below, notes, place)
            lines += _member(_written(name), below, inner)
    elif isinstance(value, list):
        for index, below in enumerate(value):
            inner = yaml_lines(below, notes, item(path, index))
            lines += _behind("-", inner)
    return lines or [_written(value)]


def _is_block(value: JSONValue) -> bool:
    return isinstance(value, dict | list) and bool(value)


def _member(key: str, value: JSONValue, lines: list[str]) -> list[str]:
    if len(key) > _LONGEST_KEY:
        return [f"? {key}", *_behind(":", lines)]
    if _is_block(value):
        return [f"{key}:", *(f"  {line}" for line in lines)]
    return [f"{key}: {lines[0]}"]


def _behind(mark: str, lines: list[str]) -> list[str]:
    return [f"{mark} {lines[0]}", *(f"  {line}" for line in lines[1:])]


def _written(value: JSONValue) -> str:
    """Return a string, number, boolean, null, or an empty object or list as YAML."""
    if isinstance(value, str):
        if _PLAIN.fullmatch(value) and value.lower() not in _WORDS:
            return value
        return f'"{_ESCAPED.sub(_escape, value)}"'
    if isinstance(value, float):
        return _float(value)
    return json.dumps(value)


def _escape(found: re.Match[str]) -> str:
    """Escape by code: what JSON calls a pair of surrogates is one escape in YAML."""
    if found[0] in _ESCAPES:
        return _ESCAPES[found[0]]
    digits = f"{ord(found[0]):X}"
    mark, width = next(escape for escape in _NUMBERED if len(digits) <= escape[1])
    return f"\\{mark}{digits:0>{width}}"


def _float(value: float) -> str:
    """Return a float with a point, without which YAML 1.1 reads a string."""
    mantissa, exponent, power = repr(value).partition("e")
    point = "" if "." in mantissa else ".0"
    return f"{mantissa}{point}{exponent}{power}"

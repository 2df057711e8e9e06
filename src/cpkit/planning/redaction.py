"""How values are shown in renderings, which end up in public places."""

import json
import re
from typing import Any

from cpkit.schema.clear import CLEAR
from cpkit.schema.json_types import is_map, is_sequence
from cpkit.schema.value import Value, members_of

__all__ = ["MASK", "identified", "masked", "plain", "shown"]

MASK = "***"
"""What stands for what is not shown."""

_USER = re.compile(r"(://)[^/?#\s]*@")
_QUERY = re.compile(r"(://[^?#\s]*\?)[^#\s]+")
_ACCOUNT_ID = re.compile(r"(?<!\d)(?:\d{12}|\d{4}-\d{4}-\d{4})(?!\d)")


def masked(text: str, *, reveal: bool) -> str:
    """Hide what gives access or tells whose account it is.

    Account ids go, or what could be one: twelve digits in a row, or in three groups. Of a URL, the
    user and the query go as well.
    """
    if reveal:
        return text
    return _ACCOUNT_ID.sub(MASK, _QUERY.sub(rf"\1{MASK}", _USER.sub(rf"\1{MASK}@", text)))


def identified(name: str, *, reveal: bool) -> str:
    """Write a domain's name: of what could be an account id the last four digits stay.

    Names that differ in nothing but digits would look the same otherwise, and whoever reads a plan
    must know which domain it is for.
    """
    return name if reveal else _ACCOUNT_ID.sub(lambda found: MASK + found[0][-4:], name)


def plain(value: Any, path: str, *, reveal: bool) -> Any:
    """Write a change's value as plain data, without account ids and tag values.

    Args:
        value: The value, as settings hold it.
        path: The wire path it stands at.
        reveal: Whether to show everything.

    Returns:
        What JSON can hold. A rule is the list of its attributes; `CLEAR` is an empty text.
    """
    if value is CLEAR:
        return ""
    if isinstance(value, str):
        if path == "DomainName":
            return identified(value, reveal=reveal)
        hidden = path.startswith("Tags") and not reveal
        return MASK if hidden else masked(str.__str__(value), reveal=reveal)
    if isinstance(value, Value):
        return _members(value, path, reveal=reveal)
    if is_map(value):
        return {key: plain(below, path, reveal=reveal) for key, below in value.items()}
    return [plain(below, path, reveal=reveal) for below in value] if is_sequence(value) else value


def _members(value: Value, path: str, *, reveal: bool) -> Any:
    known = members_of(type(value))
    if len(known) == 1 and is_sequence(only := getattr(value, known[0].field)):
        return plain(only, path, reveal=reveal)
    given = {entry.wire: getattr(value, entry.field) for entry in known}
    return {
        name: plain(below, path, reveal=reveal)
        for name, below in given.items()
        if below is not None
    }


def shown(value: object, path: str, *, reveal: bool) -> str:
    """Write a change's value on one line; nothing where there is none."""
    if value is None:
        return ""
    return json.dumps(plain(value, path, reveal=reveal), ensure_ascii=False)

"""How values are shown in renderings, which end up in public places."""

import json
import re
from typing import Any

from cpkit.schema.clear import CLEAR
from cpkit.schema.json_types import is_map, is_sequence
from cpkit.schema.value import Value, members_of

__all__ = ["MASK", "json_value", "masked", "masked_name", "shown"]

MASK = "***"
"""What stands for what is not shown."""

# Each pattern reads a text once: what one match has gone through, no other begins in.
_USER = re.compile(r"(://)[^/?#\s]*@")
_URL = re.compile(r"://[^#\s]*")
_ACCOUNT_ID = re.compile(r"(?<!\d)(?:\d{12}|\d{4}-\d{4}-\d{4})(?!\d)")


def masked(text: str, *, reveal: bool) -> str:
    """Return a text without what gives access or shows whose account it is.

    Account ids are masked, or what could be one: twelve digits in a row, or in three groups. Of a
    URL, the user and the query are masked as well.
    """
    if reveal:
        return text
    return _ACCOUNT_ID.sub(MASK, _URL.sub(_without_query, _USER.sub(rf"\1{MASK}@", text)))


def _without_query(url: re.Match[str]) -> str:
    place, mark, query = url[0].partition("?")
    return f"{place}{mark}{MASK if query else ''}"


def masked_name(name: str, *, reveal: bool) -> str:
    """Return a domain's name: of what could be an account id the last four digits stay.

    Names that differ in nothing but digits would look the same otherwise, and whoever reads a plan
    must know which domain it is for.
    """
    return name if reveal else _ACCOUNT_ID.sub(lambda number: MASK + number[0][-4:], name)


def json_value(value: Any, path: str, *, reveal: bool) -> Any:
    """Return a change's value as JSON has it, without account ids and tag values.

    Args:
        value: The value, as settings contain it.
        path: The wire path of the change.
        reveal: Whether to show everything.

    Returns:
        The value. A rule is the list of its attributes; `CLEAR` is an empty string.
    """
    if value is CLEAR:
        return ""
    if isinstance(value, str):
        if path == "DomainName":
            return masked_name(value, reveal=reveal)
        hidden = path.startswith("Tags") and not reveal
        return MASK if hidden else masked(str.__str__(value), reveal=reveal)
    if isinstance(value, Value):
        return _members(value, path, reveal=reveal)
    if is_map(value):
        return {key: json_value(below, path, reveal=reveal) for key, below in value.items()}
    is_list = is_sequence(value)
    return [json_value(below, path, reveal=reveal) for below in value] if is_list else value


def _members(value: Value, path: str, *, reveal: bool) -> Any:
    known = members_of(type(value))
    if len(known) == 1 and is_sequence(only := getattr(value, known[0].field)):
        return json_value(only, path, reveal=reveal)
    given = {entry.wire: getattr(value, entry.field) for entry in known}
    return {
        name: json_value(below, path, reveal=reveal)
        for name, below in given.items()
        if below is not None
    }


def shown(value: object, path: str, *, reveal: bool) -> str:
    """Return a change's value on one line; an empty string where there is none."""
    if value is None:
        return ""
    return json.dumps(json_value(value, path, reveal=reveal), ensure_ascii=False)

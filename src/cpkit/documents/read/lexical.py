"""Characters and numbers, which JSON and YAML documents have in common."""

import math
import re

from cpkit.documents.syntax import UnreadableError
from cpkit.schema.json_types import SURROGATE

__all__ = [
    "MAX_DIGITS",
    "NUMBER",
    "check_characters",
    "number",
]

MAX_DIGITS = 100
"""The longest number, in characters; a float that is written in full has about 55."""

NUMBER = re.compile(r"(-?(?:0|[1-9][0-9]*)(\.[0-9]+)?)([eE][+-]?[0-9]+)?")
"""A number as JSON writes it; YAML 1.2 reads these alike."""

_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no document contains but as an escape, by YAML's list."""

_CONFLICT = re.compile("^<<<<<<< ", re.MULTILINE)


def check_characters(text: str) -> None:
    """Reject characters that no document contains, wherever they stand, and marks of Git.

    Raises:
        UnreadableError: There is one.
    """
    conflict = _CONFLICT.search(text)
    if conflict is not None:
        raise UnreadableError(
            "a conflict of two versions, as Git marks it, begins here; choose one of them.",
            conflict.start(),
        )
    if text.startswith("\ufeff"):
        raise UnreadableError(
            "the document begins with a byte order mark; save it as UTF-8 without one.", 0
        )
    found = _UNPRINTABLE.search(text)
    if found is not None:
        what = "half of a surrogate pair" if SURROGATE.match(found[0]) else "a control character"
        raise UnreadableError(
            f"the document contains {what} (U+{ord(found[0]):04X}); write it as an escape in "
            "double quotes, or remove it.",
            found.start(),
        )


def number(text: str, offset: int = 0) -> int | float:
    """Read a number that `NUMBER` matches, exactly or not at all.

    Args:
        text: The number as it is written.
        offset: Where it stands.

    Raises:
        UnreadableError: It is too long, or a float cannot hold it.
    """
    if len(text) > MAX_DIGITS:
        raise UnreadableError(
            f"a number has {len(text)} characters; the longest allowed has {MAX_DIGITS}.", offset
        )
    if not set(text) & set(".eE"):
        return int(text)
    value = float(text)
    mantissa = re.split("[eE]", text)[0]
    if math.isinf(value) or (value == 0 and set(mantissa) & set("123456789")):
        raise UnreadableError("a number is too large or too small for a float.", offset)
    return value

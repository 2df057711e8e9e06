"""What every document is held against, whatever its format and before its contents count.

The limits lie well above the largest document that the service takes, and far below what could keep
a machine busy: its text, its depth, its number of values, and the digits of a number.
"""

import math
import re

from cpkit.documents.read.syntax import UnreadableError, syntax_error

__all__ = [
    "MAX_BYTES",
    "MAX_DEPTH",
    "MAX_DIGITS",
    "MAX_NODES",
    "NUMBER",
    "SURROGATE",
    "UNPRINTABLE",
    "check_size",
    "check_text",
    "number",
]

MAX_BYTES = 2 * 1024 * 1024
"""The longest text, in bytes of UTF-8; one with every member full of escapes has 1.4 million."""

MAX_DEPTH = 32
"""How deep maps and lists may stand in each other; settings need 6."""

MAX_NODES = 2_500
"""The most values, maps and lists included; the service takes 568."""

MAX_DIGITS = 100
"""The longest number, in characters; a float that is written in full has about 55."""

NUMBER = re.compile(r"(-?(?:0|[1-9][0-9]*)(\.[0-9]+)?)([eE][+-]?[0-9]+)?")
"""A number as JSON writes it; YAML 1.2 reads these alike."""

SURROGATE = re.compile("[\ud800-\udfff]")
"""Half of a pair of UTF-16, which stands for no character and cannot be written in UTF-8."""

UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no document holds but as an escape, by YAML's list."""


def check_size(size: int) -> None:
    """Refuse a text that is too long.

    Args:
        size: How many bytes it has, or at least has.

    Raises:
        ValidationError: It is too long.
    """
    if size > MAX_BYTES:
        raise syntax_error(
            f"the document has more than {MAX_BYTES // 1024**2} MiB, and no settings need as much"
        )


def check_text(text: str) -> None:
    """Refuse characters that no document has, wherever they stand.

    Raises:
        UnreadableError: There is one.
    """
    if text.startswith("\ufeff"):
        raise UnreadableError(
            "the document begins with a byte order mark; save it as UTF-8 without one", 0
        )
    found = UNPRINTABLE.search(text)
    if found is not None:
        code = ord(found[0])
        what = "half of a surrogate pair" if SURROGATE.match(found[0]) else "a control character"
        raise UnreadableError(
            f"the document holds {what} (U+{code:04X}); write it as an escape in double quotes, "
            "or remove it",
            found.start(),
        )


def number(text: str, offset: int) -> int | float:
    """Read a number that `NUMBER` matches, exactly or not at all.

    Args:
        text: The number as it is written.
        offset: Where it stands.

    Raises:
        UnreadableError: It is too long, or a float cannot hold it.
    """
    if len(text) > MAX_DIGITS:
        raise UnreadableError(
            f"a number of {len(text)} characters; none has more than {MAX_DIGITS}", offset
        )
    if not set(text) & set(".eE"):
        return int(text)
    value = float(text)
    mantissa = re.split("[eE]", text)[0]
    if math.isinf(value) or (value == 0 and set(mantissa) & set("123456789")):
        raise UnreadableError("a number too large or too small to be held", offset)
    return value

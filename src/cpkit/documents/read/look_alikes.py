"""Characters that only look like a space, like nothing, or like punctuation."""

import re
import unicodedata

from cpkit.documents.syntax import UnreadableError
from cpkit.schema.suggestions import named

__all__ = ["check_plain_scalar", "replacement"]

_MEANT = {
    **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\uff02\xab\xbb", '"'),
    **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\uff07", "'"),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2022\u2212\uff0d", "-"),
    **dict.fromkeys("\u02d0\u2236\ua789\ufe55\uff1a", ":"),
    **dict.fromkeys("\u060c\u3001\uff0c", ","),
    **dict(zip("\uff03\uff3b\uff3d\uff5b\uff5d", "#[]{}", strict=True)),
}
"""The punctuation of JSON and YAML that is meant by a character that looks like it."""

_INVISIBLE = re.compile(
    "[\xa0\xad\u034f\u061c\u115f\u1160\u1680\u180e\u2000-\u200b\u200e\u200f\u202a-\u202f"
    "\u205f-\u2064\u2066-\u206f\u3000\u3164\ufeff\uffa0]"
    # Joiners belong between the letters of some scripts, and with selectors and tags inside emojis.
    "|(?<![^\\x00-\\x7f])[\u200c\u200d\ufe00-\ufe0f\U000e0000-\U000e007f](?!\u20e3)|[\u200c\u200d](?![^\\x00-\\x7f])"
)
"""Blanks other than the space, and characters that nobody sees."""

_LIKE = {
    mark: "".join(character for character, meant in _MEANT.items() if meant == mark)
    for mark in "-:,"
}
_PUNCTUATION = re.compile(
    rf"""(?:
        [a-z]\w*\s*(?=[{_LIKE[":"]}])               # a member's name and a colon
        | [\w.]+\s*(?=[{_LIKE[","]}]\s*[\w.])       # a name, a comma and another
        | (?=[{_LIKE["-"]}]\s)                      # a dash in front of an item
        | (?![{_LIKE["-"]}])                        # a quote or a bracket in front
    )(?P<mark>[{"".join(_MEANT)}])""",
    re.VERBOSE | re.ASCII | re.IGNORECASE,
)
"""How a plain scalar begins that was meant to have punctuation there."""


def replacement(character: str) -> str:
    """Return what to do about a character that is not ASCII."""
    if character in _MEANT:
        return f"write {_MEANT[character]} instead"
    if unicodedata.category(character) == "Zs":
        return "write a space instead"
    return "remove it"


def check_plain_scalar(source: str, offset: int) -> None:
    """Reject what a YAML string without quotes has in place of a space or of punctuation.

    Args:
        source: The scalar as it is written.
        offset: Where it begins.

    Raises:
        UnreadableError: There is such a character.
    """
    found = _INVISIBLE.search(source)
    if found is not None:
        position = found.start()
    elif mark := _PUNCTUATION.match(source):
        position = mark.start("mark")
    else:
        return
    character = source[position]
    raise UnreadableError(
        f"the character {named(character)} outside quotes; {replacement(character)}, or put the "
        "string in double quotes.",
        offset + position,
    )

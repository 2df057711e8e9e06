"""Which name was probably meant by a misspelt one."""

import inspect
from collections.abc import Iterable
from difflib import SequenceMatcher
from typing import Any

__all__ = ["did_you_mean", "named", "no_such_name", "odd_character"]


def named(character: str) -> str:
    """Return a character's code and name, such as ``U+00A0 (NO-BREAK SPACE)``."""
    import unicodedata  # noqa: PLC0415 - who makes no mistake pays nothing

    name = unicodedata.name(character, "")
    return f"U+{ord(character):04X}" + (f" ({name})" if name else "")


def odd_character(text: str) -> str:
    """Return a part of a sentence that names the first character that is not ASCII, if any.

    It may look just like one that is.
    """
    found = next((character for character in text if not character.isascii()), None)
    return "" if found is None else f", with {named(found)}"


def did_you_mean(given: str, known: Iterable[str], *, cutoff: float = 0.7) -> str:
    """Return the end of a sentence: ``; did you mean 'X'?``, or ``.`` where no name is similar.

    Before it the end names a character that is not ASCII, for that may look like one of the name's.
    A name of which only the beginning or the end was written (``City`` for ``Address.City``)
    counts as similar, too.

    Args:
        given: The misspelt name.
        known: The names that could have been meant.
        cutoff: How similar two names must be, from 0 to 1, to suggest one for the other.
    """
    if not 0 < len(given) <= _LONGEST:
        return "."
    matcher = SequenceMatcher(b=given.casefold(), autojunk=False)
    nearest, nearness = "", cutoff
    for name in sorted(known):
        tail, head = name.rpartition(".")[2], name[: max(len(given), _SHORTEST)]
        for part, handicap in ((name, 0.0), (tail, 0.02), (head, 0.05)):
            matcher.set_seq1(part.casefold())
            if matcher.quick_ratio() - handicap >= nearness and (
                (ratio := matcher.ratio() - handicap) >= nearness
            ):
                nearest, nearness = name, ratio + 1e-9  # of equals, the first stays
    return f"{odd_character(given)}; did you mean {nearest!r}?" if nearest else "."


_SHORTEST = 3
"""The fewest characters of a beginning that is compared."""

_LONGEST = 64
"""The most characters of a name that is compared; the longest known ones have 35."""


def no_such_name(module: str, name: str, known: Iterable[str], advice: str = "") -> Exception:
    """Return the error for a name that a module does not have; its ``__getattr__`` raises it.

    For ``from MODULE import NAME`` it is an `ImportError`, as Python drops the text of an
    `AttributeError` there. Who reads the name is looked at, for there is no other way: Python calls
    ``__getattr__`` alike for both. Of a module that is not a package it tells nothing apart.

    Args:
        module: The module's name.
        name: The name.
        known: The names that the module has.
        advice: What to do instead; without it, the names are compared.
    """
    text = f"module {module!r} has no attribute {name!r}"
    if not name.startswith("_"):
        text += advice or did_you_mean(name, known).removesuffix(".")
    frame: Any = inspect.currentframe()
    reader = frame.f_back.f_back.f_globals.get("__name__")
    if reader == "importlib._bootstrap" and not _is_module(f"{module}.{name}"):
        return ImportError(text, name=module)
    return AttributeError(text, name=name)  # with an object, Python would suggest once more


def _is_module(name: str) -> bool:
    """Return whether there is a module of that name, which has not been imported yet."""
    from importlib.util import find_spec  # noqa: PLC0415 - who makes no mistake pays nothing

    return find_spec(name) is not None

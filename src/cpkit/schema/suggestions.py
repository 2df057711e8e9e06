"""Which name was probably meant by a misspelt one."""

from collections.abc import Iterable
from difflib import SequenceMatcher

__all__ = ["did_you_mean"]


def did_you_mean(given: str, known: Iterable[str], *, cutoff: float = 0.7) -> str:
    """Return the end of a sentence: ``; did you mean 'X'?``, or ``.`` where no name is similar.

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
    return f"; did you mean {nearest!r}?" if nearest else "."


_SHORTEST = 3
"""The fewest characters of a beginning that is compared."""

_LONGEST = 64
"""The most characters of a name that is compared; the longest known ones have 35."""

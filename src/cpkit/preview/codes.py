"""Codes: a number for each text, the same for the same text and for no other.

Rules compare texts for equality and nothing else. So every column is turned into numbers once, and
all that follows is work on integers. Where a text is held by one profile alone, nothing can match
by it, and its cell is coded as if it were missing.

Hashes only sort out what stands alone: equal texts have equal hashes, so a text whose hash occurs
once occurs once. Whether texts *are* equal is decided by comparing the texts.
"""

from collections.abc import Sequence
from typing import TypeAlias

import attrs
import numpy as np
import numpy.typing as npt
import polars as pl

__all__ = [
    "MISSING",
    "Coded",
    "Mask",
    "Numbers",
    "code_texts",
    "code_tuples",
    "is_given",
    "more_than",
    "repeated",
]

Numbers: TypeAlias = npt.NDArray[np.uint32]
Mask: TypeAlias = npt.NDArray[np.bool_]
Keys: TypeAlias = npt.NDArray[np.uint64]

MISSING = np.uint32(0xFFFFFFFF)
"""The code of a cell that can match nothing: it is missing, empty, or holds what no other does."""

_MIXER = np.uint64(0x9E3779B97F4A7C15)
"""An odd number whose bits look random: multiplying by it spreads keys over 64 bits."""


@attrs.frozen(eq=False)
class Coded:
    """One column of profiles, coded."""

    codes: Numbers
    """A code for each profile, or `MISSING`."""
    is_common: Mask | None
    """Which cells hold a value that too many profiles hold; ``None`` where none does."""


def code_texts(texts: pl.DataFrame, given: Mask) -> Numbers:
    """Return for each row of texts the position of the first equal row.

    Args:
        texts: The texts, in one column or in several that are compared together; what is null is
            as an empty text.
        given: Which rows have a text that is not empty.

    Returns:
        A code for each row; `MISSING` for rows without a text, and for most that occur once.
    """
    codes = np.full(texts.height, MISSING, dtype=np.uint32)
    if texts.width == 1:
        hashes = texts.to_series().hash()
    else:
        texts = texts.fill_null("")
        hashes = texts.hash_rows()
    rows = repeated(hashes.to_numpy(), np.flatnonzero(given))
    if len(rows):
        codes[rows] = _first_rows(rows, texts[rows])
    return codes


def is_given(texts: pl.DataFrame) -> Mask:
    """Return which rows have a text that is not empty."""
    return (
        texts.select(pl.any_horizontal(pl.all().str.len_bytes() > 0).fill_null(value=False))
        .to_series()
        .to_numpy()
    )


def code_tuples(columns: Sequence[Numbers], rows: Numbers) -> tuple[Numbers, Numbers]:
    """Return a code for each tuple of codes, and leave out tuples that occur once.

    Args:
        columns: The codes, one array for each place of the tuple, all of one length.
        rows: The profile of each tuple.

    Returns:
        The profiles that are left, and the code of the tuple of each.
    """
    first, *others = columns
    while others:
        keys = (first.astype(np.uint64) << np.uint64(32)) | others[0]
        kept = repeated(keys * _MIXER, np.arange(len(keys)))
        first = _first_rows(kept, pl.DataFrame({"key": keys[kept]}))
        rows = rows[kept]
        others = [column[kept] for column in others[1:]]
    return rows, first


def repeated(hashes: Keys, positions: npt.NDArray[np.intp]) -> Numbers:
    """Return the positions, in their order, whose hash occurs at another of them, too.

    The position takes the place of the hash's last bits, so that one sort of plain numbers finds
    them. What is lost with those bits lets a few pass that occur once, and never the reverse.
    """
    low = np.uint64((1 << len(hashes).bit_length()) - 1)
    packed = (hashes[positions] & ~low) | positions.astype(np.uint64)
    packed.sort()
    is_as_next = ((packed[1:] ^ packed[:-1]) & ~low) == 0
    is_repeated = np.zeros(len(packed), dtype=np.bool_)
    is_repeated[1:] = is_as_next
    is_repeated[:-1] |= is_as_next
    found = (packed[is_repeated] & low).astype(np.uint32)
    found.sort()
    return found


def _first_rows(rows: Numbers, values: pl.DataFrame) -> Numbers:
    """Return for each row of values the least number of an equal row."""
    numbered = values.lazy().with_columns(pl.Series("least number", rows))
    least = numbered.select(pl.col("least number").min().over(values.columns))
    return least.collect().to_series().to_numpy()


def more_than(limit: int, codes: Numbers) -> tuple[Numbers, Numbers]:
    """Return the codes that occur more often than a limit, in their order, and how often."""
    given = codes[codes != MISSING]
    given.sort()
    # One that occurs more often stands, in order, as many places further on as well.
    later = given[limit:]
    found = np.unique(later[later == given[: len(later)]])
    counts = np.searchsorted(given, found, "right") - np.searchsorted(given, found, "left")
    return found, counts.astype(np.uint32)

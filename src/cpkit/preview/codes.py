"""Codes: a number for each text, the same for the same text and for no other.

Rules compare texts for equality and nothing else. So every column is turned into numbers once, and
all that follows is work on integers. What one profile alone has can match nothing; its cell is
coded as if it were missing.

Hashes only sort out what stands alone: equal texts have equal hashes, so what has a hash of its own
is unlike all others. Whether two texts *are* equal is decided by the texts.
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
"""The code of a cell that can match nothing: it is missing, empty, or unlike all others."""

_MIXER = np.uint64(0x9E3779B97F4A7C15)
"""An odd number whose bits look random; to multiply by it spreads keys over 64 bits, each apart."""

_SAMPLE = 16384
"""How many values tell whether a column has many that occur once."""

_MOSTLY_ONCE = 0.9
"""From which share of different values in the sample on it is worth looking for those."""


@attrs.frozen(eq=False)
class Coded:
    """One column of profiles, coded."""

    codes: Numbers
    """A code for each profile, or `MISSING`."""
    is_common: Mask | None
    """Which cells have a value that too many profiles have; ``None`` where none does."""
    distinct: int
    """About how many values there are that several profiles have."""


def is_given(texts: pl.DataFrame) -> Mask:
    """Return which rows have a text that is not empty."""
    has_text = pl.any_horizontal(pl.all().str.len_bytes() > 0).fill_null(value=False)
    return texts.select(has_text).to_series().to_numpy()


def code_texts(texts: pl.DataFrame, given: Mask) -> Numbers:
    """Return for each row of texts the number of the first equal row.

    Args:
        texts: The texts, in one column or in several that are compared together; what is null is
            as an empty text.
        given: Which rows have a text that is not empty.

    Returns:
        A code for each row; `MISSING` for rows without a text. A row that is unlike all others has
        either.
    """
    if texts.width > 1:
        texts = texts.fill_null("")
    sample = texts.head(_SAMPLE).filter(pl.Series(given[:_SAMPLE]))
    if sample.n_unique() < _MOSTLY_ONCE * sample.height:
        codes = _first_rows(np.arange(texts.height, dtype=np.uint32), texts)
        return np.where(given, codes, MISSING)
    codes = np.full(texts.height, MISSING, dtype=np.uint32)
    rows = np.flatnonzero(given).astype(np.uint32)
    hashes = texts.to_series().hash() if texts.width == 1 else texts.hash_rows()
    rows = rows[repeated(hashes.to_numpy()[rows])]
    codes[rows] = _first_rows(rows, texts[rows])
    return codes


def _first_rows(rows: Numbers, values: pl.DataFrame) -> Numbers:
    """Return for each row of values the least number of an equal row."""
    numbered = values.lazy().with_columns(pl.Series("least number", rows))
    least = numbered.select(pl.col("least number").min().over(values.columns))
    return least.collect().to_series().to_numpy()


def repeated(hashes: Keys) -> Numbers:
    """Return the places, in their order, of hashes that occur more than once.

    A few that occur once may be among them, and none that is repeated is missing.

    Args:
        hashes: The hashes; the array is used up.
    """
    places, is_as_last = _sorted_by_hash(hashes)
    is_repeated = is_as_last.copy()
    is_repeated[:-1] |= is_as_last[1:]
    found = places[is_repeated]
    found.sort()
    return found


def _sorted_by_hash(hashes: Keys) -> tuple[Numbers, Mask]:
    """Return places in the order of their hashes, and which has the hash of the one before it.

    The place takes that of a hash's last bits, so that one sort of plain numbers does it. Places
    with the same hash are in their own order.
    """
    last_bits = np.uint64((1 << len(hashes).bit_length()) - 1)
    hashes &= ~last_bits
    hashes |= np.arange(len(hashes), dtype=np.uint32)
    hashes.sort()
    is_as_last = np.zeros(len(hashes), dtype=np.bool_)
    is_as_last[1:] = (hashes[1:] ^ hashes[:-1]) <= last_bits
    hashes &= last_bits
    return hashes.astype(np.uint32), is_as_last


def code_tuples(columns: Sequence[Numbers], rows: Numbers) -> tuple[Numbers, Numbers]:
    """Return a code for each tuple of codes, and leave out tuples that occur once.

    Args:
        columns: The codes, one array for each place of the tuple, all of one length; best begins
            the one with the most different codes.
        rows: The profile of each tuple.

    Returns:
        The profiles that are left, and the code of the tuple of each.
    """
    first, *others = columns
    while others:
        kept, first = _code_keys((first.astype(np.uint64) << np.uint64(32)) | others[0])
        rows = rows[kept]
        others = [column[kept] for column in others[1:]]
    return rows, first


def _code_keys(keys: Keys) -> tuple[Numbers, Numbers]:
    """Return the places of keys that occur more than once, and for each the first with its key."""
    places, is_as_last = _sorted_by_hash(keys * _MIXER)
    is_repeated = is_as_last.copy()
    is_repeated[:-1] |= is_as_last[1:]
    places, is_as_last = places[is_repeated], is_as_last[is_repeated]
    starts = np.where(is_as_last, 0, np.arange(len(places), dtype=np.uint32))
    first = places[np.maximum.accumulate(starts)]
    in_order = keys[places]
    is_wrong = is_as_last[1:] & (in_order[1:] != in_order[:-1])
    if is_wrong.any():  # keys that differ in the bits alone that gave way to their places
        is_mixed = np.isin(first, first[1:][is_wrong])
        mixed = pl.DataFrame({"key": in_order[is_mixed]})
        first[is_mixed] = _first_rows(places[is_mixed], mixed)
    return places, first


def more_than(limit: int, codes: Numbers) -> tuple[Numbers, Numbers]:
    """Return the codes that occur more often than a limit, in their order, and how often."""
    given = codes[codes != MISSING]
    given.sort()
    # One that occurs more often stands, in order, as many places further on as well.
    later = given[limit:]
    found = np.unique(later[later == given[: len(later)]])
    counts = np.searchsorted(given, found, "right") - np.searchsorted(given, found, "left")
    return found, counts.astype(np.uint32)

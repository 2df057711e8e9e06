"""Codes: a number for each text, the same for the same text and for no other.

Rules compare texts for equality and nothing else. So every column is turned into numbers once, and
all that follows is work on integers. What one profile alone has can match nothing; its cell is
coded as if it were missing.

Hashes only bring together what may be equal: equal texts have equal hashes, so what has a hash of
its own is unlike all others. Whether two texts *are* equal is decided by the texts.
"""

from collections.abc import Callable, Sequence
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

_AT_ONCE = 1 << 20
"""How many values are compared at once, so that they need little room."""


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
    rows = np.flatnonzero(given).astype(np.uint32)
    kept, first = _code(_hashes(texts)[rows], lambda places: texts[rows[places]])
    codes = np.full(texts.height, MISSING, dtype=np.uint32)
    codes[rows[kept]] = rows[first]
    return codes


def _hashes(texts: pl.DataFrame) -> Keys:
    hashes = texts.to_series().hash() if texts.width == 1 else texts.hash_rows()
    return hashes.to_numpy()


def _first_rows(rows: Numbers, values: pl.DataFrame) -> Numbers:
    """Return for each row of values the least number of an equal row."""
    numbered = values.lazy().with_columns(pl.Series("least number", rows))
    least = numbered.select(pl.col("least number").min().over(values.columns))
    return least.collect().to_series().to_numpy()


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
        keys = (first.astype(np.uint64) << np.uint64(32)) | others[0]
        kept, first = _code(keys * _MIXER, pl.DataFrame({"key": keys}).__getitem__)
        rows = rows[kept]
        others = [column[kept] for column in others[1:]]
    return rows, first


def _code(hashes: Keys, values: Callable[[Numbers], pl.DataFrame]) -> tuple[Numbers, Numbers]:
    """Return the places of values that occur more than once, and for each the first of its value.

    Args:
        hashes: The hashes of the values; the array is used up.
        values: Returns the values at some places.
    """
    places, is_as_last = _sorted_by_hash(hashes)
    kept = _repeated(places, is_as_last)
    starts = np.where(is_as_last, 0, np.arange(len(places), dtype=np.uint32))
    first = np.empty_like(places)
    first[places] = places[np.maximum.accumulate(starts)]
    first = first[kept]
    is_mixed = np.zeros(len(places), dtype=np.bool_)
    for start in range(0, len(kept), _AT_ONCE):
        some = slice(start, start + _AT_ONCE)
        differs = values(kept[some]) != values(first[some])
        is_wrong = differs.select(pl.any_horizontal(pl.all())).to_series().to_numpy()
        is_mixed[first[some][is_wrong]] = True
    # Those that only had the same hash, or the same but for the bits that gave way to their places.
    mixed = is_mixed[first]
    first[mixed] = _first_rows(kept[mixed], values(kept[mixed]))
    return kept, first


def repeated(hashes: Keys) -> Numbers:
    """Return the places, in their order, of hashes that occur more than once.

    A few that occur once may be among them, and none that is repeated is missing.

    Args:
        hashes: The hashes; the array is used up.
    """
    return _repeated(*_sorted_by_hash(hashes))


def _repeated(places: Numbers, is_as_last: Mask) -> Numbers:
    """Return in their order the places whose hash another has."""
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
    bits = len(hashes).bit_length()
    hashes >>= np.uint64(bits)
    hashes <<= np.uint64(bits)
    hashes |= np.arange(len(hashes), dtype=np.uint32)
    hashes.sort()
    places = hashes.astype(np.uint32)
    places &= np.uint32((1 << bits) - 1)
    hashes >>= np.uint64(bits)
    is_as_last = np.zeros(len(hashes), dtype=np.bool_)
    is_as_last[1:] = hashes[1:] == hashes[:-1]
    return places, is_as_last


def more_than(limit: int, codes: Numbers) -> tuple[Numbers, Numbers]:
    """Return the codes that occur more often than a limit, in their order, and how often."""
    counts = np.bincount(codes[codes != MISSING])
    found = np.flatnonzero(counts > limit)
    return found.astype(np.uint32), counts[found].astype(np.uint32)

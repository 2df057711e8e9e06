"""Whose value wins: which of several times is newer, in whatever form they are written."""

from contextlib import suppress
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import polars as pl

from cpkit.errors import ValidationError
from cpkit.models import ConflictResolution, ConflictResolvingModel
from cpkit.preview.codes import Numbers
from cpkit.preview.complaints import problem
from cpkit.problems import Problem

__all__ = ["rank_times", "recency_keys"]

_IS_ISO = r"^\d{4}-\d{2}"
"""How a text begins that is a time; of others, such as 01/02/2024, none can say which it is."""


Key: TypeAlias = npt.NDArray[np.int64]


def recency_keys(
    resolution: ConflictResolution | None, times: pl.Series | None, sources: pl.Series | None
) -> tuple[list[Key], list[Problem]]:
    """Return keys to sort profiles by, so that the one comes first whose values win.

    Args:
        resolution: Which value wins; by RECENCY where there is none.
        times: When each profile was updated, if that is known.
        sources: The object type that each comes from, if that is known.

    Returns:
        The keys, what counts most last; and what is not known.

    Raises:
        ValidationError: Conflicts are resolved in a way that is not known.
    """
    model = resolution.conflict_resolving_model if resolution else ConflictResolvingModel.RECENCY
    if model not in set(ConflictResolvingModel):
        text = "must be RECENCY or SOURCE; of others it is not known which value wins."
        raise ValidationError([problem("conflict-resolving-model", "ConflictResolution", text)])
    keys: list[Key] = []
    problems: list[Problem] = []
    if times is None:
        text = (
            "names no column, so it is not known which value is newest; what stands later is "
            "taken for newer. Name the column of times."
        )
        problems.append(problem("order-unknown", "updated", text, "warning"))
    else:
        ranks, unread = rank_times(times)
        keys.append(-ranks.astype(np.int64))
        if unread:
            text = f"holds no time in {unread:,} of its texts; these profiles count as oldest."
            problems.append(problem("time-unknown", "updated", text, "warning"))
    if resolution and model == ConflictResolvingModel.SOURCE:
        if sources is None:
            text = (
                "names no column, so no value is known to be of the source that wins; the newest "
                "is taken. Name the column of object types."
            )
            problems.append(problem("source-unknown", "source", text, "warning"))
        else:
            is_preferred = (sources.cast(pl.String) == resolution.source_name).fill_null(
                value=False
            )
            keys.append(-is_preferred.to_numpy().astype(np.int64))
    return keys, problems


def rank_times(times: pl.Series) -> tuple[Numbers, int]:
    """Return numbers that are greater where a time is newer, and 0 where there is none.

    Args:
        times: Times, dates, numbers (of seconds, or of anything that grows), or texts of either;
            a text without a time zone is in UTC.

    Returns:
        The numbers; and how many texts could not be read.
    """
    unread = 0
    if times.dtype == pl.String:
        times, unread = _read(times)
    ranks = times.rank("dense").fill_null(0).cast(pl.UInt32)
    return ranks.to_numpy().astype(np.uint32), unread


def _read(texts: pl.Series) -> tuple[pl.Series, int]:
    """Return texts as numbers or times, and how many were neither."""
    texts = texts.to_frame("text").select(pl.col("text").replace("", None)).to_series()
    numbers = texts.cast(pl.Float64, strict=False)
    if numbers.null_count() == texts.null_count():
        return numbers, 0
    iso = texts.to_frame("text").select(pl.when(pl.col("text").str.contains(_IS_ISO)).then("text"))
    read = [pl.lit(None, dtype=pl.Datetime("us", "UTC"))]
    for form in (None, "%+"):
        with suppress(pl.exceptions.ComputeError):
            time = pl.col("text").str.to_datetime(
                form, time_unit="us", time_zone="UTC", strict=False
            )
            iso.select(time)
            read.insert(-1, time)
    times = iso.select(pl.coalesce(read)).to_series()
    return times, times.null_count() - texts.null_count()

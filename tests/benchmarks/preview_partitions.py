"""Count the profiles that two files put into other groups: ``python -m`` this, ONE OTHER."""

import sys
from pathlib import Path

import polars as pl

__all__ = ["differing"]


def differing(one: Path, other: Path) -> int:
    """Return how many profiles are not in the same group in both files.

    A group is named by the least id in it, so that two partitions are equal where the names are.
    """
    return (
        _named(one)
        .join(_named(other), on="profile_id", how="full", suffix="_other")
        .filter(~pl.col("least").eq_missing(pl.col("least_other")))
        .height
    )


def _named(file: Path) -> pl.DataFrame:
    """Return the least id of each profile's group, without those that are alone."""
    return (
        pl.scan_parquet(file)
        .select(
            "profile_id",
            least=pl.col("profile_id").min().over("group"),
            size=pl.len().over("group"),
        )
        .filter(pl.col("size") > 1)
        .select("profile_id", "least")
        .collect()
    )


if __name__ == "__main__":
    print(differing(Path(sys.argv[1]), Path(sys.argv[2])))

"""Questions about groups: which are largest, what one looks like, which look like two people."""

import numpy as np
import polars as pl

from cpkit.errors import ValidationError
from cpkit.preview.codes import Numbers
from cpkit.preview.complaints import problem
from cpkit.preview.lookup import fields_of
from cpkit.preview.readings import Evaluated
from cpkit.preview.rereading import read_again, read_fields

__all__ = [
    "Members",
    "checked_count",
    "count_values",
    "disagreements",
    "largest_groups",
    "sample_groups",
]

Members = tuple[Numbers, Numbers]
"""Matched profiles, in their order, and the number of each one's group."""


def largest_groups(
    groups: pl.DataFrame, members: Members, evaluated: Evaluated, count: int
) -> pl.DataFrame:
    """Return the largest groups, and what all members of each have in common.

    Args:
        groups: All groups.
        members: Who is in which.
        evaluated: What came of the evaluation.
        count: How many groups to return.
    """
    chosen = groups.sort("size", "group", descending=[True, False]).head(checked_count("n", count))
    texts = _read_groups(chosen["group"], members, evaluated)
    fields = texts.columns[2:]
    same = texts.group_by("group").agg(
        pl.when(pl.col(name).n_unique() == 1).then(pl.col(name).first()).alias(name)
        for name in fields
    )
    shared = {
        group: [
            f"{name}={value}"
            for name, value in zip(fields, values, strict=True)
            if value is not None
        ]
        for group, *values in same.iter_rows()
    }
    shares = [shared[group] for group in chosen["group"]]
    return chosen.with_columns(pl.Series("shares", shares, dtype=pl.List(pl.String)))


def sample_groups(
    groups: pl.DataFrame,
    members: Members,
    evaluated: Evaluated,
    *,
    level: int,
    count: int,
    seed: int,
) -> pl.DataFrame:
    """Return all members of some groups of one level, drawn by chance.

    Args:
        groups: All groups.
        members: Who is in which.
        evaluated: What came of the evaluation.
        level: The level.
        count: How many groups are drawn, if there are so many.
        seed: What the draw depends on; the same gives the same groups.
    """
    levels = len(evaluated.plan.rules)
    if type(level) is not int or level not in range(1, levels + 1):
        raise ValidationError(
            [problem("option", "level", f"must be a level from 1 to {levels}, not {level!r}.")]
        )
    there = groups.filter(pl.col("level") == level)
    size = min(checked_count("n", count), there.height)
    chosen = np.random.default_rng(seed).choice(there["group"], size=size, replace=False)
    texts = _read_groups(pl.Series(np.sort(chosen), dtype=pl.UInt32), members, evaluated)
    return texts.sort("group", maintain_order=True).select(
        "group", pl.lit(level, dtype=pl.UInt8).alias("level"), pl.exclude("group", "level")
    )


def _read_groups(chosen: pl.Series, members: Members, evaluated: Evaluated) -> pl.DataFrame:
    """Return the fields that rules read of all members of some groups."""
    rows, numbers = members
    is_chosen = np.isin(numbers, chosen.to_numpy())
    fields = tuple(fields_of(evaluated.plan))
    texts = read_fields(evaluated.table, fields, rows[is_chosen])
    return texts.insert_column(0, pl.Series("group", numbers[is_chosen]))


def disagreements(
    groups: pl.DataFrame, members: Members, evaluated: Evaluated, attribute: str
) -> pl.DataFrame:
    """Return the groups whose members have different values of an attribute, the largest first.

    What is missing differs from nothing. Fields that stand for the attribute are each compared.

    Args:
        groups: All groups.
        members: Who is in which.
        evaluated: What came of the evaluation.
        attribute: The attribute.
    """
    rows, numbers = members
    table, plan = read_again(evaluated, (attribute,))
    counts = pl.concat(
        count_values(numbers, read_fields(table, (name,), rows)[name]).select(
            "group", pl.lit(name).alias("field"), "value", "profiles"
        )
        for name in fields_of(plan)
    )
    values = (
        counts.sort("profiles", "value", descending=[True, False])
        .group_by("group", "field", maintain_order=True)
        .agg(pl.col("value").alias("values"), "profiles")
    )
    return groups.join(values, on="group").sort(
        "size", "group", "field", descending=[True, False, False]
    )


def count_values(numbers: Numbers, values: pl.Series) -> pl.DataFrame:
    """Return how often each value occurs in groups that have several: group, value, profiles.

    Args:
        numbers: The number of each value's group.
        values: The values; null where there is none.
    """
    return (
        pl.LazyFrame({"group": numbers, "value": values})
        .filter(pl.col("value").is_not_null())
        .group_by("group", "value")
        .agg(pl.len().alias("profiles"))
        .filter(pl.len().over("group") > 1)
        .collect()
    )


def checked_count(name: str, count: object) -> int:
    """Return how many are asked for.

    Raises:
        ValidationError: It is no number of things.
    """
    if type(count) is not int or count < 1:
        raise ValidationError(
            [problem("option", name, f"must be a whole number from 1, not {count!r}.")]
        )
    return count

"""The frames of a preview that follow from its evaluation alone."""

import numpy as np
import polars as pl

from cpkit.preview.readings import Evaluated

__all__ = ["list_common", "list_levels", "list_missing"]


def list_levels(evaluated: Evaluated, groups: pl.DataFrame) -> pl.DataFrame:
    """Return a row a level, from 1.

    Args:
        evaluated: What came of the evaluation.
        groups: All groups.
    """
    plan, counts = evaluated.plan, evaluated.found.counts
    by_level = groups.group_by("level").agg(
        pl.col("size").sum().alias("profiles"),
        pl.len().alias("groups"),
        pl.col("size").max().alias("largest"),
    )
    frame = pl.DataFrame(
        {
            "level": np.arange(1, len(plan.rules) + 1, dtype=np.uint8),
            "rule": [list(rule.attributes) for rule in plan.rules],
            "alone": [count.alone for count in counts],
            "adds": [count.adds for count in counts],
            "left_out_as_common": [count.left_out for count in counts],
        },
        schema_overrides={
            "rule": pl.List(pl.String),
            **dict.fromkeys(("alone", "adds", "left_out_as_common"), pl.UInt32),
        },
    )
    return frame.join(by_level, on="level", how="left").select(
        "level",
        "rule",
        *(pl.col(name).fill_null(0).cast(pl.UInt32) for name in ("profiles", "groups", "largest")),
        "alone",
        "adds",
        "left_out_as_common",
        merges=pl.col("level") <= plan.merging_level,
    )


def list_common(evaluated: Evaluated) -> pl.DataFrame:
    """Return a row a value that too many profiles have: ``attribute``, ``value``, ``profiles``."""
    frames = [attribute.common for attribute in evaluated.coded.values()]
    return pl.concat(frames).sort("profiles", "attribute", "value", descending=[True, False, False])


def list_missing(evaluated: Evaluated) -> pl.DataFrame:
    """Return a row an attribute: ``attribute``, ``profiles``; so many cannot match by it."""
    lacking = [int((~attribute.is_given()).sum()) for attribute in evaluated.coded.values()]
    return pl.DataFrame(
        {"attribute": list(evaluated.coded), "profiles": lacking},
        schema={"attribute": pl.String, "profiles": pl.UInt32},
    )

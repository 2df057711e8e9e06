"""Thousands of made-up profiles, so that what is done with many is compared as well."""

from pathlib import Path
from typing import Literal

import polars as pl
import pytest

from cpkit import preview
from tests.benchmarks.preview_data import CROSSED, PLAIN, write
from tests.benchmarks.preview_engines import SETTINGS
from tests.support.preview_keys import grouped

COUNT = 10_000
"""Of which 100 have one e-mail address, where some share one."""
COLUMNS = {"plain": PLAIN, "crossed": CROSSED}


@pytest.mark.parametrize(
    ("kind", "shared", "grouping", "limit"),
    [
        ("plain", False, "waterfall", 500),
        ("plain", True, "waterfall", 50),
        ("plain", True, "transitive", None),
        ("crossed", True, "waterfall", 50),
        ("crossed", True, "transitive", None),
    ],
)
def test_evaluate_when_profiles_are_many_then_groups_and_levels_are_those_of_their_keys(
    kind: str,
    *,
    shared: bool,
    grouping: Literal["waterfall", "transitive"],
    limit: int | None,
    tmp_path: Path,
) -> None:
    """Dictionaries of keys give the same partition and the same levels."""
    write(file := tmp_path / "profiles.parquet", COUNT, COLUMNS[kind], shared_email=shared)
    rows = pl.read_parquet(file).rows(named=True)

    members = preview.evaluate(
        file, SETTINGS[kind], grouping=grouping, common_value_limit=limit
    ).members

    leaders, levels = grouped(
        rows, SETTINGS[kind], is_waterfall=grouping == "waterfall", limit=limit
    )
    matched = [index for index, level in enumerate(levels) if level]
    first = pl.col("profile_id").min().over("group")
    ids = [row["ProfileId"] for row in rows]
    least: dict[int, str] = {}
    for index in matched:
        least[leaders[index]] = min(ids[index], least.get(leaders[index], ids[index]))
    assert {ids[index]: (least[leaders[index]], levels[index]) for index in matched} == {
        name: (leader, level)
        for name, leader, level in members.select(
            "profile_id", first.alias("first"), "level"
        ).rows()
    }

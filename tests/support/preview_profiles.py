"""Rules and profiles for tests of previews, as short as can be."""

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from cpkit import RuleBasedMatching, rule_attribute
from cpkit.preview import Preview

__all__ = ["groups_of", "people", "rules"]


def rules(*attributes: Sequence[str], **options: Any) -> RuleBasedMatching:
    """Return rules that match and merge at all their levels, unless options say otherwise."""
    levels: dict[str, Any] = {
        "max_allowed_rule_level_for_matching": len(attributes),
        "max_allowed_rule_level_for_merging": len(attributes),
    }
    listed = [map(rule_attribute, names) for names in attributes]
    return RuleBasedMatching(enabled=True, matching_rules=listed, **(levels | options))


def people(*rows: Mapping[str, Any]) -> pl.DataFrame:
    """Return profiles with the ids "0", "1", and so on."""
    return pl.DataFrame(
        [{"ProfileId": str(number), **row} for number, row in enumerate(rows)],
        infer_schema_length=None,
    )


def groups_of(preview: Preview) -> list[list[str]]:
    """Return the ids of each group, all in order."""
    frames = preview.members.group_by("group").agg(pl.col("profile_id").sort())
    return sorted(frames["profile_id"].to_list())

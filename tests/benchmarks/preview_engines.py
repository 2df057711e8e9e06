"""One engine at work on one file, in a process of its own: ENGINE KIND FILE OUT.

What each writes is the group of each profile, so that partitions can be compared. Each imports
what it needs, and no other engine, so that nobody pays for another.
"""

import argparse
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

import attrs

from cpkit import AttributeTypesSelector, RuleBasedMatching

__all__ = ["ENGINES", "SETTINGS"]

SETTINGS: Mapping[str, RuleBasedMatching] = {
    "plain": RuleBasedMatching(
        enabled=True,
        matching_rules=[
            ["EmailAddress", "LastName", "FirstName"],
            ["PhoneNumber", "LastName"],
            ["FirstName", "LastName", "BirthDate"],
            ["LastName", "BirthDate", "Address.PostalCode"],
            ["AccountNumber"],
        ],
        max_allowed_rule_level_for_matching=5,
        max_allowed_rule_level_for_merging=1,
    ),
    "crossed": RuleBasedMatching(
        enabled=True,
        matching_rules=[
            ["EmailAddress", "PhoneNumber"],
            ["EmailAddress", "LastName"],
            ["PhoneNumber", "LastName"],
            ["PhoneNumber", "FirstName", "BirthDate"],
            ["FirstName", "LastName", "BirthDate"],
        ],
        attribute_types_selector=AttributeTypesSelector(
            attribute_matching_model="MANY_TO_MANY",
            email_address=["EmailAddress", "PersonalEmailAddress", "BusinessEmailAddress"],
            phone_number=["PhoneNumber", "HomePhoneNumber", "MobilePhoneNumber"],
        ),
        max_allowed_rule_level_for_matching=5,
        max_allowed_rule_level_for_merging=1,
    ),
}
"""Five rules for each kind of file."""


def documented(kind: str, file: Path, out: Path) -> None:
    """Evaluate as people do: the reading that is documented."""
    from cpkit import preview

    found = preview.evaluate(file, SETTINGS[kind])
    _ = found.levels
    found.members.write_parquet(out)


def transitive(kind: str, file: Path, out: Path) -> None:
    """Evaluate as a deterministic link does: connected over all rules, whatever is common."""
    from cpkit import preview

    found = preview.evaluate(file, SETTINGS[kind], grouping="transitive", common_value_limit=None)
    _ = found.levels
    found.members.write_parquet(out)


def evaluated(kind: str, file: Path, out: Path) -> None:
    """Evaluate rules that merge at all levels."""
    _evaluated(kind, file).groups.write_parquet(out)


def merged(kind: str, file: Path, out: Path) -> None:
    """Evaluate the same, and which values win and are lost."""
    _evaluated(kind, file).merged().values.write_parquet(out)


def _evaluated(kind: str, file: Path) -> Any:
    from cpkit import preview

    rules = SETTINGS[kind]
    last = rules.max_allowed_rule_level_for_matching
    return preview.evaluate(file, attrs.evolve(rules, max_allowed_rule_level_for_merging=last))


def splink(kind: str, file: Path, out: Path) -> None:
    """Link and cluster with Splink on DuckDB, by the text ids."""
    duckdb: Any = import_module("duckdb")
    package: Any = import_module("splink")
    lists = _lists(kind)
    named = {name: None for rule in SETTINGS[kind].matching_rules or () for name in rule.rule}
    selected = ", ".join(f'{_list(lists.get(name, (name,)))} AS "{_plain(name)}"' for name in named)
    connection = duckdb.connect()
    connection.execute("SET enable_progress_bar = false")
    source = connection.sql(
        f"SELECT ProfileId AS unique_id, {selected} "  # noqa: S608 # our own names
        f"FROM read_parquet('{file}')"
    )
    api = package.DuckDBAPI(connection)
    settings = package.SettingsCreator(
        link_type="dedupe_only",
        blocking_rules_to_generate_predictions=[
            package.block_on(
                *map(_plain, rule.rule),
                arrays_to_explode=[name for name in rule.rule if name in lists],
            )
            for rule in SETTINGS[kind].matching_rules or ()
        ],
    )
    linker = package.Linker(api.register(source), settings)
    links = linker.inference.deterministic_link()
    clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(links)
    clusters.as_duckdbpyrelation().select(
        'unique_id AS profile_id, cluster_id AS "group"'
    ).write_parquet(str(out))


def scan(kind: str, file: Path, out: Path) -> None:
    """Read the columns and hash each text: what no engine can do without."""
    import polars as pl

    columns = ["ProfileId", *_columns(kind)]
    pl.scan_parquet(file).select(pl.col(columns).hash().sum()).collect(
        engine="streaming"
    ).write_parquet(out)


ENGINES: Mapping[str, Callable[[str, Path, Path], None]] = {
    "documented": documented,
    "transitive": transitive,
    "evaluated": evaluated,
    "merged": merged,
    "splink": splink,
    "scan": scan,
}


def _columns(kind: str) -> list[str]:
    """Return the columns that the rules read."""
    lists = _lists(kind)
    named = {name: None for rule in SETTINGS[kind].matching_rules or () for name in rule.rule}
    return [column for name in named for column in lists.get(name, (name,))]


def _lists(kind: str) -> dict[str, tuple[str, ...]]:
    """Return the attributes that several columns hold."""
    selector = SETTINGS[kind].attribute_types_selector
    if selector is None:
        return {}
    return {
        "EmailAddress": selector.email_address or (),
        "PhoneNumber": selector.phone_number or (),
    }


def _list(columns: tuple[str, ...]) -> str:
    """Return what DuckDB calls a column, or the list of several without what is missing."""
    listed = ", ".join(f'"{column}"' for column in columns)
    return listed if len(columns) == 1 else f"list_distinct([{listed}])"


def _plain(column: str) -> str:
    return column.replace(".", "_")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("engine", choices=sorted(ENGINES))
    parser.add_argument("kind", choices=sorted(SETTINGS))
    parser.add_argument("file", type=Path)
    parser.add_argument("out", type=Path)
    given = parser.parse_args()
    ENGINES[given.engine](given.kind, given.file, given.out)

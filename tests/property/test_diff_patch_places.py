"""Law: changes put back, one place at a time; the cases that drawn settings seldom show."""

from __future__ import annotations

from typing import Any

import pytest

from cpkit.models import CLEAR, AutoMerging, Consolidation, DomainSettings, JobSchedule, Matching
from cpkit.planning import diff
from tests.support.patched import patch

MONDAY = JobSchedule(day_of_the_week="MONDAY", time="18:30")
FRIDAY = JobSchedule(day_of_the_week="FRIDAY", time="18:30")


def merging(*attributes: str) -> dict[str, Any]:
    """Merge by criteria of one attribute each."""
    auto = AutoMerging(enabled=True, consolidation=Consolidation([[name] for name in attributes]))
    return {"matching": Matching(enabled=True, auto_merging=auto)}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({}, {"default_expiration_days": 90}),
        ({"default_encryption_key": "a"}, {}),
        (
            {"matching": Matching(enabled=True, job_schedule=MONDAY)},
            {"matching": Matching(enabled=True, job_schedule=FRIDAY)},
        ),
        ({"matching": Matching(enabled=True, job_schedule=MONDAY)}, {}),
        ({}, {"matching": Matching(enabled=True, job_schedule=MONDAY)}),
        ({"tags": {"a": "1", "b": "2"}}, {"tags": {"b": "3", "c": "4"}}),
        ({"tags": {"a": "1"}}, {}),
        ({"tags": {"a": "1"}}, {"tags": CLEAR}),
        ({}, {"tags": {"a.b": "1"}}),
        (merging("A", "B", "C"), merging("C", "A", "D")),
        (merging(*"ABCDEFGHIJ"), merging(*"JABCDEFGHI")),
        (merging("A"), merging("B", "A")),
    ],
)
def test_patch_when_given_the_changes_then_what_is_not_among_them_stays(
    before: dict[str, Any], after: dict[str, Any]
) -> None:
    """There and back again."""
    old, new = (
        DomainSettings(domain_name="shop", **before),
        DomainSettings(domain_name="shop", **after),
    )

    assert new == patch(old, diff(old, new))
    assert old == patch(new, diff(new, old))

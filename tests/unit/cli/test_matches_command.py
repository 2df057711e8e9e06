"""`cpkit matches`: what the service has found."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from cpkit import DomainSettings

if TYPE_CHECKING:
    from cpkit import CustomerProfiles
    from cpkit.local import LocalService
    from tests.support.command import Run

IDS = ["0" * 31 + "1", "0" * 31 + "2"]


@pytest.fixture(autouse=True)
def _matches(profiles: CustomerProfiles, service: LocalService) -> None:
    profiles.create_domain(DomainSettings(domain_name="shop", default_expiration_days=366))
    service.results.put_matches(
        "shop", {"MatchId": "m1", "ProfileIds": IDS, "ConfidenceScore": 0.9}
    )
    service.results.put_rule_based_matches("shop", {"MatchId": "r1"})


def test_matches_when_listed_then_a_row_a_match(run: Run) -> None:
    """With ids and score."""
    assert [{"match_id": "m1", "confidence_score": 0.9, "profile_ids": IDS}] == json.loads(
        run("matches", "shop", "--output", "json").out
    )


@pytest.mark.parametrize("output", ["text", "csv"])
def test_matches_when_printed_in_columns_then_ids_stand_in_one(run: Run, output: str) -> None:
    """A spreadsheet takes them apart."""
    done = run("matches", "shop", "--output", output)

    assert ", ".join(IDS) in done.out


def test_matches_when_rule_based_then_their_ids(run: Run) -> None:
    """The service gives no more of them."""
    assert (0, '{"match_id": "r1"}\n', "") == run(
        "matches", "shop", "--rule-based", "--output", "jsonl"
    )

"""Keep what a test puts in."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from mypy_boto3_customer_profiles import CustomerProfilesClient

    from cpkit.local import LocalService

ANN, BOB, EVE = "a" * 32, "b" * 32, "e" * 32
FIRST, SECOND, THIRD = ("1" * 32, "2" * 32, "3" * 32)


def test_matches_when_put_in_again_then_the_new_one_takes_the_place(
    shop: CustomerProfilesClient, service: LocalService
) -> None:
    """A match is known by its id, and the test can say when it was found."""
    found = datetime(2025, 12, 31, tzinfo=UTC)
    service.results.put_matches("Shop", {"MatchId": "1", "ConfidenceScore": 0.5})
    service.results.put_matches(
        "Shop", {"MatchId": "1", "ConfidenceScore": 0.75}, generated_at=found
    )

    answer = shop.get_matches(DomainName="Shop")

    assert [0.75] == [match["ConfidenceScore"] for match in answer["Matches"]]
    assert found == answer["MatchGenerationDate"]


def test_results_when_the_domain_does_not_exist_then_it_is_not_found(
    client: CustomerProfilesClient, service: LocalService
) -> None:
    """Results alone make no domain."""
    service.results.put_matches("Shop", {"MatchId": "1"})

    with pytest.raises(client.exceptions.ResourceNotFoundException, match="Domain Shop"):
        client.get_matches(DomainName="Shop")


@pytest.mark.parametrize("how", ["delete", "reset"])
def test_results_when_the_domain_is_gone_then_they_are_gone(
    shop: CustomerProfilesClient, service: LocalService, how: str
) -> None:
    """A new domain of the same name has none."""
    service.results.put_matches("Shop", {"MatchId": "1"})
    if how == "delete":
        shop.delete_domain(DomainName="Shop")
    else:
        service.reset()
    shop.create_domain(DomainName="Shop", DefaultExpirationDays=30)

    assert 0 == shop.get_matches(DomainName="Shop")["PotentialMatches"]


@pytest.mark.parametrize(
    ("put", "wrong", "says"),
    [
        ("put_matches", {"ProfileIds": [ANN]}, "'MatchId' failed .* must not be null"),
        ("put_matches", {"MatchId": "1", "ProfileIds": ["x"]}, r"ProfileIds\[0\]"),
        ("put_matches", {"MatchId": "1", "Score": 1}, "'Score' .* must be known"),
        ("put_rule_based_matches", {"MatchId": "1", "RuleLevel": 16}, "RuleLevel"),
        ("put_jobs", {"JobId": "x", "Status": "DONE"}, "2 validation errors .*JobId.*Status"),
        ("put_jobs", {"JobId": FIRST, "JobStartTime": "soon"}, "JobStartTime"),
    ],
)
def test_result_when_it_is_not_as_the_model_has_it_then_it_is_refused(
    service: LocalService, put: str, wrong: dict[str, object], says: str
) -> None:
    """A test that puts in what the service could never answer hears of it at once."""
    with pytest.raises(ValueError, match=says):
        getattr(service.results, put)("Shop", wrong)

"""What results are typed as, for both checkers; see the other files here for how this works."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, assert_type

from cpkit import (
    AutoMerging,
    ConflictResolution,
    Consolidation,
    CustomerProfiles,
    Domain,
    DomainSettings,
    RateLimit,
    RetryPolicy,
    RuleBasedMatching,
)
from cpkit.local import LocalService
from cpkit.results import (
    AutoMergingPreview,
    DomainsPage,
    IdentityResolutionJob,
    IdentityResolutionJobsPage,
    ListDomainItem,
    MatchesPage,
    MatchItem,
    MatchType,
    PollEvent,
    Results,
    RuleBasedMatchesPage,
    SimilarProfilesPage,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

JOB_ID = "0" * 32


def shop() -> CustomerProfiles:
    """Give a client of a service where a domain has results."""
    service = LocalService(in_progress_for=0)
    retry = RetryPolicy(clock=lambda: 0.0)
    profiles = CustomerProfiles(service.client(), retry=retry, rate_limit=RateLimit())
    rules = RuleBasedMatching(enabled=True, matching_rules=[["EmailAddress"]])
    profiles.create_domain(
        DomainSettings(domain_name="shop", default_expiration_days=366, rule_based_matching=rules)
    )
    service.results.put_matches("shop", {"MatchId": "7", "ConfidenceScore": 0.97})
    service.results.put_jobs("shop", {"JobId": JOB_ID, "Status": "COMPLETED"})
    return profiles


def test_results_when_iterated_then_typed_by_what_they_are() -> None:
    """Results know their items and their pages."""
    profiles = shop()
    matches = profiles.get_matches("shop")
    ids = profiles.list_rule_based_matches("shop")
    domains = profiles.list_domains(page_size=10)
    jobs: Iterable[IdentityResolutionJob] = profiles.list_identity_resolution_jobs("shop")

    assert_type(domains, Results[DomainsPage, ListDomainItem])
    assert_type(domains.first_page().items, tuple[ListDomainItem, ...])
    assert_type(matches, Results[MatchesPage, MatchItem])
    assert_type(next(iter(matches)), MatchItem)
    assert_type(matches.first_page().match_generation_date, datetime | None)
    assert_type(ids, Results[RuleBasedMatchesPage, str])
    assert_type(
        profiles.list_identity_resolution_jobs("shop"),
        Results[IdentityResolutionJobsPage, IdentityResolutionJob],
    )
    assert [None] == [job.job_stats.number_of_merges_done for job in jobs]


def test_match_type_when_given_either_way_then_it_type_checks() -> None:
    """The member and its literal string are taken, another string is not."""
    search = shop().get_similar_profiles

    by_text = search("shop", match_type="ML_BASED_MATCHING", search_key="matchId", search_value="7")
    by_member = search(
        "shop", match_type=MatchType.ML_BASED_MATCHING, search_key="matchId", search_value="7"
    )

    assert_type(by_text, Results[SimilarProfilesPage, str])
    assert by_text.first_page() == by_member.first_page()


def test_preview_when_asked_for_then_typed() -> None:
    """It takes the settings' own block."""
    merging = AutoMerging(
        enabled=True,
        consolidation=Consolidation([["EmailAddress"]]),
        conflict_resolution=ConflictResolution.recency(),
    )

    preview = shop().get_auto_merging_preview("shop", merging)

    assert_type(preview, AutoMergingPreview)
    assert_type(preview.number_of_matches_in_sample, int | None)
    assert 1 == preview.number_of_matches_in_sample


def test_waits_when_done_then_typed_by_what_was_waited_for() -> None:
    """Durations are given either way, and a hook knows what it is told."""
    profiles = shop()
    statuses: list[str] = []

    def watch(event: PollEvent[Domain]) -> None:
        assert_type(event.seen, Domain | None)
        statuses.append(event.status)

    domain = profiles.wait_until_rules_active(
        "shop", timeout=timedelta(hours=1), poll_every=60.0, on_poll=watch
    )
    job = profiles.wait_until_job_finished("shop", JOB_ID, on_poll=print)

    assert_type(domain, Domain)
    assert_type(job, IdentityResolutionJob)
    assert ["ACTIVE"] == statuses
    assert job.is_finished

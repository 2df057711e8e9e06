"""Results through the whole path: cpkit's client, botocore and the stand-in."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from itertools import islice
from typing import TYPE_CHECKING, Any

import pytest

from cpkit import (
    AutoMerging,
    ConflictResolution,
    Consolidation,
    CustomerProfiles,
    DomainSettings,
    RetryPolicy,
)
from cpkit.client.calls.rate_limit import RateLimit
from cpkit.errors import (
    MalformedResponseError,
    ResourceNotFoundError,
    TransportError,
    ValidationError,
)
from cpkit.local import CutOff, LocalService, MalformedResponse, Throttle, TruncatedResponse, serve
from cpkit.models.matches import AutoMergingPreview, MatchItem, MatchType
from cpkit.schema.shapes.enums import UnknownValue

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.support.connections import Connections

FOUND = datetime(2026, 1, 3, tzinfo=UTC)
PROFILES = [f"{number:032x}" for number in range(6)]
MERGING = AutoMerging(
    enabled=False,
    consolidation=Consolidation([["EmailAddress", "LastName"]]),
    conflict_resolution=ConflictResolution.recency(),
    min_allowed_confidence_score_for_merging=0.9,
)
JSON = {"Content-Type": "application/json"}


@pytest.fixture
def service() -> LocalService:
    """Give a service with a domain that has results."""
    service = LocalService()
    service.client().create_domain(DomainName="shop", DefaultExpirationDays=366)
    service.results.put_matches(
        "shop",
        *(
            {"MatchId": f"m{number}", "ProfileIds": PROFILES[:2], "ConfidenceScore": number / 10}
            for number in range(8, 11)
        ),
        generated_at=FOUND,
    )
    service.results.put_rule_based_matches(
        "shop", {"MatchId": "r1", "ProfileIds": PROFILES, "RuleLevel": 2}, {"MatchId": "r2"}
    )
    service.results.put_jobs(
        "shop",
        *({"JobId": f"{number:032x}", "Status": "COMPLETED"} for number in range(3)),
    )
    service.forget_requests()
    return service


@pytest.fixture(params=["in the process", "over HTTP"])
def profiles(
    request: pytest.FixtureRequest, service: LocalService, connections: Connections
) -> Iterator[CustomerProfiles]:
    """Give a facade in each of the ways that there are."""
    if request.param == "in the process":
        yield CustomerProfiles(service.client(), retry=connections.policy())
    else:
        with serve(service) as running:
            yield connections.profiles(endpoint_url=running.endpoint_url)


def tokens(service: LocalService) -> list[bool]:
    """Tell of each request whether it asked for a further page."""
    return ["NextToken" in request.parameters for request in service.requests]


def test_matches_when_they_fill_several_pages_then_each_is_read_when_needed(
    profiles: CustomerProfiles, service: LocalService
) -> None:
    """The first item costs one request, and the page's own facts none."""
    matches = profiles.get_matches("shop", page_size=2)
    assert [] == tokens(service)

    first = next(iter(matches))
    assert MatchItem(match_id="m10", profile_ids=PROFILES[:2], confidence_score=1.0) == first
    assert (FOUND, 3) == (
        matches.first_page().match_generation_date,
        matches.first_page().potential_matches,
    )
    assert [False] == tokens(service)
    assert ["m8", "m9"] == [match.match_id for match in matches]
    assert [False, True] == tokens(service)
    assert {2} == {request.parameters["MaxResults"] for request in service.requests}


def test_rule_based_matches_when_listed_then_similar_profiles_can_be_had(
    profiles: CustomerProfiles,
) -> None:
    """An id leads to the profiles, and their page to what the match is."""
    first, second = profiles.list_rule_based_matches("shop", page_size=1)
    assert ("r1", "r2") == (first, second)
    similar = profiles.get_similar_profiles(
        "shop",
        match_type="RULE_BASED_MATCHING",
        search_key="matchId",
        search_value=first,
        page_size=4,
    )

    assert PROFILES == list(similar)
    page = similar.first_page()
    assert (MatchType.RULE_BASED_MATCHING, "r1", 2) == (
        page.match_type,
        page.match_id,
        page.rule_level,
    )
    assert page.confidence_score is None


def test_jobs_when_listed_then_each_can_be_read(profiles: CustomerProfiles) -> None:
    """A job from the list has the id that gives the whole job."""
    jobs = list(profiles.list_identity_resolution_jobs("shop", page_size=2))

    assert [profiles.get_identity_resolution_job("shop", job.job_id) for job in jobs] == jobs
    assert 3 == len(jobs)


def test_job_when_there_is_none_then_it_is_not_found(profiles: CustomerProfiles) -> None:
    """The service's own error comes through."""
    with pytest.raises(ResourceNotFoundError, match="does not exist"):
        profiles.get_identity_resolution_job("shop", "f" * 32)


def test_preview_when_everything_is_given_then_it_is_counted(
    profiles: CustomerProfiles, service: LocalService
) -> None:
    """Whether merging is enabled is not sent: the request has no place for it."""
    preview = profiles.get_auto_merging_preview("shop", MERGING)

    assert (
        AutoMergingPreview(
            domain_name="shop",
            number_of_matches_in_sample=3,
            number_of_profiles_in_sample=2,
            number_of_profiles_will_be_merged=2,
        )
        == preview
    )
    assert {
        "DomainName",
        "Consolidation",
        "ConflictResolution",
        "MinAllowedConfidenceScoreForMerging",
    } == set(service.requests[-1].parameters)


def test_preview_when_something_is_missing_then_nothing_is_sent(
    profiles: CustomerProfiles, service: LocalService
) -> None:
    """What the service requires is named before it is asked."""
    with pytest.raises(ValidationError, match="2 problems"):
        profiles.get_auto_merging_preview("shop", AutoMerging(enabled=True))
    assert () == service.requests


@pytest.mark.parametrize("name", ["", "my shop"])
def test_results_when_an_argument_is_wrong_then_it_is_told_at_once(
    profiles: CustomerProfiles, service: LocalService, name: str
) -> None:
    """Not only when the first item is asked for."""
    for operation in (
        profiles.get_matches,
        profiles.list_rule_based_matches,
        profiles.list_identity_resolution_jobs,
    ):
        with pytest.raises(ValidationError, match="DomainName"):
            operation(name)
    with pytest.raises(ValidationError, match="MaxResults: must be 1 to 100, not 0"):
        profiles.get_matches("shop", page_size=0)
    assert () == service.requests


def test_domains_when_a_page_failed_then_it_can_be_asked_for_again(
    service: LocalService,
) -> None:
    """A failure never turns into a list that is empty or ends too early."""
    service.client().create_domain(DomainName="kiosk", DefaultExpirationDays=30)
    profiles = CustomerProfiles(service.client(), retry=RetryPolicy(max_attempts=1))
    domains = profiles.list_domains(page_size=1)
    names: list[str] = []

    for _ in range(2):
        service.inject(CutOff())
        with pytest.raises(TransportError):
            next(iter(domains))
        names.append(next(iter(domains)).domain_name)

    assert ["kiosk", "shop"] == sorted(names)
    assert [] == list(domains)


def test_domains_when_listed_then_nothing_is_sent_before_the_first_is_asked_for(
    service: LocalService,
) -> None:
    """They are results as all others are, of the account and not of a domain."""
    sent = len(service.requests)
    domains: Any = CustomerProfiles(service.client()).list_domains()

    assert sent == len(service.requests)
    assert ("shop",) == tuple(item.domain_name for item in domains.first_page().items)
    assert all(text in domains._repr_html_() for text in ("ListDomains: 1 page read", "shop"))
    with pytest.raises(ValidationError, match="MaxResults: must be 1 to 100, not 0"):
        CustomerProfiles(service.client()).list_domains(page_size=0)


def test_results_when_throttled_then_the_page_is_asked_for_again(
    profiles: CustomerProfiles, service: LocalService
) -> None:
    """Each page is a call with its own attempts."""
    service.inject(Throttle(), operation="GetMatches", times=2)

    assert 3 == len(list(profiles.get_matches("shop", page_size=1)))
    assert [False, False, False, True, True] == tokens(service)


@pytest.mark.parametrize(
    "answer", [MalformedResponse(), TruncatedResponse(), MalformedResponse(b"[]")]
)
def test_results_when_the_answer_is_none_then_it_is_no_empty_success(
    profiles: CustomerProfiles, service: LocalService, answer: Any
) -> None:
    """An HTML page and half a document look like a list without items to botocore.

    Half a document over HTTP is a broken connection to some versions of urllib3.
    """
    none = (MalformedResponseError, TransportError)
    service.inject(answer, times=None)

    for results in (
        profiles.get_matches("shop"),
        profiles.list_rule_based_matches("shop"),
        profiles.list_identity_resolution_jobs("shop"),
    ):
        with pytest.raises(none):
            next(iter(results))
    with pytest.raises(none):
        profiles.get_identity_resolution_job("shop", "0" * 32)
    with pytest.raises(none):
        profiles.get_auto_merging_preview("shop", MERGING)


@pytest.mark.parametrize(
    "body",
    [
        b'{"Matches": [{"ConfidenceScore": 0.5}]}',
        b'{"Matches": [7]}',
        b'{"Matches": [{}]}',
        b'{"Matches": "none"}',
        b'{"Matches": [], "PotentialMatches": "many"}',
        b'{"Matches": [], "NextToken": 7}',
    ],
)
def test_page_when_a_member_is_wrong_then_it_is_malformed(
    service: LocalService, body: bytes
) -> None:
    """Types and ids are held to, however tolerant reading is."""
    service.inject(MalformedResponse(body, headers=JSON))
    profiles = CustomerProfiles(service.client(), retry=RetryPolicy(max_attempts=1))

    with pytest.raises(MalformedResponseError):
        next(iter(profiles.get_matches("shop")))


@pytest.mark.parametrize(
    "body",
    [b"{}", b'{"PotentialMatches": 0}', b'{"Matches": null, "PotentialMatches": 0}'],
)
def test_page_when_it_leaves_out_an_empty_list_then_there_are_no_items(
    service: LocalService, body: bytes
) -> None:
    """The model says of no member that it must be there."""
    headers = {**JSON, "Content-Length": str(len(body))}
    service.inject(MalformedResponse(body, headers=headers))

    assert [] == list(CustomerProfiles(service.client()).get_matches("shop"))


def test_results_when_the_service_repeats_a_token_then_it_is_an_error(
    service: LocalService,
) -> None:
    """Pages that come round again would never end."""
    for token in ("A", "B", "A"):
        body = f'{{"MatchIds": ["{token}"], "NextToken": "{token}"}}'.encode()
        service.inject(MalformedResponse(body, headers=JSON))
    profiles = CustomerProfiles(service.client(), retry=RetryPolicy(max_attempts=1))
    matches = profiles.list_rule_based_matches("shop")

    assert ["A", "B", "A"] == list(islice(matches, 3))
    with pytest.raises(MalformedResponseError, match="a next page that was there before"):
        next(iter(matches))
    assert 3 == len(service.requests)


def test_results_when_values_are_newer_than_cpkit_then_they_are_kept(
    service: LocalService,
) -> None:
    """A value that is not known reads as what it is."""
    body = b'{"ProfileIds": [], "MatchType": "ORACLE", "Colour": "blue", "RuleLevel": 99}'
    service.inject(MalformedResponse(body, headers=JSON))
    similar = CustomerProfiles(service.client()).get_similar_profiles(
        "shop", match_type=UnknownValue("ORACLE"), search_key="matchId", search_value="7"
    )

    assert (UnknownValue("ORACLE"), 99, ()) == (
        similar.first_page().match_type,
        similar.first_page().rule_level,
        similar.first_page().profile_ids,
    )


def test_calls_when_a_rate_limit_is_given_then_each_attempt_waits_for_its_turn(
    service: LocalService,
) -> None:
    """Pages, single reads and repeated attempts count alike."""
    waits: list[float] = []
    limit = RateLimit({"GetMatches": 1.0}, headroom=0, clock=lambda: 0.0, sleep=waits.append)
    retry = RetryPolicy(throttled_wait_initial=0, wait_initial=0)
    profiles = CustomerProfiles(service.client(), retry=retry, rate_limit=limit)
    service.inject(Throttle(), operation="GetMatches")

    assert 3 == len(list(profiles.get_matches("shop", page_size=2)))
    profiles.get_domain("shop")
    assert [1.0, 2.0] == waits


def test_domains_when_written_through_the_facade_then_the_settings_are_kept(
    profiles: CustomerProfiles,
) -> None:
    """Results do not get in the way of domains."""
    settings = DomainSettings(domain_name="kiosk", default_expiration_days=30)

    assert settings == profiles.create_domain(settings).settings


def test_results_when_shown_in_a_notebook_then_nothing_is_read_for_it(
    service: LocalService,
) -> None:
    """The page at hand is shown, with what the service says of it."""
    matches: Any = CustomerProfiles(service.client()).get_matches("shop", page_size=2)
    before = matches._repr_html_()

    assert ("<table" in before, "GetMatches of shop: not read yet" in before) == (False, True)
    assert [] == tokens(service)
    next(iter(matches))
    after = matches._repr_html_()
    assert [False] == tokens(service)
    assert all(text in after for text in ("1 page read", "potential_<wbr>matches", "m10", "m8"))
    assert "next_token" not in after


@pytest.mark.parametrize("already", [0, 1, 2])
def test_results_when_a_hook_of_their_own_call_reads_them_then_each_item_comes_once(
    service: LocalService, already: int
) -> None:
    """The hook gets what is left, and the loop whose page is being repeated ends after it."""
    heard: list[str | None] = []
    retry = RetryPolicy(
        sleep=lambda _: None, on_retry=lambda _: heard.extend(item.match_id for item in matches)
    )
    matches = CustomerProfiles(service.client(), retry=retry).get_matches("shop", page_size=1)
    first = [item.match_id for item in islice(matches, already)]
    service.inject(Throttle(), operation="GetMatches")

    assert [] == list(matches)
    assert ["m10", "m8", "m9"] == [*first, *heard]
    # The page that was throttled, what the hook read, and that page once more.
    assert already + 1 + (3 - already) + 1 == len(service.requests)


def test_results_when_a_hook_of_botocore_reads_them_then_each_item_comes_once(
    service: LocalService,
) -> None:
    """The hook comes while the first page is being read; what it leaves is the loop's."""
    profiles = CustomerProfiles(service.client())
    matches = profiles.get_matches("shop", page_size=1)
    heard: list[str | None] = []

    def hear(**_: object) -> None:
        if not heard:
            heard.append(None)
            heard.extend(item.match_id for item in islice(matches, 2))

    profiles.boto3_client.meta.events.register("after-call.customer-profiles.GetMatches", hear)

    assert ["m9"] == [item.match_id for item in matches]
    assert [None, "m10", "m8"] == heard


def test_results_when_threads_go_over_them_at_once_then_no_page_is_lost_or_repeated(
    service: LocalService,
) -> None:
    """Each has a loop of its own; a page that two of them read counts once."""
    matches = CustomerProfiles(service.client()).get_matches("shop", page_size=1)
    loops = [iter(matches) for _ in range(4)]
    taken: list[MatchItem] = []
    with ThreadPoolExecutor(4) as pool:
        assert [None] * 4 == list(pool.map(taken.extend, loops))

    assert ["m10", "m8", "m9"] == sorted(item.match_id for item in taken)
    assert "used up, 3 pages read" in repr(matches)

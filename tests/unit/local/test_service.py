"""Answer what no operation covers, and keep what tests ask for."""

from __future__ import annotations

import math
import pickle
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, TypeAlias

import attrs
import pytest

from cpkit import CustomerProfiles, DomainSettings
from cpkit.local import LocalService, Throttle
from cpkit.local.protocol.messages import Request

if TYPE_CHECKING:
    from collections.abc import Callable

    from mypy_boto3_customer_profiles import CustomerProfilesClient

    Ask: TypeAlias = Callable[..., tuple[int, Any]]


def _headers(service: LocalService, method: str, target: str) -> dict[str, str]:
    response = service.handle(Request(method, target)).response
    assert response is not None
    return dict(response.headers)


def test_service_when_pickled_then_it_says_how_to_share_it(service: LocalService) -> None:
    """A copy in another process would have domains of its own."""
    with pytest.raises(TypeError, match=r"share it by serve\(\)"):
        pickle.dumps(service)


@pytest.mark.parametrize(
    ("argument", "value"),
    [
        ("region_name", None),
        ("region_name", ""),
        ("account_id", 111122223333),
        ("account_id", "1111-2222-3333"),
        *((name, -1) for name in ("pending_for", "in_progress_for", "locked_for")),
        ("locked_for", math.nan),
        ("locked_for", math.inf),
        ("locked_for", 1e300),
        ("locked_for", "86400"),
        ("locked_for", timedelta(days=-1)),
    ],
)
def test_service_when_an_argument_is_wrong_then_it_is_named(argument: str, value: Any) -> None:
    """It may come from a configuration file."""
    with pytest.raises(ValueError, match=f"^{argument} must be") as caught:
        LocalService(**{argument: value})
    assert str(caught.value).endswith(f"not {value!r}")


def test_operation_when_it_is_not_implemented_then_the_answer_names_it(ask: Ask) -> None:
    """An operation that the service has and the stand-in lacks is no wrong request."""
    status, answer = ask("GET", "/domains/Shop/object-types")

    assert (501, True) == (status, answer["Message"].startswith("The stand-in does not implement"))


@pytest.mark.parametrize(
    ("method", "target", "name"),
    [
        ("GET", "/domains/Shop/object-types", "NotImplementedByStandInException"),
        ("GET", "/nowhere", "UnknownOperationException"),
        ("GET", "/domains/%FF", "BadRequestException"),
        ("GET", "/domains/Shop", "ResourceNotFoundException"),
    ],
)
def test_error_when_it_is_answered_then_a_header_names_it(
    service: LocalService, method: str, target: str, name: str
) -> None:
    """Clients read the error's name there."""
    assert name == _headers(service, method, target)["x-amzn-ErrorType"]


def test_request_id_when_requests_follow_each_other_then_it_counts(service: LocalService) -> None:
    """Every answer has an id, and it is the same in every run."""
    seen = [_headers(service, "GET", target)["x-amzn-RequestId"] for target in ("/domains", "/x")]

    expected = ["00000000-0000-4000-8000-000000000001", "00000000-0000-4000-8000-000000000002"]
    assert expected == seen


def test_violation_when_a_value_is_secret_then_the_message_does_not_repeat_it(ask: Ask) -> None:
    """Keys, queue addresses and tag values are named by their paths."""
    ask("POST", "/domains/Shop", {"DefaultExpirationDays": 1})
    secret = "x" * 257
    body = {"DefaultEncryptionKey": secret, "DeadLetterQueueUrl": secret, "Tags": {"a": secret}}
    status, answer = ask("PUT", "/domains/Shop", body)

    assert (400, "3", False) == (status, answer["Message"][0], "xx" in answer["Message"])


def test_requests_when_one_is_recorded_then_it_has_all_that_arrived(
    service: LocalService, client: CustomerProfilesClient
) -> None:
    """A test can count calls and compare what they said."""
    client.create_domain(DomainName="Shop", DefaultExpirationDays=1)
    recorded = service.requests[0]

    assert (
        "CreateDomain",
        "POST",
        "/domains/Shop",
        {"DomainName": "Shop", "DefaultExpirationDays": 1},
        b'{"DefaultExpirationDays": 1}',
    ) == (
        recorded.operation,
        recorded.method,
        recorded.path,
        dict(recorded.parameters),
        recorded.body,
    )


def test_requests_when_some_go_wrong_then_they_are_recorded_too(
    service: LocalService, ask: Ask
) -> None:
    """A request counts, whatever becomes of it."""
    service.inject(Throttle())
    for target in ("/domains", "/nowhere", "/domains/Shop/matches"):
        ask("GET", target)

    expected = ["ListDomains", None, "GetMatches"]
    assert expected == [request.operation for request in service.requests]


def test_forget_requests_when_it_is_called_then_domains_stay(
    service: LocalService, client: CustomerProfilesClient
) -> None:
    """Only the record is emptied."""
    client.create_domain(DomainName="Shop", DefaultExpirationDays=1)
    service.forget_requests()

    assert ((), 1) == (service.requests, len(client.list_domains()["Items"]))


def test_reset_when_it_is_called_then_the_service_is_as_new(
    service: LocalService, client: CustomerProfilesClient
) -> None:
    """Domains, faults, requests and ids begin again."""
    client.create_domain(DomainName="Shop", DefaultExpirationDays=1)
    service.inject(Throttle())
    service.reset()
    answer = client.list_domains()

    assert ([], 1, "1") == (
        answer["Items"],
        len(service.requests),
        answer["ResponseMetadata"]["RequestId"].rpartition("-")[2].lstrip("0"),
    )


def test_clock_when_none_is_given_then_time_is_the_machines() -> None:
    """Times are real without a clock."""
    before = datetime.now(UTC).replace(microsecond=0)
    client = LocalService().client()
    client.create_domain(DomainName="Shop", DefaultExpirationDays=1)

    assert before <= client.get_domain(DomainName="Shop")["CreatedAt"]


def test_service_when_threads_share_it_then_no_request_is_lost(service: LocalService) -> None:
    """Names are given once, however many ask for them at once."""

    def create(number: int) -> int:
        body = b'{"DefaultExpirationDays": 1}'
        response = service.handle(Request("POST", f"/domains/d{number % 50}", body)).response
        return response.status if response else 0

    with ThreadPoolExecutor(8) as pool:
        statuses = list(pool.map(create, range(200)))

    assert (50, 150, 200) == (statuses.count(200), statuses.count(400), len(service.requests))


@pytest.mark.parametrize(("bound", "expected"), [(2, ["b", "c"]), (0, []), (None, ["a", "b", "c"])])
def test_requests_when_there_are_more_than_are_remembered_then_the_newest_are(
    bound: int | None, expected: list[str]
) -> None:
    """A stand-in that runs for weeks does not fill the memory."""
    service = LocalService(remembered_requests=bound)
    for name in "abc":
        service.handle(Request("GET", f"/domains/{name}"))

    assert [f"/domains/{name}" for name in expected] == [made.path for made in service.requests]


def test_requests_when_no_bound_is_given_then_there_is_one() -> None:
    """Nobody thinks of it before it is too late."""
    service = LocalService()
    for _ in range(10_001):
        service.handle(Request("GET", "/"))

    assert 10_000 == len(service.requests)


@pytest.mark.parametrize("bound", [-1, 1.5, "3", True])
def test_service_when_the_bound_of_requests_is_none_then_it_cannot_be_made(bound: Any) -> None:
    """What cannot be counted is rejected where it is given."""
    with pytest.raises(ValueError, match=r"^remembered_requests must be at least 0 or None, not"):
        LocalService(remembered_requests=bound)


@pytest.mark.parametrize(
    "region", ["us-east-1", "cn-north-1", "us-gov-west-1", "us-iso-east-1", "us-isob-east-1"]
)
def test_tags_when_the_region_is_of_another_partition_then_its_arns_are_taken(region: str) -> None:
    """The model's pattern knows one partition, and the service is in more."""
    service = LocalService(region_name=region, account_id="111122223333")
    profiles = CustomerProfiles(service.client(), account_id="111122223333")
    settings = DomainSettings(domain_name="shop", default_expiration_days=1, tags={"team": "web"})

    result = profiles.apply(profiles.plan(settings))
    changed = profiles.apply(profiles.plan(attrs.evolve(settings, tags={"team": "data"})))

    assert () == result.remaining == changed.remaining
    assert {"team": "data"} == profiles.get_domain("shop").settings.tags


def test_tags_when_the_arn_is_of_another_partition_then_there_is_no_such_domain(ask: Ask) -> None:
    """An ARN of the wrong partition is rejected, or is of nobody."""
    for partition, status in (("aws-cn", 400), ("aws", 404), ("awsx", 404)):
        arn = f"arn:{partition}:profile:us-east-1:111122223333:domains/Shop"

        assert status == ask("GET", f"/tags/{arn.replace('/', '%2F')}")[0]


def test_service_when_asked_whose_it_is_then_account_and_region_of_its_arns() -> None:
    """What a test tells its client can be read from the service."""
    service = LocalService(account_id="111122223333", region_name="cn-north-1")

    assert f"arn:aws-cn:profile:{service.region_name}:{service.account_id}:domains/Shop" == (
        service.domain_arn("Shop")
    )

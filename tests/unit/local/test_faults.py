"""Let requests go wrong in the process."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, TypeAlias, cast

import pytest
from botocore.config import Config
from botocore.exceptions import ConnectionClosedError, ReadTimeoutError

from cpkit.local import (
    CutOff,
    Delay,
    LocalService,
    MalformedResponse,
    Throttle,
    TruncatedResponse,
)
from cpkit.local.protocol.messages import Request

if TYPE_CHECKING:
    from collections.abc import Callable

    from mypy_boto3_customer_profiles import CustomerProfilesClient

    Ask: TypeAlias = Callable[..., tuple[int, Any]]


def _create(client: CustomerProfilesClient) -> None:
    client.create_domain(DomainName="Shop", DefaultExpirationDays=1)


def _names(client: CustomerProfilesClient) -> list[str]:
    return [item["DomainName"] for item in client.list_domains()["Items"]]


@pytest.mark.parametrize("applied", [False, True])
def test_cut_off_when_it_strikes_then_the_connection_is_closed(
    service: LocalService, client: CustomerProfilesClient, *, applied: bool
) -> None:
    """The caller cannot tell whether the request was applied, and the test can."""
    service.inject(CutOff(applied=applied))
    with pytest.raises(ConnectionClosedError):
        _create(client)

    assert (["Shop"] if applied else []) == _names(client)


def test_truncated_answer_when_it_strikes_then_half_the_body_is_there(
    service: LocalService,
) -> None:
    """The head promises more than comes."""
    service.inject(TruncatedResponse())
    response = service.handle(Request("GET", "/domains")).response

    assert response is not None
    assert ("13", b'{"Item') == (response.headers["Content-Length"], response.body)


def test_truncated_answer_when_it_strikes_then_the_request_is_applied(
    service: LocalService, client: CustomerProfilesClient
) -> None:
    """The client takes what came for a success, and for once that is true."""
    service.inject(TruncatedResponse())
    _create(client)

    assert ["Shop"] == _names(client)


def test_truncated_answer_when_there_is_no_answer_then_nothing_is_delivered() -> None:
    """Half of nothing is nothing."""
    assert TruncatedResponse().deliver(None, "id").response is None


def test_delay_when_it_is_short_then_the_answer_comes_after_it() -> None:
    """Waiting is done by what the test says."""
    waits: list[float] = []
    service = LocalService(sleep=waits.append)
    service.inject(Delay(timedelta(seconds=3)))

    assert ([], [3.0]) == (_names(service.client()), waits)


def test_delay_when_it_is_beyond_the_read_timeout_then_the_answer_is_lost() -> None:
    """Nobody waits; the request is applied, and the client has given up."""
    waits: list[float] = []
    service = LocalService(sleep=waits.append)
    client = service.client(config=Config(read_timeout=5, retries={"total_max_attempts": 1}))
    service.inject(Delay(5.0))
    with pytest.raises(ReadTimeoutError):
        _create(client)

    assert (["Shop"], []) == (_names(client), waits)


def test_malformed_answer_when_it_strikes_then_it_is_given_as_it_is(
    service: LocalService, client: CustomerProfilesClient
) -> None:
    """Nothing is added, not even a request id."""
    service.inject(MalformedResponse(b"{}", status=201, headers={"X-Test": "1"}))
    metadata = client.list_domains()["ResponseMetadata"]

    assert (201, {"x-test": "1"}) == (metadata["HTTPStatusCode"], metadata["HTTPHeaders"])


@pytest.mark.parametrize("applied", [False, True])
def test_malformed_answer_when_it_strikes_then_the_request_may_be_applied(
    service: LocalService, client: CustomerProfilesClient, *, applied: bool
) -> None:
    """A page of HTML in place of an answer says nothing of what was done."""
    service.inject(MalformedResponse(applied=applied))
    _create(client)

    assert (["Shop"] if applied else []) == _names(client)


@pytest.mark.parametrize("make", [Throttle, Delay])
@pytest.mark.parametrize(
    "duration", [-3, -0.001, float("nan"), float("inf"), 10**400, timedelta(-1), timedelta.max]
)
def test_fault_when_its_duration_is_none_then_it_cannot_be_made(
    make: Callable[[Any], object], duration: Any
) -> None:
    """Nobody waits for less than nothing, for ever, or for what is no number."""
    with pytest.raises(ValueError, match=r"must be 0 to \d+ seconds"):
        make(duration)


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: Throttle(cast("Any", "1")), "retry_after must be a timedelta or seconds, not '1'"),
        (lambda: Throttle(True), "retry_after must be a timedelta or seconds, not True"),
        (lambda: Delay(cast("Any", None)), "duration must be a timedelta or seconds, not None"),
        (lambda: MalformedResponse(cast("Any", "text")), "'body' must be"),
        (lambda: MalformedResponse(headers=cast("Any", ["X-A: 1"])), "a mapping of strings"),
        (
            lambda: MalformedResponse(headers=cast("Any", {"X-A": 1})),
            "the header 'X-A' must be str",
        ),
        (lambda: MalformedResponse(headers=cast("Any", {1: "a"})), "the header 1 must be str"),
    ],
)
def test_fault_when_a_value_is_of_another_type_then_it_cannot_be_made(
    make: Callable[[], object], message: str
) -> None:
    """What is wrong is said where it is written, not where a request meets it."""
    with pytest.raises(TypeError) as caught:
        make()

    assert message in str(caught.value)


@pytest.mark.parametrize("status", [99, 1000, 200.0, "200"])
def test_malformed_answer_when_its_status_is_none_then_it_cannot_be_made(status: Any) -> None:
    """A status of other than three digits is nothing that HTTP can carry."""
    with pytest.raises(ValueError, match="must be 100 to 999"):
        MalformedResponse(status=status)


@pytest.mark.parametrize(
    "headers", [{"X-A": "1\r\nX-B: 2"}, {"X-A\n": "1"}, {"X-A": "\0"}, {"X-A": "\u20ac"}]
)
def test_malformed_answer_when_a_header_cannot_be_sent_then_it_cannot_be_made(
    headers: dict[str, str],
) -> None:
    """A header with a line end would be two."""
    with pytest.raises(ValueError, match=r"the header 'X-A.* has a line end or a character beyond"):
        MalformedResponse(headers=headers)


@pytest.mark.parametrize(
    ("operation", "message"),
    [("UpdateDomian", "did you mean UpdateDomain?"), ("Zzz", "the service has no operation Zzz")],
)
def test_inject_when_the_operation_does_not_exist_then_it_is_refused(
    service: LocalService, operation: str, message: str
) -> None:
    """A fault that waits for a misspelt operation would wait for ever."""
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - the text is compared below
        service.inject(Throttle(), operation=operation)

    assert str(caught.value).endswith(message)

"""What botocore's events report of a call, and which go without botocore's validation."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import boto3
import pytest
from botocore import UNSIGNED
from botocore.awsrequest import AWSResponse
from botocore.config import Config
from botocore.exceptions import ParamValidationError

from cpkit.client.boto.connection import take
from cpkit.client.boto.events import (
    Progress,
    UnobtainableCredentialsError,
    check_parameters,
    check_types,
    send_as,
)
from cpkit.client.boto.responses import UnreadableResponseError
from tests.support.made_clients import NOTHING, make
from tests.support.service_model import model

if TYPE_CHECKING:
    from collections.abc import Callable

    from mypy_boto3_customer_profiles import CustomerProfilesClient

WRONG: dict[str, Any] = {"DomainName": "shop", "Items": 5}
"""Parameters that no operation takes."""


def checked(operation: str) -> None:
    """Check wrong parameters of an operation."""
    check_parameters(WRONG, model().operation_model(operation), event_name="before")


@pytest.mark.parametrize("operation", ["CreateDomain", "UpdateDomain", "GetDomain", "DeleteDomain"])
def test_parameters_when_cpkit_has_checked_them_then_botocore_does_not(operation: str) -> None:
    """Settings and names are checked once."""
    send_as(Progress(operation), lambda: checked(operation))
    with pytest.raises(ParamValidationError, match="Unknown parameter"):
        checked(operation)


@pytest.mark.parametrize("operation", ["ListDomains", "TagResource", "GetSimilarProfiles"])
def test_parameters_when_cpkit_has_not_checked_them_then_botocore_does(operation: str) -> None:
    """Being cpkit's own call is not enough."""
    with pytest.raises(ParamValidationError):
        send_as(Progress(operation), lambda: checked(operation))


def test_parameters_when_another_operation_is_called_within_then_botocore_does() -> None:
    """A hook that calls something else is no call of cpkit's."""
    with pytest.raises(ParamValidationError):
        send_as(Progress("GetDomain"), lambda: checked("UpdateDomain"))


def test_parameters_when_a_call_is_over_then_botocore_validates_again() -> None:
    """However it ended, and within another one too."""

    def fail() -> None:
        raise LookupError

    def within() -> None:
        with pytest.raises(LookupError):
            send_as(Progress("GetDomain"), fail)
        with pytest.raises(ParamValidationError):
            checked("GetDomain")
        checked("UpdateDomain")

    send_as(Progress("UpdateDomain"), within)
    with pytest.raises(ParamValidationError):
        checked("UpdateDomain")


def test_parameters_when_they_are_right_or_there_are_none_then_nothing() -> None:
    """What botocore takes, it takes."""
    check_parameters({"DomainName": "shop"}, model().operation_model("GetDomain"))
    check_parameters({}, SimpleNamespace(name="Odd", input_shape=None))


@pytest.fixture
def client(session: boto3.Session) -> CustomerProfilesClient:
    """Make a client as cpkit does, of a responder that stands for the network."""
    return make(session=session, endpoint_url="https://host")


def answer(status: int, body: bytes) -> Callable[..., AWSResponse]:
    """Respond instead of the network."""

    def respond(**_: object) -> AWSResponse:
        headers: Any = {}
        response = AWSResponse("https://host", status, headers, None)
        vars(response)["_content"] = body  # as if it had been read
        return response

    return respond


def test_progress_when_a_request_succeeds_then_counted_and_parsed(
    client: CustomerProfilesClient,
) -> None:
    """A response that was parsed is none that is being parsed."""
    events: Any = client.meta.events
    events.register("before-send.customer-profiles", answer(200, b'{"Items": []}'))
    progress = Progress("ListDomains")
    send_as(progress, client.list_domains)
    assert Progress("ListDomains", is_observed=True, requests=1, is_parsing=False) == progress


def test_progress_when_the_parser_stumbles_then_it_was_parsing(
    client: CustomerProfilesClient,
) -> None:
    """What is raised then is the parser's, whatever it is."""

    def fail(**_: object) -> None:
        raise OSError("the parser would")

    events: Any = client.meta.events
    events.register("before-send.customer-profiles", answer(200, b'{"Items": []}'))
    events.register("before-parse.customer-profiles", fail)
    progress = Progress("ListDomains")
    with pytest.raises(OSError, match="would"):
        send_as(progress, client.list_domains)
    assert Progress("ListDomains", is_observed=True, requests=1, is_parsing=True) == progress


@pytest.mark.parametrize("operation", [None, "GetDomain"])
def test_progress_when_somebody_else_sends_then_nothing_is_noted(
    client: CustomerProfilesClient, operation: str | None
) -> None:
    """Who goes past cpkit, or calls something else from a hook, is left alone."""
    events: Any = client.meta.events
    events.register("before-send.customer-profiles", answer(200, b'{"Items": []}'))
    progress = Progress(str(operation))
    if operation is None:
        client.list_domains()
    else:
        send_as(progress, client.list_domains)
    assert Progress(str(operation)) == progress


def find_none(_: object) -> None:
    """Find no credentials."""


@pytest.mark.parametrize("passes_by", [False, True])
def test_credentials_when_they_are_needed_not_then_none_are_resolved(
    session: boto3.Session, monkeypatch: pytest.MonkeyPatch, *, passes_by: bool
) -> None:
    """A request that is not signed needs none; who goes past cpkit meets botocore's own error."""
    config = Config(signature_version=None if passes_by else UNSIGNED)
    client = make(session=session, endpoint_url="https://host", config=config)
    events: Any = client.meta.events
    events.register("before-send.customer-profiles", answer(200, b'{"Items": []}'))
    session_type: type[Any] = type(session)
    monkeypatch.setattr(session_type, "get_credentials", find_none)
    if passes_by:
        client.list_domains()
    else:
        send_as(Progress("ListDomains"), client.list_domains)


@pytest.mark.parametrize(
    ("name", "value", "part"),
    [
        ("aws_access_key_id", "AKID\n", "access key contains"),
        ("aws_access_key_id", "AKID EXAMPLE", "access key contains"),
        ("aws_access_key_id", 5, "access key is not a string"),
        ("aws_secret_access_key", "S\udcff", "secret key contains"),
        ("aws_session_token", "T\udcff", "token contains"),
        ("aws_session_token", "Töken", "token contains"),
        ("aws_session_token", True, "token is not a string"),
    ],
)
def test_credentials_when_no_header_can_contain_them_then_not_sent_and_not_repeated(
    name: str, value: Any, part: str
) -> None:
    """What is wrong is told by the name of the part alone."""
    parts: dict[str, Any] = {"aws_access_key_id": "A", "aws_secret_access_key": "s", name: value}
    session = boto3.Session(**parts, region_name="eu-central-1")
    client = make(session=session, endpoint_url="https://host")
    progress = Progress("ListDomains")
    with pytest.raises(UnobtainableCredentialsError) as caught:
        send_as(progress, client.list_domains)
    assert 0 == progress.requests
    assert f"credentials: the {part}" in str(caught.value.reason)


@pytest.mark.parametrize(
    ("body", "wrong"),
    [
        (b'{"DomainName": "shop", "Matching": {"Enabled": 1}}', "Matching.Enabled"),
        (b'{"DomainName": "shop", "DefaultExpirationDays": 1.5}', "DefaultExpirationDays"),
        (b'{"DomainName": "shop", "Matching": {"Enabled": true}}', None),
    ],
)
def test_types_when_a_client_passed_in_converts_them_then_the_response_is_malformed(
    plain_client: Callable[..., Any], body: bytes, wrong: str | None
) -> None:
    """Botocore reads 1 as false, and sent back that would disable what is enabled."""
    client = plain_client()
    take(client, NOTHING, 1)
    client.meta.events.register("before-send.customer-profiles", answer(200, body))
    progress = Progress("GetDomain")
    send_as(progress, lambda: client.get_domain(DomainName="shop"))
    output = model().operation_model("GetDomain").output_shape
    if wrong is None:
        check_types(progress, output)
        return
    with pytest.raises(UnreadableResponseError, match=f"wrong type: {wrong}$"):
        check_types(progress, output)


def test_types_when_somebody_else_calls_then_nothing_is_noted(
    plain_client: Callable[..., Any],
) -> None:
    """The history of botocore is everybody's."""
    client = plain_client()
    take(client, NOTHING, 1)
    client.meta.events.register("before-send.customer-profiles", answer(200, b"{}"))
    client.get_domain(DomainName="shop")
    progress = Progress("GetDomain")
    check_types(progress, model().operation_model("GetDomain").output_shape)
    assert b"" == progress.body

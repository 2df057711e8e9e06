"""Talk to the stand-in over sockets with a real boto3 client."""

from __future__ import annotations

import http.client
import os
import re
import signal
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlsplit
from urllib.request import urlopen

import boto3
import pytest
from botocore.config import Config
from botocore.exceptions import ConnectionClosedError, ReadTimeoutError

from cpkit.local import (
    CutOff,
    Delay,
    LocalServer,
    MalformedResponse,
    ServerError,
    Throttle,
    TruncatedResponse,
    serve,
)

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from mypy_boto3_customer_profiles import CustomerProfilesClient

pytestmark = pytest.mark.usefixtures("no_aws_settings")

_PLACEHOLDER = "local"


@pytest.fixture
def server() -> Iterator[LocalServer]:
    """Serve a new stand-in."""
    with serve() as server:
        yield server


@contextmanager
def _client(
    server: LocalServer, *, read_timeout: float = 10
) -> Generator[CustomerProfilesClient, None, None]:
    session = boto3.Session(
        aws_access_key_id=_PLACEHOLDER, aws_secret_access_key=_PLACEHOLDER, region_name="us-east-1"
    )
    # The stubs of boto3 are typed only as far as those of all its services are installed.
    client: CustomerProfilesClient = cast("Any", session).client(
        "customer-profiles",
        endpoint_url=server.endpoint_url,
        config=Config(read_timeout=read_timeout, retries={"total_max_attempts": 1}),
    )
    try:
        yield client
    finally:
        client.close()


@pytest.fixture
def client(server: LocalServer) -> Iterator[CustomerProfilesClient]:
    """Give a client that tries each call once."""
    with _client(server) as client:
        yield client


def _create(client: CustomerProfilesClient) -> None:
    client.create_domain(DomainName="Shop", DefaultExpirationDays=30)


def test_domain_when_it_is_made_changed_and_deleted_then_each_answer_says_so(
    client: CustomerProfilesClient,
) -> None:
    """A domain's whole life goes over the wire."""
    _create(client)
    client.update_domain(DomainName="Shop", Matching={"Enabled": True}, Tags={"Team": "Data"})
    seen = client.get_domain(DomainName="Shop")
    client.delete_domain(DomainName="Shop")

    assert (30, {"Enabled": True}, {"Team": "Data"}, []) == (
        seen["DefaultExpirationDays"],
        seen["Matching"],
        seen["Tags"],
        client.list_domains()["Items"],
    )


def test_tags_when_their_arn_is_percent_encoded_then_it_arrives_whole(
    server: LocalServer, client: CustomerProfilesClient
) -> None:
    """The server matches the path before it decodes it."""
    _create(client)
    arn = server.service.domain_arn("Shop")
    client.tag_resource(resourceArn=arn, tags={"Team": "Data", "Stage": "Test"})
    client.untag_resource(resourceArn=arn, tagKeys=["Team"])

    assert {"Stage": "Test"} == client.list_tags_for_resource(resourceArn=arn)["tags"]


def test_error_when_it_is_answered_then_the_client_raises_its_class(
    client: CustomerProfilesClient,
) -> None:
    """Name, message and id are where boto3 looks for them."""
    with pytest.raises(client.exceptions.ResourceNotFoundException) as caught:
        client.get_domain(DomainName="Shop")

    assert ("Domain Shop does not exist", "00000000-0000-4000-8000-000000000001") == (
        caught.value.response.get("Error", {}).get("Message"),
        caught.value.response.get("ResponseMetadata", {}).get("RequestId"),
    )


def test_throttle_when_it_strikes_then_the_client_sees_it(
    server: LocalServer, client: CustomerProfilesClient
) -> None:
    """A fault is injected in the process and met on the wire."""
    server.service.inject(Throttle(retry_after=1))

    with pytest.raises(client.exceptions.ThrottlingException):
        client.list_domains()


def test_server_error_when_it_has_no_name_then_its_status_is_the_code(
    server: LocalServer, client: CustomerProfilesClient
) -> None:
    """A gateway's error is no error of the service's."""
    server.service.inject(ServerError(504))
    with pytest.raises(client.exceptions.ClientError) as caught:
        client.list_domains()

    assert "504" == caught.value.response.get("Error", {}).get("Code")


@pytest.mark.parametrize("applied", [False, True])
def test_cut_off_when_it_strikes_then_the_socket_is_closed(
    server: LocalServer, client: CustomerProfilesClient, *, applied: bool
) -> None:
    """Both faults look alike to the client, and only one applied the request."""
    server.service.inject(CutOff(applied=applied))
    with pytest.raises(ConnectionClosedError):
        _create(client)

    assert int(applied) == len(client.list_domains()["Items"])


def test_truncated_answer_when_it_strikes_then_half_the_answer_is_there(
    server: LocalServer,
) -> None:
    """The head promises more than comes."""
    server.service.inject(TruncatedResponse())
    connection = http.client.HTTPConnection(urlsplit(server.endpoint_url).netloc, timeout=10)
    connection.request("GET", "/domains")
    with pytest.raises(http.client.IncompleteRead) as caught:
        connection.getresponse().read()
    connection.close()

    assert b'{"Item' == caught.value.partial


def test_delay_when_it_is_short_then_the_answer_comes_after_it(
    server: LocalServer, client: CustomerProfilesClient
) -> None:
    """A late answer is an answer."""
    server.service.inject(Delay(0.001))

    assert [] == client.list_domains()["Items"]


def test_delay_when_it_is_beyond_the_read_timeout_then_the_server_still_closes(
    server: LocalServer,
) -> None:
    """The client gives up, and closing the server does not wait for the delay."""
    server.service.inject(Delay(3600))
    with _client(server, read_timeout=0.05) as client, pytest.raises(ReadTimeoutError):
        client.list_domains()

    assert 1 == len(server.service.requests)


def test_malformed_answer_when_it_strikes_then_it_is_sent_as_it_is(server: LocalServer) -> None:
    """Status, headers and body are the fault's."""
    fault = MalformedResponse(b"\xff", status=299, headers={"Content-Type": "text/odd"})
    server.service.inject(fault)
    with urlopen(f"{server.endpoint_url}/domains") as answer:  # noqa: S310 - an address on loopback
        seen = answer.status, answer.headers["Content-Type"], answer.read()

    assert (299, "text/odd", b"\xff") == seen


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGINT for one process")
def test_program_when_it_is_interrupted_then_it_ends_well() -> None:
    """`python -m cpkit.local` serves until Ctrl-C and says nothing more."""
    command = [sys.executable, "-m", "cpkit.local", "--port", "0"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=dict(os.environ)
    ) as program:
        assert program.stdout is not None
        first = program.stdout.readline().decode()
        address = re.findall(r"http://\S+", first)[0]
        with urlopen(f"{address}/domains") as answer:  # noqa: S310 - an address on loopback
            body = answer.read()
        program.send_signal(signal.SIGINT)
        _, errors = program.communicate(timeout=30)

    assert (b'{"Items": []}', 0, b"") == (body, program.returncode, errors)

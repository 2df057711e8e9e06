"""How what boto3 raises becomes an error of cpkit's tree."""

from __future__ import annotations

import pickle
from typing import Any

import attrs
import pytest
from botocore import exceptions as boto
from botocore.parsers import ResponseParserError
from urllib3.exceptions import ProxyError

from cpkit import errors
from cpkit.client.boto.events import Progress, UnobtainableCredentialsError
from cpkit.client.boto.operation import Operation
from cpkit.client.boto.responses import UnreadableResponseError
from cpkit.client.boto.translation import Call, Failure, cause_of, translate

URL = "https://host/domains/shop"
UPDATE = Operation("UpdateDomain", writes=True, errors={"BadRequestException": None})
GET = Operation("GetDomain", writes=False, errors={})


def answered(status: int, code: str, message: str = "No.", **metadata: object) -> boto.ClientError:
    """Make what boto3 raises for an error that was answered."""
    response: Any = {
        "Error": {"Code": code, "Message": message},
        "ResponseMetadata": {"HTTPStatusCode": status, "RequestId": "r-1", **metadata},
    }
    return boto.ClientError(response, "UpdateDomain")


def translated(error: Exception, operation: Operation = UPDATE, **call: Any) -> Failure:
    """Translate an error that must be boto3's."""
    known: dict[str, Any] = {
        "requests": 0,
        "maybe_applied": False,
        "progress": Progress(operation.name),
        **call,
    }
    failure = translate(error, Call(operation, **known))
    assert failure is not None
    return failure


def call_error(error: Exception, operation: Operation = UPDATE, **call: Any) -> errors.CallError:
    """Translate an error that must be of a call."""
    found = translated(error, operation, **call).error
    assert isinstance(found, errors.CallError)
    return found


CASES: list[tuple[Exception, type[errors.CallError]]] = [
    (answered(400, "BadRequestException"), errors.BadRequestError),
    (answered(403, "AccessDeniedException"), errors.AccessDeniedError),
    (answered(404, "ResourceNotFoundException"), errors.ResourceNotFoundError),
    (answered(429, "ThrottlingException"), errors.ThrottledError),
    (answered(500, "InternalServerException"), errors.InternalServerError),
    (answered(429, "429"), errors.ThrottledError),
    (answered(503, "SlowDown"), errors.ThrottledError),
    (answered(503, "503"), errors.InternalServerError),
    (answered(501, "NotImplemented"), errors.InternalServerError),
    (answered(400, "ValidationException"), errors.UnknownServiceError),
    (answered(403, "ExpiredTokenException"), errors.ExpiredCredentialsError),
    (answered(400, "ExpiredToken"), errors.ExpiredCredentialsError),
    (answered(404, "404"), errors.UnknownServiceError),
    (answered(302, "302"), errors.UnknownServiceError),
    (boto.ClientError({}, "UpdateDomain"), errors.UnknownServiceError),
    (boto.ReadTimeoutError(endpoint_url=URL), errors.TransportError),
    (boto.ConnectTimeoutError(endpoint_url=URL), errors.TransportError),
    (boto.ConnectionClosedError(endpoint_url=URL), errors.TransportError),
    (boto.EndpointConnectionError(endpoint_url=URL), errors.TransportError),
    (boto.SSLError(endpoint_url=URL, error=OSError("no")), errors.TransportError),
    (boto.ProxyConnectionError(proxy_url=URL), errors.TransportError),
    (boto.HTTPClientError(error=OSError("no")), errors.TransportError),
    (boto.ConnectionError(error=OSError("no")), errors.TransportError),
    (boto.BotoCoreError(), errors.TransportError),
    (UnreadableResponseError("its body is empty"), errors.MalformedResponseError),
]


@pytest.mark.parametrize(("error", "kind"), CASES)
def test_error_when_translated_then_its_class_and_pickles(
    error: Exception, kind: type[errors.CallError]
) -> None:
    """Each has one class, and survives the way to another process."""
    raised = translated(error).error
    assert kind is type(raised)
    copy = pickle.loads(pickle.dumps(raised))
    assert (type(raised), str(raised), vars(raised)) == (type(copy), str(copy), vars(copy))


def test_tree_when_compared_with_the_cases_then_no_class_is_forgotten() -> None:
    """Whatever stands under CallError without children is raised for something."""

    def leaves(cls: type[errors.CallError]) -> set[type[errors.CallError]]:
        children = cls.__subclasses__()
        return {cls}.union(*map(leaves, children)) - ({cls} if children else set())

    public = {leaf for leaf in leaves(errors.CallError) if leaf.__module__ == "cpkit.errors"}
    assert public == {kind for _, kind in CASES}


def test_error_when_answered_then_it_says_what_the_service_said() -> None:
    """Operation, code, status, request and message stand in the text and the attributes."""
    raised = translated(answered(400, "BadRequestException"), requests=3).error
    assert isinstance(raised, errors.BadRequestError)
    assert (
        "UpdateDomain failed in 4 attempts with BadRequestException (HTTP 400, request r-1): No. "
        "If it changes rules, wait: they are locked while they are IN_PROGRESS and for a day after "
        "they became ACTIVE. Otherwise correct the request."
    ) == str(raised)
    assert ("BadRequestException", "No.", 400, "r-1", 4, False) == (
        raised.code,
        raised.message,
        raised.status_code,
        raised.request_id,
        raised.attempts,
        raised.is_retryable,
    )


@pytest.mark.parametrize(
    ("status", "code", "advice"),
    [
        (403, "ExpiredTokenException", "Renew the credentials, AWS_SESSION_TOKEN"),
        (403, "InvalidSignatureException", "Check AWS_SECRET_ACCESS_KEY"),
        (403, "InvalidSignatureException", "this machine's clock"),
        (403, "IncompleteSignature", "AWS_ACCESS_KEY_ID"),
        (403, "IncompleteSignatureException", "AWS_ACCESS_KEY_ID"),
        (403, "MissingAuthenticationToken", "AWS_ACCESS_KEY_ID"),
        (403, "MissingAuthenticationTokenException", "AWS_ACCESS_KEY_ID"),
        (403, "UnrecognizedClientException", "does not know this access key"),
        (403, "InvalidClientTokenId", "does not know this access key"),
        (403, "AccessDeniedException", "Give the caller the permission"),
        (404, "ResourceNotFoundException", "the region and the account"),
        (307, "", "Redirects are not followed"),
        (429, "ThrottlingException", "Call less often"),
        (503, "", "Try again later"),
    ],
)
def test_error_when_something_can_be_done_then_it_says_so(
    status: int, code: str, advice: str
) -> None:
    """The text ends with the next step."""
    assert advice in str(translated(answered(status, code)).error)


@pytest.mark.parametrize(
    "error",
    [
        boto.EndpointConnectionError(endpoint_url=URL),
        boto.ConnectTimeoutError(endpoint_url=URL),
        boto.ConnectionError(error=OSError("no")),
        boto.SSLError(endpoint_url=URL, error=OSError("no")),
        UnreadableResponseError("its body is empty"),
    ],
)
def test_error_when_the_endpoint_may_be_wrong_then_it_names_what_decides_it(
    error: Exception,
) -> None:
    """What was set wrong is what there is to read."""
    target = "endpoint_url, which is http://127.0.0.1:9"
    operation = Operation("GetDomain", writes=False, errors={}, target=target)
    assert target in str(translated(error, operation).error)


def test_error_when_the_read_timeout_is_over_then_it_says_what_sets_it() -> None:
    """A retry policy's timeout does not cut an attempt short; the client's config does."""
    error = translated(boto.ReadTimeoutError(endpoint_url=URL)).error

    assert "read timeout, which config=Config(read_timeout=...) sets" in str(error)


def test_error_when_a_client_repeats_itself_then_the_count_is_the_least() -> None:
    """It is not known how often it sent what was never answered, nor how the first ended."""
    operation = Operation("UpdateDomain", writes=True, errors={}, requests_per_attempt=3)
    error = call_error(boto.EndpointConnectionError(endpoint_url=URL), operation, requests=1)
    assert "got no response in 2 attempts or more" in str(error)
    assert (2, True) == (error.attempts, error.maybe_applied)


def test_error_when_nothing_is_known_then_the_text_still_reads_well() -> None:
    """Missing facts leave no holes."""
    response: Any = {"Error": {"Code": "Odd"}, "ResponseMetadata": {"HTTPStatusCode": 418}}
    raised = translated(boto.ClientError(response, "GetDomain"), GET).error
    assert "GetDomain failed in 1 attempt with Odd (HTTP 418)." == str(raised)


@pytest.mark.parametrize("operation", [UPDATE, GET])
@pytest.mark.parametrize("earlier", [False, True])
@pytest.mark.parametrize(
    ("error", "lost"),
    [
        (boto.ReadTimeoutError(endpoint_url=URL), True),
        (boto.EndpointConnectionError(endpoint_url=URL), False),
        (answered(503, ""), True),
        (answered(400, "BadRequestException"), False),
        (answered(400, "BadRequestException", RetryAttempts=1), True),
        (answered(429, "ThrottlingException"), False),
        (answered(429, "ThrottlingException", RetryAttempts=2), True),
        (UnreadableResponseError("its body is empty"), True),
    ],
)
def test_maybe_applied_when_writing_then_from_this_attempt_or_an_earlier_one(
    operation: Operation, error: Exception, *, earlier: bool, lost: bool
) -> None:
    """What only reads is never applied; what writes may be, once it was."""
    raised = call_error(error, operation, maybe_applied=earlier)
    assert (operation.writes and (earlier or lost)) == raised.maybe_applied
    assert raised.maybe_applied == ("may have been applied" in str(raised))


def test_failure_when_the_service_hints_then_it_is_kept() -> None:
    """Kind and hint are what the next wait depends on."""
    hinted = answered(429, "ThrottlingException", HTTPHeaders={"x-amz-retry-after": "1500"})
    failure = translated(hinted)
    assert ("throttling", 1.5) == (failure.kind, failure.hint)


def test_foreign_error_when_translated_then_nothing() -> None:
    """Exceptions of hooks are not the service's."""
    call = Call(GET, 0, maybe_applied=False, progress=Progress("GetDomain"))
    assert translate(LookupError("hook"), call) is None


@pytest.mark.parametrize(
    ("progress", "is_malformed"),
    [
        (Progress("GetDomain"), True),
        (Progress("GetDomain", is_observed=True, requests=1, is_parsing=True), True),
        (Progress("GetDomain", is_observed=True, requests=1), False),
    ],
)
@pytest.mark.parametrize("error", [AttributeError("'list'"), RecursionError(), ValueError("odd")])
def test_python_error_when_raised_in_the_parser_then_the_response_is_malformed(
    error: Exception, progress: Progress, *, is_malformed: bool
) -> None:
    """Of a client passed in it is not known where it was raised, and so assumed."""
    call = Call(UPDATE, 0, maybe_applied=False, progress=progress)
    failure = translate(error, call)
    if not is_malformed:
        assert failure is None
        return
    assert failure is not None
    assert isinstance(failure.error, errors.MalformedResponseError)
    assert failure.error.maybe_applied
    assert f"botocore cannot parse it ({type(error).__name__})" in str(failure.error)


def test_parser_error_when_raised_by_botocore_then_the_response_is_malformed() -> None:
    """It has a class of its own for some."""
    assert isinstance(call_error(ResponseParserError("odd")), errors.MalformedResponseError)


STS = "https://sts.us-east-1.amazonaws.com/"


def of_sts(status: int, code: str) -> boto.ClientError:
    """Make what boto3 raises where STS responds with an error."""
    response: Any = {"Error": {"Code": code}, "ResponseMetadata": {"HTTPStatusCode": status}}
    return boto.ClientError(response, "AssumeRole")


@pytest.mark.parametrize(
    ("reason", "what"),
    [
        (
            boto.EndpointConnectionError(endpoint_url=STS),
            (
                "STS, which gives the credentials, could not be reached (EndpointConnectionError "
                "at sts.us-east-1.amazonaws.com)"
            ),
        ),
        (
            boto.ReadTimeoutError(endpoint_url=STS),
            "could not be reached (ReadTimeoutError at sts.us-east-1.amazonaws.com)",
        ),
        (boto.HTTPClientError(error=OSError("odd")), "could not be reached (HTTPClientError)"),
        (of_sts(500, "500"), "responded with 500 to AssumeRole"),
        (of_sts(400, "Throttling"), "responded with Throttling to AssumeRole"),
        (ResponseParserError("no XML"), "sent a response that cannot be parsed"),
    ],
)
def test_credentials_when_their_source_fails_in_passing_then_retried_and_nothing_was_sent(
    reason: Exception, what: str
) -> None:
    """The one who did not respond is named, not the endpoint of the call."""
    error = UnobtainableCredentialsError(reason, "assume-role")
    failure = translated(error, requests=2, maybe_applied=True)
    assert isinstance(failure.error, errors.TransportError)
    assert (2, True) == (failure.error.attempts, failure.error.maybe_applied)
    assert failure.kind is not None
    assert str(failure.error).startswith("UpdateDomain was not sent: STS, which gives the cred")
    assert what in str(failure.error)


@pytest.mark.parametrize(
    ("reason", "text"),
    [
        (
            of_sts(403, "AccessDenied"),
            (
                "credentials: AssumeRole failed with AccessDenied; check the profile's role, and "
                "who may assume it."
            ),
        ),
        (
            KeyError("x"),
            (
                "credentials: could not be resolved (KeyError): the cause says why; correct the "
                "profile, or the AWS_* variables that name it."
            ),
        ),
        (
            boto.InvalidConfigError(error_msg='The source profile "nobody" must exist.'),
            'credentials: The source profile "nobody" must exist; correct the profile.',
        ),
    ],
)
def test_credentials_when_they_cannot_be_resolved_then_they_are_the_setting(
    reason: Exception, text: str
) -> None:
    """Whatever Python or botocore raises for it."""
    failure = translated(UnobtainableCredentialsError(reason, "assume-role"))
    assert isinstance(failure.error, errors.ConfigurationError)
    assert ("credentials", text) == (failure.error.setting, str(failure.error))


@pytest.mark.parametrize(
    ("error", "is_known"),
    [
        (boto.NoCredentialsError(), True),
        (boto.CredentialRetrievalError(provider="process", error_msg="x"), False),
        (of_sts(403, "AccessDenied"), False),
    ],
)
def test_credentials_when_a_client_retries_by_itself_then_something_may_have_been_sent(
    error: Exception, *, is_known: bool
) -> None:
    """Only a client that never had any has certainly sent nothing."""
    operation = Operation("UpdateDomain", writes=True, errors={}, requests_per_attempt=3)
    raised = translated(error, operation).error
    if is_known:
        assert isinstance(raised, errors.ConfigurationError)
        return
    assert isinstance(raised, errors.CallError)
    assert "may have been sent" in str(raised)
    assert raised.maybe_applied


@pytest.mark.parametrize(
    ("error", "is_shown"),
    [
        (boto.EndpointConnectionError(endpoint_url=URL), True),
        (boto.HTTPClientError(error=ValueError("Invalid header value b'token'")), False),
        (answered(400, "BadRequestException", "no\r\nINFO forged"), False),
        (UnobtainableCredentialsError(errors.ConfigurationError("x", setting="y"), ""), False),
    ],
)
def test_cause_when_it_may_repeat_a_secret_or_forge_a_line_then_it_is_left_out(
    error: Exception, *, is_shown: bool
) -> None:
    """Tracebacks are logged."""
    assert (error if is_shown else None) is cause_of(error)


def test_cause_when_credentials_failed_then_it_is_what_boto3_raised() -> None:
    """The step between is cpkit's own."""
    reason = boto.CredentialRetrievalError(provider="process", error_msg="x")
    assert reason is cause_of(UnobtainableCredentialsError(reason, "custom-process"))


@pytest.mark.parametrize(
    ("message", "shown"),
    [
        ("no\r\n2026-01-01 INFO all is well", "no\\r\\n2026-01-01 INFO all is well"),
        ("\x1b[31mred", "\\x1b[31mred"),
        ("half \ud800", "half \\ud800"),
        ("Größe", "Größe"),
    ],
)
def test_text_when_the_service_wrote_control_characters_then_escaped(
    message: str, shown: str
) -> None:
    """No line of a log can be forged, and printing never fails."""
    error = translated(answered(400, f"Odd{message}", message)).error
    assert isinstance(error, errors.ServiceError)
    assert (f"Odd{shown}", shown) == (error.code, error.message)
    assert shown in str(error)
    str(error).encode()


def test_proxy_when_it_refuses_the_tunnel_then_the_status_and_what_to_check() -> None:
    """Who repeats a wrong password gets locked out."""
    original = OSError("Tunnel connection failed: 407 Proxy Authentication Required")
    error = boto.ProxyConnectionError(proxy_url=URL, error=ProxyError("no", original))
    failure = translated(error)
    assert failure.kind is None
    assert "the proxy refused the connection with HTTP 407. Check the user name" in str(
        failure.error
    )
    assert not call_error(error).maybe_applied


def test_proxy_when_it_responds_with_407_then_what_to_check() -> None:
    """Over plain http the refusal is a response."""
    assert "HTTPS_PROXY" in str(translated(answered(407, "407")).error)


def test_error_when_nothing_was_sent_then_no_attempt_is_counted() -> None:
    """Events that were observed say so."""
    progress = Progress("UpdateDomain", is_observed=True)
    error = call_error(boto.BotoCoreError(), progress=progress)
    assert (0, False) == (error.attempts, error.maybe_applied)


@pytest.mark.parametrize(
    ("operation", "advice"),
    [
        ("CreateDomain", "If the domain exists, change it with update_domain, or with plan"),
        ("UpdateDomain", "If it changes rules, wait"),
        ("GetMatches", "Change the request: a retry will not help."),
    ],
)
def test_error_when_a_request_is_rejected_then_the_advice_fits_the_operation(
    operation: str, advice: str
) -> None:
    """Whoever changes rules too early has to wait, and whoever creates twice has to update."""
    rejected = answered(400, "BadRequestException")

    assert advice in str(translated(rejected, attrs.evolve(UPDATE, name=operation)).error)

"""What boto3 raises in a call, as errors of `cpkit.errors`: one border, one table."""

from typing import Any, Final
from urllib.parse import urlsplit

import attrs
from botocore import exceptions as boto
from botocore.exceptions import BotoCoreError, ClientError
from botocore.parsers import ResponseParserError

from cpkit import errors
from cpkit.client.boto import error_response
from cpkit.client.boto.configuration import configuration_error, credentials_error
from cpkit.client.boto.events import Progress, UnobtainableCredentialsError
from cpkit.client.boto.operation import Operation, RetryKind
from cpkit.client.boto.responses import UnreadableResponseError
from cpkit.client.boto.retryable import (
    is_lost,
    is_mistake,
    refused_tunnel,
    retry_kind,
    status_kind,
)

__all__ = [
    "TRANSPORT_TEXTS",
    "Call",
    "Failure",
    "cause_of",
    "translate",
]

_CREDENTIAL_OPERATIONS: Final = {
    "AssumeRole",
    "AssumeRoleWithSAML",
    "AssumeRoleWithWebIdentity",
    "CreateOAuth2Token",
    "CreateToken",
    "GetRoleCredentials",
}
"""What botocore calls by itself, before the request, to get credentials."""

_PROVIDERS: Final = {
    "assume-role": "STS",
    "assume-role-with-web-identity": "STS",
    "container-role": "the container's metadata service",
    "iam-role": "the machine's metadata service",
    "login": "the AWS login",
    "sso": "IAM Identity Center",
}
"""Who gives credentials, by botocore's name of the method."""

_PARSER_LEAKS: Final = (ArithmeticError, AttributeError, RuntimeError, TypeError, ValueError)
"""What Python raises in botocore's parser, which lets it through."""

TRANSPORT_TEXTS: Final[tuple[tuple[type[Exception], str], ...]] = (
    (
        boto.ReadTimeoutError,
        "no response arrived within the read timeout, which config=Config(read_timeout=...) sets",
    ),
    (
        boto.ConnectTimeoutError,
        "no connection was made within the connect timeout: check {target}, and the network",
    ),
    (
        boto.ProxyConnectionError,
        "the connection through the proxy failed: check HTTPS_PROXY, or the proxies of config",
    ),
    (boto.SSLError, "the TLS connection failed: check the certificates, verify= and {target}"),
    (
        boto.ResponseStreamingError,
        "the connection was closed in the middle of the response",
    ),
    (boto.ConnectionClosedError, "the connection was closed before a response arrived"),
    (
        boto.EndpointConnectionError,
        "the endpoint could not be reached: check {target}, and the network",
    ),
    (boto.ConnectionError, "the connection failed: check {target}, and the network"),
    (boto.HTTPClientError, "the request failed on its way"),
)
"""Kinds of exceptions, the narrower first, and what they mean."""


@attrs.frozen
class Call:
    """What an error must know of the call that it ends."""

    operation: Operation
    """What was called."""
    requests: int
    """How many requests earlier attempts have sent."""
    maybe_applied: bool
    """Whether an earlier attempt may have taken effect."""
    progress: Progress
    """How far this attempt has come."""


@attrs.frozen
class Failure:
    """A failed attempt: what to raise, and whether to retry instead."""

    error: errors.CallError | errors.ConfigurationError
    """What to raise if this was the last attempt."""
    kind: RetryKind | None = None
    """Why a retry is worth it, if it is."""
    hint: float | None = None
    """Seconds that the service asked to wait."""


def translate(error: Exception, call: Call) -> Failure | None:
    """Translate what boto3 raised into cpkit's error.

    Args:
        error: What boto3 raised.
        call: The call so far.

    Returns:
        The failure; ``None`` for what is not boto3's, such as an exception of a hook.
    """
    if isinstance(error, UnobtainableCredentialsError):
        return _without_credentials(error.reason, call, _PROVIDERS.get(error.method, error.method))
    if isinstance(error, ClientError) and error.operation_name in _CREDENTIAL_OPERATIONS:
        return _without_credentials(error, call, error.operation_name)
    if (configuration := configuration_error(error)) is not None:
        return _unsent(configuration, error, call)
    if _is_malformed(error, call.progress):
        return Failure(_malformed(error, call))
    if not isinstance(error, ClientError | BotoCoreError):
        return None
    text = _rejected(error, call) if isinstance(error, ClientError) else _unanswered(error, call)
    return Failure(text, retry_kind(error, call.operation), error_response.hint(error))


def cause_of(error: Exception) -> Exception | None:
    """Return what cpkit's error is raised from.

    Args:
        error: What boto3 raised.

    Returns:
        boto3's exception; ``None`` where its text may repeat a credential, or forge a line of a
        log.
    """
    if isinstance(error, UnobtainableCredentialsError):
        return None if isinstance(error.reason, errors.CPKitError) else error.reason
    return None if is_mistake(error) or not str(error).isprintable() else error


def _facts(call: Call, error: Exception, *, lost: bool) -> dict[str, Any]:
    progress = call.progress
    sent = progress.requests if progress.is_observed else 1 + error_response.retries(error)
    return {
        "operation": call.operation.name,
        "attempts": call.requests + sent,
        "maybe_applied": call.operation.writes and (lost or call.maybe_applied),
    }


def _without_credentials(error: Exception, call: Call, provider: str) -> Failure:
    """Translate what kept credentials from being resolved: before the request, which was not sent.

    A client passed in that retries by itself may have sent one before.
    """
    kind = retry_kind(error, call.operation)
    if isinstance(error, ResponseParserError):
        kind = "transient"  # such as a page of a proxy; its status is not known
    if kind is None:
        return _unsent(credentials_error(error), error, call)
    if isinstance(error, ClientError):
        what = f"responded with {error_response.code(error)} to {error.operation_name}"
    elif isinstance(error, ResponseParserError):
        what = "sent a response that cannot be parsed"
    else:
        kwargs: dict[str, Any] = getattr(error, "kwargs", {})
        host = urlsplit(str(kwargs.get("endpoint_url", ""))).netloc
        what = f"could not be reached ({' at '.join(filter(None, (type(error).__name__, host)))})"
    text = (
        f"{call.operation.name} was not sent: {provider or 'the source of the credentials'}, which "
        f"gives the credentials, {what}."
    )
    lost = _may_have_sent(call)
    facts: dict[str, Any] = {**_facts(call, error, lost=lost), "attempts": call.requests}
    return Failure(errors.TransportError(text, **facts), kind)


def _unsent(configuration: errors.ConfigurationError, error: Exception, call: Call) -> Failure:
    if _may_have_sent(call) and not isinstance(error, boto.NoCredentialsError):
        return Failure(_unknown(call, error))
    return Failure(configuration)


def _may_have_sent(call: Call) -> bool:
    """Return whether the client retries by itself, and could not be observed."""
    return call.operation.requests_per_attempt > 1 and not call.progress.is_observed


def _unknown(call: Call, error: Exception) -> errors.CallError:
    return errors.CallError(
        f"{call.operation.name} may have been sent: the client retries requests by itself, and "
        "could not make the last one. The cause says why.",
        **_facts(call, error, lost=True),
    )


def _is_malformed(error: Exception, progress: Progress) -> bool:
    """Return whether a response arrived that cannot be read.

    Of a client passed in it is not known how far it came: what Python raises there is taken for
    the parser's.
    """
    if isinstance(error, UnreadableResponseError | ResponseParserError):
        return True
    if progress.is_observed:
        return progress.is_parsing and not isinstance(error, BotoCoreError | ClientError)
    return isinstance(error, _PARSER_LEAKS) and not isinstance(error, BotoCoreError)


def _malformed(error: Exception, call: Call) -> errors.MalformedResponseError:
    own = isinstance(error, UnreadableResponseError)
    what = str(error) if own else f"botocore cannot parse it ({type(error).__name__})"
    return errors.MalformedResponseError(
        f"{call.operation.name} returned a malformed response: {what}. Check "
        f"{call.operation.target}, and what stands between, such as a proxy.",
        **_facts(call, error, lost=True),
    )


def _unanswered(error: BotoCoreError, call: Call) -> errors.TransportError:
    operation = call.operation
    is_unsent = call.progress.is_observed and not call.progress.requests
    lost = (is_lost(error) and not is_unsent) or _may_have_sent(call)
    facts = _facts(call, error, lost=lost)
    # A client that retries by itself does not say how often it did, nor what came before the last.
    counted = f"{_attempts(facts)}{' or more' if _may_have_sent(call) else ''}"
    return errors.TransportError(
        f"{operation.name} got no response in {counted}: {_reason(error, operation)}.", **facts
    )


def _reason(error: BotoCoreError, operation: Operation) -> str:
    if is_mistake(error):
        name = type(error.kwargs["error"]).__name__
        return (
            f"the request could not be written, or the response not be read ({name}): look for odd "
            "characters in config, credentials and proxies"
        )
    if status := refused_tunnel(error):
        advice = error_response.PROXY_ADVICE.rstrip(".")
        return f"the proxy refused the connection with HTTP {status}. {advice}"
    known = (text for kind, text in TRANSPORT_TEXTS if isinstance(error, kind))
    text = next(known, "botocore gave up").format(target=operation.target)
    return f"{text} ({type(error).__name__})"


def _rejected(error: ClientError, call: Call) -> errors.ServiceError:
    code, status = error_response.code(error), error_response.status(error)
    request_id, message = error_response.request_id(error), error_response.message(error)
    kind = status_kind(code, status, call.operation)
    # Throttling is a rejection, whatever status it comes in; what came before a response that
    # botocore itself retried is not reported.
    lost = (kind != "throttling" and is_lost(error)) or error_response.retries(error) > 0
    facts = _facts(call, error, lost=lost)
    says = f": {message.rstrip('.')}." if message else "."
    known = "" if request_id is None else f", request {request_id}"
    text = f"{call.operation.name} failed in {_attempts(facts)} with {code} (HTTP {status}{known})"
    return error_response.class_of(code, status, kind)(
        " ".join(
            filter(
                None,
                (
                    text + says,
                    error_response.advice(call.operation.name, code, status, kind, message),
                ),
            )
        ),
        **facts,
        code=code,
        message=message,
        status_code=status,
        request_id=request_id,
        is_retryable=kind is not None,
    )


def _attempts(facts: dict[str, Any]) -> str:
    requests: int = facts["attempts"]
    return "1 attempt" if requests == 1 else f"{requests} attempts"

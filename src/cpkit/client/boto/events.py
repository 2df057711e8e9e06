"""What botocore's documented events report of a request, for clients that cpkit makes.

cpkit's own call is known by a context variable while it is sent. Whoever calls such a client
directly, as `CustomerProfiles.boto3_client`, has no call there, and is left alone.
"""

import json
from collections.abc import Callable
from contextvars import ContextVar
from functools import cache
from typing import Any, Final, TypeVar

import attrs
from botocore import UNSIGNED
from botocore.exceptions import NoCredentialsError, ParamValidationError
from botocore.history import BaseHistoryHandler, get_global_history_recorder
from botocore.validate import ParamValidator

from cpkit.client.boto.responses import UnreadableResponseError, mistyped, reject_broken_bodies
from cpkit.errors import ConfigurationError

__all__ = [
    "Progress",
    "UnobtainableCredentialsError",
    "check_parameters",
    "check_types",
    "observe",
    "record_bodies",
    "send_as",
]

T = TypeVar("T")

SERVICE: Final = "customer-profiles"

_VALIDATED: Final = frozenset({"CreateDomain", "DeleteDomain", "GetDomain", "UpdateDomain"})
"""Operations whose requests are settings or a name, which cpkit has validated already."""


@attrs.define
class Progress:
    """How far one attempt of a call has come."""

    operation: str
    """The operation's wire name."""
    is_observed: bool = False
    """Whether a client that cpkit made sends it, so that the other fields are filled."""
    requests: int = 0
    """How many requests have been sent, or tried to."""
    is_parsing: bool = False
    """Whether a response has arrived that botocore has not parsed yet."""
    body: bytes = b""
    """The body of the last response to a client passed in."""


class UnobtainableCredentialsError(Exception):
    """The credentials could not be resolved; nothing was sent."""

    def __init__(self, reason: Exception, method: str) -> None:
        """Create the error.

        Args:
            reason: What boto3 raised.
            method: Where the credentials come from, in botocore's words, such as ``assume-role``.
        """
        super().__init__(method)
        self.reason = reason
        self.method = method


_current: ContextVar[Progress | None] = ContextVar("_current", default=None)
_validator: Final = ParamValidator()


def send_as(progress: Progress, send: Callable[[], T]) -> T:
    """Send one request of cpkit's own, and let the events know whose it is until it returns.

    Args:
        progress: What the events write down.
        send: Sends the request.

    Returns:
        What it returns.
    """
    token = _current.set(progress)
    try:
        return send()
    finally:
        _current.reset(token)


def observe(client: Any, get_credentials: Callable[[], Any], *, validates: bool) -> None:
    """Register on a client what cpkit must know of its requests.

    Args:
        client: A client that cpkit has made.
        get_credentials: Returns its session's credentials; ``None`` where there are none.
        validates: Whether botocore's validation is wanted where cpkit's own has not been done.
    """

    def resolve_credentials(model: Any, **_: object) -> None:
        if _own(model) is not None and client.meta.config.signature_version is not UNSIGNED:
            _resolve(get_credentials)

    service = client.meta.service_model.service_id.hyphenize()
    register = client.meta.events.register
    register(f"before-parameter-build.{service}", check_parameters if validates else _begin)
    register(f"before-call.{service}", resolve_credentials)
    register(f"before-send.{service}", _count)
    if client.meta.service_model.service_name == SERVICE:
        register(f"before-parse.{service}", reject_broken_bodies)
    register(f"before-parse.{service}", _begin_parsing)
    register(f"response-received.{service}", _end_parsing)


class _Bodies(BaseHistoryHandler):
    """Note the body of each response to a call of cpkit's, for clients that are not observed."""

    def emit(self, event_type: str, payload: Any, source: str) -> None:
        """Note one; what else is recorded, and whatever others send, is left alone."""
        del source  # it is botocore
        progress = _current.get()
        if progress is None or progress.is_observed or event_type != "HTTP_RESPONSE":
            return
        if payload["context"]["operation_name"] == progress.operation:
            progress.body = payload["body"]


@cache
def record_bodies() -> None:
    """Let botocore's history record responses, since a client passed in is not altered."""
    recorder = get_global_history_recorder()
    recorder.add_handler(_Bodies())
    recorder.enable()


def check_types(progress: Progress, output: Any) -> None:
    """Reject a response whose types botocore has converted, which a client passed in does not.

    Args:
        progress: The attempt that returned it.
        output: The shape of the operation's output.

    Raises:
        UnreadableResponseError: If a member has the wrong type.
    """
    if progress.is_observed or not progress.body or output is None:
        return
    path = mistyped(json.loads(progress.body), output)
    if path is not None:
        raise UnreadableResponseError(f"a member has the wrong type: {path}")


def check_parameters(params: dict[str, Any], model: Any, **_: object) -> None:
    """Validate a request as botocore does, unless cpkit has.

    Args:
        params: What is about to be sent.
        model: The operation's model.

    Raises:
        ParamValidationError: If botocore finds something wrong.
    """
    _begin(model)
    shape = model.input_shape
    if shape is None or (model.name in _VALIDATED and _own(model) is not None):
        return
    report = _validator.validate(params, shape)
    if report.has_errors():
        raise ParamValidationError(report=report.generate_report())


def _own(model: Any) -> Progress | None:
    """Return the call in progress, unless a hook of the user's calls another operation in it."""
    progress = _current.get()
    return progress if progress is not None and progress.operation == model.name else None


def _begin(model: Any, **_: object) -> None:
    if (progress := _own(model)) is not None:
        progress.is_observed = True


def _resolve(get_credentials: Callable[[], Any]) -> None:
    """Resolve credentials as a step of its own, so that its failure is not the request's."""
    credentials: Any = None
    try:
        credentials = get_credentials()
        if credentials is None:
            raise NoCredentialsError  # noqa: TRY301 - as the signer would, one step later
        _check_characters(credentials.get_frozen_credentials())
    except Exception as error:
        raise UnobtainableCredentialsError(error, getattr(credentials, "method", "")) from error


def _check_characters(frozen: Any) -> None:
    """Reject what no header can hold, before an error's text repeats it."""
    for name in ("access_key", "secret_key", "token"):
        value: object = getattr(frozen, name)
        what = ""
        if not isinstance(value, str | None):
            what = "is not a string; put it in quotes where it comes from"
        elif value is not None and not _is_plain(value):
            what = (
                "contains a character that no request can; look for a line break at an end, such "
                "as of a variable or in a file"
            )
        if what:
            raise ConfigurationError(
                f"credentials: the {name.replace('_', ' ')} {what}.", setting="credentials"
            )


def _is_plain(value: str) -> bool:
    return value.isascii() and value.isprintable() and " " not in value


def _count(event_name: str, **_: object) -> None:
    progress = _current.get()
    if progress is not None and event_name.endswith(f".{progress.operation}"):
        progress.requests += 1


def _begin_parsing(operation_model: Any, **_: object) -> None:
    if (progress := _own(operation_model)) is not None:
        progress.is_parsing = True


def _end_parsing(event_name: str, **_: object) -> None:
    progress = _current.get()
    if progress is not None and event_name.endswith(f".{progress.operation}"):
        progress.is_parsing = False

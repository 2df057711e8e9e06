"""Every error that cpkit raises, and when to catch which.

.. code-block:: none

    CPKitError
    ├── ValidationError (ValueError)        .problems: every mistake, by its wire path
    ├── ConfigurationError                  credentials, region, endpoint: .setting names the one
    ├── CallError                           .operation .attempts .maybe_applied
    │   ├── ServiceError                    .code .message .status_code .request_id .is_retryable
    │   │   ├── BadRequestError             the service rejects the request as it stands
    │   │   ├── AccessDeniedError           the caller lacks a permission
    │   │   ├── ResourceNotFoundError       there is no such domain
    │   │   ├── ThrottledError              too many requests, to the last attempt
    │   │   ├── InternalServerError         the service failed, to the last attempt
    │   │   ├── ExpiredCredentialsError     the session's credentials have expired
    │   │   └── UnknownServiceError         an error that this version does not know
    │   ├── TransportError                  no response arrived
    │   └── MalformedResponseError          a response arrived that cannot be read
    ├── PlanError
    │   ├── StalePlanError                  .paths: what changed since the plan was made
    │   ├── UnsafePlanError                 .risks: what has not been accepted
    │   └── IncompletePlanError             .result and .reason: what was done and what was not
    └── WaitError                           .last_seen: the service's last response
        ├── WaitTimeoutError (TimeoutError) the time is over
        └── WaitCancelledError              the wait was cancelled

Nothing was sent when one of the first two is raised. Once something was sent, a call raises a
`CallError`; its ``maybe_applied`` says whether the change may have reached the service although no
success was read.

Every error pickles. The text of an error never contains an encryption key, a queue URL or a tag
value that cpkit knows; the service's own message is passed on, with control characters escaped.
"""

from collections.abc import Iterable, Sequence
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from cpkit.problems import Problem, Problems

__all__ = [
    "AccessDeniedError",
    "BadRequestError",
    "CPKitError",
    "CallError",
    "ConfigurationError",
    "ExpiredCredentialsError",
    "IncompletePlanError",
    "InternalServerError",
    "MalformedResponseError",
    "PlanError",
    "ResourceNotFoundError",
    "ServiceError",
    "StalePlanError",
    "ThrottledError",
    "TransportError",
    "UnknownServiceError",
    "UnsafePlanError",
    "ValidationError",
    "WaitCancelledError",
    "WaitError",
    "WaitTimeoutError",
]


def __dir__() -> list[str]:
    """Return what is public, and nothing else."""
    return sorted(__all__)


if not TYPE_CHECKING:  # so that checkers still reject a wrong name

    def __getattr__(name: str) -> object:
        """Raise the error for a name that is not here, which says what is."""
        no_such_name = import_module("cpkit.schema.suggestions").no_such_name
        raise no_such_name(__name__, name, __all__)


class CPKitError(Exception):
    """Base class of all errors that cpkit raises."""

    def __reduce__(self) -> tuple[Any, ...]:
        """Return what pickles the attributes: exceptions do not keep keywords by themselves."""
        return (_restore, (type(self), self.args), self.__dict__)

    def _render_traceback_(self) -> list[str]:
        """Return what notebooks show of the error: the user's own frame, and what to do."""
        return _shown_in_notebooks(self)


def _restore(cls: type[CPKitError], args: tuple[object, ...]) -> CPKitError:
    error = cls.__new__(cls)
    error.args = args
    return error


_Error = TypeVar("_Error", bound=Exception)


def shown_briefly(error: _Error) -> _Error:
    """Return an error of Python's after notebooks were told to show it as those of cpkit."""
    vars(error)["_render_traceback_"] = partial(_shown_in_notebooks, error)
    return error


def _shown_in_notebooks(error: Exception) -> list[str]:
    """Return the lines that IPython shows in place of each frame down to the connection.

    The frames are looked at, for there is no other way: an error knows only by its traceback which
    line of the user's called cpkit, and IPython takes the lines from this method of the error.
    """
    import traceback  # noqa: PLC0415 - who shows no error pays nothing for it

    modules = [
        frame.f_globals.get("__name__", "") for frame, _ in traceback.walk_tb(error.__traceback__)
    ]
    is_ours = [module.partition(".")[0] == "cpkit" for module in modules]
    caller = is_ours.index(True) - 1 if True in is_ours[1:] else len(is_ours) - 1
    frames = traceback.extract_tb(error.__traceback__)[max(caller, 0) :][:1]
    return [
        *(f"{_place(frame.filename)}line {frame.lineno}\n    {frame.line}" for frame in frames),
        "".join(traceback.format_exception_only(error)).rstrip(),
        "All frames: import sys, traceback; traceback.print_exception(sys.last_value)",
    ]


def _place(filename: str) -> str:
    """Return where a line is; a cell has a file's name that no file has."""
    from pathlib import Path  # noqa: PLC0415 - who shows no error pays nothing for it

    return f"{filename}, " if Path(filename).exists() else ""


_MOST_SHOWN = 100
"""How many problems an error's text lists; a person reads no more."""


class ValidationError(CPKitError, ValueError):
    """Settings, a query or a document are wrong; nothing was sent.

    A document that cannot be read at all is one, too: its only problem has the code ``syntax``.

    Example:
        >>> from cpkit import DomainSettings
        >>> from cpkit.errors import ValidationError
        >>> try:
        ...     DomainSettings(domain_name="my shop", default_expiration_days=0)
        ... except ValidationError as error:
        ...     print([problem.path for problem in error.problems])
        ['DomainName', 'DefaultExpirationDays']
    """

    problems: Problems
    """Each mistake, in the order of the document or of the fields."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Create the error; its text lists the problems, one a line.

        Args:
            problems: What is wrong; at least one.
        """
        self.problems = Problems(problems)
        count = len(self.problems)
        lines = [str(problem) for problem in self.problems[:_MOST_SHOWN]]
        if count > _MOST_SHOWN:
            lines.append(f"... and {count - _MOST_SHOWN} more, in .problems")
        super().__init__(lines[0] if count == 1 else "\n  ".join([f"{count} problems:", *lines]))


class ConfigurationError(CPKitError):
    """Credentials, region, endpoint, profile or an ``AWS_*`` variable are wrong; nothing was sent.

    Example:
        >>> from cpkit import CustomerProfiles
        >>> from cpkit.errors import ConfigurationError
        >>> try:
        ...     CustomerProfiles(endpoint_url="ftp://localhost")
        ... except ConfigurationError as error:
        ...     print(error.setting)
        endpoint_url
    """

    setting: str
    """The setting to correct, such as ``region_name`` or ``AWS_PROFILE``."""

    def __init__(self, message: str, *, setting: str) -> None:
        """Create the error.

        Args:
            message: What is wrong and what to do.
            setting: The setting to correct.
        """
        self.setting = setting
        super().__init__(message)


class CallError(CPKitError):
    """Base class of what goes wrong in a call to the service.

    Example:
        >>> from cpkit import CustomerProfiles
        >>> from cpkit.errors import CallError
        >>> from cpkit.local import LocalService
        >>> profiles = CustomerProfiles(LocalService().client())
        >>> try:
        ...     _ = profiles.get_domain("shop")
        ... except CallError as error:
        ...     print(error.operation, error.attempts, error.maybe_applied)
        GetDomain 1 False
    """

    operation: str
    """The operation's name, such as ``UpdateDomain``."""
    attempts: int
    """How many requests were sent, the first included, as far as that is known.

    It is exact for a client that cpkit makes. A client passed in that retries by itself reports
    its retries only where the service responded: where no response came at all, each of cpkit's
    own attempts counts once, and the number is a lower bound.
    """
    maybe_applied: bool
    """Whether a change may have reached the service although no success was read.

    It is false for operations that only read, and where no byte of any request can have left:
    the connection was refused or timed out before it was open, or the certificate of the server
    was rejected.
    """

    def __init__(self, text: str, *, operation: str, attempts: int, maybe_applied: bool) -> None:
        """Create the error.

        Args:
            text: What happened and what to do.
            operation: The operation's name.
            attempts: How many requests were sent.
            maybe_applied: Whether one of them may have taken effect.
        """
        self.operation = operation
        self.attempts = attempts
        self.maybe_applied = maybe_applied
        if maybe_applied:
            text += " The change may have been applied: read the domain before you retry."
        super().__init__(text)


class ServiceError(CallError):
    """Base class of the errors that the service responded with.

    Example:
        >>> from cpkit import CustomerProfiles
        >>> from cpkit.errors import ServiceError
        >>> from cpkit.local import LocalService
        >>> profiles = CustomerProfiles(LocalService().client())
        >>> try:
        ...     _ = profiles.get_domain("shop")
        ... except ServiceError as error:
        ...     print(error.code, error.status_code)
        ResourceNotFoundException 404
    """

    code: str
    """The service's error code, such as ``ThrottlingException``."""
    message: str
    """The service's own message, with control characters escaped."""
    status_code: int
    """The HTTP status."""
    request_id: str | None
    """The service's id of the request, for AWS support."""
    is_retryable: bool
    """Whether the same call may succeed later, unchanged."""

    def __init__(
        self,
        text: str,
        *,
        operation: str,
        attempts: int,
        maybe_applied: bool,
        code: str,
        message: str,
        status_code: int,
        request_id: str | None,
        is_retryable: bool,
    ) -> None:
        """Create the error.

        Args:
            text: What happened and what to do.
            operation: The operation's name.
            attempts: How many requests were sent.
            maybe_applied: Whether one of them may have taken effect.
            code: The service's error code.
            message: The service's own message.
            status_code: The HTTP status.
            request_id: The service's id of the request.
            is_retryable: Whether the same call may succeed later.
        """
        self.code = code
        self.message = message
        self.status_code = status_code
        self.request_id = request_id
        self.is_retryable = is_retryable
        super().__init__(text, operation=operation, attempts=attempts, maybe_applied=maybe_applied)


class BadRequestError(ServiceError):
    """The service rejects the request as it stands."""


class AccessDeniedError(ServiceError):
    """The caller lacks a permission."""


class ResourceNotFoundError(ServiceError):
    """There is no such domain in this account and region."""


class ThrottledError(ServiceError):
    """The service had too many requests, to the last attempt."""


class InternalServerError(ServiceError):
    """The service failed, to the last attempt."""


class ExpiredCredentialsError(ServiceError):
    """The session's credentials have expired; renew them, such as by a new login."""


class UnknownServiceError(ServiceError):
    """The service responded with an error that this version does not know."""


class TransportError(CallError):
    """No response arrived: a connection failed, broke or timed out, to the last attempt."""


class MalformedResponseError(CallError):
    """A response arrived that could not be parsed, or lacks required members."""


class PlanError(CPKitError):
    """Base class of what keeps a plan from being applied."""


class StalePlanError(PlanError):
    """The domain has changed since the plan was made; nothing was written."""

    paths: tuple[str, ...]
    """The wire paths of what changed."""

    def __init__(self, message: str, *, paths: Iterable[str]) -> None:
        """Create the error.

        Args:
            message: What happened and what to do.
            paths: The wire paths of what changed.
        """
        self.paths = tuple(paths)
        super().__init__(message)


class UnsafePlanError(PlanError):
    """A plan carries risks that have not been accepted; nothing was written.

    Example:
        >>> from cpkit import CustomerProfiles, DomainSettings, Matching
        >>> from cpkit.errors import UnsafePlanError
        >>> from cpkit.local import LocalService
        >>> profiles = CustomerProfiles(LocalService().client())
        >>> settings = DomainSettings(
        ...     domain_name="shop", default_expiration_days=366, matching=Matching(enabled=True)
        ... )
        >>> _ = profiles.create_domain(settings)
        >>> disabled = DomainSettings(domain_name="shop", matching=Matching(enabled=False))
        >>> try:
        ...     _ = profiles.apply(profiles.plan(disabled))
        ... except UnsafePlanError as error:
        ...     print([str(risk) for risk in error.risks])
        ['switch-off-matching']
    """

    risks: tuple[str, ...]
    """The risks' names, as ``accept`` takes them."""

    def __init__(self, message: str, *, risks: Iterable[str]) -> None:
        """Create the error.

        Args:
            message: What happened and what to do.
            risks: The risks that have not been accepted.
        """
        self.risks = tuple(risks)
        super().__init__(message)


class AppliedStep(Protocol):
    """What happened to one step of a plan: what `cpkit.results.StepResult` has."""

    @property
    def outcome(self) -> str:
        """What happened to it, such as ``done`` or ``not sent``."""
        ...

    @property
    def attempts(self) -> int:
        """How many requests were sent for it."""
        ...


class AppliedPlan(Protocol):
    """What was done of a plan: what `cpkit.ApplyResult` has."""

    @property
    def domain_name(self) -> str:
        """The domain's name."""
        ...

    @property
    def steps(self) -> Sequence[AppliedStep]:
        """What happened to each step, in their order."""
        ...

    def to_text(self, *, colour: bool = False, reveal: bool = False) -> str:
        """Return the result for terminals, account ids and tag values masked."""
        ...


class IncompletePlanError(PlanError):
    """A plan was applied in part, or may have been.

    Plan again and apply that: the new plan continues from what the domain has then.

    Example:
        >>> from cpkit import CustomerProfiles, DomainSettings, RetryPolicy
        >>> from cpkit.errors import IncompletePlanError
        >>> from cpkit.local import CutOff, LocalService
        >>> service = LocalService()
        >>> profiles = CustomerProfiles(service.client(), retry=RetryPolicy(max_attempts=1))
        >>> plan = profiles.plan(DomainSettings(domain_name="shop", default_expiration_days=366))
        >>> service.inject(CutOff(), operation="CreateDomain")
        >>> try:
        ...     _ = profiles.apply(plan)
        ... except IncompletePlanError as error:
        ...     print([step.outcome.value for step in error.result.steps])
        ['unknown']
    """

    result: "AppliedPlan"
    """What was done and what was not: a `cpkit.ApplyResult`."""
    reason: Exception
    """What ended it: a `CallError`, or a `StalePlanError` where the domain changed meanwhile."""

    def __init__(self, message: str, *, result: "AppliedPlan", reason: Exception) -> None:
        """Create the error.

        Args:
            message: What happened and what to do.
            result: What was done and what was not.
            reason: What ended it.
        """
        self.result = result
        self.reason = reason
        super().__init__(message)


class WaitError(CPKitError):
    """What ends a wait early: what was waited for will not come, or not in time."""

    last_seen: object
    """The service's last response, or ``None`` where there was none."""

    def __init__(self, message: str, *, last_seen: object = None) -> None:
        """Create the error.

        Args:
            message: What happened and what to do.
            last_seen: The service's last response.
        """
        self.last_seen = last_seen
        super().__init__(message)


class WaitTimeoutError(WaitError, TimeoutError):
    """The time of a wait is over."""


class WaitCancelledError(WaitError):
    """A wait was cancelled: the event that was passed to it has been set."""

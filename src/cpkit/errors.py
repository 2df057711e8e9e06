"""Every error that cpkit raises, and when to catch which.

.. code-block:: text

    CPKitError
    ├── ValidationError (ValueError)        settings or a document: .problems names each mistake
    ├── ConfigurationError                  credentials, region, endpoint: .setting names the one
    ├── CallError                           .operation .attempts .maybe_applied
    │   ├── ServiceError                    .code .message .status_code .request_id .is_retryable
    │   │   ├── BadRequestError             the service refuses the request as it stands
    │   │   ├── AccessDeniedError           the caller may not do this
    │   │   ├── ResourceNotFoundError       there is no such domain
    │   │   ├── ThrottledError              too many requests, to the last attempt
    │   │   ├── InternalServerError         the service failed, to the last attempt
    │   │   └── UnknownServiceError         an error that this version does not know
    │   ├── TransportError                  no answer arrived
    │   └── MalformedResponseError          an answer arrived that is none
    ├── PlanError
    │   ├── StalePlanError                  .paths: what changed since the plan was made
    │   ├── UnsafePlanError                 .risks: what has not been accepted
    │   └── IncompletePlanError             .result and .reason: what was done and what was not
    └── WaitError
        └── WaitTimeoutError (TimeoutError) .last_seen

Nothing was sent when the first two are raised; a call raises a `ConfigurationError` when it could
not send anything. Once something was sent, whatever a call raises is a `CallError`; its
``maybe_applied`` says whether a change may have reached the service all the same.

Every error pickles. What cpkit itself writes into a text holds no encryption key, queue URL or
tag value; the service's own message is passed on as it is.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from cpkit.problems import Problem, Problems

if TYPE_CHECKING:
    from cpkit.planning import ApplyResult

__all__ = [
    "AccessDeniedError",
    "BadRequestError",
    "CPKitError",
    "CallError",
    "ConfigurationError",
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
    "WaitError",
    "WaitTimeoutError",
]


def __dir__() -> list[str]:
    """Show what is public, and nothing else."""
    return sorted(__all__)


class CPKitError(Exception):
    """Stand above every error that cpkit raises.

    Example:
        >>> from cpkit import JobSchedule
        >>> from cpkit.errors import CPKitError
        >>> try:
        ...     JobSchedule(day_of_the_week="MONDAY", time="25:99")
        ... except CPKitError as error:
        ...     print(type(error).__name__)
        ValidationError
    """

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle by attributes: `__init__` takes keywords, which exceptions do not keep."""
        return (_restore, (type(self), self.args), self.__dict__)


def _restore(cls: type[CPKitError], args: tuple[object, ...]) -> CPKitError:
    error = cls.__new__(cls)
    error.args = args
    return error


_MOST_SHOWN = 100
"""How many problems an error's text lists; a person reads no more."""


class ValidationError(CPKitError, ValueError):
    """Say everything that is wrong with settings, before anything is sent.

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

    problems: tuple[Problem, ...]
    """Each mistake, in the order of the document or of the fields."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Hold the problems; the text lists them, one a line.

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
    """Say which of credentials, region, endpoint, profile or ``AWS_*`` variables is wrong.

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
    """The setting's name, such as ``region_name`` or ``AWS_PROFILE``."""

    def __init__(self, message: str, *, setting: str) -> None:
        """Hold the setting's name.

        Args:
            message: What is wrong and what to do.
            setting: The setting to look at.
        """
        self.setting = setting
        super().__init__(message)


class CallError(CPKitError):
    """Stand above whatever goes wrong in a call to the service.

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

    It is exact for a client that cpkit makes. A client passed in that repeats requests by itself
    tells how often it did only where the service answered: where no answer came at all, each of
    cpkit's own attempts counts once, and the number is the least that it can be.
    """
    maybe_applied: bool
    """Whether a change may have reached the service although no success was read.

    Always false for operations that only read.
    """

    def __init__(self, text: str, *, operation: str, attempts: int, maybe_applied: bool) -> None:
        """Hold what is known of the call.

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
            text += (
                " The change may have been applied all the same: read the domain before repeating."
            )
        super().__init__(text)


class ServiceError(CallError):
    """Stand above the errors that the service itself answered.

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
    """The service's own message, as it came."""
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
        """Hold the service's answer.

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
    """Say that the service refuses the request as it stands.

    Example:
        >>> from cpkit import CustomerProfiles
        >>> from cpkit import DomainSettings
        >>> from cpkit.errors import BadRequestError
        >>> from cpkit.local import LocalService
        >>> profiles = CustomerProfiles(LocalService().client())
        >>> settings = DomainSettings(domain_name="shop", default_expiration_days=366)
        >>> _ = profiles.create_domain(settings)
        >>> try:
        ...     _ = profiles.create_domain(settings)
        ... except BadRequestError as error:
        ...     print(error.message)
        Domain shop already exists
    """


class AccessDeniedError(ServiceError):
    """Say that the caller lacks a permission.

    Example:
        >>> from cpkit import CustomerProfiles
        >>> from cpkit import RetryPolicy
        >>> from cpkit.errors import AccessDeniedError
        >>> from cpkit.local import LocalService, MalformedAnswer
        >>> service = LocalService()
        >>> denied = {"x-amzn-ErrorType": "AccessDeniedException"}
        >>> service.inject(MalformedAnswer(b"{}", status=403, headers=denied))
        >>> profiles = CustomerProfiles(service.client(), retry=RetryPolicy(max_attempts=1))
        >>> try:
        ...     _ = profiles.get_domain("shop")
        ... except AccessDeniedError as error:
        ...     print(error.status_code)
        403
    """


class ResourceNotFoundError(ServiceError):
    """Say that there is no such domain.

    Example:
        >>> from cpkit import CustomerProfiles
        >>> from cpkit.errors import ResourceNotFoundError
        >>> from cpkit.local import LocalService
        >>> profiles = CustomerProfiles(LocalService().client())
        >>> try:
        ...     profiles.delete_domain("shop")
        ... except ResourceNotFoundError as error:
        ...     print(error.status_code)
        404
    """


class ThrottledError(ServiceError):
    """Say that the service had too many requests, to the last attempt.

    Example:
        >>> from cpkit import CustomerProfiles
        >>> from cpkit import RetryPolicy
        >>> from cpkit.errors import ThrottledError
        >>> from cpkit.local import LocalService, Throttle
        >>> service = LocalService()
        >>> service.inject(Throttle(), times=None)
        >>> retry = RetryPolicy(max_attempts=2, throttled_wait_initial=0.01)
        >>> profiles = CustomerProfiles(service.client(), retry=retry)
        >>> try:
        ...     _ = profiles.get_domain("shop")
        ... except ThrottledError as error:
        ...     print(error.attempts)
        2
    """


class InternalServerError(ServiceError):
    """Say that the service failed, to the last attempt.

    Example:
        >>> from cpkit import CustomerProfiles
        >>> from cpkit import RetryPolicy
        >>> from cpkit.errors import InternalServerError
        >>> from cpkit.local import LocalService, ServerError
        >>> service = LocalService()
        >>> service.inject(ServerError(500), times=None)
        >>> profiles = CustomerProfiles(service.client(), retry=RetryPolicy(max_attempts=1))
        >>> try:
        ...     _ = profiles.get_domain("shop")
        ... except InternalServerError as error:
        ...     print(error.status_code, error.is_retryable)
        500 True
    """


class UnknownServiceError(ServiceError):
    """Say that the service answered an error that this version does not know.

    Example:
        >>> from cpkit import CustomerProfiles
        >>> from cpkit import RetryPolicy
        >>> from cpkit.errors import UnknownServiceError
        >>> from cpkit.local import LocalService, MalformedAnswer
        >>> service = LocalService()
        >>> service.inject(MalformedAnswer(b"", status=418), times=None)
        >>> profiles = CustomerProfiles(service.client(), retry=RetryPolicy(max_attempts=1))
        >>> try:
        ...     _ = profiles.get_domain("shop")
        ... except UnknownServiceError as error:
        ...     print(error.code)
        418
    """


class TransportError(CallError):
    """Say that no answer arrived: the connection failed, broke or timed out.

    Example:
        >>> from cpkit import CustomerProfiles
        >>> from cpkit import RetryPolicy
        >>> from cpkit.errors import TransportError
        >>> from cpkit.local import LocalService, CutOff
        >>> service = LocalService()
        >>> service.inject(CutOff(), times=None)
        >>> profiles = CustomerProfiles(service.client(), retry=RetryPolicy(max_attempts=1))
        >>> try:
        ...     _ = profiles.get_domain("shop")
        ... except TransportError as error:
        ...     print(error.operation)
        GetDomain
    """


class MalformedResponseError(CallError):
    """Say that an answer arrived which is none, or lacks what every answer has.

    Example:
        >>> from cpkit import CustomerProfiles
        >>> from cpkit import RetryPolicy
        >>> from cpkit.errors import MalformedResponseError
        >>> from cpkit.local import LocalService, MalformedAnswer
        >>> service = LocalService()
        >>> service.inject(MalformedAnswer(b"{}"), times=None)
        >>> profiles = CustomerProfiles(service.client(), retry=RetryPolicy(max_attempts=1))
        >>> try:
        ...     _ = profiles.get_domain("shop")
        ... except MalformedResponseError as error:
        ...     print(error.operation)
        GetDomain
    """


class PlanError(CPKitError):
    """Stand above what keeps a plan from being applied.

    Example:
        >>> from cpkit import CustomerProfiles, DomainSettings, Matching
        >>> from cpkit.errors import PlanError
        >>> from cpkit.local import LocalService
        >>> profiles = CustomerProfiles(LocalService().client())
        >>> on, off = Matching(enabled=True), Matching(enabled=False)
        >>> settings = DomainSettings(
        ...     domain_name="shop", default_expiration_days=366, matching=on
        ... )
        >>> _ = profiles.create_domain(settings)
        >>> plan = profiles.plan(DomainSettings(domain_name="shop", matching=off))
        >>> try:
        ...     _ = profiles.apply(plan)
        ... except PlanError as error:
        ...     print(type(error).__name__)
        UnsafePlanError
    """


class StalePlanError(PlanError):
    """Say that the domain has changed since the plan was made.

    Example:
        >>> from cpkit import CustomerProfiles, DomainSettings, Matching
        >>> from cpkit.errors import StalePlanError
        >>> from cpkit.local import LocalService
        >>> profiles = CustomerProfiles(LocalService().client())
        >>> on, off = Matching(enabled=True), Matching(enabled=False)
        >>> settings = DomainSettings(
        ...     domain_name="shop", default_expiration_days=366, matching=on
        ... )
        >>> _ = profiles.create_domain(settings)
        >>> plan = profiles.plan(DomainSettings(domain_name="shop", matching=off))
        >>> _ = profiles.update_domain("shop", default_expiration_days=30)
        >>> try:
        ...     _ = profiles.apply(plan, accept={"switch-off-matching"})
        ... except StalePlanError as error:
        ...     print(error.paths)
        ('DefaultExpirationDays',)
    """

    paths: tuple[str, ...]
    """The wire paths of what changed."""

    def __init__(self, message: str, *, paths: Iterable[str]) -> None:
        """Hold what changed.

        Args:
            message: What happened and what to do.
            paths: The wire paths of what changed.
        """
        self.paths = tuple(paths)
        super().__init__(message)


class UnsafePlanError(PlanError):
    """Say that a plan carries risks that have not been accepted.

    Example:
        >>> from cpkit import CustomerProfiles, DomainSettings, Matching
        >>> from cpkit.errors import UnsafePlanError
        >>> from cpkit.local import LocalService
        >>> profiles = CustomerProfiles(LocalService().client())
        >>> on, off = Matching(enabled=True), Matching(enabled=False)
        >>> settings = DomainSettings(
        ...     domain_name="shop", default_expiration_days=366, matching=on
        ... )
        >>> _ = profiles.create_domain(settings)
        >>> plan = profiles.plan(DomainSettings(domain_name="shop", matching=off))
        >>> try:
        ...     _ = profiles.apply(plan)
        ... except UnsafePlanError as error:
        ...     print([str(risk) for risk in error.risks])
        ['switch-off-matching']
    """

    risks: tuple[str, ...]
    """The risks' names, as ``accept`` takes them."""

    def __init__(self, message: str, *, risks: Iterable[str]) -> None:
        """Hold the risks.

        Args:
            message: What happened and what to do.
            risks: The risks that have not been accepted.
        """
        self.risks = tuple(risks)
        super().__init__(message)


class IncompletePlanError(PlanError):
    """Say that a plan was applied in part, or may have been; `result` says what was done.

    Plan again and apply that: it continues from what the domain has then.

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
        ['maybe done']
    """

    result: "ApplyResult"
    """What was done and what was not."""
    reason: Exception
    """What ended it: a `CallError`, or a `StalePlanError` where the domain changed meanwhile."""

    def __init__(self, message: str, *, result: "ApplyResult", reason: Exception) -> None:
        """Hold what is known.

        Args:
            message: What happened and what to do.
            result: What was done and what was not.
            reason: What ended it.
        """
        self.result = result
        self.reason = reason
        super().__init__(message)


class WaitError(CPKitError):
    """Stand above what ends a wait without what was waited for.

    Example:
        >>> from cpkit import CustomerProfiles, DomainSettings, RuleBasedMatching
        >>> from cpkit.errors import WaitError
        >>> from cpkit.local import LocalService
        >>> profiles = CustomerProfiles(LocalService().client())
        >>> rules = RuleBasedMatching(enabled=False, matching_rules=[["EmailAddress"]])
        >>> settings = DomainSettings(
        ...     domain_name="shop", default_expiration_days=366, rule_based_matching=rules
        ... )
        >>> _ = profiles.create_domain(settings)
        >>> try:
        ...     _ = profiles.wait_until_rules_active("shop", timeout=0.01)
        ... except WaitError as error:
        ...     print(type(error).__name__)
        WaitError
    """


class WaitTimeoutError(WaitError, TimeoutError):
    """Say that the time is over.

    Example:
        >>> from cpkit import CustomerProfiles, DomainSettings, RuleBasedMatching
        >>> from cpkit.errors import WaitTimeoutError
        >>> from cpkit.local import LocalService
        >>> profiles = CustomerProfiles(LocalService().client())
        >>> rules = RuleBasedMatching(enabled=True, matching_rules=[["EmailAddress"]])
        >>> settings = DomainSettings(
        ...     domain_name="shop", default_expiration_days=366, rule_based_matching=rules
        ... )
        >>> _ = profiles.create_domain(settings)
        >>> try:
        ...     _ = profiles.wait_until_rules_active("shop", timeout=0.01)
        ... except WaitTimeoutError as error:
        ...     print(error.last_seen.rule_based_matching_status)
        IN_PROGRESS
    """

    last_seen: object
    """What the service answered last, or ``None`` where it never answered."""

    def __init__(self, message: str, *, last_seen: object = None) -> None:
        """Hold what was seen last.

        Args:
            message: What happened and what to do.
            last_seen: What the service answered last.
        """
        self.last_seen = last_seen
        super().__init__(message)

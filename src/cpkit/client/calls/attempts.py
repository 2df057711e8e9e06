"""One call: its attempts, the waits between them, and what is known when it ends."""

import logging
from collections.abc import Callable
from typing import Final, Generic, TypeVar

import tenacity

from cpkit.client.boto.events import Progress, check_types, send_as
from cpkit.client.boto.operation import Operation, RetryKind
from cpkit.client.boto.translation import Call, cause_of, translate
from cpkit.client.calls.logs import LOGGER, Event, StoppedBy, facts_of
from cpkit.client.calls.retry_budget import RESTORED, RetryBudget
from cpkit.client.calls.retry_policy import RetryEvent, RetryPolicy, wait_before_next
from cpkit.errors import CallError, ConfigurationError, CPKitError

__all__ = ["call"]

T = TypeVar("T")

_LOGGED: Final = ("attempt", "wait", "elapsed", "budget_left")
"""What of a RetryEvent is logged besides its error."""


def call(
    operation: Operation,
    policy: RetryPolicy,
    send: Callable[[], T],
    *,
    budget: RetryBudget | None = None,
    acquire: Callable[[float], bool] | None = None,
) -> T:
    """Send until there is a result, or an error that a retry would not change.

    Args:
        operation: What is called, for the errors.
        policy: How often and how long.
        send: Sends one request and reads its response.
        budget: What the calls of one client share; a call alone has its own.
        acquire: Waits so many seconds at most for the slot of one attempt, and returns whether
            there is one; each attempt but the first needs it.

    Returns:
        What the first successful attempt returned.

    Raises:
        CallError: If the last attempt failed.
        ConfigurationError: If nothing was sent.
    """
    return _Attempts(operation, policy, send, budget or RetryBudget(policy.budget), acquire).run()


class _Attempts(Generic[T]):
    """The state of one call. It belongs to one thread, whatever the client is shared with."""

    def __init__(
        self,
        operation: Operation,
        policy: RetryPolicy,
        send: Callable[[], T],
        budget: RetryBudget,
        acquire: Callable[[float], bool] | None,
    ) -> None:
        self.operation = operation
        self.policy = policy
        self.send = send
        self.budget = budget
        self.acquire = acquire
        self.attempt = 0
        self.requests = 0
        self.stopped_by: StoppedBy = "error"
        self.began = policy.clock()
        self.last = CallError("", operation=operation.name, attempts=0, maybe_applied=False)
        self.kind: RetryKind | None = None
        self.hint: float | None = None

    def run(self) -> T:
        retrying = tenacity.Retrying(
            retry=tenacity.retry_if_exception(self._is_retryable),
            wait=self._wait,
            stop=self._is_over,
            before_sleep=self._announce,
            sleep=self._sleep,
            reraise=True,
        )
        try:
            result = retrying(self._attempt)
        except CPKitError as error:
            ending = {"stopped_by": self.stopped_by, **facts_of(error)}
            self._log("call-failed", {**self._sums(self.requests), **ending}, logging.INFO)
            raise
        if LOGGER.isEnabledFor(logging.DEBUG):
            self._log("call-succeeded", self._sums(self.requests + 1))
        return result

    def _attempt(self) -> T:
        if self.attempt and not self._has_slot():
            raise self.last
        self.attempt += 1
        progress = Progress(self.operation.name)
        try:
            result = send_as(progress, self.send)
            check_types(progress, self.operation.output)
        except Exception as error:
            translated = self._translated(error, progress)
            if translated is None:
                raise
            raise translated from cause_of(error)
        self.budget.restore()
        return result

    def _has_slot(self) -> bool:
        left = max(self.policy.timeout - self._elapsed(), 0.0)
        if self.acquire is None or self.acquire(left):
            return True
        self.stopped_by = "timeout"
        self._give_up(
            f"the rate limit would have delayed it past the timeout of {self.policy.timeout:g} s."
        )
        return False

    def _translated(self, error: Exception, progress: Progress) -> CPKitError | None:
        """Return what to raise for what boto3 raised; nothing where it is not boto3's."""
        before = Call(self.operation, self.requests, self.last.maybe_applied, progress)
        failure = translate(error, before)
        if failure is None:
            return None
        if isinstance(failure.error, ConfigurationError):
            if self.requests == 0:
                return failure.error
            # Something was sent, which a configuration error would deny: the last error stays.
            return self._give_up("the next attempt could not be sent; the cause says why.")
        self.last, self.kind, self.hint = failure.error, failure.kind, failure.hint
        self.requests = failure.error.attempts
        self._log("attempt-failed", {"attempt": self.attempt, **facts_of(failure.error)})
        return failure.error

    def _give_up(self, why: str) -> CallError:
        """End with the last error, and note why it was not retried."""
        self.kind = None
        self.last.add_note(f"Not retried: {why}")
        return self.last

    def _is_retryable(self, raised: BaseException) -> bool:
        return raised is self.last and self.kind is not None

    def _wait(self, _: tenacity.RetryCallState) -> float:
        return wait_before_next(
            self.policy,
            failures=self.attempt,
            throttled=self.kind == "throttling",
            hint=self.hint,
        )

    def _is_over(self, state: tenacity.RetryCallState) -> bool:
        if self.attempt >= self.policy.max_attempts:
            self.stopped_by = "max_attempts"
        elif self._elapsed() + state.upcoming_sleep > self.policy.timeout:
            self.stopped_by = "timeout"
            self._give_up(
                f"a wait of {state.upcoming_sleep:.1f} s would have passed the timeout of "
                f"{self.policy.timeout:g} s."
            )
        elif self.kind == "transient" and not self.budget.spend():
            self.stopped_by = "budget"
            self._give_up(
                f"this client's retry budget ({self.policy.budget:g}) is exhausted; each success "
                f"restores {RESTORED:g}."
            )
        else:
            return False
        return True

    def _announce(self, state: tenacity.RetryCallState) -> None:
        event = RetryEvent(
            operation=self.operation.name,
            attempt=self.attempt,
            max_attempts=self.policy.max_attempts,
            wait=state.upcoming_sleep,
            elapsed=self._elapsed(),
            budget_left=self.budget.left,
            error=self.last,
        )
        facts = {name: getattr(event, name) for name in _LOGGED}
        self._log("wait", {**facts, **facts_of(event.error)}, logging.INFO)
        if self.policy.on_retry is not None:
            self.policy.on_retry(event)

    def _sleep(self, seconds: float) -> None:
        # A float of tenacity's own comes in.
        self.policy.sleep(float(seconds))

    def _elapsed(self) -> float:
        return self.policy.clock() - self.began

    def _sums(self, requests: int) -> dict[str, object]:
        return {"attempts": requests, "elapsed": self._elapsed()}

    def _log(self, event: Event, facts: dict[str, object], level: int = logging.DEBUG) -> None:
        known = {"operation": self.operation.name, "max_attempts": self.policy.max_attempts}
        extra = {"event": event, **known, **facts}
        LOGGER.log(level, "%s: %s", self.operation.name, event, extra=extra)

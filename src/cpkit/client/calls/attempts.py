"""One call: its attempts, the waits between them, and what is known when it ends."""

import logging
from collections.abc import Callable, Iterator
from functools import partial
from typing import Final, Generic, TypeVar

import tenacity

from cpkit.client.boto import error_response
from cpkit.client.boto.configuration import configuration_error, holds_a_secret
from cpkit.client.boto.operation import Operation
from cpkit.client.boto.origins import sent_before_signing
from cpkit.client.boto.skip_validation import send_as
from cpkit.client.boto.translation import Call, Failure, translate
from cpkit.client.boto.unread_answers import refusal
from cpkit.client.calls.logs import LOGGER, Event, StoppedBy, facts_of
from cpkit.client.calls.retry_budget import REFILL, RetryBudget
from cpkit.client.calls.retry_policy import RetryEvent, RetryPolicy, wait_before_next
from cpkit.errors import CallError, CPKitError

__all__ = ["call"]

T = TypeVar("T")

_TOLD: Final = ("attempt", "wait", "elapsed", "budget_left")
"""What of a RetryEvent is logged besides its error."""

_NONE_YET: Final = Failure(
    CallError("", operation="", attempts=0, maybe_applied=False), kind=None, hint=None
)
"""Stands for the last failure before there is one; it is never raised."""


def call(
    operation: Operation,
    policy: RetryPolicy,
    send: Callable[[], T],
    *,
    budget: RetryBudget | None = None,
    acquire: Callable[[float], bool] | None = None,
) -> T:
    """Send until there is a result, or an error that the next attempt would not change.

    Args:
        operation: What is called, for the errors.
        policy: How often and how long.
        send: Sends one request and reads its answer.
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
        self.last = _NONE_YET

    def run(self) -> T:
        try:
            result = self._repeated()
        except CPKitError as error:
            ending = {"stopped_by": self.stopped_by, **facts_of(error)}
            self._log("call-failed", {**self._sums(self.requests), **ending}, logging.INFO)
            raise
        if LOGGER.isEnabledFor(logging.DEBUG):
            self._log("call-succeeded", self._sums(self.requests + 1))
        return result

    def _repeated(self) -> T:
        # Nearly all calls succeed at once: what repeats them is made when it is needed.
        try:
            return self._attempt()
        except CallError as error:
            if not self._is_worth_another(error):
                raise
            failed = error
        retrying = tenacity.Retrying(
            sleep=self._sleep,
            stop=self._is_over,
            wait=self._wait,
            retry=tenacity.retry_if_exception(self._is_worth_another),
            before_sleep=self._announce,
            reraise=True,
        )
        return retrying(partial(self._next, iter((failed,))))

    def _next(self, failed: Iterator[CallError]) -> T:
        """Fail as the first attempt did, then try again."""
        for error in failed:
            raise error
        left = max(self.policy.timeout - self._elapsed(), 0.0)
        if self.acquire is not None and not self.acquire(left):
            self.stopped_by = "timeout"
            raise self._given_up(
                "Not retried: the rate limit would have delayed the next attempt beyond the "
                f"RetryPolicy's timeout of {self.policy.timeout:g} s."
            )
        return self._attempt()

    def _attempt(self) -> T:
        self.attempt += 1
        try:
            result = send_as(self.operation.name, self.send)
        except Exception as error:
            translated = self._translated(refusal(error, self.operation.name) or error)
            if translated is None:
                raise
            raise translated from (None if holds_a_secret(error) else error)
        self.budget.refill()
        return result

    def _translated(self, error: Exception) -> Exception | None:
        """Say what to raise for what boto3 raised; nothing where it is none of boto3's."""
        if (configuration := configuration_error(error)) is not None:
            unanswered = sent_before_signing(error)
            if unanswered > 0:
                return self._cut_within(unanswered)
            return configuration if self.requests == 0 else self._cut_short()
        requests = self.requests + 1 + error_response.repeats(error)
        failure = translate(error, Call(self.operation, requests, self.last.error.maybe_applied))
        if failure is None:
            return None
        self.last, self.requests = failure, requests
        self._log("attempt-failed", {"attempt": self.attempt, **facts_of(failure.error)})
        return failure.error

    def _cut_short(self) -> CallError:
        """Keep the last answer: something was sent, which a configuration error would deny."""
        return self._given_up("The next attempt could not be sent: the cause says why.")

    def _cut_within(self, unanswered: int) -> CallError:
        """Say that a client's own repeats were cut short: how those before ended is not known."""
        self.requests += unanswered
        name = self.operation.name
        error = CallError(
            f"{name} was sent, and what became of it is not known: the client repeats requests by "
            "itself, and could not sign the next one. The cause says why.",
            operation=name,
            attempts=self.requests,
            maybe_applied=self.operation.writes,
        )
        self.last = Failure(error, kind=None, hint=None)
        return error

    def _given_up(self, why: str) -> CallError:
        """End with the last answer, and note why there was no other attempt."""
        error = self.last.error
        error.add_note(why)
        self.last = Failure(error, kind=None, hint=None)
        return error

    def _is_worth_another(self, raised: BaseException) -> bool:
        return raised is self.last.error and self.last.kind is not None

    def _wait(self, _: tenacity.RetryCallState) -> float:
        return wait_before_next(
            self.policy,
            failures=self.attempt,
            throttled=self.last.kind == "throttling",
            hint=self.last.hint,
        )

    def _is_over(self, state: tenacity.RetryCallState) -> bool:
        if self.attempt >= self.policy.max_attempts:
            self.stopped_by = "max_attempts"
        elif self._elapsed() + state.upcoming_sleep > self.policy.timeout:
            self._stop_for_time(state.upcoming_sleep)
        elif self.last.kind == "transient" and not self.budget.draw():
            self._stop_for_budget()
        else:
            return False
        return True

    def _stop_for_time(self, wait: float) -> None:
        self.stopped_by = "timeout"
        self.last.error.add_note(
            f"There was no further attempt: a wait of {wait:.1f} s would have "
            f"passed the RetryPolicy's timeout of {self.policy.timeout:g} s."
        )

    def _stop_for_budget(self) -> None:
        self.stopped_by = "budget"
        self.last.error.add_note(
            "There was no further attempt: earlier failures have used up the RetryPolicy's budget "
            f"of {self.policy.budget:g} repeats, which all calls of this client share. Each "
            f"success gives {REFILL:g} back."
        )

    def _announce(self, state: tenacity.RetryCallState) -> None:
        event = RetryEvent(
            operation=self.operation.name,
            attempt=self.attempt,
            max_attempts=self.policy.max_attempts,
            wait=state.upcoming_sleep,
            elapsed=self._elapsed(),
            budget_left=self.budget.left,
            error=self.last.error,
        )
        facts = {name: getattr(event, name) for name in _TOLD}
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

"""One plan being applied: look before each write, write, read back.

The service has no lock: no version, no token, nothing that would refuse a change that was made
without knowing of another. All that can be done is to look right before each write. What somebody
else changes between the look and the arrival of the write, in the same block, is overwritten. No
request and no wait lies in between.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

import attrs

from cpkit.client.boto import responses
from cpkit.client.calls.caller import shortened
from cpkit.client.calls.rate_limit import RateLimit
from cpkit.client.calls.retry_budget import RetryBudget
from cpkit.client.calls.retry_policy import RetryEvent, RetryPolicy
from cpkit.client.observe import Observing, lacks_tags, with_tags
from cpkit.errors import (
    CallError,
    ConfigurationError,
    CPKitError,
    IncompletePlanError,
    StalePlanError,
    UnsafePlanError,
)
from cpkit.planning import (
    ApplyResult,
    Outcome,
    Plan,
    Risk,
    Step,
    StepResult,
    change_tags,
    stale_paths,
    stale_tags,
)
from cpkit.wire import take_domain

if TYPE_CHECKING:
    from mypy_boto3_customer_profiles import CustomerProfilesClient

__all__ = ["Application"]

_ADVICE = "Plan again: the new plan continues from what the domain has then."


@attrs.define
class _Attempt:
    """What is known of the step that is being done."""

    step: Step
    sent: int = 0
    is_lost: bool = False


class Application(Observing):
    """Apply one plan, once."""

    __slots__ = ("_plan", "_results", "_risks")

    def __init__(
        self,
        client: "CustomerProfilesClient",
        retry: RetryPolicy,
        rate_limit: RateLimit | None,
        budget: RetryBudget,
        *,
        plan: Plan,
        risks: frozenset[Risk],
    ) -> None:
        """Hold what is to be done.

        Args:
            client: What sends.
            retry: How often each step is sent, and how long it takes at most.
            rate_limit: How closely requests follow each other.
            budget: What is left for repeats to all calls of the client.
            plan: What to do.
            risks: What is accepted.
        """
        super().__init__(client, retry, rate_limit, budget)
        self._plan = plan
        self._risks = risks
        self._results: list[StepResult] = []

    def run(self) -> ApplyResult:
        """Do all steps and read back.

        Returns:
            What was done.

        Raises:
            UnsafePlanError: If a risk is not accepted. Nothing was written.
            StalePlanError: If the domain has changed. Nothing was written.
            IncompletePlanError: If something was written, or may have been, and not all of it.
            CallError: If a call failed. Nothing was written.
            ConfigurationError: If tags would change and the domain's ARN is not known.
        """
        self._refuse_risks(self._plan)
        current = self._look(step=next(iter(self._plan.steps), None))
        if not current.steps:
            return self._result(current)
        self._refuse_stale(current)
        self._refuse_risks(current)
        if change_tags(self._plan.steps):
            self._arn()
        # Where the first write must wait for its turn, a look from before the wait is too old.
        seen = current if self._rate_limit is None else None
        for step in self._plan.steps:
            self._do(_Attempt(step), seen)
            seen = None
        return self._read_back()

    def _refuse_risks(self, plan: Plan) -> None:
        missing = [risk for risk in plan.risks if risk not in self._risks]
        if missing:
            names = ", ".join(repr(risk.value) for risk in missing)
            raise UnsafePlanError(
                f"The plan carries risks that have not been accepted: {names}. Read its warnings, "
                f"and accept by name what is meant: apply(plan, accept={{{names}}}).",
                risks=missing,
            )

    def _refuse_stale(self, current: Plan) -> None:
        paths = stale_paths(self._plan, current)
        if paths:
            raise StalePlanError(_moved_on(self._plan, current, paths), paths=paths)

    def _look(
        self,
        retry: RetryPolicy | None = None,
        *,
        is_its_turn: bool = False,
        step: Step | None = None,
    ) -> Plan:
        """Read the domain, and plan what is left to do.

        What the step would write is read last: before an update of the domain, that is the domain
        itself, once more where its tags had to be listed.
        """
        plan = self._plan
        name = plan.settings.domain_name
        domain = self._observe(name, retry=retry, is_its_turn=is_its_turn)
        arn = plan.resource_arn
        if domain is not None and arn is not None and lacks_tags(domain, plan.settings):
            domain = self._with_listed_tags(domain, arn, retry=retry, is_its_turn=is_its_turn)
            if step is not None and step.operation == "UpdateDomain":
                listed = domain.raw.get("Tags")
                domain = self._observe(name, retry=retry)
                if domain is not None and lacks_tags(domain, plan.settings):
                    domain = with_tags(domain, listed)
        return attrs.evolve(plan, domain=domain)

    @property
    def _looks(self) -> tuple[str, ...]:
        """What a look calls at most."""
        return ("GetDomain", "ListTagsForResource")[: 1 if self._plan.resource_arn is None else 2]

    def _do(self, attempt: _Attempt, seen: Plan | None) -> None:
        """Do one step: look before each time that it is sent."""
        began: float | None = None

        def told(event: RetryEvent) -> None:
            attempt.is_lost = event.error.maybe_applied
            if self._retry.on_retry is not None:
                self._retry.on_retry(event)

        def send() -> Outcome:
            nonlocal began, seen
            # Not before: the wait for the first turn takes nothing of the policy's time.
            began = self._retry.clock() if began is None else began
            current = seen
            if current is None:
                current = self._look(self._rest(began), is_its_turn=True, step=attempt.step)
            seen = None
            if self._is_done(attempt.step, current):
                return Outcome.ALREADY_APPLIED
            self._refuse_changed(current)
            attempt.sent += 1
            self._send(attempt.step)
            return Outcome.DONE

        retry = attrs.evolve(self._retry, on_retry=told)
        try:
            outcome = self._call(
                attempt.step.operation, send, retry=retry, together_with=self._looks
            )
        except CPKitError as error:
            self._fail_unless_done(attempt, error)
            outcome = Outcome.ALREADY_APPLIED
        except BaseException as error:
            self._keep(attempt, Outcome.UNKNOWN if attempt.sent else Outcome.NOT_SENT)
            error.add_note(f"A plan was being applied:\n{self._incomplete()}")
            raise
        self._keep(attempt, outcome)

    def _keep(self, attempt: _Attempt, outcome: Outcome) -> None:
        self._results.append(StepResult(attempt.step, outcome, attempt.sent))

    def _rest(self, began: float) -> RetryPolicy:
        """Give what is left of the policy's time to a look."""
        return shortened(self._retry, self._retry.timeout - (self._retry.clock() - began))

    def _is_done(self, step: Step, current: Plan) -> bool:
        if step.operation == "CreateDomain" or current.domain is None:
            return not current.steps
        return step.operation not in {left.operation for left in current.steps}

    def _refuse_changed(self, current: Plan) -> None:
        """Refuse to go on where somebody else has changed what the plan was made from.

        A change that is none of the settings can still carry a risk: rules that are locked by now.
        After the first step only tags are left to do, and only they are looked at: the rest has
        just been written, and the service may keep it in a form of its own.
        """
        if not self._results:
            self._refuse_stale(current)
            self._refuse_risks(current)
            return
        done = [result.step for result in self._results]
        paths = stale_tags(self._plan, current, done)
        if paths:
            raise StalePlanError(
                f"The domain's tags changed while the plan was applied: {', '.join(paths)}. "
                f"{_ADVICE}",
                paths=paths,
            )

    def _send(self, step: Step) -> None:
        request = step.to_wire()
        match step.operation:
            case "CreateDomain":
                responses.read(take_domain, self._client.create_domain(**request))
            case "UpdateDomain":
                responses.read(take_domain, self._client.update_domain(**request))
            case "TagResource":
                self._client.tag_resource(resourceArn=self._arn(), **request)
            case _:
                self._client.untag_resource(resourceArn=self._arn(), **request)

    def _arn(self) -> str:
        if self._plan.resource_arn is None:
            raise ConfigurationError(
                "The plan changes tags and does not know the domain's ARN: make the plan with "
                "CustomerProfiles.plan.",
                setting="account_id",
            )
        return self._plan.resource_arn

    def _fail_unless_done(self, attempt: _Attempt, error: CPKitError) -> None:
        """Look once more where the step may have arrived; else say what was done and what not."""
        lost = error.maybe_applied if isinstance(error, CallError) else False
        lost = lost or attempt.is_lost
        if lost and self._is_found_done(attempt.step):
            return
        if not self._results and not lost:
            raise error
        outcome = Outcome.UNKNOWN if lost else _unsuccessful(attempt)
        self._keep(attempt, outcome)
        result = self._incomplete()
        done = ", ".join(f"{step.step.operation} {step.outcome.value}" for step in result.steps)
        raise IncompletePlanError(
            f"The plan was applied in part, or may have been: {done}. {_advised(error)}",
            result=result,
            reason=error,
        ) from error

    def _is_found_done(self, step: Step) -> bool:
        try:
            return self._is_done(step, self._look())
        except CPKitError:
            return False

    def _incomplete(self) -> ApplyResult:
        rest = self._plan.steps[len(self._results) :]
        missed = [StepResult(step, Outcome.NOT_SENT, 0) for step in rest]
        return ApplyResult(
            domain_name=self._plan.settings.domain_name,
            steps=(*self._results, *missed),
            domain=None,
            remaining=(),
        )

    def _read_back(self) -> ApplyResult:
        try:
            current = self._look()
        except CPKitError as error:
            raise IncompletePlanError(
                f"Everything was sent, but the domain could not be read back. {error} {_ADVICE}",
                result=self._incomplete(),
                reason=error,
            ) from error
        return self._result(current)

    def _result(self, current: Plan) -> ApplyResult:
        return ApplyResult(
            domain_name=self._plan.settings.domain_name,
            steps=tuple(self._results),
            domain=current.domain,
            remaining=current.changes,
        )


def _moved_on(plan: Plan, current: Plan, paths: Iterable[str]) -> str:
    if current.domain is None:
        return "The domain has been deleted since the plan was made. A new plan would create it."
    if plan.domain is None:
        return "The domain has been created since the plan was made. Plan again."
    return f"The domain has changed since the plan was made: {', '.join(paths)}. Plan again."


def _unsuccessful(attempt: _Attempt) -> Outcome:
    return Outcome.FAILED if attempt.sent else Outcome.NOT_SENT


def _advised(error: Exception) -> str:
    """Write an error with what to do, once."""
    text = str(error)
    return text if _ADVICE in text else f"{text} {_ADVICE}"

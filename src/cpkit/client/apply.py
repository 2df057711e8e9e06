"""Apply one plan: read before each write, write, read back.

The service has no lock: no version, no token, nothing that would reject a change that was made
without knowing of another. All that can be done is to read right before each write. What somebody
else changes between the read and the arrival of the write, in the same block, is overwritten. No
other request and no wait lies in between: under a rate limit, the write's slot is acquired first.
"""

from collections.abc import Iterable

import attrs

from cpkit.client.calls.caller import Caller, shortened
from cpkit.client.calls.retry_policy import RetryEvent, RetryPolicy
from cpkit.client.observe import as_domain, find_domain, lacks_tags, list_tags, with_tags
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

__all__ = ["apply_plan"]

_ADVICE = "Plan again: the new plan continues from what the domain has then."


def apply_plan(caller: Caller, plan: Plan, risks: frozenset[Risk]) -> ApplyResult:
    """Do all steps of a plan and read back.

    Args:
        caller: What sends.
        plan: The plan.
        risks: The risks that are accepted.

    Returns:
        What was done.

    Raises:
        UnsafePlanError: If a risk is not accepted. Nothing was written.
        StalePlanError: If the domain has changed. Nothing was written.
        IncompletePlanError: If something was written, or may have been, and not all of it.
        CallError: If a call failed. Nothing was written.
        ConfigurationError: If tags would change and the domain's ARN is not known.
    """
    return _Application(caller, plan, risks).run()


@attrs.define
class _Attempt:
    """What is known of the step that is being done."""

    step: Step
    sent: int = 0
    is_lost: bool = False


@attrs.define
class _Application:
    """One plan being applied, once."""

    caller: Caller
    plan: Plan
    risks: frozenset[Risk]
    results: list[StepResult] = attrs.field(init=False, factory=list[StepResult])

    def run(self) -> ApplyResult:
        self._reject_risks(self.plan)
        first = next(iter(self.plan.steps), None)
        if first is not None:
            self.caller.acquire(first.operation)
        current = self._read(step=first)
        if not current.steps:
            return self._result(current)
        self._reject_stale(current)
        if change_tags(self.plan.steps):
            self._arn()
        # Nothing is read a second time before the first write: it has its slot, and is next.
        newly_read = True
        for step in self.plan.steps:
            self._do(_Attempt(step), has_slot=newly_read, was_read=newly_read)
            newly_read = False
        return self._read_back()

    def _reject_risks(self, plan: Plan) -> None:
        missing = [risk for risk in plan.risks if risk not in self.risks]
        if missing:
            names = ", ".join(repr(risk.value) for risk in missing)
            raise UnsafePlanError(
                f"The plan carries risks that have not been accepted: {names}. Read its warnings, "
                f"and accept by name what is meant: apply(plan, accept={{{names}}}).",
                risks=missing,
            )

    def _reject_stale(self, current: Plan) -> None:
        """Reject a plan that was made from something else.

        Settings that have not changed can still carry a new risk: rules that are locked by now.
        """
        paths = stale_paths(self.plan, current)
        if paths:
            raise StalePlanError(_moved_on(self.plan, current, paths), paths=paths)
        self._reject_risks(current)

    def _read(self, retry: RetryPolicy | None = None, *, step: Step | None = None) -> Plan:
        """Read the domain, and plan what is left to do.

        What the step would write is read last: before an update of the domain, that is the domain
        itself, once more where its tags had to be listed.
        """
        plan, caller = self.plan, self.caller
        name, arn = plan.settings.domain_name, plan.resource_arn
        domain = find_domain(caller, name, retry=retry)
        if domain is not None and arn is not None and lacks_tags(domain, plan.settings):
            domain = list_tags(caller, domain, arn, retry=retry)
            if step is not None and step.operation == "UpdateDomain":
                listed = domain.raw.get("Tags")
                domain = find_domain(caller, name, retry=retry)
                if domain is not None and lacks_tags(domain, plan.settings):
                    domain = with_tags(domain, listed)
        return attrs.evolve(plan, domain=domain)

    def _do(self, attempt: _Attempt, *, has_slot: bool, was_read: bool) -> None:
        """Do one step: read before each time that it is sent, unless that has just been done."""
        policy = self.caller.retry
        began: float | None = None

        def note(event: RetryEvent) -> None:
            attempt.is_lost = event.error.maybe_applied
            if policy.on_retry is not None:
                policy.on_retry(event)

        def send() -> Outcome:
            nonlocal began, was_read
            if began is None:  # the wait for the first slot is not part of the policy's time
                began = policy.clock()
            if was_read:
                was_read = False
            else:
                left = policy.timeout - (policy.clock() - began)
                current = self._read(shortened(policy, left), step=attempt.step)
                if self._is_done(attempt.step, current):
                    return Outcome.ALREADY_APPLIED
                self._reject_changed(current)
            attempt.sent += 1
            self._send(attempt.step)
            return Outcome.DONE

        retry = attrs.evolve(policy, on_retry=note)
        try:
            outcome = self.caller.call(attempt.step.operation, send, retry=retry, has_slot=has_slot)
        except CPKitError as error:
            self._fail_unless_done(attempt, error)
            outcome = Outcome.ALREADY_APPLIED
        except BaseException as error:
            self._keep(attempt, Outcome.UNKNOWN if attempt.sent else Outcome.NOT_SENT)
            error.add_note(f"A plan was being applied:\n{self._incomplete()}")
            raise
        self._keep(attempt, outcome)

    def _keep(self, attempt: _Attempt, outcome: Outcome) -> None:
        self.results.append(StepResult(attempt.step, outcome, attempt.sent))

    def _is_done(self, step: Step, current: Plan) -> bool:
        if step.operation == "CreateDomain" or current.domain is None:
            return not current.steps
        return step.operation not in {left.operation for left in current.steps}

    def _reject_changed(self, current: Plan) -> None:
        """Reject to go on where somebody else has changed what the plan was made from.

        After the first step only tags are left to do, and only they are compared: the rest has
        just been written, and the service may store it in a form of its own.
        """
        if not self.results:
            self._reject_stale(current)
            return
        done = [result.step for result in self.results]
        paths = stale_tags(self.plan, current, done)
        if paths:
            raise StalePlanError(
                f"The domain's tags changed while the plan was applied: {', '.join(paths)}. "
                f"{_ADVICE}",
                paths=paths,
            )

    def _send(self, step: Step) -> None:
        client, request = self.caller.client, step.to_wire()
        match step.operation:
            case "CreateDomain":
                as_domain(client.create_domain(**request))
            case "UpdateDomain":
                as_domain(client.update_domain(**request))
            case "TagResource":
                client.tag_resource(resourceArn=self._arn(), **request)
            case _:
                client.untag_resource(resourceArn=self._arn(), **request)

    def _arn(self) -> str:
        if self.plan.resource_arn is None:
            raise ConfigurationError(
                "The plan changes tags and does not contain the domain's ARN: make the plan with "
                "CustomerProfiles.plan.",
                setting="account_id",
            )
        return self.plan.resource_arn

    def _fail_unless_done(self, attempt: _Attempt, error: CPKitError) -> None:
        """Read again where the step may have arrived; else report what was done and what not."""
        lost = error.maybe_applied if isinstance(error, CallError) else False
        lost = lost or attempt.is_lost
        if lost and self._is_found_done(attempt.step):
            return
        if not self.results and not lost:
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
            return self._is_done(step, self._read())
        except CPKitError:
            return False

    def _incomplete(self) -> ApplyResult:
        rest = self.plan.steps[len(self.results) :]
        missed = [StepResult(step, Outcome.NOT_SENT, 0) for step in rest]
        return ApplyResult(
            domain_name=self.plan.settings.domain_name,
            steps=(*self.results, *missed),
            domain=None,
            remaining=(),
        )

    def _read_back(self) -> ApplyResult:
        try:
            current = self._read()
        except CPKitError as error:
            raise IncompletePlanError(
                f"Everything was sent, but the domain could not be read back. {error} {_ADVICE}",
                result=self._incomplete(),
                reason=error,
            ) from error
        return self._result(current)

    def _result(self, current: Plan) -> ApplyResult:
        return ApplyResult(
            domain_name=self.plan.settings.domain_name,
            steps=tuple(self.results),
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

"""Law: no change of another writer is lost, but in the window that the service leaves open.

A plan is applied while another writer changes the same domain at any moment and requests go wrong
in every way. Whenever a request of the plan takes effect, the domain must be as it was planned
for, or as the plan's earlier requests have left it. The one exception is what the other writer
does after the last look and before the arrival of the write.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from botocore.config import Config
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from cpkit import CustomerProfiles, RateLimit, RetryPolicy
from cpkit.errors import CallError, IncompletePlanError, StalePlanError, UnsafePlanError
from cpkit.local import (
    CutOff,
    Delay,
    MalformedResponse,
    ServerError,
    Throttle,
    TruncatedResponse,
)
from cpkit.models import DomainSettings
from cpkit.planning import Plan
from cpkit.wire import from_wire
from tests.support.thorough import thorough, times
from tests.support.watched_service import ACCOUNT, WRITES, WatchedService

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = thorough

days = st.integers(1, 40)
few_tags = st.dictionaries(st.sampled_from(["a", "b", "c"]), st.sampled_from("xyz"), min_size=1)
many_tags = st.sampled_from("pq").map(lambda half: {f"{half}{key}": "x" for key in range(47)})
"""Two of these do not fit into one domain: replacing them takes turns."""
tags = few_tags | many_tags
rules = st.sampled_from([[["EmailAddress"]], [["PhoneNumber"], ["EmailAddress"]], None])
their_days = st.integers(51, 90)
their_rules = st.sampled_from([[["Gender"]], [["BirthDate"], ["Gender"]], None])
their_tags = st.dictionaries(st.sampled_from(["a", "b", "c"]), st.sampled_from("uvw"), min_size=1)
"""What tells the other writer's values from the plan's: equal ones are not lost."""
faults = st.sampled_from(
    [
        Throttle(),
        ServerError(500),
        ServerError(503, applied=True),
        CutOff(),
        CutOff(applied=True),
        Delay(60),
        MalformedResponse(),
        TruncatedResponse(),
    ]
)
operations = st.sampled_from([*sorted(WRITES), "GetDomain", None])

Rules = list[list[str]] | None
"""Rules that are declared, or none at all."""


def members(days: int, rules: Rules) -> Any:
    """Write what an update declares."""
    if rules is None:
        return {"DefaultExpirationDays": days}
    block = {
        "Enabled": True,
        "MatchingRules": [{"Rule": rule} for rule in rules],
        "MaxAllowedRuleLevelForMatching": 1,
        "MaxAllowedRuleLevelForMerging": 1,
        "ConflictResolution": {"ConflictResolvingModel": "RECENCY"},
    }
    return {"DefaultExpirationDays": days, "RuleBasedMatching": block}


class TwoWriters(RuleBasedStateMachine):
    """One writer plans and applies; another writes as it likes."""

    @initialize(is_limited=st.booleans())
    def begin(self, *, is_limited: bool) -> None:
        """Make a domain."""
        self.service = WatchedService()
        client = self.service.client(config=Config(read_timeout=1))
        limit = RateLimit(clock=lambda: self.time, sleep=self.wait_for_slot) if is_limited else None
        self.time = 0.0
        self.planner = CustomerProfiles(
            client, retry=RetryPolicy(max_attempts=4, sleep=lambda _: None), rate_limit=limit
        )
        self.other = self.service.client()
        self.theirs(
            lambda: self.other.create_domain(
                DomainName="shop", DefaultExpirationDays=50, Tags={"a": "x"}
            )
        )
        self.arn = self.service.domain_arn("shop")
        self.plan: Plan | None = None
        self.planned: Any = None

    @rule(days=days, rules=rules, tags=st.none() | tags)
    def make_plan(self, days: int, rules: Rules, tags: dict[str, str] | None) -> None:
        """Plan; requests may go wrong here as well."""
        with_tags = {} if tags is None else {"Tags": tags}
        document = {"DomainName": "shop", **members(days, rules), **with_tags}
        declared = from_wire(DomainSettings, document)
        try:
            self.plan = self.planner.plan(declared, account_id=ACCOUNT)
        except CallError:
            self.plan = None
        self.planned = self.service.seen

    @rule(days=their_days, rules=their_rules)
    def other_updates(self, days: int, rules: Rules) -> None:
        """Change the domain without looking."""
        self.theirs(lambda: self.other.update_domain(DomainName="shop", **members(days, rules)))

    @rule(days=their_days)
    def other_creates(self, days: int) -> None:
        """Create the domain, unless it is there."""
        self.theirs(lambda: self.other.create_domain(DomainName="shop", DefaultExpirationDays=days))

    @rule()
    def other_deletes(self) -> None:
        """Delete the domain."""
        self.theirs(lambda: self.other.delete_domain(DomainName="shop"))

    @rule(tags=their_tags)
    def other_tags(self, tags: dict[str, str]) -> None:
        """Change tags without looking."""
        self.theirs(lambda: self.other.tag_resource(resourceArn=self.arn, tags=tags))

    @rule(fault=faults, operation=operations, times=st.integers(1, 5))
    def go_wrong(self, fault: Any, operation: str | None, times: int) -> None:
        """Let the next requests go wrong."""
        self.service.inject(fault, operation=operation, times=times)

    @rule(
        declared=st.tuples(days, rules, st.none() | tags),
        wrong=st.lists(st.tuples(faults, operations), max_size=2),
        when=st.integers(1, 9),
        theirs=st.tuples(st.none() | their_days, their_rules, their_tags),
    )
    def plan_and_apply(
        self,
        declared: tuple[int, Rules, dict[str, str] | None],
        wrong: list[tuple[Any, str | None]],
        when: int,
        theirs: tuple[int | None, Rules, dict[str, str]],
    ) -> None:
        """Apply a plan right after it was made."""
        self.make_plan(*declared)
        for fault, operation in wrong:
            self.go_wrong(fault, operation, 1)
        self.apply(when, *theirs)

    @rule(when=st.integers(0, 9), days=st.none() | their_days, rules=their_rules, tags=their_tags)
    def apply(self, when: int, days: int | None, rules: Rules, tags: dict[str, str]) -> None:
        """Apply the plan, while the other writer acts before one of its requests."""
        if self.plan is None:
            return
        plan, acts = self.plan, self.service.acts
        self.service.act_before, self.service.act = when, self.their_act(days, rules, tags)
        self.service.is_first, self.service.known = True, self.planned
        self.service.repeated = None
        before = self.service.state()
        try:
            result = self.planner.apply(plan, accept=plan.risks)
        except (StalePlanError, UnsafePlanError):
            assert before == self.service.state() or acts < self.service.acts
        except (IncompletePlanError, CallError) as error:
            self.note(error)
        else:
            if acts == self.service.acts:
                assert () == result.remaining
                assert result.domain is not None
                assert not Plan(settings=plan.settings, domain=result.domain)
        self.service.act = None
        assert [] == self.service.violations

    def note(self, error: IncompletePlanError | CallError) -> None:
        """Hold an error to what it says: a call's own error means that nothing was written."""
        if isinstance(error, IncompletePlanError):
            assert error.result.steps
        else:
            assert not error.maybe_applied
            assert self.service.is_first

    def their_act(
        self, days: int | None, rules: Rules, tags: dict[str, str]
    ) -> Callable[[], object]:
        """Choose what the other writer does in between."""
        if days is None:
            return lambda: self.other.tag_resource(resourceArn=self.arn, tags=tags)
        return lambda: self.other.update_domain(DomainName="shop", **members(days, rules))

    def wait_for_slot(self, seconds: float) -> None:
        """Let time go by for the planner, in which the other writer may act as well."""
        self.time += seconds
        self.service.let_other_act()

    def theirs(self, act: Callable[[], object]) -> None:
        """Do something as the other writer, for whom nothing goes wrong."""
        self.service.is_theirs = True
        self.service.quietly(act)
        self.service.is_theirs = False


TwoWriters.TestCase.settings = settings(max_examples=times(30, 100), stateful_step_count=15)
TestTwoWriters = TwoWriters.TestCase
"""No change of the other writer is lost outside the window."""


def test_window_when_the_other_writes_in_it_then_theirs_is_overwritten() -> None:
    """The service leaves it open: this shows that the watch above sees what is lost."""
    machine = TwoWriters()
    machine.begin(is_limited=False)
    machine.plan_and_apply((7, None, None), [], 2, (80, None, {"a": "u"}))

    assert 1 == machine.service.overwritten
    assert 7 == machine.planner.get_domain("shop").settings.default_expiration_days

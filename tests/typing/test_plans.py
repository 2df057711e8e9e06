"""Plans: what they tell, and what `apply` accepts."""

from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal, assert_type

import pytest

from cpkit import (
    ApplyResult,
    AutoMerging,
    Change,
    CustomerProfiles,
    Domain,
    DomainSettings,
    Matching,
    Plan,
    PlanWarning,
    Risk,
    diff,
)
from cpkit.local import LocalService
from cpkit.results import Outcome, Step, StepResult

if TYPE_CHECKING:
    from collections.abc import Iterable

SETTINGS = DomainSettings(
    domain_name="shop",
    default_expiration_days=366,
    matching=Matching(enabled=True, auto_merging=AutoMerging(enabled=True)),
)


def shop() -> CustomerProfiles:
    """Give a client of a service without domains."""
    return CustomerProfiles(LocalService().client())


def test_plan_when_made_then_each_part_is_typed() -> None:
    """What would happen is one of three words, and risks are members."""
    plan = shop().plan(SETTINGS)

    assert_type(plan, Plan)
    assert_type(plan.action, Literal["create", "update", "none"])
    assert_type(plan.changes[0], Change)
    assert_type(plan.changes.to_dicts(), list[dict[str, Any]])
    assert_type(plan.risks, tuple[Risk, ...])
    assert_type(plan.steps, tuple[Step, ...])
    assert_type(plan.warnings[0], PlanWarning)
    assert_type(plan.warnings.to_dicts(), list[dict[str, Any]])
    assert_type(plan.made_at, datetime | None)
    assert_type(plan.domain, Domain | None)
    assert_type(plan.changes[0].kind, Literal["added", "removed", "changed", "moved"])
    assert_type(plan.to_markdown(reveal=True), str)
    assert "create" == plan.action


def test_diff_when_taken_then_typed() -> None:
    """Two settings give changes."""
    changes = diff(SETTINGS, SETTINGS)

    given: tuple[Change, ...] = changes
    assert () == given


def test_plan_when_applied_then_risks_are_accepted_in_each_way() -> None:
    """By member, by text, by all that the plan has; from a file by `map`."""
    texts = ["enable-merging"]
    accepted: list[Iterable[Risk]] = [{Risk.ENABLE_MERGING}, map(Risk, texts)]
    results = [shop().apply(shop().plan(SETTINGS), accept=risks) for risks in accepted]
    plan = shop().plan(SETTINGS)

    by_text = shop().apply(plan, accept={"enable-merging"})
    by_plan = shop().apply(plan, accept=plan.risks)

    assert_type(by_text, ApplyResult)
    assert_type(by_text.domain, Domain | None)
    assert_type(by_text.steps, tuple[StepResult, ...])
    assert_type(by_text.steps[0].outcome, Outcome)
    assert ["shop"] * 4 == [result.domain_name for result in (*results, by_text, by_plan)]


def test_apply_when_given_the_wrong_thing_then_refused_twice() -> None:
    """By the checkers, and before anything is sent."""
    profiles = shop()
    plan = profiles.plan(SETTINGS)
    with pytest.raises(TypeError):
        # one text is a collection of letters
        profiles.apply(plan, accept="enable-merging")  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
    with pytest.raises(ValueError, match="did you mean 'enable-merging'"):
        # no such risk
        profiles.apply(plan, accept={"enable-mergin"})  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
    with pytest.raises(TypeError):
        # there is no way to accept all
        profiles.apply(plan, accept=True)  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
    with pytest.raises(TypeError):
        # settings are planned first
        profiles.apply(SETTINGS)  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
    with pytest.raises(TypeError):
        # a domain's name is in the settings
        profiles.plan("shop")  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]


def misuses_of_a_plan(plan: Plan, before: Domain) -> None:
    """Use a plan as what it is not; for checkers alone."""
    # there are three actions, and this is none of them
    _ = plan.action == "delete"  # type: ignore[comparison-overlap] # pyright: ignore[reportUnnecessaryComparison]
    # what a plan sends is computed, never given
    Plan(settings=SETTINGS, domain=None, steps=())  # type: ignore[call-arg] # pyright: ignore[reportCallIssue]
    # a plan never changes
    plan.settings = SETTINGS  # type: ignore[misc] # pyright: ignore[reportAttributeAccessIssue]
    # settings are compared: domain.settings
    diff(before, SETTINGS)  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
    # what is masked is revealed by reveal=True
    plan.to_text(secrets=True)  # type: ignore[call-arg] # pyright: ignore[reportCallIssue]

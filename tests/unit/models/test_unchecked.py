"""`ignore_checks` lets values past limits, for one context, and nothing past types."""

import asyncio
import threading

import pytest

import cpkit
from cpkit import DomainSettings, MatchingRule, RuleBasedMatching, ValidationError


def test_unchecked_when_a_code_is_named_then_only_that_is_lifted() -> None:
    """One check is lifted, the others hold."""
    with cpkit.ignore_checks("range"):
        settings = DomainSettings(domain_name="shop", default_expiration_days=2000)
        with pytest.raises(ValidationError):
            DomainSettings(domain_name="my shop")

    assert 2000 == settings.default_expiration_days
    assert ["range"] == [problem.code for problem in settings.problems()]


def test_unchecked_when_left_then_checks_hold_again() -> None:
    """The way out closes behind one, even after an error."""
    with pytest.raises(RuntimeError), cpkit.ignore_checks():
        raise RuntimeError

    with pytest.raises(ValidationError):
        DomainSettings(domain_name="my shop")


def test_unchecked_when_nested_then_both_are_lifted() -> None:
    """An inner context adds to the outer one."""
    with cpkit.ignore_checks("range"), cpkit.ignore_checks("pattern"):
        DomainSettings(domain_name="my shop", default_expiration_days=2000)


def test_unchecked_when_the_code_is_wrong_then_the_right_one_is_named() -> None:
    """A misspelt check lifts nothing silently."""
    with (
        pytest.raises(ValueError, match="did you mean 'rule-attribute'"),
        cpkit.ignore_checks("rule-attributes"),
    ):
        pass


@pytest.mark.parametrize("code", ["type", "required", "unknown-member"])
def test_unchecked_when_the_check_cannot_be_lifted_then_refused(code: str) -> None:
    """Types, required and unknown members are never lifted."""
    with pytest.raises(ValueError, match="can be lifted"), cpkit.ignore_checks(code):
        pass


def test_unchecked_when_another_thread_builds_then_it_is_checked() -> None:
    """Threads that run beside the context are not affected."""
    refused: list[bool] = []

    def build() -> None:
        try:
            DomainSettings(domain_name="my shop")
        except ValidationError:
            refused.append(True)

    with cpkit.ignore_checks():
        thread = threading.Thread(target=build)
        thread.start()
        thread.join()

    assert [True] == refused


def test_unchecked_when_another_task_builds_then_it_is_checked() -> None:
    """Asyncio tasks that run beside the context are not affected."""

    async def ignored_codes(entered: asyncio.Event, leave: asyncio.Event) -> None:
        with cpkit.ignore_checks():
            entered.set()
            await leave.wait()

    async def run() -> bool:
        entered, leave = asyncio.Event(), asyncio.Event()
        task = asyncio.create_task(ignored_codes(entered, leave))
        await entered.wait()
        try:
            DomainSettings(domain_name="my shop")
        except ValidationError:
            return True
        finally:
            leave.set()
            await task
        return False

    assert asyncio.run(run())


def test_unchecked_when_a_part_was_let_past_then_it_can_be_used_outside() -> None:
    """A value that exists has passed the gate; whoever owns it does not check it again."""
    with cpkit.ignore_checks("rule-attribute"):
        rule = MatchingRule(["FavouriteColour"])

    rules = RuleBasedMatching(enabled=True, matching_rules=[rule])

    assert ["RuleBasedMatching.MatchingRules[0].Rule[0]"] == [p.path for p in rules.problems()]

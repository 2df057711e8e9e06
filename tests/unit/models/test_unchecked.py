"""`unchecked` lets values past limits, for one context, and nothing past types."""

import asyncio
import threading

import pytest

import cpkit
from cpkit import DomainSettings, InvalidSettingsError, MatchingRule, RuleBasedMatching


def test_unchecked_when_a_code_is_named_then_only_that_is_lifted() -> None:
    """One check is lifted, the others hold."""
    with cpkit.unchecked("range"):
        settings = DomainSettings(domain_name="shop", default_expiration_days=2000)
        with pytest.raises(InvalidSettingsError):
            DomainSettings(domain_name="my shop")

    assert 2000 == settings.default_expiration_days
    assert ["range"] == [problem.code for problem in settings.problems()]


def test_unchecked_when_left_then_checks_hold_again() -> None:
    """The way out closes behind one, even after an error."""
    with pytest.raises(RuntimeError), cpkit.unchecked():
        raise RuntimeError

    with pytest.raises(InvalidSettingsError):
        DomainSettings(domain_name="my shop")


def test_unchecked_when_nested_then_both_are_lifted() -> None:
    """An inner context adds to the outer one."""
    with cpkit.unchecked("range"), cpkit.unchecked("pattern"):
        DomainSettings(domain_name="my shop", default_expiration_days=2000)


def test_unchecked_when_the_code_is_wrong_then_the_right_one_is_named() -> None:
    """A misspelt check lifts nothing silently."""
    with (
        pytest.raises(ValueError, match="did you mean 'rule-attribute'"),
        cpkit.unchecked("rule-attributes"),
    ):
        pass


@pytest.mark.parametrize("code", ["type", "required", "unknown-member"])
def test_unchecked_when_the_check_cannot_be_lifted_then_refused(code: str) -> None:
    """Types, required and unknown members are never lifted."""
    with pytest.raises(ValueError, match="can be lifted"), cpkit.unchecked(code):
        pass


def test_unchecked_when_another_thread_builds_then_it_is_checked() -> None:
    """Threads that run beside the context are not affected."""
    refused: list[bool] = []

    def build() -> None:
        try:
            DomainSettings(domain_name="my shop")
        except InvalidSettingsError:
            refused.append(True)

    with cpkit.unchecked():
        thread = threading.Thread(target=build)
        thread.start()
        thread.join()

    assert [True] == refused


def test_unchecked_when_another_task_builds_then_it_is_checked() -> None:
    """Asyncio tasks that run beside the context are not affected."""

    async def lifted(entered: asyncio.Event, leave: asyncio.Event) -> None:
        with cpkit.unchecked():
            entered.set()
            await leave.wait()

    async def run() -> bool:
        entered, leave = asyncio.Event(), asyncio.Event()
        task = asyncio.create_task(lifted(entered, leave))
        await entered.wait()
        try:
            DomainSettings(domain_name="my shop")
        except InvalidSettingsError:
            return True
        finally:
            leave.set()
            await task
        return False

    assert asyncio.run(run())


def test_unchecked_when_a_part_was_let_past_then_it_can_be_used_outside() -> None:
    """A value that exists has passed the gate; whoever owns it does not check it again."""
    with cpkit.unchecked("rule-attribute"):
        rule = MatchingRule(["FavouriteColour"])

    rules = RuleBasedMatching(enabled=True, matching_rules=[rule])

    assert ["RuleBasedMatching.MatchingRules[0].Rule[0]"] == [p.path for p in rules.problems()]

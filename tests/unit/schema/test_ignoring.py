"""`ignore_checks` ignores checks by code, in one block, and never those of types."""

import asyncio
import threading
from collections.abc import Generator
from typing import Any

import pytest

import cpkit
from cpkit import DomainSettings, MatchingRule, RuleBasedMatching, rule_attribute
from cpkit.errors import ValidationError
from cpkit.schema.checks import LIMITS


def test_ignore_checks_when_a_code_is_named_then_only_that_is_ignored() -> None:
    """One check is ignored, the others hold."""
    with cpkit.ignore_checks("range"):
        settings = DomainSettings(domain_name="shop", default_expiration_days=2000)
        with pytest.raises(ValidationError):
            DomainSettings(domain_name="my shop")

    assert 2000 == settings.default_expiration_days
    assert ["range"] == [problem.code for problem in settings.problems()]


def test_ignore_checks_when_left_then_checks_hold_again() -> None:
    """The block ends, even by an error."""
    with pytest.raises(RuntimeError), cpkit.ignore_checks(*LIMITS):
        raise RuntimeError

    with pytest.raises(ValidationError):
        DomainSettings(domain_name="my shop")


def test_ignore_checks_when_nested_then_both_are_ignored() -> None:
    """An inner context adds to the outer one."""
    with cpkit.ignore_checks("range"), cpkit.ignore_checks("pattern"):
        DomainSettings(domain_name="my shop", default_expiration_days=2000)


def test_ignore_checks_when_the_code_is_wrong_then_the_right_one_is_named() -> None:
    """A misspelt check is never ignored silently."""
    with (
        pytest.raises(ValueError, match="did you mean 'rule-attribute'"),
        cpkit.ignore_checks("rule-attributes"),
    ):
        pass


@pytest.mark.parametrize("code", ["type", "required", "unknown-member"])
def test_ignore_checks_when_the_check_must_hold_then_rejected(code: str) -> None:
    """Types, required and unknown members are always checked."""
    with pytest.raises(ValueError, match="can be ignored"), cpkit.ignore_checks(code):
        pass


def test_ignore_checks_when_another_thread_builds_then_it_is_checked() -> None:
    """Threads that run beside the context are not affected."""
    refused: list[bool] = []

    def build() -> None:
        try:
            DomainSettings(domain_name="my shop")
        except ValidationError:
            refused.append(True)

    with cpkit.ignore_checks(*LIMITS):
        thread = threading.Thread(target=build)
        thread.start()
        thread.join()

    assert [True] == refused


def test_ignore_checks_when_another_task_builds_then_it_is_checked() -> None:
    """Asyncio tasks that run beside the context are not affected."""

    async def ignored_codes(entered: asyncio.Event, leave: asyncio.Event) -> None:
        with cpkit.ignore_checks(*LIMITS):
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


def test_ignore_checks_when_a_part_was_ignored_then_it_can_be_used_outside() -> None:
    """A value that exists is valid; whoever contains it does not check it again."""
    with cpkit.ignore_checks("rule-attribute"):
        rule = MatchingRule([rule_attribute("FavouriteColour")])

    rules = RuleBasedMatching(enabled=True, matching_rules=[rule])

    assert ["RuleBasedMatching.MatchingRules[0].Rule[0]"] == [p.path for p in rules.problems()]


def _is_ignored() -> bool:
    """Return whether the check of ranges is ignored here."""
    try:
        DomainSettings(domain_name="shop", default_expiration_days=2000)
    except ValidationError:
        return False
    return True


def test_ignore_checks_when_no_code_is_given_then_rejected() -> None:
    """There is no form that ignores everything."""
    anything: Any = cpkit.ignore_checks
    with pytest.raises(TypeError):
        anything()


def test_ignore_checks_when_entered_within_itself_then_the_outer_entry_goes_on() -> None:
    """Each entry ends by itself."""
    ignoring = cpkit.ignore_checks("range")

    with ignoring:
        with ignoring:
            assert _is_ignored()
        assert _is_ignored()
    assert not _is_ignored()


def test_ignore_checks_when_a_recursion_enters_it_then_each_level_has_its_own_entry() -> None:
    """A function can hold one object, and call itself inside."""
    ignoring = cpkit.ignore_checks("range")

    def count_down(levels: int) -> list[bool]:
        with ignoring:
            deeper = count_down(levels - 1) if levels else []
            return [*deeper, _is_ignored()]

    assert [True] * 4 == count_down(3)
    assert not _is_ignored()


def test_ignore_checks_when_an_inner_block_fails_then_only_that_entry_ends() -> None:
    """An error leaves as many blocks as it passes."""
    ignoring = cpkit.ignore_checks("range")

    with ignoring:
        with pytest.raises(RuntimeError), ignoring:
            raise RuntimeError
        assert _is_ignored()
    assert not _is_ignored()


def test_ignore_checks_when_threads_share_it_then_each_has_its_own_entry() -> None:
    """One thread leaves while the other is inside, in either order."""
    ignoring = cpkit.ignore_checks("range")
    both_inside, first_left, second_saw = (threading.Barrier(2) for _ in range(3))
    seen: dict[str, list[bool]] = {"first": [], "second": []}

    def first() -> None:
        with ignoring:
            both_inside.wait()
        seen["first"].append(_is_ignored())
        first_left.wait()
        second_saw.wait()

    def second() -> None:
        with ignoring:
            both_inside.wait()
            first_left.wait()
            seen["second"].append(_is_ignored())
            second_saw.wait()
        seen["second"].append(_is_ignored())

    threads = [threading.Thread(target=run) for run in (first, second)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert {"first": [False], "second": [True, False]} == seen


def test_ignore_checks_when_tasks_share_it_then_each_has_its_own_entry() -> None:
    """Tasks that enter one object in turns leave it in turns."""
    ignoring = cpkit.ignore_checks("range")

    async def enter(rounds: int) -> list[bool]:
        with ignoring:
            seen: list[bool] = []
            for _ in range(rounds):
                await asyncio.sleep(0)
                seen.append(_is_ignored())
        return [*seen, _is_ignored()]

    async def run() -> list[list[bool]]:
        return [*await asyncio.gather(enter(1), enter(3), enter(2))]

    assert [[True, False], [True, True, True, False], [True, True, False]] == asyncio.run(run())
    assert not _is_ignored()


def test_ignore_checks_when_a_task_outlives_the_block_then_its_checks_hold_again() -> None:
    """The task has inherited an entry that has ended, whoever enters the object next."""
    ignoring = cpkit.ignore_checks("range")

    async def observe(begin: asyncio.Event) -> bool:
        await begin.wait()
        return _is_ignored()

    async def run() -> bool:
        begin = asyncio.Event()
        with ignoring:
            task = asyncio.create_task(observe(begin))
        with ignoring:
            begin.set()
            return await task

    assert not asyncio.run(run())


def test_ignore_checks_when_generators_overlap_then_each_ends_its_own_entry() -> None:
    """Blocks in generators end in whatever order those are closed."""
    ignoring = cpkit.ignore_checks("range")

    def suspended() -> Generator[bool, None, None]:
        with ignoring:
            yield _is_ignored()

    first, second = suspended(), suspended()
    assert [True, True] == [next(first), next(second)]
    first.close()
    assert _is_ignored()  # the second one is still inside
    second.close()
    assert not _is_ignored()


def test_ignore_checks_when_a_generator_ends_in_another_context_then_its_entry_ends() -> None:
    """A generator can be handed to another thread, or closed by one."""
    ignoring = cpkit.ignore_checks("range")

    def suspended() -> Generator[bool, None, None]:
        with ignoring:
            yield _is_ignored()

    generator = suspended()
    assert next(generator)
    thread = threading.Thread(target=generator.close)
    thread.start()
    thread.join()

    assert not _is_ignored()

"""A rate limit keeps a script that configures many domains from throttling itself."""

from __future__ import annotations

import pytest
from virtual_time import VirtualTime

from tests.support import many_domains


@pytest.mark.parametrize("threads", [1, 8])
def test_domains_when_the_rate_is_limited_then_hardly_a_request_is_throttled(threads: int) -> None:
    """It comes close to one update a second, and every domain gets its settings."""
    outcome = many_domains.configure(20, threads=threads, limited=True)

    assert 0 == outcome.failed
    assert outcome.throttled <= 0.05 * outcome.requests
    assert outcome.seconds <= 1.3 * outcome.ideal
    assert outcome.requests <= 5.5 * outcome.domains


def test_domains_when_threads_share_no_limit_then_they_throttle_each_other() -> None:
    """Without a limit, many requests are sent for nothing."""
    limited = many_domains.configure(20, threads=8, limited=True)
    unlimited = many_domains.configure(20, threads=8, limited=False)

    assert unlimited.requests > 1.2 * limited.requests
    assert unlimited.throttled > 0.2 * unlimited.requests


def test_table_when_written_then_it_compares_both_ways_and_is_the_same_each_time() -> None:
    """The documentation shows it, so it must not change by chance."""
    first = many_domains.table(6)

    assert first == many_domains.table(6)
    ways = [f"{threads} | {limited}" for threads in (1, 8, 20) for limited in ("no", "yes")]
    assert ways == [
        " | ".join(line.strip("| ").split(" | ")[:2]) for line in first.splitlines()[2:]
    ]


def test_time_when_threads_sleep_then_they_wake_in_order() -> None:
    """One thread is awake at a time, and the time is what its sleep made it."""
    time = VirtualTime()
    woken: list[tuple[float, str]] = []

    def task(name: str, seconds: float) -> None:
        for _ in range(2):
            time.sleep(seconds)
            woken.append((time.clock(), name))

    time.run([lambda: task("slow", 3), lambda: task("quick", 2)])

    assert [(2, "quick"), (3, "slow"), (4, "quick"), (6, "slow")] == woken


def test_time_when_a_task_fails_then_the_others_end_and_it_is_raised() -> None:
    """No thread is left asleep."""
    time = VirtualTime()
    done: list[float] = []

    def fail() -> None:
        raise KeyError

    def sleep() -> None:
        time.sleep(5)
        done.append(time.clock())

    with pytest.raises(BaseExceptionGroup):
        time.run([fail, sleep])
    assert [5] == done

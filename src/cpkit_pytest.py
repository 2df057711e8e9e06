"""Give pytest fixtures: the service's stand-in, and a client of it, neither of which ever waits.

pytest finds this module by itself where cpkit is installed. It stands beside the package and not in
it, and imports the package in its fixtures alone, so a test suite that does not ask for them pays
for none of it, and a measurement of coverage has begun before cpkit is imported. ``-p no:cpkit``
keeps it out.

A service of your own, as in another region, is given by a fixture of the same name in
``conftest.py``; `customer_profiles` is then a client of that one.
"""

import sys
import time
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cpkit import CustomerProfiles
    from cpkit.local import LocalService

__all__ = ["customer_profiles", "local_customer_profiles"]


class _Time:
    """Tell the time as it would be if every sleep had been slept."""

    def __init__(self) -> None:
        self._skipped = 0.0

    def sleep(self, seconds: float) -> None:
        self._skipped += seconds

    def clock(self) -> float:
        return time.monotonic() + self._skipped

    def now(self) -> datetime:
        return datetime.now(UTC) + timedelta(seconds=self._skipped)


@pytest.fixture
def _cpkit_time() -> _Time:
    """Give the one time of both fixtures of a test."""
    return _Time()


@pytest.fixture
def local_customer_profiles(_cpkit_time: _Time) -> "LocalService":
    """Give a `cpkit.local.LocalService`: a stand-in of the service without a domain.

    It is new for each test and lives in the process. Put into it what a test needs, have it fail
    by ``inject``, and read what arrived from ``requests``. A ``Delay`` in it takes no time.
    """
    from cpkit.local import LocalService  # noqa: PLC0415 - only who asks for it pays

    return LocalService(clock=_cpkit_time.now, sleep=_cpkit_time.sleep)


@pytest.fixture
def customer_profiles(
    local_customer_profiles: "LocalService", _cpkit_time: _Time
) -> "Iterator[CustomerProfiles]":
    """Give a `cpkit.CustomerProfiles` that calls the stand-in of `local_customer_profiles`.

    It repeats as the usual one does, and waits for rules and jobs as long, but no wait takes time:
    it goes by on the clock of client and stand-in alone.
    """
    from cpkit import CustomerProfiles, RetryPolicy  # noqa: PLC0415 - only who asks for it pays

    client = local_customer_profiles.client()
    yield CustomerProfiles(
        client,
        retry=RetryPolicy(clock=_cpkit_time.clock, sleep=_cpkit_time.sleep),
        account_id=local_customer_profiles.account_id,
    )
    client.close()


def pytest_assertrepr_compare(op: str, left: object, right: object) -> list[str] | None:
    """Explain why two values of cpkit are not equal, without their secrets."""
    if op != "==" or "cpkit" not in sys.modules:
        return None
    from cpkit.planning.comparison import explanation  # noqa: PLC0415 - only a failure pays

    return explanation(left, right)

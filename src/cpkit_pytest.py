"""Fixtures for pytest: the service's stand-in, and a client of it, neither of which ever waits.

pytest finds this module by itself where cpkit is installed. It stands beside the package and not in
it, and imports the package in its fixtures alone, so a test suite that does not ask for them pays
for none of it, and a measurement of coverage has begun before cpkit is imported. ``-p no:cpkit``
keeps it out.

Options of pytest's configuration file set up every stand-in: ``cpkit_region``,
``cpkit_account_id``; ``cpkit_pending_for``, ``cpkit_in_progress_for``, ``cpkit_locked_for``, in
seconds; ``cpkit_requests_per_second``, lines such as ``UpdateDomain = 1``. One test has its own by
`make_local_customer_profiles`, and a folder by a fixture `local_customer_profiles` in
``conftest.py``; `customer_profiles` is then a client of that one, and still never waits.
"""

import sys
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cpkit import CustomerProfiles
    from cpkit.local import Clock, LocalService

__all__ = [
    "customer_profiles",
    "customer_profiles_clock",
    "local_customer_profiles",
    "make_local_customer_profiles",
    "pytest_addoption",
    "pytest_assertrepr_compare",
]

_NAMES = {"cpkit_region": "region_name", "cpkit_account_id": "account_id"}
_DURATIONS = {
    "cpkit_pending_for": "pending_for",
    "cpkit_in_progress_for": "in_progress_for",
    "cpkit_locked_for": "locked_for",
}
_QUOTAS = "cpkit_requests_per_second"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Declare the options of the configuration file."""
    for name, argument in {**_NAMES, **_DURATIONS}.items():
        unit = ", in seconds" if name in _DURATIONS else ""
        parser.addini(name, f"{argument} of cpkit's LocalService{unit}")
    help_text = "requests_per_second of cpkit's LocalService: lines such as UpdateDomain = 1"
    parser.addini(_QUOTAS, help_text, type="linelist")


@pytest.fixture(scope="session")
def customer_profiles_clock() -> "Clock":
    """Return the `cpkit.local.Clock` of the stand-ins and of the client: ``advance`` moves it.

    Whatever would wait advances it instead. It is one for the whole session and only moves
    forward, so that a stand-in may live as long.
    """
    from cpkit.local import Clock  # noqa: PLC0415 - only who asks for it pays

    return Clock()


@pytest.fixture(scope="session")
def make_local_customer_profiles(
    customer_profiles_clock: "Clock", pytestconfig: pytest.Config
) -> "Callable[..., LocalService]":
    """Return a function that creates a stand-in, from arguments of `cpkit.local.LocalService`.

    Other arguments are those of the configuration file, and the clock is
    `customer_profiles_clock`.
    """
    from cpkit.local import LocalService  # noqa: PLC0415 - only who asks for it pays

    options: dict[str, Any] = {
        "clock": customer_profiles_clock,
        "sleep": customer_profiles_clock.sleep,
        **_configured(pytestconfig),
    }

    def make(**arguments: Any) -> LocalService:
        return LocalService(**{**options, **arguments})

    return make


@pytest.fixture
def local_customer_profiles(
    make_local_customer_profiles: "Callable[..., LocalService]",
) -> "LocalService":
    """Create a `cpkit.local.LocalService`: a stand-in of the service without a domain.

    It is new for each test and lives in the process. Put into it what a test needs, have it fail
    by ``inject``, and read what arrived from ``requests``. A ``Delay`` in it takes no time.
    """
    return make_local_customer_profiles()


@pytest.fixture
def customer_profiles(
    local_customer_profiles: "LocalService", customer_profiles_clock: "Clock"
) -> "Iterator[CustomerProfiles]":
    """Yield a `cpkit.CustomerProfiles` that calls the stand-in of `local_customer_profiles`.

    It retries as the usual one does, and waits for rules and jobs as long, but no wait takes time:
    it advances `customer_profiles_clock`.
    """
    from cpkit import CustomerProfiles, RetryPolicy  # noqa: PLC0415 - only who asks for it pays
    from cpkit.local.clock import machine_clock, machine_sleep  # noqa: PLC0415 - likewise

    if local_customer_profiles.clock is machine_clock:  # a stand-in of one's own
        local_customer_profiles.clock = customer_profiles_clock
        if local_customer_profiles.sleep is machine_sleep:
            local_customer_profiles.sleep = customer_profiles_clock.sleep
    client = local_customer_profiles.client()
    yield CustomerProfiles(
        client,
        retry=RetryPolicy(
            clock=customer_profiles_clock.monotonic, sleep=customer_profiles_clock.sleep
        ),
        account_id=local_customer_profiles.account_id,
    )
    client.close()


def _configured(config: pytest.Config) -> dict[str, Any]:
    """Return the arguments that the configuration file has.

    Raises:
        pytest.UsageError: A duration or a quota is not a number.
    """
    arguments: dict[str, Any] = {
        argument: config.getini(name) for name, argument in _NAMES.items() if config.getini(name)
    }
    for name, argument in _DURATIONS.items():
        if config.getini(name):
            arguments[argument] = _number(name, config.getini(name))
    quotas = [line.partition("=") for line in config.getini(_QUOTAS)]
    if quotas:
        arguments["requests_per_second"] = {
            operation.strip(): _number(_QUOTAS, rate) for operation, _, rate in quotas
        }
    return arguments


def _number(name: str, text: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise pytest.UsageError(f"{name}: must be a number, not {text.strip()!r}") from None


def pytest_assertrepr_compare(op: str, left: object, right: object) -> list[str] | None:
    """Explain why two values of cpkit are not equal, without their secrets."""
    if op != "==" or "cpkit" not in sys.modules:
        return None
    from cpkit.planning.comparison import explanation  # noqa: PLC0415 - only a failure pays

    return explanation(left, right)

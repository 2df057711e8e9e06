"""What a call costs over a real connection, and how many requests it makes."""

import time
import warnings
from collections.abc import Iterable
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

import boto3

from cpkit import CustomerProfiles, DomainSettings, RetryPolicy, SettingsWarning, from_wire
from cpkit.errors import ThrottledError
from tests.benchmarks import samples
from tests.benchmarks.canned_server import in_another_process, in_this_process
from tests.benchmarks.measuring import Row, Spread, ratios

if TYPE_CHECKING:
    from mypy_boto3_customer_profiles import CustomerProfilesClient

SESSION = boto3.Session(
    aws_access_key_id="benchmark",
    aws_secret_access_key="benchmark",  # noqa: S106 - opens nothing
    region_name="eu-central-1",
)


def rows() -> Iterable[Row]:
    """Compare one update with plain boto3's, then count requests where every one is throttled."""
    for name, wire, reach in (("full", samples.full(), 0.90), ("small", samples.small(), 1.05)):
        yield Row(f"one update_domain, {name} document", "plain boto3", _update(wire), reach)
    counted = Spread.of(_requests(attempts) / attempts for attempts in (1, 2, 4, 6))
    yield Row("requests of one call, endless 429", "max_attempts", counted, 1.0, exact=True)


def _update(wire: dict[str, Any]) -> Spread:
    """Time the same update through cpkit and through plain boto3, by the clock on the wall."""
    settings = from_wire(DomainSettings, wire)
    with warnings.catch_warnings(), in_another_process(HTTPStatus.OK, samples.answer(wire)) as url:
        warnings.simplefilter("ignore", SettingsWarning)  # of tags in an update, at every turn
        profiles = CustomerProfiles(session=SESSION, endpoint_url=url)
        plain: CustomerProfilesClient = SESSION.client("customer-profiles", endpoint_url=url)
        found = ratios(
            {"cpkit": lambda: profiles.update_domain(settings)},
            lambda: plain.update_domain(**wire),
            clock=time.perf_counter_ns,
        )
    return found["cpkit"]


def _requests(attempts: int) -> int:
    """Count the requests of one call that is throttled for ever."""
    throttled = {"Message": "Rate exceeded", "__type": "ThrottlingException"}
    retry = RetryPolicy(max_attempts=attempts, base=0.001, transient_base=0.001, cap=0.001)
    with in_this_process(HTTPStatus.TOO_MANY_REQUESTS, throttled) as server:
        profiles = CustomerProfiles(session=SESSION, endpoint_url=server.url, retry=retry)
        try:
            profiles.get_domain("shop")
        except ThrottledError:
            return server.requests
    raise AssertionError("an endless 429 ended")

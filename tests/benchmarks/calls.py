"""What a call costs over a real connection, and how many requests it makes."""

import warnings
from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

import boto3

from cpkit import CustomerProfiles, DomainSettings, RetryPolicy, SettingsWarning, from_wire
from cpkit.errors import ThrottledError
from tests.benchmarks import peers, pydantic_models, samples
from tests.benchmarks.canned_server import in_another_process, in_this_process
from tests.benchmarks.measuring import Row, Spread, quiet_ratios

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
        yield from _updates(f"one update_domain, {name} document", wire, reach)
    counted = Spread.of(_requests(attempts) / attempts for attempts in (1, 2, 4, 6))
    yield Row("requests of one call, endless 429", "max_attempts", counted, 1.0, exact=True)


def _updates(what: str, wire: dict[str, Any], reach: float) -> Iterable[Row]:
    """Time the same update through each package."""
    settings = from_wire(DomainSettings, wire)
    model = pydantic_models.read(wire)
    with warnings.catch_warnings(), in_another_process(HTTPStatus.OK, samples.answer(wire)) as url:
        warnings.simplefilter("ignore", SettingsWarning)  # of tags in an update, at every turn
        profiles = CustomerProfiles(session=SESSION, endpoint_url=url)
        plain: CustomerProfilesClient = SESSION.client("customer-profiles", endpoint_url=url)
        others = peers.updates(wire, url, lambda members: plain.update_domain(**members))
        subjects: dict[str, Callable[[], object]] = {
            what: lambda: profiles.update_domain(settings),
            "pydantic + boto3 (answer unread)": lambda: plain.update_domain(
                **pydantic_models.write(model)
            ),
            **{peer.name: peer.call for peer in others if peer.call},
        }
        for name, update in subjects.items():
            # Each alone with boto3: one of them waits so long that caches grow cold.
            found = quiet_ratios({name: update}, lambda: plain.update_domain(**wire))
            yield Row(name, "plain boto3", found[name], reach if name == what else None)
    for peer in others:
        if peer.call is None:
            yield Row(peer.name, "plain boto3", None, note=peer.reason)


def _requests(attempts: int) -> int:
    """Count the requests of one call that is throttled for ever."""
    throttled = {"Message": "Rate exceeded", "__type": "ThrottlingException"}
    retry = RetryPolicy(
        max_attempts=attempts, throttled_wait_initial=0.001, wait_initial=0.001, wait_max=0.001
    )
    with in_this_process(HTTPStatus.TOO_MANY_REQUESTS, throttled) as server:
        profiles = CustomerProfiles(session=SESSION, endpoint_url=server.url, retry=retry)
        try:
            profiles.get_domain("shop")
        except ThrottledError:
            return server.requests
    raise AssertionError("an endless 429 ended")

"""How long the window of an apply is: from the last look at a domain to the arrival of the write.

The service has no lock, so what somebody else writes in this window is overwritten. It is measured
where it counts, at the server: from the moment that the look has been answered out of the domain's
state to the moment that the update is about to change it.
"""

import time
from collections.abc import Iterable
from typing import Any

import boto3

from cpkit import CustomerProfiles, DomainSettings
from cpkit.local import LocalService, serve
from tests.benchmarks.measuring import Row, Spread

APPLIES = 500


class Watched(LocalService):
    """Note when a look has seen the state, and how long after that an update changes it."""

    def __init__(self) -> None:
        """Begin with nothing seen."""
        super().__init__()
        self.looked = 0
        self.windows: list[int] = []

    def handle(self, request: Any) -> Any:
        """Answer, and note the time; nanoseconds."""
        if request.method == "PUT":
            self.windows.append(time.perf_counter_ns() - self.looked)
        answer = super().handle(request)
        self.looked = time.perf_counter_ns()
        return answer


def rows() -> Iterable[Row]:
    """Apply many plans, one after the other, and measure the window of each.

    Yields:
        The window against one GetDomain as the caller sees it, in the same run.
    """
    session = boto3.Session("local", "local", region_name="us-east-1")
    service = Watched()
    with serve(service) as server:
        profiles = CustomerProfiles(session=session, endpoint_url=server.endpoint_url)
        profiles.create_domain(DomainSettings(domain_name="shop", default_expiration_days=1))
        looks: list[int] = []
        for turn in range(APPLIES):
            days = 30 + turn % 2
            settings = DomainSettings(domain_name="shop", default_expiration_days=days)
            profiles.apply(profiles.plan(settings))
            began = time.perf_counter_ns()
            profiles.get_domain("shop")
            looks.append(time.perf_counter_ns() - began)
        profiles.boto3_client.close()
    one = Spread.of(map(float, looks)).median
    yield Row(
        f"window of an apply ({len(service.windows)} of them)",
        f"get_domain ({one / 1e6:.1f} ms)",
        Spread.of(window / one for window in service.windows),
    )

"""The stand-in throttles what comes faster than its quotas, by its own clock."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from cpkit.local import LocalService, ServerError
from cpkit.local.protocol.messages import Request

LIST = Request("GET", "/domains")
CREATE = Request("POST", "/domains/Shop", b'{"DefaultExpirationDays": 30}')


class Service:
    """Hold a service and the time that it lives at."""

    def __init__(self, **requests_per_second: float) -> None:
        """Begin with some quotas."""
        self.now = datetime(2026, 1, 5, 12, tzinfo=UTC)
        self.service = LocalService(clock=lambda: self.now, requests_per_second=requests_per_second)

    def ask(self, request: Request = LIST, *, after: float = 0.0) -> int:
        """Send a request some seconds later and give the status of the answer."""
        self.now += timedelta(seconds=after)
        response = self.service.handle(request).response
        assert response is not None
        return response.status


def test_requests_when_they_come_faster_than_the_quota_then_they_are_throttled() -> None:
    """In any second no more pass than the quota, and what was throttled does not count."""
    service = Service(ListDomains=2)

    assert [200, 200, 429] == [service.ask() for _ in range(3)]
    assert 429 == service.ask(after=0.999)
    assert [200, 200, 429] == [service.ask(after=0.001), service.ask(), service.ask()]


def test_requests_when_the_quota_is_below_one_then_one_passes_in_its_time() -> None:
    """Half a request a second is one in two seconds."""
    service = Service(ListDomains=0.5)

    assert [200, 429, 200] == [service.ask(after=seconds) for seconds in (0.0, 1.5, 0.5)]


def test_request_when_throttled_then_it_is_recorded_and_not_applied() -> None:
    """A test can count what was throttled, and nothing has changed."""
    service = Service(CreateDomain=1)
    assert 200 == service.ask(CREATE)
    assert 429 == service.ask(CREATE)

    assert ["CreateDomain", "CreateDomain"] == [
        request.operation for request in service.service.requests
    ]


def test_requests_when_no_quota_is_given_then_none_is_throttled() -> None:
    """A quota belongs to one operation; what has no route has none."""
    service = Service(CreateDomain=1)

    assert {200} == {service.ask() for _ in range(20)}
    assert 404 == service.ask(Request("GET", "/nowhere"))


def test_request_when_throttled_then_no_fault_is_used_up() -> None:
    """A fault waits for a request that is let through."""
    service = Service(ListDomains=1)
    assert 200 == service.ask()
    service.service.inject(ServerError(503))

    assert [429, 503] == [service.ask(), service.ask(after=1)]


def test_quotas_when_the_service_is_reset_then_counting_begins_anew() -> None:
    """The quotas stay."""
    service = Service(ListDomains=1)
    assert 200 == service.ask()
    service.service.reset()

    assert [200, 429] == [service.ask(), service.ask()]


@pytest.mark.parametrize(
    ("quotas", "says"),
    [
        ({"ListDomain": 1.0}, "no operation ListDomain"),
        ({"ListDomains": 0.0}, "quota of ListDomains must be a number above 0, not 0.0"),
        ({"ListDomains": "1"}, "quota of ListDomains must be a number above 0, not '1'"),
        ({"ListDomains": float("nan")}, "quota of ListDomains must be a number above 0, not nan"),
    ],
)
def test_quotas_when_they_make_no_sense_then_they_are_refused(
    quotas: dict[str, float], says: str
) -> None:
    """A misspelt operation would never be throttled."""
    with pytest.raises(ValueError, match=says):
        LocalService(requests_per_second=quotas)

"""A world with one domain whose rules become active as its time goes by."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Protocol

from cpkit import (
    CustomerProfiles,
    Domain,
    DomainSettings,
    RateLimit,
    RetryPolicy,
    RuleBasedMatching,
)
from cpkit.local import LocalService

if TYPE_CHECKING:
    from cpkit.client.waiting.polling import PollEvent

__all__ = ["BEGINNING", "OFF", "ON", "Change", "World", "active"]


BEGINNING = datetime(2026, 1, 5, 12, tzinfo=UTC)

ON = RuleBasedMatching(enabled=True, matching_rules=[["EmailAddress"]])

OFF = RuleBasedMatching(enabled=False)


class World:
    """Hold a service and a client that live at one time, which only sleeping moves."""

    def __init__(self, **pace: Any) -> None:
        """Begin with the domain shop, whose rules are switched on."""
        self.seconds = 0.0
        self.sleeps: list[float] = []
        self.events: list[PollEvent[Any]] = []
        self.service = LocalService(clock=self.now, **pace)
        self.retry = RetryPolicy(
            clock=lambda: self.seconds, sleep=self.sleep, random=lambda: 1.0, max_attempts=2
        )
        self.profiles = CustomerProfiles(self.service.client(), retry=self.retry)
        self.profiles.create_domain(
            DomainSettings(domain_name="shop", default_expiration_days=366, rule_based_matching=ON)
        )

    def spaced(self, requests_per_second: dict[str, float]) -> RateLimit:
        """Space the calls from now on, by the same clock."""
        limit = RateLimit(
            requests_per_second, headroom=0, clock=lambda: self.seconds, sleep=self.sleep
        )
        self.profiles = CustomerProfiles(self.service.client(), retry=self.retry, rate_limit=limit)
        return limit

    def now(self) -> datetime:
        """Tell the service the time."""
        return BEGINNING + timedelta(seconds=self.seconds)

    def sleep(self, seconds: float) -> None:
        """Let time go by."""
        self.sleeps.append(seconds)
        self.seconds += seconds

    def wait(self, **settings: Any) -> Domain:
        """Wait for the rules of shop, by default for an hour and every ten minutes."""
        usual: dict[str, Any] = {
            "timeout": 3600,
            "poll_every": 600,
            "on_poll": self.events.append,
            **settings,
        }
        return self.profiles.wait_until_rules_active("shop", **usual)

    def facts(self) -> list[tuple[str, bool, float, float | None]]:
        """Give what the waiter told: status, confirmed, time left, seconds to the next look."""
        return [
            (event.status, event.is_confirmed, event.remaining, event.next_poll)
            for event in self.events
        ]


class Change(Protocol):
    """Change an answer before the client reads it."""

    def __call__(self, answer: dict[str, Any], /) -> None:
        """Change it in place."""


def active(answer: dict[str, Any]) -> None:
    """Show the rules as active."""
    answer["RuleBasedMatching"]["Status"] = "ACTIVE"

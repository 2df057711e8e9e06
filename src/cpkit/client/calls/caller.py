"""What every call goes through: `Caller`."""

import math
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Final, TypeVar

import attrs

from cpkit.client.boto.connection import Connection
from cpkit.client.boto.operation import Operation, operation
from cpkit.client.calls.attempts import call
from cpkit.client.calls.rate_limit import RateLimit
from cpkit.client.calls.retry_budget import RetryBudget
from cpkit.client.calls.retry_policy import RetryPolicy
from cpkit.errors import CallError

if TYPE_CHECKING:
    from mypy_boto3_customer_profiles import CustomerProfilesClient

__all__ = ["Caller", "shortened"]

T = TypeVar("T")

_SHORTEST: Final = 0.001
"""Seconds: a policy rejects a timeout of none."""


class Caller:
    """Everything that the calls of one client share; each group of operations is given the same."""

    __slots__ = (
        "_lead",
        "_operations",
        "account_id",
        "budget",
        "connection",
        "rate_limit",
        "retry",
    )

    def __init__(
        self,
        connection: Connection,
        retry: RetryPolicy,
        rate_limit: RateLimit | None = None,
        *,
        account_id: str | None = None,
    ) -> None:
        """Begin with a full retry budget.

        Args:
            connection: What sends.
            retry: How often a call is retried, and how long it waits in between.
            rate_limit: What spaces the requests; nothing does without it.
            account_id: The account of the domains, where it is known.
        """
        self.connection: Connection = connection
        self.retry: RetryPolicy = retry
        self.rate_limit: RateLimit | None = rate_limit
        self.account_id: str | None = account_id
        self.budget: RetryBudget = RetryBudget(retry.budget)
        self._operations: dict[str, Operation] = {}
        self._lead = retry.clock() - time.monotonic()

    def now(self) -> datetime:
        """Return the time in UTC: the machine's, and what the policy's clock went ahead of it.

        In a test, time goes by on that clock alone.
        """
        ahead = self.retry.clock() - time.monotonic() - self._lead
        return datetime.now(UTC) + timedelta(seconds=ahead)

    @property
    def client(self) -> "CustomerProfilesClient":
        """The client of this process."""
        return self.connection.client

    def call(
        self,
        name: str,
        send: Callable[[], T],
        *,
        retry: RetryPolicy | None = None,
        timeout: float = math.inf,
        has_slot: bool = False,
    ) -> T:
        """Call one operation, as soon as there is a slot for it.

        Args:
            name: The operation's wire name.
            send: Sends one request and reads its response.
            retry: The policy, where it is not the client's.
            timeout: How many seconds the wait for a slot and all attempts have together, where
                that is less than the policy leaves to the attempts alone.
            has_slot: Whether the first attempt's slot has been acquired already.

        Returns:
            What ``send`` returned.

        Raises:
            CallError: If the call failed, or its slot would have come too late.
        """
        known = self._operations.get(name)
        if known is None:
            # Two threads may both look it up: they find the same.
            known = self._operations[name] = operation(self.client, name)
        policy, limit = retry or self.retry, self.rate_limit
        if limit is None:
            if timeout < policy.timeout:
                policy = shortened(policy, timeout)
            return call(known, policy, send, budget=self.budget)
        # A wait that can be cancelled brings what sleeps; else the limit's own does.
        sleep = None if policy.sleep is self.retry.sleep else policy.sleep
        began = policy.clock()
        if not has_slot:
            self.acquire(name, timeout, sleep=sleep)
        policy = shortened(policy, timeout - (policy.clock() - began))
        acquire = partial(limit.acquire, name, sleep=sleep)
        return call(known, policy, send, budget=self.budget, acquire=acquire)

    def acquire(
        self,
        name: str,
        timeout: float = math.inf,
        *,
        sleep: Callable[[float], object] | None = None,
    ) -> None:
        """Wait for the slot of one request, where there is a rate limit.

        Args:
            name: The operation's wire name.
            timeout: How many seconds to wait at most.
            sleep: What waits, where it is not the limit's own.

        Raises:
            CallError: If the slot would have come too late.
        """
        longest = max(timeout, 0.0)
        limit = self.rate_limit
        if limit is not None and not limit.acquire(name, longest, sleep=sleep):
            raise CallError(
                f"{name} was not sent: the rate limit would delay it by more than {longest:.1f} s. "
                "Allow more time, or share the limit among fewer callers.",
                operation=name,
                attempts=0,
                maybe_applied=False,
            )


def shortened(policy: RetryPolicy, left: float) -> RetryPolicy:
    """Return a policy that takes no more time than is left; one attempt can always be made.

    Args:
        policy: The policy.
        left: How many seconds are left.
    """
    if left >= policy.timeout:
        return policy
    return attrs.evolve(policy, timeout=max(left, _SHORTEST))

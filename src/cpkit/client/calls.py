"""How every operation calls the service: known by its model, under a policy and a rate limit."""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from cpkit.client.attempts import call
from cpkit.client.budget import RetryBudget
from cpkit.client.limiter import RateLimit
from cpkit.client.operations import Operation, operation
from cpkit.client.retry import RetryPolicy

if TYPE_CHECKING:
    from mypy_boto3_customer_profiles import CustomerProfilesClient

__all__ = ["Calls"]

T = TypeVar("T")


class Calls:
    """Hold what every call goes through; each group of operations inherits it."""

    __slots__ = ("_budget", "_client", "_operations", "_rate_limit", "_retry")

    def __init__(
        self,
        client: "CustomerProfilesClient",
        retry: RetryPolicy,
        rate_limit: RateLimit | None = None,
    ) -> None:
        """Hold what every call goes through.

        Args:
            client: What sends.
            retry: How often.
            rate_limit: How closely one after the other; without it as fast as it goes.
        """
        self._client = client
        self._retry = retry
        self._budget = RetryBudget(retry.budget)
        self._rate_limit = rate_limit
        self._operations: dict[str, Operation] = {}

    def _call(self, name: str, send: Callable[[], T], *, retry: RetryPolicy | None = None) -> T:
        known = self._operations.get(name)
        if known is None:
            # Two threads may both look it up: they find the same.
            known = self._operations[name] = operation(self._client, name)
        paced = send if self._rate_limit is None else self._rate_limit.paced(name, send)
        return call(known, retry or self._retry, paced, self._budget)

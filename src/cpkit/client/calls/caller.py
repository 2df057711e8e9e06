"""How every operation calls the service: known by its model, under a policy and a rate limit."""

import math
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final, TypeVar

import attrs

from cpkit.client.boto.operation import Operation, operation
from cpkit.client.calls.attempts import call
from cpkit.client.calls.rate_limit import RateLimit
from cpkit.client.calls.retry_budget import RetryBudget
from cpkit.client.calls.retry_policy import RetryPolicy
from cpkit.errors import CallError

if TYPE_CHECKING:
    from mypy_boto3_customer_profiles import CustomerProfilesClient

__all__ = ["Calls", "shortened"]

T = TypeVar("T")

_SHORTEST: Final = 0.001
"""Seconds: a policy refuses a timeout of none."""


class Calls:
    """Hold what every call goes through; each group of operations inherits it."""

    __slots__ = ("_budget", "_client", "_operations", "_rate_limit", "_retry")

    def __init__(
        self,
        client: "CustomerProfilesClient",
        retry: RetryPolicy,
        rate_limit: RateLimit | None = None,
        budget: RetryBudget | None = None,
    ) -> None:
        """Hold what every call goes through.

        Args:
            client: What sends.
            retry: How often.
            rate_limit: How closely one after the other; without it as fast as it goes.
            budget: What is left for repeats, where it is shared with other calls of the client.
        """
        self._client = client
        self._retry = retry
        self._budget = RetryBudget(retry.budget) if budget is None else budget
        self._rate_limit = rate_limit
        self._operations: dict[str, Operation] = {}

    def _call(
        self,
        name: str,
        send: Callable[[], T],
        *,
        retry: RetryPolicy | None = None,
        within: float = math.inf,
        together_with: tuple[str, ...] = (),
        is_its_turn: bool = False,
    ) -> T:
        """Call one operation, when it is its turn.

        Args:
            name: The operation's wire name.
            send: Sends one request and reads its answer.
            retry: How often, where it is not as usual.
            within: How many seconds the wait for its turn and all attempts have together, where
                that is less than the policy gives to the attempts alone.
            together_with: The operations that each attempt calls besides; their turns are waited
                for at the same time, so that no wait lies between them.
            is_its_turn: Whether the first attempt has waited for its turn already.

        Raises:
            CallError: If the call failed, or its turn would have come too late.
        """
        known = self._operations.get(name)
        if known is None:
            # Two threads may both look it up: they find the same.
            known = self._operations[name] = operation(self._client, name)
        policy, limit = retry or self._retry, self._rate_limit
        if limit is None:
            return call(known, shortened(policy, within), send, budget=self._budget)
        began = policy.clock()
        if not is_its_turn and not limit.wait(name, *together_with, within=within):
            raise CallError(
                f"{name} was not sent: its turn under the RateLimit would have come later than "
                f"{max(within, 0.0):.1f} s from now. Give it more time, or the limit fewer users.",
                operation=name,
                attempts=0,
                maybe_applied=False,
            )
        policy = shortened(policy, within - (policy.clock() - began))
        turn = partial(limit.wait, name, *together_with)
        return call(known, policy, send, budget=self._budget, turn=turn)


def shortened(policy: RetryPolicy, left: float) -> RetryPolicy:
    """Give a policy no more time than there is; one attempt can always be made.

    Args:
        policy: The policy.
        left: How many seconds there are.
    """
    if left >= policy.timeout:
        return policy
    return attrs.evolve(policy, timeout=max(left, _SHORTEST))

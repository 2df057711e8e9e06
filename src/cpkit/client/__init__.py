"""Talking to the service: the facade, retries, and what can go wrong on the way.

`CustomerProfiles` is all that callers see, with the `RetryPolicy` it is given and the `RetryEvent`
that the policy's hook is told. What boto3 raises stops here: see `cpkit.errors`.
"""

from cpkit.client.calls.retry_policy import RetryEvent, RetryPolicy
from cpkit.client.customer_profiles import CustomerProfiles

__all__ = ["CustomerProfiles", "RetryEvent", "RetryPolicy"]

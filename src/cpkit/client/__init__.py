"""Talking to the service: the facade, retries, and what can go wrong on the way.

`CustomerProfiles` is all that callers see, with the `RetryPolicy` and the `RateLimit` that it is
given, and the `RetryEvent` that the policy's hook receives. What boto3 raises stops here: see
`cpkit.errors`.
"""

from cpkit.client.calls.rate_limit import RateLimit
from cpkit.client.calls.retry_policy import RetryEvent, RetryPolicy
from cpkit.client.customer_profiles import CustomerProfiles

__all__ = ["CustomerProfiles", "RateLimit", "RetryEvent", "RetryPolicy"]

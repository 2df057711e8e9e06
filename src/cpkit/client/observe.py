"""Read a domain, and its tags where they are asked for: the one place that sends GetDomain."""

import math
from collections.abc import Mapping
from functools import partial
from typing import Any

from cpkit.client.boto import responses
from cpkit.client.calls.caller import Caller
from cpkit.client.calls.retry_policy import RetryPolicy
from cpkit.errors import ResourceNotFoundError
from cpkit.models import Domain, DomainSettings
from cpkit.wire import from_wire

__all__ = ["as_domain", "find_domain", "lacks_tags", "list_tags", "read_domain", "with_tags"]


def read_domain(
    caller: Caller,
    domain_name: str,
    *,
    retry: RetryPolicy | None = None,
    timeout: float = math.inf,
) -> Domain:
    """Read a domain.

    Args:
        caller: What sends.
        domain_name: The domain's name.
        retry: The policy, where it is not the client's.
        timeout: How many seconds it may take at most.

    Raises:
        ResourceNotFoundError: If there is no such domain.
        CallError: If the call failed in another way.
    """
    return caller.call(
        "GetDomain",
        lambda: as_domain(caller.client.get_domain(DomainName=domain_name)),
        retry=retry,
        timeout=timeout,
    )


def find_domain(
    caller: Caller, domain_name: str, *, retry: RetryPolicy | None = None
) -> Domain | None:
    """Read a domain; return ``None`` where there is no such domain."""
    try:
        return read_domain(caller, domain_name, retry=retry)
    except ResourceNotFoundError:
        return None


def list_tags(
    caller: Caller, domain: Domain, resource_arn: str, *, retry: RetryPolicy | None = None
) -> Domain:
    """Read the tags of a domain whose own response has none, since it could leave them out.

    Returns:
        The domain with its tags.
    """

    def read() -> Domain:
        response = caller.client.list_tags_for_resource(resourceArn=resource_arn)
        responses.page(response, "tags")  # rejects a success without its member
        return with_tags(domain, response.get("tags"))

    return caller.call("ListTagsForResource", read, retry=retry)


def as_domain(response: Mapping[str, Any]) -> Domain:
    """Read a response that is a domain."""
    return responses.read(partial(from_wire, Domain), response)


def with_tags(domain: Domain, tags: Mapping[str, str] | None) -> Domain:
    """Return a domain with the tags that were listed, where there are some."""
    return as_domain({**domain.raw, "Tags": tags}) if tags else domain


def lacks_tags(domain: Domain, settings: DomainSettings) -> bool:
    """Return whether settings declare tags, and the domain's own response has none."""
    return settings.tags is not None and not domain.settings.tags

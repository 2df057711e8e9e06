"""What a plan is made from, and held against: the domain, and its tags where they are asked for."""

from collections.abc import Mapping
from typing import Any

from cpkit.client.boto import responses
from cpkit.client.calls.caller import Calls
from cpkit.client.calls.retry_policy import RetryPolicy
from cpkit.errors import ResourceNotFoundError
from cpkit.models import Domain, DomainSettings
from cpkit.wire import take_domain

__all__ = ["Observing", "lacks_tags", "with_tags"]


class Observing(Calls):
    """Read what a plan needs to know. Nothing here writes."""

    __slots__ = ()

    def _observe(
        self, domain_name: str, *, retry: RetryPolicy | None = None, is_its_turn: bool = False
    ) -> Domain | None:
        """Read a domain; give nothing where there is none."""
        try:
            return self._call(
                "GetDomain",
                lambda: responses.read(
                    take_domain, self._client.get_domain(DomainName=domain_name)
                ),
                retry=retry,
                is_its_turn=is_its_turn,
            )
        except ResourceNotFoundError:
            return None

    def _with_listed_tags(
        self,
        domain: Domain,
        resource_arn: str,
        *,
        retry: RetryPolicy | None = None,
        is_its_turn: bool = False,
    ) -> Domain:
        """Read the tags of a domain whose own answer has none, since it could leave them out."""

        def read() -> Domain:
            answer = self._client.list_tags_for_resource(resourceArn=resource_arn)
            responses.page(answer, "tags")  # refuses a success that is none
            return with_tags(domain, answer.get("tags"))

        return self._call("ListTagsForResource", read, retry=retry, is_its_turn=is_its_turn)


def with_tags(domain: Domain, tags: Mapping[str, str] | None) -> Domain:
    """Give a domain the tags that were listed, where there are some."""
    known: dict[str, Any] = {**domain.raw, "Tags": tags}
    return responses.read(take_domain, known) if tags else domain


def lacks_tags(domain: Domain, settings: DomainSettings) -> bool:
    """Tell whether settings say something about tags, and the domain's own answer has none."""
    return settings.tags is not None and not domain.settings.tags

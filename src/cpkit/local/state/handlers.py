"""The operations on the domains that exist.

Parameters arrive here checked against the model, so that these functions contain only what the
model does not: what exists, and what changes.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, TypeAlias

from cpkit.local.protocol.responses import NOT_IMPLEMENTED, RejectedError, bad_request, not_found
from cpkit.local.protocol.service_model import knowledge
from cpkit.local.state.paging import cut_page
from cpkit.local.state.result_responses import RESULT_HANDLERS
from cpkit.local.state.stored_domains import Domain

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from cpkit.local.state.arns import Account
    from cpkit.local.state.result_responses import ResultHandler
    from cpkit.local.state.rule_progress import Pace
    from cpkit.local.state.stored_results import Results

Members: TypeAlias = "Mapping[str, Any]"


class Handlers:
    """The domains of an account and the operations on them."""

    def __init__(self, account: Account, pace: Pace, results: Results) -> None:
        """Start without a domain."""
        self._account = account
        self._pace = pace
        self._results = results
        self._domains: dict[str, Domain] = {}
        self._handlers: dict[str, Callable[[Members, datetime], Members]] = {
            "CreateDomain": self._create_domain,
            "DeleteDomain": self._delete_domain,
            "GetDomain": self._get_domain,
            "ListDomains": self._list_domains,
            "ListTagsForResource": self._list_tags_for_resource,
            "TagResource": self._tag_resource,
            "UntagResource": self._untag_resource,
            "UpdateDomain": self._update_domain,
            **{name: partial(self._result, handler) for name, handler in RESULT_HANDLERS.items()},
        }

    def require(self, operation: str) -> None:
        """Reject an operation that the service has and the stand-in lacks.

        Raises:
            RejectedError: The stand-in lacks the operation.
        """
        if operation not in self._handlers:
            raise RejectedError(
                NOT_IMPLEMENTED,
                f"The stand-in does not implement {operation}. "
                f"It implements {', '.join(sorted(self._handlers))}",
            )

    def perform(self, operation: str, members: Members, now: datetime) -> Members:
        """Apply a checked request.

        Args:
            operation: The name of an operation that the stand-in has.
            members: The parameters by wire name.
            now: The time of the request.

        Returns:
            The members of the response; there may be more than the operation's shape has.

        Raises:
            RejectedError: The request cannot be applied.
        """
        return self._handlers[operation](members, now)

    def clear(self) -> None:
        """Forget all domains and their results."""
        self._domains.clear()
        self._results.clear()

    def _create_domain(self, members: Members, now: datetime) -> Members:
        name = members["DomainName"]
        if name in self._domains:
            raise bad_request(f"Domain {name} already exists")
        domain = self._domains[name] = Domain.create(members, now, self._pace)
        return domain.response(now)

    def _update_domain(self, members: Members, now: datetime) -> Members:
        domain = self._domain(members)
        domain.update(members, now, self._pace)
        return domain.response(now)

    def _get_domain(self, members: Members, now: datetime) -> Members:
        return self._domain(members).response(now)

    def _delete_domain(self, members: Members, now: datetime) -> Members:
        del now  # each handler is given it
        domain = self._domain(members)
        del self._domains[domain.name]
        self._results.forget(domain.name)
        return {"Message": f"Domain {domain.name} is deleted"}

    def _list_domains(self, members: Members, now: datetime) -> Members:
        del now  # each handler is given it
        names, token = cut_page(
            self._domains, token=members.get("NextToken"), size=members.get("MaxResults")
        )
        return {"Items": [self._domains[name].list_item() for name in names], "NextToken": token}

    def _tag_resource(self, members: Members, now: datetime) -> Members:
        del now  # each handler is given it
        domain = self._tagged(members)
        tags = {**domain.tags, **members["tags"]}
        most = knowledge().largest_tag_count
        if len(tags) > most:
            raise bad_request(f"Domain {domain.name} would have more than {most} tags")
        domain.tags = tags
        return {}

    def _untag_resource(self, members: Members, now: datetime) -> Members:
        del now  # each handler is given it
        domain = self._tagged(members)
        domain.tags = {
            key: value for key, value in domain.tags.items() if key not in members["tagKeys"]
        }
        return {}

    def _list_tags_for_resource(self, members: Members, now: datetime) -> Members:
        del now  # each handler is given it
        return {"tags": self._tagged(members).tags}

    def _result(self, handler: ResultHandler, members: Members, now: datetime) -> Members:
        del now  # each handler is given it
        return handler(self._results.of(self._domain(members).name), members)

    def _domain(self, members: Members) -> Domain:
        name = members["DomainName"]
        if name not in self._domains:
            raise not_found(f"Domain {name} does not exist")
        return self._domains[name]

    def _tagged(self, members: Members) -> Domain:
        arn = members["resourceArn"]
        domain = self._domains.get(self._account.domain_name(arn) or "")
        if domain is None:
            raise not_found(f"Resource {arn} does not exist")
        return domain

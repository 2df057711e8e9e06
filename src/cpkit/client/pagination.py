"""Read what an operation responds with page by page, and single values that are built alike."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, TypeVar

from cpkit.client.boto import responses
from cpkit.client.calls.caller import Caller
from cpkit.client.results import Results, list_of
from cpkit.models.requests import AccountQuery, DomainQuery, SimilarProfilesQuery
from cpkit.schema.value import Declared, Value
from cpkit.wire import from_wire
from cpkit.wire.converter import unstructure_hook

__all__ = ["read_members", "request_of", "results"]

V = TypeVar("V", bound=Value)


def results(
    caller: Caller,
    operation: str,
    send: Callable[[dict[str, Any]], Mapping[str, Any]],
    query: AccountQuery | DomainQuery | SimilarProfilesQuery,
    page_class: type[V],
) -> "Results[V, Any]":
    """Return the results of an operation whose results come page by page; nothing is sent yet.

    Args:
        caller: What calls.
        operation: The operation's wire name.
        send: Sends one request and returns the response.
        query: What is requested.
        page_class: What a page is.
    """
    request = request_of(query)

    def read_page(token: str | None) -> tuple[V, str | None]:
        paged = request if token is None else {**request, "NextToken": token}
        return caller.call(operation, lambda: _read_page(page_class, send(paged)))

    domain_name = None if isinstance(query, AccountQuery) else query.domain_name
    return Results(operation, domain_name, read_page, page_class)


def request_of(query: Declared) -> dict[str, Any]:
    """Write a query as boto3 takes it."""
    return unstructure_hook(type(query))(query)


def read_members(cls: type[V], response: Mapping[str, Any]) -> V:
    """Read a response that is built like its class.

    Raises:
        UnreadableAnswerError: If it is not.
    """
    members = {name: value for name, value in response.items() if name != "ResponseMetadata"}
    return responses.read(partial(from_wire, cls), members)


def _read_page(page_class: type[V], response: Mapping[str, Any]) -> tuple[V, str | None]:
    """Read a page, and the token of the next one.

    Raises:
        UnreadableAnswerError: If it is not a page.
    """
    items = list_of(page_class).wire
    # A response that has other members is one, even where it leaves an empty list out.
    is_page = response.keys() - {"ResponseMetadata", "NextToken"}
    _, token = responses.page({items: [], **response} if is_page else response, items)
    return read_members(page_class, response), token

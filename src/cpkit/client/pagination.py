"""Results that come page by page: one iterator over the items of all pages."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from threading import Lock
from typing import Any, Generic, TypeVar

from cpkit.client.boto import responses
from cpkit.client.calls.caller import Calls
from cpkit.display import Page, as_html
from cpkit.errors import MalformedResponseError
from cpkit.models.requests import AccountQuery, DomainQuery, SimilarProfilesQuery
from cpkit.schema.html import table_of, tables_of
from cpkit.schema.value import Declared, Value, members_of
from cpkit.wire import from_wire
from cpkit.wire.converter import unstructure_hook

__all__ = ["Paging", "Results", "read_members", "request_of"]

V = TypeVar("V", bound=Value)
Item = TypeVar("Item")
PageType = TypeVar("PageType")


class Results(Iterator[Item], Generic[PageType, Item]):
    """Give the items of all pages, each page read when its first item is asked for.

    It is an iterator: it goes over the results once, and keeps no page but the last. To go over
    them again keep a ``list`` of them, or call the operation again.

    What the service says of a page itself, such as when its matches were made, stands in `page`.
    Each page is a call of its own, with its own attempts and timeout. A page that fails can be
    asked for again: nothing is lost or given twice.

    Threads may share it: each item goes to one of them.

    Example:
        >>> from cpkit import CustomerProfiles, DomainSettings
        >>> from cpkit.local import LocalService
        >>> service = LocalService()
        >>> profiles = CustomerProfiles(service.client())
        >>> _ = profiles.create_domain(
        ...     DomainSettings(domain_name="shop", default_expiration_days=366)
        ... )
        >>> service.results.put_matches("shop", {"MatchId": "7", "ConfidenceScore": 0.97})
        >>> matches = profiles.get_matches("shop")
        >>> matches.page.potential_matches
        1
        >>> [match.confidence_score for match in matches]
        [0.97]
    """

    def __init__(
        self,
        operation: str,
        domain_name: str | None,
        read_page: Callable[[str | None], tuple[PageType, str | None]],
        items: Callable[[PageType], tuple[Item, ...]],
    ) -> None:
        """Begin with no page read.

        Args:
            operation: Whose results they are: its wire name.
            domain_name: Which domain they are of; ``None`` where they are the account's.
            read_page: Calls the service: takes the page's token, ``None`` for the first page, and
                gives the page and the token of the next one.
            items: Gives the items of a page.
        """
        self._operation = operation
        self._domain_name = domain_name
        self._read_page = read_page
        self._items = items
        self._page: PageType | None = None
        self._next_token: str | None = None
        self._count = 0
        self._lock = Lock()
        self._left: Iterator[Item] = iter(())
        self._seen: set[str] = set()

    @property
    def page(self) -> PageType:
        """The page read last, with what the service says of it; the first is read if none was."""
        with self._lock:
            return self._read(None) if self._page is None else self._page

    def __next__(self) -> Item:
        """Give the next item, from the next page where this one is at its end.

        Raises:
            CallError: If a page cannot be had.
            MalformedResponseError: If the page that is at its end names one that was there before
                as the next: reading on would never end.
        """
        with self._lock:
            if self._page is None:
                self._read(None)
            while True:
                for item in self._left:
                    return item
                if self._next_token is None:
                    raise StopIteration
                self._read(self._next_token)

    def _read(self, token: str | None) -> PageType:
        if token in self._seen:
            raise _repeated_page(self._operation)
        page, self._next_token = self._read_page(token)
        self._page = page
        if token is not None:
            self._seen.add(token)
        self._count += 1
        self._left = iter(self._items(page))
        return page

    def __repr__(self) -> str:
        """Say what the results are and how far they have been read; nothing is read for it."""
        return f"<{self._title}>"

    def _repr_html_(self) -> str:
        """Show the page read last as a table, everything escaped; nothing is read for it."""
        page = self._page
        if not isinstance(page, Value):
            return as_html(Page(self._title))
        lists = [entry.field for entry in members_of(type(page)) if entry.default == ()]
        members = tables_of(page, without=[*lists, "next_token"])
        items = table_of(self._items(page), "Items")
        return as_html(Page(self._title, (*members, items)))

    @property
    def _title(self) -> str:
        pages = "1 page" if self._count == 1 else f"{self._count} pages"
        of_domain = "" if self._domain_name is None else f" of {self._domain_name}"
        return f"{self._operation}{of_domain}: {pages} read"


class Paging(Calls):
    """Call operations whose results come page by page."""

    __slots__ = ()

    def _pages(
        self,
        operation: str,
        send: Callable[..., Mapping[str, Any]],
        query: AccountQuery | DomainQuery | SimilarProfilesQuery,
        page_class: type[V],
        items: Callable[[V], tuple[Item, ...]],
    ) -> Results[V, Item]:
        request = request_of(query)

        def read_page(token: str | None) -> tuple[V, str | None]:
            paged = request if token is None else {**request, "NextToken": token}
            return self._call(operation, lambda: _read_page(page_class, send(**paged)))

        domain_name = None if isinstance(query, AccountQuery) else query.domain_name
        return Results(operation, domain_name, read_page, items)


def _repeated_page(operation: str) -> MalformedResponseError:
    """Make the error of a list that would go round in a circle."""
    return MalformedResponseError(
        f"{operation} named a next page that was there before, so that reading on would never end. "
        "What it has given until now may not be all: begin again.",
        operation=operation,
        attempts=0,
        maybe_applied=False,
    )


def request_of(query: Declared) -> dict[str, Any]:
    """Write a query as boto3 takes it."""
    return unstructure_hook(type(query))(query)


def read_members(cls: type[V], answer: Mapping[str, Any]) -> V:
    """Read an answer that is built like its class.

    Raises:
        UnreadableAnswerError: If it is none.
    """
    members = {name: value for name, value in answer.items() if name != "ResponseMetadata"}
    return responses.read(partial(from_wire, cls), members)


def _read_page(page_class: type[V], answer: Mapping[str, Any]) -> tuple[V, str | None]:
    """Read a page, and the token of the next one.

    Raises:
        UnreadableAnswerError: If it is no page.
    """
    (items,) = (entry.wire for entry in members_of(page_class) if entry.default == ())
    # An answer that says something else is one, even where it leaves an empty list out.
    is_answer = answer.keys() - {"ResponseMetadata", "NextToken"}
    _, token = responses.page({items: [], **answer} if is_answer else answer, items)
    return read_members(page_class, answer), token

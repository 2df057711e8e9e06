"""Results that come page by page: one iteration over the items of all pages."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, Generic, NoReturn, TypeVar, get_args

import attrs

from cpkit.display import Page, as_html, counted
from cpkit.display.frames import Columns, as_dicts, as_pandas, as_polars, columns_of
from cpkit.errors import MalformedResponseError
from cpkit.schema.html import table_of, tables_of
from cpkit.schema.signatures import explained_methods
from cpkit.schema.value import Member, Value, members_of

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

__all__ = ["Results", "list_of"]

Item = TypeVar("Item")
PageType = TypeVar("PageType", bound=Value)


@explained_methods
class Results(Iterable[Item], Generic[PageType, Item]):
    """The items of all pages, each page read when its first item is needed.

    They can be iterated over once, in one loop or in several that go on where the former ended; a
    loop that begins when nothing is left raises an error rather than find nothing. To go over them
    again keep a ``list`` of them, or call the operation again. The first page and the last are
    kept. Each page is a call of its own, with its own attempts and timeout. A page that could not
    be read can be read again: no item is lost or returned twice.

    Threads may share the results, and one iterator over them: each item goes to one of them. No
    lock is held while a page is read, so that two of them may read the same page; then one of the
    two is put aside.

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
        >>> matches.first_page().potential_matches
        1
        >>> [match.confidence_score for match in matches]
        [0.97]
    """

    def __init__(
        self,
        operation: str,
        domain_name: str | None,
        read_page: Callable[[str | None], tuple[PageType, str | None]],
        page_class: type[PageType],
    ) -> None:
        """Begin with no page read.

        Args:
            operation: Whose results they are: its wire name.
            domain_name: Which domain they are of; ``None`` where they are the account's.
            read_page: Calls the service: takes the page's token, ``None`` for the first page, and
                returns the page and the token of the next one.
            page_class: What a page is.
        """
        self._operation = operation
        self._domain_name = domain_name
        self._read_page = read_page
        self._list = list_of(page_class)
        self._columns = _columns_of(page_class)
        self._place = _Place[PageType](page=None, number=0, left=(), token=None)
        self._first: PageType | None = None
        self._seen: set[str] = set()
        self._is_used_up = False

    def first_page(self) -> PageType:
        """Read the first page, unless it has been read, and return it.

        What the service reports of the results as a whole, such as when its matches were made, is
        in the page. Its items are not used up by that: an iteration returns them all the same.

        Raises:
            CallError: If the page cannot be read.
        """
        place = self._place
        if self._first is None:  # so that the place is still the one before the first page
            self._after(place)
        found: Any = self._first
        first: PageType = found
        return first

    @property
    def last_page(self) -> PageType | None:
        """The page that was read last; ``None`` before the first. Nothing is read for it."""
        return self._latest().page

    def __iter__(self) -> Iterator[Item]:
        """Return an iterator over the items that are left.

        Raises:
            RuntimeError: If all items have been returned already.
        """
        if self._is_used_up:
            raise RuntimeError(
                f"{self._title}, or keep a list of the items next time: results go over them once."
            )
        return _Left(self._next)

    def _next(self) -> Item:
        """Return the next item, from the next page where this one is at its end.

        Raises:
            CallError: If a page cannot be read.
            MalformedResponseError: If the page that is at its end names one that was there before
                as the next: reading on would never end.
        """
        place = self._latest()
        while True:
            for item in place.take():
                taken: Item = item
                return taken
            if place.is_last:
                self._is_used_up = True
                raise StopIteration
            place = self._after(place)

    def to_dicts(self) -> list[dict[str, Any]]:
        """Read all items that are left, and return each as a dict of its fields.

        Times are in UTC, enums are their values, and tuples are lists. Items that are ids alone
        have one field, such as ``match_id``.

        Raises:
            CallError: If a page cannot be read.
            RuntimeError: If all items have been returned already.
        """
        return as_dicts(self, self._columns)

    def to_pandas(self) -> "pd.DataFrame":
        """Read all items that are left into a pandas data frame.

        It has a column for each field, of the same type whether there are rows or not; times are
        in UTC. pandas is not a dependency of cpkit: install it where this is used.

        Raises:
            CallError: If a page cannot be read.
            RuntimeError: If all items have been returned already.
        """
        return as_pandas(self, self._columns)

    def to_polars(self) -> "pl.DataFrame":
        """Read all items that are left into a Polars data frame, as `to_pandas` does.

        Raises:
            CallError: If a page cannot be read.
            RuntimeError: If all items have been returned already.
        """
        return as_polars(self, self._columns)

    def __reduce__(self) -> NoReturn:
        """Raise an error: a copy would read the same pages once more."""
        raise TypeError(
            "results read from the service as they are needed, and cannot be pickled or copied; "
            "keep a list of the items, or call to_dicts()."
        )

    def __repr__(self) -> str:
        """Return what the results are and how far they have been read; nothing is read for it."""
        return f"<{self._title}>"

    def _repr_html_(self) -> str:
        """Write the page read last as a table, everything escaped; nothing is read for it."""
        page = self.last_page
        if page is None:
            return as_html(Page(self._title))
        members = tables_of(page, without=[self._list.field, "next_token"])
        items = table_of(getattr(page, self._list.field), "Items")
        return as_html(Page(self._title, (*members, items)))

    @property
    def _title(self) -> str:
        place = self._latest()
        of_domain = "" if self._domain_name is None else f" of {self._domain_name}"
        if place.page is None:
            state = "not read yet; iterate over it, or call first_page()"
        elif self._is_used_up:
            state = f"used up, {counted(place.number, 'page')} read; call the operation again"
        else:
            state = f"{counted(place.number, 'page')} read"
        return f"{self._operation}{of_domain}: {state}"

    def _after(self, place: "_Place[PageType]") -> "_Place[PageType]":
        """Return the place that follows a page, and read the next page for it if nobody has."""
        # In this order: whoever reads the page meanwhile sets what follows first, then the token.
        was_seen = place.token in self._seen
        following = place.following
        if following is None:
            if was_seen:
                raise _repeated_page(self._operation)
            page, token = self._read_page(place.token)
            # Somebody else may have read the same page meanwhile: then theirs is used.
            following = place.followed_by(
                _Place(
                    page=page,
                    number=place.number + 1,
                    left=getattr(page, self._list.field),
                    token=token,
                )
            )
            if place.token is None:
                self._first = following.page
            else:
                self._seen.add(place.token)
        return following

    def _latest(self) -> "_Place[PageType]":
        """Return the place of the page that was read last; those before it are forgotten."""
        place = self._place
        while place.following is not None:
            place = place.following
        self._place = place
        return place


@attrs.frozen(eq=False)
class _Left(Iterator[Item]):
    """One iteration over the items that are left."""

    take: Callable[[], Item]

    def __next__(self) -> Item:
        item: Item = self.take()
        return item


@attrs.define(eq=False)
class _Place(Generic[PageType]):
    """One page, the items of it that nobody has had, and what follows it."""

    page: PageType | None
    """The page; ``None`` before the first."""
    number: int
    """Which page it is, from 1."""
    left: "deque[Any]" = attrs.field(converter=deque)
    """What is left of its items."""
    token: str | None
    """What the next page is requested by; ``None`` where there is none, and before the first."""
    _read: "list[_Place[PageType]]" = attrs.field(init=False, factory=list["_Place[PageType]"])
    """What was read to follow; of two that read at the same time, the first to end counts."""

    @property
    def following(self) -> "_Place[PageType] | None":
        """The place that follows, once its page has been read."""
        return self._read[0] if self._read else None

    def followed_by(self, place: "_Place[PageType]") -> "_Place[PageType]":
        """Return the place that follows: this one, unless another was read meanwhile."""
        self._read.append(place)
        return self._read[0]

    @property
    def is_last(self) -> bool:
        """Whether no page follows."""
        return self.token is None and self.page is not None

    def take(self) -> "Iterator[Any]":
        """Yield the next item, if one is left; no two threads take the same."""
        try:
            yield self.left.popleft()
        except IndexError:
            return


def list_of(page_class: type[Value]) -> Member:
    """Return the member of a page that has its items."""
    return next(known for known in members_of(page_class) if known.default == ())


def _columns_of(page_class: type[Value]) -> Columns:
    """Return the columns of a page's items; ids are one, such as ``match_id``."""
    name = list_of(page_class).field
    item, _ = get_args(columns_of(page_class)[name])
    return {name.removesuffix("s"): str} if item is str else columns_of(item)


def _repeated_page(operation: str) -> MalformedResponseError:
    return MalformedResponseError(
        f"{operation} named a next page that was there before, so that reading on would never end. "
        "What was returned until now may not be all; begin again.",
        operation=operation,
        attempts=0,
        maybe_applied=False,
    )

"""Results return the items of all pages, each page when it is needed."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from typing import TYPE_CHECKING, TypeAlias

import pytest

from cpkit.client.results import Results
from cpkit.errors import MalformedResponseError
from cpkit.models.pages import RuleBasedMatchesPage

if TYPE_CHECKING:
    from collections.abc import Callable

Letters: TypeAlias = Results[RuleBasedMatchesPage, str]


class Pages:
    """Return pages by token, and remember which were read."""

    def __init__(self, *pages: tuple[str, ...]) -> None:
        """Begin with nothing read."""
        self.pages = pages
        self.tokens: list[str | None] = []
        self.leads_back = False
        self.is_broken = False
        self.during: Callable[[], object] | None = None

    def read(self, token: str | None) -> tuple[RuleBasedMatchesPage, str | None]:
        """Return a page; its token is its number, and the last one can lead back to the second."""
        self.tokens.append(token)
        if self.is_broken:
            raise TimeoutError
        during, self.during = self.during, None
        if during is not None:
            during()
        number = int(token or 0)
        last = "1" if self.leads_back else None
        page = RuleBasedMatchesPage(match_ids=self.pages[number])
        return page, str(number + 1) if number + 1 < len(self.pages) else last

    def results(self, domain_name: str | None = "shop") -> Letters:
        """Return results of them."""
        return Results("ListLetters", domain_name, self.read, RuleBasedMatchesPage)


def test_results_when_made_then_nothing_is_read_and_it_says_how_to() -> None:
    """Making them sends nothing, and neither does printing them."""
    pages = Pages(("a",))
    results = pages.results()

    text = "<ListLetters of shop: not read yet; iterate over it, or call first_page()>"
    assert text == repr(results)
    assert results.last_page is None
    assert [] == pages.tokens


def test_results_when_they_are_of_no_domain_then_none_is_named() -> None:
    """What belongs to the account is called by its operation alone."""
    assert repr(Pages(("a",)).results(None)).startswith("<ListLetters: not read yet")


def test_results_when_iterated_then_pages_are_read_as_they_are_needed() -> None:
    """A page is read when its first item is needed."""
    pages = Pages(("a", "b"), (), ("c",))
    results = pages.results()

    assert ["a"] == list(islice(results, 1))
    assert "<ListLetters of shop: 1 page read>" == repr(results)
    assert ["b"] == list(islice(results, 1))
    assert 1 == len(pages.tokens)
    assert ["c"] == list(results)
    assert [None, "1", "2"] == pages.tokens


def test_results_when_a_page_leads_back_then_its_items_come_before_the_error() -> None:
    """Nothing that was read is lost, and nothing is read twice."""
    pages = Pages(("a",), ("b",), ("c",))
    pages.leads_back = True
    results = pages.results()

    assert ["a", "b", "c"] == list(islice(results, 3))
    for _ in range(2):
        with pytest.raises(MalformedResponseError, match="begin again") as caught:
            next(iter(results))
        assert ("ListLetters", 0, False) == (
            caught.value.operation,
            caught.value.attempts,
            caught.value.maybe_applied,
        )
    assert [None, "1", "2"] == pages.tokens


def test_first_page_when_read_then_its_items_are_left() -> None:
    """It is read once, whenever it is wanted, and the page read last is known, too."""
    pages = Pages(("a", "b"), ("c",))
    results = pages.results()
    first = results.first_page()

    assert ("a", "b") == first.match_ids
    assert first is results.last_page
    assert ["a", "b", "c"] == list(results)
    assert first is results.first_page()
    assert results.last_page is not None
    assert ("c",) == results.last_page.match_ids
    assert 2 == len(pages.tokens)


@pytest.mark.parametrize("items", [(), ("a",)])
def test_results_when_used_up_then_a_second_pass_says_so(items: tuple[str, ...]) -> None:
    """To find nothing without a word would be taken for no results."""
    pages = Pages(items)
    results = pages.results()
    iterator = iter(results)

    assert [*items] == list(iterator)
    assert [] == list(iterator)
    text = "ListLetters of shop: used up, 1 page read; call the operation again, or keep a list"
    for pass_again in (results.__iter__, results.to_dicts, results.to_pandas):
        with pytest.raises(RuntimeError, match=text):
            pass_again()
    assert "<ListLetters of shop: used up, 1 page read; call the operation again>" == repr(results)
    assert 1 == len(pages.tokens)


def test_page_when_it_fails_then_it_can_be_read_again() -> None:
    """After a failure nothing is lost and nothing comes twice."""
    pages = Pages(("a",), ("b",))
    results = pages.results()
    assert ["a"] == list(islice(results, 1))
    pages.is_broken = True
    with pytest.raises(TimeoutError):
        next(iter(results))
    pages.is_broken = False

    assert ["b"] == list(results)
    assert [None, "1", "1"] == pages.tokens


def test_results_when_threads_share_them_then_each_item_comes_once() -> None:
    """A page may be read by two of them, and no item is returned twice."""
    pages = Pages(*(tuple(f"{page}-{item}" for item in range(50)) for page in range(20)))
    items = iter(pages.results())
    taken: list[str] = []
    with ThreadPoolExecutor(8) as pool:
        for _ in range(8):
            pool.submit(taken.extend, items)

    assert sorted(item for page in pages.pages for item in page) == sorted(taken)


@pytest.mark.parametrize("read", ["first_page", "to_dicts"])
def test_page_when_it_is_read_while_it_is_read_then_nothing_hangs_and_no_item_comes_twice(
    read: str,
) -> None:
    """A hook of the call that reads the page may read the results: no lock is held meanwhile."""
    pages = Pages(("a", "b"), ("c",))
    results = pages.results()
    found = list[object]()
    pages.during = lambda: found.append(getattr(results, read)())

    items = list(results)
    assert {"first_page": ["a", "b", "c"], "to_dicts": []}[read] == items
    assert 1 == len(found)
    assert [None, None] == pages.tokens[:2]

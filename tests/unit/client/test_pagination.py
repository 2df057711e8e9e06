"""Results give the items of all pages, each page when it is needed."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TypeAlias

import pytest

from cpkit.client.pagination import Results
from cpkit.errors import MalformedResponseError

Page: TypeAlias = tuple[str, ...]


class Pages:
    """Give pages by token, and remember which were asked for."""

    def __init__(self, *pages: Page) -> None:
        """Begin with nothing asked for."""
        self.pages = pages
        self.asked: list[str | None] = []
        self.turns_back = False
        self.is_broken = False

    def read(self, token: str | None) -> tuple[Page, str | None]:
        """Give a page; its token is its number, and the last one can lead back to the second."""
        self.asked.append(token)
        if self.is_broken:
            raise TimeoutError
        number = int(token or 0)
        last = "1" if self.turns_back else None
        return self.pages[number], str(number + 1) if number + 1 < len(self.pages) else last

    def results(self) -> Results[Page, str]:
        """Make results of them."""
        return Results("ListLetters", "shop", self.read, lambda page: page)


def test_results_when_made_then_nothing_is_read() -> None:
    """Making them sends nothing, and neither does printing them."""
    pages = Pages(("a",))

    assert "<ListLetters of shop: 0 pages read>" == repr(pages.results())
    assert [] == pages.asked


def test_results_when_they_are_of_no_domain_then_none_is_named() -> None:
    """What belongs to the account is called by its operation alone."""
    results = Results("ListLetters", None, Pages(("a",)).read, lambda page: page)

    assert "<ListLetters: 0 pages read>" == repr(results)


def test_results_when_iterated_then_pages_are_read_as_they_are_needed() -> None:
    """A page is asked for when its first item is."""
    pages = Pages(("a", "b"), (), ("c",))
    results = pages.results()

    assert "a" == next(results)
    assert "<ListLetters of shop: 1 page read>" == repr(results)
    assert "b" == next(results)
    assert 1 == len(pages.asked)
    assert ["c"] == list(results)
    assert [None, "1", "2"] == pages.asked


def test_results_when_a_page_leads_back_then_its_items_come_before_the_error() -> None:
    """Nothing that was read is lost, and nothing is asked for twice."""
    pages = Pages(("a",), ("b",), ("c",))
    pages.turns_back = True
    results = pages.results()

    assert ["a", "b", "c"] == [next(results) for _ in range(3)]
    for _ in range(2):
        with pytest.raises(MalformedResponseError, match="begin again") as caught:
            next(results)
        assert ("ListLetters", 0, False) == (
            caught.value.operation,
            caught.value.attempts,
            caught.value.maybe_applied,
        )
    assert [None, "1", "2"] == pages.asked


def test_page_when_asked_for_first_then_it_is_read_once() -> None:
    """Looking at the page loses none of its items."""
    pages = Pages(("a", "b"), ("c",))
    results = pages.results()

    pages_seen = [results.page, results.page]
    assert ["a", "b", "c"] == list(results)
    assert [("a", "b"), ("a", "b"), ("c",)] == [*pages_seen, results.page]
    assert 2 == len(pages.asked)


def test_results_when_all_have_been_given_then_they_end_for_good() -> None:
    """They are an iterator like any other: nothing is read a second time."""
    pages = Pages(("a",))
    results = pages.results()

    assert results is iter(results)
    assert (["a"], []) == (list(results), list(results))
    assert 1 == len(pages.asked)


def test_results_when_there_are_none_then_they_end() -> None:
    """An empty page is no error."""
    assert [] == list(Pages(()).results())


def test_page_when_it_fails_then_it_can_be_asked_for_again() -> None:
    """After a failure nothing is lost and nothing comes twice."""
    pages = Pages(("a",), ("b",))
    results = pages.results()
    assert "a" == next(results)
    pages.is_broken = True
    with pytest.raises(TimeoutError):
        next(results)
    pages.is_broken = False

    assert ["b"] == list(results)
    assert [None, "1", "1"] == pages.asked


def test_results_when_threads_share_them_then_each_item_comes_once() -> None:
    """No page is read twice, and no item is given twice."""
    pages = Pages(*(tuple(f"{page}-{item}" for item in range(50)) for page in range(20)))
    results = pages.results()
    taken: list[str] = []
    with ThreadPoolExecutor(8) as pool:
        for _ in range(8):
            pool.submit(taken.extend, results)

    assert sorted(item for page in pages.pages for item in page) == sorted(taken)
    assert 20 == len(pages.asked)

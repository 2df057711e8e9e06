"""Results return the items of all pages, each page when it is needed."""

from __future__ import annotations

import copy
import pickle
import weakref
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from threading import Barrier
from typing import TYPE_CHECKING, ClassVar, TypeAlias

import pytest

from cpkit.client.results import Results
from cpkit.errors import MalformedResponseError
from cpkit.models.pages import RuleBasedMatchesPage

if TYPE_CHECKING:
    from collections.abc import Callable

Letters: TypeAlias = Results[RuleBasedMatchesPage, str]


class WeakPage(RuleBasedMatchesPage):
    """A page of which one can know whether anybody still has it."""


class Pages:
    """Return pages by token, and remember which were read."""

    def __init__(self, *pages: tuple[str, ...]) -> None:
        """Begin with nothing read."""
        self.pages = pages
        self.tokens: list[str | None] = []
        self.leads_back = False
        self.is_broken = False
        self.during: Callable[[], object] | None = None
        self.before: Callable[[], object] | None = None

    def read(self, token: str | None) -> tuple[RuleBasedMatchesPage, str | None]:
        """Return a page; its token is its number, and the last one can lead back to the second."""
        self.tokens.append(token)
        if self.before is not None:
            self.before()
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


@pytest.mark.parametrize("copied", [pickle.dumps, copy.copy, copy.deepcopy])
def test_results_when_copied_then_it_says_to_keep_a_list(
    copied: Callable[[object], object],
) -> None:
    """Two of them would read each page twice."""
    with pytest.raises(TypeError, match="keep a list of the items"):
        copied(Pages(("a",)).results())


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
    results = pages.results()
    shared = iter(results)
    iterators = [shared if number % 2 else iter(results) for number in range(8)]
    taken: list[str] = []
    with ThreadPoolExecutor(8) as pool:
        ended = [pool.submit(taken.extend, each) for each in iterators]
    assert {None} == {each.result() for each in ended}

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


def test_page_when_two_threads_read_it_at_once_then_one_is_put_aside() -> None:
    """Both go on with the items of one, each of which comes once."""
    pages = Pages(("a", "b"), ("c", "d"))
    both = Barrier(2, timeout=10)
    results = pages.results()
    pages.before = both.wait
    taken: list[str] = []
    with ThreadPoolExecutor(2) as pool:
        for iterator in (iter(results), iter(results)):
            pool.submit(taken.extend, islice(iterator, 1))

    assert ["a", "b"] == sorted(taken)
    pages.before = None
    assert ["c", "d"] == list(results)
    assert [None, None, "1"] == pages.tokens


def test_page_when_somebody_has_read_it_meanwhile_then_it_leads_nowhere_back() -> None:
    """Only a token of an earlier page ends the reading; one that two have read at once does not."""
    pages = Pages(("a",), ("b",), ("c",))
    results = pages.results()
    first = iter(results)
    assert "a" == next(first)
    found: list[str] = []
    pages.during = lambda: found.extend(results)

    assert [] == list(first)
    assert ["b", "c"] == found
    assert [None, "1", "1", "2"] == pages.tokens
    assert "used up, 3 pages read" in repr(results)


class Token(str):
    """A token that lets another reader in at one of the moments when it is looked up."""

    __slots__ = ()
    moments: ClassVar[list[Callable[[], None] | None]] = []

    def __hash__(self) -> int:
        """Let the other reader in."""
        moment = self.moments.pop() if self.moments else None
        if moment is not None:
            moment()
        return str.__hash__(self)


@pytest.mark.parametrize("moment", [0, 1, 2])
def test_page_when_somebody_reads_it_between_two_lines_then_it_is_no_repeated_page(
    moment: int,
) -> None:
    """A token is one of an earlier page, or that of this one, which somebody has just read."""
    pages = Pages(("a",), ("b",), ("c",))

    def read(token: str | None) -> tuple[RuleBasedMatchesPage, str | None]:
        page, following = pages.read(token)
        return page, None if following is None else Token(following)

    results = Letters("ListLetters", "shop", read, RuleBasedMatchesPage)
    first, other = iter(results), iter(results)
    assert "a" == next(first)
    found: list[str] = []
    Token.moments = [lambda: found.extend(other), *[None] * moment]

    found.extend(first)
    assert ["b", "c"] == sorted(found)
    assert [] == Token.moments


def test_pages_when_they_have_been_read_then_the_first_and_the_last_are_kept_alone() -> None:
    """A million matches are read in the memory of two pages."""
    pages = Pages(*((f"{number}",) for number in range(20)))
    seen: list[weakref.ref[RuleBasedMatchesPage]] = []

    def read(token: str | None) -> tuple[RuleBasedMatchesPage, str | None]:
        page, following = pages.read(token)
        page = WeakPage(match_ids=page.match_ids)
        seen.append(weakref.ref(page))
        return page, following

    results = Letters("ListLetters", "shop", read, RuleBasedMatchesPage)
    assert 20 == sum(1 for _ in results)
    kept = [page for each in seen if (page := each()) is not None]

    assert [results.first_page(), results.last_page] == kept
    assert 20 == len(seen)

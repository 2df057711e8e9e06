"""Cut names into pages."""

from __future__ import annotations

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpkit.local.protocol.responses import RejectedError
from cpkit.local.state.paging import cut_page

_NAMES = st.text("abcXYZ_-09", min_size=1, max_size=64)


@given(names=st.sets(_NAMES), size=st.integers(1, 100))
def test_pages_when_all_are_fetched_then_each_name_is_there_once_in_order(
    names: set[str], size: int
) -> None:
    """No name is lost or doubled at the seams, and no page is empty but the only one."""
    page, token = cut_page(names, size=size)
    fetched = page
    while token is not None:
        page, token = cut_page(names, token=token, size=size)
        assert page
        fetched = fetched + page

    assert sorted(names) == fetched


def test_page_when_no_size_is_given_then_it_has_a_hundred_names() -> None:
    """The largest page is the default."""
    page, token = cut_page([f"{number:03}" for number in range(101)])

    assert (100, True) == (len(page), token is not None)


def test_page_when_its_last_name_is_gone_then_the_next_still_follows() -> None:
    """A token is a place, not a name that must exist."""
    _, token = cut_page(["a", "b", "c"], size=2)

    assert (["c"], None) == cut_page(["a", "c"], token=token, size=2)


@pytest.mark.parametrize(
    "token",
    ["", "a", "?", "é", base64.b64encode(b"b").decode(), base64.b64encode(b"\xff").decode()],
)
def test_page_when_the_token_was_never_given_out_then_it_is_refused(token: str) -> None:
    """A token that was made up is no beginning of the list."""
    with pytest.raises(RejectedError, match="NextToken"):
        cut_page(["a"], token=token)

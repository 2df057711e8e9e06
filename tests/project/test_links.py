"""Links work where the pages are read as they are, as on GitHub; nothing is asked of a network."""

from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.support.documentation_pages import KNOWN_HOSTS, PAGES, anchors, links, name_of


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_links_when_followed_then_each_leads_somewhere(page: Path) -> None:
    """A link names what is there, and where it names a place on a page, there is that heading."""
    broken: list[str] = []
    for link in links(page):
        url = urlsplit(link)
        if url.scheme:
            continue
        target = page.parent / url.path if url.path else page
        if not target.exists() or (url.fragment and url.fragment not in anchors(target)):
            broken.append(link)

    assert [] == broken


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_links_when_they_leave_the_project_then_to_documentation_that_is_known(page: Path) -> None:
    """A new host is looked at by whoever adds it to those that are known."""
    urls = [urlsplit(link) for link in links(page)]

    assert set() == {url.scheme for url in urls} - {"", "https"}
    assert set() == {url.hostname for url in urls} - KNOWN_HOSTS - {None}

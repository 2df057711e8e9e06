"""Every page of the built site holds together, by itself and without a network.

``nox -s docs`` runs this after it has built the site.
"""

from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from tests.support.documentation_pages import KNOWN_HOSTS

THEME_HOSTS = {"github.com"}
"""Where the theme links to, at the foot of each page."""

_LOADING = {"img": "src", "link": "href", "script": "src", "source": "src", "iframe": "src"}
"""What a browser loads by itself, and where from."""


class Page(HTMLParser):
    """What a page links to, loads and can be linked to."""

    def __init__(self, path: Path) -> None:
        """Read the page."""
        super().__init__()
        self.path = path
        self.anchors: set[str] = set()
        self.links: list[str] = []
        self.loaded: list[str] = []
        self.headings = 0
        self.images_without_words = 0
        self.feed(path.read_text("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what a tag says."""
        given = {name: text or "" for name, text in attrs}
        self.anchors.add(given.get("id", ""))
        self.headings += tag == "h1"
        if tag == "a" and "href" in given:
            self.links.append(given["href"])
        if tag in _LOADING and _LOADING[tag] in given:
            self.loaded.append(given[_LOADING[tag]])
        if tag == "img" and not given.get("alt"):
            self.images_without_words += 1


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[Path, Page]:
    """Read all pages."""
    return {path.resolve(): Page(path.resolve()) for path in sorted(site.rglob("*.html"))}


def test_links_when_followed_then_each_leads_to_a_page_and_to_a_place_on_it(
    pages: dict[Path, Page],
) -> None:
    """No link inside the site is broken, and no anchor missing."""
    broken: list[str] = []
    for page in pages.values():
        for link in page.links:
            url = urlsplit(link)
            if url.scheme or url.netloc:
                continue
            target = (page.path.parent / unquote(url.path)).resolve() if url.path else page.path
            is_there = target in pages or (target.is_file() and not url.fragment)
            if target in pages and url.fragment:
                is_there = unquote(url.fragment) in pages[target].anchors
            if not is_there:
                broken.append(f"{page.path.name}: {link}")

    assert [] == broken


def test_links_when_they_leave_the_site_then_to_documentation_that_is_known(
    pages: dict[Path, Page],
) -> None:
    """Nothing is asked of the network; a new host is looked at by whoever adds it here."""
    urls = {link for page in pages.values() for link in page.links if urlsplit(link).scheme}

    assert {"https"} == {urlsplit(url).scheme for url in urls}
    assert set() == {str(urlsplit(url).hostname) for url in urls} - KNOWN_HOSTS - THEME_HOSTS


def test_pages_when_loaded_then_nothing_comes_from_elsewhere(pages: dict[Path, Page]) -> None:
    """Fonts, scripts, styles and pictures are the site's own, and they are there."""
    missing: list[str] = []
    for page in pages.values():
        for source in page.loaded:
            url = urlsplit(source)
            if url.scheme == "data" or source == "#":  # the page itself
                continue
            file = page.path.parent / unquote(url.path)
            if url.scheme or url.netloc or not file.is_file():
                missing.append(f"{page.path.name}: {source}")

    assert [] == missing


def test_pages_when_heard_then_each_has_one_title_and_words_for_every_picture(
    pages: dict[Path, Page],
) -> None:
    """Whoever does not see a page still knows what it is about and what it shows."""
    of_the_theme = {"search.html"}  # it has its title from a script
    written = [page for page in pages.values() if page.path.name not in of_the_theme]

    assert [] == [page.path for page in written if page.headings != 1]
    assert [] == [page.path for page in written if page.images_without_words]

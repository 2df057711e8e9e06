"""The built site in a real browser: its navigation, its search, and its look on a small screen.

``nox -s browser`` runs this, in headless Chromium. It comes from the system: nothing is downloaded.
"""

from __future__ import annotations

import functools
import os
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect, sync_playwright

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, ConsoleMessage, Page, ViewportSize

DESKTOP: ViewportSize = {"width": 1280, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}

CUT = """
[...document.querySelectorAll("article *")]
  .filter(one => one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 1)
  .filter(one => ["hidden", "clip"].includes(getComputedStyle(one).overflowX))
  .map(one => one.outerHTML.slice(0, 80))
"""
"""What on a page has no room, and cannot be scrolled."""


class Quiet(SimpleHTTPRequestHandler):
    """Serve files, and say nothing about it."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as it is called
        """Say nothing."""


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    """Serve the site on loopback, and give its address."""
    handler = functools.partial(Quiet, directory=str(site))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Start Chromium. Its sandbox cannot be had as root; what it opens is the project's own."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=os.environ["CPKIT_CHROMIUM"], chromium_sandbox=os.geteuid() != 0
        )
        yield chromium
        chromium.close()


class Visit:
    """One visitor's window, and what the browser complained of in it."""

    def __init__(self, page: Page, address: str) -> None:
        """Open nothing yet."""
        self.page = page
        self.address = address
        self.complaints: list[str] = []
        page.on("console", self._note)
        page.on("pageerror", lambda error: self.complaints.append(f"{page.url}: {error}"))

    def _note(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.complaints.append(f"{self.page.url}: {message.text}")

    def open(self, path: str) -> None:
        """Open a page of the site."""
        self.page.goto(f"{self.address}/{path}")

    def open_menu(self) -> None:
        """Show the sidebar, where the screen is too small to show it always."""
        menu = self.page.locator("label.nav-overlay-icon").first
        if menu.is_visible():
            menu.click()

    def sidebar(self) -> list[str]:
        """Give the addresses of all pages that the sidebar links to."""
        links = self.page.locator(".sidebar-tree a.reference.internal")
        addresses: list[str] = links.evaluate_all("links => links.map(link => link.href)")
        return [address.partition("#")[0] for address in addresses]


@pytest.fixture(params=["light", "dark"])
def visit(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Visit]:
    """Give a window: light on a desktop, dark on a phone."""
    is_dark = request.param == "dark"
    context = browser.new_context(
        color_scheme="dark" if is_dark else "light", viewport=PHONE if is_dark else DESKTOP
    )
    yield Visit(context.new_page(), address)
    context.close()


def test_sidebar_when_every_link_is_followed_then_each_gives_a_page_that_fits(
    visit: Visit,
) -> None:
    """Each page has its heading, nothing in it fails, and only what is inside it scrolls."""
    visit.open("index.html")
    addresses = visit.sidebar()
    too_wide: list[str] = []
    cut: list[str] = []
    for address in dict.fromkeys(addresses):
        visit.page.goto(address)
        expect(visit.page.locator("h1")).to_be_visible()
        if visit.page.evaluate(
            "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        ):
            too_wide.append(address)
        cut += [f"{address}: {text}" for text in visit.page.evaluate(CUT)]

    assert 30 <= len(addresses)
    assert [] == cut
    assert [] == too_wide
    assert [] == visit.complaints


def test_sidebar_when_a_link_is_clicked_then_its_page_opens(visit: Visit) -> None:
    """A finger finds the menu, and a page through it."""
    visit.open("index.html")
    visit.open_menu()
    visit.page.locator(".sidebar-tree").get_by_role("link", name="Errors", exact=True).click()

    expect(visit.page.locator("h1")).to_contain_text("Errors")
    assert [] == visit.complaints


@pytest.mark.parametrize(
    "words",
    [
        "ThrottledError",
        "The domain has changed since the plan was made",
        "rule-attribute",
        "takes a whole number, not a text",
    ],
)
def test_search_when_an_error_is_typed_then_it_finds_the_page_of_errors(
    visit: Visit, words: str
) -> None:
    """Whoever meets an error and types it into the search finds what to do."""
    visit.open("index.html")
    visit.open_menu()
    box = visit.page.locator("input.sidebar-search")
    box.fill(words)
    box.press("Enter")
    found = visit.page.locator("#search-results a[href*='reference/errors.html']").first
    found.click()

    expect(visit.page.locator("h1")).to_contain_text("Errors")
    assert [] == visit.complaints


@pytest.mark.parametrize(
    ("word", "path", "answer"),
    [
        ("export", "how-to/export-to-s3.html", "Let the service write to your bucket"),
        ("async", "how-to/asyncio.html", "call it in a thread"),
        ("celery", "how-to/asyncio.html", "make one client in each process"),
        ("notebook", "how-to/notebooks.html", "press Tab inside a string"),
        ("locked", "faq.html", "Why are my rules locked, and for how long?"),
        ("merge", "how-to/choose-rules.html", "Merged profiles cannot be separated"),
    ],
)
def test_search_when_a_word_is_typed_then_one_of_the_first_pages_answers(
    visit: Visit, word: str, path: str, answer: str
) -> None:
    """Whoever has a question and one word for it need not read a long list."""
    visit.open("index.html")
    visit.open_menu()
    box = visit.page.locator("input.sidebar-search")
    box.fill(word)
    box.press("Enter")
    expect(visit.page.locator("#search-results .search-summary")).to_contain_text("found")
    first = visit.page.locator("#search-results ul.search > li > a")
    found = first.evaluate_all(
        "links => links.slice(0, 5).map(link => new URL(link.href).pathname)"
    )
    visit.open(path)

    assert f"/{path}" in found
    expect(visit.page.locator("article")).to_contain_text(answer)


@pytest.mark.parametrize(
    ("wide", "hint"),
    [
        (".table-wrapper", "getComputedStyle(one).backgroundImage.includes('gradient')"),
        ("p:has(> img)", "getComputedStyle(one, '::before').content.includes('scroll')"),
    ],
)
def test_phone_when_something_is_wider_then_it_scrolls_and_shows_it(
    browser: Browser, address: str, wide: str, hint: str
) -> None:
    """A table casts a shadow where it goes on, and a diagram says that it can be moved."""
    context = browser.new_context(viewport=PHONE)
    page = context.new_page()
    page.goto(f"{address}/explanation/layers.html")
    shown = page.locator(wide).first.evaluate(
        f"one => [one.scrollWidth > one.clientWidth, getComputedStyle(one).overflowX, {hint}]"
    )
    context.close()

    assert [True, "auto", True] == shown


def test_copy_button_when_pressed_then_code_is_copied_without_its_prompt(
    browser: Browser, address: str
) -> None:
    """What is copied can be pasted: neither prompts nor what was printed are in it."""
    context = browser.new_context(
        viewport=DESKTOP, permissions=["clipboard-read", "clipboard-write"]
    )
    page = context.new_page()
    page.goto(f"{address}/index.html")
    block = page.locator(".highlight-pycon").first
    block.hover()
    block.locator("button.copybtn").click()
    copied = page.evaluate("navigator.clipboard.readText()")
    context.close()

    assert 'from cpkit import MatchingRule\nMatchingRule(["Emial", "LastName"])' == copied

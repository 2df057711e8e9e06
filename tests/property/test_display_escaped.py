"""Law: whatever a value holds, a notebook shows it and never acts on it."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cpkit import (
    ApplyResult,
    Change,
    ConflictResolution,
    Consolidation,
    Plan,
    Problem,
    ignore_checks,
)
from cpkit.display.rows import visible
from cpkit.models import AutoMerging, DomainSettings, Matching
from cpkit.models.pages import MatchesPage
from cpkit.planning.redaction import masked
from cpkit.problems import Problems
from cpkit.results import AutoMergingPreview, IdentityResolutionJob, MatchItem, Readiness
from cpkit.schema.checks import LIMITS

ELEMENTS = {"code", "details", "div", "p", "strong", "summary", "wbr"}
TABLES = {"caption", "table", "tbody", "td", "th", "thead", "tr"}
ATTRIBUTES = {"open", "scope", "style"}

texts = st.text(min_size=1, max_size=60) | st.sampled_from(
    ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "</code></td>", "&lt;b&gt;"]
)


class Fragment(HTMLParser):
    """Note the elements, the attributes and the text of a fragment."""

    def __init__(self, html: str) -> None:
        """Read it."""
        super().__init__(convert_charrefs=True)
        self.elements: set[str] = set()
        self.attributes: set[str] = set()
        self.styles: set[str | None] = set()
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element and its attributes."""
        self.elements.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.styles |= {value for name, value in attrs if name == "style"}

    def handle_data(self, data: str) -> None:
        """Note text."""
        self.text += data


def settings_of(text: str) -> DomainSettings:
    """Put a text where settings take any, and where they do not if they are told to."""
    merging = AutoMerging(
        enabled=True,
        consolidation=Consolidation([[text, "b"]]),
        conflict_resolution=ConflictResolution.source(text),
    )
    return DomainSettings(
        domain_name=text, matching=Matching(enabled=True, auto_merging=merging), tags={text: text}
    )


def shown_with(text: str) -> dict[str, Any]:
    """Put a text into everything that a notebook shows."""
    with ignore_checks(*LIMITS):
        settings = settings_of(text)
        values = {
            "settings": settings,
            "plan": Plan(settings=settings, domain=None),
            "job": IdentityResolutionJob(job_id=text, message=text),
            "match": MatchItem(match_id=text, profile_ids=[text]),
            "page": MatchesPage(matches=(MatchItem(match_id=text, profile_ids=[text]),)),
            "preview": AutoMergingPreview(domain_name=text),
            "readiness": Readiness(message=text),
        }
    problem = Problem(path=text, message=text, severity="error", basis="model", code=text)
    result = ApplyResult(
        domain_name=text, steps=(), domain=None, remaining=(Change(text, text, text),)
    )
    return {**values, "problems": Problems((problem,)), "result": result}


KNOWN_STYLES = {name: Fragment(one._repr_html_()).styles for name, one in shown_with("a").items()}


@pytest.mark.parametrize("name", KNOWN_STYLES)
@example(text="<script>alert(1)</script>")
@example(text='" onclick="alert(1)')
@given(text=texts)
def test_text_when_shown_then_it_stays_text(name: str, text: str) -> None:
    """No element, attribute or style comes from a value, and no text is lost."""
    fragment = Fragment(shown_with(text)[name]._repr_html_())

    assert set() == fragment.elements - ELEMENTS - TABLES
    assert set() == fragment.attributes - ATTRIBUTES
    assert KNOWN_STYLES[name] == fragment.styles
    # Plans mask what could be an account id.
    shown = masked(text, reveal=False) if name in {"plan", "result"} else text
    assert visible(shown) in fragment.text

"""Documents that are broken in a few places, and texts that look like documents."""

from hypothesis import strategies as st

from cpkit import DomainSettings, from_wire
from cpkit.documents import dumps
from tests.support import samples

__all__ = ["broken", "pieced"]

_GOOD = from_wire(DomainSettings, samples.full())

_PIECES = st.sampled_from(
    [
        *["{", "}", "[", "]", ",", ":", '"', "'", "\\", "\n", "\r\n", " ", "  ", "\t", "#", "&a"],
        *["*a", "!", "!!str ", "%YAML 1.1", "---", "...", "|", ">-", "? ", "- ", ": ", "<<", "~"],
        *["null", "true", "no", "1", "-1.5e3", "0366", "12:30", ".nan", "NaN", "1e999", "\0"],
        *["\ufeff", "\x85", "\u2028", "\ud800", "\U0001f600", '"\\ud83d"', '"\\x41"', "@", "`"],
        *["DomainName", "Tags", "Matching", "Enabled", "RuleBasedMatching", "MatchingRules"],
    ]
)


pieced = st.lists(_PIECES).map("".join)
"""Texts of what documents are made of, in any order."""


@st.composite
def broken(draw: st.DrawFn) -> str:
    """Make a good document and break it in a few places."""
    text = dumps(_GOOD, format=draw(st.sampled_from(["json", "yaml"])))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        stop = start + draw(st.integers(0, 20))
        text = text[:start] + draw(_PIECES) + text[stop:]
    return text

"""No regular expression of the package takes quadratic time for a hostile text.

Time says little on a busy machine, so what is counted is how many characters an engine may have to
look at: from each place where a match may begin, as far as what is there can still become one.
"""

from __future__ import annotations

import inspect
import pkgutil
import re
from importlib import import_module
from typing import Any

import pytest

import cpkit
from cpkit.planning import redaction

# Imported so because it has no types; it tells what can still become a match.
regex: Any = import_module("regex")

FRAGMENTS = (
    *("://a", "://a@", "://a?", "://", "a", "a.", "a-", "1", "1-", "_a", "``a_a", "`", "[", "]"),
    *("\\", "w", "\r", "%", "for 'a", "0a ;", ".inf", '"a', "-1e", "&lt;", " ", "\n", "#"),
)
"""What hostile texts repeat."""
FLAGS = re.ASCII | re.IGNORECASE | re.MULTILINE | re.DOTALL | re.VERBOSE


def patterns() -> list[re.Pattern[Any]]:
    """Collect the patterns that modules keep and search whole texts for.

    One that is only matched at a given place begins nowhere else.
    """
    names = [info.name for info in pkgutil.walk_packages(cpkit.__path__, "cpkit.")]
    modules = [import_module(name) for name in names if "__main__" not in name]
    source = "\n".join(map(inspect.getsource, modules))
    found: set[re.Pattern[Any]] = {
        value
        for module in modules
        for name, value in vars(module).items()
        if isinstance(value, re.Pattern)
        and re.search(rf"\b{name}\.(?:search|subn?|finditer|findall|split)\b", source)
    }
    return sorted(found, key=lambda pattern: str(pattern.pattern))


def reach(pattern: Any, text: Any) -> int:
    """Count the characters that a search for all matches looks at, from each place it begins at."""
    count = begin = 0
    while begin < len(text):
        found = pattern.match(text, begin)
        if found:
            count += found.end() - begin
            begin = max(found.end(), begin + 1)
            continue
        low, high = begin, len(text)
        while low < high:  # what a part can still become, each shorter part can
            middle = (low + high + 1) // 2
            if pattern.match(text, begin, middle, partial=True):
                low = middle
            else:
                high = middle - 1
        count += low - begin
        begin += 1
    return count


@pytest.mark.parametrize("pattern", patterns(), ids=lambda pattern: repr(pattern.pattern)[:40])
def test_pattern_when_a_text_is_twice_as_long_then_so_is_its_work(pattern: re.Pattern[Any]) -> None:
    """Whatever the text repeats: quadratic work would be four times as much."""
    compiled = regex.compile(
        pattern.pattern,
        pattern.flags & (re.ASCII | re.IGNORECASE | re.MULTILINE | re.DOTALL | re.VERBOSE),
    )
    for fragment in FRAGMENTS:
        text: Any = fragment if isinstance(pattern.pattern, str) else fragment.encode()
        short, long = (reach(compiled, text * count) for count in (20, 40))
        assert 3 * short + 100 > long, fragment


def test_reach_when_a_pattern_is_quadratic_then_it_shows() -> None:
    """The law above can fail: this pattern goes to the end of the text from each place."""
    pattern = regex.compile(r"(://[^?#\s]*\?)[^#\s]+")

    assert reach(pattern, "://a" * 40) > 3 * reach(pattern, "://a" * 20) + 100


def test_patterns_when_collected_then_those_of_redaction_are_among_them() -> None:
    """What is searched for in texts that others have written is looked at."""
    names = ("_USER", "_URL", "_ACCOUNT_ID")
    assert {getattr(redaction, name) for name in names} <= {*patterns()}

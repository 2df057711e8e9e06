"""How the cost grows with what there is of rules, of tags and of domains: it must be linear.

The cost of one item more is measured at three sizes, without what an empty document costs, and
divided by that at the smallest size: where it stays the same, the whole grows in proportion.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any

from cpkit import DomainSettings, from_wire, to_wire
from tests.benchmarks import samples
from tests.benchmarks.measuring import Row, Spread, costs

REACH = 1.15
"""The largest ratio that still is a line; the rest is the clock's."""

SIZES = {"rule": (5, 10, 15), "tag": (10, 25, 50), "domain": (10, 100, 1000)}
"""Up to what the service takes, and for domains up to what an account may have."""


def rows() -> Iterable[Row]:
    """Compare the cost of one item among many with that of one among few."""
    makers: Mapping[str, Callable[[int], list[dict[str, Any]]]] = {
        "rule": lambda count: [_document(rules=count)],
        "tag": lambda count: [_document(tags=count)],
        "domain": lambda count: [_document(rules=2) for _ in range(count)],
    }
    for name, make in makers.items():
        empty = partial(_handle, [] if name == "domain" else [_document()])
        subjects: dict[str, Callable[[], object]] = {"empty": empty}
        for size in SIZES[name]:
            subjects[str(size)] = partial(_handle, make(size))
        turns = costs(subjects)
        fewest, *more = SIZES[name]
        for size in more:
            spread = Spread.of(_one(took, size) / _one(took, fewest) for took in turns)
            yield Row(f"each of {size} {name}s", f"each of {fewest}", spread, REACH)


def _one(took: Mapping[str, float], size: int) -> float:
    return (took[str(size)] - took["empty"]) / size


def _handle(documents: Iterable[dict[str, Any]]) -> None:
    """Do with each document what one does: read it, look for problems, write it."""
    for document in documents:
        settings = from_wire(DomainSettings, document)
        settings.problems()
        to_wire(settings)


def _document(*, rules: int = 0, tags: int = 0) -> dict[str, Any]:
    full = samples.full()
    document: dict[str, Any] = {"DomainName": "shop", "RuleBasedMatching": {"Enabled": True}}
    if rules:
        document["RuleBasedMatching"]["MatchingRules"] = full["RuleBasedMatching"]["MatchingRules"][
            :rules
        ]
    if tags:
        document["Tags"] = dict(list(full["Tags"].items())[:tags])
    return document

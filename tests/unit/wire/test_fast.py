"""The fast way and the precise one accept the same, and only one of them reports."""

from __future__ import annotations

from typing import Any

import pytest

from cpkit.models import DomainSettings, MatchingRule
from cpkit.schema.collector import ProblemCollector
from cpkit.schema.shapes import RejectedError
from cpkit.wire.fast import reader
from cpkit.wire.inspect import validate
from tests.support import samples
from tests.support.mistakes import LEGAL, MISTAKES, Mistake, Unusual

FULL = samples.full()


def test_reader_when_a_document_is_right_then_it_is_accepted() -> None:
    """Nothing would be wrong if it rejected; but everything would take three times as long."""
    collector = ProblemCollector(frozenset())

    assert validate(DomainSettings, FULL, "", collector) == reader(DomainSettings)(FULL)
    assert [] == collector.problems


@pytest.mark.parametrize(
    "unusual",
    [unusual for unusual in LEGAL if unusual.value != {}],  # there it rejects, as it says
    ids=lambda unusual: unusual.name,
)
def test_reader_when_a_document_is_unusual_then_both_ways_agree(unusual: Unusual) -> None:
    """Nobody could rely on what one accepts and the other does not."""
    collector = ProblemCollector(frozenset())

    document = unusual.document()
    assert validate(DomainSettings, document, "", collector) == reader(DomainSettings)(document)


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.name)
def test_reader_when_something_is_wrong_then_it_rejects(mistake: Mistake) -> None:
    """It never accepts what the precise way would reject."""
    with pytest.raises(RejectedError):
        reader(DomainSettings)(mistake.document())


@pytest.mark.parametrize("given", [{}, [], None, "", 5])
def test_reader_when_it_is_not_a_document_then_it_rejects(given: Any) -> None:
    """An empty one, too: in an answer it means that there is nothing."""
    with pytest.raises(RejectedError):
        reader(MatchingRule)(given)

"""The quick way and the precise one: each takes what is right, and one says what is wrong."""

from __future__ import annotations

import inspect as source
from textwrap import dedent
from typing import Any

import pytest

from cpkit.models import DomainSettings, MatchingRule, S3Exporting
from cpkit.schema.collector import ProblemCollector
from cpkit.schema.shapes import RejectedError
from cpkit.wire.inspect import validate
from cpkit.wire.readers import reader
from cpkit.wire.writers import writer
from tests.support import samples
from tests.support.mistakes import LEGAL, MISTAKES, Mistake, Unusual

FULL = samples.full()


def test_reader_when_a_document_is_right_then_it_needs_no_second_look() -> None:
    """Nothing would be wrong if it gave up; but everything would take three times as long."""
    findings = ProblemCollector(frozenset())

    assert validate(DomainSettings, FULL, "", findings) == reader(DomainSettings)(FULL)
    assert [] == findings.problems


@pytest.mark.parametrize(
    "unusual",
    [unusual for unusual in LEGAL if unusual.value != {}],  # there it gives up, as it says
    ids=lambda unusual: unusual.name,
)
def test_reader_when_a_document_is_unusual_then_both_ways_agree(unusual: Unusual) -> None:
    """What one takes and the other does not, no one could rely on."""
    findings = ProblemCollector(frozenset())

    document = unusual.document()
    assert validate(DomainSettings, document, "", findings) == reader(DomainSettings)(document)


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.name)
def test_reader_when_something_is_wrong_then_it_gives_up(mistake: Mistake) -> None:
    """It never takes what the precise way would refuse."""
    with pytest.raises(RejectedError):
        reader(DomainSettings)(mistake.document())


@pytest.mark.parametrize("given", [{}, [], None, "", 5])
def test_reader_when_it_is_no_document_then_it_gives_up(given: Any) -> None:
    """An empty one, too: in an answer it means that there is nothing."""
    with pytest.raises(RejectedError):
        reader(MatchingRule)(given)


def test_reader_and_writer_when_read_then_their_source_is_the_one_documented() -> None:
    """A debugger steps through it."""
    for make, made in ((reader, reader(S3Exporting)), (writer, writer(S3Exporting))):
        documented = dedent(str(make.__doc__).partition("::\n\n")[2])
        assert documented.strip() == source.getsource(made).strip()


def test_reader_when_it_fails_then_the_traceback_names_it() -> None:
    """Source that nobody wrote is found all the same."""
    assert "<cpkit: read S3Exporting>" == source.getsourcefile(reader(S3Exporting))
    assert "<cpkit: write S3Exporting>" == source.getsourcefile(writer(S3Exporting))

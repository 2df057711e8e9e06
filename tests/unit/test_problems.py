"""Problems as a notebook shows them."""

from __future__ import annotations

import pickle
from typing import Any

import pytest

from cpkit import DomainSettings, JobSchedule, documents, from_wire
from cpkit.errors import ValidationError
from cpkit.problems import Problems


def test_problems_when_shown_then_a_row_each() -> None:
    """Severity, place, message and code are there, everything escaped."""
    with pytest.raises(ValidationError) as caught:
        from_wire(DomainSettings, {"DomainName": "<b>", "Matching": {}})
    problems: Any = caught.value.problems

    shown = problems._repr_html_()

    assert "<strong>2 problems</strong>" in shown
    assert [shown.count(">error<"), shown.count("<tr>")] == [2, 3]
    assert "&lt;b&gt;" in shown
    assert "Matching.<wbr>Enabled" in shown
    assert ">required</code>" in shown


def test_problems_when_from_a_document_then_shown_with_line_and_column() -> None:
    """A reader finds the place."""
    with pytest.raises(ValidationError) as caught:
        documents.loads('{\n  "DomainName": "my shop"\n}', format="json")
    problems: Any = caught.value.problems

    assert "<strong>1 problem</strong>" in problems._repr_html_()
    assert ">line 2, column 17: must consist of letters" in problems._repr_html_()


def test_problems_when_there_are_none_then_shown_so() -> None:
    """An empty table would look like a mistake."""
    problems: Any = JobSchedule(day_of_the_week="MONDAY", time="9:00").problems()

    assert "<strong>no problems</strong>" in problems._repr_html_()
    assert "<table" not in problems._repr_html_()


def test_problems_when_made_dicts_or_frames_then_a_column_for_each_field() -> None:
    """Settings with problems and settings without make tables that fit together."""
    with pytest.raises(ValidationError) as caught:
        documents.loads('{\n  "DomainName": "my shop"\n}', format="json")
    found, none = caught.value.problems, DomainSettings(domain_name="shop").problems()
    (row,) = found.to_dicts()

    assert ("DomainName", "error", 2) == (row["path"], row["severity"], row["line"])
    assert [] == none.to_dicts()
    assert list(found.to_pandas().dtypes) == list(none.to_pandas().dtypes)
    assert found.to_polars().schema == none.to_polars().schema
    assert [*row] == found.to_polars().columns == list(found.to_pandas().columns)


def test_problems_when_used_then_a_tuple() -> None:
    """They compare, print and pickle as any tuple does."""
    problems = JobSchedule(day_of_the_week="MONDAY", time="9:00").problems()

    assert () == problems
    assert "()" == repr(problems)
    assert isinstance(pickle.loads(pickle.dumps(problems)), Problems)

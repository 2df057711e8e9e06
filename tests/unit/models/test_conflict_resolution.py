"""Which value wins: the two ways to say it."""

from typing import Any

import pytest

from cpkit import ConflictResolution, ConflictResolvingModel
from cpkit.errors import ValidationError


def test_resolution_when_made_by_name_then_it_is_consistent() -> None:
    """Nothing is missing, and nothing is without effect."""
    recency, source = ConflictResolution.recency(), ConflictResolution.source("Orders")

    assert (ConflictResolvingModel.RECENCY, None) == (
        recency.conflict_resolving_model,
        recency.source_name,
    )
    assert (ConflictResolvingModel.SOURCE, "Orders") == (
        source.conflict_resolving_model,
        source.source_name,
    )
    assert () == recency.problems() == source.problems()


@pytest.mark.parametrize("name", ["", "x" * 256])
def test_source_when_its_name_cannot_be_one_then_an_error(name: str) -> None:
    """1 to 255 characters."""
    with pytest.raises(ValidationError, match=r"ConflictResolution\.SourceName"):
        ConflictResolution.source(name)


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"conflict_resolving_model": "SOURCE"}, "source-without-name"),
        ({"conflict_resolving_model": "RECENCY", "source_name": "x"}, "recency-with-source"),
    ],
)
def test_resolution_when_inconsistent_then_a_warning_at_the_source_name(
    given: dict[str, Any], code: str
) -> None:
    """The service documents neither."""
    (problem,) = ConflictResolution(**given).problems()

    assert ("ConflictResolution.SourceName", code) == (problem.path, problem.code)

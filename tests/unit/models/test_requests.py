"""What a preview of merging is asked with, and what settings must say for it."""

from typing import Any

import pytest

from cpkit import AutoMerging, ConflictResolution, Consolidation, Matching
from cpkit.errors import ValidationError
from cpkit.models.requests import PreviewQuery, preview_query

CRITERIA = Consolidation([["EmailAddress", "LastName"]])
RECENCY = ConflictResolution.recency()
NO_CRITERIA = (
    "AutoMerging.Consolidation: is optional in settings, but required for a preview; add the "
    "criteria to try."
)
NO_RESOLUTION = (
    "AutoMerging.ConflictResolution: is optional in settings, but required for a preview; add one, "
    "such as ConflictResolution.recency()."
)


def test_preview_when_settings_say_all_then_it_is_asked_with_all() -> None:
    """Nothing that decides about merges is left out."""
    merging = AutoMerging(
        enabled=True,
        consolidation=CRITERIA,
        conflict_resolution=RECENCY,
        min_allowed_confidence_score_for_merging=0.75,
    )

    assert PreviewQuery(
        domain_name="shop",
        consolidation=CRITERIA,
        conflict_resolution=RECENCY,
        min_allowed_confidence_score_for_merging=0.75,
    ) == preview_query("shop", merging)


@pytest.mark.parametrize(
    ("merging", "said"),
    [
        (AutoMerging(enabled=True), [NO_CRITERIA, NO_RESOLUTION]),
        (AutoMerging(enabled=True, consolidation=CRITERIA), [NO_RESOLUTION]),
        (AutoMerging(enabled=True, conflict_resolution=RECENCY), [NO_CRITERIA]),
    ],
)
def test_preview_when_settings_lack_something_then_it_is_said(
    merging: AutoMerging, said: list[str]
) -> None:
    """Settings can leave out what a preview cannot."""
    with pytest.raises(ValidationError) as caught:
        preview_query("shop", merging)

    assert said == [str(problem) for problem in caught.value.problems]
    assert {"required"} == {problem.code for problem in caught.value.problems}


@pytest.mark.parametrize(
    ("given", "name"), [(Matching(enabled=True), "Matching"), ({"Enabled": True}, "dict")]
)
def test_preview_when_it_is_given_another_block_then_it_says_what_it_takes(
    given: Any, name: str
) -> None:
    """The block around it is nearly right."""
    with pytest.raises(TypeError, match=f"requires an AutoMerging, not a {name}; pass AutoMerging"):
        preview_query("shop", given)

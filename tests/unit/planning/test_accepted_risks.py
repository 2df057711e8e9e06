"""Risks are accepted by name, and a name that is none is refused."""

from __future__ import annotations

from typing import Any, get_args

import pytest

from cpkit.planning import Risk, RiskName, accepted


def test_accepted_when_risks_are_named_then_members_and_texts_are_one() -> None:
    """Both ways to name one are right."""
    assert {Risk.CLEAR_QUEUE, Risk.CHANGE_KEY} == accepted([Risk.CLEAR_QUEUE, "change-key"])


@pytest.mark.parametrize("name", ["enable-mergin", "clear-key", "nonsense"])
def test_accepted_when_a_name_is_mistaken_then_all_are_listed(name: str) -> None:
    """A guess could be another risk, and none is accepted by a guess."""
    with pytest.raises(ValueError, match="is no risk") as caught:
        accepted([name])
    assert (
        f"{name!r} is no risk; there are change-key, clear-queue, drop-newer-member, "
        "enable-merging, rules-not-active, switch-off-matching, switch-off-rules, widen-merging"
    ) == str(caught.value)


@pytest.mark.parametrize(
    ("given", "text"),
    [
        ("change-key", "accept takes a collection of risks: write {'change-key'}"),
        (None, "accept takes a collection of risks, not NoneType"),
        (7, "accept takes a collection of risks, not int"),
        ([["clear-queue"]], "accept takes risks or their texts, not list"),
        ([{"enable-merging"}], "accept takes risks or their texts, not set"),
    ],
)
def test_accepted_when_it_is_no_collection_of_risks_then_that_is_said(
    given: Any, text: str
) -> None:
    """Whatever was meant, nothing is accepted by it."""
    with pytest.raises(TypeError, match="accept takes") as caught:
        accepted(given)
    assert text == str(caught.value)


def test_risk_names_when_compared_then_the_same_as_the_members() -> None:
    """What checkers let pass is what there is."""
    assert tuple(risk.value for risk in Risk) == get_args(RiskName)

"""Risks are accepted by name, and a name that does not exist is rejected."""

from __future__ import annotations

from typing import Any, get_args

import pytest
from rich.pretty import pretty_repr

from cpkit.planning import PlanWarning, Risk, RiskName, accepted
from cpkit.planning.risks import PlanWarnings

ADVICE = "write the names that the plan's warnings show, such as {'enable-merging'}"


def test_accepted_when_risks_are_named_then_members_and_texts_are_one() -> None:
    """Both ways to name one are right."""
    assert {Risk.CLEAR_QUEUE, Risk.CHANGE_KEY} == accepted([Risk.CLEAR_QUEUE, "change-key"])


@pytest.mark.parametrize(
    ("name", "meant"), [("enable-mergin", "enable-merging"), ("Change_Key", "change-key")]
)
def test_accepted_when_a_name_is_misspelt_then_the_right_one_is_named(
    name: str, meant: str
) -> None:
    """One letter that is wrong leaves no doubt."""
    with pytest.raises(ValueError, match="is not a risk") as caught:
        accepted([name])
    assert f"accept: {name!r} is not a risk; did you mean {meant!r}?" == str(caught.value)


@pytest.mark.parametrize("name", ["clear-key", "merging", "nonsense"])
def test_accepted_when_a_name_is_mistaken_then_all_are_listed(name: str) -> None:
    """A guess could be another risk, and none is accepted by a guess."""
    with pytest.raises(ValueError, match="is not a risk") as caught:
        accepted([name])
    assert (
        f"accept: {name!r} is not a risk; expected one of change-key, clear-queue, "
        "drop-newer-member, enable-merging, rules-not-active, switch-off-matching, "
        "switch-off-rules, widen-merging"
    ) == str(caught.value)


NAMES = "write the names that the plan's warnings show, such as 'enable-merging'"


@pytest.mark.parametrize(
    ("given", "text"),
    [
        (
            "change-key",
            "accept must be a collection of risks, not a string; write {'change-key'}",
        ),
        (None, f"accept must be a collection of risks, not NoneType; {ADVICE}"),
        (True, f"accept must be a collection of risks, not bool; {ADVICE}"),
        ([["clear-queue"]], f"accept must contain risks or their names, not list; {NAMES}"),
        ([{"enable-merging"}], f"accept must contain risks or their names, not set; {NAMES}"),
    ],
)
def test_accepted_when_it_is_no_collection_of_risks_then_that_is_said(
    given: Any, text: str
) -> None:
    """Whatever was meant, nothing is accepted by it."""
    with pytest.raises(TypeError, match="accept must") as caught:
        accepted(given)
    assert text == str(caught.value)


def test_risk_names_when_compared_then_the_same_as_the_members() -> None:
    """What checkers let pass is what there is."""
    assert tuple(risk.value for risk in Risk) == get_args(RiskName)


def test_warning_when_written_then_on_one_line() -> None:
    """Place, reason, and the risk to accept."""
    risky, plain = PlanWarning("A", "so.", Risk.CLEAR_QUEUE), PlanWarning("A", "so.")

    assert ("A: so. [clear-queue]", "A: so.") == (str(risky), str(plain))
    assert "PlanWarning('A', 'so.')" == pretty_repr(plain)
    assert "PlanWarning('A', 'so.', risk=<Risk.CLEAR_QUEUE: 'clear-queue'>)" == pretty_repr(risky)


def test_warnings_when_made_into_tables_then_they_are_masked_and_have_columns() -> None:
    """A risk is its name, and what has no rows has columns all the same."""
    warnings = PlanWarnings(
        [
            PlanWarning("A", "of 111122223333.", Risk.CLEAR_QUEUE),
            PlanWarning('Tags["111122223333"]', "so."),
        ]
    )
    columns = ["path", "message", "risk"]

    assert [
        {"path": "A", "message": "of ***.", "risk": "clear-queue"},
        {"path": 'Tags["***"]', "message": "so.", "risk": None},
    ] == warnings.to_dicts()
    assert ["clear-queue", None] == warnings.to_polars()["risk"].to_list()
    frame: Any = warnings.to_pandas()
    assert ["A", 'Tags["***"]'] == frame["path"].tolist()
    none = PlanWarnings()
    assert columns == [*none.to_pandas().columns] == none.to_polars().columns

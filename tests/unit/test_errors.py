"""Errors as values: what they hold, and that they survive the way to another process."""

from __future__ import annotations

import pickle
import re
from typing import TYPE_CHECKING

import pytest

from cpkit import MatchingRule, errors
from cpkit.models.attribute_types import rule_attribute
from cpkit.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Callable

PROBLEM = Problem(path="Tags", message="odd.", severity="error", basis="model", code="odd")
UNREADABLE = Problem(
    path="",
    message="no JSON.",
    severity="error",
    basis="document",
    code="syntax",
    line=2,
    column=7,
)

CASES: list[tuple[errors.CPKitError, str, dict[str, object]]] = [
    (
        errors.ValidationError([PROBLEM]),
        "Tags: odd.",
        {"problems": (PROBLEM,)},
    ),
    (
        errors.ValidationError([UNREADABLE]),
        "line 2, column 7: no JSON.",
        {"problems": (UNREADABLE,)},
    ),
    (
        errors.ConfigurationError("no region", setting="region_name"),
        "no region",
        {"setting": "region_name"},
    ),
    (
        errors.StalePlanError("it changed", paths=["Matching"]),
        "it changed",
        {"paths": ("Matching",)},
    ),
    (
        errors.UnsafePlanError("it is risky", risks=["disable-matching"]),
        "it is risky",
        {"risks": ("disable-matching",)},
    ),
    (
        errors.WaitError("it never comes", last_seen="PENDING"),
        "it never comes",
        {"last_seen": "PENDING"},
    ),
    (
        errors.WaitTimeoutError("it takes long", last_seen="PENDING"),
        "it takes long",
        {"last_seen": "PENDING"},
    ),
    (
        errors.WaitCancelledError("it was cancelled", last_seen="PENDING"),
        "it was cancelled",
        {"last_seen": "PENDING"},
    ),
]


@pytest.mark.parametrize(("error", "text", "facts"), CASES)
def test_error_when_pickled_then_text_and_attributes_are_the_same(
    error: errors.CPKitError, text: str, facts: dict[str, object]
) -> None:
    """Exceptions do not keep keywords by themselves."""
    copy = pickle.loads(pickle.dumps(error))
    assert type(error) is type(copy)
    assert text == str(error) == str(copy)
    assert facts == vars(error) == vars(copy)


def test_tree_when_compared_with_the_names_then_each_can_be_imported() -> None:
    """What the tree draws is there, by that name and in this module."""
    drawn = re.findall(r"── (\w+Error)", errors.__doc__ or "", re.MULTILINE)
    drawn += re.findall(r"^ +(CPKitError)$", errors.__doc__ or "", re.MULTILINE)

    assert sorted(errors.__all__) == sorted(drawn)
    assert drawn == [getattr(errors, name).__name__ for name in drawn]


def test_cases_when_compared_with_the_tree_then_none_is_forgotten() -> None:
    """Errors of calls are held to the same where they are made."""
    classes = {getattr(errors, name) for name in errors.__all__}
    own = {
        cls for cls in classes if not issubclass(cls, errors.CallError) and "__init__" in vars(cls)
    }
    held_elsewhere = {errors.IncompletePlanError}  # where results of plans are made
    assert own - held_elsewhere <= {type(error) for error, _, _ in CASES}


ALL_FRAMES = "All frames: import sys, traceback; traceback.print_exception(sys.last_value)"


def rendered(error: errors.CPKitError) -> list[str]:
    """Return the lines that a notebook shows, which calls a method of this name."""
    render: Callable[[], list[str]] = getattr(error, "_render_traceback_")  # noqa: B009 - not public
    return render()


def test_error_when_a_notebook_shows_it_then_the_caller_s_line_and_the_message() -> None:
    """Of all frames the one counts that called cpkit."""
    with pytest.raises(errors.ValidationError) as caught:
        MatchingRule([rule_attribute("Emial")])

    place, message, last = rendered(caught.value)
    assert place.startswith(f"{__file__}, line ")
    assert place.endswith('\n    MatchingRule([rule_attribute("Emial")])')
    assert message.startswith("cpkit.errors.ValidationError: ")
    assert ALL_FRAMES == last


def test_error_when_it_was_never_raised_then_the_message_alone_is_shown() -> None:
    """There is no line to be shown."""
    error = errors.ConfigurationError("no region", setting="region_name")

    assert ["cpkit.errors.ConfigurationError: no region", ALL_FRAMES] == rendered(error)

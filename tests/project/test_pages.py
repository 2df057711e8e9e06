"""The pages that are made from the code are those in the documentation.

``pytest --update-goldens tests/project/test_pages.py`` writes them anew.
"""

from collections.abc import Callable
from pathlib import Path

import pytest

from cpkit.errors import CPKitError
from cpkit.schema.checks import CHECKS
from tests.support import reference_pages
from tests.support.aws_environment import keep_out_settings
from tests.support.error_cases import ERROR_CASES, ErrorCase
from tests.support.error_page import errors_page
from tests.support.golden import Golden
from tests.support.member_pages import limits_page, wire_names_page
from tests.support.mistakes import MISTAKES
from tests.support.problem_cases import PROBLEM_CASES

REFERENCE = Path(__file__).parents[2] / "docs" / "reference"


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("checks", reference_pages.checks_page),
        ("errors", errors_page),
        ("limits", limits_page),
        ("many-domains", reference_pages.many_domains_page),
        ("mistakes", reference_pages.mistakes_page),
        ("stand-in", reference_pages.stand_in_page),
        ("wire-names", wire_names_page),
    ],
)
def test_page_when_made_anew_then_it_is_the_one_that_stands_there(
    name: str, make: Callable[[], str], monkeypatch: pytest.MonkeyPatch, golden: Golden
) -> None:
    """Nobody writes these pages by hand, and none is out of date."""
    keep_out_settings(monkeypatch)
    page = make()

    assert golden.file(REFERENCE / f"{name}.md", page) == page


def test_mistakes_when_listed_then_at_least_80_and_each_is_found() -> None:
    """The page has no mistake that cpkit misses."""
    page = reference_pages.mistakes_page()

    assert 80 <= len(MISTAKES)
    assert "NOT FOUND" not in page


@pytest.mark.parametrize("case", ERROR_CASES, ids=lambda case: case.cls.__name__)
def test_error_case_when_provoked_then_exactly_its_class_is_raised(
    case: ErrorCase, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page shows under a class what that class says, and no other."""
    keep_out_settings(monkeypatch)
    for call in case.provoked_by:
        with pytest.raises(case.cls) as caught:
            call()

        assert case.cls is caught.type


def test_error_cases_when_listed_then_every_class_that_is_raised_has_one() -> None:
    """Whoever searches for an error finds it: only classes that stand above others are left out."""
    raised: set[type[CPKitError]] = set()
    waiting: list[type[CPKitError]] = [CPKitError]
    while waiting:
        cls = waiting.pop()
        below = cls.__subclasses__()
        waiting += below
        if not below and cls.__module__.startswith("cpkit."):
            raised.add(cls)

    assert set() == raised - {case.cls for case in ERROR_CASES}


def test_problem_cases_when_listed_then_every_check_has_one() -> None:
    """Whoever searches for a check finds what to do, in the order of the table of checks."""
    assert [check.code for check in CHECKS] == [case.code for case in PROBLEM_CASES]

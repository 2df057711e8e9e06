"""What is wrong with profiles, reported at once and without a value of theirs."""

import warnings

import pytest

from cpkit import SettingsWarning
from cpkit.errors import ValidationError
from cpkit.preview.complaints import Complaints, meant


def test_complaints_when_something_is_wrong_then_all_of_it_is_raised_once() -> None:
    """Suspicions come along, and what every file of a folder has is said once."""
    complaints = Complaints()
    complaints.warn("unused-column", "Fax", "is not used.")
    for _ in range(2):
        complaints.add("profile-id", "ProfileId", "is missing.")

    with pytest.raises(ValidationError) as caught:
        complaints.check()

    assert [("unused-column", "warning"), ("profile-id", "error")] == [
        (problem.code, problem.severity) for problem in caught.value.problems
    ]


def test_complaints_when_nothing_is_wrong_then_suspicions_are_warned_of_at_the_callers_line() -> (
    None
):
    """They keep nothing from being evaluated."""
    complaints = Complaints()
    complaints.warn("unused-column", "Fax", "is not used.")
    complaints.check()

    with pytest.warns(SettingsWarning, match=r"^Fax: is not used\.") as caught:
        complaints.show(1)

    assert [__file__] == [warning.filename for warning in caught]


def test_complaints_when_there_are_none_then_nothing_happens() -> None:
    """Neither an error nor a warning."""
    complaints = Complaints()
    complaints.check()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        complaints.show(1)


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("first_name", "FirstName"),
        ("FIRST NAME", "FirstName"),
        ("FristName", "FirstName"),
        ("e-mail", "Email"),
        ("Zzyzx", ""),
        ("", ""),
        ("FirstName" * 1000, ""),
    ],
)
def test_name_when_mistaken_then_the_nearest_known_one_is_meant(given: str, name: str) -> None:
    """Case, blanks, underscores and hyphens make no difference."""
    assert name == meant([given], ["FirstName", "LastName", "Email"])

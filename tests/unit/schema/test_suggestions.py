"""Which name was probably meant."""

import pytest

from cpkit.schema.suggestions import did_you_mean

KNOWN = ["Address.City", "Address.Country", "EmailAddress", "LastName", "PhoneNumber"]


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("Emial", "EmailAddress"),
        ("emailaddress", "EmailAddress"),
        ("LastNmae", "LastName"),
        ("City", "Address.City"),
        ("country", "Address.Country"),
        ("Phone", "PhoneNumber"),
    ],
)
def test_suggestion_when_a_name_is_near_then_it_is_named(given: str, meant: str) -> None:
    """Letters that changed places, other capitals, and a beginning or an end alone."""
    assert did_you_mean(given, KNOWN) == f"; did you mean {meant!r}?"


@pytest.mark.parametrize("given", ["", "Zzyzx", "x" * 65, "EmailAddress" * 6])
def test_suggestion_when_no_name_is_near_then_the_sentence_ends(given: str) -> None:
    """A long text is not compared: it would take long, and is no misspelt name."""
    assert "." == did_you_mean(given, KNOWN)


def test_suggestion_when_two_names_are_as_near_then_the_first_of_the_alphabet() -> None:
    """The order in which they are given makes no difference."""
    assert {"; did you mean 'ab1'?"} == {
        did_you_mean("ab", names) for names in (["ab1", "ab2"], ["ab2", "ab1"])
    }


def test_suggestion_when_more_likeness_is_asked_for_then_fewer_are_made() -> None:
    """A code is confused less easily than a word."""
    assert "." == did_you_mean("Emial", KNOWN, cutoff=0.99)

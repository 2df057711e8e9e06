"""Which name was probably meant."""

import importlib
import subprocess
import sys

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


@pytest.mark.parametrize(
    ("given", "character"),
    [
        ("L\u0430stName", "U+0430 (CYRILLIC SMALL LETTER A)"),
        ("\uff2castName", "U+FF2C (FULLWIDTH LATIN CAPITAL LETTER L)"),
        ("LastName\ufe0f", "U+FE0F (VARIATION SELECTOR-16)"),
        ("Last\ue000Name", "U+E000"),
    ],
)
def test_suggestion_when_a_letter_only_looks_like_the_right_one_then_it_is_named(
    given: str, character: str
) -> None:
    """Both names would look alike, and the sentence make no sense."""
    assert f", with {character}; did you mean 'LastName'?" == did_you_mean(given, KNOWN)


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


@pytest.mark.parametrize(
    ("module", "name", "end"),
    [
        ("cpkit", "DomainSetings", "did you mean 'DomainSettings'?"),
        ("cpkit", "_hidden", "no attribute '_hidden'"),
        ("cpkit.documents", "lod", "did you mean 'load'?"),
        ("cpkit.errors", "ValidatonError", "did you mean 'ValidationError'?"),
        ("cpkit.policies", "bucket", "did you mean 'bucket_policy'?"),
        ("cpkit.preview", "evaluat", "did you mean 'evaluate'?"),
        ("cpkit.results", "MatchPage", "did you mean 'MatchesPage'?"),
    ],
)
def test_name_when_a_module_does_not_have_it_then_the_right_one_is_named(
    module: str, name: str, end: str
) -> None:
    """A notebook shows nothing of what Python itself would suggest."""
    with pytest.raises(AttributeError) as caught:
        getattr(importlib.import_module(module), name)

    assert str(caught.value).startswith(f"module {module!r} has no attribute {name!r}")
    assert str(caught.value).endswith(end)


@pytest.mark.parametrize(
    ("line", "last"),
    [
        ("from cpkit import DomainSetings", "did you mean 'DomainSettings'?"),
        ("from cpkit import ValidationError", "import it from cpkit.errors"),
        ("from cpkit.documents import lod", "did you mean 'load'?"),
        ("from cpkit.preview import evaluat", "did you mean 'evaluate'?"),
    ],
)
def test_name_when_imported_from_a_package_then_python_s_last_line_says_what_to_do(
    line: str, last: str
) -> None:
    """Python drops the text of any other error there."""
    with pytest.raises(ImportError) as caught:
        exec(line, {})  # noqa: S102 - a checker refuses it written plainly

    assert str(caught.value).endswith(last)


def test_module_when_it_is_not_public_then_it_can_be_imported_by_name() -> None:
    """What is not loaded yet is no misspelt name."""
    code = "from cpkit import policies, wire; from cpkit.documents import formats"

    subprocess.run([sys.executable, "-c", code], check=True)

"""Documents become settings, or say everything that is wrong with them and where."""

import json
import math
import re
import subprocess
import sys
from typing import Any, Literal

import pytest

import cpkit
from cpkit import CLEAR, DomainSettings, Problem, documents, from_wire
from cpkit.documents import loads
from cpkit.errors import ValidationError
from tests.support.mistakes import LEGAL, MISTAKES, Mistake, Unusual

FORMATS: tuple[Literal["json", "yaml"], ...] = ("json", "yaml")

in_both_formats = pytest.mark.parametrize("text_format", FORMATS)


def problems_of(text: str, text_format: Literal["json", "yaml"] = "yaml") -> list[str]:
    """Load a document that is wrong, and give its problems as they are printed."""
    with pytest.raises(ValidationError) as caught:
        loads(text, format=text_format)
    return [str(problem) for problem in caught.value.problems]


def is_written(value: Any) -> bool:
    """Tell whether JSON can say a value."""
    return not isinstance(value, float) or math.isfinite(value)


def without_advice(problem: Problem) -> str:
    """Return what is wrong, less what to write instead: that depends on the format."""
    return re.split(r"[:;] write |\.$", problem.message)[0]


@in_both_formats
@pytest.mark.parametrize("unusual", LEGAL, ids=lambda unusual: unusual.name)
def test_loads_when_the_document_is_right_then_it_gives_its_settings(
    unusual: Unusual, text_format: Literal["json", "yaml"]
) -> None:
    """JSON is YAML, too, and says the same as the plain data."""
    document = unusual.document()

    assert from_wire(DomainSettings, document) == loads(json.dumps(document), format="json")
    assert from_wire(DomainSettings, document) == loads(
        json.dumps(document, ensure_ascii=False), format=text_format
    )


@in_both_formats
@pytest.mark.parametrize(
    "mistake",
    [mistake for mistake in MISTAKES if mistake.at and is_written(mistake.value)],
    ids=lambda mistake: mistake.name,
)
def test_loads_when_the_document_is_wrong_then_it_says_what_from_wire_says(
    mistake: Mistake, text_format: Literal["json", "yaml"]
) -> None:
    """The problems are those of the plain data, each with a place, in the order of the text."""
    document = mistake.document()
    with pytest.raises(ValidationError) as expected:
        from_wire(DomainSettings, document)

    with pytest.raises(ValidationError) as caught:
        loads(json.dumps(document, indent=2), format=text_format)

    places = [(problem.line or 0, problem.column or 0) for problem in caught.value.problems]
    assert sorted(places) == places
    assert (0, 0) < places[0]
    assert {(problem.path, without_advice(problem)) for problem in expected.value.problems} == {
        (problem.path, without_advice(problem)) for problem in caught.value.problems
    }


def test_loads_when_much_is_wrong_then_all_of_it_in_the_order_of_the_text() -> None:
    """A value is named where it stands, a lack at its parent, an unknown member at its name."""
    text = """\
# the shop
Tags:
  team: Shop
  Cost Center: none
  stage: 3
Matching:
  JobSchedule: {Time: 24:00, DayOfTheWeek: Funday}
  Enable: true
RuleBasedMatching:
  Enabled: no
  MatchingRules:
    - Rule: [EmailAddress, Emial]
    - Rule:
        - Gendre
    - Rules: []
DefaultExpirationDays: 0366
"""
    places = [problem.rpartition(": ")[0].split(": ")[:2] for problem in problems_of(text)]

    assert [
        ["line 2, column 1", "DomainName"],
        ["line 4, column 3", 'Tags["Cost Center"]'],
        ["line 5, column 3", 'Tags["stage"]'],
        ["line 6, column 1", "Matching.Enabled"],
        ["line 7, column 23", "Matching.JobSchedule.Time"],
        ["line 7, column 44", "Matching.JobSchedule.DayOfTheWeek"],
        ["line 8, column 3", "Matching.Enable"],
        ["line 10, column 12", "RuleBasedMatching.Enabled"],
        ["line 12, column 28", "RuleBasedMatching.MatchingRules[0].Rule[1]"],
        ["line 14, column 11", "RuleBasedMatching.MatchingRules[1].Rule[0]"],
        ["line 15, column 7", "RuleBasedMatching.MatchingRules[2].Rule"],
        ["line 15, column 7", "RuleBasedMatching.MatchingRules[2].Rules"],
        ["line 16, column 24", "DefaultExpirationDays"],
    ] == [[place, path.split(":")[0]] for place, path in places]


def test_loads_when_json_is_wrong_then_places_are_told_without_the_extra(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """JSON needs nothing but cpkit."""
    monkeypatch.setitem(sys.modules, "ruamel.yaml", None)
    text = '{\r\n  "DomainName": "my shop",\r\n  "Matching": {}}'

    assert [
        "line 2, column 17: DomainName: must consist of letters, digits, _ and -, not 'my shop'.",
        "line 3, column 3: Matching.Enabled: is required; add it.",
    ] == problems_of(text, "json")


def test_loads_when_a_name_looks_like_a_path_then_both_have_their_places() -> None:
    """An unknown member with a dot in it is not taken for one inside another."""
    text = "DomainName: a\nMatching.Enabled: 1\nMatching: {Enabled: 2}"

    assert ["line 2, column 1", "line 3, column 21"] == [
        problem.split(":")[0] for problem in problems_of(text)
    ]


def test_loads_when_a_list_stands_for_a_criterion_then_the_name_has_its_place() -> None:
    """Lists of lists have places down to the name."""
    text = """\
DomainName: a
Matching:
  Enabled: true
  AutoMerging:
    Enabled: true
    Consolidation:
      MatchingAttributesList:
        - - EmailAddress
          - 3
"""
    path = "Matching.AutoMerging.Consolidation.MatchingAttributesList[0][1]"

    assert [f"line 9, column 13: {path}: must be a string"] == [
        problem.split(",  not")[0].split(", not")[0] for problem in problems_of(text)
    ]


@pytest.mark.parametrize("text", ["0366", "12:30", "no", "2026-01-02", "1.2.3", "'1e3'", "y"])
def test_loads_when_a_text_looks_like_something_else_then_it_is_a_text(text: str) -> None:
    """Nothing is ever read as another value."""
    settings = loads(f"DomainName: a\nTags: {{a: {text}}}", format="yaml")

    assert {"a": text.strip("'")} == settings.tags


@pytest.mark.parametrize("text", ["366", "1e3", "true", "null", "~"])
def test_loads_when_a_text_is_something_else_then_it_is_a_problem(text: str) -> None:
    """What all readers take for no text is not made one."""
    (problem,) = problems_of(f"DomainName: {text}")

    assert problem.startswith("line 1, column 13: DomainName: must be a string, not ")


def test_loads_when_a_number_stands_for_a_text_then_it_says_to_quote() -> None:
    """The way out is in the message."""
    (problem,) = problems_of("DomainName: 366")

    assert problem.endswith("in quotes.")


def test_loads_when_a_key_is_empty_then_it_is_cleared() -> None:
    """An empty text clears, as it does on the wire."""
    settings = loads("DomainName: a\nDefaultEncryptionKey: ''", format="yaml")

    assert CLEAR is settings.default_encryption_key


@pytest.mark.parametrize("given_as", [list, tuple, iter])
def test_loads_when_a_check_is_ignored_then_values_pass_it(given_as: Any) -> None:
    """AWS may have relaxed a limit."""
    text = "DomainName: a\nDefaultExpirationDays: 2000"
    codes = given_as(["range", "length"])

    assert 2000 == loads(text, format="yaml", ignore=codes).default_expiration_days


def test_loads_when_one_check_is_ignored_then_the_others_are_not() -> None:
    """The way out is as narrow as one asks."""
    with pytest.raises(ValidationError) as caught:
        loads("DomainName: a b\nDefaultExpirationDays: 2000", format="yaml", ignore=["range"])

    assert ["pattern"] == [problem.code for problem in caught.value.problems]


def test_loads_when_unchecked_surrounds_it_then_it_counts() -> None:
    """A context lifts checks for documents, too."""
    with cpkit.ignore_checks("range"):
        settings = loads("DomainName: a\nDefaultExpirationDays: 2000", format="yaml")

    assert 2000 == settings.default_expiration_days


def test_loads_when_no_such_check_is_ignored_then_it_says_so() -> None:
    """A misspelt code is no code."""
    with pytest.raises(ValueError, match="did you mean 'range'"):
        loads("DomainName: a", format="yaml", ignore=["ranges"])


def test_loads_when_the_format_is_unknown_then_it_says_so() -> None:
    """There are two."""
    wrong: Any = "toml"

    with pytest.raises(ValueError, match="format must be 'json' or 'yaml', not 'toml'"):
        loads("", format=wrong)


@pytest.mark.parametrize("text_format", ["json", "yaml"])
def test_loads_when_it_is_no_text_then_it_says_what_it_takes(text_format: Any) -> None:
    """Bytes of a request or a file are decoded by whoever knows what they are."""
    wrong: Any = b"DomainName: a"

    with pytest.raises(TypeError, match="must be a str, not bytes; decode bytes as UTF-8"):
        loads(wrong, format=text_format)


def test_loads_when_the_extra_is_missing_then_it_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """What to install is in the message."""
    monkeypatch.delitem(sys.modules, "cpkit.documents.read.yaml_reader", raising=False)
    monkeypatch.setitem(sys.modules, "ruamel.yaml", None)

    with pytest.raises(
        ImportError, match=r"^reading YAML needs ruamel.yaml: pip install 'cpkit\[yaml\]'$"
    ):
        loads("DomainName: a", format="yaml")


def test_room_when_listed_then_shows_what_is_public() -> None:
    """Completion offers what there is for users, and nothing else."""
    assert sorted(documents.__all__) == dir(documents)


def test_import_when_documents_are_imported_then_no_boto3_and_no_ruamel() -> None:
    """Who writes documents does not pay for calls, nor for YAML."""
    program = (
        "import sys, cpkit.documents; print(*{'boto3', 'botocore', 'ruamel.yaml'} & {*sys.modules})"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    assert "\n" == done.stdout

"""Files are checked: what is wrong, what is suspicious, and where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import cpkit
from cpkit.documents import check, load
from cpkit.schema.checks import LIMITS

if TYPE_CHECKING:
    from pathlib import Path

SUSPICIOUS = """\
DomainName: shop
Matching:
  Enabled: false
  AutoMerging:
    Enabled: true
    Consolidation:
      MatchingAttributesList:
        - [EmailAddress]
        - [LastName, PhoneNumber]
        - [PhoneNumber, LastName]
    ConflictResolution: {ConflictResolvingModel: SOURCE}
  ExportingConfig: {}
RuleBasedMatching:
  Enabled: true
  AttributeTypesSelector:
    AttributeMatchingModel: ONE_TO_ONE
    EmailAddress: [EmailAddress, Email]
  MatchingRules:
    - Rule: [LastName, BirthDate, LastName]
    - Rule: [PhoneNumber, BirthDate]
    - Rule: [LastName, BirthDate, Gender]
  MaxAllowedRuleLevelForMatching: 2
  MaxAllowedRuleLevelForMerging: 4
DefaultEncryptionKey: alias/shop
DeadLetterQueueUrl: arn:aws:sqs:eu-central-1:111122223333:shop
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Give a file of settings that are suspicious in many ways."""
    path = tmp_path / "shop.yaml"
    path.write_text(SUSPICIOUS)
    return path


def test_check_when_much_is_suspicious_then_all_of_it_in_the_order_of_the_text(file: Path) -> None:
    """A warning stands at the value that it is about, and at the parent of what is missing."""
    assert [
        (5, 14, "merging-while-disabled"),
        (8, 11, "single-attribute"),
        (10, 11, "duplicate-rule"),
        (11, 5, "source-without-name"),
        (12, 3, "exports-nothing"),
        (17, 34, "unsure-selector-value"),
        (19, 35, "duplicate-attribute"),
        (20, 14, "selector-lacks-type"),
        (21, 7, "unreachable-rule"),
        (23, 34, "rule-level"),
        (23, 34, "merging-level"),
        (24, 23, "key-arn"),
        (25, 21, "queue-url"),
    ] == [(problem.line, problem.column, problem.code) for problem in check(file)]


def test_check_when_something_is_suspicious_then_it_is_what_the_settings_say(file: Path) -> None:
    """Only the places are added."""
    assert {str(problem) for problem in load(file).problems()} == {
        f"{problem.path}: {problem.message}" for problem in check(file)
    }


def test_check_when_all_is_well_then_nothing(tmp_path: Path) -> None:
    """A good file says nothing."""
    path = tmp_path / "shop.json"
    path.write_text('{"DomainName": "shop"}')

    assert () == check(path)


def test_check_when_something_is_wrong_then_that_alone(tmp_path: Path) -> None:
    """Where there are no settings, there is nothing that could be suspicious."""
    path = tmp_path / "shop.yaml"
    path.write_text(SUSPICIOUS.replace("shop", "my shop"))

    assert [(1, 13, "pattern", "error")] == [
        (problem.line, problem.column, problem.code, problem.severity) for problem in check(path)
    ]


def test_check_when_codes_are_ignored_then_their_findings_do_not_count(tmp_path: Path) -> None:
    """Values pass an error's check, and a warning is silent; the rest stays."""
    path = tmp_path / "shop.yaml"
    path.write_text(SUSPICIOUS + "DefaultExpirationDays: 2000\n")

    assert {"range"} == {problem.code for problem in check(path)}
    warnings = check(path, ignore=iter(["range", "rule-level"]))
    assert 12 == len(warnings)
    assert not {"range", "rule-level"} & {problem.code for problem in warnings}


def test_check_when_unchecked_surrounds_it_then_it_counts(file: Path) -> None:
    """A context lifts checks for files, too; a limit's findings go with the limit."""
    file.write_text("DomainName: shop\nDefaultExpirationDays: 2000\n")

    with cpkit.ignore_checks(*LIMITS):
        assert () == check(file)


def test_check_when_no_such_check_is_ignored_then_it_says_so(file: Path) -> None:
    """A misspelt code is no code."""
    with pytest.raises(ValueError, match="did you mean 'range'"):
        check(file, ignore=["ranges"])


def test_check_when_the_file_is_unreadable_then_that_is_its_only_problem(tmp_path: Path) -> None:
    """Whoever checks many files treats all that is wrong alike."""
    path = tmp_path / "shop.json"
    path.write_text('{"DomainName"')

    (problem,) = check(path)

    assert ("error", "document", "syntax", "") == (
        problem.severity,
        problem.basis,
        problem.code,
        problem.path,
    )
    assert (
        "line 1, column 14: not valid JSON: the document ends too early; add a colon after the key."
        == str(problem)
    )


@pytest.mark.parametrize(("name", "content"), [("shop.toml", b""), ("shop.json", b"\xff")])
def test_check_when_the_file_is_no_document_then_that_is_a_problem(
    tmp_path: Path, name: str, content: bytes
) -> None:
    """A suffix that names no format, and bytes that are no text, are problems as well."""
    path = tmp_path / name
    path.write_bytes(content)

    assert ["syntax"] == [problem.code for problem in check(path)]

"""Tests of result files of identity resolution."""

import gzip
from pathlib import Path

import pytest

from cpkit import preview
from cpkit.errors import ValidationError

LINES = (
    "MatchingGroupId,ConfidenceScore,ProfileId,FirstName,Address.City,PostalCode\n"
    "g,0.95,0123456789abcdef0123456789abcdef,Jo,Ulm,02134\n"
    "g,0.95,fedcba9876543210fedcba9876543210,Jo,,\n"
)


def test_read_matches_when_a_folder_is_given_then_the_rows_of_all_its_files(tmp_path: Path) -> None:
    """Scores are numbers and all else is text, as postal codes are."""
    (tmp_path / "part-0").write_text(LINES)
    (tmp_path / "part-1.gz").write_bytes(gzip.compress(LINES.replace("g,", "h,").encode()))

    found = preview.read_matches(tmp_path)

    assert ["g", "g", "h", "h"] == found["MatchingGroupId"].to_list()
    assert [0.95] * 4 == found["ConfidenceScore"].to_list()
    assert ["02134", None] == found["PostalCode"].head(2).to_list()
    assert "Address.City" in found.columns


def test_read_matches_when_files_are_others_then_the_columns_that_lack_are_said(
    tmp_path: Path,
) -> None:
    """A column that was meant is named."""
    (tmp_path / "matches.csv").write_text("MatchingGroup,ProfileId\ng,a\n")

    with pytest.raises(ValidationError) as caught:
        preview.read_matches(tmp_path)

    assert ["MatchingGroupId", "ConfidenceScore"] == [
        one.path.rpartition(": ")[2] for one in caught.value.problems
    ]
    assert "did you mean 'MatchingGroup'?" in str(caught.value)


def test_read_matches_when_a_score_is_none_then_rows_are_counted_and_not_quoted(
    tmp_path: Path,
) -> None:
    """Scores are between 0 and 1."""
    (tmp_path / "matches.csv").write_text(LINES.replace("0.95", "95"))

    with pytest.raises(ValidationError, match="holds no number from 0 to 1 in 2 of the rows"):
        preview.read_matches(tmp_path)


def test_read_matches_when_there_are_custom_attributes_then_each_is_a_column(
    tmp_path: Path,
) -> None:
    """The service writes them into one column."""
    lines = [
        "MatchingGroupId,ConfidenceScore,ProfileId,Attributes",
        'g,0.9,a,"{tier=gold, since=2020}"',
        "g,0.9,b,",
    ]
    (tmp_path / "matches.csv").write_text("\n".join(lines))

    found = preview.read_matches(tmp_path)

    assert [("gold", "2020"), (None, None)] == found.select(
        "Attributes.tier", "Attributes.since"
    ).rows()

"""Findings as lines for people, for GitHub and for programs."""

from __future__ import annotations

import json

import pytest

from cpkit.cli.findings import REPORTERS, Finding

PLACED = Finding(
    file="a.yaml",
    line=2,
    column=3,
    code="range",
    basis="model",
    path="DefaultExpirationDays",
    message="is wrong.",
)
UNREADABLE = Finding(file="b.json", message="no such file.")


@pytest.mark.parametrize(
    ("output", "expected"),
    [
        (
            "text",
            (
                "a.yaml:2:3: error: DefaultExpirationDays: is wrong. [range]\n"
                "b.json: error: no such file. [unreadable]\n"
            ),
        ),
        (
            "github",
            (
                "::error file=a.yaml,line=2,col=3,title=cpkit range::"
                "DefaultExpirationDays: is wrong.\n"
                "::error file=b.json,title=cpkit unreadable::no such file.\n"
            ),
        ),
    ],
)
def test_findings_when_written_then_a_line_each(output: str, expected: str) -> None:
    """What has no place stands beside its file."""
    assert expected == REPORTERS[output]([PLACED, UNREADABLE])


def test_findings_when_written_as_json_then_every_member_is_there() -> None:
    """Programs read the same from every finding."""
    assert {
        "file": "a.yaml",
        "line": 2,
        "column": 3,
        "severity": "error",
        "code": "range",
        "basis": "model",
        "path": "DefaultExpirationDays",
        "message": "is wrong.",
    } == json.loads(REPORTERS["json"]([PLACED]))[0]


@pytest.mark.parametrize(("output", "empty"), [("text", ""), ("github", ""), ("json", "[]\n")])
def test_findings_when_there_are_none_then_nothing(output: str, empty: str) -> None:
    """No news is good news; JSON stays JSON."""
    assert empty == REPORTERS[output]([])


def test_findings_when_names_mean_something_to_github_then_they_are_escaped() -> None:
    """Nothing ends a command early, in names of files more than in messages."""
    found = Finding(file="a,b:c%0A.json", line=1, column=1, code="x", message="100%:\nmore")

    assert (
        "::error file=a%2Cb%3Ac%250A.json,line=1,col=1,title=cpkit x::100%25:%0Amore\n"
        == REPORTERS["github"]([found])
    )


def test_findings_when_a_name_has_line_ends_then_a_finding_is_one_line() -> None:
    """A name can neither forge a finding nor move the cursor."""
    found = Finding(file="x\n::error::forged\r\x1b[2J.json", message="bad.")

    assert "x\\n::error::forged\\r\\x1b[2J.json: error: bad. [unreadable]\n" == REPORTERS["text"](
        [found]
    )

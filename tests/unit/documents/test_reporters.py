"""What the program prints of files, for people, for GitHub and for programs."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cpkit.documents.program import main

if TYPE_CHECKING:
    from tests.support.golden import Golden

pytestmark = pytest.mark.usefixtures("folder")


def test_program_when_it_prints_text_then_as_compilers_do(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """File, line and column come first, so that editors and terminals jump there."""
    main(["suspicious.yml", "wrong.yaml", "unreadable.json", "missing.json"])

    assert [
        (
            "suspicious.yml:4:3: warning: Matching.ExportingConfig.S3Exporting: no bucket is "
            "named, so nothing is exported; name one, or leave the block out. [exports-nothing]"
        ),
        "wrong.yaml:2:1: error: Matching.Enabled: is required; add it. [required]",
        (
            "wrong.yaml:2:12: error: Matching.Enabeld: is no member of Matching; "
            "did you mean 'Enabled'? [unknown-member]"
        ),
        "wrong.yaml:3:24: error: DefaultExpirationDays: takes 1 to 1098, not 2000. [range]",
        "unreadable.json:1:22: error: not valid JSON: a comma before }; remove it. [syntax]",
        "missing.json: error: cannot be opened: No such file or directory [unreadable]",
    ] == capsys.readouterr().out.splitlines()


def test_program_when_it_prints_for_github_then_as_commands(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """GitHub shows each beside its line; what has no line is shown beside the file."""
    main(["--format", "github", "suspicious.yml", "wrong.yaml", "missing.json"])

    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith(
        "::warning file=suspicious.yml,line=4,col=3,title=cpkit exports-nothing::"
        "Matching.ExportingConfig.S3Exporting: no bucket"
    )
    assert [
        (
            "::error file=wrong.yaml,line=2,col=1,title=cpkit required::"
            "Matching.Enabled: is required; add it."
        ),
        (
            "::error file=missing.json,title=cpkit unreadable::"
            "cannot be opened: No such file or directory"
        ),
    ] == [lines[1], lines[4]]


def test_program_when_it_prints_for_github_then_nothing_ends_a_command_early(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """What means something to GitHub is escaped, in names of files more than in messages."""
    name = "a,b:c%0A.json"
    Path(name).write_text('{"DomainName": "x", "Tags": {"100%:,": "b"}}')

    main(["--format=github", name])

    (line,) = capsys.readouterr().out.splitlines()
    command, _, message = line.removeprefix("::").partition("::")
    assert "error file=a%2Cb%3Ac%250A.json,line=1,col=30,title=cpkit pattern" == command
    assert message.startswith('Tags["100%25:,"]: ')


@pytest.mark.skipif(sys.platform == "win32", reason="no file of Windows has such a name")
def test_program_when_a_name_has_line_ends_then_a_finding_is_one_line(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A name can neither forge a finding nor move the cursor."""
    name = "x\n::error::forged\r\x1b[2J.json"
    Path(name).write_text("[]")

    main([name])
    assert r"x\n::error::forged\r\x1b[2J.json:1:1" in capsys.readouterr().out.splitlines()[0]
    main([name, "--format=github"])
    (line,) = capsys.readouterr().out.splitlines()
    assert line.startswith("::error file=x%0A%3A%3Aerror%3A%3Aforged%0D\x1b[2J.json,line=1")


def test_program_when_it_prints_json_then_every_member_is_there(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Programs read the same from every finding."""
    main(["--format=json", "wrong.yaml", "unreadable.json", "--ignore=range"])

    written = capsys.readouterr().out
    _, unknown, unreadable = json.loads(written)
    assert json.dumps(json.loads(written), indent=2) + "\n" == written
    assert {
        "file": "wrong.yaml",
        "line": 2,
        "column": 12,
        "severity": "error",
        "code": "unknown-member",
        "basis": "model",
        "path": "Matching.Enabeld",
        "message": "is no member of Matching; did you mean 'Enabled'?",
    } == unknown
    assert {
        "file": "unreadable.json",
        "line": 1,
        "column": 22,
        "severity": "error",
        "code": "syntax",
        "basis": "document",
        "path": "",
        "message": "not valid JSON: a comma before }; remove it.",
    } == unreadable


@pytest.mark.parametrize(("output", "empty"), [("text", ""), ("github", ""), ("json", "[]\n")])
def test_program_when_all_is_well_then_it_prints_nothing(
    capsys: pytest.CaptureFixture[str], output: str, empty: str
) -> None:
    """No news is good news; JSON stays JSON."""
    assert 0 == main(["good.yaml", "--format", output])

    assert empty == capsys.readouterr().out


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
def test_program_when_a_name_has_a_backslash_then_it_is_printed_as_it_is(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """What is printable needs no escape."""
    main(["a\\b's.json"])

    assert capsys.readouterr().out.startswith("a\\b's.json: error: ")


def test_help_when_compared_with_what_was_looked_at_then_the_same_is_said(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, golden: Golden
) -> None:
    """Where lines break is up to the terminal, and to Python."""
    monkeypatch.setenv("COLUMNS", "80")
    with pytest.raises(SystemExit) as caught:
        main(["--help"])

    shown = capsys.readouterr().out
    assert 0 == caught.value.code
    assert golden.file("help.txt", shown).split() == shown.split()


def test_program_when_a_name_is_no_unicode_then_its_bytes_are_escaped(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A file's name can hold any bytes."""
    assert 2 == main(["x\udcff.json", "--format=github"])

    assert capsys.readouterr().out.startswith("::error file=x\\udcff.json,title=cpkit unreadable::")

"""An audit counts as one only where all that users install was looked up."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.support.audit_report import main, objections

PINNED = "attrs==25.1.0\n    # via cpkit\nruamel-yaml==0.18.6\n"
CLEAN = {"name": "attrs", "version": "25.1.0", "vulns": list[Any]()}
OTHER = {"name": "ruamel-yaml", "version": "0.18.6", "vulns": list[Any]()}
FLAW = {"id": "PYSEC-2026-1", "fix_versions": ["0.18.7"], "description": "Any."}
SKIPPED = {"name": "ruamel-yaml", "skip_reason": "Dependency not found on PyPI"}


def report(*dependencies: dict[str, Any]) -> str:
    """Write a report as pip-audit does."""
    return json.dumps({"dependencies": dependencies, "fixes": []})


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (report(CLEAN, OTHER), []),
        ("", ["wrote no report"]),
        (report(), ["none of 0 packages"]),
        (report({**SKIPPED, "name": "attrs"}, SKIPPED), ["none of 2 packages"]),
        (report(CLEAN, SKIPPED), ["ruamel-yaml was not audited"]),
        (report(CLEAN), ["ruamel-yaml was not audited"]),
        (report(CLEAN, {**OTHER, "vulns": [FLAW]}), ["0.18.6 has PYSEC-2026-1, fixed in 0.18.7"]),
        (report(CLEAN, {**OTHER, "vulns": [{**FLAW, "fix_versions": []}]}), ["in no version"]),
    ],
)
def test_audit_when_something_is_missing_or_found_then_it_is_said(
    text: str, said: list[str]
) -> None:
    """Neither an unreachable database nor a skipped package passes for an audit."""
    found = objections(PINNED, text)

    assert len(said) == len(found)
    assert all(part in line for part, line in zip(said, found, strict=True))


def test_audit_when_there_is_no_report_then_the_program_fails(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It ends with a failure, and says why, where pip-audit could not do its work."""
    requirements = tmp_path / "audited.txt"
    requirements.write_text(PINNED, encoding="utf-8")

    assert 1 == main(requirements, tmp_path / "audit.json")
    assert "Nothing was audited" in capsys.readouterr().out


def test_audit_when_all_is_clean_then_the_program_says_how_much_it_was(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A success tells what it covers."""
    (tmp_path / "audited.txt").write_text(PINNED, encoding="utf-8")
    (tmp_path / "audit.json").write_text(report(CLEAN, OTHER), encoding="utf-8")

    assert 0 == main(tmp_path / "audited.txt", tmp_path / "audit.json")
    assert "2 packages were audited: no known vulnerability.\n" == capsys.readouterr().out

"""What pip-audit's report amounts to: nothing audited is no success.

``python tests/support/audit_report.py requirements.txt report.json`` ends with 1 unless every
requirement was looked up and none has a known vulnerability. pip-audit itself ends with 0 where its
database answers, but knows none of the packages, as behind a mirror.
"""

import json
import re
import sys
from pathlib import Path

__all__ = ["main", "objections"]


def objections(requirements: str, report: str) -> list[str]:
    """List what stands against taking an audit for a success.

    Args:
        requirements: What was to be audited, as pinned requirements.
        report: What pip-audit wrote as JSON; empty where it wrote nothing.

    Returns:
        One line for each objection.
    """
    if not report:
        return ["Nothing was audited: pip-audit wrote no report, and said why. Is it offline?"]
    found = {entry["name"]: entry for entry in json.loads(report)["dependencies"]}
    audited = {name for name, entry in found.items() if "skip_reason" not in entry}
    if not audited:
        return [
            f"Nothing was audited: its database knew none of {len(found)} packages. Is it a mirror?"
        ]
    named = re.findall(r"^([\w.-]+)==", requirements, re.MULTILINE)
    return [
        *(f"{name} was not audited." for name in named if name not in audited),
        *(
            f"{name} {found[name]['version']} has {flaw['id']}, fixed in "
            f"{', '.join(flaw['fix_versions']) or 'no version'}."
            for name in sorted(audited)
            for flaw in found[name]["vulns"]
        ),
    ]


def main(requirements: Path, report: Path) -> int:
    """Judge an audit by its files, and print why it failed or how much it covered.

    Args:
        requirements: The file that pip-audit has read.
        report: The file that it was to write.

    Returns:
        The exit status.
    """
    pinned = requirements.read_text(encoding="utf-8")
    against = objections(pinned, report.read_text("utf-8") if report.exists() else "")
    count = len(re.findall("==", pinned))
    lines = against or [f"{count} packages were audited: no known vulnerability."]
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    return 1 if against else 0


if __name__ == "__main__":
    sys.exit(main(*map(Path, sys.argv[1:])))

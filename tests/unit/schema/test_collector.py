"""Which of the problems that are found are collected."""

import cpkit
from cpkit.schema.checks import EXPORTS_NOTHING, PATTERN, TYPE
from cpkit.schema.collector import ProblemCollector

FOUND = (TYPE, PATTERN, EXPORTS_NOTHING)
"""What no code ignores, what one does, and what only warns."""


def collected(collector: ProblemCollector) -> list[str]:
    """Report one of each, and give the codes that were collected."""
    for check in FOUND:
        collector.add(check, "A.B", "is wrong.")
    return [problem.code for problem in collector.problems]


def test_problems_when_a_value_is_made_then_errors_alone() -> None:
    """What only warns keeps nothing from existing."""
    assert ["type", "pattern"] == collected(ProblemCollector.for_construction())


def test_problems_when_reported_then_warnings_too() -> None:
    """Each has its path, its text, and what its check says of it."""
    collector = ProblemCollector.for_report()

    assert ["type", "pattern", "exports-nothing"] == collected(collector)
    last = collector.problems[-1]
    assert ("A.B", "is wrong.", "warning", "assumption") == (
        last.path,
        last.message,
        last.severity,
        last.basis,
    )


def test_problems_when_checks_are_ignored_then_they_are_counted() -> None:
    """Types are never ignored, and a report hides no error."""
    with cpkit.ignore_checks("pattern", "exports-nothing"):
        construction = ProblemCollector.for_construction()
        report = ProblemCollector.for_report()

    assert (["type"], 1) == (collected(construction), construction.ignored)
    assert (["type", "pattern"], 1) == (collected(report), report.ignored)

"""What the renderings of a plan show, and its form for programs."""

import json
from typing import TYPE_CHECKING, Any

from cpkit.display import Cell, Page, Row, Section, counted
from cpkit.planning.changes import Change
from cpkit.planning.redaction import json_value, masked, masked_name, shown

if TYPE_CHECKING:
    from cpkit.models import Domain
    from cpkit.planning.plan import Plan
    from cpkit.planning.risks import PlanWarning

__all__ = ["VERSION", "change_json", "changes_section", "plan_json", "plan_page", "stored"]

VERSION = 1
"""The version of the JSON of plans and of results; it grows when a member changes or goes."""


def plan_page(plan: "Plan", *, reveal: bool) -> Page:
    """Return a plan laid out for people.

    Args:
        plan: The plan.
        reveal: Whether to show account ids and tag values.

    Returns:
        The page: changes, warnings, requests.
    """
    warnings = tuple(_warning_row(warning, reveal=reveal) for warning in plan.warnings)
    requests = tuple(
        Row("plain", (Cell(step.operation), Cell(masked(", ".join(step.paths), reveal=reveal))))
        for step in plan.steps
    )
    return Page(
        _title(plan, reveal=reveal),
        (
            changes_section("Changes", plan.changes, reveal=reveal),
            Section("Warnings", ("Risk to accept", "Path", "Reason"), warnings, between=": "),
            Section("Requests", ("Operation", "What it sends"), requests),
        ),
    )


def _title(plan: "Plan", *, reveal: bool) -> str:
    name = masked_name(plan.settings.domain_name, reveal=reveal)
    if not plan:
        return f"{name}: nothing to change, the settings are {stored(plan.domain)}"
    what = "to be created" if plan.action == "create" else "to be changed"
    return f"{name}: {what}, in {counted(len(plan.steps), 'request')}"


def stored(domain: "Domain | None") -> str:
    """Return that settings are stored, and how far the service is with the rules."""
    rules = domain and domain.settings.rule_based_matching
    if domain is None or not (rules and rules.enabled):
        return "stored"
    return "stored" + _PROGRESS.get(domain.rule_based_matching_status or "", "")


_PROGRESS = {
    "PENDING": "; rules are PENDING and become active in about an hour",
    "IN_PROGRESS": ("; rules are IN_PROGRESS, and AWS does not document when they become active"),
}


def changes_section(title: str, changes: tuple[Change, ...], *, reveal: bool) -> Section:
    """Return changes laid out, one a row.

    Args:
        title: What they are.
        changes: The changes.
        reveal: Whether to show account ids and tag values.

    Returns:
        The section.
    """
    rows = tuple(_change_row(change, reveal=reveal) for change in changes)
    return Section(title, ("Path", "Before", "After"), rows, between=" -> ")


def _change_row(change: Change, *, reveal: bool) -> Row:
    path = masked(change.path, reveal=reveal)
    before = shown(change.before, change.path, reveal=reveal)
    after = shown(change.after, change.path, reveal=reveal)
    if change.moved_from is not None:
        before = f"{change.moved_from.removeprefix(_list_of(change.path))} {before}"
        after = change.path.removeprefix(_list_of(change.path))
    return Row(change.kind, (Cell(path), Cell(before), Cell(after)))


def _list_of(path: str) -> str:
    return path[: path.rindex("[")]


def _warning_row(warning: "PlanWarning", *, reveal: bool) -> Row:
    cells = (
        Cell(warning.risk or ""),
        Cell(masked(warning.path, reveal=reveal)),
        Cell(masked(warning.message, reveal=reveal), is_code=False),
    )
    return Row("warning" if warning.risk else "plain", cells)


def plan_json(plan: "Plan", *, reveal: bool) -> str:
    """Return a plan for programs.

    Args:
        plan: The plan.
        reveal: Whether to show account ids, tag values and the fingerprint.

    Returns:
        One JSON object in ASCII, on several lines.
    """
    document: dict[str, Any] = {
        "version": VERSION,
        "domain_name": masked_name(plan.settings.domain_name, reveal=reveal),
        "action": plan.action,
        "made_at": plan.made_at and plan.made_at.isoformat(timespec="seconds"),
        "changes": [change_json(change, reveal=reveal) for change in plan.changes],
        "risks": [risk.value for risk in plan.risks],
        "warnings": [
            {
                "path": masked(warning.path, reveal=reveal),
                "message": masked(warning.message, reveal=reveal),
                "risk": warning.risk and warning.risk.value,
            }
            for warning in plan.warnings
        ],
        "steps": [
            {
                "operation": step.operation,
                "paths": [masked(path, reveal=reveal) for path in step.paths],
            }
            for step in plan.steps
        ],
    }
    if reveal:
        document["fingerprint"] = plan.fingerprint
    return json.dumps(document, indent=2)


def change_json(change: Change, *, reveal: bool) -> dict[str, Any]:
    """Return a change for programs."""
    written = {
        "kind": change.kind,
        "path": masked(change.path, reveal=reveal),
        "before": json_value(change.before, change.path, reveal=reveal),
        "after": json_value(change.after, change.path, reveal=reveal),
    }
    if change.moved_from is not None:
        written["moved_from"] = masked(change.moved_from, reveal=reveal)
    return written

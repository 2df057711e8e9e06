"""What the renderings of a plan show, and its form for programs."""

import json
from typing import TYPE_CHECKING, Any

from cpkit.display import Cell, Page, Row, Section, counted
from cpkit.planning.changes import Change
from cpkit.planning.redaction import identified, masked, plain, shown

if TYPE_CHECKING:
    from cpkit.planning.plan import Plan
    from cpkit.planning.risks import PlanWarning

__all__ = ["changes_section", "plan_json", "plan_page"]

_FORMAT = 1


def plan_page(plan: "Plan", *, reveal: bool) -> Page:
    """Lay a plan out for people.

    Args:
        plan: The plan.
        reveal: Whether to show account ids and tag values.

    Returns:
        The page: changes, warnings, requests.
    """
    cautions = tuple(_caution_row(caution, reveal=reveal) for caution in plan.warnings)
    requests = tuple(
        Row("plain", (Cell(step.operation), Cell(masked(", ".join(step.paths), reveal=reveal))))
        for step in plan.steps
    )
    return Page(
        _title(plan, reveal=reveal),
        (
            changes_section("Changes", plan.changes, reveal=reveal),
            Section("Warnings", ("Risk to accept", "Path", "Reason"), cautions, between=": "),
            Section("Requests", ("Operation", "What it sends"), requests),
        ),
    )


def _title(plan: "Plan", *, reveal: bool) -> str:
    name = identified(plan.settings.domain_name, reveal=reveal)
    if not plan:
        return f"{name}: nothing to change, the settings are in force"
    what = "to be created" if plan.action == "create" else "to be changed"
    return f"{name}: {what}, in {counted(len(plan.steps), 'request')}"


def changes_section(title: str, changes: tuple[Change, ...], *, reveal: bool) -> Section:
    """Lay changes out, one a row.

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


def _caution_row(caution: "PlanWarning", *, reveal: bool) -> Row:
    cells = (
        Cell(caution.risk or ""),
        Cell(masked(caution.path, reveal=reveal)),
        Cell(masked(caution.message, reveal=reveal), is_code=False),
    )
    return Row("warning" if caution.risk else "plain", cells)


def plan_json(plan: "Plan", *, reveal: bool) -> str:
    """Write a plan for programs.

    Args:
        plan: The plan.
        reveal: Whether to show account ids, tag values and the fingerprint.

    Returns:
        One JSON object in ASCII, on several lines.
    """
    document: dict[str, Any] = {
        "format": _FORMAT,
        "domain_name": identified(plan.settings.domain_name, reveal=reveal),
        "action": plan.action,
        "changes": [_change(change, reveal=reveal) for change in plan.changes],
        "risks": [risk.value for risk in plan.risks],
        "warnings": [
            {
                "path": masked(caution.path, reveal=reveal),
                "message": masked(caution.message, reveal=reveal),
                "risk": caution.risk and caution.risk.value,
            }
            for caution in plan.warnings
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


def _change(change: Change, *, reveal: bool) -> dict[str, Any]:
    written = {
        "kind": change.kind,
        "path": masked(change.path, reveal=reveal),
        "before": plain(change.before, change.path, reveal=reveal),
        "after": plain(change.after, change.path, reveal=reveal),
    }
    if change.moved_from is not None:
        written["moved_from"] = masked(change.moved_from, reveal=reveal)
    return written

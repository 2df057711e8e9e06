"""Plans of many files: made one after another, printed together."""

import json
from collections.abc import Iterable
from pathlib import Path

import attrs
import click

from cpkit import CustomerProfiles, Plan
from cpkit.cli.ending import failure_text, printable
from cpkit.cli.settings_files import SettingsFile
from cpkit.cli.terminal import is_coloured, print_text, progress, report
from cpkit.errors import CPKitError

__all__ = ["FilePlan", "Plans", "make_plans", "print_plans"]


@attrs.frozen
class FilePlan:
    """What one file would change."""

    path: Path
    """The file."""
    plan: Plan
    """The plan of its settings."""


@attrs.frozen
class Plans:
    """The plans of the files that could be planned."""

    made: tuple[FilePlan, ...]
    """The plans, in the order of the files."""
    has_failed: bool
    """Whether a file could not be read or planned; why was reported to stderr."""

    @property
    def changing(self) -> tuple[FilePlan, ...]:
        """The plans that would change something."""
        return tuple(one for one in self.made if one.plan)


def make_plans(profiles: CustomerProfiles, files: Iterable[SettingsFile]) -> Plans:
    """Plan each file; report to stderr what cannot be planned, and go on."""
    made, reasons = list[FilePlan](), list[str]()
    for file in progress(list(files), "Planning"):
        error = file.error
        if file.settings is not None:
            try:
                made.append(FilePlan(file.path, profiles.plan(file.settings)))
            except CPKitError as failure:
                error = failure_text(failure)
        if error is not None:
            reasons.append(f"{printable(str(file.path))}: {error}")
    for reason in reasons:  # not earlier: the line of progress would run into it
        report(reason)
    return Plans(tuple(made), bool(reasons))


def print_plans(plans: Plans, output: str, *, reveal: bool) -> None:
    """Print the plans that would change something, and how many domains are as declared.

    Args:
        plans: The plans; as JSON all of them are printed.
        output: ``text``, ``markdown`` or ``json``.
        reveal: Whether account ids and tag values are shown.
    """
    if output == "json":
        written = [json.loads(one.plan.to_json(reveal=reveal)) for one in plans.made]
        click.echo(json.dumps(written, indent=2))
        return
    settled = len(plans.made) - len(plans.changing)
    for number, one in enumerate(plans.changing, start=1):
        if output == "markdown":
            click.echo(one.plan.to_markdown(reveal=reveal))
        else:
            print_text(one.plan.to_text(colour=is_coloured(), reveal=reveal))
        if settled or number < len(plans.changing):
            click.echo()  # what stands below a table of Markdown would be a row of it
    if settled:
        print_text(
            f"{settled} domain is as its file declares."
            if settled == 1
            else f"{settled} domains are as their files declare."
        )

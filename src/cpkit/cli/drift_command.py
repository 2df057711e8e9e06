"""`cpkit drift`: where the account is not as the files say."""

import json
from typing import TYPE_CHECKING

import click

from cpkit import CustomerProfiles
from cpkit.cli.command_line import (
    command,
    connection_options,
    files_argument,
    output_option,
    reveal_option,
)
from cpkit.cli.ending import CHANGES, DONE, FAILED, failure_text
from cpkit.cli.file_plans import make_plans, print_plans
from cpkit.cli.settings_files import read_files
from cpkit.cli.terminal import print_text, report
from cpkit.errors import CPKitError

if TYPE_CHECKING:
    from cpkit.cli.connect import Connect

__all__ = ["drift_command"]


@command(
    "drift",
    examples=["cpkit drift domains/", "cpkit drift domains/ --output markdown"],
)
@files_argument
@reveal_option
@output_option("text", "markdown", "json")
@connection_options
def drift_command(paths: tuple[str, ...], *, reveal: bool, output: str, connect: "Connect") -> int:
    """Show what differs from the files, and domains of the account that no file declares.

    Ends with status 3 for either. Nothing is written.
    """
    profiles = connect()
    files = read_files(paths)
    plans = make_plans(profiles, files)
    declared = {file.settings.domain_name for file in files if file.settings is not None}
    undeclared = _undeclared(profiles, declared)
    if output == "json":
        drifted = [json.loads(one.plan.to_json(reveal=reveal)) for one in plans.changing]
        click.echo(json.dumps({"plans": drifted, "undeclared": undeclared}, indent=2))
    else:
        print_plans(plans, output, reveal=reveal)
        mark = "- " if output == "markdown" else ""
        file = "file that can be read" if any(one.error for one in files) else "file"
        for name in undeclared or ():
            print_text(f"{mark}{name}: no {file} declares this domain")
    if plans.has_failed or undeclared is None:
        return FAILED
    if plans.changing or undeclared:
        return CHANGES
    return DONE


def _undeclared(profiles: CustomerProfiles, declared: set[str]) -> list[str] | None:
    """Return the domains that no readable file declares; ``None`` where they cannot be listed."""
    try:
        names = [item.domain_name for item in profiles.list_domains()]
    except CPKitError as error:
        report(f"cpkit drift: {failure_text(error)}")
        return None
    return sorted(set(names) - declared)

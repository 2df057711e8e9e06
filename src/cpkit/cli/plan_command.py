"""`cpkit plan`: what files would change."""

from typing import TYPE_CHECKING

import click

from cpkit.cli.command_line import (
    command,
    connection_options,
    files_argument,
    output_option,
    reveal_option,
)
from cpkit.cli.ending import CHANGES, DONE, FAILED
from cpkit.cli.file_plans import make_plans, print_plans
from cpkit.cli.settings_files import read_files

if TYPE_CHECKING:
    from cpkit.cli.connect import Connect

__all__ = ["plan_command"]


@command(
    "plan",
    examples=[
        "cpkit plan domains/",
        "cpkit plan domains/shop.yaml --output markdown --exit-code",
    ],
)
@files_argument
@click.option("--exit-code", is_flag=True, help="End with status 3 where something would change.")
@reveal_option
@output_option("text", "markdown", "json")
@connection_options
def plan_command(
    paths: tuple[str, ...], *, exit_code: bool, reveal: bool, output: str, connect: "Connect"
) -> int:
    """Show what the settings in files and folders would change; nothing is written.

    A file that cannot be read, or a domain that cannot be planned, does not stop the others.
    """
    plans = make_plans(connect(), read_files(paths))
    print_plans(plans, output, reveal=reveal)
    if plans.has_failed:
        return FAILED
    return CHANGES if exit_code and plans.changing else DONE

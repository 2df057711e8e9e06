"""`cpkit diff`: what differs between two domains or files."""

from typing import TYPE_CHECKING, Any

import attrs
import click

from cpkit import DomainSettings, diff, documents, to_wire
from cpkit.cli.command_line import command, connection_options, output_option
from cpkit.cli.ending import CHANGES, DONE
from cpkit.cli.printing import is_items, print_rows
from cpkit.cli.settings_files import is_file_name
from cpkit.cli.terminal import print_text

if TYPE_CHECKING:
    from cpkit.cli.connect import Connect

__all__ = ["diff_command"]

_COLUMNS = ("kind", "path", "before", "after")


@command(
    "diff",
    examples=["cpkit diff shop store", "cpkit diff domains/shop.yaml shop --exit-code"],
)
@click.argument("before", metavar="A")
@click.argument("after", metavar="B")
@click.option("--exit-code", is_flag=True, help="End with status 3 where they differ.")
@output_option("text", "json", "yaml", "csv", "jsonl", query=True)
@connection_options
def diff_command(
    before: str, after: str, *, exit_code: bool, output: str, query: str | None, connect: "Connect"
) -> int:
    """Show what differs between A and B, each a domain or a file; their names do not count.

    What ends in .json, .yaml or .yml or holds a slash is a file.
    """
    old, new = (_settings(name, connect) for name in (before, after))
    changes = diff(old, attrs.evolve(new, domain_name=old.domain_name))
    if output == "text":
        for change in changes:
            print_text(str(change))
    else:
        rows = ({name: _data(getattr(one, name)) for name in _COLUMNS} for one in changes)
        print_rows(_COLUMNS, rows, output, query)
    return CHANGES if exit_code and changes else DONE


def _data(value: Any) -> Any:
    """Return a part of settings as JSON has it."""
    if _is_part(value):
        part: DomainSettings = value  # or any part of it: one type is enough for a checker
        return to_wire(part)
    return [_data(one) for one in value] if is_items(value) else value


def _is_part(value: object) -> bool:
    return attrs.has(type(value))


def _settings(name: str, connect: "Connect") -> DomainSettings:
    return documents.load(name) if is_file_name(name) else connect().get_domain(name).settings

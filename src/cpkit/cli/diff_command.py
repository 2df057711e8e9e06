"""`cpkit diff`: what differs between two domains or files."""

from typing import TYPE_CHECKING

import attrs
import click

from cpkit import DomainSettings, diff, documents
from cpkit.cli.command_line import command, connection_options, output_option, reveal_option
from cpkit.cli.ending import CHANGES, DONE
from cpkit.cli.printing import print_rows
from cpkit.cli.settings_files import is_file_name
from cpkit.cli.terminal import is_coloured, print_text

if TYPE_CHECKING:
    from cpkit.cli.connect import Connect

__all__ = ["diff_command"]

_COLUMNS = ("kind", "path", "before", "after", "moved_from")


@command(
    "diff",
    examples=["cpkit diff shop store", "cpkit diff domains/shop.yaml shop --exit-code"],
)
@click.argument("before", metavar="A")
@click.argument("after", metavar="B")
@click.option("--exit-code", is_flag=True, help="End with status 3 where they differ.")
@reveal_option
@output_option("text", "json", "yaml", "csv", "jsonl", query=("json", "yaml"))
@connection_options
def diff_command(
    before: str,
    after: str,
    *,
    exit_code: bool,
    reveal: bool,
    output: str,
    query: str | None,
    connect: "Connect",
) -> int:
    """Show what differs between A and B, each a domain or a file; their names do not count.

    What ends in .json, .yaml or .yml or holds a slash is a file.
    """
    old, new = (_settings(name, connect) for name in (before, after))
    changes = diff(old, attrs.evolve(new, domain_name=old.domain_name))
    if output != "text":
        print_rows(_COLUMNS, changes.to_dicts(reveal=reveal), output, query)
    elif changes:
        print_text(changes.to_text(colour=is_coloured(), reveal=reveal))
    return CHANGES if exit_code and changes else DONE


def _settings(name: str, connect: "Connect") -> DomainSettings:
    return documents.load(name) if is_file_name(name) else connect().get_domain(name).settings

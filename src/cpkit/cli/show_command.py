"""`cpkit show`: a domain as the service reports it, or the settings of a file."""

from typing import TYPE_CHECKING, Any

import click

from cpkit import documents, to_wire
from cpkit.cli.command_line import command, connection_options, output_option
from cpkit.cli.printing import plain, print_data
from cpkit.cli.settings_files import is_file_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cpkit.cli.connect import Connect

__all__ = ["show_command"]


@command(
    "show",
    examples=["cpkit show shop", "cpkit show domains/shop.yaml --output json --query Matching"],
)
@click.argument("name", metavar="DOMAIN|FILE")
@click.option(
    "--reveal", is_flag=True, help="Show the key, the queue and the tags' values as text, too."
)
@output_option("text", "json", "yaml", query=("text", "json", "yaml"))
@connection_options
def show_command(
    name: str, *, reveal: bool, output: str, query: str | None, connect: "Connect"
) -> None:
    """Show a domain as the service reports it, or the settings of a file, with wire names.

    What ends in .json, .yaml or .yml or holds a slash is a file. JSON and YAML are complete; text
    hides the encryption key, the queue and the tags' values without --reveal.
    """
    shown: Mapping[str, Any]
    shown = to_wire(documents.load(name)) if is_file_name(name) else connect().get_domain(name).raw
    if output == "text" and not reveal:
        shown = {member: _hidden(member, value) for member, value in shown.items()}
    print_data(shown, "yaml" if output == "text" else output, query)


def _hidden(member: str, value: Any) -> Any:
    if member == "Tags":
        return dict.fromkeys(plain(value), "***")
    return "***" if value and member in {"DefaultEncryptionKey", "DeadLetterQueueUrl"} else value

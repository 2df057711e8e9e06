"""`cpkit delete`: a domain, for good."""

from typing import TYPE_CHECKING

import click

from cpkit.cli.command_line import command, connection_options
from cpkit.cli.terminal import is_interactive

if TYPE_CHECKING:
    from cpkit.cli.connect import Connect

__all__ = ["delete_command"]


@command("delete", examples=["cpkit delete shop", "cpkit delete shop --yes shop"])
@click.argument("domain", metavar="DOMAIN")
@click.option("--yes", metavar="NAME", help="The name once more; it is not asked for then.")
@connection_options
def delete_command(domain: str, *, yes: str | None, connect: "Connect") -> None:
    """Delete a domain with everything in it, for good; its name has to be typed."""
    profiles = connect()
    if yes is None:
        if not is_interactive():
            raise click.UsageError(
                f"there is no terminal to ask on; add --yes {domain} to delete it",
                click.get_current_context(),
            )
        yes = click.prompt(
            f"This deletes {domain} and all its profiles for good. Type its name", err=True
        )
    if yes != domain:
        raise click.UsageError(
            f"{yes!r} is not the name of the domain; nothing was deleted",
            click.get_current_context(),
        )
    profiles.delete_domain(domain)
    click.echo(f"{domain}: deleted")

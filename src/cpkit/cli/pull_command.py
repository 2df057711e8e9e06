"""`cpkit pull`: domains of the account as settings files."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cpkit import CustomerProfiles, documents
from cpkit.cli.command_line import command, connection_options
from cpkit.cli.ending import DONE, FAILED, failure_text
from cpkit.cli.terminal import report
from cpkit.errors import CPKitError

if TYPE_CHECKING:
    from cpkit.cli.connect import Connect

__all__ = ["pull_command"]


@command(
    "pull",
    examples=["cpkit pull shop --into domains", "cpkit pull shop store --into domains --force"],
)
@click.argument("names", nargs=-1, required=True, metavar="DOMAIN...")
@click.option(
    "--into",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    metavar="FOLDER",
    help="Where to write DOMAIN.yaml; the folder is made.",
)
@click.option("--force", is_flag=True, help="Replace files that are there.")
@connection_options
def pull_command(names: tuple[str, ...], *, into: Path, force: bool, connect: "Connect") -> int:
    """Write the settings of domains into FOLDER/DOMAIN.yaml; a file that is there stays.

    The files hold what the domain declares, its encryption key, queue and tags included.
    """
    profiles = connect()
    into.mkdir(parents=True, exist_ok=True)
    failed = False
    for name in names:
        target = into / f"{name}.yaml"
        if target.exists() and not force:
            report(f"{target}: exists; add --force to replace it.")
            failed = True
        elif (error := _pull(profiles, name, target)) is not None:
            report(f"{name}: {error}")
            failed = True
        else:
            click.echo(str(target))
    return FAILED if failed else DONE


def _pull(profiles: CustomerProfiles, name: str, target: Path) -> str | None:
    """Write one file; return why that was not possible."""
    try:
        documents.dump(profiles.get_domain(name).settings, target)
    except (CPKitError, OSError) as error:
        return failure_text(error)
    return None

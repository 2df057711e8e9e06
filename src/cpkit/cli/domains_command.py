"""`cpkit list` and `cpkit status`: the domains of the account."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import click

from cpkit import CustomerProfiles, Domain
from cpkit.cli.command_line import command, connection_options, output_option
from cpkit.cli.ending import DONE, FAILED, failure_text
from cpkit.cli.printing import print_rows
from cpkit.cli.terminal import report
from cpkit.errors import CPKitError

if TYPE_CHECKING:
    from cpkit.cli.connect import Connect

__all__ = ["list_command", "status_command"]

_FORMATS = ("text", "json", "yaml", "csv", "jsonl")


@command("list", examples=["cpkit list", "cpkit list --output json --query '[].DomainName'"])
@output_option(*_FORMATS, query=("json", "yaml"))
@connection_options
def list_command(*, output: str, query: str | None, connect: "Connect") -> None:
    """List the account's domains in the region."""
    rows = (
        {
            "DomainName": item.domain_name,
            "CreatedAt": item.created_at,
            "LastUpdatedAt": item.last_updated_at,
        }
        for item in connect().list_domains()
    )
    print_rows(("DomainName", "CreatedAt", "LastUpdatedAt"), rows, output, query)


_STATUS = ("DomainName", "Rules", "LastUpdatedAt", "Note")


@command("status", examples=["cpkit status", "cpkit status shop --output json"])
@click.argument("names", nargs=-1, metavar="[DOMAIN]...")
@output_option(*_FORMATS, query=("json", "yaml"))
@connection_options
def status_command(
    names: tuple[str, ...], *, output: str, query: str | None, connect: "Connect"
) -> int:
    """Show the status of the rules of domains, or of all that the account has.

    The service does not report when rules can be changed again; it is a day after they became
    active, so the earliest time that is known to be free is reckoned from the last update.
    """
    profiles = connect()
    failures = list[str]()
    print_rows(_STATUS, _statuses(profiles, names, failures), output, query)
    return FAILED if failures else DONE


def _statuses(
    profiles: CustomerProfiles, names: tuple[str, ...], failures: list[str]
) -> Iterator[dict[str, Any]]:
    for name in names or [item.domain_name for item in profiles.list_domains()]:
        try:
            domain = profiles.get_domain(name)
        except CPKitError as error:
            failures.append(name)
            report(f"{name}: {failure_text(error)}")
            continue
        status = domain.rule_based_matching_status
        values = (
            name,
            None if status is None else str(status),
            domain.last_updated_at,
            _note(domain),
        )
        yield dict(zip(_STATUS, values, strict=True))


def _note(domain: Domain) -> str | None:
    """Return when rules are known to be free to change, where that is still to come."""
    free = domain.rules_free_about
    if free is None or free <= datetime.now(UTC):
        return None
    return f"not known to be free before about {free:%Y-%m-%d %H:%M} UTC"

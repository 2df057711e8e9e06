"""`cpkit wait`: until the rules of a domain are active."""

import sys
from typing import TYPE_CHECKING, Any

import click

from cpkit import CustomerProfiles
from cpkit.cli.command_line import command, connection_options, seconds_option
from cpkit.cli.terminal import is_coloured, report
from cpkit.results import PollEvent

if TYPE_CHECKING:
    from cpkit.cli.connect import Connect

__all__ = ["wait_command", "wait_for_rules"]


@command("wait", examples=["cpkit wait shop", "cpkit wait shop --timeout 7200 --poll-every 60"])
@click.argument("domain", metavar="DOMAIN")
@seconds_option("--timeout", help="When to give up; three hours without it.", can_be_zero=True)
@seconds_option("--poll-every", help="Between reads; 60 without it.")
@connection_options
def wait_command(
    domain: str, *, timeout: float | None, poll_every: float | None, connect: "Connect"
) -> None:
    """Wait until the rules of a domain are active: about an hour, when they were changed."""
    found = wait_for_rules(connect(), domain, timeout=timeout, poll_every=poll_every)
    click.echo(f"{domain}: rules are {found}")


def wait_for_rules(
    profiles: CustomerProfiles,
    domain_name: str,
    *,
    timeout: float | None = None,
    poll_every: float | None = None,
) -> str:
    """Wait until rules are active; show a live line on a terminal, else a line a poll.

    Args:
        profiles: The client.
        domain_name: The domain's name.
        timeout: Seconds; the client's default without it.
        poll_every: Seconds; the client's default without it.

    Returns:
        The last status.

    Raises:
        CPKitError: The wait failed, or took too long.
    """
    given = {"timeout": timeout, "poll_every": poll_every}
    waits: dict[str, Any] = {name: value for name, value in given.items() if value is not None}
    if not sys.stderr.isatty():
        domain = profiles.wait_until_rules_active(domain_name, on_poll=_report_poll, **waits)
        return str(domain.rule_based_matching_status)
    from rich.console import Console  # noqa: PLC0415 - only a terminal needs it

    terminal = Console(stderr=True, no_color=not is_coloured(sys.stderr))
    with terminal.status(f"{domain_name}: waiting for its rules") as line:
        domain = profiles.wait_until_rules_active(
            domain_name, on_poll=lambda event: line.update(str(event)), **waits
        )
    return str(domain.rule_based_matching_status)


def _report_poll(event: PollEvent[Any]) -> None:
    report(str(event))

"""`cpkit matches`: what was matched."""

from typing import TYPE_CHECKING

import click

from cpkit.cli.command_line import command, connection_options, output_option
from cpkit.cli.printing import print_rows

if TYPE_CHECKING:
    from cpkit.cli.connect import Connect

__all__ = ["matches_command"]


@command(
    "matches",
    examples=[
        "cpkit matches shop",
        "cpkit matches shop --rule-based --output jsonl > matches.jsonl",
    ],
)
@click.argument("domain", metavar="DOMAIN")
@click.option("--rule-based", is_flag=True, help="Matches of rules, not of machine learning.")
@output_option("text", "csv", "jsonl", "json", "yaml", query=("json", "yaml"))
@connection_options
def matches_command(
    domain: str, *, rule_based: bool, output: str, query: str | None, connect: "Connect"
) -> None:
    """List a domain's matches; CSV and JSON lines are printed as pages arrive."""
    profiles = connect()
    if rule_based:
        ids = ({"match_id": one} for one in profiles.list_rule_based_matches(domain))
        print_rows(("match_id",), ids, output, query)
        return
    matches = (
        {
            "match_id": one.match_id,
            "confidence_score": one.confidence_score,
            "profile_ids": one.profile_ids,
        }
        for one in profiles.get_matches(domain)
    )
    print_rows(("match_id", "confidence_score", "profile_ids"), matches, output, query)

"""`cpkit policies`: the permissions that a file's settings need."""

import json
from typing import Any, Literal

import click

from cpkit import DomainSettings, documents, policies
from cpkit.cli.command_line import command
from cpkit.errors import CPKitError

__all__ = ["policies_command"]


@command(
    "policies",
    examples=[
        "cpkit policies domains/shop.yaml --account-id 111122223333 --region eu-central-1",
        "cpkit policies --caller apply",
    ],
)
@click.argument("file", required=False, metavar="[FILE]")
@click.option("--account-id", metavar="ID", help="The account; needed with FILE.")
@click.option("--region", metavar="NAME", help="The region; needed with FILE.")
@click.option(
    "--caller",
    type=click.Choice(["plan", "apply", "preview"]),
    help="Print what whoever runs cpkit needs, instead of what the service needs.",
)
def policies_command(
    file: str | None,
    *,
    account_id: str | None,
    region: str | None,
    caller: Literal["plan", "apply", "preview"] | None,
) -> None:
    """Print the permissions that the service needs for a file's settings, as JSON.

    One policy each for the export bucket, the dead letter queue and the encryption key, where the
    file names one; with --caller the least permissions of whoever runs cpkit.
    """
    given = {"account_id": account_id, "region_name": region}
    place = {name: value for name, value in given.items() if value is not None}
    try:
        if caller is not None:
            printed = policies.caller_policy(caller, **place)
        elif file is not None and len(place) < len(given):
            raise _usage("--account-id and --region are missing; they say where the domain is")
        elif file is not None:
            printed = _needed(documents.load(file), place)
        else:
            raise _usage("a FILE is missing; name a settings file, or give --caller")
    except ValueError as error:
        if isinstance(error, CPKitError):
            raise
        raise _usage(str(error)) from None
    click.echo(json.dumps(printed, indent=2))


def _usage(text: str) -> click.UsageError:
    return click.UsageError(text, click.get_current_context())


def _needed(settings: DomainSettings, place: dict[str, str]) -> dict[str, Any]:
    """Return a policy for each thing of the account that the settings name."""
    needed: dict[str, Any] = {}
    exporting = settings.matching.exporting_config if settings.matching else None
    if exporting is not None and exporting.s3_exporting is not None:
        bucket = exporting.s3_exporting.s3_bucket_name
        needed["bucket"] = policies.bucket_policy(bucket, **place)
    if isinstance(settings.dead_letter_queue_url, str):
        name = settings.dead_letter_queue_url.rpartition("/")[2]
        if not name or ":" in name:  # such as an ARN
            raise _usage(
                "the file's DeadLetterQueueUrl is not a queue's URL; cpkit check says what to write"
            )
        needed["queue"] = policies.queue_policy(name, settings.domain_name, **place)
    if isinstance(settings.default_encryption_key, str):
        needed["key"] = policies.key_policy(settings.domain_name, **place)
    return needed

"""Commands that need neither an account nor the service."""

import json
import os
from contextlib import ExitStack, suppress
from threading import Event

import click

from cpkit import documents
from cpkit.cli.command_line import command, output_option

__all__ = ["local_command", "schema_command", "skeleton_command"]


@command(
    "skeleton", examples=["cpkit skeleton > domains/shop.yaml", "cpkit skeleton --output json"]
)
@output_option("yaml", "json")
def skeleton_command(output: str) -> None:
    """Print a settings file to fill in, with the limits of each member as comments (YAML)."""
    click.echo(documents.skeleton(format="json" if output == "json" else "yaml"), nl=False)


@command(
    "schema",
    examples=["cpkit schema > cpkit.schema.json", "cpkit schema | jq .properties"],
)
def schema_command() -> None:
    """Print the JSON Schema of settings files, by which editors complete and check them."""
    click.echo(json.dumps(documents.json_schema(), indent=2))


@command(
    "local",
    examples=["cpkit local --port 5005", "cpkit list --endpoint-url http://127.0.0.1:5005"],
)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    metavar="PORT",
    default=5005,
    show_default=True,
    help="0 takes a free port.",
)
def local_command(port: int) -> None:
    """Serve a stand-in of the service on loopback until Ctrl-C; it needs the extra `local`."""
    from cpkit.local import serve  # noqa: PLC0415 - botocore takes its time

    with ExitStack() as stack:
        try:
            server = stack.enter_context(serve(port=port))
        except OSError as error:
            reason = os.strerror(error.errno or 0).lower()  # its own text says more than that
            raise click.UsageError(
                f"--port {port}: {reason}; name another port, or 0 for one that is free",
                click.get_current_context(),
            ) from None
        click.echo(f"Serving at {server.endpoint_url} until Ctrl-C. For cpkit, aws and boto3:")
        click.echo(f"export AWS_ENDPOINT_URL_CUSTOMER_PROFILES={server.endpoint_url}")
        with suppress(KeyboardInterrupt):
            Event().wait()

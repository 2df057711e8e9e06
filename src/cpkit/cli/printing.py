"""Data as JSON, YAML, JSON lines and CSV."""

import csv
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from itertools import chain
from typing import Any, TypeGuard

import click

from cpkit.cli.terminal import print_table

__all__ = ["is_items", "plain", "print_data", "print_rows"]


def is_items(value: object) -> TypeGuard[list[Any] | tuple[Any, ...]]:
    """Return whether a value is a list or a tuple."""
    return isinstance(value, list | tuple)


def plain(value: Any) -> Any:
    """Return a value as JSON knows it, times in ISO 8601 and UTC, whatever the machine's zone."""
    if _is_map(value):
        return {str(name): plain(one) for name, one in value.items()}
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if is_items(value):
        return [plain(one) for one in value]
    return str(value) if isinstance(value, str) else value  # an enum's member as its text


def print_data(value: Any, output: str, query: str | None = None) -> None:
    """Print data as JSON or YAML.

    Args:
        value: What `plain` takes.
        output: ``json`` or ``yaml``.
        query: A JMESPath expression that chooses a part of it.

    Raises:
        click.UsageError: The expression cannot be read.
    """
    data = plain(value)
    if query is not None:
        data = _chosen(data, query)
    if output == "yaml":
        from ruamel.yaml import YAML  # noqa: PLC0415 - a part of the extra that few commands need

        yaml: Any = YAML()  # its types are partly unknown
        yaml.default_flow_style = False
        yaml.allow_unicode = False  # as `pull` writes, and any stdout can have it
        yaml.dump(data, sys.stdout)
    else:
        click.echo(json.dumps(data, indent=2))


def _chosen(data: Any, query: str) -> Any:
    import jmespath  # noqa: PLC0415 - comes with boto3
    from jmespath.exceptions import JMESPathError  # noqa: PLC0415

    try:
        return jmespath.search(query, data)
    except JMESPathError as error:
        reason = str(error).partition("\n")[0].rstrip(":")
        raise click.UsageError(
            f"--query {query!r} is not a JMESPath expression: {reason}",
            click.get_current_context(),
        ) from None


def print_rows(
    columns: Sequence[str],
    rows: Iterable[Mapping[str, Any]],
    output: str,
    query: str | None = None,
) -> None:
    """Print rows; JSON lines and CSV as they come, all else when they are complete.

    Args:
        columns: The names of what each row has.
        rows: The rows.
        output: ``text``, ``json``, ``yaml``, ``jsonl`` or ``csv``.
        query: A JMESPath expression over the list of rows, for JSON and YAML.
    """
    match output:
        case "jsonl":
            for row in rows:
                click.echo(json.dumps(plain(row)))
        case "csv":
            writer = csv.writer(sys.stdout, lineterminator="\n")
            for values in chain(
                [columns], ([_cell(row[name]) for name in columns] for row in rows)
            ):
                writer.writerow(values)
        case "text":
            print_table(columns, [[_cell(row[name]) for name in columns] for row in rows])
        case _:
            print_data(list(rows), output, query)


def _cell(value: Any) -> str:
    match plain(value):
        case None:
            return ""
        case str() as text:
            return text
        case other:
            return ", ".join(map(str, other)) if is_items(other) else json.dumps(other)


def _is_map(value: object) -> TypeGuard[Mapping[Any, Any]]:
    return isinstance(value, Mapping)

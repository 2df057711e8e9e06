"""`cpkit preview`: what rules would match and merge in one's own data."""

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Literal

import click

from cpkit import documents, preview
from cpkit.cli.command_line import command
from cpkit.cli.ending import CHANGES, DONE, in_options
from cpkit.cli.terminal import print_text, report

if TYPE_CHECKING:
    from cpkit.preview import Preview, Progress

__all__ = ["preview_command"]


def _limit(ctx: click.Context, param: click.Parameter, value: str) -> int | None:
    """Return a number from 1, or nothing for ``none``."""
    limit: int | None = None if value == "none" else click.IntRange(1)(value, param, ctx)
    return limit


@command(
    "preview",
    examples=[
        "cpkit preview domains/shop.yaml 'exports/*.jsonl' --max-group 20 --max-merged 5000",
        "cpkit preview domains/shop.yaml profiles.parquet --values --save report.html",
    ],
)
@click.argument("file", metavar="FILE")
@click.argument("data", nargs=-1, required=True, metavar="DATA...")
@click.option(
    "--grouping",
    type=click.Choice(["waterfall", "transitive"]),
    default="waterfall",
    show_default=True,
    help="How levels combine; AWS does not document it.",
)
@click.option(
    "--address-parts",
    type=click.Choice(["same", "independent"]),
    default="same",
    show_default=True,
    help="Whether parts of an address come from the same address.",
)
@click.option(
    "--columns",
    multiple=True,
    metavar="NAME=FIELD",
    help="Your column and the service's field, such as mail=EmailAddress; NAME= accepts that the "
    "field NAME is missing. May be repeated.",
)
@click.option(
    "--profile-id",
    default="ProfileId",
    show_default=True,
    metavar="COLUMN",
    help="Your column of ids.",
)
@click.option(
    "--common-value-limit",
    callback=_limit,
    default="500",
    show_default=True,
    metavar="N|none",
    help="The most profiles that may have a value that is matched on.",
)
@click.option(
    "--max-group", type=click.IntRange(1), metavar="N", help="End with 3 if a larger group merges."
)
@click.option(
    "--max-merged", type=click.IntRange(0), metavar="N", help="End with 3 if more profiles vanish."
)
@click.option(
    "--save",
    type=click.Path(dir_okay=False),
    metavar="FILE",
    help="Write a page of HTML to FILE.",
)
@click.option(
    "--values",
    is_flag=True,
    help="Show values of profiles, which are personal data, on the screen and in the page.",
)
def preview_command(
    file: str,
    data: tuple[str, ...],
    *,
    grouping: Literal["waterfall", "transitive"],
    address_parts: Literal["same", "independent"],
    columns: tuple[str, ...],
    profile_id: str,
    common_value_limit: int | None,
    max_group: int | None,
    max_merged: int | None,
    save: str | None,
    values: bool,
) -> int:
    """Show what the rules of FILE would match and merge in the profiles of DATA.

    DATA are files of Parquet, CSV or JSON, folders of them, or s3:// addresses. Nothing is sent to
    the service, and nothing is written but what --save names. Values of profiles are shown with
    --values alone, so that none stands in the log of a job. It needs the extra `preview`.
    """
    made = preview.evaluate(
        list(data),
        documents.load(file),
        grouping=grouping,
        address_parts=address_parts,
        common_value_limit=common_value_limit,
        columns=_columns(columns),
        profile_id=profile_id,
        on_progress=_show_progress if sys.stderr.isatty() else None,
    )
    if sys.stderr.isatty():
        report("\r\x1b[K", nl=False)
    print_text(in_options(made.to_text(values=values)))
    if save is not None:
        made.save(save, values=values)
        if values:
            report(f"{save} holds values of profiles, which are personal data")
    return CHANGES if _is_beyond(made, max_group, max_merged) else DONE


def _columns(pairs: Iterable[str]) -> dict[str, str | None]:
    """Return which column is which field.

    Raises:
        click.UsageError: A pair has no ``=``, or a column is named twice.
    """
    columns: dict[str, str | None] = {}
    for pair in pairs:
        name, is_pair, field = pair.partition("=")
        wrong = "" if is_pair else "write NAME=FIELD, such as mail=EmailAddress"
        if name in columns:
            wrong = f"{name} stands twice; a column is one field"
        if wrong:
            raise click.UsageError(f"--columns {pair}: {wrong}", click.get_current_context())
        columns[name] = field or None
    return columns


def _show_progress(event: "Progress") -> None:
    total = f" of {event.total}" if event.total else ""
    report(f"\r\x1b[K{event.step} ({event.done}{total})", nl=False)


def _is_beyond(made: "Preview", max_group: int | None, max_merged: int | None) -> bool:
    """Report which limits the groups that merge are beyond, and return whether there are any."""
    merging = made.groups.filter(made.groups["merges"])["size"].to_list()
    largest, vanishing = max(merging, default=0), sum(merging) - len(merging)
    beyond = False
    if max_group is not None and largest > max_group:
        report(f"the largest group that merges has {largest} profiles, more than {max_group}")
        beyond = True
    if max_merged is not None and vanishing > max_merged:
        profiles = "profile" if vanishing == 1 else "profiles"
        report(f"{vanishing} {profiles} would vanish into others, more than {max_merged}")
        beyond = True
    return beyond

"""`cpkit preview`: what rules would match and merge in one's own data."""

import sys
from typing import TYPE_CHECKING, Literal

import click

from cpkit import documents, preview
from cpkit.cli.command_line import command
from cpkit.cli.ending import CHANGES, DONE
from cpkit.cli.terminal import print_text, report

if TYPE_CHECKING:
    from cpkit.preview import Preview, Progress

__all__ = ["preview_command"]


@command(
    "preview",
    examples=[
        "cpkit preview domains/shop.yaml 'exports/*.jsonl' --max-group 20 --max-merged 5000",
        "cpkit preview domains/shop.yaml profiles.parquet --save report.html",
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
@click.option("--profile-id", default="ProfileId", show_default=True, metavar="COLUMN")
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
    help="Write a page of HTML, with groups and values of profiles, to FILE.",
)
def preview_command(
    file: str,
    data: tuple[str, ...],
    *,
    grouping: Literal["waterfall", "transitive"],
    address_parts: Literal["same", "independent"],
    columns: tuple[str, ...],
    profile_id: str,
    max_group: int | None,
    max_merged: int | None,
    save: str | None,
) -> int:
    """Show what the rules of FILE would match and merge in the profiles of DATA.

    DATA are files of Parquet, CSV or JSON lines, folders of them, or s3:// addresses. Nothing is
    sent to the service, and nothing is written but what --save names. It needs the extra `preview`.
    """
    made = preview.evaluate(
        list(data),
        documents.load(file),
        grouping=grouping,
        address_parts=address_parts,
        columns=dict(map(_column, columns)) or None,
        profile_id=profile_id,
        on_progress=_show_progress if sys.stderr.isatty() else None,
    )
    if sys.stderr.isatty():
        report("\r\x1b[K", nl=False)
    print_text(str(made))
    if save is not None:
        made.save(save, values=True)
        report(f"{save} holds values of profiles, which are personal data")
    return CHANGES if _is_beyond(made, max_group, max_merged) else DONE


def _column(text: str) -> tuple[str, str | None]:
    """Return one entry of ``columns``.

    Raises:
        click.UsageError: The text has no ``=``.
    """
    name, is_pair, field = text.partition("=")
    if not is_pair:
        raise click.UsageError(
            f"--columns {text}: write NAME=FIELD, such as mail=EmailAddress",
            click.get_current_context(),
        )
    return name, field or None


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
        report(f"{vanishing} profiles would vanish into others, more than {max_merged}")
        beyond = True
    return beyond

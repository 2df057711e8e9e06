"""`cpkit check`: everything that is wrong or suspicious in settings files."""

from collections.abc import Iterable
from pathlib import Path

import attrs
import click

import cpkit
from cpkit import documents
from cpkit.cli.command_line import command, files_argument, output_option
from cpkit.cli.ending import DONE, FAILED, failure_text
from cpkit.cli.findings import REPORTERS, Finding
from cpkit.cli.settings_files import find_files, same_domain
from cpkit.cli.terminal import print_text
from cpkit.errors import CPKitError

__all__ = ["check_command"]


@command(
    "check",
    examples=[
        "cpkit check domains/",
        "cpkit check domains/shop.yaml --ignore range --strict --output github",
    ],
)
@files_argument
@click.option(
    "--ignore",
    multiple=True,
    metavar="CODE",
    help="Ignore this check, such as range where AWS has raised a limit; may be repeated.",
)
@click.option("--strict", is_flag=True, help="Fail for warnings, too.")
@output_option(*REPORTERS)
def check_command(
    paths: tuple[str, ...], *, ignore: tuple[str, ...], strict: bool, output: str
) -> int:
    """Report everything that is wrong or suspicious in settings files and folders.

    A line for each finding: FILE:LINE:COLUMN: severity: text. Nothing is sent, and no account is
    needed. Two files of one domain are a problem.
    """
    try:
        for code in ignore:
            cpkit.ignore_checks(code)
    except ValueError as error:
        raise click.UsageError(f"--ignore: {error}", click.get_current_context()) from None
    findings = [*_findings(paths, ignore)]
    if findings and output == "text":
        print_text(REPORTERS[output](findings))
    else:
        click.echo(REPORTERS[output](findings), nl=False)
    is_wrong = any(found.severity == "error" or strict for found in findings)
    return FAILED if is_wrong else DONE


def _findings(paths: Iterable[str], ignore: tuple[str, ...]) -> Iterable[Finding]:
    first: dict[str, Path] = {}
    for path in find_files(paths):
        yield from _of_file(path, ignore)
        name = _domain_name(path, ignore)
        if name is not None and first.setdefault(name, path) is not path:
            yield Finding(
                file=str(path), code="same-domain", message=same_domain(name, first[name])
            )


def _of_file(path: Path, ignore: tuple[str, ...]) -> Iterable[Finding]:
    try:
        problems = documents.check(path, ignore=ignore)
    except (CPKitError, OSError, ImportError) as error:
        reason = failure_text(error) or str(error)
        yield Finding(file=str(path), message=reason.removeprefix(f"{path}: "))
        return
    for problem in problems:
        yield Finding(file=str(path), **attrs.asdict(problem))


def _domain_name(path: Path, ignore: tuple[str, ...]) -> str | None:
    """Return the domain of a file, where the file can be used."""
    try:
        return documents.load(path, ignore=ignore).domain_name
    except (CPKitError, OSError, ImportError):
        return None

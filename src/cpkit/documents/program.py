"""Check settings files as a program: for CI, for commit hooks and by hand."""

import argparse
import sys
from collections.abc import Sequence
from contextlib import suppress

import attrs

from cpkit.documents.check import check_document
from cpkit.documents.formats import Format, format_of
from cpkit.documents.read.document import MAX_BYTES, decoded, read_file
from cpkit.documents.reporters import REPORTERS, Finding
from cpkit.errors import ValidationError
from cpkit.models import ignore_checks

__all__ = ["main"]

_FINE, _PROBLEMS, _FAILED, _INTERRUPTED = 0, 1, 2, 130

_PROGRAM = "python -m cpkit.documents"

_STDIN = "-"

_EPILOG = """\
Exit status: 0 when no file has a problem, 1 when one has, 2 when one could not be opened or the
command line is wrong, 130 after Ctrl-C. Nothing that is printed contains a key, a queue's URL or a
tag's value.
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Check files and print what is wrong with them.

    Args:
        arguments: The command line without the program's name; `sys.argv` without it.

    Returns:
        The exit status: 0 when all is well, 1 when a file has a problem, 2 when one could not be
        opened, 130 after Ctrl-C. Warnings are printed, and count as problems only with
        ``--strict``.

    Raises:
        SystemExit: The command line is wrong, with status 2, or asks for help.
    """
    parser = _parser()
    options = parser.parse_args(arguments)
    if _STDIN in options.files and options.format_in is None:
        parser.error("give --as json or --as yaml for what standard input holds")
    try:
        if options.ignore:
            ignore_checks(*options.ignore)
    except ValueError as error:
        parser.error(f"argument --ignore: {error}")
    try:
        return _checked(options)
    except KeyboardInterrupt:
        return _INTERRUPTED


def _checked(options: argparse.Namespace) -> int:
    findings: list[Finding] = []
    status = _FINE
    for file in options.files:
        try:
            found = _findings(file, options.format_in, options.ignore)
        except _UncheckedError as error:
            findings.append(Finding(file=file, message=str(error)))
            status = _FAILED
        else:
            findings += found
            if any(one.severity == "error" or options.strict for one in found):
                status = max(status, _PROBLEMS)
    _print(REPORTERS[options.format](findings))
    return status


def _print(text: str) -> None:
    """Print a text as UTF-8, whatever the locale; where nobody reads any more, end quietly."""
    try:
        sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        with suppress(BrokenPipeError):  # or the interpreter tries once more, and complains
            sys.stdout.close()


class _UncheckedError(Exception):
    """Why a file could not be checked at all."""


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog=_PROGRAM,
        description="Check files of settings for Amazon Connect Customer Profiles domains.",
        epilog=_EPILOG,
    )
    parser.add_argument(
        "files", nargs="+", metavar="FILE", help="a .json, .yaml or .yml file; - is standard input"
    )
    parser.add_argument(
        "--ignore",
        action="append",
        default=[],
        metavar="CODE",
        help="ignore this check; may be repeated",
    )
    parser.add_argument(
        "--strict", action="store_true", help="count warnings as problems for the exit status"
    )
    parser.add_argument(
        "--format",
        choices=list(REPORTERS),
        default="text",
        help="how to print findings; github shows them in a pull request (default: %(default)s)",
    )
    parser.add_argument(
        "--as",
        choices=["json", "yaml"],
        dest="format_in",
        help="read every FILE so, whatever its suffix; needed for standard input",
    )
    return parser


def _findings(file: str, file_format: Format | None, ignore: Sequence[str]) -> list[Finding]:
    """Check one file.

    Raises:
        _UncheckedError: It could not be opened, or nothing here reads its format.
    """
    try:
        text_format = file_format or format_of(file)
    except ValidationError:
        raise _UncheckedError(
            "the suffix names no format; use --as json or --as yaml, or rename the file"
        ) from None
    try:
        problems = check_document(_text(file), text_format, ignore=ignore)
    except ValidationError as error:
        problems = error.problems
    except ImportError as error:
        raise _UncheckedError(str(error)) from None
    except OSError as error:
        raise _UncheckedError(f"cannot be opened: {error.strerror or error}") from None
    return [Finding(file=file, **attrs.asdict(problem)) for problem in problems]


def _text(file: str) -> str:
    if file == _STDIN:
        return decoded(sys.stdin.buffer.read(MAX_BYTES + 1))
    return read_file(file)

"""Commands, their common options, and what wrong usage says."""

from collections.abc import Callable, Iterable, Sequence
from functools import wraps
from math import isfinite
from typing import Any, TypeVar

import click

__all__ = [
    "command",
    "connection_options",
    "files_argument",
    "output_option",
    "reveal_option",
    "seconds_option",
    "usage_text",
]

F = TypeVar("F", bound=Callable[..., Any])


class _Command(click.Command):
    """A command with examples at the end of its help, and the options that every command has."""

    def __init__(self, *args: Any, examples: Sequence[str] = (), **kwargs: Any) -> None:
        """Create the command.

        Args:
            *args: As for `click.Command`.
            examples: Command lines that show its use.
            **kwargs: As for `click.Command`.
        """
        super().__init__(*args, **kwargs)
        self.examples: tuple[str, ...] = tuple(examples)
        self.params.extend(
            [
                click.Option(
                    ["--no-color"],
                    is_flag=True,
                    expose_value=False,
                    is_eager=True,
                    callback=_remember_no_color,
                    help="Print without colour, as the variable NO_COLOR does.",
                ),
                click.Option(
                    ["--debug"],
                    is_flag=True,
                    expose_value=False,
                    help="Show the traceback of a failure.",
                ),
            ]
        )

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write the examples."""
        with formatter.section("Examples"):
            for example in self.examples:
                formatter.write(f"  {example}\n")


def _remember_no_color(ctx: click.Context, _: click.Parameter, value: bool) -> None:  # noqa: FBT001 - click's signature
    if value:
        ctx.color = False


def command(name: str, *, examples: Iterable[str]) -> Callable[[Callable[..., Any]], click.Command]:
    """Return a decorator that makes a function a command.

    Args:
        name: The command's name.
        examples: Two command lines that show its use.
    """
    return click.command(
        name,
        cls=_Command,
        examples=tuple(examples),
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    )


class _Seconds(click.FloatRange):
    """A finite number of seconds in a range."""

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        """Return the number; infinity and NaN are in no range."""
        seconds: float = super().convert(value, param, ctx)
        if not isfinite(seconds):
            self.fail(f"{value} is not a finite number of seconds", param, ctx)
        return seconds


def seconds_option(name: str, *, help: str, can_be_zero: bool = False) -> Callable[[F], F]:  # noqa: A002 - click's name
    """Return a decorator that adds an option of a finite number of seconds.

    Args:
        name: The option's name.
        help: What it is for.
        can_be_zero: Whether no time at all is a time.
    """
    kind = _Seconds(0, min_open=not can_be_zero)
    return click.option(name, type=kind, metavar="SECONDS", help=help)


_CONNECTION = (
    click.option("--profile", metavar="NAME", help="A profile of the AWS configuration files."),
    click.option("--region", metavar="NAME", help="The AWS region."),
    click.option("--endpoint-url", metavar="URL", help="Where to send to instead of to AWS."),
    click.option("--ca-bundle", metavar="FILE", help="Certificates to verify TLS with."),
    click.option("--no-verify-ssl", is_flag=True, help="Do not verify TLS certificates."),
    seconds_option("--connect-timeout", help="Until connected; usually 5."),
    seconds_option("--read-timeout", help="Until a response; usually 30."),
)
_NAMES = (
    "profile",
    "region",
    "endpoint_url",
    "ca_bundle",
    "no_verify_ssl",
    "connect_timeout",
    "read_timeout",
)


def connection_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that say which account is meant, and hand them over as ``connect``."""

    @wraps(function)
    def connected(*args: Any, **values: Any) -> Any:
        from cpkit.cli.connect import Connect  # noqa: PLC0415 - boto3 takes its time

        connect: Connect = Connect(**{name: values.pop(name) for name in _NAMES})
        return function(*args, connect=connect, **values)

    for option in reversed(_CONNECTION):
        connected = option(connected)
    return connected


def output_option(
    *formats: str, query: Sequence[str] = ()
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Return a decorator that adds ``--output``, whose first format is the default.

    Args:
        *formats: The names of the formats.
        query: The formats of which ``--query`` chooses a part; without any it is no option.
    """

    def add(function: Callable[..., Any]) -> Callable[..., Any]:
        if query:
            where = "" if set(query) == set(formats) else f" (--output {' or '.join(query)})"
            function = click.option(
                "--query", metavar="JMESPATH", help=f"Print only this part{where}."
            )(_checked(function, query))
        return click.option(
            "--output",
            type=click.Choice(formats),
            default=formats[0],
            show_default=True,
            help="The format of what is printed.",
        )(function)

    return add


def _checked(function: Callable[..., Any], formats: Sequence[str]) -> Callable[..., Any]:
    """Reject a query for a format of which no part can be chosen."""

    @wraps(function)
    def checked(*args: Any, **values: Any) -> Any:
        output = values["output"]
        if values["query"] is not None and output not in formats:
            raise click.UsageError(
                f"--query chooses no part of --output {output}; add --output {formats[0]}",
                click.get_current_context(),
            )
        return function(*args, **values)

    return checked


def reveal_option(function: F) -> F:
    """Add the option that shows what is masked."""
    return click.option(
        "--reveal", is_flag=True, help="Show account ids and tag values, which are masked."
    )(function)


def files_argument(function: F) -> F:
    """Add the settings files and folders that a command reads."""
    return click.argument("paths", nargs=-1, required=True, metavar="PATH...")(function)


def usage_text(error: click.UsageError) -> str:
    """Return one line that says what is wrong with a command line, and what to type instead."""
    name = error.ctx.command_path if error.ctx else "cpkit"
    wrong, hint = error.format_message(), f"see {name} -h."
    if isinstance(error, click.NoSuchOption):
        wrong = f"no such option {error.option_name}"
        if error.possibilities:
            hint = f"did you mean {error.possibilities[0]}?"
    return f"{name}: {wrong[:1].lower()}{wrong[1:].rstrip('.')}; {hint}"

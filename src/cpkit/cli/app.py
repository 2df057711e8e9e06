"""The group of commands, each imported when it is run, and how a run ends."""

import sys
import warnings
from collections.abc import Sequence
from difflib import get_close_matches
from importlib import import_module
from typing import Any

import click

from cpkit import __version__
from cpkit.cli.command_line import usage_text
from cpkit.cli.ending import (
    DONE,
    FAILED,
    INTERRUPTED,
    USAGE,
    failure_text,
    in_options,
    silence_closed_pipe,
)

__all__ = ["COMMANDS", "group", "run"]

COMMANDS = {
    "check": ("check_command", "Report everything that is wrong or suspicious in settings files."),
    "plan": ("plan_command", "Show what files would change; nothing is written."),
    "apply": ("apply_command", "Plan files, and apply the plans."),
    "drift": (
        "drift_command",
        "Show what differs from the files, and domains that no file declares.",
    ),
    "pull": ("pull_command", "Write domains of the account as settings files."),
    "show": ("show_command", "Show a domain, or the settings of a file."),
    "list": ("domains_command", "List the account's domains."),
    "status": ("domains_command", "Show the status of domains' rules."),
    "wait": ("wait_command", "Wait until the rules of a domain are active."),
    "diff": ("diff_command", "Compare two domains or files."),
    "matches": ("matches_command", "List what was matched."),
    "preview": ("preview_command", "Show what rules would match and merge in your own data."),
    "update-domain": ("update_domain_command", "Update a domain, as `aws customer-profiles` does."),
    "delete": ("delete_command", "Delete a domain for good."),
    "skeleton": ("offline_command", "Print a settings file to fill in."),
    "schema": ("offline_command", "Print the JSON Schema of settings files."),
    "policies": ("policies_command", "Print the permissions that a file's settings need."),
    "local": ("offline_command", "Serve a stand-in of the service on this machine."),
}
"""Each command's module and summary, in the order of help."""

_OF_AWS = {
    "create-domain": "apply",
    "delete-domain": "delete",
    "get-domain": "show",
    "get-matches": "matches",
    "list-domains": "list",
    "list-rule-based-matches": "matches",
}
"""Commands of `aws customer-profiles`, and what does the same here."""


class _Commands(click.Group):
    """Import a command's module when the command is run; list them without importing any."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Return the names in the order in which people need them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import and return a command."""
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"cpkit.cli.{COMMANDS[cmd_name][0]}")
        command: click.Command = getattr(module, f"{cmd_name.replace('-', '_')}_command")
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; if there is no such command, name the one that was probably meant."""
        name = args[0]
        if name not in COMMANDS and not name.startswith("-"):
            near = _OF_AWS.get(name) or "".join(get_close_matches(name, COMMANDS, n=1))
            hint = f", did you mean {near}?" if near else ""
            ctx.fail(f"no such command {name}{hint}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write the list of commands from their summaries."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, summary) for name, (_, summary) in COMMANDS.items()])


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Each command has its own help, with examples: cpkit plan -h",
)
@click.version_option(__version__, message="cpkit %(version)s")
def group() -> None:
    """Configure identity resolution of Amazon Connect Customer Profiles domains from files."""


def run(arguments: Sequence[str]) -> int:
    """Run one command line, and return its exit status."""
    debug = "--debug" in arguments
    stdout: Any = sys.stdout
    if hasattr(stdout, "reconfigure"):  # a file; what its encoding lacks is printed all the same
        stdout.reconfigure(errors="backslashreplace")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("default")
            warnings.showwarning = _show_warning
            status = group.main([*arguments], prog_name="cpkit", standalone_mode=False)
        sys.stdout.flush()
    except click.UsageError as error:
        sys.stderr.write(f"{usage_text(error)}\n")
        return USAGE
    except (KeyboardInterrupt, click.Abort):
        sys.stderr.write("cpkit: interrupted.\n")  # click has ended the line that was begun
        return INTERRUPTED
    except BrokenPipeError:
        silence_closed_pipe()
        return FAILED
    except Exception as error:
        text = failure_text(error)
        if debug or text is None:
            raise
        sys.stderr.write(f"cpkit: {text}\n")
        return FAILED
    return status if isinstance(status, int) else DONE


def _show_warning(message: Warning | str, *_: object, **__: object) -> None:
    """Print a warning as a line of its own, without the place in the code that caused it."""
    sys.stderr.write(f"cpkit: warning: {in_options(str(message))}\n")

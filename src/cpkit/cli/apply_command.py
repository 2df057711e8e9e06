"""`cpkit apply`: plan files, show the plans, and apply them."""

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, NoReturn

import click

from cpkit import ApplyResult, CustomerProfiles, RateLimit, Risk, RuleBasedMatchingStatus
from cpkit.cli.command_line import (
    command,
    connection_options,
    files_argument,
    output_option,
    reveal_option,
)
from cpkit.cli.ending import DONE, FAILED, failure_text, printable
from cpkit.cli.file_plans import FilePlan, make_plans, print_plans
from cpkit.cli.settings_files import SettingsFile, read_files
from cpkit.cli.terminal import is_coloured, is_interactive, print_text, progress, report
from cpkit.cli.wait_command import wait_for_rules
from cpkit.errors import CPKitError, UnsafePlanError

if TYPE_CHECKING:
    from cpkit.cli.connect import Connect

__all__ = ["apply_command"]


@command(
    "apply",
    examples=[
        "cpkit apply domains/shop.yaml --accept enable-merging",
        "cpkit apply domains/ --yes --accept shop=rules-not-active --wait",
    ],
)
@files_argument
@click.option("--yes", is_flag=True, help="Do not ask; needed where there is no terminal.")
@click.option(
    "--accept",
    multiple=True,
    metavar="[DOMAIN=]RISK",
    help="Accept a risk of a domain's plan; DOMAIN may be left out where there is one domain.",
)
@click.option("--wait", is_flag=True, help="Wait until the rules that were changed are active.")
@reveal_option
@output_option("text", "markdown", "json")
@connection_options
def apply_command(
    paths: tuple[str, ...],
    *,
    yes: bool,
    accept: tuple[str, ...],
    wait: bool,
    reveal: bool,
    output: str,
    connect: "Connect",
) -> int:
    """Plan the settings in files and folders, show the plans, and apply them.

    A file that cannot be read, or a domain whose risk is not accepted, does not stop the others.
    """
    profiles = connect(rate_limit=RateLimit())
    files = read_files(paths)
    accepted = _accepted(accept, files)
    plans = make_plans(profiles, files)
    if output == "text":
        print_plans(plans, output, reveal=reveal)
        if plans.changing:
            click.echo()  # what was planned ends here
    if plans.changing and not yes and not _is_agreed(len(plans.changing)):
        report("Nothing was applied.")
        return FAILED
    done, reasons = list[ApplyResult](), list[str]()
    try:
        for one in progress(plans.changing, "Applying"):
            outcome = _applied(profiles, one, accepted)
            if isinstance(outcome, str):
                reasons.append(outcome)
            else:
                done.append(outcome)
    finally:  # whoever interrupts has to know what was applied before
        for reason in reasons:
            report(reason)
        _print_results(done, output, reveal=reveal)
    failed = plans.has_failed or bool(reasons) or any(result.remaining for result in done)
    if wait:
        failed = not _waited(profiles, done) or failed
    return FAILED if failed else DONE


def _accepted(given: Iterable[str], files: list[SettingsFile]) -> dict[str, set[Risk]]:
    """Return the accepted risks of each domain.

    Raises:
        click.UsageError: A risk does not exist, or does not say which domain it is of; what is
            wrong with files has been reported, for a domain may be missing because of it.
    """
    names = [file.settings.domain_name for file in files if file.settings is not None]
    if not names:
        return {}

    def wrong(text: str) -> NoReturn:
        for file in files:
            if file.error is not None:
                report(f"{printable(str(file.path))}: {file.error}")
        _wrong(text)

    accepted: dict[str, set[Risk]] = {name: set() for name in names}
    for text in given:
        domain, is_named, risk = text.rpartition("=")
        if not is_named and len(names) != 1:
            wrong(f"--accept {text} does not say for which domain; write DOMAIN={text}")
        if is_named and domain not in accepted:
            wrong(f"--accept {text}: no file declares the domain {domain}")
        if risk not in {known.value for known in Risk}:
            known = ", ".join(known.value for known in Risk)
            wrong(f"--accept {text}: {risk} is not a risk; expected one of {known}")
        accepted[domain if is_named else names[0]].add(Risk(risk))
    return accepted


def _wrong(text: str) -> NoReturn:
    raise click.UsageError(text, click.get_current_context())


def _is_agreed(count: int) -> bool:
    """Ask whether to go on.

    Raises:
        click.UsageError: There is no terminal to ask on.
    """
    if not is_interactive():
        _wrong("there is no terminal to ask on; add --yes to apply without a question")
    plans = "this plan" if count == 1 else f"these {count} plans"
    return click.confirm(f"Apply {plans}?", err=True)


def _applied(
    profiles: CustomerProfiles, one: FilePlan, accepted: dict[str, set[Risk]]
) -> ApplyResult | str:
    """Apply one plan; return what came of it, or why it could not be applied."""
    name, path = one.plan.settings.domain_name, printable(str(one.path))
    try:
        return profiles.apply(one.plan, accept=accepted[name])
    except UnsafePlanError as error:
        missing = " ".join(f"--accept {name}={risk}" for risk in error.risks)
        return f"{path}: not applied; read its warnings, and accept what is meant: {missing}"
    except CPKitError as error:
        return f"{path}: {failure_text(error)}"


def _print_results(results: list[ApplyResult], output: str, *, reveal: bool) -> None:
    if output == "json":
        written = [json.loads(result.to_json(reveal=reveal)) for result in results]
        click.echo(json.dumps(written, indent=2))
        return
    for result in results:
        if output == "markdown":
            click.echo(result.to_markdown(reveal=reveal))
        else:
            print_text(result.to_text(colour=is_coloured(), reveal=reveal))


def _waited(profiles: CustomerProfiles, results: list[ApplyResult]) -> bool:
    """Wait for the rules that were changed; return whether all became active."""
    done = True
    for result in results:
        domain = result.domain
        if domain is None or domain.rule_based_matching_status in {
            None,
            RuleBasedMatchingStatus.ACTIVE,
        }:
            continue
        try:
            wait_for_rules(profiles, result.domain_name)
        except CPKitError as error:
            report(f"{result.domain_name}: {failure_text(error)}")
            done = False
    return done

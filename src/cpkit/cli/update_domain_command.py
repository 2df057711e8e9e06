"""`cpkit update-domain`: the AWS CLI's command of this name, with cpkit's checks and retries."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NoReturn

import click

from cpkit import DomainSettings, documents, from_wire, to_wire
from cpkit.cli.command_line import command, connection_options, output_option
from cpkit.cli.printing import print_data
from cpkit.errors import ValidationError

if TYPE_CHECKING:
    from cpkit.cli.connect import Connect

__all__ = ["update_domain_command"]

_JSON_MEMBERS = ("matching", "rule_based_matching", "data_store")


@command(
    "update-domain",
    examples=[
        "cpkit update-domain --domain-name shop --default-expiration-days 90",
        "cpkit update-domain --domain-name shop --rule-based-matching file://rules.json",
    ],
)
@click.option("--domain-name", metavar="NAME", help="The domain.")
@click.option("--default-expiration-days", metavar="DAYS", help="Days, 1 to 1098.")
@click.option("--default-encryption-key", metavar="ARN", help="The KMS key; '' clears it.")
@click.option("--dead-letter-queue-url", metavar="URL", help="The SQS queue; '' clears it.")
@click.option("--matching", metavar="JSON", help="The block Matching.")
@click.option("--rule-based-matching", metavar="JSON", help="The block RuleBasedMatching.")
@click.option("--data-store", metavar="JSON", help="The block DataStore.")
@click.option("--tags", metavar="TAGS", help="key=value,key=value, or JSON.")
@click.option("--cli-input-json", metavar="JSON", help="All of it as JSON.")
@click.option("--cli-input-yaml", metavar="YAML", help="All of it as YAML.")
@output_option("json", "yaml", query=("json", "yaml"))
@connection_options
def update_domain_command(
    *,
    cli_input_json: str | None,
    cli_input_yaml: str | None,
    output: str,
    query: str | None,
    connect: "Connect",
    **members: Any,
) -> None:
    """Update a domain as `aws customer-profiles update-domain` does, with cpkit's checks.

    Each value may be file://PATH, a file that holds it. Options override what --cli-input-json or
    --cli-input-yaml has. The response is printed with wire names and times in ISO 8601.
    """
    given = _input(cli_input_json, cli_input_yaml, members["domain_name"])
    settings = _settings(given, members)
    print_data(connect().update_domain(settings).raw, output, query)


def _input(as_json: str | None, as_yaml: str | None, name: str | None) -> dict[str, Any]:
    """Return the members of a whole document, which may leave the domain's name to its option."""
    if as_json is not None and as_yaml is not None:
        _wrong("--cli-input-json and --cli-input-yaml exclude each other; give one of them")
    if as_json is not None:
        read = _document(_text(as_json, "--cli-input-json"), "json", name)
    elif as_yaml is not None:
        read = _document(_text(as_yaml, "--cli-input-yaml"), "yaml", name)
    else:
        return {}
    return dict(to_wire(read))


def _document(text: str, form: Literal["json", "yaml"], name: str | None) -> DomainSettings:
    """Return the settings of a document."""
    try:
        return documents.loads(text, format=form)
    except ValidationError as error:
        missing = [
            one for one in error.problems if (one.path, one.code) == ("DomainName", "required")
        ]
        if name is None or not missing:
            raise
    before, brace, after = text.partition("{")
    if before.strip():  # YAML, a member a line; what is added last moves no other
        return documents.loads(f"{text}\nDomainName: {json.dumps(name)}\n", format=form)
    comma = "" if after.lstrip().startswith("}") else ", "
    member = f'"DomainName": {json.dumps(name)}{comma}'
    return documents.loads(f"{before}{brace}{member}{after}", format=form)


def _settings(wire: dict[str, Any], members: dict[str, Any]) -> DomainSettings:
    """Return the settings of a document and of the options, which override it.

    Raises:
        ValidationError: Something is wrong with them.
        click.UsageError: A value is not JSON where it has to be.
    """
    for member, given in members.items():
        if given is None:
            continue
        option = f"--{member.replace('_', '-')}"
        text = _text(given, option)
        if member == "default_expiration_days":
            value: Any = _integer(text, option)
        elif member == "tags":
            value = _tags(text)
        else:
            value = _json(text, option) if member in _JSON_MEMBERS else text
        wire["".join(part.capitalize() for part in member.split("_"))] = value
    return from_wire(DomainSettings, wire)


def _tags(given: str) -> Any:
    if given.lstrip().startswith(("{", "[")):
        return _json(given, "--tags")
    tags: dict[str, str] = {}
    for pair in given.split(","):
        key, is_pair, value = pair.partition("=")
        if not is_pair:
            _wrong(f"--tags: {pair!r} has no '='; write key=value,key=value, or JSON")
        if key in tags:
            _wrong(f"--tags: the key {key!r} appears twice; remove one")
        tags[key] = value
    return tags


def _json(given: str, option: str) -> Any:
    def members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        if len(dict(pairs)) < len(pairs):
            _wrong(f"{option}: an object has a key twice; remove one")
        return dict(pairs)

    try:
        return json.loads(given, object_pairs_hook=members)
    except json.JSONDecodeError as error:
        _wrong(f"{option} is not JSON: {error}; quote it for the shell, or write file://PATH")


def _integer(given: str, option: str) -> int:
    try:
        return int(given)
    except ValueError:
        _wrong(f"{option}: {given!r} is not an integer; write a number of days")


def _text(given: str, option: str) -> str:
    """Return a value, or what is in the file that it names, as the AWS CLI does."""
    if given.startswith("fileb://"):
        _wrong(f"{option} takes a text, and fileb:// is for bytes; write file://")
    if not given.startswith("file://"):
        return given
    path = Path(given.removeprefix("file://")).expanduser()
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        _wrong(f"{option}: {path} cannot be read: {reason}")


def _wrong(text: str) -> NoReturn:
    raise click.UsageError(text, click.get_current_context())

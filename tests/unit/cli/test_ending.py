"""Sentences for what failed."""

from __future__ import annotations

import click
import pytest

from cpkit.cli.app import COMMANDS, group
from cpkit.cli.ending import failure_text, in_options
from cpkit.errors import ConfigurationError


def test_failure_when_it_has_notes_then_they_follow_unless_unwanted() -> None:
    """A note says which file is meant, where the line does not say so already."""
    error = ConfigurationError("No region is set.", setting="region_name")
    error.add_note("in shop.yaml")

    assert "No region is set.\nin shop.yaml" == failure_text(error)
    assert "No region is set." == failure_text(error, notes=False)


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (
            FileNotFoundError(2, "No such file or directory", "x.json"),
            "x.json: no such file or directory; check the path and its permissions.",
        ),
        (OSError("odd"), "odd."),
        (
            OSError(28, "No space left on device"),
            "no space left on device; make room, and run it again.",
        ),
        (ImportError("install cpkit[yaml]"), "install cpkit[yaml]"),
        (RuntimeError("a bug"), None),
    ],
)
def test_failure_when_it_is_not_cpkits_then_its_sentence_or_none(
    error: Exception, expected: str | None
) -> None:
    """A bug keeps its traceback."""
    assert expected == failure_text(error)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("profile_id: there is no column 'x'.", "--profile-id: there is no column 'x'."),
        ("2 problems:\n  columns: both", "2 problems:\n  --columns: both"),
        ("Write columns={'mail': 'EmailAddress'} to", "Write --columns mail=EmailAddress to"),
        ("columns={'a b': 'City'}", "--columns 'a b=City'"),
        ("columns={'MiddleName': None}", "--columns MiddleName="),
        ('[grouping="transitive"]', "[--grouping transitive]"),
        ("[common_value_limit=None]", "[--common-value-limit none]"),
        ("which config=Config(read_timeout=...) sets", "which --read-timeout sets"),
        ("pass region_name= as in", "pass --region as in"),
        ("check the certificates, verify= and", "check the certificates, --ca-bundle and"),
        ("check endpoint_url, and the network", "check --endpoint-url, and the network"),
        (
            "look at .disagreements('LastName').",
            "look at preview.evaluate(...).disagreements('LastName') in Python.",
        ),
        ("(2 more in .common):", "(2 more in preview.evaluate(...).common in Python):"),
        ("the columns: name, mail", "the columns: name, mail"),
        ("verify the grouping of columns", "verify the grouping of columns"),
    ],
)
def test_text_when_it_has_arguments_of_python_then_they_are_options(
    said: str, expected: str
) -> None:
    """Words of the language stay words."""
    assert expected == in_options(said)


def test_options_when_compared_with_the_commands_then_all_exist() -> None:
    """A text names no option that nobody can give."""
    context = click.Context(group)
    commands = [group.get_command(context, name) for name in COMMANDS]
    known = {option for one in commands if one for param in one.params for option in param.opts}
    arguments = [
        *("account_id", "address_parts", "common_value_limit", "connect_timeout"),
        *("endpoint_url", "profile_id", "profile_name", "read_timeout", "region_name"),
    ]

    assert set(map(in_options, arguments)) <= known
    assert {in_options(f"{name}=") for name in ("columns", "grouping", "verify")} <= known

"""`cpkit show`: domains and files."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from cpkit.local import LocalService
    from tests.support.command import Run

SECRETS = """\
DomainName: shop
DefaultExpirationDays: 366
DefaultEncryptionKey: arn:aws:kms:us-east-1:111122223333:key/0a1b2c3d
DeadLetterQueueUrl: https://sqs.us-east-1.amazonaws.com/111122223333/letters
Tags: {team: confidential}
"""


@pytest.fixture(autouse=True)
def _applied(run: Run, service: LocalService, folder: Path) -> None:
    assert service is not None
    (folder / "domains" / "shop.yaml").write_text(SECRETS)
    run("apply", "domains", "--yes")


@pytest.mark.parametrize("name", ["shop", "domains/shop.yaml"])
def test_show_when_it_is_text_then_secrets_are_hidden(run: Run, name: str) -> None:
    """A terminal may be shared."""
    done = run("show", name)

    assert (0, "") == (done.status, done.err)
    assert "DefaultExpirationDays: 366" in done.out
    assert "arn:aws:kms" not in done.out
    assert "111122223333" not in done.out
    assert "confidential" not in done.out


@pytest.mark.parametrize("arguments", [["--reveal"], ["--output", "json"], ["--output", "yaml"]])
def test_show_when_it_is_data_or_revealed_then_it_is_complete(
    run: Run, arguments: list[str]
) -> None:
    """Programs need what is there."""
    out = run("show", "shop", *arguments).out

    assert "arn:aws:kms:us-east-1:111122223333:key/0a1b2c3d" in out
    assert "confidential" in out


def test_show_when_json_is_wanted_then_as_the_service_responds(run: Run) -> None:
    """Wire names, and times in ISO 8601."""
    shown = json.loads(run("show", "shop", "--output", "json").out)

    assert ("shop", 366, "+00:00") == (
        shown["DomainName"],
        shown["DefaultExpirationDays"],
        shown["LastUpdatedAt"][-6:],
    )


def test_show_when_a_query_is_given_then_its_part(run: Run) -> None:
    """As with the AWS CLI."""
    assert '"confidential"\n' == run("show", "shop", "--output", "json", "--query", "Tags.team").out


def test_show_when_a_query_is_wrong_then_that_is_said(run: Run) -> None:
    """It is no failure of the service."""
    done = run("show", "shop", "--output", "json", "--query", "Tags[")

    assert (2, "") == done[:2]
    assert done.err.startswith("cpkit show: --query 'Tags[' is not a JMESPath expression: ")


def test_show_when_a_domain_does_not_exist_then_one(run: Run) -> None:
    """The sentence says what to check."""
    done = run("show", "gone")

    assert (1, "") == done[:2]
    assert done.err.startswith("cpkit: GetDomain failed ")

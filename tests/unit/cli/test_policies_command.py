"""`cpkit policies`: what the service and the caller need."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.command import Run

PLACE = ("--account-id", "111122223333", "--region", "eu-central-1")
ALL = """\
DomainName: shop
DefaultEncryptionKey: arn:aws:kms:eu-central-1:111122223333:key/0a1b2c3d
DeadLetterQueueUrl: https://sqs.eu-central-1.amazonaws.com/111122223333/letters
Matching:
  Enabled: true
  ExportingConfig: {S3Exporting: {S3BucketName: shop-matches}}
"""


def test_policies_when_a_file_names_things_then_one_for_each(run: Run, folder: Path) -> None:
    """Bucket, queue and key have a policy each."""
    (folder / "all.yaml").write_text(ALL)

    printed = json.loads(run("policies", "all.yaml", *PLACE).out)

    assert ["bucket", "queue", "key"] == list(printed)
    assert "arn:aws:s3:::shop-matches/*" == printed["bucket"]["Statement"][0]["Resource"]


def test_policies_when_a_file_names_nothing_then_none(run: Run) -> None:
    """A domain alone needs no permission of the service's."""
    assert {} == json.loads(run("policies", "domains/shop.yaml", *PLACE).out)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("domains/shop.yaml",), "--account-id and --region are missing; they say where"),
        (PLACE, "a FILE is missing; name a settings file, or give --caller"),
        (("all.yaml", "--region", "eu-central-1", "--account-id", "12"), "account_id"),
    ],
)
def test_policies_when_something_is_missing_or_wrong_then_two(
    run: Run, folder: Path, arguments: tuple[str, ...], said: str
) -> None:
    """The line says what."""
    (folder / "all.yaml").write_text(ALL)

    done = run("policies", *arguments)

    assert (2, "") == done[:2]
    assert said in done.err


@pytest.mark.parametrize("queue", ["arn:aws:sqs:eu-central-1:111122223333:hunter2", "https://x/"])
def test_policies_when_the_queue_is_not_named_by_its_url_then_the_member_is_named(
    run: Run, folder: Path, queue: str
) -> None:
    """The name of the queue is the end of its URL; no text repeats the queue."""
    text = f"DomainName: shop\nDeadLetterQueueUrl: {queue}\n"
    (folder / "all.yaml").write_text(text)

    done = run("policies", "all.yaml", *PLACE)

    assert (2, "") == done[:2]
    assert "DeadLetterQueueUrl is not a queue's URL; cpkit check says what to write" in done.err
    assert queue not in done.err


@pytest.mark.parametrize("place", [(), PLACE])
def test_policies_when_the_caller_is_meant_then_the_least_permissions(
    run: Run, place: tuple[str, ...]
) -> None:
    """A role for plans can only read; without a place it is for all domains."""
    done = run("policies", "--caller", "plan", *place)

    statements = json.loads(done.out)["Statement"]
    actions = [action for one in statements for action in [one["Action"]]]
    assert (0, "") == (done.status, done.err)
    assert "UpdateDomain" not in json.dumps(actions)
    assert "profile:GetDomain" in json.dumps(actions)


def test_policies_when_the_file_is_wrong_then_its_problem(run: Run, folder: Path) -> None:
    """That is no wrong usage."""
    (folder / "wrong.yaml").write_text("DomainName: shop\nDefaultExpirationDays: 2000\n")

    done = run("policies", "wrong.yaml", *PLACE)

    assert (1, "") == done[:2]
    assert "DefaultExpirationDays" in done.err

"""`cpkit update-domain`: the options of the AWS CLI."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from cpkit import DomainSettings

if TYPE_CHECKING:
    from pathlib import Path

    from cpkit import CustomerProfiles
    from tests.support.command import Run

KEY = "arn:aws:kms:us-east-1:111122223333:key/00000000-0000-4000-8000-000000000000"
QUEUE = "https://sqs.us-east-1.amazonaws.com/111122223333/letters"


@pytest.fixture(autouse=True)
def _shop(profiles: CustomerProfiles, folder: Path) -> None:
    profiles.create_domain(
        DomainSettings(domain_name="shop", default_expiration_days=366, dead_letter_queue_url=QUEUE)
    )
    (folder / "matching.json").write_text('{"Enabled": true}')
    (folder / "days.txt").write_text("90\n")
    (folder / "key.txt").write_text(KEY)
    (folder / "tags.txt").write_text("a=b,c=d")


@pytest.mark.parametrize(
    ("arguments", "member", "value"),
    [
        (["--default-expiration-days", "90"], "DefaultExpirationDays", 90),
        (["--matching", '{"Enabled": true}'], "Matching", {"Enabled": True}),
        (["--matching", "file://matching.json"], "Matching", {"Enabled": True}),
        (["--data-store", '{"Enabled": false}'], "DataStore", {"Enabled": False}),
        (["--default-expiration-days", "file://days.txt"], "DefaultExpirationDays", 90),
        (["--default-encryption-key", "file://key.txt"], "DefaultEncryptionKey", KEY),
        (["--tags", "file://tags.txt"], "Tags", {"a": "b", "c": "d"}),
        (["--dead-letter-queue-url", ""], "DeadLetterQueueUrl", None),
        (["--tags", "a=b,c=d=e"], "Tags", {"a": "b", "c": "d=e"}),
        (["--tags", '{"a": "b"}'], "Tags", {"a": "b"}),
        (
            ["--cli-input-json", '{"DomainName": "shop", "DefaultExpirationDays": 1}'],
            "DefaultExpirationDays",
            1,
        ),
        (
            ["--cli-input-yaml", "DomainName: shop\nDefaultExpirationDays: 1"],
            "DefaultExpirationDays",
            1,
        ),
        (["--cli-input-json", '{"DefaultExpirationDays": 1}'], "DefaultExpirationDays", 1),
        (["--cli-input-yaml", "{DefaultExpirationDays: 1}"], "DefaultExpirationDays", 1),
        (["--cli-input-yaml", "DefaultExpirationDays: 1"], "DefaultExpirationDays", 1),
        (["--cli-input-yaml", "Matching: {Enabled: true}"], "Matching", {"Enabled": True}),
        (
            ["--cli-input-json", "{}", "--default-expiration-days", "2"],
            "DefaultExpirationDays",
            2,
        ),
        (
            [
                *("--cli-input-json", '{"DomainName": "shop", "DefaultExpirationDays": 1}'),
                *("--default-expiration-days", "2"),
            ],
            "DefaultExpirationDays",
            2,
        ),
    ],
)
def test_update_when_an_option_is_given_then_the_response_has_it(
    run: Run, arguments: list[str], member: str, value: object
) -> None:
    """Values are JSON, inline or in files; options go before documents."""
    done = run("update-domain", "--domain-name", "shop", *arguments)

    response = json.loads(done.out)
    assert (0, "shop", value) == (done.status, response["DomainName"], response.get(member))


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["--matching", "{Enabled: true}"], 2, "--matching is not JSON: "),
        (["--matching", "file://gone.json"], 2, "--matching: gone.json cannot be read: No such"),
        (["--tags", "team"], 2, "--tags: 'team' has no '='; write key=value,key=value, or JSON"),
        (["--tags", "team=a,team=b"], 2, "--tags: the key 'team' appears twice; remove one"),
        (
            ["--matching", '{"Enabled": true, "Enabled": false}'],
            2,
            "--matching: an object has a key twice; remove one",
        ),
        (["--matching", '{"Enabeld": true}'], 1, "Matching.Enabeld: "),
        (["--cli-input-json", '{"Matchin": {}}'], 1, "Matchin: "),
        (["--cli-input-json", '{"DomainName": "shop", "Matchin": {}}'], 1, "Matchin: "),
        (["--default-expiration-days", "soon"], 2, "--default-expiration-days: 'soon' is not an"),
        (
            ["--dead-letter-queue-url", "fileb://queue.txt"],
            2,
            "--dead-letter-queue-url takes a text, and fileb:// is for bytes; write file://",
        ),
        (["--default-expiration-days", "2000"], 1, "DefaultExpirationDays: "),
        (
            ["--cli-input-json", "{}", "--cli-input-yaml", "a: b"],
            2,
            "--cli-input-json and --cli-input-yaml exclude each other",
        ),
    ],
)
def test_update_when_an_option_is_wrong_then_nothing_is_sent(
    run: Run, profiles: CustomerProfiles, arguments: list[str], status: int, said: str
) -> None:
    """The line says which option."""
    before = profiles.get_domain("shop")

    done = run("update-domain", "--domain-name", "shop", *arguments)

    assert (status, "", before) == (done.status, done.out, profiles.get_domain("shop"))
    assert said in done.err

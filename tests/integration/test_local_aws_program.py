"""Let the real `aws` program talk to the stand-in."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from typing import TYPE_CHECKING, Any

import pytest

from cpkit.local import LocalServer, serve

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    Run = Callable[..., subprocess.CompletedProcess[str]]

_CLIENT_ERRORS = {254, 255}


@pytest.fixture
def server() -> Iterator[LocalServer]:
    """Serve a new stand-in."""
    with serve() as server:
        yield server


@pytest.fixture
def aws(server: LocalServer, tmp_path: Path) -> Run:
    """Give a function that runs `aws customer-profiles` with nothing of this machine's settings."""
    program = shutil.which(os.environ.get("CPKIT_AWS_PROGRAM", ""))
    if program is None:
        pytest.skip("CPKIT_AWS_PROGRAM names no aws program")
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(tmp_path),
        "AWS_CONFIG_FILE": os.devnull,
        "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
        "AWS_EC2_METADATA_DISABLED": "true",
        "AWS_ACCESS_KEY_ID": "local",
        "AWS_SECRET_ACCESS_KEY": "local",
        "AWS_DEFAULT_REGION": server.service.region_name,
        "AWS_MAX_ATTEMPTS": "1",
        "AWS_PAGER": "",
        "AWS_ENDPOINT_URL_CUSTOMER_PROFILES": server.endpoint_url,
    }

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [program, "customer-profiles", *arguments, "--output", "json"]
        return subprocess.run(
            command, env=environment, capture_output=True, text=True, timeout=120, check=False
        )

    return run


@pytest.fixture
def shop(aws: Run) -> dict[str, Any]:
    """Create the domain Shop with the program, and give its answer."""
    done = aws(
        "create-domain",
        *("--domain-name", "Shop", "--default-expiration-days", "366"),
        *("--default-encryption-key", "arn:aws:kms:us-east-1:000000000000:key/1"),
        *("--tags", "Team=Data"),
    )
    assert (0, "") == (done.returncode, done.stderr)
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def test_create_when_the_program_asks_for_it_then_it_prints_the_domain(
    shop: dict[str, Any],
) -> None:
    """Settings and tags come back."""
    assert ("Shop", 366, {"Team": "Data"}) == (
        shop["DomainName"],
        shop["DefaultExpirationDays"],
        shop["Tags"],
    )


@pytest.mark.usefixtures("shop")
def test_update_when_its_input_is_a_file_then_the_domain_has_it(aws: Run, tmp_path: Path) -> None:
    """A document for `--cli-input-json` is taken as it is."""
    rules = {"Enabled": True, "MatchingRules": [{"Rule": ["EmailAddress"]}]}
    document = tmp_path / "domain.json"
    document.write_text(json.dumps({"DomainName": "Shop", "RuleBasedMatching": rules}))
    done = aws("update-domain", "--cli-input-json", f"file://{document}")

    assert (0, {**rules, "Status": "PENDING"}) == (
        done.returncode,
        json.loads(done.stdout)["RuleBasedMatching"],
    )


def test_update_when_the_key_is_empty_then_it_is_cleared(aws: Run, shop: dict[str, Any]) -> None:
    """An empty text on the command line reaches the service."""
    done = aws("update-domain", "--domain-name", "Shop", "--default-encryption-key", "")

    assert (True, 0, False) == (
        "DefaultEncryptionKey" in shop,
        done.returncode,
        "DefaultEncryptionKey" in json.loads(done.stdout),
    )


def test_get_when_the_domain_is_unknown_then_the_program_fails_with_its_error(aws: Run) -> None:
    """The program names the service's error."""
    done = aws("get-domain", "--domain-name", "Shop")

    assert (True, True) == (
        done.returncode in _CLIENT_ERRORS,
        "(ResourceNotFoundException)" in done.stderr,
    )


@pytest.mark.usefixtures("shop")
def test_update_when_a_value_is_bad_then_the_program_prints_its_path(aws: Run) -> None:
    """What the program does not check, the stand-in refuses."""
    matching = '{"Enabled": true, "JobSchedule": {"DayOfTheWeek": "MONDAY", "Time": "25:99"}}'
    done = aws("update-domain", "--domain-name", "Shop", "--matching", matching)

    assert (True, True, True) == (
        done.returncode in _CLIENT_ERRORS,
        "(BadRequestException)" in done.stderr,
        "Value '25:99' at 'Matching.JobSchedule.Time'" in done.stderr,
    )


@pytest.mark.usefixtures("shop")
def test_list_when_the_domain_exists_then_the_program_prints_it(aws: Run) -> None:
    """Listing goes through the query string."""
    done = aws("list-domains", "--max-results", "5")

    listed = [item["DomainName"] for item in json.loads(done.stdout)["Items"]]
    assert (0, ["Shop"]) == (done.returncode, listed)


@pytest.mark.usefixtures("shop")
def test_tags_when_the_program_changes_them_by_arn_then_they_change(
    aws: Run, server: LocalServer
) -> None:
    """An ARN survives the program's own encoding."""
    arn = server.service.domain_arn("Shop")
    aws("tag-resource", "--resource-arn", arn, "--tags", "Stage=Test")
    aws("untag-resource", "--resource-arn", arn, "--tag-keys", "Team")
    done = aws("list-tags-for-resource", "--resource-arn", arn)

    assert {"tags": {"Stage": "Test"}} == json.loads(done.stdout)

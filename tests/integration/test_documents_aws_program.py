"""Let the real `aws` program send the documents that cpkit writes."""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import TYPE_CHECKING, Any

import pytest

from cpkit import DomainSettings, from_wire, to_wire
from cpkit.documents import dump, skeleton
from cpkit.local import LocalServer, serve
from tests.support import samples
from tests.support.mistakes import LEGAL

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from cpkit.local import RecordedRequest

    Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def stand_in() -> Iterator[LocalServer]:
    """Serve a stand-in that has the domain shop, with a key and a queue."""
    with serve() as server:
        server.service.client().create_domain(
            DomainName="shop",
            DefaultExpirationDays=1,
            DefaultEncryptionKey="arn:aws:kms:us-east-1:000000000000:key/old",
            DeadLetterQueueUrl="https://sqs.us-east-1.amazonaws.com/000000000000/old",
        )
        yield server


@pytest.fixture
def update(stand_in: LocalServer, tmp_path: Path) -> Run:
    """Give a function that runs `aws customer-profiles update-domain` with a document."""
    program = shutil.which(os.environ.get("CPKIT_AWS_PROGRAM", ""))
    if program is None:
        pytest.skip("CPKIT_AWS_PROGRAM names no aws program")
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(tmp_path),
        "LC_ALL": "C",  # a document must not depend on an encoding
        "AWS_CONFIG_FILE": os.devnull,
        "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
        "AWS_EC2_METADATA_DISABLED": "true",
        "AWS_ACCESS_KEY_ID": "local",
        "AWS_SECRET_ACCESS_KEY": "local",
        "AWS_DEFAULT_REGION": stand_in.service.region_name,
        "AWS_MAX_ATTEMPTS": "1",
        "AWS_PAGER": "",
        "AWS_ENDPOINT_URL_CUSTOMER_PROFILES": stand_in.endpoint_url,
    }

    def run(document: Path) -> subprocess.CompletedProcess[str]:
        arguments = ["update-domain", "--cli-input-json", f"file://{document}", "--output", "json"]
        return subprocess.run(
            [program, "customer-profiles", *arguments],
            env=environment,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    return run


def updates(server: LocalServer) -> list[RecordedRequest]:
    """Give the updates that arrived."""
    return [request for request in server.service.requests if request.operation == "UpdateDomain"]


def test_dump_when_the_program_sends_it_then_the_same_settings_arrive(
    update: Run, stand_in: LocalServer, tmp_path: Path
) -> None:
    """Every member, characters of all kinds, and a key that is cleared."""
    document = samples.full()
    document["DefaultEncryptionKey"] = ""
    document["Tags"] = {"0366": "no", "a<b": "12:30", "text": 'one\n"two"\t\\ Köln \U0001f600'}
    settings = from_wire(DomainSettings, document)
    path = tmp_path / "shop.json"
    dump(settings, path)

    done = update(path)

    assert (0, "") == (done.returncode, done.stderr)
    (request,) = updates(stand_in)
    assert to_wire(settings) == request.parameters
    kept: Mapping[str, Any] = stand_in.service.client().get_domain(DomainName="shop")
    assert "DefaultEncryptionKey" not in kept
    assert document["Tags"] == kept.get("Tags")


@pytest.mark.parametrize(
    "name", ["name that looks like a number", "key prefix in words", "score tiny", "name alone"]
)
def test_dump_when_a_setting_is_unusual_then_the_program_sends_it_all_the_same(
    update: Run, stand_in: LocalServer, tmp_path: Path, name: str
) -> None:
    """What is right arrives as it was written."""
    (document,) = [unusual.document() for unusual in LEGAL if unusual.name == name]
    client = stand_in.service.client()
    if document["DomainName"] != "shop":
        client.create_domain(DomainName=document["DomainName"], DefaultExpirationDays=1)
    path = tmp_path / "shop.json"
    dump(from_wire(DomainSettings, document), path)

    done = update(path)

    assert (0, "") == (done.returncode, done.stderr)
    assert [document] == [request.parameters for request in updates(stand_in)]


def test_skeleton_when_the_program_sends_what_is_left_blank_then_it_refuses(
    update: Run, stand_in: LocalServer, tmp_path: Path
) -> None:
    """No placeholder reaches the service, so none clears the key or the queue."""
    path = tmp_path / "shop.json"
    path.write_text(skeleton(format="json").replace("null", '"shop"', 1))

    done = update(path)

    assert 0 != done.returncode
    assert "Invalid type for parameter DefaultEncryptionKey, value: None" in done.stderr
    assert [] == updates(stand_in)

"""Tests of files in S3, against moto's server on loopback."""

from collections.abc import Iterator
from typing import Any

import boto3
import polars as pl
import pytest
from moto.server import ThreadedMotoServer

from cpkit import preview
from cpkit.errors import ValidationError
from cpkit.preview.objects import S3Object
from tests.support.preview_profiles import groups_of, rules

RULES = rules(["FirstName"])
CSV = b"ProfileId,FirstName\na,x\nb,x\n"
LINES = b'{"ProfileId": "c", "FirstName": "x"}\n'


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    """Return the address of a server that plays S3."""
    server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture(autouse=True)
def bucket(endpoint: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Return a function that stores objects in an empty bucket."""
    for name, value in {
        "AWS_ENDPOINT_URL_S3": endpoint,
        "AWS_ACCESS_KEY_ID": "testing",
        "AWS_SECRET_ACCESS_KEY": "testing",
        "AWS_SESSION_TOKEN": "testing",
        "AWS_DEFAULT_REGION": "eu-central-1",
    }.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(boto3, "DEFAULT_SESSION", None)
    client: Any = boto3.client("s3")
    client.create_bucket(
        Bucket="shop", CreateBucketConfiguration={"LocationConstraint": "eu-central-1"}
    )

    def store(**objects: bytes) -> None:
        for key, body in objects.items():
            client.put_object(Bucket="shop", Key=key.replace("__", "/"), Body=body)

    yield store
    for entry in client.list_objects_v2(Bucket="shop").get("Contents", ()):
        client.delete_object(Bucket="shop", Key=entry["Key"])
    client.delete_bucket(Bucket="shop")


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("s3://shop/day/one", [["a", "b"]]),
        ("s3://shop/day", [["a", "b", "c"]]),
        ("s3://shop/day/", [["a", "b", "c"]]),
        ("s3://shop/day/t*", []),
        ("s3://shop", [["a", "b", "c"]]),
        ("s3://shop/d*/*o*", [["a", "b", "c"]]),
    ],
)
def test_objects_when_an_address_is_given_then_what_it_names_is_read(
    path: str, expected: list[list[str]], bucket: Any
) -> None:
    """An object, those below a folder, those that fit a pattern; marks are passed over."""
    bucket(day__one=CSV, day__two=LINES, day__folder__=b"", day___SUCCESS=b"")

    assert expected == groups_of(preview.evaluate(path, RULES))


def test_objects_when_parquet_then_fetched_with_the_credentials_of_boto3(
    bucket: Any, tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Polars fetches what it needs by itself, with what boto3 found."""
    path = tmp_path / "profiles"
    pl.DataFrame({"ProfileId": ["a", "b"], "FirstName": ["x", "x"]}).write_parquet(path)
    bucket(profiles=path.read_bytes())
    monkeypatch.delenv("AWS_SESSION_TOKEN")

    assert [["a", "b"]] == groups_of(preview.evaluate("s3://shop/profiles", RULES))


def test_objects_when_there_is_none_then_a_problem() -> None:
    """As with files that are not there."""
    with pytest.raises(ValidationError, match=r"s3://shop/no: no file was found; check the path\."):
        preview.evaluate("s3://shop/no", RULES)


def test_objects_when_one_is_empty_then_a_problem(bucket: Any) -> None:
    """It is named by its address."""
    bucket(empty=b"")

    with pytest.raises(ValidationError, match=r"s3://shop/empty: the file is empty"):
        preview.evaluate("s3://shop/empty", RULES)


def test_objects_when_they_cannot_be_listed_then_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    """A bucket that does not exist, and an endpoint that nobody serves."""
    with pytest.raises(ValidationError, match=r"s3://gone/a: S3 reports NoSuchBucket; check the"):
        preview.evaluate("s3://gone/a", RULES)

    monkeypatch.setenv("AWS_ENDPOINT_URL_S3", "http://127.0.0.1:1")
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    with pytest.raises(ValidationError, match=r"s3://shop/a: S3 reports EndpointConnectionError;"):
        preview.evaluate("s3://shop/a", RULES)


def test_objects_when_one_cannot_be_read_then_a_problem(
    bucket: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It was deleted after it had been listed."""
    bucket(one=CSV)

    def listed(_: str) -> Iterator[S3Object]:
        client: Any = boto3.client("s3")
        yield S3Object(None, client, "shop", "gone", 1)

    monkeypatch.setattr("cpkit.preview.files.list_objects", listed)

    with pytest.raises(ValidationError, match=r"s3://shop/gone: S3 reports NoSuchKey; check"):
        preview.evaluate("s3://shop/one", RULES)

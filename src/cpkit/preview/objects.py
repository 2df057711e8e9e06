"""Files in S3, read with the credentials that boto3 finds."""

from collections.abc import Generator, Iterator
from contextlib import contextmanager
from fnmatch import fnmatchcase
from glob import has_magic
from io import BytesIO
from typing import IO, Any

import attrs
import polars as pl

__all__ = ["S3Object", "StorageError", "list_objects"]


class StorageError(Exception):
    """S3 did not respond with what was requested; the text says why, and what to do."""


@contextmanager
def _storage_errors() -> Generator[None, None, None]:
    """Raise what boto3 raises as `StorageError`."""
    from botocore.exceptions import BotoCoreError, ClientError  # noqa: PLC0415 - as boto3

    try:
        yield
    except ClientError as error:
        response: Any = error.response
        reason = response["Error"]["Code"]
    except BotoCoreError as error:
        reason = type(error).__name__
    else:
        return
    raise StorageError(
        f"S3 reports {reason}; check the address, the credentials, the region and the network."
    )


@attrs.frozen
class S3Object:
    """An object in a bucket."""

    session: Any = attrs.field(repr=False)
    """The boto3 session, which has the credentials."""
    client: Any = attrs.field(repr=False)
    """The session's client."""
    bucket: str
    """The bucket."""
    key: str
    """The object's key."""
    size: int
    """The number of bytes."""

    @property
    def name(self) -> str:
        """The address."""
        return f"s3://{self.bucket}/{self.key}"

    def head(self, count: int) -> bytes:
        """Return the first bytes."""
        return self._get(Range=f"bytes=0-{count - 1}")

    def open(self) -> IO[bytes]:
        """Return the object in memory: nothing of it is written to this machine's disk."""
        return BytesIO(self._get())

    def scan_parquet(self) -> pl.LazyFrame:
        """Return it as a table of which only what is needed is fetched."""
        return pl.scan_parquet(self.name, storage_options=self._options(), glob=False)

    def _get(self, **options: str) -> bytes:
        with _storage_errors():
            response = self.client.get_object(Bucket=self.bucket, Key=self.key, **options)
            body: bytes = response["Body"].read()
        return body

    def _options(self) -> dict[str, str]:
        """Return what Polars needs to fetch as boto3 does."""
        credentials: Any = self.session.get_credentials()
        frozen = credentials.get_frozen_credentials()
        endpoint = str(self.client.meta.endpoint_url)
        options = {
            "aws_access_key_id": frozen.access_key,
            "aws_secret_access_key": frozen.secret_key,
            "aws_region": self.client.meta.region_name,
            "aws_endpoint_url": endpoint,
            "aws_allow_http": str(endpoint.startswith("http:")).lower(),
        }
        return options | ({"aws_session_token": frozen.token} if frozen.token else {})


def list_objects(path: str) -> Iterator[S3Object]:
    """Yield the objects that an address names: itself, those below it, those that fit a pattern.

    Raises:
        StorageError: They cannot be listed.
    """
    import boto3  # noqa: PLC0415 - only who reads from S3 pays for it

    bucket, _, key = path.removeprefix("s3://").partition("/")
    prefix = key[: min(map(key.find, filter(key.__contains__, "*?[")), default=len(key))]
    with _storage_errors():
        session: Any = boto3.DEFAULT_SESSION or boto3.Session()
        client = session.client("s3")
        for page in client.get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix=prefix):
            for entry in page.get("Contents", ()):
                if _is_meant(entry["Key"], key):
                    yield S3Object(session, client, bucket, entry["Key"], entry["Size"])


def _is_meant(found: str, key: str) -> bool:
    """Return whether an object is the one that was named, is below it, or fits the pattern."""
    name = found.rpartition("/")[2]
    if found == key or not name:  # a name that ends with a slash stands for a folder
        return found == key and bool(name)
    if has_magic(key):
        return fnmatchcase(found, key)
    folder = f"{key.rstrip('/')}/" if key else ""
    return found.startswith(folder) and not name.startswith(("_", "."))

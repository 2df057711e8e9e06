"""boto3 in virtual time: its own code for retries, with waits that nobody waits for."""

import os
import random
import threading
from collections.abc import Generator
from contextlib import contextmanager
from functools import partial
from types import SimpleNamespace, TracebackType
from unittest.mock import patch

import boto3
from virtual_time import VirtualTime

__all__ = ["virtual_boto3"]


class _Condition:
    """Wait in virtual time, where one thread alone ever waits, as in a client for each thread."""

    def __init__(self, time: VirtualTime, lock: threading.Lock) -> None:
        self._time = time
        self._lock = lock

    def __enter__(self) -> bool:
        return self._lock.__enter__()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._lock.__exit__(kind, error, traceback)

    def wait(self, timeout: float) -> None:
        self._time.sleep(timeout)

    def notify(self) -> None:
        """Wake nobody: whoever waits has said for how long."""


@contextmanager
def virtual_boto3(time: VirtualTime, seed: int) -> Generator[boto3.Session]:
    """Make botocore wait in virtual time, and draw the same each time.

    Its retries are its own: nothing is replaced but the clock, the sleeping and the condition that
    adaptive mode waits at. Variables of AWS are put aside, since they would change its retries.

    Args:
        time: What passes meanwhile.
        seed: What decides what botocore draws.

    Yields:
        A session that makes clients; what they send must be diverted to a stand-in.
    """
    clock = SimpleNamespace(
        sleep=time.sleep, time=lambda: time.now().timestamp(), monotonic=time.clock
    )
    locks = SimpleNamespace(Lock=threading.Lock, Condition=partial(_Condition, time))
    others = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
    none = {"AWS_CONFIG_FILE": os.devnull, "AWS_SHARED_CREDENTIALS_FILE": os.devnull}
    state = random.getstate()
    random.seed(seed)
    with (
        patch("botocore.endpoint.time", clock),
        patch("botocore.retries.bucket.time", clock),
        patch("botocore.retries.bucket.threading", locks),
        patch.dict(os.environ, others | none, clear=True),
    ):
        try:
            yield boto3.Session(
                aws_access_key_id="simulation",
                aws_secret_access_key="simulation",  # noqa: S106 - opens nothing
                region_name="us-east-1",
            )
        finally:
            random.setstate(state)

"""Waiting for a job, until it has ended or is gone. Only the test's clock moves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from cpkit.errors import (
    ResourceNotFoundError,
    WaitTimeoutError,
)
from cpkit.models.jobs import IdentityResolutionJobStatus
from tests.support.world_of_rules import World

if TYPE_CHECKING:
    from cpkit.client.waiting.polling import PollEvent


JOB_ID = "0" * 32


@pytest.mark.parametrize("status", ["COMPLETED", "PARTIAL_SUCCESS", "FAILED"])
def test_job_when_it_ends_then_it_is_returned_however_it_ended(status: str) -> None:
    """Each look is told; a failed job has ended as well."""
    world = World()
    statuses = iter(["PREPROCESSING", "MERGING", status])
    world.service.results.put_jobs("shop", {"JobId": JOB_ID, "Status": "PENDING"})
    seen: list[str] = []

    def move_on(event: PollEvent[Any]) -> None:
        seen.append(event.status)
        assert event.is_confirmed
        assert f"job {JOB_ID} of shop" == event.what
        if event.next_poll is not None:
            world.service.results.put_jobs("shop", {"JobId": JOB_ID, "Status": next(statuses)})

    job = world.profiles.wait_until_job_finished("shop", JOB_ID, on_poll=move_on)

    assert IdentityResolutionJobStatus(status) == job.status
    assert ["PENDING", "PREPROCESSING", "MERGING", status] == seen
    assert [60.0] * 3 == world.sleeps


def test_job_when_the_time_is_over_then_it_is_carried() -> None:
    """A job without a status is not taken for an ended one."""
    world = World()
    world.service.results.put_jobs("shop", {"JobId": JOB_ID})

    with pytest.raises(WaitTimeoutError, match="last status was unknown") as raised:
        world.profiles.wait_until_job_finished("shop", JOB_ID, timeout=100, poll_every=70)
    assert [70, 30] == world.sleeps
    assert JOB_ID == getattr(raised.value.last_seen, "job_id", None)


def test_job_when_it_is_gone_then_the_wait_ends() -> None:
    """Switching matching off deletes jobs that are pending."""
    with pytest.raises(ResourceNotFoundError):
        World().profiles.wait_until_job_finished("shop", JOB_ID)

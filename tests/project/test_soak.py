"""A soak objects to what grows, to what is lost, and to having met nothing."""

from collections import Counter
from typing import Any

import attrs
import pytest

from cpkit import CustomerProfiles
from cpkit.local import LocalService
from tests.soak.faulty_server import FAULTS, Counts
from tests.soak.holdings import Holdings, Sample, growth
from tests.soak.judging import Quiet, Soak, objections, report
from tests.soak.worker import Worker, kept

CALLS = 5000
SAMPLE = Sample(calls=0, memory=60_000_000, threads=2, descriptors=10)


def held(name: str, **more: float) -> Holdings:
    """Hold more of something with each call, or nothing more."""
    samples = [
        attrs.evolve(
            SAMPLE,
            calls=calls,
            **{what: getattr(SAMPLE, what) + int(calls * each) for what, each in more.items()},
        )
        for calls in range(0, CALLS, 100)
    ]
    return Holdings(name, SAMPLE, samples)


def quiet(*, calls: int = 0, objects: int = 70_000) -> Quiet:
    """Count at the beginning or at the end of a good soak."""
    return Quiet(calls, objects, Counts(2 * calls, Counter(dict.fromkeys(FAULTS, 5)), 70_000))


def soak(**changes: Any) -> Soak:
    """Have a good soak, but for these changes."""
    workers = (Worker(CustomerProfiles(LocalService().client()), 0, calls=CALLS, unreadable=9),)
    good = Soak(8, workers, (held("client"), held("server")), quiet(), quiet(calls=CALLS))
    return attrs.evolve(good, **changes)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, ""),
        ({"held": (held("client", memory=1000),)}, "the client's memory has grown by 4.8 MiB"),
        ({"held": (held("server", threads=0.01),)}, "the server had 51 threads"),
        ({"held": (held("client", descriptors=0.02),)}, "the client had 108 descriptors"),
        ({"after": quiet(calls=CALLS, objects=75_001)}, "the client holds 5001 objects more"),
        (
            {"after": attrs.evolve(quiet(calls=CALLS), server=Counts(0, Counter(), 0))},
            "no fault of these kinds was met: throttled, ",
        ),
    ],
)
def test_soak_when_something_grows_or_nothing_is_met_then_objected(
    changes: dict[str, Any], said: str
) -> None:
    """A leak in every call is seen, whatever it is that leaks."""
    assert said in "".join(objections(soak(**changes)))
    assert bool(said) == bool(objections(soak(**changes)))
    assert report(soak(**changes))


def test_growth_when_memory_steps_up_once_then_none_is_seen() -> None:
    """A cache that fills late is no leak."""
    samples = [
        attrs.evolve(SAMPLE, calls=calls, memory=60_000_000 + 500_000 * (calls > 800))
        for calls in range(0, 1000, 10)
    ]

    assert 0 == growth(samples)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"errors": Counter({"TransportError": 1})}, "1 calls ended with TransportError"),
        ({"unreadable": 99}, "99 answers could not be read: more than were spoilt"),
        ({"violations": ["lost"] * 7}, "and 2 violations more"),
        ({"calls": 0}, "these workers made no call: [0]"),
    ],
)
def test_soak_when_a_worker_met_what_it_should_not_then_objected(
    changes: dict[str, Any], said: str
) -> None:
    """Neither an error that nothing explains nor a lost update is passed over."""
    worker = attrs.evolve(soak().workers[0], **changes)

    assert any(said in line for line in objections(soak(workers=(worker,))))


def test_worker_when_its_updates_get_lost_then_sees_it() -> None:
    """Whoever writes into a worker's domain is found out when it reads."""
    client = LocalService().client()
    client.create_domain(DomainName=kept(0), DefaultExpirationDays=1)
    worker = Worker(CustomerProfiles(client), 0)
    turns = iter([False] * 30 + [True])
    worker.work(lambda: next(turns))
    assert [] == worker.violations

    def overwrite_and_go_on() -> bool:
        client.update_domain(DomainName=kept(0), DefaultExpirationDays=777)
        return next(turns)

    turns = iter([False] * 30 + [True])
    worker.work(overwrite_and_go_on)

    assert "777 days were read" == worker.violations[0][:18]

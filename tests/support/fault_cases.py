"""A table of cases over the fault server: what one line says, and how it is held against a call."""

from __future__ import annotations

import pickle
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import pytest
from botocore.config import Config

from cpkit import DomainSettings
from cpkit.client import CustomerProfiles
from cpkit.errors import CallError, MalformedResponseError, ServiceError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.support.connections import Connections
    from tests.support.fault_server import Script

__all__ = ["OWN", "REPEATING", "SUCCESS", "Case", "Fails", "check", "each"]

OWN = ("read", "write")
PASSED_IN = "write with a client passed in"
"""Such a client sends each request once, so that only what cpkit registers on its own differs."""
REPEATING = {
    f"write with a client that sends twice in {mode} mode": mode
    for mode in ("legacy", "standard", "adaptive")
}
"""Ways whose client repeats by itself, and the mode in which it does."""


@dataclass(frozen=True)
class Fails:
    """How a call ends that fails."""

    error: type[CallError]
    code: str | None = None
    lost: bool = False
    """Whether a call that writes may have been applied."""
    note: str | None = None
    """What a note of the error tells, such as why there was no further attempt."""


SUCCESS = None
"""The call gives the domain."""


@dataclass(frozen=True)
class Case:
    """One line of a table."""

    name: str
    script: Script
    requests: int
    """How many requests arrive, which is also how many attempts the error tells."""
    outcome: Fails | None
    waits: list[float] | None = None
    """The seconds waited, where half of each full wait is drawn; not looked at if left out."""
    policy: dict[str, Any] = field(default_factory=dict[str, Any])
    config: dict[str, Any] = field(default_factory=dict[str, Any])
    endpoint_url: str | None = None
    """The endpoint; the server itself if left out."""
    arrive: int | None = None
    """How many requests the server sees, where that differs from those sent."""
    unparsed: bool = False
    """Whether botocore stumbles over the response, which only cpkit's own client prevents."""
    or_more: bool = False
    """Whether a slow machine, on which the answer comes too late as well, may send more."""


def each(cases: Iterable[Case], *ways: str) -> pytest.MarkDecorator:
    """Run a test for each line of a table, in all ways to call unless some are named."""
    params = [
        pytest.param(case, way, id=f"{case.name}, {way}")
        for case in cases
        for way in ways or (*OWN, PASSED_IN)
    ]
    return pytest.mark.parametrize(("case", "way"), params)


def check(case: Case, way: str, connections: Connections) -> CallError | None:
    """Make one call, and hold all that it came to against the line.

    Returns:
        The error, for what a test looks at beyond the table.
    """
    if case.unparsed and way == PASSED_IN:
        case = replace(case, requests=1, outcome=Fails(MalformedResponseError, lost=True), waits=[])
    connections.server.script = case.script
    profiles = _profiles(case, way, connections)
    writes = way != "read"
    error: CallError | None = None
    try:
        domain = (
            profiles.update_domain(DomainSettings(domain_name="shop", default_expiration_days=30))
            if writes
            else profiles.get_domain("shop")
        )
    except CallError as raised:
        error = raised
    else:
        assert "shop" == domain.domain_name
    expected, actual = _facts(case, writes=writes), error and _seen(case, error)
    assert expected == actual, f"{actual} is not {expected}"
    due = case.requests if case.arrive is None else case.arrive
    arrived = connections.server.arrived(due)
    assert due == arrived or (case.or_more and due < arrived), connections.server.requests
    if case.waits is not None:
        assert case.waits == connections.waits, connections.waits
    if error is not None:
        copy = pickle.loads(pickle.dumps(error))
        assert (type(error), str(error), vars(error)) == (type(copy), str(copy), vars(copy))
    return error


def _profiles(case: Case, way: str, connections: Connections) -> CustomerProfiles:
    settings: dict[str, Any] = {}
    if case.endpoint_url is not None:
        settings["endpoint_url"] = case.endpoint_url
    retry = connections.policy(**{"random": lambda: 0.5, **case.policy})
    if way in OWN:
        return connections.profiles(retry=retry, config=Config(**case.config), **settings)
    retries: Any = {"total_max_attempts": 1}
    if way in REPEATING:
        retries = {"total_max_attempts": 2, "mode": REPEATING[way]}
    passed_in = Config(retries=retries, **case.config)
    return CustomerProfiles(connections.client(config=passed_in, **settings), retry=retry)


def _facts(case: Case, *, writes: bool) -> object:
    if case.outcome is None:
        return None
    lost = case.outcome.lost and writes
    return case.outcome.error, case.outcome.code, case.requests, lost, case.outcome.note


def _seen(case: Case, error: CallError) -> object:
    code = error.code if isinstance(error, ServiceError) else None
    note = case.outcome.note if case.outcome is not None else None
    if note is not None and note not in "".join(getattr(error, "__notes__", ())):
        note = f"none says {note}"
    return type(error), code, error.attempts, error.maybe_applied, note

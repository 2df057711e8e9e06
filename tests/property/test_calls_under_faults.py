"""Law: whatever goes wrong, what a call says of its effect is true.

A call that succeeds has done what it was asked for. One that fails has done nothing, unless its
error says ``maybe_applied``: then the domain is as before, or as it was asked for, and as nothing
else. No error says so where every request was plainly refused.
"""

import math
import warnings
from collections.abc import Callable
from functools import cache
from typing import Any

import boto3
from botocore.config import Config
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from cpkit import CustomerProfiles, DomainSettings, RetryPolicy, SettingsWarning, to_wire
from cpkit.errors import (
    BadRequestError,
    CallError,
    InternalServerError,
    MalformedResponseError,
    ResourceNotFoundError,
    ThrottledError,
    TransportError,
)
from cpkit.local import (
    CutOff,
    Delay,
    Fault,
    LocalService,
    MalformedResponse,
    ServerError,
    Throttle,
    TruncatedResponse,
)
from tests.support.thorough import thorough, times

pytestmark = thorough

ATTEMPTS = 3
REPEATED = (InternalServerError, ThrottledError, TransportError)
REFUSING = (Throttle(), Throttle(retry_after=9))
PAGES = (MalformedResponse(b"{}"), MalformedResponse(b'{"DomainName": 1}'))
"""Nothing tells them from a page without items, of which the model requires no member."""
FAULTS: tuple[Fault, ...] = (
    *REFUSING,
    ServerError(500),
    ServerError(502, applied=True),
    ServerError(503),
    ServerError(504, applied=True),
    CutOff(),
    CutOff(applied=True),
    Delay(0.001),
    Delay(60),
    TruncatedResponse(),
    MalformedResponse(),
    MalformedResponse(b""),
    MalformedResponse(b"[1]", applied=False),
    *PAGES,
    MalformedResponse(b"", status=302, applied=False),
    MalformedResponse(b"<html>", status=403, applied=False),
)

names = st.sampled_from(["books", "shop"])
days = st.integers(1, 9)
tags = st.none() | st.dictionaries(st.sampled_from("ab"), st.sampled_from("xyz"), min_size=1)

State = dict[str, dict[str, Any]]


class WatchedService(LocalService):
    """Know which faults have struck, and what there is."""

    def __init__(self) -> None:
        """Begin with no domain."""
        super().__init__(sleep=lambda _: None)
        self.struck: list[Fault] = []
        queue: Any = self._faults
        take: Callable[[str | None], Fault | None] = queue.take

        def noting(operation: str | None) -> Fault | None:
            fault = take(operation)
            self.struck += [] if fault is None else [fault]
            return fault

        queue.take = noting

    def state(self) -> State:
        """Copy what each domain has."""
        operations: Any = self._handlers
        return {
            name: {**domain._settings, **({"Tags": dict(domain.tags)} if domain.tags else {})}
            for name, domain in operations._domains.items()
        }


@cache
def own_client() -> CustomerProfiles:
    """Make a client of cpkit's own; only its requests must not leave the process."""
    return CustomerProfiles(
        session=boto3.Session("any", "any", region_name="us-east-1"),
        config=Config(read_timeout=1),
        retry=RetryPolicy(
            max_attempts=ATTEMPTS, timeout=math.inf, budget=math.inf, sleep=lambda _: None
        ),
    )


class Calls(RuleBasedStateMachine):
    """Make calls while requests go wrong, and hold each to what it said."""

    @initialize()
    def begin(self) -> None:
        """Begin with no domain."""
        self.service = WatchedService()
        self.profiles = own_client()
        self.service.attach(self.profiles.boto3_client)

    @rule(faults=st.lists(st.sampled_from(FAULTS), min_size=1, max_size=4))
    def go_wrong(self, faults: list[Fault]) -> None:
        """Let the next requests go wrong."""
        for fault in faults:
            self.service.inject(fault)

    @rule(name=names, days=days, tags=tags)
    def create(self, name: str, days: int, tags: dict[str, str] | None) -> None:
        """Create a domain, which may be there."""
        declared = DomainSettings(domain_name=name, default_expiration_days=days, tags=tags)
        before = self.service.state()
        asked = {**before, name: _members(declared)}
        if name in before:
            # Only one that has it all passes for one that an earlier attempt has made.
            asked = before
        error = self.hold(
            "CreateDomain",
            lambda: self.profiles.create_domain(declared),
            asked,
            refused=BadRequestError if name in before else None,
        )
        if error is None:
            assert _members(declared).items() <= self.service.state()[name].items()

    @rule(name=names, days=st.none() | days, tags=tags)
    def update(self, name: str, days: int | None, tags: dict[str, str] | None) -> None:
        """Change a domain, which may not be there."""
        if days is None and tags is None:
            return
        declared = DomainSettings(domain_name=name, default_expiration_days=days, tags=tags)
        before = self.service.state()
        asked = dict(before)
        if name in before:
            asked[name] = before[name] | _members(declared)

        def update() -> None:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", SettingsWarning)  # of tags, at every turn
                domain = self.profiles.update_domain(declared)
            assert asked[name] == _members(domain.settings)

        refused = None if name in before else ResourceNotFoundError
        self.hold("UpdateDomain", update, asked, refused=refused)

    @rule(name=names)
    def delete(self, name: str) -> None:
        """Delete a domain, which may not be there."""
        before = self.service.state()
        asked = {other: members for other, members in before.items() if other != name}
        refused = None if name in before else ResourceNotFoundError
        self.hold("DeleteDomain", lambda: self.profiles.delete_domain(name), asked, refused=refused)

    @rule(name=names)
    def get(self, name: str) -> None:
        """Read a domain, which may not be there."""
        before = self.service.state()

        def get() -> None:
            found = self.profiles.get_domain(name).settings
            assert before[name] == _members(found)

        refused = None if name in before else ResourceNotFoundError
        self.hold("GetDomain", get, before, refused=refused)

    @rule()
    def list_all(self) -> None:
        """List the domains."""
        before = self.service.state()

        def list_all() -> None:
            found = [item.domain_name for item in self.profiles.list_domains()]
            assert found == sorted(before) or any(one in PAGES for one in self.service.struck)

        self.hold("ListDomains", list_all, before, refused=None)

    def hold(
        self,
        operation: str,
        call: Callable[[], object],
        asked: State,
        *,
        refused: type[CallError] | None,
    ) -> CallError | None:
        """Make a call, and hold what became of it against what it says."""
        before = self.service.state()
        self.service.forget_requests()
        self.service.struck.clear()
        try:
            call()
        except CallError as error:
            self.note(error, operation, refused)
            possible = [before, asked] if error.maybe_applied else [before]
            assert self.service.state() in possible
            return error
        assert asked == self.service.state()
        assert refused is None or self.service.struck
        return None

    def note(self, error: CallError, operation: str, refused: type[CallError] | None) -> None:
        """Hold an error to what was sent, and to what went wrong."""
        sent = [request.operation for request in self.service.requests]
        assert error.operation == operation
        assert error.attempts == sent.count(operation)
        assert error.attempts <= ATTEMPTS
        if isinstance(error, REPEATED):
            assert error.attempts == ATTEMPTS
        if not self.service.struck:
            assert refused is type(error)
        if all(fault in REFUSING for fault in self.service.struck):
            assert not error.maybe_applied
        if operation.startswith(("Get", "List")):
            assert not error.maybe_applied
        if isinstance(error, MalformedResponseError):
            assert error.maybe_applied is not operation.startswith(("Get", "List"))


def _members(declared: DomainSettings) -> dict[str, Any]:
    members: dict[str, Any] = {**to_wire(declared)}
    return {name: value for name, value in members.items() if name != "DomainName"}


Calls.TestCase.settings = settings(max_examples=times(50, 150), stateful_step_count=20)
TestCalls = Calls.TestCase
"""Every call, under every fault, does what it says it did."""

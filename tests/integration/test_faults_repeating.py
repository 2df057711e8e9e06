"""Clients that repeat by themselves, in all of botocore's modes: what they hide is not denied."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import attrs
import pytest
from boto3 import Session
from botocore.config import Config
from botocore.exceptions import CredentialRetrievalError

from cpkit import CustomerProfiles, DomainSettings
from cpkit.errors import (
    AccessDeniedError,
    CallError,
    ConfigurationError,
    InternalServerError,
    ResourceNotFoundError,
    ThrottledError,
    TransportError,
)
from cpkit.local import CutOff, LocalService, Throttle
from cpkit.planning import Outcome
from tests.support.connections import no_wait
from tests.support.fault_answers import OK, THROTTLED, error
from tests.support.fault_cases import REPEATING, SUCCESS, Case, Fails, check, each
from tests.support.fault_server import LOST
from tests.support.plan_clients import SHOP, policy

if TYPE_CHECKING:
    from tests.support.connections import Connections
    from tests.support.fault_server import Script

BROKEN = error(500, "InternalServerException")
DENIED = error(403, "AccessDeniedException")
MISSING = error(404, "ResourceNotFoundException")
ONCE = {"max_attempts": 1}
"""cpkit's own attempts; the client makes two of each."""


@pytest.fixture(autouse=True)
def _no_waits_of_botocore(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let botocore repeat at once; it asks nobody how to wait."""
    monkeypatch.setattr(time, "sleep", no_wait)


def throttled(*, lost: bool) -> Fails:
    """End with the last answer, which is a refusal."""
    return Fails(ThrottledError, "ThrottlingException", lost=lost)


CASES = (
    Case("lost, then well", [LOST, OK], 2, SUCCESS, policy=ONCE),
    Case("throttled, then well", [THROTTLED, OK], 2, SUCCESS, policy=ONCE),
    Case("lost, then throttled", [LOST, THROTTLED], 2, throttled(lost=True), policy=ONCE),
    Case("500, then throttled", [BROKEN, THROTTLED], 2, throttled(lost=True), policy=ONCE),
    Case("throttled twice", [THROTTLED], 2, throttled(lost=True), policy=ONCE),
    Case(
        "lost, then denied",
        [LOST, DENIED],
        2,
        Fails(AccessDeniedError, "AccessDeniedException", lost=True),
        policy=ONCE,
    ),
    Case(
        "500, then missing",
        [BROKEN, MISSING],
        2,
        Fails(ResourceNotFoundError, "ResourceNotFoundException", lost=True),
        policy=ONCE,
    ),
    Case(
        "denied at once",
        [DENIED],
        1,
        Fails(AccessDeniedError, "AccessDeniedException"),
        policy=ONCE,
    ),
    Case(
        "500 twice",
        [BROKEN],
        2,
        Fails(InternalServerError, "InternalServerException", lost=True),
        policy=ONCE,
    ),
    Case("lost twice", [LOST], 1, Fails(TransportError, lost=True), policy=ONCE, arrive=2),
)


@each(CASES, *REPEATING)
def test_client_when_it_repeats_by_itself_then_as_the_table_says(
    case: Case, way: str, connections: Connections
) -> None:
    """Of what it sent, only the last answer is known, and the others may have done something."""
    check(case, way, connections)


@pytest.mark.filterwarnings("ignore:client. retries")
@pytest.mark.parametrize("mode", REPEATING.values())
@pytest.mark.parametrize(
    ("script", "attempts"), [([LOST], 1), ([BROKEN], 1), ([BROKEN, BROKEN, LOST], 2)]
)
def test_client_when_its_credentials_end_between_its_repeats_then_something_was_sent(
    connections: Connections, mode: Any, script: Script, attempts: int
) -> None:
    """A configuration error would deny it."""
    signed = len(script)

    def sign(**_: object) -> None:
        nonlocal signed
        signed -= 1
        if signed < 0:
            raise CredentialRetrievalError(provider="role", error_msg="too late")

    connections.server.script = script
    retries: Any = {"total_max_attempts": 2, "mode": mode}
    client = connections.client(config=Config(retries=retries))
    events: Any = client.meta.events
    events.register("before-sign.customer-profiles", sign)
    profiles = CustomerProfiles(client, retry=policy(max_attempts=attempts))
    with pytest.raises(CallError, match="could not make the last one") as caught:
        profiles.update_domain(DomainSettings(domain_name="shop", default_expiration_days=30))

    assert len(script) == len(connections.server.requests) == caught.value.attempts
    assert (CallError, True) == (type(caught.value), caught.value.maybe_applied)
    assert isinstance(caught.value.__cause__, CredentialRetrievalError)


@pytest.mark.filterwarnings("ignore:client. retries")
@pytest.mark.parametrize("mode", REPEATING.values())
def test_client_when_it_never_had_credentials_then_the_setting_is_named(
    connections: Connections, mode: Any
) -> None:
    """That it would have repeated what it sent does not matter where it sent nothing."""
    retries: Any = {"total_max_attempts": 2, "mode": mode}
    config = Config(retries=retries)
    client: Any = Session().client(
        "customer-profiles", "us-east-1", endpoint_url=connections.server.url, config=config
    )
    connections.made.append(client)
    with pytest.raises(ConfigurationError, match=r"^credentials: unable to locate"):
        CustomerProfiles(client, retry=policy()).update_domain(
            DomainSettings(domain_name="shop", default_expiration_days=30)
        )
    assert [] == connections.server.requests


@pytest.mark.filterwarnings("ignore:client. retries")
@pytest.mark.parametrize("mode", ["legacy", "standard"])
def test_apply_when_the_client_hides_a_lost_answer_then_it_looks_once_more(mode: Any) -> None:
    """A change that was made is not denied because what came after it was refused."""
    service = LocalService()
    owner = CustomerProfiles(service.client(), retry=policy())
    owner.create_domain(SHOP)
    plan = owner.plan(attrs.evolve(SHOP, default_expiration_days=90))
    service.inject(CutOff(applied=True), operation="UpdateDomain")
    service.inject(Throttle(), operation="UpdateDomain", times=2)
    client = service.client(config=Config(retries={"total_max_attempts": 3, "mode": mode}))
    result = CustomerProfiles(client, retry=policy(max_attempts=1)).apply(plan)

    assert [(Outcome.ALREADY_APPLIED, 1)] == [
        (done.outcome, done.attempts) for done in result.steps
    ]
    assert () == result.remaining

"""What is logged of calls that meet faults: facts as fields, and nothing that is secret."""

from __future__ import annotations

import logging
import warnings
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import boto3
import pytest

from cpkit.errors import CallError, ConfigurationError
from cpkit.models import DomainSettings
from cpkit.wire import from_wire
from tests.support.fault_answers import OK, THROTTLED, answer, error
from tests.support.fault_server import LOST
from tests.support.samples import SECRETS, full

if TYPE_CHECKING:
    from tests.support.connections import Connections
    from tests.support.fault_server import FaultServer, Script

KNOWN = set(vars(logging.makeLogRecord({}))) | {"message", "asctime"}
BROKEN = error(500, "InternalServerException")


def facts(caplog: pytest.LogCaptureFixture) -> list[dict[str, Any]]:
    """Give what records say beyond what every record says."""
    assert {"cpkit.client"} == {record.name for record in caplog.records}
    return [
        {name: value for name, value in vars(record).items() if name not in KNOWN}
        for record in caplog.records
    ]


@pytest.fixture(autouse=True)
def _everything(caplog: pytest.LogCaptureFixture) -> None:
    """Switch all levels of cpkit's loggers on."""
    caplog.set_level(logging.DEBUG, "cpkit")


def test_logs_when_a_call_succeeds_at_last_then_attempts_waits_and_outcome(
    connections: Connections, server: FaultServer, caplog: pytest.LogCaptureFixture
) -> None:
    """A record for each attempt that failed, for each wait, and for the end."""
    server.script = [THROTTLED, LOST, OK]
    connections.profiles(retry=connections.policy(random=lambda: 0.5)).get_domain("shop")
    call = {"operation": "GetDomain", "max_attempts": 6}
    throttled = {"error": "ThrottledError", "status_code": 429, "request_id": "request-1"}
    lost = {"error": "TransportError"}
    assert [
        {"event": "attempt-failed", "attempt": 1} | call | throttled,
        {"event": "wait", "attempt": 1, "wait": 0.5, "elapsed": 0.0, "budget_left": 100.0}
        | call
        | throttled,
        {"event": "attempt-failed", "attempt": 2} | call | lost,
        {"event": "wait", "attempt": 2, "wait": 0.05, "elapsed": 0.5, "budget_left": 99.0}
        | call
        | lost,
        {"event": "call-succeeded", "attempts": 3, "elapsed": 0.55} | call,
    ] == facts(caplog)
    assert ["DEBUG", "INFO", "DEBUG", "INFO", "DEBUG"] == [it.levelname for it in caplog.records]
    assert "GetDomain: attempt-failed" == caplog.records[0].getMessage()


@pytest.mark.parametrize(
    ("script", "policy", "attempts", "why"),
    [
        ([error(400, "BadRequestException")], {}, 1, "error"),
        ([THROTTLED], {"max_attempts": 2}, 2, "max_attempts"),
        ([THROTTLED], {"timeout": 0.7}, 2, "timeout"),
        ([BROKEN], {"budget": 2}, 3, "budget"),
    ],
)
def test_logs_when_a_call_fails_then_why_it_ended(
    connections: Connections,
    caplog: pytest.LogCaptureFixture,
    script: Script,
    policy: dict[str, Any],
    attempts: int,
    why: str,
) -> None:
    """The last record says what ended the call."""
    connections.server.script = script
    with pytest.raises(CallError):
        connections.profiles(retry=connections.policy(random=lambda: 0.5, **policy)).get_domain(
            "shop"
        )
    last = facts(caplog)[-1]
    assert ("call-failed", attempts, why) == (last["event"], last["attempts"], last["stopped_by"])
    assert "INFO" == caplog.records[-1].levelname


SECRET = error(400, "BadRequestException", " ".join(SECRETS.values()))


@pytest.mark.parametrize(
    "script",
    [
        [OK],
        [SECRET],
        [error(429, "ThrottlingException", " ".join(SECRETS.values())), OK],
        [error(500, SECRETS["tag"], SECRETS["key"])],
        [answer(200, {**full(), "DefaultEncryptionKey": [SECRETS["key"]]})],
        [answer(200, full())],
        [LOST],
    ],
)
def test_logs_when_settings_and_answers_hold_secrets_then_none_is_logged(
    connections: Connections, caplog: pytest.LogCaptureFixture, script: Script
) -> None:
    """Neither keys, queues and tags nor credentials, in the text or in a field."""
    connections.server.script = script
    settings = from_wire(DomainSettings, full())
    profiles = connections.profiles()
    with warnings.catch_warnings(action="ignore"), suppress(CallError):
        profiles.update_domain(settings)
    shown = repr([vars(record) for record in caplog.records]) + caplog.text
    assert len(caplog.records) >= 1
    assert [] == [it for it in (*SECRETS.values(), "AKIDEXAMPLE", "Signature") if it in shown]


def test_logs_when_credentials_cannot_be_sent_then_they_are_not_logged(
    connections: Connections, caplog: pytest.LogCaptureFixture
) -> None:
    """A call that sends nothing ends in a record too."""
    session = boto3.Session("AKIDEXAMPLE", "example", "very-secret\ntoken", "us-east-1")
    with pytest.raises(ConfigurationError):
        connections.profiles(session=session).get_domain("shop")
    (last,) = facts(caplog)
    assert ("call-failed", 0, "error") == (last["event"], last["attempts"], last["stopped_by"])
    assert "very-secret" not in repr(vars(caplog.records[0]))


def test_logs_when_all_of_ours_are_on_then_botocores_stay_off(
    connections: Connections, server: FaultServer, caplog: pytest.LogCaptureFixture
) -> None:
    """Botocore's own records hold requests and credentials: they are not ours to switch on."""
    server.script = [THROTTLED, OK]
    connections.profiles().get_domain("shop")
    assert {"cpkit.client"} == {record.name for record in caplog.records}
    others = ("botocore", "boto3", "urllib3")
    assert not any(logging.getLogger(name).isEnabledFor(logging.INFO) for name in others)

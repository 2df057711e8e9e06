"""Errors that the service, or what stands before it, answers over sockets."""

from __future__ import annotations

import gc
import threading
from importlib.metadata import version
from typing import TYPE_CHECKING

import pytest

from cpkit.errors import (
    AccessDeniedError,
    BadRequestError,
    InternalServerError,
    ResourceNotFoundError,
    TransportError,
    UnknownServiceError,
)
from tests.support.fault_answers import OK, answer, error
from tests.support.fault_cases import SUCCESS, Case, Fails, check, each
from tests.support.fault_server import FaultServer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.support.connections import Connections
    from tests.support.fault_server import Script

BROKEN = error(500, "InternalServerException")
WAITS = [0.025, 0.05, 0.1, 0.2, 0.4]
INTERNAL = Fails(InternalServerError, "InternalServerException", lost=True)
NO_BUDGET = Fails(
    InternalServerError, "InternalServerException", lost=True, note="retry budget (2)"
)


def fails(status: int) -> Fails:
    """End a call with an error that has no code but its status."""
    server = status >= 500
    return Fails(InternalServerError if server else UnknownServiceError, str(status), lost=server)


BODIES = {
    "no body": b"",
    "HTML": b"<html>Oh.</html>",
    "a list": b"[1]",
    "null": b"null",
    "a text": b'"no"',
    "invalid UTF-8": b'{"Message": "\xff"}',
    "half an object": b'{"Message": ',
    "20,000 deep": b"[" * 20_000,
    "20,000 deep in an object": b'{"Message": ' + b"[" * 20_000,
    "a message of another type": b'{"Message": {"a": [1]}}',
    "a code of another type": b'{"code": 5, "Message": 5}',
    "a type of another type": b'{"__type": ["a"]}',
}

UNPARSED = {
    "a list",
    "null",
    "a text",
    "invalid UTF-8",
    "20,000 deep",
    "20,000 deep in an object",
}
"""Bodies that botocore's parser stumbles over."""
UNTYPED = "a type of another type"
"""It stumbles over this one, too, where no header says the type."""

CASES = (
    Case("500 once", [BROKEN, OK], 2, SUCCESS, WAITS[:1]),
    Case("500 five times", [*[BROKEN] * 5, OK], 6, SUCCESS, WAITS),
    Case("500 always", [BROKEN], 6, INTERNAL, WAITS),
    Case("500 always, one attempt", [BROKEN], 1, INTERNAL, [], {"max_attempts": 1}),
    Case("500 always, small budget", [BROKEN], 3, NO_BUDGET, WAITS[:2], {"budget": 2}),
    Case("500 without a code", [answer(500)], 6, fails(500), WAITS),
    Case("500 with a new code", [error(500, "New")], 6, Fails(InternalServerError, "New", True)),
    *(Case(f"{status} once", [answer(status), OK], 2, SUCCESS) for status in (502, 503, 504)),
    *(Case(f"{status} always", [answer(status)], 6, fails(status)) for status in (502, 503, 504)),
    *(Case(f"{status}", [answer(status)], 1, fails(status)) for status in (501, 505, 507, 511)),
    *(Case(f"{status}, no status", [answer(status)], 1, fails(status)) for status in (599, 600)),
    *(
        Case(f"{status}", [answer(status)], 1, fails(status))
        for status in (401, 402, 405, 406, 407, 408, 409, 410, 411, 412, 413, 414, 415, 418, 421)
    ),
    *(
        Case(f"{status}", [answer(status)], 1, fails(status))
        for status in (422, 423, 425, 431, 451)
    ),
    Case("408 with its code", [error(408, "RequestTimeout"), OK], 2, SUCCESS, WAITS[:1]),
    Case(
        "400 as a timeout",
        [error(400, "RequestTimeoutException")],
        6,
        Fails(UnknownServiceError, "RequestTimeoutException"),
        WAITS,
    ),
    Case(
        "400 of the model",
        [error(400, "BadRequestException")],
        1,
        Fails(BadRequestError, "BadRequestException"),
    ),
    Case(
        "403 of the model",
        [error(403, "AccessDeniedException")],
        1,
        Fails(AccessDeniedError, "AccessDeniedException"),
    ),
    Case(
        "404 of the model",
        [error(404, "ResourceNotFoundException")],
        1,
        Fails(ResourceNotFoundError, "ResourceNotFoundException"),
    ),
    Case(
        "a refusal after 500",
        [BROKEN, error(403, "AccessDeniedException")],
        2,
        Fails(AccessDeniedError, "AccessDeniedException", lost=True),
    ),
    *(
        Case(
            f"503 with {name}",
            [answer(503, body), OK],
            2,
            SUCCESS,
            unparsed=name in {*UNPARSED, UNTYPED},
        )
        for name, body in BODIES.items()
    ),
    *(
        Case(
            f"403 with {name}",
            [answer(403, body, x_amzn_errortype="New")],
            1,
            Fails(UnknownServiceError, "New"),
            unparsed=name in UNPARSED,
        )
        for name, body in BODIES.items()
    ),
)


@each(CASES)
def test_server_error_when_answered_then_as_the_table_says(
    case: Case, way: str, connections: Connections
) -> None:
    """What passes is repeated, what will not is sent once, and a 5xx may have done something."""
    check(case, way, connections)


@pytest.fixture
def elsewhere() -> Iterator[FaultServer]:
    """Give another server, which nobody is to send anything to."""
    with FaultServer() as running:
        thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield running
        running.shutdown()
        thread.join()


@pytest.mark.parametrize("way", ["read", "write", "write with a client passed in"])
@pytest.mark.parametrize("status", [300, 301, 302, 304, 305, 307, 308])
def test_redirect_when_answered_then_nothing_is_sent_to_its_target(
    connections: Connections, elsewhere: FaultServer, status: int, way: str
) -> None:
    """Credentials and settings go nowhere that nobody named."""
    elsewhere.script = [OK]
    case = Case("", [answer(status, location=f"{elsewhere.url}/domains/shop")], 1, fails(status))
    raised = check(case, way, connections)
    assert [] == elsewhere.requests
    assert "Redirects are not followed: check endpoint_url." in str(raised)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("way", ["read", "write", "write with a client passed in"])
def test_redirect_when_it_is_303_then_nothing_is_sent_to_its_target(
    connections: Connections, elsewhere: FaultServer, way: str
) -> None:
    """urllib3 2 stumbles over one that it shall not follow, and leaves a socket behind."""
    elsewhere.script = [OK]
    script: Script = [answer(303, location=f"{elsewhere.url}/domains/shop")]
    stumbles = not version("urllib3").startswith("1.")
    ends = Fails(TransportError, lost=True) if stumbles else Fails(UnknownServiceError, "303")
    check(Case("", script, 1, ends), way, connections)
    assert [] == elsewhere.requests
    gc.collect()

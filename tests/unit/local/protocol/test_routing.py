"""Understand a request, or say why not."""

import pytest

from cpkit.local.protocol.messages import Request
from cpkit.local.protocol.responses import RejectedError, bad_request
from cpkit.local.protocol.routing import Call, Misread, read


class Operations:
    """Have every operation, or none."""

    def __init__(self, rejection: RejectedError | None = None) -> None:
        """Take what is said to each operation."""
        self._rejection = rejection

    def require(self, operation: str) -> None:
        """Say it."""
        assert "CreateDomain" == operation
        if self._rejection:
            raise self._rejection


REQUEST = Request("POST", "/domains/Shop", b'{"DefaultExpirationDays": 30}')


def test_request_when_it_is_understood_then_its_members_are_recorded() -> None:
    """Those of the path and those of the body."""
    call = read(REQUEST, Operations())

    assert isinstance(call, Call)
    assert {"DomainName": "Shop", "DefaultExpirationDays": 30} == call.members
    assert ("CreateDomain", call.members) == (call.recorded.operation, call.recorded.parameters)


def test_request_when_the_operation_is_not_there_then_it_is_recorded_with_its_name() -> None:
    """A test can count it all the same."""
    misread = read(REQUEST, Operations(bad_request("not here")))

    assert isinstance(misread, Misread)
    assert ("CreateDomain", "not here") == (misread.recorded.operation, misread.rejection.message)


@pytest.mark.parametrize(
    ("target", "code"),
    [("/nowhere", "UnknownOperationException"), ("/domains/%FF", "BadRequestException")],
)
def test_request_when_no_operation_has_its_path_then_none_is_recorded(
    target: str, code: str
) -> None:
    """Neither a path that nothing is at, nor one that is no text."""
    misread = read(Request("POST", target, b"{}"), Operations())

    assert isinstance(misread, Misread)
    assert (None, target) == (misread.recorded.operation, misread.recorded.path)
    assert code == misread.rejection.code

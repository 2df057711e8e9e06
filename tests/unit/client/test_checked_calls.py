"""Which calls go without botocore's checks."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from botocore.exceptions import ParamValidationError

from cpkit.client.boto.skip_validation import check_parameters, is_checked, send_as
from tests.support.service_model import model

WRONG: dict[str, Any] = {"DomainName": "shop", "Items": 5}
"""Parameters that no operation takes."""


def checked(operation: str) -> None:
    """Check wrong parameters of an operation."""
    check_parameters(WRONG, model().operation_model(operation), event_name="before")


@pytest.mark.parametrize("operation", ["CreateDomain", "UpdateDomain", "GetDomain", "DeleteDomain"])
def test_parameters_when_cpkit_has_checked_them_then_botocore_does_not(operation: str) -> None:
    """Settings and names are checked once."""
    send_as(operation, lambda: checked(operation))
    with pytest.raises(ParamValidationError, match="Unknown parameter"):
        checked(operation)


@pytest.mark.parametrize("operation", ["ListDomains", "TagResource", "GetSimilarProfiles"])
def test_parameters_when_cpkit_has_not_checked_them_then_botocore_does(operation: str) -> None:
    """Being cpkit's own call is not enough."""
    with pytest.raises(ParamValidationError):
        send_as(operation, lambda: checked(operation))


def test_parameters_when_another_operation_is_called_within_then_botocore_does() -> None:
    """A hook that calls something else is no call of cpkit's."""
    with pytest.raises(ParamValidationError):
        send_as("GetDomain", lambda: checked("UpdateDomain"))


def test_parameters_when_a_call_is_over_then_botocore_checks_again() -> None:
    """However it ended, and within another one too."""

    def fail() -> None:
        raise LookupError

    def within() -> tuple[bool, bool]:
        with pytest.raises(LookupError):
            send_as("GetDomain", fail)
        return is_checked("GetDomain"), is_checked("UpdateDomain")

    assert (False, True) == send_as("UpdateDomain", within)
    assert not is_checked("UpdateDomain")


def test_parameters_when_they_are_right_or_there_are_none_then_nothing() -> None:
    """What botocore takes, it takes."""
    check_parameters({"DomainName": "shop"}, model().operation_model("GetDomain"))
    check_parameters({}, SimpleNamespace(name="Odd", input_shape=None))

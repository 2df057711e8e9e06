"""Errors: what each of them tells."""

from typing import assert_type

import pytest

from cpkit import CustomerProfiles, Problem
from cpkit.errors import (
    CallError,
    ConfigurationError,
    CPKitError,
    ResourceNotFoundError,
    ServiceError,
    StalePlanError,
    UnsafePlanError,
    ValidationError,
    WaitTimeoutError,
)
from cpkit.local import LocalService


def test_error_when_caught_then_what_it_tells_is_typed() -> None:
    """A call's error says what was called, how often, and whether it may have been applied."""
    with pytest.raises(CallError) as caught:
        CustomerProfiles(LocalService().client()).get_domain("shop")
    error = caught.value

    assert_type(error.operation, str)
    assert_type(error.attempts, int)
    assert_type(error.maybe_applied, bool)
    if isinstance(error, ServiceError):
        assert_type(error.status_code, int)
        assert_type(error.request_id, str | None)
    assert isinstance(error, ResourceNotFoundError)


def test_errors_when_caught_then_each_has_its_own() -> None:
    """Each tells what helps."""
    invalid = ValidationError(
        [Problem(path="A", message="is wrong", severity="error", basis="model", code="type")]
    )
    stale = StalePlanError("changed", paths=["Matching"])
    unsafe = UnsafePlanError("risky", risks=["enable-merging"])

    assert_type(invalid.problems[0], Problem)
    assert_type(invalid.problems[0].line, int | None)
    assert_type(stale.paths, tuple[str, ...])
    assert_type(ConfigurationError("none", setting="region_name").setting, str)
    assert isinstance(invalid, ValueError)
    assert isinstance(unsafe, CPKitError)
    assert issubclass(WaitTimeoutError, TimeoutError)


def misuses_of_an_error(
    anything: CPKitError, call: CallError, invalid: ValidationError, late: WaitTimeoutError
) -> None:
    """Ask an error for what it does not have; for checkers alone."""
    # only a call's error has attempts
    _ = anything.attempts  # type: ignore[attr-defined] # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType, reportUnknownVariableType]
    # a lost connection has no status: look whether it is a ServiceError
    _ = call.status_code  # type: ignore[attr-defined] # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType, reportUnknownVariableType]
    # botocore's errors have a response, these have fields
    _ = call.response  # type: ignore[attr-defined] # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType, reportUnknownVariableType]
    # problems are a tuple
    invalid.problems.clear()  # type: ignore[attr-defined] # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType]
    # what was seen last can be a domain, a job, or nothing
    _ = late.last_seen.settings  # type: ignore[attr-defined] # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType, reportUnknownVariableType]
    # a severity is one of two words
    Problem(path="A", message="is wrong", severity="fatal", basis="model", code="type")  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]

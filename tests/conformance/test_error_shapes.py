"""The errors that cpkit has classes for are those of the service's model, no more and no less."""

from __future__ import annotations

import pytest

from cpkit.client.boto.error_response import ERRORS_BY_CODE
from tests.support.service_model import model

OPERATIONS = ["CreateDomain", "GetDomain", "UpdateDomain", "DeleteDomain", "ListDomains"]


@pytest.mark.parametrize("operation", OPERATIONS)
def test_errors_when_compared_with_the_model_then_the_same(operation: str) -> None:
    """Each has a class, and no class waits for what never comes.

    Expired credentials are not of this service: any service of AWS says so.
    """
    assert set(ERRORS_BY_CODE) - {"ExpiredToken", "ExpiredTokenException"} == {
        shape.metadata.get("error", {}).get("code", shape.name)
        for shape in model().operation_model(operation).error_shapes
    }

"""Settings of every kind, drawn for laws."""

import json
import re
from typing import Any

from hypothesis import HealthCheck, settings

import cpkit
from cpkit import DomainSettings, from_wire
from cpkit.schema.checks import LIMITS
from tests.support import service_model

__all__ = ["ALLOWED", "GUIDED", "SETTINGS", "is_unicode", "read", "slow_to_make"]

_SHAPE = service_model.request("UpdateDomain")

ALLOWED = service_model.documents(_SHAPE)
"""Requests that the service's model allows."""
GUIDED = service_model.documents(_SHAPE, service_model.GUIDE)
"""Those that the guide allows, too."""

slow_to_make = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
"""What a law needs that is given them: a request has many members."""


def is_unicode(document: Any) -> bool:
    """Tell whether UTF-8 can write every text."""
    return not re.search("[\ud800-\udfff]", json.dumps(document, ensure_ascii=False))


def read(document: dict[str, Any]) -> DomainSettings:
    """Read whatever the service's model allows."""
    with cpkit.ignore_checks(*LIMITS):
        return from_wire(DomainSettings, document)


SETTINGS = ALLOWED.map(read)
"""Settings, let past the checks."""

"""Domains, and plans for them, to begin a test with."""

from collections.abc import Mapping
from typing import Any

from cpkit.models import Domain, DomainSettings
from cpkit.planning import Plan
from cpkit.wire import from_wire

__all__ = ["make_domain", "make_plan"]

_BASE = {"DomainName": "shop", "CreatedAt": 1_700_000_000, "LastUpdatedAt": 1_700_000_000}


def make_domain(**members: Any) -> Domain:
    """Make a domain of an answer's members; its name and times need not be given."""
    return from_wire(Domain, {**_BASE, **members})


def make_plan(has: Mapping[str, Any] | None, **declared: Any) -> Plan:
    """Make a plan of what a domain has, or ``None`` for no domain, and what is declared."""
    settings = DomainSettings(domain_name="shop", **declared)
    return Plan(settings=settings, domain=None if has is None else make_domain(**has))

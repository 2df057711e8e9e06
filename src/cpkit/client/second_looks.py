"""Whether what was read back is what had been sent, when the answer to the sending was lost."""

from typing import Any, cast

from cpkit.models import Domain, DomainSettings
from cpkit.wire import to_wire

__all__ = ["has_declared"]


def has_declared(domain: Domain, settings: DomainSettings) -> bool:
    """Say whether a domain has everything that settings declare, whatever else it has.

    Args:
        domain: What the service answered.
        settings: What was sent.

    Returns:
        Whether each declared value is there; a cleared one counts as there where it is absent.
    """
    return _covers(to_wire(domain.settings), to_wire(settings))


def _covers(there: Any, wanted: Any) -> bool:
    if isinstance(there, dict) and isinstance(wanted, dict):
        found, asked = cast("dict[str, Any]", there), cast("dict[str, Any]", wanted)
        return all(_covers(found.get(name, ""), value) for name, value in asked.items())
    return bool(there == wanted)

"""Law: an answer that repeats settings is read as these settings."""

from typing import Any

from hypothesis import HealthCheck, given, settings

from cpkit import Domain, from_wire, to_wire
from cpkit.schema.json_types import is_map
from tests.support import service_model

SHAPE = service_model.request("UpdateDomain")


def without_nothing(value: Any, name: str = "") -> Any:
    """Leave out blocks, keys and queues that hold nothing: in an answer they are as absent."""
    if not is_map(value) or name == "Tags":
        return value
    kept = {member: without_nothing(entry, member) for member, entry in value.items()}
    return {member: entry for member, entry in kept.items() if entry not in ("", {})}


@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(service_model.documents(SHAPE))
def test_answer_when_it_repeats_settings_then_it_is_read_as_they_are(
    document: dict[str, Any],
) -> None:
    """Nothing that was declared is lost or changed on its way back, empty tags included."""
    domain = from_wire(Domain, {**document, "CreatedAt": 0, "LastUpdatedAt": 1})

    assert without_nothing(document) == to_wire(domain.settings)
    assert () == domain.unknown_members

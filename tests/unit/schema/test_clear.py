"""A value that is cleared is neither given nor left alone."""

import pickle
from typing import Any

import pytest

from cpkit import CLEAR, DomainSettings, to_wire
from cpkit.errors import ValidationError
from cpkit.schema.value import members_of


@pytest.mark.parametrize("field", ["default_encryption_key", "dead_letter_queue_url"])
def test_clearing_when_empty_text_is_given_then_clear(field: str) -> None:
    """An empty key or queue means `CLEAR`, and is written as an empty text."""
    given: dict[str, Any] = {field: ""}
    settings = DomainSettings(domain_name="shop", **given)

    assert CLEAR is getattr(settings, field)
    (entry,) = [entry for entry in members_of(DomainSettings) if entry.field == field]
    assert {"DomainName": "shop", entry.wire: ""} == to_wire(settings)
    assert CLEAR is pickle.loads(pickle.dumps(CLEAR))
    assert "CLEAR" == repr(CLEAR)
    assert bool("") is bool(CLEAR)


def test_clearing_when_tags_are_cleared_then_the_wire_cannot_say_it() -> None:
    """No request clears all tags, and the error says what does."""
    settings = DomainSettings(domain_name="shop", tags=CLEAR)

    with pytest.raises(ValidationError, match=r"use plan\(\) and apply\(\)"):
        to_wire(settings)


def test_clearing_when_a_name_is_cleared_then_refused() -> None:
    """Only keys, queues and tags can be cleared."""
    given: Any = CLEAR

    with pytest.raises(ValidationError, match="cannot be cleared"):
        DomainSettings(domain_name=given)


def test_empty_tags_when_given_then_the_error_names_clear() -> None:
    """An empty map does not say whether tags are to be removed."""
    with pytest.raises(ValidationError, match="use CLEAR"):
        DomainSettings(domain_name="shop", tags={})

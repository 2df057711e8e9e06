"""What `to_wire` and `from_wire` say of what they cannot take."""

from __future__ import annotations

from typing import Any

import pytest

from cpkit import CLEAR, DomainSettings, from_wire, to_wire
from cpkit.errors import ValidationError
from cpkit.results import Readiness


def test_writing_when_it_is_an_answer_then_it_says_what_to_give() -> None:
    """Only what one declares is sent."""
    answer: Any = Readiness()

    with pytest.raises(TypeError) as caught:
        to_wire(answer)
    assert "must be settings or a part of them, not a Readiness; use domain.settings" == (
        str(caught.value)
    )


def test_writing_when_tags_are_cleared_then_it_says_what_to_do() -> None:
    """No request can say so."""
    with pytest.raises(ValidationError) as caught:
        to_wire(DomainSettings(domain_name="shop", tags=CLEAR))
    assert (
        "Tags: cannot be cleared by this request; use plan() and apply(), which untag the domain."
    ) == str(caught.value)


def test_reading_when_the_class_is_none_of_cpkit_s_then_it_says_which_are() -> None:
    """A dict is read into a class that says what its members are."""
    cls: Any = dict

    with pytest.raises(TypeError) as caught:
        from_wire(cls, {})
    assert "must be one of cpkit's classes, such as DomainSettings, not dict" == str(caught.value)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (
            "DefaultEncryptionKey:arn:secret",
            (
                '["DefaultEncryptionKey..."]: is not a member; put a space between the colon '
                "and the value."
            ),
        ),
        (
            "Colour",
            (
                "Colour: unknown member of DomainSettings; expected one of DomainName, "
                "DefaultExpirationDays, DefaultEncryptionKey, DeadLetterQueueUrl, Matching, "
                "RuleBasedMatching, DataStore, Tags."
            ),
        ),
    ],
)
def test_reading_when_a_member_is_unknown_then_it_says_which_there_are(
    name: str, said: str
) -> None:
    """And never what might be a secret glued to its name."""
    with pytest.raises(ValidationError) as caught:
        from_wire(DomainSettings, {"DomainName": "shop", name: 1})
    assert said == str(caught.value)

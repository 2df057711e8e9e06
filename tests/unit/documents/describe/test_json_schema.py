"""The JSON Schema takes what the loader takes, as far as a schema can."""

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from cpkit.documents import json_schema, skeleton
from tests.support import samples
from tests.support.golden import Golden
from tests.support.mistakes import LEGAL, MISTAKES, Mistake, Unusual

VALIDATOR: Any = Draft202012Validator(json_schema())

UNTOLD = {"expiration as a fraction", "level as a fraction", "score NaN", "score infinite"}
"""Mistakes that a schema cannot see: 1.0 is the whole number 1, and JSON has no NaN."""


def test_schema_when_checked_then_it_is_a_schema() -> None:
    """It is valid by the meta-schema of its draft, and plain data."""
    schema = json_schema()

    Draft202012Validator.check_schema(schema)
    assert "https://json-schema.org/draft/2020-12/schema" == schema["$schema"]
    assert schema == json.loads(json.dumps(schema))


def test_schema_when_compared_with_what_was_looked_at_then_it_is_the_same(
    golden: Golden,
) -> None:
    """Editors show its descriptions: whoever changes one looks at it, and then at the file."""
    written = json.dumps(json_schema(), indent=2) + "\n"

    assert golden.file("schema.json", written) == written


def test_schema_when_changed_then_the_next_is_as_before() -> None:
    """Each call gives a fresh one."""
    json_schema()["properties"].clear()

    assert "DomainName" in json_schema()["properties"]


@pytest.mark.parametrize("unusual", LEGAL, ids=lambda unusual: unusual.name)
def test_schema_when_a_document_is_right_then_it_takes_it(unusual: Unusual) -> None:
    """What loads is valid."""
    assert VALIDATOR.is_valid(unusual.document())


@pytest.mark.parametrize(
    "mistake",
    [mistake for mistake in MISTAKES if mistake.name not in UNTOLD],
    ids=lambda mistake: mistake.name,
)
def test_schema_when_a_document_is_wrong_then_it_refuses_it(mistake: Mistake) -> None:
    """What does not load is not valid."""
    assert not VALIDATOR.is_valid(mistake.document())


@pytest.mark.parametrize(
    ("place", "name"),
    [
        ("Address", "MailingAddress"),
        ("Address", "BillingAddress"),
        ("PhoneNumber", "BusinessPhoneNumber"),
        ("EmailAddress", "PersonalEmail"),
    ],
)
def test_schema_when_a_name_only_warns_then_it_takes_it(place: str, name: str) -> None:
    """Warnings are no errors."""
    document = samples.full()
    document["RuleBasedMatching"]["AttributeTypesSelector"][place] = [name]

    assert VALIDATOR.is_valid(document)
    assert f'"{name}"' not in json.dumps(json_schema())  # an editor would offer it


def test_schema_when_a_name_of_a_rule_is_written_then_it_says_what_can_be_named() -> None:
    """An editor shows it at each item."""
    rule = json_schema()["$defs"]["MatchingRule"]["properties"]["Rule"]

    assert "One of AccountNumber, Address.Address, " in rule["items"]["description"]
    assert "or a custom attribute, Attributes.NAME." in rule["items"]["description"]


def test_schema_when_nothing_is_filled_in_then_it_refuses_the_skeleton() -> None:
    """An editor marks what is left blank."""
    assert not VALIDATOR.is_valid(json.loads(skeleton(format="json")))


def test_schema_when_read_then_everything_is_described() -> None:
    """An editor shows what a member means."""
    schema = json_schema()
    objects: list[Any] = [schema, *schema["$defs"].values()]

    described = [entry["description"] for each in objects for entry in each["properties"].values()]
    assert all(each["description"] for each in objects)
    assert all(len(text) > 20 for text in described)
    assert not any("CLEAR" in text for text in described)

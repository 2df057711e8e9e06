"""What cattrs would convert by default is refused, and what it would let through is checked."""

from collections import OrderedDict, UserDict
from types import MappingProxyType
from typing import Any

import pytest

from cpkit import (
    ConflictResolution,
    DataStore,
    DayOfTheWeek,
    DomainSettings,
    JobSchedule,
    MatchingRule,
    RuleBasedMatching,
    S3Exporting,
    from_wire,
    to_wire,
)
from cpkit.errors import ValidationError
from cpkit.schema.value import Declared
from tests.support import mistakes, samples


@pytest.mark.parametrize(
    ("cls", "document", "path"),
    [
        (DataStore, {"Enabled": "no"}, "DataStore.Enabled"),
        (DataStore, {"Enabled": 0}, "DataStore.Enabled"),
        (S3Exporting, {"S3BucketName": 12345}, "S3Exporting.S3BucketName"),
        (MatchingRule, {"Rule": "abc"}, "MatchingRule.Rule"),
        (MatchingRule, {"Rule": {"LastName": 1}}, "MatchingRule.Rule"),
        (JobSchedule, {"DayOfTheWeek": "Funday", "Time": "9:00"}, "JobSchedule.DayOfTheWeek"),
        (
            RuleBasedMatching,
            {"Enabled": True, "MaxAllowedRuleLevelForMatching": True},
            "RuleBasedMatching.MaxAllowedRuleLevelForMatching",
        ),
        (
            RuleBasedMatching,
            {"Enabled": True, "MatchingRules": [["LastName"]]},
            "RuleBasedMatching.MatchingRules[0]",
        ),
    ],
    ids=repr,
)
def test_reading_when_cattrs_would_convert_then_refused(
    cls: type[Declared], document: dict[str, Any], path: str
) -> None:
    """Nothing is converted, and shorthand is for Python alone."""
    with pytest.raises(ValidationError) as caught:
        from_wire(cls, document)

    assert [path] == [problem.path for problem in caught.value.problems]


def test_writing_when_values_are_enum_members_then_plain_texts() -> None:
    """No member of an enumeration is left in what boto3 gets."""
    wire = to_wire(JobSchedule(day_of_the_week=DayOfTheWeek.MONDAY, time="9:00"))

    assert str is type(wire["DayOfTheWeek"])


def test_writing_when_done_twice_then_fresh_each_time() -> None:
    """Whoever changes the dict changes nothing else."""
    settings = from_wire(DomainSettings, samples.full())
    first: Any = to_wire(settings)

    first["Tags"]["new"] = "x"
    first["RuleBasedMatching"]["MatchingRules"][0]["Rule"].append("x")
    first["Matching"]["AutoMerging"]["Consolidation"]["MatchingAttributesList"][0].append("x")

    assert samples.full() == to_wire(settings)


def test_reading_when_done_then_the_mapping_is_unchanged() -> None:
    """The document belongs to the caller."""
    document = samples.full()

    from_wire(DomainSettings, document)

    assert samples.full() == document


@pytest.mark.parametrize("make", [OrderedDict, UserDict, MappingProxyType])
def test_reading_when_the_mapping_is_no_dict_then_read_alike(make: Any) -> None:
    """Other libraries' mappings are mappings."""
    document = samples.full()
    document["Matching"] = make(document["Matching"])
    document["Tags"] = make(document["Tags"])

    assert from_wire(DomainSettings, samples.full()) == from_wire(DomainSettings, make(document))


def test_reading_when_lists_are_tuples_then_read_alike() -> None:
    """boto3 takes tuples, and so does cpkit."""
    document = mistakes.changed(mistakes.FIRST_RULE, ("EmailAddress",))

    assert from_wire(DomainSettings, samples.full()) == from_wire(DomainSettings, document)


def test_unknown_member_when_near_a_known_one_then_suggested() -> None:
    """A misspelt member is told its name; one far from all is told the list."""
    with pytest.raises(ValidationError, match="did you mean 'SourceName'"):
        from_wire(ConflictResolution, {"ConflictResolvingModel": "RECENCY", "Source": "x"})
    with pytest.raises(ValidationError, match="expected one of Enabled"):
        from_wire(DataStore, {"Quux": 1})


def test_unknown_member_when_a_secret_is_glued_to_it_then_not_told() -> None:
    """Whoever forgets the blank after a colon does not find the key in a log."""
    with pytest.raises(ValidationError) as caught:
        from_wire(DomainSettings, {"DomainName": "a", "DefaultEncryptionKey:arn:SECRET": None})

    assert "SECRET" not in str(caught.value)
    assert "put a space between the colon and the value" in str(caught.value)


def test_unknown_member_when_it_is_an_answers_then_said() -> None:
    """Whoever sends an answer back is told what to leave out."""
    with pytest.raises(ValidationError, match="Status: is only in responses"):
        from_wire(RuleBasedMatching, {"Enabled": True, "Status": "ACTIVE"})


@pytest.mark.parametrize(
    ("given", "hint"),
    [
        ({"Rule": ["Emial"]}, "did you mean 'EmailAddress'"),
        ({"Rule": ["Email"]}, "name 'EmailAddress'"),
        ({"Rule": ["MobilePhoneNumber"]}, "name 'PhoneNumber'"),
        ({"Rule": ["BusinessAddress.City"]}, "name 'Address.City'"),
        ({"Rule": ["postalcode"]}, "did you mean 'Address.PostalCode'"),
        ({"Rule": ["Address"]}, "name one of Address.Address, Address.City"),
        ({"Rule": ["Address.Zip"]}, "name one of Address.Address, Address.City"),
        ({"Rule": ["EmailAddress.EmailAddress"]}, "name 'EmailAddress'"),
        ({"Rule": ["PhoneNumber.HomePhoneNumber"]}, "name 'PhoneNumber'"),
        ({"Rule": ["BillingAddress"]}, "name one of Address.Address"),
        ({"Rule": ["Zzyzx"]}, "Attributes.NAME"),
    ],
    ids=repr,
)
def test_rule_attribute_when_wrong_then_the_right_one_is_named(
    given: dict[str, Any], hint: str
) -> None:
    """A wrong attribute is told what was probably meant."""
    with pytest.raises(ValidationError) as caught:
        from_wire(MatchingRule, given)

    assert hint in str(caught.value)


@pytest.mark.parametrize(
    ("document", "hint"),
    [
        ({"DomainName": 12}, "put it in quotes."),
        ({"DomainName": "shop", "DefaultExpirationDays": "366"}, "write 366 without quotes"),
        ({"DomainName": "shop", "DefaultExpirationDays": "+366"}, "as JSON writes numbers"),
        ({"DomainName": "shop", "DefaultExpirationDays": 366.0}, "write 366."),
        ({"DomainName": "shop", "DefaultEncryptionKey": None}, "set a value or omit the member"),
    ],
    ids=repr,
)
def test_type_when_wrong_then_the_way_to_write_it_is_named(
    document: dict[str, Any], hint: str
) -> None:
    """A number for a text, or a text for a number, is told how it is written."""
    with pytest.raises(ValidationError) as caught:
        from_wire(DomainSettings, document)

    assert hint in str(caught.value)


def test_from_wire_when_arguments_are_swapped_then_it_says_their_order() -> None:
    """Other libraries take what to read first."""
    swapped: Any = {"DomainName": "shop"}, DomainSettings

    with pytest.raises(TypeError, match=r"not a dict; write from_wire\(DomainSettings, {"):
        from_wire(*swapped)


OTHERWISE: list[tuple[Any, str, str]] = [
    (5, "", "must be a list of rules, not the integer 5."),
    ({"Rule": ["LastName"]}, "", "must be a list of rules, not an object; write it in a list."),
    ({"Rules": []}, "", "must be a list of rules, not an object."),
    (
        ["EmailAddress", "LastName"],
        "",
        (
            "must be a list of rules, not a list of strings; "
            'write [{"Rule": ["EmailAddress", "LastName"]}] if all of them must match, '
            'or [{"Rule": ["EmailAddress"]}, {"Rule": ["LastName"]}] if each is enough alone.'
        ),
    ),
    (
        [{"Rule": ["EmailAddress"]}, "LastName"],
        "[1]",
        (
            "must be an object, not the string 'LastName'; add it to a rule, "
            'or write {"Rule": ["LastName"]} if it is enough alone.'
        ),
    ),
    (
        [["EmailAddress", "LastName"]],
        "[0]",
        'must be an object, not a list; write {"Rule": ["EmailAddress", "LastName"]}.',
    ),
    ([[]], "[0]", "must be an object, not a list."),
    ([5], "[0]", "must be an object, not an integer."),
]


@pytest.mark.parametrize(("given", "path", "text"), OTHERWISE, ids=repr)
def test_rules_when_written_otherwise_then_the_way_to_write_them_is_named(
    given: Any, path: str, text: str
) -> None:
    """Of two readings both are shown, the one that merges less first."""
    with pytest.raises(ValidationError) as caught:
        from_wire(RuleBasedMatching, {"Enabled": True, "MatchingRules": given})

    assert f"RuleBasedMatching.MatchingRules{path}: {text}" == str(caught.value)

"""Settings become documents that say the same."""

from pathlib import Path
from typing import Any, Literal

import pytest

import cpkit
from cpkit import CLEAR, DomainSettings, from_wire
from cpkit.documents import dump, dumps, load, loads
from cpkit.errors import ValidationError
from cpkit.schema.checks import LIMITS
from tests.support import samples

in_both_formats = pytest.mark.parametrize("text_format", ["json", "yaml"])

SMALL = DomainSettings(
    domain_name="shop",
    default_encryption_key=CLEAR,
    rule_based_matching=cpkit.RuleBasedMatching(
        enabled=True, matching_rules=[["EmailAddress"], ["PhoneNumber", "LastName"]]
    ),
    tags={"stage": "no", "Team": "Köln"},
)


def test_dumps_when_json_then_members_stand_in_the_order_of_the_fields() -> None:
    """Only what is given is written, in ASCII, tags by key."""
    expected = """\
{
  "DomainName": "shop",
  "DefaultEncryptionKey": "",
  "RuleBasedMatching": {
    "Enabled": true,
    "MatchingRules": [
      {
        "Rule": [
          "EmailAddress"
        ]
      },
      {
        "Rule": [
          "PhoneNumber",
          "LastName"
        ]
      }
    ]
  },
  "Tags": {
    "Team": "K\\u00f6ln",
    "stage": "no"
  }
}
"""
    assert expected == dumps(SMALL, format="json")


def test_dumps_when_yaml_then_what_could_be_misread_is_quoted() -> None:
    """Names stay plain, anything else stands in double quotes."""
    expected = """\
DomainName: shop
DefaultEncryptionKey: ""
RuleBasedMatching:
  Enabled: true
  MatchingRules:
    - Rule:
        - EmailAddress
    - Rule:
        - PhoneNumber
        - LastName
Tags:
  Team: "K\\xF6ln"
  stage: "no"
"""
    assert expected == dumps(SMALL, format="yaml")


@in_both_formats
def test_dumps_when_tags_differ_in_order_then_the_texts_are_equal(
    text_format: Literal["json", "yaml"],
) -> None:
    """Equal settings give equal texts."""
    first = DomainSettings(domain_name="a", tags={"a": "1", "b": "2"})
    second = DomainSettings(domain_name="a", tags={"b": "2", "a": "1"})

    assert dumps(first, format=text_format) == dumps(second, format=text_format)


def test_dumps_when_tags_are_cleared_then_it_is_refused() -> None:
    """No document can say it."""
    with pytest.raises(ValidationError, match="Tags"):
        dumps(DomainSettings(domain_name="a", tags=CLEAR), format="json")


def test_dumps_when_the_format_is_unknown_then_it_says_so() -> None:
    """There are two."""
    wrong: Any = "yml"

    with pytest.raises(ValueError, match="format must be 'json' or 'yaml', not 'yml'"):
        dumps(SMALL, format=wrong)


@in_both_formats
def test_dumps_when_it_can_just_be_read_again_then_it_is_written(
    text_format: Literal["json", "yaml"],
) -> None:
    """The map, its two members and their values are 2500 in all."""
    with cpkit.ignore_checks(*LIMITS):
        settings = DomainSettings(
            domain_name="a", tags={f"k{number}": "" for number in range(2_497)}
        )

    text = dumps(settings, format=text_format)
    assert settings == loads(text, format=text_format, ignore=["length"])


@in_both_formats
def test_dumps_when_values_were_let_past_then_ignoring_reads_them_again(
    text_format: Literal["json", "yaml"],
) -> None:
    """What `ignore_checks` let past comes back by the same way."""
    with cpkit.ignore_checks(*LIMITS):
        settings = from_wire(
            DomainSettings,
            {
                "DomainName": "my shop",
                "DefaultExpirationDays": 10**98,
                "RuleBasedMatching": {"Enabled": True, "MatchingRules": [], "ExportingConfig": {}},
                "Matching": {
                    "Enabled": True,
                    "JobSchedule": {"DayOfTheWeek": "Funday", "Time": "12:30:00"},
                },
                "Tags": {"k" * 2000: "\0", "": "~"},
            },
        )

    text = dumps(settings, format=text_format)

    assert settings == loads(
        text, format=text_format, ignore=["enum", "length", "pattern", "range"]
    )


@pytest.mark.parametrize("name", ["shop.json", "shop.yaml", "shop.yml"])
def test_dump_when_loaded_again_then_the_settings_are_equal(tmp_path: Path, name: str) -> None:
    """A file says what the text says, and replaces the one before."""
    settings = from_wire(DomainSettings, samples.full())
    path = tmp_path / name
    dump(SMALL, path)
    dump(settings, str(path))

    assert settings == load(path)
    assert b"\r" not in path.read_bytes()


def test_dump_when_it_is_refused_then_the_file_stays(tmp_path: Path) -> None:
    """Nothing is opened before everything is known to be well."""
    path = tmp_path / "shop.json"
    path.write_text("before")

    with pytest.raises(ValidationError):
        dump(DomainSettings(domain_name="a", tags=CLEAR), path)

    assert "before" == path.read_text()


def test_dump_when_the_suffix_is_unknown_then_nothing_is_written(tmp_path: Path) -> None:
    """A format is not guessed."""
    with pytest.raises(ValidationError) as caught:
        dump(SMALL, tmp_path / "shop.txt")

    assert "the suffix '.txt' names no format; use one of .json, .yaml, .yml." == str(caught.value)
    assert [] == list(tmp_path.iterdir())

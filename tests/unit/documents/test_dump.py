"""Settings become documents that say the same."""

import errno
import os
from collections.abc import Callable
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

    assert (
        "the suffix '.txt' names no format; use one of .json, .yaml, .yml, or read and write the "
        "file yourself and use loads and dumps."
    ) == str(caught.value)
    assert [] == list(tmp_path.iterdir())


def test_dump_when_writing_fails_then_the_file_stays_and_nothing_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file is replaced as a whole or not at all."""
    path = tmp_path / "shop.json"
    path.write_text("before")

    def fail(_: int) -> None:
        raise OSError("disk full")

    monkeypatch.setattr("os.fsync", fail)
    with pytest.raises(OSError, match="disk full"):
        dump(SMALL, path)

    assert "before" == path.read_text()
    assert [path] == list(tmp_path.iterdir())


def test_dump_when_there_is_no_such_folder_then_the_file_that_was_asked_for_is_named(
    tmp_path: Path,
) -> None:
    """The file that would have been beside it says nothing to anybody."""
    path = tmp_path.resolve() / "missing" / "shop.yaml"

    with pytest.raises(FileNotFoundError) as caught:
        dump(DomainSettings(domain_name="shop"), path)
    assert (str(path), os.strerror(errno.ENOENT)) == (caught.value.filename, caught.value.strerror)


def test_dump_when_the_path_is_a_folder_then_nothing_is_left(tmp_path: Path) -> None:
    """What cannot be opened is not replaced."""
    path = tmp_path / "shop.json"
    path.mkdir()

    with pytest.raises(OSError, match=r"shop\.json"):
        dump(SMALL, path)

    assert [path] == list(tmp_path.iterdir())


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_dump_when_the_file_is_there_then_its_permissions_stay(tmp_path: Path) -> None:
    """Who could not read it before cannot read it now."""
    path, new, usual = (tmp_path / name for name in ("shop.json", "new.json", "usual"))
    path.touch(mode=0o600)
    usual.touch()

    dump(SMALL, path)
    dump(SMALL, new)

    assert 0o600 == path.stat().st_mode & 0o777
    assert usual.stat().st_mode == new.stat().st_mode


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
@pytest.mark.parametrize("permissions", [0o600, 0o640, 0o660])
def test_dump_when_the_file_is_private_then_no_other_file_is_ever_wider(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, permissions: int
) -> None:
    """The file beside it has its permissions before it has any content, whatever the mask."""
    path = tmp_path / "shop.json"
    path.touch()
    path.chmod(permissions)
    seen: set[int] = set()

    def watch(function: Callable[..., Any]) -> Callable[..., Any]:
        def watched(*arguments: Any) -> Any:
            result = function(*arguments)
            seen.update(file.stat().st_mode & 0o777 for file in tmp_path.iterdir())
            return result

        return watched

    for name in ("open", "fdopen", "fsync"):
        monkeypatch.setattr(os, name, watch(getattr(os, name)))
    monkeypatch.setattr(Path, "chmod", watch(Path.chmod))
    mask = os.umask(0)
    try:
        dump(SMALL, path)
    finally:
        os.umask(mask)

    assert permissions == path.stat().st_mode & 0o777
    assert {0o600, permissions} == seen | {0o600}
    assert SMALL == load(path)


def test_dump_when_a_link_leads_to_itself_then_it_is_an_os_error(tmp_path: Path) -> None:
    """It is neither replaced nor followed without end."""
    path = tmp_path / "shop.json"
    try:
        path.symlink_to(path)
    except OSError:
        pytest.skip("this system lets nobody make links")

    with pytest.raises(OSError, match=r"shop\.json") as caught:
        dump(SMALL, path)

    assert errno.ELOOP == caught.value.errno
    assert [path] == list(tmp_path.iterdir())
    assert path.is_symlink()


def test_dump_when_a_link_leads_nowhere_then_what_it_names_is_made(tmp_path: Path) -> None:
    """As whoever opens it for writing would."""
    path, link = tmp_path / "shop.json", tmp_path / "link.json"
    try:
        link.symlink_to(path)
    except OSError:
        pytest.skip("this system lets nobody make links")

    dump(SMALL, link)

    assert link.is_symlink()
    assert SMALL == load(path)


def test_dump_when_the_path_is_a_link_then_what_it_names_is_replaced(tmp_path: Path) -> None:
    """The link stays one."""
    path, link = tmp_path / "shop.json", tmp_path / "link.json"
    path.touch()
    try:
        link.symlink_to(path)
    except OSError:
        pytest.skip("this system lets nobody make links")

    dump(SMALL, link)

    assert link.is_symlink()
    assert SMALL == load(path)

"""Files are read by their suffix, and an error names the file."""

import pickle
from pathlib import Path

import pytest

from cpkit import DomainSettings, from_wire
from cpkit.documents import dumps, load
from cpkit.errors import ValidationError
from tests.support import samples


@pytest.mark.parametrize("suffix", [".json", ".yaml", ".yml", ".JSON", ".Yml"])
def test_load_when_the_suffix_is_known_then_it_names_the_format(
    tmp_path: Path, suffix: str
) -> None:
    """Whatever its case."""
    path = tmp_path / f"shop{suffix}"
    settings = from_wire(DomainSettings, samples.full())
    path.write_text(dumps(settings, format="json" if "j" in suffix.lower() else "yaml"))

    assert settings == load(path)
    assert settings == load(str(path))


@pytest.mark.parametrize("name", ["shop", "shop.toml", "json"])
def test_load_when_the_suffix_is_unknown_then_it_says_which_there_are(name: str) -> None:
    """A format is not guessed from the contents."""
    with pytest.raises(ValidationError, match=r"\.json, \.yaml, \.yml"):
        load(name)


def test_load_when_the_file_is_wrong_then_a_note_names_it(tmp_path: Path) -> None:
    """Who loads many files wants to know which."""
    path = tmp_path / "shop.json"
    path.write_text("{}")
    with pytest.raises(ValidationError) as invalid:
        load(path)
    path.write_text("{")
    with pytest.raises(ValidationError) as unreadable:
        load(path)

    assert [f"in {path}"] == invalid.value.__notes__
    assert [f"in {path}"] == pickle.loads(pickle.dumps(unreadable.value)).__notes__


def test_load_when_a_check_is_ignored_then_values_pass_it(tmp_path: Path) -> None:
    """Files are no stricter than texts."""
    path = tmp_path / "shop.yaml"
    path.write_text("DomainName: a\nDefaultExpirationDays: 2000")

    assert 2000 == load(path, ignore=["range"]).default_expiration_days


def test_load_when_there_is_no_file_then_the_error_is_the_system_s(tmp_path: Path) -> None:
    """A missing file is no wrong document."""
    with pytest.raises(FileNotFoundError):
        load(tmp_path / "shop.json")


@pytest.mark.parametrize(
    ("raw", "line", "column", "fragment"),
    [
        (b'{\n"DomainName": "\xff"}', 2, 16, "not UTF-8"),
        ('{"DomainName": "a"}'.encode("utf-16"), 1, 1, "not UTF-8"),
        ('{"DomainName": "ä"}'.encode("latin-1"), 1, 17, "not UTF-8"),
        (b"\xed\xa0\x80", 1, 1, "not UTF-8"),
        (b'\xef\xbb\xbf{"DomainName": "a"}', 1, 1, "byte order mark"),
        (b"{}" + b" " * 2_097_152, None, None, "more than 2 MiB"),
    ],
)
@pytest.mark.parametrize("suffix", [".json", ".yaml"])
def test_load_when_the_bytes_are_no_text_then_it_says_where(
    tmp_path: Path, suffix: str, raw: bytes, line: int | None, column: int | None, fragment: str
) -> None:
    """Bytes are checked before anything is made of them."""
    path = tmp_path / f"shop{suffix}"
    path.write_bytes(raw)

    with pytest.raises(ValidationError, match=fragment) as caught:
        load(path)

    (problem,) = caught.value.problems
    assert ("syntax", "document", "") == (problem.code, problem.basis, problem.path)
    assert (line, column) == (problem.line, problem.column)

"""Which format a document is in, by its name."""

from pathlib import Path

import pytest

from cpkit.documents.formats import check_format, format_of
from cpkit.errors import ValidationError


@pytest.mark.parametrize(
    ("path", "text_format"),
    [
        ("shop.json", "json"),
        ("shop.yaml", "yaml"),
        (Path("shop.yml"), "yaml"),
        ("SHOP.JSON", "json"),
        ("shop.json.YML", "yaml"),
        ("shop.json/", "json"),
    ],
)
def test_format_when_the_suffix_is_known_then_it_is_named(
    path: str | Path, text_format: str
) -> None:
    """The last suffix counts, in any case."""
    assert text_format == format_of(path)


@pytest.mark.parametrize("path", ["shop", "shop.toml", ".json"])
def test_format_when_the_suffix_names_none_then_the_known_ones_are_listed(path: str) -> None:
    """Nothing is guessed from what stands in a file."""
    with pytest.raises(ValidationError, match=r"\.json, \.yaml, \.yml"):
        format_of(path)


@pytest.mark.parametrize("name", ["toml", "JSON", ""])
def test_format_when_its_name_is_wrong_then_an_error(name: str) -> None:
    """Two names are right, as they are written."""
    with pytest.raises(ValueError, match="'json' or 'yaml'"):
        check_format(name)
    check_format("json")
    check_format("yaml")

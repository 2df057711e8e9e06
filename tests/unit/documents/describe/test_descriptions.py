"""Members are explained from what stands in the source, or from their limits alone."""

import inspect
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, NoReturn

import pytest

import cpkit
from cpkit import ConflictResolution, DomainSettings
from cpkit.documents import json_schema, skeleton
from cpkit.documents.describe.descriptions import class_description, field_descriptions, limits
from cpkit.documents.describe.json_schema import schema_of
from cpkit.schema.shapes import Timestamp
from cpkit.schema.value import members_of


def test_meanings_when_the_source_is_there_then_every_field_has_one() -> None:
    """They are the fields' own docstrings, without markup and without Python's words."""
    meanings = field_descriptions(DomainSettings)

    assert {entry.field for entry in members_of(DomainSettings)} == meanings.keys()
    assert "The domain's name, 1 to 64 letters, digits, _ and -." == meanings["domain_name"]
    assert not any("CLEAR" in text or "`" in text for text in meanings.values())


def test_meanings_when_fields_are_named_then_they_are_written_as_on_the_wire() -> None:
    """A document knows no snake_case."""
    text = field_descriptions(ConflictResolution)["conflict_resolving_model"]

    assert "SourceName" in text
    assert "source_name" not in text


@pytest.mark.parametrize("error", [OSError, TypeError])
def test_meanings_when_there_is_no_source_then_limits_remain(
    monkeypatch: pytest.MonkeyPatch, error: type[Exception]
) -> None:
    """An installation may lack sources."""

    def fail(_: object) -> NoReturn:
        raise error

    monkeypatch.setattr(inspect, "getsource", fail)

    assert {} == field_descriptions(DomainSettings)
    assert "# required: a string of 1 to 64" in skeleton(format="yaml")
    assert (
        "Must be an integer, 1 to 1098."
        == (json_schema()["properties"]["DefaultExpirationDays"]["description"])
    )


def test_meaning_when_a_class_has_no_source_then_its_docstring_counts_or_nothing() -> None:
    """Nothing fails where there is neither."""
    bare: Any = type("Bare", (), {})
    told: Any = type("Told", (), {"__doc__": "Say so.\n\nAnd more."})

    assert "" == class_description(bare)
    assert "Say so." == class_description(told)
    assert "Settings of a domain, as declared: all that UpdateDomain and CreateDomain take." == (
        class_description(DomainSettings)
    )


def test_skeleton_when_imported_from_an_archive_without_docstrings_then_it_says_the_same(
    tmp_path: Path,
) -> None:
    """A zip application, and ``python -OO``, lose no comment."""
    package = Path(cpkit.__file__).parent
    shutil.make_archive(str(tmp_path / "cpkit"), "zip", package.parent, package.name)
    archive = tmp_path / "cpkit.zip"
    script = (
        f"import sys; sys.path.insert(0, {str(archive)!r})\n"
        "import cpkit\nfrom cpkit.documents import skeleton\n"
        "print(cpkit.__file__)\nprint(skeleton(format='yaml'), end='')"
    )
    # The copy is not what is to be covered.
    uncovered = {name: text for name, text in os.environ.items() if "COVERAGE" not in name}
    done = subprocess.run(
        [sys.executable, "-OO", "-c", script],
        check=True,
        capture_output=True,
        text=True,
        env=uncovered,
    )
    place, _, written = done.stdout.partition("\n")

    assert place.startswith(str(archive))
    assert skeleton(format="yaml") == written


def test_limits_when_a_kind_is_new_then_it_must_be_added() -> None:
    """A kind that documents cannot explain is a mistake of ours, and not passed over."""
    with pytest.raises(NotImplementedError, match="Time"):
        limits(Timestamp())
    with pytest.raises(NotImplementedError, match="Time"):
        schema_of(Timestamp(), {})

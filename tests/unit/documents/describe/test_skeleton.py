"""A skeleton has every member, and nothing in it can be sent by mistake."""

import json
import re
from collections.abc import Iterator
from functools import reduce
from operator import getitem
from typing import Any, Literal

import pytest
import yaml

from cpkit import CLEAR, DomainSettings, from_wire
from cpkit.documents import loads, skeleton
from cpkit.documents.read.yaml_reader import read_yaml
from cpkit.errors import ValidationError
from cpkit.schema.json_types import is_map
from tests.support import samples, service_model
from tests.support.golden import Golden

in_both_formats = pytest.mark.parametrize("text_format", ["json", "yaml"])


def members(shape: Any) -> Any:
    """Give the names of everything in a shape of the service's model; ``None`` for a value."""
    match shape.type_name:
        case "structure":
            return {name: members(below) for name, below in shape.members.items()}
        case "list":
            return [members(shape.member)]
        case "map":
            return {"KEY": None}
        case _:
            return None


def blanks(value: Any, *path: str | int) -> Iterator[tuple[str | int, ...]]:
    """Give the path of each null."""
    if value is None:
        yield path
        return
    for step in value if is_map(value) else range(len(value)):
        yield from blanks(value[step], *path, step)


def read(text: str, text_format: Literal["json", "yaml"]) -> Any:
    """Read a document as plain data."""
    return json.loads(text) if text_format == "json" else read_yaml(text).value


@in_both_formats
def test_skeleton_when_compared_with_what_was_looked_at_then_it_is_the_same(
    text_format: Literal["json", "yaml"], golden: Golden
) -> None:
    """People read it from top to bottom: whoever changes it does so once more."""
    written = skeleton(format=text_format)

    assert golden.file(f"skeleton.{text_format}", written) == written


@in_both_formats
def test_skeleton_when_compared_with_the_service_s_model_then_it_has_every_member(
    text_format: Literal["json", "yaml"],
) -> None:
    """All that UpdateDomain takes, each value null."""
    expected = members(service_model.request("UpdateDomain"))

    assert expected == read(skeleton(format=text_format), text_format)


@in_both_formats
def test_skeleton_when_nothing_is_filled_in_then_every_blank_is_named(
    text_format: Literal["json", "yaml"],
) -> None:
    """No placeholder passes for a value."""
    text = skeleton(format=text_format)

    with pytest.raises(ValidationError) as caught:
        loads(text, format=text_format)

    count = len(list(blanks(read(text, text_format))))
    assert ["type"] * count == [problem.code for problem in caught.value.problems]


@in_both_formats
def test_skeleton_when_one_member_is_left_blank_then_it_is_refused(
    text_format: Literal["json", "yaml"],
) -> None:
    """A key or a queue is never cleared by its placeholder."""
    blank = read(skeleton(format=text_format), text_format)
    for name in ("DefaultEncryptionKey", "DeadLetterQueueUrl"):
        with pytest.raises(ValidationError, match=f"{name}: must be a string, not null"):
            from_wire(DomainSettings, {"DomainName": "shop", name: blank[name]})


@in_both_formats
def test_skeleton_when_it_is_filled_in_then_it_says_what_was_filled_in(
    text_format: Literal["json", "yaml"],
) -> None:
    """Each blank takes what its member takes."""
    document: Any = samples.full()
    document["Tags"] = {"KEY": "value"}
    for selected in ("Address", "PhoneNumber"):
        del document["RuleBasedMatching"]["AttributeTypesSelector"][selected][1:]
    del document["RuleBasedMatching"]["MatchingRules"][1:]
    del document["Matching"]["AutoMerging"]["Consolidation"]["MatchingAttributesList"][0][1:]
    document["Matching"]["AutoMerging"]["ConflictResolution"] = {
        "ConflictResolvingModel": "SOURCE",
        "SourceName": "OrderTracking",
    }
    text = skeleton(format=text_format)
    values = iter([reduce(getitem, path, document) for path in blanks(read(text, text_format))])
    text = re.sub(r"\bnull(?=,?$)", lambda _: json.dumps(next(values)), text, flags=re.MULTILINE)

    settings = loads(text, format=text_format)

    assert from_wire(DomainSettings, document) == settings
    assert CLEAR is not settings.default_encryption_key


def test_skeleton_when_yaml_then_limits_stand_above_the_members() -> None:
    """Who fills it in need not look elsewhere."""
    lines = skeleton(format="yaml").splitlines()

    assert (
        "# required: a string of 1 to 64 characters, which must consist of letters, digits, _ and -"
        in lines
    )
    assert '# optional: a string of at most 255 characters; "" clears what the domain has' in lines
    assert "  # required: a boolean" in lines
    assert all(len(line) <= 104 for line in lines)
    assert all(line.isascii() for line in lines)


def test_skeleton_when_read_as_yaml_1_1_then_it_is_the_same() -> None:
    """Comments and nulls are the same everywhere."""
    text = skeleton(format="yaml")

    assert read_yaml(text).value == yaml.safe_load(text)


def test_skeleton_when_the_format_is_unknown_then_it_says_so() -> None:
    """There are two."""
    wrong: Any = "xml"

    with pytest.raises(ValueError, match="not 'xml'"):
        skeleton(format=wrong)

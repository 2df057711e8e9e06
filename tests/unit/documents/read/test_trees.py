"""Documents that are made to do harm end in an error, and cost no more than others."""

import json
import tracemalloc
from collections.abc import Callable, Iterator
from typing import Any, Literal, NamedTuple

import pytest
from ruamel.yaml import YAML
from ruamel.yaml.scanner import Scanner
from ruamel.yaml.tag import Tag

from cpkit import to_wire
from cpkit.documents import dumps, loads
from cpkit.documents.read import json_reader, yaml_reader
from cpkit.documents.read.document import MAX_BYTES
from cpkit.documents.read.trees import MAX_NODES, TreeBuilder
from cpkit.errors import ValidationError

_STEPS = 2 * MAX_NODES + 100
"""The most steps that reading may take: a key and a value, or a begin and an end, for each."""
_MEMORY = 64 * MAX_BYTES
"""The most memory that reading may take, in bytes."""


class Hostile(NamedTuple):
    """One document that is made to do harm."""

    name: str
    text: str
    fragment: str
    """A part of the message."""
    formats: tuple[Literal["json", "yaml"], ...] = ("json", "yaml")


def _bomb() -> str:
    """Nine lists, each of nine of the list before: a billion in all."""
    lines = ['a0: &a0 ["x"]']
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 10)]
    return "\n".join(lines)


HOSTILE = [
    Hostile("one byte too many", " " * (MAX_BYTES + 1), "more than 2 MiB"),
    Hostile("characters of many bytes", "\U0001f600" * (MAX_BYTES // 4 + 1), "more than 2 MiB"),
    Hostile("megabytes", '{"a": "' + "b" * 4 * MAX_BYTES + '"}', "more than 2 MiB"),
    Hostile("brackets", "[" * 100_000, "is a list"),
    Hostile("brackets in a map", '{"a":' + "[" * 100_000, "more than 32 deep"),
    Hostile("brackets on lines", '{"a":' + "[\n" * 100_000, "more than 32 deep"),
    Hostile("braces", '{"a":' * 40_000, "more than 32 deep"),
    Hostile("dashes", "a:\n " + "- " * 100_000, "more than 32 deep", ("yaml",)),
    Hostile("question marks", "? " * 100_000, "a key must be a string", ("yaml",)),
    Hostile("indents", "\n".join(" " * n + "a:" for n in range(600)), "32 deep", ("yaml",)),
    Hostile("33 deep", '{"a":' + "[" * 32 + "]" * 32 + "}", "more than 32 deep"),
    Hostile("values in a list", '{"a": [' + "1," * 100_000 + "1]}", "more than 2500 values"),
    Hostile("items on lines", "a:\n" + "- b\n" * 60_000, "more than 2500", ("yaml",)),
    Hostile(
        "members", "{" + ",".join(f'"{n}": 1' for n in range(20_000)) + "}", "more than 2500 values"
    ),
    Hostile("empty keys", ": a\n" * 60_000, "duplicate key ''", ("yaml",)),
    Hostile("alias bomb", _bomb(), "anchors (&) and aliases (*)", ("yaml",)),
    Hostile("alias of itself", "a: &x [*x]", "anchors (&) and aliases (*)", ("yaml",)),
    Hostile("merge of itself", "a: &x\n  <<: *x", "anchors (&) and aliases (*)", ("yaml",)),
    Hostile("long anchor", "&" + "a" * 200_000, "anchors (&) and aliases (*)", ("yaml",)),
    Hostile("code", "a: !!python/object/apply:os.abort []", "tags such as", ("yaml",)),
    Hostile("long tag", "!" + "a" * 200_000, "tags such as", ("yaml",)),
    Hostile("escaped tag", "a: !" + "%41" * 80_000, "tags such as", ("yaml",)),
    Hostile("tag with quotes", "a: !" + ("x" * 9000 + "'") * 29 + " b", "tags such", ("yaml",)),
    Hostile("tag in brackets", "a: !<" + "x" * 200_000 + "> b", "tags such", ("yaml",)),
    Hostile("many long tags", "a: " + ("!" + "x" * 9000 + " ") * 29, "tags such", ("yaml",)),
    Hostile("long anchor with quotes", "&" + ("x" * 9000 + "'") * 29, "anchors (&)", ("yaml",)),
    Hostile("long words", "a: " + ("x" * 9999 + " ") * 26, "DomainName", ("yaml",)),
    Hostile("blanks behind a bar", "a: |" + " " * 260_000, "behind the | or >", ("yaml",)),
    Hostile("comment behind a bar", "a: | #" + "c" * 260_000, "behind the | or >", ("yaml",)),
    Hostile("many directives", "%X\n" * 80_000, "directives", ("yaml",)),
    Hostile("directives later", "a: 1\n...\n" + "%X\n" * 80_000, "document", ("yaml",)),
    Hostile("many documents", "--- {}\n" * 30_000, "a second document", ("yaml",)),
    Hostile("digits", '{"a": ' + "1" * 5_000 + "}", "a number has 5000 characters"),
    Hostile("more digits", '{"a": ' + "1" * 250_000 + "}", "a number has 250000 characters"),
    Hostile("exponent", '{"a": 1e' + "9" * 50 + "}", "too large or too small"),
    Hostile("exponent below", '{"a": 1e-' + "9" * 50 + "}", "too large or too small"),
    Hostile("key twice", '{"DomainName": "a", "DomainName": "b"}', "duplicate key 'DomainName'"),
    Hostile("byte order mark", '\ufeff{"DomainName": "a"}', "byte order mark"),
    Hostile("NUL", '{"DomainName": "a\0"}', "a control character (U+0000)"),
    Hostile("NUL at the end", '{"DomainName": "a"}\0', "a control character (U+0000)"),
    Hostile("bell", '{"DomainName": "a"\a}', "a control character (U+0007)"),
    Hostile("half a pair", '{"DomainName": "\ud800"}', "half of a surrogate pair (U+D800)"),
    Hostile("escaped half of a pair", '{"DomainName": "\\ud800"}', "half of a surrogate pair"),
    Hostile("NaN", '{"a": NaN}', "NaN and infinity", ("json",)),
    Hostile("infinity", '{"a": -Infinity}', "NaN and infinity", ("json",)),
    Hostile("YAML's NaN", "a: .NaN", "not a number", ("yaml",)),
    Hostile("open text", '{"a": "' + "b " * 100_000, "", ("json", "yaml")),
    Hostile("backslashes", '{"a": "' + "\\" * 200_000, "", ("json", "yaml")),
    Hostile("blank lines", "\n" * 250_000, "empty"),
    Hostile("comments", "#\n" * 100_000, "empty", ("yaml",)),
    Hostile("nothing", "", "empty"),
    Hostile("a list", "[1]", "is a list"),
    Hostile("a scalar", "1", "a single value"),
]


class CountingBuilder(TreeBuilder):
    """Count what is reported to any builder."""

    reported = 0

    def key(self, key: str, offset: int) -> None:
        """Count a key."""
        CountingBuilder.reported += 1
        super().key(key, offset)

    def scalar(self, value: Any, offset: int) -> None:
        """Count a value."""
        CountingBuilder.reported += 1
        super().scalar(value, offset)


class CountingParser:
    """Count the events of the YAML parser."""

    events = 0
    Scanner: Any = None

    def __init__(self, **options: Any) -> None:
        """Make the parser."""
        self._parser: Any = YAML(**options)

    def parse(self, text: str) -> Iterator[Any]:
        """Count each event."""
        self._parser.Scanner = self.Scanner
        for event in self._parser.parse(text):
            CountingParser.events += 1
            yield event


@pytest.fixture(autouse=True)
def _count(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_reader, "YAML", CountingParser)
    monkeypatch.setattr(yaml_reader, "TreeBuilder", CountingBuilder)
    monkeypatch.setattr(json_reader, "TreeBuilder", CountingBuilder)
    monkeypatch.setattr(CountingBuilder, "reported", 0)
    monkeypatch.setattr(CountingParser, "events", 0)
    # Both append single characters to a text, which takes the square of its length.
    monkeypatch.setattr(Tag, "uri_decoded_suffix", None)
    monkeypatch.setattr(Scanner, "scan_block_scalar_ignored_line", None)


@pytest.fixture
def peak() -> Iterator[Callable[[], int]]:
    """Give a function that tells the most memory in use since the test began, in bytes."""
    tracemalloc.start()
    yield lambda: tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()


@pytest.mark.parametrize(
    ("hostile", "text_format"),
    [
        pytest.param(hostile, text_format, id=f"{hostile.name} in {text_format}")
        for hostile in HOSTILE
        for text_format in hostile.formats
    ],
)
def test_document_when_it_is_hostile_then_it_costs_little(
    hostile: Hostile, text_format: Literal["json", "yaml"]
) -> None:
    """It ends in an error after a bounded number of steps."""
    with pytest.raises(ValidationError) as caught:
        loads(hostile.text, format=text_format)

    assert hostile.fragment in str(caught.value)
    assert _STEPS > CountingBuilder.reported
    assert _STEPS > CountingParser.events


@pytest.mark.parametrize("text_format", ["json", "yaml"])
@pytest.mark.parametrize(
    "text",
    [
        _bomb(),
        '{"a":' + "[" * 100_000,
        '{"a": [' + "1," * 100_000 + "1]}",
        '{"a": "' + "b" * 250_000 + '"}',
        '{"' + "k" * 240_000 + '": [' + "1," * 2_000 + "1]}",
        '{"' + "k" * 240_000 + '": ' + '{"a": ' * 30 + "1" + "}" * 31,
    ],
    ids=["bomb", "brackets", "values", "text", "values below a long key", "maps below a long key"],
)
def test_document_when_it_is_hostile_then_it_needs_little_memory(
    text: str, text_format: Literal["json", "yaml"], peak: Callable[[], int]
) -> None:
    """Nothing grows with the product of two things that the document chooses."""
    with pytest.raises(ValidationError):
        loads(text, format=text_format)

    assert _MEMORY > peak()


@pytest.mark.parametrize("text_format", ["json", "yaml"])
def test_document_when_every_member_is_unknown_then_all_are_named(
    text_format: Literal["json", "yaml"],
) -> None:
    """As many problems as values is the most there can be."""
    names = [f"m{number}" for number in range(MAX_NODES - 1)]
    text = "{" + ", ".join(f'"{name}": 1' for name in names) + "}"

    with pytest.raises(ValidationError) as caught:
        loads(text, format=text_format)

    assert ["DomainName", *names] == [problem.path for problem in caught.value.problems]


@pytest.mark.parametrize("text_format", ["json", "yaml"])
def test_document_when_it_is_the_largest_legal_one_then_it_is_read(
    text_format: Literal["json", "yaml"],
) -> None:
    """The limits stand well above whatever the service takes."""
    document = _largest()

    settings = loads(json.dumps(document), format=text_format)

    assert document == to_wire(settings)
    assert settings == loads(dumps(settings, format=text_format), format=text_format)


def _largest() -> dict[str, Any]:
    """Give the document with the most and the longest of everything."""
    exporting = {"S3Exporting": {"S3BucketName": "b" * 63, "S3KeyName": "k" * 800}}
    resolution = {"ConflictResolvingModel": "SOURCE", "SourceName": "s" * 255}

    def names(letter: str, count: int) -> list[str]:
        return [f"Attributes.{number:03}".ljust(255, letter) for number in range(count)]

    return {
        "DomainName": "d" * 64,
        "DefaultExpirationDays": 1098,
        "DefaultEncryptionKey": "k" * 255,
        "DeadLetterQueueUrl": "q" * 255,
        "Matching": {
            "Enabled": True,
            "JobSchedule": {"DayOfTheWeek": "WEDNESDAY", "Time": "23:59"},
            "AutoMerging": {
                "Enabled": True,
                "Consolidation": {"MatchingAttributesList": [names("c", 20)] * 10},
                "ConflictResolution": resolution,
                "MinAllowedConfidenceScoreForMerging": 0.1234567890123456,
            },
            "ExportingConfig": exporting,
        },
        "RuleBasedMatching": {
            "Enabled": True,
            "MatchingRules": [{"Rule": names("r", 15)}] * 15,
            "MaxAllowedRuleLevelForMerging": 15,
            "MaxAllowedRuleLevelForMatching": 15,
            "AttributeTypesSelector": {
                "AttributeMatchingModel": "MANY_TO_MANY",
                "Address": ["MaillingAddress"] * 4,
                "PhoneNumber": ["MobilePhoneNumber"] * 4,
                "EmailAddress": ["PersonalEmailAddress"] * 3,
            },
            "ConflictResolution": resolution,
            "ExportingConfig": exporting,
        },
        "DataStore": {"Enabled": True},
        "Tags": {f"{number:02}".ljust(128, "t"): "v" * 256 for number in range(50)},
    }

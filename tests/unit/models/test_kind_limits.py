"""What each kind takes and refuses at the edges of its limits, and what is said of it."""

import math
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from cpkit.models import CLEAR, MatchingRule, UnknownValue
from cpkit.models.enums import ConflictResolvingModel
from cpkit.schema.collector import ProblemCollector
from cpkit.schema.frozen import Tags
from cpkit.schema.marks import MarkedString, MarkedTuple
from cpkit.schema.shapes import (
    Boolean,
    Double,
    Enum,
    Integer,
    RejectedError,
    Shape,
    String,
    StringList,
    StringLists,
    Structure,
    StructureList,
    TagMap,
    Timestamp,
)

if TYPE_CHECKING:
    from collections.abc import Callable

RULE = MatchingRule(["EmailAddress"])
WORDS: dict[str, Any] = {"pattern": "[a-z]+", "form": "small letters"}


def shape(name: str) -> Shape:
    """Make a kind; the limits are the smallest that tell their two ends apart."""
    makers: dict[str, Callable[[], Shape]] = {
        "text": lambda: String(2, 3),
        "word": lambda: String(2, 3, **WORDS),
        "any word": lambda: String(0, 3, **WORDS),
        "secret": lambda: String(0, 3, secret=True, clearable=True),
        "flag": Boolean,
        "choice": lambda: Enum(ConflictResolvingModel),
        "integer": lambda: Integer(2, 4),
        "integer from 2": lambda: Integer(2),
        "number": lambda: Double(0.5, 2.0),
        "names": lambda: StringList(1, 2),
        "known names": lambda: StringList(1, 2, known=frozenset({"a", "b"}), custom="x."),
        "lists": lambda: StringLists(1, 2, StringList(1, 2)),
        "tags": lambda: TagMap(1, 2, String(1, 3, **WORDS), String(0, 2, secret=True)),
        "time": Timestamp,
        "block": lambda: Structure(MatchingRule),
        "blocks": lambda: StructureList(1, 2, MatchingRule, "rules"),
    }
    return makers[name]()


TAKEN: list[tuple[str, Any, Any]] = [
    ("text", "ab", "ab"),
    ("text", "abc", "abc"),
    ("word", "ab", "ab"),
    ("any word", "a", "a"),
    ("secret", "", CLEAR),
    ("secret", CLEAR, CLEAR),
    ("secret", "a", "a"),
    ("flag", True, True),
    ("flag", False, False),
    ("choice", "SOURCE", ConflictResolvingModel.SOURCE),
    ("choice", UnknownValue("NEW"), UnknownValue("NEW")),
    ("integer", 2, 2),
    ("integer", 4, 4),
    ("integer from 2", 10**30, 10**30),
    ("number", 0.5, 0.5),
    ("number", 2, 2.0),
    ("names", ["a", "b"], ("a", "b")),
    ("known names", ["a"], ("a",)),
    ("known names", ("b", "x.c"), ("b", "x.c")),
    ("lists", [["a"], ("b", "c")], (("a",), ("b", "c"))),
    ("tags", {"a": ""}, Tags({"a": ""})),
    ("tags", {"abc": "12", "b": "1"}, Tags({"abc": "12", "b": "1"})),
    ("tags", CLEAR, CLEAR),
    ("blocks", [RULE], (RULE,)),
    ("blocks", [RULE] * 2, (RULE,) * 2),
    ("time", 90, datetime(1970, 1, 1, 0, 1, 30, tzinfo=UTC)),
    ("time", 0.5, datetime(1970, 1, 1, 0, 0, 0, 500_000, tzinfo=UTC)),
    ("time", "2026-01-02T03:04:05+01:00", datetime(2026, 1, 2, 2, 4, 5, tzinfo=UTC)),
    ("time", datetime(2026, 1, 2), datetime(2026, 1, 2, tzinfo=UTC)),  # noqa: DTZ001 - the case
]


@pytest.mark.parametrize(("name", "value", "kept"), TAKEN)
def test_kind_when_a_value_is_right_then_kept_in_its_final_form(
    name: str, value: Any, kept: Any
) -> None:
    """At once, and without a word by the precise way, too."""
    collector = ProblemCollector(frozenset())

    assert (kept, type(kept)) == (shape(name).accept(value), type(shape(name).accept(value)))
    if value is not CLEAR or name == "secret":
        assert kept == shape(name).validate(value, "X", collector) or name == "choice"
    assert [] == [found for found in collector.problems if name != "choice"]


AS_JSON = " as JSON writes numbers, such as 366 or 0.9."
REFUSED: list[tuple[str, Any, list[str]]] = [
    ("text", "a", ["X: takes 2 to 3 characters; 'a' has 1."]),
    ("text", "abcd", ["X: takes 2 to 3 characters; 'abcd' has 4."]),
    ("text", 5, ["X: takes a text, not a whole number; put it in quotes."]),
    ("text", CLEAR, ["X: takes a text, not CLEAR: it cannot be cleared."]),
    ("word", 0.5, ["X: takes a text, not a number; write small letters, in quotes."]),
    ("word", "A1", ["X: takes small letters, not 'A1'."]),
    (
        "word",
        "A",
        ["X: takes 2 to 3 characters; 'A' has 1.", "X: takes small letters, not 'A'."],
    ),
    ("secret", "abcd", ["X: takes at most 3 characters; the text has 4."]),
    ("flag", 1, ["X: takes true or false, not a whole number, given as 1."]),
    ("flag", 0.0, ["X: takes true or false, not a number."]),
    ("choice", "NEWEST", ["X: takes one of RECENCY, SOURCE, not 'NEWEST'."]),
    (
        "choice",
        "SOURCES",
        ["X: takes one of RECENCY, SOURCE, not 'SOURCES'; did you mean 'SOURCE'?"],
    ),
    ("choice", 1, ["X: takes one of RECENCY, SOURCE, not a whole number."]),
    ("integer", 1, ["X: takes 2 to 4, not 1."]),
    ("integer", 5, ["X: takes 2 to 4, not 5."]),
    ("integer", True, ["X: takes a whole number, not true or false."]),
    ("integer", 2.5, ["X: takes a whole number, not a number."]),
    ("integer", 3.0, ["X: takes a whole number, not a number: write 3."]),
    ("integer", "-3", ["X: takes a whole number, not a text: write -3 without quotes."]),
    (
        "integer",
        "+3",
        ["X: takes a whole number, not a text: write '+3'" + AS_JSON],
    ),
    ("integer", "three", ["X: takes a whole number, not a text."]),
    ("integer from 2", 1, ["X: takes 2 or more, not 1."]),
    ("integer", 2**1000, ["X: takes 2 to 4, not a number of 1001 bits."]),
    ("number", 0.25, ["X: takes 0.5 to 2.0, not 0.25."]),
    ("number", 3, ["X: takes 0.5 to 2.0, not 3."]),
    ("number", math.nan, ["X: takes a finite number, not NaN or infinity."]),
    ("number", "0.5", ["X: takes a number, not a text: write 0.5 without quotes."]),
    (
        "number",
        ".5",
        ["X: takes a number, not a text: write '.5'" + AS_JSON],
    ),
    ("names", [], ["X: takes 1 to 2 names; the list has 0."]),
    ("names", ["a", "b", "c"], ["X: takes 1 to 2 names; the list has 3."]),
    ("names", "abc", ["X: takes a list of names, not a text: write ['abc']."]),
    ("names", {"a"}, ["X: takes a list of names, not a set: a set has no order."]),
    ("names", {"a": 1}, ["X: takes a list of names, not a map."]),
    ("names", ["a", 1], ["X[1]: takes a text, not a whole number; put it in quotes."]),
    ("lists", [], ["X: takes 1 to 2 lists of names; the list has 0."]),
    ("lists", [["a"]] * 3, ["X: takes 1 to 2 lists of names; the list has 3."]),
    ("lists", "a", ["X: takes a list of lists of names, not a text: write [['a']]."]),
    ("lists", [["a"], "b"], ["X[1]: takes a list of names, not a text: write ['b']."]),
    ("tags", {}, ["X: takes 1 to 2 tags; the map has 0; to remove all tags give CLEAR."]),
    ("tags", dict.fromkeys("abc", ""), ["X: takes 1 to 2 tags; the map has 3."]),
    ("tags", [], ["X: takes a map of tags, not a list."]),
    ("tags", {"abcd": ""}, ["X[\"abcd\"]: takes 1 to 3 characters; 'abcd' has 4."]),
    (
        "tags",
        {"A": "", "b": "123"},
        [
            "X[\"A\"]: takes small letters, not 'A'.",
            'X["b"]: takes at most 2 characters; the text has 3.',
        ],
    ),
    ("tags", {"a\nb": ""}, ["X[\"a\\nb\"]: takes small letters, not 'a\\nb'."]),
    ("tags", {"a": 1}, ['X["a"]: takes a text, not a whole number; put it in quotes.']),
    ("time", "soon", ["X: takes a time, not 'soon'."]),
    ("time", True, ["X: takes a time, not True."]),
    ("time", 1e300, ["X: takes a time, not 1e+300."]),
    (
        "block",
        {"Rule": ["EmailAddress"]},
        ["X: takes a MatchingRule, not a map: read plain data with from_wire(MatchingRule, ...)."],
    ),
    ("blocks", [], ["X: takes 1 to 2 rules; the list has 0."]),
    ("blocks", [["EmailAddress"]] * 3, ["X: takes 1 to 2 rules; the list has 3."]),
    ("blocks", "ab", ["X: takes a list of rules, not a text: write [['ab']]."]),
    ("blocks", [[]], ["X[0].Rule: takes 1 to 15 names; the list has 0."]),
]


@pytest.mark.parametrize(("name", "value", "said"), REFUSED)
def test_kind_when_a_value_is_wrong_then_refused_and_said_what_and_what_to_do(
    name: str, value: Any, said: list[str]
) -> None:
    """The quick way gives up, and the precise one says why."""
    collector = ProblemCollector(frozenset())

    with pytest.raises(RejectedError):
        shape(name).accept(value)
    shape(name).validate(value, "X", collector)

    assert said == [str(found) for found in collector.problems]


@pytest.mark.parametrize(
    ("names", "is_taken"),
    [
        (["x."], False),
        (["x.a", "c"], False),
        (["x." + "n" * 253], True),
        (["x." + "n" * 254], False),
    ],
)
def test_names_when_custom_ones_pass_then_they_go_on_behind_their_beginning(
    names: list[str], *, is_taken: bool
) -> None:
    """A beginning alone is no name, and custom names are no longer than others."""
    if is_taken:
        assert tuple(names) == shape("known names").accept(names)
    else:
        with pytest.raises(RejectedError):
            shape("known names").accept(names)


@pytest.mark.parametrize(
    ("name", "kept", "is_plain"),
    [
        ("tags", CLEAR, True),
        ("tags", Tags({"a": "1"}), True),
        ("tags", Tags({"A": "1"}), False),
        ("choice", ConflictResolvingModel.SOURCE, True),
        ("choice", UnknownValue("NEW"), False),
        ("text", "ab", True),
        ("text", MarkedString("a"), False),
        ("names", ("a",), True),
        ("names", MarkedTuple(("a", "b", "c")), False),
    ],
)
def test_kind_when_it_looks_at_what_is_kept_then_only_what_was_let_past_is_not_plain(
    name: str, kept: Any, *, is_plain: bool
) -> None:
    """What has passed the gate gives no cause for a second look."""
    assert is_plain is shape(name).is_plain(kept)


def test_block_when_it_is_of_the_right_class_then_taken_as_it_is() -> None:
    """It has been checked when it was made."""
    assert RULE is shape("block").accept(RULE)

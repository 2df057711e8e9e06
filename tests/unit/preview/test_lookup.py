"""Tests of columns: found under many names, and complained of where they are not."""

from importlib import import_module
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from cpkit import AttributeTypesSelector, RuleBasedMatching, SettingsWarning, preview
from cpkit.errors import ValidationError
from tests.support.preview_profiles import groups_of, people, rules

pa: Any = import_module("pyarrow")  # which comes without types, as pandas does
pd: Any = import_module("pandas")

NAMES = rules(["FirstName"])


def rejected(
    profiles: Any, declared: RuleBasedMatching = NAMES, **options: Any
) -> list[tuple[str, str, str]]:
    """Return code, path and message of each problem of an evaluation."""
    with pytest.raises(ValidationError) as caught:
        preview.evaluate(profiles, declared, **options)
    assert caught.value.__context__ is None
    return [(one.code, one.path, one.message) for one in caught.value.problems]


def test_columns_when_named_by_the_user_then_read() -> None:
    """The user's names go to the service's; one that has such a name already gives way."""
    some = pl.DataFrame(
        {"cust": ["a", "b"], "given": ["x", "x"], "FirstName": ["1", "2"], "n.x": ["u", "v"]}
    )

    with pytest.warns(SettingsWarning) as caught:
        found = preview.evaluate(some, NAMES, columns={"cust": "ProfileId", "given": "FirstName"})

    assert [["a", "b"]] == groups_of(found)
    text = "columns: 'given' is read as 'FirstName', and the column that has this name is not read."
    assert [text] == [str(one.message) for one in caught]


@pytest.mark.parametrize(
    ("columns", "wrong", "near"),
    [
        ({"given": "FirstNmae"}, "FirstNmae", "FirstName"),
        ({"given": "firstname"}, "firstname", "FirstName"),
        ({"MidleName": None}, "MidleName", "MiddleName"),
        ({"town": "Adress.City"}, "Adress.City", "Address.City"),
    ],
)
def test_columns_when_a_field_is_misspelt_then_a_problem_names_the_right_one(
    columns: dict[str, str | None], wrong: str, near: str
) -> None:
    """It would be passed over otherwise, though somebody has meant something by it."""
    with pytest.raises(ValidationError) as caught:
        preview.evaluate(people({"FirstName": "x"}), NAMES, columns=columns)

    assert [f"columns: {wrong!r} is not a field of profiles; did you mean {near!r}?"] == [
        str(one) for one in caught.value.problems if one.code == "unknown-field"
    ]


def test_columns_when_no_rule_reads_them_then_no_problem() -> None:
    """One mapping serves all rules of a source."""
    named = {"town": "Address.City", "level": "Attributes.tier", "at": "LastUpdated"}

    found = preview.evaluate(people(*2 * [{"FirstName": "x"}]), NAMES, columns=named)

    assert [["0", "1"]] == groups_of(found)


def test_columns_when_two_of_a_file_have_one_name_then_a_problem(tmp_path: Path) -> None:
    """Which of them is meant is not known; those that nothing reads are no matter."""
    file = tmp_path / "profiles.csv"
    file.write_text("ProfileId,FirstName,FirstName,Note,Note,,\na,x,y,1,2,,\n")

    with pytest.raises(ValidationError) as caught:
        preview.evaluate(file, NAMES)

    assert ["FirstName: more than one column has this name; rename the others."] == [
        str(one) for one in caught.value.problems
    ]


def test_columns_when_two_of_a_frame_of_pandas_have_one_name_then_a_problem() -> None:
    """Pandas allows it, and a row would have but one of them."""
    frame: Any = pd.DataFrame([["a", "x", "y"]], columns=["ProfileId", "FirstName", "FirstName"])

    with pytest.raises(ValidationError, match="FirstName: more than one column has this name"):
        preview.evaluate(frame, NAMES)


def test_columns_when_one_is_in_a_struct_and_beside_it_then_a_problem() -> None:
    """Once flat, both have one name."""
    twice = people({"Address": {"City": "Ulm"}, "Address.City": "Bonn"})

    with pytest.raises(ValidationError, match=r"Address\.City: more than one column"):
        preview.evaluate(twice, rules(["Address.City"]))


def test_columns_when_two_of_a_stream_have_one_name_then_a_problem() -> None:
    """Polars cannot even hold such a table."""
    table: Any = pa.table([["a"], ["x"], ["y"]], names=["ProfileId", "FirstName", "FirstName"])

    with pytest.raises(ValidationError, match="profiles: must have one column of each name"):
        preview.evaluate(table, NAMES)


def test_columns_when_texts_and_integers_are_mixed_then_integers_are_warned_of() -> None:
    """A text keeps its zeros, and an integer has lost them: as in a column of integers alone."""
    cells = {"a": "2134", "b": 2134, "c": "02134"}
    mixed = [{"ProfileId": name, "FirstName": cell} for name, cell in cells.items()]

    with pytest.warns(SettingsWarning, match="FirstName: holds integers") as caught:
        found = preview.evaluate(mixed, NAMES)

    assert ([["a", "b"]], 1) == (groups_of(found), len(caught))


@pytest.mark.parametrize("ids", [["a", 1], ["01", 1], [2**70, 1]])
def test_ids_when_they_are_not_all_small_integers_then_they_are_texts(ids: list[Any]) -> None:
    """None is lost, and none is shown by an error."""
    some = [{"ProfileId": one, "FirstName": "x"} for one in ids]

    assert [sorted(map(str, ids))] == groups_of(preview.evaluate(some, NAMES))


def test_columns_when_custom_attributes_have_another_name_then_found_inside() -> None:
    """What is named may stand in a map or a text of the user's."""
    declared = rules(["Attributes.tier"])
    named = {"extra.level": "Attributes.tier"}
    record = {"extra": {"level": "gold"}}
    forms: list[Any] = [
        [{"ProfileId": "a", **record}, {"ProfileId": "b", **record}],
        people(*2 * [{"extra": '{"level": "gold"}'}]),
    ]

    assert [[["a", "b"]], [["0", "1"]]] == [
        groups_of(preview.evaluate(form, declared, columns=named)) for form in forms
    ]


def ways_on(own: str, field: str) -> str:
    """Return how a problem with a missing column ends."""
    return (
        f"Write columns={{{own!r}: {field!r}}} to name one, or columns={{{field!r}: None}} to "
        "accept that it is missing."
    )


def test_columns_when_none_holds_an_attribute_then_all_of_them_at_once() -> None:
    """The nearest unused name is offered, and both ways on are shown."""
    some = pl.DataFrame({"Profile_Id": ["a"], "first_name": ["x"], "LastName": ["y"]})

    found = rejected(some, rules(["FirstName", "LastName"], ["BirthDate"]))

    assert [
        (
            "missing-column",
            "profile_id",
            "there is no column 'ProfileId'; did you mean 'Profile_Id'?",
        ),
        (
            "missing-column",
            "FirstName",
            f"no column holds it; did you mean 'first_name'? {ways_on('first_name', 'FirstName')}",
        ),
        (
            "missing-column",
            "BirthDate",
            f"no column holds it. {ways_on('YOUR_COLUMN', 'BirthDate')}",
        ),
    ] == found


def test_columns_when_one_is_like_an_alias_then_it_is_meant() -> None:
    """Of several names that are near the nearest, and none that another field is read from."""
    some = people({"Address.City": "c", "Address": "s", "E-Mail": "x", "postal addr": "y"})

    ((_, _, message),) = rejected(some, rules(["EmailAddress", "Address.City"]))

    assert message.startswith("no column holds it; did you mean 'E-Mail'? ")


@pytest.mark.parametrize("name", ["EmailAddress", "BusinessEmailAddress"])
def test_columns_when_one_is_accepted_as_missing_then_it_matches_nothing(name: str) -> None:
    """The attribute is accepted, or one field of it."""
    selector = AttributeTypesSelector(
        attribute_matching_model="MANY_TO_MANY",
        email_address=["EmailAddress", "BusinessEmailAddress"],
    )
    declared = rules(["EmailAddress"], attribute_types_selector=selector)
    some = people(*2 * [{} if name == "EmailAddress" else {"EmailAddress": "x"}])

    found = preview.evaluate(some, declared, columns={name: None})

    assert {"EmailAddress": 2, "BusinessEmailAddress": 0}[name] == found.missing["profiles"][0]


def test_columns_when_a_sub_type_alone_is_missing_then_a_warning() -> None:
    """The others can match."""
    selector = AttributeTypesSelector(
        attribute_matching_model="ONE_TO_ONE",
        email_address=["EmailAddress", "PersonalEmailAddress"],
    )
    declared = rules(["EmailAddress"], attribute_types_selector=selector)

    with pytest.warns(SettingsWarning, match="PersonalEmailAddress: no column holds it") as caught:
        found = preview.evaluate(people(*2 * [{"EmailAddress": "x"}]), declared)

    assert [["0", "1"]] == groups_of(found)
    assert [__file__] == [one.filename for one in caught]


def test_columns_when_an_option_has_nothing_to_act_on_then_no_problem() -> None:
    """What no rule reads may be named, or not be there."""
    some = people(*2 * [{"FirstName": "x"}])
    named = {"mail": "EmailAddress", "MiddleName": None, "FirstName": "FirstName"}

    assert [["0", "1"]] == groups_of(preview.evaluate(some, NAMES, columns=named))


def test_columns_when_a_named_one_is_not_there_then_a_problem() -> None:
    """A misspelt name of the user's own is found, too."""
    some = people({"given": "x"})

    assert ("missing-column", "columns", "there is no column 'givn'; did you mean 'given'?") in (
        rejected(some, columns={"givn": "FirstName"})
    )


def test_columns_when_two_are_named_alike_then_a_problem() -> None:
    """Which of them is meant is not guessed."""
    some = people({"a": "x", "b": "y"})

    assert [
        (
            "repeated-column",
            "columns",
            "both 'a' and 'b' are named 'FirstName'; name one of them.",
        )
    ] == rejected(some, columns={"a": "FirstName", "b": "FirstName"})


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ([2134.0], "must be text, not numbers"),
        (pl.Series([1]).cast(pl.Date), "must be text, not dates or times"),
        (pl.Series([1]).cast(pl.Datetime), "must be text, not dates or times"),
        ([{"a": "x"}], "must be text, not objects or lists"),
        ([["x"]], "must be text, not objects or lists"),
        ([b"x"], "must be text, not bytes or objects"),
    ],
)
def test_columns_when_one_holds_no_text_then_a_problem(values: Any, reason: str) -> None:
    """Equal texts may have become different numbers, and different texts equal ones."""
    found = rejected(pl.DataFrame({"ProfileId": ["a"], "FirstName": values}))

    assert [("column-type", "FirstName")] == [one[:2] for one in found]
    assert found[0][2].startswith(reason)


def test_columns_when_a_text_holds_half_a_character_then_a_problem() -> None:
    """JSON can write what is no text."""
    found = rejected([{"ProfileId": "a", "FirstName": "\ud800"}])

    assert [("column-type", "FirstName")] == [one[:2] for one in found]


@pytest.mark.parametrize("kind", [pl.Categorical, pl.Boolean, pl.Null, pl.String])
def test_columns_when_they_can_be_written_as_text_then_they_are(kind: Any) -> None:
    """Whatever a frame keeps texts in."""
    values = pl.Series(["true", "true"] if kind in {pl.Categorical, pl.String} else [True, True])
    column = pl.Series([None, None]) if kind == pl.Null else values.cast(kind)
    some = pl.DataFrame({"ProfileId": ["a", "b"], "FirstName": column})

    assert ([] if kind == pl.Null else [["a", "b"]]) == groups_of(preview.evaluate(some, NAMES))


def test_columns_when_one_holds_integers_then_a_warning() -> None:
    """Leading zeros are gone."""
    some = people(*2 * [{"FirstName": 2134}])

    with pytest.warns(SettingsWarning, match="FirstName: holds integers, which have no leading"):
        found = preview.evaluate(some, NAMES)

    assert [["0", "1"]] == groups_of(found)


@pytest.mark.parametrize(
    ("attribute", "profiles"),
    [
        ("Address.City", people({"Address": "12 Main St"})),
        ("Address.City", [{"ProfileId": "a", "Address": "12 Main St"}]),
        ("Attributes.tier", people({"Attributes": 5})),
    ],
)
def test_columns_when_what_should_have_fields_is_none_then_a_problem(
    attribute: str, profiles: Any
) -> None:
    """It is said once, and not that the field is missing, too."""
    head, _, rest = attribute.partition(".")

    assert [
        (
            "nested-field",
            head,
            f"must be an object that has {rest}; or provide a column {attribute!r}.",
        )
    ] == rejected(profiles, rules([attribute]))


@pytest.mark.parametrize("attributes", ["{a=1}", {"a": "1"}, None])
def test_columns_when_nobody_has_a_custom_attribute_then_it_is_missing(attributes: Any) -> None:
    """As any other attribute without a column."""
    found = rejected(people({"Attributes": attributes}), rules(["Attributes.tier"]))

    assert [("missing-column", "Attributes.tier")] == [one[:2] for one in found]


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        ({"Gender": ["f", "", None], "GenderString": ["x", "f", "f"]}, [["0", "1", "2"]]),
        ({"Gender": ["f", "", None]}, []),
        ({"GenderString": ["f", "f", None]}, [["0", "1"]]),
    ],
)
def test_columns_when_gender_is_empty_then_its_text_is_read(
    columns: dict[str, list[str | None]], expected: list[list[str]]
) -> None:
    """The other one stands in where this one is empty or not there."""
    some = pl.DataFrame({"ProfileId": ["0", "1", "2"], **columns})

    assert expected == groups_of(preview.evaluate(some, rules(["Gender"])))


def test_columns_when_an_address_has_lines_then_all_must_be_equal() -> None:
    """A missing line equals an empty one, and an address without any matches nothing."""
    some = people(
        {"Address.Address1": "a", "Address.Address2": None},
        {"Address.Address1": "a", "Address.Address2": ""},
        {"Address.Address1": "a", "Address.Address2": "b"},
        {"Address.Address1": "", "Address.Address2": None},
        {"Address.Address1": None, "Address.Address2": None},
    )

    found = preview.evaluate(some, rules(["Address.Address"]))

    assert [["0", "1"]] == groups_of(found)
    assert [2] == found.missing["profiles"].to_list()


def test_columns_when_an_address_is_whole_then_its_lines_are_not_read() -> None:
    """One column goes before four."""
    some = people(
        {"Address.Address": "a", "Address.Address1": "x"},
        {"Address.Address": "a", "Address.Address1": "y"},
    )

    assert [["0", "1"]] == groups_of(preview.evaluate(some, rules(["Address.Address"])))


def test_columns_when_one_address_is_whole_and_another_in_lines_then_compared() -> None:
    """A whole address equals one that has a first line alone."""
    selector = AttributeTypesSelector(
        attribute_matching_model="MANY_TO_MANY", address=["Address", "ShippingAddress"]
    )
    some = people(
        {"Address.Address": "a", "ShippingAddress.Address1": "b", "ShippingAddress.Address2": None},
        {"Address.Address": "b", "ShippingAddress.Address1": "a", "ShippingAddress.Address2": "c"},
    )
    declared = rules(["Address.Address"], attribute_types_selector=selector)

    assert [["0", "1"]] == groups_of(preview.evaluate(some, declared))

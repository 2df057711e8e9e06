"""Profiles that are huge, broken or empty: evaluated right, or rejected without a word of them."""

import json
import logging
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from cpkit import RuleBasedMatching, SettingsWarning, preview
from cpkit.errors import ValidationError

RULES = RuleBasedMatching(
    enabled=True,
    matching_rules=[["EmailAddress"], ["FirstName", "LastName"]],
    max_allowed_rule_level_for_matching=2,
    max_allowed_rule_level_for_merging=1,
)

MEGABYTE = 1 << 20
MARKED = "geheim"
"""Stands in values of profiles, and must not appear anywhere."""


def _people(**columns: list[Any]) -> pl.DataFrame:
    """Return profiles that have these columns, and nothing in others that the rules read."""
    count = max(map(len, columns.values()))
    fields = ("EmailAddress", "FirstName", "LastName")
    return pl.DataFrame(
        {
            "ProfileId": [f"p{index}" for index in range(count)],
            **{name: columns.get(name, [None] * count) for name in fields},
        },
        schema=dict.fromkeys(("ProfileId", *fields), pl.String),
    )


def _groups(profiles: Any) -> list[tuple[list[str], int]]:
    """Return who is together, and the level."""
    members = preview.evaluate(profiles, RULES).members
    together = members.group_by("group").agg(pl.col("profile_id").sort(), pl.col("level").min())
    return sorted(together.select("profile_id", "level").iter_rows())


def test_evaluate_when_texts_have_a_megabyte_then_their_last_character_counts() -> None:
    """Two of three texts are equal to the end."""
    text = "x" * MEGABYTE

    assert [(["p0", "p2"], 1)] == _groups(_people(EmailAddress=[text, f"{text}y", text]))


def test_evaluate_when_texts_join_alike_then_they_stay_apart() -> None:
    """No separator is there to be forged: names are compared one by one."""
    first = ["a", "ab", "a\x1f", "a\x00", "a", "a,"]
    last = ["bc", "c", "b", "b", "\x1fb", "b"]

    assert [] == _groups(_people(FirstName=first, LastName=last))


@pytest.mark.parametrize("form", ["frame", "parquet", "csv"])
def test_evaluate_when_there_are_ten_thousand_columns_then_it_matches_by_those_of_the_rules(
    form: str, tmp_path: Path
) -> None:
    """What the rules do not read is not looked at, though it could not be compared."""
    people = _people(EmailAddress=["a", "a", "b"])
    wide = people.hstack([pl.Series(f"other{index}", [0.5] * 3) for index in range(10_000)])
    given: object = wide
    if form == "parquet":
        wide.write_parquet(given := tmp_path / "wide.parquet")
    elif form == "csv":
        wide.write_csv(given := tmp_path / "wide.csv")

    assert [(["p0", "p1"], 1)] == _groups(given)


def test_evaluate_when_not_a_number_stands_for_what_is_missing_then_it_matches_nothing() -> None:
    """NaN is what pandas and Python programs write where they have nothing."""
    profiles = [
        {"ProfileId": f"p{index}", "EmailAddress": email, "FirstName": "a", "LastName": math.nan}
        for index, email in enumerate([math.nan, math.nan, "NaN", "NaN"])
    ]

    assert [(["p2", "p3"], 1)] == _groups(profiles)


@pytest.mark.parametrize(("count", "groups"), [(500, 1), (501, 0)])
def test_evaluate_when_all_values_are_equal_then_only_the_limit_keeps_them_apart(
    count: int, groups: int
) -> None:
    """Up to 500 profiles are one group; one more, and no match is attempted."""
    found = preview.evaluate(_people(EmailAddress=["a"] * count), RULES)

    assert groups == found.groups.height
    assert (count - 500) * 501 == found.levels["left_out_as_common"].sum()


def test_evaluate_when_all_values_are_equal_and_nothing_limits_then_one_group_has_all() -> None:
    """A hundred thousand profiles of one value make as many ties, and not pairs."""
    found = preview.evaluate(_people(EmailAddress=["a"] * 100_000), RULES, common_value_limit=None)

    assert [(100_000, 1, 100_000)] == found.sizes.rows()


@pytest.mark.parametrize("count", [0, 1, 1000])
def test_evaluate_when_no_value_is_given_then_nothing_matches(count: int) -> None:
    """Missing values are not equal; no profile, and one profile, match nothing either."""
    found = preview.evaluate(_people(EmailAddress=[None, ""] * count)[:count], RULES)

    assert [] == found.members.rows()
    assert [] == found.groups.rows()
    assert [] == found.sizes.rows()
    assert [(1, 0, 0, 0, 0, 0, 0), (2, 0, 0, 0, 0, 0, 0)] == found.levels.drop(
        "rule", "merges"
    ).rows()


def test_evaluate_when_there_is_one_profile_then_nothing_matches() -> None:
    """A profile does not match itself."""
    assert [] == _groups(_people(EmailAddress=["a"], FirstName=["b"], LastName=["c"]))


def test_evaluate_when_codes_are_integers_then_a_warning_names_the_column_and_no_value() -> None:
    """Integers are compared as texts, though their leading zeros may be gone."""
    people = _people(FirstName=["a", "a", "a"]).with_columns(
        EmailAddress=pl.Series([1234, 1234, None])
    )

    with pytest.warns(SettingsWarning) as warned:
        groups = _groups(people)

    assert [(["p0", "p1"], 1)] == groups
    assert [True] == [str(each.message).startswith("EmailAddress: ") for each in warned]
    assert [False] == ["1234" in str(each.message) for each in warned]


def _rejected(given: Any) -> str:
    """Return all that an error says of profiles that are rejected."""
    with pytest.raises(ValidationError) as caught:
        preview.evaluate(given, RULES)
    error = caught.value
    chain = [error, error.__cause__, error.__context__]
    return "\n".join(f"{each} {each!r}" for each in chain)


def _profile(**members: Any) -> dict[str, Any]:
    return {"ProfileId": "p", "EmailAddress": "a", "FirstName": "b", "LastName": "c", **members}


def _file(name: str, content: str | bytes) -> Callable[[Path], object]:
    def write(folder: Path) -> Path:
        path = folder / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


def _damaged(folder: Path) -> Path:
    """Write a Parquet file that begins and ends as it should."""
    people = _people(EmailAddress=[f"{MARKED} {index}" for index in range(500)])
    people.write_parquet(path := folder / "a.parquet", compression="zstd", statistics=False)
    content = bytearray(path.read_bytes())
    # The ids come first; what follows is only looked at when it is compared.
    start = content.index(b"\x28\xb5\x2f\xfd", content.index(b"\x28\xb5\x2f\xfd") + 4)
    content[start + 4 : start + 40] = b"\xff" * 36
    path.write_bytes(content)
    return path


def _failing(_: Path) -> pl.LazyFrame:
    """Return a query whose error quotes a value."""
    people = _people(EmailAddress=[MARKED]).lazy()
    return people.with_columns(pl.col("EmailAddress").cast(pl.Int64).cast(pl.String))


BROKEN: dict[str, tuple[Callable[[Path], object], str]] = {
    "half a character": (
        lambda _: [_profile(EmailAddress=f"{MARKED}\ud800")],
        "EmailAddress: ",
    ),
    "half a character in an id": (
        lambda _: [_profile(ProfileId=f"{MARKED}\ud800")],
        "ProfileId: ",
    ),
    "a number with a fraction": (
        lambda _: [_profile(EmailAddress=f"{MARKED}"), _profile(EmailAddress=1234.5)],
        "EmailAddress: ",
    ),
    "bytes": (lambda _: [_profile(EmailAddress=MARKED.encode())], "EmailAddress: "),
    "objects": (lambda _: [_profile(EmailAddress={MARKED: MARKED})], "EmailAddress: "),
    "an id twice": (
        lambda _: [_profile(FirstName=MARKED), _profile(FirstName=MARKED)],
        "ProfileId: ",
    ),
    "an id missing": (lambda _: [_profile(ProfileId=None, FirstName=MARKED)], "ProfileId: "),
    "no column": (lambda _: [{"ProfileId": "p", "EmailAdress": MARKED}], "EmailAddress: "),
    "half a line of JSON": (_file("a.jsonl", f'{{"ProfileId": "{MARKED}'), "a.jsonl: "),
    "a list in a line of JSON": (_file("a.jsonl", f'{{}}\n["{MARKED}"]\n'), "a.jsonl: "),
    "deep JSON": (_file("a.jsonl", '{"a":' * 100_000 + f'"{MARKED}"'), "a.jsonl: "),
    "JSON with half a character": (
        _file("a.jsonl", json.dumps(_profile(EmailAddress=f"{MARKED}\udfff"))),
        "EmailAddress: ",
    ),
    "no UTF-8": (_file("a.csv", b"ProfileId,EmailAddress\np,geheim\xff\n"), "a.csv: "),
    "a line of CSV with more cells": (
        _file("a.csv", f"ProfileId,EmailAddress,FirstName,LastName\np,{MARKED},,,,{MARKED}\n"),
        "a.csv: ",
    ),
    "an open quote": (
        _file("a.csv", f'ProfileId,EmailAddress,FirstName,LastName\np,"{MARKED}\n'),
        "a.csv: ",
    ),
    "half a Parquet file": (_file("a.parquet", b"PAR1geheim"), "a.parquet: "),
    "half a gzip file": (_file("a.csv.gz", b"\x1f\x8b\x08\x00geheim"), "a.csv.gz: "),
    "a Parquet file damaged inside": (_damaged, "a.parquet: "),
    "a query that fails": (_failing, "profiles: "),
    "an empty file": (_file("a.csv", ""), "a.csv: "),
    "zeros": (_file("a.csv", b"\x00" * 5000), "a.csv: "),
}


@pytest.mark.parametrize("name", BROKEN)
def test_evaluate_when_profiles_are_broken_then_the_error_says_where_and_shows_no_value(
    name: str, tmp_path: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    """Profiles are personal data: nothing of them is in an error, its causes, a log or a stream."""
    caplog.set_level(logging.DEBUG)
    make, place = BROKEN[name]

    said = _rejected(make(tmp_path))

    assert place in said
    assert MARKED not in said
    assert MARKED not in caplog.text
    assert MARKED not in "".join(capfd.readouterr())

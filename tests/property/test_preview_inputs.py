"""Law: in whatever form profiles come, the preview of the same profiles is the same."""

import gzip
import json
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cpkit import AttributeTypesSelector, RuleBasedMatching, custom_attribute, preview
from tests.support.preview_cases import found

Row = dict[str, str]
Form = Callable[[Sequence[Row], Path], Any]

RULES = RuleBasedMatching(
    enabled=True,
    matching_rules=[
        ["FirstName", "EmailAddress"],
        ["Address.City", custom_attribute("tier")],
        ["Address.Address", "FirstName"],
    ],
    max_allowed_rule_level_for_matching=3,
    max_allowed_rule_level_for_merging=1,
    attribute_types_selector=AttributeTypesSelector(
        attribute_matching_model="MANY_TO_MANY",
        address=["Address", "ShippingAddress"],
        email_address=["EmailAddress", "BusinessEmailAddress"],
    ),
)
FIELDS = (
    "FirstName",
    "EmailAddress",
    "BusinessEmailAddress",
    "Address.City",
    "Address.Address1",
    "Address.Address2",
    "ShippingAddress.City",
    "ShippingAddress.Address1",
    "ShippingAddress.Address2",
    "Attributes.tier",
    "Attributes.since",
)

TEXTS = (
    "a",
    "b",
    "A",
    "a ",
    "é",
    "02134",
    "2134",
    "null",
    "NaN",
    "true",
    'a"b',
    "a\nb",
    "2024-01-31",
)
"""Texts that a reader could take for something else."""


@st.composite
def profiles(draw: st.DrawFn) -> list[Row]:
    """Draw profiles without what is missing; the last one has every field, and matches nobody."""
    texts = draw(st.lists(st.sampled_from(TEXTS), min_size=1, max_size=3, unique=True))
    cell = st.sampled_from([*texts, *texts, ""])
    rows = draw(st.lists(st.tuples(*(cell for _ in FIELDS)), min_size=2, max_size=8))
    full = tuple(f"only {field}" for field in FIELDS)
    return [
        {
            "ProfileId": f"{index:032x}",
            **{field: text for field, text in zip(FIELDS, cells, strict=True) if text},
        }
        for index, cells in enumerate([*rows, full])
    ]


def flat(rows: Sequence[Row]) -> pl.DataFrame:
    """Return profiles as a frame of dotted names."""
    names = ("ProfileId", *FIELDS)
    return pl.DataFrame(
        {name: [row.get(name) for row in rows] for name in names},
        schema=dict.fromkeys(names, pl.String),
    )


def nested(rows: Sequence[Row]) -> list[dict[str, Any]]:
    """Return profiles as the service has them: addresses and attributes below one name."""
    profiles: list[dict[str, Any]] = []
    for row in rows:
        profile: dict[str, Any] = {}
        for name, text in row.items():
            top, dot, below = name.partition(".")
            if dot:
                profile.setdefault(top, {})[below] = text
            else:
                profile[top] = text
        profiles.append(profile)
    return profiles


def attributes_as(
    rows: Sequence[Row], write: Callable[[dict[str, str]], str]
) -> list[dict[str, Any]]:
    """Return nested profiles whose attributes are one text."""
    return [
        {**profile, "Attributes": write(profile.get("Attributes", {}))} for profile in nested(rows)
    ]


def lines(profiles: Sequence[object]) -> str:
    """Write one JSON text a line."""
    return "".join(f"{json.dumps(profile)}\n" for profile in profiles)


def exported(rows: Sequence[Row], *, with_times: bool) -> str:
    """Write events of the real-time export: others aside, and each profile in two states.

    The newest by its time counts, though the older one comes later; without times the last line.
    """
    events: list[object] = [{"ObjectTypeName": "CTR", "Object": {"ProfileId": "none"}}]
    for profile in nested(rows):
        states = [("02", profile), ("01", {**profile, "FirstName": "old"})]
        for second, state in states if with_times else reversed(states):
            time = {"EventTimestamp": f"2024-01-31T10:00:{second}Z"} if with_times else {}
            events.append({**time, "ObjectTypeName": "_profile", "Object": state})
    return lines(events)


class Stream:
    """Something that has an Arrow C stream, and nothing else."""

    def __init__(self, rows: Sequence[Row]) -> None:
        """Keep the profiles."""
        self.frame = flat(rows)

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """Return the stream."""
        return self.frame.__arrow_c_stream__(requested_schema)


def written(path: Path, text: str) -> Path:
    """Write a file."""
    path.write_text(text, encoding="utf-8", newline="")
    return path


def compressed(path: Path, text: str) -> Path:
    """Write a file as gzip does."""
    path.write_bytes(gzip.compress(text.encode()))
    return path


def parquet(frame: pl.DataFrame, path: Path) -> Path:
    """Write a Parquet file."""
    frame.write_parquet(path)
    return path


def halves(rows: Sequence[Row], folder: Path) -> list[Path]:
    """Write two Parquet files of one frame."""
    frame = flat(rows)
    half = frame.height // 2
    return [
        parquet(frame[:half], folder / "one.parquet"),
        parquet(frame[half:], folder / "two.parquet"),
    ]


def arrow(rows: Sequence[Row]) -> Any:
    """Return an Arrow table."""
    frame: Any = flat(rows)
    return frame.to_arrow()


def in_map(rows: Sequence[Row]) -> object:
    """Return an Arrow table with a map of attributes."""
    pa: Any = import_module("pyarrow")
    table = arrow(rows).drop_columns(["Attributes.tier", "Attributes.since"])
    maps = pa.array(
        [list(profile.get("Attributes", {}).items()) for profile in nested(rows)],
        type=pa.map_(pa.string(), pa.string()),
    )
    return table.append_column("Attributes", maps)


def related(rows: Sequence[Row]) -> object:
    """Return a relation of DuckDB."""
    duckdb: Any = import_module("duckdb")
    return duckdb.from_arrow(arrow(rows))


def as_pandas(rows: Sequence[Row], dtype: str) -> object:
    """Return a frame of pandas."""
    frame: Any = flat(rows).to_pandas()
    return frame.astype(dtype)


def braces(attributes: dict[str, str]) -> str:
    """Write attributes as the service's result files do."""
    return f"{{{', '.join(f'{name}={text}' for name, text in attributes.items())}}}"


FORMS: dict[str, Form] = {
    "dicts": lambda rows, _: list(rows),
    "nested dicts": lambda rows, _: nested(rows),
    "structs": lambda rows, _: pl.DataFrame(nested(rows), infer_schema_length=None),
    "attributes as JSON": lambda rows, _: attributes_as(rows, json.dumps),
    "attributes in braces": lambda rows, _: attributes_as(rows, braces),
    "attributes as a map": lambda rows, _: in_map(rows),
    "lazy": lambda rows, _: flat(rows).lazy(),
    "categories": lambda rows, _: flat(rows).cast(pl.Categorical),
    "pandas": lambda rows, _: as_pandas(rows, "object"),
    "pandas with pyarrow": lambda rows, _: as_pandas(rows, "string[pyarrow]"),
    "pyarrow": lambda rows, _: arrow(rows),
    "DuckDB": lambda rows, _: related(rows),
    "a stream": lambda rows, _: Stream(rows),
    "Parquet": lambda rows, folder: parquet(flat(rows), folder / "a.parquet"),
    "Parquet with structs": lambda rows, folder: parquet(
        pl.DataFrame(nested(rows), infer_schema_length=None), folder / "a.parquet"
    ),
    "CSV": lambda rows, folder: written(folder / "a.csv", flat(rows).write_csv()),
    "CSV, gzip": lambda rows, folder: compressed(folder / "a.csv.gz", flat(rows).write_csv()),
    "CSV with braces": lambda rows, folder: written(
        folder / "a.csv",
        flat(rows)
        .drop("Attributes.tier", "Attributes.since")
        .with_columns(
            Attributes=pl.Series([profile["Attributes"] for profile in attributes_as(rows, braces)])
        )
        .write_csv(),
    ),
    "JSON lines": lambda rows, folder: written(folder / "a.jsonl", lines(rows)),
    "JSON lines, nested": lambda rows, folder: written(folder / "a.jsonl", lines(nested(rows))),
    "JSON lines, gzip": lambda rows, folder: compressed(folder / "a.jsonl.gz", lines(rows)),
    "export": lambda rows, folder: written(folder / "a.jsonl", exported(rows, with_times=True)),
    "export without times": lambda rows, folder: written(
        folder / "a.jsonl", exported(rows, with_times=False)
    ),
    "folder": lambda rows, folder: halves(rows, folder)[0].parent,
    "pattern": lambda rows, folder: str(halves(rows, folder)[0].with_name("*.parquet")),
    "list of files": halves,
}


@pytest.mark.parametrize("form", FORMS)
def test_evaluate_when_profiles_come_in_another_form_then_the_preview_is_the_same(
    form: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """What is matched does not depend on how profiles are stored."""

    @settings(max_examples=6)
    @given(profiles())
    def law(rows: list[Row]) -> None:
        given_ = FORMS[form](rows, tmp_path_factory.mktemp("profiles"))

        assert found(preview.evaluate(flat(rows), RULES)) == found(preview.evaluate(given_, RULES))

    law()

"""Profiles read again: what is asked of a preview may need more than what its rules have read."""

import attrs
import polars as pl

from cpkit.errors import ValidationError
from cpkit.preview.codes import Numbers
from cpkit.preview.complaints import Complaints, problem
from cpkit.preview.fields import Attribute, FieldPlan, plan_attributes
from cpkit.preview.lookup import PROFILE_ID
from cpkit.preview.profiles import ProfileTable, read_profiles
from cpkit.preview.readings import Evaluated

__all__ = [
    "cannot_read_again",
    "check_ids",
    "check_same",
    "field_texts",
    "read_again",
    "read_fields",
]


def field_texts(table: ProfileTable, fields: tuple[str, ...]) -> list[pl.Expr]:
    """Return how fields are read as one text each, null where there is none.

    Args:
        table: The profiles.
        fields: The fields' names; lines of an address are joined by commas.
    """
    return [_text(table.columns[name]).alias(name) for name in fields]


def _text(columns: tuple[str, ...]) -> pl.Expr:
    if not columns:
        return pl.lit(None, dtype=pl.String)
    texts = [pl.col(column).replace("", None) for column in columns]
    return texts[0] if len(texts) == 1 else _joined(texts)


def _joined(texts: list[pl.Expr]) -> pl.Expr:
    joined = pl.concat_str(texts, separator=", ", ignore_nulls=True)
    return pl.when(joined.str.len_bytes() > 0).then(joined)


def read_fields(table: ProfileTable, fields: tuple[str, ...], rows: Numbers) -> pl.DataFrame:
    """Return fields of some profiles, in the order of the table.

    Args:
        table: The profiles.
        fields: The fields' names.
        rows: The profiles, in their order.

    Returns:
        A column ``profile_id``, and one for each field; null where a profile has no value.
    """
    ids = pl.col(PROFILE_ID).alias("profile_id")
    return table.take(rows, ids, *field_texts(table, fields))


def read_again(evaluated: Evaluated, names: tuple[str, ...]) -> tuple[ProfileTable, FieldPlan]:
    """Return the profiles with the fields of some attributes, rows as they were.

    The profiles are read again only where the rules have not read these attributes.

    Args:
        evaluated: What came of an evaluation.
        names: The attributes.

    Raises:
        ValidationError: An attribute has no column, or the profiles cannot be read twice.
    """
    if evaluated.plan.attributes.keys() >= set(names):
        known: dict[str, Attribute] = {name: evaluated.plan.attributes[name] for name in names}
        return evaluated.table, attrs.evolve(evaluated.plan, attributes=known)
    plan = plan_attributes(evaluated.plan.declared, names)
    origin = evaluated.origin
    complaints = Complaints()
    try:
        table = read_profiles(origin.profiles, plan, origin.options, complaints)
    except ValidationError as error:
        if any(one.code == "missing-column" for one in error.problems):
            raise
        raise cannot_read_again() from None
    check_ids(evaluated.table, table)
    return table, plan


def check_ids(table: ProfileTable, again: ProfileTable) -> None:
    """Make sure that the profiles were the same the second time.

    Raises:
        ValidationError: They were not.
    """
    if table.digest != again.digest:
        raise cannot_read_again()


def check_same(table: ProfileTable, other: ProfileTable) -> None:
    """Make sure that two previews are of the same profiles.

    Raises:
        ValidationError: They are not.
    """
    if table.digest != other.digest:
        text = "must be a preview of the same profiles in the same order; or pass the rules alone."
        raise ValidationError([problem("other-profiles", "other", text)])


def cannot_read_again() -> ValidationError:
    """Return the error of profiles that can be read but once."""
    return ValidationError(
        [
            problem(
                "read-once",
                "profiles",
                "must give the same rows when they are read again, which this question needs, "
                "and did not; pass a file or a data frame instead of a stream or a query.",
            )
        ]
    )

"""What looks wrong with rules, now that one sees what they match."""

from collections.abc import Iterator
from typing import TypeAlias

import polars as pl

from cpkit.display import counted
from cpkit.errors import ValidationError
from cpkit.preview.codes import Numbers
from cpkit.preview.fields import SELECTED
from cpkit.preview.lookup import fields_of
from cpkit.preview.questions import Members, count_values
from cpkit.preview.readings import Evaluated
from cpkit.preview.rereading import read_again, read_fields

__all__ = ["list_checks"]

Check: TypeAlias = tuple[str, str, str, int]
"""Its name, the settings' path, what was found, and how many profiles it is about."""

_PERSONAL = (("BirthDate",), ("FirstName", "LastName"))
"""Attributes in which one person is the same everywhere, but for mistakes."""

_SCHEMA = {"check": pl.String, "path": pl.String, "finding": pl.String, "profiles": pl.UInt32}


def list_checks(evaluated: Evaluated, groups: pl.DataFrame, members: Members) -> pl.DataFrame:
    """Return what looks wrong with the rules.

    Args:
        evaluated: What came of the evaluation.
        groups: All groups.
        members: Who is in which.
    """
    checks = [
        *_on_rules(evaluated),
        *_on_strangers(evaluated, groups, members),
        *_on_sub_types(evaluated),
    ]
    return pl.DataFrame(checks, schema=_SCHEMA, orient="row")


def _rule(evaluated: Evaluated, level: int) -> tuple[str, str]:
    """Return a rule's path, and how it is called."""
    names = " + ".join(evaluated.plan.rules[level - 1].attributes)
    return f"RuleBasedMatching.MatchingRules[{level - 1}]", f"level {level} ({names})"


def _on_rules(evaluated: Evaluated) -> Iterator[Check]:
    """Yield rules that match nothing, or nothing that earlier ones do not match."""
    for level, count in enumerate(evaluated.found.counts, start=1):
        path, rule = _rule(evaluated, level)
        if not count.alone:
            why = (
                "all that could match has values that are too common"
                if count.left_out
                else "no two profiles have the same values"
            )
            yield "never-matches", path, f"{rule} matches nothing: {why}.", 0
        elif not count.adds:
            text = f"{rule} adds nothing: all that it matches has matched earlier."
            yield "adds-nothing", path, text, count.alone


def _on_strangers(evaluated: Evaluated, groups: pl.DataFrame, members: Members) -> Iterator[Check]:
    """Yield levels at which profiles of several persons are in one group, as it looks."""
    rows, numbers = members
    for names in _PERSONAL:
        texts = _read(evaluated, names, rows)
        if texts is None:
            continue
        found = count_values(numbers, texts).select("group").unique()
        by_level = (
            groups.join(found, on="group", how="semi")
            .group_by("level", "merges")
            .agg(pl.len().alias("groups"), pl.col("size").sum())
            .sort("level")
        )
        for level, merges, count, size in by_level.iter_rows():
            path, rule = _rule(evaluated, level)
            does = "merges" if merges else "matches"
            text = (
                f"{rule} {does} profiles of different {' + '.join(names)}, in "
                f"{counted(count, 'group')}; look at .disagreements({names[-1]!r})."
            )
            yield "strangers", path, text, size


def _read(evaluated: Evaluated, names: tuple[str, ...], rows: Numbers) -> pl.Series | None:
    """Return the values of attributes as one text; ``None`` where there are no columns."""
    try:
        table, _ = read_again(evaluated, names)
    except ValidationError:
        return None
    texts = read_fields(table, names, rows).select(pl.concat_str(names, separator=" "))
    return texts.to_series()


def _on_sub_types(evaluated: Evaluated) -> Iterator[Check]:
    """Yield entries of the selector that no profile has a value for."""
    selector = evaluated.plan.declared.attribute_types_selector
    filled = {
        field.name
        for attribute in evaluated.plan.attributes.values()
        for place, field in enumerate(attribute.fields)
        if evaluated.coded[attribute.name].given[place].any()
    }
    read = {name.partition(".")[0] for name in fields_of(evaluated.plan)}
    used = {name.partition(".")[0] for name in filled}
    for type_name, selected in SELECTED.items():
        chosen: tuple[str, ...] = getattr(selector, selected, None) or ()
        for place, sub_type in enumerate(chosen):
            if sub_type in read - used:
                path = f"RuleBasedMatching.AttributeTypesSelector.{type_name}[{place}]"
                yield "empty-sub-type", path, f"no profile has a value of {sub_type}.", 0

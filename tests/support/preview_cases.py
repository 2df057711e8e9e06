"""Profiles and rules, drawn so that matches are frequent and coding mistakes are not hidden."""

import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple, TypeVar

import polars as pl
from hypothesis import strategies as st

from cpkit import AttributeTypesSelector, RuleBasedMatching, SettingsWarning, rule_attribute
from cpkit.preview import Preview, evaluate
from tests.support.preview_oracle import Expected, expected

__all__ = [
    "CASES",
    "POOLS",
    "Case",
    "Member",
    "Row",
    "cases",
    "columns",
    "expected_of",
    "found",
    "frame",
    "groups",
    "levels",
    "previewed",
    "selectors",
]

Row = dict[str, str | None]
T = TypeVar("T")

EMAILS = ("EmailAddress", "PersonalEmailAddress", "BusinessEmailAddress")
PHONES = ("PhoneNumber", "HomePhoneNumber", "MobilePhoneNumber", "BusinessPhoneNumber")
ADDRESSES = ("Address", "ShippingAddress", "MaillingAddress", "BillingAddress", "BusinessAddress")
POOLS = (
    ("EmailAddress", "LastName"),
    ("EmailAddress", "PhoneNumber"),
    ("Address.City", "Address.PostalCode", "LastName"),
    ("Address.City", "Address.Address"),
    ("FirstName", "LastName", "Gender"),
    ("Attributes.tier", "Attributes.a.b {c=d}", "PhoneNumber"),
)
"""Attributes that rules of one case name: few, so that their rules have some in common."""

TEXTS = (
    ("a", "b"),
    ("a", "b", "c", "d"),
    tuple("abcdefg"),
    ("a", "A"),
    ("a", "a "),
    ("é", "e\u0301"),
    ("a\x1fb", "a", "b", "\x1f"),
    ("\x00", "null", "0"),
    ("{a=b, c}", "a.b", "a"),
)
"""Texts that differ, though what folds, trims, joins or parses them would make some alike."""


@dataclass(frozen=True)
class Case:
    """Hold profiles, rules and options."""

    rows: tuple[Row, ...]
    settings: RuleBasedMatching
    grouping: Literal["waterfall", "transitive"] = "waterfall"
    address_parts: Literal["same", "independent"] = "same"
    common_value_limit: int | None = 500


def columns(settings: RuleBasedMatching) -> list[str]:
    """Return the fields that rules read, all of them, and some that they do not."""
    selector = settings.attribute_types_selector
    fields = ["MiddleName"]
    for attribute in sorted({name for rule in settings.matching_rules or () for name in rule.rule}):
        of_type, _, part = attribute.partition(".")
        if attribute == "Gender":
            fields += ["Gender", "GenderString"]
        elif of_type == "EmailAddress":
            fields += (selector and selector.email_address) or [of_type]
        elif of_type == "PhoneNumber":
            fields += (selector and selector.phone_number) or [of_type]
        elif of_type == "Address":
            for address in (selector and selector.address) or [of_type]:
                name = address.replace("MaillingAddress", "MailingAddress")
                parts = ["Address1", "Address2"] if part == "Address" else [part]
                fields += [f"{name}.{each}" for each in parts]
        else:
            fields.append(attribute)
    return fields


@st.composite
def cases(
    draw: st.DrawFn,
    *,
    pool: Sequence[str] | None = None,
    most_rules: int = 4,
    selector: st.SearchStrategy[AttributeTypesSelector] | None = None,
) -> Case:
    """Draw profiles with few values, and rules that read them."""
    names = draw(st.sampled_from(POOLS)) if pool is None else pool
    rule = st.lists(st.sampled_from(names), min_size=1, max_size=3, unique=True)
    rules = draw(st.lists(rule, min_size=1, max_size=most_rules))
    level = st.none() | st.integers(1, len(rules))
    settings = RuleBasedMatching(
        enabled=True,
        matching_rules=[map(rule_attribute, rule) for rule in rules],
        attribute_types_selector=draw(_mostly(selectors()) if selector is None else selector),
        max_allowed_rule_level_for_matching=draw(level),
        max_allowed_rule_level_for_merging=draw(level),
    )
    texts = draw(st.sampled_from(TEXTS))
    cell = st.sampled_from([*texts, *texts, None, ""])
    fields = columns(settings)
    count = draw(st.integers(0, 9))
    rows = draw(st.lists(st.tuples(*(cell for _ in fields)), min_size=count, max_size=count))
    return Case(
        rows=tuple(dict(zip(fields, cells, strict=True)) for cells in rows),
        settings=settings,
        grouping=draw(st.sampled_from(["waterfall", "transitive"])),
        address_parts=draw(st.sampled_from(["same", "independent"])),
        common_value_limit=draw(st.none() | st.integers(1, 7)),
    )


def selectors() -> st.SearchStrategy[AttributeTypesSelector]:
    """Return selectors of every number of sub-types."""
    return st.builds(
        AttributeTypesSelector,
        attribute_matching_model=st.sampled_from(["ONE_TO_ONE", "MANY_TO_MANY"]),
        address=_mostly(_some(ADDRESSES)),
        phone_number=_mostly(_some(PHONES)),
        email_address=_mostly(_some(EMAILS)),
    )


def _some(names: Sequence[str]) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(names), min_size=1, max_size=3, unique=True)


def _mostly(strategy: st.SearchStrategy[T]) -> st.SearchStrategy[T | None]:
    """Return what a strategy does, and nothing now and then."""
    return st.integers(0, 4).flatmap(lambda number: strategy if number else st.none())


CASES = cases()


def frame(case: Case) -> pl.DataFrame:
    """Return the profiles as a frame; their ids say their places."""
    fields = dict.fromkeys(columns(case.settings))
    return pl.DataFrame(
        {
            "ProfileId": [f"p{index}" for index in range(len(case.rows))],
            **{field: [row[field] for row in case.rows] for field in fields},
        },
        schema={"ProfileId": pl.String, **dict.fromkeys(fields, pl.String)},
    )


def previewed(case: Case, profiles: Any = None) -> Preview:
    """Evaluate a case, or other profiles under its rules and options."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SettingsWarning)  # of levels that are not given
        return evaluate(
            frame(case) if profiles is None else profiles,
            case.settings,
            grouping=case.grouping,
            address_parts=case.address_parts,
            common_value_limit=case.common_value_limit,
        )


def expected_of(case: Case) -> Expected:
    """Work a case out pair by pair."""
    return expected(
        case.rows,
        case.settings,
        grouping=case.grouping,
        address_parts=case.address_parts,
        common_value_limit=case.common_value_limit,
    )


class Member(NamedTuple):
    """Hold what a preview says of one profile, whatever its groups are called."""

    profile_id: str
    together: frozenset[str]
    level: int
    merges: bool


def found(preview: Preview) -> set[Member]:
    """Return all that a preview says of profiles, so that two can be compared."""
    members = preview.members.rows(named=True)
    together: dict[object, set[str]] = {}
    for member in members:
        together.setdefault(member["group"], set()).add(member["profile_id"])
    return {
        Member(
            member["profile_id"],
            frozenset(together[member["group"]]),
            member["level"],
            member["merges"],
        )
        for member in members
    }


def groups(case: Case, preview: Preview) -> tuple[object, ...]:
    """Return the group of each row; ``None`` where there is none."""
    named = dict(preview.members.select("profile_id", "group").iter_rows())
    return tuple(named.get(f"p{index}") for index in range(len(case.rows)))


def levels(case: Case, preview: Preview) -> tuple[int | None, ...]:
    """Return the level of each row; ``None`` where nothing matched."""
    named = dict(preview.members.select("profile_id", "level").iter_rows())
    return tuple(named.get(f"p{index}") for index in range(len(case.rows)))

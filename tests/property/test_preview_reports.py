"""Law: what a preview reports beside levels and members follows from them and from the profiles."""

from collections import Counter, defaultdict
from dataclasses import replace
from itertools import chain

from hypothesis import given, settings

from tests.support.preview_cases import CASES, Case, Member, expected_of, found, groups, previewed
from tests.support.preview_oracle import common_values, missing_values, regrouped


@settings(max_examples=50)
@given(CASES)
def test_groups_and_sizes_when_compared_with_members_then_they_are_their_counts(
    case: Case,
) -> None:
    """A group has the least level of its members, and merges where that level does."""
    preview = previewed(case)

    members: defaultdict[frozenset[str], list[Member]] = defaultdict(list)
    for member in found(preview):
        members[member.together].append(member)
    grouped = [
        (min(one.level for one in each), len(each), any(one.merges for one in each))
        for each in members.values()
    ]
    sizes = Counter(size for _, size, _ in grouped)
    assert sorted(grouped) == sorted(preview.groups.drop("group").rows())
    assert sorted((size, count, size * count) for size, count in sizes.items()) == (
        preview.sizes.rows()
    )


@settings(max_examples=50)
@given(CASES)
def test_common_and_missing_when_counted_one_by_one_then_they_agree(case: Case) -> None:
    """Values are counted over all profiles, in the field or over the type, and so are gaps."""
    preview = previewed(case)

    common = common_values(case.rows, case.settings, case.common_value_limit)
    missing = missing_values(case.rows, case.settings)
    assert {
        (name, value if isinstance(value, str) else ", ".join(filter(None, value))): count
        for (name, value), count in common.items()
    } == {(name, value): count for name, value, count in preview.common.rows()}
    assert {name: len(lacking) for name, lacking in missing.items()} == dict(
        preview.missing.iter_rows()
    )


@settings(max_examples=50)
@given(CASES)
def test_assumptions_when_there_is_another_reading_then_they_count_who_changes_the_group(
    case: Case,
) -> None:
    """The number beside a reading is that of profiles that the other one groups in another way."""
    preview = previewed(case)

    others = {
        "grouping": replace(
            case, grouping="waterfall" if case.grouping == "transitive" else "transitive"
        ),
        "address-parts": replace(
            case, address_parts="same" if case.address_parts == "independent" else "independent"
        ),
        "common-values": replace(case, common_value_limit=None),
    }
    counted = dict(preview.assumptions.select("assumption", "profiles").iter_rows())
    actual = {name: counted.get(name, 0) for name in others}
    here = groups(case, preview)
    assert {
        name: regrouped(here, expected_of(other).groups) for name, other in others.items()
    } == actual
    lacking = set(chain.from_iterable(missing_values(case.rows, case.settings).values()))
    assert len(lacking) == counted.get("missing-values", 0)

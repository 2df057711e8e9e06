"""Law: a comparison turned around gains what it lost."""

from dataclasses import replace
from itertools import combinations

from hypothesis import given, settings

from cpkit.preview import Preview
from tests.support.preview_cases import CASES, Case, previewed


def pairs_of(found: Preview) -> set[tuple[str, str]]:
    """Return all pairs of profiles that share a group."""
    groups = found.members.group_by("group").agg("profile_id")["profile_id"].to_list()
    return {pair for group in groups for pair in combinations(sorted(group), 2)}


@settings(max_examples=50)
@given(CASES)
def test_compare_when_turned_around_then_gains_are_losses(case: Case) -> None:
    """Pairs are counted from sizes alone, and the counts are those of pairs that were made."""
    one, other = (
        previewed(replace(case, grouping=grouping)) for grouping in ("waterfall", "transitive")
    )

    there, back = one.compare(other), other.compare(one)

    assert len(pairs_of(other) - pairs_of(one)) == there.pairs_gained == back.pairs_lost
    assert len(pairs_of(one) - pairs_of(other)) == there.pairs_lost == back.pairs_gained
    turned = {"new": "gone", "gone": "new", "split": "fused", "fused": "split"}
    assert sorted(there.groups.rows()) == sorted(
        (turned[change], *row) for change, *row in back.groups.rows()
    )


@settings(max_examples=25)
@given(CASES)
def test_compare_when_both_are_the_same_then_nothing_changes(case: Case) -> None:
    """Neither groups nor pairs."""
    found = previewed(case)

    compared = found.compare(found)

    assert (0, 0, 0) == (compared.groups.height, compared.pairs_gained, compared.pairs_lost)

"""Law: a preview explains as a match what it has in one group, and nothing else."""

from itertools import combinations

from hypothesis import given, settings

from tests.support.preview_cases import CASES, Case, previewed


@settings(max_examples=50)
@given(CASES)
def test_why_when_any_two_are_asked_for_then_it_agrees_with_members(case: Case) -> None:
    """Ties lead from one to the other, the lowest of their levels being that of all."""
    found = previewed(case)
    groups = dict(found.members.select("profile_id", "group").rows())

    for one, other in combinations(sorted(map(str, groups)), 2):
        why = found.why(one, other)
        assert (groups[one] == groups[other]) == (why.miss is None) == bool(why.ties)
        way = [tie.profiles for tie in why.ties]
        assert all(way[at][1] == way[at + 1][0] for at in range(len(way) - 1))
        assert not way or (one, other) == (way[0][0], way[-1][1])
        assert why.level == min((tie.level for tie in why.ties), default=None)

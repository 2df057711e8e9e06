"""Matches, as they are reported."""

import pickle

import attrs

from cpkit.models.matches import MatchItem, MatchType
from cpkit.models.requests import SimilarProfilesQuery


def test_match_when_made_then_ids_are_a_tuple_and_the_value_is_hashable() -> None:
    """Observed values are as immutable as declared ones, and pickle."""
    match = MatchItem(match_id="7", profile_ids=["a", "b"], confidence_score=1)

    assert (("a", "b"), 1.0) == (match.profile_ids, match.confidence_score)
    assert {match} == {pickle.loads(pickle.dumps(match))}
    assert match == attrs.evolve(match)


def test_match_type_when_given_as_a_text_then_it_becomes_a_member() -> None:
    """The literal string and the member mean the same."""
    queries = [
        SimilarProfilesQuery(
            domain_name="shop", match_type=given, search_key="matchId", search_value="7"
        )
        for given in (MatchType.ML_BASED_MATCHING, "ML_BASED_MATCHING")
    ]

    assert [MatchType.ML_BASED_MATCHING] * 2 == [query.match_type for query in queries]

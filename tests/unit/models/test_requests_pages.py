"""Requests of results are checked like settings."""

import pytest

from cpkit.errors import ValidationError
from cpkit.models.requests import DomainQuery, JobQuery, SimilarProfilesQuery
from cpkit.schema.shapes.enums import UnknownValue


def test_query_when_several_things_are_wrong_then_all_are_told() -> None:
    """Arguments are checked like settings: each problem has its wire path."""
    with pytest.raises(ValidationError) as raised:
        SimilarProfilesQuery(
            domain_name="my shop",
            match_type=UnknownValue("NEW"),
            search_key="",
            search_value="x" * 256,
            max_results=101,
        )

    assert ["DomainName", "SearchKey", "SearchValue", "MaxResults"] == [
        problem.path for problem in raised.value.problems
    ]


@pytest.mark.parametrize("job_id", ["", "A" * 32, "0" * 31, "../../x"])
def test_job_id_when_it_is_none_then_it_is_refused(job_id: str) -> None:
    """A wrong id would address another resource."""
    with pytest.raises(ValidationError, match="JobId"):
        JobQuery(domain_name="shop", job_id=job_id)


def test_page_size_when_left_out_then_the_service_chooses() -> None:
    """Nothing is asked for that the caller did not ask for."""
    assert DomainQuery(domain_name="shop").max_results is None

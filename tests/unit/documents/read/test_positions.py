"""Each problem stands where somebody has to change something."""

import pytest

from cpkit.documents import loads
from cpkit.errors import ValidationError

TEXT = """\
DomainName: shop
Tags:
  team: web
  "aws:x": y
Matching:
  JobSchedule: {DayOfTheWeek: Funday, Time: "9:00"}
  Enabeld: true
RuleBasedMatching:
  Enabled: true
  MatchingRules:
    - Rule: [EmailAddress]
    - Rule: [LastName, Emial]
"""


def test_problems_when_a_document_has_several_then_each_has_its_line_in_order() -> None:
    """A value is at itself, a tag or an unknown member at its name, a lack at its parent."""
    with pytest.raises(ValidationError) as caught:
        loads(TEXT, format="yaml")

    assert [
        ('Tags["aws:x"]', 4, 3),
        ("Matching.Enabled", 5, 1),
        ("Matching.JobSchedule.DayOfTheWeek", 6, 31),
        ("Matching.Enabeld", 7, 3),
        ("RuleBasedMatching.MatchingRules[1].Rule[1]", 12, 24),
    ] == [(problem.path, problem.line, problem.column) for problem in caught.value.problems]


def test_problem_when_the_document_itself_lacks_a_member_then_it_stands_at_its_beginning() -> None:
    """There is no parent with a name."""
    with pytest.raises(ValidationError) as caught:
        loads('  {"DefaultExpirationDays": 30}', format="json")

    (problem,) = caught.value.problems
    assert ("DomainName", 1, 3) == (problem.path, problem.line, problem.column)

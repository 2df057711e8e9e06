"""What is said of every mistake, word for word: people act on it."""

from cpkit import DomainSettings, from_wire
from cpkit.errors import ValidationError
from tests.support.golden import Golden
from tests.support.mistakes import MISTAKES, Mistake


def told(mistake: Mistake) -> str:
    """Write a mistake's name, and below it each problem that is found."""
    try:
        from_wire(DomainSettings, mistake.document())
    except ValidationError as error:
        lines = [f"  {problem} [{problem.code}]" for problem in error.problems]
        return "\n".join([mistake.name, *lines])
    return mistake.name


def test_mistakes_when_compared_with_what_was_looked_at_then_the_same_is_said(
    golden: Golden,
) -> None:
    """Whoever changes a text looks at it, and then at the file."""
    said = "\n\n".join(map(told, MISTAKES)) + "\n"

    assert golden.file("mistakes.txt", said) == said

"""Every mistake of the table is found at its place; nothing unusual is taken for one."""

import pytest

import cpkit
from cpkit import DomainSettings, from_wire, to_wire
from cpkit.errors import ValidationError
from cpkit.schema.checks import LIMITS
from tests.support import mistakes, samples
from tests.support.golden import Golden, listed
from tests.support.mistakes import LEGAL, MISTAKES, Mistake, Unusual


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.name)
def test_mistake_when_read_then_found_at_its_place(mistake: Mistake) -> None:
    """A mistake is refused, with its wire path and its check."""
    with pytest.raises(ValidationError) as caught:
        from_wire(DomainSettings, mistake.document())

    found = [(problem.path, problem.code) for problem in caught.value.problems]
    assert (mistake.wire_path, mistake.code) in found


def test_mistakes_when_reported_then_in_the_words_that_were_looked_at(golden: Golden) -> None:
    """People act on them."""

    def told(mistake: Mistake) -> list[str]:
        with pytest.raises(ValidationError) as caught:
            from_wire(DomainSettings, mistake.document())
        return [f"{problem} [{problem.code}]" for problem in caught.value.problems]

    said = listed((mistake.name, told(mistake)) for mistake in MISTAKES)

    assert golden.file("mistakes.txt", said) == said


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.name)
def test_mistake_when_said_then_no_secret_is_told(mistake: Mistake) -> None:
    """The text of the error holds no key, queue URL or tag value."""
    with pytest.raises(ValidationError) as caught:
        from_wire(DomainSettings, mistake.document())

    assert [] == [secret for secret in samples.SECRETS.values() if secret in str(caught.value)]
    if mistake.at[:1] in {("DefaultEncryptionKey",), ("DeadLetterQueueUrl",)} and mistake.value:
        assert str(mistake.value) not in str(caught.value)


@pytest.mark.parametrize("unusual", LEGAL, ids=lambda unusual: unusual.name)
def test_unusual_document_when_legal_then_taken_without_a_word(unusual: Unusual) -> None:
    """What is legal is neither refused nor warned of, and comes back unchanged."""
    settings = from_wire(DomainSettings, unusual.document())

    assert () == settings.problems()
    assert unusual.document() == to_wire(settings)


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.name)
def test_mistake_when_unchecked_then_lifted_only_if_it_is_a_limit(mistake: Mistake) -> None:
    """Limits can be lifted; types, required and unknown members cannot."""
    document = mistake.document()
    if mistake.code in {"type", "required", "unknown-member"}:
        with cpkit.ignore_checks(*LIMITS), pytest.raises(ValidationError):
            from_wire(DomainSettings, document)
    else:
        with cpkit.ignore_checks(*LIMITS):
            settings = from_wire(DomainSettings, document)
        assert document == to_wire(settings)
        assert mistake.code in {problem.code for problem in settings.problems()}


def test_mistakes_when_there_are_many_then_all_are_said_in_the_order_of_the_document() -> None:
    """One error names every mistake of a document, first things first."""
    document = mistakes.changed(("Matching", "Enabled"), "yes")
    document["DefaultExpirationDays"] = 0
    document["RuleBasedMatching"]["MatchingRules"][1]["Rule"][1] = "City"
    document["Tags"]["a b"] = "x"

    with pytest.raises(ValidationError) as caught:
        from_wire(DomainSettings, document)

    assert [
        "DefaultExpirationDays",
        "Matching.Enabled",
        "RuleBasedMatching.MatchingRules[1].Rule[1]",
        'Tags["a b"]',
    ] == [problem.path for problem in caught.value.problems]

"""One change: its kind, and how it is written."""

import pickle

import pytest
from rich.pretty import pretty_repr

from cpkit.models import CLEAR, MatchingRule
from cpkit.planning import Change
from cpkit.schema.frozen import Tags

RULES = "RuleBasedMatching.MatchingRules"


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        (Change("A", None, 1), "added"),
        (Change("A", 1, None), "removed"),
        (Change("A", 1, 2), "changed"),
        (Change("A[1]", 1, 1, moved_from="A[0]"), "moved"),
    ],
)
def test_change_when_asked_then_it_says_its_kind(change: Change, kind: str) -> None:
    """The kind follows from what is there before and after."""
    assert kind == change.kind
    assert change == pickle.loads(pickle.dumps(change))


@pytest.mark.parametrize(
    "change",
    [
        Change("DefaultEncryptionKey", "secret", CLEAR),
        Change("DeadLetterQueueUrl", None, "secret"),
        Change('Tags["team"]', "secret", "secret"),
        Change("Tags", Tags({"team": "secret"}), CLEAR),
    ],
)
def test_change_when_it_is_about_secrets_then_they_never_show(change: Change) -> None:
    """Keys, queues and tags stay out of logs."""
    for shown in (repr(change), str(change), pretty_repr(change)):
        assert "secret" not in shown
        assert "<hidden>" in shown


def test_change_when_an_item_moved_then_it_says_from_where() -> None:
    """Both places are named."""
    rule = MatchingRule(["EmailAddress"])
    change = Change(f"{RULES}[1]", rule, rule, moved_from=f"{RULES}[0]")

    assert repr(change) == pretty_repr(change, max_width=200)
    assert f"{RULES}[1]: {rule!r}, moved from {RULES}[0]" == str(change)
    assert f"Change('{RULES}[1]', {rule!r}, {rule!r}, moved_from='{RULES}[0]')" == repr(change)


@pytest.mark.parametrize(
    ("change", "text", "shown"),
    [
        (Change("A", 366, None), "A: 366 -> None", "Change('A', 366, None)"),
        (Change("A.Time", "9:00", "8:00"), "A.Time: '9:00' -> '8:00'", None),
        (Change("Tags", None, CLEAR), "Tags: None -> CLEAR", "Change('Tags', None, CLEAR)"),
        (
            Change('Tags["a.b"]', "secret", None),
            'Tags["a.b"]: <hidden> -> None',
            "Change('Tags[\"a.b\"]', <hidden>, None)",
        ),
    ],
)
def test_change_when_written_then_values_are_as_in_code_and_secrets_hidden(
    change: Change, text: str, shown: str | None
) -> None:
    """What is no secret is shown, wherever it stands."""
    assert text == str(change)
    assert (shown or "Change('A.Time', '9:00', '8:00')") == repr(change)


@pytest.mark.parametrize(
    "names", [("LastName",), ("LastName", "Gender"), ("A", "B", "B"), tuple("ABCD")]
)
def test_change_when_rich_shows_a_criterion_then_as_the_repr(names: tuple[str, ...]) -> None:
    """A tuple of two or three is a value here, and neither a name with its value nor a default."""
    change = Change("Matching.AutoMerging", names, names[::-1])

    assert repr(change) == pretty_repr(change, max_width=200)

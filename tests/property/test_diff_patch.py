"""Law: a difference put back gives what it came from."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from cpkit.models import CLEAR, DomainSettings
from cpkit.planning import diff
from cpkit.planning.canonical import canonical, pruned
from cpkit.schema.value import members_of
from tests.support.drawn import SETTINGS, read, slow_to_make
from tests.support.patched import patch

NAMES = [known.field for known in members_of(DomainSettings)]

few_rules = st.lists(
    st.sampled_from([["EmailAddress"], ["PhoneNumber"], ["LastName", "BirthDate"], ["Gender"]]),
    min_size=0,
    max_size=6,
)


def with_rules(rules: list[list[str]]) -> DomainSettings:
    """Make settings of rules, which may be the same, or none."""
    written = [{"Rule": rule} for rule in rules]
    matching = {"Enabled": True, "MatchingRules": written}
    criteria: dict[str, Any] = {"Enabled": True, "AutoMerging": {"Enabled": True}}
    if rules:
        criteria["AutoMerging"] = {
            "Enabled": True,
            "Consolidation": {"MatchingAttributesList": rules},
        }
    return read({"DomainName": "shop", "RuleBasedMatching": matching, "Matching": criteria})


@slow_to_make
@given(SETTINGS, SETTINGS)
def test_patch_when_given_the_diff_then_it_gives_the_other_settings(
    before: DomainSettings, after: DomainSettings
) -> None:
    """Nothing is missing in a difference, and nothing is too much."""
    changes = diff(before, after)

    assert canonical(after) == canonical(patch(pruned(before), changes))
    assert () == diff(after, patch(pruned(before), changes))


@slow_to_make
@given(SETTINGS, SETTINGS, st.sets(st.sampled_from(NAMES[1:])))
def test_patch_when_settings_share_members_then_it_changes_only_the_others(
    before: DomainSettings, other: DomainSettings, shared: set[str]
) -> None:
    """What is equal is left alone, and no change is about it."""
    after = DomainSettings.filled(
        getattr(before if name in shared else other, name) for name in NAMES
    )
    changes = diff(before, after)
    kept = {known.wire for known in members_of(DomainSettings) if known.field in shared}

    assert canonical(after) == canonical(patch(pruned(before), changes))
    assert set() == kept & {change.path.partition(".")[0].partition("[")[0] for change in changes}


@slow_to_make
@given(few_rules, few_rules)
def test_patch_when_rules_are_few_and_repeated_then_their_order_comes_out(
    before: list[list[str]], after: list[list[str]]
) -> None:
    """Order is meaning, and the same rule twice is two rules."""
    old, new = with_rules(before), with_rules(after)

    assert canonical(new) == canonical(patch(pruned(old), diff(old, new)))


@slow_to_make
@given(SETTINGS, st.sampled_from(["default_encryption_key", "dead_letter_queue_url", "tags"]))
def test_patch_when_something_is_cleared_then_it_is(value: DomainSettings, name: str) -> None:
    """Clearing is a value of its own, to come to and to go from."""
    cleared = DomainSettings.filled(
        CLEAR if field == name else getattr(value, field) for field in NAMES
    )

    assert canonical(cleared) == canonical(patch(pruned(value), diff(value, cleared)))
    assert canonical(value) == canonical(patch(pruned(cleared), diff(cleared, value)))

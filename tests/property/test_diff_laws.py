"""Laws: equal settings differ in nothing, and a difference put back gives what it came from."""

from typing import Any

import service_model
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import cpkit
from cpkit.models import CLEAR, DomainSettings
from cpkit.models.value import members_of
from cpkit.planning import Change, diff, patch
from cpkit.planning.alignment import align
from cpkit.wire import from_wire

SHAPE = service_model.request("UpdateDomain")
NAMES = [known.field for known in members_of(DomainSettings)]

slow_to_make = settings(
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], deadline=None
)


def read(document: dict[str, Any]) -> DomainSettings:
    """Read whatever the service's model allows."""
    with cpkit.unchecked():
        return from_wire(DomainSettings, document)


everything = service_model.documents(SHAPE).map(read)
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
@given(everything)
def test_diff_when_settings_are_equal_then_there_is_none(value: DomainSettings) -> None:
    """Nothing differs from itself."""
    assert () == diff(value, value)


@slow_to_make
@given(everything, everything)
def test_patch_when_given_the_diff_then_it_gives_the_other_settings(
    before: DomainSettings, after: DomainSettings
) -> None:
    """Nothing is missing in a difference, and nothing is too much."""
    changes = diff(before, after)

    assert after == patch(before, changes)
    assert () == diff(after, patch(before, changes))


@slow_to_make
@given(everything, everything, st.sets(st.sampled_from(NAMES[1:])))
def test_patch_when_settings_share_members_then_it_changes_only_the_others(
    before: DomainSettings, other: DomainSettings, shared: set[str]
) -> None:
    """What is equal is left alone, and no change is about it."""
    after = DomainSettings.filled(
        getattr(before if name in shared else other, name) for name in NAMES
    )
    changes = diff(before, after)
    kept = {known.wire for known in members_of(DomainSettings) if known.field in shared}

    assert after == patch(before, changes)
    assert set() == kept & {change.path.partition(".")[0].partition("[")[0] for change in changes}


@slow_to_make
@given(few_rules, few_rules)
def test_patch_when_rules_are_few_and_repeated_then_their_order_comes_out(
    before: list[list[str]], after: list[list[str]]
) -> None:
    """Order is meaning, and the same rule twice is two rules."""
    old, new = with_rules(before), with_rules(after)

    assert new == patch(old, diff(old, new))


@given(st.permutations(range(6)))
def test_align_when_items_only_change_places_then_they_only_move(order: list[int]) -> None:
    """What is in both lists never goes or comes, and not all of it moves."""
    pairs = align(range(6), order)

    assert all(pair.before is not None and pair.after is not None for pair in pairs)
    assert len(pairs) < 6


@given(st.permutations(range(7)), st.integers(0, 7))
def test_align_when_an_item_comes_in_then_it_alone_is_new(order: list[int], index: int) -> None:
    """What was placed before others does not move them."""
    after = [*order[:index], 99, *order[index:]]

    assert [(None, index)] == [(pair.before, pair.after) for pair in align(order, after)]


@slow_to_make
@given(everything, st.sampled_from(["default_encryption_key", "dead_letter_queue_url", "tags"]))
def test_patch_when_something_is_cleared_then_it_is(value: DomainSettings, name: str) -> None:
    """Clearing is a value of its own, to come to and to go from."""
    cleared = DomainSettings.filled(
        CLEAR if field == name else getattr(value, field) for field in NAMES
    )

    assert cleared == patch(value, diff(value, cleared))
    assert value == patch(cleared, diff(cleared, value))


@slow_to_make
@given(everything, everything)
def test_changes_when_listed_then_each_is_at_a_place_of_its_own(
    before: DomainSettings, after: DomainSettings
) -> None:
    """One place changes once, unless something goes where something else comes."""
    places = [(change.path, change.kind == "removed") for change in diff(before, after)]

    assert len(places) == len(set(places))
    assert all(isinstance(change, Change) for change in diff(before, after))

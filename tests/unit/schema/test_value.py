"""Construction is the gate: what exists has been checked, and cannot change."""

import copy
import io
import pickle
from collections.abc import Callable
from typing import Any, get_type_hints

import attrs
import pytest
from rich.console import Console
from rich.pretty import pretty_repr

import cpkit
from cpkit import (
    CLEAR,
    AttributeMatchingModel,
    AttributeTypesSelector,
    AutoMerging,
    ConflictResolution,
    ConflictResolvingModel,
    Consolidation,
    DataStore,
    DayOfTheWeek,
    Domain,
    DomainSettings,
    ExportingConfig,
    JobSchedule,
    Matching,
    MatchingRule,
    RuleAttribute,
    RuleBasedMatching,
    S3Exporting,
    UnknownValue,
    custom_attribute,
    from_wire,
    to_wire,
)
from cpkit.errors import ValidationError
from cpkit.models import (
    conflict_resolution,
    domain,
    exporting,
    jobs,
    matches,
    matching,
    pages,
    requests,
    rule_based_matching,
    settings,
)
from cpkit.schema.value import Value
from tests.support import samples
from tests.support.found_problems import problem_paths


def _classes() -> list[type[Value]]:
    """Return the classes of the model."""
    modules = (conflict_resolution, domain, exporting, jobs, matches, matching, pages, requests)
    named = [vars(module) for module in (*modules, rule_based_matching, settings)]
    found = {cls for names in named for cls in names.values() if attrs.has(cls)}
    return sorted((cls for cls in found if issubclass(cls, Value)), key=lambda cls: cls.__name__)


def complete() -> DomainSettings:
    """Declare in Python what the full sample document says."""
    exporting = ExportingConfig(S3Exporting(s3_bucket_name="shop-matches", s3_key_name="weekly/"))
    return DomainSettings(
        domain_name="shop",
        default_expiration_days=366,
        default_encryption_key=samples.SECRETS["key"],
        dead_letter_queue_url=samples.SECRETS["queue"],
        matching=Matching(
            enabled=True,
            job_schedule=JobSchedule(day_of_the_week="MONDAY", time="18:30"),
            auto_merging=AutoMerging(
                enabled=True,
                consolidation=Consolidation([["EmailAddress", "LastName"]]),
                conflict_resolution=ConflictResolution.recency(),
                min_allowed_confidence_score_for_merging=0.9,
            ),
            exporting_config=exporting,
        ),
        rule_based_matching=RuleBasedMatching(
            enabled=True,
            matching_rules=[
                ["EmailAddress"],
                MatchingRule(["PhoneNumber", "Address.City", custom_attribute("loyalty")]),
            ],
            max_allowed_rule_level_for_merging=1,
            max_allowed_rule_level_for_matching=2,
            attribute_types_selector=AttributeTypesSelector(
                attribute_matching_model=AttributeMatchingModel.MANY_TO_MANY,
                address=["Address", "MaillingAddress"],
                phone_number=("PhoneNumber", "MobilePhoneNumber"),
                email_address={"EmailAddress"},
            ),
            conflict_resolution=ConflictResolution.source("OrderTracking"),
            exporting_config=exporting,
        ),
        data_store=DataStore(enabled=True),
        tags={"team": samples.SECRETS["tag"], "stage": "test"},
    )


def test_settings_when_declared_in_python_then_equal_to_those_read_from_the_wire() -> None:
    """Both ways lead to the same value."""
    settings = complete()

    assert from_wire(DomainSettings, samples.full()) == settings
    assert samples.full() == to_wire(settings)


def test_settings_when_used_as_a_key_then_found_again() -> None:
    """Settings hash by value, tags included."""
    assert "found" == {complete(): "found"}[complete()]


def test_settings_when_pickled_and_copied_then_equal() -> None:
    """Settings survive pickling, and a copy of what cannot change is itself."""
    settings = complete()

    assert settings == pickle.loads(pickle.dumps(settings))
    assert settings is copy.copy(settings)
    assert settings is copy.deepcopy(settings)
    assert settings.tags is copy.copy(settings.tags)
    assert settings.tags is copy.deepcopy(settings.tags)


def test_settings_when_evolved_then_the_rest_stays() -> None:
    """One member changes, the others are taken over without a further check."""
    settings = complete()

    evolved = attrs.evolve(settings, default_expiration_days=10)

    assert 10 == evolved.default_expiration_days
    assert settings.matching is evolved.matching
    assert settings.tags is evolved.tags


def test_settings_when_assigned_to_then_refused() -> None:
    """Nothing can be changed, tags included."""
    settings: Any = complete()

    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        settings.domain_name = "other"
    with pytest.raises(AttributeError):
        settings.surprise = 1
    with pytest.raises(TypeError):
        settings.tags["team"] = "x"
    with pytest.raises(AttributeError, match="cannot be changed"):
        settings.tags._entries = {}
    with pytest.raises(AttributeError, match="cannot be changed"):
        del settings.tags._entries


def test_settings_when_source_containers_change_then_unaffected() -> None:
    """What was given is copied."""
    tags = {"team": "a"}
    rule: list[RuleAttribute] = ["EmailAddress"]
    settings = DomainSettings(
        domain_name="shop",
        tags=tags,
        rule_based_matching=RuleBasedMatching(enabled=True, matching_rules=[rule]),
    )

    tags["team"] = "b"
    rule.append("LastName")

    assert {"team": "a"} == settings.tags
    assert settings.rule_based_matching
    assert (MatchingRule(["EmailAddress"]),) == settings.rule_based_matching.matching_rules


def test_arguments_when_positional_then_refused_but_for_single_fields() -> None:
    """Constructors take keywords, except where one value is all there is."""
    anything: Any = DomainSettings

    with pytest.raises(TypeError):
        anything("shop")
    assert DataStore(enabled=True) == DataStore(True)
    assert MatchingRule(rule=["LastName"]) == MatchingRule(["LastName"])


def test_enum_when_given_as_member_or_text_then_the_same() -> None:
    """Enumeration fields take the member or its literal string."""
    by_text = JobSchedule(day_of_the_week="MONDAY", time="9:00")
    by_member = JobSchedule(day_of_the_week=DayOfTheWeek.MONDAY, time="9:00")

    assert by_text == by_member
    assert DayOfTheWeek.MONDAY is by_text.day_of_the_week


def test_enum_when_unknown_value_is_given_then_kept() -> None:
    """An `UnknownValue` says that one knows better; a plain string does not."""
    newest = UnknownValue("NEWEST")

    resolution = ConflictResolution(conflict_resolving_model=newest)

    assert newest == resolution.conflict_resolving_model
    wire: Any = to_wire(resolution)
    assert {"ConflictResolvingModel": "NEWEST"} == wire
    assert str is type(wire["ConflictResolvingModel"])
    assert "UnknownValue('NEWEST')" == repr(newest)
    assert resolution == attrs.evolve(resolution, source_name=None)
    assert ["enum"] == [problem.code for problem in resolution.problems()]


def test_mistakes_when_siblings_are_wrong_then_all_are_said() -> None:
    """Construction says everything that it can see at once, with paths from the class."""
    assert [
        ("RuleBasedMatching.Enabled", "type"),
        ("RuleBasedMatching.MatchingRules[0].Rule[0]", "rule-attribute"),
        ("RuleBasedMatching.MatchingRules[1].Rule", "type"),
        ("RuleBasedMatching.MatchingRules[2]", "type"),
        ("RuleBasedMatching.MaxAllowedRuleLevelForMatching", "range"),
        ("RuleBasedMatching.ConflictResolution", "type"),
    ] == problem_paths(
        RuleBasedMatching,
        enabled="yes",
        matching_rules=[["Emial"], 5, "LastName"],
        max_allowed_rule_level_for_matching=16,
        conflict_resolution={"ConflictResolvingModel": "RECENCY"},
    )


def test_path_when_built_alone_then_starts_at_the_class() -> None:
    """A value built alone is named by its class, the settings by the document's root."""
    assert [("JobSchedule.Time", "pattern")] == problem_paths(
        JobSchedule, day_of_the_week="MONDAY", time="25:99"
    )
    assert [("DomainName", "pattern")] == problem_paths(DomainSettings, domain_name="a b")


def test_repr_when_there_are_secrets_then_hidden() -> None:
    """A `repr` shows what is given, and no key, queue URL or tag value."""
    shown = repr(complete())

    assert [] == [secret for secret in samples.SECRETS.values() if secret in shown]
    assert "default_encryption_key=<hidden>" in shown
    assert "tags={'team': <hidden>, 'stage': <hidden>}" in shown
    assert "DomainSettings(domain_name='shop')" == repr(DomainSettings(domain_name="shop"))
    assert "default_encryption_key=CLEAR" in repr(
        DomainSettings(domain_name="shop", default_encryption_key=CLEAR)
    )


def test_error_when_pickled_then_the_same() -> None:
    """The error with all its problems crosses process borders."""
    with pytest.raises(ValidationError) as caught:
        DomainSettings(domain_name="a b", default_expiration_days=0)

    restored = pickle.loads(pickle.dumps(caught.value))

    assert caught.value.problems == restored.problems
    assert str(caught.value) == str(restored)
    assert isinstance(restored, ValueError)


def test_tags_when_trusted_then_taken_over_even_if_they_were_let_past() -> None:
    """Tags that exist have passed the gate; `problems` still names what is wrong with them."""
    with cpkit.ignore_checks("pattern"):
        settings = DomainSettings(domain_name="shop", tags={"Cost Center": "x"})

    evolved = attrs.evolve(settings, default_expiration_days=1)

    assert {"Cost Center": "x"} == evolved.tags
    assert ['Tags["Cost Center"]'] == [problem.path for problem in evolved.problems()]


def test_conflict_resolution_when_made_by_name_then_cannot_be_wrong() -> None:
    """`recency` and `source` say model and source together."""
    assert ConflictResolvingModel.RECENCY is ConflictResolution.recency().conflict_resolving_model
    assert () == ConflictResolution.recency().problems()
    assert () == ConflictResolution.source("OrderTracking").problems()


def test_repr_when_a_choice_is_in_it_then_it_can_be_pasted() -> None:
    """Constructors take the text of a choice, and a member's own repr is no Python."""
    settings = Matching(
        enabled=True,
        job_schedule=JobSchedule(day_of_the_week=DayOfTheWeek.MONDAY, time="9:00"),
        auto_merging=AutoMerging(enabled=True, conflict_resolution=ConflictResolution.recency()),
    )

    assert settings == eval(repr(settings))  # noqa: S307 - that is what pasting does


@pytest.mark.parametrize("cls", _classes())
def test_hints_when_resolved_then_each_field_has_one(cls: type[Value]) -> None:
    """Libraries that read annotations at run time find them: cattrs, pydantic, typeguard."""
    fields = {field.name for field in attrs.fields(cls)}

    assert fields <= get_type_hints(cls).keys()
    assert cls is attrs.resolve_types(cls)
    assert get_type_hints(cls.__init__).keys() >= fields


def test_rich_when_it_prints_values_then_without_secrets() -> None:
    """At any width, in a list, and as a local of a traceback."""
    settings = complete()
    for shown in (
        pretty_repr(settings),
        pretty_repr(settings, max_width=500),
        pretty_repr([{"a": settings.tags}]),
        _traceback(settings),
    ):
        assert [] == [secret for secret in samples.SECRETS.values() if secret in shown]
        assert "<hidden>" in shown
    assert "JobSchedule(day_of_the_week='MONDAY', time='18:30')" in pretty_repr(settings)
    assert repr(settings) == pretty_repr(settings, max_width=10_000)


def test_rich_when_it_prints_a_domain_then_without_its_response() -> None:
    """The whole response contains the secrets, too."""
    domain = from_wire(Domain, samples.answered())
    shown = pretty_repr(domain)

    assert [] == [secret for secret in samples.SECRETS.values() if secret in shown]
    assert "raw" not in shown
    assert [] == [
        secret for secret in samples.SECRETS.values() if secret in pretty_repr(domain.raw)
    ]


def _traceback(settings: DomainSettings) -> str:
    """Return what rich shows of an error, with the locals of its frames."""
    console = Console(file=io.StringIO(), width=200)
    try:
        _fail(settings)
    except RuntimeError:
        console.print_exception(show_locals=True)
    output: Any = console.file
    return str(output.getvalue())


def _fail(settings: DomainSettings) -> None:
    key_and_queue = (settings, settings.tags)
    raise RuntimeError(len(key_and_queue))


def change_domain(**changes: Any) -> Domain:
    """Return a domain that is evolved itself, instead of its settings."""
    return attrs.evolve(read_domain(), **changes)


@pytest.mark.parametrize(
    ("call", "name", "text"),
    [
        (
            DomainSettings,
            "auto_merging",
            (
                "DomainSettings() got an unexpected keyword argument 'auto_merging'; write "
                "matching=Matching(auto_merging=...)."
            ),
        ),
        (
            change_domain,
            "tags",
            (
                "Domain() got an unexpected keyword argument 'tags'; write "
                "attrs.evolve(domain.settings, tags=...)."
            ),
        ),
        (
            JobSchedule,
            "DayOfTheWeek",
            (
                "JobSchedule() got an unexpected keyword argument 'DayOfTheWeek'; did you mean "
                "'day_of_the_week'?"
            ),
        ),
    ],
)
def test_construction_when_a_keyword_is_unknown_then_it_says_which_was_meant(
    call: Callable[..., object], name: str, text: str
) -> None:
    """Names of parts, of the settings of a domain and of the wire are known, too."""
    with pytest.raises(TypeError) as caught:
        call(**{name: None})

    assert text == str(caught.value)


def read_domain() -> Domain:
    """Return a domain as the service reports it."""
    return from_wire(Domain, {"DomainName": "shop", "CreatedAt": 0, "LastUpdatedAt": 1})


def test_construction_when_a_value_is_in_the_wrong_field_then_it_says_which_is_right() -> None:
    """The value is right, and so is the way to give it."""
    misplaced: Any = Matching(enabled=True)

    with pytest.raises(ValidationError) as caught:
        DomainSettings(domain_name="shop", rule_based_matching=misplaced)

    assert (
        "RuleBasedMatching: must be a RuleBasedMatching, not a Matching; give it as matching=."
    ) == str(caught.value)


@pytest.mark.parametrize(
    ("name", "note"),
    [
        (
            "settings",
            "Domain is immutable; create a changed one with attrs.evolve(..., settings=...).",
        ),
        (
            "tags",
            (
                "Domain is immutable, and has no field 'tags'; "
                "write attrs.evolve(domain.settings, tags=...)."
            ),
        ),
        (
            "stat",
            (
                "Domain is immutable, and has no field 'stat'; did you mean 'stats'? "
                "Create a changed one with attrs.evolve(...)."
            ),
        ),
    ],
)
def test_value_when_assigned_to_or_deleted_from_then_a_note_says_what_to_do(
    name: str, note: str
) -> None:
    """The error is the one of attrs, for those who catch it."""
    domain = read_domain()
    changes: list[Callable[[], None]] = [
        lambda: setattr(domain, name, None),
        lambda: delattr(domain, name),
    ]
    for change in changes:
        with pytest.raises(attrs.exceptions.FrozenInstanceError) as caught:
            change()

        assert [note] == caught.value.__notes__

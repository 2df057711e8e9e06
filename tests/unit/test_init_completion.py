"""What `dir` shows, and so what a notebook completes: what is public, and nothing else."""

from __future__ import annotations

import inspect
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Literal, get_args, get_origin, get_type_hints

import attrs
import pytest

import cpkit
from cpkit import documents, errors, local, policies, results
from cpkit.schema.value import Value

if TYPE_CHECKING:
    from types import ModuleType

NOW = datetime(2026, 1, 3, tzinfo=UTC)
NEEDED: dict[str, Any] = {
    "created_at": NOW,
    "domain_name": "shop",
    "enabled": True,
    "job_id": "0" * 32,
    "last_updated_at": NOW,
    "match_id": "7",
    "matching_attributes_list": [["EmailAddress"]],
    "rule": ["EmailAddress"],
    "s3_bucket_name": "shop-matches",
    "settings": cpkit.DomainSettings(domain_name="shop"),
    "time": "9:00",
    "day_of_the_week": "MONDAY",
    "conflict_resolving_model": "RECENCY",
    "attribute_matching_model": "ONE_TO_ONE",
}
"""Something for each field of a value that must be given."""

BEYOND_FIELDS = {
    "ConflictResolution": {"recency", "source"},
    "Domain": {"domain_name", "rules_free_about"},
    "IdentityResolutionJob": {"is_finished"},
}
"""What values offer beside their fields and `problems`."""

PUBLIC = {
    name: getattr(module, name) for module in (cpkit, errors, results) for name in module.__all__
}
CLASSES = [thing for thing in PUBLIC.values() if inspect.isclass(thing)]
VALUES = [cls for cls in CLASSES if issubclass(cls, Value)]


def public(thing: object) -> set[str]:
    """Give what is completed before somebody types an underscore."""
    return {name for name in dir(thing) if not name.startswith("_")}


def classes_in(hint: Any) -> set[str]:
    """Name the package's classes in an annotation, at any depth."""
    inner = {name for part in get_args(hint) for name in classes_in(part)}
    # A tuple of what is public, which only adds methods to it, can be written as one.
    is_ours = (
        inspect.isclass(hint)
        and hint.__module__.startswith("cpkit.")
        and not (issubclass(hint, tuple))
    )
    return inner | {hint.__name__} if is_ours else inner


@pytest.mark.parametrize("cls", CLASSES)
def test_attributes_when_typed_then_by_what_can_be_imported(cls: type) -> None:
    """Whoever hands an attribute on can write its type."""
    hints = inspect.get_annotations(cls, locals=PUBLIC, eval_str=True)
    public_hints = [hint for name, hint in hints.items() if not name.startswith("_")]

    # What an error says of a plan is an `ApplyResult`, which errors must not import; and `CLEAR`,
    # the only one of its type, is told apart by `is`.
    known = {*PUBLIC, "AppliedPlan", "Clear"}
    assert {name for hint in public_hints for name in classes_in(hint)} <= known


@pytest.mark.parametrize("module", [documents, errors, local, policies, results])
def test_module_when_completed_then_its_public_names(module: ModuleType) -> None:
    """No import and no inner module stands between them."""
    assert set(module.__all__) == set(dir(module))


@pytest.mark.parametrize("cls", VALUES)
def test_value_when_completed_then_its_fields_and_little_else(cls: type[Value]) -> None:
    """What other layers build on is not offered to users."""
    fields = attrs.fields(cls)
    needed = [field.name for field in fields if field.default is attrs.NOTHING]
    make: Any = cls
    value = make(**{name: NEEDED[name] for name in needed})
    offered = {field.name for field in fields} | BEYOND_FIELDS.get(cls.__name__, set())

    assert offered == public(value) - {"problems"}
    assert hasattr(cls, "problems") is ("problems" in public(value))


def test_plan_when_completed_then_what_it_tells_and_nothing_of_how_it_is_applied() -> None:
    """What `apply` asks of a plan is not offered to users."""
    plan = cpkit.Plan(settings=cpkit.DomainSettings(domain_name="shop"), domain=None)
    fields = {field.name for field in attrs.fields(cpkit.Plan)}

    shown = {"preview", "risks", "to_html", "to_json", "to_markdown", "to_text"}
    assert fields | shown == public(plan)


@pytest.mark.parametrize("cls", CLASSES)
def test_properties_when_declared_then_none_keeps_notebooks_from_completing(cls: type) -> None:
    """The completer of notebooks gives up on an object with a property that is a `Literal`."""
    properties = inspect.getmembers(cls, lambda member: isinstance(member, property))
    hints = {
        name: get_type_hints(one.fget, localns=PUBLIC).get("return")
        for name, one in properties
        if name != "boto3_client"  # the stubs are there for type checkers alone
    }

    assert [] == [name for name, hint in hints.items() if get_origin(hint) is Literal]

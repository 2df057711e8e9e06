"""Law: the JSON of every plan and of every result is as the schemas in the documentation say."""

from __future__ import annotations

import json
from datetime import UTC
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from cpkit import ApplyResult, Domain, Plan, from_wire
from cpkit.planning import Outcome, Risk, StepResult
from tests.support.drawn import ALLOWED, is_unicode, read, slow_to_make

FOLDER = Path(__file__).parents[2] / "docs" / "reference"
TIMES = {"CreatedAt": 1_700_000_000, "LastUpdatedAt": 1_700_000_000}


def validator(name: str) -> Any:
    """Read a schema, which must be one."""
    schema = json.loads((FOLDER / f"{name}.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)


PLAN, RESULT = validator("plan"), validator("result")
MOMENTS = st.datetimes(timezones=st.just(UTC))
texts = ALLOWED.filter(is_unicode)


@slow_to_make
@given(texts, st.none() | texts, st.booleans(), st.none() | MOMENTS, st.data())
def test_json_when_written_then_it_is_as_its_schema_says(
    declared: dict[str, Any],
    found: dict[str, Any] | None,
    reveal: bool,  # noqa: FBT001 - drawn by position
    made_at: Any,
    data: st.DataObject,
) -> None:
    """Whatever is declared, whatever there is, and whatever happened to the requests."""
    domain = None if found is None else from_wire(Domain, {**found, **TIMES})
    plan = Plan(settings=read(declared), domain=domain, made_at=made_at)
    outcomes = data.draw(st.lists(st.sampled_from(Outcome), min_size=len(plan.steps)))
    result = ApplyResult(
        domain_name=plan.settings.domain_name,
        steps=tuple(
            StepResult(step, outcome, 1)
            for step, outcome in zip(plan.steps, outcomes, strict=False)
        ),
        domain=domain,
        remaining=plan.changes,
    )

    assert [] == [*PLAN.iter_errors(json.loads(plan.to_json(reveal=reveal)))]
    assert [] == [*RESULT.iter_errors(json.loads(result.to_json(reveal=reveal)))]


def test_schemas_when_compared_with_the_code_then_they_name_what_there_is() -> None:
    """A risk or an outcome that is new is not forgotten."""
    step = RESULT.schema["properties"]["steps"]["items"]["properties"]

    assert [risk.value for risk in Risk] == PLAN.schema["$defs"]["risk"]["enum"]
    assert [outcome.value for outcome in Outcome] == step["outcome"]["enum"]
    assert PLAN.schema["$defs"]["change"] == RESULT.schema["$defs"]["change"]


@pytest.mark.parametrize("spoil", [{"version": 2}, {"risks": ["all"]}, {"more": 1}])
def test_schema_when_a_document_is_spoiled_then_it_complains(spoil: dict[str, Any]) -> None:
    """The law above can fail."""
    plan = Plan(settings=read({"DomainName": "shop"}), domain=None)
    document = json.loads(attrs.evolve(plan).to_json())

    assert [] == [*PLAN.iter_errors(document)]
    assert [] != [*PLAN.iter_errors({**document, **spoil})]

"""Law: the JSON Schema and the loader accept and refuse the same documents."""

import json
from typing import Any

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from cpkit.documents import json_schema, loads
from cpkit.errors import ValidationError
from cpkit.schema.json_types import is_map
from tests.support import service_model

SHAPE = service_model.request("UpdateDomain")

VALIDATOR: Any = Draft202012Validator(json_schema())

slow_to_make = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])

OTHERS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-2, 2000),
    st.floats(-1, 2).filter(lambda number: not number.is_integer()),  # 1.0 is 1 to a schema
    st.text(max_size=6),
    st.sampled_from(
        ["", "\n", "9:00\n", "a\n", "\r", "\u2028", "MONDAY", "EmailAddress", "a" * 300]
    ),
    st.lists(st.text(max_size=3), max_size=3),
    st.dictionaries(st.text(max_size=3), st.text(max_size=3), max_size=3),
)


def steps_of(holder: Any) -> list[Any]:
    """Give the keys of a map, or the indices of a list."""
    return list(holder if is_map(holder) else range(len(holder)))


def put(holder: Any, step: Any, value: object) -> None:
    """Set an entry of a map, or an item of a list."""
    holder[step] = value


@st.composite
def changed(draw: st.DrawFn) -> dict[str, Any]:
    """Make a document that is right, and change one place of it, however deep."""
    document: dict[str, Any] = draw(service_model.documents(SHAPE, service_model.GUIDE))
    holder: Any = document
    while True:
        steps = steps_of(holder)
        step = draw(st.sampled_from(steps)) if steps else None
        if step is None or type(holder[step]) not in (dict, list) or draw(st.booleans()):
            break
        holder = holder[step]
    if step is None and not is_map(holder):
        holder.append(draw(OTHERS))
    else:
        put(holder, draw(st.text(max_size=3)) if step is None else step, draw(OTHERS))
    return document


@slow_to_make
@given(service_model.documents(SHAPE, service_model.GUIDE) | changed())
def test_schema_when_the_loader_accepts_a_document_then_so_does_it(
    document: dict[str, Any],
) -> None:
    """And when it refuses one, too."""
    is_loaded = True
    try:
        loads(json.dumps(document), format="json")
    except ValidationError as error:
        assume("surrogate" not in str(error))  # a schema cannot tell
        is_loaded = False

    assert is_loaded is VALIDATOR.is_valid(document)

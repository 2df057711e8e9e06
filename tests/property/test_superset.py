"""Law: what cpkit accepts, botocore's own parameter validation accepts, too.

That is why the client that cpkit makes can switch botocore's validation off.
"""

from typing import Any

from botocore.validate import ParamValidator
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cpkit import DomainSettings, from_wire, to_wire
from cpkit.errors import ValidationError
from cpkit.schema.json_types import is_map, is_sequence
from tests.support import service_model

SHAPE = service_model.request("UpdateDomain")

junk = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=3),
    st.binary(max_size=3),
    st.lists(st.one_of(st.integers(), st.text(max_size=3)), max_size=3),
    st.dictionaries(st.text(max_size=3), st.integers(), max_size=2),
    st.sets(st.text(max_size=3), max_size=2),
)


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """List the paths of all values below a value."""
    found = [path]
    if is_map(value):
        for key, entry in value.items():
            found += places(entry, (*path, key))
    elif is_sequence(value):
        for index, entry in enumerate(value):
            found += places(entry, (*path, index))
    return found


@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(st.data())
def test_document_when_accepted_then_botocore_accepts_it_too(data: st.DataObject) -> None:
    """One value of a right document is replaced by junk: whoever accepts it, botocore does."""
    document = data.draw(service_model.documents(SHAPE, service_model.GUIDE))
    path = data.draw(st.sampled_from(places(document)[1:]))
    holder = document
    for step in path[:-1]:
        holder = holder[step]
    holder[path[-1]] = data.draw(junk)
    try:
        accepted = from_wire(DomainSettings, document)
    except ValidationError:
        return

    for sent in (document, to_wire(accepted)):
        report = ParamValidator().validate(sent, SHAPE)
        assert "" == report.generate_report()

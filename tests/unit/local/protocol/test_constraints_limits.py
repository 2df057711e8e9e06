"""Walk UpdateDomain's input in the service model: at each limit accepted, beyond it refused."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import pytest
from attrs import frozen
from botocore.loaders import create_loader
from botocore.model import ListShape, MapShape, ServiceModel, Shape, StringShape, StructureShape

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_TIMES = ("0:00", "09:00", "9:59", "19:00", "23:59")
_NO_TIMES = ("", "24:00", "0:60", "-1:00", "9", "900", "09:00:00", "09:00\n", " 9:00", "٩:00")
_UNKNOWN_TYPE_VALUES: dict[str, tuple[object, ...]] = {
    "string": (1, True, [], {}),
    "boolean": (0, 1, "true", []),
    "integer": (True, "1", 1.0, 1.5),
    "double": (True, "0.5", "NaN"),
    "list": ("ab", {}, 1),
    "map": ([], "ab", 1),
    "structure": ([], "ab", 1),
}


@frozen
class _Case:
    path: str
    value: Any
    why: str
    refused_at: str | None = None

    def __str__(self) -> str:
        return f"{self.path}-{self.why}"


def _update_domain() -> StructureShape:
    data = create_loader().load_service_model("customer-profiles", "service-2")
    shape = ServiceModel(data, "customer-profiles").operation_model("UpdateDomain").input_shape
    assert shape is not None
    return shape


def _text(shape: Shape, length: int) -> str:
    if shape.name == "JobScheduleTime":
        return _TIMES[0]
    return "a" * length


def _valid(shape: Shape) -> Any:
    least = shape.metadata.get("min") or 0
    match shape:
        case StructureShape():
            return {name: _valid(shape.members[name]) for name in shape.required_members}
        case ListShape():
            return [_valid(shape.member)] * least
        case MapShape():
            return {_text(shape.key, 1 + index): "" for index in range(least)}
        case StringShape():
            return shape.enum[0] if shape.enum else _text(shape, least)
        case _:
            return True if shape.type_name == "boolean" else least


def _cases(shape: Shape, path: str) -> Iterator[_Case]:
    for value in _UNKNOWN_TYPE_VALUES[shape.type_name]:
        yield _Case(path, value, f"type-{type(value).__name__}", path)
    match shape:
        case StructureShape():
            yield from _structure_cases(shape, path)
        case ListShape():
            yield from _sizes(shape, path, lambda size: [_valid(shape.member)] * size)
            for case in _cases(shape.member, f"{path}[0]"):
                yield _Case(case.path, [case.value], case.why, case.refused_at)
        case MapShape():
            yield from _map_cases(shape, path)
        case StringShape():
            yield from _string_cases(shape, path)
        case _:
            yield from _number_cases(shape, path)


def _structure_cases(shape: StructureShape, path: str) -> Iterator[_Case]:
    yield _Case(path, _valid(shape), "only-required")
    yield _Case(path, {**_valid(shape), "Other": 1}, "unknown-member", f"{path}.Other")
    for name in shape.required_members:
        rest = {key: value for key, value in _valid(shape).items() if key != name}
        yield _Case(path, rest, f"without-{name}", f"{path}.{name}")
    for name, member in shape.members.items():
        for case in _cases(member, f"{path}.{name}"):
            value = {**_valid(shape), name: case.value}
            yield _Case(case.path, value, case.why, case.refused_at)


def _map_cases(shape: MapShape, path: str) -> Iterator[_Case]:
    keys = [_text(shape.key, 1 + index) for index in range(100)]
    yield from _sizes(shape, path, lambda size: dict.fromkeys(keys[:size], ""))
    most = shape.key.metadata["max"]
    for key, refused in (("a" * most, False), ("a" * (most + 1), True), ("", True)):
        place = f'{path}["{key}"]' if refused else None
        yield _Case(path, {key: ""}, f"key-of-{len(key)}", place)
    for key in ("aws:x", "Cost Center", "a\n", "a@"):
        yield _Case(path, {key: ""}, f"key-{key!r}", f'{path}["{key}"]')
    for key in ("AWS:x", "0123456789;,<"):
        yield _Case(path, {key: ""}, f"key-{key!r}")
    for case in _cases(shape.value, f'{path}["a"]'):
        yield _Case(case.path, {"a": case.value}, case.why, case.refused_at)


def _sizes(shape: Shape, path: str, make: Callable[[int], object]) -> Iterator[_Case]:
    least, most = shape.metadata.get("min"), shape.metadata.get("max")
    if least is not None:
        yield _Case(path, make(least), f"size-{least}")
    if least:
        yield _Case(path, make(least - 1), f"size-{least - 1}", path)
    if most is not None:
        yield _Case(path, make(most), f"size-{most}")
        yield _Case(path, make(most + 1), f"size-{most + 1}", path)


def _string_cases(shape: StringShape, path: str) -> Iterator[_Case]:
    if shape.name == "JobScheduleTime":
        yield from (_Case(path, time, time) for time in _TIMES)
        yield from (_Case(path, time, repr(time), path) for time in _NO_TIMES)
    elif shape.enum:
        yield from (_Case(path, name, name) for name in shape.enum)
        wrong = ("", "Other", shape.enum[0].lower(), f"{shape.enum[0]}\n")
        yield from (_Case(path, name, repr(name), path) for name in wrong)
    else:
        yield from _sizes(shape, path, lambda size: "a" * size)
        if "pattern" in shape.metadata:
            yield _Case(path, "aaaa\n", "newline", path)


def _number_cases(shape: Shape, path: str) -> Iterator[_Case]:
    least, most = shape.metadata.get("min"), shape.metadata.get("max")
    if least is None or most is None:
        assert shape.type_name == "boolean"
        yield from (_Case(path, value, str(value)) for value in (True, False))
        return
    is_double = shape.type_name == "double"
    below = math.nextafter(least, -math.inf) if is_double else least - 1
    above = math.nextafter(most, math.inf) if is_double else most + 1
    yield from (_Case(path, value, str(value)) for value in (least, most))
    yield from (_Case(path, value, str(value), path) for value in (below, above))


def _all_cases() -> Iterator[_Case]:
    for name, member in _update_domain().members.items():
        if name != "DomainName":  # it stands in the path
            for case in _cases(member, name):
                yield _Case(case.path, {name: case.value}, case.why, case.refused_at)


@pytest.fixture(autouse=True)
def _domain(ask: Callable[..., tuple[int, Any]]) -> None:
    ask("POST", "/domains/Shop", {"DefaultExpirationDays": 1})


@pytest.mark.parametrize("case", [c for c in _all_cases() if c.refused_at is None], ids=str)
def test_member_when_it_is_at_its_limit_then_it_is_accepted(
    ask: Callable[..., tuple[int, Any]], case: _Case
) -> None:
    """A limit belongs to what is allowed."""
    status, answer = ask("PUT", "/domains/Shop", case.value)

    assert (200, "Shop") == (status, answer.get("DomainName")), answer


@pytest.mark.parametrize("case", [c for c in _all_cases() if c.refused_at is not None], ids=str)
def test_member_when_it_is_beyond_its_limit_then_it_is_refused_by_its_path(
    ask: Callable[..., tuple[int, Any]], case: _Case
) -> None:
    """The first thing past a limit is refused, and the message says where."""
    status, answer = ask("PUT", "/domains/Shop", case.value)

    assert 400 == status
    assert f" at '{case.refused_at}' failed" in answer["Message"]


@pytest.mark.parametrize("name", ["a", "A-z_0", "a" * 64])
def test_domain_name_when_it_is_within_its_limits_then_it_is_accepted(
    ask: Callable[..., tuple[int, Any]], name: str
) -> None:
    """The name stands in the path and is checked like any member."""
    status, answer = ask("POST", f"/domains/{name}", {"DefaultExpirationDays": 1})

    assert (200, name) == (status, answer.get("DomainName"))


@pytest.mark.parametrize("label", ["a" * 65, "a%20b", "a%0A", "a%2Fb", "a.b", "%C3%BC"])
def test_domain_name_when_it_is_beyond_its_limits_then_it_is_refused(
    ask: Callable[..., tuple[int, Any]], label: str
) -> None:
    """The name is decoded before it is checked."""
    status, answer = ask("POST", f"/domains/{label}", {"DefaultExpirationDays": 1})

    assert 400 == status
    assert " at 'DomainName' failed" in answer["Message"]

"""What checking costs: wire dicts to settings and back, beside botocore's own checks."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import botocore.session
from botocore.validate import ParamValidator

from cpkit import DomainSettings, from_wire, to_wire
from tests.benchmarks import msgspec_models, peers, pydantic_models, samples
from tests.benchmarks.measuring import Row, ratios

REACH = {"full": (0.08, 0.03), "README's": (0.32, 0.12)}
"""The largest ratios of cpkit's that are good enough, in and out, for each document."""


def rows() -> Iterable[Row]:
    """Compare reading and writing with one run of botocore's checks on the same dict."""
    for name, wire in (
        ("full", samples.full()),
        ("full, custom attributes", samples.custom()),
        ("README's", samples.readme()),
    ):
        reach_in, reach_out = REACH[name.partition(",")[0]]
        readers, writers = peers.readers(wire), peers.writers(wire)
        what_in, what_out = f"{name} document: wire -> checked", f"{name} document: -> wire"
        yield from _rows(what_in, reach_in, wire, _readers(wire), readers)
        yield from _rows(what_out, reach_out, wire, _writers(wire), writers)


def _rows(
    what: str,
    reach: float,
    wire: Mapping[str, Any],
    subjects: Mapping[str, Callable[[], object]],
    others: Iterable[peers.Peer],
) -> Iterable[Row]:
    """Measure the subjects in turns; cpkit's is the one that has something to reach."""
    able = {peer.name: peer.call for peer in others if peer.call}
    for name, spread in ratios({**subjects, **able}, _botocore_checks(wire)).items():
        own = name == "cpkit"
        yield Row(what if own else name, "ParamValidator", spread, reach if own else None)
    for peer in others:
        if peer.call is None:
            yield Row(peer.name, "ParamValidator", None, note=peer.reason)


def _readers(wire: dict[str, Any]) -> dict[str, Callable[[], object]]:
    """Return what makes checked values out of the dict."""
    return {
        "cpkit": lambda: from_wire(DomainSettings, wire),
        "pydantic": lambda: pydantic_models.read(wire),
        "msgspec": lambda: msgspec_models.read(wire),
    }


def _writers(wire: dict[str, Any]) -> dict[str, Callable[[], object]]:
    """Return what makes the dict out of values, once it is known that it is the same dict."""
    settings = from_wire(DomainSettings, wire)
    from_pydantic = pydantic_models.read(wire)
    from_msgspec = msgspec_models.read(wire)
    writers: dict[str, Callable[[], object]] = {
        "cpkit": lambda: to_wire(settings),
        "pydantic": lambda: pydantic_models.write(from_pydantic),
        "msgspec": lambda: msgspec_models.write(from_msgspec),
    }
    for name, write in writers.items():
        if write() != wire:
            raise AssertionError(f"{name} does not give back what it was given")
    return writers


def _botocore_checks(wire: Mapping[str, Any]) -> Callable[[], object]:
    """Return what botocore does with the dict before it sends it."""
    service = botocore.session.get_session().get_service_model("customer-profiles")
    shape = service.operation_model("UpdateDomain").input_shape
    validator = ParamValidator()
    if shape is None:
        raise AssertionError("UpdateDomain takes no input")

    def check() -> object:
        report = validator.validate(wire, shape)
        if report.has_errors():
            raise AssertionError(report.generate_report())
        return report

    return check

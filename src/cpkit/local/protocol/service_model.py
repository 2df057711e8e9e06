"""The service as the model that botocore ships defines it: routes, shapes, error statuses."""

from __future__ import annotations

from functools import cached_property, lru_cache
from threading import Lock
from typing import TYPE_CHECKING
from urllib.parse import unquote

from attrs import field, frozen
from botocore.loaders import Loader, create_loader
from botocore.model import ServiceModel, StructureShape

from cpkit.local.protocol.constraints import Check, compile_check

if TYPE_CHECKING:
    from collections.abc import Mapping

    from botocore.model import OperationModel, Shape

SERVICE = "customer-profiles"


class Operation:
    """One operation: its route, its parameters and its response."""

    def __init__(self, model: OperationModel) -> None:
        """Read the route; shapes are read when they are first needed."""
        self.name: str = model.name
        self.method: str = model.http["method"]
        path = model.http["requestUri"].partition("?")[0]
        self.segments: tuple[str, ...] = tuple(path.split("/")[1:])
        self._model = model

    @cached_property
    def check(self) -> Check:
        """The function that checks the operation's parameters."""
        return compile_check(self._model.input_shape or _NOTHING)

    @cached_property
    def output(self) -> StructureShape:
        """The shape of a successful response."""
        return self._model.output_shape or _NOTHING

    @cached_property
    def query(self) -> Mapping[str, tuple[str, Shape]]:
        """The members that stand in the query string: their names there, and their shapes."""
        shape = self._model.input_shape or _NOTHING
        return {
            name: (member.serialization.get("name", name), member)
            for name, member in shape.members.items()
            if member.serialization.get("location") == "querystring"
        }

    @cached_property
    def labels(self) -> Mapping[str, str]:
        """The members that stand in the path, by the label that holds each."""
        shape = self._model.input_shape or _NOTHING
        return {
            member.serialization.get("name", name): name
            for name, member in shape.members.items()
            if member.serialization.get("location") == "uri"
        }

    def match(self, segments: tuple[str, ...]) -> dict[str, str] | None:
        """Match the segments of a path, still percent-encoded.

        Returns:
            The members that stand in the path, or `None` when the path is another operation's.

        Raises:
            UnicodeDecodeError: A segment is not the percent-encoding of UTF-8.
        """
        found: dict[str, str] = {}
        for expected, actual in zip(self.segments, segments, strict=True):
            if expected.startswith("{"):
                if not actual:
                    return None
                found[self.labels[expected.strip("{}+")]] = unquote(actual, errors="strict")
            elif expected != actual:
                return None
        return found


@frozen(slots=False)
class ServiceKnowledge:
    """All operations of the service, by route and by name."""

    operations: Mapping[str, Operation]
    error_statuses: Mapping[str, int]
    largest_tag_count: int
    _routes: Mapping[tuple[str, int], tuple[Operation, ...]] = field(init=False)

    def __attrs_post_init__(self) -> None:
        """Arrange the routes by method and length, literal segments before labels."""
        routes: dict[tuple[str, int], list[Operation]] = {}
        for operation in self.operations.values():
            key = operation.method, len(operation.segments)
            routes.setdefault(key, []).append(operation)
        ordered = {
            key: tuple(sorted(group, key=lambda found: [s[:1] == "{" for s in found.segments]))
            for key, group in routes.items()
        }
        object.__setattr__(self, "_routes", ordered)

    def route(self, method: str, path: str) -> tuple[Operation, dict[str, str]] | None:
        """Return the operation for a method and a path that is still percent-encoded.

        Returns:
            The operation and the members that stand in the path, or `None`.

        Raises:
            UnicodeDecodeError: A segment is not the percent-encoding of UTF-8.
        """
        segments = tuple(path.split("/")[1:])
        for operation in self._routes.get((method, len(segments)), ()):
            members = operation.match(segments)
            if members is not None:
                return operation, members
        return None


@lru_cache(maxsize=1)
def loader() -> Loader:
    """Return the one loader of botocore's data, whose cache makes further clients cheap."""
    return create_loader()


def knowledge() -> ServiceKnowledge:
    """Return the service model, loaded once, however many threads ask for it at first."""
    with _loading:
        return _loaded()


_loading = Lock()


@lru_cache(maxsize=1)
def _loaded() -> ServiceKnowledge:
    model = ServiceModel(loader().load_service_model(SERVICE, "service-2"), SERVICE)
    statuses = {
        shape.name: shape.metadata["error"]["httpStatusCode"] for shape in model.error_shapes
    }
    return ServiceKnowledge(
        operations={name: Operation(model.operation_model(name)) for name in model.operation_names},
        error_statuses=statuses,
        largest_tag_count=model.shape_for("TagMap").metadata["max"],
    )


_NOTHING = StructureShape("Nothing", {"type": "structure", "members": {}})

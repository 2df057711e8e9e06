"""Where in the text each problem stands."""

from collections.abc import Iterable, Iterator
from typing import Any

import attrs

from cpkit.documents.read.corrections import corrected, item_shape
from cpkit.documents.read.document import Document
from cpkit.documents.read.trees import Node
from cpkit.documents.syntax import Lines
from cpkit.models import DomainSettings
from cpkit.problems import Problem, entry, item, member
from cpkit.schema.checks import REQUIRED, TYPE, UNKNOWN_MEMBER
from cpkit.schema.shapes import Shape, StringList, StringLists, Structure, StructureList, TagMap
from cpkit.schema.value import members_of

__all__ = ["placed"]


@attrs.frozen
class _Place:
    """What a path names in a document."""

    offset: int
    shape: Shape
    node: Node
    siblings: list[Any] | None = None
    """The items of the list that the value stands in, if it does."""


def placed(problems: Iterable[Problem], document: Document) -> list[Problem]:
    """Return problems with their lines and columns, in the order of the document.

    A member that is missing stands where its parent does, one that is unknown at its name, and any
    other problem at the value that it is about; a tag stands at its key. What to write instead of
    a value of the wrong type is said in the document's format.

    Args:
        problems: What is wrong or suspicious with the settings that the document declares.
        document: The document.

    Raises:
        ValidationError: The document breaks a limit that only shows where places are needed.
    """
    root = document.root
    places = dict(_places(Structure(DomainSettings), root, ""))
    lines = Lines(document.text)
    found: list[tuple[int, Problem]] = []
    for problem in problems:
        place = places.get(_key(problem)) or places.get(_parent(problem)) or places["", ""]
        message = problem.message
        if problem.code == TYPE.code:
            message = corrected(
                message, place.shape, place.node.value, place.siblings, document.format
            )
        line, column = lines.place(place.offset)
        at = attrs.evolve(problem, message=message, line=line, column=column)
        found.append((place.offset, at))
    found.sort(key=lambda pair: pair[0])
    return [problem for _, problem in found]


def _key(problem: Problem) -> tuple[str, str]:
    """Return what tells apart what one path can mean: a value, an unknown name, a lack."""
    if problem.code == REQUIRED.code:
        return _parent(problem)
    if problem.code == UNKNOWN_MEMBER.code:
        return problem.path, UNKNOWN_MEMBER.code
    return problem.path, ""


def _parent(problem: Problem) -> tuple[str, str]:
    """Return where a member stands that the document does not have: at its parent."""
    return problem.path.rpartition(".")[0], REQUIRED.code


def _places(
    shape: Shape, node: Node, path: str, siblings: list[Any] | None = None
) -> Iterator[tuple[tuple[str, str], _Place]]:
    """Walk the document as its reader does, which gives each path its place."""
    yield (path, ""), _Place(node.offset, shape, node, siblings)
    yield (path, REQUIRED.code), _Place(_key_offset(node), shape, node)
    if isinstance(shape, Structure):
        known = {known.wire: known.shape for known in members_of(shape.cls)}
        for name, below in node.members.items():
            place = member(path, name)
            if name in known:
                yield from _places(known[name], below, place)
            else:
                yield (place, UNKNOWN_MEMBER.code), _Place(_key_offset(below), shape, below)
    elif isinstance(shape, TagMap):
        for name, below in node.members.items():
            yield (entry(path, name), ""), _Place(_key_offset(below), shape.value, below)
    elif isinstance(shape, StructureList | StringList | StringLists):
        for index, below in enumerate(node.items):
            yield from _places(item_shape(shape), below, item(path, index), node.value)


def _key_offset(node: Node) -> int:
    return node.offset if node.key_offset is None else node.key_offset

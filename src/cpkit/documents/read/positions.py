"""Where in the text each problem stands."""

from collections.abc import Iterable, Iterator

import attrs

from cpkit.documents.read.syntax import Lines
from cpkit.documents.read.trees import Node
from cpkit.models import DomainSettings
from cpkit.problems import Problem, entry, item, member
from cpkit.schema.checks import REQUIRED, UNKNOWN_MEMBER
from cpkit.schema.shapes import Shape, StringList, StringLists, Structure, StructureList, TagMap
from cpkit.schema.value import members_of

__all__ = ["placed"]


def placed(problems: Iterable[Problem], root: Node, text: str) -> list[Problem]:
    """Give problems their lines and columns, and the order of the document.

    A member that is missing stands where its parent does, one that is unknown at its name, and any
    other problem at the value that it is about; a tag stands at its key.

    Args:
        problems: What is wrong or suspicious with the settings that the document says.
        root: The document's tree.
        text: The document.
    """
    offsets = dict(_offsets(Structure(DomainSettings), root, ""))
    lines = Lines(text)
    found: list[tuple[int, Problem]] = []
    for problem in problems:
        at_parent = offsets.get(_parent(problem), root.offset)
        offset = offsets.get(_key(problem), at_parent)
        line, column = lines.place(offset)
        found.append((offset, attrs.evolve(problem, line=line, column=column)))
    found.sort(key=lambda pair: pair[0])
    return [problem for _, problem in found]


def _key(problem: Problem) -> tuple[str, str]:
    """Tell apart what one path can mean: a member's value, a name that is none, a lack."""
    if problem.code == REQUIRED.code:
        return _parent(problem)
    if problem.code == UNKNOWN_MEMBER.code:
        return problem.path, UNKNOWN_MEMBER.code
    return problem.path, ""


def _parent(problem: Problem) -> tuple[str, str]:
    """Name where a member stands that the document does not have: at its parent."""
    return problem.path.rpartition(".")[0], REQUIRED.code


def _offsets(shape: Shape, node: Node, path: str) -> Iterator[tuple[tuple[str, str], int]]:
    """Walk the document as its reader does, which gives each path its place."""
    yield (path, ""), node.offset
    yield (path, REQUIRED.code), _key_offset(node)
    if isinstance(shape, Structure):
        known = {known.wire: known.shape for known in members_of(shape.cls)}
        for name, below in node.members.items():
            place = member(path, name)
            if name in known:
                yield from _offsets(known[name], below, place)
            else:
                yield (place, UNKNOWN_MEMBER.code), _key_offset(below)
    elif isinstance(shape, TagMap):
        for name, below in node.members.items():
            yield (entry(path, name), ""), _key_offset(below)
    elif isinstance(shape, StructureList | StringList | StringLists):
        for index, below in enumerate(node.items):
            yield from _offsets(_item_kind(shape), below, item(path, index))


def _item_kind(shape: StructureList | StringList | StringLists) -> Shape:
    if isinstance(shape, StructureList):
        return Structure(shape.cls)
    return shape.names if isinstance(shape, StringLists) else shape.NAME


def _key_offset(node: Node) -> int:
    return node.offset if node.key_offset is None else node.key_offset

"""Where in the text each problem stands."""

from collections.abc import Iterable, Iterator

import attrs

from cpkit.documents.limits import Lines
from cpkit.documents.trees import Node
from cpkit.models import DomainSettings
from cpkit.models.checks import REQUIRED, UNKNOWN_MEMBER
from cpkit.models.kinds import Block, Blocks, Kind, Names, NamesList, TagMap
from cpkit.models.value import members_of
from cpkit.problems import Problem, entry, item, member

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
    offsets = dict(_offsets(Block(DomainSettings), root, ""))
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


def _offsets(kind: Kind, node: Node, path: str) -> Iterator[tuple[tuple[str, str], int]]:
    """Walk the document as its reader does, which gives each path its place."""
    yield (path, ""), node.offset
    yield (path, REQUIRED.code), _key_offset(node)
    if isinstance(kind, Block):
        known = {known.wire: known.kind for known in members_of(kind.cls)}
        for name, below in node.members.items():
            place = member(path, name)
            if name in known:
                yield from _offsets(known[name], below, place)
            else:
                yield (place, UNKNOWN_MEMBER.code), _key_offset(below)
    elif isinstance(kind, TagMap):
        for name, below in node.members.items():
            yield (entry(path, name), ""), _key_offset(below)
    elif isinstance(kind, Blocks | Names | NamesList):
        for index, below in enumerate(node.items):
            yield from _offsets(_item_kind(kind), below, item(path, index))


def _item_kind(kind: Blocks | Names | NamesList) -> Kind:
    if isinstance(kind, Blocks):
        return Block(kind.cls)
    return kind.names if isinstance(kind, NamesList) else kind.NAME


def _key_offset(node: Node) -> int:
    return node.offset if node.key_offset is None else node.key_offset

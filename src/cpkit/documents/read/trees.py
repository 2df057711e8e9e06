"""A document's values as a tree, each with its place in the text.

Both formats report what they read to one `TreeBuilder`, so both have the same limits and the same
idea of what a document is.
"""

from typing import Any, TypeAlias

import attrs

from cpkit.documents.read.lexical import MAX_DEPTH, MAX_NODES
from cpkit.documents.read.syntax import UnreadableError

__all__ = ["Node", "Plain", "TreeBuilder"]

Plain: TypeAlias = "dict[str, Plain] | list[Plain] | str | int | float | bool | None"
"""What JSON can say."""

_SHOWN = 60
"""How many characters of a key a message shows."""


@attrs.frozen(eq=False)
class Node:
    """One value of a document."""

    value: Any
    """The value as plain data; a map's and a list's holds those of the nodes below it."""
    offset: int
    """Where the value begins in the text, in characters from 0."""
    key_offset: int | None = None
    """Where its key begins, for a member of a map."""
    members: dict[str, "Node"] = attrs.field(factory=dict[str, "Node"])
    """The members of a map, by key."""
    items: list["Node"] = attrs.field(factory=list["Node"])
    """The items of a list."""


class TreeBuilder:
    """Build a tree from what a reader reports, in the order of the text.

    Attributes:
        root: The document's node, once there is one.
    """

    def __init__(self) -> None:
        """Begin with nothing."""
        self.root: Node | None = None
        self._open: list[Node] = []
        self._key: tuple[str, int] | None = None
        self._count = 0

    @property
    def expects_key(self) -> bool:
        """Whether a map is open and the next thing is a key."""
        return bool(self._open) and isinstance(self._open[-1].value, dict) and self._key is None

    @property
    def key_offset(self) -> int | None:
        """Where the key stands whose value comes next, for a member of a map."""
        return None if self._key is None else self._key[1]

    def tree(self) -> Node:
        """Give the document's node, once everything has been reported.

        Raises:
            UnreadableError: Nothing has.
        """
        if self.root is None:
            raise UnreadableError("the document is empty")
        return self.root

    def begin_map(self, offset: int) -> None:
        """Open a map."""
        self._begin(self._add({}, offset), offset)

    def begin_list(self, offset: int) -> None:
        """Open a list."""
        self._begin(self._add([], offset), offset)

    def end(self) -> None:
        """Close the map or list that was opened last."""
        self._open.pop()

    def key(self, key: str, offset: int) -> None:
        """Take the key of the next value.

        Raises:
            UnreadableError: The map has it already.
        """
        if key in self._open[-1].members:
            shown = repr(key) if len(key) <= _SHOWN else repr(key[:_SHOWN]) + "..."
            raise UnreadableError(f"the key {shown} stands twice in one map; remove one", offset)
        self._key = (key, offset)

    def scalar(self, value: Plain, offset: int) -> None:
        """Take a value that is no map and no list.

        Raises:
            UnreadableError: It is the whole document.
        """
        node = self._add(value, offset)
        if self.root is node:
            _refuse_root("a single value", offset)

    def _begin(self, node: Node, offset: int) -> None:
        if self.root is node and not isinstance(node.value, dict):
            _refuse_root("a list", offset)
        if len(self._open) == MAX_DEPTH:
            raise UnreadableError(
                f"maps and lists stand more than {MAX_DEPTH} deep in each other", offset
            )
        self._open.append(node)

    def _add(self, value: Plain, offset: int) -> Node:
        self._count += 1
        if self._count > MAX_NODES:
            raise UnreadableError(
                f"more than {MAX_NODES} values, and no settings need as many", offset
            )
        key, key_offset = self._key or ("", None)
        self._key = None
        node = Node(value, offset, key_offset)
        if not self._open:
            self.root = node
            return node
        parent = self._open[-1]
        if key_offset is None:
            parent.items.append(node)
            parent.value.append(value)
        else:
            parent.members[key] = node
            parent.value[key] = value
        return node


def _refuse_root(what: str, offset: int) -> None:
    raise UnreadableError(
        f"the document is {what}; it must be a map of members such as DomainName", offset
    )

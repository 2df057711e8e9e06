"""A document's values as a tree, each with its place in the text.

Both readers report to one `TreeBuilder`, so JSON and YAML have the same limits and the same idea of
what a document is.
"""

from typing import Any, TypeAlias

import attrs

from cpkit.documents.syntax import UnreadableError

__all__ = ["MAX_DEPTH", "MAX_NODES", "JSONValue", "Node", "TreeBuilder"]

JSONValue: TypeAlias = "dict[str, JSONValue] | list[JSONValue] | str | int | float | bool | None"
"""What JSON can express."""

MAX_DEPTH = 32
"""How deep objects and lists may be nested; settings need 6."""

MAX_NODES = 2_500
"""The most values, objects and lists included; the service accepts 568."""

_SHOWN = 60
"""How many characters of a key a message shows."""


@attrs.frozen(eq=False)
class Node:
    """One value of a document."""

    value: Any
    """The value; an object or a list contains those of the nodes below it."""
    offset: int
    """Where the value begins in the text, in characters from 0."""
    key_offset: int | None = None
    """Where its key begins, for a member of an object."""
    members: dict[str, "Node"] = attrs.field(factory=dict[str, "Node"])
    """The members of an object, by key."""
    items: list["Node"] = attrs.field(factory=list["Node"])
    """The items of a list."""


class TreeBuilder:
    """Build a tree from what a reader reports, in the order of the text.

    Attributes:
        root: The document's node, once there is one.
    """

    def __init__(self) -> None:
        """Start without a document."""
        self.root: Node | None = None
        self._open: list[Node] = []
        self._key: tuple[str, int] | None = None
        self._count = 0

    @property
    def expects_key(self) -> bool:
        """Whether an object is open and the next thing is a key."""
        return bool(self._open) and isinstance(self._open[-1].value, dict) and self._key is None

    @property
    def key_offset(self) -> int | None:
        """Where the key stands whose value comes next, for a member of an object."""
        return None if self._key is None else self._key[1]

    def tree(self) -> Node:
        """Return the document's node, once everything has been reported.

        Raises:
            UnreadableError: Nothing has been reported.
        """
        if self.root is None:
            raise UnreadableError("the document is empty; it must be an object.")
        return self.root

    def begin_object(self, offset: int) -> None:
        """Open an object."""
        self._begin(self._add({}, offset), offset)

    def begin_list(self, offset: int) -> None:
        """Open a list."""
        self._begin(self._add([], offset), offset)

    def end(self) -> None:
        """Close the object or list that was opened last."""
        self._open.pop()

    def key(self, key: str, offset: int) -> None:
        """Take the key of the next value.

        Raises:
            UnreadableError: The object has it already.
        """
        if key in self._open[-1].members:
            shown = repr(key) if len(key) <= _SHOWN else repr(key[:_SHOWN]) + "..."
            raise UnreadableError(f"duplicate key {shown} in one object; remove one.", offset)
        self._key = (key, offset)

    def scalar(self, value: JSONValue, offset: int) -> None:
        """Take a value that is neither an object nor a list.

        Raises:
            UnreadableError: It is the whole document.
        """
        node = self._add(value, offset)
        if self.root is node:
            _reject_root("a single value", offset)

    def _begin(self, node: Node, offset: int) -> None:
        if self.root is node and not isinstance(node.value, dict):
            _reject_root("a list", offset)
        if len(self._open) == MAX_DEPTH:
            raise UnreadableError(
                f"objects and lists are nested more than {MAX_DEPTH} deep; no settings need that.",
                offset,
            )
        self._open.append(node)

    def _add(self, value: JSONValue, offset: int) -> Node:
        self._count += 1
        if self._count > MAX_NODES:
            raise UnreadableError(
                f"the document has more than {MAX_NODES} values; no settings need as many.", offset
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


def _reject_root(what: str, offset: int) -> None:
    raise UnreadableError(
        f"the document is {what}; it must be an object with members such as DomainName.", offset
    )

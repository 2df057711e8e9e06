"""Descriptions of members: their limits in words, and what their docstrings say."""

import ast
import inspect
import re
from functools import singledispatch
from itertools import pairwise
from textwrap import dedent

from cpkit.schema.shapes import (
    Boolean,
    Double,
    Enum,
    Integer,
    Shape,
    String,
    StringList,
    StringLists,
    Structure,
    StructureList,
    TagMap,
    sized,
)
from cpkit.schema.value import Value
from cpkit.schema.wire_names import wire_name

__all__ = ["class_description", "field_descriptions", "limits"]


@singledispatch
def limits(shape: Shape) -> str:
    """Return what a member may be."""
    raise NotImplementedError(type(shape).__name__)


@limits.register
def _(shape: String) -> str:
    form = f", which must {shape.form}" if shape.form else ""
    clears = '; "" clears what the domain has' if shape.clearable else ""
    return f"a string of {sized(shape.low, shape.high)} characters{form}{clears}"


@limits.register
def _(_: Boolean) -> str:
    return "a boolean"


@limits.register
def _(shape: Enum) -> str:
    return "one of " + ", ".join(shape.enumeration)


@limits.register
def _(shape: Integer) -> str:
    return f"an integer, {shape.low} to {shape.high}"


@limits.register
def _(shape: Double) -> str:
    return f"a number, {shape.low} to {shape.high}"


@limits.register
def _(shape: StringList) -> str:
    known = ", ".join(sorted(shape.known or ()))
    examples = f", such as {known}" if known else ""
    return f"a list of {sized(shape.low, shape.high)} strings{examples}; each {limits(shape.ITEM)}"


@limits.register
def _(shape: StringLists) -> str:
    return f"a list of {sized(shape.low, shape.high)} {shape.many}; each {limits(shape.items)}"


@limits.register
def _(shape: TagMap) -> str:
    return (
        f"an object of {sized(shape.low, shape.high)} tags; each key {limits(shape.key)}; "
        f"each value {limits(shape.value)}"
    )


@limits.register
def _(shape: StructureList) -> str:
    return f"a list of {sized(shape.low, shape.high)} {shape.many}"


@limits.register
def _(_: Structure) -> str:
    return "an object"


def class_description(cls: type[Value]) -> str:
    """Return the first line of a class's docstring; empty without a source or a docstring."""
    definition = _definition(cls)
    docstring = ast.get_docstring(definition) if definition else cls.__doc__
    return (docstring or "").partition("\n")[0].strip()


def field_descriptions(cls: type[Value]) -> dict[str, str]:
    """Return the docstrings under a class's fields, by field; empty without a source.

    What mentions Python's `CLEAR`, which no document contains, is left out.
    """
    definition = _definition(cls)
    if definition is None:
        return {}
    found: dict[str, str] = {}
    for field, text in pairwise(definition.body):
        match field, text:
            case (
                ast.AnnAssign(target=ast.Name(id=name)),
                ast.Expr(value=ast.Constant(value=str(docstring))),
            ):
                found[name] = _plain(docstring)
            case _:
                pass
    return found


def _definition(cls: type[Value]) -> ast.ClassDef | None:
    """Read a class's source, which an archive has too, and which -OO does not strip."""
    try:
        (definition,) = ast.parse(dedent(inspect.getsource(cls))).body
    except (OSError, TypeError):  # installed without sources
        return None
    return definition if isinstance(definition, ast.ClassDef) else None


def _plain(docstring: str) -> str:
    """Return a docstring's first paragraph without markup, with fields as the wire names them."""
    words = " ".join(docstring.partition("\n\n")[0].split())
    clauses = [clause for clause in words.split("; ") if "CLEAR" not in clause]
    text = _FIELD.sub(lambda found: wire_name(found[1]), "; ".join(clauses))
    return text.replace("`", "").removesuffix(".") + "."


_FIELD = re.compile("``([a-z0-9]+(?:_[a-z0-9]+)+)``")

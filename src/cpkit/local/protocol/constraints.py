r"""Check a value against a shape of the service model, every constraint and every violation.

Nothing about a particular member is written here: lengths, ranges, patterns, enumerations,
required members and types are read from the shape and compiled once into a function.

What the model leaves open, and what is assumed of it:

- A pattern matches the whole string, and `\w`, `\d` and `\s` mean ASCII, as in Java. A pattern
  that begins with `^` and does not end with `$` was written to match a beginning (that of a tag's
  ARN), so it does. A pattern that Python cannot compile is not checked.
- Lengths count Unicode code points.
- An unknown member is a violation.
- A number is an integer only when it is written as one, and a boolean is not a number.
"""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Any, TypeAlias, TypeGuard

from attrs import frozen
from botocore.model import ListShape, MapShape, StringShape, StructureShape

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from botocore.model import Shape

SECRET_MEMBERS = frozenset({"DefaultEncryptionKey", "DeadLetterQueueUrl", "Tags", "tags"})
"""Members whose values no message repeats."""

_LONGEST_ECHO = 64
_INTEGER_BITS = {"integer": 32, "long": 64}


@frozen
class Violation:
    """Which member breaks which constraint."""

    path: str
    """Where, in wire names: `RuleBasedMatching.MatchingRules[2].Rule[0]`."""
    constraint: str
    """What the member must do, worded as the service words it."""
    echo: str = ""
    """The value, when it is short and not secret."""

    def __str__(self) -> str:
        """Return the sentence that a response has about this violation."""
        value = f"Value '{self.echo}'" if self.echo else "Value"
        return f"{value} at '{self.path}' failed to satisfy constraint: {self.constraint}"


Check: TypeAlias = "Callable[[object, str, list[Violation]], None]"
"""Look at a value found at a path and append what is wrong with it."""

_Rule: TypeAlias = "tuple[Callable[[Any], object], str]"


def summarize(violations: Iterable[Violation]) -> str:
    """Return one message that names every violation."""
    sentences = [str(violation) for violation in violations]
    noun = "error" if len(sentences) == 1 else "errors"
    return f"{len(sentences)} validation {noun} detected: {'; '.join(sentences)}"


def compile_check(shape: Shape, *, secret: bool = False) -> Check:
    """Return a function that checks values of a shape.

    Args:
        shape: A shape of the service model.
        secret: Whether messages must not repeat the value or anything within it.

    Returns:
        A function that appends to the list it is given, and never raises.
    """
    secret = secret or bool(shape.metadata.get("sensitive"))
    match shape:
        case StructureShape():
            return _check_structure(shape, secret=secret)
        case ListShape():
            return _check_list(shape, secret=secret)
        case MapShape():
            return _check_map(shape, secret=secret)
        case _:
            return _check_scalar(shape, secret=secret)


def matcher(pattern: str) -> Callable[[str], object] | None:
    """Return a function that is true of the strings that a pattern of the service model allows.

    Example:
        >>> matches = matcher("^[a-z]+$")
        >>> bool(matches("abc")), bool(matches("abc" + chr(10)))
        (True, False)
    """
    is_beginning = pattern.startswith("^") and not pattern.endswith("$")
    try:
        compiled = re.compile(pattern.removeprefix("^").removesuffix("$"), re.ASCII)
    except re.error:
        return None
    return compiled.match if is_beginning else compiled.fullmatch


def is_mapping(value: object) -> TypeGuard[Mapping[str, object]]:
    """Return whether a value read from JSON is an object."""
    return isinstance(value, dict)


def is_list(value: object) -> TypeGuard[list[object]]:
    """Return whether a value read from JSON is an array."""
    return isinstance(value, list)


def _check_structure(shape: StructureShape, *, secret: bool) -> Check:
    checks = {
        name: compile_check(member, secret=secret or name in SECRET_MEMBERS)
        for name, member in shape.members.items()
    }
    required = tuple(shape.required_members)

    def check(value: object, path: str, found: list[Violation]) -> None:
        if not is_mapping(value):
            found.append(Violation(path, "Member must be a structure"))
            return
        prefix = f"{path}." if path else ""
        for name, member in value.items():
            if name in checks:
                checks[name](member, prefix + name, found)
            else:
                found.append(Violation(prefix + name, "Member must be known to the operation"))
        found.extend(
            Violation(prefix + name, "Member must not be null")
            for name in required
            if name not in value
        )

    return check


def _check_list(shape: ListShape, *, secret: bool) -> Check:
    check_item = compile_check(shape.member, secret=secret)
    sizes = _size_rules(shape)

    def check(value: object, path: str, found: list[Violation]) -> None:
        if not is_list(value):
            found.append(Violation(path, "Member must be a list"))
            return
        _apply(sizes, value, path, found)
        for index, item in enumerate(value):
            check_item(item, f"{path}[{index}]", found)

    return check


def _check_map(shape: MapShape, *, secret: bool) -> Check:
    key_rules = _string_rules(shape.key)
    check_value = compile_check(shape.value, secret=secret)
    sizes = _size_rules(shape)

    def check(value: object, path: str, found: list[Violation]) -> None:
        if not is_mapping(value):
            found.append(Violation(path, "Member must be a map"))
            return
        _apply(sizes, value, path, found)
        for key, item in value.items():
            place = f'{path}["{key}"]'
            found.extend(
                Violation(place, constraint.replace("Member", "Map key"))
                for is_met, constraint in key_rules
                if not is_met(key)
            )
            check_value(item, place, found)

    return check


def _check_scalar(shape: Shape, *, secret: bool) -> Check:
    is_type, type_constraint = _type_rule(shape)
    rules = _string_rules(shape) if isinstance(shape, StringShape) else _range_rules(shape)

    def check(value: object, path: str, found: list[Violation]) -> None:
        if not is_type(value):
            found.append(Violation(path, type_constraint))
            return
        echo = "" if secret else str(value)
        _apply(rules, value, path, found, echo if len(echo) <= _LONGEST_ECHO else "")

    return check


def _apply(
    rules: tuple[_Rule, ...], value: object, path: str, found: list[Violation], echo: str = ""
) -> None:
    found.extend(
        Violation(path, constraint, echo) for is_met, constraint in rules if not is_met(value)
    )


def _type_rule(shape: Shape) -> _Rule:
    match shape.type_name:
        case "string":
            return lambda value: isinstance(value, str), "Member must be a string"
        case "boolean":
            return lambda value: isinstance(value, bool), "Member must be a boolean"
        case "integer" | "long" as name:
            limit = 1 << _INTEGER_BITS[name] - 1
            constraint = f"Member must be an integer of {_INTEGER_BITS[name]} bits"
            return lambda value: type(value) is int and -limit <= value < limit, constraint
        case _:
            return _is_finite, "Member must be a finite number"


def _is_finite(value: object) -> bool:
    return type(value) is int or (type(value) is float and math.isfinite(value))


def _size_rules(shape: Shape) -> tuple[_Rule, ...]:
    rules: list[_Rule] = []
    if (least := shape.metadata.get("min")) is not None:
        text = f"Member must have length greater than or equal to {least}"
        rules.append((lambda value: len(value) >= least, text))
    if (most := shape.metadata.get("max")) is not None:
        text = f"Member must have length less than or equal to {most}"
        rules.append((lambda value: len(value) <= most, text))
    return tuple(rules)


def _string_rules(shape: Shape) -> tuple[_Rule, ...]:
    rules = list(_size_rules(shape))
    if pattern := shape.metadata.get("pattern"):
        matches = matcher(pattern)
        if matches is not None:
            text = f"Member must satisfy regular expression pattern: {pattern}"
            rules.append((matches, text))
    if allowed := shape.metadata.get("enum"):
        text = f"Member must satisfy enum value set: [{', '.join(allowed)}]"
        rules.append((frozenset(allowed).__contains__, text))
    return tuple(rules)


def _range_rules(shape: Shape) -> tuple[_Rule, ...]:
    rules: list[_Rule] = []
    if (least := shape.metadata.get("min")) is not None:
        text = f"Member must have value greater than or equal to {least}"
        rules.append((lambda value: value >= least, text))
    if (most := shape.metadata.get("max")) is not None:
        text = f"Member must have value less than or equal to {most}"
        rules.append((lambda value: value <= most, text))
    return tuple(rules)

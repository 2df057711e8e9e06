"""Completion of literal strings in a live kernel, such as the names in ``MatchingRule(["``.

IPython completes names and members by itself, and nothing inside of a string. What may stand there
is in the annotations: whatever is typed as a `Literal` is offered.
"""

import re
from collections.abc import Iterator, Mapping
from inspect import Parameter, signature
from typing import Any, Literal, NamedTuple, get_args, get_origin

__all__ = ["literals_at", "load_ipython_extension"]


class _Completion(NamedTuple):
    """A text that is offered, as IPython's matchers return it."""

    text: str
    type: str


def load_ipython_extension(shell: Any) -> None:
    """Offer literals inside of strings from now on; ``%load_ext cpkit`` calls it.

    Args:
        shell: The running IPython.
    """

    def cpkit_matcher(context: Any) -> dict[str, Any]:
        """Return what fits to what stands before the cursor, in place of names of files."""
        *lines, line = context.full_text.split("\n")[: context.cursor_line + 1]
        before = "\n".join([*lines, line[: context.cursor_position]])
        fitting = [
            _Completion(text, "literal")
            for text in literals_at(before, shell.user_ns)
            if text.startswith(context.token)
        ]
        return {"completions": fitting, "suppress": bool(fitting)}

    matcher: Any = cpkit_matcher
    matcher.matcher_api_version = 2
    matcher.matcher_identifier = "cpkit"
    shell.Completer.custom_matchers.append(matcher)


def literals_at(before: str, names: dict[str, Any]) -> list[str]:
    """Return the strings that an argument may contain, where a string has been begun.

    Args:
        before: The code up to the cursor.
        names: What names stand for.
    """
    begun = re.search(r"""["'][\w.-]*$""", _without(_STRING, before))
    if not begun:
        return []
    code = _without(_BRACKETS, _without(_STRING, before)[: begun.start()])
    calls = list(_CALL.finditer(code))
    if not calls:
        return []
    call = calls[-1]
    parameters = _parameters(call["called"], names)
    arguments = re.split(r"[\[{(]", code[call.end() :])[0].split(",")
    name, is_keyword, _ = arguments[-1].partition("=")
    places = [key for key, each in parameters.items() if each.kind is not each.KEYWORD_ONLY]
    by_place = [*places, *arguments][len(arguments) - 1]
    parameter = parameters.get(name.strip() if is_keyword else by_place)
    return list(_literals(parameter and parameter.annotation))


_STRING = re.compile(r"""(["'])(?:(?!\1)[^\\\n]|\\.)*\1""")
_BRACKETS = re.compile(r"\([^()\[\]{}]*\)|\[[^()\[\]{}]*\]|\{[^()\[\]{}]*\}")
_CALL = re.compile(r"(?<![\w.])(?P<called>[A-Za-z_][\w.]*)\(")
"""A call that is open, in a text without whole strings and without whole brackets."""


def _without(pattern: re.Pattern[str], text: str) -> str:
    """Return a text in which whatever matches is one letter, from the inside to the outside."""
    replaced = 1
    while replaced:
        text, replaced = pattern.subn("_", text)
    return text


def _parameters(called: str, names: dict[str, Any]) -> Mapping[str, Parameter]:
    """Return the parameters of what a dotted name stands for, if that is cpkit's.

    No attribute of what is not is read: that may run code.
    """
    first, *others = called.split(".")
    found = names.get(first)
    for other in others:
        found = getattr(found, other, None) if _is_ours(found) else None
    try:
        return signature(found).parameters if callable(found) and _is_ours(found) else {}
    except ValueError:  # what has no signature in this Python, such as a NewType
        return {}


def _is_ours(value: Any) -> bool:
    module = getattr(value, "__module__", None) or getattr(value, "__name__", "")
    return str(module).partition(".")[0] == "cpkit"


def _literals(annotation: Any) -> Iterator[str]:
    """Yield the literals in an annotation, however deep."""
    if get_origin(annotation) is Literal:
        yield from get_args(annotation)
        return
    for part in get_args(annotation):
        yield from _literals(part)

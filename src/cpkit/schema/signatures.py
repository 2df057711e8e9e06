"""What an error says of a call whose arguments do not fit the signature: what to write instead.

Python's own error repeats the name that is wrong. It is replaced after the fact alone: a call that
fits costs one function more.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from inspect import Parameter, isfunction, signature
from typing import Any, TypeVar, cast

from cpkit.errors import shown_briefly
from cpkit.schema.suggestions import did_you_mean

__all__ = ["explained", "explained_methods", "unknown_name"]

_Function = TypeVar("_Function", bound=Callable[..., Any])
_Class = TypeVar("_Class", bound=type[Any])


def _no_advice(_name: str) -> str:
    return ""


def explained(
    function: _Function, advice_on: Callable[[str], str] = _no_advice, *, is_method: bool = False
) -> _Function:
    """Return a function whose `TypeError` for arguments that do not fit says what to write.

    Args:
        function: What is called.
        advice_on: Returns what to write for an unknown name, or an empty string to let the names
            of the parameters be compared with it.
        is_method: Whether its first parameter is not the caller's to give.
    """

    @wraps(function)
    def call(*args: Any, **kwargs: Any) -> Any:
        try:
            return function(*args, **kwargs)
        except TypeError:
            text = _misfit(function, args[is_method:], kwargs, advice_on, is_method=is_method)
            if text:
                raise shown_briefly(TypeError(text)) from None
            raise

    return cast("_Function", call)


def explained_methods(cls: _Class) -> _Class:
    """Return a class after its constructor and its public methods have been `explained`."""
    for name, function in list(vars(cls).items()):
        if isfunction(function) and (name == "__init__" or not name.startswith("_")):
            setattr(cls, name, explained(function, is_method=True))
    return cls


def unknown_name(name: str, known: Sequence[str], advice: str = "") -> str:
    """Return the end of a sentence: what to write in place of an unknown name.

    Args:
        name: The unknown name; it may be written as the service writes it.
        known: The names that there are.
        advice: What is known to help; without it, the names are compared.
    """
    if advice:
        return f"; {advice}."
    suggestion = did_you_mean(name, known)
    return f"; expected {_listed(known)}." if suggestion == "." else suggestion


def _misfit(
    function: Callable[..., Any],
    args: Sequence[Any],
    kwargs: Mapping[str, Any],
    advice_on: Callable[[str], str],
    *,
    is_method: bool,
) -> str:
    """Return what is wrong with the arguments; nothing where Python says it as well."""
    parameters = list(signature(function).parameters.values())[is_method:]
    names = [parameter.name for parameter in parameters]
    called = function.__qualname__.removesuffix(".__init__")
    for name in kwargs:
        if name not in names:
            advice = unknown_name(name, names, advice_on(name))
            return f"{called}() got an unexpected keyword argument {name!r}{advice}"
    most = sum(parameter.kind is not Parameter.KEYWORD_ONLY for parameter in parameters)
    if len(args) > most:
        free = [name for name in names if name not in kwargs][: len(args)]
        given = f"takes {most or 'no'} positional argument{'s' * (most != 1)}, not {len(args)}"
        return f"{called}() {given}; write {_written(called, free)}."
    missing = [
        parameter.name
        for parameter in parameters[len(args) :]
        if parameter.default is Parameter.empty and parameter.name not in kwargs
    ]
    if missing:
        given = f"is missing {len(missing)} required argument{'s' * (len(missing) != 1)}"
        return f"{called}() {given}; write {_written(called, missing)}."
    return ""


def _written(called: str, names: Sequence[str]) -> str:
    return f"{called.rpartition('.')[2]}({', '.join(f'{name}=...' for name in names)})"


def _listed(names: Sequence[str]) -> str:
    return f"one of {', '.join(names)}" if len(names) > 1 else "".join(names) or "none"

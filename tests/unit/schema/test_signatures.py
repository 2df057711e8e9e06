"""What an error says of a call whose arguments do not fit."""

from __future__ import annotations

import inspect
import pickle
from typing import Any

import pytest

import cpkit
from cpkit import documents, policies, preview
from cpkit.schema.signatures import explained, explained_methods, unknown_name


def read(name: str, *, page_size: int = 10) -> str:
    """Return what is given; a name that is no string is a mistake of the function's own."""
    return name + str(page_size)


@explained_methods
class Reader:
    """A class with methods that are called and others that are not."""

    def __init__(self, *, region: str = "") -> None:
        """Take a region."""
        self.region = region

    def read(self, name: str) -> str:
        """Return a name after the region."""
        return self.region + name

    def close(self) -> None:
        """Take nothing."""

    def _hidden(self, name: str) -> str:
        return name


CALLER: Any = explained(read)
READER: Any = Reader


@pytest.mark.parametrize(
    ("args", "kwargs", "text"),
    [
        (
            ("shop",),
            {"page_sise": 3},
            "read() got an unexpected keyword argument 'page_sise'; did you mean 'page_size'?",
        ),
        (
            ("shop",),
            {"other": 3},
            "read() got an unexpected keyword argument 'other'; expected one of name, page_size.",
        ),
        (
            ("shop", 3),
            {},
            "read() takes 1 positional argument, not 2; write read(name=..., page_size=...).",
        ),
        ((), {}, "read() is missing 1 required argument; write read(name=...)."),
        (("shop",), {"name": "shop"}, "read() got multiple values for argument 'name'"),
        ((3,), {}, "unsupported operand type(s) for +: 'int' and 'str'"),
    ],
)
def test_call_when_it_fails_then_the_error_says_what_to_write(
    args: tuple[Any, ...], kwargs: dict[str, Any], text: str
) -> None:
    """What does not fit the signature is explained, and all else is as Python says it."""
    with pytest.raises(TypeError) as caught:
        CALLER(*args, **kwargs)

    assert text == str(caught.value)


def test_call_when_it_fits_then_it_is_the_function_s() -> None:
    """Nothing is different, not even what an editor shows of it."""
    assert "shop3" == CALLER("shop", page_size=3)
    assert inspect.signature(read) == inspect.signature(CALLER)


def test_class_when_explained_then_its_constructor_and_public_methods_are() -> None:
    """What begins with an underscore is not for people to call."""
    texts: list[str] = []
    reader = READER()
    for call in (READER, reader.read, reader.close, reader._hidden):
        with pytest.raises(TypeError) as caught:
            call("shop", "", regio="eu")
        texts.append(str(caught.value))

    assert [
        "Reader() got an unexpected keyword argument 'regio'; did you mean 'region'?",
        "Reader.read() got an unexpected keyword argument 'regio'; expected name.",
        "Reader.close() got an unexpected keyword argument 'regio'; expected none.",
        "Reader._hidden() got an unexpected keyword argument 'regio'",
    ] == texts


def test_public_functions_when_a_keyword_is_misspelt_then_the_error_says_what_to_write() -> None:
    """Nothing that takes an option leaves anybody alone with its name."""
    functions: list[Any] = [
        getattr(module, name)
        for module in (cpkit, documents, policies, preview)
        for name in module.__all__
        if inspect.isfunction(getattr(module, name))
    ]
    functions += [
        method
        for cls in (cpkit.ApplyResult, cpkit.Plan, preview.Comparison, preview.Preview)
        for name, method in vars(cls).items()
        if inspect.isfunction(method) and not name.startswith("_")
    ]
    with_options = [function for function in functions if "*, " in str(inspect.signature(function))]

    left_alone: list[str] = []
    for function in with_options:
        with pytest.raises(TypeError) as caught:
            function(no_such=1)
        if "; " not in str(caught.value):
            left_alone.append(function.__qualname__)
    assert [] == left_alone
    assert 15 < len(with_options)


def test_error_when_a_notebook_shows_it_then_as_those_of_cpkit() -> None:
    """Of the frames, the caller's own is enough; and the error still pickles."""
    with pytest.raises(TypeError) as caught:
        CALLER(nam="shop")

    errors: list[Any] = [caught.value, pickle.loads(pickle.dumps(caught.value))]
    for error in errors:
        *_, message, _all_frames = error._render_traceback_()
        assert (
            "TypeError: read() got an unexpected keyword argument 'nam'; did you mean 'name'?"
        ) == message


def test_unknown_name_when_there_is_advice_then_that_is_said() -> None:
    """Whoever knows better is believed."""
    assert "; write a=B(nam=...)." == unknown_name("nam", ["name"], "write a=B(nam=...)")

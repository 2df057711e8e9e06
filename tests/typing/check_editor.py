"""What an editor shows and completes: pyright's language server is asked, as an editor does."""

from __future__ import annotations

import inspect
import json
import subprocess
from enum import Enum
from typing import TYPE_CHECKING, Any, NamedTuple, get_overloads

import attrs
import pytest

import cpkit
from cpkit import documents, errors, local, policies, results

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MODULES = {
    "cpkit": cpkit,
    "cpkit.documents": documents,
    "cpkit.errors": errors,
    "cpkit.local": local,
    "cpkit.policies": policies,
    "cpkit.results": results,
}
SAY_ENOUGH = {"cpkit.DayOfTheWeek"}
"""Classes whose members' names need no word beside them."""


START = [
    "from typing import Any, TypeVar",
    *(f"import {name}" for name in MODULES),
    "T = TypeVar('T')",
    "X: Any = None",
    "def of(cls: type[T]) -> T: ...",
]
"""What the lines need that use a name."""


class Use(NamedTuple):
    """One line of the file, and the name in it that is asked about."""

    line: str
    name: str


def uses() -> Iterator[Use]:
    """Use each public class, field, method, function and parameter once."""
    for module_name, module in MODULES.items():
        for name in module.__all__:
            thing, path = getattr(module, name), f"{module_name}.{name}"
            yield Use(path, name)
            if inspect.isclass(thing):
                yield from _uses_of_class(thing, path)
            elif inspect.isfunction(thing):
                yield from _uses_of_parameters(thing, path)


def _uses_of_class(cls: type[Any], path: str) -> Iterator[Use]:
    if issubclass(cls, Enum):
        members = [] if path in SAY_ENOUGH else list(cls.__members__)
        yield from (Use(f"{path}.{name}", name) for name in members)
        return
    fields = attrs.fields(cls) if attrs.has(cls) else ()
    annotated = {name for base in cls.__mro__ for name in _own(base, "__annotations__")}
    for name in sorted({*annotated, *(field.name for field in fields)}):
        if not name.startswith("_") and name != "IS_DOCUMENT":
            yield Use(f"of({path}).{name}", name)
    yield from (Use(f"{path}({field.alias}=X)", field.alias) for field in fields if field.init)
    if not fields:
        yield from _uses_of_parameters(cls.__init__, path)
    for name in dir(cls):
        # Methods of Exception, str and the like are not ours to describe.
        ours = any(name in vars(base) and "cpkit" in base.__module__ for base in cls.__mro__)
        method = inspect.getattr_static(cls, name)
        if ours and not name.startswith("_") and name not in NOT_PUBLIC:
            if isinstance(method, property):
                yield Use(f"of({path}).{name}", name)
            elif inspect.isfunction(method):
                yield Use(f"of({path}).{name}", name)
                yield from _uses_of_parameters(method, f"of({path}).{name}")


NOT_PUBLIC = {"lint", "deliver", "filled", "from_shorthand", "collect_problems"}
"""What the layers of cpkit call, and users do not."""


def _own(base: type[Any], name: str) -> dict[str, Any]:
    found: dict[str, Any] = vars(base).get(name, {}) if "cpkit" in base.__module__ else {}
    return found


def _uses_of_parameters(function: Any, path: str) -> Iterator[Use]:
    """Name each parameter in a call, but where editors know no words for any.

    They lose them behind a decorator, and where each of several overloads takes one value.
    """
    is_plain = inspect.isfunction(function) and not hasattr(function, "__wrapped__")
    if not is_plain or function is cpkit.to_wire:
        return
    for one in get_overloads(function) or [function]:
        for name, parameter in inspect.signature(one).parameters.items():
            if name != "self" and parameter.kind not in {
                parameter.VAR_POSITIONAL,
                parameter.VAR_KEYWORD,
            }:
                yield Use(f"{path}({name}=X)", name)


class LanguageServer:
    """Talk to a language server over its standard streams."""

    def __init__(self, process: subprocess.Popen[bytes], folder: Path) -> None:
        """Open a folder, as an editor does."""
        assert process.stdin is not None
        assert process.stdout is not None
        self._to, self._from = process.stdin, process.stdout
        self._count = 0
        plain = {"hover": {"contentFormat": ["plaintext"]}}
        self.ask(
            "initialize",
            processId=None,
            rootUri=folder.as_uri(),
            workspaceFolders=[{"uri": folder.as_uri(), "name": "hover"}],
            capabilities={"textDocument": plain},
        )
        self.tell("initialized")

    def open(self, path: Path, text: str) -> str:
        """Show a text as if it stood in a file, and give the file's name for requests."""
        uri = path.as_uri()
        document = {"uri": uri, "languageId": "python", "version": 1, "text": text}
        self.tell("textDocument/didOpen", textDocument=document)
        return uri

    def tell(self, method: str, **parameters: Any) -> None:
        """Send what has no answer."""
        self._send({"method": method, "params": parameters})

    def ask(self, method: str, **parameters: Any) -> Any:
        """Send a request and wait for its answer; what the server asks meanwhile is refused."""
        self._count += 1
        self._send({"id": self._count, "method": method, "params": parameters})
        while True:
            message = self._read()
            if "method" not in message and message.get("id") == self._count:
                return message["result"]
            if "method" in message and "id" in message:
                self._send({"id": message["id"], "result": None})

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self._to.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self._to.flush()

    def _read(self) -> dict[str, Any]:
        length = 0
        while line := self._from.readline().strip():
            name, _, value = line.partition(b":")
            length = int(value) if name.lower() == b"content-length" else length
        message: dict[str, Any] = json.loads(self._from.read(length))
        return message


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder that is open in the editor."""
    return tmp_path_factory.mktemp("editor")


@pytest.fixture(scope="module")
def server(folder: Path) -> Iterator[LanguageServer]:
    """Start pyright's language server, and end it."""
    with subprocess.Popen(
        ["pyright-langserver", "--stdio"],  # noqa: S607 - that of the environment
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as process:
        try:
            yield LanguageServer(process, folder)
        finally:
            process.kill()


def test_name_when_hovered_then_an_editor_shows_what_it_is(
    server: LanguageServer, folder: Path
) -> None:
    """Each class, field, function and parameter comes with its words, not with its type alone."""
    all_uses = list(uses())
    lines = [*START, *(use.line for use in all_uses)]
    uri = server.open(folder / "uses.py", "\n".join(lines))

    silent: list[str] = []
    for number, use in enumerate(all_uses, len(START)):
        place = {"line": number, "character": use.line.rindex(use.name) + 1}
        shown = server.ask("textDocument/hover", textDocument={"uri": uri}, position=place)
        text = shown["contents"]["value"] if shown else ""
        _, _, words = text.partition("\n\n")
        if not words.strip():
            silent.append(use.line)

    assert len(all_uses) > len(cpkit.__all__)
    assert [] == silent


@pytest.mark.parametrize(
    ("code", "literals"),
    [
        ('cpkit.JobSchedule(day_of_the_week="', list(cpkit.DayOfTheWeek)),
        ('cpkit.ConflictResolution(conflict_resolving_model="', ["RECENCY", "SOURCE"]),
        ('of(cpkit.CustomerProfiles).apply(X, accept={"', list(cpkit.Risk)),
        (
            'of(cpkit.CustomerProfiles).get_similar_profiles(match_type="',
            list(cpkit.results.MatchType),
        ),
        ('cpkit.documents.loads(X, format="', ["json", "yaml"]),
    ],
)
def test_literal_when_begun_then_an_editor_completes_it(
    server: LanguageServer, folder: Path, code: str, literals: list[str]
) -> None:
    """Nobody needs to look up what an argument takes."""
    closing = '"})' if "{" in code else '")'
    uri = server.open(
        folder / f"{''.join(filter(str.isalpha, code))}.py", "\n".join([*START, f"{code}{closing}"])
    )

    place = {"line": len(START), "character": len(code)}
    offered = server.ask("textDocument/completion", textDocument={"uri": uri}, position=place)

    texts = [item["label"].strip('"') for item in offered["items"] if item["label"][0] == '"']
    assert sorted(literals) == sorted(texts)

"""What is offered inside of a string in a live kernel; `tests/notebooks` asks a real one."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, get_args

import pytest

import cpkit
from cpkit.display.completion import literals_at, load_ipython_extension
from cpkit.local import LocalService

NAMES: dict[str, Any] = {
    "cpkit": cpkit,
    "documents": cpkit.documents,
    "profiles": cpkit.CustomerProfiles(LocalService().client()),
    "print": print,
    "text": "a text",
    **{name: getattr(cpkit, name) for name in cpkit.__all__},
}
ATTRIBUTES = list(get_args(cpkit.RuleAttribute))
MODELS = [str(model) for model in cpkit.AttributeMatchingModel]


@pytest.mark.parametrize(
    "before",
    [
        'MatchingRule(["',
        "MatchingRule(['Em",
        'MatchingRule(rule=["LastName", "Address.',
        'cpkit.MatchingRule(("',
        'RuleBasedMatching(\n    enabled=True,\n    matching_rules=[["LastName"], ["',
        'rules = [MatchingRule(["BirthDate"]), MatchingRule(["',
        'RuleBasedMatching(enabled=True, matching_rules=[MatchingRule(["a)"]), ("',
    ],
)
def test_literals_when_a_rule_has_been_begun_then_every_attribute(before: str) -> None:
    """A name that nobody remembers is offered wherever a rule may be written."""
    assert ATTRIBUTES == literals_at(before, NAMES)


@pytest.mark.parametrize(
    ("before", "literals"),
    [
        ('AttributeTypesSelector(attribute_matching_model="', MODELS),
        ('profiles.apply(plan, accept={"enable-', [str(risk) for risk in cpkit.Risk]),
        ('documents.loads("{}", format="', ["json", "yaml"]),
    ],
)
def test_literals_when_an_argument_takes_some_then_those(before: str, literals: list[str]) -> None:
    """Enumerations, risks and formats are offered as attributes are."""
    assert sorted(literals) == sorted(literals_at(before, NAMES))


@pytest.mark.parametrize(
    "before",
    [
        "",
        "MatchingRule([",
        'MatchingRule(["LastName"',
        'MatchingRule("LastName", "',
        'DomainSettings(domain_name="',
        'DomainSettings(no_such_field="',
        '[["',
        'print("',
        'text.strip("',
        'cpkit.no_such_name("',
        'no_such_name("',
        'cpkit.CLEAR("',
    ],
)
def test_literals_when_none_can_be_known_then_nothing(before: str) -> None:
    """IPython goes on with what it offers itself."""
    assert [] == literals_at(before, NAMES)


class _Foreign:
    """An object of somebody else's, such as a data frame."""

    read = False

    @property
    def column(self) -> object:
        """Read something that may take long."""
        self.read = True
        return print


def test_literals_when_the_object_is_not_ours_then_its_attributes_are_not_read() -> None:
    """Pressing Tab runs nobody's code."""
    foreign = _Foreign()

    assert [] == literals_at('foreign.column("', {"foreign": foreign})
    assert not foreign.read


@pytest.mark.parametrize(
    ("column", "token", "offered"),
    [
        (16, "Em", ["EmailAddress"]),
        (14, "", ATTRIBUTES),
        (3, "Mat", []),
    ],
)
def test_extension_when_loaded_then_offers_what_fits(
    column: int, token: str, offered: list[str]
) -> None:
    """What is behind the cursor does not count; where nothing fits, others offer theirs."""
    shell = SimpleNamespace(Completer=SimpleNamespace(custom_matchers=[]), user_ns=NAMES)
    load_ipython_extension(shell)
    (matcher,) = shell.Completer.custom_matchers
    code = 'import cpkit\nMatchingRule(["Em"])\nprint("'

    found = matcher(
        SimpleNamespace(full_text=code, cursor_line=1, cursor_position=column + 1, token=token)
    )

    assert offered == [completion.text for completion in found["completions"]]
    assert bool(offered) == found["suppress"]


def test_extension_when_ipython_asks_then_it_is_in_the_package() -> None:
    """`%load_ext cpkit` finds it."""
    found = getattr(cpkit, "load_ipython_extension")  # noqa: B009 - not public

    assert load_ipython_extension is found


def test_literals_when_anything_public_is_called_then_its_annotations_are_read() -> None:
    """No annotation names what is not there at run time."""
    called = [name for name in cpkit.__all__ if callable(getattr(cpkit, name))]
    called += [f"profiles.{name}" for name in dir(NAMES["profiles"])]
    called += [f"documents.{name}" for name in cpkit.documents.__all__]

    offered = [name for name in called if literals_at(f'{name}("', NAMES)]

    assert ["MatchingRule"] == offered

"""The pictures of the documentation show what the command printed in a terminal."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.support.documentation_pages import ROOT
from tests.support.pictures import terminal_picture

if TYPE_CHECKING:
    from tests.support.golden import Golden

STATIC = ROOT / "docs" / "_static"
SESSIONS = Path(__file__).parents[1] / "integration" / "golden" / "command.80.ansi"
COMMAND = re.compile(r"^(?=\$ )", re.MULTILINE)

PICTURES = {
    "check": ("cpkit check finds a misspelt attribute.", ["cpkit check domains"]),
    "preview": (
        "cpkit preview shows what rules would merge.",
        ["cpkit preview domains/shop.yaml profiles.csv"],
    ),
    "plan": ("cpkit plan shows what a file would change.", ["cpkit plan domains"]),
    "apply": (
        "cpkit apply rejects a risk until it is accepted.",
        ["cpkit apply domains --yes"],
    ),
    "first-look": (
        "cpkit preview shows what rules would merge; cpkit plan shows what would change.",
        ["cpkit preview domains/shop.yaml profiles.csv", "cpkit plan domains"],
    ),
}
"""For each picture what it shows, and the commands in it."""


def sessions() -> dict[str, str]:
    """Return what each command showed, the command included."""
    parts = COMMAND.split(SESSIONS.read_text("utf-8"))[1:]
    return {part.partition("\n")[0].removeprefix("$ "): part for part in parts}


@pytest.mark.parametrize("name", PICTURES)
def test_picture_when_drawn_anew_then_the_same(name: str, golden: Golden) -> None:
    """Nobody draws them by hand."""
    title, commands = PICTURES[name]
    text = "\n".join(sessions()[command] for command in commands)
    actual = terminal_picture(title, text, columns=80)

    assert golden.file(STATIC / f"terminal-{name}.svg", actual) == actual

"""What wrong usage says."""

from __future__ import annotations

import click
import pytest

from cpkit.cli.command_line import command, output_option, seconds_option, usage_text


@command("greet", examples=["cpkit greet", "cpkit greet --output json"])
@output_option("text", "json")
def greet(output: str) -> None:
    """Greet in a format."""
    click.echo(output)


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["--outptu", "json"], "cpkit greet: no such option --outptu; did you mean --output?"),
        (
            ["--output", "xml"],
            (
                "cpkit greet: invalid value for '--output': 'xml' is not one of 'text', 'json'; "
                "see cpkit greet -h."
            ),
        ),
        (["extra"], "cpkit greet: got unexpected extra argument (extra); see cpkit greet -h."),
    ],
)
def test_usage_when_it_is_wrong_then_a_line(arguments: list[str], expected: str) -> None:
    """Lower case, no full stop before the hint."""
    with pytest.raises(click.UsageError) as caught:
        greet.main(arguments, prog_name="cpkit greet", standalone_mode=False)

    assert expected == usage_text(caught.value)


def test_usage_when_there_is_no_context_then_the_program_is_named() -> None:
    """A parser that knows no command."""
    assert "cpkit: odd; see cpkit -h." == usage_text(click.UsageError("Odd."))


def test_no_color_when_given_then_nothing_is_coloured(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not even on a terminal."""
    seen: list[bool | None] = []

    @command("look", examples=[])
    def look() -> None:
        """See whether colour is wanted."""
        seen.append(click.get_current_context().color)

    monkeypatch.delenv("NO_COLOR", raising=False)
    for arguments in ([], ["--no-color"]):
        look.main(arguments, prog_name="cpkit look", standalone_mode=False)

    assert [None, False] == seen


@pytest.mark.parametrize("given", ["nan", "inf", "-inf", "0"])
def test_seconds_when_they_are_not_finite_or_none_then_wrong_usage(given: str) -> None:
    """Nothing can wait so long, or for no number."""
    waited: list[float] = []

    @command("look", examples=[])
    @seconds_option("--after", help="When to look.")
    def look(*, after: float) -> None:
        """See how long to wait."""
        waited.append(after)

    with pytest.raises(click.BadParameter):
        look.main(["--after", given], standalone_mode=False)
    look.main(["--after", "2.5"], standalone_mode=False)

    assert [2.5] == waited

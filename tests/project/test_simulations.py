"""The figures in the page about retries are those that its simulation gives.

All of it takes minutes. What is checked here is what depends on this repository alone, and what a
law says of the rest: another version of botocore may wait for other times.
"""

from pathlib import Path

import pytest
import tables
from scenarios import crowd, outage
from strategies import BOTO3_MODES, OURS, STRATEGIES

from tests.support.thorough import thorough, times

PAGE = Path(__file__).parents[2] / "docs" / "explanation" / "retries.md"
pytestmark = thorough

FEW = (1, 3, 10, 30)[: times(3, 4)]
"""How many clients are simulated here."""
ATTEMPTS = {"boto3, legacy": 5, "boto3, standard": 3, "boto3, adaptive": 3}


@pytest.fixture(scope="module")
def page() -> str:
    """Read the page."""
    return PAGE.read_text(encoding="utf-8")


def test_endless_when_counted_again_then_the_table_is_that_of_the_page(page: str) -> None:
    """What one call sends is the product of its layers."""
    assert tables.endless_table() == tables.between(page, "endless")


@pytest.mark.parametrize("strategy", OURS)
def test_crowd_when_simulated_again_then_the_figures_are_those_of_the_page(
    page: str, strategy: str
) -> None:
    """Every figure of cpkit for some clients stands in the page as it comes out."""
    for clients in FEW:
        found = crowd(strategy, clients)
        for name, figure in tables.FIGURES.items():
            headings, *_ = (table := tables.cells(page, name)).values()
            assert (name, figure(found)) == (
                name,
                table[strategy][headings.index(f"{clients:,}")],
            )


@pytest.mark.parametrize("mode", BOTO3_MODES)
def test_crowd_when_boto3_calls_then_it_sends_as_much_as_its_mode_allows(
    page: str, mode: str
) -> None:
    """The clients of the simulation have botocore's own retries, in the mode that is said."""
    found = crowd(f"boto3, {mode}", FEW[-1])
    most = ATTEMPTS[f"boto3, {mode}"]

    assert found.clients < found.requests <= most * found.clients
    assert set(STRATEGIES) == set(tables.cells(page, "requests")) - {"clients"}


def test_outage_when_simulated_again_then_the_figures_are_those_of_the_page(page: str) -> None:
    """What cpkit and the legacy mode send in an outage is in the page."""
    table = tables.cells(page, "outage")

    for strategy in ("cpkit", "boto3, legacy"):
        assert table[strategy] == tables.outage_figures(outage(strategy, tables.CALLS))


def test_outage_when_there_are_200_calls_then_the_later_ones_cost_less_than_1_5_requests() -> None:
    """An outage is not multiplied: the budget is there for the first calls."""
    requests = outage("cpkit", tables.CALLS)

    assert 1.5 >= (requests[-1] - requests[tables.BEFORE - 1]) / (tables.CALLS - tables.BEFORE)


def test_crowd_when_run_twice_then_it_is_the_same() -> None:
    """Nothing but the seed decides, whoever has drawn from chance before."""
    assert crowd("boto3, standard", 10) == crowd("boto3, standard", 10)

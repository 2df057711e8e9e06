"""Plans of many files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from cpkit import DomainSettings
from cpkit.cli.file_plans import make_plans, print_plans
from cpkit.cli.settings_files import SettingsFile

if TYPE_CHECKING:
    import pytest

    from cpkit import CustomerProfiles


def test_plans_when_they_are_markdown_then_what_follows_a_table_is_no_row_of_it(
    profiles: CustomerProfiles, capsys: pytest.CaptureFixture[str]
) -> None:
    """A table ends at an empty line."""
    shop = DomainSettings(domain_name="shop", default_expiration_days=366)
    profiles.create_domain(shop)
    files = [
        SettingsFile(
            Path(f"{name}.yaml"),
            DomainSettings(domain_name=name, default_expiration_days=366),
            None,
        )
        for name in ("shop", "store", "stall")
    ]

    print_plans(make_plans(profiles, files), "markdown", reveal=False)

    blocks = capsys.readouterr().out.split("\n\n")
    assert [2, "1 domain is as its file declares.\n"] == [
        sum(block.startswith("### ") for block in blocks),
        blocks[-1],
    ]


def test_plans_when_made_then_failures_are_reported_and_the_rest_is_there(
    profiles: CustomerProfiles, capsys: pytest.CaptureFixture[str]
) -> None:
    """Domains that are as declared are counted, not listed."""
    shop = DomainSettings(domain_name="shop", default_expiration_days=366)
    profiles.create_domain(shop)
    twin = DomainSettings(domain_name="twin", default_expiration_days=366)
    profiles.create_domain(twin)
    files = [
        SettingsFile(Path("a.yaml"), shop, None),
        SettingsFile(Path("b.yaml"), None, "it is broken."),
        SettingsFile(Path("c.yaml"), DomainSettings(domain_name="new"), None),
        SettingsFile(Path("d.yaml"), twin, None),
    ]

    plans = make_plans(profiles, files)
    print_plans(plans, "text", reveal=False)

    printed = capsys.readouterr()
    assert (True, 2, ()) == (plans.has_failed, len(plans.made), plans.changing)
    assert "2 domains are as their files declare.\n" == printed.out
    assert ["b.yaml: it is broken.", "c.yaml: DefaultExpirationDays"] == [
        line[: len("c.yaml: DefaultExpirationDays")] for line in printed.err.splitlines()
    ]

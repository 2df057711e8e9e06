"""In a project of its own, pytest finds cpkit's fixtures, and whoever ignores them pays nothing."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import cpkit

if TYPE_CHECKING:
    from collections.abc import Callable

    Run = Callable[..., subprocess.CompletedProcess[str]]

CONFTEST = """\
import time
import pytest

@pytest.fixture(autouse=True)
def _awake(monkeypatch):
    def refuse(seconds):
        raise AssertionError(f"slept for {seconds} s")
    monkeypatch.setattr(time, "sleep", refuse)
"""

USING = """\
import pytest
from cpkit import DomainSettings, RuleBasedMatching
from cpkit.errors import ThrottledError
from cpkit.local import Delay, Throttle

SHOP = DomainSettings(domain_name="shop", default_expiration_days=366)
RULES = RuleBasedMatching(enabled=True, matching_rules=[["EmailAddress"]])

def test_client_when_asked_for_then_calls_the_stand_in(customer_profiles, local_customer_profiles):
    customer_profiles.create_domain(SHOP)
    assert ["CreateDomain"] == [made.operation for made in local_customer_profiles.requests]

def test_stand_in_when_asked_for_again_then_is_new(customer_profiles):
    assert [] == list(customer_profiles.list_domains())

def test_call_when_throttled_then_is_repeated_at_once(customer_profiles, local_customer_profiles):
    local_customer_profiles.inject(Throttle(), times=5)
    assert [] == list(customer_profiles.list_domains())
    local_customer_profiles.inject(Throttle(), times=6)
    with pytest.raises(ThrottledError):
        list(customer_profiles.list_domains())

def test_call_when_delayed_then_goes_on_at_once(customer_profiles, local_customer_profiles):
    local_customer_profiles.inject(Delay(20))
    assert [] == list(customer_profiles.list_domains())

def test_tags_when_planned_then_the_account_is_known(customer_profiles):
    customer_profiles.create_domain(SHOP)
    plan = customer_profiles.plan(DomainSettings(domain_name="shop", tags={"team": "web"}))
    assert () == customer_profiles.apply(plan).remaining

def test_rules_when_waited_for_then_become_active_at_once(customer_profiles):
    before = customer_profiles.create_domain(SHOP)
    customer_profiles.update_domain(DomainSettings(domain_name="shop", rule_based_matching=RULES))
    seen = []
    domain = customer_profiles.wait_until_rules_active("shop", since=before, on_poll=seen.append)
    assert "ACTIVE" == domain.rule_based_matching_status
    assert ["PENDING", "IN_PROGRESS", "ACTIVE"] == list(dict.fromkeys(e.status for e in seen))
    assert 7200 <= seen[-1].elapsed < 7300
"""

OVERRIDING = """\
import pytest
from cpkit import DomainSettings, RuleBasedMatching
from cpkit.local import Clock, Delay, LocalService

RULES = RuleBasedMatching(enabled=True, matching_rules=[["EmailAddress"]])

@pytest.fixture(params=["class", "factory", "module"])
def local_customer_profiles(request):
    if request.param == "class":
        return LocalService(region_name="eu-central-1")
    if request.param == "factory":
        return request.getfixturevalue("make_local_customer_profiles")(region_name="eu-central-1")
    return request.getfixturevalue("long_lived")

@pytest.fixture(scope="module")
def long_lived():
    return LocalService(region_name="eu-central-1")

@pytest.mark.parametrize("name", ["first", "second"])
def test_client_when_the_stand_in_is_another_then_calls_that(customer_profiles, name):
    assert "eu-central-1" == customer_profiles.boto3_client.meta.region_name
    before = customer_profiles.create_domain(
        DomainSettings(domain_name=name, default_expiration_days=366)
    )
    customer_profiles.update_domain(DomainSettings(domain_name=name, rule_based_matching=RULES))
    domain = customer_profiles.wait_until_rules_active(name, since=before)
    assert "ACTIVE" == domain.rule_based_matching_status

def test_client_when_the_stand_in_is_slow_then_nobody_waits(
    customer_profiles, local_customer_profiles
):
    local_customer_profiles.inject(Delay(20))
    assert [] == [d for d in customer_profiles.list_domains() if d.domain_name == "none"]

def test_factory_when_a_clock_is_given_then_the_stand_in_has_that(request):
    ours = request.getfixturevalue("make_local_customer_profiles")
    clock = Clock()
    assert clock is ours(clock=clock).clock
"""

OWN_CLOCK = """\
import pytest
from cpkit.local import Clock, LocalService

CLOCK = Clock()

@pytest.fixture
def local_customer_profiles():
    return LocalService(clock=CLOCK, sleep=CLOCK.sleep)

def test_clock_when_the_stand_in_has_its_own_then_it_keeps_that(
    customer_profiles, local_customer_profiles
):
    assert CLOCK is local_customer_profiles.clock
    assert CLOCK.sleep == local_customer_profiles.sleep
"""

CLOCKED = """\
from datetime import timedelta
import pytest
from cpkit import DomainSettings, RuleBasedMatching
from cpkit.errors import BadRequestError, ThrottledError

def rules(name):
    return RuleBasedMatching(enabled=True, matching_rules=[[name]])

def shop(name):
    return DomainSettings(
        domain_name="shop", default_expiration_days=366, rule_based_matching=rules(name)
    )

def test_options_when_configured_then_the_stand_in_has_them(
    customer_profiles, local_customer_profiles, customer_profiles_clock
):
    assert "cn-north-1" == local_customer_profiles.region_name
    assert "444455556666" == local_customer_profiles.account_id
    customer_profiles.create_domain(shop("EmailAddress"))
    customer_profiles_clock.advance(timedelta(minutes=31))
    assert "ACTIVE" == customer_profiles.get_domain("shop").rule_based_matching_status
    with pytest.raises(BadRequestError):
        customer_profiles.update_domain(shop("PhoneNumber"))
    customer_profiles_clock.advance(timedelta(days=1))
    customer_profiles.update_domain(shop("PhoneNumber"))
    assert "PENDING" == customer_profiles.get_domain("shop").rule_based_matching_status
    customer_profiles_clock.advance(timedelta(minutes=10))
    assert "IN_PROGRESS" == customer_profiles.get_domain("shop").rule_based_matching_status

def test_quota_when_configured_then_it_throttles(local_customer_profiles):
    client = local_customer_profiles.client()
    client.list_domains()
    with pytest.raises(client.exceptions.ThrottlingException):
        client.list_domains()

def test_factory_when_given_arguments_then_they_win(make_local_customer_profiles):
    service = make_local_customer_profiles(region_name="us-west-2", requests_per_second=None)
    assert ("us-west-2", "444455556666") == (service.region_name, service.account_id)
    client = service.client()
    assert [[], []] == [client.list_domains()["Items"] for _ in range(2)]
"""

OPTIONS = """\
cpkit_region = cn-north-1
cpkit_account_id = 444455556666
cpkit_pending_for = 600
cpkit_in_progress_for = 1800
cpkit_locked_for = 86400
cpkit_requests_per_second =
    UpdateDomain = 100
    ListDomains=1
"""

IGNORING = """\
import json, pathlib, sys

def test_modules_when_no_fixture_is_asked_for_then_written():
    pathlib.Path("modules.json").write_text(json.dumps(sorted(sys.modules)))
"""


SWITCHED_OFF = [f"-pno:{name}" for name in ("cacheprovider", "hypothesispytest", "xdist")]
"""Other plug-ins, which take a second to load."""


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Give a function that runs pytest in a project of one file, in a folder of its own."""
    source = str(Path(cpkit.__file__).parents[1])
    is_installed = bool(entry_points(group="pytest11", name="cpkit"))
    # Where the source tree is tested and nothing is installed, pytest has to be told.
    told = [] if is_installed else ["-p", "cpkit_pytest"]

    def run_pytest(
        content: str, *arguments: str, has_plugin: bool = True, options: str = ""
    ) -> subprocess.CompletedProcess[str]:
        (tmp_path / "pytest.ini").write_text(f"[pytest]\nfilterwarnings = error\n{options}")
        (tmp_path / "conftest.py").write_text(CONFTEST)
        (tmp_path / "test_shop.py").write_text(content)
        plugin = told if has_plugin else ["-p", "no:cpkit"]
        return subprocess.run(
            [sys.executable, "-m", "pytest", "-q", *SWITCHED_OFF, *plugin, *arguments],
            cwd=tmp_path,
            env=None if is_installed else {**os.environ, "PYTHONPATH": source},
            capture_output=True,
            text=True,
            check=False,
        )

    return run_pytest


def test_fixtures_when_a_project_uses_them_then_they_work_and_nothing_waits(run: Run) -> None:
    """Hours go by for rules, and seconds between attempts, and no test sleeps."""
    done = run(USING)

    assert (0, "6 passed") == (done.returncode, done.stdout.splitlines()[-1][:8]), done.stdout


def test_fixtures_when_a_project_has_a_stand_in_of_its_own_then_the_client_never_waits_for_that(
    run: Run,
) -> None:
    """A fixture of the same name takes the place of cpkit's, as pytest's users expect."""
    done = run(OVERRIDING)

    assert (0, "10 passed") == (done.returncode, done.stdout.splitlines()[-1][:9]), done.stdout


def test_fixtures_when_a_stand_in_has_a_clock_of_its_own_then_it_keeps_that(run: Run) -> None:
    """Who gives a clock means it."""
    done = run(OWN_CLOCK)

    assert (0, "1 passed") == (done.returncode, done.stdout.splitlines()[-1][:8]), done.stdout


def test_options_when_a_project_configures_them_then_every_stand_in_has_them(run: Run) -> None:
    """Nobody overrides a fixture to have another region, a lock or quotas."""
    done = run(CLOCKED, options=OPTIONS)

    assert (0, "3 passed") == (done.returncode, done.stdout.splitlines()[-1][:8]), done.stdout


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ("cpkit_locked_for = 1 day\n", "cpkit_locked_for: must be a number, not '1 day'"),
        (
            "cpkit_requests_per_second = UpdateDomain = many\n",
            "cpkit_requests_per_second: must be a number, not 'many'",
        ),
        (
            "cpkit_requests_per_second = UpdateDomain\n",
            "cpkit_requests_per_second: must be a number, not ''",
        ),
        ("cpkit_requests_per_second = Update = 1\n", "the service has no operation Update"),
    ],
)
def test_options_when_one_is_wrong_then_it_is_named(run: Run, options: str, message: str) -> None:
    """The line of the configuration file is found by it."""
    done = run(CLOCKED, options=options)

    assert 1 == done.returncode
    assert message in done.stdout


def test_fixtures_when_listed_then_they_say_what_they_are(run: Run) -> None:
    """`pytest --fixtures` is where people look."""
    shown = run("", "--fixtures").stdout.partition("defined from cpkit_pytest")[2]

    assert "local_customer_profiles --" in shown
    assert "customer_profiles --" in shown
    assert "a stand-in of the service without a domain" in shown
    assert "customer_profiles_clock [session scope] --" in shown
    assert "make_local_customer_profiles [session scope] --" in shown
    assert "``advance`` moves it" in shown


def test_plugin_when_no_fixture_is_asked_for_then_it_is_the_one_module_more(
    run: Run, tmp_path: Path
) -> None:
    """Neither cpkit nor anything that it needs is loaded in other people's tests."""
    written: list[set[str]] = []
    for has_plugin in (True, False):
        done = run(IGNORING, "-p", "no:randomly", has_plugin=has_plugin)
        assert 0 == done.returncode, done.stdout
        written.append(set(json.loads((tmp_path / "modules.json").read_text())))

    with_plugin, without = written
    assert {"cpkit_pytest"} == with_plugin - without
    assert not {name for name in with_plugin if name.partition(".")[0] == "cpkit"}

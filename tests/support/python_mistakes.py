"""Mistakes that people make in Python: what they type, and the last line of what Python shows."""

from __future__ import annotations

import re
from code import InteractiveInterpreter
from pathlib import Path
from tempfile import TemporaryDirectory
from textwrap import dedent
from typing import TYPE_CHECKING, NamedTuple
from unittest import mock

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["PYTHON_MISTAKES", "PythonMistake", "last_lines"]

PREPARED = """
import attrs
import cpkit
from cpkit import *
from cpkit import documents, policies, preview
from cpkit.local import ExpiredToken, LocalService
service = LocalService()
profiles = CustomerProfiles(service.client())
domain = profiles.create_domain(DomainSettings(domain_name="shop", default_expiration_days=366))
settings = domain.settings
merging = Matching(enabled=True, auto_merging=AutoMerging(enabled=True))
plan = profiles.plan(DomainSettings(domain_name="shop", matching=merging))
locked = CustomerProfiles(LocalService(in_progress_for=0, locked_for=86400).client())
rules = RuleBasedMatching(enabled=True, matching_rules=[["EmailAddress"]])
others = attrs.evolve(rules, matching_rules=[["LastName"]])
_ = locked.create_domain(attrs.evolve(settings, rule_based_matching=rules))
other_rules = DomainSettings(domain_name="shop", rule_based_matching=others)
session = LocalService()
session.inject(ExpiredToken(), times=None)
expired = CustomerProfiles(session.client())
used_up = profiles.list_domains()
_ = list(used_up)
"""


class PythonMistake(NamedTuple):
    """A line that is wrong."""

    name: str
    typed: str


PYTHON_MISTAKES = [
    PythonMistake(name, typed)
    for name, typed in [
        (
            "flat list of rules",
            'RuleBasedMatching(enabled=True, matching_rules=["EmailAddress", "LastName"])',
        ),
        ("keyword misspelt", 'DomainSettings(domain_nam="shop")'),
        ("keyword as the wire has it", 'DomainSettings(DomainName="shop")'),
        ("keyword cut short", "attrs.evolve(settings, expiration_days=30)"),
        ("keyword of a part", 'DomainSettings(domain_name="shop", auto_merging=None)'),
        ("keyword of a part of a part", 'DomainSettings(domain_name="shop", time="9:00")'),
        ("keyword of several parts", 'DomainSettings(domain_name="shop", enabled=True)'),
        (
            "keyword of a nested value misspelt",
            'Matching(enabled=True, job_schedule=JobSchedule(day="MONDAY", time="9:00"))',
        ),
        ("keyword of a value of one field misspelt", 'MatchingRule(names=["EmailAddress"])'),
        ("keyword of a method misspelt", 'profiles.get_matches("shop", page_sise=10)'),
        ("keyword of a method as boto3 has it", 'profiles.get_domain(DomainName="shop")'),
        ("keyword of a request that cpkit sends", 'profiles.get_matches("shop", MaxResults=10)'),
        ("members as keywords of a method", 'profiles.update_domain(domain_name="shop")'),
        ("keyword of a wait misspelt", 'profiles.wait_until_rules_active("shop", timout=60)'),
        ("keyword of the client misspelt", 'CustomerProfiles(region="eu-central-1")'),
        ("keyword of a policy misspelt", "RetryPolicy(attempts=3)"),
        ("keyword of a limit misspelt", "RateLimit(requests=3)"),
        ("keyword of a preview misspelt", "preview.evaluate([], rules, profile_ids='Id')"),
        ("keyword of a permission misspelt", "policies.bucket_policy('b', account='1')"),
        ("keyword of a text misspelt", "plan.to_text(revealed=True)"),
        ("keyword of results", "profiles.list_domains().to_dicts(limit=3)"),
        ("required field left out", "DomainSettings(default_expiration_days=366)"),
        ("required fields left out", "JobSchedule()"),
        ("settings left out", "profiles.plan()"),
        ("name left out", "profiles.get_domain()"),
        ("two arguments left out", 'profiles.get_similar_profiles("shop")'),
        ("positional arguments", 'DomainSettings("shop", 366)'),
        ("one positional argument", "Matching(True)"),
        ("positional argument of a method", 'profiles.get_matches("shop", 10)'),
        ("too many arguments of a method", 'profiles.update_domain("shop", settings)'),
        ("positional argument of a policy", "RetryPolicy(3)"),
        ("value in the wrong member", 'DomainSettings(domain_name="shop", data_store=merging)'),
        (
            "Matching in rule_based_matching",
            'DomainSettings(domain_name="shop", rule_based_matching=Matching(enabled=True))',
        ),
        ("value that belongs nowhere", "Matching(enabled=True, job_schedule=merging)"),
        ("dict for a value", 'DomainSettings(domain_name="shop", matching={"Enabled": True})'),
        (
            "dict for a rule",
            'RuleBasedMatching(enabled=True, matching_rules=[{"Rule": ["EmailAddress"]}])',
        ),
        (
            "rule that is not in a list",
            'RuleBasedMatching(enabled=True, matching_rules=MatchingRule(["EmailAddress"]))',
        ),
        ("truth value for a part", 'DomainSettings(domain_name="shop", matching=True)'),
        (
            "tags as AWS lists them",
            'DomainSettings(domain_name="shop", tags=[{"Key": "team", "Value": "web"}])',
        ),
        ("assignment to a value", "settings.default_expiration_days = 30"),
        ("assignment to a part", "settings.expiration = 30"),
        ("assignment to a misspelt field", "settings.default_expiration_day = 30"),
        ("assignment to a field of a part", "settings.auto_merging = None"),
        ("assignment to a setting of a domain", "domain.default_expiration_days = 30"),
        ("deletion in a value", "del settings.default_expiration_days"),
        ("evolving a domain", "attrs.evolve(domain, default_expiration_days=30)"),
        ("region for a client", 'CustomerProfiles("eu-central-1")'),
        ("profile for a client", 'CustomerProfiles("prod")'),
        ("policy for a client", "CustomerProfiles(RetryPolicy())"),
        ("anything for a client", "CustomerProfiles(3)"),
        ("creating twice", "profiles.create_domain(settings)"),
        ("a domain that does not exist", 'profiles.get_domain("shpo")'),
        ("session that has expired", 'expired.get_domain("shop")'),
        ("change during the lock", "locked.update_domain(other_rules)"),
        ("settings as a dict", 'profiles.update_domain({"DomainName": "shop"})'),
        ("a name for settings", 'profiles.update_domain("shop")'),
        ("a domain for settings", "profiles.update_domain(domain)"),
        ("applying settings", "profiles.apply(settings)"),
        ("applying a risk", "profiles.apply(plan)"),
        ("accepting by a truth value", "profiles.apply(plan, accept=True)"),
        ("accepting by a string", 'profiles.apply(plan, accept="enable-merging")'),
        ("accepting a misspelt risk", 'profiles.apply(plan, accept=["enable-mergin"])'),
        ("accepting by a name of one's own", 'profiles.apply(plan, accept=["merge"])'),
        ("accepting what is not a risk", "profiles.apply(plan, accept=[3])"),
        ("writing a dict as a wire dict", 'to_wire({"DomainName": "shop"})'),
        ("dumping a dict", 'documents.dump({"DomainName": "shop"}, "shop.json")'),
        ("dumping a domain", 'documents.dump(domain, "shop.json")'),
        ("dumping a text", 'documents.dumps("shop", format="json")'),
        ("loading a folder", 'documents.load(".")'),
        ("dumping into a folder", 'documents.dump(settings, ".")'),
        ("loading without a suffix", 'documents.load("shop")'),
        ("loading with an unknown keyword", 'documents.loads("{}", fmt="json")'),
        ("loading with a positional format", 'documents.loads("{}", "json")'),
        ("reading in the wrong order", 'from_wire({"DomainName": "shop"}, DomainSettings)'),
        ("results that are used up", "list(used_up)"),
        ("name misspelt", "cpkit.DomainSetings"),
        ("name misspelt in an import", "from cpkit import DomainSetings"),
        ("name misspelt in a module", "documents.lod"),
        ("name of a module misspelt in an import", "from cpkit.documents import lod"),
        ("name of an error misspelt", "cpkit.errors.ValidatonError"),
        ("name of another module", "cpkit.ValidationError"),
        ("name of another module in an import", "from cpkit import ValidationError"),
        ("function of another module", "cpkit.load"),
        ("setting of a domain", "domain.default_expiration_days"),
        (
            "role whose source is missing",
            'CustomerProfiles(profile_name="missing").get_domain("shop")',
        ),
        (
            "role without a source",
            'CustomerProfiles(profile_name="none").get_domain("shop")',
        ),
        (
            "role that is its own source",
            'CustomerProfiles(profile_name="circle").get_domain("shop")',
        ),
    ]
]

PROFILES = """
[profile missing]
region = eu-central-1
role_arn = arn:aws:iam::111122223333:role/shop
source_profile = gone

[profile none]
region = eu-central-1
role_arn = arn:aws:iam::111122223333:role/shop

[profile circle]
region = eu-central-1
role_arn = arn:aws:iam::111122223333:role/shop
source_profile = other

[profile other]
role_arn = arn:aws:iam::111122223333:role/shop
source_profile = circle
"""
"""The profiles of the configuration file."""


class _Terminal(InteractiveInterpreter):
    """Python as somebody types into it."""

    def __init__(self) -> None:
        """Begin with nothing shown."""
        super().__init__()
        self.shown = ""

    def write(self, data: str) -> None:
        """Keep what would be shown."""
        self.shown += data


_SUGGESTED_BY_PYTHON = re.compile(r"\. Did you mean: '\w+'\?$")
"""What newer Pythons add to a line that has said so already."""


def last_lines() -> list[str]:
    """Return the last line of what Python shows for each mistake."""
    with TemporaryDirectory() as folder:
        configuration = Path(folder, "config")
        configuration.write_text(PROFILES, encoding="utf-8")
        with mock.patch.dict("os.environ", AWS_CONFIG_FILE=str(configuration)):
            lines = list(_last_lines())
    return [line.replace(str(configuration), "~/.aws/config") for line in lines]


def _last_lines() -> Iterator[str]:
    terminal = _Terminal()
    terminal.runsource(dedent(PREPARED), symbol="exec")
    assert not terminal.shown, terminal.shown
    for mistake in PYTHON_MISTAKES:
        terminal.shown = ""
        terminal.runsource(mistake.typed)
        last = (terminal.shown.splitlines() or [""])[-1]
        yield _SUGGESTED_BY_PYTHON.sub("", last)

"""What somebody sees who types in a notebook: completion, signatures, and errors."""

from __future__ import annotations

import re
from importlib import import_module
from typing import TYPE_CHECKING, Any, get_args

import pytest

import cpkit
from cpkit import documents, errors, local, policies, results

if TYPE_CHECKING:
    from collections.abc import Iterator

# Imported so because whoever checks types needs no Jupyter for it.
jupyter_client: Any = import_module("jupyter_client.manager")

PREPARED = """
import cpkit
from cpkit import *
from cpkit.local import LocalService
profiles = CustomerProfiles(LocalService().client())
settings = DomainSettings(domain_name="shop", default_expiration_days=366)
domain = profiles.create_domain(settings)
merging = Matching(enabled=True, auto_merging=AutoMerging(enabled=True))
plan = profiles.plan(DomainSettings(domain_name="shop", matching=merging))
change = plan.changes[0]
matches = profiles.get_matches("shop")
"""


class Kernel:
    """Ask a running kernel what a front end asks it."""

    def __init__(self, client: Any) -> None:
        """Take a client that is connected."""
        self._client = client

    def completed(self, code: str) -> list[str]:
        """Give what is offered at the end of the code before somebody types an underscore."""
        reply = self._client.complete(code, reply=True, timeout=60)
        return [name for name in reply["content"]["matches"] if not name.startswith(("_", "%"))]

    def signature(self, code: str) -> str:
        """Give what is shown of what is called."""
        reply = self._client.inspect(code, reply=True, timeout=60)
        return str(reply["content"]["data"]["text/plain"])

    def printed(self, code: str) -> str:
        """Run code and give what it prints, on either stream."""
        printed: list[str] = []

        def note(message: dict[str, Any]) -> None:
            if message["msg_type"] == "stream":
                printed.append(message["content"]["text"])

        self._client.execute_interactive(code, output_hook=note, timeout=60)
        return "".join(printed)

    def run(self, code: str) -> list[str]:
        """Run code and give the lines of its error, without colours."""
        lines: list[str] = []

        def note(message: dict[str, Any]) -> None:
            if message["msg_type"] == "error":
                text = "\n".join(message["content"]["traceback"])
                lines.extend(re.sub(r"\x1b\[[0-9;]*m", "", text).splitlines())

        self._client.execute_interactive(code, output_hook=note, timeout=60)
        return lines


@pytest.fixture(scope="module")
def kernel(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kernel]:
    """Start a kernel in which something is there to be completed."""
    manager, client = jupyter_client.start_new_kernel(cwd=str(tmp_path_factory.mktemp("kernel")))
    try:
        started = Kernel(client)
        assert [] == started.run(PREPARED)
        yield started
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


@pytest.mark.parametrize(
    ("code", "public"),
    [
        ("cpkit.", dir(cpkit)),
        ("cpkit.documents.", documents.__all__),
        ("cpkit.errors.", errors.__all__),
        ("cpkit.local.", local.__all__),
        ("cpkit.policies.", policies.__all__),
        ("cpkit.results.", results.__all__),
    ],
)
def test_module_when_completed_then_what_is_public(
    kernel: Kernel, code: str, public: list[str]
) -> None:
    """What only builds the package is not offered."""
    assert sorted(public) == sorted(kernel.completed(code))


@pytest.mark.parametrize(
    ("code", "public"),
    [
        (
            "settings.",
            (
                "data_store dead_letter_queue_url default_encryption_key default_expiration_days "
                "domain_name matching problems rule_based_matching tags"
            ),
        ),
        (
            "domain.",
            (
                "created_at domain_name last_updated_at raw readiness rule_based_matching_status "
                "rules_free_about settings stats unknown_members"
            ),
        ),
        (
            "plan.",
            (
                "action after before changes domain fingerprint made_at preview resource_arn risks "
                "settings steps to_html to_json to_markdown to_text warnings"
            ),
        ),
        ("change.", "after before kind moved_from path"),
        ("matches.", "first_page last_page to_dicts to_pandas to_polars"),
        (
            "profiles.",
            (
                "apply boto3_client create_domain delete_domain ensure get_auto_merging_preview "
                "get_domain get_identity_resolution_job get_matches get_similar_profiles "
                "list_domains "
                "list_identity_resolution_jobs list_rule_based_matches plan update_domain "
                "wait_until_job_finished wait_until_rules_active"
            ),
        ),
        (
            "DomainSettings(",
            (
                "data_store= dead_letter_queue_url= default_encryption_key= "
                "default_expiration_days= domain_name= matching= rule_based_matching= tags="
            ),
        ),
    ],
)
def test_object_when_completed_then_its_interface(kernel: Kernel, code: str, public: str) -> None:
    """Members, methods and arguments are offered, and nothing that the package needs itself."""
    assert public.split() == sorted(kernel.completed(code))


@pytest.mark.parametrize(
    ("code", "offered"),
    [
        ('MatchingRule(["Em', ["EmailAddress"]),
        ('MatchingRule(["', sorted(get_args(cpkit.RuleAttribute))),
        (
            'rules = RuleBasedMatching(\n    matching_rules=[\n        ["LastName", "Address.C',
            ["Address.City", "Address.Country", "Address.County"],
        ),
        ('profiles.apply(plan, accept={"enable-', ["enable-merging"]),
        ("JobSchedule(day_of_the_week='SA", ["SATURDAY"]),
    ],
)
def test_string_when_completed_with_the_extension_then_what_may_stand_there(
    kernel: Kernel, code: str, offered: list[str]
) -> None:
    """Nobody knows the names by heart; one line at the top of a notebook offers them."""
    assert [] == kernel.run("%load_ext cpkit")

    assert offered == sorted(kernel.completed(code))


@pytest.mark.parametrize(
    ("code", "literals"),
    [
        ("JobSchedule(", ["'SUNDAY'", "'SATURDAY'"]),
        ("ConflictResolution(", ["'RECENCY'", "'SOURCE'"]),
        ("AttributeTypesSelector(", ["'ONE_TO_ONE'", "'MANY_TO_MANY'"]),
        ("profiles.get_similar_profiles(", ["'RULE_BASED_MATCHING'", "'ML_BASED_MATCHING'"]),
        ("cpkit.documents.loads(", ["'json'", "'yaml'"]),
    ],
)
def test_signature_when_asked_for_then_it_shows_the_literals(
    kernel: Kernel, code: str, literals: list[str]
) -> None:
    """Nobody needs to look up what an argument takes."""
    shown = kernel.signature(code)

    assert [] == [literal for literal in literals if literal not in shown]


@pytest.mark.parametrize(
    ("code", "advice"),
    [
        ("MatchingRule(['Emial'])", "did you mean 'EmailAddress'?"),
        ("DomainSettings(domain_name='shop', matching={})", "from_wire"),
        ("profiles.get_domain('shpo')", "Check the domain's name, the region and the account."),
        ("profiles.apply(plan)", "apply(plan, accept={'enable-merging'})"),
        ("CustomerProfiles(endpoint_url='ftp://example.com')", "https"),
        ("cpkit.documents.loads('a', format='xml')", "'yaml'"),
    ],
)
def test_error_when_shown_then_its_message_says_what_to_do(
    kernel: Kernel, code: str, advice: str
) -> None:
    """The message is what somebody reads first; below it stands how to see the frames."""
    assert advice in next(line for line in reversed(kernel.run(code)) if _ALL not in line)


def test_error_of_a_call_that_does_not_fit_when_shown_then_without_frames(kernel: Kernel) -> None:
    """Python's own kind of error is as brief, where cpkit says what to write."""
    lines = kernel.run("DomainSettings(\n    domain_nam='shop',\n)")

    assert ["line 1", "    DomainSettings("] == lines[:2]
    assert lines[2].startswith("TypeError: DomainSettings() got an unexpected keyword argument")
    assert [f"All frames: import sys, traceback; {_ALL}"] == lines[3:]


_ALL = "traceback.print_exception(sys.last_value)"


def test_error_of_cpkit_when_shown_then_the_cell_s_own_line_and_no_frame_of_cpkit(
    kernel: Kernel,
) -> None:
    """Nobody scrolls through frames to the line that is wrong, and they can be had."""
    lines = kernel.run("name = 'shpo'\nprofiles.get_domain(name)")
    below = kernel.printed(f"import sys, traceback\n{_ALL}")

    assert ["line 2", "    profiles.get_domain(name)"] == lines[:2]
    assert lines[2].startswith("cpkit.errors.ResourceNotFoundError: GetDomain failed")
    assert [f"All frames: import sys, traceback; {_ALL}"] == lines[3:]
    assert 5 < below.count("File ")


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("", "<ListDomains: not read yet; iterate over it, or call first_page()>"),
        ("_ = list(listed)", "<ListDomains: used up, 1 page read; call the operation again>"),
    ],
)
def test_results_when_shown_then_they_say_how_to_be_read(
    kernel: Kernel, code: str, shown: str
) -> None:
    """What shows no rows says how to come by them."""
    code = f"listed = profiles.list_domains()\n{code}\nprint(listed)"

    assert f"{shown}\n" == kernel.printed(code)

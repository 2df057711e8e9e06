"""The examples of docs/examples do what they say, against the stand-in over HTTP."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from ruamel.yaml import YAML

import cpkit
from cpkit import CustomerProfiles, DomainSettings
from cpkit.local import LocalServer, LocalService, serve
from tests.support.aws_environment import keep_out_settings

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "docs" / "examples"
ACCOUNT = "111122223333"
QUEUE = f"https://sqs.us-east-1.amazonaws.com/{ACCOUNT}/letters"

on_posix = pytest.mark.skipif(sys.platform == "win32", reason="the workflow runs on Linux")


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[LocalServer]:
    """Serve a stand-in where a client without any argument finds it."""
    keep_out_settings(monkeypatch)
    with serve(LocalService(account_id=ACCOUNT)) as server:
        monkeypatch.setenv("AWS_ENDPOINT_URL_CUSTOMER_PROFILES", server.endpoint_url)
        monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
        monkeypatch.setenv("AWS_ACCESS_KEY_ID", "any")
        monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "any")
        yield server


def parsed(path: Path) -> Any:
    """Read YAML 1.2, in which `on` is a text."""
    reader: Any = YAML(typ="safe", pure=True)
    return reader.load(path)


def invoke(event: dict[str, Any]) -> Any:
    """Invoke the Lambda function as its service does: JSON in, JSON out, and a context."""
    spec = importlib.util.spec_from_file_location("handling", EXAMPLES / "lambda_handler.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    context = SimpleNamespace(
        invoked_function_arn=f"arn:aws:lambda:us-east-1:{ACCOUNT}:function:configure"
    )
    return json.loads(json.dumps(module.handler(json.loads(json.dumps(event)), context)))


def test_lambda_when_not_told_to_apply_then_it_plans(server: LocalServer) -> None:
    """The answer says what would change, and the domain stays as it is."""
    settings = {"DomainName": "shop", "DefaultExpirationDays": 366, "Tags": {"team": "web"}}

    answer = invoke({"Settings": settings})

    assert ("planned", []) == (answer["Outcome"], answer["Risks"])
    assert "+ DefaultExpirationDays  366" in answer["Plan"]
    assert "web" not in answer["Plan"]
    assert {"GetDomain"} == {request.operation for request in server.service.requests}


def test_lambda_when_told_to_apply_then_it_does_and_is_done(server: LocalServer) -> None:
    """The second time there is nothing to do; tags need no STS, since the account is known."""
    shop: dict[str, Any] = {"DomainName": "shop", "DefaultExpirationDays": 366}
    event = {"Settings": shop, "Apply": True}
    assert "applied" == invoke(event)["Outcome"]
    event["Settings"] = {"DomainName": "shop", "Tags": {"team": "shop"}}
    assert "applied" == invoke(event)["Outcome"]

    assert {"Outcome": "unchanged"} == invoke(event)

    domain = CustomerProfiles(server.service.client()).get_domain("shop")
    assert (366, {"team": "shop"}) == (
        domain.settings.default_expiration_days,
        domain.settings.tags,
    )


def test_lambda_when_it_applies_then_its_calls_are_as_many_as_the_page_says(
    server: LocalServer,
) -> None:
    """How long the function may take follows from them."""
    shop: dict[str, Any] = {"DomainName": "shop", "DefaultExpirationDays": 366}

    events: list[dict[str, Any]] = [
        {**shop, "Tags": {"team": "web"}},
        {**shop, "DefaultExpirationDays": 30},
        {**shop, "DefaultExpirationDays": 60, "Tags": {"owner": "web"}},
    ]
    counts: list[int] = []
    for settings in events:
        invoke({"Settings": settings, "Apply": True})
        counts.append(len(server.service.requests))

    assert [4, 4 + 4, 4 + 4 + 4 + 2 * 2] == counts


def test_lambda_when_a_risk_is_not_accepted_then_it_only_plans(server: LocalServer) -> None:
    """What cannot be undone is named in the event, or not done."""
    shop = {"DomainName": "shop", "DefaultExpirationDays": 366, "Matching": {"Enabled": True}}
    invoke({"Settings": shop, "Apply": True})
    event = {"Settings": {**shop, "Matching": {"Enabled": False}}, "Apply": True}

    answer = invoke(event)
    assert ("planned", ["switch-off-matching"]) == (answer["Outcome"], answer["Risks"])
    assert "UpdateDomain" not in {request.operation for request in server.service.requests}
    assert "applied" == invoke({**event, "Accept": answer["Risks"]})["Outcome"]


def test_lambda_when_settings_are_wrong_then_it_says_all_of_it(server: LocalServer) -> None:
    """Nothing is sent."""
    answer = invoke({"Settings": {"DomainName": "my shop", "Matching": {"Enabeld": True}}})

    assert ("invalid", 3) == (answer["Outcome"], len(answer["Problems"]))
    assert () == server.service.requests


class Runner:
    """Run a job's steps in a repository as GitHub would, without a network."""

    def __init__(self, workflow: Any, folder: Path) -> None:
        """Make a repository, and programs that stand in for others."""
        self.jobs = workflow["jobs"]
        self.folder = folder / "repository"
        self.summary = folder / "summary.md"
        self.comment = folder / "comment.md"
        self.calls = folder / "calls.txt"
        (self.folder / "domains").mkdir(parents=True)
        self.programs = folder / "bin"
        self.programs.mkdir()
        calls, comment = shlex.quote(str(self.calls)), shlex.quote(str(self.comment))
        self._program("python", f'echo "python $*" >> {calls}')
        self._program("cpkit", f'exec {shlex.quote(sys.executable)} -m cpkit "$@"')
        self._program("gh", f'echo "gh $*" >> {calls}\ncp "${{!#}}" {comment}')

    def _program(self, name: str, script: str) -> None:
        path = self.programs / name
        path.write_text(f"#!/usr/bin/env bash\n{script}\n")
        path.chmod(0o755)

    def write(self, name: str, text: str) -> None:
        """Put a settings file into the repository."""
        (self.folder / "domains" / name).write_text(text)

    def run(self, job: str) -> tuple[str | None, str]:
        """Run the steps until one fails; return its name and all that was printed."""
        printed = ""
        for step in self.jobs[job]["steps"]:
            if "run" in step:
                done = subprocess.run(
                    ["/usr/bin/env", "bash", "--noprofile", "--norc", "-eo", "pipefail"],
                    input=step["run"],
                    cwd=self.folder,
                    env={**os.environ, **self._variables(step)},
                    capture_output=True,
                    text=True,
                    check=False,
                )
                printed += done.stdout + done.stderr
                if done.returncode:
                    return step["name"], printed
        return None, printed

    def _variables(self, step: dict[str, Any]) -> dict[str, str]:
        values = {
            "${{ github.token }}": "hidden-token",
            "${{ github.repository }}": "shop/domains",
            "${{ github.event.pull_request.number }}": "7",
        }
        return {
            "PATH": os.pathsep.join([str(self.programs), os.environ["PATH"]]),
            "PYTHONPATH": str(Path(cpkit.__file__).parents[1]),
            "GITHUB_STEP_SUMMARY": str(self.summary),
            **{name: values[value] for name, value in step.get("env", {}).items()},
        }


@pytest.fixture
def workflow() -> Any:
    """Return the example's workflow."""
    return parsed(EXAMPLES / "github" / "domains.yml")


@on_posix
def test_workflow_when_files_are_right_then_the_plan_is_the_comment(
    workflow: Any, server: LocalServer, tmp_path: Path
) -> None:
    """It is masked, it stands in the summary too, and the service was only read."""
    profiles = CustomerProfiles(server.service.client())
    for name in ("shop", "quiet"):
        profiles.create_domain(DomainSettings(domain_name=name, default_expiration_days=366))
    server.service.forget_requests()
    runner = Runner(workflow, tmp_path)
    runner.write("shop.yaml", f"DomainName: shop\nDeadLetterQueueUrl: {QUEUE}\n")
    runner.write("quiet.yaml", "DomainName: quiet\nDefaultExpirationDays: 366\n")
    runner.write(
        "new.json", '{"DomainName": "new", "DefaultExpirationDays": 30, "Tags": {"team": "hush"}}'
    )

    failed, printed = runner.run("plan")

    assert (None, "") == (failed, printed)
    comment = runner.comment.read_text()
    assert comment == runner.summary.read_text()
    assert ["### new: to be created, in 1 request", "### shop: to be changed, in 1 request"] == [
        line for line in comment.splitlines() if line.startswith("#")
    ]
    assert comment.endswith("1 domain is as its file declares.\n")
    assert '| added | `Tags["team"]` |  | `"***"` |' in comment
    assert [] == [secret for secret in (ACCOUNT, "hush", "hidden-token") if secret in comment]
    assert [
        "python -m pip install --quiet cpkit[cli]",
        "gh pr comment 7 --edit-last --create-if-none --body-file plan.md",
    ] == runner.calls.read_text().splitlines()
    assert {"GetDomain"} == {request.operation for request in server.service.requests}


@on_posix
def test_workflow_when_a_file_is_wrong_then_it_is_annotated_and_nothing_is_planned(
    workflow: Any, server: LocalServer, tmp_path: Path
) -> None:
    """The check fails before there are any credentials."""
    runner = Runner(workflow, tmp_path)
    runner.write("shop.yaml", "DomainName: my shop\n")

    failed, printed = runner.run("plan")

    assert "Check" == failed
    assert printed.startswith("::error file=domains/shop.yaml,line=1,col=13,title=cpkit pattern::")
    assert not runner.comment.exists()
    assert () == server.service.requests


@on_posix
def test_workflow_when_the_service_fails_then_the_plan_step_fails(
    workflow: Any, server: LocalServer, tmp_path: Path
) -> None:
    """A pipe does not hide that there is no plan."""
    runner = Runner(workflow, tmp_path)
    runner.write("shop.yaml", "DomainName: shop\n")  # cannot create a domain

    failed, printed = runner.run("plan")

    assert "Plan" == failed
    assert "domains/shop.yaml: DefaultExpirationDays: " in printed
    assert not runner.comment.exists()
    assert server.service.requests


@on_posix
def test_workflow_when_merged_then_it_applies_what_was_accepted(
    workflow: Any, server: LocalServer, tmp_path: Path
) -> None:
    """A risk takes the line that was reviewed; then nothing has drifted."""
    client = server.service.client()
    client.create_domain(DomainName="shop", DefaultExpirationDays=366, Matching={"Enabled": True})
    runner = Runner(workflow, tmp_path)
    runner.write("shop.yaml", "DomainName: shop\nMatching: {Enabled: false}\n")

    failed, printed = runner.run("apply")
    assert ("Apply", True) == (failed, "--accept shop=switch-off-matching" in printed)
    assert "Drift" == runner.run("drift")[0]

    (runner.folder / "accepted-risks").write_text("shop=switch-off-matching\n")
    assert (None, "") == runner.run("apply")
    assert (None, "") == runner.run("drift")
    assert "UpdateDomain" in runner.summary.read_text()


def test_workflow_when_read_then_it_may_do_little_and_its_actions_have_versions(
    workflow: Any,
) -> None:
    """The rights are the least, and nothing of a pull request is pasted into a script."""
    jobs = workflow["jobs"]
    steps = [step for job in jobs.values() for step in job["steps"]]
    used = [step["uses"] for step in steps if "uses" in step]
    reading = {"contents": "read", "id-token": "write"}

    assert {} == workflow["permissions"]
    assert {
        "plan": {**reading, "pull-requests": "write"},
        "apply": reading,
        "drift": reading,
    } == {name: job["permissions"] for name, job in jobs.items()}
    assert [] == [action for action in used if not re.fullmatch(r"[\w-]+/[\w-]+@v\d+", action)]
    assert [] == [step for step in steps if "${{" in step.get("run", "")]
    assert "secrets." not in (EXAMPLES / "github" / "domains.yml").read_text()


def test_hook_when_run_as_pre_commit_does_then_wrong_files_fail(tmp_path: Path) -> None:
    """The manifest's entry takes file names and fails for one that is wrong."""
    (hook,) = parsed(ROOT / ".pre-commit-hooks.yaml")
    good, wrong = tmp_path / "good.yaml", tmp_path / "wrong.json"
    good.write_text("DomainName: shop\n")
    wrong.write_text('{"DomainName": "my shop"}')
    program, *arguments = shlex.split(hook["entry"])

    def run(*files: Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", program, *arguments, *files],
            capture_output=True,
            text=True,
            check=False,
        )

    assert "cpkit" == program
    assert 0 == run(good).returncode
    failed = run(good, wrong)
    assert (1, True) == (failed.returncode, failed.stdout.startswith(f"{wrong}:1:16: error: "))


def test_hook_when_read_then_it_takes_settings_files_alone_and_brings_the_extra() -> None:
    """Other JSON and YAML of a repository is left alone, unless its owner says otherwise."""
    (hook,) = parsed(ROOT / ".pre-commit-hooks.yaml")

    assert ("python", [".[cli]"]) == (hook["language"], hook["additional_dependencies"])
    assert ["json", "yaml"] == hook["types_or"]
    assert re.search(hook["files"], "domains/shop.yaml")
    assert not re.search(hook["files"], "package.json")

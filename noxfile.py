# /// script
# dependencies = ["nox[uv]>=2025.10.14"]
# ///
"""Check, test, show and measure cpkit: every job of the project is a session here.

``nox`` runs all of them but ``bench``, ``nox -s tests`` one, ``nox -l`` lists them.

Whatever runs cpkit runs the wheel as it was built, never the source tree, so a file that is
missing from the wheel is missed here and not by whoever installs it. The sessions ``wheel`` and
``aws_program`` prepare what others need, once in a run.

The block of comments above asks nox for itself with uv. A nox that was installed without uv makes
an environment that has it and continues there, so that an environment for each session is cheap
enough to be new every time.
"""

import itertools
import os
import shutil
from pathlib import Path
from typing import Any

import nox

nox.options.default_venv_backend = "uv"
# A Python that is missing is named as skipped, or is an error where CI is set: never a download.
nox.options.download_python = "never"

PROJECT: dict[str, Any] = nox.project.load_toml("pyproject.toml")
PYTHONS = nox.project.python_versions(PROJECT)
OLDEST, NEWEST = PYTHONS[0], PYTHONS[-1]


@nox.session(default=False)
def wheel(session: nox.Session) -> None:
    """Build the wheel that the other sessions install."""
    folder = _wheel_folder(session)
    shutil.rmtree(folder, ignore_errors=True)
    session.run("uv", "build", "--quiet", "--wheel", "--out-dir", str(folder), external=True)


@nox.session(default=False)
def aws_program(session: nox.Session) -> None:
    """Provide the `aws` program, away from everything else because its pins fit nothing else."""
    session.install("awscli")
    session.run("aws", "--version", env=_isolated(session))


@nox.session
def lint(session: nox.Session) -> None:
    """Check style, format, spelling and which part of cpkit may import which."""
    session.install(*_group("lint"))
    session.run("ruff", "check")
    session.run("ruff", "format", "--check")
    session.run("codespell")
    session.run("lint-imports", "--no-logo", env={"PYTHONPATH": "src"})


@nox.session(python=OLDEST, requires=["wheel"])
def types(session: nox.Session) -> None:
    """Check types as the strictest user would: mypy, pyright, and all of what is public."""
    session.install(_built_wheel(session, "local", "yaml"), *_group("types"))
    session.run("mypy")
    session.run("pyright")
    # Beside src/, pyright would look at the source and never at what was installed.
    with session.chdir(session.create_tmp()):
        session.run("pyright", "--verifytypes", "cpkit", "--ignoreexternal")


@nox.session(python=PYTHONS, requires=["wheel", "aws_program"])
def tests(session: nox.Session) -> None:
    """Run the tests on the newest versions of all that cpkit needs."""
    session.install(_built_wheel(session, "local", "yaml"), *_group("test"))
    session.run("pytest", *session.posargs, env=_test_environment(session))


@nox.session(python=OLDEST, requires=["wheel", "aws_program"])
def tests_lowest(session: nox.Session) -> None:
    """Run the tests on the lowest versions that the metadata promises."""
    # To uv only what it is told itself is direct, not what the wheel asks for.
    metadata = PROJECT["project"]
    extras = itertools.chain.from_iterable(metadata["optional-dependencies"].values())
    session.install(
        "--resolution=lowest-direct",
        _built_wheel(session, "local", "yaml"),
        *metadata["dependencies"],
        *extras,
        *_group("test"),
    )
    session.run("uv", "pip", "list", external=True)  # the log says which versions those were
    session.run("pytest", *session.posargs, env=_test_environment(session))


@nox.session(python=NEWEST, requires=["wheel", "aws_program"])
def coverage(session: nox.Session) -> None:
    """Run the tests once more and demand that they reach every branch."""
    session.install(_built_wheel(session, "local", "yaml"), *_group("coverage"))
    session.run("coverage", "erase")
    session.run("coverage", "run", "-m", "pytest", *session.posargs, env=_test_environment(session))
    session.run("coverage", "combine", "--quiet")
    session.run("coverage", "report")


@nox.session(requires=["wheel"])
def demo(session: nox.Session) -> None:
    """Show cpkit at work against its stand-in: no account, no network."""
    session.install(_built_wheel(session, "local", "yaml"))
    session.run("python", "docs/demo.py", env=_isolated(session))


@nox.session(requires=["wheel"], default=False)
def bench(session: nox.Session) -> None:
    """Measure cpkit beside boto3, pydantic and msgspec, and print the table."""
    session.install(_built_wheel(session, "local", "yaml"), *_group("bench"))
    session.run("python", "-m", "tests.benchmarks", *session.posargs, env=_isolated(session))


def _group(name: str) -> list[str]:
    """Return the requirements of one dependency group of pyproject.toml."""
    return list(nox.project.dependency_groups(PROJECT, name))


def _wheel_folder(session: nox.Session) -> Path:
    """Return the folder that holds the wheel of this run and nothing else."""
    return session.cache_dir / "wheel"


def _built_wheel(session: nox.Session, *extras: str) -> str:
    """Return the requirement that installs the wheel of this run with these extras."""
    (path,) = _wheel_folder(session).glob("*.whl")
    return f"cpkit[{','.join(extras)}] @ {path.resolve().as_uri()}"


def _test_environment(session: nox.Session) -> dict[str, str | None]:
    """Return the variables of a test run: no account, and where the `aws` program is.

    Tests that need the program are skipped without `CPKIT_AWS_PROGRAM`; here they always run.
    """
    folder = session.cache_dir.parent / "aws_program" / ("Scripts" if os.name == "nt" else "bin")
    program = shutil.which("aws", path=folder)
    if program is None:
        session.error(f"no aws program in {folder}: run the session aws_program")
    return {**_isolated(session), "CPKIT_AWS_PROGRAM": program}


def _isolated(session: nox.Session) -> dict[str, str | None]:
    """Return variables that keep what surrounds a session out of it.

    No AWS account: what would reach for credentials, a profile or a region must say so itself, and
    what forgets to must not find some that work. No proxy between two ends of loopback. No source
    tree in place of the wheel. And bytecode is kept, so that what is imported again and again in
    new processes, as by the `aws` program, is compiled once.
    """
    absent = str((session.cache_dir / "absent").resolve())
    loopback = "localhost,127.0.0.1,::1"
    return {
        **{name: None for name in os.environ if name.startswith("AWS_")},
        "AWS_CONFIG_FILE": absent,
        "AWS_SHARED_CREDENTIALS_FILE": absent,
        "AWS_EC2_METADATA_DISABLED": "true",
        "NO_PROXY": loopback,
        "no_proxy": loopback,
        "PYTHONDONTWRITEBYTECODE": None,
        "PYTHONPATH": None,
    }


if __name__ == "__main__":
    nox.main()

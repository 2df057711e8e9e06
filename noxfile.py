# /// script
# dependencies = ["nox[uv]>=2025.10.14"]
# ///
"""Check, test, show and measure cpkit: every job of the project is a session here.

``nox -s quick`` answers in about a minute, ``nox -s tests`` in a few, ``nox`` checks everything
that has to pass before a change is merged, and ``nox -l`` lists what there is.

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
import tarfile
from pathlib import Path
from typing import Any

import nox

nox.options.default_venv_backend = "uv"
# A Python that is missing is named as skipped, or is an error where CI is set: never a download.
nox.options.download_python = "never"

PROJECT: dict[str, Any] = nox.project.load_toml("pyproject.toml")
PYTHONS = nox.project.python_versions(PROJECT)
OLDEST, NEWEST = PYTHONS[0], PYTHONS[-1]
EXTRAS = tuple(PROJECT["project"]["optional-dependencies"])
# One more than there are processors, for tests also wait. `-- -n0` switches it off, for a debugger.
_IN_PARALLEL = f"--numprocesses={(os.cpu_count() or 1) + 1}"


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
    """Check style, format, what is risky, spelling, and which part of cpkit may import which."""
    session.install(*_group("lint"))
    session.run("ruff", "check")
    session.run("ruff", "format", "--check")
    session.run("bandit", "--quiet", "--recursive", "src")
    session.run("codespell")
    session.run("pre-commit", "validate-manifest", ".pre-commit-hooks.yaml")
    session.run("lint-imports", "--no-logo", env={"PYTHONPATH": "src"})


@nox.session(python=OLDEST, requires=["wheel"])
def types(session: nox.Session) -> None:
    """Check types as the strictest user would: mypy, pyright, all of what is public, its words."""
    session.install(_built_wheel(session, *EXTRAS), *_group("types"))
    session.run("mypy")
    session.run("pyright")
    session.run("pytest", "tests/typing/check_editor.py")
    # What is public has to be known where nothing brings stubs of botocore or click along.
    folder = Path(session.create_tmp()).resolve()
    python = folder / "bare" / "bin"
    session.run("uv", "venv", "--quiet", "--clear", str(python.parent), external=True)
    to = ("--python", str(python / "python"))
    session.run("uv", "pip", "install", "--quiet", *to, _built_wheel(session), external=True)
    # Beside src/, pyright would look at the source and never at what was installed.
    with session.chdir(folder):
        path = f"{python}{os.pathsep}{os.environ['PATH']}"
        session.run("pyright", "--verifytypes", "cpkit", "--ignoreexternal", env={"PATH": path})


@nox.session(python=OLDEST, requires=["wheel"])
def types_oldest(session: nox.Session) -> None:
    """Check with the oldest type checkers that find every mistake in tests/typing, as users do.

    The configuration of this project is left out, since it looks at the source tree.
    """
    session.install(_built_wheel(session, *EXTRAS), *_group("types_oldest"))
    session.run("mypy", "--config-file=", "--strict", "tests/typing")
    session.run("pyright", "--project", "tests/typing")


@nox.session(default=False, reuse_venv=True)
def quick(session: nox.Session) -> None:
    """Say in about a minute whether a change is worth more: style, types, and the unit tests.

    It keeps its environment, and looks at the source tree: the only session that does.
    """
    groups = (*_group("lint"), *_group("test"), *_group("types"))
    session.install("--editable", f".[{','.join(EXTRAS)}]", *groups)
    session.run("ruff", "check")
    session.run("ruff", "format", "--check")
    session.run("mypy")
    session.run("pytest", _IN_PARALLEL, "tests/unit", *session.posargs, env=_isolated(session))


@nox.session(default=False, requires=["wheel", "aws_program"])
def tests(session: nox.Session) -> None:
    """Run the tests on the Python at hand; the default run has them on each, in `tests_on`."""
    _run_tests(session)


@nox.session(python=PYTHONS[1:], requires=["wheel", "aws_program"])
def tests_on(session: nox.Session) -> None:
    """Run the tests on each Python; on the oldest one, `coverage` does."""
    _run_tests(session)


@nox.session(python=OLDEST, requires=["wheel", "aws_program"])
def thorough(session: nox.Session) -> None:
    """Run the longer version of the tests that have one: more cases, more calls, more threads."""
    _run_tests(session, "-m", "thorough", CPKIT_THOROUGH="1")


@nox.session(python=OLDEST, requires=["wheel", "aws_program"])
def tests_lowest(session: nox.Session) -> None:
    """Run the tests on the lowest versions that the metadata promises."""
    # To uv only what it is told itself is direct, not what the wheel asks for.
    metadata = PROJECT["project"]
    extras = itertools.chain.from_iterable(metadata["optional-dependencies"].values())
    session.install(
        "--resolution=lowest-direct",
        _built_wheel(session, *EXTRAS),
        *metadata["dependencies"],
        *extras,
        *_group("test"),
    )
    session.install("--no-deps", *_group("febrl"))
    session.run("uv", "pip", "list", external=True)  # the log says which versions those were
    session.run("pytest", _IN_PARALLEL, *session.posargs, env=_test_environment(session))


@nox.session(python=OLDEST, requires=["wheel", "aws_program"])
def coverage(session: nox.Session) -> None:
    """Run the tests on the oldest Python and demand that they reach every branch.

    CPython 3.13.0 has crashed while coverage traced threads that ended.
    """
    session.install(_built_wheel(session, *EXTRAS), *_group("coverage"))
    session.install("--no-deps", *_group("febrl"))
    session.run("coverage", "erase")
    session.run(
        *("coverage", "run", "-m", "pytest", _IN_PARALLEL, *session.posargs),
        env=_test_environment(session),
    )
    session.run("coverage", "combine", "--quiet")
    session.run("coverage", "report")


@nox.session
def release(session: nox.Session) -> None:
    """Build what would be published, and again from what was built: the bytes must be the same."""
    session.install(*_group("release"))
    folder = session.cache_dir / "release"
    shutil.rmtree(folder, ignore_errors=True)
    built = _build(session, Path.cwd(), folder / "dist")
    with tarfile.open(next(path for path in built if path.suffix == ".gz")) as sdist:
        sdist.extractall(folder / "unpacked", filter="data")
    (unpacked,) = (folder / "unpacked").iterdir()
    for path, again in zip(built, _build(session, unpacked, folder / "again"), strict=True):
        if (path.name, path.read_bytes()) != (again.name, again.read_bytes()):
            session.error(f"{path} and {again} are not the same: what is built cannot be repeated")
    session.run("twine", "check", "--strict", *map(str, built))
    session.run("check-wheel-contents", str(folder / "dist"))


@nox.session(requires=["wheel"])
@nox.parametrize(
    ("source", "extra"),
    [("wheel", None), *(("wheel", extra) for extra in EXTRAS), ("sdist", None)],
    ids=["wheel", *(f"wheel-{extra}" for extra in EXTRAS), "sdist"],
)
def install(session: nox.Session, source: str, extra: str | None) -> None:
    """Install cpkit where nothing else is, and take the first steps of README."""
    extras = () if extra is None else (extra,)
    if source == "wheel":
        session.install(_built_wheel(session, *extras))
    else:
        folder = Path(session.create_tmp())
        out = ("--sdist", "--out-dir", str(folder.resolve()))
        session.run("uv", "build", "--quiet", *out, external=True)
        (sdist,) = folder.glob("*.tar.gz")
        session.install(str(sdist))
    session.run("uv", "pip", "check", external=True)
    readme, steps = Path("README.md").resolve(), Path("tests/support/first_steps.py").resolve()
    with session.chdir(session.create_tmp()):
        session.run("python", str(steps), str(readme), *extras, env=_isolated(session))


@nox.session(requires=["wheel"])
def soak(session: nox.Session) -> None:
    """Let threads work on the stand-in for 20 seconds, or `-- --seconds 600`, with faults."""
    session.install(_built_wheel(session, "local"), *_group("soak"))
    session.run("python", "-m", "tests.soak", *session.posargs, env=_isolated(session))


@nox.session(python=NEWEST, requires=["wheel"], default=False)
def simulations(session: nox.Session) -> None:
    """Simulate what docs/explanation/retries.md shows, and write its tables and plots anew."""
    session.install(_built_wheel(session, "local"), *_group("simulations"))
    session.run("python", "docs/simulations/retries.py", env=_isolated(session))


@nox.session(default=False)
def audit(session: nox.Session) -> None:
    """Look for known vulnerabilities in what an installation brings along; needs a network.

    The versions are the newest that fit, with all extras. What stands after `--` goes to
    pip-audit, such as `-s osv` where PyPI's own database cannot be reached.
    """
    session.install(*_group("audit"))
    needed, report = session.cache_dir / "audited.txt", session.cache_dir / "audit.json"
    report.unlink(missing_ok=True)
    compiling = ("uv", "pip", "compile", "--quiet", "--no-header", "--all-extras", "pyproject.toml")
    session.run(*compiling, "--output-file", str(needed), external=True, silent=True)
    # It succeeds, too, where its database knows none of the packages: only its report tells.
    session.run(
        *("pip-audit", "--progress-spinner=off", "--no-deps", "--disable-pip", "--format=json"),
        *("--requirement", str(needed), "--output", str(report), *session.posargs),
        success_codes=(0, 1),
    )
    session.run("python", "tests/support/audit_report.py", str(needed), str(report))


@nox.session(python=NEWEST, requires=["wheel"])
def docs(session: nox.Session) -> None:
    """Build the site, every warning an error and nothing from a network."""
    session.install(_built_wheel(session, *EXTRAS), *_group("docs"))
    site = _site_folder(session)
    shutil.rmtree(site, ignore_errors=True)
    session.run(
        *("python", "-m", "sphinx", "--quiet", "--fresh-env", "--nitpicky"),
        *("--fail-on-warning", "--keep-going", "--builder", "html", "--jobs", "2"),
        *("--doctree-dir", session.create_tmp(), "docs", str(site)),
        env=_isolated(session),
    )
    session.run("pytest", "tests/site/pages.py", env=_site_environment(session))
    session.log(f"open {(site / 'index.html').resolve().as_uri()}")


@nox.session(python=NEWEST, requires=["docs"])
def browser(session: nox.Session) -> None:
    """Open the site in headless Chromium, follow its navigation and use its search."""
    program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
    if program is None:
        missing = "Chromium is not installed: `apt-get install chromium` does it on Debian"
        if os.environ.get("CI"):
            session.error(missing)
        session.skip(missing)
    session.install(*_group("browser"))
    environment = {**_site_environment(session), "CPKIT_CHROMIUM": program}
    session.run("pytest", "tests/site/browser.py", *session.posargs, env=environment)


@nox.session(python=NEWEST, requires=["wheel"])
def notebooks(session: nox.Session) -> None:
    """Run the notebooks in a real kernel: they show what is stored, and complete what is public.

    With ``-- --update-goldens`` what they show now is stored.
    """
    session.install(_built_wheel(session, "yaml", "preview"), *_group("notebooks"))
    checks = sorted(str(path) for path in Path("tests/notebooks").glob("check_*.py"))
    session.run("pytest", *checks, *session.posargs, env=_isolated(session))


@nox.session(requires=["wheel"])
def demo(session: nox.Session) -> None:
    """Show cpkit at work against its stand-in: no account, no network."""
    session.install(_built_wheel(session, *EXTRAS))
    session.run("python", "docs/demo.py", env=_isolated(session))


@nox.session(python=OLDEST, requires=["wheel"], default=False)
def mutation(session: nox.Session) -> None:
    """Change the code in every small way: tests must notice 9 of 10; ``-- planning`` for one part.

    What is changed and run is a copy of the source, which stands in front of the wheel.
    """
    session.install(_built_wheel(session, *EXTRAS), *_group("mutation"))
    folder = session.cache_dir / "mutation"
    session.run(
        *("python", "-m", "tests.mutation", "--folder", str(folder.resolve()), *session.posargs),
        env=_isolated(session),
    )


@nox.session(requires=["wheel"], default=False)
def bench(session: nox.Session) -> None:
    """Measure cpkit beside boto3, pydantic, msgspec and what else there is, and print the table."""
    session.install(_built_wheel(session, *EXTRAS), *_group("bench"), *_group("peers"))
    # Its requirement excludes the stubs that know DataStore, and it needs none of them to run.
    session.install("--no-deps", "boto3-dataclass-customer-profiles")
    session.run("python", "-m", "tests.benchmarks", *session.posargs, env=_isolated(session))


def _run_tests(session: nox.Session, *options: str, **variables: str) -> None:
    """Run the tests on the newest versions of all that cpkit needs."""
    session.install(_built_wheel(session, *EXTRAS), *_group("test"))
    session.install("--no-deps", *_group("febrl"))
    environment = {**_test_environment(session), **variables}
    session.run("pytest", _IN_PARALLEL, *options, *session.posargs, env=environment)


def _group(name: str) -> list[str]:
    """Return the requirements of one dependency group of pyproject.toml."""
    return list(nox.project.dependency_groups(PROJECT, name))


def _build(session: nox.Session, source: Path, folder: Path) -> list[Path]:
    """Build sdist and wheel from a source tree, and return their paths in order."""
    out = ("--sdist", "--wheel", "--out-dir", str(folder.resolve()), str(source))
    # The build backend dates all files alike unless it is told when; nobody shall tell it.
    session.run("uv", "build", "--quiet", *out, env={"SOURCE_DATE_EPOCH": None}, external=True)
    return sorted(path for path in folder.iterdir() if path.suffix in {".gz", ".whl"})


def _wheel_folder(session: nox.Session) -> Path:
    """Return the folder that holds the wheel of this run and nothing else."""
    return session.cache_dir / "wheel"


def _built_wheel(session: nox.Session, *extras: str) -> str:
    """Return the requirement that installs the wheel of this run with these extras."""
    (path,) = _wheel_folder(session).glob("*.whl")
    return f"cpkit[{','.join(extras)}] @ {path.resolve().as_uri()}"


def _site_folder(session: nox.Session) -> Path:
    """Return the folder that holds the site of this run."""
    return session.cache_dir / "site"


def _site_environment(session: nox.Session) -> dict[str, str | None]:
    """Return the variables of a run of what checks the site: where it is."""
    return {**_isolated(session), "CPKIT_SITE": str(_site_folder(session))}


def _test_environment(session: nox.Session) -> dict[str, str | None]:
    """Return the variables of a test run: no account, and where the `aws` program is.

    Tests that need the program are skipped without `CPKIT_AWS_PROGRAM`; here they always run.
    """
    folder = session.cache_dir.parent / "aws_program" / ("Scripts" if os.name == "nt" else "bin")
    program = shutil.which("aws", path=folder)
    if program is None:
        session.error(f"no aws program in {folder}: run the session aws_program")
    return {**_isolated(session), "CPKIT_AWS_PROGRAM": str(Path(program).absolute())}


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

"""A user's first steps, in an environment that has what the user asked for and nothing else.

``python tests/support/first_steps.py README.md yaml`` goes them where cpkit was installed with the
extra ``yaml``. It uses nothing but the standard library and cpkit, and ends with a traceback at
the first step that fails.
"""

import contextlib
import doctest
import io
import re
import subprocess
import sys
from pathlib import Path

__all__ = ["main"]

BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def import_it() -> None:
    """Import cpkit, which loads attrs and nothing else that had to be installed."""
    before = set(sys.modules)
    import cpkit

    assert "site-packages" in Path(cpkit.__file__).parts, cpkit.__file__
    files = {name: getattr(sys.modules[name], "__file__", None) for name in {*sys.modules} - before}
    installed = {name.partition(".")[0] for name, file in files.items() if _is_installed(file)}
    assert {"attr", "attrs", "cpkit"} == installed, installed


def _is_installed(file: str | None) -> bool:
    return file is not None and "site-packages" in Path(file).parts


def run_readme(readme: Path) -> None:
    """Run the first session and the first program of README, which show what they give."""
    blocks: list[tuple[str, str]] = BLOCK.findall(readme.read_text("utf-8"))
    session = next(text for language, text in blocks if language == "pycon")
    test = doctest.DocTestParser().get_doctest(session, {}, readme.name, str(readme), 0)
    assert doctest.TestResults(0, len(test.examples)) == doctest.DocTestRunner().run(test)

    index = next(index for index, (language, _) in enumerate(blocks) if language == "python")
    (_, program), (_, shown) = blocks[index : index + 2]
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(program, readme.name, "exec"), {})  # noqa: S102 - what a user would type
    assert shown == printed.getvalue(), printed.getvalue()


def read_yaml(*, is_installed: bool) -> None:
    """Read a YAML file: without the extra, one line says what to install."""
    from cpkit import documents

    Path("shop.yaml").write_text("DomainName: shop\n", encoding="utf-8")
    try:
        said = documents.load("shop.yaml").domain_name
    except ImportError as error:
        said = str(error)

    assert ("shop" if is_installed else "pip install 'cpkit[yaml]'") in said, said


def run_command(*, is_installed: bool) -> None:
    """Check a file with the command: without the extra, one line says what to install."""
    asked = _run("cpkit", "--version")
    assert (0, "") == (asked.returncode, asked.stderr), asked
    done = _run("cpkit", "check", "shop.yaml")
    if is_installed:
        assert (0, "", "") == (done.returncode, done.stdout, done.stderr), done
    else:
        install = "cpkit: the command needs the extra: pip install 'cpkit[cli]'\n"
        assert (1, "", install) == (done.returncode, done.stdout, done.stderr), done


def serve_it(*, is_installed: bool) -> None:
    """Serve the stand-in: without the extra, one line says what to install."""
    if is_installed:
        from urllib.request import urlopen

        from cpkit.local import serve

        with serve() as server, urlopen(f"{server.endpoint_url}/domains") as answer:  # noqa: S310 - on loopback
            assert b'{"Items": []}' == answer.read()
        return
    done = _run("cpkit.local", "--port", "0")
    assert (1, "") == (done.returncode, done.stdout), done
    assert "python -m cpkit.local: serving needs werkzeug: pip install 'cpkit[local]'\n" == (
        done.stderr
    ), done


def preview_it(*, is_installed: bool) -> None:
    """Evaluate rules: without the extra, the error says what to install."""
    import cpkit

    rules = cpkit.RuleBasedMatching(
        enabled=True,
        matching_rules=[["FirstName"]],
        max_allowed_rule_level_for_matching=1,
        max_allowed_rule_level_for_merging=1,
    )
    profiles = [{"ProfileId": name, "FirstName": "Jo"} for name in "ab"]
    try:
        said = repr(cpkit.preview.evaluate(profiles, rules))
    except ImportError as error:
        said = str(error)

    expected = "<Preview of 2 profiles" if is_installed else "pip install 'cpkit[preview]'"
    assert expected in said, said


def _run(*program: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", *program], capture_output=True, text=True, check=False
    )


def main(readme: str, *extras: str) -> None:
    """Take all steps, each only after the one before.

    Args:
        readme: The path of README.md.
        extras: The extras that were asked for.
    """
    import_it()
    run_readme(Path(readme))
    read_yaml(is_installed=bool({"cli", "yaml"} & {*extras}))
    run_command(is_installed="cli" in extras)
    serve_it(is_installed="local" in extras)
    preview_it(is_installed="preview" in extras)


if __name__ == "__main__":
    main(*sys.argv[1:])

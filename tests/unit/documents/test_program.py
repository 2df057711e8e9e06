"""Check files with the program, as CI and people do."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from cpkit.documents.program import main

pytestmark = pytest.mark.usefixtures("folder")

ROOT = Path(__file__).parents[3]
"""Where programs are started: what leads to the source tree may be written from there."""

GOOD = "DomainName: shop\n"
WRONG = "DomainName: shop\nMatching: {Enabeld: true}\nDefaultExpirationDays: 2000\n"

KEY = "arn:aws:kms:us-east-1:111122223333:key/0a1b2c3d"
QUEUE = "https://sqs.us-east-1.amazonaws.com/111122223333/letters"
VALUE = "confidential-value"


def pipe(monkeypatch: pytest.MonkeyPatch, content: bytes) -> None:
    """Let standard input hold something."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content), encoding="ascii"))


@pytest.mark.parametrize(
    ("arguments", "status", "findings"),
    [
        (["good.yaml"], 0, 0),
        (["good.yaml", "good.yaml"], 0, 0),
        (["suspicious.yml"], 0, 1),
        (["suspicious.yml", "--strict"], 1, 1),
        (["suspicious.yml", "--strict", "--ignore", "exports-nothing"], 0, 0),
        (["wrong.yaml"], 1, 3),
        (["wrong.yaml", "--ignore=range"], 1, 2),
        (["unreadable.json"], 1, 1),
        (["unreadable.json", "good.yaml"], 1, 1),
        (["missing.json"], 2, 1),
        (["."], 2, 1),
        (["missing.json", "wrong.yaml"], 2, 4),
        (["wrong.yaml", "missing.json"], 2, 4),
    ],
)
def test_program_when_it_ends_then_its_status_says_how(
    capsys: pytest.CaptureFixture[str], arguments: list[str], status: int, findings: int
) -> None:
    """Zero is fine, one is a problem, two a file that was not checked; a finding is a line."""
    assert status == main(arguments)

    assert findings == len(capsys.readouterr().out.splitlines())


@pytest.mark.parametrize(
    ("arguments", "fragment"),
    [
        ([], "FILE"),
        (
            ["good.yaml", "--ignore", "ranges"],
            "--ignore: 'ranges' is not a check that can be ignored",
        ),
        (["good.yaml", "--ignore", "ranges"], "did you mean 'range'?"),
        (["good.yaml", "--ignore", "required"], "'required' is not a check that can be ignored"),
        (["good.yaml", "--format", "xml"], "text"),
        (["-"], ": error: give --as json or --as yaml for what standard input holds\n"),
        (["good.yaml", "--nonsense"], "--nonsense"),
    ],
)
def test_program_when_the_command_line_is_wrong_then_it_says_so(
    capsys: pytest.CaptureFixture[str], arguments: list[str], fragment: str
) -> None:
    """Nothing is checked by half: the status is two, and the message names the option."""
    with pytest.raises(SystemExit) as caught:
        main(arguments)

    printed = capsys.readouterr()
    assert (2, "", True) == (caught.value.code, printed.out, fragment in printed.err)


@pytest.mark.parametrize(
    ("content", "status", "printed"),
    [
        (WRONG.encode(), 1, "-:3:24: error: DefaultExpirationDays: "),
        (WRONG.replace("\n", "\r\n").encode(), 1, "-:3:24: error: DefaultExpirationDays: "),
        (GOOD.encode(), 0, ""),
        (b"DomainName: \xff", 1, "-:1:13: error: the document is not UTF-8"),
        (b"", 1, "-: error: the document is empty"),
        (b"a" * 2_097_153, 1, "-: error: the document has more than 2 MiB"),
    ],
)
def test_program_when_it_reads_standard_input_then_as_it_is_told(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    content: bytes,
    status: int,
    printed: str,
) -> None:
    """A text has no suffix; lines end as they like."""
    pipe(monkeypatch, content)

    assert status == main(["-", "--as", "yaml"])

    assert printed in capsys.readouterr().out


def test_program_when_a_suffix_says_nothing_then_the_format_can_be_given(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A template's file may be named as it likes."""
    Path("shop.yaml.in").write_text(GOOD)

    assert 2 == main(["shop.yaml.in"])
    assert capsys.readouterr().out.endswith(
        ": the suffix names no format; use --as json or --as yaml, or rename the file "
        "[unreadable]\n"
    )
    assert 0 == main(["shop.yaml.in", "--as=yaml"])


def test_program_when_the_extra_is_missing_then_it_names_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What to install is in the finding; JSON is checked all the same."""
    monkeypatch.delitem(sys.modules, "cpkit.documents.read.yaml_reader", raising=False)
    monkeypatch.setitem(sys.modules, "ruamel.yaml", None)

    assert 2 == main(["good.yaml", "unreadable.json"])

    missing, unreadable = capsys.readouterr().out.splitlines()
    assert "pip install 'cpkit[yaml]'" in missing
    assert unreadable.startswith("unreadable.json:1:22:")


@pytest.mark.parametrize("output", ["text", "github", "json"])
@pytest.mark.parametrize(
    "text",
    [
        f"DomainName: a b\nDefaultEncryptionKey: {KEY}{'x' * 300}",
        f"DomainName: a b\nDefaultEncryptionKey: [{KEY}]",
        f"DomainName: a b\nDefaultEncryptionKey:{KEY}",
        f"DomainName: a b\nDefaultEncryptonKey: {KEY}",
        f"DomainName: a b\nDefaultEncryptionKey: *{KEY}",
        f"DomainName: a b\nDefaultEncryptionKey: !x {KEY}",
        f"DomainName: a b\nDefaultEncryptionKey: {KEY}: {KEY}",
        f"DomainName: a b\nDeadLetterQueueUrl: {{{QUEUE}: 1}}",
        f"DomainName: a b\nDeadLetterQueueUrl: {QUEUE}{'x' * 300}",
        f"DomainName: a b\nDeadLetterQueueURL: {QUEUE}",
        f"DomainName: a b\nTags: {{a: {VALUE}{'x' * 300}}}",
        f"DomainName: a b\nTags: {{'aws:a': {VALUE}}}",
        f"DomainName: a b\nTags: {{a: [{VALUE}]}}",
        f"DomainName: a b\nTags: {VALUE}",
        f"DomainName: a b\nTags: [{VALUE}]",
        f"DomainName: a b\nTags: {{a: {VALUE}, a: {VALUE}}}",
        f'DomainName: a b\nTags: {{a: "{VALUE}\\q"}}',
        f"DomainName: a b\nTags:\n  a: {VALUE}\n b: {VALUE}",
    ],
)
def test_program_when_secrets_stand_in_a_file_then_none_is_printed(
    capsys: pytest.CaptureFixture[str], text: str, output: str
) -> None:
    """The log of a build is read by many."""
    Path("secret.yaml").write_text(text)

    assert 1 == main(["secret.yaml", "--format", output])

    printed = "".join(capsys.readouterr())
    assert printed
    assert not [part for part in ("arn:", "sqs", "111122223333", VALUE) if part in printed]


def test_program_when_the_locale_is_not_utf_8_then_all_is_read_and_written_as_utf_8(
    folder: Path,
) -> None:
    """Neither the machine's encoding nor a name that is none changes a byte of what is said."""
    name = os.fsdecode("bücher-".encode() + (b"" if sys.platform == "win32" else b"\xff"))
    (folder / f"{name}.yaml").write_bytes("DomainName: bücher\r\n".encode())

    done = subprocess.run(
        [sys.executable, "-m", "cpkit.documents", folder / f"{name}.yaml", "--format=github"],
        capture_output=True,
        check=False,
        cwd=ROOT,
        env={**os.environ, "LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"},
    )

    assert (1, b"") == (done.returncode, done.stderr)
    assert b"col=13" in done.stdout
    assert "not 'bücher'" in done.stdout.decode()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such device")
def test_program_when_a_file_never_ends_then_it_does(folder: Path) -> None:
    """A device is read as far as a document may be long."""
    (folder / "endless.json").symlink_to("/dev/zero")

    assert 1 == main(["endless.json"])


def test_module_when_it_is_run_then_it_is_the_program(folder: Path) -> None:
    """`python -m cpkit.documents` reads its command line, and ends as the program does."""
    done = subprocess.run(
        [sys.executable, "-m", "cpkit.documents", folder / "wrong.yaml"],
        capture_output=True,
        check=False,
        cwd=ROOT,
    )

    assert (1, b"", 3) == (done.returncode, done.stderr, len(done.stdout.splitlines()))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such pipes")
def test_program_when_nobody_reads_any_more_then_it_ends_quietly(folder: Path) -> None:
    """`| head -1` is no failure."""
    with subprocess.Popen(
        [sys.executable, "-m", "cpkit.documents", *[folder / "wrong.yaml"] * 1000],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
    ) as program:
        assert program.stdout is not None
        assert program.stderr is not None
        program.stdout.close()

        assert (1, b"") == (program.wait(), program.stderr.read())


def test_program_when_interrupted_then_it_ends_quietly(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-C while it waits for input is no failure to report."""

    class Interrupted(io.BytesIO):
        """Stand for a terminal at which somebody presses Ctrl-C."""

        def read(self, _size: int | None = -1, /) -> bytes:
            """Be interrupted."""
            raise KeyboardInterrupt

    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(Interrupted()))
    status = main(["--as=yaml", "-"])

    assert (130, ("", "")) == (status, tuple(capsys.readouterr()))

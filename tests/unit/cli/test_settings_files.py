"""Which texts name files, and what is in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cpkit.cli.settings_files import find_files, is_file_name, read_files

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.command import Run

pytestmark = pytest.mark.usefixtures("folder")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        *(("shop", False), ("shop.yaml", True), ("shop.yml", True), ("a/b", True)),
        *(("x.json", True), ("SHOP.YAML", True), ("yaml", False)),
    ],
)
def test_name_when_it_has_a_suffix_or_a_slash_then_a_file(text: str, *, expected: bool) -> None:
    """Names of domains have neither."""
    assert expected == is_file_name(text)


def test_files_when_named_twice_then_found_once(folder: Path) -> None:
    """A folder and a file in it overlap."""
    found = [path.name for path in find_files(["domains", "domains/shop.yaml", "."])]

    assert (["shop.yaml"], True) == (found, folder.exists())


def test_files_when_a_link_leads_nowhere_then_it_is_a_problem(folder: Path) -> None:
    """A file that is meant to be there is not passed over."""
    (folder / "domains" / "gone.yaml").symlink_to("nowhere.yaml")
    (folder / "domains" / "loop.yaml").symlink_to("loop.yaml")
    (folder / "domains" / "twin.yaml").symlink_to("shop.yaml")
    (folder / "domains" / "folder.yaml").mkdir()

    files = read_files(["domains"])

    assert [
        ("gone.yaml", "no such file or directory; check the path and its permissions."),
        ("loop.yaml", "too many levels of symbolic links; check the path and its permissions."),
        ("shop.yaml", None),
    ] == [(file.path.name, file.error) for file in files]


def test_files_when_suffixes_are_in_capitals_then_found(folder: Path) -> None:
    """A file that nobody checks is worse than one too many."""
    (folder / "domains" / "STORE.YML").write_text("DomainName: store\n")

    files = read_files(["domains"])

    assert ["store", "shop"] == [file.settings.domain_name for file in files if file.settings]


def test_files_when_one_is_broken_then_the_others_have_settings(folder: Path) -> None:
    """Each file is what it is."""
    (folder / "domains" / "broken.json").write_text("[]")
    (folder / "domains" / "twin.yaml").write_text("DomainName: shop\n")

    files = read_files(["domains"])

    assert [("broken.json", False), ("shop.yaml", True), ("twin.yaml", False)] == [
        (file.path.name, file.settings is not None) for file in files
    ]
    assert files[2].error == (
        "domain shop is declared by domains/shop.yaml as well; keep one of the two files."
    )


@pytest.mark.parametrize("name", ["check", "plan", "apply", "drift"])
def test_files_when_a_path_is_empty_then_wrong_usage(run: Run, name: str) -> None:
    """A variable of the shell that is not set must not become the working folder."""
    done = run(name, "", "--region", "eu-central-1") if name != "check" else run(name, "")

    assert (2, "") == (done.status, done.out)
    assert done.err.startswith(f"cpkit {name}: a PATH is an empty string; name a file or a folder")


ODD = "shop\r\n::error::forged\x1b[31m.yaml"


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", ODD),
        ("check", "."),
        ("plan", ODD),
        ("plan", "."),
        ("apply", "--yes", ODD),
        ("apply", "--yes", "--accept", "x", "."),
        ("drift", ODD),
        ("diff", ODD, "domains/shop.yaml"),
        ("diff", "domains/shop.yaml", f"no{ODD}"),
        ("plan", ODD.removesuffix(".yaml")),
    ],
)
@pytest.mark.parametrize("text", ["DefaultExpirationDays: 2000", "{", "DomainName: shop"])
@pytest.mark.usefixtures("service")
def test_files_when_a_name_contains_line_breaks_then_no_line_is_forged(
    run: Run, folder: Path, arguments: tuple[str, ...], text: str
) -> None:
    """Whoever opens a pull request names its files."""
    (folder / ODD).write_text(text)
    (folder / ODD.removesuffix(".yaml")).mkdir()
    done = run(*arguments)

    is_fine = text == "DomainName: shop" and arguments == ("check", ODD)
    assert is_fine is not bool(done.out + done.err)
    for printed in (done.out, done.err):
        assert not [line for line in printed.splitlines() if line.startswith("::error::forged")]
        assert "\x1b[31m" not in printed

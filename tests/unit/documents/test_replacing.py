"""Files that are replaced as a whole or not at all."""

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cpkit.documents.replacing import replace_file

CONTENT = b"after"


def test_replace_when_writing_fails_then_the_file_stays_and_nothing_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file is replaced as a whole or not at all."""
    path = tmp_path / "shop.json"
    path.write_text("before")

    def fail(_: int) -> None:
        raise OSError("disk full")

    monkeypatch.setattr("os.fsync", fail)
    with pytest.raises(OSError, match="disk full"):
        replace_file(path, CONTENT)

    assert "before" == path.read_text()
    assert [path] == list(tmp_path.iterdir())


def test_replace_when_there_is_no_such_folder_then_the_file_that_was_asked_for_is_named(
    tmp_path: Path,
) -> None:
    """The file that would have been beside it says nothing to anybody."""
    path = tmp_path.resolve() / "missing" / "shop.yaml"

    with pytest.raises(FileNotFoundError) as caught:
        replace_file(path, CONTENT)
    assert (str(path), os.strerror(errno.ENOENT)) == (caught.value.filename, caught.value.strerror)


def test_replace_when_the_path_is_a_folder_then_nothing_is_left(tmp_path: Path) -> None:
    """What cannot be opened is not replaced."""
    path = tmp_path / "shop.json"
    path.mkdir()

    with pytest.raises(OSError, match=r"shop\.json"):
        replace_file(path, CONTENT)

    assert [path] == list(tmp_path.iterdir())


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_replace_when_the_file_is_there_then_its_permissions_stay(tmp_path: Path) -> None:
    """Who could not read it before cannot read it now."""
    path, new, usual = (tmp_path / name for name in ("shop.json", "new.json", "usual"))
    path.touch(mode=0o600)
    usual.touch()

    replace_file(path, CONTENT)
    replace_file(new, CONTENT)

    assert 0o600 == path.stat().st_mode & 0o777
    assert usual.stat().st_mode == new.stat().st_mode


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
@pytest.mark.parametrize("permissions", [0o600, 0o640, 0o660])
def test_replace_when_the_file_is_private_then_no_other_file_is_ever_wider(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, permissions: int
) -> None:
    """The file beside it has its permissions before it has any content, whatever the mask."""
    path = tmp_path / "shop.json"
    path.touch()
    path.chmod(permissions)
    seen: set[int] = set()

    def watch(function: Callable[..., Any]) -> Callable[..., Any]:
        def watched(*arguments: Any) -> Any:
            result = function(*arguments)
            seen.update(file.stat().st_mode & 0o777 for file in tmp_path.iterdir())
            return result

        return watched

    for name in ("open", "fdopen", "fsync"):
        monkeypatch.setattr(os, name, watch(getattr(os, name)))
    monkeypatch.setattr(Path, "chmod", watch(Path.chmod))
    mask = os.umask(0)
    try:
        replace_file(path, CONTENT)
    finally:
        os.umask(mask)

    assert permissions == path.stat().st_mode & 0o777
    assert {0o600, permissions} == seen | {0o600}
    assert CONTENT == path.read_bytes()


def test_replace_when_a_link_leads_to_itself_then_it_is_an_os_error(tmp_path: Path) -> None:
    """It is neither replaced nor followed without end."""
    path = tmp_path / "shop.json"
    try:
        path.symlink_to(path)
    except OSError:
        pytest.skip("this system lets nobody make links")

    with pytest.raises(OSError, match=r"shop\.json") as caught:
        replace_file(path, CONTENT)

    assert errno.ELOOP == caught.value.errno
    assert [path] == list(tmp_path.iterdir())
    assert path.is_symlink()


def test_replace_when_a_link_leads_nowhere_then_what_it_names_is_made(tmp_path: Path) -> None:
    """As whoever opens it for writing would."""
    path, link = tmp_path / "shop.json", tmp_path / "link.json"
    try:
        link.symlink_to(path)
    except OSError:
        pytest.skip("this system lets nobody make links")

    replace_file(link, CONTENT)

    assert link.is_symlink()
    assert CONTENT == path.read_bytes()


def test_replace_when_the_path_is_a_link_then_what_it_names_is_replaced(tmp_path: Path) -> None:
    """The link stays one."""
    path, link = tmp_path / "shop.json", tmp_path / "link.json"
    path.touch()
    try:
        link.symlink_to(path)
    except OSError:
        pytest.skip("this system lets nobody make links")

    replace_file(link, CONTENT)

    assert link.is_symlink()
    assert CONTENT == path.read_bytes()


def test_replace_when_the_path_is_no_file_then_it_is_written_to(tmp_path: Path) -> None:
    """Who writes to /dev/null as root would take it away from the whole machine."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)

    replace_file(pipe, b"content")

    assert (b"content", True) == (os.read(reader, 99), pipe.is_fifo())
    os.close(reader)

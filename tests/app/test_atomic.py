"""A file is the old one or the new one, whatever fails on the way."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.faults.children import key_as_nobody, needs_posix

from itadesk.app.atomic import write_atomic
from itadesk.core.errors import UserError

OLD, NEW = "เดิม".encode(), "รายงานใหม่".encode()
CODES = {
    errno.ENOSPC: "disk-full",
    errno.EFBIG: "disk-full",
    errno.EACCES: "cannot-write",
    errno.EROFS: "cannot-write",
    errno.EIO: "drive-trouble",
    errno.ENODEV: "drive-trouble",
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "รายงาน ๒๕๖๘.pdf"


def test_a_new_file(path: Path) -> None:
    write_atomic(path, NEW)
    assert path.read_bytes() == NEW
    assert list(path.parent.iterdir()) == [path]


def test_an_old_file_is_replaced(path: Path) -> None:
    path.write_bytes(OLD)
    write_atomic(path, NEW)
    assert path.read_bytes() == NEW
    assert list(path.parent.iterdir()) == [path]


def test_pieces_are_written_as_they_come(path: Path) -> None:
    write_atomic(path, (letter.encode() for letter in "ฟื้น"))
    assert path.read_text(encoding="utf-8") == "ฟื้น"


def test_nothing_at_all_is_a_file_too(path: Path) -> None:
    write_atomic(path, b"")
    assert path.read_bytes() == b""


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UserError) as told:
        write_atomic(tmp_path / "none" / "a.pdf", NEW)
    assert told.value.key == "folder-missing"
    assert told.value.facts == {"name": "a.pdf"}


def test_a_folder_in_the_place_of_the_file(path: Path) -> None:
    path.mkdir()
    with pytest.raises(UserError) as told:
        write_atomic(path, NEW)
    assert told.value.key in {"cannot-write", "drive-trouble"}
    assert list(path.parent.iterdir()) == [path]


@needs_posix
def test_a_folder_that_may_not_be_written(reachable: Path) -> None:
    reachable.chmod(0o555)
    assert key_as_nobody("write_atomic(path, b'')", reachable / "a.pdf") == "cannot-write"


def test_what_fails_while_it_is_made_leaves_the_old_file(path: Path) -> None:
    path.write_bytes(OLD)

    def pieces() -> Iterator[bytes]:
        yield NEW
        raise UserError("file-damaged", name="a.itadesk")

    with pytest.raises(UserError) as told:
        write_atomic(path, pieces())
    assert told.value.key == "file-damaged"
    assert path.read_bytes() == OLD
    assert list(path.parent.iterdir()) == [path]


def failing(code: int) -> Callable[..., None]:
    def fail(*_args: object, **_named: object) -> None:
        raise OSError(code, os.strerror(code))

    return fail


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("where", ["open", "fsync", "replace"])
def test_p24_a_failure_leaves_the_old_file_and_nothing_else(
    path: Path, monkeypatch: pytest.MonkeyPatch, where: str, code: int
) -> None:
    path.write_bytes(OLD)
    monkeypatch.setattr(Path if where == "open" else os, where, failing(code))
    with pytest.raises(UserError) as told:
        write_atomic(path, NEW)
    monkeypatch.undo()
    assert told.value.key == CODES[code]
    assert told.value.facts == {"name": path.name}
    assert path.read_bytes() == OLD
    assert list(path.parent.iterdir()) == [path]


@needs_posix
def test_p24_a_disk_that_is_full_after_any_byte(path: Path) -> None:
    resource = pytest.importorskip("resource")
    path.write_bytes(OLD)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    for most in range(len(NEW)):
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, before[1]))
        try:
            with pytest.raises(UserError) as told:
                write_atomic(path, NEW)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, before)
        assert told.value.key == "disk-full"
        assert path.read_bytes() == OLD
        assert list(path.parent.iterdir()) == [path]


def test_a_folder_that_refuses_to_be_synced_is_no_failure(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[int] = []
    fsync = os.fsync

    def refuse_folder(opened: int) -> None:
        synced.append(opened)
        if len(synced) > 1:
            raise OSError(errno.EINVAL, "no")
        fsync(opened)

    monkeypatch.setattr(os, "fsync", refuse_folder)
    write_atomic(path, NEW)
    assert path.read_bytes() == NEW
    assert len(synced) == (2 if os.name == "posix" else 1)

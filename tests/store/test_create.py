"""A new file is whole under its name, or nothing has changed."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from tests.faults.children import key_as_nobody, needs_posix
from tests.store.offices import new_file

from itadesk.core.changelog import EXISTS, Edit
from itadesk.core.errors import UserError
from itadesk.core.model import Office
from itadesk.store.check import check
from itadesk.store.file import OfficeFile


def test_a_new_file_is_sound_and_alone_in_its_folder(tmp_path: Path) -> None:
    path = new_file(tmp_path / "น้ำ ป่า ญี่ปุ่น.itadesk")
    assert check(path).is_sound
    assert list(tmp_path.iterdir()) == [path]


def test_an_office_of_nothing_can_be_made(tmp_path: Path) -> None:
    path = new_file(tmp_path / "a.itadesk", [])
    assert check(path).is_sound
    with OfficeFile.open(path) as file:
        assert file.state.get(Office, "office") is None
        assert file.highest_clock == 0


def test_a_file_is_never_written_over(tmp_path: Path) -> None:
    path = tmp_path / "a.itadesk"
    path.write_bytes(b"a report")
    with pytest.raises(UserError) as told:
        new_file(path)
    assert told.value.key == "file-exists"
    assert path.read_bytes() == b"a report"
    assert list(tmp_path.iterdir()) == [path]


def test_a_name_that_leads_nowhere_is_not_followed(tmp_path: Path) -> None:
    path = tmp_path / "a.itadesk"
    try:
        path.symlink_to(tmp_path / "elsewhere.itadesk")
    except OSError:
        pytest.skip("this system lets nobody make symbolic links")
    with pytest.raises(UserError) as told:
        new_file(path)
    assert told.value.key == "file-exists"
    assert not (tmp_path / "elsewhere.itadesk").exists()


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UserError) as told:
        new_file(tmp_path / "none" / "a.itadesk")
    assert told.value.key == "folder-missing"


def test_a_file_in_the_place_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(UserError) as told:
        new_file(tmp_path / "file" / "a.itadesk")
    assert told.value.key == "folder-missing"


@needs_posix
def test_a_folder_that_may_not_be_written(reachable: Path) -> None:
    reachable.chmod(0o555)
    new = "Session.new(path, [Edit('office', 'office', EXISTS, True)])"
    assert key_as_nobody(new, reachable / "a.itadesk") == "cannot-write"
    assert list(reachable.iterdir()) == []


@pytest.mark.parametrize(
    ("code", "key"),
    [
        (errno.ENOSPC, "disk-full"),
        (errno.EACCES, "cannot-write"),
        (errno.EIO, "drive-trouble"),
        (errno.ENODEV, "drive-trouble"),
    ],
)
def test_p24_nothing_is_left_when_the_name_cannot_be_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, key: str
) -> None:
    def fail(part: Path, target: Path) -> None:
        raise OSError(code, "no")

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(UserError) as told:
        new_file(tmp_path / "a.itadesk")
    assert told.value.key == key
    assert told.value.facts == {"name": "a.itadesk"}
    assert list(tmp_path.iterdir()) == []


def test_a_bug_leaves_nothing_behind(tmp_path: Path) -> None:
    status = Edit("item", "2568/O1", "status", "maybe")
    with pytest.raises(Exception, match="CHECK"):
        new_file(tmp_path / "a.itadesk", [Edit("item", "2568/O1", EXISTS, True), status])
    assert list(tmp_path.iterdir()) == []

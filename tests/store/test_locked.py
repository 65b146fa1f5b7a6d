"""A copy that a password locks: whole, opened by nothing else, nothing readable on the stick."""

from __future__ import annotations

import errno
import hashlib
import itertools
import random
import re
import tempfile
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.faults.children import needs_posix
from tests.faults.faulty import at_each_step, clear, dies, names_in, refusal
from tests.store.offices import OFFICE, new_file

from itadesk.core.errors import UserError
from itadesk.store import durable, locked
from itadesk.store.attachments import Attachment
from itadesk.store.check import check
from itadesk.store.dump import dump
from itadesk.store.file import OfficeFile
from itadesk.store.locked import check_password, lock, unlock
from itadesk.store.locked_copy import locked_snapshot
from itadesk.store.opening import LOCKED, is_locked
from itadesk.store.snapshot import never
from itadesk.store.untrusted import foreign_attachments, read_foreign

PASSWORD = "กตัญญู2568"
PAGE = Path(__file__).parents[2] / "docs" / "format.md"
AT = "2026-11-21 09:30"


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """The real costs of scrypt are looked at in one test of their own."""
    monkeypatch.setattr(locked, "_COST", 2**4)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return new_file(tmp_path / "ป่าฟื้น.itadesk")


@pytest.fixture
def private(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The place for private folders of this PC."""
    folder = tmp_path / "private"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def made(path: Path, tmp_path: Path) -> Path:
    stick = tmp_path / "stick"
    stick.mkdir()
    return locked_snapshot(path, stick / "copy.itadesk", AT, PASSWORD).path


def key_of(copy: Path, password: str = PASSWORD) -> str:
    with pytest.raises(UserError) as told:
        read_foreign(copy, password)
    assert told.value.facts["name"] == copy.name
    return told.value.key


def test_p04_the_copy_is_complete_and_says_nothing(
    path: Path, private: Path, tmp_path: Path
) -> None:
    picture = Attachment("image/png", b"\x89PNG" + bytes(3_000_000))
    with OfficeFile.open(path) as file:
        file.keep(picture)
    stick = tmp_path / "stick"
    stick.mkdir()
    receipt = locked_snapshot(path, stick / "copy.itadesk", AT, PASSWORD)
    data = receipt.path.read_bytes()
    assert names_in(stick) == ["copy.itadesk"]
    assert names_in(private) == []
    assert receipt.sha256 == hashlib.sha256(data).hexdigest()
    assert (receipt.changes, receipt.path) == (len(OFFICE), stick / "copy.itadesk")
    for word in ("ป่าฟื้น", "SQLite", "item", "2568"):
        assert word.encode() not in data
    found = read_foreign(receipt.path, PASSWORD)
    with OfficeFile.open(path) as file:
        assert list(found.changes) == file.changes()
    assert list(foreign_attachments(receipt.path, found.attachments, PASSWORD)) == [picture]
    assert names_in(private) == []


def test_the_right_password_and_no_other(path: Path, tmp_path: Path) -> None:
    copy = made(path, tmp_path)
    assert is_locked(copy)
    assert not is_locked(path)
    check_password(copy, PASSWORD)
    assert key_of(copy, "กตัญญู2569") == "password-wrong"
    assert key_of(copy, PASSWORD + " ") == "password-wrong"
    assert key_of(copy, "") == "password-needed"
    told = refusal(lambda: OfficeFile.open(copy))
    assert told is not None
    assert told.key == "password-needed"
    assert [problem.key for problem in check(copy).problems] == ["password-needed"]


def test_the_same_letters_typed_otherwise(path: Path, tmp_path: Path) -> None:
    copy = locked_snapshot(path, tmp_path / "copy.itadesk", AT, "น้ำใจ-2568").path
    two_codes = "\u0e4d\u0e32"  # what SARA AM is made of
    check_password(copy, f"น้{two_codes}ใจ-2568")


def test_two_copies_have_nothing_in_common_but_the_mark(path: Path, tmp_path: Path) -> None:
    first, second = (
        locked_snapshot(path, tmp_path / f"{n}.itadesk", AT, PASSWORD).path.read_bytes()
        for n in range(2)
    )
    assert first[: len(LOCKED)] == second[: len(LOCKED)]
    same = sum(a == b for a, b in zip(first[len(LOCKED) :], second[len(LOCKED) :], strict=True))
    assert same < len(first) / 64


def test_p07_a_changed_byte_is_noticed(path: Path, private: Path, tmp_path: Path) -> None:
    copy = made(path, tmp_path)
    data = copy.read_bytes()
    chance = random.Random(2568)
    places = [chance.randrange(len(LOCKED), len(data)) for _ in range(60)]
    for place in [*range(len(LOCKED), 62), *places, len(data) - 1]:
        spoilt = bytearray(data)
        spoilt[place] ^= 1 << chance.randrange(8)
        copy.write_bytes(bytes(spoilt))
        assert key_of(copy) in {"file-damaged", "password-wrong"}
    for size in (len(LOCKED), 40, 61, 80, len(data) // 2, len(data) - 1):
        copy.write_bytes(data[:size])
        assert key_of(copy) == "file-damaged"
    copy.write_bytes(data + b"x")
    assert key_of(copy) == "file-damaged"
    assert names_in(private) == []


def test_p04_a_copy_that_does_not_open_again_gets_no_name(
    path: Path, private: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()

    def badly(part: Path, pieces: object) -> None:
        really(part, pieces)
        if part.parent == stick:
            part.write_bytes(part.read_bytes()[:-1] + b"\0")

    really = durable.write_into
    monkeypatch.setattr(durable, "write_into", badly)
    told = refusal(lambda: locked_snapshot(path, stick / "copy.itadesk", AT, PASSWORD))
    assert told is not None
    assert told.key == "copy-differs"
    assert names_in(stick) == []
    assert names_in(private) == []


def test_it_can_be_stopped_and_never_writes_over_a_file(path: Path, tmp_path: Path) -> None:
    copy = made(path, tmp_path)
    before = copy.read_bytes()
    told = refusal(lambda: locked_snapshot(path, copy, AT, PASSWORD))
    assert told is not None
    assert told.key == "file-exists"
    asked = iter([False])
    other = copy.with_name("other.itadesk")
    told = refusal(
        lambda: locked_snapshot(path, other, AT, PASSWORD, cancelled=lambda: next(asked, True))
    )
    assert told is not None
    assert told.key == "cancelled"
    assert copy.read_bytes() == before
    assert names_in(copy.parent) == [copy.name]


@pytest.mark.parametrize("code", [errno.EIO, errno.ENOSPC, errno.ENODEV])
def test_p03_p04_p06_an_error_at_every_step(
    path: Path, private: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    copy = stick / "copy.itadesk"
    before = path.read_bytes()
    failures = 0
    named: list[bytes] = []
    for _fault in at_each_step(monkeypatch, code):
        told = refusal(lambda: locked_snapshot(path, copy, AT, PASSWORD))
        failures += told is not None
        assert names_in(stick) in ([], [copy.name])
        if copy.exists():
            named.append(copy.read_bytes())
        clear(stick)
        assert names_in(private) == []
        assert path.read_bytes() == before
    assert failures >= 15
    assert named
    for data in named:
        copy.write_bytes(data)
        assert len(read_foreign(copy, PASSWORD).changes) == len(OFFICE)


@needs_posix
def test_p04_killed_at_every_step_nothing_readable_is_on_the_stick(
    path: Path, private: Path, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    copy = stick / "copy.itadesk"
    for at in itertools.count(1):
        died = dies(lambda _fault: locked_snapshot(path, copy, AT, PASSWORD), at)
        for found in stick.iterdir():
            assert b"SQLite" not in found.read_bytes()
        if copy.exists():
            assert len(read_foreign(copy, PASSWORD).changes) == len(OFFICE)
        clear(stick)
        if not died:
            break
    assert at > 15


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=300), st.text(st.characters(exclude_categories=["Cs"]), max_size=12))
def test_any_bytes_and_any_password(tmp_path: Path, data: bytes, password: str) -> None:
    source, target, again = (tmp_path / name for name in ("source", "target", "again"))
    source.write_bytes(data)
    target.write_bytes(b"")
    again.unlink(missing_ok=True)
    lock(source, target, password, never)
    unlock(target, again, password)
    assert again.read_bytes() == data


def test_p27_the_page_about_the_file_says_how_to_open_it_without_itadesk(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    _read, code = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert "itadesk" not in code
    names: dict[str, Any] = {}
    exec(code, names)
    data = names["unlock"](made(path, tmp_path).read_bytes(), PASSWORD)
    opened = tmp_path / "opened.itadesk"
    opened.write_bytes(data)
    assert list(dump(opened)) == list(dump(path))


def test_trying_passwords_is_slow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    begun = time.process_time()
    locked._secret(PASSWORD, bytes(16))
    assert time.process_time() - begun > 0.1

"""A copy is complete under its name or not there; it is what the file was, and nothing half."""

from __future__ import annotations

import errno
import os
import sqlite3
import threading
from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from tests.core.copies import histories, rows_of
from tests.faults.children import needs_posix
from tests.faults.faulty import Fault, at_each_step, clear, dies, names_in, refusal
from tests.store.offices import OFFICE, edit, new_file, tampered

from itadesk.core.changelog import EXISTS, Edit
from itadesk.core.errors import UserError
from itadesk.core.model import Unit
from itadesk.store import durable
from itadesk.store import snapshot as module
from itadesk.store.check import check
from itadesk.store.connection import connected
from itadesk.store.dump import dump
from itadesk.store.file import OfficeFile
from itadesk.store.snapshot import content_in, snapshot

AT = "2026-11-21T09:30:00Z"
BIG = [
    *OFFICE,
    *(
        Edit("unit", f"u{number}", field, value)
        for number in range(60)
        for field, value in ((EXISTS, True), ("name", f"กองที่ {number} ปฏิบัติงานเป็นปัจจุบัน" * 20))
    ),
]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return new_file(tmp_path / "อบต.itadesk", BIG)


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def log_of(path: Path) -> list[bytes]:
    return [line for line in dump(path) if line.startswith(b'{"change"')]


def test_p04_a_copy_holds_everything_and_says_what_it_is(path: Path, stick: Path) -> None:
    with OfficeFile.open(path) as file:
        edit(file, Edit("unit", "u1", "name", "กองคลัง"))
        receipt = snapshot(file, stick / "copy.itadesk", AT)
        edit(file, Edit("unit", "u1", "name", "later"))
    assert receipt.path == stick / "copy.itadesk"
    assert receipt.at == AT
    assert receipt.sha256 == durable.hash_on_drive(receipt.path)
    found = check(receipt.path)
    assert found.is_sound
    assert (found.changes, found.rows) == (receipt.changes, receipt.rows)
    assert log_of(receipt.path) == [line for line in log_of(path) if b"later" not in line]
    with OfficeFile.open(receipt.path) as copy:
        assert copy.state.get(Unit, "u1") == Unit("u1", name="กองคลัง")
        assert copy.sealed_clock == copy.highest_clock
    assert names_in(stick) == ["copy.itadesk"]


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(histories)
def test_p26_texts_survive_a_copy(tmp_path: Path, history: list[tuple[Edit, ...]]) -> None:
    folder = tmp_path / os.urandom(8).hex()
    folder.mkdir()
    with OfficeFile.open(new_file(folder / "a.itadesk")) as file:
        for edits in history:
            edit(file, *edits)
        snapshot(file, folder / "b.itadesk", AT)
        with OfficeFile.open(folder / "b.itadesk") as copy:
            assert rows_of(copy.state) == rows_of(file.state)


@needs_posix
def test_p04_killed_at_every_step(path: Path, stick: Path) -> None:
    target = stick / "copy.itadesk"
    before = path.read_bytes()
    at, outcomes = 1, set()
    while True:
        died = dies(lambda fault: snapshot(path, target, AT, cancelled=fault), at)
        left = {name for name in names_in(stick) if not name.startswith(".")}
        assert left <= {"copy.itadesk"}
        assert all(".part" in name for name in set(names_in(stick)) - left)
        if left:
            assert check(target).is_sound
            assert log_of(target) == log_of(path)
        outcomes.add((died, bool(left)))
        clear(stick)
        assert path.read_bytes() == before
        if not died:
            break
        at += 1
    assert outcomes == {(True, False), (True, True), (False, True)}


@pytest.mark.parametrize("persistent", [False, True])
@pytest.mark.parametrize("code", [errno.EIO, errno.ENOSPC, errno.EACCES, errno.ENODEV])
def test_p04_p06_an_error_of_the_stick_at_every_step(
    path: Path, stick: Path, code: int, persistent: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = stick / "copy.itadesk"
    keys = {errno.ENOSPC: "disk-full", errno.EACCES: "cannot-write"}
    with OfficeFile.open(path) as file:
        file.seal()
        before = path.read_bytes()
        failures = 0
        for fault in at_each_step(monkeypatch, code, persistent=persistent):
            told = refusal(lambda: snapshot(file, target, AT))
            if told is not None:
                failures += 1
                assert told.key == keys.get(code, "drive-trouble")
                assert told.facts == {"name": "copy.itadesk"}
            listed = set(names_in(stick))
            assert {name for name in listed if not name.startswith(".")} <= {"copy.itadesk"}
            if not persistent:
                assert not any(name.startswith(".") for name in listed)
            if target.exists():
                assert check(target).is_sound
            clear(stick)
            assert path.read_bytes() == before
            assert fault.steps
        assert failures >= 6
        edit(file, Edit("unit", "u1", "name", "กองช่าง"))
    assert check(path).is_sound


@needs_posix
def test_p04_the_drive_has_a_copy_before_it_gets_its_name(
    path: Path, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[str] = []

    class Recorder:
        def __getattr__(self, name: str) -> object:
            real = getattr(os, name)
            if name not in ("open", "fsync", "replace", "posix_fadvise"):
                return real

            def call(*given: object) -> object:
                subject = Path(str(given[0])).suffix if name == "open" else ""
                calls.append(f"{name}{subject}")
                return real(*given)

            return call

    monkeypatch.setattr(durable, "os", Recorder())
    snapshot(path, stick / "copy.itadesk", AT)
    named = calls.index("replace")
    assert calls[named - 4 : named] == ["open.part", "fsync", "open.part", "posix_fadvise"]
    assert calls[named + 1 :] == ["open", "fsync"]


def test_p04_what_the_stick_gives_back_otherwise_is_no_copy(
    path: Path, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced = durable.sync_file

    def liar(part: Path) -> None:
        synced(part)
        data = bytearray(part.read_bytes())
        data[-1] ^= 1
        part.write_bytes(bytes(data))

    monkeypatch.setattr(durable, "sync_file", liar)
    with pytest.raises(UserError) as told:
        snapshot(path, stick / "copy.itadesk", AT)
    assert told.value.key == "copy-differs"
    assert names_in(stick) == []


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE unit SET name = 'other' WHERE id = 'u1'",
        "DELETE FROM change WHERE row_id = 'u1'",
        "DELETE FROM meta",
        "CREATE TABLE another (x)",
    ],
)
def test_p04_a_copy_that_is_not_the_same_is_no_copy(
    path: Path, stick: Path, damage: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    really = module._copied

    def unlike(source: Path, part: Path, *given: object) -> str:
        content = really(source, part, *given)
        tampered(part, damage)
        return content

    monkeypatch.setattr(module, "_copied", unlike)
    with pytest.raises(UserError) as told:
        snapshot(path, stick / "copy.itadesk", AT)
    assert told.value.key == "copy-differs"
    assert names_in(stick) == []


def test_p04_a_sound_copy_of_something_else_is_no_copy(
    path: Path, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = new_file(stick.parent / "other.itadesk")
    really = module._copied
    monkeypatch.setattr(
        module,
        "_copied",
        lambda source, *given: (really(other, *given), content_of(source))[1],
    )
    with pytest.raises(UserError) as told:
        snapshot(path, stick / "copy.itadesk", AT)
    assert told.value.key == "copy-differs"
    assert names_in(stick) == []


def content_of(path: Path) -> str:
    conn = connected(path)
    found = content_in(conn)
    conn.close()
    return found


def test_p04_a_file_of_that_name_stays_unless_it_is_to_be_replaced(path: Path, stick: Path) -> None:
    target = stick / "copy.itadesk"
    target.write_bytes(b"another")
    with pytest.raises(UserError) as told:
        snapshot(path, target, AT)
    assert told.value.key == "file-exists"
    assert target.read_bytes() == b"another"
    snapshot(path, target, AT, over=True)
    assert check(target).is_sound


def test_a_copy_that_is_given_up_leaves_nothing(path: Path, stick: Path) -> None:
    with pytest.raises(UserError) as told:
        snapshot(path, stick / "copy.itadesk", AT, cancelled=lambda: True)
    assert told.value.key == "cancelled"
    assert names_in(stick) == []


def test_a_folder_that_is_gone(path: Path, tmp_path: Path) -> None:
    with pytest.raises(UserError) as told:
        snapshot(path, tmp_path / "gone" / "copy.itadesk", AT)
    assert told.value.key == "folder-missing"


def test_a_file_that_is_gone(stick: Path) -> None:
    with pytest.raises(UserError) as told:
        snapshot(stick / "none.itadesk", stick / "copy.itadesk", AT)
    assert told.value.key == "file-missing"
    assert names_in(stick) == []


@needs_posix
def test_p03_a_full_stick_at_every_size(path: Path, stick: Path) -> None:
    import resource
    import signal

    target = stick / "copy.itadesk"
    before = path.read_bytes()
    size = len(before)

    def within(most: int) -> str:
        reading, writing = os.pipe()
        child = os.fork()
        if not child:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
            try:
                snapshot(path, target, AT)
                os.write(writing, b"done")
            except UserError as error:
                os.write(writing, error.key.encode())
            finally:
                os._exit(0)
        os.close(writing)
        os.waitpid(child, 0)
        told = os.read(reading, 100).decode()
        os.close(reading)
        return told

    step = max(4096, size // 12 // 4096 * 4096)
    told = {most: within(most) for most in range(0, size, step)}
    assert set(told.values()) <= {"disk-full", "drive-trouble"}
    assert names_in(stick) == []
    assert path.read_bytes() == before
    assert within(2 * size) == "done"
    assert check(target).is_sound


def test_p03_sealing_on_a_full_disk_changes_nothing(path: Path, stick: Path) -> None:
    with OfficeFile.open(path) as file:
        before = path.read_bytes()
        file._conn.execute("PRAGMA query_only = ON")
        with pytest.raises(UserError):
            snapshot(file, stick / "copy.itadesk", AT)
        assert path.read_bytes() == before
    assert names_in(stick) == []


def write_on(path: Path, states: list[str], stop: threading.Event) -> None:
    with OfficeFile.open(path) as file:
        number = 0
        while not stop.is_set():
            number += 1
            edit(file, *(Edit("unit", f"u{row}", "name", f"{number}") for row in range(4)))
            states.append(f"{number}")
            stop.wait(0.05)


@pytest.mark.slow
def test_p05_a_copy_made_while_working_many_times(path: Path, stick: Path) -> None:
    copies_while_writing(path, stick, 200)


def test_p05_a_copy_made_while_working(path: Path, stick: Path) -> None:
    copies_while_writing(path, stick, 15)


def copies_while_writing(path: Path, stick: Path, count: int) -> None:
    states: list[str] = []
    stop = threading.Event()
    writer = threading.Thread(target=write_on, args=(path, states, stop))
    writer.start()
    try:
        while not states:
            stop.wait(0.01)
        made = 0
        for number in range(count):
            saved = len(states)
            copy = stick / f"{number}.itadesk"
            told = refusal(partial(snapshot, path, copy, AT))
            if told is not None:  # a slow machine may never find the file at rest
                assert told.key == "file-busy"
                assert names_in(stick) == []
                continue
            made += 1
            conn = sqlite3.connect(copy)
            names = {
                name
                for row in range(4)
                for (name,) in conn.execute("SELECT name FROM unit WHERE id = ?", (f"u{row}",))
            }
            conn.close()
            assert len(names) == 1, "half an action is in the copy"
            assert int(names.pop()) >= saved
            copy.unlink()
        assert made > count // 3
    finally:
        stop.set()
        writer.join()


def test_a_fault_that_never_comes_fails_nothing(path: Path, stick: Path) -> None:
    fault = Fault(0)
    snapshot(path, stick / "copy.itadesk", AT, cancelled=fault)
    assert fault.steps
    assert not fault.fired
